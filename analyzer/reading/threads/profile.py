"""The Threads profile: it has a birth date and a privacy of its own, and Instagram's never stand in for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from analyzer.model import ExportFacts
from analyzer.reading.instagram.profile import read_facts, read_items
from analyzer.reading.reader import Outcome, document
from analyzer.reading.reader import facts as reads_facts

_ROOT = "text_post_app_text_post_app_profile"


@reads_facts
def facts(document: Any, facts: ExportFacts) -> None:
    """`threads/personal_information.json`."""
    read_facts(document, _ROOT, facts, "threads")


@document
def items(document: Any, facts: ExportFacts) -> Iterator[tuple[str, Callable[[], Outcome]]]:
    """The bio and the current photo of `threads/personal_information.json`."""
    yield from read_items(document, _ROOT, "threads")
