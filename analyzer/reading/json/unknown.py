"""A look into JSON files that nobody knows."""

from __future__ import annotations

import re
from typing import BinaryIO

from analyzer.archive.limits import DEEPEST
from analyzer.reading.json.cursor import PIECE

_ENDLESS = re.compile(rb"\d{300,}|(?<=\d)[eE][+-]?\d{4,}")


def looks_authored(stream: BinaryIO, limit: int = 2 * PIECE) -> bool:
    """Whether an unknown file seems to hold what a person wrote: objects with a time and a text side by side.

    Looks at the first `limit` bytes only. Never raises: what is no JSON does not look authored.
    """
    import ijson
    from ijson.common import IncompleteJSONError, JSONError

    # ijson ends the whole process over a number of more digits than Python takes (4,300), or raises SystemError; an
    # exponent that no Decimal has is an error of its own.
    head = _Head(_ENDLESS.sub(b"1", stream.read(limit)))
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
