"""The list of files of a zip, read piece by piece and entry by entry, as Python's own `zipfile` reads it.

`zipfile` makes an object of half a kilobyte of each entry, and an archive may have a million photos. Here an entry is a
small tuple that lives as long as somebody looks at it. Whatever is not plain (sizes in 64 bits, odd extra fields, a
list that is cut) is decoded by `zipfile` itself, a few entries at a time.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

_END, _END_SIZE, _LONGEST_COMMENT = struct.Struct("<4s4H2LH"), 22, 0xFFFF
_LOCATOR, _END_64 = struct.Struct("<4sLQL"), struct.Struct("<4sQ2H2L4Q")
_ENTRY = struct.Struct("<4s2xBx2H4x3L3H8xL")
_NEWEST = 63  # the version of zips that `zipfile` goes up to
_IN_64_BITS = 0xFFFFFFFF
_PIECE = 1 << 20  # bytes read at a time
_MOST_AT_ONCE = 1000  # entries that are decoded by `zipfile` together
_UTF_8 = 0x800
FURTHEST = 2**63 - 1  # no file is longer: where nothing that is listed can stand
_OWN_TAGS = (0x0001, 0x7075)  # extra fields that change what an entry says


class Entry(NamedTuple):
    """One file in a zip: `name` as it is stored, `offset` where its bytes begin in the file.

    The offset of a damaged or made up list may be negative, or beyond `FURTHEST`.
    """

    name: str
    flags: int
    method: int
    crc: int
    size: int
    stored: int
    offset: int

    def info(self) -> zipfile.ZipInfo:
        """The same for `zipfile`, to open it."""
        made = zipfile.ZipInfo(self.name)
        made.flag_bits, made.compress_type, made.CRC = self.flags, self.method, self.crc
        made.file_size, made.compress_size, made.header_offset = self.size, self.stored, self.offset
        return made


@dataclass(frozen=True, slots=True)
class Directory:
    """Where the list stands in the file, how many files it says that it has, and what offsets in it lack."""

    start: int
    size: int
    count: int
    shift: int  # bytes that stand before the zip


def find_directory(file: BinaryIO) -> Directory:
    """Raises BadZipFile where there is none."""
    length = file.seek(0, io.SEEK_END)
    file.seek(begin := max(0, length - _END_SIZE))
    tail = file.read()
    if tail[:4] != b"PK\5\6" or tail[-2:] != b"\0\0":  # a comment follows, or something else
        file.seek(begin := max(0, length - _END_SIZE - _LONGEST_COMMENT))
        tail = file.read()
    at = len(tail) - _END_SIZE
    if at < 0 or tail[at : at + 4] != b"PK\5\6" or tail[-2:] != b"\0\0":
        at = tail.rfind(b"PK\5\6")
    if at < 0 or len(tail) - at < _END_SIZE:
        raise zipfile.BadZipFile
    _, _, _, _, count, size, offset, _ = _END.unpack_from(tail, at)
    start = begin + at - size
    if found := _in_64_bits(file, begin + at):
        count, size, offset = found
        start = begin + at - size - _LOCATOR.size - _END_64.size
    if start < 0:
        raise zipfile.BadZipFile
    return Directory(start, size, count, start - offset)


def _in_64_bits(file: BinaryIO, end: int) -> tuple[int, int, int] | None:
    """Count, size and offset of the list where they need more than 32 bits."""
    if end < _LOCATOR.size:
        return None
    file.seek(end - _LOCATOR.size)
    sign, disk, _, disks = _LOCATOR.unpack(file.read(_LOCATOR.size))
    if sign != b"PK\6\7":
        return None
    if disk or disks > 1:
        raise zipfile.BadZipFile
    if end < _LOCATOR.size + _END_64.size:
        return None
    file.seek(end - _LOCATOR.size - _END_64.size)
    sign, *_, count, size, offset = _END_64.unpack(file.read(_END_64.size))
    return (count, size, offset) if sign == b"PK\6\6" else None


def entries(file: BinaryIO, directory: Directory) -> Iterator[Entry]:
    """The entries in their order. Raises what `zipfile` raises where one cannot be read."""
    file.seek(directory.start)
    held, at, left = b"", 0, directory.size
    odd: list[bytes] = []
    unpack, longest = _ENTRY.unpack_from, _ENTRY.size
    enough = -1  # up to where an entry that begins there is held whole
    while True:
        if at > enough:
            if left:
                more = file.read(min(_PIECE, left))
                held, at, left = held[at:] + more, 0, left - len(more) if more else 0
                enough = len(held) - longest - 3 * 0xFFFF if left else len(held) - longest
            if at >= len(held):
                break
            if len(held) - at < longest:
                odd.append(held[at:])
                break
        sign, version, flags, method, crc, stored, size, name, extra, comment, offset = unpack(held, at)
        after = at + longest + name + extra + comment
        fields = at + longest + name
        plain = (
            sign == b"PK\1\2"
            and version <= _NEWEST
            and after <= len(held)
            and _IN_64_BITS not in (size, stored, offset)
            and (not extra or _is_plain(held[fields : fields + extra]))
        )
        if not plain:
            odd.append(held[at:after])
        if odd and (plain or len(odd) >= _MOST_AT_ONCE):
            yield from _by_zipfile(odd, directory.shift)
            odd = []
        if plain:
            raw = held[at + longest : fields]
            text = raw.decode("ascii" if raw.isascii() else "utf-8" if flags & _UTF_8 else "cp437")
            yield Entry(text, flags, method, crc, size, stored, offset + directory.shift)
        at = after
    if odd:
        yield from _by_zipfile(odd, directory.shift)


def _is_plain(extra: bytes) -> bool:
    """Whether extra fields are whole, and say nothing about sizes or names."""
    at = 0
    while len(extra) - at >= 4:
        tag, length = struct.unpack_from("<HH", extra, at)
        at += 4 + length
        if tag in _OWN_TAGS or at > len(extra):
            return False
    return True


def _by_zipfile(odd: list[bytes], shift: int) -> list[Entry]:
    """Entries decoded by `zipfile`, which is given a zip that has nothing but these."""
    raw = b"".join(odd)
    end = _END.pack(b"PK\5\6", 0, 0, len(odd) & 0xFFFF, len(odd) & 0xFFFF, len(raw), 0, 0)
    with zipfile.ZipFile(io.BytesIO(raw + end)) as read:
        return [
            Entry(each.orig_filename, each.flag_bits, each.compress_type, each.CRC, each.file_size,
                  each.compress_size, each.header_offset + shift)
            for each in read.infolist()
        ]  # fmt: skip
