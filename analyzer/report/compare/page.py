"""`compare.html`: a comparison as one file that asks nothing of any network, in the look of the report.

It has no script at all: its policy lets through the one style sheet, by its hash. Everything out of an archive is text,
escaped by the template.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from analyzer.items.accounts import day
from analyzer.report.compare import OUTCOMES, Comparison, Row
from analyzer.report.compare.table import suggestion
from analyzer.report.compare.words import outcomes, reason
from analyzer.report.first_lines import advice
from analyzer.report.frame import asset, content_policy, environment, joined, speech
from analyzer.words import Words, capital

ROWS = 500  # shown of each outcome; the table beside the page has them all
#: What is left to do comes first.
ORDER = ("still_public", "cannot_be_told", "no_longer_public", "archived", "gone", "not_public", "new")
#: Beside the report's: the number of figures varies, so the last line of them may not be full.
#: On a phone a row of a table is a block, each cell a line with the heading of its column: nothing lies off-screen.
_STYLE = Markup("""
.figures { background: var(--card); } .figures li { box-shadow: 0 0 0 1px var(--line); }
@media screen and (max-width: 48rem) {
  .wide { overflow-x: visible; }
  .wide :is(table, tbody, tr, td, th) { display: block; width: auto; min-width: 0; max-width: none; text-align: start; }
  .wide thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .wide tr { padding-block: 0.6rem; border-bottom: 1px solid var(--line); }
  .wide :is(td, th):nth-child(n) { padding: 0.1rem 0; border: 0; min-width: 0; }
  .wide :is(td, th):nth-child(n) { overflow-wrap: anywhere; white-space: normal; }
  .wide td::before { content: attr(data-label) ": "; font-weight: 650; }
}
""")
assert set(ORDER) == set(OUTCOMES)


@dataclass(frozen=True, slots=True)
class Section:
    """The items of one outcome: how many, and the first of them."""

    outcome: str
    heading: str
    count: int
    entries: list[dict[str, str]]


def render(comparison: Comparison, summary: dict[str, Any], lines: list[str]) -> Iterator[str]:
    """The page, piece by piece. `summary` is `compare.json`, `lines` what stands first on the terminal too."""
    style, words = whole_style(), comparison.words
    said = outcomes(words)
    sides = [(words.say(f"compare.page.{side}"), side) for side in ("before", "after")]
    template = environment().get_template("compare.html")
    stream = template.stream(
        style=style, policy_header=content_policy(style), lines=lines, summary=summary, **speech(words),
        figures=[(count, said[outcome]) for outcome, count in comparison.counts.items() if count],
        sections=_sections(comparison), rows_shown=ROWS, sides=sides,
    )  # fmt: skip
    yield from joined(stream)


def whole_style() -> str:
    """The style sheet of the page."""
    return asset("page.css") + _STYLE


def _sections(comparison: Comparison) -> list[Section]:
    shown: dict[str, list[dict[str, str]]] = {outcome: [] for outcome in ORDER}
    words, said = comparison.words, outcomes(comparison.words)
    for row in _pressing(comparison.rows):
        if len(shown[row.outcome]) < ROWS:
            shown[row.outcome].append(_entry(row, words))
    return [
        Section(outcome, capital(said[outcome]), comparison.counts[outcome], shown[outcome])
        for outcome in ORDER
        if comparison.counts[outcome]
    ]


def _pressing(rows: list[Row]) -> list[Row]:
    """By the newest priority there is, then newest first."""

    def rank(row: Row) -> tuple[bool, int]:
        priority = (row.after or row.judged).priority
        return priority is None, priority if priority is not None else -(row.item.created or 0)

    return sorted(rows, key=rank)


def _entry(row: Row, words: Words) -> dict[str, str]:
    item = row.item
    platform, kind = words.code("codes.platform", item.platform), words.code("codes.kind", item.kind)
    return {
        "day": "" if item.created is None else words.day(day(item.created)),
        "what": words.say("script.what", platform=platform, kind=kind),
        "text": item.text,
        "why": reason(words, row.why),
        "advice": advice(suggestion(row), item, words),
    }
