"""Write a comparison as the report is written: all files or none, for their owner alone, never beside others' files."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from analyzer.compare import Comparison
from analyzer.compare.table import csv_lines
from analyzer.errors import AnalyzerError, UsageError
from analyzer.report import compare_page
from analyzer.report.write import _write_file

PAGE, TABLE, SUMMARY = "compare.html", "compare.csv", "compare.json"
FILES = (PAGE, TABLE, SUMMARY)


def check_target(out: Path) -> None:
    """Raise UsageError where `out` may not be written to: a file, a link, a folder with other content than ours."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise UsageError(f"{out} is not a folder. Choose another with --out.")
    if out.is_dir() and any(out.iterdir()) and not _is_ours(out):
        raise UsageError(f"{out} holds other files, so nothing is written there. Choose another folder with --out.")


def _is_ours(out: Path) -> bool:
    try:
        found = json.loads((out / SUMMARY).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(found, dict) and {"schema", "outcomes", "before", "after"} <= found.keys()


def write(comparison: Comparison, summary: dict[str, Any], lines: list[str], out: Path) -> None:
    """Write page, table and summary into `out`. Raises UsageError, or AnalyzerError where the disk refuses."""
    check_target(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as folder:
            new = Path(folder, "new")
            new.mkdir(mode=0o700)
            _write_file(new / PAGE, compare_page.render(comparison, summary, lines))
            _write_file(new / TABLE, csv_lines(comparison))
            _write_file(new / SUMMARY, [json.dumps(summary, ensure_ascii=False, indent=2), "\n"])
            _move_in_place(new, out, Path(folder, "old"))
    except OSError as error:
        raise AnalyzerError(
            f"The comparison could not be written to {out}: {error.strerror}. Nothing was changed."
        ) from None


def _move_in_place(new: Path, out: Path, old: Path) -> None:
    """Swap the new files in; whatever goes wrong, the old ones come back."""
    if not out.exists():
        new.replace(out)
        return
    old.mkdir()
    try:
        for name in FILES:
            if (out / name).exists():
                (out / name).replace(old / name)
            (new / name).replace(out / name)
    except BaseException:  # Ctrl-C too
        for name in FILES:
            if (old / name).exists():
                (old / name).replace(out / name)
            elif not (new / name).exists():
                (out / name).unlink(missing_ok=True)
        raise
