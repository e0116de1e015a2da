"""The order in which items are pressing."""

from __future__ import annotations

from analyzer.advice.revealing import REVEALS
from analyzer.rules.decision import Judged as Judged  # for all who ask what was decided


def prioritise(judged: list[Judged]) -> None:
    """Number the items for which something is suggested, the most pressing first."""
    wanted = sorted((each for each in judged if each.decision.suggestion != "none"), key=_pressing)
    for number, each in enumerate(wanted, 1):
        each.priority = number


def _pressing(each: Judged) -> tuple[bool, bool, int, bool, int, str]:
    first = REVEALS.index(each.reveals[0]) if each.reveals else len(REVEALS)
    created, decision = each.item.created, each.decision
    undecided = decision.verdict == "undetermined"
    return decision.is_public_now != "yes", undecided, first, created is None, created or 0, each.id
