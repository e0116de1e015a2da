"""Which line of a Facebook card is the person's own text, and what the other lines are.

Facebook prints what the person wrote, and what it knows beside it, as lines of the same kind. A line is told by
its place first (the text stands directly in its `_2pin`, what is attached deeper), by its form second (a place ends
in coordinates, a time of change in a date of the form of the card's own), by the word before its colon last.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby

from analyzer.reading.facebook.attachments import Place
from analyzer.reading.fields import coordinates
from analyzer.reading.html.card import Block, Card
from analyzer.reading.html.context import PageContext
from analyzer.reading.labels import meaning

_COORDINATES = re.compile(r"\s*(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*")
_LABELLED = re.compile(r"([^:\n：]{1,40}?)\s*[:：]\s*(\S.*)?", re.DOTALL)
_PLACES = ("place", "location")
_LETTERS = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
_MOST_WORDS = 4  # before or after the date in "Updated DATE"
_LONGEST_DATED = 120


@dataclass(slots=True)
class Told:
    """The lines of a card by what they are."""

    words: str = ""  # the person's own
    fallback: str = (
        ""  # what is attached and alone: words on a page of one kind, else mostly the name of what is shared
    )
    place: Place = field(default_factory=Place)
    address: str = ""
    people: list[str] = field(default_factory=list)
    group: str = ""
    place_parts: set[int] = field(default_factory=set)


def told(card: Card, context: PageContext) -> Told:
    """Sort the lines of a card."""
    found = Told()
    rest: list[Block] = []
    for block in card.blocks:
        if not block.linked and not _take(block, found, card, context, first=not rest):
            rest.append(block)
    rest = [block for block in rest if not block.part or block.part not in found.place_parts]
    near = [block for block in rest if block.part and block.level <= 1]
    if near or any(block.part for block in rest):
        parts = [[*blocks] for _, blocks in groupby(near, key=lambda block: block.part)]
        found.words = "\n".join(block.text for block in parts[0]) if parts else ""
    else:
        found.words = rest[0].text if rest else ""
    attached = [block for block in rest if block.part and block.level > 1]
    in_part = Counter(block.part for block in attached)
    alone = [block for block in attached if in_part[block.part] == 1]
    found.fallback = next((block.text for block in alone if not _LABELLED.match(block.text)), "")
    return found


def _take(block: Block, found: Told, card: Card, context: PageContext, *, first: bool) -> bool:
    """Note a line that is Facebook's; False for one that may be the person's, as the first near line mostly is."""
    text = block.text
    near = first and block.part > 0 and block.level <= 1
    if is_change(text, card.date_text, context):
        return True
    label, value = split(text)
    kind = meaning(label) if label else ""
    named, _, numbers = text[:-1].rpartition("(")
    at = _COORDINATES.fullmatch(numbers) if text.endswith(")") else None
    if at and label and (kind in _PLACES or not kind):
        name = named.rstrip()[len(label) :].lstrip(" \u00a0\u202f:：").strip()
        if not found.place.name and found.place.latitude is None:
            found.place = Place(name, *coordinates(at[1], at[2]))
    elif near and not found.place_parts:
        return False
    elif kind in _PLACES:
        found.place.name = found.place.name or value
    elif kind == "address":
        found.address = found.address or value
    elif kind == "people":
        found.people += [name.strip() for name in re.split(r"[,;、،\n]", value) if name.strip()]
        return True
    elif kind == "group":
        found.group = found.group or value
        return True
    else:
        return False
    if block.part:
        found.place_parts.add(block.part)
    return True


def split(text: str) -> tuple[str, str]:
    """The word before the colon of a line and what follows it; "" where there is none."""
    found = _LABELLED.fullmatch(text)
    return (found[1].strip(), (found[2] or "").strip()) if found else ("", "")


def is_change(text: str, printed: str, context: PageContext) -> bool:
    """Whether a line is "Updated DATE": a date with a few words before or after it, but not a date alone."""
    if len(text) > _LONGEST_DATED or "\n" in text or not _DIGITS.search(text):
        return False
    words = text.split()
    form = _form(printed)
    form = form if form.count("0") >= 3 else ""
    for count in range(1, min(_MOST_WORDS, len(words) - 1) + 1):
        for extra, dated in ((words[:count], words[count:]), (words[-count:], words[:-count])):
            if _DIGITS.search("".join(extra)):
                continue
            rest = " ".join(dated)
            known = meaning(" ".join(extra).rstrip(":： ")) == "updated"
            if (form and _form(rest) == form) or (known and context.time(rest) is not None):
                return True
    return False


def _form(text: str) -> str:
    """The form of a date: "Jun 26, 2026 9:05:20 am" and "May 02, 2011 8:12:16 pm" have the same."""
    plain = " ".join(text.replace(".", "").split())
    return _DIGITS.sub("0", _LETTERS.sub("a", plain))
