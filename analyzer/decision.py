"""What is decided about an item, and about all others that are alike in everything that the rules look at."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from analyzer.audience import Rule
from analyzer.case import AccountCase, Case
from analyzer.records import Item

if TYPE_CHECKING:
    from analyzer.run import Analysis


@dataclass(slots=True, eq=False)
class Decision:
    """The answers of all tests. Items that are alike share one: whoever counts them counts decisions (see `alike`)."""

    of: AccountCase
    rule: Rule
    is_public: str
    is_public_basis: str
    is_public_now: str
    is_adult: str
    is_adult_basis: str
    is_before_deadline: str
    verdict: str
    objection: str
    posted_as_minor: str
    suggestion: str
    contradicted: bool  # the person's answer says otherwise than the archive


@dataclass(slots=True, eq=False)
class Judged:
    """One item with everything that was decided about it: a row of `items`."""

    item: Item
    id: str
    decision: Decision
    reveals: list[str]
    reveals_words: list[str]  # `category: words`, for each that words or places show
    priority: int | None = None

    @property
    def case(self) -> Case:
        return Case(self.item, self.id, self.decision.of)

    @property
    def rule(self) -> Rule:
        return self.decision.rule

    @property
    def is_public(self) -> str:
        return self.decision.is_public

    @property
    def is_public_basis(self) -> str:
        return self.decision.is_public_basis

    @property
    def is_public_now(self) -> str:
        return self.decision.is_public_now

    @property
    def is_adult(self) -> str:
        return self.decision.is_adult

    @property
    def is_adult_basis(self) -> str:
        return self.decision.is_adult_basis

    @property
    def is_before_deadline(self) -> str:
        return self.decision.is_before_deadline

    @property
    def verdict(self) -> str:
        return self.decision.verdict

    @property
    def objection(self) -> str:
        return self.decision.objection

    @property
    def posted_as_minor(self) -> str:
        return self.decision.posted_as_minor

    @property
    def suggestion(self) -> str:
        return self.decision.suggestion

    @property
    def contradicted(self) -> bool:
        return self.decision.contradicted


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
