"""The policies: from when Meta says it trains, until when one could object, from which age. The facts are data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from analyzer.errors import UsageError
from analyzer.model import PLATFORMS, Platform
from analyzer.rules import countries

POLICIES = ("eu", "ch", "uk", "br", "row")


@dataclass(frozen=True, slots=True)
class Policy:
    """One jurisdiction's policy. `training_start` None: from the creation of the account. `deadline` None: none."""

    id: str
    training_start: date | None
    deadline: date | None
    adult_age: int
    ai_prompts_any_age: bool
    age_limit_stated: bool  # whether Meta's text itself names the age; else only spoken words leave minors out
    countries: frozenset[str]
    words: frozenset[str]
    sources: tuple[dict[str, Any], ...]
    assumed: bool = False


@lru_cache(maxsize=256)
def midnight(day: date) -> int:
    """The first second of a UTC day."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


@cache
def load(name: str) -> Policy:
    """The policy called `name`. Raises UsageError if there is none."""
    if name not in POLICIES:
        raise UsageError(f"There is no policy {name}: choose one of auto, {', '.join(POLICIES)}.")
    data = tomllib.loads(files("analyzer.rules").joinpath("policies", f"{name}.toml").read_text("utf-8"))
    return Policy(
        data["id"], data.get("training_start"), data.get("deadline"), data["adult_age"],
        data["ai_prompts_any_age"], data.get("age_limit_stated", True), frozenset(data["countries"]),
        frozenset(data["words"]), tuple(data["source"]),
    )  # fmt: skip


def choose(name: str, deadline: date | None, places: list[tuple[Platform, str]]) -> tuple[Policy, list[str]]:
    """The policy of a run, and the ids of other policies that recorded places point to.

    `auto` takes the first country or jurisdiction recorded, in the order of `PLATFORMS`; without any, `eu`, assumed.
    """
    others: list[str] = []
    if name == "auto":
        ordered = sorted(places, key=lambda place: PLATFORMS.index(place[0]))
        found = [policy for _, place in ordered if (policy := of_place(place))]
        chosen = load(found[0]) if found else replace(load("eu"), assumed=True)
        others = sorted(set(found) - {chosen.id})
    else:
        chosen = load(name)
    return (replace(chosen, deadline=deadline) if deadline else chosen), others


@cache
def of_place(place: str) -> str:
    """The id of the policy for a country or jurisdiction as an archive names it; "" where that is not known."""
    for name in POLICIES:
        if place.strip().casefold() in load(name).words:
            return name
    code = countries.code(place) or countries.code(place.rpartition(",")[2])  # "Berlin, Germany"
    if not code:
        return ""
    return next((name for name in POLICIES if code in load(name).countries), "row")
