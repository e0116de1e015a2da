"""What to do about it: the steps that apply to this person, in the order in which they should be taken.

A step is one row of `steps/*.toml`: which items it covers, its order, how one sees later that it was done, where it
holds. Evidence comes first, then the objection; then to look who could see it, since hiding wipes that out; then what
can be taken back, switches that hide everything in one go and single items; then what can be taken back only in part,
and last what cannot. Deleting is counted for items alone that are known to be public.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from analyzer.model import PLATFORMS
from analyzer.rules.analysis import Analysis
from analyzer.rules.decision import Judged
from analyzer.rules.policy import Policy, Where, load
from analyzer.words import REFERENCE, STEP_WORDS, speak, step_rows

EVERYWHERE = "everywhere"  # the platform of what belongs to no single one
THIRD_PARTY = "third_party_form"
_HIDEABLE = ("make_private", "check_audience")


@dataclass(frozen=True, slots=True)
class Step:
    """One row of `steps/*.toml`, without its words: `title`, `path` (the way through the menus), `does_not`,
    `note` (what else to know), `hint`.

    It covers items for which anything is suggested: those of its platform, of its `kinds`, `venues` and `suggestions`
    (what is empty asks nothing), for which each condition of `when` holds and none of `unless` (names in `CONDITIONS`).
    `covers_items` False: it is not about items. `while_in_question`: it stands, though it covers nothing, as long as
    such an item is not out of scope.

    `done_when`: how a later archive shows that it was done (`report.compare.steps`); "": it cannot be told.
    `last_checked`: when a person saw the live page, None where nobody has.
    """

    id: str
    order: int
    group: str  # what kind of step it is: the headings on the page
    undoable: str
    source: str
    sure: str
    where: Where
    url: str = ""
    platform: str = EVERYWHERE
    kinds: tuple[str, ...] = ()
    not_kinds: tuple[str, ...] = ()
    venues: tuple[str, ...] = ()
    not_venues: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    covers_items: bool = True
    while_in_question: bool = False
    done_when: str = ""
    last_checked: date | None = None

    def covers(self, each: Judged) -> bool:
        """Whether the step bears on an item."""
        return self.covers_items and each.suggestion != "none" and self._is_about(each)

    def stands_for(self, each: Judged) -> bool:
        """Whether an item in question is reason enough for the step, whatever it covers."""
        return self.while_in_question and each.verdict != "out_of_scope" and self._is_about(each)

    def _is_about(self, each: Judged) -> bool:
        item = each.item
        return (
            self.platform in (item.platform, EVERYWHERE)
            and (not self.kinds or item.kind in self.kinds)
            and item.kind not in self.not_kinds
            and (not self.venues or item.venue in self.venues)
            and item.venue not in self.not_venues
            and (not self.suggestions or each.suggestion in self.suggestions)
            and all(CONDITIONS[name](each) for name in self.when)
            and not any(CONDITIONS[name](each) for name in self.unless)
        )


@dataclass(frozen=True, slots=True)
class Stays:
    """Something that no step fixes."""

    id: str
    source: str
    sure: str
    where: Where


@dataclass(frozen=True, slots=True)
class Beside:
    """Something else that one can do: no step, for it settles no item, but people ask for it. See `Step`."""

    id: str
    source: str
    sure: str
    where: Where
    url: str = ""
    last_checked: date | None = None


def _hidden_with_account(each: Judged) -> bool:
    """What the privacy switch of a whole account hides: all but comments elsewhere and what is always public."""
    item = each.item
    if each.is_public_now == "no" or item.kind == "bio":
        return False
    if item.kind == "comment" and item.platform == "instagram":
        return _under_own_account(each)
    return each.suggestion in _HIDEABLE and item.kind != "channel_message"


def _under_own_account(each: Judged) -> bool:
    """A comment on Instagram that is seen by whoever sees the account."""
    return each.rule.name == "instagram_account"


def _no_form(each: Judged) -> bool:
    """Where the person lives, no form for objecting is known for the platform."""
    return objection_step(each.item.platform, each.case.of.policy) is None


#: The conditions that a row may name. What a row can say of itself (kind, venue, suggestion) is none.
CONDITIONS: Mapping[str, Callable[[Judged], bool]] = {
    "hidden_with_account": _hidden_with_account,
    "under_own_account": _under_own_account,
    "professional_account": lambda each: each.case.of.facts.professional,
    "page": lambda each: each.case.of.account.is_page,
    "covered_by_objection": lambda each: each.objection == "covered",
    "no_form": _no_form,
}


def _rows(kind: str) -> list[dict[str, Any]]:
    """The facts of all rows of one kind, lists as tuples, with the condition on the policy as `where`."""
    found, apart = [], STEP_WORDS | {"ways", "laws", "not_laws"}
    for tables in step_rows().values():
        for row in tables.get(kind, ()):
            own = {key: tuple(row[key]) if isinstance(row[key], list) else row[key] for key in row.keys() - apart}
            found.append(own | {"where": Where.of(row)})
    return found


@cache
def steps() -> dict[str, Step]:
    """Every step by its id, in their order."""
    return {step.id: step for step in sorted((Step(**row) for row in _rows("step")), key=lambda step: step.order)}


@cache
def having(words: str) -> frozenset[str]:
    """The steps that have these words: `note`, what else to know; `hint`, what to try where Meta's page is not so."""
    return frozenset(name for name in steps() if f"steps.step.{name}.{words}" in speak(REFERENCE).texts)


