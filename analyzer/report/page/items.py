"""The items as data for the page: columns of numbers for all of them, and their words in blocks of rows.

Of each item the columns hold its time, its id, and `alike`: a place in a table of everything that many items share
(platform, verdict, reasons, file ...). There are few such combinations, so the page tests a filter once for each of
them. A row is a line of JSON, `[text, record, more]`; `more` holds what few items have and is left out where it is
empty. The page unpacks the columns at once, and rows as it needs them.
"""

from __future__ import annotations

import json
import re
import sys
import zlib
from array import array
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from json.encoder import encode_basestring
from math import inf, nan
from typing import Any

from markupsafe import Markup

from analyzer.advice import steps
from analyzer.report.evidence_told import seen_of
from analyzer.report.explanation import source_in
from analyzer.report.frame import can_open
from analyzer.report.page.outcomes import Outcomes, reason, sentence_of
from analyzer.rules.analysis import Analysis
from analyzer.rules.decision import Judged
from analyzer.rules.judge import LISTS
from analyzer.words import Words

ROWS_IN_BLOCK = 10_000
_ROWS_AT_ONCE = 500
_BYTES_AT_ONCE = 3 << 15  # a multiple of three: so many are written as letters at a time
PACKED_FROM = 1 << 18  # characters; a smaller block is not worth unpacking
PACKING = 5  # zlib level: a tenth larger than the best one, in a third of its time
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_UNSAFE_ANY = re.compile("[<>&\u2028\u2029]")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

#: What many items share, in the order in which the page reads it.
ALIKE = (
    "platform", "kind", "verdict", "state", "venue", "rule", "is_public", "is_public_basis", "is_public_now",
    "is_adult", "is_adult_basis", "is_before_deadline", "objection", "posted_as_minor", "suggestion", "account",
    "file", "in_newest", "created_basis", "reveals", "decided_by", "reason", "sentence", "steps",
    "outcomes",
)  # fmt: skip
_OWN = len(ALIKE) - 1  # columns that an item itself tells: all but what answers would make of it


def script_json(value: object) -> str:
    """JSON that may stand inside a script element: nothing in it can end the element or begin a comment."""
    return _safe(_encode(value))


def _safe(raw: str) -> str:
    return _UNSAFE_ANY.sub(lambda found: _UNSAFE[found[0]], raw)


def by_priority(judged: Iterable[Judged]) -> list[Judged]:
    """All items: by priority, then those for which nothing is suggested, newest first."""
    ordered = list(judged)
    ordered.sort(key=lambda each: each.item.created or 0, reverse=True)  # by numbers that are there: no new million
    ordered.sort(key=lambda each: inf if each.priority is None else each.priority)
    return ordered


def blocks(
    ordered: list[Judged],
    analysis: Analysis,
    shared: dict[str, Any],
    outcomes: Outcomes | None,
    pictures: Mapping[str, str],
) -> Iterator[Markup]:
    """The script elements with the items, then one with their columns, and one with `shared` and the tables.

    `outcomes`: what answers would make of the items; None for a page that takes none. `pictures`: small ones, as
    `data:` addresses by id.
    """
    alike: dict[tuple[Any, ...], int] = {}
    values: list[list[Any]] = []
    columns = Columns()
    known: dict[tuple[Any, ...], int] = {}  # by the little that these follow from, for building them takes its time
    for start in range(0, len(ordered), ROWS_IN_BLOCK):
        rows, numbers, block = _Rows(), array("I"), ordered[start : start + ROWS_IN_BLOCK]
        for each in block:
            item = each.item
            short = (each.decision, item.file, item.venue == "unknown" and item.sentence, *each.reveals)
            number = known.get(short, -1)
            if number < 0:
                key = _alike(each) + (outcomes.key(each) if outcomes else ())
                number = known[short] = alike.setdefault(key, len(alike))
                if number == len(values):
                    values.append([*key[:_OWN], outcomes.of(each) if outcomes else None])
            numbers.append(number)
            rows.add(_row(each, pictures.get(each.id), analysis.words))
        columns.add(block, numbers)
        yield from rows.element()
    yield from _binary(columns.pieces(), "columns")
    words = analysis.words
    sentences = {
        rules.name: {
            rule.name: [words.say(f"rules.{rules.name}.{rule.name}"), source_in(words, rule)] for rule in rules
        }
        for rules in LISTS
    }
    tables = {
        "total": len(ordered),
        "in_block": ROWS_IN_BLOCK,
        "suggested": sum(each.priority is not None for each in ordered),
        "columns": ALIKE,
        "alike": values,
        "named": len(columns.person) // 2,
        "venues": list(columns.venues),
        "people": list(columns.people),
        "outcomes": list(outcomes.table) if outcomes else [],
        "files": [[row.archive, row.path] for row in analysis.collection.files],
        "accounts": [account.name for account in analysis.accounts],
        "rules": sentences,
    }
    yield _element(script_json({**shared, **tables}), "shared")


