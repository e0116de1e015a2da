"""Ordered lists of rules: all that is decided about an item is decided by one of them, the first rule that answers.

A rule is one piece: a function with its name, its condition, its source, and as docstring the sentence that a person
reads (`words/en/rules.toml` holds the same; a test compares them). The list that decides is the list that
`analyze explain` and the details of an item print, row by row. `docs/rules.md` has a heading for each list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Generic, TypeVar

Case = TypeVar("Case")  # what a rule looks at
Answer = TypeVar("Answer")  # what it says
# The days that the names of sources speak of: since when Meta's policies are as they were read, and of an article.
SOURCE_DAYS = MappingProxyType({"effective": date(2026, 7, 23), "dated": date(2012, 8, 17)})


@dataclass(frozen=True, slots=True)
class Rule(Generic[Case, Answer]):
    """One row: where `decide` gives an answer, it rests on `source`: its text is `rules.source.<source>`.

    `sentence` says so to a person, in English.
    """

    name: str
    source: str
    sentence: str
    decide: Callable[[Case], Answer | None]


class Rules(Generic[Case, Answer]):
    """A list of rules in their order. `name` is that of its table in the words, and of its heading in docs/rules.md."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._rules: list[Rule[Case, Answer]] = []

    def rule(self, *, source: str) -> Callable[[Callable[[Case], Answer | None]], Callable[[Case], Answer | None]]:
        """Make a function the next rule of the list: None where it does not apply, else its answer."""

        def added(decide: Callable[[Case], Answer | None]) -> Callable[[Case], Answer | None]:
            sentence = " ".join((decide.__doc__ or "").split())
            self._rules.append(Rule(decide.__name__, source, sentence, decide))
            return decide

        return added

    def __iter__(self) -> Iterator[Rule[Case, Answer]]:
        return iter(self._rules)

    def decide(self, case: Case) -> tuple[Rule[Case, Answer], Answer]:
        """The first rule that has an answer, and the answer. The last rule of a list always has one."""
        for rule in self._rules:
            answer = rule.decide(case)
            if answer is not None:
                return rule, answer
        raise AssertionError(f"the last rule of {self.name} answers every case")

    def tried(self, case: Case) -> list[tuple[Rule[Case, Answer], Answer | None]]:
        """The rules in their order, each with its answer, up to the one that decides."""
        found: list[tuple[Rule[Case, Answer], Answer | None]] = []
        for rule in self._rules:
            found.append((rule, rule.decide(case)))
            if found[-1][1] is not None:
                break
        return found
