"""Write a result: all files or none, readable by their owner alone, other people's files left in peace."""

from __future__ import annotations

import codecs
import json
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from analyzer.errors import AnalyzerError, UsageError
from analyzer.report import page
from analyzer.run import Analysis
from analyzer.tables import TABLES, csv_lines

SUMMARY, PAGE = "summary.json", "report.html"
FILES = (PAGE, *(f"{table}.csv" for table in TABLES), SUMMARY)


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
    return isinstance(found, dict) and {"schema", "policy", "counts", "range"} <= found.keys()


def write(analysis: Analysis, summary: dict[str, Any], lines: list[str], out: Path) -> None:
    """Write page, tables and summary into `out`. Raises UsageError, or AnalyzerError where the disk refuses."""
    check_target(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as folder:
            new = Path(folder, "new")
            new.mkdir(mode=0o700)
            _write_file(new / PAGE, page.render(analysis, summary, lines))
            for table in TABLES:
                _write_file(new / f"{table}.csv", csv_lines(analysis, table))
            _write_file(new / SUMMARY, [json.dumps(summary, ensure_ascii=False, indent=2), "\n"])
            _move_in_place(new, out, Path(folder, "old"))
    except OSError as error:
        raise AnalyzerError(
            f"The report could not be written to {out}: {error.strerror}. Nothing was changed."
        ) from None


def _write_file(path: Path, pieces: Iterable[str]) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w", encoding="utf-8", errors="surrogate_mark", newline="", buffering=1 << 20) as file:
        file.writelines(pieces)


def _move_in_place(new: Path, out: Path, old: Path) -> None:
    """Swap the new files in; whatever goes wrong, the old ones come back."""
    if not out.exists():
        os.replace(new, out)
        return
    old.mkdir()
    try:
        for name in FILES:
            if (out / name).exists():
                os.replace(out / name, old / name)
            os.replace(new / name, out / name)
    except BaseException:  # Ctrl-C too
        for name in FILES:
            if (old / name).exists():
                os.replace(old / name, out / name)
            elif not (new / name).exists():  # a file that the old report did not have
                (out / name).unlink(missing_ok=True)
        raise


def _mark_surrogate(error: UnicodeError) -> tuple[bytes, int]:
    """Half a character (a lone surrogate) has no UTF-8: in files it is U+FFFD."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "\ufffd".encode() * (error.end - error.start), error.end  # as text it would have to be ASCII


codecs.register_error("surrogate_mark", _mark_surrogate)
