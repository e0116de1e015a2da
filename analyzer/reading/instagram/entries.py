"""The values of a record in either dialect: `string_map_data` (2021 and later) or `label_values` (2024 and later).

Both come out as `Entry`s in file order, so that a reader asks what a label means and not in which dialect it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from analyzer.reading.fields import as_dict, as_list, iso_time, seconds, text
from analyzer.reading.labels import label_values, meaning
from analyzer.reading.labels.label_values import Entry, walk

_DIALECTS = {"string_map_data", "string_list_data", "label_values", "media_map_data", "uri", "title", "timestamp"}
_LABELLED = frozenset(["string_map_data", "string_list_data", "label_values"])
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\S+)?")


def entries(record: Mapping[str, Any]) -> list[Entry]:
    """All labelled values of a record, whatever its dialect; those of `string_list_data` have no label."""
    if not _LABELLED & record.keys():
        return []
    labelled = [_entry(label, cell) for label, cell in as_dict(record.get("string_map_data")).items()]
    listed = [_entry("", cell) for cell in as_list(record.get("string_list_data"))]
    return [*labelled, *listed, *label_values.entries(record)]


def under(document: Any, root: str) -> Iterator[tuple[str, Any]]:
    """`(pointer, record)` of a small file: a list under its root key (or another, if alone) or bare, or one object."""
    if isinstance(document, dict) and root not in document and len(document) == 1 and not _DIALECTS & document.keys():
        root = next(iter(document))  # logins, logouts and requests are one reader's, and root keys were renamed
    if isinstance(document, dict) and root in document:
        found, start = document[root], f"/{escape(root)}"
    else:
        found, start = document, ""
    if isinstance(found, dict):
        yield start, found
    else:
        for number, record in enumerate(as_list(found)):
            yield f"{start}/{number}", record


def records(document: Any, root: str) -> list[Mapping[str, Any]]:
    """The objects of a small file, for readers of facts."""
    return [as_dict(record) for _, record in under(document, root)]


def times(record: Mapping[str, Any]) -> list[int]:
    """All times that a record's entries hold, else the time of the record itself."""
    found = [entry.time for entry in walk(entries(record)) if entry.time is not None]
    own = seconds(record.get("timestamp"))
    return found or ([own] if own is not None else [])


def written_time(value: str) -> int | None:
    """The time that a text consists of, if it is an ISO 8601 one."""
    return iso_time(value) if _ISO.fullmatch(value.strip()) else None


def value_under(found: list[Entry], *meanings: str) -> str:
    """The first non-empty value whose label has one of these meanings, in the order of the meanings."""
    for means in meanings:
        for entry in found:
            if entry.means == means and (value := entry.written):
                return value
    return ""


def truth(value: str) -> bool | None:
    """`True` and `False` are the same in all languages; None for any other value."""
    return {"true": True, "false": False}.get(value.strip().lower())


def escape(key: str) -> str:
    """A key as it stands in a JSON pointer."""
    return key.replace("~", "~0").replace("/", "~1")


def _entry(label: str, cell: Any) -> Entry:
    found = as_dict(cell)
    value = found.get("value")
    return Entry(
        label,
        meaning(label),
        value if isinstance(value, str) else "" if value is None else str(value),
        text(found.get("href")),
        seconds(found.get("timestamp")),
    )
