"""Posts: the timeline and the files beside it for archived, trashed, other people's places, check-ins and reels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analyzer.model import ExportFacts, Item, Kind, Skipped, State
from analyzer.reading.facebook.classic import blank, classic
from analyzer.reading.facebook.labelled import labelled, target
from analyzer.reading.facebook.sentences import form
from analyzer.reading.facebook.titles import destination, owner_names
from analyzer.reading.fields import as_dict
from analyzer.reading.reader import Outcome, records


def item_of(record: Any, facts: ExportFacts, kind: Kind, state: State = "published") -> Item | None:
    """The item in a record of either dialect, its venue not yet told; None where the record is empty."""
    found = as_dict(record)
    if blank(found):
        return None
    return labelled(found, facts, kind, state) if "label_values" in found else classic(found, kind, state=state)


def post(record: Any, facts: ExportFacts, kind: Kind = "post", state: State = "published") -> Outcome:
    """What stands on the own timeline, unless the sentence over it tells of another place."""
    item = item_of(record, facts, kind, state)
    if item is None:
        return Skipped("empty")
    owners = owner_names(facts)
    item.venue, item.venue_name = destination(item.title, owners, tagged=bool(item.people))
    if not item.title or item.venue == "unknown":
        _by_entry(item, as_dict(record), owners)
    if item.venue == "unknown":
        item.sentence = form(item.title, owners, tuple(item.people))
    return item


def _by_entry(item: Item, record: Mapping[str, Any], owners: tuple[str, ...]) -> None:
    """The place of a record that has an entry for a group or a Page, as the newer ones may."""
    venue, name = target(record) if "label_values" in record else ("unknown", "")
    if venue in ("group", "page") and name not in owners:
        item.venue, item.venue_name = venue, name


@records("posts_on_other_pages_and_profiles_v2", "posts_on_other_pages_and_profiles")
def elsewhere(record: Any, facts: ExportFacts) -> Outcome:
    """`posts_on_other_pages_and_profiles.json`: the venue is unknown unless the record says what the place is."""
    item = item_of(record, facts, "post")
    if item is None:
        return Skipped("empty")
    item.mark = "others_post"
    venue, name = destination(item.title, owner_names(facts))
    item.venue, item.venue_name = ("unknown", "") if venue == "own_profile" else (venue, name)
    if item.venue == "unknown":
        item.venue, item.venue_name = target(as_dict(record))
    return item


@records("check_ins_v2", "check_ins")
def check_ins(record: Any, facts: ExportFacts) -> Outcome:
    """`check-ins.json`: all of them also stand in the timeline, where they have no link of their own."""
    outcome = post(record, facts)
    if isinstance(outcome, Item):
        outcome.check_in = True
    return outcome
