"""Zips and folders as lists of members that can be opened. Nothing is extracted, nothing is written."""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from analyzer.archive.limits import HIGHEST_RATIO, MOST_MEMBERS, RATIO_FLOOR, TOTAL_FLOOR, bound, how_to_raise
from analyzer.archive.names import member_path
from analyzer.archive.plain_files import open_below, open_plain
from analyzer.errors import NotAnExport, RefusedArchive, UsageError

# Meta's own. zipfile inflates bzip2 and LZMA without a bound: 4 kB of bzip2 can become gigabytes in one read.
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_READ_ERRORS = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError,
    struct.error, IndexError,  # whatever zipfile makes of a hostile directory
)  # fmt: skip

_LONGEST_END = 65_557  # bytes: the end of a zip with the longest comment
LIST_OF_FILES = "(list of files)"  # stands for the directory of a zip in tables

_OWN_REPORT = frozenset({"summary.json", "report.html", "items.csv", "files.csv", "problems.csv"})

Progress = Callable[[int], None]


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
    place: zipfile.ZipInfo | Path
    crc: int | None = None
    hides: bool = False  # it has a `problem`, and nobody can tell what is lost with it

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
    hint: str = field(default_factory=how_to_raise)

    def spend(self, size: int) -> None:
        """Count bytes. Raises MemberUnreadable from where on no real archive goes."""
        self.inflated += size
        if self.inflated > self.of_all and self.inflated > self.highest_ratio * self.stored:
            raise MemberUnreadable(
                f"all files together unpack to far more than any real archive (a zip bomb?){self.hint}"
            )

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
        except _READ_ERRORS as error:
            raise MemberUnreadable(f"it cannot be opened ({type(error).__name__})") from None

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        try:
            raw = self._stream.read(size)
        except _READ_ERRORS as error:
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


class Container:
    """A zip or a folder: `name` for people, `members` in the order of the directory."""

    path: Path
    name: str
    file_name: str  # without .zip; tells the export
    members: list[Member]
    budget: Budget  # one for all containers of a run
    reports: list[str] = []  # noqa: RUF012  # folders that hold a report of this program: never read as input

    def stream(self, member: Member) -> BinaryIO:
        raise NotImplementedError

    def close(self) -> None:
        pass


class ZipContainer(Container):
    """A zip file, its directory checked before anything is opened."""

    def __init__(self, path: Path) -> None:
        self.path, self.budget = path, Budget()
        self.name = path.name
        self.file_name = path.name[:-4] if path.name.lower().endswith(".zip") else path.name
        try:
            with open_plain(path) as file:
                head = file.read(64)
        except OSError as error:
            raise UsageError(f"{self.name} cannot be opened: {error.strerror}.") from None
        try:
            self._zip = zipfile.ZipFile(path)
        except _READ_ERRORS:
            if head[:2] == b"PK":
                raise RefusedArchive(
                    f"{self.name} is cut off or damaged: its list of files cannot be read. Download it again."
                ) from None
            raise NotAnExport(f"{self.name} is not a zip file{_looks_like(head)}.") from None
        self._closed = False
        infos = self._zip.infolist()
        if len(infos) > (most := bound(MOST_MEMBERS)):
            raise RefusedArchive(f"{self.name} lists more than {most:,} files{how_to_raise()}: refused.")
        self._refuse_overlaps(infos)
        self.members = [self._member(info) for info in infos if not _is_directory(info)]
        if self._listed_short(len(infos)):
            problem = "its list of files is shorter than it says: files may be missing"
            self.members.append(Member(self, LIST_OF_FILES, LIST_OF_FILES, 0, 0, problem, path, hides=True))

    def _refuse_overlaps(self, infos: list[zipfile.ZipInfo]) -> None:
        """A zip bomb lets many entries share the same bytes; only the newest versions of Python notice it."""
        ends = 0
        for info in sorted(infos, key=lambda info: info.header_offset):
            if info.header_offset < ends:
                raise RefusedArchive(f"In {self.name} files share the same bytes, as in a zip bomb: refused.")
            ends = info.header_offset + 30 + len(info.orig_filename) + info.compress_size  # at least
        if ends > self._zip.start_dir:
            raise RefusedArchive(f"In {self.name} files reach beyond their end, as in a zip bomb: refused.")

    def _listed_short(self, listed: int) -> bool:
        """Whether the end of the zip counts more files than its directory lists."""
        with self.path.open("rb") as file:
            file.seek(max(0, file.seek(0, io.SEEK_END) - _LONGEST_END))
            end = file.read()
        at = end.rfind(b"PK\5\6")
        count = struct.unpack_from("<H", end, at + 10)[0] if at >= 0 and len(end) >= at + 12 else 0
        return count != 0xFFFF and count > listed  # 0xFFFF: counted in 64 bits elsewhere, or not at all

    def _member(self, info: zipfile.ZipInfo) -> Member:
        name = info.orig_filename
        if not info.flag_bits & 0x800 and not name.isascii():
            with suppress(UnicodeError):  # a name in another encoding stays as zipfile reads it
                name = name.encode("cp437").decode("utf-8")  # UTF-8 that does not say so
        path, problem = member_path(name)
        if info.flag_bits & 0x1:
            problem = "it is encrypted"
        elif info.compress_type not in _METHODS:
            problem = "it is packed by a method that is not supported"
        hides = name.endswith("/") or "\0" in name
        if name.endswith("/"):
            problem = problem or "its name is that of a folder, and it holds data"
        return Member(self, name, path, info.file_size, info.compress_size, problem, info, info.CRC, hides)

    def stream(self, member: Member) -> BinaryIO:
        assert isinstance(member.place, zipfile.ZipInfo)
        if self._closed:
            self._zip, self._closed = zipfile.ZipFile(self.path), False
        # By the entry that was checked, whatever the file's directory says by now.
        return self._zip.open(member.place)  # type: ignore[return-value]

    def close(self) -> None:
        """Let go of the file. A member that is opened later opens it again."""
        self._zip.close()
        self._closed = True


