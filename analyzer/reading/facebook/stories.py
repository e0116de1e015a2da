"""Stories: `archived_stories.json`."""

from __future__ import annotations

from typing import Any

from analyzer.model import ExportFacts, Skipped
from analyzer.reading.facebook.posts import item_of
from analyzer.reading.reader import Outcome, records


@records("archived_stories_v2", "archived_stories")
def archived(record: Any, facts: ExportFacts) -> Outcome:
    """A story that has run out. Its title is a notice that Facebook made, not the person's words."""
    return item_of(record, facts, "story") or Skipped("empty")
