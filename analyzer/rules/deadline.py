"""Whether an item was created before the policy's deadline. docs/rules.md, "Deadline"."""

from __future__ import annotations

from analyzer.model import Finding
from analyzer.rules.case import Case
from analyzer.rules.policy import midnight
from analyzer.rules.rule import Rules

ZONE_DOUBT = 14 * 3600  # seconds by which a time of an unknown zone may be off

DEADLINE: Rules[Case, Finding] = Rules("deadline")


@DEADLINE.rule(source="dates")
def no_deadline(case: Case) -> Finding | None:
    """There is no deadline where you live."""
    return "not_needed" if case.of.policy.deadline is None else None


@DEADLINE.rule(source="archive")
def without_time(case: Case) -> Finding | None:
    """It has no time: it is from before the deadline if the whole archive is, else it cannot be told."""
    if case.item.created is not None:
        return None
    deadline, made = case.of.policy.deadline, case.of.made
    earlier = made.exact and made.day is not None and deadline is not None and made.day < deadline
    return "yes" if earlier else "unknown"


@DEADLINE.rule(source="archive")
def zone_in_doubt(case: Case) -> Finding | None:
    """Its time zone is not known, and the deadline lies within 14 hours of it."""
    created, deadline = case.item.created, case.of.policy.deadline
    if case.item.created_basis != "zone_assumed" or created is None or deadline is None:
        return None
    return "unknown" if abs(created - midnight(deadline)) < ZONE_DOUBT else None


@DEADLINE.rule(source="dates")
def by_time(case: Case) -> Finding | None:
    """Its time tells whether it was posted before the deadline."""
    created, deadline = case.item.created, case.of.policy.deadline
    return "yes" if created is not None and deadline is not None and created < midnight(deadline) else "no"
