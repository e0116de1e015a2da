"""Where a run of `analyze` spends its time and memory: `python -m benchmarks.stages ARCHIVE... [--out FOLDER]`.

Functions are wrapped from outside, by their names; the names are in `WRAPPED` alone. A stage has the processor time of
its functions without that of other stages they call, and the most memory that the process had meanwhile.
"""

from __future__ import annotations

import atexit
import json
import runpy
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.measure import ROOT, children_seconds, compiled_into, memory_peak, reset_memory_peak

STAGES = ("start", "open", "read", "join", "ids", "judge", "reveal", "page", "tables", "end")
#: The functions of a stage, each where it is called from. `start` is what comes before all of them, `end` whatever is
#: between them and behind: the summary, what the terminal says, leaving.
WRAPPED: dict[str, tuple[str, ...]] = {
    "open": ("analyzer.run:open_exports",),
    "read": ("analyzer.run:collect",),
    "join": ("analyzer.run:link_accounts", "analyzer.run:merge"),
    "ids": ("analyzer.run:item_ids",),
    "judge": ("analyzer.run:_judge",),
    "reveal": ("analyzer.run:_reveal",),
}
#: Writes a file of the report, whose name tells the stage.
WRITES = "analyzer.report.folder:_write_file"


@dataclass(slots=True)
class Spent:
    """What one stage took."""

    seconds: float = 0.0
    mib: float = 0.0


@dataclass(slots=True)
class Watch:
    """Adds up what the stages of this process take. Stages that are entered from others are not counted twice."""

    spent: dict[str, Spent] = field(default_factory=lambda: {stage: Spent() for stage in STAGES})
    _entered: list[str] = field(default_factory=lambda: ["start"])
    _since: float = 0.0

    def around(self, stage: str, work: Callable[[], Any]) -> Any:
        """Do something as a part of a stage."""
        self._lap()
        self._entered[0] = "end"  # what stands between the stages
        self._entered.append(stage)
        try:
            return work()
        finally:
            self._lap()
            self._entered.pop()

    def _lap(self) -> None:
        """Give what was used since the last lap to the stage that is on."""
        now, spent = time.process_time(), self.spent[self._entered[-1]]
        spent.seconds += now - self._since
        self._since = now
        spent.mib = max(spent.mib, memory_peak())
        reset_memory_peak()

    def end(self) -> dict[str, tuple[float, float]]:
        """Close the last stage; what each took."""
        self._lap()
        return {stage: (spent.seconds, spent.mib) for stage, spent in self.spent.items()}


def install(watch: Watch) -> None:
    """Wrap the functions of all stages. Raises ImportError or AttributeError where one has another name by now."""
    for stage, names in WRAPPED.items():
        for name in names:
            _wrap(name, lambda _, stage=stage: stage, watch)
    _wrap(WRITES, lambda path: "page" if path.suffix == ".html" else "tables", watch)


def _wrap(name: str, stage_of: Callable[[Any], str], watch: Watch) -> None:
    module, _, attribute = name.partition(":")
    inner = getattr(import_module(module), attribute)

    @wraps(inner)
    def outer(*given: Any, **named: Any) -> Any:
        return watch.around(stage_of(given[0]), lambda: inner(*given, **named))

    setattr(import_module(module), attribute, outer)


def run(note: Path, arguments: list[str]) -> None:
    """Run the command in this process, then write what its stages took."""
    watch = Watch()
    install(watch)
    sys.argv = ["analyze", *arguments]
    atexit.register(lambda: note.write_text(json.dumps(watch.end())))
    runpy.run_module("analyzer", run_name="__main__")


def measure(cache: Path, *arguments: str) -> dict[str, tuple[float, float]]:
    """By stage, processor seconds and MiB of one run in a process of its own, from its start to its very end."""
    with tempfile.TemporaryDirectory() as folder:
        note = Path(folder, "note")
        command = [sys.executable, "-m", "benchmarks.stages", "--inside", str(note), *arguments]
        before = children_seconds()
        subprocess.run(command, check=True, cwd=ROOT, env=compiled_into(cache), stdout=subprocess.DEVNULL)
        whole = children_seconds() - before
        found: dict[str, tuple[float, float]] = {
            stage: (seconds, mib) for stage, (seconds, mib) in json.loads(note.read_text()).items()
        }
    left = whole - sum(seconds for seconds, _ in found.values())
    return {**found, "end": (found["end"][0] + max(left, 0.0), found["end"][1])}


def main() -> None:
    """Print the stages of one run; or, `--inside`, be that run."""
    if sys.argv[1:2] == ["--inside"]:
        run(Path(sys.argv[2]), sys.argv[3:])
        return
    with tempfile.TemporaryDirectory() as folder:
        out = () if "--out" in sys.argv else ("--out", str(Path(folder, "report")))
        arguments = [*(str(Path(each).resolve()) if Path(each).exists() else each for each in sys.argv[1:]), *out]
        measure(Path(folder), *arguments, "--quiet", "--thumbnails", "0")  # compiles
        found = measure(Path(folder), *arguments, "--quiet", "--thumbnails", "0")
    for stage, (seconds, mib) in found.items():
        print(f"{stage:8}{seconds:9.3f} s{mib:9.0f} MiB")
    print(
        f"{'whole':8}{sum(each[0] for each in found.values()):9.3f} s{max(each[1] for each in found.values()):9.0f} MiB"
    )


if __name__ == "__main__":
    main()
