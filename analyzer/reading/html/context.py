"""What the reading of a page needs to know, and what it learns about the dates that it met."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from analyzer.model import ExportFacts, TimeBasis
from analyzer.reading.fields import iso_date, iso_time
from analyzer.reading.html.card import Card
from analyzer.reading.html.owner import Sentences


class PrintedTime(Protocol):
    """A moment as a page prints it: seconds UTC, and how sure (`second`, `minute`, `zone_assumed`)."""

    @property
    def seconds(self) -> int: ...

    @property
    def basis(self) -> str: ...


DateSource = Callable[[str], PrintedTime | None]
DaySource = Callable[[str], date | None]


@dataclass(slots=True)
class PageContext:
    """One for each page. `dates` reads a printed time, `days` a printed day (a birthday), None where they cannot.

    After reading, `unread_dates` holds the dates of cards that could not be read: their items have no time.
    """

    facts: ExportFacts
    dates: DateSource
    days: DaySource = iso_date
    unread_dates: list[str] = field(default_factory=list)
    sentences: Sentences = field(default_factory=Sentences)  # that name the person
    bio_missed: bool = False  # whether a text that nobody could tell has been counted
    _bases: dict[int, TimeBasis] = field(default_factory=dict)

    def time(self, text: str) -> int | None:
        """The moment that a text prints, in seconds UTC; None where it is no date."""
        if not any(letter.isdigit() for letter in text):
            return None
        found = self.dates(text)
        if found is None:
            return iso_time(text) if text[:4].isdecimal() and "T" in text else None
        basis = found.basis
        self._bases[found.seconds] = basis if basis in ("second", "minute", "zone_assumed") else "none"  # type: ignore[assignment]
        return found.seconds

    def created(self, card: Card) -> int | None:
        """The printed date of a card; one that cannot be read is noted."""
        found = self.time(card.date_text) if card.date_text else None
        if found is None and card.date_text:
            self.unread_dates.append(card.date_text)
        return found

    def basis_of(self, seconds: int) -> TimeBasis:
        """How sure a time is that came out of this page; `second` where it was no printed date."""
        return self._bases.get(seconds, "second")
