"""Whether the second archive could show an item at all: only then does its absence mean that it is gone.

An archive can be asked for a shorter time or for fewer things, and one of its parts can be missing. What it does not
reach is told by a short code, which stands in the table beside the item and makes a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.advice.warnings import MISSING_SHARE
from analyzer.archive.layout import fold_path
from analyzer.errors import UsageError
from analyzer.items.collect import Collection, ReadExport
from analyzer.model import Item
from analyzer.reading.media import media_key
from analyzer.report.compare.matching import Matching
from analyzer.rules.analysis import Analysis

FileKind = tuple[str, tuple[str, ...]]  # category and readers: the same in all eras of one platform
WHOLESALE = 10  # so many items, all older than the whole second archive: a shorter range rather than deletion
_DAY = 86400
_NEVER = 1 << 62


@dataclass(slots=True)
class _Reach:
    """What one export of the second analysis can show of one account."""

    start: int | None  # the time that was asked for
    end: int | None
    oldest: int  # the earliest time from which it is shown to have something; 0 where the time asked for is recorded
    media_missing: bool
    readable: set[FileKind]
    unreadable: set[FileKind]
    empty_folders: set[str]  # with the platform's note that there is nothing


class Coverage:
    """Tells for items of the first analysis that the second one lacks whether they can be taken to be gone."""

    def __init__(self, before: Analysis, after: Analysis, matching: Matching) -> None:
        self.before, self.after, self.matching = before, after, matching
        self._places = _file_kinds(before.collection)
        self._reaches = {
            account: [] if other is None else [self._reach(other, e) for e in sorted(after.accounts[other].newest)]
            for account, other in matching.accounts.items()
        }
        self.order_unknown = set(self._check_order())
        self._undated = self._out_of_range()
        self._wholesale = self._older_than_all()

    def doubt(self, item: Item) -> str:
        """Why absence says nothing about an item; "" where it is gone."""
        reaches = self._reaches[item.account]
        if not reaches:
            return "account_missing"
        if item.account in self.order_unknown:
            return "order_unknown"
        found = [self._doubt(item, reach) for reach in reaches]
        return "" if "" in found else found[0]

    def _doubt(self, item: Item, reach: _Reach) -> str:
        if _outside(item, reach) or (item.created is None and item.account in self._undated):
            return "outside_range"
        row = self.before.collection.files[item.file]
        kind, folder = self._places.get((row.archive, row.path), (None, ""))
        if kind in reach.unreadable:
            return "file_unreadable"
        if kind not in reach.readable and folder not in reach.empty_folders:
            return "file_missing"
        if reach.media_missing:
            return "part_missing"
        older = item.created is not None and item.created < reach.oldest
        return "nothing_so_old" if older and item.account in self._wholesale else ""

    def _check_order(self) -> Iterator[int]:
        """The accounts for which it is not sure which archive is the later one. Raises UsageError where it is not."""
        for account, other in self.matching.accounts.items():
            if other is None:
                continue
            first = self.before.made[self.before.accounts[account].exports[0]]
            second = self.after.made[self.after.accounts[other].exports[0]]
            if first.day and second.day and second.day < first.day:
                if second.exact:
                    raise UsageError(
                        "The archive given as the newer one was made on {day}, before the other ({day_2}): "
                        "give the older archive first.",
                        day=second.day,
                        day_2=first.day,
                    )
                yield account

    def _reach(self, account: int, export: int) -> _Reach:
        read = self.after.collection.exports[export]
        asked = [request for request in read.facts.requests if request.start is not None]
        newest = max(asked, key=lambda request: request.made or 0, default=None)
        times = [
            each.item.created
            for each in self.after.judged
            if each.item.account == account and each.item.in_newest and each.item.created is not None
        ]
        times += self.after.accounts[account].facts[export].accesses
        readable, unreadable, empty = _files_of(self.after.collection, export)
        return _Reach(
            newest.start if newest else None, newest.end if newest else None,
            0 if newest else min(times, default=_NEVER),
            self._lacks_media(read), readable, unreadable, empty,
        )  # fmt: skip

    def _lacks_media(self, read: ReadExport) -> bool:
        """Whether media are missing that the first archive did not miss already: a part of this one may be."""
        missed = {media_key(path) for each in self.before.collection.exports for path in each.missing_media}
        lost = sum(media_key(path) not in missed for path in read.missing_media)
        return lost > MISSING_SHARE * len(read.named_media)

    def _out_of_range(self) -> set[int]:
        """The accounts of which something older was not asked for: there, an item without a time may be out too."""
        return {
            each.item.account
            for each in self.before.judged
            if any(_outside(each.item, reach) for reach in self._reaches[each.item.account])
        }

    def _older_than_all(self) -> set[int]:
        """The accounts of which everything old is absent, with nothing to show that it was asked for."""
        found = set()
        for account, reaches in self._reaches.items():
            edge = min((reach.oldest for reach in reaches), default=0)
            times = (each.item.created for each in self.before.judged if each.item.account == account)
            if sum(created is not None and created < edge for created in times) >= WHOLESALE:
                found.add(account)
        return found


def _outside(item: Item, reach: _Reach) -> bool:
    if item.created is None:
        return False
    too_old = reach.start is not None and item.created < reach.start
    return too_old or (reach.end is not None and item.created >= reach.end + _DAY)


def _file_kinds(collection: Collection) -> dict[tuple[str, str], tuple[FileKind, str]]:
    """The kind and folder of each file that readers exist for, by archive and path."""
    return {
        (file.member.container.name, file.member.name): ((file.row.category, file.row.readers), _folder(file.path))
        for read in collection.exports
        for file in read.export.files
        if file.row and file.row.readers
    }


def _files_of(collection: Collection, export: int) -> tuple[set[FileKind], set[FileKind], set[str]]:
    rows = {(row.archive, row.path): row for row in collection.files}
    readable: set[FileKind] = set()
    unreadable: set[FileKind] = set()
    empty: set[str] = set()
    for file in collection.exports[export].export.files:
        row = rows.get((file.member.container.name, file.member.name))
        if row is None or row.status == "not_needed":
            continue
        if file.row and file.row.readers:
            whole = row.status in ("read", "empty") and not row.unread
            (readable if whole else unreadable).add((file.row.category, file.row.readers))
        elif row.status == "empty":
            empty.add(_folder(file.path))
    return readable, unreadable, empty


def _folder(path: str) -> str:
    return fold_path(path).rpartition("/")[0]