class FolderContainer(Container):
    """An unpacked archive. Links are not followed; zips in it are containers of their own (`zips`)."""

    def __init__(self, path: Path) -> None:
        self.path, self.budget = path, Budget()
        self.name = self.file_name = path.resolve().name or str(path)
        self.members, self.zips, self.reports = [], [], []
        closed: list[str] = []
        for folder, folders, names in os.walk(path, onerror=lambda error: closed.append(error.filename)):
            folders.sort()
            if set(names) >= _OWN_REPORT:
                self.reports.append(Path(folder).relative_to(path).as_posix() + "/")
            links = [name for name in folders if Path(folder, name).is_symlink()]
            for name in sorted([*names, *links]):
                self._add(Path(folder, name))
        for each in map(Path, closed):
            if each == path:
                raise UsageError(f"{path} cannot be opened: it may not be read.")
            relative = each.relative_to(path).as_posix()
            self.members.append(Member(self, relative, relative, 0, 0, "the folder cannot be opened", path, hides=True))

    zips: list[Path]

    def _add(self, full: Path) -> None:
        relative = full.relative_to(self.path).as_posix()
        inner, problem = member_path(relative)
        try:
            status = full.lstat()
        except OSError:  # in a folder that may be listed and not entered
            problem = problem or "it cannot be looked at"
            self.members.append(Member(self, relative, inner, 0, 0, problem, full, hides=True))
            return
        plain = stat.S_ISREG(status.st_mode)
        if plain and relative.lower().endswith(".zip") and relative.count("/") < 2:
            self.zips.append(full)
            return
        if not plain:
            problem = "it is a link or no plain file"
        self.members.append(Member(self, relative, inner, status.st_size, status.st_size, problem, full))

    def stream(self, member: Member) -> BinaryIO:
        assert isinstance(member.place, Path)
        return open_below(self.path, member.place)


def _is_directory(info: zipfile.ZipInfo) -> bool:
    """Whether an entry is a folder and nothing else: by its name as it is stored, and by what it holds."""
    empty = not info.file_size and not info.CRC and info.compress_size <= 2  # deflate writes nothing as two bytes
    return info.orig_filename.endswith("/") and empty


def _looks_like(head: bytes) -> str:
    for magic, name in ((b"Rar!", "a RAR archive"), (b"7z\xbc\xaf", "a 7z archive"), (b"\x1f\x8b", "a gzip archive")):
        if head.startswith(magic):
            return f", but {name}"
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if first in (b"{", b"["):
        return ", but looks like a single JSON file"
    return ", but looks like a web page" if first == b"<" else ""
