"""What the summary says: distributions over participants, held back where they would speak of few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import get_args

from analyzer.command.study.columns import OUTCOMES, REASONS
from analyzer.command.study.part import Part
from analyzer.command.study.suppress import FEWEST, Sum, held_back
from analyzer.model import PLATFORMS, Kind

BINS = 5  # of shares, a fifth each
BIN_NAMES = ("0-20 %", "20-40 %", "40-60 %", "60-80 %", "80-100 %")
_SIZES = ((1, "none"), (100, "1-99"), (1_000, "100-999"), (10_000, "1,000-9,999"))
_LARGEST = "10,000 or more"
ALL, NOT_RECORDED, ELSEWHERE = "all participants", "not recorded", "other countries"
Shares = tuple[float, float] | None  # least and most, of a participant who has such items
Cell = int | None  # None: held back


@dataclass(frozen=True, slots=True)
class Line:
    """One group: how many have such items, mean shares (whole per cent), how the participants are spread."""

    group: str
    participants: Cell
    without: Cell  # participants without such items
    mean_least: Cell
    mean_most: Cell
    least: tuple[Cell, ...]  # participants by the least share of their items that falls into the scope
    most: tuple[Cell, ...]  # by the most: with all undecided ones taken as public


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that is published. `participants` is how many it speaks of."""

    participants: int
    whole: Line
    tables: dict[str, list[Line]]  # platform, year, kind, country
    sizes: list[tuple[str, Cell]]  # participants by how many items they have
    outcomes: list[tuple[str, Cell]]
    reasons: list[tuple[str, Cell]]  # the mean share of items that are undecided for it, whole per cent


@dataclass(slots=True)
class Tally:
    """Takes parts one by one, so that many need no more memory than a few."""

    whole: list[Shares] = field(default_factory=list)
    groups: dict[str, dict[str, list[Shares]]] = field(default_factory=lambda: {"platform": {}, "year": {}, "kind": {}})
    countries: list[str] = field(default_factory=list)
    items: list[int] = field(default_factory=list)
    reasons: dict[str, list[float]] = field(default_factory=lambda: {each: [] for each in REASONS})
    outcomes: Counter[str] = field(default_factory=Counter)

    def add(self, part: Part, counted: bool) -> None:
        """One participant; one who is not counted (failed, left out, a double) stands among the outcomes alone."""
        self.outcomes["duplicate" if part.is_done and not counted else part.outcome] += 1
        if not counted:
            return
        row = part.row
        self.whole.append((row["least_share"], row["most_share"]) if row["items"] else None)
        self.items.append(row["items"])
        self.countries.append(row["country"] or NOT_RECORDED)
        for name, groups in self.groups.items():
            for group, (items, least, most) in part.groups.get(name, {}).items():
                groups.setdefault(group, []).append((least / items, most / items))
        for reason, shares in self.reasons.items():
            shares.append(row.get(f"undecided_{reason}") or 0.0)

    def figures(self) -> Figures:
        """What may be published of all of them."""
        count = len(self.whole)
        orders = {
            "platform": _ordered(self.groups["platform"], PLATFORMS), "year": sorted(self.groups["year"]),
            "kind": _ordered(self.groups["kind"], get_args(Kind)),
        }  # fmt: skip
        having = sum(each is not None for each in self.whole)
        apart = {name: [(group, self.groups[name][group]) for group in order] for name, order in orders.items()
                 if sum(len(shares) for shares in self.groups[name].values()) == having}  # fmt: skip
        whole, countries, alone = _that_add_up(self.whole, self.countries, apart)
        tables = {name: alone.get(name) or [_line(group, self.groups[name][group], count) for group in order]
                  for name, order in orders.items()}  # fmt: skip
        sizes = Counter(map(_size, self.items))
        names = [name for _, name in _SIZES] + [_LARGEST]
        outcomes = [name for name in (*OUTCOMES, "duplicate") if self.outcomes[name]]
        return Figures(
            count, whole, tables | {"country": countries},
            list(zip(names, _partition([sizes[name] for name in names]), strict=True)),
            # How many there are in all is published nowhere, so that nothing adds up with what is held back.
            [(name, self.outcomes[name] if self.outcomes[name] >= FEWEST else None) for name in outcomes],
            [(reason, _mean(shares)) for reason, shares in self.reasons.items() if any(shares)],
        )  # fmt: skip


def _ordered(groups: Iterable[str], order: Sequence[str]) -> list[str]:
    found = set(groups)
    return [each for each in order if each in found]


def _size(items: int) -> str:
    return next((name for bound, name in _SIZES if items < bound), _LARGEST)


