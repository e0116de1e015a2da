"""Threads posts and replies. `reply_control` says who may answer, not who can see; reposts are not read."""

from __future__ import annotations

from typing import Any

from analyzer.model import ExportFacts, Item
from analyzer.reading.fields import as_dict, as_list
from analyzer.reading.instagram.captioned import item
from analyzer.reading.instagram.entries import truth
from analyzer.reading.reader import Outcome, records


@records("text_post_app_text_posts")
def posts(record: Any, facts: ExportFacts) -> Outcome:
    """`threads_and_replies.json`. Only newer exports say of a record that it is a reply; others are posts."""
    found = item(record, facts, "post", platform="threads")
    if isinstance(found, Item) and _is_reply(as_dict(record)):
        found.kind = "comment"
    return found


def _is_reply(record: Any) -> bool:
    places = [as_dict(each).get("text_app_post") for each in [record, *as_list(record.get("media"))]]
    return any(truth(str(as_dict(place).get("is_reply"))) for place in places)
