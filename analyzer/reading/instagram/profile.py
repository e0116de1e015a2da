"""The account's own page: whose it is, its bio, its photo now and before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from analyzer.model import AccountFacts, ExportFacts, Item, Platform, Skipped
from analyzer.reading.fields import as_dict, words
from analyzer.reading.instagram.captioned import captioned, item
from analyzer.reading.instagram.entries import entries, escape, truth, under
from analyzer.reading.instagram.profile_user import fill, owner, photo
from analyzer.reading.media import media_key
from analyzer.reading.reader import Outcome, document
from analyzer.reading.reader import facts as reads_facts

_ROOT = "profile_user"


@reads_facts
def facts(document: Any, facts: ExportFacts) -> None:
    """`personal_information.json`: name, birth date, whether the account is private, which photo is current."""
    read_facts(document, _ROOT, facts, "instagram")


@document
def items(document: Any, facts: ExportFacts) -> Iterator[tuple[str, Callable[[], Outcome]]]:
    """The bio and the current photo of `personal_information.json`."""
    yield from read_items(document, _ROOT, "instagram")


@document
def photos(document: Any, facts: ExportFacts) -> Iterator[tuple[str, Callable[[], Outcome]]]:
    """`profile_photos.json`: the current photo is flagged, named by the profile, or the only one."""
    found = list(under(document, "ig_profile_picture"))
    named = facts.account("instagram").profile_photo
    only = sum(bool(record) for _, record in found) == 1 and not named  # a named one need not be in this file
    for pointer, record in found:
        yield pointer, partial(_photo, record, facts, only)


def read_facts(document: Any, root: str, facts: ExportFacts, platform: Platform) -> None:
    """Facts out of a profile of either platform."""
    account = facts.account(platform)
    for _, record in under(document, root):
        found = as_dict(record)
        labelled = entries(found)
        fill(account, owner(labelled, platform == "instagram"), facts)
        medium = captioned(photo(found, labelled)[1])
        account.profile_photo = account.profile_photo or (medium.path if medium else "")


def read_items(document: Any, root: str, platform: Platform) -> Iterator[tuple[str, Callable[[], Outcome]]]:
    """Bio and photo out of a profile of either platform."""
    for pointer, record in under(document, root):
        found = as_dict(record)
        labelled = entries(found)
        bio = owner(labelled, platform == "instagram").bio
        label, medium = photo(found, labelled)
        listed = "label_values" in found
        if bio and words(bio.value):
            place = f"label_values/{labelled.index(bio)}" if listed else f"string_map_data/{escape(bio.label)}"
            yield f"{pointer}/{place}", partial(Item, platform, "bio", text=words(bio.value))
        if medium:
            place = f"media_map_data/{escape(label)}" if "media_map_data" in found else "label_values"
            yield f"{pointer}/{place}", partial(_current_photo, medium, platform)


def _current_photo(record: Mapping[str, Any], platform: Platform) -> Outcome:
    medium = captioned(record)
    assert medium is not None  # `photo` gives no other
    made = Item(platform, "profile_photo", medium.created, "none" if medium.created is None else "second")
    made.text, made.media, made.mark = medium.caption, [medium], "current"
    return made


def _photo(record: Any, facts: ExportFacts, only: bool) -> Outcome:
    found = item(record, facts, "profile_photo")
    if isinstance(found, Skipped):
        return found
    if not found.media:
        raise ValueError("a profile photo without its file")
    flag = truth(str(as_dict(record).get("is_profile_picture")))
    found.mark = "current" if flag or only or _is_named(found, facts.accounts.get("instagram")) else ""
    return found


def _is_named(found: Item, account: AccountFacts | None) -> bool:
    """Whether the profile names one of the item's files as its photo."""
    named = media_key(account.profile_photo) if account else ""
    return bool(named) and any(medium.key == named for medium in found.media)
