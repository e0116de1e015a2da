"""`items.csv` is written by a writer of its own: byte for byte what the table of columns says."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from world import run

from analyzer.report import tables
from analyzer.rules.analysis import Analysis
from analyzer.rules.decision import Judged

SAMPLES = Path(__file__).parents[2] / "sample_exports"
WORDS = st.text(st.sampled_from("=+-@'\t\r\n\",;: aé🌧\ud83c"), max_size=6) | st.text(max_size=6)
PLACES = st.none() | st.floats(-180, 180) | st.integers(-90, 90)


@cache
def analysis() -> Analysis:
    """Two accounts with items of most kinds."""
    return run(SAMPLES / "facebook-en", SAMPLES / "instagram-de")


@st.composite
def rows(draw: st.DrawFn) -> Judged:
    """An item of the samples, with other words, places and times."""
    each = draw(st.sampled_from(analysis().judged))
    item = replace(
        each.item,
        created=draw(st.none() | st.integers(-(10**10), 253_402_300_799)),
        text=draw(WORDS), venue_name=draw(WORDS), url=draw(WORDS), permalink=draw(WORDS), place=draw(WORDS),
        latitude=draw(PLACES), longitude=draw(PLACES), people=draw(st.lists(WORDS, max_size=2)), record=draw(WORDS),
    )  # fmt: skip
    reveals = draw(st.lists(st.sampled_from(["location", "people", "photo", "=odd,"]), max_size=2))
    return replace(each, item=item, reveals=reveals, priority=draw(st.none() | st.integers(1, 10**6)))


@given(st.lists(rows(), max_size=4))
def test_item_lines_are_those_of_the_columns(judged: list[Judged]) -> None:
    """Each line of `items.csv` is what its columns give one by one, whatever a person wrote."""
    wanted = tables.columns(analysis(), "items")
    assert list(tables._item_lines(wanted, judged)) == list(tables._lines(wanted, judged))


@given(st.integers(-62_135_596_800, 253_402_300_799))
def test_times_are_those_of_datetime(seconds: int) -> None:
    """A time is written as datetime writes it, with a Z, from the year 1 to the year 9999."""
    expected = (datetime(1970, 1, 1) + timedelta(seconds=seconds)).isoformat()
    assert tables.iso(seconds) == f"{expected}Z"


def test_item_lines_of_samples() -> None:
    """So for all items of two samples together, where one decision reaches over several files."""
    wanted, judged = tables.columns(analysis(), "items"), analysis().judged
    assert list(tables._item_lines(wanted, judged)) == list(tables._lines(wanted, judged))
