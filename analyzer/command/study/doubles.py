"""Participants who gave the same account twice, told by what their items are, and by nothing else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from analyzer.command.study.part import Part

_MANY = 50  # participants with one hash in common: no sign of anything any more
_SAME = 0.5  # of the items of both


def duplicates(parts: Iterable[Part]) -> dict[str, str]:
    """`{participant: the one who is kept}`: of two, that with more items, else the first by pseudonym."""
    sketches: dict[str, list[str]] = {}
    contents: dict[str, list[str]] = defaultdict(list)
    holders: dict[str, list[str]] = defaultdict(list)
    items: dict[str, int] = {}
    for part in parts:
        if part.is_done and part.content:
            items[part.participant] = part.row["items"]
            sketches[part.participant] = part.sketch
            contents[part.content].append(part.participant)
            for each in part.sketch:
                holders[each].append(part.participant)
    pairs: Counter[tuple[str, str]] = Counter()
    for having in holders.values():
        if 1 < len(having) <= _MANY:
            pairs.update((one, other) for number, one in enumerate(having) for other in having[number + 1 :])
    same = [(having[0], other) for having in contents.values() for other in having[1:]]
    same += [pair for pair in pairs if likeness(sketches[pair[0]], sketches[pair[1]]) >= _SAME]
    return _kept(same, items)


def likeness(one: list[str], other: list[str]) -> float:
    """About which share of the items of two participants both have, by the smallest hashes of each."""
    length = max(len(one), len(other))
    smallest = set(sorted({*one, *other})[:length])
    return len(smallest & set(one) & set(other)) / len(smallest) if smallest else 0.0


def _kept(same: list[tuple[str, str]], items: dict[str, int]) -> dict[str, str]:
    of: dict[str, str] = {}

    def first(participant: str) -> str:
        while participant in of:
            participant = of[participant]
        return participant

    for one, other in same:
        ends = sorted({first(one), first(other)}, key=lambda each: (-items[each], each))
        for each in ends[1:]:
            of[each] = ends[0]
    return {each: first(each) for each in of}
