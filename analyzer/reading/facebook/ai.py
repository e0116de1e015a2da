"""Chats with Meta AI: `ai_conversations.json`, and threads in Messenger's shape with Meta AI as a participant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from analyzer.model import ExportFacts, Skipped
from analyzer.reading import ai_chats
from analyzer.reading.facebook.classic import blank
from analyzer.reading.reader import Outcome, document, records


@records("ai_conversations_v2", "ai_conversations")
def conversations(record: Any, facts: ExportFacts) -> Outcome | list[Outcome]:
    """A conversation, one outcome for each turn."""
    return Skipped("empty") if blank(record) else ai_chats.turns(record, facts, "facebook")


@document
def thread(found: Any, facts: ExportFacts) -> Iterator[tuple[str, Callable[[], Outcome]]]:
    """`message_N.json` of a chat with Meta AI, one outcome for each message."""
    yield from ai_chats.messages(found, facts, "facebook")
