"""Events that the person made: `your_events.json`, `events_you_hosted.json`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analyzer.model import ExportFacts, Item, Skipped
from analyzer.reading.facebook.attachments import lines, place
from analyzer.reading.facebook.classic import blank, set_created, set_place
from analyzer.reading.facebook.labelled import labelled, value_of
from analyzer.reading.fields import as_dict, first, seconds, words
from analyzer.reading.labels.label_values import entries
from analyzer.reading.reader import Outcome, records


def _event(found: Mapping[str, Any]) -> Item:
    """An event by its own keys. When it takes place is not when it was made."""
    name = first(words(found.get("name")), words(found.get("title")))
    item = Item("facebook", "event", venue="event", venue_name=name.strip(), text=lines(name, found.get("description")))
    set_created(item, seconds(found.get("create_timestamp")))
    set_place(item, place(found.get("place")))
    return item


@records("your_events_v2", "your_events")
def created(record: Any, facts: ExportFacts) -> Outcome:
    """`your_events.json`."""
    found = as_dict(record)
    return Skipped("empty") if blank(found) else _event(found)


@records("events_you_hosted_v2", "events_you_hosted")
def hosted(record: Any, facts: ExportFacts) -> Outcome:
    """`events_you_hosted.json`. Its labels were not seen; the record's title is the name of the event."""
    found = as_dict(record)
    if blank(found):
        return Skipped("empty")
    if "label_values" not in found:
        return _event(found)
    item = labelled(found, facts, "event")
    outer = entries(found)
    name = first(words(found.get("title")), value_of(outer, "name"))
    item.venue, item.venue_name = "event", name.strip()
    item.text = lines(name, first(value_of(outer, "description"), value_of(outer, "message")))
    return item
