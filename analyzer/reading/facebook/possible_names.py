"""What in a sentence of Facebook's could be a name, and which of its words tell of a place.

A name is told by its capital. In scripts without capitals every letter may be one of a name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from analyzer.reading.labels import languages

_ORDINALS = "ªº"  # letters by their category, no script
_MKHEDRULI = ("\u10d0", "\u10ff")  # Georgian: has capitals since Unicode 11, which nobody writes names with
_PARTICLES = frozenset(
    "de la las le les los du des d da do dos das di del della dei degli delle van von vom der den ter ten zu zum e et y"
    " und and of the af av bin ibn el al & +".split()
)  # fmt: skip
_EDGES = " \t\"'“”„«»‘’‚‹›()[]{}<>,.;:!?…·•|/\\*#-–—"
_LETTERS = re.compile(r"\w+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@lru_cache(maxsize=8192)
def caseless(text: str) -> bool:
    """Whether a letter of a script without capitals stands in `text`."""
    return not text.isascii() and any(_is_caseless(letter) for letter in text)


def _is_caseless(letter: str) -> bool:
    if _MKHEDRULI[0] <= letter <= _MKHEDRULI[1]:
        return letter.isalpha()
    return unicodedata.category(letter) == "Lo" and letter not in _ORDINALS


@lru_cache(maxsize=8192)
def could_name(text: str) -> bool:
    """Whether anything in `text` could be a name: a capital, or a letter of a script that has none."""
    return text != text.lower() or caseless(text)


@lru_cache(maxsize=8192)
def names_nobody(text: str) -> bool:
    """Whether nothing in a part of a known sentence could be a name: words that are written so anyway do not count."""
    if not could_name(text):
        return True
    words = text.split()
    return not any(could_name(word) and fold_word(word) not in common_words() for word in words)


def without(text: str, names: Iterable[str]) -> str:
    """`text` without these names where they stand by themselves: "Sam" is not taken out of "Samantha"."""
    for name in names:
        if name in text:
            text = by_itself(name).sub("", text)
    return text


@lru_cache(maxsize=256)
def by_itself(name: str) -> re.Pattern[str]:
    """Finds a name where it is no part of a longer word."""
    before = r"(?<!\w)" if name[:1].isalnum() and not caseless(name[:1]) else ""
    behind = r"(?!\w)" if name[-1:].isalnum() and not caseless(name[-1:]) else ""
    return re.compile(before + re.escape(name) + behind)


@lru_cache(maxsize=8192)
def like_a_name(text: str) -> bool:
    """Whether `text` is written as a name: no word in small letters but those that stand inside names ("de", "of")."""
    words = [word for word in text.split() if word.strip(_EDGES)]
    if not words or len(words) > 12:
        return False
    big = [could_name(word) or not any(map(str.isalpha, word)) for word in words]
    small = (word for word, is_big in zip(words, big, strict=True) if not is_big)
    return big[0] and all(word.strip(_EDGES).casefold() in _PARTICLES for word in small)


def fold_word(word: str) -> str:
    """A word as it is compared: without case and marks around it."""
    return word.strip(_EDGES).replace("’", "'").casefold()


@cache
def common_words() -> frozenset[str]:
    """Words that are written with a capital and name nobody: German nouns, Facebook's own, known apps."""
    return frozenset(fold_word(form) for form in _listed("common_words"))


@cache
def posting_words() -> frozenset[str]:
    """Verbs with which a sentence may tell of a post somewhere else: an app's own never begins with one."""
    return frozenset(fold_word(form) for form in _listed("posting_words"))


@cache
def capital_words() -> frozenset[str]:
    """Words that known sentences write with a capital, though they name nobody."""
    literal = (
        re.sub(r"\{\w+\}", " ", form["text"])
        for language in languages().values()
        for kind, forms in language.get("titles", {}).items()
        if kind != "place_words"
        for form in forms
    )
    capital = {word for text in literal for word in _WORD.findall(text) if word != word.lower()}
    return common_words() | set(map(fold_word, capital))


@lru_cache(maxsize=8192)
def tells_place(text: str) -> bool:
    """Whether a word stands in `text` that tells of a place, in any language: a timeline, a wall, a group, an event."""
    found = set(_LETTERS.findall(unicodedata.normalize("NFC", text).casefold()))
    places = _places()
    if not places.words.isdisjoint(found) or any(word.startswith(places.beginnings) for word in found):
        return True
    if not places.ends.isdisjoint(found) and places.phrases.search(text):
        return True
    return not text.isascii() and any(form in text for form in places.inside)


@dataclass(frozen=True, slots=True)
class _Places:
    """Words of scripts without case are found inside others, for these put no space between words."""

    words: frozenset[str]
    beginnings: tuple[str, ...]
    phrases: re.Pattern[str]  # of several words
    ends: frozenset[str]  # the last word of each phrase: most texts have none of them
    inside: tuple[str, ...]


@cache
def _places() -> _Places:
    forms = sorted({unicodedata.normalize("NFC", form) for form in _listed("place_words")}, key=lambda f: (-len(f), f))
    with_case = [form for form in forms if not caseless(form)]
    single = [form.casefold() for form in with_case if _LETTERS.fullmatch(form.removesuffix("*"))]
    phrases = [form for form in with_case if form.casefold() not in single]
    whole = "|".join(map(_whole, phrases))
    return _Places(
        frozenset(form for form in single if not form.endswith("*")),
        tuple(form.removesuffix("*") for form in single if form.endswith("*")),
        re.compile(rf"(?<!\w)(?:{whole})(?!\w)", re.IGNORECASE),
        frozenset(_LETTERS.findall(form.casefold())[-1] for form in phrases),
        tuple(form for form in forms if caseless(form)),
    )


def _whole(form: str) -> str:
    """A `*` stands for any letters at the beginning or the end of a word."""
    literal = re.escape(form.strip("*")).replace(r"\ ", r"\s+").replace("'", "['’]")
    return (r"\w*" if form.startswith("*") else "") + literal + (r"\w*" if form.endswith("*") else "")


def _listed(kind: str) -> Iterable[str]:
    return (form["text"] for language in languages().values() for form in language.get("titles", {}).get(kind, []))
