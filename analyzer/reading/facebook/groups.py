"""Groups: posts and comments in them, and posts that wait for approval. No file tells whether a group is public."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analyzer.model import ExportFacts, Item, Skipped
from analyzer.reading.facebook.classic import blank, data
from analyzer.reading.facebook.comments import comment_of
from analyzer.reading.facebook.labelled import target, value_of
from analyzer.reading.facebook.posts import item_of
from analyzer.reading.facebook.titles import by_owner, destination, owner_names
from analyzer.reading.fields import as_dict
from analyzer.reading.labels.label_values import entries, walk
from analyzer.reading.reader import Outcome, records


@records("group_posts_v2", "group_posts", "activity_log_data")
def posts_and_comments(record: Any, facts: ExportFacts) -> Outcome:
    """`group_posts_and_comments.json`; until 2021 comments stood among the posts. Only the title names the group."""
    found = as_dict(record)
    if blank(found):
        return Skipped("empty")
    if any("comment" in entry for entry in data(found)) or _says_comment(found):
        outcome = comment_of(found, facts, in_group=True)
        if isinstance(outcome, Item) and not outcome.venue_name:
            outcome.venue_name = _group(outcome.title, facts)
        return outcome
    item = item_of(found, facts, "post")
    if item is None:
        return Skipped("empty")
    if foreign := _of_someone_else(item, facts):
        return Skipped(foreign)
    item.venue, item.venue_name = "group", _group(item.title, facts) or _named(found)
    return item


def _named(record: Mapping[str, Any]) -> str:
    """The name of the group that an entry has."""
    venue, name = target(record)
    return name if venue == "group" else ""


def _says_comment(record: Mapping[str, Any]) -> bool:
    """Whether a record of labels has words under that of a comment and none under that of a post."""
    every = list(walk(entries(record)))
    return bool(value_of(every, "comment")) and not value_of(every, "message")


def _group(title: str, facts: ExportFacts) -> str:
    venue, name = destination(title, owner_names(facts))
    return name if venue == "group" else ""


def _of_someone_else(item: Item, facts: ExportFacts) -> str:
    """Why a record such as "Sam Roe was added to Chess." is left out: nothing of the person's in it, not even the name.

    Where the archive does not tell that name, a bare sentence is the person's only if it is known to tell of a post.
    """
    if not item.title or item.text or item.media or item.url:
        return ""
    owners = owner_names(facts)
    if not owners:
        return "" if destination(item.title, owners)[0] == "group" else "author_not_known"
    own = by_owner(item.title, owners) or any(name in item.title for name in owners)
    return "" if own else "someone_else"


@records("pending_posts_v2", "pending_posts")
def pending(record: Any, facts: ExportFacts) -> Outcome:
    """`your_pending_posts_in_groups.json`: not published until somebody approves them."""
    item = item_of(record, facts, "post", "pending")
    if item is None:
        return Skipped("empty")
    item.venue, item.venue_name = "group", _group(item.title, facts) or _named(as_dict(record))
    return item
