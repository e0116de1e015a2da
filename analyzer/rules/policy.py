"""The policies: from when Meta says it trains, until when one could object and how, from which age, by which law.

A policy is one file of `policies/`, its texts apart in `words/*/policies.toml`. What holds under some policies only,
such as a step or a text of the letters, names no policy but the ways to object or the laws (`Where`): so it holds
under every policy that has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from analyzer.errors import UsageError
from analyzer.model import PLATFORMS, Platform
from analyzer.rules import countries, policy_file
from analyzer.rules.policy_file import LAWS, WAYS

ASSUMED, ELSEWHERE = "eu", "row"  # where no place is on record; for a place that no policy names


@dataclass(frozen=True, slots=True)
class Policy:
    """One jurisdiction's policy, as its file has it.

    `training_start` None: from the creation of the account; `first_day_sure`: whether it is known that the training
    began on that day. `deadline` None: none. `ways` to object, of `WAYS`. `laws`, of `LAWS`, that the letters, and some
    of what one can do, rest on. `objections_count_from`: of one before that day it is disputed whether it counts.
    """

    id: str
    training_start: date | None
    first_day_sure: bool
    deadline: date | None
    adult_age: int
    ai_prompts_any_age: bool
    age_limit_stated: bool  # whether Meta's text itself names the age; else only spoken words leave minors out
    ways: frozenset[str]
    laws: frozenset[str]
    objections_count_from: date | None
    countries: frozenset[str]
    words: frozenset[str]
    sources: tuple[dict[str, Any], ...]
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Where:
    """Under which policies a row holds: with one of `ways`, one of `laws`, none of `not_laws`; empty asks nothing."""

    ways: frozenset[str] = frozenset()
    laws: frozenset[str] = frozenset()
    not_laws: frozenset[str] = frozenset()

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Where:
        """The condition of a row: its `ways`, `laws` and `not_laws`. Raises ValueError for one that there is not."""
        return cls(
            _named(row.get("ways", ()), WAYS), _named(row.get("laws", ()), LAWS), _named(row.get("not_laws", ()), LAWS)
        )

    def holds(self, policy: Policy) -> bool:
        """Whether the row holds under a policy."""
        if self.ways and self.ways.isdisjoint(policy.ways):
            return False
        return not (self.laws and self.laws.isdisjoint(policy.laws)) and self.not_laws.isdisjoint(policy.laws)


def _named(names: Iterable[str], known: tuple[str, ...]) -> frozenset[str]:
    if unknown := sorted(set(names) - set(known)):
        raise ValueError(f"{', '.join(unknown)}: none of {', '.join(known)}")
    return frozenset(names)


@lru_cache(maxsize=256)
def midnight(day: date) -> int:
    """The first second of a UTC day."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def _folder() -> Any:
    return files("analyzer.rules").joinpath("policies")


@cache
def policies() -> tuple[str, ...]:
    """The ids of all policies, by the `order` in their files."""
    return policy_file.names(_folder())


@cache
def load(name: str) -> Policy:
    """The policy called `name`. Raises UsageError if there is none, AnalyzerError if its file is wrong."""
    if name not in policies():
        raise UsageError(
            "There is no policy {name}: choose one of auto, {choices}.", name=name, choices=", ".join(policies())
        )
    row = policy_file.read(_folder(), name)
    return Policy(
        id=name, training_start=row.get("training_start"), first_day_sure=row.get("first_day_sure", True),
        deadline=row.get("deadline"), adult_age=row["adult_age"], ai_prompts_any_age=row["ai_prompts_any_age"],
        age_limit_stated=row.get("age_limit_stated", True),
        ways=frozenset(row.get("ways", ())), laws=frozenset(row.get("laws", ())),
        objections_count_from=row.get("objections_count_from"), countries=frozenset(row["countries"]),
        words=frozenset(row.get("words", ())), sources=tuple(row["source"])
    )  # fmt: skip


def choose(name: str, deadline: date | None, places: list[tuple[Platform, str]]) -> tuple[Policy, list[str]]:
    """The policy of a run, and the ids of other policies that recorded places point to.

    `auto` takes the first country or jurisdiction recorded, in the order of `PLATFORMS`; without any, `ASSUMED`.
    """
    others: list[str] = []
    if name == "auto":
        ordered = sorted(places, key=lambda place: PLATFORMS.index(place[0]))
        found = [policy for _, place in ordered if (policy := of_place(place))]
        chosen = load(found[0]) if found else replace(load(ASSUMED), assumed=True)
        others = sorted(set(found) - {chosen.id})
    else:
        chosen = load(name)
    return (replace(chosen, deadline=deadline) if deadline else chosen), others


@cache
def of_place(place: str) -> str:
    """The id of the policy for a country or jurisdiction as an archive names it; "" where that is not known."""
    for name in policies():
        if place.strip().casefold() in load(name).words:
            return name
    code = countries.code(place) or countries.code(place.rpartition(",")[2])  # "Berlin, Germany"
    return of_country(code) if code else ""


def of_country(code: str) -> str:
    """The id of the policy for a country by its code."""
    return next((name for name in policies() if code in load(name).countries), ELSEWHERE)
