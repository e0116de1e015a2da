"""Single values out of records: tolerant of what is missing, strict about what cannot be meant."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

_MENTION = re.compile(r"@\[\d+:\d*:([^\]]*)\]")
_LARGEST_IN_SECONDS = 100_000_000_000  # a time beyond the year 5138 is in milli- or microseconds
_LAST_SECOND = 253_402_300_799  # 9999-12-31T23:59:59Z, where Python's calendar ends


def text(value: Any) -> str:
    """A string, or "" for null. Raises TypeError for anything else."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    raise TypeError("a text is expected here")


def words(value: Any) -> str:
    """What a person wrote: mentions `@[id:n:Name]` become the name; "" where there is nothing but white space."""
    found = text(value)
    if "@[" in found:
        found = _MENTION.sub(r"\1", found)
    return found if found.strip() else ""


def seconds(value: Any) -> int | None:
    """A time in whole seconds UTC out of seconds, milli- or microseconds; None for 0, null and what is no time.

    Raises TypeError where no number or string of digits stands.
    """
    if type(value) is int and 0 < value <= _LARGEST_IN_SECONDS:  # nearly always
        return value
    if value is None or value == "":
        return None
    if isinstance(value, str):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError("a time is expected here")
    if isinstance(value, float) and not math.isfinite(value):
        return None
    number = int(value)
    while number > _LARGEST_IN_SECONDS:
        number //= 1000
    return number if 0 < number <= _LAST_SECOND else None


def iso_time(value: Any) -> int | None:
    """Seconds UTC of an ISO 8601 time (`20230210T101500.000Z` too); without a zone it is read as UTC. None if none."""
    if value is None:  # nearly always, and an exception takes its time
        return None
    try:
        found = datetime.fromisoformat(text(value).strip())
    except ValueError:
        return None
    if found.tzinfo is None:
        found = found.replace(tzinfo=UTC)
    return seconds(int(found.timestamp()))


def iso_date(value: Any) -> date | None:
    """A calendar day written `1990-04-23`, else None."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None


def number(value: Any) -> float | None:
    """A finite number, also out of a string; None for anything else."""
    try:
        found = float(value) if not isinstance(value, bool) else math.nan
    except (TypeError, ValueError):
        return None
    return found if math.isfinite(found) else None


def coordinates(latitude: Any, longitude: Any) -> tuple[float | None, float | None]:
    """Degrees north and east, or `(None, None)` where they are missing, 0,0 or not on the globe."""
    if latitude is None or longitude is None:
        return None, None
    north, east = number(latitude), number(longitude)
    if north is None or east is None or (north == 0 and east == 0) or abs(north) > 90 or abs(east) > 180:
        return None, None
    return north, east


def as_list(value: Any) -> list[Any]:
    """A list; one bare object becomes a list of one, null an empty one. Raises TypeError for anything else."""
    if isinstance(value, list):
        return value
    if value is None:
        return []
    if isinstance(value, dict):
        return [value]
    raise TypeError("a list is expected here")


def as_dict(value: Any) -> Mapping[str, Any]:
    """An object; null becomes an empty one. Raises TypeError for anything else."""
    if isinstance(value, dict):
        return value
    if value is None:
        return {}
    raise TypeError("an object is expected here")


def says_nothing(value: Any) -> bool:
    """Whether a value holds nothing but empty texts, flags, and numbers that can be no time."""
    if isinstance(value, dict):
        return all(map(says_nothing, value.values()))
    if isinstance(value, list):
        return all(map(says_nothing, value))
    if isinstance(value, str):
        return not value.strip() or value.strip().lower() in ("true", "false")
    return value is None or isinstance(value, (bool, float)) or not value


def first(*values: str) -> str:
    """The first of `values` that is not empty."""
    for value in values:
        if value:
            return value
    return ""


def names(value: Any) -> Sequence[str]:
    """Names out of a list of strings or of objects with a `name`, each once, in order; what is no name is left out."""
    if value is None:
        return ()
    entries = value if isinstance(value, list) else [value]
    found = (entry.get("name") if isinstance(entry, dict) else entry for entry in entries)
    return list(dict.fromkeys(name.strip() for name in found if isinstance(name, str) and name.strip()))


def fold_text(text: str) -> str:
    """Text as it is compared: NFC, white space folded."""
    return " ".join((text if text.isascii() else unicodedata.normalize("NFC", text)).split())
