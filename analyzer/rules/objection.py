"""When the person objected, and what that means for an item. docs/rules.md, "Objection"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from analyzer.errors import UsageError
from analyzer.items.accounts import Account
from analyzer.model import ObjectionState
from analyzer.rules.case import Case
from analyzer.rules.policy import Policy, midnight
from analyzer.rules.rule import Rules

NEVER = "never"


@dataclass(frozen=True, slots=True)
class Objections:
    """When the person objected: for all accounts, and for single ones. A day, `NEVER`, or None (not said)."""

    default: date | str | None = None
    by_account: Mapping[str, date | str] | None = None

    def of(self, account: Account) -> date | str | None:
        """The objection for one account."""
        return (self.by_account or {}).get(account.name.casefold(), self.default)


@dataclass(frozen=True, slots=True)
class Objected:
    """One item, and what was said of an objection of its account."""

    case: Case
    said: date | str | None


OBJECTION: Rules[Objected, ObjectionState] = Rules("objection")


@OBJECTION.rule(source="you")
def not_said(objected: Objected) -> ObjectionState | None:
    """You have not said whether you objected."""
    return "unknown" if objected.said is None else None


@OBJECTION.rule(source="you")
def never_objected(objected: Objected) -> ObjectionState | None:
    """You have not objected."""
    return "none" if not isinstance(objected.said, date) else None


@OBJECTION.rule(source="objection")
def objected_before_training(objected: Objected) -> ObjectionState | None:
    """You objected before training began."""
    start = objected.case.of.start
    if not isinstance(objected.said, date) or start is None:
        return None
    return "covered" if midnight(objected.said) < start - start % 86400 else None


@OBJECTION.rule(source="objection")
def newer_than_the_objection(objected: Objected) -> ObjectionState | None:
    """It is newer than your objection."""
    created = objected.case.item.created
    if not isinstance(objected.said, date) or created is None:
        return None
    return "covered" if created >= midnight(objected.said + timedelta(days=1)) else None


@OBJECTION.rule(source="disputed")
def older_than_the_objection(objected: Objected) -> ObjectionState | None:
    """It is older than your objection or of the same day, or has no time: whether a late objection reaches it is
    disputed."""
    return "disputed"


def doubtful_objection(said: date | str | None, policy: Policy) -> bool:
    """Whether it is disputed that an objection still counts: one of an earlier round, where the policy knows of one."""
    return isinstance(said, date) and policy.objections_count_from is not None and said < policy.objections_count_from


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
            raise UsageError(
                "--objected-on {option}: write a date such as 2025-05-20, or never.", option=option
            ) from None
        if isinstance(said, date) and said > today:
            raise UsageError("--objected-on {option}: that day lies in the future.", option=option)
        if not account:
            default = said
        elif account.strip().casefold() in names:
            by_account[account.strip().casefold()] = said
        else:
            raise UsageError("--objected-on {option}: no archive is of an account of that name.", option=option)
    return Objections(default, by_account)
