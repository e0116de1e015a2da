"""Reading an archive to records with repaired texts, or its files whole: `python -m benchmarks.reading ARCHIVE`.

Three ways in turn, each in this process: the readers' stream of records, `zipfile` with `orjson.loads` of each file
(with `json.loads` where orjson is not installed, which it is not by `pip install -e '.[dev]'`), and `json.loads`. The
last two repair nothing. Prints medians of processor seconds.
"""

from __future__ import annotations

import argparse
import gc
import json
import time
import zipfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

from analyzer.archive import open_exports
from analyzer.items.gc_pause import no_collector
from analyzer.reading.json.records import records
from analyzer.reading.reader import reader


def streamed(export: Path) -> int:
    """How many records the stream gives."""
    count = 0
    opened = open_exports([export])
    try:
        for each in opened.exports:
            for file in each.files:
                forms = [reader(name) for name in file.row.readers] if file.row else []
                if keys := [form.keys for form in forms if form.form == "records"]:
                    with file.member.open() as stream:
                        count += sum(1 for _ in records(stream, keys[0]))
    finally:
        opened.close()
    return count


def whole(export: Path, loads: Callable[[bytes], Any]) -> int:
    """How many files there are, each loaded at once."""
    with zipfile.ZipFile(export) as archive:
        return sum(loads(archive.read(name)) is not None for name in archive.namelist() if name.endswith(".json"))


def main() -> None:
    """Measure in turn, print medians."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("export", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    try:
        loads = import_module("orjson").loads
    except ImportError:
        loads = json.loads
    ways: dict[str, Callable[[], int]] = {
        "records": no_collector()(lambda: streamed(given.export)),  # as the program does
        "orjson": lambda: whole(given.export, loads),
        "json": lambda: whole(given.export, json.loads),
    }
    found: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(given.rounds):
        for name, way in ways.items():
            gc.collect()
            started = time.process_time()
            count = way()
            found[name].append(time.process_time() - started)
            print(f"{name}: {count:,}, {found[name][-1]:.2f} s", flush=True)
    middle = {name: median(each) for name, each in found.items()}
    print(f"records {middle['records']:.2f} s: {middle['records'] / middle['orjson']:.2f} of orjson, "
          f"{middle['records'] / middle['json']:.2f} of json")  # fmt: skip


if __name__ == "__main__":
    main()
