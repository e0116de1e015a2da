"""Which number of a text is the year, the month, the day, the hour: told by the words between them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from analyzer.reading.dates.words import Gap, languages, meanings


class Plan(NamedTuple):
    """Which number is what. `name` is the month where a word gives it; without a clock `size` is 0."""

    year: int
    month: int
    day: int
    name: int
    clock: int
    size: int
    meridiem: str


def _clock(gaps: Sequence[str], numbers: Sequence[int]) -> tuple[int, int] | None:
    """Place and count of the numbers of the clock, told by what joins them; (0, 0) without a clock, None if unclear."""
    joints = [gap.strip() for gap in gaps[1:-1]]
    for sign in (":", ".", "h"):
        runs: list[list[int]] = []
        for place, joint in enumerate(joints):
            if joint == sign:
                if runs and runs[-1][-1] == place:
                    runs[-1].append(place + 1)
                else:
                    runs.append([place, place + 1])
        clocks = [run for run in runs if all(numbers[place] <= 2 for place in run) and numbers[run[1]] == 2]
        if len(clocks) > 1 or (clocks and len(clocks[0]) > 3):
            return None
        if clocks:
            return clocks[0][0], len(clocks[0])
    return 0, 0


def _orders(rest: list[int], year: int, gaps: Sequence[str], order: str) -> list[tuple[int, int]]:
    """Places of month and day in a date of numbers only. Nobody writes month.day.year with dots."""
    first, second = (place for place in rest if place != year)
    if year == rest[0]:
        return [(first, second)]
    if year != rest[2]:
        return []
    if gaps[rest[1]].strip() == ".":
        order = "dmy"
    return [places for name, places in (("dmy", (second, first)), ("mdy", (first, second))) if order in ("", name)]


def _plans_in(language: str, gaps: Sequence[Gap], texts: Sequence[str], rest: list[int], year: int) -> list[Plan]:
    """The ways in which one language reads these gaps: two for numbers whose order it leaves open."""
    months = [month for gap in gaps for month in gap.months] or [month for gap in gaps for month in gap.maybe]
    marked = [place if side > 0 else place - 1 for place, gap in enumerate(gaps) for side in gap.marks]
    others = [place for place in rest if place != year]
    if months:
        found = [(-1, others[0], months[0])] if len(others) == 1 and len(set(months)) == 1 and not marked else []
    elif marked:
        days = [place for place in others if place != marked[0]]
        found = [(marked[0], days[0], 0)] if len(marked) == 1 and len(others) == 2 and len(days) == 1 else []
    else:
        order = languages()[language]["order"]
        found = [(*places, 0) for places in _orders(rest, year, texts, order)] if len(others) == 2 else []
    meridiems = {letters for gap in gaps for letters in gap.meridiems}
    if len(meridiems) > 1:
        return []
    return [Plan(year, month, day, name, 0, 0, "".join(meridiems)) for month, day, name in found]


@lru_cache(4096)
def plans(gaps: tuple[str, ...], sizes: tuple[int, ...]) -> dict[Plan, frozenset[str]]:
    """The ways to read texts of these words with numbers of these sizes, each with its languages."""
    clock = _clock(gaps, sizes)
    if clock is None:
        return {}
    rest = [place for place in range(len(sizes)) if not clock[0] <= place < sum(clock)]
    years = [place for place in rest if sizes[place] == 4]
    if len(years) != 1 or not 2 <= len(rest) <= 3 or any(sizes[place] > 2 for place in rest if place not in years):
        return {}
    joints = range(clock[0] + 1, sum(clock))  # the gaps inside the clock say nothing
    asked = [meanings("" if place in joints else gap) for place, gap in enumerate(gaps)]
    found: dict[Plan, frozenset[str]] = {}
    for language in min(asked, key=len):
        if all(language in answer for answer in asked):
            for plan in _plans_in(language, [answer[language] for answer in asked], gaps, rest, years[0]):
                if clock[1] or not plan.meridiem:
                    plan = plan._replace(clock=clock[0], size=clock[1])
                    found[plan] = found.get(plan, frozenset()) | {language}
    return found
