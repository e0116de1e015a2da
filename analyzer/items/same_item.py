"""Which records are the same item: docs/rules.md, "Same item", clause by clause. What it then says is `merged_item`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import chain, combinations, product
from typing import TypeVar

from analyzer.model import Item
from analyzer.reading.fields import fold_text

KIND_GROUPS = {"comment": "comment", "ai_prompt": "prompt", "bio": "other", "channel_message": "other"}
PRINTED_MINUTE = 60  # seconds by which a page that prints minutes may differ from JSON
_MOST_IN_BUCKET = 300  # records of one second and text that are compared each with each
_MOST_OF_ONE_MEDIUM = 32  # records of one second and medium that are compared; the rest stays as it is
_MOST_AROUND = 8  # records before and after that are looked at in a very large bucket
_ZONES_APART = 15 * 60  # seconds: clocks of two zones differ by a multiple
UNKNOWN_ZONE = 14 * 3600  # seconds by which a page of an unknown zone may differ from it

Key = TypeVar("Key", bound=Hashable)


def kind_group(kind: str) -> str:
    """`content`, `comment`, `prompt` or `other`: only records of one group can be the same by time and text."""
    return KIND_GROUPS.get(kind, "content")


class Joins:
    """Which records are one, as a forest of indices."""

    def __init__(self, records: list[Item], pages: frozenset[int]) -> None:
        """`pages`: the indices of files in HTML."""
        self.records, self.pages = records, pages
        self.parent = list(range(len(records)))

    def root(self, index: int) -> int:
        while self.parent[index] != index:
            self.parent[index] = self.parent[self.parent[index]]
            index = self.parent[index]
        return index

    def join(self, one: int, two: int) -> None:
        one, two = self.root(one), self.root(two)
        self.parent[max(one, two)] = min(one, two)

    def clusters(self) -> Iterable[list[int]]:
        found: dict[int, list[int]] = {}
        parent = self.parent
        for index in range(len(parent)):
            if parent[index] == index:  # a root is the first of its cluster
                found[index] = [index]
            else:
                found[self.root(index)].append(index)
        return found.values()

    def identical(self) -> None:
        """Identical records of one file are one."""
        seen = ((item.file, item.kind, item.created, item.text) for item in self.records)
        for same in shared_keys(enumerate(seen)).values():
            by_content: dict[tuple[object, ...], int] = {}
            for index in same:
                first = by_content.setdefault(_content(self.records[index]), index)
                self.join(first, index)

    def media(self) -> None:
        """Records that share a medium; on Facebook only if one is a bare medium, or both are of the same second."""
        keys = (
            (index, (item.account, medium.key))
            for index, item in enumerate(self.records)
            for medium in item.media
            if medium.key
        )
        joined: dict[int, list[int]] = {}  # by root, the records other than bare media of a cluster
        for same in shared_keys(keys).values():
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
                    alike = by_second.setdefault(created, [])
                    if not any(self._join_alike(one, index, joined) for one in alike[:_MOST_OF_ONE_MEDIUM]):
                        alike.append(index)
            for index in bare:
                self.join(others[0] if others else bare[0], index)

    def _join_alike(self, one: int, two: int, joined: dict[int, list[int]]) -> bool:
        """Join two records with all that are one with them, unless one file has two among these that differ."""
        first, second = joined.get(self.root(one), [one]), joined.get(self.root(two), [two])
        if self.root(one) != self.root(two):
            if len(first) + len(second) > 2 * _MOST_OF_ONE_MEDIUM or self._differ(
                [self.records[index] for index in first], [self.records[index] for index in second]
            ):
                return False
            self.join(one, two)
            joined[self.root(one)] = first + second
        return True

    @staticmethod
    def _differ(first: list[Item], second: list[Item]) -> bool:
        """Whether in one file each of them says something that is not the other's: then they are two.

        What only says less (no words, fewer of the media) is the same, told twice.
        """
        for file in {item.file for item in first} & {item.file for item in second}:
            one, two = ([item for item in items if item.file == file] for items in (first, second))
            if {(item.venue, item.venue_name) for item in one} != {(item.venue, item.venue_name) for item in two}:
                return True
            media = [{medium.key or medium.path for item in items for medium in item.media} for items in (one, two)]
            if media[0] - media[1] and media[1] - media[0]:
                return True
            said = [zip(*map(_own_words, items), strict=True) for items in (one, two)]
            if any(set(a) - {""} != set(b) - {""} for a, b in zip(*said, strict=True) if any(a) and any(b)):
                return True
        return False

    def _age(self, index: int) -> tuple[bool, int, int]:
        created = self.records[index].created
        return created is None, created or 0, index

    def text(self) -> None:
        """From different files, of one kind group: the same second and equal text, or without text equal link."""
        for key, same in shared_keys(self._said()).items():
            if len({self._origin(index) for index in same}) > 1:
                if key[3] == "place" and not any(self.records[index].check_in for index in same):
                    continue
                self._pair(same, only_check_ins=key[3] == "place")

    def _said(self) -> Iterator[tuple[int, tuple[object, ...]]]:
        """What records from different files must share to be looked at: the second, and text, link or place.

        Texts are made comparable only for records of a second that two files have: nearly none, and 45 MiB of 100,000.
        """
        seconds = shared_keys(enumerate(map(_second, self.records))).values()
        several = (same for same in seconds if len(set(map(self._origin, same))) > 1)
        for index in sorted(chain.from_iterable(several)):
            item = self.records[index]
            when = _second(item)
            if text := item.text and fold_text(item.text):
                yield index, (*when, "text", text)
            elif item.url or item.permalink:
                yield index, (*when, "link", item.url or item.permalink)
            if item.created is not None and (item.check_in or (item.place and item.platform == "facebook")):
                yield index, (*when, "place")

    def _origin(self, index: int) -> int:
        """What two records must differ in to be joined by their text: the file; without a time the export."""
        item = self.records[index]
        return item.file if item.created is not None or kind_group(item.kind) == "other" else ~item.export

    def _pair(self, same: list[int], only_check_ins: bool) -> None:
        """Join the clusters in a bucket, the most alike first, never two of one file.

        Bulk uploads repeat a text within a second, and people post one text in several places: which record of the
        other file is meant, its title, place and media tell; where these do not, its number in the file.
        """
        members: dict[int, list[int]] = {}
        for index in same:
            members.setdefault(self.root(index), []).append(index)
        origins = {root: {self._origin(index) for index in found} for root, found in members.items()}
        order: defaultdict[int, int] = defaultdict(int)
        number = {}
        for root in members:
            first = min(origins[root])
            number[root] = order[first]
            order[first] += 1
        pairs = []
        says = {root: _Says([self.records[index] for index in found]) for root, found in members.items()}
        for one, two in self._candidates(list(members), number):
            if origins[one] & origins[two] or (only_check_ins and not (says[one].check_in or says[two].check_in)):
                continue
            likeness = says[one].likeness(says[two])
            if likeness is not None:
                pairs.append((tuple(-each for each in likeness), abs(number[one] - number[two]), one, two))
        for _, _, one, two in sorted(pairs):
            one, two = self.root(one), self.root(two)
            if one != two and not origins[one] & origins[two]:
                fewer, both = sorted((origins[one], origins[two]), key=len)
                both |= fewer
                self.join(one, two)
                origins[self.root(one)] = both

    @staticmethod
    def _candidates(roots: list[int], number: dict[int, int]) -> Iterable[tuple[int, int]]:
        """All pairs; in a very large bucket only those that stand at equal places of their files.

        Of very many files that have one at the same place, each is looked at beside the first.
        """
        alike = [roots]
        if len(roots) > _MOST_IN_BUCKET:
            by_number: defaultdict[int, list[int]] = defaultdict(list)
            for root in roots:
                by_number[number[root]].append(root)
            alike = list(by_number.values())
        for each in alike:
            if len(each) > _MOST_IN_BUCKET:
                yield from ((each[0], two) for two in each[1:])
            else:
                yield from combinations(each, 2)

    def formats(self) -> None:
        """HTML beside JSON: the same text and media within a minute, or within 14 hours where the zone is unknown."""
        if not self.pages or all(item.file in self.pages for item in self.records):
            return
        buckets: defaultdict[tuple[object, ...], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for index, item in enumerate(self.records):
            buckets[*self._of_formats(item), fold_text(item.text)][item.file in self.pages].append(index)
        for json, html in buckets.values():
            if json and html:
                self._pair_formats(json, html)

    def pages_of_exports(self) -> None:
        """Pages of two exports, of which one prints minutes, has no zone, or a language that nobody knows.

        They differ from each other as HTML from JSON: the same text (else link) and media, within the same times.
        """
        if len({item.export for item in self.records if item.file in self.pages}) < 2:
            return
        buckets: defaultdict[tuple[object, ...], defaultdict[int, list[int]]]
        buckets = defaultdict(lambda: defaultdict(list))
        for index, item in enumerate(self.records):
            what = fold_text(item.text) or ("" if item.media else item.url or item.permalink)
            if item.file in self.pages and (what or item.media):
                buckets[*self._of_formats(item), what][item.export].append(index)
        for by_export in buckets.values():
            for one, two in combinations(by_export.values(), 2):
                self._pair_formats(one, two)

    @staticmethod
    def _of_formats(item: Item) -> tuple[object, ...]:
        """Account, kind and media, as two formats tell them: pages may not tell replies on Threads."""
        group = "content" if item.platform == "threads" else kind_group(item.kind)
        return item.account, group, frozenset(medium.key or medium.path for medium in item.media)

    def _pair_formats(self, json: list[int], html: list[int]) -> None:
        """Join each record of a page with the nearest of JSON that no other record of that page has."""
        of_json = {self.root(one) for one in json}
        taken = {(self.root(two), self.records[two].file) for two in html if self.root(two) in of_json}
        free = [two for two in html if self.root(two) not in of_json]
        near = sorted(
            (apart, one, two) for one, two in self._near(json, free) if (apart := self._apart(one, two)) is not None
        )  # fmt: skip
        done: set[int] = set()
        for _, one, two in near:
            place = (self.root(one), self.records[two].file)
            if two not in done and place not in taken:
                self.join(one, two)
                done.add(two)
                taken |= {place, (self.root(one), self.records[two].file)}

    def _near(self, json: list[int], html: list[int]) -> Iterable[tuple[int, int]]:
        """All pairs; of very many only those next to each other in time, and at equal places within a second."""
        if len(json) * len(html) <= _MOST_IN_BUCKET**2:
            return product(json, html)
        ordered = sorted(json, key=self._age)
        times = [self._age(one)[:2] for one in ordered]
        seen: Counter[tuple[bool, int]] = Counter()
        pairs = []
        for two in sorted(html, key=self._age):
            time = self._age(two)[:2]
            first = bisect_left(times, time)
            alike = min(first + seen[time], bisect_right(times, time))
            seen[time] += 1
            around = {
                *range(first - _MOST_AROUND, first + _MOST_AROUND),
                *range(alike - _MOST_AROUND, alike + _MOST_AROUND),
            }
            pairs += [(ordered[at], two) for at in around if 0 <= at < len(ordered)]
        return pairs

    def _apart(self, json: int, html: int) -> int | None:
        """Seconds between two records, None where they are too far apart to be the same."""
        page, record = self.records[html], self.records[json]
        pages = record.file in self.pages  # both are
        if page.created is None or record.created is None:  # a date that could not be read may be any
            return UNKNOWN_ZONE if page.created != record.created and (pages or page.created is None) else None
        apart = abs(page.created - record.created)
        if pages and not self._may_differ(page, record):
            return None
        one_zone = (page.created_basis == "zone_assumed") != (record.created_basis == "zone_assumed")
        return apart if apart <= (UNKNOWN_ZONE if one_zone else PRINTED_MINUTE) else None

    @staticmethod
    def _may_differ(one: Item, two: Item) -> bool:
        """Whether two printed times can mean the same moment: one has no seconds, or zones lie between them."""
        assert one.created is not None and two.created is not None
        minutes = one.created % 60 == 0 or two.created % 60 == 0
        if one.created_basis == two.created_basis:
            return minutes
        beside = (one.created - two.created) % _ZONES_APART
        return min(beside, _ZONES_APART - beside) < (PRINTED_MINUTE if minutes else 1)


class _Says:
    """What the records of a cluster say besides their text."""

    def __init__(self, items: list[Item]) -> None:
        self.check_in = any(item.check_in for item in items)
        self.exports = {item.export for item in items}
        self.places = {(item.venue, item.venue_name) for item in items if not item.bare_media}
        self.groups = {name for venue, name in self.places if venue == "group" and name}
        self.titles = {item.title for item in items if item.title}
        self.media = {medium.key for item in items for medium in item.media if medium.key}

    def likeness(self, other: _Says) -> tuple[bool, bool, bool] | None:
        """How much two say the same: title, place, media. None for posts in two groups of one export."""
        apart = self.groups and other.groups and self.groups.isdisjoint(other.groups)
        if apart and not self.exports.isdisjoint(other.exports):
            return None
        same_media = not self.media or not other.media or not self.media.isdisjoint(other.media)
        return not self.titles.isdisjoint(other.titles), not self.places.isdisjoint(other.places), same_media


def shared_keys(keys: Iterable[tuple[int, Key]]) -> dict[Key, list[int]]:
    """The keys that come more than once, in the order in which they come first, each with its indices in order.

    Nearly all come once: for these no list is made.
    """
    first: dict[Key, int] = {}
    again: dict[Key, list[int]] = {}
    for index, key in keys:
        known = first.setdefault(key, index)
        if known != index or key in again:
            again.setdefault(key, [known]).append(index)
    return {key: again[key] for key in first if key in again} if again else {}


def _second(item: Item) -> tuple[int, str, int | None]:
    """Account, kind group and second of a record."""
    return item.account, KIND_GROUPS.get(item.kind, "content"), item.created


def _own_words(item: Item) -> tuple[str, str, str, str]:
    """What an item says beside its media, of which two that are one have the same, or one has none."""
    return fold_text(item.text), item.url, item.permalink, item.place


def _content(item: Item) -> tuple[object, ...]:
    return (
        item.state, item.venue, item.venue_name, item.url, item.permalink, item.place, item.title, item.mark,
        tuple(item.people), tuple(medium.path for medium in item.media),
    )  # fmt: skip
