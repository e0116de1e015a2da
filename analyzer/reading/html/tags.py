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
from typing import BinaryIO

from analyzer.reading.reader import Damaged

PIECE = 256 * 1024  # bytes read at a time
LONGEST_TAG = 16 * 1024 * 1024  # bytes: an inlined picture is long, an attribute that is never closed is longer

# No group here captures or is possessive: Python 3.11 fails on the two together with a SystemError.
_ATTRIBUTES = rb"""[^>=]*(?:=\s*(?:"[^"]*"|'[^']*'|(?!["'\s]))[^>=]*)*"""
_NAMES = rb"(?:div|section|main|footer|body|html|p|h2)"
_RAW = (b"script", b"style", b"title", b"textarea")  # what stands in these is no markup
_SKIPPED_PARTS = (
    rb"(?:[^<]+|<!--(?:-?>|.*?--!?>)|<[!?](?!--)[^>]*>|<(?=[^/!?a-z])|"
    + rb"|".join(rb"<%s(?=[\s/>])%s>.*?</%s(?=[\s/>])[^>]*>" % (name, _ATTRIBUTES, name) for name in _RAW)
    + rb"|<(?!/?%s[\s/>]|(?:%s)[\s/>])[/a-z]%s>" % (_NAMES, rb"|".join(_RAW), _ATTRIBUTES)
)
# Inside a card that is a section, a div matters only if it is of one of these classes.
_PLAIN_DIV = rb"|</div(?=[\s>])[^>]*>|<div(?=[\s>])(?![^>]*(?:_a6-[go]|_2lem|_2lej|uiBoxWhite))%s>" % _ATTRIBUTES
# Inside any card a div of none of these classes matters only for how deep it is; one that holds nothing but text and
# such divs is stepped over at once, in the plain form that Meta writes: a third of the tags of an Instagram page.
_LEAF = rb"""<div(?: class="(?![^"<>]*(?:_a6-[go]|_2lem|_2lej|uiBoxWhite))[^"<>]*")?>[^<]*"""
_PLAIN_BOX = rb"|%s(?:%s</div>[^<]*){0,50}</div>" % (_LEAF, _LEAF)
_FLAGS = re.DOTALL | re.IGNORECASE
_SKIPPED = re.compile(_SKIPPED_PARTS + rb"){0,500}", _FLAGS)
_SKIPPED_IN_CARD = re.compile(_SKIPPED_PARTS + _PLAIN_BOX + rb"){0,500}", _FLAGS)
_SKIPPED_IN_SECTION = re.compile(_SKIPPED_PARTS + _PLAIN_DIV + rb"){0,500}", _FLAGS)
_TAG = re.compile(rb"<(/?)(%s)(?=[\s/>])(%s)>" % (_NAMES, _ATTRIBUTES), _FLAGS)
_CLASS = re.compile(rb"""(?:^|\s)class\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


Tag = tuple[bool, bytes, bytes, int, int]  # closes, name, attributes; where it starts and ends in the page
_OFTEN = {b"div": b"div", b"section": b"section"}


def classes(attributes: bytes) -> frozenset[bytes]:
    """The names in the `class` of a tag."""
    found = _CLASS.search(attributes)
    return frozenset((found[1] or found[2] or found[3] or b"").split()) if found else frozenset()


class Page:
    """A page that is read once, from its beginning."""

    def __init__(self, stream: BinaryIO) -> None:
        self._read: Callable[[int], bytes] = stream.read
        self._data = b""
        self._base = 0  # where `_data` stands in the page
        self._at = 0  # in `_data`
        self.keep: Callable[[], int | None] = lambda: None  # from where on bytes may still be asked for
        self.in_card = False  # whether a card is read, so that plain divs that are whole do not matter
        self.in_section = False  # whether a section is read in which no plain div matters

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
        tag = _TAG
        while True:
            skip = _SKIPPED_IN_SECTION if self.in_section else _SKIPPED_IN_CARD if self.in_card else _SKIPPED
            end = skip.match(self._data, self._at).end()  # type: ignore[union-attr]
            found = tag.match(self._data, end)
            if found is not None:
                self._at = found.end()
                name = found[2]
                yield (
                    found[1] == b"/",
                    _OFTEN.get(name) or name.lower(),
                    found[3],
                    self._base + end,
                    self._base + self._at,
                )
                continue
            if end > self._at:
                self._at = end  # there may be more to skip
                continue
            if len(self._data) - self._at > LONGEST_TAG:
                raise Damaged("a tag or comment that does not end")
            if not self._more():
                return

    def _more(self) -> bool:
        """Read on, dropping what is no longer needed. What is held at least grows by a third: retries stay cheap."""
        keep = self.keep()
        first = self._at if keep is None else min(self._at, keep - self._base)
        first = max(first, 0)
        raw = self._read(max(PIECE, (len(self._data) - first) // 3))
        if not raw:
            return False
        self._data = self._data[first:] + raw
        self._base += first
        self._at -= first
        return True
