"""What evidence and the person say where the archive leaves it open. docs/rules.md, "What evidence and you say"."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.rules.answers import PUBLIC, Answer
from analyzer.rules.audience import Ruling
from analyzer.rules.case import Case
from analyzer.rules.rule import Rules

GRAPH_API = "Meta's Graph API: the field privacy of the post, as you gave it"
YOU = "You"
GRAPH_PUBLIC = "EVERYONE"


@dataclass(frozen=True, slots=True)
class Ruled:
    """One item, what is ruled about it so far, and what is said of it."""

    case: Case
    ruling: Ruling
    answer: Answer | None


STATED: Rules[Ruled, Ruling] = Rules("stated")


@STATED.rule(source="The archive")
def the_archive_tells(ruled: Ruled) -> Ruling | None:
    """The archive's own yes or no stands: what is said against it is only a warning."""
    return ruled.ruling if ruled.ruling.is_public != "unknown" else None


@STATED.rule(source=GRAPH_API)
def graph_api(ruled: Ruled) -> Ruling | None:
    """Meta's own record says who can see this post. What is narrower today may have been public before."""
    if ruled.answer is None or not ruled.answer.graph:
        return None
    return Ruling("yes" if ruled.answer.graph == GRAPH_PUBLIC else "unknown", "graph_api")


@STATED.rule(source=YOU)
def stated_by_you(ruled: Ruled) -> Ruling | None:
    """Your answer stands in place of the unknown."""
    said = ruled.answer.audience if ruled.answer else ""
    return Ruling(PUBLIC[said], "stated_by_you") if said in PUBLIC else None


@STATED.rule(source="The archive")
def nothing_said(ruled: Ruled) -> Ruling | None:
    """Nothing else tells, so it stays unknown."""
    return ruled.ruling
