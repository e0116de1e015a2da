"""What is asked of every word, whatever its language: which language it speaks for, what it may be the beginning of.

The answers are counts, and all counts of a word stand in one number, so that those of a text are a sum.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from analyzer.advice.revealing.atoms import AtomTable
from analyzer.advice.revealing.tables import COMMON, table
from analyzer.advice.revealing.tokens import plain_words

REMEMBERED = 20_000  # words of the lists, in all their forms
LEAST_SHARE = 0.1  # of a text's words that must be function words of a language, for it to be in that language
LONGEST = 40  # characters of a piece that may begin a pattern
SHORT = 8  # words; so short a text may lack function words
_BITS = 16  # of a count
_MOST = (1 << _BITS) - 1
_FEW = 60_000  # characters in which no count comes to `_MOST`
AT = frozenset("dot punkt point punto ponto kropka punt".split())  # in an address that is spelt out
_HAS_DIGIT = re.compile(r"\d")
_HAS_LETTER = re.compile(r"[^\W\d_]")


class Counts(NamedTuple):
    """What was counted in a text. Of languages: by their place in `Vocabulary.languages`."""

    words: int  # pieces between blanks
    function: tuple[int, ...]  # function words of each language
    begins: tuple[int, ...]  # words by which a pattern of each language is looked up
    digits: int  # in pieces that have a decimal one
    mail: int  # pieces that may belong to an e-mail address


class Vocabulary:
    """Function words, and the words of patterns, of all languages."""

    def __init__(self) -> None:
        raw = table(COMMON)
        self.languages: tuple[str, ...] = tuple(raw["languages"])
        self.place = {code: place for place, code in enumerate(self.languages)}
        self._phone = {code: frozenset(words) for code, words in raw["phone"].items()}
        self._regions = {code: tuple(found) for code, found in raw["regions"].items()}
        size = len(self.languages)
        sets = range(1 << size)
        spread = [sum(1 << place * _BITS for place in range(size) if languages >> place & 1) for languages in sets]
        self._function = {word: spread[languages] for word, languages in raw["function"].items()}
        self._atoms = AtomTable({atom: (begins, all_) for atom, (begins, all_) in raw["atoms"].items()})
        self._begins = [value << size * _BITS for value in spread]
        self._of_function = spread[-1] * _MOST
        self._of_begins = self._of_function << size * _BITS
        self._words: dict[str, tuple[int, int]] = {}
        self._digits, self.mail = (1 << (2 * size + field) * _BITS for field in range(2))
        self._apart = struct.Struct(f"<{2 * size + 2}H").unpack
        self._bytes = (2 * size + 2) * _BITS // 8
        #: Below this sum there is nothing to look for in a text: only function words were counted.
        self.least = 1 << size * _BITS

    def may_know(self, words: list[str]) -> list[bool]:
        """For each of many folded words whether it may have counts or languages; False is sure."""
        function = self._function
        known = self._atoms.may_know(words)
        return [maybe or word in function or word in AT for maybe, word in zip(known, words, strict=True)]

    def of_word(self, word: str) -> tuple[int, int]:
        """The counts of a folded word, and the languages in whose patterns it is."""
        found = self._words.get(word)
        if found is None:
            begins = spoken = 0
            for value in self._atoms.of(word):
                begins |= value[0]
                spoken |= value[1]
            found = self._function.get(word, 0) | self._begins[begins], spoken
            if len(self._words) < REMEMBERED:
                self._words[word] = found
        return found

    def of_piece(self, piece: str, words: list[str]) -> tuple[int, int]:
        """The counts and languages of any piece between blanks. `words`: the folded words in it."""
        function = begins = languages = 0
        for counts, spoken in map(self.of_word, words):
            languages |= spoken
            begins |= counts
            function += counts & self._of_function
        found = function if len(words) <= _MOST else self._of_function  # no such piece is anything but nonsense
        if begins and len(piece) <= LONGEST and _HAS_LETTER.search(piece):
            found += begins & self._of_begins
        if _HAS_DIGIT.search(piece):
            found += self._digits * min(sum(map(str.isdigit, piece)), LONGEST)
        if self.may_be_mail(piece):
            found += self.mail
        return found, languages

    def may_be_mail(self, piece: str) -> bool:
        """Whether a piece may belong to an e-mail address."""
        return "@" in piece or "(at" in piece or "[at" in piece or piece.casefold() in AT

    def counts(self, text: str, pieces: int, numbers: Iterable[int]) -> Counts | None:
        """What was counted in a text of so many pieces; None where there is nothing to look for.

        `numbers`: the counts of its pieces, but for those without any.
        """
        if len(text) <= _FEW:
            total = sum(numbers)
            if total < self.least:
                return None
            found = self._apart(total.to_bytes(self._bytes, "little"))
        else:
            each = [self._apart(number.to_bytes(self._bytes, "little")) for number in numbers]
            found = tuple(map(sum, zip(*each, strict=True))) or (0,) * (self._bytes * 8 // _BITS)
        size = len(self.languages)
        return Counts(pieces, found[:size], found[size : 2 * size], *found[2 * size :])

    def languages_of(self, counts: Counts, likely: str) -> list[str]:
        """The languages that a text may be in, by its function words: one, or those that are equally well shown.

        `likely`: the language of the account's other texts; decides between equals. A short text may have no function
        word: then it is the likely one, or any that a word begins a pattern of.
        """
        languages, shares = self.languages, counts.function
        most = max(shares)
        if most == 0 or most < LEAST_SHARE * counts.words:
            if counts.words > SHORT:
                return []
            if likely:
                return [likely] if likely in languages else []
            return [code for code, count in zip(languages, counts.begins, strict=True) if count]
        if shares.count(most) == 1:
            return [languages[shares.index(most)]]
        best = [code for code, count in zip(languages, shares, strict=True) if count == most]
        return [likely] if likely in best else best

    def regions(self, text: str, codes: list[str]) -> tuple[str, ...]:
        """The regions whose telephone numbers a text may mean: those of its language, if a word says that one is meant.

        Words are cut out of the text only if such a one may be in it.
        """
        if text.isascii():
            folded = text.casefold()
            if not any(word in folded for code in codes or self.languages for word in self._phone[code]):
                return ()
        words = plain_words(text)
        tried = codes or (self.languages if len(words) <= SHORT else ())
        meant = [code for code in tried if not self._phone[code].isdisjoint(words)]
        return tuple(dict.fromkeys(region for code in meant for region in self._regions[code]))


@cache
def known() -> Vocabulary:
    """The vocabulary of all languages."""
    return Vocabulary()