def _partition(counts: list[int]) -> list[Cell]:
    """Counts that add up to a number that is known."""
    cells = [*counts, sum(counts)]
    hidden = held_back(cells, [Sum(tuple(range(len(counts))), len(counts))])
    return [None if number in hidden else count for number, count in enumerate(counts)]


_WIDTH = 2 + 2 * BINS  # cells of a line: without, least, most, all


def _cells(shares: Sequence[Shares], without: int) -> list[int]:
    """The cells of one line, in their order."""
    counts: list[Counter[int]] = [Counter(), Counter()]
    for each in shares:
        if each is not None:
            for place in (0, 1):
                counts[place][min(int(each[place] * BINS), BINS - 1)] += 1
    without += sum(each is None for each in shares)
    having = sum(counts[0].values())
    return [without, *(counts[place][number] for place in (0, 1) for number in range(BINS)), without + having]


def _sums(first: int) -> list[Sum]:
    """What adds up within one line whose cells begin at `first`."""
    total = first + _WIDTH - 1
    return [Sum((first, *range(first + 1 + place * BINS, first + 1 + (place + 1) * BINS)), total) for place in (0, 1)]


def _line(group: str, shares: list[Shares], count: int) -> Line:
    """A line of a table whose groups may share participants: each line is spread over all of them."""
    cells = _cells(shares, count - len(shares))
    return _shown(group, shares, cells, held_back(cells, _sums(0), {_WIDTH - 1}), 0)


def _that_add_up(
    shares: list[Shares], countries: list[str], apart: dict[str, list[tuple[str, list[Shares]]]]
) -> tuple[Line, list[Line], dict[str, list[Line]]]:
    """Everybody; by country; and by what is `apart`: groups that share nobody, though others of their kind may.

    Groups that share nobody add up to everybody, bin by bin, so that all of them are held back together.
    """
    count, sizes = len(shares), Counter(countries)
    small = [name for name, of in sizes.items() if of < FEWEST and name != NOT_RECORDED]
    of = [ELSEWHERE if country in small and len(small) > 1 else country for country in countries]
    names = sorted(set(of), key=lambda name: (name in (ELSEWHERE, NOT_RECORDED), name))
    by_country = [(name, [each for each, country in zip(shares, of, strict=True) if country == name]) for name in names]
    cells, sums = _cells(shares, 0), _sums(0)  # of everybody, to whom the others add up
    first: dict[str, int] = {}
    known = {_WIDTH - 1}  # how many there are in all stands in the first sentence
    for table, groups in {"country": by_country if len(names) > 1 else [], **apart}.items():
        first[table] = len(cells)
        for _, of_group in groups:
            sums += _sums(len(cells))
            known |= set() if table == "country" else {len(cells) + _WIDTH - 1}
            cells += _cells(of_group, 0 if table == "country" else count - len(of_group))
        if groups:
            lines = range(first[table], first[table] + len(groups) * _WIDTH, _WIDTH)
            # Not the numbers of all; and not those without such items, where groups count each other among them.
            columns = range(_WIDTH) if table == "country" else range(1, _WIDTH - 1)
            sums += [Sum(tuple(line + column for line in lines), column) for column in columns]
    hidden = held_back(cells, sums, known)

    def shown(table: str, groups: list[tuple[str, list[Shares]]]) -> list[Line]:
        return [_shown(name, of_group, cells, hidden, first[table] + number * _WIDTH)
                for number, (name, of_group) in enumerate(groups)]  # fmt: skip

    return (
        _shown(ALL, shares, cells, hidden, 0),
        shown("country", by_country if len(names) > 1 else []),
        {name: shown(name, groups) for name, groups in apart.items()},
    )


def _shown(group: str, shares: Sequence[Shares], cells: Sequence[int], hidden: set[int], first: int) -> Line:
    own: list[Cell] = [None if first + place in hidden else cells[first + place] for place in range(_WIDTH)]
    having = [each for each in shares if each is not None]
    without, everybody = own[0], own[-1]
    participants = None if without is None or everybody is None or len(having) < FEWEST else everybody - without
    if everybody is not None and cells[first] == 0:
        participants = everybody
    told = everybody is not None and len(having) >= FEWEST
    return Line(
        group, participants, without,
        _mean([each[0] for each in having]) if told else None, _mean([each[1] for each in having]) if told else None,
        tuple(own[1 : 1 + BINS]), tuple(own[1 + BINS : 1 + 2 * BINS]),
    )  # fmt: skip


def _mean(shares: list[float]) -> Cell:
    """The mean in whole per cent; None where it would tell the share of few: nearly all others are 0, or 1."""
    told_apart = (sum(each > 0 for each in shares), sum(each < 1 for each in shares))
    if len(shares) < FEWEST or any(0 < count < FEWEST for count in told_apart):
        return None
    return round(100 * sum(shares) / len(shares))
