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

ROOT = Path(__file__).resolve().parents[1]

#: Runs a program, then writes its processor time and its peak of memory. `VmHWM` starts anew with each program, while
#: `ru_maxrss` begins with the peak of whoever started it.
_WATCHED = """
import atexit, pathlib, runpy, sys, time
def peak():
    try:
        for line in pathlib.Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    try:
        import resource
    except ImportError:
        return -1
    found = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return found / (1 << 20 if sys.platform == "darwin" else 1 << 10)
target, module, *rest = sys.argv[1:]
atexit.register(lambda: pathlib.Path(target).write_text(f"{time.process_time()} {peak()}"))
sys.argv = [module, *rest]
runpy.run_module(module, run_name="__main__")
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """The median of several runs. `mib` is below 0 where the system does not tell."""

    seconds: float
    processor: float  # seconds; what else the machine does disturbs it less
    mib: float


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
        start = time.perf_counter()
        subprocess.run(command, check=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - start
        processor, mib = map(float, note.read_text().split())
        return Measured(seconds, processor, mib)


def middle(runs: list[Measured]) -> Measured:
    """The median of each figure."""
    return Measured(
        median(run.seconds for run in runs), median(run.processor for run in runs), median(run.mib for run in runs)
    )
