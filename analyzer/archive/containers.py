"""Zips and folders as lists of members that can be opened. Nothing is extracted, nothing is written."""

from __future__ import annotations

import io
import operator
import os
import stat
import zipfile
from array import array
from collections.abc import Callable
from contextlib import suppress
from itertools import islice, pairwise
from pathlib import Path
from typing import BinaryIO

from analyzer.archive.limits import MOST_DECLARED, MOST_FILES, MOST_MEMBERS, bound, how_to_raise
from analyzer.archive.media_folder import MediaFolders
from analyzer.archive.member import READ_ERRORS, Budget, Member
from analyzer.archive.names import member_path
from analyzer.archive.plain_files import open_below, open_plain
from analyzer.archive.zip_directory import FURTHEST, Entry, entries, find_directory
from analyzer.errors import NotAnExport, RefusedArchive, Sentence, UsageError

# Meta's own. zipfile inflates bzip2 and LZMA without a bound: 4 kB of bzip2 can become gigabytes in one read.
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}

_EMPTY = b"PK\5\6" + bytes(18)  # a zip without files
LIST_OF_FILES = "(list of files)"  # stands for the directory of a zip in tables

_OWN_REPORT = frozenset({"summary.json", "report.html", "items.csv", "files.csv", "problems.csv"})


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

    def medium(self, name: str, size: int, entry: Entry | None = None) -> Member:
        """A member of a `MediaFolder`."""
        raise NotImplementedError

    def close(self) -> None:
        pass


class ZipContainer(Container):
    """A zip file, its directory checked before anything is opened.

    `opener` gives its bytes, seekable, where they are no file of this machine; `path` is then no more than its name.
    """

    def __init__(self, path: Path, opener: Callable[[], BinaryIO] | None = None) -> None:
        self.path, self.budget, self._opener = path, Budget(), opener
        self.name = path.name
        self.file_name = path.name[:-4] if path.name.lower().endswith(".zip") else path.name
        try:
            with self._opener() if self._opener else open_plain(path) as file:
                head = file.read(64)
        except OSError as error:
            raise UsageError("{name} cannot be opened: {why}.", name=self.name, why=error.strerror) from None
        self._file: BinaryIO | None = None
        self._zip = zipfile.ZipFile(io.BytesIO(_EMPTY))
        self.members, self._folders = [], MediaFolders(self)
        try:
            self._read(path, head)
        except READ_ERRORS:
            if head[:2] == b"PK":
                raise RefusedArchive(
                    "{name} is cut off or damaged: its list of files cannot be read. Download it again.", name=self.name
                ) from None
            raise NotAnExport(
                "{name} is not a zip file{looks_like}.", name=self.name, looks_like=_looks_like(head)
            ) from None
        finally:
            self.close()

    def _read(self, path: Path, head: bytes) -> None:
        """Its list of files, checked. Raises what `zipfile` raises where there is none."""
        offsets, ends, count = array("Q"), array("Q"), 0
        most, most_files = bound(MOST_MEMBERS), bound(MOST_FILES)
        with self._open() as file:
            directory = find_directory(file)
            for entry in entries(file, directory):
                count += 1
                if entry.offset >= 0:  # else it shares nothing: it stands before the beginning, and cannot be opened
                    offset = min(entry.offset, FURTHEST)
                    offsets.append(offset)
                    ends.append(min(offset + 30 + len(entry.name) + entry.stored, FURTHEST))  # at least
                self._take(entry)
                if count > most or len(self.members) > most_files:
                    what = (
                        Sentence("{n} files", n=most)
                        if count > most
                        else Sentence("{n} files that are no media", n=most_files)
                    )
                    raise RefusedArchive(
                        "{name} lists more than {what}{how_to_raise}: refused.",
                        name=self.name,
                        what=what,
                        how_to_raise=how_to_raise(),
                    )
        self._refuse_overlaps(offsets, ends, directory.start)
        if directory.shift > 0 and head[:4] == b"PK\3\4":
            problem = "another zip stands before it in the same file: what that holds is not read"
            self.members.append(Member(self, LIST_OF_FILES, LIST_OF_FILES, 0, 0, problem, path, hides=True))
        elif directory.count > count and directory.count != 0xFFFF:  # that is: counted elsewhere, or not at all
            problem = "its list of files is shorter than it says: files may be missing"
            self.members.append(Member(self, LIST_OF_FILES, LIST_OF_FILES, 0, 0, problem, path, hides=True))

    def _open(self) -> BinaryIO:
        return self._opener() if self._opener else self.path.open("rb")

    def _refuse_overlaps(self, offsets: array[int], ends: array[int], start: int) -> None:
        """A zip bomb lets many entries share the same bytes; only the newest versions of Python notice it."""
        if any(map(operator.lt, islice(offsets, 1, None), ends)):  # nearly always they stand in order
            order = sorted(range(len(offsets)), key=offsets.__getitem__)
            if any(offsets[two] < ends[one] for one, two in pairwise(order)):
                raise RefusedArchive("In {name} files share the same bytes, as in a zip bomb: refused.", name=self.name)
        if ends and max(ends) > start:
            raise RefusedArchive("In {name} files reach beyond their end, as in a zip bomb: refused.", name=self.name)

    def _take(self, entry: Entry) -> None:
        if entry.size > MOST_DECLARED:
            entry = entry._replace(size=MOST_DECLARED)
        folder = self._folders.place_entry(entry)
        if folder is None:
            if not _is_directory(entry):
                self.members.append(self._member(entry))
        elif folder.count == 1:
            self.members.append(folder)

    def _member(self, entry: Entry) -> Member:
        name = entry.name
        if not entry.flags & 0x800 and not name.isascii():
            with suppress(UnicodeError):  # a name in another encoding stays as zipfile reads it
                name = name.encode("cp437").decode("utf-8")  # UTF-8 that does not say so
        path, problem = member_path(name)
        if entry.flags & 0x1:
            problem = "it is encrypted"
        elif entry.method not in _METHODS:
            problem = "it is packed by a method that is not supported"
        elif entry.offset < 0:
            problem = "its bytes would stand before the beginning of the zip: that is missing"
        hides = name.endswith("/") or "\0" in name or entry.offset < 0
        if name.endswith("/"):
            problem = problem or "its name is that of a folder, and it holds data"
        return Member(self, name, path, entry.size, entry.stored, problem, entry, entry.crc, hides)

    def medium(self, name: str, size: int, entry: Entry | None = None) -> Member:
        assert entry
        return Member(self, name, name, size, entry.stored, "", entry, entry.crc)

    def stream(self, member: Member) -> BinaryIO:
        assert isinstance(member.place, Entry)
        if self._file is None:
            # An empty zip, so that nothing of the list is read again, and the file that was checked under it: `zipfile`
            # opens by the entry, whatever the file's directory says by now.
            self._file, self._zip = self._open(), zipfile.ZipFile(io.BytesIO(_EMPTY))
            self._zip.fp = self._file
        return self._zip.open(member.place.info())  # type: ignore[return-value]

    def close(self) -> None:
        """Let go of the file. A member that is opened later opens it again."""
        self._zip.close()
        if self._file:
            self._file.close()
            self._file = None


