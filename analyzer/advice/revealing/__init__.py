"""What an item gives away about a person, and the words that gave it away. Found on the machine.

`text_reveals` is asked about every item. So it first looks up each word in a table of words that it has met: unless one
may begin a pattern (`phrases`), holds a digit or an "@" (`numbers`), there is nothing to look for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.advice.revealing import numbers, phrases
from analyzer.model import Item
from analyzer.words import revealing_categories

#: In this order an item's first category decides how soon it is shown.
REVEALS = tuple(revealing_categories())

_AT = frozenset("dot punkt point punto ponto kropka punt".split())  # in an address that is spelt out
_DIGIT, _MAIL = 1 << 30, 1 << 31
_LANGUAGES = _DIGIT - 1
REMEMBERED = 300_000  # words; then the memory begins anew
LONGEST, SHORT = 40, 5  # characters of a word, and of a number, that is remembered
_HAS_DIGIT = re.compile(r"\d")
_HAS_LETTER = re.compile(r"[^\W\d_]")


class _Interest(dict[str, int]):
    """For every word, as white space cuts it, what it may be part of: bits of `phrases.interest`, digits, mail."""

    def __missing__(self, word: str) -> int:
        found = _MAIL if "@" in word or "(at" in word or "[at" in word or word.casefold() in _AT else 0
        if _HAS_DIGIT.search(word):
            found |= _DIGIT
        if len(word) <= LONGEST and _HAS_LETTER.search(word):
            found |= phrases.interest(word)
        if len(word) <= (SHORT if found & _DIGIT else LONGEST):  # long numbers and addresses are many: not kept
            if len(self) >= REMEMBERED:
                self.clear()
            self[word] = found
        return found


class _Counts(dict[str, int]):
    """For every word `phrases.function_counts`."""

    def __missing__(self, word: str) -> int:
        if len(self) >= REMEMBERED:
            self.clear()
        found = self[word] = phrases.function_counts(word)
        return found


_interest = _Interest()
_counts = _Counts()


def reveals(item: Item, posted_as_minor: str, country: str = "", language: str = "") -> tuple[list[str], list[str]]:
    """The categories that an item falls into, in the order of `REVEALS`, and the words, each as `category: words`.

    What words show is kept in `item.said`: an item is judged again for every answer.

    `country`: of the account, as ISO 3166-1, for its way to write telephone numbers; `language`: of its other texts.
    """
    if item.said is None:
        item.said = [each for text in _texts(item) for each in text_reveals(text, country, language)]
    found = {category.split(": ")[0] for category, _ in item.said} if item.said else set()
    words = [f"{category}: {said}" for category, said in item.said]
    if posted_as_minor == "yes":
        found.add("minor")
    if item.latitude is not None or item.place or item.check_in or any(m.latitude is not None for m in item.media):
        found.add("location")
        words += [f"location: {said}" for said in _places(item)]
    if item.people:
        found.add("people")
        words += [f"people: {name}" for name in item.people]
    if any(medium.type == "photo" for medium in item.media):
        found.add("photo")
    if not found:
        return [], []
    return [category for category in REVEALS if category in found], [_in_list(each) for each in dict.fromkeys(words)]


def _in_list(words: str) -> str:
    """On one line, and without the mark that parts the entries of a list in CSV."""
    return " ".join(words.split()).replace(";", ",")


def _texts(item: Item) -> list[str]:
    """What the person wrote: the text, and captions that are not in it."""
    captions = [medium.caption for medium in item.media if medium.caption and medium.caption not in item.text]
    return [item.text, *dict.fromkeys(captions)] if captions else [item.text]


def _places(item: Item) -> Iterator[str]:
    if item.place:
        yield item.place
    spots = [(item.latitude, item.longitude), *((medium.latitude, medium.longitude) for medium in item.media)]
    yield from (f"{latitude}, {longitude}" for latitude, longitude in spots if latitude is not None)


def text_reveals(text: str, country: str = "", language: str = "") -> list[tuple[str, str]]:
    """`(category, words)` for what a text gives away, in the order of `REVEALS`.

    A special category is followed by which one: `special_category: health`.
    """
    met, digits, pieces = 0, 0, text.split()
    for piece in pieces:
        if bits := _interest[piece]:
            met |= bits
            if bits & _DIGIT:
                digits += sum(map(str.isdigit, piece))
    if met & _DIGIT and (digits < numbers.LEAST_ABROAD or not numbers.has_digits(text)):
        met &= ~_DIGIT
    if not met:
        return []
    codes = phrases.languages_of(sum(map(_counts.__getitem__, pieces)), len(pieces), met & _LANGUAGES, language)
    found: list[tuple[str, str]] = []
    if met & _MAIL:
        found += [("contact", said) for said in numbers.emails(text)]
    if met & _DIGIT:
        found += _numbers(text, country, codes)
    if met & phrases.bits(codes):
        found += phrases.search(text, codes)
    return sorted(_longest(found), key=lambda each: REVEALS.index(each[0].split(": ")[0]))


def _numbers(text: str, country: str, codes: list[str]) -> Iterator[tuple[str, str]]:
    text = numbers.without_addresses(text)
    for category, search in (("contact", numbers.ibans), ("document", numbers.documents)):
        for said in search(text):
            yield category, said
            text = text.replace(said, "\n")
    if numbers.has_digits(text):
        yield from (("contact", said) for said in numbers.phones(text, country, phrases.regions(text, codes)))


def _longest(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of words that say the same twice, the longer ones."""
    return [
        (category, said)
        for category, said in dict.fromkeys(found)
        if not any(category == other and said != longer and said in longer for other, longer in found)
    ]
