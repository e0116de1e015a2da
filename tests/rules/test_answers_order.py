"""Which of many answers speaks of an item: the same as by a look at each, in a time that does not grow with them."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from world import COMMENTS, FACEBOOK, facebook, fb_comment, run, write

from analyzer.model import Item
from analyzer.rules.answers import Answer, Answers
from analyzer.rules.case import Case

DAYS = st.one_of(st.none(), st.dates(date(2019, 1, 1), date(2021, 1, 1)))
ANSWERS = st.builds(
    Answer,
    audience=st.sampled_from(("public", "not_public", "was_public", "dont_know")),
    item=st.sampled_from(("", "", "", "a", "b")),
    group=st.sampled_from(("", "", "", "Knitting", "KNITTING ", "Other")),
    kind=st.sampled_from(("", "", "post", "comment", "channel_message", "event")),
    since=DAYS,
    until=DAYS,
    platform=st.sampled_from(("", "", "facebook", "instagram")),
    account=st.sampled_from(("", "", "Alex", "alex", "other")),
    is_=st.sampled_from(("", "", "", "page")),
    option=st.booleans(),
)
ITEMS = st.builds(
    Item,
    platform=st.sampled_from(("facebook", "instagram")),
    kind=st.sampled_from(("post", "comment", "channel_message", "event", "review")),
    created=st.one_of(st.none(), st.integers(1_540_000_000, 1_620_000_000)),
    created_basis=st.just("second"),
    venue=st.sampled_from(("own_profile", "group", "unknown")),
    venue_name=st.sampled_from(("", "Knitting", "knitting", "Other")),
)


def plain(answers: Answers, case: Case, basis: str) -> Answer | None:
    """The most specific answer that reaches an item, by a look at each; of two equally specific ones the later."""
    best: Answer | None = None
    for answer in answers.answers:
        if answer.reaches(case, basis) and (best is None or answer.rank >= best.rank):
            best = answer
    return best


@given(
    st.lists(ANSWERS, max_size=12),
    ITEMS,
    st.sampled_from(("a", "b", "c")),
    st.sampled_from(("not_recorded", "account_private_now", "group_privacy_unknown")),
)
def test_the_answer_that_wins(given_: list[Answer], item: Item, id_: str, basis: str) -> None:
    """Both ways name the same answer."""
    answers = Answers(tuple(given_))
    of: Any = SimpleNamespace(account=SimpleNamespace(name="Alex"))  # all that answers ask for
    case = Case(item, id_, of)
    assert answers.for_case(case, basis) == plain(answers, case, basis)


@pytest.mark.parametrize("about", ["item", "group"])
def test_an_answer_for_each_of_thousands(tmp_path: Path, about: str) -> None:
    """Eight times as many items and answers take some eight times as long."""
    times = []
    for count in (500, 4000):
        told = [fb_comment(f"text {number}", group=f"Group {number}") for number in range(count)]
        path = write(tmp_path / str(count), facebook() | {COMMENTS: {"comments_v2": told}}, FACEBOOK)
        found = {"item": [each.id for each in run(path).judged], "group": [f"Group {n}" for n in range(count)]}
        file = tmp_path / f"{count}.json"
        entries = [{about: name, "audience": "public"} for name in found[about]]
        file.write_text(json.dumps({"schema": 1, "answer": entries}), "utf-8")
        started = time.process_time()
        answered = run(path, answers=file)
        times.append(time.process_time() - started)
        assert {each.is_public for each in answered.judged} == {"yes"}
    assert times[1] < 24 * max(times[0], 0.1)
