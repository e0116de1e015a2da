"""Notes, a product that Facebook closed in 2020: `notes.json`."""

from __future__ import annotations

from typing import Any

from analyzer.model import ExportFacts, Item, Skipped
from analyzer.reading.facebook.attachments import lines
from analyzer.reading.facebook.classic import blank, caption, set_created, set_media
from analyzer.reading.fields import as_dict, as_list, first, names, seconds
from analyzer.reading.media import media
from analyzer.reading.reader import Outcome, records


@records("notes_v2", "notes")
def notes(record: Any, facts: ExportFacts) -> Outcome:
    """`{"title", "text", "created_timestamp", "cover_photo", "media", "tags"}`. The cover belongs to the note."""
    found = as_dict(record)
    if blank(found):
        return Skipped("empty")
    pictures = [media(each) for each in (*as_list(found.get("media")), found.get("cover_photo"))]
    attached = [medium for medium in pictures if medium]
    written = first(lines(found.get("title"), found.get("text")), caption(attached))
    item = Item("facebook", "note", text=written, people=names(found.get("tags")))
    set_created(item, seconds(found.get("created_timestamp")))
    set_media(item, attached)
    return item
