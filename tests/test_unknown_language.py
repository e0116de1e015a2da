"""Archives in a language that nobody has seen: nothing is wrong, only more is unknown.

The generator's English archives are written with invented words in place of Meta's own: labels, headings, sentences,
albums. What the person wrote, names, times and enumerated values stay.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from analyzer.labels import album, meaning
from analyzer.media import is_remote
from analyzer.run import Analysis, Options, analyze
from analyzer.scope import Judged
from analyzer.warnings import warnings
from sample_exports.expected import TODAY
from sample_exports.generator import Variant, html_words, phrases, variants

VARIANTS = [variant for variant in variants() if variant.language == "en"]
INSTAGRAM = [variant for variant in VARIANTS if variant.platform == "instagram"]
_CIPHER = str.maketrans("aeioubcdfghjklmnpqrstvwxyz", "oiueaqvzxhkbdwfpmjtnsgryclz"[:26])
_VALUES = {"friends"}  # of `LABELS`: the value of a setting, not a label
_ALBUMS = {"profile", "cover", "mobile", "timeline"}  # of `ALBUMS`: those that Facebook makes
_FIXED = ("Comment", "Media Owner", "Time", "Author", "Email", "Bio", "Switched to Private", "Switched to Public")


def invented(words: str) -> str:
    """`words` in the language that nobody has seen; what stands in braces stays."""
    pieces = re.split(r"(\{\w*\})", words)
    return "".join(piece if piece.startswith("{") else _cipher(piece) for piece in pieces)
