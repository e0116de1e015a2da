"""The nouns of a result: what the person said beside the archives, and everything that one run found out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from analyzer.errors import UsageError
from analyzer.items.accounts import Account, MadeOn
from analyzer.items.collect import Collection
from analyzer.model import Matched
from analyzer.rules.answers import Answers
from analyzer.rules.by_decision import by_decision
from analyzer.rules.case import AccountCase
from analyzer.rules.decision import Judged
from analyzer.rules.objection import Objections
from analyzer.rules.policy import Policy
from analyzer.words import REFERENCE, Words, speak

Progress = Callable[[int, int], None]


def given_day(value: date | str | None, name: str) -> date | None:
    """A day, given as such or in ISO 8601. Raises UsageError, with the option's `name`, where it is none."""
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UsageError("{name} {value} is no date: write it as 1990-04-23.", name=name, value=value) from None


@dataclass(frozen=True, slots=True)
class Options:
    """What the person said beside the archives. See `analyzer.analyze` for the meaning of each."""

    policy: str = "auto"
    deadline: date | None = None
    objected_on: tuple[str, ...] = ()
    as_of: date | None = None
    birthday: date | None = None
    audience: tuple[str, ...] = ()
    answers: str | Path | Answers | None = None  # a file of them, or what was read from one
    audiences: tuple[str, ...] = ()  # FILE or FILE=DATE
    seen_public: tuple[str, ...] = ()  # FILE or FILE=DATE
    language: str = ""
    limits: int = 1  # how many times as much is read before an archive is given up
    reveals: bool = True  # whether words are searched for what they give away
    today: date = field(default_factory=lambda: datetime.now(UTC).date())


@dataclass(frozen=True, slots=True)
class Question:
    """One question: `decides` items would get a verdict by its answer; `option` is how to give it.

    Where hardly any item lacks one answer alone, these are the items that the answer decides with another one.
    """

    id: str
    text: str
    decides: int
    option: str


@dataclass(eq=False)
class Analysis:
    """Everything that one run found out."""

    options: Options
    collection: Collection
    accounts: list[Account]
    made: list[MadeOn]
    policy: Policy
    other_policies: list[str]
    judged: list[Judged]
    cases: dict[tuple[int, int], AccountCase]  # by account and export
    answers: Answers
    objections: Objections
    birthday_clash: list[str] = field(default_factory=list)  # accounts with another birthday than the one given
    evidence: Matched = field(default_factory=Matched)  # what the files of evidence say of the items
    redacted: bool = False  # texts, names and paths are taken out: see `analyzer.report.redact`
    language: str = REFERENCE  # of everything that a person reads
    questions: list[Question] = field(default_factory=list)  # open ones, those that settle most first

    @property
    def words(self) -> Words:
        """What a person reads, in the language of this run."""
        return speak(self.language)

    @property
    def complete(self) -> bool:
        """Whether everything that was needed could be read."""
        lost = any(fault.is_damage for each in self.evidence.files for fault in each.faults)
        return not lost and not any(row.status == "damaged" or row.unread for row in self.collection.files)

    @cached_property
    def by_decision(self) -> list[tuple[Judged, int]]:
        """One item of each decision, and how many share it. Asked for only once `judged` is whole."""
        return by_decision(self.judged)
