"""Photos and videos outside posts: albums, uncategorised photos, the list of videos.

Most of them also stand in a post; the engine joins those. `title` is the name of the album, never a caption.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from analyzer.model import ExportFacts, Item, Kind, Skipped
from analyzer.reading.facebook.classic import blank, set_created, set_media
from analyzer.reading.fields import as_dict, as_list, text
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
def photos(record: Any, facts: ExportFacts) -> Outcome:
    """`your_uncategorized_photos.json`: photos of comments and listings too."""
    return _bare(record)


@records("videos_v2", "videos")
def videos(record: Any, facts: ExportFacts) -> Outcome:
    """`your_videos.json`."""
    return _bare(record, "video")
