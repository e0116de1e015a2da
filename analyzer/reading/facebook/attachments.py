"""What Facebook attaches to a record: media, links, places, polls, life events, things for sale, notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from analyzer.model import Media
from analyzer.reading.fields import as_dict, as_list, coordinates, first, text, words
from analyzer.reading.media import media

_WITH_WORDS = frozenset({"poll", "life_event", "for_sale_item", "note"})


@dataclass(slots=True)
class Place:
    """A place as a record names it."""

    name: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(slots=True)
class Attached:
    """What stands in the attachments of a record: `fallback` is the person's own words other than the post."""

    media: list[Media] = field(default_factory=list)
    url: str = ""
    place: Place = field(default_factory=Place)
    fallback: str = ""
    is_note: bool = False  # a note with its text, and not only the name of one that was shared


#: What a record without attachments has. Never changed.
NOTHING = Attached()


def attachments(value: Any) -> Attached:
    """All that is attached. `text` and `name` entries are quoted memories and names of shared things: not read."""
    found = Attached()
    fallbacks: list[str] = []
    for entry in (as_dict(each) for attached in as_list(value) for each in as_list(as_dict(attached).get("data"))):
        found.media.extend(_media_of(entry))
        if "external_context" in entry:
            found.url = found.url or web_address(as_dict(entry["external_context"]).get("url"))
        if entry.get("place"):
            found.place = _better(found.place, place(entry["place"]))
        if _WITH_WORDS & entry.keys():
            fallbacks.extend(_own_words(entry))
            found.is_note |= bool(entry.get("note")) and bool(words(as_dict(entry["note"]).get("text")))
    found.fallback = first(*fallbacks)
    return found


def _media_of(entry: Mapping[str, Any]) -> list[Media]:
    listed = as_list(entry.get("media"))
    if _WITH_WORDS & entry.keys():
        photos = as_list(as_dict(entry.get("life_event")).get("photos"))
        listed = [*listed, *photos, *as_list(as_dict(entry.get("note")).get("media"))]
    return [medium for each in listed if (medium := media(each))]


def _own_words(entry: Mapping[str, Any]) -> Iterator[str]:
    yield words(as_dict(entry.get("poll")).get("question"))
    yield words(as_dict(entry.get("life_event")).get("description"))
    for_sale, note = as_dict(entry.get("for_sale_item")), as_dict(entry.get("note"))
    yield lines(for_sale.get("title"), for_sale.get("description"))
    yield lines(note.get("title"), note.get("text"))


def lines(*parts: Any) -> str:
    """The parts that hold words, a line each."""
    return "\n".join(filter(None, (words(part) for part in parts)))


def web_address(value: Any) -> str:
    """An address on the web, else ""."""
    found = text(value).strip()
    return found if found.lower().startswith(("http://", "https://")) else ""


def place(value: Any) -> Place:
    """A place out of `{"name", "address", "coordinate"}` or a bare name."""
    if isinstance(value, str):
        return Place(words(value).strip())
    found = as_dict(value)
    at = as_dict(found.get("coordinate"))
    name = first(words(found.get("name")), words(found.get("address"))).strip()
    return Place(name, *coordinates(at.get("latitude"), at.get("longitude")))


def _better(old: Place, new: Place) -> Place:
    """A check-in names its place twice, once without coordinates or name: what the one lacks the other has."""
    if old.latitude is None and (not old.name or not new.name or old.name == new.name):
        return Place(old.name or new.name, new.latitude, new.longitude)
    return Place(old.name or new.name, old.latitude, old.longitude)
