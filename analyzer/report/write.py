"""Write a result: the page, the tables and the summary, as `folder` does it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from analyzer.items.gc_pause import no_collector
from analyzer.report import folder
from analyzer.report.page import render
from analyzer.report.page.commands import COMMAND_LINE, Commands
from analyzer.report.page.thumbnails import Thumbnails
from analyzer.report.place import with_place
from analyzer.report.tables import TABLES, csv_lines
from analyzer.rules.analysis import Analysis

SUMMARY, PAGE = "summary.json", "report.html"
FILES = (PAGE, *(f"{table}.csv" for table in TABLES), SUMMARY)
_KEYS = frozenset({"schema", "policy", "counts", "range"})


def check_target(out: Path) -> None:
    """Raise UsageError where `out` may not be written to: a file, a link, a folder with other content than ours."""
    folder.check_target(out, SUMMARY, _KEYS, FILES)


def write(
    analysis: Analysis,
    summary: dict[str, Any],
    lines: list[str],
    out: Path,
    pictures: int | Thumbnails,
    commands: Commands = COMMAND_LINE,
) -> None:
    """Write page, tables and summary into `out`, at most so many small pictures on the page, or just these.

    Raises UsageError, or AnalyzerError where the disk refuses.
    """
    check_target(out)
    summary = with_place(summary, out, analysis.words)
    files = {PAGE: render.render(analysis, summary, lines, pictures, commands)}
    files |= {f"{table}.csv": csv_lines(analysis, table) for table in TABLES}
    files[SUMMARY] = iter([json.dumps(summary, ensure_ascii=False, indent=2), "\n"])
    with no_collector():
        folder.write_files(out, files, "The report")
