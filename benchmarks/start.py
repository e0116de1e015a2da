"""What a run costs before it has anything to do: `python -m benchmarks.start [--rounds N]`.

A run on a sample against `python -c pass`, in processor seconds; for `--help` see `help_start`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.measure import ROOT, children_seconds, compiled_into
from tools.data import made_files

SAMPLES = ("facebook-en", "instagram-en")


def seconds(cache: Path, *command: str) -> float:
    """Processor seconds of one run."""
    before = children_seconds()
    environment = compiled_into(cache)
    subprocess.run([sys.executable, *command], check=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    return children_seconds() - before


def main() -> None:
    """Measure in turn, print medians."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.start", description=__doc__)
    parser.add_argument("--rounds", type=int, default=11)
    given = parser.parse_args()
    made_files.main()
    with tempfile.TemporaryDirectory() as folder:
        commands: dict[str, tuple[str, ...]] = {"python -c pass": ("-c", "pass")}
        for name in SAMPLES:
            paths = map(str, sorted(ROOT.glob(f"sample_exports/{name}/*.zip")))
            commands[name] = (
                "-m",
                "analyzer",
                *paths,
                "--quiet",
                "--thumbnails",
                "0",
                "--out",
                str(Path(folder, name)),
            )
        found: dict[str, list[float]] = {name: [] for name in commands}
        for number in range(given.rounds + 1):
            for name, command in commands.items():
                found[name] += [seconds(Path(folder), *command)] * bool(number)  # the first compiles
    for name, each in found.items():
        print(
            f"{name:16} {median(each):.3f} s, more than nothing {median(each) - median(found['python -c pass']):.3f} s"
        )


if __name__ == "__main__":
    main()
