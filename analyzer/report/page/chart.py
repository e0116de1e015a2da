"""The chart of items by year and verdict, as inline SVG: one bar a year, a part for each verdict.

Lengths are shares of the width, so the drawing fits any screen while its text keeps its size. Each verdict has a
pattern as well as a colour, and each bar its number: nothing rests on colour alone. The same numbers stand in a
table beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from markupsafe import Markup

from analyzer.model import VERDICTS
from analyzer.rules.decision import Judged
from analyzer.words import Words

_ROW, _BAR = 26, 16  # pixels
_OPENING = Markup('<svg class="chart" role="img" aria-labelledby="chart-title chart-desc" width="100%" height="{}">')
_HEADING = Markup('<title id="chart-title">{}</title><desc id="chart-desc">{}</desc>')
_LABEL = Markup('<text class="year" x="-10" y="{}" dy="0.35em">{}</text>')
_PART = Markup(
    '<rect class="bar {}" x="{:.3f}%" y="{}" width="{:.3f}%" height="{}" data-filter="{}"><title>{}</title></rect>'
)
_TOTAL = Markup('<text class="total" x="{:.3f}%" dx="8" y="{}" dy="0.35em">{}</text>')
_PATTERNS = Markup(
    '<defs><pattern id="p-ongoing" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="fill-ongoing" width="6" height="6"/><rect class="line-ongoing" width="2.4" height="6"/></pattern>'
    '<pattern id="p-undetermined" width="5" height="5" patternUnits="userSpaceOnUse">'
    '<rect class="fill-undetermined" width="5" height="5"/>'
    '<circle class="line-undetermined" cx="2.5" cy="2.5" r="1.1"/></pattern></defs>'
)


@dataclass(frozen=True, slots=True)
class Year:
    """One bar: its label, and how many items it has of each of `VERDICTS`."""

    label: str
    counts: tuple[int, ...]
    value: int  # the year, 0 for items without a time

    @property
    def total(self) -> int:
        return sum(self.counts)


@lru_cache(maxsize=4096)
def _year_of_day(day: int) -> int:
    return datetime.fromtimestamp(day * 86400, UTC).year


def by_year(judged: Iterable[Judged], words: Words) -> list[Year]:
    """Items by year of creation, every year between the first and the last; those without a time come last."""
    found = ((each.item.created, each.decision.verdict) for each in judged)
    counts: Counter[tuple[int | None, str]] = Counter(
        (None if created is None else _year_of_day(created // 86400), verdict) for created, verdict in found
    )
    known = [year for year, _ in counts if year is not None]
    years: list[int | None] = list(range(min(known), max(known) + 1)) if known else []
    if len(years) > 60:  # a broken clock: leave out the years without items
        years = [*sorted(set(known))]
    if any(year is None for year, _ in counts):
        years.append(None)
    return [
        Year(
            words.say("script.no_date") if year is None else str(year),
            tuple(counts[year, verdict] for verdict in VERDICTS),
            year or 0,
        )
        for year in years
    ]


def svg(years: list[Year], verdicts: dict[str, str], words: Words) -> Markup:
    """The drawing. `verdicts` names each verdict for the title of its part."""
    most = max((year.total for year in years), default=0) or 1
    pieces = [
        _OPENING.format(_ROW * len(years)),
        _HEADING.format(words.say("page.chart.title"), _described(years, verdicts, words)),
        _PATTERNS,
    ]
    pieces += [_bar(year, number * _ROW, most, verdicts, words) for number, year in enumerate(years)]
    return Markup("").join([*pieces, Markup("</svg>")])


def _bar(year: Year, top: int, most: int, verdicts: dict[str, str], words: Words) -> Markup:
    middle, left = top + _ROW / 2, 0.0
    pieces = [_LABEL.format(middle, year.label)]
    for verdict, count in zip(VERDICTS, year.counts, strict=True):
        if count:
            width = 100 * count / most
            hint = words.say("page.chart.part", year=year.label, n=count, verdict=verdicts[verdict])
            pieces.append(
                _PART.format(verdict, left, top + (_ROW - _BAR) / 2, width, _BAR, _filter(year, verdict), hint)
            )
            left += width
    return Markup("").join([*pieces, _TOTAL.format(left, middle, words.number(year.total))])


def _filter(year: Year, verdict: str) -> str:
    """What the list of items is filtered to by this part."""
    return f"year={year.value}&verdict={verdict}"


def _described(years: list[Year], verdicts: dict[str, str], words: Words) -> str:
    fullest = max(years, key=lambda year: year.total, default=None)
    if fullest is None or not fullest.total:
        return words.say("page.chart.empty")
    named = words.listed(dict.fromkeys(verdicts[verdict] for verdict in VERDICTS))
    return words.say(
        "page.chart.described", n=len(years), verdicts=named, year=fullest.label, most=fullest.total
    )  # fmt: skip
