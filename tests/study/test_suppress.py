"""No published number speaks of fewer than ten participants, and none can be worked out from the others."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.command.study.columns import REASONS
from analyzer.command.study.figures import BINS, ELSEWHERE, Cell, Figures, Line, Tally
from analyzer.command.study.part import Part
from analyzer.command.study.suppress import FEWEST, Sum, held_back


def solved(sums: list[Sum], hidden: set[int], cells: list[int]) -> set[int]:
    """The hidden cells whose values follow from all sums: by elimination with exact fractions, unlike the program."""
    order = sorted(hidden)
    rows = []
    for each in sums:
        row = [Fraction((number in each.parts) - (number == each.total)) for number in order]
        rows.append(row)
    found, done = set(), 0
    for column in range(len(order)):
        pivot = next((place for place in range(done, len(rows)) if rows[place][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        lead = rows[done][column]
        rows[done] = [value / lead for value in rows[done]]
        for place, row in enumerate(rows):
            if place != done and row[column]:
                factor = row[column]
                rows[place] = [value - factor * own for value, own in zip(row, rows[done], strict=True)]
        done += 1
    for row in rows:
        used = [order[place] for place, value in enumerate(row) if value]
        if len(used) == 1:
            found.add(used[0])
    return found


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[int], list[Sum]]:
    """A table of counts with its sums by row and by column, and the sum of all."""
    height, width = draw(st.integers(1, 5)), draw(st.integers(2, 6))
    count = st.one_of(st.integers(0, 12), st.integers(0, 200))
    inner = [[draw(count) for _ in range(width)] for _ in range(height)]
    rows = [[*row, sum(row)] for row in inner]
    rows += [[sum(column) for column in zip(*rows, strict=True)]] if height > 1 else []
    cells = [cell for row in rows for cell in row]
    wide = width + 1
    sums = [Sum(tuple(range(y * wide, y * wide + width)), y * wide + width) for y in range(len(rows))]
    if height > 1:
        sums += [Sum(tuple(range(x, height * wide, wide)), height * wide + x) for x in range(wide)]
    return cells, sums


@given(tables())
def test_no_small_cell_is_shown_or_follows(table: tuple[list[int], list[Sum]]) -> None:
    """Every cell under ten is held back; none of 1 to 9 follows from the sums; no sum leaves under ten together."""
    cells, sums = table
    hidden = held_back(cells, sums)
    assert all(cells[number] >= FEWEST for number in set(range(len(cells))) - hidden)
    assert not [number for number in solved(sums, hidden, cells) if 0 < cells[number] < FEWEST]
    for each in sums:
        inside = [number for number in each.parts if number in hidden]
        if each.total not in hidden:
            together = sum(cells[number] for number in inside)
            assert together == 0 or together >= FEWEST


def test_what_is_large_is_shown() -> None:
    """Nothing is held back where nothing has to be."""
    assert held_back([20, 30, 50], [Sum((0, 1), 2)]) == set()
    assert held_back([3, 30, 50, 83], [Sum((0, 1, 2), 3)]) == {0, 1}


def participant(number: int, chance: Random) -> Part:
    """A participant as they come: some share of items, a country, few or many of each kind."""
    items = chance.choice((0, 1, 40, 900))
    least = chance.randint(0, items)
    most = chance.randint(least, items)
    row = {
        "items": items, "country": chance.choice(("DE", "DE", "FR", "NL", "AT", "")),
        "least_share": least / items if items else None, "most_share": most / items if items else None,
        "undecided_not_recorded": (most - least) / items if items else None,
    }  # fmt: skip
    groups = {"kind": {"post": [items, least, most]}} if items else {}
    if chance.random() < 0.1:
        groups = {**groups, "platform": {"threads": [4, 0, 4]}}
    return Part(f"{number:016x}", "done", 0, row, groups)


def lines(figures: Figures) -> list[Line]:
    return [figures.whole, *(line for table in figures.tables.values() for line in table)]


@pytest.mark.parametrize("seed", range(25))
def test_figures_hold_back(seed: int) -> None:
    """Of whatever participants: no count under ten, no mean of fewer, and no spread that gives away what is hidden."""
    chance, tally = Random(seed), Tally()
    count = chance.randint(10, 120)
    for number in range(count):
        tally.add(participant(number, chance), True)
    figures = tally.figures()
    assert figures.participants == count
    for line in lines(figures):
        shown: list[Cell] = [line.participants, line.without, *line.least, *line.most]
        assert all(cell is None or cell >= FEWEST for cell in shown)
        for spread in (line.least, line.most):
            told = [cell for cell in (line.without, *spread) if cell is not None]
            if line.group == "all participants" or line in figures.tables["kind"]:
                assert count - sum(told) == 0 or count - sum(told) >= FEWEST, line
    for name, cell in figures.sizes:
        assert cell is None or cell >= FEWEST, name
    for country in {line.group for line in figures.tables["country"]}:
        assert country == ELSEWHERE or len(country) in (2, len("not recorded"))


def test_means_that_would_speak_of_few() -> None:
    """A mean to which one participant alone contributes is held back; so is one of nine."""

    def figures(counts: int, more: int) -> Figures:
        tally = Tally()
        for number in range(counts):
            share = 0.5 if number < more else 0.0
            row = {"items": 10, "country": "DE", "least_share": share, "most_share": 1.0, "undecided_age": share}
            tally.add(Part(f"{number}", "done", 0, row, {}), True)
        return tally.figures()

    assert figures(30, 1).whole.mean_least is None and figures(30, 9).whole.mean_least is None
    assert figures(30, 15).whole.mean_least == 25 and figures(30, 0).whole.mean_least == 0
    assert dict(figures(30, 9).reasons)["age"] is None and dict(figures(30, 15).reasons)["age"] == 25
    assert figures(9, 9).whole.mean_most is None and set(REASONS) and BINS == 5


@pytest.mark.parametrize("seed", range(20))
def test_groups_that_share_nobody(seed: int) -> None:
    """Where each is on one platform alone, platforms add up to everybody: nothing small follows from that either."""
    chance, tally = Random(seed), Tally()
    count, names = chance.randint(20, 90), ("facebook", "instagram")
    true = {name: [0] * (2 * BINS) for name in ("all", *names)}
    without = 0
    for number in range(count):
        if chance.random() < 0.1:
            without += 1
            row = {"items": 0, "country": "DE", "least_share": None, "most_share": None}
            tally.add(Part(f"{number}", "done", 0, row, {}), True)
            continue
        name = chance.choice(names)
        least = chance.choice((0.1, 0.1, 0.5))
        most = chance.choice((0.5, 0.9, 0.9))
        for of in ("all", name):
            true[of][int(least * BINS)] += 1
            true[of][BINS + int(most * BINS)] += 1
        row = {"items": 10, "country": "DE", "least_share": least, "most_share": most}
        groups = {"platform": {name: [10, round(10 * least), round(10 * most)]}}
        tally.add(Part(f"{number}", "done", 0, row, groups), True)
    figures = tally.figures()
    lines = [figures.whole, *figures.tables["platform"]]
    cells, shown, sums = [], [], []
    for line, of in zip(lines, ("all", *names), strict=True):
        rest = without if of == "all" else count - sum(true[of][:BINS])
        first = len(cells)
        cells += [rest, *true[of], count]
        shown += [line.without, *line.least, *line.most, count]
        sums += [Sum((first, *range(first + 1 + at, first + 1 + at + BINS)), first + 2 * BINS + 1) for at in (0, BINS)]
    wide = 2 * BINS + 2
    sums += [Sum((wide + column, 2 * wide + column), column) for column in range(1, wide - 1)]
    hidden = {number for number, cell in enumerate(shown) if cell is None}
    assert all(shown[number] == cells[number] for number in set(range(len(cells))) - hidden)
    assert not [number for number in solved(sums, hidden, cells) if 0 < cells[number] < FEWEST]
    for each in sums:
        if each.total not in hidden:
            together = sum(cells[number] for number in each.parts if number in hidden)
            assert together == 0 or together >= FEWEST
