"""The JSON values in the text of an answer: one a line, several a line, or one over many lines; with or without guard.

A value that is broken does not lose the others, and nothing of it is quoted. How deep a text is nested is counted
before it is decoded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from analyzer.archive.depth import too_deep
from analyzer.reading.evidence import bounds, fact_tables

_decode = json.JSONDecoder().raw_decode
_SPACE = re.compile(r"[ \t\r\n]*")


class _Tried(NamedTuple):
    """What a decoder made of a text: a value and where it ends, else why there is none."""

    value: Any = None
    end: int = -1
    why: str = ""  # "broken", "too_deep"


class Values:
    """Iterate for the objects and lists; afterwards the counts say what was lost.

    `wanted`: lines in which none of these words stands are not decoded. `limit`: characters of one value.
    """

    def __init__(self, text: str, wanted: tuple[str, ...] = (), limit: int = bounds.LARGEST_VALUE) -> None:
        self._text, self._wanted, self._limit = text, wanted, limit
        self._restarts = 0
        self.broken = self.too_deep = self.too_large = 0
        self.ends_broken = False  # the last value is broken, as where a browser cut the text

    def __iter__(self) -> Iterator[Any]:
        text, at = self._text, self._start(0)
        while at < len(text):
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            self.ends_broken = False
            if end - at > self._limit:
                self.too_large += 1
            elif not self._passes_by(at, end):
                tried = self._value(at, end)
                if isinstance(tried.value, (dict, list)):
                    yield tried.value
                if tried.end >= 0:
                    at = self._start(tried.end)
                    continue
                self.broken += tried.why == "broken"
                self.too_deep += tried.why == "too_deep"
                self.ends_broken = tried.why == "broken"
            at = self._start(end)

    def _passes_by(self, at: int, end: int) -> bool:
        """Whether a line looks whole, and holds none of the wanted words."""
        if not self._wanted or any(self._text.find(word, at, end) >= 0 for word in self._wanted):
            return False
        return self._text[at:end].rstrip()[-1:] in ("}", "]")

    def _start(self, at: int) -> int:
        """Where the next value begins: behind white space and guards."""
        while True:
            found = _SPACE.match(self._text, at)
            at = found.end() if found else at
            if not self._text.startswith(fact_tables.guard(), at):
                return at
            at += len(fact_tables.guard())

    def _value(self, at: int, end: int) -> _Tried:
        """The value that begins at `at` and ends within its line, else one that goes on in the next lines."""
        tried = _try(self._text[at:end], at)
        if tried.why != "broken" or end >= len(self._text) or self._restarts >= bounds.MOST_RESTARTS:
            return tried
        over_lines = _try(self._text[at : at + self._limit], at)
        self._restarts += over_lines.why != ""  # each takes as long as what is left, so they are few
        return over_lines if not over_lines.why else tried


def _try(piece: str, at: int) -> _Tried:
    if too_deep(piece, bounds.DEEPEST):
        return _Tried(why="too_deep")
    try:
        value, end = _decode(piece)
    except RecursionError:
        return _Tried(why="too_deep")
    except ValueError:
        return _Tried(why="broken")
    return _Tried(value, at + end)
