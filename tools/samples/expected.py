"""What the program makes of each sample, beside it: `python -m tools.samples.expected` writes it anew.

Read the difference before you commit it: it is what your change does to people's results.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from analyzer.report.result import Result
from analyzer.report.tables import csv_lines
from analyzer.rules.analysis import Options
from analyzer.run import analyze
from tools.samples.evidence import LOG, VIEW

FOLDER = Path(__file__).resolve().parents[2] / "sample_exports"
TODAY = date(2026, 11, 22)  # some results depend on the day of the run


def samples() -> list[Path]:
    """The folders of the samples, each with its zips."""
    return sorted({zipped.parent for zipped in FOLDER.glob("*/*.zip")})


def files(sample: Path) -> Iterator[tuple[str, str]]:
    """`(name, content)` of the expected files of a sample, as the program makes them now.

    Where the person saved a log and a public view beside the export: also what comes out with these.
    """
    yield from _results(sample, Options(today=TODAY, language="en"), "")
    if (sample / "evidence").is_dir():
        logs, pages = ((str(sample / "evidence" / name),) for name in (LOG, VIEW))
        yield from _results(sample, Options(today=TODAY, language="en", audiences=logs), "with_log.")
        yield from _results(sample, Options(today=TODAY, language="en", seen_public=pages), "with_view.")


def _results(sample: Path, options: Options, prefix: str) -> Iterator[tuple[str, str]]:
    result = Result(analyze(sorted(sample.glob("*.zip")), options))
    summary = result.summary | {"version": "*"}
    yield f"{prefix}items.csv", "".join(csv_lines(result.analysis, "items"))
    yield f"{prefix}summary.json", json.dumps(summary, ensure_ascii=False, indent=2) + "\n"


def main() -> None:
    """Write the expected files of all samples."""
    for sample in samples():
        target = sample / "expected"
        target.mkdir(exist_ok=True)
        for name, content in files(sample):
            (target / name).write_bytes(content.encode("utf-8"))


if __name__ == "__main__":
    main()