class Columns:
    """What the page must know of all items at once, as arrays of numbers: it filters and counts by these."""

    def __init__(self) -> None:
        self.created = array("d")  # seconds; NaN without a time
        self.alike = array("I")
        self.venue = array("I")  # place in `venues` + 1; 0 without a name
        self.media = array("I")  # photos and videos
        self.person = array("I")  # pairs: item, place in `people`
        self.ids = bytearray()  # six bytes each
        self.venues: dict[str, int] = {}
        self.people: dict[str, int] = {}

    def add(self, block: list[Judged], alike: array[int]) -> None:
        """The next items; those with the same number in `alike` are so. Column by column: half the time."""
        items, first = [each.item for each in block], len(self.alike)
        self.created.extend([nan if item.created is None else item.created for item in items])
        self.alike.extend(alike)
        venues, people = self.venues, self.people
        names = [item.venue_name for item in items]
        self.venue.extend([venues.setdefault(name, len(venues)) + 1 if name else 0 for name in names])
        self.media.extend(
            [sum([medium.type in ("photo", "video") for medium in item.media]) if item.media else 0 for item in items]
        )
        for number, item in enumerate(items, first):
            if item.people:
                for person in dict.fromkeys(item.people):
                    self.person.extend((number, people.setdefault(person, len(people))))
        self.ids += bytes.fromhex("".join([each.id for each in block]))

    def pieces(self) -> list[memoryview]:
        """One array after the other, little-endian, in the order in which `data.js` takes them. To be called once."""
        arrays = (self.created, self.alike, self.venue, self.media, self.person)
        if sys.byteorder == "big":
            for each in arrays:
                each.byteswap()
        return [memoryview(each).cast("B") for each in (*arrays, self.ids)]


class _Rows:
    """The rows of a block, packed a few at a time: as one text they would take 30 MiB."""

    def __init__(self) -> None:
        self._waiting: list[str] = []
        self._plain: list[str] = []  # as long as it is not sure that they are to be packed
        self._size = 0
        self._packer = zlib.compressobj(PACKING, wbits=31)  # as gzip has it
        self._packed: list[bytes] = []

    def add(self, row: str) -> None:
        """The next row."""
        self._waiting.append(row)
        if len(self._waiting) == _ROWS_AT_ONCE:
            self._take()

    def element(self) -> Iterator[Markup]:
        """All of them as a script element, piece by piece."""
        self._take()
        if self._size < PACKED_FROM:
            yield _element("".join(self._plain), "rows")
        else:
            yield from _script(chain(self._packed, (self._packer.flush(),)), "rows packed")

    def _take(self) -> None:
        self._plain.append(_safe("".join(self._waiting)))
        self._size += len(self._plain[-1])
        self._waiting.clear()
        if self._size >= PACKED_FROM:
            self._packed += [self._packer.compress(raw.encode("utf-8", "surrogatepass")) for raw in self._plain]
            self._plain.clear()


def _element(raw: str, name: str) -> Markup:
    return Markup(f'<script type="application/json" class="{name}">{raw}</script>\n')


def _script(pieces: Iterable[bytes] | Iterable[memoryview], names: str) -> Iterator[Markup]:
    """Bytes as a script element in base64, a little at a time: a block of rows is 3 MB, and would be held six times."""
    yield Markup(f'<script type="text/plain" class="{names}">')
    rest = b""
    for piece in pieces:
        for start in range(0, len(piece), _BYTES_AT_ONCE):
            rest += bytes(piece[start : start + _BYTES_AT_ONCE])
            whole = len(rest) // 3 * 3  # three bytes are four letters; what is left waits for the next
            yield Markup(b64encode(rest[:whole]).decode())
            rest = rest[whole:]
    yield Markup(f"{b64encode(rest).decode()}</script>\n")


def _binary(raw: list[memoryview], name: str) -> Iterator[Markup]:
    if sum(map(len, raw)) < PACKED_FROM:
        return _script(raw, name)
    return _script(_compressed(raw), f"{name} packed")


def _compressed(raw: list[memoryview]) -> Iterator[bytes]:
    packer = zlib.compressobj(PACKING, wbits=31)  # as gzip has it
    yield from map(packer.compress, raw)
    yield packer.flush()


def _alike(each: Judged) -> tuple[Any, ...]:
    """The columns of `ALIKE` but for the last."""
    item = each.item
    return (
        item.platform, item.kind, each.verdict, item.state, each.venue, each.rule.name, each.is_public,
        each.is_public_basis, each.is_public_now, each.is_adult, each.is_adult_basis, each.is_before_deadline,
        each.objection, each.posted_as_minor, each.suggestion, item.account, item.file, item.in_newest,
        item.created_basis, ";".join(each.reveals), ";".join(each.decision.decided_by), reason(each), sentence_of(each),
        ";".join(name for name, step in steps.steps().items() if step.covers(each)),
    )  # fmt: skip


def _row(each: Judged, picture: str | None, words: Words) -> str:
    """A line of JSON. Its texts are encoded without what an encoder does for each call: a third of the time."""
    more = _more(each)
    if picture:
        more["thumb"] = picture
    if each.decision.seen:
        more["seen"] = seen_of(each.decision.seen, words)
    rest = f",{_encode(more)}" if more else ""
    return f"[{encode_basestring(each.item.text)},{encode_basestring(each.item.record)}{rest}]\n"


def _more(each: Judged) -> dict[str, Any]:
    item = each.item
    more: dict[str, Any] = {}
    if item.venue_name:
        more["venue"] = item.venue_name
    if item.media:
        more["media"] = [[medium.path, int(medium.in_export)] for medium in item.media]
    if item.permalink:
        more["open"] = [item.permalink, int(can_open(item.permalink))]
    if item.url:
        more["link"] = [item.url, int(can_open(item.url))]
    if item.place:
        more["place"] = item.place
    if item.latitude is not None and item.longitude is not None:
        more["at"] = [item.latitude, item.longitude]
    if item.people:
        more["people"] = item.people
    if item.said:
        more["words"] = list(dict.fromkeys(said for _, said in item.said))
    return more
