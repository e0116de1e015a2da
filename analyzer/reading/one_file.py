"""What stands in one file: `(pointer, make)` for each of its records, in JSON or HTML.

`make()` gives the outcome of a record, or raises one of `UNREADABLE` (see `reader`). Going on raises `Damaged` or
`NoRecords`, or what a reader raises for a whole document that it cannot read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn

from analyzer.archive import File
from analyzer.model import ExportFacts, Item, Skipped
from analyzer.reading.fields import says_nothing
from analyzer.reading.json.cursor import UNREADABLE_RECORD
from analyzer.reading.json.records import RECORD_KEYS, document
from analyzer.reading.json.records import records as json_records
from analyzer.reading.reader import NOTHING_KNOWN, Outcome, Reader, Unread, UnreadableRecord, reader, taken

if TYPE_CHECKING:
    from analyzer.reading.html.pages import Pages  # the parser of HTML takes its time to import

EMPTY = Skipped("empty")
Made = tuple[str, Callable[[], Outcome | list[Outcome]]]
Taken = tuple[str, Callable[[], list[Outcome | Unread]]]


def is_page(file: File) -> bool:
    """Whether a file is a page in HTML."""
    return file.path.lower().endswith((".html", ".htm"))


def tells_facts(name: str, page: bool) -> bool:
    """Whether a reader has facts to take out of a file before items are read; some pages of items tell some too."""
    if reader(name).form == "facts":
        return True
    if not page:
        return False
    from analyzer.reading.html.pages import facts_of

    return name in facts_of(name)


def read_facts(name: str, stream: BinaryIO, facts: ExportFacts, pages: Pages | None) -> None:
    """Run a fact reader over a file."""
    if pages is None:
        reader(name).read(document(stream), facts)
        return
    from analyzer.reading.html.pages import read_facts as read_page_facts

    read_page_facts(stream, name, pages.context())


def records(name: str, stream: BinaryIO, facts: ExportFacts, pages: Pages | None) -> Iterator[Taken]:
    """The records of a file, run through the reader called `name`, each as it counts (see `taken`)."""
    found = reader(name)
    if pages is None and found.form != "document":
        return _json_records(found, stream, facts)  # not through `_take`: a twentieth of the time
    return ((pointer, partial(_take, make)) for pointer, make in _records(name, stream, facts, pages))


def _take(make: Callable[[], Outcome | list[Outcome]]) -> list[Outcome | Unread]:
    return taken(make())


def _records(name: str, stream: BinaryIO, facts: ExportFacts, pages: Pages | None) -> Iterator[Made]:
    found = reader(name)
    if pages is not None:
        from analyzer.reading.html.pages import read_page

        context = pages.context()
        yield from read_page(stream, name, context)
        pages.unread_dates += len(context.unread_dates)
    else:
        yield from found.read(document(stream), facts)


def _json_records(found: Reader, stream: BinaryIO, facts: ExportFacts) -> Iterator[Taken]:
    note = ""
    for pointer, record in json_records(stream, found.keys):
        if isinstance(record, str) and pointer == "/0":
            note = pointer  # perhaps ["You have no data in this section"]
            continue
        if note:
            yield note, partial(_refuse, "no object")
            note = ""
        if record is UNREADABLE_RECORD:
            yield pointer, partial(_refuse, "not valid JSON")
        elif record is None or record == {}:
            yield pointer, _empty
        else:
            yield pointer, partial(_read, found, record, facts)


def _empty() -> list[Outcome | Unread]:
    return [EMPTY]


def _read(found: Reader, record: Any, facts: ExportFacts) -> list[Outcome | Unread]:
    """What the reader gives. To call a record empty it must know it: one whose known keys all say nothing, while
    others do say something, is unread.
    """
    outcome: Outcome | list[Outcome] = found.read(record, facts)
    if not isinstance(outcome, Item) and outcome in (EMPTY, [EMPTY]) and not says_nothing(record):
        known = (record[key] for key in RECORD_KEYS & record.keys())
        if all(map(says_nothing, known)):
            raise UnreadableRecord(NOTHING_KNOWN)
    return taken(outcome)


def _refuse(problem: str) -> NoReturn:
    raise UnreadableRecord(problem)
