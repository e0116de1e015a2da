"""Pages of a kind that nobody has seen: read as cards of posts where nothing of them is lost by that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from analyzer.model import Item
from analyzer.reading.fields import says_nothing
from analyzer.reading.html.card import Card, Row
from analyzer.reading.labels import meaning
from analyzer.reading.reader import UNREADABLE, NoRecords, Outcome

WHY = "nobody has seen such a page yet, and it is built in another way than pages of posts"

Make = Callable[[], list[Outcome]]


def tried(make: Make) -> Make:
    """The first card, read. Raises NoRecords where it cannot be read: then the page is not understood."""
    try:
        return partial(list, make())
    except UNREADABLE:
        raise NoRecords(WHY) from None


def checked(card: Card, make: Make) -> list[Outcome]:
    """What a card gives. Raises ValueError where words or files that it shows are in none of the items."""
    outcomes = make()
    items = [each for each in outcomes if isinstance(each, Item)]
    told = "\n".join(part for item in items for part in (item.text, item.place, item.venue_name, *item.people))
    no_words = bool(card.texts) and not any(item.text for item in items)
    no_files = bool(card.media) and not any(item.media for item in items)
    if no_words or no_files or any(value not in told for value in _unknown(card.rows())):
        raise ValueError(WHY)
    return outcomes


def _unknown(rows: list[Row]) -> Iterator[str]:
    """The values under labels that nobody knows which may be words."""
    for row in rows:
        if not meaning(row.label) and not says_nothing(row.value) and any(map(str.isalpha, row.value)):
            yield row.value
        yield from _unknown(row.inner)
