"""Who the account belongs to, out of `profile_user` and Threads' twin, in whatever language the labels are.

Labels are localised, and some languages' are not known. But the entries keep one order in all exports seen: e-mail,
phone, phone confirmed, confirmation method, username, name, bio, gender, date of birth, private account. So the
known label is asked first, then the position; where both speak and disagree, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from analyzer.model import AccountFacts, ExportFacts
from analyzer.reading.fields import as_dict, iso_date, text
from analyzer.reading.instagram.entries import truth
from analyzer.reading.labels import meaning
from analyzer.reading.labels.label_values import Entry, walk

_HANDLE = re.compile(r"[a-z0-9._]{1,30}")


@dataclass(frozen=True, slots=True)
class Owner:
    """The entries that tell who somebody is, each None where there is none or none is certain."""

    username: Entry | None
    name: Entry | None
    bio: Entry | None
    birthday: Entry | None
    private: Entry | None


def owner(found: list[Entry], phone_first: bool = True) -> Owner:
    """Pick the entries; `phone_first`: the first flag is Phone Confirmed, as on Instagram (Threads has other flags)."""
    birthday = _labelled(found, "date_of_birth") or next((entry for entry in found if _unknown_day(entry)), None)
    day = found.index(birthday) if birthday else None
    username = _labelled(found, "username") or _handle(found[:day], day is not None)
    between = found[found.index(username) + 1 : day] if username and day is not None else []
    name, bio = between[:2] if len(between) == 2 + phone_first else (None, None)  # gender: on Instagram only
    return Owner(
        username,
        _labelled(found, "name") or _unlabelled(name),
        _labelled(found, "bio") or _unlabelled(bio),
        birthday,
        _private(found, day, phone_first),
    )


def fill(account: AccountFacts, found: Owner, facts: ExportFacts) -> None:
    """Put what an `Owner` tells into the facts of an account, and the labels that were not known beside it."""
    account.seen = True
    account.username = account.username or (found.username.value.strip() if found.username else "")
    account.full_name = account.full_name or (found.name.value.strip() if found.name else "")
    account.names |= {name for name in (account.username, account.full_name) if name}
    account.birthday = account.birthday or birthday_of(found)
    if account.private is None and found.private:
        account.private = truth(found.private.value)
    for entry in (found.username, found.name, found.bio, found.birthday, found.private):
        if entry and entry.means:
            facts.labels.add(entry.label)
        elif entry and entry.unknown:
            facts.unknown_labels.add(entry.unknown)


def birthday_of(found: Owner) -> date | None:
    """The birth date, if it is written as a date."""
    return iso_date(found.birthday.value.strip()) if found.birthday else None


def photo(record: Mapping[str, Any], labelled: list[Entry]) -> tuple[str, Mapping[str, Any]]:
    """Label and media record of the profile's photo; ("", {}) where it names none."""
    mapped = [(label, as_dict(each)) for label, each in as_dict(record.get("media_map_data")).items()]
    mapped += [(entry.label, as_dict(each)) for entry in walk(labelled) for each in entry.media]
    named = [(label, each) for label, each in mapped if text(each.get("uri"))]
    known = [(label, each) for label, each in named if meaning(label) == "profile_photo"]
    return next(iter(known or named), ("", {}))


def _labelled(found: list[Entry], means: str) -> Entry | None:
    return next((entry for entry in found if entry.means == means and entry.value.strip()), None)


def _unlabelled(entry: Entry | None) -> Entry | None:
    return entry if entry and not entry.means and entry.value.strip() else None


def _unknown_day(entry: Entry) -> bool:
    return not entry.means and iso_date(entry.value.strip()) is not None


def _handle(found: list[Entry], after_phone: bool) -> Entry | None:
    """The first value shaped like a username; the flag before it can be told only where the birth date follows."""
    flags = [position for position, entry in enumerate(found) if truth(entry.value) is not None] if after_phone else []
    for entry in found[flags[0] + 1 if flags else 0 :]:
        value = entry.value.strip()
        if not entry.means and _HANDLE.fullmatch(value) and truth(value) is None and (flags or not value.isdigit()):
            return entry
    return None


def _private(found: list[Entry], day: int | None, phone_first: bool) -> Entry | None:
    labelled = [entry for entry in found if entry.means == "private_account" and truth(entry.value) is not None]
    placed = _placed(found, day, phone_first)
    said = {truth(entry.value) for entry in [*labelled, *([placed] if placed else [])]}
    return (labelled[0] if labelled else placed) if len(said) == 1 else None


def _placed(found: list[Entry], day: int | None, phone_first: bool) -> Entry | None:
    """Private Account by position: the first flag after the birth date, without one the last of exactly two."""
    flags = [(position, entry) for position, entry in enumerate(found) if truth(entry.value) is not None]
    if day is None:
        placed = flags[1][1] if phone_first and len(flags) == 2 else None
    else:
        later = [entry for position, entry in flags if position > day]
        sorted_anew = phone_first and len(later) > 1 and len(later) == len(flags)  # Phone Confirmed is among them
        placed = later[0] if later and not sorted_anew else None
    return placed if placed and placed.means in ("", "private_account") else None
