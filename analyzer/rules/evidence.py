"""What follows from evidence, that is from what Facebook or Instagram showed the person of an item on a day.

docs/rules.md, "What evidence and you say".
"""

from __future__ import annotations

from datetime import date, timedelta

from analyzer.model import SOURCES, Finding, Observation, PublicBasis
from analyzer.rules.case import Case
from analyzer.rules.policy import midnight

FRESH = timedelta(days=30)  # older than that before the export was made, evidence does not tell who can see it now
_OPEN = ("everyone", "account_public")
_NARROW = ("narrower", "account_private")
_NOW: dict[str, Finding] = {**dict.fromkeys(_OPEN, "yes"), **dict.fromkeys(_NARROW, "no")}


def reaching(case: Case, basis: PublicBasis) -> tuple[Observation, ...]:
    """The evidence that says something of an item: of own-profile items, and of Instagram comments on others' posts."""
    if case.item.platform == "instagram" and case.item.kind == "comment" and basis == "others_post":
        return tuple(each for each in case.seen if each.source == "instagram_page")
    if case.venue != "own_profile":
        return ()
    return tuple(each for each in case.seen if each.source != "instagram_page")


def counts(each: Observation, case: Case) -> bool:
    """Whether it was seen since training began, or is of an item that is newer than that."""
    start, created = case.of.start, case.item.created
    if start is None or (created is not None and created >= start):
        return True
    return each.day is not None and midnight(each.day) >= start - start % 86400


def open_to_all(case: Case, seen: tuple[Observation, ...]) -> PublicBasis | None:
    """The surest source that saw it open to everyone in the time that matters, None where none did."""
    found = {each.source for each in seen if each.seen in _OPEN and counts(each, case)}
    return next((source for source in SOURCES if source in found), None)


def narrower(case: Case, seen: tuple[Observation, ...]) -> PublicBasis | None:
    """The surest source that saw it open to some only, in the time that matters."""
    found = {each.source for each in seen if each.seen in _NARROW and counts(each, case)}
    return next((source for source in SOURCES if source in found), None)


def unchanged(case: Case) -> bool:
    """Whether nothing was hidden or opened since the time that matters began, as the person says."""
    said, since = case.of.unchanged_since, case.since
    return said is not None and since is not None and midnight(said) <= since


def now(case: Case, seen: tuple[Observation, ...]) -> Finding:
    """Who can see it when the export was made, by the latest evidence; unknown where that of one day disagrees."""
    day, start = max((each.day or date.min for each in seen), default=date.min), case.of.start
    if day == date.min or (start is not None and midnight(day) < start - start % 86400) or is_old(day, case):
        return "unknown"
    latest = {_NOW.get(each.seen, "unknown") for each in seen if each.day == day}
    return latest.pop() if len(latest) == 1 else "unknown"


def is_old(day: date, case: Case) -> bool:
    """Whether a day lies so long before the export that it does not tell who can see an item now."""
    made = case.of.made.day
    return made is not None and made - day > FRESH
