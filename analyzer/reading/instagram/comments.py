"""Comments under posts, reels and stories. Whose post it was is all that the archive tells of the place.

The labels stayed English in some languages and not in others; where they are not known, order and shape decide.
"""

from __future__ import annotations

import re
from typing import Any

from analyzer.model import ExportFacts, Item, Media, Skipped
from analyzer.reading.fields import as_dict, as_list, seconds, text, words
from analyzer.reading.instagram.captioned import captioned, unique
from analyzer.reading.instagram.entries import entries, truth, value_under, written_time
from analyzer.reading.labels.label_values import Entry, walk
from analyzer.reading.media import is_remote
from analyzer.reading.reader import Outcome, records

_HANDLE = re.compile(r"[a-z0-9._]{1,30}")
_OWNERS = ("media_owner", "owner")
_TEXTS = ("comment", "text", "message")


@records("comments_media_comments", "comments_reels_comments", "comments_story_comments")
def comments(record: Any, facts: ExportFacts) -> Outcome | list[Outcome]:
    """All comment files since 2021. The early ones may hold several comments on one owner's post in a record."""
    found = as_dict(record)
    if not found:
        return Skipped("empty")
    rest = entries(found)
    listed = found.get("string_list_data") and entries({"string_list_data": found["string_list_data"]})
    listed = [entry for entry in listed or () if entry.value or entry.time]
    if listed and not found.get("string_map_data") and not found.get("label_values"):
        said = text(found.get("title"))
        made: list[Outcome] = [comment(entry.value, said, entry.time, facts) for entry in listed]
        return made[0] if len(made) == 1 else made
    written, said = _text_and_owner(rest, facts)
    files = unique(captioned(each) for each in as_list(found.get("media_list_data")))
    if not (written or said or files) and not any(entry.time for entry in walk(rest)):
        return Skipped("empty")
    return comment(written, said, _time(rest) or seconds(found.get("timestamp")), facts, files)


def comment(written: str, said: str, created: int | None, facts: ExportFacts, files: list[Media] | None = None) -> Item:
    """A comment on a post of the owner `said`, or of nobody knows whom where that is empty."""
    made = Item("instagram", "comment", created, "none" if created is None else "second", words(written))
    made.media = files or ()
    for medium in made.media:
        medium.key = ""  # a GIF that two comments share does not make them one
    account = facts.accounts.get("instagram")
    own = account.username.casefold() if account else ""
    if own and said.casefold() == own:
        made.mark = "own_post"
    else:  # without the person's own name, the owner may be anyone
        made.venue = "other_profile" if said and own else "unknown"
        made.venue_name = said
    return made


def _text_and_owner(found: list[Entry], facts: ExportFacts) -> tuple[str, str]:
    """By label; what has no known one by its place: the comment stands before the owner."""
    said = value_under(found, *_OWNERS) or _nested_owner(found)
    written = value_under(found, *_TEXTS)
    unknown = [entry for entry in found if not entry.means and _may_be_words(entry.value)]
    if written and said:
        return written, said
    if not written and not said and len(unknown) > 1:
        first, second = unknown[:2]
        swapped = _HANDLE.fullmatch(first.value) and not _HANDLE.fullmatch(second.value)
        written, said = (second.value, first.value) if swapped else (first.value, second.value)
    elif not written and unknown:
        written = unknown[0].value
    elif written and not said:
        unknown = [entry for entry in unknown if _HANDLE.fullmatch(entry.value)]
        said = unknown[0].value if unknown else ""
    facts.unknown_labels |= {entry.unknown for entry in unknown[:2] if entry.unknown}
    return written, said


def _nested_owner(found: list[Entry]) -> str:
    """The username inside an entry `Owner` of the newer dialect."""
    inner = [each for entry in found if entry.means in _OWNERS for each in walk(entry.inner)]
    handles = (entry.value for entry in inner if _HANDLE.fullmatch(entry.value))
    return value_under(inner, "username") or next(handles, "")


def _may_be_words(value: str) -> bool:
    return bool(value.strip()) and truth(value) is None and not is_remote(value) and written_time(value) is None


def _time(found: list[Entry]) -> int | None:
    timed = sorted((entry for entry in walk(found) if entry.time), key=lambda entry: entry.means != "time")
    return timed[0].time if timed else None
