"""The first screen on a terminal. What the person wrote is text here, never markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from analyzer.first_screen import VERDICT_ORDER
from analyzer.summary import VERDICTS

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_STYLES = {"in_scope": "bold", "ongoing": "bold", "undetermined": "yellow", "out_of_scope": "green"}
_SHOWN_STEPS, _SHOWN_WARNINGS = 6, 8


def plain(text: str) -> Text:
    """Text of an archive, without what a terminal would obey."""
    return Text(_CONTROL.sub("", text))


def show(console: Console, lines: list[str], summary: dict[str, Any], words: dict[str, str], written: str) -> None:
    """Print the three lines, the table, the next steps and the warnings."""
    console.print(Group(*_parts(lines, summary, words, written)))


def _parts(
    lines: list[str], summary: dict[str, Any], words: dict[str, str], written: str
) -> Iterable[RenderableType]:
    yield Text()
    yield Text(lines[0], style="bold")
    for line in lines[1:]:
        yield Text(line)
    if summary["counts"]:
        yield Text()
        yield counts_table(summary, words)
    if summary["actions"]:
        yield Text("\nWhat to do", style="bold")
        for number, action in enumerate(summary["actions"][:_SHOWN_STEPS], 1):
            covers = f"  ({action['covers']:,})" if action["covers"] else ""
            yield Text(f"{number:>2}. {action['title']}{covers}")
            if action["url"]:
                yield Text(f"    {action['url']}", style="dim", no_wrap=True, overflow="fold")
        if len(summary["actions"]) > _SHOWN_STEPS:
            yield Text(f"    … and {len(summary['actions']) - _SHOWN_STEPS} more in the report", style="dim")
    if summary["warnings"]:
        yield Text("\nGood to know", style="bold")
        for warning in summary["warnings"][:_SHOWN_WARNINGS]:
            yield Text("  • ", end="").append_text(plain(warning["text"]))
        if len(summary["warnings"]) > _SHOWN_WARNINGS:
            yield Text(f"    … and {len(summary['warnings']) - _SHOWN_WARNINGS} more in the report", style="dim")
    if written:
        yield Text(f"\nThe whole report: {written}")
    yield Text("This is not legal advice.", style="dim")


def counts_table(summary: dict[str, Any], words: dict[str, str]) -> Table:
    """Items by platform, kind and verdict, with totals."""
    table = Table(box=None, pad_edge=False, show_footer=True)
    totals = dict.fromkeys(VERDICTS, 0)
    rows = []
    for platform, kinds in summary["counts"].items():
        for kind, verdicts in kinds.items():
            for verdict, count in verdicts.items():
                totals[verdict] += count
            rows.append((platform, kind.replace("_", " "), [verdicts.get(v, 0) for v in VERDICT_ORDER]))
    table.add_column("", footer="All")
    table.add_column("", footer="")
    used = [verdict for verdict in VERDICT_ORDER if totals[verdict]]
    for verdict in used:
        footer = f"{totals[verdict]:,}"
        table.add_column(words[verdict], justify="right", style=_STYLES[verdict], footer=footer, max_width=22)
    last = ""
    for platform, kind, counts in rows:
        shown = dict(zip(VERDICT_ORDER, counts, strict=True))
        table.add_row(
            "" if platform == last else platform.title(), kind, *(f"{shown[v]:,}" if shown[v] else "·" for v in used)
        )
        last = platform
    return table
