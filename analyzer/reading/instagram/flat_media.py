"""`media.json` of 2018 to 2020. A carousel is several records outside `direct` with one caption and time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from analyzer.model import ExportFacts, Item, Kind, Media, Skipped, TimeBasis
from analyzer.reading.fields import as_dict, first, iso_time, text, words
from analyzer.reading.instagram.captioned import unique
from analyzer.reading.instagram.entries import escape, truth
from analyzer.reading.media import media as read_medium
from analyzer.reading.reader import Outcome, document

Records = Iterator[tuple[str, Callable[[], Outcome]]]

_KINDS: dict[str, Kind] = {"photos": "post", "videos": "post", "stories": "story", "profile": "profile_photo"}
_PRECEDENCE: tuple[Kind, ...] = ("profile_photo", "story", "post")


@document
def media(document: Any, facts: ExportFacts) -> Records:
    """All sections of `media.json`."""
    found = list(sections(document))
    groups: dict[tuple[str, str], list[tuple[str, Mapping[str, Any]]]] = {}
    for _, section, record in found:
        if group := _group(section, record):
            groups.setdefault(group, []).append((section, record))
    photos = [record for _, section, record in found if section == "profile"]
    for pointer, section, record in found:
        members = groups.get(_group(section, record) or ("", ""), [(section, record)])
        kinds = [_KINDS[name] for name, _ in members if name in _KINDS]
        parts = [part for _, part in members] if members[0][1] is record else [record]
        only = len(photos) == 1 and section == "profile"
        yield pointer, partial(_item, section, parts, min(kinds, key=_PRECEDENCE.index, default=None), only)


def sections(document: Any) -> Iterator[tuple[str, str, Any]]:
    """`(pointer, section, record)` of each record. A file without data is a list of one sentence, in no section."""
    if isinstance(document, list):
        yield from ((f"/{number}", "", record) for number, record in enumerate(document))
        return
    for section, records in as_dict(document).items():
        start = f"/{escape(section)}"
        if isinstance(records, list):
            yield from ((f"{start}/{number}", section, record) for number, record in enumerate(records))
        elif records is not None:
            yield start, section, records


def taken_at(value: Any) -> tuple[int | None, TimeBasis]:
    """A time and how certain it is: the exports of 2018 gave no zone."""
    written = text(value).strip()
    found = iso_time(written)
    if found is None:
        return None, "none"
    clock = written.replace(" ", "T").partition("T")[2]
    zone = clock.endswith(("Z", "z")) or "+" in clock or "-" in clock
    time = clock.rstrip("Zz").partition("+")[0].partition("-")[0]
    return found, "zone_assumed" if not zone else "second" if time.count(":") == 2 else "minute"


def _group(section: str, record: Any) -> tuple[str, str] | None:
    """What the records of one carousel share; None for a record without a time."""
    if section not in _KINDS or not isinstance(record, dict):
        return None
    caption, taken = record.get("caption") or "", record.get("taken_at")
    return (caption, taken) if isinstance(caption, str) and isinstance(taken, str) and taken else None


def _medium(record: Mapping[str, Any]) -> Media | None:
    found = read_medium({"uri": record.get("path")})
    if found is not None:
        found.created, _ = taken_at(record.get("taken_at"))
        found.caption = words(record.get("caption"))
    return found


def _item(section: str, parts: list[Any], kind: Kind | None, only_photo: bool) -> Outcome:
    """The item of a record: of the first of a group all, of the others their own medium, by which they join it."""
    if isinstance(parts[0], str):
        return Skipped("empty")  # the sentence that stands where nothing else does
    found = as_dict(parts[0])
    if not found:
        return Skipped("empty")
    if section == "direct":
        return Skipped("private_message")
    if kind is None:
        raise ValueError("a section that nobody has seen")
    created, basis = taken_at(found.get("taken_at"))
    item = Item("instagram", kind, created, basis, words(found.get("caption")))
    item.media = unique(_medium(part) for part in parts)
    item.place = first(*(text(part.get("location")) for part in parts))
    if only_photo or any(truth(str(part.get("is_active_profile"))) for part in parts):
        item.mark = "current"
    if kind == "profile_photo" and not item.media:
        raise ValueError("a profile photo without its file")
    return item
