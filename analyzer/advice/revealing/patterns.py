"""The patterns of the word lists: how they are written, and what each of their elements may be.

A pattern is a row of elements with blanks between them:

- `word`, `stem*`, `*ending`; `a|b`: one or the other; `a_b|c`: two words, or another; `element?`: may be missing;
- `<class>`: an entry of a class of the same file; `#kind`: a kind of word, see `tokens.KINDS`;
- `..`: up to three words in between, none of them one that turns the meaning round ("not"); `...`: up to twelve;
- `^`: the sentence begins here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from analyzer.advice.revealing.tokens import KINDS, plain_words

GAPS = {"..": 3, "...": 12}  # words that may stand in between
_ELEMENT = re.compile(r"<(\w+)>|#(\w+)|(\*?)([^*?]+)(\*?)")


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """One place of a pattern. `atoms`: what a single word may be; `longer`: what several words may be.

    A compiler makes each only once: the same object is the same element.
    """

    atoms: frozenset[str]
    longer: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)  # by the first atom
    optional: bool = False
    gap: int = 0
    first: bool = False  # stands for no word, and only where a sentence begins
    needed: bool = True  # a word must stand for it

    def sequences(self) -> Iterator[tuple[str, ...]]:
        """What several words may be."""
        for rows in self.longer.values():
            yield from rows

    def all_atoms(self) -> Iterator[str]:
        """Every atom in it."""
        yield from self.atoms
        for words in self.sequences():
            yield from words


Pattern = tuple[Element, ...]


class Compiler:
    """Reads the patterns of one word list. What an element stands for is worked out once."""

    def __init__(self, classes: Mapping[str, str]) -> None:
        self._classes = classes
        self._elements: dict[str, tuple[Element, ...]] = {}

    def atoms(self) -> set[str]:
        """All atoms of the patterns read so far."""
        return {atom for elements in self._elements.values() for element in elements for atom in element.all_atoms()}

    def pattern(self, text: str) -> Pattern:
        """Read a pattern. Raises KeyError for an unknown class, ValueError for what is no pattern."""
        found: list[Element] = []
        for part in text.split():
            if part not in self._elements:
                self._elements[part] = tuple(_elements(part, self._classes))
            found += self._elements[part]
        if not any(element.needed for element in found):
            raise ValueError(f"no pattern: {text!r}")
        return tuple(found)


def _elements(part: str, classes: Mapping[str, str]) -> Iterator[Element]:
    """The elements of one part between blanks: one, but for `i'm`, which is two words in a row."""
    if part in GAPS or part == "^":
        yield Element(frozenset(), gap=GAPS.get(part, 0), first=part == "^", needed=False)
        return
    optional = part.endswith("?")
    sequences = [entry for each in part.removesuffix("?").split("|") for entry in _alternatives(each, classes)]
    if len(sequences) == 1 and len(sequences[0]) > 1 and not optional:
        yield from (Element(frozenset((atom,))) for atom in sequences[0])
        return
    atoms = frozenset(entry[0] for entry in sequences if len(entry) == 1)
    longer: dict[str, list[tuple[str, ...]]] = {}
    for entry in dict.fromkeys(sequences):
        if len(entry) > 1:
            longer.setdefault(entry[0], []).append(entry)
    yield Element(atoms, {first: tuple(rows) for first, rows in longer.items()}, optional, needed=not optional)


def _alternatives(part: str, classes: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """What one element may be: rows of atoms."""
    if "_" in part and "<" not in part:
        yield from product(part.replace("_", " "), classes)
        return
    read = _ELEMENT.fullmatch(part)
    if read is None:
        raise ValueError(f"no element of a pattern: {part!r}")
    name, kind, ending, word, stem = read.groups()
    if name:
        for entry in entries(classes[name]):
            yield from product(entry, classes)
    elif kind:
        if kind not in KINDS:
            raise ValueError(f"no kind of word: {part!r}")
        yield (f"#{kind}",)
    else:
        words = plain_words(word)
        if not words:
            raise ValueError(f"no word: {part!r}")
        yield (
            *words[:-1],
            f"{'*' if ending and len(words) == 1 else ''}{words[-1]}{'*' if stem else ''}",
        )


def product(words: str, classes: Mapping[str, str]) -> list[tuple[str, ...]]:
    """What words in a row may be, each of which may be several things."""
    rows: list[tuple[str, ...]] = [()]
    for each in words.split():
        more = list(_alternatives(each, classes))
        rows = [row + other for row in rows for other in more]
    return rows


def entries(listed: str) -> list[str]:
    """The entries of a class: separated by commas or line ends."""
    return [entry for entry in (" ".join(each.split()) for each in re.split(r"[,\n]", listed)) if entry]
