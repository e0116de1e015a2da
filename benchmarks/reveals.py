"""How well, and how fast, it is found what a text gives away: `python -m benchmarks.reveals [--errors LANG]`.

The sentences of `tests/data/reveals` were written by others than the rules, before them or without a look at them. A
half of each set (`dev`) may be looked at to make the rules better, the other (`held`) never: only it tells how well
they do on what nobody has seen. So sentences are printed of `dev` alone.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from analyzer.advice.revealing import phrases, reveals, text_reveals
from analyzer.advice.revealing.search import search
from analyzer.model import Item

SETS = Path(__file__).parents[1] / "tests" / "data" / "reveals"
ORDINARY = (
    "Nice evening by the lake with old friends, thanks to all of you",
    "Endlich Sommer! Die Erdbeeren im Garten sind reif geworden.",
    "Une belle journée à la plage, la mer était encore froide.",
    "Mañana salimos temprano para ver amanecer desde la montaña.",
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One line of a set. `category`: as `text_reveals` names it, `special_category: health`."""

    language: str
    category: str
    positive: bool
    half: str
    text: str


@dataclass(slots=True)
class Score:
    """What came out for one set, or several."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    passed: int = 0

    @property
    def precision(self) -> float | None:
        """Of what was found, the share that is right; None where nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        """Of what there is to find, the share that was found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None

    def add(self, positive: bool, found: bool) -> None:
        """Count one sentence."""
        if positive:
            self.right, self.missed = self.right + found, self.missed + (not found)
        else:
            self.wrong, self.passed = self.wrong + found, self.passed + (not found)


def read_sets(folder: Path = SETS) -> Iterator[Sentence]:
    """All sentences of all sets."""
    for file in sorted(folder.glob("*/*.tsv")):
        category = file.stem.replace(".", ": ")
        for line in file.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                sign, half, text = line.split("\t")
                yield Sentence(file.parent.name, category, sign == "+", half, text)


def finds(each: Sentence) -> bool:
    """Whether a sentence is found to be of its set's category. Nothing is told of its language."""
    return any(category == each.category for category, _ in text_reveals(each.text))


def scores(sentences: Iterable[Sentence]) -> dict[tuple[str, str, str], Score]:
    """By language, category and half: `dev`, `held`, and `all` for both; special ones also under their category."""
    found: defaultdict[tuple[str, str, str], Score] = defaultdict(Score)
    for each in sentences:
        hit = finds(each)
        for category in {each.category, each.category.split(": ")[0]}:
            for half in (each.half, "all"):
                found[each.language, category, half].add(each.positive, hit)
    return dict(sorted(found.items()))


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.0%}"


def table_lines(found: dict[tuple[str, str, str], Score]) -> Iterator[str]:
    """The table in docs/reveals.md: a line for each language and category."""
    yield "| language | category | precision | recall | precision, held | recall, held | sentences |"
    yield "|---|---|---|---|---|---|---|"
    for language, category, half in found:
        if half == "all":
            whole, held = found[language, category, "all"], found.get((language, category, "held"), Score())
            figures = [whole.precision, whole.recall, held.precision, held.recall]
            total = whole.right + whole.wrong + whole.missed + whole.passed
            off = category.replace(": ", ".") in phrases.word_list(language).off
            name = f"{category} (off)" if off else category
            yield f"| {language} | {name} | {' | '.join(map(_percent, figures))} | {total} |"


def print_across(sentences: list[Sentence]) -> None:
    """False alarms of each language's words in the negative sentences of the others."""
    for code in phrases.available():
        others = [each for each in sentences if not each.positive and each.language != code]
        alarms = sum(any_match(code, each.text) for each in others)
        print(f"words of {code} in {len(others)} negative sentences of other languages: {alarms} found")


def any_match(code: str, text: str) -> bool:
    """Whether the words of a language find something, whatever language the text shows itself to be in."""
    return bool(search(text, [code]))


def print_errors(sentences: Iterable[Sentence], language: str) -> None:
    """The sentences of `dev` that came out wrong."""
    for each in sentences:
        if each.language == language and each.half == "dev" and finds(each) != each.positive:
            said = [words for category, words in text_reveals(each.text) if category == each.category]
            print("missed" if each.positive else "WRONG ", each.category, each.text, said, sep="\t")


def microseconds(texts: Iterable[str], rounds: int = 7) -> float:
    """Per text, for posts with these texts, when the words have been met before: the best of some rounds for each."""
    total, items = 0.0, [Item("facebook", "post", text=text) for text in texts]
    for item in items:
        best = 1.0
        for _ in range(rounds):
            item.said = None  # an item is looked at once
            begun = perf_counter()
            reveals(item, "no")
            best = min(best, perf_counter() - begun)
        total += best
    return total / len(items) * 1e6


def main() -> None:
    """Print what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", metavar="LANG", help="sentences of dev that came out wrong")
    language = parser.parse_args().errors
    sentences = list(read_sets())
    if language:
        print_errors(sentences, language)
        return
    print("\n".join(table_lines(scores(sentences))))
    print_across(sentences)
    texts = [each.text for each in sentences]
    print(f"{microseconds(ORDINARY):.1f} µs for an ordinary post of no category")
    print(f"{microseconds(texts):.1f} µs for a sentence of the sets")


if __name__ == "__main__":
    main()
