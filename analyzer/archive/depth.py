"""Whether a text is nested deeper than any decoder is shown: its stack is short, in a browser above all.

Counted before it is decoded, in time that grows as the text does. A decoder's own error comes too late where the stack
of the process is shorter than it thinks.
"""

from __future__ import annotations

import re

from analyzer.archive.limits import DEEPEST_DECODED, MOST_KEYS_IN_KEYS

_BLOCK = 2048  # characters that are looked at together
_BRACKETS = re.compile(r"[\[\]{}]")
_TOML = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:""")?'
    r"|'''(?:[^']|'(?!''))*+(?:''')?"
    r'|"(?:[^"\\\n]|\\.)*+"?'
    r"|'[^'\n]*'?"
    r"|#[^\n]*"
    r"|[\[\]{}.\n]",
    re.DOTALL,
)


def too_deep(text: str, most: int = DEEPEST_DECODED) -> bool:
    """Whether JSON is nested in more than `most` levels.

    The text begins outside of a string: with a value, or with what follows one.
    """
    if text.count("[") + text.count("{") <= most:
        return False
    if "\\" in text:
        text = text.replace("\\\\", "").replace('\\"', "")
    text = "".join(text.split('"')[::2])  # without its strings
    depth = 0
    for at in range(0, len(text), _BLOCK):
        block = text[at : at + _BLOCK]
        opened = block.count("[") + block.count("{")
        if depth + opened > most:
            return _counted(text, most)
        depth = max(0, depth + opened - block.count("]") - block.count("}"))
    return False


def _counted(text: str, most: int) -> bool:
    """The same, bracket by bracket."""
    depth = 0
    for found in _BRACKETS.finditer(text):
        depth = depth + 1 if found[0] in "[{" else max(0, depth - 1)
        if depth > most:
            return True
    return False


def too_deep_toml(text: str) -> bool:
    """Whether TOML is nested deeper than `DEEPEST_DECODED`, in brackets or in keys of many parts (`a.b.c = 1`).

    The standard library's decoder takes the square of the parts of each key.
    """
    depth = dots = keys = 0
    for found in _TOML.finditer(text):
        mark = found[0]
        if mark == ".":
            dots += 1
        elif mark == "\n":
            keys, dots = keys + dots * dots, 0
        elif mark in ("[", "{"):
            depth += 1
        elif mark in ("]", "}"):
            depth -= 1
        if depth > DEEPEST_DECODED or keys + dots * dots > MOST_KEYS_IN_KEYS:
            return True
    return False
