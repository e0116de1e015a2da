"""How far each step of the older archive's advice has come, told by what became of the items that it covered.

An archive shows deletion, archiving and the privacy of an Instagram or Threads account. It shows no objection (only the
person can say so) and no change of audience on Facebook: what it does not show is neither done nor open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzer.advice import steps
from analyzer.rules.analysis import Analysis

if TYPE_CHECKING:
    from analyzer.report.compare import Row

DONE, OPEN, UNKNOWN = "done", "open", "cannot_be_told"
Told = Callable[["Row"], str]


@dataclass(frozen=True, slots=True)
class StepDone:
    """One step: of the items that it covered, how many are done, still open, or cannot be told."""

    id: str
    title: str
    covers: int
    done: int
    open: int
    cannot_be_told: int


def steps_done(before: Analysis, rows: Iterable[Row]) -> list[StepDone]:
    """Every step that the older analysis advised and that covered an item, in its order."""
    advised = steps.actions(before)
    counted: dict[str, Counter[str]] = {action["id"]: Counter() for action in advised}
    tests = [
        (step.id, step.covers, TOLD[step.done_when]) for action in advised if (step := steps.steps()[action["id"]])
    ]
    for row in rows:
        if row.before is None:
            continue
        for name, covers, told in tests:
            if covers(row.before):
                counted[name][told(row)] += 1
    return [
        StepDone(
            action["id"], action["title"], counts.total(), counts[DONE], counts[OPEN], counts[UNKNOWN]
        )
        for action in advised
        if (counts := counted[action["id"]])
    ]  # fmt: skip


def _hidden(row: Row) -> str:
    """By whether others can still see it."""
    if row.outcome == "still_public":
        return OPEN
    return UNKNOWN if row.outcome == "cannot_be_told" else DONE


def _deleted(row: Row) -> str:
    """By whether it is still there: only deletion helps, or the trash."""
    if row.outcome in ("gone", "archived"):
        return DONE
    return UNKNOWN if row.after is None else OPEN


def _looked_up(row: Row) -> str:
    """By whether it is known by now who could see it."""
    if row.after is not None and row.outcome == "cannot_be_told":
        return OPEN if row.after.is_public == "unknown" else DONE
    return UNKNOWN if row.after is None and row.outcome != "gone" else DONE


def _objected(row: Row) -> str:
    """By what the person said of an objection: no archive shows it."""
    said = (row.after or row.judged).objection
    return {"covered": DONE, "disputed": DONE, "none": OPEN}.get(said, UNKNOWN)


def _personal(row: Row) -> str:
    """By whether the account is still a professional one."""
    if row.after is None:
        return _hidden(row)
    return OPEN if row.after.case.of.facts.professional else DONE


def _only_gone(row: Row) -> str:
    return DONE if row.outcome == "gone" else UNKNOWN


def _never(row: Row) -> str:
    return UNKNOWN


#: How one sees that a step was done, by the `done_when` of its row; "": no archive shows it.
TOLD: Mapping[str, Told] = {
    "": _never, "hidden": _hidden, "deleted": _deleted, "looked_up": _looked_up, "objected": _objected,
    "personal_account": _personal, "gone": _only_gone,
}  # fmt: skip
