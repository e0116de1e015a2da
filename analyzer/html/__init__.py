"""HTML archives: a page becomes the same records as its JSON twin, which the readers of JSON then read.

`read_page` gives one `(pointer, make)` for each card, `read_facts` runs a fact reader. What a card becomes is told by
adapters, one for each reader, in `facebook` and `instagram` (Threads too): each of these modules has

- `ADAPTERS`: `{reader name: adapter}`; `adapter(card, context, created)` gives the record (or whole small document)
  that the JSON reader of that name takes, a list of these (empty: nothing that counts as a record), or None where
  the card is an empty record. `created` is the
  printed date in seconds, None where there is none or it cannot be read; times go into records as JSON has them.
- `FACTS`: `{reader name: fact reader}`; `fact reader(cards, context)` gets an iterator of all cards of the page.

Where a record has no time, the item gets the card's. A title, caption or text is never repaired: HTML is UTF-8.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import Any, BinaryIO

from analyzer.html.card import Card
from analyzer.html.context import DateSource, PageContext
from analyzer.html.permalinks import permalink_of
from analyzer.html.stream import PageHeader, cards, header
from analyzer.reading import Outcome, Reader, reader
from analyzer.records import Item, Skipped

__all__ = ["DateSource", "PageContext", "PageHeader", "cards", "facts_of", "header", "read_facts", "read_page"]

Adapter = Callable[[Card, PageContext, int | None], Any]
FactAdapter = Callable[[Iterator[Card], PageContext], None]


def read_page(
    stream: BinaryIO, reader_name: str, context: PageContext
) -> Iterator[tuple[str, Callable[[], list[Outcome]]]]:
    """`("card 1", make)` for each card; `make()` gives its items, or raises as a JSON reader does.

    Raises Damaged and NoRecords as `analyzer.html.stream.cards` does, after the cards that are whole.
    """
    adapter: Adapter = _adapters(reader_name).ADAPTERS[reader_name]
    found = reader(reader_name)
    for card in cards(stream):
        yield f"card {card.number}", partial(_outcomes, card, adapter, found, context)


def read_facts(stream: BinaryIO, reader_name: str, context: PageContext) -> None:
    """Fill in `context.facts` from a page. Raises Damaged and NoRecords, after taking what is whole."""
    adapter: FactAdapter = _adapters(reader_name).FACTS[reader_name]
    adapter(cards(stream), context)


def facts_of(reader_name: str) -> dict[str, FactAdapter]:
    """The fact readers for pages of the platform of a reader, by name."""
    found: dict[str, FactAdapter] = _adapters(reader_name).FACTS
    return found


def _adapters(reader_name: str) -> Any:
    platform = reader_name.partition(".")[0]
    return import_module("analyzer.html." + ("facebook" if platform == "facebook" else "instagram"))


def _outcomes(card: Card, adapter: Adapter, found: Reader, context: PageContext) -> list[Outcome]:
    if card.problem:
        raise ValueError(card.problem)
    created = context.created(card)
    made = adapter(card, context, created)
    outcomes: list[Outcome] = []
    if made is None:
        return [Skipped("empty")]
    for record in made if isinstance(made, list) else [made]:
        outcomes += _read(found, record, context)
    for item in outcomes:
        if isinstance(item, Item):
            if item.created is None:
                item.created = created
            item.created_basis = "none" if item.created is None else context.basis_of(item.created)
            item.permalink = item.permalink or permalink_of(card, item.platform)
    return outcomes


def _read(found: Reader, record: Any, context: PageContext) -> list[Outcome]:
    """What the JSON reader makes of a record; where JSON has none for what a page says, it is an item already."""
    if isinstance(record, (Item, Skipped)):
        return [record]
    if found.form == "document":
        return [make() for _, make in found.read(record, context.facts)]
    made = found.read(record, context.facts)
    return made if isinstance(made, list) else [made]
