"""The whole command, ended at random moments and at each step that moves something: no report is ever half there.

A report stands in a folder of the person's, who has notes in it too. The command writes another one there and is ended
by SIGKILL, SIGTERM or SIGHUP. Afterwards the old report or the new one stands whole, the notes stand, a later run goes
through, and nothing hidden is left. Each command runs in a child that has everything imported already.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fuzz.targets import hold
from fuzz.whole import samples

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP) if os.name == "posix" else ()
NOTES = {"my notes.txt": b"mine", "letters/draft.txt": b"mine too"}
STEPS = ("rename", "replace", "link", "unlink", "mkdir", "rmdir", "fsync")
State = dict[str, bytes]


def state(folder: Path) -> State:
    """Every file in a folder, hidden ones too."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def started(archive: Path, out: Path, before: Callable[[], None] = lambda: None) -> int:
    """Start the command in a child; its number."""
    from analyzer.command.main import main

    child = os.fork()
    if child:
        return child
    code = 99
    try:
        null = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(null, number)
        before()
        sys.argv = ["analyze", str(archive), "--out", str(out), "--thumbnails", "0"]
        main()
        code = 0
    except SystemExit as ended:
        code = int(ended.code or 0)
    finally:
        os._exit(code)


def ended(child: int) -> int:
    """How a child ended: its exit code, or below zero the signal."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def run(moments: int, seed: int = 0, steps: int = 400) -> tuple[int, int, int]:
    """Try so many random moments, and so many steps at most: how many were hit in time, and how many steps there are.

    Raises Broken where something was lost, half written, left, or refused.
    """
    chance, hit, killed = random.Random(seed), 0, 0
    with tempfile.TemporaryDirectory(prefix="kills-") as made:
        base = Path(made)
        old, new = [path for path in samples() if path.name.startswith("instagram")][:2]
        for path, name in ((old, "old"), (new, "new")):
            hold("the command runs", ended(started(path, base / name)) == 0)
        first = time.monotonic()
        ended(started(new, base / "new"))
        length = time.monotonic() - first
        whole = {name: state(base / name) | NOTES for name in ("old", "new")}
        for number in range(moments):
            out = _prepared(base, number)
            child = started(new, out)
            time.sleep(length * chance.choice([chance.random(), 0.6 + 0.5 * chance.random()]))
            os.kill(child, how := chance.choice(SIGNALS))
            hit += ended(child) != 0
            _check(out, new, whole, f"{how.name} at moment {number} of seed {seed}")
        for number in range(1, steps + 1):
            out = _prepared(base, moments + number)
            code = ended(started(new, out, lambda number=number: _kill_at(number)))  # type: ignore[misc]
            _check(out, new, whole, f"SIGKILL at step {number}")
            if code == 0:
                break
            killed += 1
    return moments, hit, killed


def _prepared(base: Path, number: int) -> Path:
    """A copy of the older report with the person's notes in it, in a folder that holds nothing else."""
    out = base / f"at {number}" / "report"
    shutil.copytree(base / "old", out)
    for name, raw in NOTES.items():
        (out / name).parent.mkdir(exist_ok=True)
        (out / name).write_bytes(raw)
    return out


def _check(out: Path, archive: Path, whole: dict[str, State], when: str) -> None:
    found = state(out)
    ours = {name: raw for name, raw in found.items() if not name.startswith("letters/")}
    if sys.platform in (
        "linux",
        "darwin",
    ):  # a folder of the person's is carried over after the exchange: the next run finishes that
        fits = [{n: raw for n, raw in each.items() if not n.startswith("letters/")} for each in whole.values()]
        hold(f"the old report or the new one, whole ({when})", ours in fits)
    hold(f"the next run goes through ({when})", ended(started(archive, out)) == 0)
    hold(f"the new report and all notes ({when})", state(out) == whole["new"])
    hold(f"nothing is left beside it ({when})", [path.name for path in out.parent.iterdir()] == [out.name])
    shutil.rmtree(out.parent)


def _kill_at(number: int) -> None:
    """Have this process end itself before the step of this number that changes the disk."""
    from analyzer.report import swap

    count = 0

    def before(function: Any) -> Any:
        def stepped(*words: Any, **named: Any) -> Any:
            nonlocal count
            count += 1
            if count == number:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*words, **named)

        return stepped

    for name in STEPS:
        setattr(os, name, before(getattr(os, name)))
    swap.exchange = before(swap.exchange)
