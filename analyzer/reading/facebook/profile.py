"""The profile: facts about the person that the verdicts rest on, and the bio."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from analyzer.model import ExportFacts, Item
from analyzer.reading.facebook.classic import set_created
from analyzer.reading.fields import as_dict, names, seconds, text, words
from analyzer.reading.reader import Outcome, document
from analyzer.reading.reader import facts as fact_reader

_KEYS = ("profile_v2", "profile")


def _profile(found: Any) -> tuple[str, Mapping[str, Any]]:
    """Where in the file the profile stands, and it."""
    outer = as_dict(found)
    key = next((key for key in _KEYS if key in outer), "")
    return (f"/{key}", as_dict(outer[key])) if key else ("", outer)


@fact_reader
def facts(found: Any, known: ExportFacts) -> None:
    """`profile_information.json`: name, earlier names, user name, birthday, day of registration."""
    _, profile = _profile(found)
    account = known.account("facebook")
    account.seen = True
    account.birthday = _birthday(profile.get("birthday")) or account.birthday
    account.registered = seconds(profile.get("registration_timestamp")) or account.registered
    account.username = text(profile.get("username")).strip() or account.username
    name = profile.get("name")
    account.full_name = text(name.get("full_name") if isinstance(name, dict) else name).strip() or account.full_name
    others = (*names(profile.get("previous_names")), *names(profile.get("other_names")))
    account.names.update(each for each in (account.full_name, *others) if each)


def _birthday(value: Any) -> date | None:
    """A whole date; a birthday without its year proves no age."""
    found = as_dict(value)
    year, month, day = (found.get(part) for part in ("year", "month", "day"))
    if not (isinstance(year, int) and isinstance(month, int) and isinstance(day, int)):
        return None
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


@document
def bio(found: Any, known: ExportFacts) -> Iterator[tuple[str, Callable[[], Outcome]]]:
    """The short text under the name on the profile, if there is one."""
    where, profile = _profile(found)
    value = profile.get("intro_bio")
    told = as_dict(value) if not isinstance(value, str) else {"name": value}
    if words(told.get("name")):
        yield f"{where}/intro_bio", lambda: _bio(told)


def _bio(told: Mapping[str, Any]) -> Item:
    item = Item("facebook", "bio", text=words(told.get("name")))
    set_created(item, seconds(told.get("timestamp")))
    return item
