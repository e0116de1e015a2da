"""Texts as people write them, invented: most sentences are words drawn as often as people use them, some are spliced.

In eight languages, one of them the person's own. A word's rank tells how often it is drawn (Zipf and Mandelbrot): first
the function words of the word lists, then the words of our own texts and of the test sets, then words that nobody has
ever used, made of halves, as typing errors, compounds and names are. Every eighth sentence is one of the test sets, or
half of one and half of another. Emoji, tags, links, mentions, times, prices, dates and long numbers are strewn in.

The same seed gives the same texts on every machine.
"""

from __future__ import annotations

import random
import re
import tomllib
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path

from analyzer.advice.revealing.phrases import LANGUAGES, source
from benchmarks.reveals import read_sets

_OURS = Path(__file__).parents[1] / "analyzer" / "words"
_WORD = re.compile(r"[^\W\d_]{2,}")
_SENSITIVE_NUMBERS = ("document", "contact")  # sets whose sentences nearly all hold a number: seldom drawn
_EMOJI = "😀 😂 ❤️ 🎉 🔥 👍 🙏 😭 🥳 🌧️ ☀️ 🏖️ 👨‍👩‍👧‍👦 💪 🍕 ✈️".split()
_ENDS = (" ", ". ", ". ", "! ", "\n", "\n\n", "? ")
OWN, SECOND = "en", "de"
SHARE_OWN, SHARE_SECOND = 0.78, 0.12
SHARE_OF_SETS = 0.125
SHARE_POSITIVE = 0.125  # of the sentences of the sets
VOCABULARY = {OWN: 120_000, SECOND: 60_000}
SMALL_VOCABULARY = 25_000
_STEPS = 1 << 16
_FLAT, _STEEP = 2.7, 1.08  # of Zipf and Mandelbrot


