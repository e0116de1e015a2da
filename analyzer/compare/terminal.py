"""A comparison on a terminal: the answer first. What the person wrote is text here, never markup."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from analyzer.compare import OUTCOMES
from analyzer.compare.words import OUTCOME_WORDS
from analyzer.report.terminal import plain

_STYLES = {"still_public": "bold", "cannot_be_told": "yellow", "new": "dim"}
_HEADINGS = {**OUTCOME_WORDS, "archived": "archived"}
_SHOWN_WARNINGS = 8


def show(console: Console, lines: list[str], summary: dict[str, Any], written: str) -> None:
    """Print the lines, the table of outcomes, how far the steps have come, and the warnings."""
    console.print(Group(*_parts(lines, summary, written)))


def _parts(lines: list[str], summary: dict[str, Any], written: str) -> Iterable[RenderableType]:
    yield Text()
    yield Text(lines[0], style="bold")
    yield from (Text(line) for line in lines[1:])
    if summary["by_kind"]:
        yield Text()
        yield _outcomes(summary)
    if summary["steps"]:
        yield Text("\nHow far you have come", style="bold")
        yield _steps(summary["steps"])
    if summary["warnings"]:
        yield Text("\nGood to know", style="bold")
        listed = Table.grid(padding=(0, 1))
        for warning in summary["warnings"][:_SHOWN_WARNINGS]:
            listed.add_row("•", plain(warning["text"]))
        yield listed
        if (more := len(summary["warnings"]) - _SHOWN_WARNINGS) > 0:
            yield Text(f"  … and {more} more on the page", style="dim")
    yield Text.assemble("\nEvery item: ", (written, "bold"))
    yield Text("This is not legal advice.", style="dim")


def _outcomes(summary: dict[str, Any]) -> Table:
    used = [outcome for outcome in OUTCOMES if summary["outcomes"][outcome]]
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, show_footer=True)
    table.add_column("", footer="All", no_wrap=True)
    table.add_column("", no_wrap=True)
    for outcome in used:
        footer = f"{summary['outcomes'][outcome]:,}"
        style = _STYLES.get(outcome, "green")
        heading = _HEADINGS[outcome]
        widest = max(map(len, heading.split()))
        table.add_column(heading, justify="right", style=style, footer=footer, min_width=widest, max_width=12)
    last = ""
    for platform, kinds in summary["by_kind"].items():
        for kind, counts in kinds.items():
            cells = (f"{counts[outcome]:,}" if counts.get(outcome) else "·" for outcome in used)
            table.add_row("" if platform == last else platform.title(), kind.replace("_", " "), *cells)
            last = platform
    return table


def _steps(steps: list[dict[str, Any]]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("Step", overflow="fold")
    for heading in ("done", "open", "cannot be told"):
        table.add_column(heading, justify="right", no_wrap=True)
    for step in steps:
        numbers = (step["done"], step["open"], step["cannot_be_told"])
        table.add_row(Text(step["title"]), *(f"{number:,}" if number else "·" for number in numbers))
    return table
