"""Records of the same item become one: within a file, between files, between exports of one account.

The rules are those of docs/rules.md, "Same item". What joins is kept apart from what the joined item then says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import get_args

from analyzer.items.accounts import Account
from analyzer.items.collect import Collection
from analyzer.items.same_item import Joins, kind_group
from analyzer.model import Item, Mark, Media, State, TimeBasis, Venue
from analyzer.reading.fields import fold_text

#: An item that two files name takes the first of these.
KIND_ORDER = (
    "profile_photo", "cover_photo", "story", "reel", "live_video", "note", "event", "listing", "review",
    "comment", "channel_message", "ai_prompt", "bio", "post", "video", "photo",
)  # fmt: skip
_KIND_RANK = {kind: rank for rank, kind in enumerate(KIND_ORDER)}
_STATE_ORDER: tuple[State, ...] = ("draft", "pending", "trashed", "archived", "published")
_VENUE_ORDER: tuple[Venue, ...] = (
    "group", "page", "event", "marketplace", "channel", "ai_chat", "other_profile", "own_profile", "unknown"
)  # fmt: skip
assert set(_VENUE_ORDER) == set(get_args(Venue)) and set(_STATE_ORDER) == set(get_args(State))


def merge(collection: Collection, accounts: list[Account]) -> list[Item]:
    """The items, in order of their records, with `items` and `merged` of each file counted."""
    records = collection.records
    pages = frozenset(n for n, row in enumerate(collection.files) if row.path.lower().endswith((".html", ".htm")))
    join = Joins(records, pages)
    join.identical()
    join.media()
    join.text()
    join.formats()
    join.pages_of_exports()
    items = []
    for members in join.clusters():
        item = records[members[0]]
        if len(members) == 1:  # nearly all
            item.in_newest = item.export in accounts[item.account].newest
        else:
            parts = sorted((records[i] for i in members), key=lambda part: _rank(part, accounts, pages))
            for other in parts[1:]:
                collection.files[other.file].merged += 1
            item = _united(parts, pages)
            item.in_newest = any(part.export in accounts[part.account].newest for part in parts)
        collection.files[item.file].items += 1
        items.append(item)
    return items


def _rank(item: Item, accounts: list[Account], pages: frozenset[int]) -> tuple[int, bool, bool, int, int]:
    """What makes a record speak before others of an item: newer export, post before bare photo, JSON, kind, file."""
    newer = accounts[item.account].exports.index(item.export)
    return newer, item.bare_media, item.file in pages, _KIND_RANK[item.kind], item.file


def _united(parts: list[Item], pages: frozenset[int]) -> Item:
    """One item out of records of it, the one that speaks first at the head. JSON tells texts from names, pages less."""
    item = parts[0]
    exact = [part for part in parts if part.file not in pages]
    if any(not part.bare_media for part in exact):
        item.text = next((part.text for part in exact if part.text), "")
        parts = [*exact, *(replace(part, text="") for part in parts if part.file in pages)]
    newest = [part for part in parts if part.export == item.export]
    named = [part for part in newest if part.mark != "may_be_draft"] or newest  # by a file that tells what it is
    item.kind = min((part.kind for part in named), key=_KIND_RANK.__getitem__)
    item.state = min((part.state for part in newest), key=_STATE_ORDER.index)
    item.mark = _mark(newest, published=any(part.mark != "may_be_draft" for part in parts))
    telling = [part for part in newest if not part.bare_media] or newest  # a photo of a list tells no venue
    venue = min(telling, key=lambda part: _VENUE_ORDER.index(part.venue))
    item.venue, item.venue_name = venue.venue, venue.venue_name or item.venue_name
    for name in ("text", "url", "permalink", "place", "venue_name", "title", "sentence"):
        if not getattr(item, name):
            setattr(item, name, next((found for part in parts if (found := getattr(part, name))), ""))
    item.created, item.created_basis = _created(parts)
    if item.latitude is None:
        located = next((part for part in parts if part.latitude is not None), item)
        item.latitude, item.longitude = located.latitude, located.longitude
    item.people = list(dict.fromkeys(name for part in parts for name in part.people)) or ()
    item.media = _united_media(medium for part in parts for medium in part.media) or ()
    item.bare_media = all(part.bare_media for part in parts)
    item.check_in = any(part.check_in for part in parts)
    return item


def _created(parts: list[Item]) -> tuple[int | None, TimeBasis]:
    """The best time: to the second before the minute before one of an assumed zone."""
    order = ("second", "minute", "zone_assumed", "none")
    best = min(parts, key=lambda part: order.index(part.created_basis))
    return best.created, best.created_basis


def _mark(newest: list[Item], published: bool) -> Mark:
    """The mark of the newest records; what another file names too is no draft."""
    marks = {part.mark for part in newest}
    if published:
        marks.discard("may_be_draft")
    order: tuple[Mark, ...] = ("subscribers", "current", "may_be_draft", "own_post", "others_post", "rating")
    return next((mark for mark in order if mark in marks), "")


def _united_media(media: Iterable[Media]) -> list[Media]:
    found: dict[str, Media] = {}
    for medium in media:
        known = found.setdefault(medium.key or medium.path, medium)
        if known is medium:
            continue
        if medium.in_export and not known.in_export:
            known.path, known.in_export, known.bytes = medium.path, True, medium.bytes
        for name in ("taken_at", "latitude", "longitude", "created"):
            if getattr(known, name) is None:
                setattr(known, name, getattr(medium, name))
        known.device = known.device or medium.device
        known.caption = known.caption or medium.caption
    return list(found.values())


__all__ = ["fold_text", "kind_group", "merge"]
