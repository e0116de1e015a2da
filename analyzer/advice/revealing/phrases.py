"""What the words of a text give away: the word lists `words/*.toml`, one a language, and the search in them.

How it stays cheap: a pattern is looked up by its least ordinary word, and most words are none of any pattern. Only for
a text with such a word (`interest`) the language is told, by function words ("the", "und"), and only the patterns of
that language, and of that word, are tried.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from analyzer.advice.revealing.patterns import Atoms, Compiler, Element, Pattern, entries, find
from analyzer.advice.revealing.tokens import Token, plain_words, sentences

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pl", "pt")
LEAST_SHARE = 0.1  # of a text's words that must be function words of a language, for it to be in that language
COMMON, EVERYWHERE, ANYTHING = 1, 20, 1000  # how ordinary a word is: of `common`, of `function`, one of `#kind`
SHORT = 8  # words; so short a text may lack function words
REMEMBERED = 200_000  # words; then the memory begins anew


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a word list."""

    category: str
    about: str
    says: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]


class WordList:
    """The patterns of one language, each under the words that it cannot do without."""

    def __init__(self, code: str, raw: dict[str, object]) -> None:
        self.code = code
        self.function = frozenset(plain_words(str(raw["function"])))
        weights = dict.fromkeys(plain_words(str(raw["common"])), COMMON) | dict.fromkeys(self.function, EVERYWHERE)
        self.stop = frozenset(plain_words(str(raw["stop"])))
        self.regions: tuple[str, ...] = tuple(str(raw["regions"]).split())
        self.off: dict[str, str] = dict(raw.get("off", {}))  # type: ignore[call-overload]
        classes: dict[str, str] = raw["classes"]  # type: ignore[assignment]
        self.phone_words = frozenset(word for entry in entries(classes["phone"]) for word in plain_words(entry))
        self.rows: list[Row] = []
        self._patterns: list[tuple[Row, Pattern]] = []
        self._by_anchor: dict[str, list[int]] = {}  # numbers of patterns
        compiler, anchors = Compiler(classes), _Anchors(weights)
        always = _compiled(raw.get("unless", []), compiler)
        for each in raw["row"]:  # type: ignore[attr-defined]
            category, about = each["category"], each.get("about", "")
            if category in self.off or f"{category}.{about}" in self.off:
                continue
            unless = (*_compiled(each.get("unless", []), compiler), *always)
            row = Row(category, about, _compiled(each["says"], compiler), unless)
            self.rows.append(row)
            for pattern in row.says:
                for atom in anchors.of(pattern):
                    self._by_anchor.setdefault(atom, []).append(len(self._patterns))
                self._patterns.append((row, pattern))
        self._atoms = Atoms(compiler.atoms())
        self._known: dict[str, frozenset[str]] = {}

    def atoms(self, word: str) -> frozenset[str]:
        """The atoms that a folded word satisfies, remembered."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) > REMEMBERED:
                self._known.clear()
            found = self._known[word] = frozenset(self._atoms.of(word))
        return found

    def begins(self, word: str) -> bool:
        """Whether some pattern is looked up by this folded word."""
        return any(atom in self._by_anchor for atom in self.atoms(word))

    def search(self, sentence: list[Token], only: str = "") -> Iterator[tuple[Row, int, int]]:
        """The rows that a sentence satisfies, with the numbers of the first token and of the one behind the last.

        `only`: rows of this category alone.
        """
        there: set[str] = set()
        for token in sentence:
            token.atoms |= self.atoms(token.folded)
            there |= token.atoms
        done: set[int] = set()
        for number in sorted({number for atom in there & self._by_anchor.keys() for number in self._by_anchor[atom]}):
            row, pattern = self._patterns[number]
            if id(row) in done or (only and row.category != only):
                continue
            place = find(pattern, sentence, there, self.stop)
            if place and not any(find(each, sentence, there, self.stop) for each in row.unless):
                done.add(id(row))
                yield row, *place


def _compiled(patterns: object, compiler: Compiler) -> tuple[Pattern, ...]:
    return tuple(map(compiler.pattern, patterns))  # type: ignore[call-overload]


class _Anchors:
    """By which words patterns are looked up. `weights`: how ordinary a word is."""

    def __init__(self, weights: dict[str, int]) -> None:
        self._weights = weights
        self._known: dict[int, tuple[int, frozenset[str]]] = {}  # by `id` of elements: many patterns share them

    def of(self, pattern: Pattern) -> frozenset[str]:
        """The atoms of its least ordinary element: one must stand in a sentence for the pattern to be tried."""
        return min((self._of(element) for element in pattern if element.needed), key=lambda choice: choice[0])[1]

    def _of(self, element: Element) -> tuple[int, frozenset[str]]:
        if id(element) not in self._known:
            rarest = {min(words, key=lambda word: (self._weight(word), -len(word))) for words in element.sequences()}
            atoms = element.atoms | rarest
            self._known[id(element)] = sum(map(self._weight, atoms)), atoms
        return self._known[id(element)]

    def _weight(self, atom: str) -> int:
        return ANYTHING if atom.startswith("#") else self._weights.get(atom.strip("*"), 0)


@cache
def word_lists() -> dict[str, WordList]:
    """All word lists by language."""
    folder = files("analyzer.advice.revealing").joinpath("words")
    return {
        code: WordList(code, tomllib.loads(folder.joinpath(f"{code}.toml").read_text("utf-8"))) for code in available()
    }


@cache
def available() -> tuple[str, ...]:
    """The languages that have a word list."""
    folder = files("analyzer.advice.revealing").joinpath("words")
    return tuple(code for code in LANGUAGES if folder.joinpath(f"{code}.toml").is_file())


_BITS = 16  # for a count of function words; all counts of a word stand in one number


def languages_of(counts: int, words: int, begun: int, likely: str = "") -> list[str]:
    """The languages that a text may be in, by its function words: one, or those that are equally well shown.

    `counts`: of `function_counts`, added up. `words`: how many words that is of. `begun`: see `interest`; decides where
    a short text has no function word. `likely`: the language of the account's other texts; decides between equals.
    """
    shares = {code: counts >> (place * _BITS) & 0xFFFF for place, code in enumerate(available())}
    most = max(shares.values(), default=0)
    if most == 0 or most < LEAST_SHARE * words:
        if words > SHORT:
            return []
        if likely:
            return [likely] if likely in shares else []
        return [code for place, code in enumerate(available()) if begun >> place & 1]
    best = [code for code, count in shares.items() if count == most]
    return [likely] if likely in best else best


def function_counts(word: str) -> int:
    """How many function words of each language a piece of text between blanks holds ("I'm": two of English)."""
    found = 0
    for place, code in enumerate(available()):
        function = word_lists()[code].function
        found += sum(each in function for each in plain_words(word)) << (place * _BITS)
    return found


def interest(word: str) -> int:
    """In which languages a piece of text between blanks may begin a pattern: a bit for each of `available`."""
    words = plain_words(word)
    return sum(1 << place for place, code in enumerate(available()) if any(map(word_lists()[code].begins, words)))


def bits(codes: list[str]) -> int:
    """The bits of `interest` that stand for these languages."""
    return sum(1 << available().index(code) for code in codes)


def search(text: str, codes: list[str]) -> Iterator[tuple[str, str]]:
    """`(category, words)` for what the words of a text give away; `special_category: health` for a special one.

    `codes`: the languages that are tried.
    """
    cut = sentences(text)
    parts = [(sentence, "") for sentence in cut]
    if len(cut) > 1 and any("#code" in token.atoms for sentence in cut for token in sentence):
        parts.append(([token for sentence in cut for token in sentence], "document"))  # "my passport! No. 12345"
    for code in codes:
        for sentence, only in parts:
            for row, start, behind in word_lists()[code].search(sentence, only):
                category = f"{row.category}: {row.about}" if row.about else row.category
                yield category, text[sentence[start].start : sentence[behind - 1].end]


def regions(text: str, codes: list[str]) -> tuple[str, ...]:
    """The regions whose telephone numbers a text may mean: those of its language, if a word says that one is meant."""
    words = plain_words(text)
    tried = codes or (available() if len(words) <= SHORT else ())
    meant = [word_lists()[code] for code in tried if not word_lists()[code].phone_words.isdisjoint(words)]
    return tuple(dict.fromkeys(region for listed in meant for region in listed.regions))
