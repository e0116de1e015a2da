"""What is decided about an item, and about all others that are alike in everything that the rules look at."""

from __future__ import annotations

from dataclasses import dataclass, field

from analyzer.model import Item
from analyzer.rules.audience import Rule
from analyzer.rules.case import AccountCase, Case


@dataclass(slots=True, eq=False)
class Decision:
    """The answers of all tests. Items that are alike share one, and are counted by it (see `by_decision`)."""

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
    reveals: list[str] = field(default_factory=list)
    reveals_words: list[str] = field(default_factory=list)  # `category: words`, for each that words or places show
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
