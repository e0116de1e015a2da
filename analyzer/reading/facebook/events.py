"""Events that the person made: `your_events.json`, `events_you_hosted.json`."""

from __future__ import annotations

from typing import Any

from analyzer.model import ExportFacts, Item, Skipped
from analyzer.reading.facebook.attachments import lines, place
from analyzer.reading.facebook.classic import blank, set_created, set_place
from analyzer.reading.facebook.labelled import labelled, value_of
from analyzer.reading.fields import as_dict, first, seconds, words
from analyzer.reading.labels.label_values import entries
from analyzer.reading.reader import Outcome, records


def _event(record: Any, facts: ExportFacts) -> Outcome:
    """An event, by its own keys or by labels. When it takes place is not when it was made."""
    found = as_dict(record)
    if blank(found):
        return Skipped("empty")
    outer = entries(found)
    name = first(words(found.get("name")), words(found.get("title")), value_of(outer, "name", "title", "event"))
    if "label_values" in found:
        item = labelled(found, facts, "event")
        item.text = lines(name, first(value_of(outer, "description"), value_of(outer, "message")))
    else:
        item = Item("facebook", "event", text=lines(name, found.get("description")))
        set_created(item, seconds(found.get("create_timestamp")))
        set_place(item, place(found.get("place")))
    item.venue, item.venue_name = "event", name.strip()
    return item


@records("your_events_v2", "your_events")
def created(record: Any, facts: ExportFacts) -> Outcome:
    """`your_events.json`."""
    return _event(record, facts)


@records("events_you_hosted_v2", "events_you_hosted")
def hosted(record: Any, facts: ExportFacts) -> Outcome:
    """`events_you_hosted.json`. Its labels were not seen; the record's title is the name of the event."""
    return _event(record, facts)
