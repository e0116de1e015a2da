"""Media records: one shape in all JSON exports of Facebook, Instagram and Threads since 2018."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from analyzer.archive.file_kinds import MEDIA_TYPES
from analyzer.model import Media, MediaType
from analyzer.reading.fields import as_dict, as_list, coordinates, iso_time, seconds, text, words

_ID = re.compile(r"\d{10,}")
#: What `_add_exif` reads: without one of these it need not be called, which is half of its calls.
_EXIF = frozenset(("taken_timestamp", "date_time_original", "latitude", "longitude", "camera_make", "camera_model"))


def media_type(path: str, metadata: Mapping[str, Any] | None = None) -> MediaType:
    """What kind of file `path` names: by its extension, else by the metadata that stands with it."""
    name = (urlsplit(path).path if is_remote(path) else path).rpartition("/")[2]
    found = MEDIA_TYPES.get(name.rpartition(".")[2].lower()) if "." in name else None
    if found or not metadata:
        return found or "other"
    return "video" if "video_metadata" in metadata else "photo" if "photo_metadata" in metadata else "other"


def is_remote(path: str) -> bool:
    """Whether `path` is an address on the web and not a file of the archive."""
    return path.startswith(("http://", "https://", "//"))


def media_id(path: str) -> str:
    """The platform's media id: the final run of 10 or more digits in the file name, else ""."""
    return _last_number(urlsplit(path).path if is_remote(path) else path)


def _last_number(path: str) -> str:
    runs = _ID.findall(path.rpartition("/")[2])
    return runs[-1] if runs else ""


def media_key(path: str) -> str:
    """What two records must share to name the same medium; "" for what never joins (stickers, remote files)."""
    if not path or is_remote(path) or "stickers_used/" in path:
        return ""
    return _last_number(path) or path.replace("\\", "/").lower()


def media(record: Any) -> Media | None:
    """A medium out of `{"uri", "creation_timestamp", "media_metadata", "title", "description"}`.

    None where it names no file (text-only Threads posts have `"uri": ""`). `caption` is the description
    (Facebook); Instagram's caption stands in `title`, which on Facebook is the album's name.
    """
    found = as_dict(record)
    path = text(found.get("uri"))
    if not path:
        return None
    metadata = as_dict(found.get("media_metadata"))
    caption, created = words(found.get("description")), seconds(found.get("creation_timestamp"))
    result = Media(path, media_type(path, metadata), caption=caption, created=created, key=media_key(path))
    for kind in ("photo_metadata", "video_metadata") if metadata else ():
        details = as_dict(metadata.get(kind))
        if not details:
            continue
        for exif in as_list(details.get("exif_data")):  # in several pieces; flat in 2018-2020
            _add_exif(result, as_dict(exif))
        if not _EXIF.isdisjoint(details):
            _add_exif(result, details)
    return result


def _add_exif(result: Media, exif: Mapping[str, Any]) -> None:
    if result.taken_at is None:
        result.taken_at = seconds(exif.get("taken_timestamp")) or iso_time(exif.get("date_time_original"))
    if result.latitude is None:
        result.latitude, result.longitude = coordinates(exif.get("latitude"), exif.get("longitude"))
    if not result.device:
        result.device = " ".join(filter(None, (text(exif.get("camera_make")), text(exif.get("camera_model")))))
