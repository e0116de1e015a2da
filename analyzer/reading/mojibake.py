"""Undo Meta's encoding of text: each byte of UTF-8 written as a character of its own.

Facebook and Instagram JSON (2018-2026) holds `\\u00c3\\u00b8` where the person wrote `ø`. A string is repaired
as a whole where its characters are the bytes of valid UTF-8; else only those runs in it that are, so that half
sequences (cut texts), genuine Latin-1 and lone surrogates stay as they stand. A string with a character beyond
U+00FF was never encoded so and is left alone.

Each string of an archive passes here once. Twice is harmless for every text but one that itself spells mojibake
(somebody writing *about* "Ã©"), which no function of the string alone can tell apart.
"""

from __future__ import annotations

import re
from typing import Any

# Two- to four-byte sequences of UTF-8, as characters; overlong forms and surrogates are left out.
_RUNS = re.compile(
    "(?:[\xc2-\xdf][\x80-\xbf]"
    "|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    "|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})+"
)


def repair(text: str) -> str:
    """`text` as the person wrote it."""
    if text.isascii():
        return text
    try:
        raw = text.encode("latin-1")
    except UnicodeEncodeError:
        return text
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _RUNS.sub(lambda run: run[0].encode("latin-1").decode("utf-8"), text)


def repair_all(value: Any) -> Any:
    """`value`, a parsed JSON value, with all its strings and keys repaired; lists and objects are changed in place."""
    kind = type(value)  # never a subclass: it comes from a JSON decoder
    if kind is str:
        return repair(value)
    if kind is dict:
        _repair_object(value)
    elif kind is list:
        _repair_list(value)
    return value


def _repair_object(found: dict[str, Any]) -> None:
    for key, inner in found.items():
        kind = type(inner)
        if kind is str:
            if not inner.isascii():
                found[key] = repair(inner)
        elif kind is dict:
            _repair_object(inner)
        elif kind is list:
            _repair_list(inner)
    if not "".join(found).isascii():
        repaired = {repair(key): inner for key, inner in found.items()}
        found.clear()
        found.update(repaired)


def _repair_list(found: list[Any]) -> None:
    for index, inner in enumerate(found):
        kind = type(inner)
        if kind is dict:
            _repair_object(inner)
        elif kind is str:
            found[index] = repair(inner)
        elif kind is list:
            _repair_list(inner)
