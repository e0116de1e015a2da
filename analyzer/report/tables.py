"""The tables `items`, `media`, `files`, `problems`: their columns, as rows of strings and as DataFrames."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from analyzer.items.accounts import Account
from analyzer.model import FileRow
from analyzer.rules.analysis import Analysis
from analyzer.rules.decision import Judged

if TYPE_CHECKING:
    import pandas as pd

Value = str | int | float | list[str] | None
_GUARDED = "=+-@\t\r'"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: how its value is got, and what it is. `text` columns are guarded against spreadsheets in CSV."""

    name: str
    type: str  # category, text, time, int, float, list, bool
    get: Callable[[Any], Value]


def items_columns(files: Sequence[FileRow], accounts: Sequence[Account]) -> list[Column]:
    """The columns of `items`, in order. A row is a `Judged`, which points into `files` and `accounts`."""
    return [
        Column("id", "string", lambda j: j.id),
        Column("platform", "category", lambda j: j.item.platform),
        Column("kind", "category", lambda j: j.item.kind),
        Column("state", "category", lambda j: j.item.state),
        Column("venue", "category", lambda j: j.venue),
        Column("venue_name", "text", lambda j: j.item.venue_name),
        Column("created_at", "time", lambda j: j.item.created),
        Column("created_at_basis", "category", lambda j: j.item.created_basis),
        Column("text", "text", lambda j: j.item.text),
        Column("media_count", "int", lambda j: len(j.item.media)),
        Column("url", "text", lambda j: j.item.url),
        Column("permalink", "text", lambda j: j.item.permalink),
        Column("place", "text", lambda j: j.item.place),
        Column("latitude", "float", lambda j: j.item.latitude),
        Column("longitude", "float", lambda j: j.item.longitude),
        Column("people", "list", lambda j: j.item.people),
        Column("is_public", "category", lambda j: j.is_public),
        Column("is_public_basis", "category", lambda j: j.is_public_basis),
        Column("is_public_now", "category", lambda j: j.is_public_now),
        Column("is_adult", "category", lambda j: j.is_adult),
        Column("is_adult_basis", "category", lambda j: j.is_adult_basis),
        Column("is_before_deadline", "category", lambda j: j.is_before_deadline),
        Column("verdict", "category", lambda j: j.verdict),
        Column("objection", "category", lambda j: j.objection),
        Column("posted_as_minor", "category", lambda j: j.posted_as_minor),
        Column("reveals", "list", lambda j: j.reveals),
        Column("suggestion", "category", lambda j: j.suggestion),
        Column("priority", "int", lambda j: j.priority),
        Column("account", "text", lambda j: accounts[j.item.account].name),
        Column("in_newest", "bool", lambda j: _yes_no(j.item.in_newest)),
        Column("source_archive", "text", lambda j: files[j.item.file].archive),
        Column("source_file", "text", lambda j: files[j.item.file].path),
        Column("source_record", "text", lambda j: j.item.record),
        Column("reveals_words", "list", lambda j: j.reveals_words),
    ]


MEDIA_COLUMNS = [
    Column("path", "text", lambda row: row[1].path),
    Column("item_id", "string", lambda row: row[0].id),
    Column("type", "category", lambda row: row[1].type),
    Column("in_export", "bool", lambda row: _yes_no(row[1].in_export)),
    Column("bytes", "int", lambda row: row[1].bytes),
    Column("taken_at", "time", lambda row: row[1].taken_at),
    Column("latitude", "float", lambda row: row[1].latitude),
    Column("longitude", "float", lambda row: row[1].longitude),
    Column("device", "text", lambda row: row[1].device),
]

FILES_COLUMNS = [
    Column("archive", "text", lambda row: row.archive),
    Column("path", "text", lambda row: row.path),
    Column("bytes", "int", lambda row: row.bytes),
    Column("status", "category", lambda row: row.status),
    Column("category", "category", lambda row: row.category),
    Column("records", "int", lambda row: row.records),
    Column("items", "int", lambda row: row.items),
    Column("merged", "int", lambda row: row.merged),
    Column("skipped", "int", lambda row: sum(row.skipped.values())),
    Column("unread", "int", lambda row: sum(row.unread.values())),
    Column("why", "text", lambda row: why(row)),
]

PROBLEMS_COLUMNS = [
    Column("archive", "text", lambda row: row.archive),
    Column("path", "text", lambda row: row.path),
    Column("record", "text", lambda row: row.record),
    Column("problem", "text", lambda row: row.problem),
    Column("done", "text", lambda row: row.done),
]


def why(row: FileRow) -> str:
    """Why a file was not needed, or `reason:n;...` for its records that were skipped or not read."""
    reasons = [f"{reason}:{count}" for reason, count in [*row.skipped.items(), *row.unread.items()]]
    return ";".join([*([row.why] if row.why else []), *reasons])


def rows(analysis: Analysis, table: str) -> Iterable[Any]:
    """The rows of a table, each of which the `get` of its columns takes."""
    if table == "items":
        return analysis.judged
    if table == "media":
        return _media_rows(analysis.judged)
    return analysis.collection.files if table == "files" else analysis.collection.problems


def columns(analysis: Analysis, table: str) -> list[Column]:
    """The columns of a table."""
    if table == "items":
        return items_columns(analysis.collection.files, analysis.accounts)
    return {"media": MEDIA_COLUMNS, "files": FILES_COLUMNS, "problems": PROBLEMS_COLUMNS}[table]


TABLES = ("items", "media", "files", "problems")


def _media_rows(judged: list[Judged]) -> Iterator[tuple[Judged, Any]]:
    return ((each, medium) for each in judged for medium in each.item.media)


