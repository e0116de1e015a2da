"""Stories out of answers of Facebook's page: whose they are, who can see them, and when they were made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from evidence_world import (
    NAME,
    OTHER,
    OTHER_ID,
    OWN_ID,
    OWNER,
    T0,
    actor,
    answer,
    icon,
    list_story,
    photos,
    saved,
    selector,
    story,
)

from analyzer.reading.evidence.audience_file import read_audiences
from analyzer.reading.evidence.model import Owner, SeenStory
from analyzer.reading.evidence.own_stories import own_stories
from analyzer.reading.evidence.refusal import EvidenceRefused


def own(folder: Path, *stories: Any, owner: Owner = OWNER, **options: Any) -> tuple[SeenStory, ...]:
    """The owner's stories in one answer that holds these."""
    return own_stories(read_audiences(saved(folder, answer(stories, **options))), owner).stories


def only(folder: Path, found: Any, **options: Any) -> SeenStory:
    """The owner's story in an answer that holds one."""
    (one,) = own(folder, found, **options)
    return one


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        (selector("EVERYONE"), "everyone"),
        (selector("EVERYONE", deny=["7"]), "everyone_except"),
        (selector("EVERYONE", deny=["7"]) | icon("everyone", "Public"), "everyone_except"),
        (selector("FRIENDS"), "narrower"),
        (selector("FRIENDS", deny=["7"]), "narrower"),
        (selector("SELF"), "narrower"),
        (selector("SELF", allow=["700"]), "narrower"),  # a custom audience, or subscribers
        (selector("SOMETHING_NEW"), "unclear"),
        (selector("FRIENDS") | icon("everyone"), "unclear"),  # the two do not agree
        (icon("everyone", "Public"), "everyone"),
        (icon("friends_of_friends"), "narrower"),
        (icon("only_me"), "narrower"),
        (icon("no_icon"), "unclear"),
        (icon(""), "unclear"),
        ({}, "unclear"),
    ],
)
def test_audience(tmp_path: Path, audience: Any, seen: str) -> None:
    """Codes decide, in no language; a code that is not known means nothing, and so do two that disagree."""
    assert only(tmp_path, story(audience=audience)).seen == seen


@pytest.mark.parametrize("make", [story, list_story])
def test_both_shapes_of_the_page(tmp_path: Path, make: Any) -> None:
    """*Manage posts* has the time on the story, the list of a profile in the metadata of a section."""
    found = only(tmp_path, make(T0, "hello  there", selector("EVERYONE")))
    assert (found.second, found.text, found.seen, found.audience) == (T0, "hello there", "everyone", "EVERYONE")


@pytest.mark.parametrize("streamed", [0, 1, 3])
@pytest.mark.parametrize("guard", [False, True])
def test_streamed_answers(tmp_path: Path, streamed: int, guard: bool) -> None:
    """Stories in lines of their own count like those in the first line, with and without the guard in front."""
    found = own(tmp_path, *(story(T0 + n) for n in range(3)), streamed=streamed, guard=guard)
    assert [each.second for each in found] == [T0, T0 + 1, T0 + 2]
    assert all(each.own_timeline for each in found)


def test_any_query(tmp_path: Path) -> None:
    """No name of a query, a list or a wrapper is needed: the story is found wherever it stands."""
    value = {"data": {"some": [{"new": {"place": story(audience=selector("EVERYONE"))}}]}}
    (found,) = own_stories(read_audiences(saved(tmp_path, value)), OWNER).stories
    assert found.seen == "everyone" and not found.own_timeline


def test_shared_stories_never_speak(tmp_path: Path) -> None:
    """What was shared has an audience of its own, which is never taken for that of the story around it."""
    shared = story(T0 - 99, "the original", selector("EVERYONE"))
    assert only(tmp_path, story(shared=shared, audience=selector("SELF"))).seen == "narrower"
    bare = story(shared=shared)
    del bare["comet_sections"]["audience"]
    with pytest.raises(EvidenceRefused) as refused:
        own(tmp_path, bare)
    assert refused.value.why == "no_stories"


def test_a_section_of_another_story_is_not_its_own(tmp_path: Path) -> None:
    """A section that shows a story of another id says nothing of this one."""
    found = story(audience=selector("EVERYONE"))
    found["comet_sections"]["audience"]["story"]["id"] = "another"
    with pytest.raises(EvidenceRefused):
        own(tmp_path, found)


def test_what_media_say_of_themselves(tmp_path: Path) -> None:
    """The audience of a photo in a story is not that of the story."""
    media = photos("1234567890123")
    media[0]["style_type_renderer"]["attachment"]["media"] |= {"privacy_scope": icon("everyone"), "creation_time": T0}
    assert only(tmp_path, story(media=media, audience=selector("SELF"))).seen == "narrower"


def test_media_ids(tmp_path: Path) -> None:
    """Photos and videos are named by their ids; what a link looks like is no medium of the story."""
    assert only(tmp_path, story(media=photos("1234567890123", "1234567890124"))).media_ids == (
        "1234567890123",
        "1234567890124",
    )
    assert only(tmp_path, story(media=photos("1234567890125", kind="GenericAttachmentMedia"))).media_ids == ()


def test_backdated(tmp_path: Path) -> None:
    """The time is that of creation, never the one to which a post was set back."""
    assert only(tmp_path, story(backdated_time=T0 - 10_000)).second == T0


@pytest.mark.parametrize("value", [None, True, "1556704800", 0, -5, 10**18, 1556704800.5, [T0]])
def test_times_that_are_none(tmp_path: Path, value: Any) -> None:
    """A story without a time that can be meant is no story."""
    found = story(creation_time=value)
    found["comet_sections"]["timestamp"]["story"]["creation_time"] = value
    with pytest.raises(EvidenceRefused):
        own(tmp_path, found)


