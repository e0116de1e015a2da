"""The sentences at the head of a page: who it was made for, when, and which time was asked for."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from analyzer.reading.labels import languages


def told(notes: tuple[str, ...]) -> tuple[str, str, str, str]:
    """`(made on, name, start, end)` as printed, each "" where no sentence is known that tells it."""
    made = name = start = end = ""
    for note in notes:
        line = " ".join(unicodedata.normalize("NFC", note).split())
        for part in _patterns("requested"):
            found = part.search(line)
            if found:
                start, end = start or found["start"].strip(" ."), end or found["end"].strip(" .")
                line = line[: found.start()].rstrip(" /|·")
        for part in _patterns("generated"):
            found = part.search(line)
            if found and not made:
                made, name = found["date"].strip(" ."), found["name"].strip()
    return made, name, start, end


@cache
def _patterns(section: str) -> list[re.Pattern[str]]:
    """The sentences of all language files: `{name}`, `{date}`, `{start}` and `{end}` stand for what is told."""
    found = []
    for language in languages().values():
        for form in language.get("pages", {}).get(section, ()):
            pieces = re.split(r"\{(\w+)\}", " ".join(unicodedata.normalize("NFC", form["text"]).split()))
            for at, piece in enumerate(pieces):
                pieces[at] = f"(?P<{piece}>.{{1,200}}?)" if at % 2 else re.escape(piece)
            found.append(re.compile("".join(pieces) + r"\.?$", re.IGNORECASE))
    return found
