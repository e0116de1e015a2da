"""The verdicts: whether each item falls into the scope that Meta states, and why."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from analyzer.model import Item
from analyzer.rules.age import AGE, Aged, posted_as_minor
from analyzer.rules.answers import Answers, contradicts
from analyzer.rules.audience import AUDIENCE
from analyzer.rules.case import AccountCase, Case
from analyzer.rules.deadline import DEADLINE, ZONE_DOUBT
from analyzer.rules.decision import Decision, Judged
from analyzer.rules.objection import OBJECTION, Objected, Objections
from analyzer.rules.policy import midnight
from analyzer.rules.rule import Rule, Rules
from analyzer.rules.seen_now import SEEN_NOW
from analyzer.rules.stated import STATED, contradicts_evidence, ruled
from analyzer.rules.suggestion import SUGGESTION, Verdicted
from analyzer.rules.verdict import verdict_of

#: Every ordered list that decides, in the order in which they are asked.
LISTS: tuple[Rules[Any, Any], ...] = (AUDIENCE, STATED, SEEN_NOW, AGE, DEADLINE, OBJECTION, SUGGESTION)


def judge(case: Case, answers: Answers, objections: Objections) -> Judged:
    """Decide everything about one item but what it gives away and its place among the others."""
    return Judged(case.item, case.id, decide(case, answers, objections))


def decide(case: Case, answers: Answers, objections: Objections) -> Decision:
    """The answers of all tests for one item. What it looks at of the item stands in `Judge.decision` too."""
    rule, archive = AUDIENCE.decide(case)
    answer = answers.for_case(case, archive.basis)
    open_ = ruled(case, archive, answer)
    stated, ruling = STATED.decide(open_)
    seen, now = SEEN_NOW.decide(replace(open_, ruling=ruling))
    age, (is_adult, is_adult_basis) = AGE.decide(Aged(case.of, case.item))
    dated, before = DEADLINE.decide(case)
    verdict = verdict_of(ruling.is_public, is_adult, before)
    objected, objection = OBJECTION.decide(Objected(case, objections.of(case.of.account)))
    advised, suggestion = SUGGESTION.decide(Verdicted(case, ruling.basis, now, verdict))
    rules: tuple[Rule[Any, Any], ...] = (rule, stated, seen, age, dated, objected, advised)
    return Decision(
        case.of, rule, ruling.is_public, ruling.basis, now, is_adult, is_adult_basis, before, verdict,
        objection, posted_as_minor(case), suggestion, case.venue, case.seen, tuple(each.name for each in rules),
        contradicts(answers, case, archive), contradicts_evidence(answer, ruling, stated.name, open_),
    )  # fmt: skip


def reasoning(
    each: Judged, answers: Answers, objections: Objections
) -> list[tuple[str, list[tuple[Rule[Any, Any], Any]]]]:
    """`(name of a list, its rules in order, each with its answer, up to the one that decides)`, for every list."""
    case = each.case
    archive = AUDIENCE.decide(case)[1]
    answer = answers.for_case(case, archive.basis)
    open_ = ruled(case, archive, answer)
    cases = (
        case, open_, replace(open_, ruling=STATED.decide(open_)[1]), Aged(case.of, case.item), case,
        Objected(case, objections.of(case.of.account)),
        Verdicted(case, each.is_public_basis, each.is_public_now, each.verdict),
    )  # fmt: skip
    return [(rules.name, rules.tried(of)) for rules, of in zip(LISTS, cases, strict=True)]


class Judge:
    """Judges many items: those that are alike in all that `decide` looks at only once (four times as fast)."""

    def __init__(self, answers: Answers, objections: Objections) -> None:
        self._answers, self._objections = answers, objections
        self._known: dict[tuple[object, ...], Decision] = {}
        self._moments: dict[int, list[int]] = {}
        self._named = {answer.item for answer in answers.answers if answer.item}

    def judge(self, item: Item, item_id: str, of: AccountCase) -> Judged:
        """What the function `judge` gives."""
        return Judged(item, item_id, self.decision(item, item_id, of))

    def decision(self, item: Item, item_id: str, of: AccountCase) -> Decision:
        """What `decide` gives, shared with the items that are alike."""
        case = self._answers.case(item, item_id, of)
        if item_id in self._named:  # something is said of this very item
            return decide(case, self._answers, self._objections)
        moments = self._moments.get(id(of))
        if moments is None:
            moments = self._moments[id(of)] = sorted(self._moments_of(of))
        key = (
            id(of), item.platform, item.kind, item.state, case.venue, item.mark, item.in_newest, item.created_basis,
            None if item.created is None else bisect_right(moments, item.created),
            item.venue_name if item.venue == "group" and self._answers.answers else "", case.seen,
            item.sentence if case.venue == "unknown" else "",
        )  # fmt: skip
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = decide(case, self._answers, self._objections)
        return known

    def _moments_of(self, of: AccountCase) -> set[int]:
        """The times from which on an item created then may be decided otherwise than one created before."""
        found = [of.start, of.majority, of.grown_up, *of.history.switches]
        found += [moment + 1 for moment in of.history.public_on]
        if of.policy.deadline:
            deadline = midnight(of.policy.deadline)
            found += [deadline, deadline - ZONE_DOUBT + 1, deadline + ZONE_DOUBT]
        if of.unchanged_since:
            found.append(midnight(of.unchanged_since))
        said = self._objections.of(of.account)
        days = [said + timedelta(days=1)] if isinstance(said, date) else []
        days += [day for answer in self._answers.answers for day in (answer.since, answer.until) if day]
        return {moment for moment in (*found, *map(midnight, days)) if moment is not None}
