"""How well it is found what gives a person away: the sets of `tests/data/reveals`, as `benchmarks.reveals` counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from analyzer.advice.revealing import phrases
from benchmarks.reveals import Score, any_match, read_sets, scores, table_lines

LEAST_PRECISION = 0.9  # else the category is off in that language
LEAST_RECALL = 0.5  # in English and German
ACROSS = 0.01  # of the negative sentences of other languages, at most


@pytest.fixture(scope="module")
def figures() -> dict[tuple[str, str, str], Score]:
    """By language, category and half."""
    return scores(read_sets())


def on(figures: dict[tuple[str, str, str], Score]) -> Iterator[tuple[str, str, Score]]:
    """The categories that are on, over all sentences."""
    for (language, category, half), score in figures.items():
        if half == "all" and category.replace(": ", ".") not in phrases.word_list(language).off:
            yield language, category, score


def test_every_category_that_is_on_is_precise(figures: dict[tuple[str, str, str], Score]) -> None:
    """Of what is found at least nine in ten are right, in each language, and each special category."""
    wrong = [(language, category, score.precision) for language, category, score in on(figures)
             if score.precision is None or score.precision < LEAST_PRECISION]  # fmt: skip
    assert not wrong


def test_english_and_german_find_half(figures: dict[tuple[str, str, str], Score]) -> None:
    """All categories are on there, and at least half is found."""
    for code in ("en", "de"):
        found = {category: score.recall or 0 for language, category, score in on(figures) if language == code}
        assert len(found) == 10 and min(found.values()) >= LEAST_RECALL, found


def test_words_of_one_language_are_not_taken_for_another() -> None:
    """Run over the negative sentences of all other languages, a word list finds next to nothing."""
    sentences = [each for each in read_sets() if not each.positive]
    for code in phrases.available():
        others = [each for each in sentences if each.language != code]
        assert sum(any_match(code, each.text) for each in others) <= ACROSS * len(others), code


def test_the_figures_in_the_documentation_are_these(figures: dict[tuple[str, str, str], Score]) -> None:
    """docs/reveals.md has the table that `python -m benchmarks.reveals` prints."""
    page = (Path(__file__).parents[2] / "docs" / "reveals.md").read_text("utf-8")
    for line in table_lines(figures):
        assert line in page, line
