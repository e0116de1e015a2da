"""Records out of JSON files of any size, one at a time: where the list of records stands in a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from analyzer.reading.json.cursor import Cursor
from analyzer.reading.reader import NoRecords

#: Keys of which one makes an object a record, and not the wrapper of a list of records.
RECORD_KEYS = frozenset(
    [
        "timestamp",
        "data",
        "attachments",
        "title",
        "tags",
        "label_values",
        "fbid",
        "media",
        "string_map_data",
        "string_list_data",
        "media_list_data",
        "media_map_data",
        "uri",
        "creation_timestamp",
        "timestamp_ms",
        "ent_name",
    ]
)


def records(stream: BinaryIO, keys: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """`(JSON pointer, record)` for each record of a file, with its text repaired.

    The records are the elements of a bare list, or of the list under one of `keys` (or of the one list inside an
    object under it), or one bare object. An object with one unknown key that holds a list is taken for a wrapper
    of a later version. `UNREADABLE_RECORD` stands for an element that is not JSON.

    Raises:
        Damaged: the file stops being JSON; the records before that have been given.
        NoRecords: it is JSON of another shape.
    """
    cursor = Cursor(stream)
    if cursor.peek() == "[":
        for number, found in cursor.elements():
            yield f"/{number}", found
        cursor.end()
        return
    if cursor.peek() != "{":
        cursor.value()
        cursor.end()
        raise NoRecords
    seen = False
    rest: dict[str, Any] = {}
    for key in cursor.members():
        if key in keys and cursor.peek() == "[":
            seen = True
            for number, found in cursor.elements():
                yield f"/{_escape(key)}/{number}", found
        elif key in keys and cursor.peek() == "{":
            seen = True
            yield from _wrapped(f"/{_escape(key)}", cursor.value())
        else:
            rest[key] = cursor.value()
    cursor.end()
    if seen or not rest:
        return
    if RECORD_KEYS & rest.keys():
        yield "", rest
    elif len(rest) == 1:
        ((key, only),) = rest.items()
        yield from _wrapped(f"/{_escape(key)}", only)
    else:
        raise NoRecords


def _wrapped(pointer: str, value: Any) -> Iterator[tuple[str, Any]]:
    """The records under one key: a list, one bare record, or an object around one list."""
    if isinstance(value, list):
        for number, found in enumerate(value):
            yield f"{pointer}/{number}", found
    elif isinstance(value, dict) and RECORD_KEYS & value.keys():
        yield pointer, value
    elif isinstance(value, dict) and len(value) == 1:
        ((key, only),) = value.items()
        if not isinstance(only, list):
            raise NoRecords
        yield from _wrapped(f"{pointer}/{_escape(key)}", only)
    elif value not in (None, {}):
        raise NoRecords


def document(stream: BinaryIO) -> Any:
    """The whole of a small file, its text repaired. Raises Damaged."""
    cursor = Cursor(stream)
    found = cursor.value()
    cursor.end()
    return found


def _escape(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")
