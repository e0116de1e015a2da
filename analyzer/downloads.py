"""What `analyze` says without arguments: the archives that lie in the Downloads folder, and how to get one."""

from __future__ import annotations

import zipfile
from pathlib import Path

from analyzer.archive.names import is_export_name

_MOST = 12
HOW = """\
How to get your archive (menus change):
  1. Open https://accountscenter.facebook.com/info_and_permissions/dyi/ or, for Instagram and Threads,
     https://accountscenter.instagram.com/info_and_permissions/dyi/
  2. Create export, choose the profile, Export to device.
  3. Date range: All time. Format: JSON. Media quality: Low is enough.
  4. Wait for the e-mail, download all parts, then: analyze facebook-*.zip
"""


def found(folder: Path | None = None) -> list[Path]:
    """Zips in the Downloads folder whose name is one that Meta gives, newest first. None of them is opened for this."""
    folder = folder or Path.home() / "Downloads"
    try:
        zips = [path for path in folder.iterdir() if path.suffix.lower() == ".zip" and is_export_name(path.stem)]
        zips = [path for path in zips if path.is_file() and zipfile.is_zipfile(path)]
        return sorted(zips, key=lambda path: path.stat().st_mtime, reverse=True)[:_MOST]
    except OSError:
        return []  # no such folder, or not ours to look into: there is nothing to offer


def guide(folder: Path | None = None) -> str:
    """The whole text."""
    archives = found(folder)
    if not archives:
        return f"No archive of Facebook or Instagram lies in your Downloads folder.\n\n{HOW}"
    lines = ["These look like archives of Meta's in your Downloads folder. Copy a line to analyse it:", ""]
    lines += [f'  analyze "{path}"' for path in archives]
    if len(archives) > 1:
        lines += ["", "Parts of one download belong together: give them in one line."]
    return "\n".join([*lines, "", HOW])
