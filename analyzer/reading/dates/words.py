"""The words of printed dates, per language, and what the words between two numbers say."""

from __future__ import annotations

import json
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

# Marks of writing direction vanish, so does the dot that "İ" leaves when it becomes small; "ı" is read as "i".
_PLAIN: dict[int, str | None] = dict.fromkeys([0x307, 0x61C, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F)])
_PLAIN |= dict.fromkeys(range(0x2066, 0x206A)) | {ord("ı"): "i", ord("−"): "-", ord("ٔ"): None}
_PLAIN |= {ord(sign): "'" for sign in "’‘ʼ´`"} | {ord(sign): f" {sign} " for sign in "年月日년월일"}
_SPOKEN: dict[int, str | None] = {ord("."): None} | {ord(sign): " " for sign in ",،;/-‐‑–—|()·"}


class Gap(NamedTuple):
    """What the words between two numbers say: months, words that may be a month or a weekday, half of the day, mark."""

    months: tuple[int, ...] = ()
    maybe: tuple[int, ...] = ()
    meridiems: tuple[str, ...] = ()
    marks: tuple[int, ...] = ()


def plain(text: str) -> str:
    """`text` in small letters, composed, without invisible marks; Turkish i and ı are one."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", text).casefold().translate(_PLAIN)


def spoken(words: str) -> str:
    """The words without dots and other signs: "a. m." -> "a m", "пр.об." -> "проб"."""
    return " ".join(words.translate(_SPOKEN).split())


@cache
def languages() -> dict[str, dict[str, Any]]:
    """The words of each language, and the set of all that it knows."""
    text = files("analyzer.reading.dates").joinpath("words.json").read_text("utf-8")
    found: dict[str, dict[str, Any]] = json.loads(text)["languages"]
    for words in found.values():
        words["months"] |= words.pop("short")
        words["known"] = {
            form for role in ("months", "weekdays", "meridiems", "marks", "words") for form in words[role]
        }
    return found


def _gap(said: list[str], words: dict[str, Any]) -> Gap | None:
    """What a language makes of some words, the longest phrase first; None if it does not know one of them."""
    months: list[int] = []
    maybe: list[int] = []
    meridiems: list[str] = []
    marks: list[int] = []
    while said:
        size = next((size for size in (4, 3, 2, 1) if size <= len(said) and " ".join(said[:size]) in words["known"]), 0)
        if not size:
            return None
        phrase, said = " ".join(said[:size]), said[size:]
        if phrase in words["months"]:
            (maybe if phrase in words["weekdays"] else months).append(words["months"][phrase])
        elif phrase in words["marks"]:
            marks.append(words["marks"][phrase])
        elif phrase in words["meridiems"]:
            meridiems.append(words["meridiems"][phrase])
    return Gap(tuple(months), tuple(maybe), tuple(meridiems), tuple(marks))


@lru_cache(2048)
def meanings(text: str) -> dict[str, Gap]:
    """What each language that knows all its words makes of the text between two numbers."""
    said = spoken(text).split()
    found = ((language, _gap(said, words)) for language, words in languages().items())
    return {language: gap for language, gap in found if gap is not None}
