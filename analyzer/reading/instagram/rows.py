"""Files whose row tells what their records are: media with captions, in either dialect, of Instagram and Threads.

What stands or stood in the feed is of this form: posts, reels, IGTV, stories, and posts archived or kept beside drafts.
The archive records no audience of any of them, in no year and no format.
"""

from __future__ import annotations

from typing import Any, cast

from analyzer.archive.layout import Shape
from analyzer.model import ExportFacts, Item, Kind, Mark, Platform, State, Venue
from analyzer.reading.instagram.captioned import item
from analyzer.reading.reader import Outcome, Reader, records


def reader_of(shape: Shape) -> Reader:
    """The reader of a row."""
    kind, state, mark = cast(Kind, shape.kind), cast(State, shape.state), cast(Mark, shape.mark)
    platform = cast(Platform, shape.platform)

    def read(record: Any, facts: ExportFacts) -> Outcome:
        outcome = item(record, facts, kind, state, mark, platform)
        if isinstance(outcome, Item):
            outcome.venue = cast(Venue, shape.venue) or outcome.venue
        return outcome

    return records(*shape.keys)(read)
