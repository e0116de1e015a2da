"""One file of an archive, and its bytes, counted while they are read."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from analyzer.archive.limits import (
    HIGHEST_RATIO,
    LEAST_STORED,
    MOST_RECORDS,
    RATIO_FLOOR,
    RECORDS_FLOOR,
    TOTAL_FLOOR,
    bound,
    how_to_raise,
)
from analyzer.archive.zip_directory import Entry

if TYPE_CHECKING:
    from analyzer.archive.containers import Container

Progress = Callable[[int], None]
READ_ERRORS = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError,
    struct.error, IndexError, OverflowError,  # whatever zipfile makes of a hostile directory
)  # fmt: skip


class MemberUnreadable(Exception):
    """A member that cannot be read, or not to its end. `str()` says why, without content."""


@dataclass(slots=True)
class Member:
    """One file of an archive: `name` as the archive spells it, `path` made comparable, `size` in bytes, unpacked."""

    container: Container
    name: str
    path: str
    size: int
    stored: int
    problem: str  # why it is left out, "" if it can be opened
    place: Entry | Path
    crc: int | None = None
    hides: bool = False  # it has a `problem`, and nobody can tell what is lost with it

    @property
    def count(self) -> int:
        """How many files it stands for."""
        return 1

    def open(self, progress: Progress | None = None) -> BinaryIO:
        """A stream of its bytes. Reading raises MemberUnreadable where it is damaged or grows beyond reason."""
        if self.problem:
            raise MemberUnreadable(self.problem)
        return _Guarded(self, progress)  # type: ignore[return-value]

    def same_content(self, other: Member) -> bool:
        """Whether two members hold the same bytes, by length and checksum; False where one cannot be read."""
        if self.size != other.size:
            return False
        try:
            return self._checksum() == other._checksum()
        except MemberUnreadable:
            return False

    def _checksum(self) -> int:
        if self.crc is None:
            self.crc = 0
            with self.open() as stream:
                while piece := stream.read(1 << 20):
                    self.crc = zlib.crc32(piece, self.crc)
        return self.crc


@dataclass(slots=True)
class Budget:
    """What all members of a run together unpack to, against what is stored of those that were opened."""

    inflated: int = 0
    stored: int = 0
    highest_ratio: int = field(default_factory=lambda: bound(HIGHEST_RATIO))
    of_member: int = field(default_factory=lambda: bound(RATIO_FLOOR))  # bytes up to which no ratio is too high
    of_all: int = field(default_factory=lambda: bound(TOTAL_FLOOR))
    records: int = 0
    most_records: int = field(default_factory=lambda: bound(MOST_RECORDS))
    of_little: int = field(default_factory=lambda: bound(RECORDS_FLOOR))  # records, however little is stored of them
    hint: str = field(default_factory=how_to_raise)

    def spend(self, size: int) -> None:
        """Count bytes. Raises MemberUnreadable from where on no real archive goes."""
        self.inflated += size
        if self.inflated > self.of_all and self.inflated > self.highest_ratio * self.stored:
            raise MemberUnreadable(
                f"all files together unpack to far more than any real archive (a zip bomb?){self.hint}"
            )

    def count_record(self) -> None:
        """Count a record. Raises MemberUnreadable where there are more than any archive, or one so small, can hold."""
        self.records += 1
        if self.records > self.most_records:
            raise MemberUnreadable(f"more than {self.most_records:,} records in all{self.hint}: the rest is left out")
        if self.records > self.of_little and LEAST_STORED * self.records > self.stored:
            raise MemberUnreadable(f"more records than so small an archive can hold (a zip bomb?){self.hint}")

    def check_member(self, inflated: int, stored: int) -> None:
        """The same for what one member has given so far."""
        if inflated > self.of_member and inflated > self.highest_ratio * max(1, stored):
            raise MemberUnreadable(f"it unpacks to far more than any real file (a zip bomb?){self.hint}")


class _Guarded(io.RawIOBase):
    """The bytes of a member, counted while they are read: no size that an archive declares is trusted."""

    def __init__(self, member: Member, progress: Progress | None) -> None:
        self._member, self._progress, self._count = member, progress, 0
        self._budget = member.container.budget
        self._budget.stored += member.stored
        try:
            self._stream: BinaryIO = member.container.stream(member)
        except READ_ERRORS as error:
            raise MemberUnreadable(f"it cannot be opened ({type(error).__name__})") from None

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        try:
            raw = self._stream.read(size)
        except READ_ERRORS as error:
            raise MemberUnreadable(f"it cannot be read to its end ({type(error).__name__})") from None
        self._count += len(raw)
        self._budget.check_member(self._count, self._member.stored)
        self._budget.spend(len(raw))
        if self._progress and raw:
            self._progress(len(raw))
        return raw

    def close(self) -> None:
        if stream := getattr(self, "_stream", None):  # not there if it could not be opened
            stream.close()
        super().close()
