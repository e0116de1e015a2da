"""What stands in one file: `(pointer, make)` for each of its records, in JSON or HTML.

`make()` gives the outcome of a record, or raises one of `analyzer.reading.UNREADABLE`. Going on raises `Damaged` or
`NoRecords` (see `json_stream`), or what a reader raises for a whole document that it cannot read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta, timezone, tzinfo
from functools import partial
from itertools import islice
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from analyzer import json_stream
from analyzer.archive import File, MemberUnreadable
from analyzer.json_stream import UNREADABLE_RECORD, Damaged, NoRecords
from analyzer.reading import Outcome, Reader, reader
from analyzer.records import ExportFacts, Skipped

Made = tuple[str, Callable[[], Outcome | list[Outcome]]]

#: Instagram prints its pages in this zone all year; measured twice, independently.
INSTAGRAM_ZONE = timezone(timedelta(hours=-8))
_CARDS_TO_LEARN = 40  # of each page: enough to tell the language that an export prints its dates in
_HEADS_TO_LEARN = 3  # all pages of a copy have the same head


class UnreadableRecord(ValueError):
    """A record that is not JSON, or no object, while those around it are."""


def is_page(file: File) -> bool:
    """Whether a file is a page in HTML."""
    return file.path.lower().endswith((".html", ".htm"))


class Pages:
    """What the reading of all pages of one export shares: the zone and language of their dates."""

    def __init__(self, platform: str, facts: ExportFacts) -> None:
        from analyzer.dates import DateReader
        from analyzer.html.owner import Sentences

        self.facts = facts
        self._sentences = Sentences()
        self.unread_dates = 0
        self._instagram = platform != "facebook"
        self._dates = DateReader(INSTAGRAM_ZONE if self._instagram else None)

    def learn(self, files: Iterable[File]) -> None:
        """Look at the beginnings of the pages: what they say of themselves, and the language of their dates."""
        from analyzer.html import cards
        from analyzer.html.instagram_header import header_facts

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
        from analyzer.html import header

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

    def context(self) -> Any:
        """What the reading of one page needs."""
        from analyzer.html import PageContext

        return PageContext(self.facts, self._dates.read, self._dates.read_day, sentences=self._sentences)


def zone(name: str) -> tzinfo | None:
    """The time zone of this name, None where there is none."""
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, LookupError):
        return None


def tells_facts(name: str, page: bool) -> bool:
    """Whether a reader has facts to take out of a file before items are read; some pages of items tell some too."""
    if reader(name).form == "facts":
        return True
    if not page:
        return False
    from analyzer.html import facts_of

    return name in facts_of(name)


def read_facts(name: str, stream: BinaryIO, facts: ExportFacts, pages: Pages | None) -> None:
    """Run a fact reader over a file."""
    if pages is None:
        reader(name).read(json_stream.document(stream), facts)
        return
    from analyzer.html import read_facts as read_page_facts

    read_page_facts(stream, name, pages.context())


def records(name: str, stream: BinaryIO, facts: ExportFacts, pages: Pages | None) -> Iterator[Made]:
    """The records of a file, run through the reader called `name`."""
    found = reader(name)
    if pages is not None:
        from analyzer.html import read_page

        context = pages.context()
        yield from read_page(stream, name, context)
        pages.unread_dates += len(context.unread_dates)
    elif found.form == "document":
        yield from found.read(json_stream.document(stream), facts)
    else:
        yield from _json_records(found, stream, facts)


def _json_records(found: Reader, stream: BinaryIO, facts: ExportFacts) -> Iterator[Made]:
    note = ""
    for pointer, record in json_stream.records(stream, found.keys):
        if isinstance(record, str) and pointer == "/0":
            note = pointer  # perhaps ["You have no data in this section"]
            continue
        if note:
            yield note, partial(_refuse, "no object")
            note = ""
        if record is UNREADABLE_RECORD:
            yield pointer, partial(_refuse, "not valid JSON")
        elif record is None or record == {}:
            yield pointer, partial(Skipped, "empty")
        else:
            yield pointer, partial(found.read, record, facts)


def _refuse(problem: str) -> Outcome:
    raise UnreadableRecord(problem)
