"""Facebook's records of labels and values: in every kind of file the words that stand there are kept."""

from __future__ import annotations

from typing import Any

import pytest

from analyzer.model import ExportFacts, Item, Skipped
from analyzer.reading.reader import reader

TIME = 1740000000


def known() -> ExportFacts:
    facts = ExportFacts()
    facts.account("facebook").full_name = "Alex Doe"
    return facts


def labelled(*entries: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"timestamp": TIME, "media": [], "fbid": "4", "label_values": list(entries), **more}


def read(name: str, record: Any) -> Any:
    return reader(f"facebook.{name}").read(record, known())


def item(name: str, record: Any) -> Item:
    found = read(name, record)
    assert isinstance(found, Item)
    return found


def named(heading: str, name: str) -> dict[str, Any]:
    """An entry for a group, a Page or a person, as posts elsewhere have it."""
    return {"title": heading, "dict": [{"title": "", "dict": [{"label": "Name", "value": name}]}]}


def medium(name: str, **more: Any) -> dict[str, Any]:
    return {"uri": f"your_facebook_activity/posts/media/{name}", "creation_timestamp": TIME + 1, **more}


@pytest.mark.parametrize("label", ["Comment", "Kommentar", "Commentaire"])
def test_a_comment(label: str) -> None:
    """Its words stand under the label of a comment, in any known language."""
    found = item("comments:comments", labelled({"label": label, "value": "So it is"}))
    assert (found.kind, found.text, found.created, found.venue) == ("comment", "So it is", TIME, "unknown")


def test_where_a_comment_stands() -> None:
    """An entry of a group, a Page or a profile tells it; the file of comments in groups tells it without one."""
    words = {"label": "Comment", "value": "yes"}
    for entry, venue, name in (
        (named("Group", "Chess"), "group", "Chess"),
        (named("Page", "Bakery"), "page", "Bakery"),
        (named("Alex", "Chess"), "unknown", ""),
    ):
        found = item("comments:comments", labelled(words, entry))
        assert (found.venue, found.venue_name) == (venue, name)
    found = item("comments:group_comments", labelled(words))
    assert (found.venue, found.venue_name) == ("group", "")
    found = item("groups:posts_and_comments", labelled(words, named("Group", "Chess")))
    assert (found.kind, found.venue, found.venue_name, found.text) == ("comment", "group", "Chess", "yes")
    found = item("groups:posts_and_comments", labelled({"label": "Message", "value": "hi"}, named("Group", "Chess")))
    assert (found.kind, found.venue, found.venue_name, found.text) == ("post", "group", "Chess", "hi")


def test_a_comment_of_somebody_else() -> None:
    """The label of the author tells it; the person's own name is theirs."""
    words = {"label": "Comment", "value": "yes"}
    assert read("comments:comments", labelled(words, {"label": "Author", "value": "Sam Roe"})) == Skipped(
        "someone_else"
    )
    assert item("comments:comments", labelled(words, {"label": "Author", "value": "Alex Doe"})).text == "yes"


def test_a_list_of_values_is_words_too() -> None:
    """Each value is a line."""
    lines = [{"value": "one"}, {"value": "two"}]
    assert item("posts:archived", labelled({"label": "Message", "vec": lines})).text == "one\ntwo"
    assert item("comments:comments", labelled({"label": "Comment", "vec": lines})).text == "one\ntwo"
    assert item("events:created", labelled({"label": "Description", "vec": lines}, title="Fair")).text == (
        "Fair\none\ntwo"
    )


@pytest.mark.parametrize("name", ["created", "hosted"])
def test_an_event(name: str) -> None:
    """Its name is its title or under a label; the time of the record is when it was made."""
    entries = {"label": "Description", "value": "Bring cake"}, {"label": "Place", "value": "Old mill"}
    for record in (labelled(*entries, title="Fair"), labelled({"label": "Name", "value": "Fair"}, *entries)):
        found = item(f"events:{name}", record)
        assert (found.kind, found.text, found.venue, found.venue_name) == ("event", "Fair\nBring cake", "event", "Fair")
        assert (found.created, found.place) == (TIME, "Old mill")


def test_a_listing() -> None:
    """Title and description under their labels."""
    entries = {"label": "Title", "value": "Bike"}, {"label": "Description", "value": "red"}
    assert item("marketplace:listings", labelled(*entries)).text == "Bike\nred"


@pytest.mark.parametrize(("name", "kind"), [("photos", "photo"), ("videos", "video")])
def test_photos_and_videos_of_a_list(name: str, kind: str) -> None:
    """One medium below its label, with its caption or with what the labels say."""
    entry = {"label": "Photo", "media": [medium("5.jpg", description="A hill")]}
    found = item(f"photos:{name}", labelled(entry))
    assert (found.kind, found.text, found.created, found.bare_media) == (kind, "A hill", TIME + 1, True)
    entry = {"label": "Photo", "media": [{"uri": "posts/media/5.jpg"}]}
    found = item(f"photos:{name}", labelled(entry, {"label": "Message", "value": "Here"}))
    assert (found.text, found.created, len(found.media)) == ("Here", TIME, 1)


def test_several_photos_of_one_record_are_several_items() -> None:
    """As the photos of an album are; a record without any has lost its file."""
    two = labelled({"label": "Photos", "media": [medium("1.jpg", description="one"), medium("2.mp4")]})
    found = read("photos:photos", two)
    assert [(each.kind, each.text, len(each.media)) for each in found] == [("photo", "one", 1), ("video", "", 1)]
    with pytest.raises(ValueError, match="without a file"):
        read("photos:photos", labelled({"label": "Message", "value": "Here"}))
