"""The media of one folder of an archive, kept as numbers: there may be a million of them, and few are ever opened."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from analyzer.archive.file_kinds import MEDIA_EXTENSIONS
from analyzer.archive.limits import LONGEST_PATH
from analyzer.archive.member import Member, MemberUnreadable, Progress
from analyzer.archive.names import member_path
from analyzer.archive.zip_directory import FURTHEST, Entry

if TYPE_CHECKING:
    from analyzer.archive.containers import Container

_PLAIN = re.compile(  # only the ending in either case: to ignore it in all of a name takes twice as long
    rf"(?!\._)[ -.0-9;-\[\]-~]+\.(?i:{'|'.join(sorted(MEDIA_EXTENSIONS))})",
    re.ASCII,
).fullmatch
_IN_A_ROW = len(Entry._fields) - 2  # what is kept of an entry: all but name and flags
_PLAIN_FLAGS = 0x800 | 0xE  # the encoding of the name, how hard it was packed, that sizes stand behind the bytes


class MediaFolder(Member):
    """Media whose names are plain, side by side: one member that stands for all of them.

    `name` and `path` are those of the folder, with a `/` at the end ("" for the root); `size` is that of all together.
    """

    __slots__ = ("_entries", "names")

    def __init__(self, container: Container, name: str) -> None:
        Member.__init__(self, container, name, name, 0, 0, "", container.path)
        self.names: list[str] = []
        self._entries = array("Q")  # of each its size; in a zip `_IN_A_ROW`: also how it is packed and where

    @property
    def count(self) -> int:
        return len(self.names)

    def open(self, progress: Progress | None = None) -> BinaryIO:
        """Not to be had: each medium is opened on its own, as `member`."""
        raise MemberUnreadable("it is a folder")

    def add(self, name: str, size: int) -> None:
        """Take in a file of an unpacked archive."""
        self.names.append(name)
        self._entries.append(size)
        self.size += size

    def add_entry(self, name: str, entry: Entry) -> None:
        """Take in an entry of a zip."""
        self.names.append(name)
        self._entries.extend(entry[2:])
        self.size += entry.size

    def member(self, number: int) -> Member:
        """One of them, as a member that can be opened."""
        name = self.name + self.names[number]
        if len(self._entries) == self.count:
            return self.container.medium(name, self._entries[number])
        at = number * _IN_A_ROW
        entry = Entry(name, 0, *self._entries[at : at + _IN_A_ROW])
        return self.container.medium(name, entry.size, entry)

    def members(self) -> Iterator[Member]:
        return map(self.member, range(self.count))


class MediaFolders:
    """Sorts media into their folders."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self._found: dict[str, MediaFolder | None] = {}  # None: a folder whose name is not plain
        self._last: MediaFolder | None = None  # media of a folder mostly follow each other

    def place(self, name: str) -> tuple[MediaFolder, str] | None:
        """The folder of a member and its name there; None unless it is a medium whose path needs no second look."""
        last = self._last
        if last and name.startswith(last.name) and _PLAIN(name, len(last.name)) and len(name) <= LONGEST_PATH:
            return last, name[len(last.name) :]
        cut = name.rfind("/") + 1
        folder, own = name[:cut], name[cut:]
        if not _PLAIN(own) or len(name) > LONGEST_PATH:
            return None
        found = self._found.get(folder)
        if found is None and folder not in self._found:
            harmless = folder.isascii() and member_path(folder + "x") == (folder + "x", "")
            found = self._found[folder] = MediaFolder(self._container, folder) if harmless else None
        self._last = found or self._last
        return (found, own) if found else None

    def place_entry(self, entry: Entry) -> MediaFolder | None:
        """The same for an entry of a zip, which is put there; None as well where it may not be opened."""
        if entry.flags & ~_PLAIN_FLAGS or entry.method not in (0, 8) or not 0 <= entry.offset <= FURTHEST:
            return None
        if not (found := self.place(entry.name)):
            return None
        folder, own = found
        folder.add_entry(own, entry)
        return folder
