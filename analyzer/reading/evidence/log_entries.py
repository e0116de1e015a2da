"""The answers in a network log (HAR), one at a time, in memory that does not grow with the log.

Of an entry only its time, its address, and the content of its response are ever built. Requests (bodies, headers,
cookies), the headers of responses, timings and web socket messages pass by as tokens of the parser: they are not
kept, not looked into, and in no message. `ijson.basic_parse` is flat in depth (`parse` and `items` are not: they
build a prefix for each level), and its errors quote what they stumble over, so none of them is passed on.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import ijson
from ijson.common import JSONError

from analyzer.reading.evidence import bounds, fact_tables
from analyzer.reading.evidence.model import Trouble

_VALUE: dict[str, Any] = {}  # a leaf of `_WANTED`
_WANTED: dict[str, Any] = {
    "log": {
        "creator": {"name": _VALUE},
        "entries": {
            "": {  # each element
                "startedDateTime": _VALUE,
                "request": {"url": _VALUE},
                "response": {"content": {"size": _VALUE, "text": _VALUE, "encoding": _VALUE}},
            }
        },
    }
}
_ENTRY = ("log", "entries", "")
_BROWSERS = (("firefox", "firefox"), ("webkit", "safari"), ("webinspector", "chrome"))


@dataclass(slots=True)
class Entry:
    """One request, as far as it concerns us. `text` is None where the browser kept none, or the address is not ours."""

    address: fact_tables.Address | None = None
    host: str = ""
    started: str = ""
    text: str | None = None
    base64: bool = False
    size: int = 0


class LogEntries:
    """Iterate for the entries; afterwards `trouble` says how the log ended and `browser` what wrote it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._feed = _Feed(stream)
        self.trouble: Trouble | None = None  # `file_cut`, `file_damaged`, `too_deep`, `too_large`
        self.browser = ""

    def __iter__(self) -> Iterator[Entry]:
        tokens = self._tokens()
        entry: Entry | None = None
        for path, event, value in tokens:
            if path == _ENTRY:
                if event == "start_map":
                    entry = Entry()
                elif event == "end_map" and entry is not None:
                    yield entry
                    entry = None
            elif path == ("log", "creator", "name") and isinstance(value, str):
                name = value.replace(" ", "").lower()
                self.browser = next((kind for mark, kind in _BROWSERS if mark in name), "")
            elif entry is not None:
                _fill(entry, path[3:], value)

    def _tokens(self) -> Iterator[tuple[tuple[str, ...], str, Any]]:
        """The events at the places of `_WANTED`, each with its path. All others are stepped over here."""
        events = self._events()
        path: list[str] = []
        wanted: list[dict[str, Any] | None] = [_WANTED]  # what may come inside each open object or list
        value: dict[str, Any] | None = _WANTED  # what the next value is to us
        skipped = 0  # open objects and lists inside one that is of no matter
        for event, scalar in events:
            if event == "map_key":
                if not skipped:
                    value = (wanted[-1] or {}).get(scalar)
                    path[-1] = scalar
            elif event in ("start_map", "start_array"):
                if skipped or value is None or len(path) > len(_ENTRY) + 4:
                    skipped += 1
                    continue
                yield tuple(path), event, None
                inside = event == "start_array"
                path.append("")
                wanted.append(value)
                value = value.get("") if inside else None
            elif event in ("end_map", "end_array"):
                if skipped:
                    skipped -= 1
                    value = self._after(wanted, path)
                    continue
                path.pop()
                wanted.pop()
                yield tuple(path), event, None
                value = self._after(wanted, path)
            elif not skipped and value is not None:
                yield tuple(path), event, scalar

    @staticmethod
    def _after(wanted: list[dict[str, Any] | None], path: list[str]) -> dict[str, Any] | None:
        """What the next value in the open list is; in an object a key comes first."""
        inner = wanted[-1] if path else None
        return inner.get("") if inner and path[-1] == "" else None

    def _events(self) -> Iterator[tuple[str, Any]]:
        """ijson's events, within the bounds. How it ended stands in `trouble`."""
        depth = 0
        # `use_float`: numbers of thousands of digits end the reading. Else its C parser makes an int of them, which
        # Python refuses, and goes on with the error pending: a crash of the whole process (seen with 3.6.0).
        parser = ijson.basic_parse(self._feed, buf_size=bounds.PIECE, use_float=True)
        while True:
            try:
                event, value = next(parser)
            except StopIteration:
                return
            except JSONError:
                self.trouble = self._feed.trouble or ("file_cut" if self._feed.ended else "file_damaged")
                return
            except (
                ValueError,
                OSError,
                SystemError,
                RecursionError,
                ArithmeticError,
            ):  # numbers of thousands of digits
                self.trouble = self._feed.trouble or "file_damaged"
                return
            self._feed.since = 0
            if event in ("start_map", "start_array"):
                depth += 1
                if depth > bounds.DEEPEST:
                    self.trouble = "too_deep"
                    return
            elif event in ("end_map", "end_array"):
                depth -= 1
            yield event, value


def _fill(entry: Entry, path: tuple[str, ...], value: Any) -> None:
    if path == ("startedDateTime",) and isinstance(value, str):
        entry.started = value[:64]
    elif path == ("request", "url") and isinstance(value, str):
        entry.address = fact_tables.address_of(value)
        parts = fact_tables.split(value)
        entry.host = (parts.hostname or "")[:253] if parts else ""
        if entry.address is None:
            entry.text = None
    elif path[:2] == ("response", "content"):
        if path[2:] == ("text",) and isinstance(value, str) and (entry.address or not entry.host):
            entry.text = value
        elif path[2:] == ("encoding",):
            entry.base64 = value == "base64"
        elif path[2:] == ("size",) and isinstance(value, int):
            entry.size = value


class _Feed:
    """The bytes of the log for the parser: UTF-8, what is none replaced, and no string without end."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decoder: codecs.IncrementalDecoder | None = None
        self.since = 0  # bytes since the parser last had something to say
        self.ended = False
        self.trouble: Trouble | None = None

    def read(self, size: int = -1) -> bytes:
        if size == 0:
            return b""
        while True:
            raw = self._stream.read(bounds.PIECE)
            if self._decoder is None:
                wide = raw[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
                self._decoder = codecs.getincrementaldecoder("utf-16" if wide else "utf-8-sig")("replace")
            self.since += len(raw)
            if self.since > bounds.LONGEST_STRING:
                self.trouble = "too_large"
                return b""
            found = self._decoder.decode(raw, final=not raw).encode("utf-8", "replace")
            if found or not raw:
                self.ended = not found
                return found
