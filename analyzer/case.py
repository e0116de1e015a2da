"""One item together with everything that its tests depend on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analyzer.accounts import Account, MadeOn
from analyzer.collect import Collection
from analyzer.policy import Policy, midnight
from analyzer.privacy_history import PrivacyHistory, privacy_history
from analyzer.records import AccountFacts, Item


@dataclass(slots=True)
class AccountCase:
    """One account as one of its exports shows it: what is equal for all its items."""

    account: Account
    facts: AccountFacts
    policy: Policy
    made: MadeOn
    start: int | None  # when training began for this account; None where `row` does not know the registration
    early: bool  # the export was made before training began
    history: PrivacyHistory
    birthday: date | None
    birthday_given: bool
    since: int | None  # the earliest sign that the account exists: registration or a first post
    is_adult: str = "unknown"
    is_adult_basis: str = "not_recorded"
    page_is: str = ""  # what the person said of a Page's own export: "page", "profile" or ""
    majority: int | None = None  # when the account holder came or comes of age, by the birthday
    grown_up: int | None = None  # from when on, without a birthday, whoever had the account was of age


@dataclass(slots=True)
class Case:
    """One item to be judged."""

    item: Item
    id: str
    of: AccountCase

    @property
    def since(self) -> int | None:
        """From when on it matters who could see the item: the start of training, or its creation, if later."""
        if self.of.start is None:
            return self.item.created
        return max(self.of.start, self.item.created) if self.item.created is not None else self.of.start


def account_case(
    collection: Collection, account: Account, export: int, policy: Policy, made: MadeOn, first_post: int | None
) -> AccountCase:
    """What an export (and, for what it lacks, the account's other exports) tells about an account."""
    facts = account.facts.get(export) or account.facts[account.exports[0]]
    registered = account.fact(export, "registered")
    registered = registered if isinstance(registered, int) else None
    start = midnight(policy.training_start) if policy.training_start else registered
    early = bool(policy.training_start and made.day and made.day < policy.training_start)
    holder = facts if facts.private is not None else account.facts[account.exports[0]]
    source = export if facts.private is not None else account.exports[0]
    switches = [switch for other in account.facts.values() for switch in other.switches]
    reaches = start is not None and reaches_back(collection, source, holder, start)
    history = privacy_history(
        holder.private, switches, any(f.history_unreadable for f in account.facts.values()), reaches and not switches
    )
    birthday = account.fact(export, "birthday")
    since = min((moment for moment in (registered, first_post) if moment is not None), default=None)
    return AccountCase(
        account, facts, policy, made, start, early, history,
        birthday if isinstance(birthday, date) else None, False, since,
    )  # fmt: skip


def reaches_back(collection: Collection, export: int, facts: AccountFacts, start: int) -> bool:
    """Whether an export is shown to cover the time from `start`: by the range asked for, or an access that old.

    Sign-up details and an empty log of switches prove nothing.
    """
    requests = [request for request in collection.exports[export].facts.requests if request.start is not None]
    if requests:
        newest = max(requests, key=lambda request: request.made or 0)
        if newest.start is not None and newest.start <= start:
            return True
    return any(access <= start for access in facts.accesses)
