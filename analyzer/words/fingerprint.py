"""Which English each translation was made from: `translated/<language>.toml`, which `tools.translations` writes.

A text whose English has changed since is stale: it says what the English said before.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def fingerprint(text: str | Mapping[str, str] | list[str]) -> str:
    """Eight hexadecimal digits that stand for a text with all its forms."""
    parts = [text] if isinstance(text, str) else text if isinstance(text, list) else _forms(text)
    return hashlib.sha256("\x00".join(parts).encode("utf-8")).hexdigest()[:8]


def _forms(text: Mapping[str, str]) -> list[str]:
    return [f"{form}={said}" for form, said in sorted(text.items())]


@cache
def recorded(language: str) -> Mapping[str, tuple[str, str]]:
    """By the names of texts: the fingerprint of the English, and of the translation made from it."""
    data = tomllib.loads(files("analyzer").joinpath("words", "translated", f"{language}.toml").read_text("utf-8"))
    return {name: (both[:8], both[9:]) for name, both in data.items()}
