"""What a localised label means, from the tables in `languages/`: one file a language.

Labels are compared in NFC, without case, with white space and apostrophes made one. An archive may mix languages,
so all files are one table; a label that two languages use for different things means nothing.
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from analyzer import toml_tables

_NO_LABEL = re.compile(r"[\n\r]|://|@|www\.|\d{4}")
_LONGEST = 80  # characters; the longest label known has 62
_SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "\u00a0": " ", "\u202f": " "})


def fold(label: str) -> str:
    """`label` as it is compared. One of ASCII has nothing but case and blanks to make alike: half of the time."""
    if label.isascii():
        return " ".join(label.casefold().split())
    return " ".join(unicodedata.normalize("NFC", label).translate(_SAME).casefold().split())


@cache
def languages() -> dict[str, dict]:  # type: ignore[type-arg]
    """All language files by their code (`en`, `de`, ...).

    Out of `languages.json` where that was made of just these files: TOML takes 60 ms of each run to read, JSON 3.
    """
    raw = language_files()
    try:
        made = json.loads(files("analyzer.reading.labels").joinpath("languages.json").read_text("utf-8"))
    except (OSError, ValueError):
        made = {}  # not made, or cut off: the files themselves are what counts
    if made.get("of") == fingerprint(raw):
        return dict(made["languages"])
    return {code: tomllib.loads(text.decode("utf-8")) for code, text in raw.items()}


def language_files() -> dict[str, bytes]:
    """The language files as they are, by their code."""
    found = sorted(files("analyzer.reading.labels").joinpath("languages").iterdir(), key=lambda entry: entry.name)
    return {each.name.removesuffix(".toml"): each.read_bytes() for each in found if each.name.endswith(".toml")}


def fingerprint(raw: Mapping[str, bytes]) -> str:
    """What `languages.json` was made of. Line ends do not count: git may change them."""
    lines = b"".join(code.encode() + b"\n" + text for code, text in raw.items())
    return toml_tables.fingerprint(lines)


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


def can_be_shown(label: str) -> bool:
    """Whether `label` has the form of a label: one short line, without an address or a long number."""
    return 0 < len(label) <= _LONGEST and not _NO_LABEL.search(label)
