"""The record of posts, comments, reels and stories since 2018: `timestamp`, `title`, `data`, `attachments`, `tags`.

All parts are optional. What is null or empty is as if it were not there; what has another type than it should
raises, so that the record is counted as unread instead of losing a part in silence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analyzer.model import Item, Kind, Media, State
from analyzer.reading.facebook.attachments import NOTHING, Place, attachments
from analyzer.reading.facebook.titles import plain
from analyzer.reading.fields import as_dict, as_list, first, names, seconds, words


def blank(record: Any) -> bool:
    """Whether a JSON value says nothing: null, "", [], {} or nothing but these inside."""
    if isinstance(record, dict) and type(record.get("timestamp")) is int:
        return False  # nearly always, and without a look at the rest
    open_ends = [record]
    while open_ends:
        value = open_ends.pop()
        if isinstance(value, dict):
            open_ends.extend(value.values())
        elif isinstance(value, list):
            open_ends.extend(value)
        elif value is not None and value != "":
            return False
    return True


def classic(record: Mapping[str, Any], kind: Kind, *, state: State = "published", own_words: str = "") -> Item:
    """The item that a classic record stands for. `own_words`: those that stand elsewhere than under `data`."""
    listed = record.get("attachments")
    attached = NOTHING if listed is None or listed == [] else attachments(listed)
    kind = "note" if attached.is_note and kind == "post" else kind
    title = record.get("title")  # generated: an odd one is no reason to lose the post
    item = Item("facebook", kind, state=state, title=plain(title) if isinstance(title, str) else "", url=attached.url)
    item.people = names(record.get("tags"))
    item.text = first(own_words, post_words(record)) or caption(attached.media) or attached.fallback
    set_created(item, seconds(record.get("timestamp")))
    if attached is not NOTHING:
        set_media(item, attached.media)
        set_place(item, attached.place)
    return item


def data(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The entries of `data`, which come in any order and with empty ones among them."""
    return [as_dict(entry) for entry in as_list(record.get("data"))]


def post_words(record: Mapping[str, Any]) -> str:
    """The post's own words: the first `post` in `data` that is not blank."""
    return first(*[words(entry.get("post")) for entry in data(record)])


def caption(found: list[Media]) -> str:
    """The first caption that is not empty."""
    return first(*[medium.caption for medium in found]) if found else ""


def set_created(item: Item, created: int | None) -> None:
    """Note when the item was made on Facebook."""
    item.created, item.created_basis = created, "none" if created is None else "second"


def set_media(item: Item, found: list[Media]) -> None:
    """Give an item that has none its media, each path once, and the first one's coordinates unless a place has some."""
    if not found:
        return
    by_path: dict[str, Media] = {}
    for medium in found:
        by_path.setdefault(medium.path, medium)
    item.media = list(by_path.values())
    if item.latitude is None:
        item.latitude, item.longitude = item.media[0].latitude, item.media[0].longitude


def set_place(item: Item, found: Place) -> None:
    """Give the item its place; a place without coordinates leaves those of the media."""
    item.place = found.name or item.place
    if found.latitude is not None:
        item.latitude, item.longitude = found.latitude, found.longitude
