"""Opens files only: no pipe, device or socket, on which a program waits for ever, and no link out of a tree."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class NoPlainFile(OSError):
    """What stands there is no file: a folder, a pipe, a device."""


def open_plain(path: str | Path) -> BinaryIO:
    """A regular file, or one that a link leads to, open for reading. Raises OSError for anything else."""
    if not stat.S_ISREG(Path(path).stat().st_mode):
        raise NoPlainFile(0, "it is no plain file")
    return _plain(os.open(path, _FLAGS))


def open_below(root: Path, path: Path) -> BinaryIO:
    """A regular file below `root`, no link on the way to it, whatever was put there since it was listed.

    Raises OSError for anything else.
    """
    if os.open not in os.supports_dir_fd or not _NO_LINK:  # Windows
        if not path.resolve().is_relative_to(root.resolve()):
            raise NoPlainFile(0, "a link leads out of the archive")
        return open_plain(path)
    *folders, name = path.relative_to(root).parts
    place = os.open(root, _FLAGS | os.O_DIRECTORY)
    try:
        for folder in folders:
            inner = os.open(folder, _FLAGS | os.O_DIRECTORY | _NO_LINK, dir_fd=place)
            os.close(place)
            place = inner
        if not stat.S_ISREG(os.stat(name, dir_fd=place, follow_symlinks=False).st_mode):
            raise NoPlainFile(0, "it is no plain file")
        return _plain(os.open(name, _FLAGS | _NO_LINK, dir_fd=place))
    finally:
        os.close(place)


def _plain(descriptor: int) -> BinaryIO:
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # exchanged since
        os.close(descriptor)
        raise NoPlainFile(0, "it is no plain file")
    return os.fdopen(descriptor, "rb")
