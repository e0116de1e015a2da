"""Files whose row tells what their records are: the record of posts, reels and stories, in either dialect."""

from __future__ import annotations

from typing import Any, cast

from analyzer.archive.layout import Shape
from analyzer.model import ExportFacts, Item, Kind, Mark, Skipped, State, Venue
from analyzer.reading.facebook.posts import item_of, post
from analyzer.reading.reader import Outcome, Reader, records


def reader_of(shape: Shape) -> Reader:
    """The reader of a row. What of its own timeline stands elsewhere, the sentence over it tells."""
    kind, state = cast(Kind, shape.kind), cast(State, shape.state)

    def read(record: Any, facts: ExportFacts) -> Outcome:
        found = post if shape.timeline else item_of
        outcome = found(record, facts, kind, state) or Skipped("empty")
        if isinstance(outcome, Item):
            outcome.mark = cast(Mark, shape.mark) or outcome.mark
            outcome.venue = cast(Venue, shape.venue) or outcome.venue
        return outcome

    return records(*shape.keys)(read)
