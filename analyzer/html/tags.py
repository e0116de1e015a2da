"""The tags of a page that matter for cutting it into records, out of a stream, in bounded memory.

A page is several hundred MB of one element after the other, so it is never parsed as a whole. This scanner knows
only what it needs to find the places where a piece can be cut out: comments, quoted attributes and elements whose
content is no markup are stepped over. What a piece holds, a real parser tells (see `card`).

Every decision rests on complete tags only, so the size of the pieces read, and where a page is cut off, change
nothing about the tags before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from analyzer.json_stream import Damaged

PIECE = 256 * 1024  # bytes read at a time
LONGEST_TAG = 16 * 1024 * 1024  # bytes: an inlined picture is long, an attribute that is never closed is longer

# No possessive quantifiers: Python 3.11 fails on some of them with a SystemError.
_ATTRIBUTES = rb"""[^>=]*(?:=\s*(?:"[^"]*"|'[^']*'|(?!["'\s]))[^>=]*)*"""
_NAMES = rb"(?:div|section|main|footer|body|html|p|h2)"
_RAW = (b"script", b"style", b"title", b"textarea")  # what stands in these is no markup
_SKIPPED = re.compile(
    rb"(?:[^<]+|<!--(?:-?>|.*?--!?>)|<[!?](?!--)[^>]*>|<(?=[^/!?a-z])|"
    + rb"|".join(rb"<%s(?=[\s/>])%s>.*?</%s(?=[\s/>])[^>]*>" % (name, _ATTRIBUTES, name) for name in _RAW)
    + rb"|<(?!/?%s[\s/>]|(?:%s)[\s/>])[/a-z]%s>){0,500}" % (_NAMES, rb"|".join(_RAW), _ATTRIBUTES),
    re.DOTALL | re.IGNORECASE,
)
_TAG = 16 * 1024 * 1024  # bytes: an inlined picture is long, an attribute that is never closed is longer

_ATTRIBUTES = rb"""(?:=\s*(?:"[^"]*"|'[^']*'|(?!["'\s]))|[^>=])*"""
_NAMES = rb"(?:div|section|main|footer|body|html|p|h2)"
_SKIPPED = re.compile(
    rb"(?:[^<]+|<!--(?:-?>|.*?--!?>)|<[!?](?!--)[^>]*>|<(?=[^/!?a-z])"
    rb"|<(script|style|title|textarea)(?=[\s/>])" + _ATTRIBUTES + rb">.*?</\1(?=[\s/>])[^>]*>"
    rb"|<(?!/?" + _NAMES + rb"[\s/>]|(?:script|style|title|textarea)[\s/>])[/a-z]" + _ATTRIBUTES + rb">)*",
    re.DOTALL | re.IGNORECASE,
)  # fmt: skip
_TAG = re.compile(rb"<(/?)(" + _NAMES + rb")(?=[\s/>])(" + _ATTRIBUTES + rb")>", re.IGNORECASE)
_CLASS = re.compile(rb"""(?:^|\s)class\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


class Tag(NamedTuple):
    """One tag. `start` and `end` count bytes from the beginning of the page."""

    closes: bool
    name: bytes
    attributes: bytes
    start: int
    end: int

    def classes(self) -> frozenset[bytes]:
        """The names in its `class`."""
        found = _CLASS.search(self.attributes)
        return frozenset((found[1] or found[2] or found[3] or b"").split()) if found else frozenset()


class Page:
    """A page that is read once, from its beginning. `keep` says from where on bytes may still be asked for."""

    def __init__(self, stream: BinaryIO) -> None:
        self._read: Callable[[int], bytes] = stream.read
        self._data = b""
        self._base = 0  # where `_data` stands in the page
        self._at = 0  # in `_data`
        self.keep: int | None = None

    @property
    def position(self) -> int:
        """How far the tags have been read."""
        return self._base + self._at

    @property
    def end(self) -> int:
        """How much of the page has been read from its stream."""
        return self._base + len(self._data)

    def bytes_between(self, start: int, end: int) -> bytes:
        """A part of the page that was kept."""
        return self._data[max(start - self._base, 0) : end - self._base]

    def tags(self) -> Iterator[Tag]:
        """The tags in order. Damaged where a tag or comment that never ends would have to be held in memory."""
        while True:
            while (skipped := _SKIPPED.match(self._data, self._at)) and skipped.end() > self._at:
                self._at = skipped.end()
            found = _TAG.match(self._data, self._at)
            if found is None:
                if len(self._data) - self._at > LONGEST_TAG:
                    raise Damaged("a tag or comment that does not end")
                if not self._more():
                    return
                continue
            self._at = found.end()
            yield Tag(
                found[1] == b"/", found[2].lower(), found[3], self._base + found.start(), self._base + found.end()
            )

    def _more(self) -> bool:
        """Read on, dropping what is no longer needed. What is held at least grows by a third: retries stay cheap."""
        first = self._at if self.keep is None else min(self._at, self.keep - self._base)
        first = max(first, 0)
        raw = self._read(max(PIECE, (len(self._data) - first) // 3))
        if not raw:
            return False
        self._data = self._data[first:] + raw
        self._base += first
        self._at -= first
        return True
