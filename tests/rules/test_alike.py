"""Items that are alike in all that rules and answers look at are judged once, and each as if it were alone."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from world import run

from analyzer.model import SEEN, SOURCES, Item, Kind, Mark, Media, Observation, State, TimeBasis, Venue
from analyzer.rules.answers import Answer, Answers
from analyzer.rules.case import AccountCase
from analyzer.rules.deadline import ZONE_DOUBT
from analyzer.rules.decision import Decision
from analyzer.rules.judge import Judge, decide
from analyzer.rules.objection import NEVER, Objections
from analyzer.rules.policy import midnight
from analyzer.rules.privacy_history import PrivacyHistory

SAMPLES = Path(__file__).parents[2] / "sample_exports"
BIRTHDAYS = (None, date(1990, 4, 23), date(2009, 2, 28))
DAYS = (date(2009, 12, 31), date(2024, 6, 1), date(2025, 5, 20), date(2025, 12, 24))


OTHERS = st.tuples(*(st.sampled_from(get_args(each)) for each in (Kind, State, Venue, Mark)))


@cache
def cases() -> list[AccountCase]:
    """The accounts of all samples, with each birthday, and as if they had been private at times."""
    samples = sorted(each for each in SAMPLES.iterdir() if "-" in each.name)
    found = [run(path, birthday=birthday) for path in samples for birthday in BIRTHDAYS]
    plain = [of for analysis in found for of in analysis.cases.values()]
    private = [
        replace(of, history=PrivacyHistory(now, switches, True, True, public_on), start=start, early=early)
        for of in plain
        for now in (True, False)
        for switches, public_on in (
            ((), ()),
            ((midnight(DAYS[1]) + 7, midnight(DAYS[3])), ()),
            ((), (midnight(DAYS[3]),)),
        )
        for start in (None, of.start)
        for early in (False, True)
    ]
    return plain + private


def moments(of: AccountCase) -> list[int]:
    """The times at which something changes for an account."""
    known = [of.start, of.majority, of.grown_up, of.since, *of.history.switches, *of.history.public_on, 1]
    deadline = midnight(of.policy.deadline) if of.policy.deadline else 0
    known += [deadline, deadline - ZONE_DOUBT, deadline + ZONE_DOUBT]
    known += [midnight(day + timedelta(days=more)) for day in DAYS for more in (0, 1)]
    return [moment for moment in known if moment is not None]


def often(usual: str, values: tuple[str, ...]) -> st.SearchStrategy[str]:
    """One of `values`, mostly the usual one."""
    return st.just(usual) | st.just(usual) | st.sampled_from(values)


@st.composite
def series(draw: st.DrawFn, of: AccountCase) -> list[Item]:
    """An item of any kind, as if it were made just before, at and just after every time that matters, and never."""
    item = Item(
        of.account.platform,
        draw(often("post", get_args(Kind))),
        text=draw(st.text(max_size=3)),
        state=draw(often("published", get_args(State))),
        venue=draw(st.just("group") | often("own_profile", get_args(Venue))),
        media=draw(st.lists(st.builds(Media, st.just("a.jpg")), max_size=2)),
        mark=draw(often("", get_args(Mark))),
        title=draw(st.text(max_size=3)),
        bare_media=draw(st.booleans()),
        sentence=draw(st.sampled_from(["", "{name} x y"])),
    )
    times = [None, *(moment + more for moment in moments(of) for more in (-1, 0, 1))]
    return [
        replace(item, created=created, created_basis=basis, in_newest=newest, venue_name=name)
        for created in times
        for name in ("", "chess  club")
        for basis in get_args(TimeBasis)
        for newest in (True, False)
    ]


def answers() -> st.SearchStrategy[Answers]:
    """Answers of every kind, and what evidence says of single items."""
    days = st.sampled_from((None, *DAYS))
    answer = st.builds(
        Answer,
        st.sampled_from(["public", "was_public", "not_public", "dont_know"]),
        item=st.sampled_from(["", "", "", "3"]),
        group=st.sampled_from(["", "", "Chess Club"]),
        kind=st.sampled_from(["", "post", "comment", "channel_message"]),
        since=days,
        until=days,
        platform=st.sampled_from(["", "facebook", "instagram"]),
        account=st.sampled_from(["", "Alex Doe", "alex.doe"]),
        option=st.booleans(),
    )
    where = st.builds(Answer, sentence=st.just("{name} x y"), is_=st.sampled_from(["own_profile", "elsewhere"]))
    said = st.lists(answer | where | st.just(Answer("public", group="Chess Club")), max_size=3).map(tuple)
    observed = st.builds(Observation, st.sampled_from(SEEN), days, st.sampled_from(SOURCES))
    seen = st.dictionaries(st.sampled_from(["1", "2"]), st.lists(observed, min_size=1, max_size=2).map(tuple))
    home = st.sets(st.sampled_from(["1", "4"])).map(frozenset)
    return st.builds(Answers, said, seen=seen, on_own_profile=home)


def told(decision: Decision) -> list[object]:
    """All that a decision says."""
    return [getattr(decision, each.name) for each in fields(Decision)]


@settings(max_examples=200)  # a rare decision must come twice, on both sides of a time
@given(st.data(), answers(), st.sampled_from([None, NEVER, *DAYS]))
def test_each_item_is_decided_as_if_it_were_alone(
    data: st.DataObject, given: Answers, objected: date | str | None
) -> None:
    """`Judge` gives for each item, near every time that matters and whatever is answered, what `decide` gives."""
    of, objections = data.draw(st.sampled_from(cases())), Objections(objected)
    judge = Judge(given, objections)
    for number, item in enumerate(data.draw(series(of))):
        item_id = str(number % 5)  # answers name some of them
        alone = decide(given.case(item, item_id, of), given, objections)
        assert told(judge.decision(item, item_id, of)) == told(alone)
    for kind, state, venue, mark in data.draw(st.lists(OTHERS, max_size=8)):
        other = replace(item, kind=kind, state=state, venue=venue, mark=mark)
        assert told(judge.decision(other, "", of)) == told(decide(given.case(other, "", of), given, objections))


@pytest.mark.parametrize("name", ["facebook-en", "instagram-de"])
def test_items_of_one_decision_are_alike(name: str) -> None:
    """Whoever counts `alike` items may ask of them platform, kind, state, venue, mark and account: they are equal."""
    analysis = run(SAMPLES / name)
    seen: dict[Decision, object] = {}
    for each in analysis.judged:
        item = each.item
        shown = (item.platform, item.kind, item.state, item.venue, item.mark, item.account, item.in_newest)
        assert seen.setdefault(each.decision, shown) == shown
    counted = analysis.by_decision
    assert sum(count for _, count in counted) == len(analysis.judged)
    assert [one.decision for one, _ in counted] == list(seen)
