"""Recommendations of Pages: `pages_and_profiles_you've_recommended.json`."""

from __future__ import annotations

from typing import Any

from analyzer.model import ExportFacts, Skipped
from analyzer.reading.facebook.attachments import web_address
from analyzer.reading.facebook.labelled import value_of
from analyzer.reading.facebook.posts import item_of
from analyzer.reading.fields import as_dict, first, text
from analyzer.reading.labels.label_values import entries
from analyzer.reading.reader import Outcome, records


@records("recommended_pages_v2", "recommended_pages")
def recommended(record: Any, facts: ExportFacts) -> Outcome:
    """`{"name", "timestamp", "url"}`: the Page and its address; what was written about it stands in a post."""
    found = as_dict(record)
    item = item_of(found, facts, "review")
    if item is None:
        return Skipped("empty")
    item.venue = "page"
    item.venue_name = first(text(found.get("name")), value_of(entries(found), "name")).strip()
    item.url = first(web_address(found.get("url")), item.url)
    return item