def _yes_no(value: bool) -> str:
    return "yes" if value else "no"


def iso(seconds: int) -> str:
    """A time as ISO 8601 with `Z`."""
    days, rest = divmod(seconds, 86400)
    minutes, second = divmod(rest, 60)
    hour, minute = divmod(minutes, 60)
    return f"{_day(days)}T{_TWO[hour]}:{_TWO[minute]}:{_TWO[second]}Z"  # a third of the time of datetime's


_TWO = [f"{number:02}" for number in range(60)]


@lru_cache(maxsize=16384)
def _day(days: int) -> str:
    return (date(1970, 1, 1) + timedelta(days)).isoformat()


def csv_lines(analysis: Analysis, table: str) -> Iterator[str]:
    """A table as lines of RFC 4180 (UTF-8, comma, CRLF), header first. Text that a spreadsheet would run is guarded."""
    wanted = columns(analysis, table)
    yield ",".join(column.name for column in wanted) + "\r\n"
    yield from _item_lines(wanted, analysis.judged) if table == "items" else _lines(wanted, rows(analysis, table))


def _lines(wanted: Sequence[Column], found: Iterable[Any]) -> Iterator[str]:
    """A line for each row, column by column."""
    writers = [(column.get, _WRITERS[column.type]) for column in wanted]
    for row in found:
        yield ",".join([write(get(row)) for get, write in writers]) + "\r\n"


def _item_lines(wanted: Sequence[Column], judged: Iterable[Judged]) -> Iterator[str]:
    """What `_lines` gives for items, in a third of the time.

    Half of the columns are equal in all items of one decision and file that reveal the same: these are made once.
    """
    numbers = {column.name: number for number, column in enumerate(wanted)}

    def run(first: str, last: str) -> Callable[[Judged], str]:
        columns = wanted[numbers[first] : numbers[last] + 1]
        return lambda each: next(_lines(columns, [each]))[:-2]

    runs = [run(*ends) for ends in _SHARED_RUNS]
    known: dict[tuple[object, ...], list[str]] = {}
    for each in judged:
        item = each.item
        key = (each.decision, item.file, *each.reveals)
        shared = known.get(key)
        if shared is None:
            shared = known[key] = [of(each) for of in runs]
        kind, basis, tests, source = shared
        created = "" if item.created is None else iso(item.created)
        north, east = item.latitude, item.longitude
        place = "," if north is None and east is None else f"{_number(north)},{_number(east)}"
        yield (  # an empty text needs no call: most are
            f"{each.id},{kind},{item.venue_name and _text(item.venue_name)},{created},{basis},{_text(item.text)}"
            f",{len(item.media)},{item.url and _text(item.url)},{item.permalink and _text(item.permalink)}"
            f",{item.place and _text(item.place)},{place},{_list(item.people)},{tests}"
            f",{_number(each.priority)},{source},{_text(item.record)},{_list(each.reveals_words)}\r\n"
        )


#: Columns, from one to the other, that are equal in all items of one decision and file that reveal the same.
_SHARED_RUNS = (
    ("platform", "venue"), ("created_at_basis", "created_at_basis"), ("is_public", "suggestion"),
    ("account", "source_file"),
)  # fmt: skip


def guard(text: str) -> str:
    """`text` with one leading apostrophe where a spreadsheet would see a formula, or one stands already."""
    if text and text[0] in _GUARDED and text.lstrip("'").startswith(_FORMULA):
        return "'" + text
    return text


def unguard(text: str) -> str:
    """The text that `guard` was given."""
    if text[:1] == "'" and text.lstrip("'").startswith(_FORMULA):
        return text[1:]
    return text


def _text(value: Any) -> str:
    if not value:
        return ""
    text: str = guard(value) if value[0] in _GUARDED else value
    if '"' in text or "," in text or "\n" in text or "\r" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def _list(value: Any) -> str:
    return _text(";".join(value)) if value else ""


def _number(value: Any) -> str:
    return "" if value is None else repr(value)


_WRITERS: dict[str, Callable[[Any], str]] = {
    "string": str,
    "category": str,
    "bool": str,
    "text": _text,
    "list": _list,
    "time": lambda value: "" if value is None else iso(value),
    "int": _number,
    "float": _number,
}


def frame(analysis: Analysis, table: str) -> pd.DataFrame:
    """A table as a DataFrame: times as datetime64[s, UTC], categories, nullable integers, booleans, lists as lists."""
    import pandas as pd

    found = list(rows(analysis, table))
    return pd.DataFrame(
        {column.name: series(column, [column.get(row) for row in found]) for column in columns(analysis, table)}
    )


def series(column: Column, values: list[Value]) -> pd.Series[Any]:
    """One column as a Series of the type that its table promises."""
    import pandas as pd

    if column.type == "category":
        return pd.Series(pd.Categorical(values))  # type: ignore[arg-type]
    if column.type == "time":
        times = [pd.NaT if value is None else datetime.fromtimestamp(value, UTC) for value in values]  # type: ignore[arg-type]
        return pd.Series(times, dtype="datetime64[s, UTC]")
    if column.type == "int":
        return pd.Series(values, dtype="Int64")
    if column.type == "float":
        return pd.Series(values, dtype="float64")
    if column.type == "bool":
        return pd.Series([value == "yes" for value in values], dtype="boolean")
    if column.type == "list":
        lists: list[Any] = [list(value) for value in values]  # type: ignore[arg-type]
        return pd.Series(lists, dtype="object")
    try:
        return pd.Series(values, dtype="str")
    except UnicodeEncodeError:  # pyarrow, where it is installed, takes no half characters (lone surrogates)
        return pd.Series(values, dtype="object")
