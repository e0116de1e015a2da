"""Counting by decision: what a hundred thousand items say in a few dozen lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analyzer.rules.decision import Judged


def by_decision(judged: Sequence[Judged]) -> list[tuple[Judged, int]]:
    """One item of each decision, and how many items share it: `Analysis.by_decision` keeps it.

    Enough for whatever asks about decisions, platform, kind, state, venue or account: these are equal in all items
    that share one. There are a few dozen decisions where there are a hundred thousand items.
    """
    decisions = [each.decision for each in judged]
    one_of = dict(zip(decisions, judged, strict=True))
    return [(one_of[decision], number) for decision, number in Counter(decisions).items()]
