"""HTML archives: a page becomes the same records as its JSON twin, which the readers of JSON then read.

`read_page` gives one `(pointer, make)` for each card, `read_facts` runs a fact reader. What a card becomes is told by
adapters, one for each reader, in the `pages.adapters` of Facebook and of Instagram (Threads too), which have

- `ADAPTERS`: `{reader name: adapter}`; `adapter(card, context, created)` gives the record (or whole small document)
  that the JSON reader of that name takes, a list of these (empty: nothing that counts as a record), or None where
  the card is an empty record. `created` is the
  printed date in seconds, None where there is none or it cannot be read; times go into records as JSON has them.
- `FACTS`: `{reader name: fact reader}`; `fact reader(cards, context)` gets an iterator of all cards of the page.

- `common(reader name)`: the adapter for a kind of file that has none of its own. Until somebody has seen such a page
  it is an attempt: a page whose words it does not find is not understood.

Where a record has no time, the item gets the card's. A title, caption or text is never repaired: HTML is UTF-8.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta, timezone, tzinfo
from functools import partial
from importlib import import_module
from itertools import islice
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from analyzer.archive.layout import shapes
from analyzer.archive.member import MemberUnreadable
from analyzer.archive.pieces import File
from analyzer.model import ExportFacts, Item, Skipped
from analyzer.reading.dates import DateReader
from analyzer.reading.html import unseen
from analyzer.reading.html.card import Card
from analyzer.reading.html.context import PageContext
from analyzer.reading.html.head import header_facts
from analyzer.reading.html.owner import Sentences
from analyzer.reading.html.permalinks import permalink_of
from analyzer.reading.html.stream import cards, header
from analyzer.reading.reader import Damaged, NoRecords, Outcome, Reader, UnreadableRecord, reader

#: Instagram prints its pages in this zone all year; measured twice, independently.
INSTAGRAM_ZONE = timezone(timedelta(hours=-8))
_CARDS_TO_LEARN = 40  # of each page: enough to tell the language that an export prints its dates in
_HEADS_TO_LEARN = 3  # all pages of a copy have the same head

Adapter = Callable[[Card, PageContext, int | None], Any]
FactAdapter = Callable[[Iterator[Card], PageContext], None]


class Pages:
    """What the reading of all pages of one export shares: the zone and language of their dates."""

    def __init__(self, platform: str, facts: ExportFacts) -> None:
        self.facts = facts
        self._sentences = Sentences()
        self.unread_dates = 0
        self._instagram = platform != "facebook"
        self._dates = DateReader(INSTAGRAM_ZONE if self._instagram else None)

    def learn(self, files: Iterable[File]) -> None:
        """Look at the beginnings of the pages: what they say of themselves, and the language of their dates."""
        for number, file in enumerate(files):
            try:
                if number == 0:
                    with file.member.open() as stream:
                        header_facts(stream, self.context())
                if number < _HEADS_TO_LEARN and not self._instagram:
                    with file.member.open() as stream:
                        self._learn_owner(stream)
                with file.member.open() as stream:
                    for card in islice(cards(stream), _CARDS_TO_LEARN):
                        self._dates.learn([card.date_text])
                        self._sentences.titles[card.title] += 1
            except (Damaged, NoRecords, MemberUnreadable):
                continue  # the reading itself tells of it

    def _learn_owner(self, stream: BinaryIO) -> None:
        """Take the name at the head of a page, or the lines there, one of which names the person."""
        head = header(stream)
        self._sentences.heads.update(head.notes)
        if head.name:
            self.facts.account("facebook").names.add(head.name)

    def settle_zone(self) -> None:
        """Take the zone that the facts tell; Facebook prints times in it."""
        if not self._instagram:
            self._dates.zone = zone(self.facts.time_zone)

    @property
    def language(self) -> str:
        """The language of the dates, "" where it is not clear."""
        return self._dates.language

    def context(self) -> PageContext:
        """What the reading of one page needs."""
        return PageContext(self.facts, self._dates.read, self._dates.read_day, sentences=self._sentences)


def zone(name: str) -> tzinfo | None:
    """The time zone of this name, None where there is none."""
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, LookupError):
        return None


def read_page(
    stream: BinaryIO, reader_name: str, context: PageContext
) -> Iterator[tuple[str, Callable[[], list[Outcome]]]]:
    """`("card 1", make)` for each card; `make()` gives its items, or raises as a JSON reader does.

    Raises Damaged and NoRecords as `analyzer.reading.html.stream.cards` does, after the cards that are whole.
    """
    own: Adapter | None = _adapters(reader_name).ADAPTERS.get(reader_name)
    adapter: Adapter = own or _adapters(reader_name).common(reader_name)
    found, shape = reader(reader_name), shapes().get(reader_name)
    seen = own is not None or (shape is not None and shape.page_seen)
    for number, card in enumerate(cards(stream)):
        make = partial(_outcomes, card, adapter, found, context)
        if not seen:
            make = partial(unseen.checked, card, make)
        yield f"card {card.number}", make if seen or number else unseen.tried(make)


def read_facts(stream: BinaryIO, reader_name: str, context: PageContext) -> None:
    """Fill in `context.facts` from a page. Raises Damaged and NoRecords, after taking what is whole."""
    adapter: FactAdapter = _adapters(reader_name).FACTS[reader_name]
    adapter(cards(stream), context)


def facts_of(reader_name: str) -> dict[str, FactAdapter]:
    """The fact readers for pages of the platform of a reader, by name."""
    found: dict[str, FactAdapter] = _adapters(reader_name).FACTS
    return found


def _adapters(reader_name: str) -> Any:
    """The module of the platform's adapters; Threads' pages are built as Instagram's are."""
    platform = "facebook" if reader_name.startswith("facebook.") else "instagram"
    return import_module(f"analyzer.reading.{platform}.pages.adapters")


def _outcomes(card: Card, adapter: Adapter, found: Reader, context: PageContext) -> list[Outcome]:
    if card.problem:
        raise UnreadableRecord(card.problem)
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
