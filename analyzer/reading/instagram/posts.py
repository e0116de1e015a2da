"""What is of the feed and needs more than its row: what was deleted, and what only subscribers see."""

from __future__ import annotations

from typing import Any

from analyzer.model import ExportFacts, Item, Kind, Skipped
from analyzer.reading.fields import as_dict
from analyzer.reading.instagram.captioned import item
from analyzer.reading.reader import Outcome, records

_FOLDERS: dict[str, Kind] = {"stories": "story", "reels": "reel"}


@records("ig_recently_deleted_media")
def deleted(record: Any, facts: ExportFacts) -> Outcome:
    """`recently_deleted_content.json`: what it was is told by the folder of its media alone."""
    found = item(record, facts, "post", state="trashed")
    if isinstance(found, Item):
        folders = [folder for medium in found.media for folder in medium.path.replace("\\", "/").split("/")]
        found.kind = next((_FOLDERS[folder] for folder in folders if folder in _FOLDERS), "post")
    return found


@records("subscriptions_reels")
def subscriber_reels(record: Any, facts: ExportFacts) -> Outcome:
    """`subscriptions/reels.json`: for paying subscribers only. A table of whom one has subscribed to is no reel."""
    if "string_map_data" in as_dict(record) and "media" not in as_dict(record):
        return Skipped("not_posted")
    return item(record, facts, "reel", mark="subscribers")
