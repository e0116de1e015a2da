"""Stories: the media record itself, or wrapped like a post. Stories for close friends are not marked."""

from __future__ import annotations

from typing import Any

from analyzer.model import ExportFacts, Item
from analyzer.reading.instagram.captioned import item
from analyzer.reading.reader import Outcome, records


@records("ig_stories")
def stories(record: Any, facts: ExportFacts) -> Outcome:
    """`stories.json`. A story is its medium: a record that names none has lost it."""
    found = item(record, facts, "story")
    if isinstance(found, Item) and not found.media:
        raise ValueError("a story without its file")
    return found
