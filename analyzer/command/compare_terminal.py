"""A comparison on a terminal: the answer first. What the person wrote is text here, never markup."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from analyzer.command.terminal import plain
from analyzer.report.compare import OUTCOMES
from analyzer.words import Words

_STYLES = {"still_public": "bold", "cannot_be_told": "yellow", "new": "dim"}
_SHOWN_WARNINGS = 8


def show(console: Console, lines: list[str], summary: dict[str, Any], written: str, words: Words) -> None:
    """Print the lines, the table of outcomes, how far the steps have come, and the warnings."""
    console.print(Group(*_parts(lines, summary, written, words)))


def _parts(lines: list[str], summary: dict[str, Any], written: str, words: Words) -> Iterable[RenderableType]:
    yield Text()
    yield Text(lines[0], style="bold")
    yield from (Text(line) for line in lines[1:])
    if summary["by_kind"]:
        yield Text()
        yield _outcomes(summary, words)
    if summary["steps"]:
        yield Text(f"\n{words.say('compare.steps.title')}", style="bold")
        yield _steps(summary["steps"], words)
    if summary["warnings"]:
        yield Text(f"\n{words.say('terminal.know')}", style="bold")
        listed = Table.grid(padding=(0, 1))
        for warning in summary["warnings"][:_SHOWN_WARNINGS]:
            listed.add_row("•", plain(warning["text"]))
        yield listed
        if (more := len(summary["warnings"]) - _SHOWN_WARNINGS) > 0:
            yield Text(f"  {words.say('compare.page.more', n=more)}", style="dim")
    yield Text.assemble(f"\n{words.say('compare.every_item')} ", (written, "bold"))
    yield Text(words.say("terminal.legal"), style="dim")


def _outcomes(summary: dict[str, Any], words: Words) -> Table:
    used = [outcome for outcome in OUTCOMES if summary["outcomes"][outcome]]
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, show_footer=True)
    table.add_column("", footer=words.say("terminal.all"), no_wrap=True)
    table.add_column("", no_wrap=True)
    for outcome in used:
        footer = words.number(summary["outcomes"][outcome])
        style = _STYLES.get(outcome, "green")
        heading = words.say(f"compare.short.{outcome}")
        widest = max(map(len, heading.split()))
        table.add_column(heading, justify="right", style=style, footer=footer, min_width=widest, max_width=12)
    last = ""
    for platform, kinds in summary["by_kind"].items():
        for kind, counts in kinds.items():
            cells = (words.number(counts[outcome]) if counts.get(outcome) else "·" for outcome in used)
            name = "" if platform == last else words.code("codes.platform", platform)
            table.add_row(name, words.code("codes.kind", kind), *cells)
            last = platform
    return table


def _steps(steps: list[dict[str, Any]], words: Words) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(words.say("compare.steps.step"), overflow="fold")
    for heading in ("done", "open", "untold"):
        table.add_column(words.say(f"compare.steps.short.{heading}"), justify="right", no_wrap=True)
    for step in steps:
        numbers = (step["done"], step["open"], step["cannot_be_told"])
        table.add_row(Text(step["title"]), *(words.number(number) if number else "·" for number in numbers))
    return table
