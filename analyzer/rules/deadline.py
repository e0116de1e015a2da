"""Whether an item was created before the policy's deadline."""

from __future__ import annotations

from analyzer.rules.case import Case
from analyzer.rules.decision import Judged as Judged  # for all who ask what was decided
from analyzer.rules.policy import midnight

ZONE_DOUBT = 14 * 3600  # seconds by which a time of an unknown zone may be off


def is_before_deadline(case: Case) -> str:
    """Whether an item was created before the policy's deadline."""
    deadline, item, made = case.of.policy.deadline, case.item, case.of.made
    if deadline is None:
        return "not_needed"
    if item.created is None:
        return "yes" if made.exact and made.day and made.day < deadline else "unknown"
    if item.created_basis == "zone_assumed" and abs(item.created - midnight(deadline)) < ZONE_DOUBT:
        return "unknown"
    return "yes" if item.created < midnight(deadline) else "no"
