"""Rows of a card as entries of the `label_values` dialect, with printed times as JSON has them.

A page prints times as words, so which value is a time is told by a known label, else by its place: times stand last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from analyzer.reading.html.card import Card, CardMedia, Row
from analyzer.reading.html.context import PageContext
from analyzer.reading.instagram.entries import truth
from analyzer.reading.labels import meaning

_TIMES = {"time", "start_date", "end_date", "creation_time", "onboarding_time", "change_date", "last_login"}
#: What labels of the time of a post mean.
MADE = ("creation_time", "time")
_NUMBERS = re.compile(r"\d+")
_DECIMAL = re.compile(r"[-+]?\d{1,3}\.\d+")
_ISO = re.compile(r"\d{8}T\d{6}(\.\d+)?Z?|\d{4}-\d{2}-\d{2}T\S+")
_TAGGED = re.compile(r"@?([A-Za-z0-9._]{1,30}) \([^()]*,\s*-?\d+(?:\.\d+)?,\s*-?\d+(?:\.\d+)?\)")


def walk(rows: Iterable[Row]) -> Iterator[Row]:
    """All rows, outer before inner."""
    for row in rows:
        yield row
        yield from walk(row.inner)


def plain(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Entries as they are printed, where neither times nor files are asked for."""
    return [{**_entry(row, plain(row.inner)), "media": []} for row in rows]


def with_times(rows: Iterable[Row], context: PageContext) -> list[dict[str, Any]]:
    """Entries as `plain` gives them, with the times of those whose label is known to be that of the making."""
    made = []
    for row in rows:
        made.append({**_entry(row, with_times(row.inner, context)), "media": []})
        if meaning(row.label) in MADE:
            _set_time(made[-1], context, note=True)
    return made


def timed(rows: list[Row], context: PageContext, *, last_only: bool = False) -> list[dict[str, Any]]:
    """Entries whose times are seconds. `last_only`: a person's own words stand here and may look like a time, so
    without a known label only the last that can be one is.
    """
    made = [_entry(row, timed(row.inner, context, last_only=last_only)) for row in rows]
    means = [meaning(row.label) for row in rows]
    known = [place for place, each in enumerate(means) if each in _TIMES]
    for place in known:
        _set_time(made[place], context, note=means[place] == "time")
    if last_only and any("timestamp_value" in made[place] for place in known):
        return made
    for place in reversed(range(len(rows))):
        if not means[place] and _set_time(made[place], context) and last_only:
            break
    return made


def looks_like_a_date(text: str) -> bool:
    """Whether a line has numbers as a date with a clock has them, in whatever language."""
    return len(text) <= 60 and len(_NUMBERS.findall(text)) >= 4


def files(card: Card) -> list[CardMedia]:
    """All files of a card, those inside rows and below other files too, each once."""
    found = [*_below(card.media), *_in_rows(card.rows())]
    return list({medium.path: medium for medium in reversed(found)}.values())[::-1]


def _below(media: Iterable[CardMedia]) -> Iterator[CardMedia]:
    """Files, each before those that stand in the rows below it, as the members of a carousel may."""
    for medium in media:
        yield medium
        yield from _in_rows(medium.rows)


def _in_rows(rows: Iterable[Row]) -> Iterator[CardMedia]:
    for row in walk(rows):
        yield from _below(row.media)


def paired(texts: list[str]) -> tuple[list[Row], list[str]]:
    """Rows that stand as two lines without a table, told by the label or the shape of the value; and the rest."""
    rows: list[Row] = []
    rest: list[str] = []
    may_be_label = False  # whether the last of the rest may be the label of what follows
    lines = iter(texts)
    for line in lines:
        if is_detail(line):
            rows.append(Row(rest.pop() if may_be_label else "", line, values=[line]))
            may_be_label = False
        elif meaning(line) in DETAILS and (value := next(lines, "")):
            rows.append(Row(line, value, values=[value]))
            may_be_label = False
        else:
            rest.append(line)
            may_be_label = "\n" not in line
    return rows, rest


#: What labels of details of a file or a post mean: never a text that a person wrote.
DETAILS = {"technical", "latitude", "longitude", "tagged_users", "coauthor", "device_id", "is_reply"}
DETAILS |= {"is_profile_photo"}


def is_detail(value: str) -> bool:
    """Whether a value is a flag, a coordinate, a time of a camera or a tag: the same in all languages."""
    value = value.strip()
    return truth(value) is not None or any(shape.fullmatch(value) for shape in (_DECIMAL, _ISO, _TAGGED))


def is_decimal(value: str) -> bool:
    """Whether a value is a number as coordinates are printed."""
    return bool(_DECIMAL.fullmatch(value.strip()))


def camera_time(rows: Iterable[Row]) -> str:
    """The first value that is a time as cameras write it."""
    return next((row.value.strip() for row in rows if _ISO.fullmatch(row.value.strip())), "")


def tagged(line: str) -> str:
    """The name in a line `name (Tagged, 0.51, 0.20)`, else ""."""
    found = _TAGGED.fullmatch(line.strip())
    return found[1] if found else ""


def _entry(row: Row, inner: list[dict[str, Any]]) -> dict[str, Any]:
    media = [{"uri": medium.path} for medium in row.media]
    label = "label" if row.marked else "title"
    return {label: row.label, "value": row.value, "href": row.href, "media": media, "dict": inner}


def _set_time(entry: dict[str, Any], context: PageContext, *, note: bool = False) -> bool:
    """Turn a printed value into seconds; `note` one that should be a date and cannot be read."""
    found = context.time(entry["value"])
    if found is not None:
        entry["timestamp_value"], entry["value"] = found, ""
    elif note and entry["value"]:
        context.unread_dates.append(entry["value"])
    return found is not None
