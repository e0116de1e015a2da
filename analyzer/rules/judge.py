"""The verdicts: whether each item falls into the scope that Meta states, and why."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date, timedelta

from analyzer.model import Item
from analyzer.rules import answers as answering
from analyzer.rules import audience
from analyzer.rules.age import posted_as_minor
from analyzer.rules.answers import Answers
from analyzer.rules.audience import Rule, Ruling
from analyzer.rules.case import AccountCase, Case
from analyzer.rules.deadline import ZONE_DOUBT, is_before_deadline
from analyzer.rules.decision import Decision, Judged
from analyzer.rules.objection import Objections, objection
from analyzer.rules.policy import midnight
from analyzer.rules.suggestion import suggestion
from analyzer.rules.verdict import verdict_of

_NOW_SETTLED = frozenset({"ai_prompt", "never_public", "archived", "story"})


def judge(case: Case, answers: Answers, objections: Objections) -> Judged:
    """Decide everything about one item but what it gives away and its place among the others."""
    return Judged(case.item, case.id, decide(case, answers, objections))


def decide(case: Case, answers: Answers, objections: Objections) -> Decision:
    """The answers of all tests for one item. What it looks at of the item stands in `Judge.decision` too."""
    item, of = case.item, case.of
    rule, ruling = audience.judge(case)
    answer = answers.for_case(case, ruling.basis)
    settled = rule.name in _NOW_SETTLED or item.state == "trashed" or item.kind == "story"
    ruling = _at_export(item, rule, ruling, settled)
    contradicted = answering.contradicts(answers, case, ruling)
    ruling = answering.apply(answer, ruling, settled)
    is_adult, is_adult_basis = of.is_adult, of.is_adult_basis
    if item.kind == "ai_prompt" and of.policy.ai_prompts_any_age:
        is_adult, is_adult_basis = "not_needed", "ai_interaction"
    before = is_before_deadline(case)
    verdict = verdict_of(ruling.is_public, is_adult, before)
    return Decision(
        of, rule, ruling.is_public, ruling.basis, ruling.now, is_adult, is_adult_basis, before, verdict,
        objection(case, objections), posted_as_minor(case), suggestion(case, ruling, verdict), contradicted,
    )  # fmt: skip


class Judge:
    """Judges many items: those that are alike in all that `decide` looks at only once (four times as fast)."""

    def __init__(self, answers: Answers, objections: Objections) -> None:
        self._answers, self._objections = answers, objections
        self._known: dict[tuple[object, ...], Decision] = {}
        self._moments: dict[int, list[int]] = {}
        self._named = {answer.item for answer in answers.answers if answer.item} | answers.graph.keys()

    def judge(self, item: Item, item_id: str, of: AccountCase) -> Judged:
        """What the function `judge` gives."""
        return Judged(item, item_id, self.decision(item, item_id, of))

    def decision(self, item: Item, item_id: str, of: AccountCase) -> Decision:
        """What `decide` gives, shared with the items that are alike."""
        if item_id in self._named:  # something is said of this very item
            return decide(Case(item, item_id, of), self._answers, self._objections)
        moments = self._moments.get(id(of))
        if moments is None:
            moments = self._moments[id(of)] = sorted(self._moments_of(of))
        key = (
            id(of), item.platform, item.kind, item.state, item.venue, item.mark, item.in_newest, item.created_basis,
            None if item.created is None else bisect_right(moments, item.created),
            item.venue_name if item.venue == "group" and self._answers.answers else "",
        )  # fmt: skip
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = decide(Case(item, item_id, of), self._answers, self._objections)
        return known

    def _moments_of(self, of: AccountCase) -> set[int]:
        """The times from which on an item created then may be decided otherwise than one created before."""
        found = [of.start, of.majority, of.grown_up, *of.history.switches]
        if of.policy.deadline:
            deadline = midnight(of.policy.deadline)
            found += [deadline, deadline - ZONE_DOUBT + 1, deadline + ZONE_DOUBT]
        said = self._objections.of(of.account)
        days = [said + timedelta(days=1)] if isinstance(said, date) else []
        days += [day for answer in self._answers.answers for day in (answer.since, answer.until) if day]
        return {moment for moment in (*found, *map(midnight, days)) if moment is not None}


def _at_export(item: Item, rule: Rule, ruling: Ruling, settled: bool) -> Ruling:
    """Who can see it now, for what lies in the trash, for stories, and for what only an older export has."""
    if (item.state == "trashed" or item.kind == "story") and rule.name != "ai_prompt":
        return replace(ruling, now="no")
    if not item.in_newest and not settled:
        return replace(ruling, now="unknown")
    return ruling
