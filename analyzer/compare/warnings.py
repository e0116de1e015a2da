"""What a person should know before relying on a comparison: first of all, where absence is not deletion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from analyzer.accounts import day
from analyzer.compare.coverage import Coverage
from analyzer.compare.matching import Matching
from analyzer.run import Analysis

if TYPE_CHECKING:
    from analyzer.compare import Row

#: Why the absence of items says nothing: what to tell the person.
DOUBTS = {
    "account_missing": "AFTER has no archive of {accounts}: for {items} nothing can be told.",
    "order_unknown": (
        "It is not recorded well enough whether AFTER was made after BEFORE, and what it has suggests that it was not:"
        " {items} that it lacks do not count as gone."
    ),
    "outside_range": (
        "AFTER was asked for a shorter time than BEFORE covers: {items} of another time may still be there. Ask for"
        " “All time”."
    ),
    "nothing_so_old": (
        "AFTER has nothing as old as {items} of BEFORE, and nothing in it shows that it was asked for all time: they"
        " may still be there."
    ),
    "part_missing": (
        "Many photos and videos that AFTER names are not in it. A part of the download may be missing, so {items} that"
        " it lacks do not count as gone."
    ),
    "file_missing": (
        "AFTER has no file at all of a kind that held {items} of BEFORE ({kinds}). Either nothing of it is left, or it"
        " was not asked for: they do not count as gone."
    ),
    "file_unreadable": "Files of AFTER could not be read, which may hold {items} of BEFORE ({kinds}).",
}


def warnings(
    before: Analysis, after: Analysis, matching: Matching, coverage: Coverage, rows: list[Row]
) -> list[dict[str, str]]:
    """All warnings of a comparison, the weightiest first."""
    found = [*_doubts(before, rows), *_accounts(after, matching), *_other(before, after, matching, rows)]
    return [{"id": name, "text": text} for name, text in found]


def _doubts(before: Analysis, rows: list[Row]) -> Iterator[tuple[str, str]]:
    for name, sentence in DOUBTS.items():
        doubted = [row for row in rows if row.outcome == "cannot_be_told" and row.after is None and row.why == name]
        if doubted:
            numbers = sorted({row.item.account for row in doubted})
            kinds = Counter(f"{row.item.platform.title()} {row.item.kind.replace('_', ' ')}" for row in doubted)
            accounts = " and ".join(_name(before, number) for number in numbers)
            text = sentence.format(accounts=accounts, items=_items(len(doubted)), kinds=", ".join(sorted(kinds)))
            yield name, text


def _accounts(after: Analysis, matching: Matching) -> Iterator[tuple[str, str]]:
    for number in matching.only_after:
        yield "account_new", f"BEFORE has no archive of {_name(after, number)}: all that is in it counts as new."


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
        yield "before_covers_less", f"{_items(older)} that only AFTER has are older than BEFORE: it covered less."
    if any(r.after and r.outcome == "cannot_be_told" and r.why == "not_recorded" and _own(r) for r in rows):
        yield (
            "facebook_audience",
            "Facebook records no audience in its archives. Whether “Limit past posts” or a changed audience worked"
            " cannot be confirmed here: look at your profile while logged out, or with “View as”.",
        )
    if before.policy.id != after.policy.id:
        yield (
            "policies_differ",
            f"BEFORE was judged by the rules for {before.policy.name}, AFTER by those for {after.policy.name}:"
            " use --policy to choose one for both.",
        )


def _own(row: Row) -> bool:
    return row.item.platform == "facebook" and row.item.venue == "own_profile"


def _name(analysis: Analysis, number: int) -> str:
    account = analysis.accounts[number]
    return f"{account.name or 'the account'} ({account.platform.title()})"


def _items(number: int) -> str:
    return f"{number:,} item" + ("" if number == 1 else "s")
