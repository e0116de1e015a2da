"""Who builds the page gets the page: the same bytes again, so that a hash says something."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
from base64 import b64decode
from pathlib import Path

import pytest
from page_in_browser import BUILT, ROOT

from web.build import MOST
from web.parts import part

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


def test_what_was_made_beforehand_counts_and_nothing_is_missing(tmp_path: Path) -> None:
    """The page has the program compiled, without its source: word tables and templates are read, not made again. All
    that any module of any package imports of the standard library is there."""
    if shutil.which("node") is None:
        pytest.skip("there is no node to run the Python of the page")
    with tarfile.open(part("pyodide").path) as archive:
        archive.extractall(tmp_path, filter="data")
    for name in ("library", "site"):
        found = re.search(rf'id="part-{name}">([^<]*)<'.encode(), BUILT.read_bytes())
        assert found
        (tmp_path / f"{name}.zip").write_bytes(gzip.decompress(b64decode(found[1])))
    script = Path(__file__).with_name("made.mjs")
    done = subprocess.run(
        ["node", script, tmp_path / "package", tmp_path / "library.zip", tmp_path / "site.zip"],
        text=True, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["old"] == []
    # of the packages only tools for the command line lack a module
    assert told["missing"] == ["defusedxml.xmlrpc: xmlrpc", "fontTools.diff: multiprocessing"]
