"""A folder in the place of another in one step, where the system can; and what is done where it cannot."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

_SWAP = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS
_HERE = -100  # AT_FDCWD


def exchange(one: Path, two: Path) -> bool:
    """Let two folders change places in one step; False, and nothing happens, where this system or disk cannot."""
    if sys.platform not in ("linux", "darwin"):
        return False
    import ctypes

    library = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(two)
    try:
        if sys.platform == "linux":
            return bool(library.renameat2(_HERE, names[0], _HERE, names[1], _SWAP) == 0)
        return bool(library.renamex_np(*names, _SWAP) == 0)
    except AttributeError:  # a C library from before 2018
        return False


def flush(folder: Path) -> None:
    """Have the entries of a folder on the disk, as far as the system lets us ask for it."""
    if os.name == "posix":
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def identity(path: Path) -> list[int]:
    """What a folder is known by, whatever its name; empty where there is none."""
    try:
        status = path.lstat()
    except OSError:
        return []
    return [status.st_dev, status.st_ino]


def is_folder(path: Path) -> bool:
    """Whether there is a folder, and no link to one."""
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except OSError:
        return False


def others(folder: Path, names: Collection[str]) -> list[Path]:
    """What is in a folder and is none of our files: other names, and folders of whatever name."""
    found = sorted(folder.iterdir()) if is_folder(folder) else []
    return [path for path in found if path.name not in names or is_folder(path)]


def can_be_carried(path: Path) -> bool:
    """Whether something can be moved into another folder: a folder must be ours to write to, and no disk of its own."""
    return not is_folder(path) or (os.access(path, os.W_OK) and not os.path.ismount(path))


def link_over(folder: Path, names: Collection[str], target: Path) -> list[str]:
    """Give the other files of a folder a second name in `target`, so that they are never away; the names of those."""
    found = []
    for path in others(folder, names):
        if stat.S_ISREG(path.lstat().st_mode):
            with suppress(OSError):  # a disk without such names: they are carried over after the exchange
                os.link(path, target / path.name)
                found.append(path.name)
    return found


def carry_over(old: Path, names: Collection[str], out: Path, linked: Collection[str]) -> None:
    """Move what is not ours from the old folder into the new one. `linked`: what has a second name there already."""
    for path in others(old, names):
        target = out / path.name
        if not os.path.lexists(target):
            path.rename(target)
        elif identity(path) == identity(target):
            path.unlink()
        elif path.name in linked:  # saved by somebody while we wrote: the newer one
            path.replace(target)
        else:
            path.rename(free_name(target))


def free_name(path: Path) -> Path:
    """A name like this one that nothing has."""
    number = 2
    while os.path.lexists(found := path.with_name(f"{path.name} ({number})")):
        number += 1
    return found


def remove(folder: Path, names: Collection[str], out: Path) -> None:
    """Remove our files, and the folder. Should it hold anything else, that is kept, under a name like that of `out`."""
    if not is_folder(folder):
        return
    for name in names:
        if not is_folder(folder / name):
            (folder / name).unlink(missing_ok=True)
    if others(folder, ()):
        folder.rename(free_name(out))
    else:
        folder.rmdir()
