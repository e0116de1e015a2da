"""What each answer of the person's would make of an item: decided here, by the functions that decide every verdict.

The page's script works out which answer reaches which item, as `rules.answers` does in the next run, and looks up here
what comes of it. So page and program cannot differ in a verdict, in a suggestion or in the steps that apply.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from analyzer.advice import steps
from analyzer.advice.questions import settles
from analyzer.model import SOURCES
from analyzer.rules.analysis import Analysis
from analyzer.rules.answers import Answer, Answers
from analyzer.rules.audience import AUDIENCE
from analyzer.rules.case import Case
from analyzer.rules.decision import Judged
from analyzer.rules.judge import judge
from analyzer.rules.objection import Objections

#: What can be said of an item's audience, and of a Page's own archive, in the order in which the script knows it.
AUDIENCES = ("", "public", "was_public", "not_public")
PAGE_IS = ("", "page", "profile")
#: What can be said of where a timeline post stands whose sentence tells no place.
HOMES = ("", "own_profile", "elsewhere")
#: What an answer can change, as the script reads it. `steps`: those that cover the item; `always`: those that apply
#: whatever they cover; `by_audience`, `by_age`: whether knowing this would decide it, alone (1), or (2) once the other
#: is known too.
OUTCOME = (
    "rule", "is_public", "is_public_basis", "is_public_now", "verdict", "suggestion", "decided_by", "reason", "steps",
    "always", "by_audience", "by_age", "venue",
)  # fmt: skip
_GIVEN = ("stated_by_you", *SOURCES)  # bases that hide the one which the archive gave


def reason(each: Judged) -> str:
    """What the verdict hangs on, in one code: why it is public or not, or the age or date that is missing."""
    if each.is_public == "no":
        return each.is_public_basis
    if each.is_adult == "no":
        return "not_adult"
    if each.is_public == "unknown":
        return "audience_not_recorded" if each.is_public_basis == "not_recorded" else each.is_public_basis
    if each.is_adult == "unknown":
        return "age_unknown"
    return "date_unknown" if each.is_before_deadline == "unknown" else each.is_public_basis


def sentence_of(each: Judged) -> str:
    """The form of a timeline post's sentence where it tells no place, else ""."""
    return each.item.sentence if each.item.venue == "unknown" and not each.decision.of.account.is_page else ""


class Outcomes:
    """What each answer makes of items, in a table without repetitions.

    `objecting`: when the person objected can be said on the page, which then works out itself what that covers.
    """

    def __init__(self, analysis: Analysis, objecting: bool = False) -> None:
        self.analysis = analysis
        self.objections = Objections() if objecting else analysis.objections
        self.table: dict[tuple[Any, ...], int] = {}

    def key(self, each: Judged) -> tuple[Any, ...]:
        """What `of` depends on beside what `page_items.ALIKE` names."""
        given = each.is_public_basis in _GIVEN
        basis = AUDIENCE.decide(each.case)[1].basis if given else each.is_public_basis
        return basis, each.item.mark, each.decision.seen, self._at_home(each)

    def of(self, each: Judged) -> list[list[int]]:
        """Rows of the table, one for each of `AUDIENCES`, or one alone where no answer counts.

        So for each of `PAGE_IS` where the account is a Page's, for each of `HOMES` where a sentence tells no place,
        and else for the first alone.
        """
        found = []
        for case in self._variants(each):
            rows = [self._row(case, answer) for answer in AUDIENCES]
            found.append(rows if len(set(rows)) > 1 else rows[:1])
        return found

    def _variants(self, each: Judged) -> list[Case]:
        if each.case.of.account.is_page:
            return [replace(each.case, of=replace(each.case.of, page_is=said)) for said in PAGE_IS]
        if sentence_of(each):
            return [replace(each.case, home=said or ("own_profile" if self._at_home(each) else "")) for said in HOMES]
        return [each.case]

    def _at_home(self, each: Judged) -> bool:
        """Whether evidence shows a post on the own profile whose sentence tells no place."""
        return bool(sentence_of(each)) and each.id in self.analysis.answers.on_own_profile

    def _row(self, case: Case, said: str) -> int:
        answers = Answers((Answer(said, item=case.id),) if said else ())
        each = judge(case, answers, self.objections)
        applying = ";".join(name for name, step in steps.steps().items() if step.covers(each))
        waits = each.verdict == "undetermined"
        row = (
            each.rule.name, each.is_public, each.is_public_basis, each.is_public_now, each.verdict, each.suggestion,
            ";".join(each.decision.decided_by), reason(each), applying, _always(each),
            _decided(each, audience=True) if waits and each.is_public == "unknown" else 0,
            _decided(each, age=True) if waits and each.is_adult == "unknown" else 0, each.venue,
        )  # fmt: skip
        return self.table.setdefault(row, len(self.table))


def _decided(each: Judged, *, audience: bool = False, age: bool = False) -> int:
    if settles(each, audience=audience, age=age):
        return 1
    return 2 if settles(each, audience=audience, age=age, together=True) else 0


def _always(each: Judged) -> str:
    """The steps that apply as long as this item is in question, those of every platform first."""
    found = [step for step in steps.steps().values() if step.stands_for(each)]
    return ";".join(step.id for step in sorted(found, key=lambda step: step.platform != steps.EVERYWHERE))
