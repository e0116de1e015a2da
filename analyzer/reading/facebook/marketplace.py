"""Marketplace: `items_sold.json`, what the person offers or has offered."""

from __future__ import annotations

from typing import Any

from analyzer.model import ExportFacts, Item, Skipped
from analyzer.reading.facebook.attachments import lines, place
from analyzer.reading.facebook.classic import blank, set_created, set_place
from analyzer.reading.facebook.labelled import labelled, value_of
from analyzer.reading.fields import as_dict, seconds
from analyzer.reading.labels.label_values import entries
from analyzer.reading.reader import Outcome, records


@records("items_selling_v2", "items_selling", "items_sold_v2", "items_sold")
def listings(record: Any, facts: ExportFacts) -> Outcome:
    """A listing. Its photos are only found among the uncategorised ones."""
    found = as_dict(record)
    if blank(found):
        return Skipped("empty")
    if "label_values" in found:
        item = labelled(found, facts, "listing")
        outer = entries(found)
        item.text = lines(
            found.get("title") or value_of(outer, "name", "title"), value_of(outer, "description", "message")
        )
    else:
        item = Item("facebook", "listing", text=lines(found.get("title"), found.get("description")))
        set_created(item, seconds(found.get("created_timestamp")))
        set_place(item, place(found.get("location")))
    item.venue = "marketplace"
    return item
