"""SECURITY.md promises nothing that no test holds: each row names tests that exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "SECURITY.md").read_text("utf-8")
ROWS = [line for line in TEXT.splitlines() if line.startswith("| ") and not line.startswith("| promise")]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[2:50])
def test_each_promise_names_a_test(row: str) -> None:
    """Every row of the table has at least one test, and each of them is there, with a claim."""
    named = NAMED.findall(row)
    assert named and row.count("`tests/") == len(named)
    for path, name in named:
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        found = [each for each in tree.body if isinstance(each, ast.FunctionDef) and each.name == name]
        assert found and ast.get_docstring(found[0]), f"{path}::{name}"


def test_what_the_page_has() -> None:
    """A threat model of two lines, what is promised, what is not, how to report."""
    heads = re.findall(r"(?m)^## (.+)$", TEXT)
    assert heads == ["Threat model", "What is promised", "What is not promised", "Reporting a fault"]
    model = TEXT.partition("## Threat model")[2].partition("##")[0].strip()
    assert len(model.splitlines()) == 2 and len(ROWS) >= 20
