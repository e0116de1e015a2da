"""Which accounts the exports belong to, and when each export was made."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from analyzer.items.collect import Collection, ReadExport
from analyzer.model import AccountFacts, Platform

_FEWEST_SHARED = 3  # files


@dataclass(frozen=True, slots=True)
class MadeOn:
    """The day on which an export was made. `exact` is False where it can only have been then or later."""

    day: date | None
    exact: bool
    source: str  # "name", "request", "newest_record", ""


@dataclass(slots=True)
class Account:
    """One account, over all its exports. `facts` by index of export, newest export first in `exports`."""

    platform: Platform
    name: str
    facts: dict[int, AccountFacts] = field(default_factory=dict)
    exports: list[int] = field(default_factory=list)
    newest: set[int] = field(default_factory=set)  # exports made on the last day of all

    @property
    def is_page(self) -> bool:
        return any(facts.is_page for facts in self.facts.values())

    def fact(self, export: int, name: str) -> object:
        """A fact as the given export tells it, else as the newest one that does."""
        for index in (export, *self.exports):
            if index in self.facts and (found := getattr(self.facts[index], name)) not in (None, "", [], False):
                return found
        return None


def made_on(export: ReadExport) -> MadeOn:
    """When an export was made: by its name, else its recorded request, else its newest record (a lower bound)."""
    if export.export.named_on:
        return MadeOn(export.export.named_on, True, "name")
    made = max((request.made for request in export.facts.requests if request.made), default=None)
    if made and (not export.newest_record or day(made) >= day(export.newest_record)):
        return MadeOn(day(made), True, "request")  # else it asked for an earlier copy than this one
    if export.newest_record:
        return MadeOn(day(export.newest_record), False, "newest_record")
    return MadeOn(None, False, "")


def day(seconds: int) -> date:
    """The UTC day of a time."""
    return datetime.fromtimestamp(seconds, UTC).date()


def link_accounts(collection: Collection, made: list[MadeOn]) -> list[Account]:
    """The accounts in all exports, in order of platform and appearance; gives every record its account."""
    accounts: list[Account] = []
    by_export: dict[tuple[int, str], Account] = {}
    platforms: dict[int, set[Platform]] = {}
    renamed = _Renamed(collection)
    for index, platform in {(item.export, item.platform) for item in collection.records}:
        platforms.setdefault(index, set()).add(platform)
    for index, export in enumerate(collection.exports):
        known = {platform for platform, facts in export.facts.accounts.items() if facts.seen}
        if not known and not platforms.get(index):
            known = {export.platform}  # type: ignore[arg-type]
        for platform in sorted(known | platforms.get(index, set())):
            facts = export.facts.account(platform)
            name = facts.username or facts.full_name or _name_elsewhere(export, platform)
            account = next((a for a in accounts if _is_same(a, facts, platform, name)), None)
            account = account or next((a for a in accounts if renamed.is_same(a, index, platform)), None)
            if account is None:
                account = Account(platform, name)
                accounts.append(account)
            account.facts[index] = facts
            by_export[index, platform] = account
    accounts.sort(key=lambda account: ("facebook", "instagram", "threads").index(account.platform))
    for account in accounts:
        days = {index: made[index].day or date.min for index in account.facts}
        account.exports = sorted(days, key=lambda index: (days[index], -index), reverse=True)
        account.newest = {index for index in days if days[index] == max(days.values())}
        newest = account.facts[account.exports[0]]
        account.name = newest.username or newest.full_name or account.name
    position = {id(account): number for number, account in enumerate(accounts)}
    numbers = {key: position[id(account)] for key, account in by_export.items()}
    for item in collection.records:
        item.account = numbers[item.export, item.platform]
    return accounts


class _Renamed:
    """Tells whether an account is one that had another user name in another export.

    The log of changes leads from one name to the other, or both have the same posts: most files of the one with the
    fewer, by the platform's own number, which no other account's have.
    """

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._keys: dict[tuple[int, str], set[str]] = {}

    def is_same(self, account: Account, export: int, platform: Platform) -> bool:
        """Whether `account` is the one of `export` on `platform`. Facebook's full names tell it already."""
        if platform == "facebook" or account.platform != platform:
            return False
        mine = self._facts(export, platform)
        for other_export in account.facts:
            other = self._facts(other_export, platform)
            if mine.birthday and other.birthday and mine.birthday != other.birthday:
                return False
            if other.username.casefold() in mine.former() or mine.username.casefold() in other.former():
                return True
            first, second = self._media(export, platform), self._media(other_export, platform)
            shared = len(first & second)
            if shared >= _FEWEST_SHARED and 2 * shared > min(len(first), len(second)):
                return True
        return False

    def _facts(self, export: int, platform: Platform) -> AccountFacts:
        """Threads has one name and one birthday with Instagram, by Meta's design."""
        facts = self._collection.exports[export].facts
        return facts.accounts.get("instagram") or facts.account(platform)

    def _media(self, export: int, platform: Platform) -> set[str]:
        if not self._keys:
            for item in self._collection.records:
                self._keys.setdefault((item.export, item.platform), set()).update(
                    medium.key for medium in item.media if medium.key
                )
        return self._keys.get((export, platform), set())


def _name_elsewhere(export: ReadExport, platform: Platform) -> str:
    if platform == "threads" and "instagram" in export.facts.accounts:  # one name for both, by Meta's design
        return export.facts.accounts["instagram"].username or export.export.owner
    return export.export.owner


def _is_same(account: Account, facts: AccountFacts, platform: Platform, name: str) -> bool:
    if account.platform != platform or account.is_page != facts.is_page:
        return False
    for other in account.facts.values():
        if facts.username and other.username:
            if facts.username.casefold() == other.username.casefold():
                return True
        elif facts.full_name and other.full_name and facts.full_name.casefold() == other.full_name.casefold():
            return True
    return bool(name) and account.name.casefold() == name.casefold()
