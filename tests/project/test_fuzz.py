"""The fuzzers in short: every file of their corpus once, a few changed archives, a few taken apart."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from fuzz.archives import Archives
from fuzz.kills import run as run_kills
from fuzz.targets import TARGETS, Broken, hold
from fuzz.whole import run

CORPUS = Path(__file__).parents[2] / "fuzz" / "corpus"


@pytest.mark.parametrize("name", TARGETS)
def test_the_corpus(name: str) -> None:
    """What was found once, and an example of each kind: read, or refused as foreseen. Twice, for what is kept."""
    files = sorted((CORPUS / name).iterdir())
    assert len(files) > 4 and max(path.stat().st_size for path in files) < 20_000
    for path in [*files, *files]:
        TARGETS[name](path.read_bytes())


@pytest.mark.parametrize("seed", range(12))
def test_changed_archives(seed: int) -> None:
    """Samples with changed bytes, values and files: a whole report whose counts agree, or one foreseen error."""
    run(seed)


def test_archives_taken_apart() -> None:
    """Split, shuffled, nested, doubled, unpacked, cut: the same items, or what is missing is named."""
    run_state_machine_as_test(
        Archives,
        settings=settings(max_examples=5, stateful_step_count=6, deadline=None, derandomize=True, database=None),
    )


@pytest.mark.skipif(os.name != "posix", reason="processes that fork and can be killed are a matter of POSIX")
def test_killed_at_random_moments() -> None:
    """The whole command ended at a few moments and at its first steps: a report stands whole, and nothing is left."""
    tried, in_time, steps = run_kills(moments=2, seed=7, steps=2)
    assert tried == 2 and in_time <= 2 and steps == 2


def test_a_broken_promise_is_raised() -> None:
    """What holds is quiet, what does not is an error that no target catches."""
    hold("one is one", True)
    with pytest.raises(Broken, match="one is two"):
        hold("one is two", False)
