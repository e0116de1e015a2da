"""Finds the media that records name, by sorted hashes: an index of the paths of a million of them takes much memory."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from analyzer.archive.layout import fold_path
from analyzer.archive.media_folder import MediaFolder
from analyzer.archive.pieces import File


class MediaIndex:
    """The media of one export by their paths; each part of it is made when it is first asked for."""

    def __init__(self, files: Iterable[File]) -> None:
        self._files = list(files)
        counts = (file.member.count if isinstance(file.member, MediaFolder) else 1 for file in self._files)
        self._starts = [0, *accumulate(counts)]

    def __len__(self) -> int:
        return self._starts[-1]

    def find(self, path: str) -> File | None:
        """The file that a record calls `path`, folded. No path leads out of the archive."""
        for number in reversed(self._whole.numbers(path)):
            if self._folded(number) == path:
                return self._file(number)
        # Roots of different eras are mixed, and a record may give the bare name.
        if "/" in path:
            found = [*self._tails.numbers(_tail(path)), *self._tails.numbers(_name(path))]
        else:
            found = list(self._names.numbers(path))
        return self._file(found[0]) if len(found) == 1 else None

    @cached_property
    def _whole(self) -> _Hashes:
        return _Hashes(self._paths(str))

    @cached_property
    def _tails(self) -> _Hashes:
        return _Hashes(self._paths(_tail))

    @cached_property
    def _names(self) -> _Hashes:
        return _Hashes(self._paths(_name))

    def _paths(self, part: Callable[[str], str]) -> Iterator[str]:
        for file in self._files:
            if isinstance(file.member, MediaFolder):
                folder = fold_path(file.path)
                yield from (part(folder + fold_path(name)) for name in file.member.names)
            else:
                yield part(fold_path(file.path))

    def _folded(self, number: int) -> str:
        return fold_path(self._file(number).path)

    def _file(self, number: int) -> File:
        at = bisect_right(self._starts, number) - 1
        file = self._files[at]
        if not isinstance(file.member, MediaFolder):
            return file
        folder, number = file.member, number - self._starts[at]
        return File(folder.member(number), file.path + folder.names[number], None, True)


class _Hashes:
    """Numbers of texts, found by the texts."""

    def __init__(self, texts: Iterable[str]) -> None:
        hashes = array("q", map(hash, texts))
        order = sorted(range(len(hashes)), key=hashes.__getitem__)
        self._order, self._hashes = array("L", order), array("q", map(hashes.__getitem__, order))

    def numbers(self, text: str) -> Sequence[int]:
        """Those of a text, in order."""
        key = hash(text)
        first = bisect_left(self._hashes, key)
        return self._order[first : bisect_right(self._hashes, key, first)]


def _tail(path: str) -> str:
    return "/".join(path.rsplit("/", 2)[-2:])


def _name(path: str) -> str:
    return path.rpartition("/")[2]
