"""What a person should know before relying on a comparison: first of all, where absence is not deletion."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from analyzer.items.accounts import day
from analyzer.report.compare.coverage import Coverage
from analyzer.report.compare.matching import Matching
from analyzer.rules.analysis import Analysis
from analyzer.words import Words

if TYPE_CHECKING:
    from analyzer.report.compare import Row

#: Why the absence of items says nothing.
DOUBTS = (
    "account_missing", "order_unknown", "outside_range", "nothing_so_old", "part_missing", "file_missing",
    "file_unreadable",
)  # fmt: skip


def warnings(
    before: Analysis, after: Analysis, matching: Matching, coverage: Coverage, rows: list[Row]
) -> list[dict[str, str]]:
    """All warnings of a comparison, the weightiest first."""
    found = [*_doubts(before, rows), *_accounts(after, matching), *_other(before, after, matching, rows)]
    return [{"id": name, "text": text} for name, text in found]


def _say(analysis: Analysis, name: str, **values: object) -> tuple[str, str]:
    """A warning: its id and its text. The texts of both analyses are in one language."""
    return name, analysis.words.say(f"compare.warning.{name}", **values)


def _doubts(before: Analysis, rows: list[Row]) -> Iterator[tuple[str, str]]:
    words = before.words
    for name in DOUBTS:
        doubted = [row for row in rows if row.outcome == "cannot_be_told" and row.after is None and row.why == name]
        if doubted:
            numbers = sorted({row.item.account for row in doubted})
            accounts = words.listed(_name(before, number) for number in numbers)
            kinds = words.listed(sorted({_kind(row, words) for row in doubted}))
            for_items = words.say("counts.for_items", n=len(doubted))
            yield _say(before, name, n=len(doubted), accounts=accounts, kinds=kinds, for_items=for_items)


def _kind(row: Row, words: Words) -> str:
    platform, kind = words.code("codes.platform", row.item.platform), words.code("codes.kind", row.item.kind)
    return words.say("script.what", platform=platform, kind=kind)


def _accounts(after: Analysis, matching: Matching) -> Iterator[tuple[str, str]]:
    for number in matching.only_after:
        yield _say(after, "account_new", account=_name(after, number))


def _other(before: Analysis, after: Analysis, matching: Matching, rows: list[Row]) -> Iterator[tuple[str, str]]:
    made: dict[int, date | None] = {}
    for account, other in matching.accounts.items():
        if other is not None:
            made[other] = before.made[before.accounts[account].exports[0]].day
    older = 0
    for row in rows:
        if row.outcome == "new" and row.item.created is not None and (of := made.get(row.item.account)):
            older += day(row.item.created) < of
    if older:
        yield _say(after, "before_covers_less", n=older)
    if any(r.after and r.outcome == "cannot_be_told" and r.why == "not_recorded" and _own(r) for r in rows):
        yield _say(after, "facebook_audience")
    if before.policy.id != after.policy.id:
        names = {"before": before.policy.id, "after": after.policy.id}
        said = {side: after.words.say(f"policies.{policy}.name") for side, policy in names.items()}
        yield _say(after, "policies_differ", **said)


def _own(row: Row) -> bool:
    return row.item.platform == "facebook" and row.item.venue == "own_profile"


def _name(analysis: Analysis, number: int) -> str:
    account = analysis.accounts[number]
    platform = analysis.words.code("codes.platform", account.platform)
    name = account.name or analysis.words.say("compare.no_name")
    return analysis.words.say("compare.named", name=name, platform=platform)
