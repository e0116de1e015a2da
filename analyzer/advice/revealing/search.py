"""What the words of a text give away: the patterns of its languages, in its sentences.

How it stays cheap: only patterns all of whose words are there are tried, first in the text, then in a sentence. Of a
hundred texts some twenty have such a pattern at all, and of their sentences one in eight.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_

from analyzer.advice.revealing.language import HAS_CODE, HAS_NUMBER, Candidate, Language, Match, language
from analyzer.advice.revealing.matching import Sentence
from analyzer.advice.revealing.pieces import memory
from analyzer.advice.revealing.tokens import (
    LEAST_IN_CODE,
    codes_of,
    is_within_piece,
    may_hold_code,
    places_of,
    sentences,
    without_addresses,
    words_of,
)

_DIGIT = re.compile(r"\d")
_HAS_WORD = re.compile(r"[^\W_]")
_DOCUMENT = "document"  # whose number may stand in another sentence: "my passport! No. 12345"
_OF_DIGITS = HAS_CODE | HAS_NUMBER


def search(text: str, codes: Iterable[str]) -> list[tuple[str, str]]:
    """What the words of a single text give away, read in these languages whatever it is in."""
    pieces = without_addresses(text).split()
    memory().meet(pieces)
    return list(words_say(text, pieces, codes, sum(map(str.isdigit, text))))


def words_say(text: str, pieces: list[str], codes: Iterable[str], digits: int) -> Iterator[tuple[str, str]]:
    """`(category, words)` for what the words of a text give away; `special_category: health` for a special one.

    `pieces`: between blanks, without addresses; they were met. `codes`: the languages that are tried. `digits`: how
    many there are.
    """
    given = 0 if not digits else HAS_NUMBER if digits < LEAST_IN_CODE else _OF_DIGITS
    found = None
    for code in codes:
        there = reduce(or_, filter(None, map(memory().signals(code).get, pieces)), given)
        if candidates := language(code).candidates(there):
            found = found or _Text(text)
            yield from found.said(code, candidates, there)


class _Text:
    """One text in which some patterns may stand."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._plain = plain = without_addresses(text)  # letter for letter as long
        self._cut = sentences(plain)
        self._ragged = any(is_within_piece(plain, end) for _, end in self._cut)
        self._codes: dict[int, dict[int, int]] | None = None

    def said(self, code: str, candidates: list[Candidate], there: int) -> Iterator[tuple[str, str]]:
        """What is said in one language. `there`: the signals of the text, or more."""
        of = language(code)
        if there & HAS_CODE and of.asks_for_code(candidates) and not self._codes_by_sentence():
            there &= ~HAS_CODE
            candidates = [each for each in candidates if not each.need & HAS_CODE]
        if len(self._cut) == 1:
            yield from self._matches(0, of, candidates, there)
            return
        for number, signals in self._signals(code, of.anchors(candidates), there & _OF_DIGITS):
            missing = ~signals
            if here := [each for each in candidates if not each[0] & missing]:
                yield from self._matches(number, of, here, signals)
        documents = of.of_category(_DOCUMENT, candidates) if there & HAS_CODE else []
        if documents:
            yield from self._across(of, documents, there)

    def _signals(self, code: str, anchors: int, of_digits: int) -> Iterator[tuple[int, int]]:
        """The sentences with one of the signals that patterns are looked up by, and all signals of each."""
        plain, known = self._plain, memory().signals(code).get
        for number, (start, end) in enumerate(self._cut):
            pieces = plain[start:end].split()
            if self._ragged:  # some pieces were met as a whole, and not as they are cut here
                signals = reduce(or_, [memory().signals_of(piece, code) for piece in pieces], 0)
            else:
                signals = reduce(or_, filter(None, map(known, pieces)), 0)
            if signals & anchors:
                if of_digits and _DIGIT.search(plain, start, end):
                    signals |= of_digits
                yield number, signals

    def _matches(
        self, number: int, of: Language, candidates: list[Candidate], signals: int
    ) -> Iterator[tuple[str, str]]:
        asks = signals & HAS_CODE and of.asks_for_code(candidates)
        codes = self._codes_by_sentence().get(number, {}) if asks else {}
        words = of.sentence(words_of(self._plain, self._cut[number]), codes)
        for match in of.matches(words, candidates, signals):
            yield self._words(match, places_of(self._plain, self._cut[number]))

    def _across(self, of: Language, candidates: list[Candidate], there: int) -> Iterator[tuple[str, str]]:
        """What all sentences together say, if several have words and one has the number of a document.

        They are taken together only if a pattern stands around such a number, as far as a pattern reaches.
        """
        coded, reach = self._codes_by_sentence(), of.reach(candidates)
        if not any(of.stands(self._together(of, *self._around(number, reach)), candidates) for number in coded):
            return
        if sum(_HAS_WORD.search(self._plain, *sentence) is not None for sentence in self._cut) > 1:
            for match in of.matches(self._together(of, 0, len(self._cut)), candidates, there):
                yield self._words(match, places_of(self._plain, (0, len(self._plain))))

    def _together(self, of: Language, first: int, last: int) -> Sentence:
        """Some sentences as one."""
        words: list[str] = []
        codes: dict[int, int] = {}
        for number in range(first, last):
            here = self._codes_by_sentence().get(number, {})
            codes |= {len(words) + place: size for place, size in here.items()}
            words += words_of(self._plain, self._cut[number])
        return of.sentence(words, codes)

    def _around(self, number: int, reach: int) -> tuple[int, int]:
        """From which sentence up to before which there are so many words before and behind a sentence."""
        first, last = number, number + 1
        before = behind = 0
        while first > 0 and before < reach:
            first -= 1
            before += len(words_of(self._plain, self._cut[first]))
        while last < len(self._cut) and behind < reach:
            behind += len(words_of(self._plain, self._cut[last]))
            last += 1
        return first, last

    def _codes_by_sentence(self) -> dict[int, dict[int, int]]:
        """For the sentences that have any: at which words numbers of documents begin, and of how many words."""
        if self._codes is None:
            starts = [start for start, _ in self._cut]
            with_digits = {bisect_right(starts, found.start()) - 1 for found in _DIGIT.finditer(self._plain)}
            may = sorted(number for number in with_digits if may_hold_code(self._plain, *self._cut[number]))
            found = ((number, codes_of(self._plain, self._cut[number])) for number in may)
            self._codes = {number: codes for number, codes in found if codes}
        return self._codes

    def _words(self, match: Match, places: list[tuple[int, int]]) -> tuple[str, str]:
        said = self._text[places[match.start][0] : places[match.end - 1][1]]
        return f"{match.category}: {match.about}" if match.about else match.category, said
