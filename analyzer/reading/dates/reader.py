"""Dates of one export: what is ambiguous in one of them, the others tell."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, tzinfo

from analyzer.reading.dates.reading import PrintedTime, Walls, language_name, moment, printed, variants, within
from analyzer.reading.dates.zones import abbreviation, winter_zone

_MOST_PATTERNS = 5000  # an archive has some tens; this bounds the memory that a hostile page can ask for


class DateReader:
    """Reads dates in the zone of an export and learns from them which language it is in.

    `learn` may be called at any time; `read` itself learns nothing, so that its answers do not depend on the order
    of the pages. Dates that it cannot read yet can be read again when all have been learned.
    """

    def __init__(self, zone: tzinfo | None, languages: Sequence[str] = ()) -> None:
        self.zone = zone
        self._given = variants(languages)
        self._patterns: dict[tuple[tuple[str, ...], frozenset[str]], int] = {}
        self._read_by: dict[str, set[int]] = {}  # language -> patterns that it reads
        self._zones: set[str] = set()  # the names of zones that dates print
        self._unread: set[tuple[str, ...]] = set()  # what stands between the numbers where no language reads it

    def learn(self, texts: Iterable[str]) -> None:
        """Take note of the languages that read these dates. Equal patterns count once, however many dates have them."""
        for text in texts:
            found = printed(text)
            if found.zone and len(self._zones) < _MOST_PATTERNS:
                self._zones.add(abbreviation(text))
            languages = frozenset().union(*found.walls.values())
            pattern = (found.gaps, languages)
            if not languages and any(map(str.isdigit, text)) and len(self._unread) < _MOST_PATTERNS:
                self._unread.add(found.gaps)
            if languages and pattern not in self._patterns and len(self._patterns) < _MOST_PATTERNS:
                number = self._patterns[pattern] = len(self._patterns)
                for language in languages:
                    self._read_by.setdefault(language, set()).add(number)

    @property
    def language(self) -> str:
        """The language that reads most patterns, more than half of them; "" where that is none or more than one.

        Where more than a tenth as many cannot be read at all, it may be a language with some of the same words.
        """
        most = max(map(len, self._read_by.values()), default=0)
        best = [language for language, patterns in self._read_by.items() if len(patterns) == most]
        clear = 2 * most > len(self._patterns) and 10 * len(self._unread) <= most
        return language_name(frozenset(best)) if clear else ""

    def read(self, text: str) -> PrintedTime | None:
        """The moment that `text` prints, see `read_date`; of several readings the one in the export's language."""
        found = printed(text)
        zone = winter_zone(abbreviation(text), self._zones) if self._zones and not found.zone else None
        return moment(found, self._settled(within(found.walls, self._given)), zone or self.zone)

    def read_day(self, text: str) -> date | None:
        """The calendar day that `text` prints without a clock."""
        found = printed(text)
        walls = self._settled(within(found.walls, self._given))
        return next(iter(walls)).date() if len(walls) == 1 and not found.size else None

    def _settled(self, walls: Walls) -> Walls:
        """The one reading that has a language for which the patterns speak against all languages of the others."""
        if len(walls) < 2:
            return walls
        for wall, languages in walls.items():
            others = {name for other, names in walls.items() if other != wall for name in names}
            for language in languages:
                if all(self._rather(language, other) for other in others):
                    return {wall: frozenset([language])}
        return walls

    def _rather(self, language: str, other: str) -> bool:
        """Whether `language` alone reads more than twice the patterns that `other` alone reads.

        A few of these are foreign: old titles and dates stay in the language of their time.
        """
        ours, theirs = self._read_by.get(language, set()), self._read_by.get(other, set())
        return len(ours - theirs) > 2 * len(theirs - ours)


def language_of(texts: Collection[str]) -> str:
    """The language that most of these dates are in, "" where that is not clear."""
    reader = DateReader(None)
    reader.learn(texts)
    return reader.language
