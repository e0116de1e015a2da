"""Records of the same item become one: within a file, between files, between exports of one account.

The rules are DESIGN's "Same item". What joins is kept apart from what the joined item then says.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from typing import get_args

from analyzer.accounts import Account
from analyzer.collect import Collection
from analyzer.records import Item, Mark, Media, State, TimeBasis, Venue

KIND_GROUPS = {"comment": "comment", "ai_prompt": "prompt", "bio": "other", "channel_message": "other"}
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


def kind_group(kind: str) -> str:
    """`content`, `comment`, `prompt` or `other`: only records of one group can be the same by time and text."""
    return KIND_GROUPS.get(kind, "content")


def fold_text(text: str) -> str:
    """Text as it is compared: NFC, white space folded."""
    return " ".join((text if text.isascii() else unicodedata.normalize("NFC", text)).split())


def merge(collection: Collection, accounts: list[Account]) -> list[Item]:
    """The items, in order of their records, with `items` and `merged` of each file counted."""
    records = collection.records
    join = _Joins(records)
    join.identical()
    join.media()
    join.text()
    items = []
    for members in join.clusters():
        newest_first = sorted(members, key=lambda i: _rank(records[i], accounts))
        parts = [records[i] for i in newest_first]
        collection.files[parts[0].file].items += 1
        for other in parts[1:]:
            collection.files[other.file].merged += 1
        item = _united(parts) if len(parts) > 1 else parts[0]
        item.in_newest = any(part.export in accounts[part.account].newest for part in parts)
        items.append(item)
    return items


def _rank(item: Item, accounts: list[Account]) -> tuple[int, bool, int, int]:
    """What makes a record speak before others of the same item: newer export, post before bare photo, kind, file."""
    return accounts[item.account].exports.index(item.export), item.bare_media, _KIND_RANK[item.kind], item.file


class _Joins:
    """Which records are one, as a forest of indices."""

    def __init__(self, records: list[Item]) -> None:
        self.records = records
        self.parent = list(range(len(records)))

    def root(self, index: int) -> int:
        while self.parent[index] != index:
            self.parent[index] = self.parent[self.parent[index]]
            index = self.parent[index]
        return index

    def join(self, one: int, two: int) -> None:
        one, two = self.root(one), self.root(two)
        if one != two:
            self.parent[max(one, two)] = min(one, two)

    def clusters(self) -> Iterable[list[int]]:
        found: dict[int, list[int]] = {}
        for index in range(len(self.records)):
            found.setdefault(self.root(index), []).append(index)
        return found.values()

    def identical(self) -> None:
        """Identical records of one file are one."""
        seen: dict[tuple[object, ...], list[int]] = {}
        for index, item in enumerate(self.records):
            seen.setdefault((item.file, item.kind, item.created, item.text), []).append(index)
        for same in seen.values():
            if len(same) > 1:
                by_content: dict[tuple[object, ...], int] = {}
                for index in same:
                    first = by_content.setdefault(_content(self.records[index]), index)
                    self.join(first, index)

    def media(self) -> None:
        """Records that share a medium; on Facebook only if one is a bare medium, or both are of the same second."""
        sharing: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
        for index, item in enumerate(self.records):
            for medium in item.media:
                if medium.key:
                    sharing[item.account, medium.key].append(index)
        for same in sharing.values():
            if len(same) < 2:
                continue
            if self.records[same[0]].platform != "facebook":
                for index in same[1:]:
                    self.join(same[0], index)
                continue
            bare = [index for index in same if self.records[index].bare_media]
            others = sorted((i for i in same if not self.records[i].bare_media), key=lambda i: self._age(i))
            by_second: dict[int, list[int]] = {}
            for index in others:
                created = self.records[index].created
                if created is not None:
                    twin = next((i for i in by_second.get(created, ()) if not self._differ(i, index)), None)
                    if twin is None:
                        by_second.setdefault(created, []).append(index)
                    else:
                        self.join(twin, index)
            for index in bare:
                self.join(others[0] if others else bare[0], index)

    def _differ(self, one: int, two: int) -> bool:
        """Whether two records of one file have words of their own each: then they are two, whatever they share."""
        first, second = self.records[one], self.records[two]
        texts = {fold_text(first.text), fold_text(second.text)} - {""}
        return first.file == second.file and len(texts) > 1

    def _age(self, index: int) -> tuple[bool, int, int]:
        created = self.records[index].created
        return created is None, created or 0, index

    def text(self) -> None:
        """From different files, of one kind group: the same second and equal text, or without text equal link."""
        buckets: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
        for index, item in enumerate(self.records):
            group = kind_group(item.kind)
            when = (item.account, group, item.created)
            if text := fold_text(item.text):
                buckets[*when, "text", text].append(index)
            elif item.url:
                buckets[*when, "link", item.url].append(index)
            if item.created is not None and (item.check_in or (item.place and item.platform == "facebook")):
                buckets[*when, "place"].append(index)
        for key, same in buckets.items():
            if len(same) > 1 and len({self._origin(index) for index in same}) > 1:
                if key[3] == "place" and not any(self.records[index].check_in for index in same):
                    continue
                self._pair(same, only_check_ins=key[3] == "place")

    def _origin(self, index: int) -> int:
        """What two records must differ in to be joined by their text: the file; without a time the export."""
        item = self.records[index]
        return item.file if item.created is not None or kind_group(item.kind) == "other" else ~item.export

    def _pair(self, same: list[int], only_check_ins: bool) -> None:
        """Join the clusters in a bucket, never two of one file: bulk uploads repeat a text within a second."""
        members: dict[int, list[int]] = {}
        for index in same:
            members.setdefault(self.root(index), []).append(index)
        groups: list[tuple[set[int], set[str], int]] = []
        for root in members:
            files = {self._origin(i) for i in members[root]}
            keys = {medium.key for i in members[root] for medium in self.records[i].media if medium.key}
            is_check_in = any(self.records[i].check_in for i in members[root])
            fitting = [
                group
                for group in groups
                if not group[0] & files and (not only_check_ins or is_check_in or self.records[group[2]].check_in)
            ]
            fitting.sort(key=lambda group: not self._same_media(group[1], keys))
            if fitting:
                self.join(fitting[0][2], root)
                fitting[0][0].update(files)
                fitting[0][1].update(keys)
            else:
                groups.append((files, keys, members[root][0]))

    @staticmethod
    def _same_media(one: set[str], two: set[str]) -> bool:
        return bool(one & two) or not one or not two


def _content(item: Item) -> tuple[object, ...]:
    return (
        item.state, item.venue, item.venue_name, item.url, item.permalink, item.place, item.title, item.mark,
        tuple(item.people), tuple(medium.path for medium in item.media),
    )  # fmt: skip


def _united(parts: list[Item]) -> Item:
    """One item out of records of it, the one that speaks first at the head."""
    item = parts[0]
    newest = [part for part in parts if part.export == item.export]
    named = [part for part in newest if part.mark != "may_be_draft"] or newest  # by a file that tells what it is
    item.kind = min((part.kind for part in named), key=_KIND_RANK.__getitem__)
    item.state = min((part.state for part in newest), key=_STATE_ORDER.index)
    item.mark = _mark(newest, published=any(part.mark != "may_be_draft" for part in parts))
    telling = [part for part in newest if not part.bare_media] or newest  # a photo of a list tells no venue
    venue = min(telling, key=lambda part: _VENUE_ORDER.index(part.venue))
    item.venue, item.venue_name = venue.venue, venue.venue_name or item.venue_name
    for name in ("text", "url", "permalink", "place", "venue_name", "title"):
        if not getattr(item, name):
            setattr(item, name, next((found for part in parts if (found := getattr(part, name))), ""))
    item.created, item.created_basis = _created(parts)
    if item.latitude is None:
        located = next((part for part in parts if part.latitude is not None), item)
        item.latitude, item.longitude = located.latitude, located.longitude
    item.people = list(dict.fromkeys(name for part in parts for name in part.people))
    item.media = _united_media(medium for part in parts for medium in part.media)
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
