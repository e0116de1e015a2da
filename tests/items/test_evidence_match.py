"""Which item a story, an account, a page speaks of: the item of its own second, confirmed, or none."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from evidence_world import LONG, T0, day, item, medium, paired

from analyzer.items.evidence.match import match
from analyzer.model import Item
from analyzer.reading.evidence.model import Evidence, Matched, Observation, PageText, PublicView, SeenAccount, SeenStory

D1, D2 = day("2026-11-20"), day("2026-11-27")


def told(
    text: str = "hello", second: int = T0, seen: Any = "everyone", when: date | None = D1, **more: Any
) -> SeenStory:
    """A story of the own timeline."""
    audience = {"everyone": "EVERYONE", "narrower": "FRIENDS"}.get(seen, "")
    number = more.pop("id", f"S{second}{text}")
    return SeenStory(
        second, text, more.pop("media_ids", ()), audience, seen, when, own_timeline=more.pop("own_timeline", True),
        id=number, **more,
    )  # fmt: skip


def file(*stories: SeenStory, accounts: tuple[SeenAccount, ...] = ()) -> Evidence:
    """A file with these stories."""
    return Evidence("a.har", "facebook_page", D1, False, stories, accounts)


def seen(matched: Matched) -> dict[int, list[str]]:
    """What was seen, by number of the item."""
    return {int(key, 16): [each.seen for each in found] for key, found in matched.observations.items()}


def of(items: list[Item], *stories: SeenStory) -> dict[int, list[str]]:
    """What one file with these stories says of these items."""
    return seen(match([file(*stories)], [], paired(*items)))


def test_the_second_and_the_whole_text() -> None:
    """Text and second make the item; white space and ways to write an accent do not matter."""
    assert of([item("Zoe\u0308  was here"), item("other", T0 + 1)], told("Zo\u00eb was here")) == {0: ["everyone"]}


@pytest.mark.parametrize("off", [-60, -1, 1, 60])
def test_another_second(off: int) -> None:
    """A second beside it is another post, whatever it says."""
    assert of([item()], told(second=T0 + off)) == {}


def test_another_text() -> None:
    """A text that is another is no match, and neither is the beginning of a short one."""
    assert of([item("hello there")], told("hello")) == {}


@pytest.mark.parametrize(("end", "found"), [(59, {}), (60, {0: ["everyone"]})])
def test_a_changed_text_by_its_beginning(end: int, found: Any) -> None:
    """A text that was changed later counts by a common beginning of 60 characters, not of 59."""
    assert of([item(LONG)], told(LONG[:end] + "# and something else was added")) == found


def test_the_whole_text_comes_first() -> None:
    """Where one item has the whole text, another with the same beginning is not meant."""
    assert of([item(LONG + "!"), item(LONG)], told(LONG)) == {1: ["everyone"]}


def test_several_that_fit_equally() -> None:
    """Two items of one second and text: none, unless a medium tells them apart."""
    items = [item(media=[medium("1234567890123")]), item(media=[medium("1234567890124")])]
    assert of(items, told()) == {}
    assert of(items, told(media_ids=("1234567890124",))) == {1: ["everyone"]}


def test_two_posts_of_one_second() -> None:
    """Each finds its own by its text."""
    items = [item("one"), item("two")]
    assert of(items, told("one"), told("two", seen="narrower")) == {0: ["everyone"], 1: ["narrower"]}


def test_a_photo_without_words() -> None:
    """A story that is a photo is confirmed by its id; a photo inside a story of several is not that story."""
    items = [item("", media=[medium("1234567890123")]), item("", media=[medium("1234567890124")])]
    assert of(items, told("", media_ids=("1234567890124",))) == {1: ["everyone"]}
    assert of(items[:1], told("", media_ids=("1234567890123", "1234567890129"))) == {}
    album = [item("", media=[medium("1234567890123"), medium("1234567890124")])]
    assert of(album, told("", media_ids=("1234567890123", "1234567890124", "1234567890125"))) == {0: ["everyone"]}
    assert of(album, told("", media_ids=("1234567890123",))) == {}


def test_the_text_comes_before_the_medium() -> None:
    """The post takes its story; a photo of it that stands alone gets nothing."""
    items = [item("a day out"), item("", media=[medium("1234567890123")])]
    assert of(items, told("a day out", media_ids=("1234567890123",))) == {0: ["everyone"]}


def test_without_either() -> None:
    """Without text and medium on both sides each must be the only one of its second."""
    bare = told("", id="1")
    assert of([item("")], bare) == {0: ["everyone"]}
    assert of([item(""), item("x")], bare) == {}
    assert of([item(""), item("x", kind="photo")], bare) == {}
    assert of([item("")], bare, told("", id="2")) == {}
    assert of([item("")], bare, told("other", id="2")) == {}
    assert of([item("has words")], bare) == {}
    assert of([item("", media=[medium("1234567890123")])], bare) == {}
    assert of([item("")], told("has words")) == {}


def test_minutes_of_pages() -> None:
    """An archive in HTML prints minutes: there the minute is the item's own, and no more must be in it."""
    minute = T0 - T0 % 60
    page = item("hello", minute, created_basis="minute")
    assert of([page], told(second=minute + 41)) == {0: ["everyone"]}
    assert of([page], told(second=minute + 60)) == {}
    assert of([page], told(second=minute - 1)) == {}
    bare = item("", minute, created_basis="minute")
    assert of([bare], told("", minute + 41)) == {0: ["everyone"]}
    assert of([bare], told("", minute + 41), told("", minute + 42)) == {}
    assert of([bare, item("x", minute + 9)], told("", minute + 41)) == {}


