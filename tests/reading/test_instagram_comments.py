"""Comments: all shapes since 2021, known and unknown labels, and whose post it was."""

from __future__ import annotations

from typing import Any

import pytest

from analyzer.model import ExportFacts, Item, Skipped
from analyzer.reading.reader import reader

TIME = 1700000000
LABELS = [
    ("Comment", "Media Owner", "Time"),
    ("Comment", "Media Owner", "Heure"),
    ("Kommentar", "Medieninhaber", "Zeit"),
    ("Commento", "Proprietario del contenuto multimediale", "Orario"),
    ("Zc", "Zo", "Zt"),
]


def known() -> ExportFacts:
    facts = ExportFacts()
    facts.account("instagram").username = "ada.example"
    return facts


def read(record: Any, facts: ExportFacts | None = None) -> Any:
    return reader("instagram.comments:comments").read(record, facts or known())


def item(record: Any, facts: ExportFacts | None = None) -> Item:
    found = read(record, facts)
    assert isinstance(found, Item)
    return found


def d1(
    text: str | None, owner: str | None, time: int | None, labels: tuple[str, str, str] = LABELS[0]
) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    if text is not None:
        cells[labels[0]] = {"value": text}
    if owner is not None:
        cells[labels[1]] = {"value": owner}
    if time is not None:
        cells[labels[2]] = {"timestamp": time}
    return {"media_list_data": [{"uri": ""}], "string_map_data": cells}


def d2(text: str, owner: str, time: int, labels: tuple[str, str, str]) -> dict[str, Any]:
    entries = [
        {"label": labels[0], "value": text},
        {"label": labels[1], "value": owner},
        {"label": labels[2], "timestamp_value": time},
    ]
    return {"timestamp": TIME + 9, "media": [], "fbid": "1", "label_values": entries}


@pytest.mark.parametrize("dialect", [d1, d2])
@pytest.mark.parametrize("labels", LABELS)
def test_text_owner_and_time(labels: tuple[str, str, str], dialect: Any) -> None:
    """By label, and where no label is known by order: text, owner, time."""
    found = item(dialect("So nice", "bo.example", TIME, labels))
    assert (found.kind, found.text, found.created, found.created_basis) == ("comment", "So nice", TIME, "second")
    assert (found.venue, found.venue_name, found.mark) == ("other_profile", "bo.example", "")


def test_a_comment_on_ones_own_post() -> None:
    """Told by the owner's name, whatever its case."""
    found = item(d1("Thanks", "Ada.Example", TIME))
    assert (found.venue, found.venue_name, found.mark) == ("own_profile", "", "own_post")


def test_an_unknown_owner() -> None:
    """Missing, or not to be compared because the person's own name is not known."""
    found = item(d1("Thanks", None, TIME))
    assert (found.venue, found.venue_name) == ("unknown", "")
    found = item(d1("Thanks", "bo.example", TIME), ExportFacts())
    assert (found.venue, found.venue_name) == ("unknown", "bo.example")


def test_unknown_labels_of_a_comment() -> None:
    """A value shaped like a name before one that is not is the owner; a single value is the text."""
    facts = known()
    found = item(d1("bo.example", "So nice!", TIME, LABELS[-1]), facts)
    assert (found.text, found.venue_name) == ("So nice!", "bo.example")
    assert facts.unknown_labels == {"Zc", "Zo"}
    assert item(d1("lovely", None, TIME, LABELS[-1])).text == "lovely"
    found = item(d1("So nice", "bo.example", TIME, ("Comment", "Zo", "Zt")))
    assert (found.text, found.venue_name) == ("So nice", "bo.example")


def test_the_owner_may_be_nested() -> None:
    """As the newer dialect does elsewhere."""
    inner = [{"title": "", "dict": [{"label": "Name", "value": "Bo B."}, {"label": "Username", "value": "bo.example"}]}]
    entries = [{"label": "Comment", "value": "So nice"}, {"title": "Owner", "dict": inner}]
    found = item({"timestamp": TIME, "label_values": entries})
    assert (found.text, found.venue_name, found.created) == ("So nice", "bo.example", TIME)


def test_the_list_of_2021() -> None:
    """The owner stands in the title; one record may hold several comments."""
    said = [{"href": "", "value": "One", "timestamp": TIME}, {"href": "", "value": "Two", "timestamp": TIME + 1}]
    record = {"title": "bo.example", "media_list_data": [], "string_list_data": said}
    assert [(each.text, each.created, each.venue_name) for each in read(record)] == [
        ("One", TIME, "bo.example"),
        ("Two", TIME + 1, "bo.example"),
    ]
    assert item({**record, "title": "", "string_list_data": said[:1]}).venue == "unknown"


def test_a_comment_without_words() -> None:
    """A GIF or sticker: it is a comment all the same. Its file never makes two comments one."""
    assert item(d1(None, "bo.example", TIME)).text == ""
    record = {**d1(None, None, TIME), "media_list_data": [{"uri": "media/other/17800000000000001.gif"}]}
    assert [(medium.path[-4:], medium.key) for medium in item(record).media] == [(".gif", "")]


def test_nothing() -> None:
    """No text, owner, time or file."""
    for record in (None, {}, d1("", "", 0), {"string_list_data": [], "title": ""}):
        assert read(record) == Skipped("empty")
    broken: list[Any] = [[], "words", {"string_map_data": {"Comment": "words"}}]
    for unread in broken:
        with pytest.raises(TypeError):
            read(unread)
