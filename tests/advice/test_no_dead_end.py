"""No item is left that no question settles: the road from the broad answers to the single item goes on to the end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from world import *

from analyzer.rules.answers import Answer
from analyzer.run import analyze, rejudge
from tools.samples import Variant, variants
from tools.samples.expected import TODAY

SAMPLES = Path(__file__).parents[2] / "sample_exports"
BORN = date(1980, 1, 1)
NAMES = st.sampled_from(["Alex Doe", "Robin Roe", "陳大文", "Ημέρα Νέα", "Chess Club", "qwerty"])
WORDS = st.sampled_from(
    ["frobnicated", "shared", "在動態時報上發佈了貼文", "на", "wrote on", "'s timeline", "with", "Quux"]
)


def left(analysis: Analysis) -> list[Judged]:
    """The items whose audience is still open."""
    return [each for each in analysis.judged if each.verdict == "undetermined" and each.is_public == "unknown"]


def answered(analysis: Analysis) -> Analysis:
    """After every broad answer, and after all questions about sentences, groups, channels and Pages."""
    broad = [Answer("public", platform=name, option=True) for name in ("facebook", "instagram", "threads")]
    analysis = rejudge(analysis, replace(analysis.answers, answers=tuple(broad), birthday=BORN))
    more = []
    for question in analysis.questions:
        about, _, name = question.id.partition(":")
        if about == "sentence":
            more.append(Answer(sentence=name, is_="own_profile"))
        elif about == "group":
            more.append(Answer("public", group=name))
        elif about == "kind":
            more.append(Answer("public", kind=name))
        elif about == "account":
            more.append(Answer(account=name, is_="page"))
    return rejudge(analysis, replace(analysis.answers, answers=(*analysis.answers.answers, *more)))


def check(analysis: Analysis) -> None:
    """Nothing is left whose place is unknown, and what is left is settled by the question for the single item."""
    after = answered(analysis)
    assert not [each.item.title for each in left(after) if each.venue == "unknown" and each.item.sentence]
    for said in ("public", "not_public"):
        single = tuple(Answer(said, item=each.id) for each in left(after))
        assert not left(rejudge(after, replace(after.answers, answers=(*after.answers.answers, *single))))


@pytest.mark.parametrize("sample", sorted(each.name for each in SAMPLES.iterdir() if list(each.glob("*.zip"))))
def test_every_sample_can_be_settled(sample: str) -> None:
    """From what the archive tells to the last item, by questions alone."""
    check(run(*sorted((SAMPLES / sample).glob("*.zip"))))


@pytest.mark.parametrize("variant", list(variants()), ids=lambda variant: variant.name)
def test_every_era_and_language_can_be_settled(variant: Variant, tmp_path: Path) -> None:
    """The same person in every clothing of the generator."""
    paths, _ = variant.write(tmp_path)
    check(analyze(paths, Options(policy="eu", today=TODAY)))


@settings(max_examples=15)
@given(st.lists(st.lists(NAMES | WORDS, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=6))
def test_any_sentence_can_be_settled(tmp_path_factory: pytest.TempPathFactory, titles: list[str]) -> None:
    """Whatever sentence stands over a post, a question is left that settles it."""
    records = [fb_post(f"2020-01-{day:02}", f"post {day}", title=title) for day, title in enumerate(titles, 1)]
    check(judge(tmp_path_factory.mktemp("a"), facebook() | {TIMELINE: records}, FACEBOOK))
