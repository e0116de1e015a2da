"""How a reader is written, and how one file is run through its reader.

A reader knows one kind of file. Where the records of a file are built like posts, its row in the path table says what
they are, and that is all. Else it is a plain function under one of three decorators:

- `@records("comments_v2", "comments")`: called for each record of a list, which stands bare at the top, under one
  of the keys named, or as one bare object where there is exactly one. Gets `(record, facts)`; gives an `Item`,
  a `Skipped`, or a list of these where one record holds several items.
- `@document`: a generator over a whole file that is small or has a shape of its own. Gets `(document, facts)`;
  yields `(pointer, make)`, one for each record, where calling `make()` gives the `Item` or `Skipped`.
- `@facts`: gets `(document, facts)`, fills in `facts`, gives nothing. Fact readers run before all others.

What is no item is told in one place (`taken`), so a reader may give an `Item` of whatever it found.

`facts` is the `ExportFacts` of the export. A reader raises `TypeError`, `ValueError`, `KeyError`, `IndexError` or
`AttributeError` for a record that it cannot read: that record is counted as unread and named in `problems`, and
the next one is tried. Text and keys arrive repaired (see `mojibake`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, Literal

from analyzer.archive.layout import shapes
from analyzer.model import ExportFacts, Item, Skipped

Outcome = Item | Skipped


@dataclass(frozen=True, slots=True)
class Unread:
    """One of the things in a record, of which nothing that we know says anything. `problem`: why it is none."""

    problem: str


UNREADABLE = (TypeError, ValueError, KeyError, IndexError, AttributeError, RecursionError, OverflowError)


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader: `read` is called as `form` says (see the module)."""

    form: Literal["records", "document", "facts"]
    read: Callable[[Any, ExportFacts], Any]
    keys: tuple[str, ...] = ()


def records(*keys: str) -> Callable[[Callable[[Any, ExportFacts], Outcome | list[Outcome]]], Reader]:
    """Make a reader of records out of a function; `keys` are the names that their list may have."""
    return lambda read: Reader("records", read, keys)


def document(read: Callable[[Any, ExportFacts], Iterator[tuple[str, Callable[[], Outcome]]]]) -> Reader:
    """Make a reader of whole files out of a generator of `(pointer, make)`."""
    return Reader("document", read)


def facts(read: Callable[[Any, ExportFacts], None]) -> Reader:
    """Make a reader of facts out of a function."""
    return Reader("facts", read)


@cache
def reader(name: str) -> Reader:
    """The reader that the layout calls `name`, such as `facebook.comments:comments`. Imported when first asked for.

    For a row that says what its records are it is the common one of the platform, in its module `rows`.
    """
    if shape := shapes().get(name):
        common = "facebook" if shape.platform == "facebook" else "instagram"
        made: Reader = import_module(f"analyzer.reading.{common}.rows").reader_of(shape)
        return made
    module, _, attribute = name.partition(":")
    found = getattr(import_module(f"analyzer.reading.{module}"), attribute)
    if not isinstance(found, Reader):
        raise TypeError(f"{name} is no reader")
    return found


def has_content(item: Item) -> bool:
    """Whether an item has a time, words, a medium or a link of its own. A sentence that Meta made is none of these."""
    return bool(item.created is not None or item.media or item.url or item.permalink or item.text.strip())


def taken(outcome: Outcome | list[Outcome]) -> list[Outcome | Unread]:
    """What a reader gave, as it counts: a record of which no field with content is known is unread, never an item."""
    if isinstance(outcome, Item) and outcome.created is not None:  # nearly always
        return [outcome]
    given = outcome if isinstance(outcome, list) else [outcome]
    return [Unread(NOTHING_KNOWN) if isinstance(each, Item) and not has_content(each) else each for each in given]


NOTHING_KNOWN = "none of its fields is one that this version knows"


class UnreadableRecord(ValueError):
    """A record that is not JSON or no object, or beyond a bound, while those around it are. `str()` says why."""


class Damaged(Exception):
    """The file is not JSON from some point on. `str()` says what is wrong, without content."""


class NoRecords(Exception):
    """The file is JSON, but no list of records stands where one is expected."""
