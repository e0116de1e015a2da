"""What stands or stood in the feed: posts, reels, IGTV, and the same archived, deleted or kept as drafts.

The archive records no audience of any of them, in no year and no format.
"""

from __future__ import annotations

from typing import Any

from analyzer.model import ExportFacts, Item, Kind, Skipped
from analyzer.reading.fields import as_dict
from analyzer.reading.instagram.captioned import item
from analyzer.reading.reader import Outcome, records

_FOLDERS: dict[str, Kind] = {"stories": "story", "reels": "reel"}


@records()
def posts(record: Any, facts: ExportFacts) -> Outcome:
    """`posts_1.json` and its successors."""
    return item(record, facts, "post")


@records()
def superset(record: Any, facts: ExportFacts) -> Outcome:
    """`media/posts.json` of 2026: what `posts_1.json` has, with archived posts and drafts."""
    return item(record, facts, "post")


@records("ig_archived_post_media")
def archived(record: Any, facts: ExportFacts) -> Outcome:
    """`archived_posts.json`: no longer shown to others; until when they were is not recorded."""
    return item(record, facts, "post", state="archived")


@records("ig_recently_deleted_media")
def deleted(record: Any, facts: ExportFacts) -> Outcome:
    """`recently_deleted_content.json`: what it was is told by the folder of its media alone."""
    found = item(record, facts, "post", state="trashed")
    if isinstance(found, Item):
        folders = [folder for medium in found.media for folder in medium.path.replace("\\", "/").split("/")]
        found.kind = next((_FOLDERS[folder] for folder in folders if folder in _FOLDERS), "post")
    return found


@records("ig_reels_media")
def reels(record: Any, facts: ExportFacts) -> Outcome:
    """`reels.json`."""
    return item(record, facts, "reel")


@records("ig_igtv_media")
def igtv(record: Any, facts: ExportFacts) -> Outcome:
    """`igtv_videos.json`."""
    return item(record, facts, "video")


@records("ig_other_media")
def other(record: Any, facts: ExportFacts) -> Outcome:
    """`other_content.json`: published reels and drafts, unmarked."""
    return item(record, facts, "reel", mark="may_be_draft")


@records("subscriptions_reels")
def subscriber_reels(record: Any, facts: ExportFacts) -> Outcome:
    """`subscriptions/reels.json`: for paying subscribers only. A table of whom one has subscribed to is no reel."""
    if "string_map_data" in as_dict(record) and "media" not in as_dict(record):
        return Skipped("not_posted")
    return item(record, facts, "reel", mark="subscribers")
