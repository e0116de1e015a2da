"""What evidence and the person say where the archive leaves it open. docs/rules.md, "What evidence and you say"."""

from __future__ import annotations

from dataclasses import dataclass, field

from analyzer.model import Observation
from analyzer.rules import evidence
from analyzer.rules.answers import PUBLIC, Answer
from analyzer.rules.audience import Ruling
from analyzer.rules.case import Case
from analyzer.rules.rule import Rules


@dataclass(frozen=True, slots=True)
class Ruled:
    """One item, what the archive rules and what is ruled so far, and what is said of it."""

    case: Case
    archive: Ruling
    ruling: Ruling
    answer: Answer | None
    seen: tuple[Observation, ...] = field(default=())  # the evidence that reaches it


def ruled(case: Case, archive: Ruling, answer: Answer | None) -> Ruled:
    """An item of which nothing is ruled yet but by the archive."""
    return Ruled(case, archive, archive, answer, evidence.reaching(case, archive.basis) if case.seen else ())


def contradicts_evidence(answer: Answer | None, ruling: Ruling, rule: str, ruled: Ruled) -> bool:
    """Whether the person says otherwise than evidence: only a warning comes of it."""
    said = answer.audience if answer else ""
    if rule == "seen_by_everyone" or rule == "narrower_and_unchanged":
        return said in PUBLIC and PUBLIC[said] != ruling.is_public
    return rule == "narrower_today" and said == "public"


STATED: Rules[Ruled, Ruling] = Rules("stated")


@STATED.rule(source="archive")
def the_archive_tells(ruled: Ruled) -> Ruling | None:
    """What the archive itself tells stands: nothing that is said against it changes it."""
    return ruled.archive if ruled.archive.is_public != "unknown" else None


@STATED.rule(source="seen")
def seen_by_everyone(ruled: Ruled) -> Ruling | None:
    """Facebook or Instagram showed that everyone could see it, on a day that matters."""
    source = evidence.open_to_all(ruled.case, ruled.seen)
    return Ruling("yes", source) if source else None


@STATED.rule(source="seen_and_you")
def narrower_and_unchanged(ruled: Ruled) -> Ruling | None:
    """Only some can see it, and you have neither hidden nor opened older posts since it matters."""
    source = evidence.narrower(ruled.case, ruled.seen)
    return Ruling("no", source) if source and evidence.unchanged(ruled.case) else None


@STATED.rule(source="you")
def stated_by_you(ruled: Ruled) -> Ruling | None:
    """Your answer stands in place of the unknown; that it is public does not, where only some can see it."""
    said = ruled.answer.audience if ruled.answer else ""
    if said not in PUBLIC or (said == "public" and evidence.narrower(ruled.case, ruled.seen)):
        return None
    return Ruling(PUBLIC[said], "stated_by_you")


@STATED.rule(source="seen")
def narrower_today(ruled: Ruled) -> Ruling | None:
    """Only some could see it on the day that was shown; it may have been open to all before."""
    source = evidence.narrower(ruled.case, ruled.seen)
    return Ruling("unknown", source) if source else None


@STATED.rule(source="archive")
def nothing_said(ruled: Ruled) -> Ruling | None:
    """Nothing else tells, so it stays unknown."""
    return ruled.archive
