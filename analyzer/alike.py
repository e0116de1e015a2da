"""Counting by decision: what a hundred thousand items say in a few dozen lines."""

from __future__ import annotations

from collections import Counter
from weakref import WeakKeyDictionary

from analyzer.decision import Judged
from analyzer.run import Analysis

_counted: WeakKeyDictionary[Analysis, tuple[list[Judged], list[tuple[Judged, int]]]] = WeakKeyDictionary()


def alike(analysis: Analysis) -> list[tuple[Judged, int]]:
    """One item of each decision, and how many items share it. Counted once: it is asked for two dozen times.

    Enough for whatever asks about decisions, platform, kind, state, venue or account: these are equal in all items
    that share one. There are a few dozen decisions where there are a hundred thousand items.
    """
    known = _counted.get(analysis)
    if known is None or known[0] is not analysis.judged:
        decisions = [each.decision for each in analysis.judged]
        one_of = dict(zip(decisions, analysis.judged, strict=True))
        known = _counted[analysis] = analysis.judged, [(one_of[each], n) for each, n in Counter(decisions).items()]
    return known[1]