def test_an_unknown_zone_is_no_time() -> None:
    """A page whose zone is not known does not tell the item's own minute."""
    assert of([item(created_basis="zone_assumed")], told()) == {}
    assert of([item(second=None)], told()) == {}


@pytest.mark.parametrize("kind", ["photo", "video", "reel", "note", "event", "listing", "profile_photo", "live_video"])
def test_kinds(kind: Any) -> None:
    """Whatever stands on the own profile."""
    assert of([item(kind=kind)], told()) == {0: ["everyone"]}


@pytest.mark.parametrize(
    "more",
    [
        {"kind": "comment"},
        {"kind": "ai_prompt"},
        {"kind": "channel_message"},
        {"platform": "instagram"},
        {"platform": "threads"},
        {"venue": "group"},
        {"venue": "page"},
        {"venue": "other_profile"},
        {"venue": "unknown", "mark": "others_post"},
    ],
)
def test_what_evidence_does_not_reach(more: Any) -> None:
    """Comments, other platforms, and what stands elsewhere."""
    assert of([item(**more)], told()) == {}
    assert of([item(**more)], told(own_timeline=False)) == {}


def test_a_place_that_is_not_known() -> None:
    """A record of the own timeline with a sentence that nobody knows is at home where a story shows it there."""
    unknown = item(venue="unknown")
    matched = match([file(told())], [], paired(unknown))
    assert seen(matched) == {0: ["everyone"]} and matched.on_own_profile == {"000000000000"}
    assert of([unknown], told(own_timeline=False)) == {}


def test_the_same_words_at_home_and_in_a_group() -> None:
    """A story that is not shown to stand at home may be either: none. One that is, is the one at home."""
    items = [item(venue="group"), item()]
    assert of(items, told(own_timeline=False)) == {}
    assert of(items, told()) == {1: ["everyone"]}


def test_groups_and_other_places() -> None:
    """A story in a group, an event, or on another profile says nothing, and is counted."""
    matched = match([file(told(group=True), told(elsewhere=True, id="2"))], [], paired(item()))
    assert seen(matched) == {} and matched.files[0].elsewhere == 2


def test_two_stories_of_one_item() -> None:
    """Two stories that may be one item: if they agree it does not matter which it is; else none."""
    assert of([item()], told(id="1"), told(id="2")) == {0: ["everyone"]}
    assert of([item()], told(id="1"), told(id="2", seen="narrower")) == {}
    matched = match([file(told(id="1"), told(id="2", seen="narrower"))], [], paired(item()))
    assert matched.files[0].ambiguous == 1


def test_the_surer_of_two_stories() -> None:
    """A story with the whole text takes the item from one with its beginning."""
    assert of([item(LONG)], told(LONG + "!", seen="narrower"), told(LONG)) == {0: ["everyone"]}


def test_one_story_on_several_days() -> None:
    """One story in several files is folded by its id: each day is told, in order, and none is lost."""
    later = replace(told(seen="narrower"), day=D2)
    matched = match([file(later), file(told(), told())], [], paired(item()))
    assert matched.observations["000000000000"] == (
        Observation("everyone", D1, "facebook_page"),
        Observation("narrower", D2, "facebook_page"),
    )
    assert [each.matched for each in matched.files] == [1, 1]