def test_two_times(tmp_path: Path) -> None:
    """A story that tells two times of creation is left out."""
    found = story(T0, "odd")
    found["comet_sections"]["timestamp"]["story"]["creation_time"] = T0 + 1
    assert [each.text for each in own(tmp_path, found, story(T0 + 9, "good"))] == ["good"]


def test_others_stories_are_left_out(tmp_path: Path) -> None:
    """On one's own timeline stand stories of others; their audience is theirs."""
    theirs = story(T0 + 1, "congratulations", icon("everyone", "Public"), who=actor(OTHER, OTHER_ID))
    file = read_audiences(saved(tmp_path, answer([story(), theirs])))
    evidence = own_stories(file, OWNER)
    assert [each.text for each in evidence.stories] == ["hello"] and evidence.others == 1


def test_pages_that_one_manages(tmp_path: Path) -> None:
    """What can be edited counts only where no actor stands: the posts of one's Page can be edited too."""
    page = story(T0 + 1, "open today", selector("EVERYONE"), who=actor("Ada's Bakery", "100000000000009"))
    assert [each.text for each in own(tmp_path, story(), page)] == ["hello"]
    assert only(tmp_path, story(who={}, audience=selector("FRIENDS"))).seen == "narrower"
    with pytest.raises(EvidenceRefused):
        own(tmp_path, story(who={}, audience=selector("FRIENDS", edit=False)))
    with pytest.raises(EvidenceRefused):
        own(tmp_path, story(who={}, audience=icon("everyone")))


def test_another_persons_log(tmp_path: Path) -> None:
    """A log in which no story is the owner's is refused with a sentence, which does not say whose it is."""
    with pytest.raises(EvidenceRefused) as refused:
        own(tmp_path, story(who=actor(OTHER, OTHER_ID), audience=icon("everyone")), holder=OTHER_ID)
    assert refused.value.why == "another_person" and refused.value.exit_code == 2
    assert OTHER not in str(refused.value) and "somebody else" in str(refused.value)


def test_an_archive_without_a_name(tmp_path: Path) -> None:
    """Where the archive does not tell who its owner is, nobody can say whose stories a log holds."""
    with pytest.raises(EvidenceRefused) as refused:
        own(tmp_path, story(), owner=Owner())
    assert refused.value.why == "another_person" and "does not tell your name" in str(refused.value)


def test_ids_come_before_names(tmp_path: Path) -> None:
    """Where the archive tells the owner's id, a namesake is somebody else."""
    with pytest.raises(EvidenceRefused):
        own(tmp_path, story(who=actor(NAME, OTHER_ID)), owner=Owner(OWNER.names, frozenset({OWN_ID})))


def test_namesakes(tmp_path: Path) -> None:
    """Of two people of one name the one whose stories can be edited is the owner; if both or none can, neither is."""
    mine, theirs = story(T0, "mine"), story(T0 + 1, "theirs", icon("everyone"), who=actor(NAME, OTHER_ID))
    assert [each.text for each in own(tmp_path, mine, theirs)] == ["mine"]
    with pytest.raises(EvidenceRefused) as refused:
        own(tmp_path, story(T0, "mine", icon("everyone")), theirs)
    assert refused.value.why == "namesakes"


@pytest.mark.parametrize(
    "more",
    [
        {"to": {"__typename": "Group", "id": "55"}},
        {"to": [{"__typename": "Group", "id": "55"}]},
        {"target_group": {"id": "55"}},
        {"url": "https://www.facebook.com/groups/55/posts/66/"},
    ],
)
def test_groups(tmp_path: Path, more: Any) -> None:
    """The icon `everyone` of a story in a group is the group's: nothing follows from it."""
    found = only(tmp_path, story(audience=icon("everyone"), **more))
    assert found.group and not found.own_timeline


def test_public_group_in_words(tmp_path: Path) -> None:
    """Where only the words beside the icon tell of a group, they do."""
    assert only(tmp_path, story(audience=icon("everyone", "Public group"))).group
    assert only(tmp_path, story(audience=icon("group"))).group


def test_on_somebody_elses_profile(tmp_path: Path) -> None:
    """What one wrote on a friend's profile, or in an event, is not on the own timeline."""
    to_friend = only(tmp_path, story(to={"__typename": "User", "id": OTHER_ID}))
    on_theirs = only(tmp_path, story(audience=icon("everyone")), units="timeline_list_feed_units", holder=OTHER_ID)
    event = only(tmp_path, story(url="https://www.facebook.com/events/77/posts/1"))
    assert all(each.elsewhere and not each.own_timeline for each in (to_friend, on_theirs, event))
    assert only(tmp_path, story(to={"__typename": "User", "id": OWN_ID})).own_timeline


def test_the_timeline_of_a_streamed_list(tmp_path: Path) -> None:
    """The stories in later lines belong to the list of the first line, and to whose profile that is."""
    mine = own(tmp_path, story(), story(T0 + 1), streamed=2, units="timeline_list_feed_units", key="node")
    assert all(each.own_timeline for each in mine)
    theirs = own(tmp_path, story(), streamed=1, units="timeline_list_feed_units", holder=OTHER_ID)
    assert theirs[0].elsewhere


def test_names_are_folded(tmp_path: Path) -> None:
    """The name of the archive and that of the page may differ in capitals, white space and ways to write an accent."""
    who = actor("Zoe\u0308  EXAMPLE")
    assert own(tmp_path, story(who=who), owner=Owner(frozenset({"zo\u00eb example"})))
