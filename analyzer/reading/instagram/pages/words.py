"""Cards of what the person said elsewhere: comments, messages in channels, chats with Meta AI; and of the profile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from analyzer.reading.html.card import Card, Row
from analyzer.reading.html.context import PageContext
from analyzer.reading.instagram.pages.rows import files, looks_like_a_date, plain, timed
from analyzer.reading.labels import meaning
from analyzer.reading.media import media_type

_PARTS = {"photo": "photos", "video": "videos", "audio": "audio_files", "other": "files"}


def comment(card: Card, context: PageContext, created: int | None) -> Any:
    """A comment: a table since 2022, before that the owner as heading above the words and their date."""
    rows = card.rows()
    shown = [{"uri": medium.path} for medium in files(card)]
    if rows:
        return {
            "label_values": timed(rows, context, last_only=True),
            "media_list_data": shown,
            "timestamp": created,
        }
    said = _said([block.text for block in card.blocks], context, created)
    if said or not shown:
        return {"title": card.title, "string_list_data": said, "media_list_data": shown}
    return {"label_values": [{"label": "Media Owner", "value": card.title}], "media_list_data": shown}


def message(key: str) -> Callable[[Card, PageContext, int | None], Any]:
    """The adapter for a thread of messages: a thread of one, whose sender is the heading; `key` is their list."""

    def adapt(card: Card, context: PageContext, created: int | None) -> Any:
        made: dict[str, Any] = {"sender_name": card.title, "content": _spoken(card)}
        for medium in files(card):
            made.setdefault(_PARTS[media_type(medium.path)], []).append({"uri": medium.path})
        if card.links:
            made["share"] = {"link": card.links[0].href}
        return {"title": card.page, key: [made]}

    return adapt


def conversation(card: Card, context: PageContext, created: int | None) -> Any:
    """A chat with Meta AI: tables in a table, or one message a card. The list of chats holds nothing but links."""
    rows = card.rows()
    if not rows:
        written = _spoken(card)
        if not written or all(block.linked for block in card.blocks):
            return []
        turn = [{"label": "Sender", "value": card.title}, {"label": "Message", "value": written}]
        return {"timestamp": created, "label_values": [{"title": "", "dict": turn}]}
    return {"title": card.title, "timestamp": created, "label_values": timed(rows, context, last_only=True)}


def profile(card: Card, context: PageContext) -> dict[str, Any]:
    """The profile as one record, its photo as JSON has it."""
    rows = card.rows()
    days = [row for row in rows if meaning(row.label) in ("date_of_birth", "") and context.days(row.value)]
    known = [row for row in days if meaning(row.label)] or days
    entries = plain(rows)
    if len(known) == 1 and (day := context.days(known[0].value)):
        entries[rows.index(known[0])]["value"] = day.isoformat()
    label = next((block.text for block in card.blocks if meaning(block.text) == "profile_photo"), "")
    photos = [(_label_of(medium.path, rows) or label, {"uri": medium.path}) for medium in files(card)]
    named = [each for each in photos if meaning(each[0]) == "profile_photo"] or photos
    return {"label_values": entries, "media_map_data": dict(named[:1])}


def bio_and_photo(root: str) -> Callable[[Card, PageContext, int | None], Any]:
    """The adapter for the items of a profile, as a document under `root`."""
    return lambda card, context, created: {root: [profile(card, context)]}


def _label_of(path: str, rows: list[Row]) -> str:
    return next((row.label for row in rows if any(medium.path == path for medium in row.media)), "")


def _said(lines: list[str], context: PageContext, created: int | None) -> list[dict[str, Any]]:
    """Words with the date that follows them; without a date inside, all lines are one comment of the card's time."""
    made: list[dict[str, Any]] = []
    words: list[str] = []
    for place, line in enumerate(lines):
        seconds = context.time(line) if words and created is None else None
        unread = words and created is None and place == len(lines) - 1 and looks_like_a_date(line)
        if seconds is None and not unread:
            words.append(line)
            continue
        if seconds is None:
            context.unread_dates.append(line)
        made.append({"value": "\n".join(words), "timestamp": seconds})
        words = []
    if words or (created is not None and not made):
        made.append({"value": "\n".join(words), "timestamp": created})
    return made


def _spoken(card: Card) -> str:
    """The text of a message. Reactions of others stand deeper than it."""
    level = card.blocks[0].level if card.blocks else 0
    return "\n".join(block.text for block in card.blocks if block.level <= level)
