"""The flat archive of 2018 to 2020: one file for all media, one for all comments, one for the profile."""

from __future__ import annotations

from functools import partial
from typing import Any

from analyzer.model import ExportFacts, Item, Skipped
from analyzer.reading.fields import as_dict, iso_time, text, words
from analyzer.reading.instagram.comments import comment
from analyzer.reading.instagram.entries import truth
from analyzer.reading.instagram.flat_media import Records, media, sections, taken_at
from analyzer.reading.reader import Outcome, document
from analyzer.reading.reader import facts as reads_facts

__all__ = ["comments", "facts", "media", "profile"]


@reads_facts
def facts(document: Any, facts: ExportFacts) -> None:
    """`profile.json`: whether the account is private, as a real boolean; no birth date."""
    if isinstance(document, list):  # "You have no data in this section"
        return
    profile, account = as_dict(document), facts.account("instagram")
    account.seen = True
    account.username = account.username or text(profile.get("username")).strip()
    account.full_name = account.full_name or text(profile.get("name")).strip()
    account.names |= {name for name in (account.username, account.full_name) if name}
    if account.private is None:
        account.private = truth(str(profile.get("private_account")))
    account.registered = account.registered or iso_time(profile.get("date_joined"))


@document
def profile(document: Any, facts: ExportFacts) -> Records:
    """The bio of `profile.json`; the photo stands in `media.json`."""
    if isinstance(document, list):
        yield "/0", partial(Skipped, "empty")
    elif words(as_dict(document).get("biography")):
        yield "/biography", partial(Item, "instagram", "bio", text=words(document["biography"]))


@document
def comments(document: Any, facts: ExportFacts) -> Records:
    """`comments.json`: arrays of time, text and the owner of the post."""
    for pointer, _, record in sections(document):
        yield pointer, partial(_comment, record, facts)


def _comment(record: Any, facts: ExportFacts) -> Outcome:
    if not record or isinstance(record, str):
        return Skipped("empty")  # null, or the sentence that stands where nothing else does
    if not isinstance(record, list):
        raise TypeError("a comment is a list of time, text and owner")
    written, owner = (text(record[place]) if len(record) > place else "" for place in (1, 2))
    created, basis = taken_at(record[0])
    made = comment(written, owner, created, facts)
    made.created_basis = basis
    return made
