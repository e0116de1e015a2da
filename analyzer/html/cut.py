"""Where one record of a page ends and the next begins.

A card is an outermost element of a class that Meta gives to the boxes of its pages. One that has no footer of its
own, and holds others that have, is the heading of a group. Pages of 2010 to 2018 have no boxes: there a record runs
from one date to the next. A card that is never closed ends where the next one begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from analyzer.html.tags import Page, Tag

CARD = frozenset((b"_a6-g", b"_2lej", b"uiBoxWhite"))
FOOTER = frozenset((b"_a6-o", b"_2lem"))
LARGEST_CARD = 32 * 1024 * 1024  # bytes
LARGEST_GROUP = 4 * 1024 * 1024  # bytes; beyond, the cards of a group are given one by one
DEEPEST = 150  # levels of div and section inside a card; the deepest seen is about 20
HEAD = 256 * 1024  # bytes that are kept from before the first card

_OURS = frozenset((b"_a706", b"_a70f", b"_a70e", b"_a7o5", b"_5vb_", b"_2yq", b"_4t5n", b"contents", b"_a6_q"))
_BOXES = (b"div", b"section")
_PAGE = (b"html", b"body", b"main")


@dataclass(slots=True)
class Piece:
    """What was cut out: a card with all inside it, or a record of an old page. `problem`: why it is not parsed."""

    raw: bytes
    old: bool = False
    problem: str = ""
    group: bytes = b""  # the beginning of the group around it, where that is too large for one piece
    only_inner: bool = False  # the outer element is not whole: only cards inside it count


@dataclass(slots=True)
class _Open:
    """A card that is not closed yet, and how deep in elements of its name it stands."""

    name: bytes
    depth: int
    start: int
    footed: bool = False
    first_inner: int = 0  # where the first card inside begins
    inner_end: int = 0  # where the last card inside that is whole ends


class Cutter:
    """Cuts a page. After `pieces()` has ended, `head`, `ours` and `cut` tell what the page was."""

    def __init__(self, stream: BinaryIO) -> None:
        self.page = Page(stream)
        self.head = b""  # what stands before the first record; the beginning of the page where there is none
        self.ours = False  # whether the page has marks of Meta's pages
        self.cut = False  # whether the page stops before its end
        self._opened: set[bytes] = set()  # of html, body and main
        self._depth = dict.fromkeys(_BOXES, 0)
        self._deepest = 0  # levels inside the open card
        self._floor = 0
        self._cards: list[_Open] = []
        self._group = b""
        self._old: tuple[int, int] | None = None  # start and depth of the open record of an old page
        self.old_page = False  # of 2010 to 2018
        self._before: tuple[int, int] | None = None  # the p or div that has just been opened
        self._heading: int | None = None  # where the open heading of an album of an old page begins

    def pieces(self) -> Iterator[Piece]:
        """The records of the page, in order. Raises Damaged as soon as the page stops being readable."""
        page = self.page
        page.keep = 0
        for tag in page.tags():
            if tag.name in _PAGE:
                self._note(tag)
            yield from self._step(tag)
            start = self._start()
            if not self.head and (self._cards or self._old or page.position > HEAD):
                self.head = page.bytes_between(0, min(page.position if start is None else start, HEAD)) or b" "
            page.keep = start if self.head else 0
            if self._cards and page.position - self._cards[0].start > LARGEST_CARD:
                page.keep = None
        self.head = self.head or page.bytes_between(0, min(page.end, HEAD))
        self.cut = bool(self._cards or self._old or self._opened or not page.end)
        if self._cards and not self._cards[0].footed and self._cards[0].inner_end:
            yield self._piece(self._cards[0].start, self._cards[0].inner_end, only_inner=True)

    def _start(self) -> int | None:
        """Where what is still needed of the page begins, if anything is."""
        if self._cards:
            return self._cards[0].start
        if self._old:
            return self._old[0]
        return self._before[0] if self._before and self.old_page else self._heading

    def _note(self, tag: Tag) -> None:
        if not tag.closes:
            self._opened.add(tag.name)
        elif tag.name == b"main":
            self._opened.discard(b"main")
        else:
            self._opened.clear()

    def _step(self, tag: Tag) -> Iterator[Piece]:
        self._before, before = None, self._before
        if tag.name in _BOXES:
            yield from self._close_box(tag) if tag.closes else self._open_box(tag, before)
        elif tag.name == b"footer" and not tag.closes and self._cards:
            self._cards[-1].footed = True
        elif tag.name in _PAGE and tag.closes:
            yield from self._end(tag.start)
        elif tag.name == b"p" and not tag.closes and not self._cards:
            yield from self._end_old(tag.start)
            self._before = tag.start, tag.end
        elif tag.name == b"h2" and self.old_page and not self._cards:
            yield from self._end_old(tag.start)
            if tag.closes and self._heading is not None:
                self._group = self.page.bytes_between(self._heading, tag.end)
            self._heading = None if tag.closes else tag.start
        if not self.ours and not tag.closes and tag.classes() & (_OURS | CARD):
            self.ours = True

    def _open_box(self, tag: Tag, before: tuple[int, int] | None) -> Iterator[Piece]:
        depth = self._depth[tag.name]
        self._depth[tag.name] = depth + 1
        classes = tag.classes()
        if self._cards:
            self._deepest = max(self._deepest, sum(self._depth.values()) - self._floor)
        if classes & CARD:
            yield from self._end_old(tag.start)
            if self._cards and self._cards[0].footed:  # it has had its footer, so it should have ended before
                yield from self._end(tag.start)
            if not self._cards:
                self._deepest, self._floor = 0, sum(self._depth.values())
            elif not self._cards[0].first_inner:
                self._cards[0].first_inner = tag.start
            self._cards.append(_Open(tag.name, depth, tag.start))
        elif self._cards:
            self._cards[-1].footed |= bool(classes & FOOTER)
        elif b"contents" in classes:
            self.old_page = True
        elif b"meta" in classes and self.old_page and (self._old is None or self._old[1] == depth):
            yield from self._end_old(tag.start)
            self._old = (before[0] if before and self._belongs(before[1], tag.start) else tag.start, depth)
        elif self._old is None and tag.name == b"div":
            self._before = tag.start, tag.end

    def _belongs(self, start: int, end: int) -> bool:
        """Whether what stands between an opened element and a date is a picture, or nothing."""
        between = self.page.bytes_between(start, end)
        return not between.strip() or b"<img" in between or b"<video" in between

    def _close_box(self, tag: Tag) -> Iterator[Piece]:
        depth = self._depth[tag.name] = self._depth[tag.name] - 1
        if self._old and tag.name == b"div" and depth < self._old[1]:
            yield from self._end_old(tag.start)
        for index, card in enumerate(self._cards):
            if card.name == tag.name and card.depth >= depth:
                break
        else:
            return
        del self._cards[index + 1 :]
        if index == 0:
            yield from self._end(tag.end)
            return
        inner, outer = self._cards.pop(), self._cards[0]
        if index > 1:
            return
        outer.inner_end = tag.end
        if self._group:
            outer.start = tag.end
            if inner.footed:
                yield self._piece(inner.start, tag.end)
        elif tag.end - outer.start > LARGEST_GROUP and inner.footed:
            self._group = self.page.bytes_between(outer.start, min(outer.first_inner, outer.start + HEAD))
            yield self._piece(outer.start, tag.end, only_inner=True)
            outer.start = tag.end

    def _end(self, end: int) -> Iterator[Piece]:
        """The open record ends here."""
        yield from self._end_old(end)
        if self._cards and not self._group:
            yield self._piece(self._cards[0].start, end)
        if self._cards:
            self._cards.clear()
            self._group = b""

    def _end_old(self, end: int) -> Iterator[Piece]:
        if self._old:
            start, self._old = self._old[0], None
            yield self._piece(start, end, old=True)

    def _piece(self, start: int, end: int, *, old: bool = False, only_inner: bool = False) -> Piece:
        if end - start > LARGEST_CARD:
            return Piece(b"", problem="a record of more than 32 MiB")
        if self._deepest > DEEPEST:
            return Piece(b"", problem="elements nested too deep")
        return Piece(self.page.bytes_between(start, end), old, "", self._group, only_inner)