class Language:
    """The words and sentences of one language."""

    def __init__(self, code: str) -> None:
        chance = random.Random(code)
        raw = tomllib.loads(source(code).decode("utf-8"))
        sets = [each for each in read_sets() if each.language == code]
        counted = Counter(word for text in _our_texts(code) for word in _WORD.findall(text))
        counted.update(word for each in sets if not each.positive for word in _WORD.findall(each.text))
        first = _WORD.findall(f"{raw['function']} {raw['common']}")
        words = list(dict.fromkeys([*first, *(word for word, _ in counted.most_common())]))
        long = sorted(word for word in words if len(word) > 4)
        size = VOCABULARY.get(code, SMALL_VOCABULARY)
        while len(words) < size:
            words += [
                chance.choice(long)[: chance.randint(2, 6)] + chance.choice(long)[-chance.randint(2, 6) :]
                for _ in range(size - len(words))
            ]
        self._words = words
        self._shares = list(accumulate((rank + _FLAT) ** -_STEEP for rank in range(len(words))))
        # Between which words a share of all lies: to look among all of them takes longer than all else.
        self._steps = [max(0, bisect(self._shares, step / _STEPS * self._shares[-1]) - 1) for step in range(_STEPS)]
        self._steps = [*self._steps, size]
        self.invented = words[-size // 3 :]
        self._sentences = {
            (positive, with_number): [
                each.text
                for each in sets
                if each.positive == positive and (each.category in _SENSITIVE_NUMBERS) == with_number
            ]
            for positive in (True, False)
            for with_number in (True, False)
        }

    def words(self, chance: random.Random, count: int) -> list[str]:
        """Words as often as they are used."""
        shares, words, steps, drawn = self._shares, self._words, self._steps, chance.random
        whole, last = shares[-1], len(words) - 1
        found = []
        for _ in range(count):
            step = int((share := drawn()) * _STEPS)
            found.append(words[min(bisect(shares, share * whole, steps[step], min(steps[step + 1] + 2, last)), last)])
        return found

    def of_sets(self, chance: random.Random) -> list[str]:
        """The words of a sentence of the test sets, or of two halves."""
        kind = chance.random() < SHARE_POSITIVE, chance.random() < 0.05
        words = chance.choice(self._sentences[kind]).split()
        if chance.random() < 0.5 and len(words) > 6:
            other = chance.choice(self._sentences[False, kind[1]]).split()
            words = words[: len(words) // 2] + other[len(other) // 2 :]
        return words


def _our_texts(code: str) -> Iterator[str]:
    """The texts of the program in one language, without what stands in braces."""
    for path in sorted(_OURS.joinpath(code).glob("*.toml")):
        yield re.sub(r"\{[^}]*\}|<[^>]*>|https?://\S+", " ", " ".join(_strings(tomllib.loads(path.read_text("utf-8")))))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


@cache
def language(code: str) -> Language:
    """The words and sentences of a language, gathered once."""
    return Language(code)


@cache
def _stock(of: Language) -> list[str]:
    """Sentences of a language, half as many as its words."""
    author = Author(len(of.invented))
    return [author._sentence(of) for _ in range(len(of.invented) * 3 // 2)]


class Author:
    """Somebody who writes in several languages; `quick`: in sentences out of a large stock, put together anew."""

    def __init__(self, seed: int, *, quick: bool = False) -> None:
        self.chance = random.Random(seed)
        self._quick = quick
        self._others = [code for code in LANGUAGES if code not in (OWN, SECOND)]

    def name(self) -> str:
        """An invented name."""
        return f"{self.word().title()} {self.word().title()}"

    def word(self) -> str:
        """An invented word."""
        return self.chance.choice(language(OWN).invented)

    def post(self) -> str:
        """What a post says: nothing in every fifth, a sentence or two in most, very much in some."""
        drawn, chance = self.chance.random(), self.chance
        for share, least, most in ((0.22, 0, 0), (0.62, 1, 1), (0.83, 2, 3), (0.95, 4, 8), (0.993, 9, 30)):
            if drawn < share:
                return self._sentences(chance.randint(least, most))
        return self._sentences(chance.randint(40, 120))

    def comment(self) -> str:
        """What a comment says: in every fourth a few words."""
        drawn, chance = self.chance.random(), self.chance
        if drawn < 0.25:
            return " ".join(self._sentence(self._language()).split()[: chance.randint(1, 5)])
        return self._sentences(1 if drawn < 0.85 else 2 if drawn < 0.97 else chance.randint(3, 6))

    def _language(self) -> Language:
        drawn = self.chance.random()
        if drawn < SHARE_OWN + SHARE_SECOND:
            return language(OWN if drawn < SHARE_OWN else SECOND)
        return language(self.chance.choice(self._others))

    def _sentences(self, count: int) -> str:
        of = self._language()
        return "".join(self._sentence(of) + self.chance.choice(_ENDS) for _ in range(count)).strip()

    def _sentence(self, of: Language) -> str:
        chance = self.chance
        if self._quick:
            stock = _stock(of)
            return stock[int(chance.random() * len(stock))]
        if chance.random() < SHARE_OF_SETS:
            words = of.of_sets(chance)
        else:
            capitals = 0.25 if of is language(SECOND) else 0.05
            words = of.words(chance, max(2, int(chance.lognormvariate(2.2, 0.5))))
            words = [self._dressed(word, capitals) for word in words]
            words[0] = words[0].capitalize() if chance.random() < 0.7 else words[0]
        return " ".join(self._strewn(words, of))

    def _dressed(self, word: str, capitals: float) -> str:
        drawn = self.chance.random()
        return f"{word}," if drawn < 0.07 else word.capitalize() if drawn < 0.07 + capitals else word

    def _strewn(self, words: list[str], of: Language) -> list[str]:
        """The words, with what else stands in posts."""
        chance = self.chance
        if chance.random() < 0.10:
            words.append(chance.choice(_EMOJI) * chance.randint(1, 3))
        if chance.random() < 0.05:
            words.append(f"#{chance.choice(of.invented)}")
        if chance.random() < 0.04:
            words.append(
                f"https://www.{self.word()}.com/{self.word()}/{chance.randint(1000, 10**7)}?x={chance.random()}"
            )
        if chance.random() < 0.06:
            words.insert(chance.randint(0, len(words)), self._number())
        if chance.random() < 0.02:
            words.insert(0, f"@[{chance.randint(10**8, 10**9)}:2048:{self.name()}]")
        return words

    def _number(self) -> str:
        chance = self.chance
        day = f"{chance.randint(1, 28)}.{chance.randint(1, 12)}.{chance.randint(2009, 2025)}"
        time, price = f"{chance.randint(1, 12)}:{chance.randint(10, 59)}", f"{chance.randint(2, 900)}€"
        small, year, long = chance.randint(1, 99), chance.randint(1950, 2026), chance.randint(10**7, 10**9)
        return str(chance.choice((small, time, year, price, day, long)))
