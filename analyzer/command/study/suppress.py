"""Which cells of published tables are held back, so that no number speaks of fewer than ten participants.

Held back is every cell under `FEWEST`, and further ones so that none of these can be worked out from sums that are
published: in no sum may what is held back be one cell alone, or together under `FEWEST`; and no small cell may follow
from all sums taken together, which is looked up in the space of the tables that show the same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np

FEWEST = 10  # participants


@dataclass(frozen=True, slots=True)
class Sum:
    """Cells, by number, that add up to another one."""

    parts: tuple[int, ...]
    total: int


def held_back(cells: Sequence[int], sums: Sequence[Sum], known: Set[int] = frozenset()) -> set[int]:
    """The numbers of the cells that are not to be published. Those that are `known` stand elsewhere, and stay."""
    hidden = {number for number, count in enumerate(cells) if count < FEWEST}
    while True:
        more = _of_sums(cells, sums, hidden, known)
        if more is None:
            more = _of_all(cells, sums, hidden, known)
        if more is None:
            return hidden
        hidden.add(more)


def _of_sums(cells: Sequence[int], sums: Sequence[Sum], hidden: set[int], known: Set[int]) -> int | None:
    """One more cell to hold back, for some sum by itself; None where all are well."""
    for each in sums:
        inside = [number for number in each.parts if number in hidden]
        together = sum(cells[number] for number in inside)
        if each.total in hidden:  # a hidden total and nothing else hidden: it is the sum of what is shown
            told = not inside and cells[each.total] > 0
        else:
            told = 0 < together < FEWEST or (len(inside) == 1 and together > 0 and cells[inside[0]] < FEWEST)
        if told:
            shown = [number for number in (*each.parts, each.total) if number not in hidden | known]
            if shown:
                return _smallest(cells, shown)
    return None


def _of_all(cells: Sequence[int], sums: Sequence[Sum], hidden: set[int], known: Set[int]) -> int | None:
    """One more cell to hold back, because a small one follows from all sums together; None where none does."""
    small = {number for number in hidden if 0 < cells[number] < FEWEST}
    for number in sorted(small & determined(sums, hidden)):
        near = {each for of in sums for each in (*of.parts, of.total) if number in of.parts or number == of.total}
        shown = sorted(near - hidden - known) or sorted(set(range(len(cells))) - hidden - known)
        if shown:
            return _smallest(cells, shown)
    return None


def determined(sums: Sequence[Sum], hidden: set[int]) -> set[int]:
    """The hidden cells whose numbers follow from the sums and from the cells that are shown."""
    order = sorted(hidden)
    place = {number: column for column, number in enumerate(order)}
    rows = []
    for each in sums:
        row = np.zeros(len(order))
        for number in each.parts:
            if number in place:
                row[place[number]] += 1
        if each.total in place:
            row[place[each.total]] -= 1
        if row.any():
            rows.append(row)
    if not rows:
        return set()
    _, sizes, turned = np.linalg.svd(np.array(rows), full_matrices=True)
    rank = int((sizes > 1e-9).sum())
    free = turned[rank:]  # by which hidden cells can change while every sum stays
    moves = np.abs(free).max(axis=0) if len(free) else np.zeros(len(order))
    return {number for number in order if moves[place[number]] < 1e-9}


def _smallest(cells: Sequence[int], among: Sequence[int]) -> int:
    return min(among, key=lambda number: (cells[number], number))
