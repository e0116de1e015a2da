"""Who wrote a message: the person under one of their names, Meta's AI, or nobody can tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from analyzer.model import ExportFacts, Platform
from analyzer.reading.labels import fold, meaning


def own_names(facts: ExportFacts, platform: Platform) -> set[str]:
    """The names under which the person writes on `platform`, folded."""
    account = facts.accounts.get(platform)
    if account is None:
        return set()
    return {fold(name) for name in (account.username, account.full_name, *account.names) if name.strip()}


def is_own(value: str, own: set[str]) -> bool:
    """Whether `value` is one of the person's folded names, or a word that means them."""
    return fold(value) in own or meaning(value) == "you"


def is_ai(value: str) -> bool:
    """Whether `value` is a name of Meta's AI."""
    return meaning(value) == "meta_ai"


def author_of(speakers: list[str], own: set[str], person_named: bool, said: bool) -> str:
    """`person`, `ai` or "" out of the values that may name the speaker; `said`: they stand under such a label."""
    person, ai = any(is_own(value, own) for value in speakers), any(is_ai(value) for value in speakers)
    if person != ai:
        return "person" if person else "ai"
    return "ai" if said and person_named and not person else ""


def strings(value: Any, key: str) -> Iterator[str]:
    """The strings under `key` of the objects in `value`; what has another shape is left for the reader of a record."""
    for each in value if isinstance(value, list) else [value]:
        found = each.get(key) if isinstance(each, dict) else None
        if isinstance(found, str) and found:
            yield found
