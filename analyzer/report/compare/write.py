"""Write a comparison: its page, its table and its summary, as `analyzer.report.folder` does it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from analyzer.report import folder
from analyzer.report.compare import Comparison, page
from analyzer.report.compare.table import csv_lines
from analyzer.report.place import with_place

PAGE, TABLE, SUMMARY = "compare.html", "compare.csv", "compare.json"
FILES = (PAGE, TABLE, SUMMARY)
_KEYS = frozenset({"schema", "outcomes", "before", "after"})


def check_target(out: Path) -> None:
    """Raise UsageError where `out` may not be written to: a file, a link, a folder with other content than ours."""
    folder.check_target(out, SUMMARY, _KEYS, FILES)


def write(comparison: Comparison, summary: dict[str, Any], lines: list[str], out: Path) -> None:
    """Write page, table and summary into `out`. Raises UsageError, or AnalyzerError where the disk refuses."""
    check_target(out)
    summary = with_place(summary, out, comparison.words)
    files = {
        PAGE: page.render(comparison, summary, lines),
        TABLE: csv_lines(comparison),
        SUMMARY: [json.dumps(summary, ensure_ascii=False, indent=2), "\n"],
    }
    folder.write_files(out, files, "The comparison")