def test_one_story_without_an_id() -> None:
    """Without an id all that it shows makes it one; told twice a day in two ways it is none."""
    first, later = told(id=""), replace(told(id="", seen="narrower"), day=D2)
    assert seen(match([file(first), file(later)], [], paired(item()))) == {0: ["everyone", "narrower"]}
    assert seen(match([file(first), file(replace(later, day=D1))], [], paired(item()))) == {}


def test_two_sources() -> None:
    """The page and the Graph API give one post different ids: both are told."""
    graph = replace(told(seen="narrower"), source="graph_api", id="1_2", permalink="https://x")
    matched = match([file(told(), graph)], [], paired(item()))
    assert {each.source for each in matched.observations["000000000000"]} == {"facebook_page", "graph_api"}
    assert matched.permalinks == {"000000000000": "https://x"}


def test_counts() -> None:
    """What matched, by year, and what did not."""
    stories = [told(), told("x", T0 + 5), told("y", T0 + 6, seen="unclear"), told("twin", T0 + 7)]
    items = [item(), item("y", T0 + 6), item("twin", T0 + 7), item("twin", T0 + 7), item("alone", T0 + 8)]
    (count,) = match([file(*stories)], [], paired(*items)).files
    assert (count.matched, count.unmatched, count.ambiguous, count.no_audience) == (2, 1, 1, 1)
    assert count.years == {2019: 2}


def test_items_stay_as_they_are() -> None:
    """Matching changes no item."""
    items = [item(), item("x", T0 + 1, media=[medium("1234567890123")])]
    before = [replace(each) for each in items]
    match([file(told())], [PublicView("p", "facebook", D1, True, (), frozenset({"1234567890123"}))], paired(*items))
    assert items == before


def test_accounts_on_instagram() -> None:
    """A comment on the post of an account that is listed; not one on the own post, nor one without an owner."""
    accounts = (SeenAccount("some.body", True, D1), SeenAccount("open", False, D1), SeenAccount("nobody", True, D1))

    def comment(name: str, **more: Any) -> Item:
        return item(kind="comment", platform="instagram", venue="other_profile", venue_name=name, **more)

    items = [
        comment("Some.Body"),
        comment("open"),
        comment("else"),
        comment(""),
        comment("open", mark="own_post"),
        item(),
    ]
    matched = match([file(accounts=accounts)], [], paired(*items))
    assert seen(matched) == {0: ["account_private"], 1: ["account_public"]}
    (count,) = matched.files
    assert (count.kind, count.matched, count.unmatched) == ("instagram_page", 2, 1)


def test_more_alike_than_are_kept() -> None:
    """Where more items are alike than are compared, the story is none of them, whatever tells the first ones apart."""
    medium_id = "1234567890123"
    items = [item(venue="group") for _ in range(100)] + [
        item(media=[medium(medium_id)]),
        item(media=[medium(medium_id)]),
    ]
    assert of(items, told(media_ids=(medium_id,))) == {}
    assert of([item(venue="group"), *items[100:]], told(media_ids=(medium_id,))) == {}
    assert of([*items[:3], items[100]], told(media_ids=(medium_id,))) == {3: ["everyone"]}


def test_hostile_likeness_takes_no_time() -> None:
    """Thousands of items and stories of one second, text and medium: nothing is matched, and it does not take long."""
    items = [item("same", media=[medium("1234567890123")]) for _ in range(5000)]
    items += [item(LONG + str(n), media=[medium("1234567890123")]) for n in range(5000)]
    stories = [told("same", id=str(n), media_ids=("1234567890123",)) for n in range(5000)]
    stories += [told(LONG + "x" + str(n), media_ids=("1234567890123",)) for n in range(5000)]
    view = PublicView("p", "facebook", D1, True, tuple(PageText(LONG + "…") for _ in range(20_000)), frozenset())
    start = time.process_time()
    assert seen(match([file(*stories)], [view], paired(*items))) == {}
    assert time.process_time() - start < 10


def test_many_posts() -> None:
    """5,000 posts over 15 years, each with its story: all matched, none wrongly."""
    items = [item(f"post number {n}", T0 - n * 94_608) for n in range(5000)]
    stories = [told(f"post number {n}", T0 - n * 94_608, "everyone" if n % 3 else "narrower") for n in range(5000)]
    assert of(items, *stories) == {n: ["everyone" if n % 3 else "narrower"] for n in range(5000)}
