"""Stories: the media record itself, or wrapped like a post. Stories for close friends are not marked."""

from __future__ import annotations

from typing import Any

from analyzer.model import ExportFacts
from analyzer.reading.instagram.captioned import item
from analyzer.reading.reader import Outcome, records


@records("ig_stories")
def stories(record: Any, facts: ExportFacts) -> Outcome:
    """`stories.json`. Meta has lost the file of some: these are stories without media."""
    return item(record, facts, "story")
