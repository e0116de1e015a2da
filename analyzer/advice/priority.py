"""The order in which items are pressing."""

from __future__ import annotations

from analyzer.advice.revealing import REVEALS
from analyzer.rules.decision import Judged as Judged  # for all who ask what was decided


def prioritise(judged: list[Judged]) -> None:
    """Number the items for which something is suggested, the most pressing first."""
    wanted = [each for each in judged if each.decision.suggestion != "none"]
    # Sorted three times by what is there already: one key of all would take 100 MiB of a million items.
    wanted.sort(key=lambda each: each.id)
    wanted.sort(key=lambda each: each.item.created or 0)
    wanted.sort(key=_pressing)
    for number, each in enumerate(wanted, 1):
        each.priority = number


def _pressing(each: Judged) -> int:
    """Public now before others, what is known before what is not, then by what is given away; without a time last."""
    first = REVEALS.index(each.reveals[0]) if each.reveals else len(REVEALS)
    hidden, undecided = each.decision.is_public_now != "yes", each.decision.verdict == "undetermined"
    return ((hidden * 2 + undecided) * (len(REVEALS) + 1) + first) * 2 + (each.item.created is None)
