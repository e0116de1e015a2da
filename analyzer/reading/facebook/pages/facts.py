"""Facts about the account out of Facebook's pages: the tables become the documents that the readers of JSON take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from analyzer.reading.facebook.pages.records import labelled_record, one_line
from analyzer.reading.fields import iso_date
from analyzer.reading.html.card import Card, Row
from analyzer.reading.html.context import PageContext
from analyzer.reading.html.owner import owner
from analyzer.reading.instagram.pages.rows import walk
from analyzer.reading.labels import meaning
from analyzer.reading.reader import Damaged, reader

_NAMES = ("full_name", "name")


def profile_entries(cards: Iterable[Card]) -> Iterator[tuple[str, str]]:
    """All labels with their values: of the rows of tables, and of cards whose title is the label of their text."""
    for card in cards:
        for text in card.texts:
            yield card.title, text
        yield from _entries(card.rows())


def _entries(rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
    for row in rows:
        if row.value:
            yield row.label, row.value
        yield from _entries(row.inner)


def profile(cards: Iterator[Card], context: PageContext) -> None:
    """Name, earlier names, user name, birthday and day of registration."""
    held: list[Card] = []
    damage: Damaged | None = None
    try:
        held.extend(cards)
    except Damaged as error:
        damage = error
    found = [(meaning(label), label, value) for label, value in profile_entries(held)]
    old = next((card.page for card in held if card.old), "")  # there the name is the heading of the page
    document = {"profile_v2": _profile_record(found, old, context)}
    reader("facebook.profile:facts").read(document, context.facts)
    if "birthday" not in document["profile_v2"]:  # what is missing may stand under a label that nobody knows yet
        rows = (row for card in held for row in walk(card.rows()))
        labels = (row.label for row in rows if row.marked and row.value)
        context.facts.unknown_labels.update(label for label in labels if not meaning(label))
    if damage:
        raise damage


def _profile_record(found: list[tuple[str, str, str]], heading: str, context: PageContext) -> dict[str, Any]:
    def first(*meanings: str) -> str:
        return next((value for wanted in meanings for means, _, value in found if means == wanted), "")

    registered = first("registration")
    unknown = [value for means, _, value in found if not means]
    record: dict[str, Any] = {
        "name": {"full_name": one_line(first(*_NAMES)) or heading or owner(unknown, context.sentences)},
        "username": first("username") or _username(first("profile", "profile_address")),
        "previous_names": [
            {"name": line} for means, _, value in found if means == "previous_names" for line in value.split("\n")
        ],
        "registration_timestamp": context.time(registered) if registered else None,
    }
    text = first("date_of_birth")
    day = (context.days(text) or iso_date(text.strip())) if text else None
    if day:
        record["birthday"] = {"year": day.year, "month": day.month, "day": day.day}
    return record


def _username(address: str) -> str:
    """The name in the address of a profile."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    name = parts.path.strip("/")
    return name if host == "facebook.com" and name and "/" not in name and not name.endswith(".php") else ""


def _each(name: str, cards: Iterator[Card], context: PageContext) -> None:
    """Run the reader of JSON for every card: values without a label, such as a bare line, are values too."""
    for card in cards:
        record = labelled_record(card, context, context.time(card.date_text) if card.date_text else None)
        told = [one_line(card.title), *card.texts, *(block.text for block in card.blocks if block.linked)]
        if not card.rows():
            record["label_values"] = [{"label": "", "value": text} for text in told if text]
        reader(name).read([record], context.facts)


FactReader = Callable[[Iterator[Card], PageContext], None]


def album(cards: Iterator[Card], context: PageContext) -> None:
    """The name of an album: on other pages it stands below its photos, like a caption."""
    first = next(cards, None)
    if first is not None:
        context.facts.albums.update(name for name in (first.page, first.group) if name)


FACTS: dict[str, FactReader] = {
    "facebook.photos:album": album,
    "facebook.profile:facts": profile,
    **{
        f"facebook.facts:{name}": partial(_each, f"facebook.facts:{name}")
        for name in (
            "jurisdiction", "places", "time_zone", "accesses", "registration", "future_audience", "requests",
        )
    },
}  # fmt: skip
