"""The notebook: kept without outputs, and runs whole on both platforms with one path changed."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOK = ROOT / "notebooks" / "explore.ipynb"
ARCHIVE = re.compile(r"(?<=sample_exports/)[a-z]+-[a-z]+(?=\")")


def source() -> Any:
    return nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]


def test_it_is_kept_without_outputs() -> None:
    """No output, no execution count, and nothing about the machine that wrote it: outputs would show what one wrote."""
    notebook = source()
    nbformat.validate(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.outputs == [] and cell.execution_count is None, cell.id
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert dict(notebook.metadata.language_info) == {"name": "python"}


def test_one_path_names_the_archive() -> None:
    """A person changes one cell; no other names a file, and the path is relative to the notebook."""
    named = [cell.id for cell in source().cells if cell.cell_type == "code" and ARCHIVE.search(cell.source)]
    assert named == ["archive"]


@pytest.mark.allow_hosts(["127.0.0.1", "::1"])  # the kernel is another process, spoken to over ports of this machine
@pytest.mark.parametrize("sample", ["instagram-en", "facebook-en", "instagram-de", "facebook-de"])
def test_it_runs_whole(sample: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Every cell runs without an error and the plots come out, for either platform; nothing is written beside it."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    before = sorted(NOTEBOOK.parent.iterdir())
    notebook = source()
    for cell in notebook.cells:
        cell.source = ARCHIVE.sub(sample, cell.source)
    NotebookClient(
        notebook, kernel_name="python3", timeout=120, resources={"metadata": {"path": str(NOTEBOOK.parent)}}
    ).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    grumbled = [output.text for output in outputs if output.output_type == "stream" and output.name == "stderr"]
    assert [text for text in grumbled if "font cache" not in text] == []  # Matplotlib's, when it runs first
    assert sum("image/png" in output.get("data", {}) for output in outputs) >= 3
    assert sorted(NOTEBOOK.parent.iterdir()) == before
