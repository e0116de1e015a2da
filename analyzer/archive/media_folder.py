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
from analyzer.archive.zip_directory import Entry

if TYPE_CHECKING:
    from analyzer.archive.containers import Container

_PLAIN = re.compile(
    rf"(?!\._)[^\x00-\x1f\\/:\x7f-\U0010ffff]+\.(?:{'|'.join(sorted(MEDIA_EXTENSIONS))})", re.IGNORECASE | re.ASCII
).fullmatch
_PLAIN_FLAGS = 0x800 | 0xE  # the encoding of the name, how hard it was packed, that sizes stand behind the bytes


class MediaFolder(Member):
    """Media whose names are plain, side by side: one member that stands for all of them.

    `name` and `path` are those of the folder, with a `/` at the end ("" for the root); `size` is that of all together.
    """

    __slots__ = ("_crcs", "_methods", "_offsets", "_sizes", "_stored", "names")

    def __init__(self, container: Container, name: str) -> None:
        Member.__init__(self, container, name, name, 0, 0, "", container.path)
        self.names: list[str] = []
        self._sizes, self._stored, self._offsets = array("Q"), array("Q"), array("Q")
        self._crcs, self._methods = array("I"), bytearray()

    @property
    def count(self) -> int:
        return len(self.names)

    def open(self, progress: Progress | None = None) -> BinaryIO:
        """Not to be had: each medium is opened on its own, as `member`."""
        raise MemberUnreadable("it is a folder")

    def add(self, name: str, size: int) -> None:
        """Take in a file of an unpacked archive."""
        self.names.append(name)
        self._sizes.append(size)
        self.size += size

    def add_entry(self, name: str, entry: Entry) -> None:
        """Take in an entry of a zip."""
        _, _, method, crc, size, stored, offset = entry
        self.names.append(name)
        self._sizes.append(size)
        self._stored.append(stored)
        self._offsets.append(offset)
        self._crcs.append(crc)
        self._methods.append(method)
        self.size += size

    def member(self, number: int) -> Member:
        """One of them, as a member that can be opened."""
        name, size = self.name + self.names[number], self._sizes[number]
        if not self._offsets:
            return self.container.medium(name, size)
        entry = Entry(
            name, 0, self._methods[number], self._crcs[number], size, self._stored[number], self._offsets[number]
        )
        return self.container.medium(name, size, entry)

    def members(self) -> Iterator[Member]:
        return map(self.member, range(self.count))


class MediaFolders:
    """Sorts media into their folders."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self._found: dict[str, MediaFolder | None] = {}  # None: a folder whose name is not plain

    def place(self, name: str) -> tuple[MediaFolder, str] | None:
        """The folder of a member and its name there; None unless it is a medium whose path needs no second look."""
        cut = name.rfind("/") + 1
        folder, own = name[:cut], name[cut:]
        if not _PLAIN(own) or len(name) > LONGEST_PATH:
            return None
        found = self._found.get(folder)
        if found is None and folder not in self._found:
            harmless = folder.isascii() and member_path(folder + "x") == (folder + "x", "")
            found = self._found[folder] = MediaFolder(self._container, folder) if harmless else None
        return (found, own) if found else None

    def place_entry(self, entry: Entry) -> MediaFolder | None:
        """The same for an entry of a zip, which is put there; None as well where it may not be opened."""
        if entry.flags & ~_PLAIN_FLAGS or entry.method not in (0, 8):
            return None
        found = self.place(entry.name)
        if found:
            found[0].add_entry(found[1], entry)
        return found[0] if found else None
