"""Chats with Meta AI on Instagram. The shapes are Facebook's too: see `analyzer.reading.ai_chats`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from analyzer.model import ExportFacts
from analyzer.reading import ai_chats
from analyzer.reading.reader import Outcome, document, records


@records()
def conversations(record: Any, facts: ExportFacts) -> list[Outcome]:
    """`messages/ai_conversations.json`: one conversation a record."""
    return ai_chats.turns(record, facts, "instagram")


@document
def thread(document: Any, facts: ExportFacts) -> Iterator[tuple[str, Callable[[], Outcome]]]:
    """`messages/ai_conversations/*/message_N.json`: shaped like any other thread of messages."""
    yield from ai_chats.messages(document, facts, "instagram")
