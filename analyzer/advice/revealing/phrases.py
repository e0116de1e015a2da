"""The word lists `words/*.toml`, one a language, as their authors wrote them, and the tables that the search reads.

A table (`common_table`, `language_table`) is plain JSON. Those of all languages take longer to work out than a small
archive takes to read, so they are made when the package is built (`tables`); where they were not, they are made here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from analyzer.advice.revealing.patterns import Compiler, Element, Pattern, entries
from analyzer.advice.revealing.tokens import plain_words

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pl", "pt")
COMMON, EVERYWHERE, ANYTHING = 1, 20, 1000  # how ordinary a word is: of `common`, of `function`, one of `#kind`
CODE, NUMBER = 0, 1  # signals that no word list gives: a `#code`, a `#number` may be there
_GIVEN = {frozenset({"#code"}): CODE, frozenset({"#number"}): NUMBER}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a word list."""

    category: str
    about: str
    says: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]


class WordList:
    """The patterns of one language. `off`: categories that are not looked for, and why."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        """Raises KeyError or ValueError for a pattern that is none."""
        self.function = frozenset(plain_words(raw["function"]))
        self.weights = dict.fromkeys(plain_words(raw["common"]), COMMON) | dict.fromkeys(self.function, EVERYWHERE)
        self.stop = frozenset(plain_words(raw["stop"]))
        self.regions: tuple[str, ...] = tuple(raw["regions"].split())
        self.off: dict[str, str] = dict(raw.get("off", {}))
        classes: dict[str, str] = raw["classes"]
        self.phone_words = frozenset(word for entry in entries(classes["phone"]) for word in plain_words(entry))
        self.rows: list[Row] = []
        compiler = Compiler(classes)
        always = _compiled(raw.get("unless", []), compiler)
        for each in raw["row"]:
            category, about = each["category"], each.get("about", "")
            if category in self.off or f"{category}.{about}" in self.off:
                continue
            unless = (*_compiled(each.get("unless", []), compiler), *always)
            self.rows.append(Row(category, about, _compiled(each["says"], compiler), unless))
        self.atoms = compiler.atoms()


def _compiled(patterns: Iterable[str], compiler: Compiler) -> tuple[Pattern, ...]:
    return tuple(map(compiler.pattern, patterns))


@cache
def word_list(code: str) -> WordList:
    """The word list of one language."""
    return WordList(tomllib.loads(source(code).decode("utf-8")))


def source(code: str) -> bytes:
    """The file of a word list."""
    return files(__package__).joinpath("words", f"{code}.toml").read_bytes()


@cache
def available() -> tuple[str, ...]:
    """The languages that have a word list."""
    folder = files(__package__).joinpath("words")
    return tuple(code for code in LANGUAGES if folder.joinpath(f"{code}.toml").is_file())


def common_table(lists: Mapping[str, WordList]) -> dict[str, Any]:
    """What is asked of every word, whatever its language. A set of languages is a number, a bit for each.

    `function`: the languages of which a word is a function word. `atoms`: the languages a pattern of which is looked up
    by an atom, and those of which a pattern has it at all.
    """
    function: dict[str, int] = {}
    atoms: dict[str, list[int]] = {}
    for place, listed in enumerate(lists.values()):
        signals = Signals(listed.weights)
        begins = {atom for row in listed.rows for pattern in row.says for atom in signals.anchor(pattern)}
        for word in listed.function:
            function[word] = function.get(word, 0) | 1 << place
        for atom in listed.atoms | begins:
            known = atoms.setdefault(atom, [0, 0])
            known[0] |= (atom in begins) << place
            known[1] |= 1 << place
    return {
        "languages": list(lists),
        "function": function,
        "atoms": atoms,
        "phone": {code: sorted(listed.phone_words) for code, listed in lists.items()},
        "regions": {code: list(listed.regions) for code, listed in lists.items()},
    }


def language_table(listed: WordList) -> dict[str, Any]:
    """The patterns of one language, and of each the *signals* that must be there for it to be found.

    A signal is what an element needs: one of certain words, and stands as a number. `atoms`: the signals of each atom.
    Each pattern is its row, its elements, its signals, and the one that it is looked up by. `unless`: the same for
    what takes a row's meaning away, and `rows` have their numbers. `coded`: patterns to which it matters whether a word
    is a `#code`.
    """
    signals, elements = Signals(listed.weights), _Elements()
    unless = list(dict.fromkeys(pattern for row in listed.rows for pattern in row.unless))
    number_of = {pattern: number for number, pattern in enumerate(unless)}
    patterns = [
        [number, elements.numbers(pattern), signals.needed(pattern), signals.number(signals.anchor(pattern))]
        for number, row in enumerate(listed.rows)
        for pattern in row.says
    ]
    coded = [_names_code(pattern) or any(map(_names_code, row.unless)) for row in listed.rows for pattern in row.says]
    return {
        "stop": sorted(listed.stop),
        "patterns": patterns,
        "coded": [number for number, names_code in enumerate(coded) if names_code],
        "unless": [[elements.numbers(pattern), signals.needed(pattern)] for pattern in unless],
        "rows": [[row.category, row.about, [number_of[pattern] for pattern in row.unless]] for row in listed.rows],
        "elements": elements.listed,
        "atoms": {atom: signals.of(atom) for atom in sorted(listed.atoms)},
    }


def _names_code(pattern: Pattern) -> bool:
    return any(atom == "#code" for element in pattern for atom in element.all_atoms())


class Signals:
    """The signals of one language. `weights`: how ordinary a word is."""

    def __init__(self, weights: Mapping[str, int]) -> None:
        self._weights = weights
        self._numbers: dict[frozenset[str], int] = dict(_GIVEN)
        self._by_atom: dict[str, list[int]] = {}
        self._known: dict[Element, tuple[int, frozenset[str]]] = {}

    def anchor(self, pattern: Pattern) -> frozenset[str]:
        """The atoms of its least ordinary element: it is looked up by them."""
        needed = (self._needs(element) for element in pattern if element.needed)
        found = min(needed, key=lambda choice: choice[0])[1]
        if _has_kind(found):
            raise ValueError(f"a pattern needs a word that it can be looked up by, beside {sorted(found)}")
        return found

    def needed(self, pattern: Pattern) -> list[int]:
        """The signals of all its elements that are needed, but those that a capital letter alone may satisfy."""
        found = dict.fromkeys(self._needs(element)[1] for element in pattern if element.needed)
        return sorted(self.number(atoms) for atoms in found if atoms in _GIVEN or not _has_kind(atoms))

    def number(self, atoms: frozenset[str]) -> int:
        """The number of a signal."""
        if atoms not in self._numbers:
            self._numbers[atoms] = len(self._numbers)
            for atom in atoms:
                self._by_atom.setdefault(atom, []).append(self._numbers[atoms])
        return self._numbers[atoms]

    def of(self, atom: str) -> list[int]:
        """The signals that an atom gives."""
        return self._by_atom.get(atom, [])

    def _needs(self, element: Element) -> tuple[int, frozenset[str]]:
        """The atoms one of which is there if the element is, and how ordinary they are.

        Of words in a row that is the least ordinary one.
        """
        if element not in self._known:
            rarest = {min(words, key=lambda word: (self._weight(word), -len(word))) for words in element.sequences()}
            atoms = element.atoms | rarest
            self._known[element] = sum(map(self._weight, atoms)), atoms
        return self._known[element]

    def _weight(self, atom: str) -> int:
        return ANYTHING if atom.startswith("#") else self._weights.get(atom.strip("*"), 0)


def _has_kind(atoms: Iterable[str]) -> bool:
    return any(atom.startswith("#") for atom in atoms)


class _Elements:
    """The elements of one language, each once."""

    def __init__(self) -> None:
        self.listed: list[list[Any]] = []
        self._numbers: dict[Element, int] = {}

    def numbers(self, pattern: Pattern) -> list[int]:
        """The numbers of a pattern's elements."""
        return [self._number(element) for element in pattern]

    def _number(self, element: Element) -> int:
        if element not in self._numbers:
            self._numbers[element] = len(self.listed)
            longer = {first: list(map(list, rows)) for first, rows in element.longer.items()}
            self.listed.append([sorted(element.atoms), longer, element.optional, element.gap, element.first])
        return self._numbers[element]
