"""What a localised label means, from the tables in `languages/`: one file a language.

Labels are compared in NFC, without case, with white space and apostrophes made one. An archive may mix languages,
so all files are one table; a label that two languages use for different things means nothing.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache
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


def meaning(label: str) -> str:
    """The English word by which the readers know `label` (`private_account`, `message`, ...), else ""."""
    return _table("labels").get(fold(label), "")


def language(labels: Iterable[str]) -> str:
    """The language of an archive that has these labels and albums, "" where they do not tell clearly.

    Labels that only one language has tell: at least two of them, and twice as many as of all other languages.
    """
    votes = Counter(_alone().get(label, "") for label in {fold(label) for label in labels})
    del votes[""]
    best, count = max(votes.items(), key=lambda vote: vote[1], default=("", 0))
    return best if count >= 2 and 3 * count >= 2 * votes.total() else ""


@cache
def _alone() -> dict[str, str]:
    """The language of each label, or album of Facebook's own, that only one has."""
    found: dict[str, str] = {}
    for code, language in languages().items():
        tables = [language.get(section, {}) for section in ("labels", "albums")]
        for label in {fold(form["text"]) for table in tables for forms in table.values() for form in forms}:
            found[label] = "" if label in found else code
    return found


def album(name: str) -> str:
    """`profile_photo`, `cover_photo` or `other` for the albums that Facebook makes by itself, else ""."""
    return _table("albums").get(fold(name), "")
