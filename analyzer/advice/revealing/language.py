"""The patterns of one language: which of them may stand in a text, and which do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, reduce
from operator import or_
from typing import NamedTuple

from analyzer.advice.revealing.atoms import AtomTable
from analyzer.advice.revealing.matching import Sentence, Words
from analyzer.advice.revealing.patterns import Element, Pattern
from analyzer.advice.revealing.phrases import CODE, NUMBER
from analyzer.advice.revealing.tables import table

HAS_CODE, HAS_NUMBER = 1 << CODE, 1 << NUMBER


class Candidate(NamedTuple):
    """A pattern that may stand in a text: the signals that it needs, its number, the signal it is looked up by."""

    need: int
    number: int
    anchor: int


class Match(NamedTuple):
    """A row that a sentence satisfies; numbers of the first word that says so and of the one behind the last."""

    category: str
    about: str
    start: int
    end: int


class Language:
    """The patterns of one language, made when they are first tried."""

    def __init__(self, code: str) -> None:
        raw = table(code)
        self._rows, self._elements_raw = raw["rows"], raw["elements"]
        self._patterns, self._unless = raw["patterns"], raw["unless"]
        self._elements: dict[int, Element] = {}
        self._made: dict[int, Pattern] = {}
        self._made_unless: dict[int, list[tuple[int, Pattern]]] = {}
        signals = {atom: sum(1 << signal for signal in signals) for atom, signals in raw["atoms"].items()}
        self._signals = AtomTable(signals)
        self._words = Words(raw["atoms"], frozenset(raw["stop"]))
        by_anchor: dict[int, list[Candidate]] = {}
        for number, (_, _, needed, anchor) in enumerate(self._patterns):
            found = Candidate(sum(1 << each for each in needed), number, 1 << anchor)
            by_anchor.setdefault(1 << anchor, []).append(found)
        self._coded = frozenset(raw["coded"])
        self._by_anchor = by_anchor
        self._anchors = sum(by_anchor)

    def signals(self, word: str) -> int:
        """The signals that a folded word gives, a bit for each."""
        signals = 0
        for each in self._signals.of(word):
            signals |= each
        return signals

    def candidates(self, there: int) -> list[Candidate]:
        """The patterns all of whose signals are there."""
        found = []
        anchors, missing, by_anchor = there & self._anchors, ~there, self._by_anchor
        while anchors:
            anchor = anchors & -anchors
            anchors ^= anchor
            for each in by_anchor[anchor]:  # nearly always one
                if not each[0] & missing:
                    found.append(each)
        return found

    def anchors(self, candidates: Iterable[Candidate]) -> int:
        """The signals that these are looked up by."""
        return reduce(or_, (each.anchor for each in candidates), 0)

    def asks_for_code(self, candidates: Iterable[Candidate]) -> bool:
        """Whether it matters to one of these which words are the numbers of documents."""
        return not self._coded.isdisjoint(map(_number, candidates))

    def of_category(self, category: str, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Those of the patterns that tell a category."""
        return [each for each in candidates if self._rows[self._patterns[each.number][0]][0] == category]

    def reach(self, candidates: Iterable[Candidate]) -> int:
        """How many words the longest of the patterns may span."""
        return max(sum(map(_most_words, self._pattern(each.number))) for each in candidates)

    def stands(self, sentence: Sentence, candidates: Iterable[Candidate]) -> bool:
        """Whether one of the patterns stands in a sentence, whatever takes its meaning away."""
        return any(sentence.stands(self._pattern(each.number)) for each in candidates)

    def sentence(self, words: Iterable[str], codes: Mapping[int, int]) -> Sentence:
        """What `matches` searches. `words`: as they stand; `codes`: of how many words each number of a document is."""
        return self._words.sentence(words, codes)

    def matches(self, sentence: Sentence, candidates: Iterable[Candidate], there: int) -> Iterator[Match]:
        """The rows that a sentence satisfies, each at the first of its patterns that stands there.

        `there`: the signals of the sentence, or more.
        """
        done: set[int] = set()
        for number in sorted(map(_number, candidates)):
            row = self._patterns[number][0]
            if row not in done and sentence.stands(pattern := self._pattern(number)):
                unless = (each for need, each in self._unless_of(row) if not need & ~there)
                if not any(map(sentence.stands, unless)) and (place := sentence.place(pattern)):
                    done.add(row)
                    yield Match(self._rows[row][0], self._rows[row][1], *place)

    def _pattern(self, number: int) -> Pattern:
        if number not in self._made:
            self._made[number] = tuple(map(self._element, self._patterns[number][1]))
        return self._made[number]

    def _unless_of(self, row: int) -> list[tuple[int, Pattern]]:
        if row not in self._made_unless:
            listed = [self._unless[number] for number in self._rows[row][2]]
            self._made_unless[row] = [
                (sum(1 << each for each in needed), tuple(map(self._element, elements))) for elements, needed in listed
            ]
        return self._made_unless[row]

    def _element(self, number: int) -> Element:
        if number not in self._elements:
            atoms, longer, optional, gap, first = self._elements_raw[number]
            rows = {atom: tuple(map(tuple, rows)) for atom, rows in longer.items()}
            needed = not (optional or gap or first)
            self._elements[number] = Element(frozenset(atoms), rows, optional, gap, first, needed)
        return self._elements[number]


def _most_words(element: Element) -> int:
    return element.gap or max((1, *map(len, element.sequences())))


def _number(candidate: Candidate) -> int:
    return candidate[1]


@cache
def language(code: str) -> Language:
    """The patterns of a language."""
    return Language(code)
