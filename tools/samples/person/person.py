"""The three invented people. Nothing in here belongs to anybody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from tools.samples.facebook.things import FRIENDS, GROUPS, facebook_things, page_things
from tools.samples.instagram.things import instagram_things
from tools.samples.model import Account, Language, Person, Platform, utc

_NAMES: dict[Language, tuple[str, str, str, str]] = {  # first, last, name before marriage, username
    "en": ("Alex", "Doe", "Alex Poe", "alex.doe"),
    "de": ("Jörg", "Größler", "", "joerg.groessler"),
    "fr": ("Zoé", "Lefèvre", "Zoé Le Goff", "zoe.lefevre"),
}
_HOMES: dict[Language, tuple[str, str, str]] = {
    "en": ("Utrecht", "NL", "Europe/Amsterdam"),
    "de": ("Köln", "DE", "Europe/Berlin"),
    "fr": ("Rennes", "FR", "Europe/Paris"),
}
_BIRTHDAYS: dict[Language, date] = {"en": date(1996, 5, 9), "de": date(1995, 11, 30), "fr": date(1996, 2, 29)}
_PRIVATE: dict[Language, bool] = {"en": False, "de": True, "fr": True}
_SWITCHES: dict[Language, tuple[tuple[int, bool], ...]] = {
    "en": ((utc("2021-06-01 10:00:00"), True), (utc("2022-03-01 18:30:00"), False)),
    "de": ((utc("2020-02-01 21:15:00"), True),),
    "fr": ((utc("2025-11-03 07:45:00"), True),),
}
_THREADS_PRIVATE: dict[Language, bool | None] = {"en": False, "de": True, "fr": None}
_LOGINS = tuple(utc(when) for when in ("2024-12-01 07:00:00", "2025-05-01 20:00:00", "2026-03-01 06:30:00"))


def person(language: Language) -> Person:
    """The person whose archives are in `language`, with all accounts and everything they made."""
    first, last, previous, username = _NAMES[language]
    city, country, zone = _HOMES[language]
    accounts: dict[Platform, Account] = {
        "facebook": Account(
            "facebook", f"{username}.5", utc("2009-05-20 19:00:00"), accesses=_LOGINS
        ),
        "instagram": Account(
            "instagram", username, utc("2012-07-01 08:00:00"), _PRIVATE[language], _SWITCHES[language],
            accesses=_LOGINS,
        ),
        "threads": Account("threads", username, utc("2023-07-06 08:00:00"), _THREADS_PRIVATE[language]),
    }  # fmt: skip
    return Person(
        language=language, first_name=first, last_name=last, birthday=_BIRTHDAYS[language], woman=language != "de",
        friend=FRIENDS[language], city=city, country=country, zone=zone, accounts=accounts, previous_name=previous,
        groups=(GROUPS[language],), things=(*facebook_things(language), *instagram_things(language)),
    )  # fmt: skip


def with_account(someone: Person, platform: Platform, **facts: Any) -> Person:
    """The same person with other facts about one account, such as `private=True, switches=()`.

    What is expected of the things was set for the account as it is: the caller has to know better.
    """
    account = replace(someone.accounts[platform], **facts)
    return replace(someone, accounts={**someone.accounts, platform: account})


def page(language: Language) -> Person:
    """The Page that the same person runs: its own export has no birthday and a root of its own."""
    owner = person(language)
    name = {"en": "Harbour Walks", "de": "Hafengänge Köln", "fr": "Balades du port, Rennes et été"}[language]
    account = Account("facebook", "harbour.walks", utc("2015-01-02 03:04:05"))
    return replace(
        owner, first_name=name, last_name="", birthday=None, previous_name="", is_page=True,
        accounts={"facebook": account}, things=tuple(page_things(language)),
    )  # fmt: skip
