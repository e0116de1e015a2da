"""Comments: `comments.json` and `your_comments_in_groups.json`. What they are on, only the title tells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analyzer.model import ExportFacts, Item, Skipped
from analyzer.reading.facebook.classic import blank, classic, data, set_created
from analyzer.reading.facebook.labelled import labelled, target, value_of
from analyzer.reading.facebook.titles import by_owner, commented_on, owner_names, plain
from analyzer.reading.fields import as_dict, first, seconds, text, words
from analyzer.reading.labels import fold
from analyzer.reading.labels.label_values import entries, walk
from analyzer.reading.reader import Outcome, records


def comment_of(record: Any, facts: ExportFacts, *, in_group: bool = False) -> Outcome:
    """The comment in a record, with its venue."""
    found = as_dict(record)
    if blank(found):
        return Skipped("empty")
    if "label_values" in found:
        return _labelled(found, facts, in_group)
    # `comment` is an object, in the files of 2018 a plain string beside the other keys; a removed one has no data.
    told = [entry if isinstance(entry.get("comment"), str) else as_dict(entry.get("comment")) for entry in data(found)]
    item = classic(found, "comment", own_words=first(*[words(each.get("comment")) for each in told]))
    owners = owner_names(facts)
    author = first(*[plain(text(each.get("author"))) for each in told])
    if author and owners and not by_owner(item.title, owners) and fold(author) not in map(fold, owners):
        return Skipped("someone_else")
    if item.created is None:
        set_created(item, next(filter(None, (seconds(each.get("timestamp")) for each in told)), None))
    group = first(*[text(each.get("group")).strip() for each in told])
    _set_venue(item, group, in_group or bool(group), owners)
    return item


def _labelled(found: Mapping[str, Any], facts: ExportFacts, in_group: bool) -> Outcome:
    owners = owner_names(facts)
    author = plain(value_of(list(walk(entries(found))), "author"))
    item = labelled(found, facts, "comment")
    if author and owners and not by_owner(item.title, owners) and fold(author) not in map(fold, owners):
        return Skipped("someone_else")
    venue, name = target(found)
    _set_venue(item, name if venue == "group" else "", in_group or venue == "group", owners)
    if venue not in ("group", "unknown") and name not in owners:
        item.venue, item.venue_name = venue, name
    return item


def _set_venue(item: Item, group: str, in_group: bool, owners: tuple[str, ...]) -> None:
    own, owner = commented_on(item.title, owners)
    if in_group:
        item.venue, item.venue_name = "group", group
    elif own:
        item.venue, item.mark = "own_profile", "own_post"
    else:
        item.venue, item.venue_name = "unknown", owner


@records("comments_v2", "comments")
def comments(record: Any, facts: ExportFacts) -> Outcome:
    """`comments.json`: neither the post nor a link to it is recorded."""
    return comment_of(record, facts)


@records("group_comments_v2", "group_comments")
def group_comments(record: Any, facts: ExportFacts) -> Outcome:
    """`your_comments_in_groups.json`."""
    return comment_of(record, facts, in_group=True)
