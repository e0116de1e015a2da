"""The first screen on a terminal. What the person wrote is text here, never markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from analyzer.model import VERDICTS
from analyzer.report.first_lines import WEIGHTY, command_in
from analyzer.words import Words

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_STYLES = {"in_scope": "bold", "ongoing": "bold", "undetermined": "yellow", "out_of_scope": "green"}
_SHOWN_STEPS, _SHOWN_WARNINGS = 6, 8
_NARROW, _VERY_NARROW = 90, 60  # columns
_LEFT = 28  # columns of what stands left

_Row = tuple[str, str, dict[str, int]]  # platform, kind, items of each verdict


def plain(text: str) -> Text:
    """Text of an archive, without what a terminal would obey."""
    return Text(_CONTROL.sub("", text))


def show(
    console: Console, lines: list[str], summary: dict[str, Any], verdicts: dict[str, str], written: str, words: Words,
    evidence: Iterable[str] = (),
) -> None:  # fmt: skip
    """Print the three lines, what evidence spoke of, the table, the next steps and the warnings."""
    console.print()
    console.print(Text(lines[0], style="bold"))
    for warning in summary["warnings"]:
        if warning["id"] in WEIGHTY:
            console.print(plain(warning["text"]), style="yellow")
    for line in lines[1:]:
        sentence, command = command_in(line, words)
        console.print(Text(sentence))
        if command:  # never broken over lines: it is there to be copied
            console.print(Text(f"    {command}", style="bold"), soft_wrap=True)
    for line in evidence:
        console.print(plain(line))
    console.print(Group(*_parts(summary, verdicts, written, console.width, words)))


def show_reasons(console: Console, rows: list[tuple[str, str]], more: str, words: Words) -> None:
    """Print `(heading, sentence)` rows: beside each other, on a narrow terminal below each other, piped a line each.

    `more`: the line that prints every rule, "" where they stand there.
    """
    left = min(max(len(heading) for heading, _ in rows), _LEFT)
    if not console.is_terminal:
        for heading, sentence in rows:
            console.print(plain(f"{heading:<{left}}  {sentence}".rstrip()), soft_wrap=True)
    elif console.width < _NARROW - 10:
        for heading, sentence in rows:
            console.print(Text(heading, style="bold"))
            if sentence:
                console.print(Padding(plain(sentence), (0, 0, 0, 2)))
    else:
        listed = Table.grid(padding=(0, 2))
        listed.add_column(style="bold", width=left)
        listed.add_column(overflow="fold")
        for heading, sentence in rows:
            listed.add_row(Text(heading), plain(sentence))
        console.print(listed)
    if more:
        console.print(Text(f"\n{words.say('explain.more')}"))
        console.print(Text(f"    {more}", style="bold"), soft_wrap=True)


def _parts(
    summary: dict[str, Any], verdicts: dict[str, str], written: str, width: int, words: Words
) -> Iterable[RenderableType]:  # fmt: skip
    if summary["counts"]:
        narrow = width < _NARROW
        yield Text()
        short: dict[str, str] = words.table("terminal.short")
        if verdicts["in_scope"] == verdicts["ongoing"]:  # no deadline: nothing is before or since
            short = short | {"in_scope": verdicts["in_scope"]}
        yield counts_table(summary, short if narrow else verdicts, words, width < _VERY_NARROW)
        if narrow:
            yield _legend(_used(_rows(summary)), short, verdicts)
    if summary["actions"]:
        yield Text(f"\n{words.say('terminal.todo')}", style="bold")
        yield _steps(summary["actions"][:_SHOWN_STEPS], words)
        yield from _more(len(summary["actions"]) - _SHOWN_STEPS, words)
    warnings = [warning for warning in summary["warnings"] if warning["id"] not in WEIGHTY]
    if warnings:
        yield Text(f"\n{words.say('terminal.know')}", style="bold")
        listed = Table.grid(padding=(0, 1))
        listed.add_column()
        listed.add_column(overflow="fold")  # a name of a file is longer than a narrow window
        for warning in warnings[:_SHOWN_WARNINGS]:
            listed.add_row("•", plain(warning["text"]))
        yield listed
        yield from _more(len(warnings) - _SHOWN_WARNINGS, words)
    if written:
        yield Text.assemble(f"\n{words.say('terminal.report')} ", (written, "bold"))
    yield Text(words.say("terminal.legal"), style="dim")


def _legend(used: list[str], short: dict[str, str], verdicts: dict[str, str]) -> Table:
    """What the short headings of the columns that are there mean."""
    listed = Table.grid(padding=(0, 2))
    for verdict in used:
        if short[verdict] != verdicts[verdict]:
            listed.add_row(Text(short[verdict], style="dim"), Text(verdicts[verdict], style="dim"))
    return listed


def _steps(actions: list[dict[str, Any]], words: Words) -> Table:
    listed = Table.grid(padding=(0, 1))
    listed.add_column(justify="right")
    listed.add_column(overflow="fold")
    listed.add_column(justify="right", style="dim", no_wrap=True)
    for number, action in enumerate(actions, 1):
        covers = words.say("counts.items", n=action["covers"]) if action["covers"] else ""
        step = Text(action["title"])
        if action["url"]:
            step.append(f"\n{action['url']}", style="dim")
        listed.add_row(f"{number}.", step, covers)
    return listed


def _more(count: int, words: Words) -> Iterable[RenderableType]:
    if count > 0:
        yield Text(f"  {words.say('terminal.more', n=count)}", style="dim")


def _rows(summary: dict[str, Any]) -> list[_Row]:
    kinds_of = summary["counts"].items()
    return [(platform, kind, counts) for platform, kinds in kinds_of for kind, counts in kinds.items()]


def _totals(rows: list[_Row]) -> dict[str, int]:
    return {verdict: sum(row[2].get(verdict, 0) for row in rows) for verdict in VERDICTS}


def _used(rows: list[_Row]) -> list[str]:
    """The verdicts that some item has: the columns."""
    totals = _totals(rows)
    return [verdict for verdict in VERDICTS if totals[verdict]]


def counts_table(summary: dict[str, Any], verdicts: dict[str, str], words: Words, narrow: bool = False) -> Table:
    """Items by platform, kind and verdict, with totals. `verdicts`: the headings. `narrow`: no column of platforms, but
    lines."""
    rows = _rows(summary)
    totals, used = _totals(rows), _used(rows)
    table = Table(box=None, pad_edge=False, show_footer=True, padding=(0, 1, 0, 0) if narrow else (0, 1))
    if not narrow:
        table.add_column("", footer=words.say("terminal.all"))
    table.add_column("", footer=words.say("terminal.all") if narrow else "", overflow="fold")
    for verdict in used:
        footer = words.number(totals[verdict])
        table.add_column(verdicts[verdict], justify="right", style=_STYLES[verdict], footer=footer, max_width=22)
    last = ""
    for platform, kind, counts in rows:
        cells = (words.number(counts[verdict]) if counts.get(verdict) else "·" for verdict in used)
        name = "" if platform == last else words.code("codes.platform", platform)
        if narrow and name:
            table.add_row(Text(name, style="bold"))
        table.add_row(*([] if narrow else [name]), words.code("codes.kind", kind), *cells)
        last = platform
    return table
