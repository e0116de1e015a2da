"""The patterns of `[titles]` in all language files, made into one search.

A text that ends in a full stop is a whole sentence, one that does not a beginning. What stands for other words:
- `{author}`: who wrote; `{name}`: a name; `{thing}`: whatever the sentence says there; `{number}`: a number
- `{deed}`: one verb that is none of posting
- `{rest}`: anything but words that tell of a place; `{words}`: whatever the person called it

Those of a place are looked for first. One of the own profile (`own`) counts only where nothing in its slots, or
behind a beginning, may tell of another place.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from analyzer.reading.facebook.possible_names import (
    caseless,
    like_a_name,
    names_nobody,
    posting_words,
    tells_place,
    without,
)
from analyzer.reading.labels import languages

AUTHOR = "{author}"
_SLOT = re.compile(r"\{(author|name|thing|deed|number|rest|words)\}")
_WORDS = re.compile(r"\w+")
_BY_ITSELF = re.compile(r"(?<![\w\0'’])\w+(?![\w\0'’])")  # not the s of "Sam's", which may lack
_SHORTEST_BEGINNING = 6  # letters that tell a sentence of a stranger's name; "is", "was" would not
LONGEST_TITLE = 400
_SHARED = re.compile(r"\s*[:：—–-]")  # behind these stands what was shared, with whom, or how one feels
OWN = ("own", "no_post")
_SECTIONS_OF_BEGINNINGS = (*OWN, "own_comment")
_ORDER = {"own_comment": 0, "own": 2, "no_post": 2}
_CLOSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")  # signs and kana: no spaces between words


class Pattern:
    """One text of a language file, compiled when it is first tried.

    `needs`: the words, or letters of a script without spaces, that a title must have.
    """

    __slots__ = ("_known", "_regex", "kind", "needs", "text", "whole")

    def __init__(self, kind: str, text: str, known: bool) -> None:
        self.kind, self.text = kind, text
        self.needs = _needs(text)
        self.whole = text.endswith(".") or kind not in _SECTIONS_OF_BEGINNINGS
        self._known = known
        self._regex: re.Pattern[str] | None = None

    @property
    def is_fixed(self) -> bool:
        """Whether the whole sentence is given, but for who wrote it and for numbers."""
        return self.whole and not {"name", "thing", "deed", "rest", "words"} & set(_SLOT.findall(self.text))

    @property
    def regex(self) -> re.Pattern[str]:
        if self._regex is None:
            self._regex = re.compile(_expression(self, self._known), re.DOTALL | re.IGNORECASE)
        return self._regex


@lru_cache(maxsize=8192)
def told(sections: tuple[str, ...], rest: str) -> tuple[str, str]:
    """The section whose pattern fits, and the name in it. Long patterns win over short ones."""
    for pattern, found in _fitting(sections, rest):
        if "name" not in found.re.groupindex:
            return pattern.kind, ""
        return pattern.kind, _only_name(found["name"], pattern.text)
    return "", ""


@lru_cache(maxsize=8192)
def is_own(
    rest: str, names: tuple[str, ...] = (), *, word_for_word: bool = False, sections: tuple[str, ...] = OWN
) -> bool:
    """Whether a pattern of the own profile fits, and nothing in its slots may tell of a place. `names`: one's own.

    `word_for_word`: only whole sentences without a slot count, which no sentence of a place can be. `sections`:
    `own` for posts, `no_post` for likes and new friends, of which old timelines tell too.
    """
    return any(
        _harmless(found, names) for pattern, found in _fitting(sections, rest) if not word_for_word or pattern.is_fixed
    )


def authors(rest: str) -> Iterator[str]:
    """Who wrote it, as each pattern that fits a title tells it."""
    for _, found in _fitting(("group", "other_profile", "event", "page", *OWN, "comment_on", "own_comment"), rest):
        if "author" in found.re.groupindex and like_a_name(found["author"]):
            yield found["author"].strip()


def _fitting(sections: tuple[str, ...], rest: str) -> Iterator[tuple[Pattern, re.Match[str]]]:
    if len(rest) > LONGEST_TITLE:
        return
    ranked, by_key = _patterns(sections, rest.startswith(AUTHOR))
    words = {"", *_WORDS.findall(rest.casefold())}
    if not rest.isascii():
        words.update(rest)
    for place in sorted(place for key in words & by_key.keys() for place in by_key[key]):
        pattern = ranked[place]
        found = pattern.regex.match(rest) if pattern.needs <= words else None
        if found:
            yield pattern, found


def _harmless(found: re.Match[str], names: tuple[str, ...]) -> bool:
    """Whether what stands in the slots of an own sentence cannot tell of another place."""
    return all(_good(slot, text, names) for slot, text in found.groupdict().items())


def _good(slot: str, text: str, names: tuple[str, ...]) -> bool:
    if slot == "author":
        return text in names or (like_a_name(text) and (not names or not caseless(text)))
    text = without(text, (AUTHOR, *names))
    if tells_place(text):
        return False
    if slot == "deed":
        return text.islower() and text not in posting_words()
    if slot == "tail":
        return names_nobody(text) or _SHARED.match(text) is not None
    if slot == "name":
        return like_a_name(text)
    return slot == "rest" or names_nobody(text)


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
def _patterns(sections: tuple[str, ...], known: bool) -> tuple[list[Pattern], dict[str, list[int]]]:
    """All patterns, the first to be tried first, and their places by the rarest word that a title must have to fit.

    `known`: for titles that begin with `{author}`.
    """
    forms = {(kind, form["text"]) for each in languages().values() for kind in sections
             for form in each.get("titles", {}).get(kind, [])}  # fmt: skip
    ranked = sorted(forms, key=lambda form: (_ORDER.get(form[0], 1), -_literal(form[1]), form))
    used = [Pattern(kind, text, known) for kind, text in ranked if known or kind not in _SECTIONS_OF_BEGINNINGS
            or not text.startswith(AUTHOR) or caseless(text) or _literal(text) >= _SHORTEST_BEGINNING]  # fmt: skip
    often = Counter(word for pattern in used for word in pattern.needs)
    by_key: dict[str, list[int]] = {}
    for place, pattern in enumerate(used):
        by_key.setdefault(min(pattern.needs, key=lambda word: (often[word], word), default=""), []).append(place)
    return used, by_key


@cache
def _needs(text: str) -> frozenset[str]:
    """The words of a pattern that stand by themselves; of a script without spaces, the letters."""
    plain = _SLOT.sub("\0", text).casefold()
    if plain.isascii() or not _CLOSE.search(plain):
        return frozenset(_BY_ITSELF.findall(plain))
    return frozenset(filter(_CLOSE.match, plain))


@cache
def _literal(text: str) -> int:
    return len(_SLOT.sub("", text).strip())


def _expression(pattern: Pattern, known: bool) -> str:
    text = unicodedata.normalize("NFC", pattern.text)
    pieces = _SLOT.split(text.rstrip("."))
    wide = not _CLOSE.search(text)  # such scripts may have a space before and behind a name, or none
    seen = 0
    for at, piece in enumerate(pieces):
        if at % 2:
            seen += piece == "thing"
            pieces[at] = _slot(piece, seen, text, known)
        else:
            literal = re.escape(piece if wide else piece.strip()).replace("'s", "'s?").replace("'", "['’]")
            literal = literal.replace(r"\ :", r"\s*:").replace(r"\ ", r"\s+" if wide else r"\s*")
            literal = literal.replace("\u200c", r"[\u200c\s]?")
            pieces[at] = literal if wide else rf"\s*{literal}\s*"
    if text.endswith(("{rest}", "{words}")):
        return "".join(pieces)
    return "".join(pieces) + (r"\s*[.。．।]?$" if pattern.whole else r"(?!\w)(?P<tail>.*)$")


def _slot(name: str, number: int, text: str, known: bool) -> str:
    if name == "author":
        literal = known and text.startswith(AUTHOR)
        return re.escape(AUTHOR) if literal else r"(?P<author>[^:\n]{1,60}?)"
    if name == "name":
        return r"(?P<name>.{1,200})" if "{name} {thing}" in text else r"(?P<name>.{1,200}?)"
    if name == "thing":
        return rf"(?P<thing{number}>[^:]{{1,80}}?)"
    return {"rest": r"(?P<rest>.*)$", "words": r".*$", "number": r"\d[\d.,\s]*", "deed": r"(?P<deed>\w+)"}[name]


@cache
def second_person() -> frozenset[str]:
    """The words with which a title speaks to the person."""
    return frozenset(form["text"] for each in languages().values() for form in each["titles"].get("second_person", []))
