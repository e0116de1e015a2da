"""The patterns of `[titles]` in all language files, made into one search.

`{author}` and `{name}` stand for any name, `{thing}` for whatever the sentence says there. Patterns of `own` and
`own_comment` are beginnings, all others are whole sentences.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from analyzer.reading.labels import languages

AUTHOR = "{author}"
_BEGINNINGS = ("own", "own_comment")
_WORDS = re.compile(r"\w+")
_SHORTEST_BEGINNING = 6  # letters that tell a sentence of a stranger's name; "is", "was" would not

_LONGEST_TITLE = 400


@lru_cache(maxsize=8192)
def told(sections: tuple[str, ...], rest: str) -> tuple[str, str]:
    """The section whose pattern fits, and the name in it. Destinations win over beginnings, long over short."""
    if len(rest) > _LONGEST_TITLE:
        return "", ""
    known = rest.startswith(AUTHOR)
    ranked, by_word = _patterns(sections, known)
    words = {"", *_WORDS.findall(rest)}
    for place in sorted(place for word in words & by_word.keys() for place in by_word[word]):
        kind, text = ranked[place]
        found = _compiled(kind, text, known).match(rest)
        if found:
            return kind, _only_name(found[1], text) if found.re.groups else ""
    return "", ""


def _only_name(name: str, text: str) -> str:
    """A name without the words of the sentence beside it, where `{thing}` stands next to it: these are small."""
    words = name.split()
    if "{thing} {name}" in text:
        while words and words[0][0].islower():
            del words[0]
    if "{name} {thing}" in text:
        while words and words[-1][0].islower():
            del words[-1]
    return " ".join(words) if "{thing} {name}" in text or "{name} {thing}" in text else name.strip()


@cache
def _patterns(sections: tuple[str, ...], known: bool) -> tuple[list[tuple[str, str]], dict[str, list[int]]]:
    """All patterns, the first to be tried first, and their places by a word that a sentence must have to fit.

    `known`: for titles that begin with `{author}`.
    """
    forms = {(kind, form["text"]) for each in languages().values() for kind in sections
             for form in each.get("titles", {}).get(kind, [])}  # fmt: skip
    ranked = sorted(forms, key=lambda form: (form[0] in _BEGINNINGS, -_literal(form[1]), form))
    used = [(kind, text) for kind, text in ranked if known or kind not in _BEGINNINGS
            or not text.startswith(AUTHOR) or _literal(text) >= _SHORTEST_BEGINNING]  # fmt: skip
    by_word: dict[str, list[int]] = {}
    for place, (_, text) in enumerate(used):
        by_word.setdefault(_telling_word(text), []).append(place)
    return used, by_word


def _telling_word(text: str) -> str:
    """The longest word of a pattern that stands by itself, "" where none does."""
    plain = re.sub(r"\{\w+\}", "\0", unicodedata.normalize("NFC", text))
    whole = (
        found[0] for found in _WORDS.finditer(plain) if "\0" not in plain[max(found.start() - 1, 0) : found.end() + 1]
    )
    return max((word for word in whole if len(word) > 1), key=len, default="")  # not the s of "Sam's", which may lack


@cache
def _compiled(kind: str, text: str, known: bool) -> re.Pattern[str]:
    return re.compile(_expression(kind, text, known), re.DOTALL)


def _literal(text: str) -> int:
    return len(re.sub(r"\{\w+\}", "", text).strip())


def _expression(kind: str, text: str, known: bool) -> str:
    parts = {
        "author": re.escape(AUTHOR) if known and text.startswith(AUTHOR) else r"[^:\n]{1,60}?",
        "name": r"(.{1,200})" if "{name} {thing}" in text else r"(.{1,200}?)",
        "thing": r"[^:]{1,80}?",
    }
    pieces = re.split(r"\{(author|name|thing)\}", unicodedata.normalize("NFC", text).rstrip("."))
    for at, piece in enumerate(pieces):
        literal = re.escape(piece).replace("'s", "'s?").replace("'", "['’]")
        pieces[at] = parts[piece] if at % 2 else literal.replace(r"\ :", r"\s*:").replace(r"\ ", r"\s+")
    return "".join(pieces) + (r"(?!\w)" if kind in _BEGINNINGS else r"\s*[.。]?$")


@cache
def second_person() -> frozenset[str]:
    """The words with which a title speaks to the person."""
    return frozenset(form["text"] for each in languages().values() for form in each["titles"].get("second_person", []))
