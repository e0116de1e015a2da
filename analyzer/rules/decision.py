"""What is decided about an item, and about all others that are alike in everything that the rules look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.model import (
    AdultBasis,
    Finding,
    Item,
    ObjectionState,
    Observation,
    PublicBasis,
    Suggestion,
    Venue,
    Verdict,
)
from analyzer.rules.audience import Ruling
from analyzer.rules.case import AccountCase, Case
from analyzer.rules.rule import Rule


@dataclass(slots=True, eq=False)
class Decision:
    """The answers of all tests. Items that are alike share one, and are counted by it (see `by_decision`)."""

    of: AccountCase
    rule: Rule[Case, Ruling]  # of the audience, by the archive
    is_public: Finding
    is_public_basis: PublicBasis
    is_public_now: Finding
    is_adult: Finding
    is_adult_basis: AdultBasis
    is_before_deadline: Finding
    verdict: Verdict
    objection: ObjectionState
    posted_as_minor: Finding
    suggestion: Suggestion
    venue: Venue  # as the archive shows, else as is said of its sentence
    seen: tuple[Observation, ...]  # evidence of it
    decided_by: tuple[str, ...]  # the name of the rule that decided in each list of `analyzer.rules.judge.LISTS`
    contradicted: bool  # the person's answer says otherwise than the archive
    contradicts_evidence: bool  # or than evidence


@dataclass(slots=True, eq=False)
class Judged:
    """One item with everything that was decided about it: a row of `items`."""

    item: Item
    id: str
    decision: Decision
    reveals: Sequence[str] = ()
    reveals_words: Sequence[str] = ()  # `category: words`, for each that words or places show
    priority: int | None = None

    @property
    def case(self) -> Case:
        home = "" if self.item.venue == self.decision.venue else self.decision.venue
        return Case(self.item, self.id, self.decision.of, self.decision.seen, home)

    @property
    def venue(self) -> Venue:
        return self.decision.venue

    @property
    def rule(self) -> Rule[Case, Ruling]:
        return self.decision.rule

    @property
    def is_public(self) -> Finding:
        return self.decision.is_public

    @property
    def is_public_basis(self) -> PublicBasis:
        return self.decision.is_public_basis

    @property
    def is_public_now(self) -> Finding:
        return self.decision.is_public_now

    @property
    def is_adult(self) -> Finding:
        return self.decision.is_adult

    @property
    def is_adult_basis(self) -> AdultBasis:
        return self.decision.is_adult_basis

    @property
    def is_before_deadline(self) -> Finding:
        return self.decision.is_before_deadline

    @property
    def verdict(self) -> Verdict:
        return self.decision.verdict

    @property
    def objection(self) -> ObjectionState:
        return self.decision.objection

    @property
    def posted_as_minor(self) -> Finding:
        return self.decision.posted_as_minor

    @property
    def suggestion(self) -> Suggestion:
        return self.decision.suggestion

    @property
    def contradicted(self) -> bool:
        return self.decision.contradicted
