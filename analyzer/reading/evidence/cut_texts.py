"""Where a page shows only a part of a text: an ellipsis at the end, with or without "See more" in any language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from analyzer.reading.evidence import bounds
from analyzer.reading.evidence.fact_tables import table
from analyzer.reading.evidence.model import PageText

_ELLIPSIS = re.compile(r"…|\.{3,}")


@cache
def labels() -> frozenset[str]:
    """What stands behind a cut text, in small letters."""
    return frozenset(word.casefold() for row in table("see_more")["label"] for word in row["words"])


@cache
def _label_at_end() -> re.Pattern[str]:
    several = (label for label in labels() if " " in label)  # "more" alone ends many a sentence
    words = "|".join(sorted(map(re.escape, several), key=len, reverse=True))
    return re.compile(rf"(?i) (?:{words})$")


def cut_marks(texts: Sequence[PageText], starts: Sequence[int]) -> frozenset[int]:
    """The positions, in the texts joined by blanks, at which a text is cut.

    An ellipsis counts with at most a short label behind it. Without one, a known label in the next piece tells it, or
    one of several words at the end of the same piece.
    """
    found = set()
    for number, (piece, start) in enumerate(zip(texts, starts, strict=True)):
        tail = max(0, len(piece.text) - bounds.CUT_LABEL - 1)
        marks = list(_ELLIPSIS.finditer(piece.text, tail))
        if marks:
            found.add(start + marks[-1].start())
        label = _label_at_end().search(piece.text, tail)
        if label:
            found.add(start + label.start())
        if number + 1 < len(texts) and texts[number + 1].text.casefold() in labels():
            found.add(start + len(piece.text))
    return frozenset(found)
