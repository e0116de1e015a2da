"""Posts, reels, stories and Threads posts: media whose caption stands in their `title`.

Every list of the person's own media has this record, as `{"media": [...]}` or as one bare medium; the `label_values`
dialect of 2026 puts the same media records below entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from analyzer.model import ExportFacts, Item, Kind, Mark, Media, Platform, Skipped, State
from analyzer.reading.fields import as_dict, as_list, coordinates, first, says_nothing, seconds, words
from analyzer.reading.instagram.entries import entries, truth, value_under, written_time
from analyzer.reading.labels.label_values import Entry, walk
from analyzer.reading.media import is_remote, media
from analyzer.reading.reader import Outcome

#: How the app marks a figure cut out of a photo, in every language; it is kept beside reels, and nobody posted it.
STICKER = "cutout_sticker"
_WORDS = ("caption", "text", "message", "title")


def captioned(record: Any) -> Media | None:
    """One medium with its caption, or None where it names no file."""
    found = media(record)
    if found is not None:
        found.caption = words(as_dict(record).get("title"))
    return found


def item(
    record: Any,
    facts: ExportFacts,
    kind: Kind,
    state: State = "published",
    mark: Mark = "",
    platform: Platform = "instagram",
) -> Outcome:
    """The item that a record of either dialect describes."""
    post = as_dict(record)
    if not post:
        return Skipped("empty")
    labelled = entries(post)
    if labelled and any(entry.value.strip() == STICKER and entry.means not in _WORDS for entry in walk(labelled)):
        return Skipped("not_posted")
    parts = _parts(post, labelled)
    files = unique(filter(None, map(captioned, parts)))
    found = Item(platform, kind, state=state, mark=mark, media=files)
    found.text = _words(post, labelled, parts)
    own = seconds(post.get("creation_timestamp")) or seconds(post.get("timestamp"))
    found.created = own or _earliest(parts) or _told_time(labelled)
    found.created_basis = "none" if found.created is None else "second"
    if labelled and not found.text:
        facts.unknown_labels |= {entry.unknown for entry in _unknown_words(labelled) if entry.unknown}
    if not files and not found.text and _says_nothing(post, labelled, parts, found.created):
        return Skipped("empty")
    _add_place(found, labelled)
    if labelled and state == "published" and kind != "story":
        _add_state(found, labelled, facts)
    return found


def unique(files: Iterable[Media | None]) -> list[Media]:
    """Each path once, in order."""
    listed = [each for each in files if each]
    if len(listed) < 2:
        return listed
    return list({medium.path: medium for medium in reversed(listed)}.values())[::-1]


def _parts(post: Mapping[str, Any], labelled: list[Entry]) -> list[Mapping[str, Any]]:
    """The media records: beside the text, the record itself, or anywhere below entries (a carousel is a chain)."""
    if "uri" in post:
        return [post]
    below = [each for entry in walk(labelled) for each in entry.media]
    return [as_dict(each) for each in [*as_list(post.get("media")), *below]]


def _words(post: Mapping[str, Any], labelled: list[Entry], parts: list[Mapping[str, Any]]) -> str:
    """A post's own words, else the first caption that has any."""
    heading = "" if "string_map_data" in post else words(post.get("title"))  # of such a table it is Meta's
    captions = [heading, *[words(each.get("title")) for each in parts]]
    if not labelled:
        return first(*captions)
    own = value_under(labelled, *_WORDS)
    return first(words(own), words(value_under([*walk(labelled)], "caption", "text")), *captions)


def _earliest(parts: list[Mapping[str, Any]]) -> int | None:
    found = (seconds(each.get("creation_timestamp")) for each in parts)
    return min((each for each in found if each is not None), default=None)


def _told_time(labelled: list[Entry]) -> int | None:
    """When it was made, for a record whose time stands under a label alone."""
    return next((each.time for each in walk(labelled) if each.time and each.means in ("creation_time", "time")), None)


def _says_nothing(
    post: Mapping[str, Any], labelled: list[Entry], parts: list[Mapping[str, Any]], created: int | None
) -> bool:
    """Whether a record without words and files is none: nothing stands in it, or coordinates and flags alone.

    One that names a file which is lost (`"uri": ""`) is an item if it has a time; one that says something under a
    label or key that nobody knows is no empty one.
    """
    if not labelled:
        return created is None and says_nothing(post)
    lost = any("uri" in each for each in parts) or any(entry.means == "media" for entry in labelled)
    return not (lost and created is not None) and not _unknown_words(labelled)


def _unknown_words(labelled: list[Entry]) -> list[Entry]:
    """What may be the person's words in a record of which no label is known; where some are, the others say nothing."""
    every = [*walk(labelled)]
    return [] if any(entry.means for entry in every) else [entry for entry in every if _may_be_words(entry)]


def _may_be_words(entry: Entry) -> bool:
    """Whether a person may have written what stands under a label: no flag, no number, no time, no address."""
    return any(
        any(map(str.isalpha, value)) and truth(value) is None and not is_remote(value) and written_time(value) is None
        for value in (entry.value, *entry.values)
    )


def _add_place(found: Item, labelled: list[Entry]) -> None:
    """The entries' coordinates, else those of the first medium that has any."""
    places: list[tuple[float | None, float | None]] = []
    if labelled:
        latitude, longitude = (value_under([*walk(labelled)], means) for means in ("latitude", "longitude"))
        places.append(coordinates(latitude, longitude))
    places += [(each.latitude, each.longitude) for each in found.media]
    for place in places:
        if place[0] is not None:
            found.latitude, found.longitude = place
            return


def _add_state(found: Item, labelled: list[Entry], facts: ExportFacts) -> None:
    """Drafts and published posts stand in one file since 2026, told apart by labelled flags alone."""
    flags = [entry for entry in walk(labelled) if truth(entry.value) is not None]
    known = {entry.means: truth(entry.value) for entry in reversed(flags) if entry.means in ("draft", "published")}
    unknown = [entry for entry in flags if not entry.means]
    if known.get("draft"):
        found.state = "draft"
    elif known.get("draft") is False:
        found.state = "published" if known.get("published", True) else "archived"
    elif not known.get("published") and (_flagged(labelled) or unknown):
        found.mark = found.mark or "may_be_draft"
        facts.unknown_labels |= {entry.unknown for entry in unknown if entry.unknown}


def _flagged(labelled: list[Entry]) -> bool:
    """Whether a flag stands here, even if its value is not one that we can read."""
    return any(entry.means in ("draft", "published") and entry.value for entry in walk(labelled))
