"""From a printed date to a moment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache
from typing import NamedTuple

from analyzer.reading.dates.shapes import Plan, plans
from analyzer.reading.dates.words import plain
from analyzer.reading.dates.zones import named_area, printed_zone, to_utc

_LONGEST = 120  # characters; the longest date of CLDR's patterns has 60
_WIDEST = 14 * 3600  # the farthest that a local clock is from UTC
_NUMBER = re.compile(r"(\d+)")

Walls = dict[datetime, frozenset[str]]  # what a clock on the wall showed, with the languages that read it so


class PrintedTime(NamedTuple):
    """A moment in seconds UTC, how it is known, and the language it is in: "" where several languages read it so.

    `basis` is `second` or `minute` by what is printed; `zone_assumed` where it was read as UTC.
    """

    seconds: int
    basis: str
    language: str


class Printed(NamedTuple):
    """A printed date: its ways to be read, whether it has seconds and a clock, the zone it prints, and its pattern."""

    walls: Walls
    size: int
    zone: tzinfo | None
    gaps: tuple[str, ...]


NOTHING = Printed({}, 0, None, ())


def printed(text: str) -> Printed:
    """Read a text in all languages that know its words; `NOTHING` where none does."""
    if len(text) > _LONGEST:
        return NOTHING
    text, zone = named_area(text)
    text = plain(text)
    if zone is None:
        text, zone = printed_zone(text.rstrip())
    parts = _NUMBER.split(text)
    numbers, gaps = parts[1::2], tuple(parts[::2])
    if not 2 <= len(numbers) <= 6:
        return NOTHING
    walls: Walls = {}
    size = 0
    for plan, languages in plans(gaps, tuple(map(len, numbers))).items():
        wall = _wall(plan, numbers)
        if wall is not None:
            walls[wall] = walls[wall] | languages if wall in walls else languages
            size = plan.size
    return Printed(walls, size, zone, gaps)


def _wall(plan: Plan, numbers: Sequence[str]) -> datetime | None:
    """The local time; None for days and hours that do not exist, and for years outside 1900 to 9998."""
    year = int(numbers[plan.year])
    hour = minute = second = 0
    if plan.size:
        hour, minute, *rest = map(int, numbers[plan.clock : plan.clock + plan.size])
        second = rest[0] if rest else 0
    if plan.meridiem and hour < 24:
        half = plan.meridiem[hour % 12]
        if half == "-" or (half == "a" and hour > 12) or (half == "p" and hour == 0):
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if not 1900 <= year < 9999:
        return None
    try:
        return datetime(year, plan.name or int(numbers[plan.month]), int(numbers[plan.day]), hour, minute, second)
    except ValueError:
        return None


def within(walls: Walls, languages: frozenset[str]) -> Walls:
    """The ways to read in these languages, or all if none of them reads it: archives mix languages."""
    if not languages:
        return walls
    return {wall: kept for wall, names in walls.items() if (kept := names & languages)} or walls


def variants(languages: Sequence[str]) -> frozenset[str]:
    """English given as `en` may be American or British, which differ in the order of numbers."""
    return frozenset([*languages, "en_GB"] if "en" in languages else languages)


@lru_cache(1024)
def language_name(languages: frozenset[str]) -> str:
    """The one language, or "" where it may be several."""
    names = {name.partition("_")[0] for name in languages}
    return names.pop() if len(names) == 1 else ""


def moment(found: Printed, walls: Walls, zone: tzinfo | None) -> PrintedTime | None:
    """The moment of a date with a clock that can be read in one way only.

    A printed zone wins. Of an hour that came twice, when summer time ended, the first is taken. An hour that clocks
    jumped over shows that the zone is not the one printed in: the time is then read as UTC, as if no zone were known.
    Nothing on the platforms is older than 1970, and the placeholder 0 is no time.
    """
    if len(walls) != 1 or not found.size:
        return None
    ((wall, languages),) = walls.items()
    known = found.zone or zone
    seconds = to_utc(wall, known) if known else None
    if seconds is None:
        seconds, basis = int(wall.replace(tzinfo=UTC).timestamp()), "zone_assumed"
    else:
        basis = "second" if found.size == 3 else "minute"
    earliest = _WIDEST if basis == "zone_assumed" else 0
    return PrintedTime(seconds, basis, language_name(languages)) if seconds > earliest else None


def read_date(text: str, zone: tzinfo | None, languages: Sequence[str] = ()) -> PrintedTime | None:
    """The moment that `text` prints in `zone` (None: unknown), or None where it has none or may mean two.

    With `languages` it is read in these; in all others only where none of these knows its words.
    """
    found = printed(text)
    return moment(found, within(found.walls, variants(languages)), zone)


def read_day(text: str, languages: Sequence[str] = ()) -> date | None:
    """The calendar day that `text` prints without a clock ("January 1, 1990"), else None."""
    found = printed(text)
    walls = within(found.walls, variants(languages))
    return next(iter(walls)).date() if len(walls) == 1 and not found.size else None
