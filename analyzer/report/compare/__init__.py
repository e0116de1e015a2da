"""Two analyses compared: what became of each item between an older and a newer archive of the same account.

Absence is not deletion: an item that the newer archive lacks counts as gone only where that archive could show it
(`analyzer.report.compare.coverage`), and what no archive records, such as Facebook's audiences, cannot be told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from analyzer.errors import Sentence, UsageError
from analyzer.model import PLATFORMS, Item
from analyzer.report.compare.coverage import Coverage
from analyzer.report.compare.matching import Matching, match
from analyzer.report.compare.steps import StepDone, steps_done
from analyzer.report.compare.warnings import warnings
from analyzer.rules.analysis import Analysis
from analyzer.rules.decision import Judged
from analyzer.words import Words

#: `not_public`: others could not see it before, and cannot now. Saying "no longer public" of it would be wrong.
OUTCOMES = ("gone", "archived", "no_longer_public", "not_public", "still_public", "cannot_be_told", "new")
HIDDEN = ("gone", "archived", "no_longer_public", "not_public")  # out of public view
_PUT_AWAY = ("archived", "trashed")
_MOST_EXPOSED = ("yes", "unknown", "not_needed", "no")


@dataclass(frozen=True, slots=True)
class Row:
    """One item and what became of it. `why`: a code that `analyzer.report.compare.words` puts into words."""

    outcome: str
    why: str
    before: Judged | None  # None: only the newer archive has it
    after: Judged | None  # None: the newer archive lacks it

    @property
    def judged(self) -> Judged:
        """The item as the older archive has it, else the newer."""
        found = self.before or self.after
        assert found
        return found

    @property
    def id(self) -> str:
        """The id of the item in the older archive, else in the newer."""
        return self.judged.id

    @property
    def item(self) -> Item:
        return self.judged.item


@dataclass(slots=True, eq=False)
class Comparison:
    """What two archives show together. `rows` in the order of the older archive, new items last."""

    before: Analysis
    after: Analysis
    rows: list[Row]
    counts: dict[str, int]  # by outcome, all of `OUTCOMES`
    steps: list[StepDone]
    warnings: list[dict[str, str]]

    @property
    def words(self) -> Words:
        """What a person reads, in the language of the newer analysis."""
        return self.after.words

    @property
    def complete(self) -> bool:
        """Whether everything that was needed could be read in both archives."""
        return self.before.complete and self.after.complete

    @property
    def is_same(self) -> bool:
        """Whether both sides are one archive, given twice."""
        return _content(self.before) == _content(self.after)

    def by_kind(self) -> dict[str, dict[str, dict[str, int]]]:
        """How many of each platform and kind have each outcome."""
        counted = Counter((row.item.platform, row.item.kind, row.outcome) for row in self.rows)
        found: dict[str, dict[str, dict[str, int]]] = {}
        for (platform, kind, outcome), count in sorted(
            counted.items(), key=lambda entry: (PLATFORMS.index(entry[0][0]), entry[0][1], OUTCOMES.index(entry[0][2]))
        ):
            found.setdefault(platform, {}).setdefault(kind, {})[outcome] = count
        return found


def _content(analysis: Analysis) -> set[tuple[str, int]]:
    """What an analysis was made from: every file by path and size. No two downloads are alike in all."""
    files = (file for read in analysis.collection.exports for file in read.export.files)
    return {(file.path, file.member.size) for file in files}


def compare(before: Analysis, after: Analysis) -> Comparison:
    """Compare an older analysis with a newer one of the same account, or accounts.

    Raises UsageError: the archives have no account in common, or the second was made before the first.
    """
    before = replace(before, language=after.language)
    matching = match(before, after)
    if all(other is None for other in matching.accounts.values()):
        raise UsageError(
            "The older archive is of {names} and the newer one of {names_2}: "
            "only archives of one account can be compared.",
            names=_names(before),
            names_2=_names(after),
        )
    coverage = Coverage(before, after, matching)
    rows = list(_rows(before, after, matching, coverage))
    counted = Counter(row.outcome for row in rows)
    counts = {outcome: counted[outcome] for outcome in OUTCOMES}
    return Comparison(
        before, after, rows, counts, steps_done(before, rows), warnings(before, after, matching, coverage, rows)
    )


def _rows(before: Analysis, after: Analysis, matching: Matching, coverage: Coverage) -> Iterator[Row]:
    for each, partners in zip(before.judged, matching.partners, strict=True):
        present = [after.judged[p] for p in partners if after.judged[p].item.in_newest]
        if present:
            yield _present(each, min(present, key=lambda p: _MOST_EXPOSED.index(p.is_public_now)))
        else:
            doubt = coverage.doubt(each.item)
            yield Row("cannot_be_told" if doubt else "gone", doubt or "absent", each, None)
    for position in matching.new:
        yield Row("new", "only_after", None, after.judged[position])


def _present(before: Judged, after: Judged) -> Row:
    """The outcome of an item that both archives have."""
    if after.item.kind == "ai_prompt":
        return Row("cannot_be_told", "still_there", before, after)  # nobody else need see it for it to count
    unseen = unseen_before(before)
    if after.item.state in _PUT_AWAY:
        return Row("not_public" if unseen else "archived", after.item.state, before, after)
    if after.is_public_now == "no":
        return Row("not_public" if unseen else "no_longer_public", _why_hidden(after), before, after)
    if after.is_public_now == "yes":
        return Row("still_public", after.is_public_basis, before, after)
    why = "bio" if after.item.kind == "bio" and after.case.of.history.private_now else after.is_public_basis
    return Row("cannot_be_told", why, before, after)


def unseen_before(before: Judged) -> bool:
    """Whether others could not see it when the older archive was made.

    Where the person says that it was public, but not now, that "now" is the day of the answer: it was seen before.
    """
    return before.is_public_now == "no" and not _said_public(before)


def seen_before(before: Judged) -> bool:
    """Whether others could see it when the older archive was made. Neither this nor `unseen_before`: not known."""
    return before.is_public_now == "yes" or _said_public(before)


def _said_public(before: Judged) -> bool:
    return before.is_public == "yes" and before.is_public_basis == "stated_by_you"


def _why_hidden(after: Judged) -> str:
    by_account = after.is_public_basis.startswith("account_") or after.is_public_basis == "may_be_draft"
    return "private_now" if by_account and after.case.of.history.private_now else after.is_public_basis


def _names(analysis: Analysis) -> tuple[str, ...]:
    named = [
        Sentence("{name} ({platform})", name=each.name or "an account without a name", platform=each.platform.title())
        for each in analysis.accounts
    ]
    return tuple(named) or ("no account",)
