"""Chats with Meta AI: `ai_conversations.json`, and threads in Messenger's shape with Meta AI as a participant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from analyzer import ai_chats
from analyzer.facebook.classic import blank
from analyzer.reading import Outcome, document, records
from analyzer.records import ExportFacts, Skipped


@records("ai_conversations_v2", "ai_conversations")
def conversations(record: Any, facts: ExportFacts) -> Outcome | list[Outcome]:
    """A conversation, one outcome for each turn."""
    return Skipped("empty") if blank(record) else ai_chats.turns(record, facts, "facebook")


@document
def thread(found: Any, facts: ExportFacts) -> Iterator[tuple[str, Callable[[], Outcome]]]:
    """`message_N.json` of a chat with Meta AI, one outcome for each message."""
    yield from ai_chats.messages(found, facts, "facebook")
