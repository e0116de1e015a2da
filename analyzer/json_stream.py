"""Records out of JSON files of any size, one at a time.

The only door to the content of a JSON member. Elements of the wanted list are decoded one by one out of a small
buffer by the standard library's strict decoder (it keeps lone surrogates and long integers, which ijson does not),
so memory is that of the largest record, not of the file. Unknown files are only looked into, with ijson's events,
which are flat in depth; its `parse` and `items` are not used: they build a prefix for each level, which is
quadratic in depth (40 kB of `[` take 970 MB).
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

import analyzer.mojibake as mojibake

PIECE = 64 * 1024  # bytes read at a time
LARGEST_VALUE = 64 * 1024 * 1024  # characters of one record; the largest seen is under 1 MB
DEEPEST = 64  # levels; the deepest record seen has 14

_SPACE = re.compile(r"[ \t\n\r]*")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|["\[\]{}]', re.DOTALL)  # a lone quote: the string goes on beyond the buffer
# A "string" like `": [{"` or `, "`: a quote is missing or too many before it, so what follows cannot be told apart.
_LOST_QUOTE = re.compile(r'"\s*[:,\]}][\s:,\[\]{}0-9.eE+\-]*(?:(?:true|false|null)[\s:,\[\]{}0-9.eE+\-]*)*"')
_DEEPEST_SKIPPED = 1_000_000
_BAD_BYTE = re.compile("[\udc80-\udcff]")
_SHORT = 16 * 1024  # characters of the buffer: more than nearly all records have
_FAR = 16  # characters: an error this far before the end of the buffer is no matter of a cut buffer
_NEXT_OBJECT = re.compile(r"[ \t\n\r]*,[ \t\n\r]*(?=\{)")
_decode = json.JSONDecoder().raw_decode
_scan = json.JSONDecoder().scan_once  # type: ignore[attr-defined]  # StopIteration where no value begins

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


class Damaged(Exception):
    """The file is not JSON from some point on. `str()` says what is wrong, without content."""


class NoRecords(Exception):
    """The file is JSON, but no list of records stands where one is expected."""


class Unreadable:
    """Stands for one record that is not JSON while those around it are."""


UNREADABLE_RECORD = Unreadable()


class _Cursor:
    """A position in a stream of JSON text."""

    def __init__(self, stream: BinaryIO) -> None:
        self._read: Callable[[int], bytes] = stream.read
        head = stream.read(4)
        name = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        # A byte that is no UTF-8 becomes a lone surrogate, so that only the record around it is lost.
        self._decoder = codecs.getincrementaldecoder(name)("strict" if name == "utf-16" else "surrogateescape")
        self.ended = self._no_text = False
        self.text = ""
        self.at = 0
        self._take(head or b"")
        self.ended = not head

    def _take(self, raw: bytes) -> None:
        try:
            found = self._decoder.decode(raw, final=not raw)
        except UnicodeDecodeError:
            self._no_text = True  # what follows cannot be joined to what came before
            raise Damaged("bytes that are no text") from None
        self.text = self.text[self.at :] + found
        self.at = 0
        self.ended = not raw

    def more(self) -> bool:
        """Read on; False at the end of the file. The buffer at least grows by a third, so that retries stay cheap."""
        if self.ended:
            return False
        if self._no_text:
            raise Damaged("bytes that are no text")
        if len(self.text) - self.at > LARGEST_VALUE:
            raise Damaged("a record of more than 64 million characters")
        self._take(self._read(max(PIECE, (len(self.text) - self.at) // 3)))
        return True

    def peek(self) -> str:
        """The next character that is not white space; "" at the end."""
        while True:
            self.at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def expect(self, characters: str) -> str:
        """Step over the next character, which must be one of `characters`."""
        found = self.peek()
        if not found:
            raise Damaged("the file ends in the middle")
        if found not in characters:
            raise Damaged("the file is not valid JSON")
        self.at += 1
        return found

    def value(self) -> Any:
        """The value that starts here, its text repaired. Damaged where there is none."""
        if not self.peek():
            raise Damaged("the file ends in the middle")
        while True:
            try:
                found, end = _decode(self.text, self.at)
            except json.JSONDecodeError as error:
                cut = error.msg.startswith("Unterminated string") or error.pos >= len(self.text) - _FAR
                if cut and self.more():
                    continue
                raise Damaged("the file ends in the middle" if cut else "the file is not valid JSON") from None
            except (ValueError, RecursionError) as error:  # thousands of digits, thousands of brackets
                if isinstance(error, RecursionError):
                    raise Damaged("values nested too deep") from None
                raise Damaged("a number of thousands of digits") from None
            if end > len(self.text) - 3 and not self.ended and isinstance(found, (int, float)):
                self.more()  # 12 may go on as 123, "1." as 1.5, "1e+" as 1e+5
                continue
            piece = self.text[self.at : end]
            _check(found, piece)
            self.at = end
            return mojibake.repair_all(found) if "\\u00" in piece or not piece.isascii() else found

    def skip_value(self) -> None:
        """Step over an element that does not decode, by its brackets alone.

        Damaged where brackets or quotes do not pair: a part of a record must not be taken for the next record.
        """
        if self.peek() not in ("{", "["):
            raise Damaged("the file is not valid JSON")
        opened: list[str] = []
        position = self.at
        while True:
            token = _TOKEN.search(self.text, position)
            if token is None or token[0] == '"':
                position = (token.start() if token else len(self.text)) - self.at
                if not self.more():
                    raise Damaged("the file ends in the middle")
                continue
            position = token.end()
            if token[0] in "[{":
                opened.append(token[0])
            elif token[0] in "]}":
                if opened.pop() + token[0] not in ("[]", "{}"):
                    raise Damaged("the file is not valid JSON")
            elif _LOST_QUOTE.fullmatch(token[0]):
                raise Damaged("the file is not valid JSON")
            if not opened or len(opened) > _DEEPEST_SKIPPED:
                self.at = position
                if opened or self.peek() not in (",", "]"):
                    raise Damaged("the file is not valid JSON")
                return

    def elements(self) -> Iterator[tuple[int, Any]]:
        """The elements of the list that starts here. One that does not decode comes as `UNREADABLE_RECORD`."""
        self.expect("[")
        if self.peek() == "]":
            self.at += 1
            return
        number = 0
        while True:
            for found in self._whole_elements():
                yield number, found
                number += 1
            skipped = False
            try:
                found = self.value()
            except Damaged:
                self.skip_value()
                found, skipped = UNREADABLE_RECORD, True
            follows = self.peek()
            if follows not in (",", "]") and (follows or isinstance(found, (int, float))):
                raise Damaged("the file is not valid JSON" if follows else "the file ends in the middle")
            yield number, found
            number += 1
            if self.expect(",]") == "]":
                return
            if skipped and self.peek() not in ("{", "["):  # a key: this is the inside of a record
                raise Damaged("the file is not valid JSON")

    def _whole_elements(self) -> Iterator[Any]:
        """The objects from here on that lie whole in the buffer, with another one after them: nearly all.

        Whatever is not plain stays for the careful way: `value` and `elements`, which take twice the time.
        """
        self.peek()
        while True:
            if len(self.text) - self.at < _SHORT and not self.ended:
                self.more()  # rather than at the error that a cut record is
            text, at = self.text, self.at
            try:
                found, end = _scan(text, at)
            except (StopIteration, ValueError, RecursionError):
                return
            next_one = _NEXT_OBJECT.match(text, end)
            piece = text[at:end]
            if next_one is None or not piece.isascii() or piece.count("[") + piece.count("{") > DEEPEST:
                return
            self.at = next_one.end()
            yield mojibake.repair_all(found) if "\\u00" in piece else found

    def members(self) -> Iterator[str]:
        """The keys of the object that starts here; the value of each must be read before the next is asked for."""
        self.expect("{")
        if self.peek() == "}":
            self.at += 1
            return
        while True:
            key = self.value()
            if not isinstance(key, str):
                raise Damaged("the file is not valid JSON")
            self.expect(":")
            yield key
            if self.expect(",}") == "}":
                return

    def end(self) -> None:
        """Damaged unless nothing but white space is left."""
        if self.peek():
            raise Damaged("more text after the end of the JSON")


def _check(value: Any, piece: str) -> None:
    """Damaged if `value`, decoded from `piece`, is nested deeper than any real record, or held bytes of no text."""
    if not piece.isascii() and _BAD_BYTE.search(piece):
        raise Damaged("bytes that are no text")
    if piece.count("[") + piece.count("{") > DEEPEST:  # an upper bound of the depth, counted fast
        level = [value]
        for _ in range(DEEPEST):
            level = [inner for outer in level for inner in _inner(outer)]
            if not level:
                return
        raise Damaged("values nested too deep")


def _inner(value: Any) -> Any:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def records(stream: BinaryIO, keys: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """`(JSON pointer, record)` for each record of a file, with its text repaired.

    The records are the elements of a bare list, or of the list under one of `keys` (or of the one list inside an
    object under it), or one bare object. An object with one unknown key that holds a list is taken for a wrapper
    of a later version. `UNREADABLE_RECORD` stands for an element that is not JSON.

    Raises:
        Damaged: the file stops being JSON; the records before that have been given.
        NoRecords: it is JSON of another shape.
    """
    cursor = _Cursor(stream)
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
    cursor = _Cursor(stream)
    found = cursor.value()
    cursor.end()
    return found


def _escape(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def looks_authored(stream: BinaryIO, limit: int = 2 * PIECE) -> bool:
    """Whether an unknown file seems to hold what a person wrote: objects with a time and a text side by side.

    Looks at the first `limit` bytes only. Never raises: what is no JSON does not look authored.
    """
    import ijson
    from ijson.common import IncompleteJSONError, JSONError

    head = _Head(stream.read(limit))
    times, texts, key = [False], [False], ""
    try:
        for event, value in ijson.basic_parse(head):
            if event in ("start_map", "start_array"):
                if len(times) > DEEPEST:
                    return False
                times.append(False)
                texts.append(False)
            elif event in ("end_map", "end_array"):
                inner_time, inner_text = times.pop(), texts.pop()
                times[-1] |= inner_time
                texts[-1] |= inner_text
                if event == "end_map" and inner_time and inner_text:
                    return True
            elif event == "map_key":
                key = value.lower()
            elif event == "number" and ("time" in key or "date" in key) and value > 10**8:
                times[-1] = True
            elif event == "string" and " " in value.strip() and key not in ("title", "label"):
                texts[-1] = True
    except (IncompleteJSONError, JSONError, UnicodeDecodeError, ValueError):
        return False
    return False


class _Head:
    """The first bytes of a file, as a file."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw

    def read(self, size: int = -1) -> bytes:
        raw, self._raw = (self._raw, b"") if size < 0 else (self._raw[:size], self._raw[size:])
        return raw
