"""What a localised label means, from the tables in `languages/`: one file a language.

Labels are compared in NFC, without case, with white space and apostrophes made one. An archive may mix languages,
so all files are one table; a label that two languages use for different things means nothing.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

_SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "\u00a0": " ", "\u202f": " "})


def fold(label: str) -> str:
    """`label` as it is compared."""
    return " ".join(unicodedata.normalize("NFC", label).translate(_SAME).casefold().split())


@cache
def languages() -> dict[str, dict]:  # type: ignore[type-arg]
    """All language files by their code (`en`, `de`, ...).

    Out of `languages.json` where that was made of just these files: TOML takes 60 ms of each run to read, JSON 3.
    """
    raw = language_files()
    try:
        made = json.loads(files("analyzer").joinpath("languages.json").read_text("utf-8"))
    except (OSError, ValueError):
        made = {}  # not made, or cut off: the files themselves are what counts
    if made.get("of") == fingerprint(raw):
        return dict(made["languages"])
    return {code: tomllib.loads(text.decode("utf-8")) for code, text in raw.items()}


def language_files() -> dict[str, bytes]:
    """The language files as they are, by their code."""
    found = sorted(files("analyzer").joinpath("languages").iterdir(), key=lambda entry: entry.name)
    return {each.name.removesuffix(".toml"): each.read_bytes() for each in found if each.name.endswith(".toml")}


def fingerprint(raw: Mapping[str, bytes]) -> str:
    """What `languages.json` was made of. Line ends do not count: git may change them."""
    lines = b"".join(code.encode() + b"\n" + text for code, text in raw.items())
    return hashlib.sha256(lines.replace(b"\r\n", b"\n")).hexdigest()


@cache
def _table(section: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for language in languages().values():
        for meaning, forms in language.get(section, {}).items():
            for form in forms:
                key = fold(form["text"])
                table[key] = meaning if table.get(key, meaning) == meaning else ""
    return table


@lru_cache(maxsize=4096)
def meaning(label: str) -> str:
    """The English word by which the readers know `label` (`private_account`, `message`, ...), else ""."""
    return _table("labels").get(fold(label), "")


def album(name: str) -> str:
    """`profile_photo`, `cover_photo` or `other` for the albums that Facebook makes by itself, else ""."""
    return _table("albums").get(fold(name), "")
