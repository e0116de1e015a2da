"""What the archive tells about the account over time: privacy switches, logins, sign-up, country, requests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from analyzer.model import DownloadRequest, ExportFacts, Switch
from analyzer.reading.fields import as_dict, first, seconds, text
from analyzer.reading.instagram.entries import entries, records, times, under, value_under, written_time
from analyzer.reading.labels import meaning
from analyzer.reading.labels.label_values import walk
from analyzer.reading.reader import UNREADABLE
from analyzer.reading.reader import facts as reads_facts

_COUNTRY_CODE = re.compile(r"[A-Z]{2}")
_HANDLE = re.compile(r"[a-z0-9._]{1,30}")
_SWITCHES = ("switched_to_public", "switched_to_private")


@reads_facts
def privacy_history(document: Any, facts: ExportFacts) -> None:
    """The log of privacy switches. One entry that cannot be dated makes the whole history uncertain."""
    account = facts.account("instagram")
    account.seen = True
    uncertain, account.history_unreadable = account.history_unreadable, True  # also if the whole file is unreadable
    for _, record in under(document, "account_history_account_privacy_history"):
        try:
            account.switches.append(_switch(as_dict(record)))
        except UNREADABLE:
            uncertain = True
    account.history_unreadable = uncertain


@reads_facts
def changes(document: Any, facts: ExportFacts) -> None:
    """`profile_changes.json`: what was changed, before, after, when, in this order in all exports seen.

    Only pairs that have the form of user names are kept. Whether one is a change of name, its end tells: it leads to
    the name of today (see `AccountFacts.former`).
    """
    for record in records(document, "profile_profile_change"):
        told = [entry for entry in entries(record) if entry.value]
        before = value_under(told, "previous_value") or (told[1].value if len(told) == 3 else "")
        after = value_under(told, "new_value") or (told[2].value if len(told) == 3 else "")
        if told and meaning(told[0].value) in ("", "username") and all(map(_HANDLE.fullmatch, (before, after))):
            facts.account("instagram").renamed.append((before, after))


@reads_facts
def accesses(document: Any, facts: ExportFacts) -> None:
    """Logins, logouts, password changes: how far back the export reaches. Early ones are dated in their titles."""
    account = facts.account("instagram")
    for found in records(document, "account_history_login_history"):
        titled = written_time(text(found.get("title")))
        account.accesses += [*times(found), *([titled] if titled is not None else [])]


@reads_facts
def signup(document: Any, facts: ExportFacts) -> None:
    """When the account was registered: the earliest time given."""
    account = facts.account("instagram")
    account.seen = True
    found = [time for record in records(document, "account_history_registration_info") for time in times(record)]
    account.registered = min([*found, *([account.registered] if account.registered else [])], default=None)


@reads_facts
def professional(document: Any, facts: ExportFacts) -> None:
    """Everybody has the record of professional information; a personal account's is empty."""
    for record in records(document, "profile_business"):
        facts.account("instagram").professional |= _says_something(record)


@reads_facts
def based_in(document: Any, facts: ExportFacts) -> None:
    """The country where Instagram thinks that the person lives. A city alone does not tell one."""
    for record in records(document, "inferred_data_primary_location"):
        found = [*walk(entries(record))]
        city = value_under(found, "city_name") or next((e.value for e in found if not e.means and "," in e.value), "")
        country = first(value_under(found, "country").strip(), city.rpartition(",")[2].strip() if "," in city else "")
        if country:
            facts.places.append(("instagram", country))


@reads_facts
def first_country(document: Any, facts: ExportFacts) -> None:
    """The country code of `instagram_profile_information.json`, told by its shape in all languages."""
    for record in records(document, "profile_account_insights"):
        found = [*walk(entries(record))]
        codes = [value_under(found, "first_country_code"), *(entry.value for entry in found if not entry.means)]
        code = next((code for code in codes if _COUNTRY_CODE.fullmatch(code.strip())), "")
        if code:
            facts.places.append(("instagram", code.strip()))


@reads_facts
def requests(document: Any, facts: ExportFacts) -> None:
    """Which copies the person asked for, and of which time: a copy of one year proves nothing about earlier ones.

    In the older dialect the time of the request stands among the labels, alone where no range was asked for.
    """
    for record in records(document, "download_requests"):
        found = [*walk(entries(record))]
        made = seconds(record.get("timestamp"))
        if made is None:
            timed = [entry for entry in found if entry.time]
            own = next((entry for entry in timed if entry.means in ("time", "creation_time")), None)
            if own is None and len(timed) == 1 and not any(e.means or written_time(e.value) for e in found):
                own = timed[0]
            made, found = (own.time if own else None), [entry for entry in found if entry is not own]
        ends = {e.means: e.time or written_time(e.value) for e in found if e.means in ("start_date", "end_date")}
        dates = [time for entry in found for time in (entry.time, written_time(entry.value)) if time]
        dates = [time for time in ends.values() if time] if len(ends) == 2 else dates
        start = min(dates) if len(dates) > 1 else None
        facts.requests.append(DownloadRequest(made, start, max(dates, default=None)))


def _switch(record: Mapping[str, Any]) -> Switch:
    """One switch; its only time is that of the switch. Raises ValueError where there is none, or more than one."""
    labelled = entries(record)
    found = {entry.time for entry in walk(labelled) if entry.means == "time" and entry.time} or set(times(record))
    if len(found) != 1:
        raise ValueError("a switch of privacy without its time")
    told = next((entry.value for entry in walk(labelled) if meaning(entry.value) in _SWITCHES), "")
    return Switch(found.pop(), first(told, text(record.get("title"))))


def _says_something(record: Mapping[str, Any]) -> bool:
    """Whether a record has labelled values; in the older dialect each label that stands there was filled in."""
    newer = walk(entries({**record, "string_map_data": None}))
    told = any(entry.value or entry.values or entry.href or entry.time or entry.media for entry in newer)
    return told or bool(as_dict(record.get("string_map_data")))
