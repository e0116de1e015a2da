"""Lines to be copied into the terminal in use: the program as it was called, and words as the shell reads them."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Iterable
from pathlib import Path
from shutil import which

_PLAIN = re.compile(r"[\w\\/:.~=-]+")


def quoted(word: str) -> str:
    """A word as the shell in use takes it: a path, say."""
    if sys.platform != "win32":
        return shlex.quote(word)
    if _PLAIN.fullmatch(word) and not word.startswith("~"):
        return word
    return "'" + word.replace("'", "''") + "'" if in_powershell() else f'"{word}"'


def in_powershell() -> bool:
    """Whether the shell that started us is PowerShell; the Command Prompt reads other quotes."""
    if sys.platform != "win32":
        return False
    import shellingham

    try:
        return shellingham.detect_shell()[0].casefold() in ("powershell", "pwsh")
    except (shellingham.ShellDetectionFailure, OSError):
        return False


def program() -> str:
    """What starts this program here: `analyze`, its path where that would not be found, or `python -m analyzer`."""
    typed = Path(sys.argv[0])
    if typed.name == "__main__.py":
        called = sys.orig_argv[0]
        return f"{_starting(called if which(called) else sys.executable)} -m analyzer"
    if typed.stem != "analyze" or which("analyze"):
        return "analyze"
    return _starting(sys.argv[0])


def _starting(typed: str) -> str:
    """A program at the beginning of a line, by a path from here if it lies here."""
    path, here = Path(typed), Path.cwd()
    if path.is_absolute() and path.is_relative_to(here):
        typed = str(path.relative_to(here))
    word = quoted(typed)
    return f"& {word}" if word.startswith("'") and in_powershell() else word


def line(words: Iterable[str | os.PathLike[str]]) -> str:
    """The line that starts this program with these words."""
    return " ".join([program(), *(quoted(os.fspath(word)) for word in words)])
