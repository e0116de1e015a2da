"""What the platforms chose for people who changed nothing: rows with sources, found by years."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import analyzer
from analyzer.advice import past_defaults
from analyzer.advice.past_defaults import Default, switches, then
from analyzer.words import languages, speak

ALL = [row for platform in ("facebook", "instagram", "threads") for row in then(platform, 1, 9998)]  # type: ignore[arg-type]
SWITCHES = switches("facebook")


def ids(rows: list[Default]) -> list[str]:
    return [row.id for row in rows]


@pytest.mark.parametrize("row", [*ALL, *SWITCHES], ids=lambda row: row.id)
def test_every_row_can_be_checked(row: Default) -> None:
    """Each has what it says in every language, how sure that is, and texts with the place where they stand."""
    assert len({row.in_words(speak(language)) for language in languages()}) == len(languages())
    assert row.sure in ("A", "B", "C") and row.id.startswith(row.platform)
    assert row.sources and all(source.title and "." in source.where for source in row.sources)
    assert all(source.dated is None or source.dated < row.read_on for source in row.sources)
    assert row.until is None or row.since < row.until


def test_vocabulary() -> None:
    """`who` and `audience` have no other words than the file says."""
    assert {row.who for row in ALL} == {"all", "new", "some", "teens"}
    known = {"everyone", "friends_of_friends", "networks", "friends", "private", "last_used"}
    assert {row.audience for row in ALL} == known
    assert len({row.id for row in [*ALL, *SWITCHES]}) == len(ALL) + len(SWITCHES)


def test_facebook_by_years() -> None:
    """The question about a period gets the rows of that period."""
    adult = date(1990, 1, 1)
    assert ids(then("facebook", 2006, 2008, adult)) == ["facebook_networks"]
    assert ids(then("facebook", 2010, 2010, adult)) == ["facebook_everyone"]
    assert ids(then("facebook", 2009, 2010, adult)) == ["facebook_networks", "facebook_everyone"]
    assert ids(then("facebook", 2018, 2018, adult)) == ["facebook_last_used", "facebook_friends", "facebook_bug_2018"]
    assert ids(then("facebook", 2026, 2026, adult)) == ["facebook_friends"]
    assert then("facebook", 1999, 2004) == []


def test_minors_have_their_own_rows() -> None:
    """Who was under 18 sees what held for minors; who turned 18 in the period sees both; without a birthday too."""
    assert ids(then("facebook", 2010, 2010, date(2015, 6, 1))) == ["facebook_teens_friends_of_friends"]
    both = ["facebook_everyone", "facebook_teens_friends_of_friends"]
    assert ids(then("facebook", 2010, 2010, date(2010, 6, 1))) == both == ids(then("facebook", 2010, 2010))
    assert ids(then("instagram", 2022, 2023, date(2020, 1, 1))) == ["instagram_public"]


@given(st.integers(2000, 2030), st.integers(0, 20), st.integers(0, 20))
def test_a_longer_period_has_no_fewer_rows(first: int, years: int, more: int) -> None:
    """What bears on a period bears on every period around it, in the order of time."""
    narrow, wide = then("facebook", first, first + years), then("facebook", first - more, first + years + more)
    assert set(ids(narrow)) <= set(ids(wide)) and [row.since for row in wide] == sorted(row.since for row in wide)


def test_limit_past_posts_is_a_switch() -> None:
    """The switch that the questions ask about has its row; Instagram has none."""
    assert ids(SWITCHES) == ["facebook_limit_past_posts"] and switches("instagram") == []


def test_no_verdict_rests_on_a_default() -> None:
    """No rule reads the rows: they stand beside questions alone."""
    name = past_defaults.__name__.rpartition(".")[2]
    for module in (Path(analyzer.__file__).parent / "rules").glob("*.py"):
        assert name not in re.findall(r"\w+", module.read_text("utf-8"))
