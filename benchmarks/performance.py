"""The tables of docs/performance.md: whole runs of `analyze` against a naive script, and where the time goes.

`python -m benchmarks.performance [--records N ...] [--rounds N] [--only NAME ...]`. Each run is a process of its own;
the programs take turns, so that a slow moment hits all of them; what is printed is the median of each figure, and only
ratios within one run say something. Memory is the most that a process had. What is made when the package is built is
made first.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks import stages
from benchmarks.measure import Measured, middle, run_module
from benchmarks.varied import write_varied
from tools.data import made_files
from tools.samples.model import Platform
from tools.samples.scale import write_scale

Stages = dict[str, tuple[float, float]]
LARGE = 1_000_000  # records of an archive that is measured once


@dataclass(frozen=True, slots=True)
class Archive:
    """A kind of archive that is measured."""

    name: str
    platform: Platform
    varied: bool
    html: bool = False
    most: int = 1_000_000  # records; larger ones take too long, or show nothing new

    def write(self, target: Path, records: int) -> None:
        """Make one of so many records."""
        if self.varied:
            write_varied(target, records, platform=self.platform, html=self.html)
        else:
            write_scale(target, records, platform=self.platform)


ARCHIVES = (
    Archive("Facebook, varied", "facebook", True),
    Archive("Facebook, varied, HTML", "facebook", True, html=True, most=100_000),
    Archive("Instagram, varied", "instagram", True),
    Archive("Instagram, varied, HTML", "instagram", True, html=True, most=100_000),
    Archive("Facebook, monotone", "facebook", False, most=100_000),
)


@dataclass(slots=True)
class Row:
    """What was measured of one archive. `naive`: nothing for pages, which the naive script does not read."""

    archive: Archive
    records: int
    items: int = 0
    stages: list[Stages] = field(default_factory=list)
    naive: list[Measured] = field(default_factory=list)

    def stage(self, name: str) -> tuple[float, float]:
        """Median seconds and MiB of one stage."""
        return median(each[name][0] for each in self.stages), median(each[name][1] for each in self.stages)

    def whole(self) -> tuple[float, float]:
        """Median seconds of whole runs, and the most memory."""
        seconds = median(sum(seconds for seconds, _ in each.values()) for each in self.stages)
        return seconds, median(max(mib for _, mib in each.values()) for each in self.stages)


def written(folder: Path, archive: Archive, records: int) -> Path:
    """An archive in a folder, made if it is not there yet."""
    name = "facebook-alex.doe.5" if archive.platform == "facebook" else "instagram-alex.doe"
    export = folder / f"{archive.name}, {records}" / f"{name}-2026-03-14-Ab3dE5gH.zip"
    if not export.exists():
        export.parent.mkdir(parents=True, exist_ok=True)
        part = export.with_suffix(".part")
        archive.write(part, records)
        part.replace(export)
    return export


def measure(cache: Path, archive: Archive, records: int, rounds: int, archives: Path | None = None) -> Row:
    """Run both programs some times on one archive. `archives`: where it may stand already."""
    row = Row(archive, records)
    with tempfile.TemporaryDirectory() as folder:
        export = written(archives or Path(folder, "archives"), archive, records)
        for number in range(rounds):
            out = Path(folder, f"report{number}")
            row.stages.append(stages.measure(cache, str(export), "--quiet", "--thumbnails", "0", "--out", str(out)))
            if not archive.html:
                row.naive.append(run_module(cache, "benchmarks.naive", str(export), str(Path(folder, "naive"))))
        counts = json.loads(Path(folder, "report0", "summary.json").read_text("utf-8"))["counts"]
        row.items = sum(n for kinds in counts.values() for verdicts in kinds.values() for n in verdicts.values())
    return row


def whole_table(rows: list[Row]) -> Iterator[str]:
    """Whole runs: against the naive script, and pages against the same items as JSON."""
    yield (
        "| archive | items | naive: s, MiB | analyze: s, MiB | time : naive | memory : naive"
        " | all but what gives away : naive | what gives away, us an item | HTML : JSON |"
    )
    yield "|---|---|---|---|---|---|---|---|---|"
    for row in rows:
        seconds, mib = row.whole()
        revealing = row.stage("reveal")[0]
        cells = [f"{row.archive.name}, {row.records:,}", f"{row.items:,}"]
        if row.naive:
            naive = middle(row.naive)
            cells += [f"{naive.processor:.2f}, {naive.mib:.0f}", f"{seconds:.2f}, {mib:.0f}"]
            cells += [f"{seconds / naive.processor:.2f}", f"{mib / naive.mib:.2f}"]
            cells += [f"{(seconds - revealing) / naive.processor:.2f}"]
        else:
            cells += ["", f"{seconds:.2f}, {mib:.0f}", "", "", ""]
        same = [each for each in rows if row.archive.html and _is_json_of(each, row)]
        cells += [f"{revealing / row.items * 1e6:.0f}", f"{seconds / same[0].whole()[0]:.2f}" if same else ""]
        yield f"| {' | '.join(cells)} |"


def _is_json_of(row: Row, html: Row) -> bool:
    return row.archive.name == html.archive.name.removesuffix(", HTML") and row.records == html.records


def stage_table(rows: list[Row]) -> Iterator[str]:
    """Each stage: processor seconds, and the most MiB meanwhile."""
    yield f"| | {' | '.join(f'{row.archive.name}, {row.records:,}' for row in rows)} |"
    yield f"|---|{'---|' * len(rows)}"
    for stage in stages.STAGES:
        cells = [row.stage(stage) for row in rows]
        shown = [f"{seconds:.2f}, {mib:.0f}" if mib else f"{seconds:.2f}" for seconds, mib in cells]
        yield f"| {stage} | {' | '.join(shown)} |"


def main() -> None:
    """Measure and print the tables in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.performance", description=__doc__)
    parser.add_argument("--records", type=int, nargs="+", default=[10_000, 100_000], help="up to 1,000,000")
    parser.add_argument("--rounds", type=int, default=3, help="one for a million records")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="archives whose name has one of these in it")
    parser.add_argument("--archives", type=Path, metavar="FOLDER", help="keep the archives there for the next time")
    given = parser.parse_args()
    chosen = [each for each in ARCHIVES if not given.only or any(part in each.name for part in given.only)]
    rows = []
    made_files.main()
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        for archive in ARCHIVES:
            measure(cache, archive, 100, 1)  # compiles
        for records in given.records:
            for archive in chosen:
                if records <= archive.most:
                    rows.append(
                        measure(cache, archive, records, given.rounds if records < LARGE else 1, given.archives)
                    )
                    print(f"{archive.name}, {records:,}: done", file=sys.stderr)
                    print("\n".join([*whole_table(rows), "", *stage_table(rows), ""]), file=sys.stderr)
    print("\n".join([*whole_table(rows), "", *stage_table(rows)]))


if __name__ == "__main__":
    main()
