"""`analyze` without arguments: what lies in Downloads, and how to get an archive."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import analyzer
from analyzer import downloads

ROOT = Path(analyzer.__file__).parent.parent


def lay(folder: Path, name: str) -> Path:
    """A zip with a file in it."""
    with zipfile.ZipFile(folder / name, "w") as archive:
        archive.writestr("a.txt", "a")
    return folder / name


def test_archives_are_offered_by_their_names(tmp_path: Path) -> None:
    """Meta's names are offered, other zips and what is no zip are not."""
    mine = lay(tmp_path, "facebook-alex.doe-2026-03-14-Ab3dE5gH.zip")
    lay(tmp_path, "holiday.zip")
    (tmp_path / "instagram-alex-2026-03-14-Ab3dE5gH.zip").write_bytes(b"no zip")
    assert downloads.found(tmp_path) == [mine]
    assert f'analyze "{mine}"' in downloads.guide(tmp_path)


def test_without_arguments(tmp_path: Path) -> None:
    """The command alone says how to get an archive, and exits with 0; a home without Downloads is no matter."""
    env = {**os.environ, "HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "PYTHONPATH": str(ROOT)}
    ran = subprocess.run([sys.executable, "-m", "analyzer"], capture_output=True, text=True, env=env, check=False)
    assert ran.returncode == 0 and "No archive" in ran.stdout and "All time" in ran.stdout and not ran.stderr
