"""Sentences broken between words where a terminal shows them, which would break inside of them."""

from __future__ import annotations

import shutil
import textwrap
from typing import TextIO


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
