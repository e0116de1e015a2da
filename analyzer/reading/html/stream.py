"""Records out of HTML pages of any size, one card at a time.

The counterpart of `json_stream`: cut into cards by `cut`, each parsed on its own by a real parser, so memory is
that of the largest card. Nothing is rendered, loaded or followed. The text is correct UTF-8 and stays as it is.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from analyzer.reading.html.card import Card
from analyzer.reading.html.cut import HEAD, Cutter
from analyzer.reading.html.notes import told
from analyzer.reading.html.pieces import cards_of, heading_of, loose, notes_of
from analyzer.reading.reader import Damaged, NoRecords

_SENTENCE = 300  # characters: the longest "you have no data here" is a third of it


@dataclass(frozen=True, slots=True)
class PageHeader:
    """What a page says about itself, as printed. `notes` are the lines that may tell when and for whom it was made."""

    title: str = ""
    made_on: str = ""
    name: str = ""
    start: str = ""
    end: str = ""
    notes: tuple[str, ...] = ()


def cards(stream: BinaryIO) -> Iterator[Card]:
    """The records of a page, in order, numbered from 1. A page with nothing but a sentence has none.

    Raises:
        Damaged: the page stops before its end, or being text; the records before that have been given.
        NoRecords: it is no page of Meta's, or of a shape that is not known.
    """
    cutter = Cutter(stream)
    number, page, group_of = 0, None, ("", b"")
    for piece in cutter.pieces():
        if page is None:
            page = heading_of(cutter.head)
        if piece.group and piece.group != group_of[1]:
            group_of = (heading_of(piece.group), piece.group)
        for card in cards_of(piece):
            number += 1
            card.number, card.page = number, page
            card.group = card.group or (group_of[0] if piece.group else "")
            yield card
    if not cutter.ours:
        if not cutter.page.end:
            raise Damaged("the file ends in the middle")
        raise NoRecords
    if cutter.cut:
        raise Damaged("the page ends in the middle")
    if page is None:
        yield from _without_cards(cutter.head, cutter.old_page)


def _without_cards(head: bytes, old: bool) -> Iterator[Card]:
    """The one record of a page that has no cards: a table, or nothing where only a sentence stands."""
    found = loose(head)
    if found.table or found.media or found.nested:
        found.number, found.page, found.old = 1, heading_of(head), old
        yield found
    elif sum(len(block.text) for block in found.blocks) > _SENTENCE:
        raise NoRecords


def header(stream: BinaryIO) -> PageHeader:
    """What the beginning of a page says about it. Never raises: what is no page of Meta's says nothing."""
    cutter = Cutter(io.BytesIO(stream.read(HEAD)))
    try:
        next(cutter.pieces(), None)
    except Damaged:
        return PageHeader()
    notes = notes_of(cutter.head)
    return PageHeader(heading_of(cutter.head), *told(notes), notes)
