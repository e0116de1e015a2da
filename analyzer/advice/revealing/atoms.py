"""Which atoms of the word lists a word satisfies: the word itself, its stems (`doctor*`), its endings (`*krebs`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

V = TypeVar("V")
_KEY = 3  # letters that an affix is looked up by; few words share them with one
_SHORTEST = 2  # letters of a stem
_FIRST = 5  # letters that are looked at to tell whether a word may have a stem


class AtomTable(Generic[V]):
    """A value for each atom. Kinds of words (`#name`) are no matter of the word alone, and left out."""

    def __init__(self, values: Mapping[str, V]) -> None:
        """Raises ValueError for a stem or an ending that is too short to be one."""
        self._exact: dict[str, V] = {}
        self._stems: dict[str, V] = {}
        self._endings: dict[str, V] = {}
        for atom, value in values.items():
            if atom.endswith("*"):
                self._stems[atom[:-1]] = value
            elif atom.startswith("*"):
                self._endings[atom[1:]] = value
            elif not atom.startswith("#"):
                self._exact[atom] = value
        if min(map(len, self._stems), default=_KEY) < _SHORTEST or min(map(len, self._endings), default=_KEY) < _KEY:
            raise ValueError(f"stems have {_SHORTEST} letters at least, endings {_KEY}")
        self._short = {stem: value for stem, value in self._stems.items() if len(stem) == _SHORTEST}
        self._heads = _lengths((stem[:_KEY], len(stem)) for stem in self._stems.keys() - self._short.keys())
        self._first = {stem[:_FIRST] for stem in self._stems}
        self._tails = _lengths((ending[-_KEY:], len(ending)) for ending in self._endings)

    def may_know(self, words: Iterable[str]) -> list[bool]:
        """For each of many folded words whether it may satisfy an atom; False is sure.

        One pass, and no call for a word: a fifth of the time that `of` takes.
        """
        exact, heads, tails, short, first = self._exact, self._heads, self._tails, self._short, self._first
        return [
            word in exact
            or (word[:_KEY] in heads and (word[:_FIRST] in first or word[:4] in first or word[:_KEY] in first))
            or word[-_KEY:] in tails
            or word[:_SHORTEST] in short
            for word in words
        ]

    def of(self, word: str) -> list[V]:
        """The values of the atoms that a folded word satisfies.

        Loops and no comprehensions: to enter one takes as long as three turns, and there is hardly ever a second.
        """
        found = []
        if word in self._exact:
            found.append(self._exact[word])
        if (head := word[:_SHORTEST]) in self._short:
            found.append(self._short[head])
        if (head := word[:_KEY]) in self._heads:
            stems, size = self._stems, len(word)
            for length in self._heads[head]:
                if length <= size and word[:length] in stems:
                    found.append(stems[word[:length]])
        if (tail := word[-_KEY:]) in self._tails:
            endings, size = self._endings, len(word)
            for length in self._tails[tail]:
                if length < size and word[-length:] in endings:
                    found.append(endings[word[-length:]])
        return found


def _lengths(affixes: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """The lengths of affixes by the letters that they are looked up by."""
    found: dict[str, set[int]] = {}
    for key, length in affixes:
        found.setdefault(key, set()).add(length)
    return {key: tuple(sorted(lengths)) for key, lengths in found.items()}
