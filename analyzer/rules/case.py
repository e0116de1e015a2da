"""One item together with everything that its tests depend on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analyzer.items.accounts import Account, MadeOn
from analyzer.model import AccountFacts, AdultBasis, Finding, Item, Observation, Venue
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
    maybe_early: bool  # only a day before which it cannot have been made is known, and that lies before training
    history: PrivacyHistory
    birthday: date | None
    birthday_given: bool
    since: int | None  # the earliest sign that the account exists: registration or a first post
    is_adult: Finding = "unknown"
    is_adult_basis: AdultBasis = "not_recorded"
    age_on: date | None = None  # the day on which age is tested
    age_exact: bool = False  # whether that is the day of the export, and not a day before it
    today: date = date.max
    persons: tuple[AccountCase, ...] = ()  # of a Page: the person's own accounts, each by its newest export
    country: str = ""  # ISO code, where the archive tells one
    language: str = ""  # of the archive, where it tells one
    unchanged_since: date | None = None  # since when the person has neither hidden nor opened older posts, as they say
    page_is: str = ""  # what the person said of a Page's own export: "page", "profile" or ""
    majority: int | None = None  # when the account holder came or comes of age, by the birthday
    grown_up: int | None = None  # from when on, without a birthday, whoever had the account was of age


@dataclass(slots=True)
class Case:
    """One item to be judged."""

    item: Item
    id: str
    of: AccountCase
    seen: tuple[Observation, ...] = ()  # evidence of it, in order of day
    home: str = ""  # of a timeline sentence that tells no place, as is said: "own_profile", "elsewhere" or ""

    @property
    def venue(self) -> Venue:
        """Where it stands: as the archive shows, else as the person or evidence says of its sentence."""
        if self.item.venue != "unknown" or not self.home:
            return self.item.venue
        return "own_profile" if self.home == "own_profile" else "other_profile"

    @property
    def since(self) -> int | None:
        """From when on it matters who could see the item: the start of training, or its creation, if later."""
        if self.of.start is None:
            return self.item.created
        return max(self.of.start, self.item.created) if self.item.created is not None else self.of.start

    @property
    def by_account(self) -> bool:
        """Whether the account's privacy as a whole says who could see the item."""
        item = self.item
        if item.platform == "threads":
            return item.kind in ("post", "comment")
        if item.platform != "instagram":
            return False
        return item.kind in ("post", "reel", "video", "bio", "profile_photo", "story") or self.on_own_post

    @property
    def on_own_post(self) -> bool:
        """Whether it is a comment on a post of the same account, outside groups."""
        return self.item.kind == "comment" and self.item.mark == "own_post" and self.item.venue != "group"

    @property
    def private_throughout(self) -> bool:
        """Whether the account is shown to have been private for all of the time that matters."""
        early = self.of.early or self.of.maybe_early
        if self.item.platform != "instagram" or early or self.of.start is None or self.since is None:
            return False
        return self.of.history.private_now is True and self.of.history.public_since(self.since) is False
