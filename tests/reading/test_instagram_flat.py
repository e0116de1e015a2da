"""The flat archive of 2018 to 2020."""

from __future__ import annotations

from typing import Any

import pytest

from analyzer.model import ExportFacts, Item, Skipped
from analyzer.reading.reader import reader

ISO = "2019-05-01T10:00:00+00:00"
TIME = 1556704800
NO_DATA = ["You have no data in this section"]


def read(name: str, document: Any, facts: ExportFacts | None = None) -> dict[str, Any]:
    """All outcomes by pointer."""
    found = reader(f"instagram.flat:{name}").read(document, facts or ExportFacts())
    return {pointer: make() for pointer, make in found}


def record(path: str, taken: Any = ISO, caption: Any = "", **more: Any) -> dict[str, Any]:
    return {"caption": caption, "taken_at": taken, "path": path, **more}


def test_facts() -> None:
    """A real boolean for privacy; joined in UTC; no birth date."""
    facts = ExportFacts()
    profile = {"username": "ada", "name": "Ada E.", "private_account": True, "date_joined": "2019-05-01T10:00:00"}
    reader("instagram.flat:facts").read(profile, facts)
    account = facts.account("instagram")
    assert (account.username, account.full_name, account.private, account.registered) == ("ada", "Ada E.", True, TIME)
    assert account.names == {"ada", "Ada E."} and account.birthday is None and account.seen


@pytest.mark.parametrize("document", [NO_DATA, {}, None, {"private_account": None}])
def test_no_facts(document: Any) -> None:
    """An empty profile tells nothing."""
    facts = ExportFacts()
    reader("instagram.flat:facts").read(document, facts)
    assert facts.account("instagram").private is None


def test_the_bio() -> None:
    """An item if there are words in it."""
    bio = read("profile", {"biography": "I knit.", "name": "Ada"})["/biography"]
    assert (bio.kind, bio.text, bio.created) == ("bio", "I knit.", None)
    assert read("profile", {"biography": ""}) == {}
    assert read("profile", NO_DATA) == {"/0": Skipped("empty")}


def test_sections_tell_the_kind() -> None:
    """Direct messages are private; an unknown section is unread and not passed over."""
    document = {
        "photos": [record("photos/a.jpg", location="Somewhere")],
        "videos": [record("videos/b.mp4", ISO.replace("10", "11"))],
        "stories": [record("stories/c.jpg", ISO.replace("10", "12"))],
        "profile": [record("profile/d.jpg", ISO.replace("10", "13"), is_active_profile=True)],
        "direct": [record("direct/e.jpg"), {}],
        "empty": None,
    }
    found = read("media", document)
    assert [(each.kind, each.mark) for each in found.values() if isinstance(each, Item)] == [
        ("post", ""), ("post", ""), ("story", ""), ("profile_photo", "current"),
    ]  # fmt: skip
    photo = found["/photos/0"]
    assert (photo.created, photo.created_basis, photo.place) == (TIME, "second", "Somewhere")
    assert [medium.path for medium in photo.media] == ["photos/a.jpg"]
    assert found["/direct/0"] == Skipped("private_message") and found["/direct/1"] == Skipped("empty")
    with pytest.raises(ValueError, match="a section that nobody has seen"):
        read("media", {"holograms": [record("holograms/f.jpg")]})


def test_a_carousel_is_several_records() -> None:
    """The first holds all media; the others their own, by which they join it. Direct messages never belong to it."""
    document = {
        "photos": [record("a.jpg", caption="sea"), record("b.jpg", caption="sea"), record("c.jpg", caption="sun")],
        "videos": [record("d.mp4", caption="sea")],
        "direct": [record("e.jpg", caption="sea")],
    }
    paths = {
        pointer: [medium.path for medium in each.media]
        for pointer, each in read("media", document).items()
        if isinstance(each, Item)
    }
    assert paths == {
        "/photos/0": ["a.jpg", "b.jpg", "d.mp4"],
        "/photos/1": ["b.jpg"],
        "/photos/2": ["c.jpg"],
        "/videos/0": ["d.mp4"],
    }


def test_records_without_a_time_are_no_carousel() -> None:
    """Nothing shows that they belong together."""
    found = read("media", {"photos": [record("a.jpg", None), record("b.jpg", None)]})
    assert [len(each.media) for each in found.values()] == [1, 1]


@pytest.mark.parametrize(
    ("taken", "time", "basis"),
    [
        (ISO, TIME, "second"),
        ("2019-05-01T12:00:00+02:00", TIME, "second"),
        ("2019-05-01T10:00:00Z", TIME, "second"),
        ("2019-05-01T10:00:00", TIME, "zone_assumed"),
        ("2019-05-01T10:00", TIME, "zone_assumed"),
        ("2019-05-01T10:00+00:00", TIME, "minute"),
        ("2019-05-01T10:00-00:30", TIME + 1800, "minute"),
        ("yesterday", None, "none"),
        (None, None, "none"),
    ],
)
def test_how_certain_a_time_is(taken: Any, time: int | None, basis: str) -> None:
    """2018 gave no zone."""
    photo = read("media", {"photos": [record("a.jpg", taken)]})["/photos/0"]
    assert (photo.created, photo.created_basis) == (time, basis)


def test_a_story_without_its_file() -> None:
    """Like a post, it has no media; a photo of the profile is nothing else than its file."""
    (story,) = read("media", {"stories": [{"caption": "sun", "taken_at": ISO}]}).values()
    assert (story.kind, story.text, story.created, list(story.media)) == ("story", "sun", TIME, [])
    with pytest.raises(ValueError, match="without its file"):
        read("media", {"profile": [{"caption": "", "taken_at": ISO}]})


def test_comments() -> None:
    """Arrays of time, text and owner."""
    facts = ExportFacts()
    facts.account("instagram").username = "ada"
    document = {
        "media_comments": [[ISO, "So nice", "bo"], [ISO, "Thanks", "ada"], [ISO, "Hm"], []],
        "live_comments": [],
    }
    first, second, third, fourth = read("comments", document, facts).values()
    assert (first.text, first.created, first.created_basis, first.venue, first.venue_name) == (
        "So nice", TIME, "second", "other_profile", "bo")  # fmt: skip
    assert (second.venue, second.mark) == ("own_profile", "own_post")
    assert (third.venue, third.venue_name) == ("unknown", "")
    assert fourth == Skipped("empty")
    with pytest.raises(TypeError):
        read("comments", {"media_comments": [{"text": "So nice"}]})


@pytest.mark.parametrize("name", ["media", "comments"])
def test_a_section_without_data(name: str) -> None:
    """A list of one sentence, in the place of the whole file or of a section."""
    assert read(name, NO_DATA) == {"/0": Skipped("empty")}
    assert list(read(name, {"live_comments": NO_DATA}).values()) == [Skipped("empty")]
    assert read(name, {}) == {} and read(name, None) == {}