@cache
def what_stays(policy: str) -> tuple[Stays, ...]:
    """What no step fixes, where this policy holds."""
    return tuple(row for row in (Stays(**row) for row in _rows("stays")) if row.where.holds(load(policy)))


@cache
def beside(policy: str) -> tuple[Beside, ...]:
    """What else one can do where this policy holds, each with what it does and what it does not do."""
    return tuple(row for row in (Beside(**row) for row in _rows("beside")) if row.where.holds(load(policy)))


def objection_step(platform: str, policy: Policy) -> Step | None:
    """The step that objects for a platform where this policy holds."""
    step = steps().get(f"object_{platform}")
    return step if step and step.where.holds(policy) else None


def actions(analysis: Analysis) -> list[dict[str, Any]]:
    """The steps that apply to this person, in order, each with the number of items that it bears on.

    A step stands here if it covers an item; so do, as long as any item is not out of scope, the evidence, the
    objection for each platform for which none is known to cover everything, and where no objection exists the form
    that there is instead.
    """
    counted = analysis.by_decision
    found = []
    for step in steps().values():
        if step.where.holds(analysis.policy):
            covers = sum(count for each, count in counted if step.covers(each))
            if covers or any(step.stands_for(each) for each, _ in counted):
                found.append(action(step, covers, analysis))
    return found


def action(step: Step, covers: int, analysis: Analysis) -> dict[str, Any]:
    """A step as `summary.json` holds it: what it is in words, and how many items it bears on."""
    words, name = analysis.words, f"steps.step.{step.id}"
    own = f"policies.{analysis.policy.id}.path.{step.id}"
    return {
        "id": step.id, "title": words.say(f"{name}.title"), "covers": covers,
        "path": words.say(own if words.has(own) else f"{name}.path"), "url": step.url, "undoable": step.undoable,
        "last_checked": step.last_checked and step.last_checked.isoformat(),
    }  # fmt: skip


def objection_link(analysis: Analysis) -> str:
    """The form for the first platform with items in question; "" where no source names one for the policy.

    Without items it is the form for the platform of an export, and for Threads without a form of its own that of the
    Instagram account under it: where Meta takes objections, an empty archive does not take the right away.
    Where there is none to the use of own posts, it is the form about information from third parties, if there is one.
    """
    third = steps()[THIRD_PARTY]
    if third.where.holds(analysis.policy):
        return third.url
    items = [each for each, _ in analysis.by_decision]
    present = {each.item.platform for each in items if each.verdict != "out_of_scope"}
    present = present or {each.item.platform for each in items} or {each.platform for each in analysis.accounts}
    for platform in [*(each for each in PLATFORMS if each in present), "instagram", "threads"]:
        if step := objection_step(platform, analysis.policy):
            return step.url
    return ""
