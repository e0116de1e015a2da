"""The key/value records of 2023 and later (archive, check-ins, posts elsewhere, ...), whose labels are localised.

What a label means is looked up; where no language file knows it, nothing is guessed from the value, and the label
(never the value) is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from analyzer.model import ExportFacts, Item, Kind, Media, State, Venue
from analyzer.reading.facebook.attachments import Place, web_address
from analyzer.reading.facebook.classic import caption, set_created, set_media, set_place
from analyzer.reading.facebook.titles import plain
from analyzer.reading.fields import as_list, coordinates, first, seconds, text, words
from analyzer.reading.labels.label_values import Entry, entries, walk
from analyzer.reading.media import media

#: What the label of a record's own words means, by kind; the first that has words counts.
_WORDS: dict[Kind, tuple[str, ...]] = {
    "comment": ("comment", "message", "text"),
    "event": ("description", "message"),
    "listing": ("description", "message"),
}
#: Meanings of the titled entries that say to whom a place belongs.
_TARGETS: dict[str, Venue] = {"group": "group", "page": "page", "profile": "other_profile", "event": "event"}
_COORDINATES = re.compile(r"\s*\(?\s*(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*\)?\s*")


def labelled(record: Mapping[str, Any], facts: ExportFacts, kind: Kind, state: State = "published") -> Item:
    """The item that a key/value record stands for."""
    found = entries(record)
    every = list(walk(found))
    attached = _media(record, every)
    wanted = _WORDS.get(kind, ("message",))
    if not any(entry.means in wanted for entry in every):
        note_unknown(every, facts)
    item = Item("facebook", kind, state=state, title=plain(text(record.get("title"))))
    item.text = first(*(words(value_of(every, means)) for means in wanted), caption(attached))
    item.people = list(_people(every))
    set_created(item, seconds(record.get("timestamp")) or _time(every))
    set_media(item, attached)
    set_place(item, _place(found, every))
    for entry in every:
        if entry.means == "url":
            add_address(item, entry.href or entry.value)
    return item


def value_of(found: list[Entry], *meanings: str) -> str:
    """The first value with words in it whose label has one of these meanings."""
    return first(*(entry.written for entry in found if entry.means in meanings and entry.written.strip()))


def target(record: Mapping[str, Any]) -> tuple[Venue, str]:
    """The place that an entry names, and what it is called: a group, a Page, a profile, an event."""
    name = ""
    for entry in walk(entries(record)):
        told = first(entry.written, value_of(list(walk(entry.inner)), "name")).strip()
        if told and entry.means in _TARGETS:
            return _TARGETS[entry.means], told
        if entry.means == "target":
            name = name or told
    return "unknown", name


def note_unknown(every: list[Entry], facts: ExportFacts) -> None:
    """Note the labels: those that no language file knows, of entries that hold something; and the known ones."""
    facts.labels.update(entry.label for entry in every if entry.means)
    told = (entry for entry in every if entry.value.strip() or entry.values)
    facts.unknown_labels.update(entry.unknown for entry in told if entry.unknown)


def add_address(item: Item, value: str) -> None:
    """Note an address: one on Facebook opens the item itself, any other is a link that it shares."""
    address = web_address(value)
    host = (urlsplit(address).hostname or "") if address else ""
    if host == "facebook.com" or host.endswith(".facebook.com"):
        item.permalink = item.permalink or address
    else:
        item.url = item.url or address


def _media(record: Mapping[str, Any], every: list[Entry]) -> list[Media]:
    records = [*as_list(record.get("media")), *(each for entry in every for each in entry.media)]
    return [medium for medium in map(media, records) if medium]


def _time(every: list[Entry]) -> int | None:
    """The creation time among the entries, for records that have none of their own."""
    return next((entry.time for entry in every if entry.time and entry.means in ("creation_time", "time")), None)


def _place(found: list[Entry], every: list[Entry]) -> Place:
    """The place: coordinates wherever they stand, the name beside them, else under a label that means a place."""
    result = Place()
    for siblings in _groups(found):
        for entry in siblings:
            at = _COORDINATES.fullmatch(entry.value)
            if at and result.latitude is None:
                result.latitude, result.longitude = coordinates(at[1], at[2])
                result.name = result.name or value_of(siblings, "name")
    marked = [inner for entry in every if entry.means in ("place", "place_tags", "location") for inner in entry.inner]
    named = (value_of(list(walk(marked)), "name"), value_of(every, "place", "location"), value_of(every, "address"))
    result.name = first(result.name, *(name for name in named if not _COORDINATES.fullmatch(name))).strip()
    return result


def _groups(found: list[Entry]) -> Iterator[list[Entry]]:
    yield found
    for entry in found:
        yield from _groups(entry.inner)


def _people(every: list[Entry]) -> Iterator[str]:
    told = (entry for entry in every if entry.means == "people")
    names = (name for entry in told for name in (entry.value, *entry.values, value_of(list(walk(entry.inner)), "name")))
    yield from dict.fromkeys(name.strip() for name in names if name.strip())
