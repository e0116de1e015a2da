"""`python -m fuzz`: see the package."""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
FOUND = HERE / "found"
MEMORY = Path("/dev/shm")  # files that are made there cost no time of a disk: two to four times as much is tried
OTHERS = ("whole", "archives", "kills")
TARGETS = sorted(path.name for path in (HERE / "corpus").iterdir())  # not imported yet: atheris has to see the import


def main() -> int:
    """Run targets, one after the other, each in a process of its own; 1 if anything was found."""
    said = argparse.ArgumentParser(prog="python -m fuzz")
    said.add_argument("targets", nargs="*", choices=[*TARGETS, *OTHERS, []], help="all of them if none is named")
    said.add_argument("--minutes", type=float, default=10.0, help="for each target and round")
    said.add_argument("--rounds", type=int, default=0, help="0: for ever")
    said.add_argument("--replay", action="store_true", help="only the corpus, once")
    said.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = said.parse_args()
    names = given.targets or [*TARGETS, *OTHERS]
    if given.replay:
        return replay([name for name in names if name in TARGETS])
    if MEMORY.is_dir():
        os.environ.setdefault("TMPDIR", str(MEMORY))
    if given.inside:
        return inside(names[0], given.minutes * 60)
    number, bad = 0, 0
    while not given.rounds or number < given.rounds:
        number += 1
        for name in names:
            words = [sys.executable, "-m", "fuzz", name, "--inside", "--minutes", str(given.minutes)]
            code = subprocess.run(words, check=False).returncode
            bad += bool(code)
            print(f"{name}: {'found something, see fuzz/found' if code else 'held'}", flush=True)
    return 1 if bad else 0


def replay(names: list[str]) -> int:
    """Every file of the corpus once."""
    from fuzz import targets

    for name in names:
        for path in sorted((HERE / "corpus" / name).iterdir()):
            targets.TARGETS[name](path.read_bytes())
    return 0


def inside(name: str, seconds: float) -> int:
    """One target in this process."""
    FOUND.mkdir(exist_ok=True)
    if name == "whole":
        return _whole(seconds)
    if name == "archives":
        return _archives(seconds)
    if name == "kills":
        return _kills(seconds)
    return _atheris(name, seconds)


def _atheris(name: str, seconds: float) -> int:
    import atheris

    with atheris.instrument_imports(include=["analyzer"]):
        from fuzz import targets
    own = FOUND / name
    own.mkdir(exist_ok=True)
    corpus = [str(own), str(HERE / "corpus" / name)]  # what is new goes into the first
    # The time-out is by the clock: a busy machine must not look like a slow unit.
    options = [f"-max_total_time={int(seconds)}", "-max_len=20000", "-timeout=300", "-rss_limit_mb=2048",
               f"-artifact_prefix={own}/crash-", "-print_final_stats=1", "-verbosity=1"]  # fmt: skip

    def kept(data: bytes) -> None:
        try:
            targets.TARGETS[name](data)
        except BaseException:  # libFuzzer does not always get to writing what it found
            (own / f"crash-{hashlib.sha256(data).hexdigest()[:16]}").write_bytes(data)
            raise

    atheris.Setup([sys.argv[0], *options, *corpus], kept)
    atheris.Fuzz()
    return 0


def _whole(seconds: float) -> int:
    from fuzz.whole import run

    until, first = time.monotonic() + seconds, time.time_ns() // 1000
    count = 0
    while time.monotonic() < until:
        seed = first + count
        started = time.process_time()  # not of the clock: the machine may have other work
        try:
            run(seed)
        except BaseException:
            (FOUND / f"whole-{seed}").write_text(f"fuzz.whole.run({seed})\n")
            raise
        if time.process_time() - started > 60:
            (FOUND / f"whole-slow-{seed}").write_text(f"fuzz.whole.run({seed})\n")
            return 1
        count += 1
    print(f"whole: {count} archives")
    return 0


def _archives(seconds: float) -> int:
    from hypothesis import HealthCheck, settings
    from hypothesis.stateful import run_state_machine_as_test

    from fuzz.archives import Archives

    until, rounds = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        slow = [HealthCheck.too_slow]  # on a busy machine an archive takes its time
        few = settings(max_examples=20, stateful_step_count=12, deadline=None, suppress_health_check=slow)
        run_state_machine_as_test(Archives, settings=few)
        rounds += 1
    print(f"archives: {20 * rounds} examples of up to 12 steps")
    return 0


def _kills(seconds: float) -> int:
    from fuzz.kills import run

    until, moments, hit, steps = time.monotonic() + seconds, 0, 0, 0
    seed = time.time_ns() // 1000
    while time.monotonic() < until:
        tried, in_time, counted = run(20, seed, steps=0 if moments else 400)
        moments, hit, steps, seed = moments + tried, hit + in_time, steps or counted, seed + 1
    print(f"kills: {moments} moments, {hit} of them before the end, and {steps} steps: nothing lost")
    return 0


if __name__ == "__main__":
    sys.exit(main())
