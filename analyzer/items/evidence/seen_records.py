"""What evidence said of items, as it is kept with the answers: the `[[seen]]` records, in TOML and in JSON.

They hold nothing else of a file, so that the file can be deleted after one run.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from analyzer.errors import UsageError
from analyzer.reading.evidence.model import SEEN, SOURCES, Observation, order_of

Observations = Mapping[str, tuple[Observation, ...]]  # by id of item
_ITEM = re.compile(r"[0-9a-f]{12}")
_KEYS = frozenset(("item", "seen", "day", "source"))


def records_of(observations: Observations) -> list[dict[str, Any]]:
    """The records, by item. Of what one source saw of an item on several days the latest is kept: it says the most."""
    found = []
    for item, seen in sorted(observations.items()):
        latest = {(each.seen, each.source): each for each in sorted(seen, key=order_of)}
        for each in sorted(latest.values(), key=order_of):
            record: dict[str, Any] = {"item": item, "seen": each.seen, "source": each.source}
            found.append(record | ({"day": each.day} if each.day else {}))
    return found


def as_json(records: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The records as JSON has them: days as text."""
    return [{key: str(value) for key, value in record.items()} for record in records]


def observations_of(records: Any, path: str) -> dict[str, tuple[Observation, ...]]:
    """What records that were read back say, by id of item. `path` names the file of answers. Raises UsageError."""
    if not isinstance(records, list):
        raise UsageError("{path}: seen must be a list of records.", path=path)
    found = [_observation(record, f"{path}, seen record {number}") for number, record in enumerate(records, 1)]
    return united(*({item: (seen,)} for item, seen in found))


def _observation(record: Any, where: str) -> tuple[str, Observation]:
    if not isinstance(record, dict) or not record.keys() <= _KEYS:
        raise UsageError("{where}: it must have the keys item, seen, source and day, and no others.", where=where)
    item, seen, source = (record.get(key) for key in ("item", "seen", "source"))
    if not isinstance(item, str) or not _ITEM.fullmatch(item):
        raise UsageError("{where}: item must be the id of an item.", where=where)
    if not isinstance(seen, str) or seen not in SEEN:
        raise UsageError("{where}: seen must be one of {choices}.", where=where, choices=", ".join(SEEN))
    if not isinstance(source, str) or source not in SOURCES:
        raise UsageError("{where}: source must be one of {choices}.", where=where, choices=", ".join(SOURCES))
    return item, Observation(seen, _day(record.get("day"), where), source)


def _day(value: Any, where: str) -> date | None:
    if value is None:
        return None
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        if isinstance(value, str) and len(value) == 10:
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise UsageError("{where}: day must be a date such as 2026-11-30.", where=where)


def united(*several: Observations) -> dict[str, tuple[Observation, ...]]:
    """What several runs saw, together: of this run's files, and of the records that were kept."""
    found: defaultdict[str, dict[Observation, None]] = defaultdict(dict)
    for observations in several:
        for item, seen in observations.items():
            found[item].update(dict.fromkeys(seen))
    return {item: tuple(sorted(seen, key=order_of)) for item, seen in found.items()}
