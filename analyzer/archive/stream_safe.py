"""Text that can be normalised in linear time: no letter carries more combining marks than any language writes.

Sorting the marks of one letter, which normalising does, is quadratic in their number: a megabyte of them (3 kB in a
zip) takes hours. As in Unicode's stream-safe text (UAX 15) a longer run of them is broken by an invisible joiner. Done
where text comes in, so that all that follows can normalise at will.
"""

from __future__ import annotations

import re
from typing import Any
from unicodedata import combining

from analyzer.archive.limits import MOST_MARKS

_JOINER = "\u034f"  # COMBINING GRAPHEME JOINER: a letter of its own for normalising, and shown as nothing
_MAYBE = re.compile(rf"[^\x00-\x7f]{{{MOST_MARKS + 1},}}")
_TOKENS = re.compile(r"&#?\w{1,10};?|[^\x00-\x7f]")
_MAYBE_IN_PAGE = re.compile(rf"(?:&#?\w{{1,10}};?|[^\x00-\x7f]){{{MOST_MARKS + 1},}}")


def stream_safe(text: str) -> str:
    """`text` with its longest runs of combining marks broken; nearly always as it is."""
    return text if text.isascii() else _MAYBE.sub(lambda run: _broken(list(run[0])), text)


def stream_safe_page(text: str) -> str:
    """The same for HTML, where a mark may be written as `&#769;`."""
    if text.isascii() and text.count("&") <= MOST_MARKS:
        return text
    return _MAYBE_IN_PAGE.sub(lambda run: _broken(_TOKENS.findall(run[0])), text)


def stream_safe_value(value: Any) -> Any:
    """The same for a value out of JSON: its texts, and the keys of its objects."""
    if isinstance(value, str):
        return stream_safe(value)
    if isinstance(value, list):
        return [stream_safe_value(each) for each in value]
    if isinstance(value, dict):
        return {stream_safe(key): stream_safe_value(each) for key, each in value.items()}
    return value


def _broken(tokens: list[str]) -> str:
    run, parts = 0, []
    for token in tokens:
        run = run + 1 if len(token) > 1 or combining(token) else 0
        if run > MOST_MARKS:
            parts.append(_JOINER)
            run = 1
        parts.append(token)
    return "".join(parts)
