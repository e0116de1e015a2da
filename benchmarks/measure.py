"""Run a program in a process of its own; say how long it took, wall and processor, and how much memory at most."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

ROOT = Path(__file__).resolve().parents[1]

#: Runs a program, then writes its peak of memory.
_WATCHED = """
import atexit, pathlib, runpy, sys
from benchmarks.measure import memory_peak
target, module, *rest = sys.argv[1:]
atexit.register(lambda: pathlib.Path(target).write_text(str(memory_peak())))
sys.argv = [module, *rest]
runpy.run_module(module, run_name="__main__")
"""
_STATUS, _CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


@dataclass(frozen=True, slots=True)
class Measured:
    """The median of several runs. `mib` is below 0 where the system does not tell."""

    seconds: float
    processor: float  # seconds; what else the machine does disturbs it less
    mib: float


def memory_peak() -> float:
    """The most memory of this process so far, in MiB; below 0 where the system does not tell.

    `VmHWM` starts anew with each program, while `ru_maxrss` begins with the peak of whoever started it.
    """
    if _STATUS.exists():
        lines = _STATUS.read_text().splitlines()
        return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), -1.0)
    if resource is None:
        return -1.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def reset_memory_peak() -> None:
    """Let the peak begin anew, where the system can do that."""
    if _CLEAR.exists():
        _CLEAR.write_text("5")


def children_seconds() -> float:
    """Processor seconds of all programs that were started and have ended, leaving included."""
    if resource is None:
        raise RuntimeError("this system does not tell how much processor time a program took")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return float(used.ru_utime + used.ru_stime)


def compiled_into(cache: Path, *paths: str) -> dict[str, str]:
    """An environment where modules are found in `paths` and the repository, and compiled ones are kept in `cache`."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    search = os.pathsep.join([*paths, str(ROOT)])
    return {**environment, "PYTHONPATH": search, "PYTHONPYCACHEPREFIX": str(cache / "compiled")}


def run_module(cache: Path, module: str, *arguments: str) -> Measured:
    """Run `python -m module arguments` once, from the root of the repository."""
    with tempfile.TemporaryDirectory() as folder:
        note = Path(folder, "peak")
        command = [sys.executable, "-c", _WATCHED, str(note), module, *arguments]
        environment = compiled_into(cache)
        start, before = time.perf_counter(), children_seconds()
        subprocess.run(command, check=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        seconds, processor = time.perf_counter() - start, children_seconds() - before
        return Measured(seconds, processor, float(note.read_text()))


def middle(runs: list[Measured]) -> Measured:
    """The median of each figure."""
    return Measured(
        median(run.seconds for run in runs), median(run.processor for run in runs), median(run.mib for run in runs)
    )
