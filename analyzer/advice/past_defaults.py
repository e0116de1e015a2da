"""What a platform chose for people who changed nothing, at what time: a hint beside a question, never an answer.

The rows are data (`past_defaults.toml`), each with the texts that say so. No rule of the verdict reads them: a default
tells nothing about what one person chose, nor what became of a post later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from analyzer.model import Platform
from analyzer.rules.age import age_day
from analyzer.rules.analysis import Analysis
from analyzer.toml_tables import table
from analyzer.words import Words

TEENS = "teens"
MINORS_UNTIL = 18  # to Facebook, whatever age a policy has


@dataclass(frozen=True, slots=True)
class Source:
    """A text that says so. `dated` is None where the text has no day."""

    title: str
    where: str
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class Default:
    """One row. `since` is its first day, `until` the day after its last one, None where no end was found."""

    id: str
    platform: str
    since: date
    until: date | None
    who: str  # all, new, some, teens; "" for a switch
    audience: str  # everyone, friends_of_friends, networks, friends, private, last_used; "" for a switch
    sure: str  # A, B, C
    doubt: str  # what speaks against it, "" if nothing does
    read_on: date
    sources: tuple[Source, ...]

    def in_words(self, words: Words) -> str:
        """The sentence for a person."""
        return words.say(f"defaults.{self.id}")


def then(platform: Platform, first_year: int, last_year: int, adult_on: date | None = None) -> list[Default]:
    """The rows that bear on posts of these years (both included), oldest first.

    With `adult_on`, the 18th birthday, rows for minors are left out where the person was an adult for all of the shared
    time, and those for adults where the person was none in it.
    """
    found = []
    for row in _rows("default"):
        start, end = max(row.since.isoformat(), f"{first_year:04}"), f"{last_year + 1:04}"  # ISO dates sort as text
        end = min(end, row.until.isoformat()) if row.until else end
        if row.platform != platform or start >= end:
            continue
        grown = adult_on.isoformat() if adult_on else None
        if grown is None or (start < grown if row.who == TEENS else grown < end):
            found.append(row)
    return found


def switches(platform: Platform) -> list[Default]:
    """What changes posts that are there already, such as "Limit past posts"."""
    return [row for row in _rows("switch") if row.platform == platform]


@cache
def _rows(name: str) -> tuple[Default, ...]:
    rows = [_row(row) for row in table("advice/past_defaults.toml")[name]]
    return tuple(sorted(rows, key=lambda row: (row.since, row.id)))


def _row(row: dict[str, Any]) -> Default:
    return Default(
        id=row["id"],
        platform=row["platform"],
        since=row["from"],
        until=row.get("to"),
        who=row.get("who", ""),
        audience=row.get("audience", ""),
        sure=row["sure"],
        doubt=row.get("doubt", ""),
        read_on=row["read_on"],
        sources=tuple(Source(**source) for source in row["source"]),
    )


def adult_on(analysis: Analysis) -> date | None:
    """The 18th birthday of whom a Facebook archive is of, where it is known."""
    found = (of.birthday for of in analysis.cases.values() if of.account.platform == "facebook" and of.birthday)
    birthday = next(found, None)
    return age_day(birthday, MINORS_UNTIL) if birthday else None
