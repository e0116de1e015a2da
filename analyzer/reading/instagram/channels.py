"""Broadcast channels: what the person sent there. Other messages are private and no reader opens them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from analyzer.model import ExportFacts, Item, Skipped
from analyzer.reading.ai_speakers import own_names
from analyzer.reading.fields import as_dict, as_list, first, seconds, text, words
from analyzer.reading.labels import fold
from analyzer.reading.media import media
from analyzer.reading.reader import Outcome, document

_FILES = ("photos", "videos", "audio_files", "gifs", "files")


@document
def messages(document: Any, facts: ExportFacts) -> Iterator[tuple[str, Callable[[], Outcome]]]:
    """`messages/broadcast/*/message_N.json`."""
    thread = as_dict(document)
    title, own = text(thread.get("title")), own_names(facts, "instagram")
    for number, record in enumerate(as_list(thread.get("messages"))):
        yield f"/messages/{number}", partial(_message, record, own, title)


@document
def replies(document: Any, facts: ExportFacts) -> Iterator[tuple[str, Callable[[], Outcome]]]:
    """`messages/broadcast/*/replies_N.json`: replies beside the messages, or inside the message that they answer."""
    thread = as_dict(document)
    title, own = text(thread.get("title")), own_names(facts, "instagram")
    for number, record in enumerate(as_list(thread.get("replies"))):
        yield f"/replies/{number}", partial(_message, record, own, title)
    for number, message in enumerate(as_list(thread.get("messages"))):
        inner = as_list(message.get("replies")) if isinstance(message, dict) else []
        for place, record in enumerate(inner):
            yield f"/messages/{number}/replies/{place}", partial(_message, record, own, title)
        if not inner:
            yield f"/messages/{number}", partial(_message, message, own, title)


def _message(record: Any, own: set[str], title: str) -> Outcome:
    message = as_dict(record)
    reply = message.get("reply_content")
    message = {**message, **reply} if isinstance(reply, dict) else message
    sender = text(message.get("sender_name")) or text(message.get("reply_sender_name"))
    files = [medium for key in _FILES for each in as_list(message.get(key)) if (medium := media(each))]
    written = first(words(message.get("content")), words(reply) if isinstance(reply, str) else "")
    link = text(as_dict(message.get("share")).get("link"))
    if not (sender or written or files or link):
        return Skipped("empty")
    if not sender or not own:
        return Skipped("author_not_known")
    if fold(sender) not in own:
        return Skipped("someone_else")
    if not (written or files or link):
        return Skipped("empty")
    created = seconds(message.get("timestamp_ms")) or seconds(message.get("timestamp"))
    made = Item("instagram", "channel_message", created, "none" if created is None else "second", written)
    made.venue, made.venue_name, made.media, made.url = "channel", title, files, link
    return made
