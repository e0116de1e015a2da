"""A look into pages that nobody knows."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from analyzer.reading.html.card import Card, Row

_LOOKED_AT = 256 * 1024  # bytes
_CARDS = 200


def looks_authored(stream: BinaryIO, limit: int = _LOOKED_AT) -> bool:
    """Whether an unknown page seems to hold what a person wrote: records with a date and a text side by side.

    Looks at the first `limit` bytes only. Never raises: what is no page does not look authored.
    """
    from analyzer.reading.html.cut import Cutter
    from analyzer.reading.html.pieces import cards_of, loose
    from analyzer.reading.reader import Damaged

    cutter = Cutter(io.BytesIO(stream.read(limit)))
    try:
        cards = (card for piece in cutter.pieces() for card in cards_of(piece))
        if any(map(_authored, islice(cards, _CARDS))):
            return True
    except Damaged:
        return False
    return _authored(loose(cutter.head))


def _authored(card: Card) -> bool:
    texts = list(_texts(card))
    dated = bool(card.date_text) or any(map(_is_date, texts))
    return (dated and any(" " in text and not _is_date(text) for text in texts)) or any(map(_authored, card.nested))


def _texts(card: Card) -> Iterator[str]:
    """All texts of a card but its title and its labels."""
    yield from card.texts
    yield from (text for medium in card.media for text in medium.texts)
    for row in [*card.table, *(row for medium in card.media for row in medium.rows)]:
        yield from _values(row)


def _values(row: Row) -> Iterator[str]:
    yield from row.values
    for inner in row.inner:
        yield from _values(inner)


def _is_date(text: str) -> bool:
    from analyzer.reading.dates.reading import printed

    return bool(printed(text).walls)
