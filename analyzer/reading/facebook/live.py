"""Live videos: `live_videos.json`."""

from __future__ import annotations

from typing import Any

from analyzer.model import ExportFacts, Item, Skipped
from analyzer.reading.facebook.classic import blank, set_created, set_media
from analyzer.reading.facebook.posts import item_of
from analyzer.reading.fields import as_dict, first, seconds, words
from analyzer.reading.media import media
from analyzer.reading.reader import Outcome, records


@records("live_videos_v2", "live_videos")
def videos(record: Any, facts: ExportFacts) -> Outcome:
    """`{"timestamp", "uri", "title", "description", "message"}`; here the title is the person's own."""
    found = as_dict(record)
    if blank(found):
        return Skipped("empty")
    if "label_values" in found or "attachments" in found:
        return item_of(found, facts, "live_video") or Skipped("empty")
    item = Item("facebook", "live_video")
    item.text = first(words(found.get("message")), words(found.get("description")), words(found.get("title")))
    set_created(item, seconds(found.get("timestamp")) or seconds(found.get("creation_timestamp")))
    medium = media(found)
    if medium:
        set_media(item, [medium])
    return item
