"""The summary page, its tables as CSV and its plots as files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup

from analyzer.command.study.figures import BIN_NAMES, Cell, Figures, Line
from analyzer.command.study.plots import bounds, spread
from analyzer.command.study.suppress import FEWEST
from analyzer.command.study.texts import PERSONAL
from analyzer.report.frame import asset, content_policy, environment

HEADINGS = {
    "platform": "By platform",
    "year": "By year of creation",
    "kind": "By kind",
    "country": "By country on record",
}
HELD_BACK = "held back"


@cache
def _engine() -> Environment:
    ours, shared = PackageLoader("analyzer.command.study", "templates"), environment()
    assert shared.loader
    return shared.overlay(loader=ChoiceLoader([ours, shared.loader]))


def page(figures: Figures, told: dict[str, Any]) -> str:
    """The page as HTML. `told`: version, policy, day, limits: what stands at its foot."""
    style = asset("page.css") + Markup(
        files("analyzer.command.study.templates").joinpath("study.css").read_text("utf-8")
    )
    return _engine().get_template("study.html").render(
        figures=figures, told=told, plots=plots(figures), headings=HEADINGS, bins=BIN_NAMES, fewest=FEWEST,
        personal=PERSONAL, style=style, policy_header=content_policy(style), cell=cell, percent=percent,
        enough=figures.participants >= FEWEST,
    )  # fmt: skip


def plots(figures: Figures) -> dict[str, Markup]:
    """The plots by name."""
    found = {"all": spread(figures.whole, "Participants by the share of their items that falls into the scope")}
    for name, lines in figures.tables.items():
        if lines:
            found[name] = bounds(lines, f"Mean share of items that falls into the scope. {HEADINGS[name]}")
    return found


def tables(figures: Figures) -> Iterator[tuple[str, str]]:
    """The tables as CSV, by name."""
    head = ["group", "participants", "without_such_items", "mean_least_percent", "mean_most_percent"]
    head += [f"{end} {name}" for end in ("least", "most") for name in BIN_NAMES]
    for name, lines in {"all": [figures.whole], **figures.tables}.items():
        yield name, _csv(head, [_row(each) for each in lines])
    yield (
        "items_per_participant",
        _csv(["items", "participants"], [[name, cell(count)] for name, count in figures.sizes]),
    )
    yield "outcomes", _csv(["outcome", "participants"], [[name, cell(count)] for name, count in figures.outcomes])
    yield "undecided", _csv(["reason", "mean_percent"], [[name, cell(mean)] for name, mean in figures.reasons])


def _row(line: Line) -> list[str]:
    cells = (line.participants, line.without, line.mean_least, line.mean_most, *line.least, *line.most)
    return [line.group, *map(cell, cells)]


def _csv(head: list[str], rows: list[list[str]]) -> str:
    whole = io.StringIO()
    csv.writer(whole).writerows([head, *rows])
    return whole.getvalue()


def cell(count: Cell) -> str:
    """A cell as it is shown."""
    return HELD_BACK if count is None else str(count)


def percent(share: Cell) -> str:
    """A mean as it is shown."""
    return HELD_BACK if share is None else f"{share} %"
