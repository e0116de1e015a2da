"""The media of a card as JSON has them: path, name of the album, caption, what is known about the photo."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Any

from analyzer.reading.facebook.pages.lines import is_change, split
from analyzer.reading.fields import number
from analyzer.reading.html.card import Card, CardMedia, Row
from analyzer.reading.html.context import PageContext
from analyzer.reading.instagram.pages.rows import walk
from analyzer.reading.labels import album as album_kind
from analyzer.reading.labels import fold, meaning

_FOLDER_END = re.compile(r"_[0-9A-Za-z]*$")
_KNOWN = {
    "latitude": "latitude",
    "longitude": "longitude",
    "camera_make": "camera_make",
    "camera_model": "camera_model",
}


def media_records(card: Card, context: PageContext, album: str = "") -> list[dict[str, Any]]:
    """One record for each medium of the card itself, in order."""
    return _records(card.media, card, context, album)


def all_media(card: Card, context: PageContext) -> list[dict[str, Any]]:
    """Those in the rows of its table too, for records that have no entries."""
    in_rows = [medium for row in walk(card.table) for medium in row.media]
    return _records([*card.media, *in_rows], card, context)


def _records(media: list[CardMedia], card: Card, context: PageContext, album: str = "") -> list[dict[str, Any]]:
    shared = Counter(text for medium in media for text in set(medium.texts))
    often = {text for text, times in shared.items() if times > 1}
    return [media_record(medium, card, context, album, often) for medium in media]


def media_record(
    medium: CardMedia, card: Card, context: PageContext, album: str = "", often: set[str] | frozenset[str] = frozenset()
) -> dict[str, Any]:
    """A medium as JSON has it. Of the texts below it the name of the album comes first, the caption last.

    A lone text is the name of the album where the page, the folder or the list of known names says so, or where it
    stands below several media (`often`); else it is a caption.
    """
    texts, created = [], None
    for text in medium.texts:
        if meaning(split(text)[0]) == "group":
            break  # from here on it is what others wrote under the photo
        moment = context.time(text) if len(text) < 60 else None
        if moment is not None:
            created = created or moment
        elif not is_change(text, card.date_text, context):
            texts.append(text)
    known = {fold(name) for name in (album, *context.facts.albums) if name}
    title = next((text for text in texts[:1] if _is_album(text, medium.path, known)), "")
    if title or (len(texts) == 1 and texts[0] in often):
        title, texts = texts[0], texts[1:]
    record: dict[str, Any] = {"uri": medium.path, "title": title, "description": texts[0] if texts else ""}
    if created is not None:
        record["creation_timestamp"] = created
    kind = "video_metadata" if medium.tag == "video" else "photo_metadata"
    return {**record, "media_metadata": {kind: {"exif_data": [_exif(medium.rows, context)]}}}


def _exif(rows: list[Row], context: PageContext) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for row in rows:
        known = meaning(row.label)
        if known in _KNOWN and row.value:
            found.setdefault(_KNOWN[known], row.value)
        elif known == "taken":
            found.setdefault("taken_timestamp", number(row.value) or context.time(row.value))
        for inner in _exif(row.inner, context).items():
            found.setdefault(*inner)
    return found


def _is_album(text: str, path: str, albums: set[str]) -> bool:
    """Whether a text below a medium is the name of its album and not a caption."""
    if album_kind(text) or fold(text) in albums:
        return True
    folder = path.replace("\\", "/").split("/")[-2:-1]
    name = _FOLDER_END.sub("", folder[0]) if folder else ""
    return bool(name) and fold(name) in (_letters(text, "ignore"), _letters(text, "drop"))


def _letters(text: str, accents: str) -> str:
    """`text` as Facebook makes a folder of it: ASCII letters and digits; accented ones lose the accent, or vanish."""
    composed = unicodedata.normalize("NFKD" if accents == "ignore" else "NFC", text)
    return fold("".join(letter for letter in composed if letter.isascii() and letter.isalnum()))
