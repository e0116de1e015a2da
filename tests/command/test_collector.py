"""Circles of objects are looked for seldom, and not while an archive is read: nothing else is changed by that."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

import analyzer
from analyzer.items.gc_pause import no_collector

SAMPLE = sorted((Path(__file__).parents[2] / "sample_exports" / "instagram-de").glob("*.zip"))


def test_a_process_writes_what_a_run_within_another_writes(tmp_path: Path) -> None:
    """The first looks for circles seldom and leaves without taking apart what it holds, the second as Python does."""
    threshold = gc.get_threshold()
    gc.set_threshold(50, 2, 2)
    try:
        analyzer.analyze(*SAMPLE).write(tmp_path / "within", thumbnails=0)
    finally:
        gc.set_threshold(*threshold)
    options = ["--quiet", "--thumbnails", "0", "--out", str(tmp_path / "process")]
    subprocess.run([sys.executable, "-m", "analyzer", *map(str, SAMPLE), *options], check=False)
    for name in ("items.csv", "media.csv", "files.csv"):
        assert (tmp_path / "process" / name).read_bytes() == (tmp_path / "within" / name).read_bytes()


@pytest.mark.parametrize("was_on", [True, False])
@pytest.mark.parametrize("fails", [True, False])
def test_the_search_goes_on_as_it_was(was_on: bool, fails: bool) -> None:
    """After a run, and after one that failed; who had turned it off finds it off."""
    before = gc.isenabled()
    (gc.enable if was_on else gc.disable)()
    try:
        with no_collector():
            assert not gc.isenabled()
            if fails:
                raise ValueError
    except ValueError:
        assert fails
    finally:
        found = gc.isenabled()
        (gc.enable if before else gc.disable)()
    assert found == was_on
