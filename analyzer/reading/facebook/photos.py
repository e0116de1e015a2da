"""Photos and videos outside posts: albums, uncategorised photos, the list of videos.

Most of them also stand in a post; the engine joins those. `title` is the name of the album, never a caption.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from analyzer.model import ExportFacts, Item, Kind, Media, Skipped
from analyzer.reading.facebook.classic import blank, set_created, set_media
from analyzer.reading.facebook.labelled import labelled
from analyzer.reading.fields import as_dict, as_list, first, text
from analyzer.reading.labels import album as album_kind
from analyzer.reading.media import media
from analyzer.reading.reader import Outcome, document, records


def _bare(record: Any, kind: Kind | None = None, *, otherwise: Kind = "photo") -> Outcome:
    """One medium as an item: of `kind`, else of its own type, else `otherwise`."""
    found = as_dict(record)
    if blank(found):
        return Skipped("empty")
    medium = media(found)
    if medium is None:
        raise ValueError("a medium without a file")
    own: dict[str, Kind] = {"photo": "photo", "video": "video"}
    item = Item("facebook", kind or own.get(medium.type, otherwise), text=medium.caption, bare_media=True)
    set_created(item, medium.created)
    set_media(item, [medium])
    return item


def _listed(record: Any, facts: ExportFacts, kind: Kind | None = None) -> Outcome | list[Outcome]:
    """A record of a list of photos or videos: the medium itself, or entries with labels around one or several."""
    found = as_dict(record)
    if "label_values" not in found:
        return _bare(found, kind)
    told = labelled(found, facts, kind or "photo")
    if not told.media:
        raise ValueError("a medium without a file")
    items: list[Outcome] = [_one_of(told, medium, kind) for medium in told.media]
    return items[0] if len(items) == 1 else items


def _one_of(told: Item, medium: Media, kind: Kind | None) -> Item:
    """A medium of a labelled record as an item of its own; what the labels say holds for the only one."""
    alone = len(told.media) == 1
    item = Item("facebook", kind or ("video" if medium.type == "video" else "photo"), bare_media=True)
    item.text = first(medium.caption, told.text if alone else "")
    set_created(item, told.created if medium.created is None else medium.created)
    set_media(item, [medium])
    if alone:
        item.place, item.people, item.permalink = told.place, told.people, told.permalink
        if told.latitude is not None:
            item.latitude, item.longitude = told.latitude, told.longitude
    return item


@document
def album(found: Any, facts: ExportFacts) -> Iterator[tuple[str, Callable[[], Outcome]]]:
    """`album/N.json`. Only the name tells which albums hold profile and cover photos; `cover_photo` is no item."""
    for before, each in (
        [("", found)] if isinstance(found, dict) else [(f"/{n}", e) for n, e in enumerate(as_list(found))]
    ):
        name = text(as_dict(each).get("name"))
        made_by_facebook = album_kind(name)
        if made_by_facebook:
            facts.labels.add(name)
        kind = _KINDS.get(made_by_facebook)
        for number, photo in enumerate(as_list(as_dict(each).get("photos"))):
            yield f"{before}/photos/{number}", _maker(photo, kind)


_KINDS: dict[str, Kind] = {"profile_photo": "profile_photo", "cover_photo": "cover_photo"}


def _maker(photo: Any, kind: Kind | None) -> Callable[[], Outcome]:
    return lambda: _bare(photo, kind)


@records("other_photos_v2", "other_photos", "photos_v2", "photos")
def photos(record: Any, facts: ExportFacts) -> Outcome | list[Outcome]:
    """`your_uncategorized_photos.json`: photos of comments and listings too."""
    return _listed(record, facts)


@records("videos_v2", "videos")
def videos(record: Any, facts: ExportFacts) -> Outcome | list[Outcome]:
    """`your_videos.json`."""
    return _listed(record, facts, "video")
