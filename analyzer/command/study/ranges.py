"""A file elsewhere, read in place by ranges: only what is asked for, in pieces that reach no further than a member."""

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import BinaryIO, cast

_AHEAD = 1 << 20  # bytes of one piece of a member

Fetch = Callable[[int, int], bytes]  # first byte, and the one after the last


class Ranges:
    """The bytes of one file: `fetch` gets them, `size` is its length. Within known spans they are read ahead."""

    def __init__(self, fetch: Fetch, size: int) -> None:
        self.size, self._fetch = size, fetch
        self._spans: list[tuple[int, int]] = []
        self._first, self._piece = 0, b""

    def plan(self, spans: Iterable[tuple[int, int]]) -> None:
        """Where members begin and end: no piece reaches beyond, so that what is not needed is not read."""
        self._spans = sorted(spans)

    def open(self) -> BinaryIO:
        """A seekable stream over all of it."""
        return cast(BinaryIO, _Stream(self))

    def read(self, first: int, count: int) -> bytes:
        """So many bytes from a place on; fewer where the file ends. Raises OSError where they cannot be got."""
        count = min(count, self.size - first)
        if count <= 0:
            return b""
        end = self._first + len(self._piece)
        if not self._first <= first < end:
            self._load(first, first + count)
            end = self._first + len(self._piece)
        found = self._piece[first - self._first : first - self._first + count]
        return found if len(found) == count else found + self.read(end, count - len(found))

    def _load(self, first: int, last: int) -> None:
        span = bisect_right(self._spans, (first, self.size)) - 1
        if span >= 0:
            last = max(last, min(self._spans[span][1], first + _AHEAD, self.size))
        try:
            piece = self._fetch(first, last)
        except OSError:
            raise
        except Exception as error:  # noqa: BLE001  # each driver has errors of its own
            raise OSError(0, f"it cannot be read from where it lies ({type(error).__name__})") from None
        if len(piece) != last - first:
            raise OSError(0, "it was cut while it was read")
        self._first, self._piece = first, piece


class _Stream(io.RawIOBase):
    def __init__(self, ranges: Ranges) -> None:
        self._ranges, self._at = ranges, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._ranges.size}[whence]
        if base + offset < 0:
            raise OSError(22, "before its beginning")  # as a file says it: zipfile looks for the end of short ones
        self._at = base + offset
        return self._at

    def tell(self) -> int:
        return self._at

    def read(self, size: int | None = -1) -> bytes:
        count = self._ranges.size - self._at if size is None or size < 0 else size
        found = self._ranges.read(self._at, count)
        self._at += len(found)
        return found

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        found = self.read(len(view))
        view[: len(found)] = found
        return len(found)
