"""What a localised label means, from the tables in `languages/`: one file a language.

Labels are compared in NFC, without case, with white space and apostrophes made one. An archive may mix languages,
so all files are one table; a label that two languages use for different things means nothing.
"""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

_SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "\u00a0": " ", "\u202f": " "})


def fold(label: str) -> str:
    """`label` as it is compared."""
    return " ".join(unicodedata.normalize("NFC", label).translate(_SAME).casefold().split())


@cache
def languages() -> dict[str, dict]:  # type: ignore[type-arg]
    """All language files by their code (`en`, `de`, ...)."""
    found = {}
    for entry in sorted(files("analyzer").joinpath("languages").iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".toml"):
            found[entry.name.removesuffix(".toml")] = tomllib.loads(entry.read_text("utf-8"))
    return found


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
