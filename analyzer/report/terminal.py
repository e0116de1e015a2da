"""The first screen on a terminal. What the person wrote is text here, never markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from analyzer.first_screen import VERDICT_ORDER

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_STYLES = {"in_scope": "bold", "ongoing": "bold", "undetermined": "yellow", "out_of_scope": "green"}
_SHORT = {"in_scope": "before", "ongoing": "since", "undetermined": "you tell", "out_of_scope": "not"}
_SHOWN_STEPS, _SHOWN_WARNINGS = 6, 8
_NARROW = 90  # columns
_COMMAND = "Say it with: "


def plain(text: str) -> Text:
    """Text of an archive, without what a terminal would obey."""
    return Text(_CONTROL.sub("", text))


def show(console: Console, lines: list[str], summary: dict[str, Any], words: dict[str, str], written: str) -> None:
    """Print the three lines, the table, the next steps and the warnings."""
    console.print()
    console.print(Text(lines[0], style="bold"))
    for line in lines[1:]:
        sentence, said, command = line.partition(_COMMAND)
        console.print(Text(sentence + said.rstrip()))
        if command:  # never broken over lines: it is there to be copied
            console.print(Text(f"    {command}", style="bold"), soft_wrap=True)
    console.print(Group(*_parts(summary, words, written, console.width < _NARROW)))


def _parts(summary: dict[str, Any], words: dict[str, str], written: str, narrow: bool) -> Iterable[RenderableType]:
    if summary["counts"]:
        yield Text()
        yield counts_table(summary, _SHORT if narrow else words)
        if narrow:
            yield from (Text(f"{_SHORT[verdict]}: {words[verdict]}", style="dim") for verdict in VERDICT_ORDER)
    if summary["actions"]:
        yield Text("\nWhat to do", style="bold")
        yield _steps(summary["actions"][:_SHOWN_STEPS])
        yield from _more(len(summary["actions"]) - _SHOWN_STEPS)
    if summary["warnings"]:
        yield Text("\nGood to know", style="bold")
        listed = Table.grid(padding=(0, 1))
        for warning in summary["warnings"][:_SHOWN_WARNINGS]:
            listed.add_row("•", plain(warning["text"]))
        yield listed
        yield from _more(len(summary["warnings"]) - _SHOWN_WARNINGS)
    if written:
        yield Text.assemble("\nThe whole report: ", (written, "bold"))
    yield Text("This is not legal advice.", style="dim")


def _steps(actions: list[dict[str, Any]]) -> Table:
    listed = Table.grid(padding=(0, 1))
    listed.add_column(justify="right")
    listed.add_column(overflow="fold")
    listed.add_column(justify="right", style="dim", no_wrap=True)
    for number, action in enumerate(actions, 1):
        covers = f"{action['covers']:,} item{'' if action['covers'] == 1 else 's'}" if action["covers"] else ""
        step = Text(action["title"])
        if action["url"]:
            step.append(f"\n{action['url']}", style="dim")
        listed.add_row(f"{number}.", step, covers)
    return listed


def _more(count: int) -> Iterable[RenderableType]:
    if count > 0:
        yield Text(f"  … and {count} more in the report", style="dim")


def counts_table(summary: dict[str, Any], words: dict[str, str]) -> Table:
    """Items by platform, kind and verdict, with totals."""
    rows = [
        (platform, kind, verdicts) for platform, kinds in summary["counts"].items() for kind, verdicts in kinds.items()
    ]
    totals = {verdict: sum(row[2].get(verdict, 0) for row in rows) for verdict in VERDICT_ORDER}
    used = [verdict for verdict in VERDICT_ORDER if totals[verdict]]
    table = Table(box=None, pad_edge=False, show_footer=True)
    table.add_column("", footer="All")
    table.add_column("")
    for verdict in used:
        footer = f"{totals[verdict]:,}"
        table.add_column(words[verdict], justify="right", style=_STYLES[verdict], footer=footer, max_width=22)
    last = ""
    for platform, kind, verdicts in rows:
        counts = (f"{verdicts[verdict]:,}" if verdicts.get(verdict) else "·" for verdict in used)
        table.add_row("" if platform == last else platform.title(), kind.replace("_", " "), *counts)
        last = platform
    return table
