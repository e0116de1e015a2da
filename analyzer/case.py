"""One item together with everything that its tests depend on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analyzer import countries
from analyzer.accounts import Account, MadeOn
from analyzer.collect import Collection
from analyzer.policy import Policy, midnight
from analyzer.privacy_history import PrivacyHistory, privacy_history
from analyzer.records import AccountFacts, Item, Switch


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


def account_case(
    collection: Collection, account: Account, export: int, policy: Policy, made: MadeOn, first_post: int | None
) -> AccountCase:
    """What an export (and, for what it lacks, the account's other exports) tells about an account."""
    facts = account.facts.get(export) or account.facts[account.exports[0]]
    registered = account.fact(export, "registered")
    registered = registered if isinstance(registered, int) else None
    start = midnight(policy.training_start) if policy.training_start else registered
    early = bool(policy.training_start and made.day and made.day < policy.training_start)
    history = _history(collection, account, export, made, start)
    birthday = account.fact(export, "birthday")
    since = min((moment for moment in (registered, first_post) if moment is not None), default=None)
    read = collection.exports[export]
    found = AccountCase(
        account, facts, policy, made, start, early, history,
        birthday if isinstance(birthday, date) else None, False, since,
    )  # fmt: skip
    found.country = next((code for _, place in read.facts.places if (code := countries.code(place))), "")
    found.language = read.language
    return found


def _history(collection: Collection, account: Account, export: int, made: MadeOn, start: int | None) -> PrivacyHistory:
    """The account's privacy up to the making of an export.

    The state is that of the export, the switches those of all exports. Those after an older export lead from its
    state to today's: if they do not, the log contradicts itself; if they do, it shows the time before them too.
    """
    facts = [account.facts[index] for index in account.exports]
    switches = [switch for each in facts for switch in each.switches]
    source = next((i for i in (export, *account.exports) if account.facts[i].private is not None), export)
    private, unreadable = account.facts[source].private, any(each.history_unreadable for each in facts)
    later: list[Switch] = []
    if source not in account.newest and made.day:
        end = midnight(made.day) + 86400
        later = [switch for switch in switches if switch.at >= end]
        newest = next((each.private for each in facts if each.private is not None), None)
        unreadable |= private != (newest if len({switch.at for switch in later}) % 2 == 0 else not newest)
        switches = [switch for switch in switches if switch.at < end]
    reaches = start is not None and reaches_back(collection, source, account.facts[source], start)
    return privacy_history(private, switches, unreadable, not switches and (reaches or bool(later)))


def reaches_back(collection: Collection, export: int, facts: AccountFacts, start: int) -> bool:
    """Whether an export is shown to cover the time from `start`: by the range asked for, or an access that old.

    Sign-up details and an empty log of switches prove nothing.
    """
    requests = collection.exports[export].facts.requests
    newest = max((request.made or 0 for request in requests), default=0)
    own = [request.start for request in requests if request.made is None or request.made > newest - 86400]
    if any(begin is not None and begin <= start for begin in own):
        return True
    return any(access <= start for access in facts.accesses)
