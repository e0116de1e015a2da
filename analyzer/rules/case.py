"""One item together with everything that its tests depend on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analyzer.items.accounts import Account, MadeOn
from analyzer.model import AccountFacts, Item
from analyzer.rules.policy import Policy
from analyzer.rules.privacy_history import PrivacyHistory


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
    country: str = ""  # ISO code, where the archive tells one
    language: str = ""  # of the archive, where it tells one
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
