"""Another answer judges anew, and reads no text anew."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from world import run

from analyzer.advice import revealing
from analyzer.rules.analysis import Analysis
from analyzer.rules.answers import AUDIENCES, Answer, Answers
from analyzer.run import rejudge
from benchmarks.reveals import read_sets

SAMPLES = Path(__file__).parents[2] / "sample_exports"
TEXTS = cycle([each.text for each in read_sets() if each.positive][:400:7])


def unread(analysis: Analysis) -> Analysis:
    """The same, as if none of its texts had been looked at."""
    judged = [replace(each, item=replace(each.item, said=None)) for each in analysis.judged]
    return replace(analysis, judged=judged)


def telling() -> Analysis:
    """Two samples whose items have texts that give something away."""
    found = run(SAMPLES / "facebook-de", SAMPLES / "instagram-de")
    for each in found.judged:
        each.item.text = next(TEXTS)
    return rejudge(unread(found), Answers())


FIRST = telling()


@given(st.sampled_from(AUDIENCES), st.sampled_from(["", "post", "photo"]))
def test_what_items_give_away_is_kept(audience: str, kind: str) -> None:
    """What was found in the texts at first is what is found if they are read for the answer."""
    answers = Answers(answers=(Answer(audience, platform="facebook", kind=kind),))
    again, anew = rejudge(FIRST, answers), rejudge(unread(FIRST), answers)
    told = [(each.id, each.reveals, each.reveals_words, each.item.said) for each in again.judged]
    assert told == [(each.id, each.reveals, each.reveals_words, each.item.said) for each in anew.judged]
    assert sum(bool(said) for *_, said in told) > len(told) / 2


def test_no_text_is_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not one of them."""
    monkeypatch.setattr(revealing, "texts_reveal", lambda texts, *_: [pytest.fail(text) for text in texts])
    again = rejudge(FIRST, FIRST.answers)
    assert [each.reveals for each in again.judged] == [each.reveals for each in FIRST.judged]
