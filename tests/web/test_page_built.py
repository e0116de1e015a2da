"""Who builds the page gets the page: the same bytes again, so that a hash says something."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from page_in_browser import BUILT, ROOT

from web.build import MOST

pytestmark = pytest.mark.page


def test_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    """By the command that everybody has, of a copy in another folder; it prints the size of each part, and the hash."""
    lacking = [name for name in ("node", "npm", "emcc") if shutil.which(name) is None]
    if lacking:
        pytest.skip(f"there is no {' and no '.join(lacking)} to build the page with")
    copy = tmp_path / "copy"  # other tests run meanwhile, and a build makes files beside the sources
    for name in ("analyzer", "tools", "web"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "made"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    again = tmp_path / "somewhere" / "analyze.html"
    done = subprocess.run(
        [sys.executable, "-m", "web.build", "--out", str(again)], cwd=copy, text=True, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    digest = hashlib.sha256(again.read_bytes()).hexdigest()
    assert digest == hashlib.sha256(BUILT.read_bytes()).hexdigest()
    assert again.with_name("analyze.html.sha256").read_text("utf-8") == f"{digest}  analyze.html\n"
    rows = [line.split() for line in done.stdout.splitlines()]
    sizes = {name: int(size.replace(",", "")) for size, name, *_ in rows[:-1]}
    assert set(sizes) == {"wasm", "library", "site", "worker", "rest", "page"} and rows[-1][-1] == digest
    assert sizes["page"] == again.stat().st_size <= MOST
