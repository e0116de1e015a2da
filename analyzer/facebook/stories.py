"""Stories: `archived_stories.json`."""

from __future__ import annotations

from typing import Any

from analyzer.facebook.posts import item_of
from analyzer.reading import Outcome, records
from analyzer.records import ExportFacts, Skipped


@records("archived_stories_v2", "archived_stories")
def archived(record: Any, facts: ExportFacts) -> Outcome:
    """A story that has run out. Its title is a notice that Facebook made, not the person's words."""
    return item_of(record, facts, "story") or Skipped("empty")
