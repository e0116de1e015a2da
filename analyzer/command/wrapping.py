"""Sentences as a terminal can show them: broken between words, and without what it would obey."""

from __future__ import annotations

import shutil
import textwrap
from typing import TextIO

_SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"  # of French signs and of numbers; not printable, says Python


def harmless(text: str) -> str:
    """Text, perhaps with names of files or records in it, without the characters that a terminal obeys."""
    return "".join(character for character in text if character.isprintable() or character in _SPACES)


def wrapped(text: str, stream: TextIO, hanging: bool = False) -> str:
    """One line, broken for the terminal that `stream` is; as it is for anything else.

    `hanging`: what follows is indented as the line is.
    """
    if not stream.isatty():
        return text
    indent = text[: len(text) - len(text.lstrip())] if hanging else ""
    width = shutil.get_terminal_size().columns - 1
    lines = textwrap.fill(text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    return lines + text[len(text.rstrip()) :]