class FolderContainer(Container):
    """An unpacked archive. Links are not followed; zips in it are containers of their own (`zips`)."""

    def __init__(self, path: Path) -> None:
        self.path, self.budget = path, Budget()
        self.name = self.file_name = path.resolve().name or str(path)
        self.members, self.zips, self.reports = [], [], []
        media = MediaFolders(self)
        closed: list[str] = []
        for folder, folders, names in os.walk(path, onerror=lambda error: closed.append(error.filename)):
            folders.sort()
            if set(names) >= _OWN_REPORT:
                self.reports.append(Path(folder).relative_to(path).as_posix() + "/")
            links = [name for name in folders if _is_link(Path(folder, name))]
            for name in sorted([*names, *links]):
                self._add(Path(folder, name), media)
        for each in map(Path, closed):
            if each == path:
                raise UsageError("{path} cannot be opened: it may not be read.", path=path)
            relative = each.relative_to(path).as_posix()
            self.members.append(Member(self, relative, relative, 0, 0, "the folder cannot be opened", path, hides=True))

    zips: list[Path]

    def _add(self, full: Path, media: MediaFolders) -> None:
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
            if os.access(full, os.R_OK):
                self.zips.append(full)
            else:
                problem = "it may not be read"
                self.members.append(Member(self, relative, inner, 0, 0, problem, full, hides=True))
            return
        if plain and (place := media.place(relative)):
            place[0].add(place[1], min(status.st_size, MOST_DECLARED))
            if place[0].count == 1:
                self.members.append(place[0])
            return
        if not plain:
            problem = "it is a link or no plain file"
        size = min(status.st_size, MOST_DECLARED)
        self.members.append(Member(self, relative, inner, size, size, problem, full))

    def medium(self, name: str, size: int, entry: Entry | None = None) -> Member:
        return Member(self, name, name, size, size, "", self.path / name)

    def stream(self, member: Member) -> BinaryIO:
        assert isinstance(member.place, Path)
        return open_below(self.path, member.place)


def _is_link(path: Path) -> bool:
    try:
        return path.is_symlink()
    except OSError:  # a path that is longer than the system takes: it cannot be opened either, which is told
        return False


def _is_directory(entry: Entry) -> bool:
    """Whether an entry is a folder and nothing else: by its name as it is stored, and by what it holds."""
    empty = not entry.size and not entry.crc and entry.stored <= 2  # deflate writes nothing as two bytes
    return entry.name.endswith("/") and empty


def _looks_like(head: bytes) -> str:
    for magic, name in ((b"Rar!", "a RAR archive"), (b"7z\xbc\xaf", "a 7z archive"), (b"\x1f\x8b", "a gzip archive")):
        if head.startswith(magic):
            return Sentence(", but {what}", what=name)
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if first in (b"{", b"["):
        return ", but looks like a single JSON file"
    return ", but looks like a web page" if first == b"<" else ""
