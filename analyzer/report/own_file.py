"""Reads files of ours, or what stands in their place: plain files only, and no more of them than ours can have."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

from analyzer.archive.depth import too_deep


def loads_plain(path: Path, most: int) -> Any:
    """The JSON in a plain file of ours of at most so many bytes. Raises OSError or ValueError where there is none."""
    text = read_plain(path, most).decode("utf-8")
    try:
        if not too_deep(text):
            return json.loads(text)
    except RecursionError:
        pass
    raise ValueError("nested too deep")


def read_plain(path: Path, most: int) -> bytes:
    """The bytes of a plain file of ours, at most so many. Pipes, devices and links are not opened: OSError."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise OSError(f"{path.name} is no plain file")
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    with open(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(f"{path.name} is no plain file")
        found = file.read(most + 1)
    if len(found) > most:
        raise OSError(f"{path.name} is too large")
    return found
