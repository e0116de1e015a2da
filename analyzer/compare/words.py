"""A comparison in words and in numbers: the lines that stand first, and `compare.json`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from analyzer.compare import HIDDEN, OUTCOMES, Comparison
from analyzer.run import Analysis
from analyzer.summary import SCHEMA, program_version

OUTCOME_WORDS = {
    "gone": "gone",
    "archived": "archived or in the trash",
    "no_longer_public": "no longer public",
    "not_public": "not public before either",
    "still_public": "still public",
    "cannot_be_told": "cannot be told",
    "new": "new",
}
#: Reasons beside those that the report has for an audience (`is_public_basis`).
REASONS = {
    "absent": "the second archive no longer has it",
    "archived": "in your archive: only you see it",
    "trashed": "in the trash: it goes after 30 days",
    "private_now": "the account is private now",
    "bio": "whether others see the bio of a private account is not known",
    "still_there": "still in the second archive; it counts whoever can see it",
    "only_after": "only the second archive has it",
    "account_missing": "the second archive is not of this account",
    "order_unknown": "whether the second archive is the later one is not recorded",
    "outside_range": "the second archive was asked for another time",
    "nothing_so_old": "the second archive has nothing that old",
    "part_missing": "a part of the second archive may be missing",
    "file_missing": "the second archive has no file of this kind",
    "file_unreadable": "a file of this kind could not be read in the second archive",
}


def lines(comparison: Comparison) -> list[str]:
    """The answer, what is left to do, and what stands behind the numbers."""
    counts = comparison.counts
    total = sum(counts[outcome] for outcome in OUTCOMES if outcome != "new")
    hidden = sum(counts[outcome] for outcome in HIDDEN)
    if not total:
        first = "The first archive holds no post, photo or comment of yours, so there is nothing to compare."
        return [first, *_new(counts["new"])]
    first = f"{hidden:,} of {_items(total)} {'is' if hidden == 1 else 'are'} out of public view now"
    parts = [f"{counts[outcome]:,} {OUTCOME_WORDS[outcome]}" for outcome in HIDDEN if counts[outcome]]
    first += f": {', '.join(parts)}." if parts else "."
    left = f"{counts['still_public']:,} {'is' if counts['still_public'] == 1 else 'are'} still public"
    told = f"for {counts['cannot_be_told']:,} it cannot be told" if counts["cannot_be_told"] else ""
    return [first, f"{left}{'; ' + told if told else ''}.", *_new(counts["new"])]


def _new(count: int) -> list[str]:
    return [f"{_items(count)} {'is' if count == 1 else 'are'} new since."] if count else []


def summary(comparison: Comparison) -> dict[str, Any]:
    """The comparison in numbers, as `compare.json` holds it; without a word of what the person wrote."""
    return {
        "schema": SCHEMA,
        "version": program_version(),
        "before": _exports(comparison.before),
        "after": _exports(comparison.after),
        "outcomes": comparison.counts,
        "by_kind": comparison.by_kind(),
        "steps": [asdict(step) for step in comparison.steps],
        "warnings": comparison.warnings,
    }


def _exports(analysis: Analysis) -> list[dict[str, Any]]:
    return [
        {
            "name": read.export.name,
            "platform": read.platform,
            "made_on": made.day.isoformat() if made.day else None,
            "parts": len(read.export.archives),
        }
        for read, made in zip(analysis.collection.exports, analysis.made, strict=True)
    ]


def _items(number: int) -> str:
    return f"{number:,} item" + ("" if number == 1 else "s")
