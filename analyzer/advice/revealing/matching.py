"""Whether a pattern stands among the words of a sentence, and where.

A word is the set of the atoms that it satisfies: `my`, `doctor*`, `#name`; `STOP` where no gap goes over it.

`stands` answers for all places at once: a set of places is a number with a bit for each word, so that one element of a
pattern is two or three operations on numbers. Only where a pattern stands, `place` goes from word to word, in the order
in which a pattern is read; both are held to agree by a test.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from analyzer.advice.revealing.atoms import AtomTable
from analyzer.advice.revealing.patterns import Element, Pattern
from analyzer.advice.revealing.tokens import fold, is_number

STOP = "!"
LONG = 1000  # words of a sentence
REMEMBERED = 50_000  # words, of some 100 bytes each
_CODE = frozenset({"#code"})
_NONE: frozenset[str] = frozenset()


class Sentence:
    """The words of a sentence. `codes`: of how many words each number of a document is that begins at a word."""

    def __init__(self, words: Sequence[frozenset[str]], codes: Mapping[int, int]) -> None:
        self._words = words
        self._codes = codes
        self._where = where = places_of(words) if len(words) < LONG else places_of_many(words)
        self._atoms = frozenset(where)
        self._anywhere = (1 << len(words)) - 1
        self._passable = self._anywhere & ~where.get(STOP, 0)
        self._known: dict[Element, list[tuple[int, int]]] = {}

    def stands(self, pattern: Pattern) -> bool:
        """Whether a pattern stands in it."""
        here = self._anywhere  # words at which the rest of the pattern may begin
        for element in pattern:
            if element.gap:
                ahead = here
                for _ in range(element.gap):
                    ahead = (ahead & self._passable) << 1
                    here |= ahead
            elif element.first:
                here &= 1
            else:
                known = self._known.get(element)
                if known is None:
                    known = self._known[element] = self._places(element)
                ahead = here if element.optional else 0
                for size, places in known:
                    ahead |= (here & places) << size
                here = ahead
            if not here:
                return False
        return True

    def _places(self, element: Element) -> list[tuple[int, int]]:
        """Where an element stands: of how many words, and at which."""
        where, single = self._where, 0
        for atom in element.atoms & self._atoms:
            single |= where[atom]
        found = [(1, single)] if single else []
        for first in element.longer.keys() & self._atoms if element.longer else ():
            for atoms in element.longer[first]:
                places = where[first]
                for number, atom in enumerate(atoms):
                    places &= where.get(atom, 0) >> number
                if places:
                    found.append((len(atoms), places))
        return found

    def place(self, pattern: Pattern) -> tuple[int, int] | None:
        """The first place of a pattern: numbers of its first word and of the one behind its last.

        All of the number of a document belongs to it.
        """
        for start in range(len(self._words)):
            if pattern[0].first and start:
                break
            end = self._end(pattern, 0, start)
            if end is not None and end > start:
                size = self._codes.get(end - 1, 1) if pattern[-1].atoms == _CODE else 1
                return start, end - 1 + size
        return None

    def _end(self, pattern: Pattern, at: int, here: int) -> int | None:
        """Where the rest of a pattern, from its element `at` on, ends if it begins at the word `here`."""
        if at == len(pattern):
            return here
        element = pattern[at]
        if element.first:
            return self._end(pattern, at + 1, here)
        if element.gap:
            for ahead in range(here, min(here + element.gap, len(self._words)) + 1):
                if ahead > here and STOP in self._words[ahead - 1]:
                    return None
                if (end := self._end(pattern, at + 1, ahead)) is not None:
                    return end
            return None
        for size in self._sizes(element, here):
            if (end := self._end(pattern, at + 1, here + size)) is not None:
                return end
        return self._end(pattern, at + 1, here) if element.optional else None

    def _sizes(self, element: Element, here: int) -> list[int]:
        """Of how many words an element may be that begins at a word, in the order in which they are tried."""
        if here >= len(self._words):
            return []
        word = self._words[here]
        found = [] if element.atoms.isdisjoint(word) else [1]
        for first in sorted(element.longer.keys() & word):
            for atoms in element.longer[first]:
                following = self._words[here : here + len(atoms)]
                if len(following) == len(atoms) and all(map(frozenset.__contains__, following, atoms)):
                    found.append(len(atoms))
        return found


def places_of(words: Sequence[frozenset[str]]) -> dict[str, int]:
    """For each atom the set of words that satisfy it, a bit for each."""
    where: dict[str, int] = {}
    bit = 1
    for word in words:
        if word:
            for atom in word:
                where[atom] = where.get(atom, 0) | bit
        bit <<= 1
    return where


def places_of_many(words: Sequence[frozenset[str]]) -> dict[str, int]:
    """The same where a number of so many bits cannot be copied for each word: 3.5 s for a sentence of a megabyte."""
    where: dict[str, bytearray] = {}
    size = len(words) // 8 + 1
    for number, word in enumerate(words):
        for atom in word:
            if atom not in where:
                where[atom] = bytearray(size)
            where[atom][number >> 3] |= 1 << (number & 7)
    return {atom: int.from_bytes(places, "little") for atom, places in where.items()}


class Words(dict[str, frozenset[str]]):
    """For a word as it stands in a text: its atoms, its kinds, whether no gap goes over it."""

    def __init__(self, atoms: Iterable[str], stop: frozenset[str]) -> None:
        self._table = AtomTable({atom: atom for atom in atoms})
        self._stop = stop
        self._known: dict[frozenset[str], frozenset[str]] = {}  # most words are alike: each set once

    def sentence(self, words: Iterable[str], codes: Mapping[int, int]) -> Sentence:
        """Words as they stand. `codes`: of how many words each number of a document is that begins at one."""
        found = list(map(self.__getitem__, words))
        for place in codes:
            found[place] |= _CODE
        return Sentence(found, codes)

    def __missing__(self, raw: str) -> frozenset[str]:
        folded = fold(raw)
        atoms = self._table.of(folded)
        head = raw[0]
        if head.isupper():
            atoms.append("#name")
        elif head.isdigit() and is_number(raw):
            atoms.append("#number")
        if folded in self._stop:
            atoms.append(STOP)
        found = _NONE
        if atoms:
            found = frozenset(atoms)
            found = self._known.setdefault(found, found)
        if len(self) < REMEMBERED:
            self[raw] = found
        return found
