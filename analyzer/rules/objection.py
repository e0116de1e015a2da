"""When the person objected, and what that means for an item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from analyzer.errors import UsageError
from analyzer.items.accounts import Account
from analyzer.rules.case import Case
from analyzer.rules.decision import Judged as Judged  # for all who ask what was decided
from analyzer.rules.policy import Policy, midnight

NEVER = "never"

FIRST_COUNTED_OBJECTION = date(2025, 4, 14)  # objections of the 2024 round: it is disputed whether they still count


@dataclass(frozen=True, slots=True)
class Objections:
    """When the person objected: for all accounts, and for single ones. A day, `NEVER`, or None (not said)."""

    default: date | str | None = None
    by_account: Mapping[str, date | str] | None = None

    def of(self, account: Account) -> date | str | None:
        """The objection for one account."""
        return (self.by_account or {}).get(account.name.casefold(), self.default)


def objection(case: Case, objections: Objections) -> str:
    """What an objection means for an item: see POLICY.md 3.2 for the two readings of a late one."""
    said = objections.of(case.of.account)
    if said is None:
        return "unknown"
    if not isinstance(said, date):
        return "none"
    if case.of.start is not None and midnight(said) < case.of.start - case.of.start % 86400:
        return "covered"
    created = case.item.created
    return "covered" if created is not None and created >= midnight(said + timedelta(days=1)) else "disputed"


def doubtful_objection(said: date | str | None, policy: Policy) -> bool:
    """Whether it is disputed that an objection still counts: made before April 2025, where that round was held."""
    return isinstance(said, date) and said < FIRST_COUNTED_OBJECTION and policy.id in ("eu", "ch")


def parse_objections(options: Iterable[str], accounts: list[Account], today: date) -> Objections:
    """`[ACCOUNT=]DATE|never`, repeated. Raises UsageError for what is no past day, or an account that is not there."""
    default: date | str | None = None
    by_account: dict[str, date | str] = {}
    names = {account.name.casefold(): account.name for account in accounts}
    for option in options:
        account, _, when = option.rpartition("=")
        try:
            said: date | str = NEVER if when.strip().casefold() == NEVER else date.fromisoformat(when.strip())
        except ValueError:
            raise UsageError(f"--objected-on {option}: write a date such as 2025-05-20, or never.") from None
        if isinstance(said, date) and said > today:
            raise UsageError(f"--objected-on {option}: that day lies in the future.")
        if not account:
            default = said
        elif account.strip().casefold() in names:
            by_account[account.strip().casefold()] = said
        else:
            known = ", ".join(sorted(filter(None, names.values()))) or "none is named"
            raise UsageError(f"--objected-on {option}: no archive is of an account of that name ({known}).")
    return Objections(default, by_account)
