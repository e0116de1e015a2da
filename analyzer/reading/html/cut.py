"""Where one record of a page ends and the next begins.

A card is an outermost element of a class that Meta gives to the boxes of its pages. One that has no footer of its
own, and holds others that have, is the heading of a group. Pages of 2010 to 2018 have no boxes: there a record runs
from one date to the next. A card that is never closed ends where the next one begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from analyzer.reading.html.piece import OpenCard, Piece
from analyzer.reading.html.tags import Page, Tag, classes

CARD = frozenset((b"_a6-g", b"_2lej", b"uiBoxWhite"))
FOOTER = frozenset((b"_a6-o", b"_2lem"))
LARGEST_CARD = 32 * 1024 * 1024  # bytes
LARGEST_GROUP = 1024 * 1024  # bytes; beyond, the cards of a group are given one by one
HEAD = 256 * 1024  # bytes that are kept from before the first card

_OURS = frozenset((b"_a706", b"_a70f", b"_a70e", b"_a7o5", b"_5vb_", b"_2yq", b"_4t5n", b"contents", b"_a6_q"))
_BOXES = (b"div", b"section")
_MOST_OPEN = 40  # cards inside each other; the most seen are 3
_NOTHING: frozenset[bytes] = frozenset()
_PAGE = (b"html", b"body", b"main")


class Cutter:
    """Cuts a page. After `pieces()` has ended, `head`, `ours` and `cut` tell what the page was."""

    def __init__(self, stream: BinaryIO) -> None:
        self.page = Page(stream)
        self.page.keep = self._keep
        self.head = b""  # what stands before the first record; the beginning of the page where there is none
        self.ours = False  # whether the page has marks of Meta's pages
        self.cut = False  # whether the page stops before its end
        self.old_page = False  # of 2010 to 2018
        self._opened: set[bytes] = set()  # of html, body and main
        self._depth = dict.fromkeys(_BOXES, 0)
        self._cards: list[OpenCard] = []
        self._group = b""
        self._old: tuple[int, int] | None = None  # start and depth of the open record of an old page
        self._before: tuple[int, int] | None = None  # the p or div that has just been opened
        self._heading: int | None = None  # where the open heading of an album of an old page begins
        self._cut_out: list[Piece] = []

    def pieces(self) -> Iterator[Piece]:
        """The records of the page, in order. Raises Damaged as soon as the page stops being readable."""
        page, cut_out = self.page, self._cut_out
        for tag in page.tags():
            self._step(tag)
            if not self.head and (self._cards or self._old or page.position > HEAD):
                start = self._start()
                self.head = page.bytes_between(0, min(page.position if start is None else start, HEAD)) or b" "
            if cut_out:
                yield from cut_out
                cut_out.clear()
        self.head = self.head or page.bytes_between(0, min(page.end, HEAD))
        self.cut = bool(self._cards or self._old or self._opened or not page.end)
        if self._cards and not self._cards[0].footed and self._cards[0].inner_end:
            self._give(self._cards[0].start, self._cards[0].inner_end, only_inner=True)
            yield from cut_out

    def _start(self) -> int | None:
        """Where what is still needed of the page begins, if anything is."""
        if self._cards:
            return self._cards[0].start
        if self._old:
            return self._old[0]
        starts = [self._heading, self._before[0] if self._before and self.old_page else None]
        return min((start for start in starts if start is not None), default=None)

    def _keep(self) -> int | None:
        if not self.head:
            return 0
        start = self._start()
        return None if start is None or self.page.position - start > LARGEST_CARD else start

    def _step(self, tag: Tag) -> None:
        closes, name, attributes, start, end = tag
        before, self._before = self._before, None
        if name in _BOXES:
            if closes:
                self._close_box(tag)
            else:
                self._open_box(tag, before)
        elif name == b"footer":
            if self._cards and not closes:
                self._cards[-1].footed = True
        elif name in _PAGE:
            self._page_tag(tag)
        elif not self._cards and not (name == b"p" and closes):
            self._end_old(start)
            if name == b"p":
                self._before = start, end
            elif self.old_page:
                if closes and self._heading is not None and end - self._heading <= HEAD:
                    self._group = self.page.bytes_between(self._heading, end)
                self._heading = None if closes else start
        if not self.ours and not closes and classes(attributes) & (_OURS | CARD):
            self.ours = True

    def _page_tag(self, tag: Tag) -> None:
        closes, name, _, start, _ = tag
        if not closes:
            self._opened.add(name)
            return
        self._end(start)
        if name == b"main":
            self._opened.discard(name)
        else:
            self._opened.clear()

    def _open_box(self, tag: Tag, before: tuple[int, int] | None) -> None:
        _, name, attributes, start, end = tag
        depth = self._depth[name]
        self._depth[name] = depth + 1
        names = classes(attributes) if attributes else _NOTHING
        if names & CARD:
            self._heading = None  # one that holds a record is none
            self._end_old(start)
            if self._cards and self._cards[0].footed:  # it has had its footer, so it should have ended before
                self._end(start)
            if self._cards and not self._cards[0].first_inner:
                self._cards[0].first_inner = start
            if len(self._cards) < _MOST_OPEN:
                self._cards.append(OpenCard(name, depth, start))
            self.page.in_card, self.page.in_section = True, self._in_sections()
        elif self._cards:
            if names & FOOTER:
                self._cards[-1].footed = True
        elif b"contents" in names:
            self.old_page = True
        elif b"meta" in names and self.old_page and (self._old is None or self._old[1] == depth):
            self._end_old(start)
            self._heading = None
            self._old = (before[0] if before and self._belongs(before[1], start) else start, depth)
        elif self._old is None and name == b"div":
            self._before = start, end

    def _belongs(self, start: int, end: int) -> bool:
        """Whether what stands between an opened element and a date is a picture, or nothing."""
        between = self.page.bytes_between(start, end)
        return not between.strip() or b"<img" in between or b"<video" in between

    def _close_box(self, tag: Tag) -> None:
        _, name, _, start, end = tag
        depth = self._depth[name] = self._depth[name] - 1
        if self._old and name == b"div" and depth < self._old[1]:
            self._end_old(start)
        open_ones = (at for at, card in enumerate(self._cards) if card.name == name and card.depth >= depth)
        index = next(open_ones, None)
        if index is None:
            return
        del self._cards[index + 1 :]
        if index == 0:
            self._end(end)
            return
        inner, outer = self._cards.pop(), self._cards[0]
        self.page.in_section = self._in_sections()
        if index > 1:
            return
        outer.inner_end = end
        if self._group:
            outer.start = end
            if inner.footed:
                self._give(inner.start, end)
        elif end - outer.start > LARGEST_GROUP and inner.footed:
            self._group = self.page.bytes_between(outer.start, min(outer.first_inner, outer.start + HEAD))
            self._give(outer.start, end, only_inner=True)
            outer.start = end

    def _end(self, end: int) -> None:
        """The open record ends here."""
        self._end_old(end)
        if self._cards:
            if not self._group:
                self._give(self._cards[0].start, end)
            self._cards.clear()
            self._group = b""
            self.page.in_card = self.page.in_section = False

    def _in_sections(self) -> bool:
        return all(card.name == b"section" for card in self._cards)

    def _end_old(self, end: int) -> None:
        if self._old:
            start, self._old = self._old[0], None
            self._give(start, end, old=True)

    def _give(self, start: int, end: int, *, old: bool = False, only_inner: bool = False) -> None:
        if end - start > LARGEST_CARD:
            self._cut_out.append(Piece(b"", problem="a record of more than 32 MiB"))
        else:
            raw = self.page.bytes_between(start, end)
            self._cut_out.append(Piece(raw, old, "", self._group, only_inner))
