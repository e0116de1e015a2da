"""Cards as the records that the readers of JSON take: the classic one, and the one of labels and values."""

from __future__ import annotations

import re
from typing import Any

from analyzer.reading.facebook.pages.lines import Told, told
from analyzer.reading.facebook.pages.media import all_media, media_record, media_records
from analyzer.reading.facebook.titles import by_owner, destination, owner_names, tells_of_no_post
from analyzer.reading.html.card import Card, Row
from analyzer.reading.html.context import PageContext
from analyzer.reading.labels import meaning

_ADDRESS = re.compile(r"https?://\S+$", re.MULTILINE)
MESSAGE = "Message"  # a label that the language files know
_MARKS = ("message", "comment", "url", "text")


def one_line(text: str) -> str:
    """A title as JSON has it."""
    return " ".join(text.split())


def post_record(card: Card, context: PageContext, created: int | None, key: str = "post") -> dict[str, Any] | None:
    """The record of a post, comment, reel or story: of labels where it has a table of these, else the classic one."""
    found = told(card, context)
    rows = card.rows()
    if rows and (not found.words or any(meaning(row.label) in _MARKS for row in rows)):
        return labelled_record(card, context, created, found)
    record = classic_record(card, found, context, created, key)
    if card.old and not {"data", "attachments"} & record.keys():
        return record if _is_own(card, context) else None
    return record if len(record) > 1 or record.get("title") else None


def _is_own(card: Card, context: PageContext) -> bool:
    """Whether a bare sentence of an old page tells of a post, and not of a like, a friend or what others did."""
    owners, title = owner_names(context.facts), one_line(card.title)
    known = by_owner(card.title, owners) and destination(title, owners)[0] != "unknown"
    return known and not tells_of_no_post(title, owners)


def classic_record(
    card: Card, found: Told, context: PageContext, created: int | None, key: str = "post"
) -> dict[str, Any]:
    """`{"timestamp", "title", "data", "attachments", "tags"}`; what the card does not have is left out."""
    record: dict[str, Any] = {"title": one_line(card.title)}
    if created is not None:
        record["timestamp"] = created
    words: Any = found.words
    if words or (key == "comment" and found.group):
        record["data"] = [{key: {"comment": words, "group": found.group} if key == "comment" else words}]
    attached: list[dict[str, Any]] = [{"media": medium} for medium in all_media(card, context)]
    if address := shared_link(card, found):
        attached.append({"external_context": {"url": address}})
    if found.place.name or found.place.latitude is not None or found.address:
        attached.append({"place": place_record(found)})
    if attached:
        record["attachments"] = [{"data": attached}]
    if found.people:
        record["tags"] = [{"name": name} for name in found.people]
    return record


def place_record(found: Told) -> dict[str, Any]:
    """The place that a card names."""
    at = {"latitude": found.place.latitude, "longitude": found.place.longitude}
    return {"name": found.place.name, "address": found.address, "coordinate": at}


def shared_link(card: Card, found: Told) -> str:
    """The link that a card shares: one that stands for itself before one inside the text; not that of its place.

    What apps told is printed without a link, in one line: the app, what it is about, the address.
    """
    alone = [link.href for link in card.links if link.alone and link.part not in found.place_parts]
    inside = [link.href for link in card.links if not link.alone and link.part not in found.place_parts]
    attached = [block for block in card.blocks if block.level > 1 and block.part not in found.place_parts]
    printed = [address[0] for block in attached if (address := _ADDRESS.search(block.text))]
    return next(iter([*alone, *printed, *inside]), "")


def labelled_record(card: Card, context: PageContext, created: int | None, found: Told | None = None) -> dict[str, Any]:
    """`{"timestamp", "title", "media", "label_values"}`. Text outside the table stands in for a missing message."""
    rows = card.rows()
    entries = [entry(row, card, context) for row in rows]
    found = told(card, context) if found is None else found
    if found.words and not any(meaning(row.label) == "message" for row in rows):
        entries.append({"label": MESSAGE, "value": found.words})
    record: dict[str, Any] = {
        "title": one_line(card.title),
        "media": media_records(card, context),
        "label_values": entries,
    }
    if created is not None:
        record["timestamp"] = created
    return record


def entry(row: Row, card: Card, context: PageContext) -> dict[str, Any]:
    """A row of a table as an entry of `label_values`."""
    made: dict[str, Any] = {"label" if row.marked else "title": row.label, "value": row.value}
    if row.href:
        made["href"] = row.href
    moment = context.time(row.value) if row.value and len(row.value) < 80 else None
    if moment is not None:
        made["timestamp_value"] = moment
    if len(row.values) > 1:
        made["vec"] = [{"value": value} for value in row.values]
    if row.media:
        made["media"] = [media_record(medium, card, context) for medium in row.media]
    if row.inner:
        made["dict"] = [entry(inner, card, context) for inner in row.inner]
    return made
