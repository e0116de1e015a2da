"""The whole job, archive to report: `analyze` against a naive script, in the same run, each in its own process.

`python -m benchmarks.whole_job [--records N ...] [--rounds N] [--platform facebook|instagram] [--million]`
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.measure import Measured, middle, run_module
from tools.samples.scale import write_scale

MILLION = 1_000_000


def measure(cache: Path, records: int, rounds: int, platform: str, *, tables: bool = True) -> dict[str, Measured]:
    """Medians for one size; the programs take turns, so that a slow moment hits all of them."""
    with tempfile.TemporaryDirectory() as folder:
        export = Path(folder, f"{platform}-alex.doe.5-2026-03-14-Ab3dE5gH.zip")
        write_scale(export, records, platform="facebook" if platform == "facebook" else "instagram")
        commands = {
            "naive": ("benchmarks.naive", str(export), str(Path(folder, "naive"))),
            "analyze": ("analyzer", str(export), "--quiet", "--out", str(Path(folder, "report"))),
        }
        if tables:
            commands["tables"] = ("benchmarks.tables", str(export))
        runs: dict[str, list[Measured]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                runs[name].append(run_module(cache, *command))
        return {name: middle(each) for name, each in runs.items()}


def main() -> None:
    """Measure and print a table in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.whole_job", description=__doc__)
    parser.add_argument("--records", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--platform", choices=("facebook", "instagram"), default="facebook")
    parser.add_argument("--million", action="store_true", help="a million records too, once: minutes, and gigabytes")
    given = parser.parse_args()
    print("seconds / processor seconds / MiB at most; ratios by processor time")
    print("| records | naive | analyze | naive : analyze, time | memory | Python, with the table of items |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as cache:
        measure(Path(cache), 100, 1, given.platform)  # compiles
        for records in given.records:
            _print_row(records, measure(Path(cache), records, given.rounds, given.platform))
        if given.million:
            _print_row(MILLION, measure(Path(cache), MILLION, 1, given.platform, tables=False))


def _print_row(records: int, found: dict[str, Measured]) -> None:
    naive, ours = found["naive"], found["analyze"]
    tables = _cell(found["tables"]) if "tables" in found else "not measured"
    time, memory = naive.processor / ours.processor, naive.mib / ours.mib
    print(f"| {records:,} | {_cell(naive)} | {_cell(ours)} | {time:.2f} | {memory:.2f} | {tables} |", flush=True)


def _cell(found: Measured) -> str:
    return f"{found.seconds:.2f} / {found.processor:.2f} / {found.mib:.0f}"


if __name__ == "__main__":
    main()
