"""Finds the stories in any JSON of Facebook's page, whatever query it answers and in whatever language.

A story is an object with a time of creation and an audience section of its own. The page's answers show one story in
several sections, each with the story again under the same id: what these say together is the story. What it shares
(`attached_story`), its comments, and what its photos say of themselves is never looked at.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from analyzer.reading.evidence import bounds, fact_tables
from analyzer.reading.evidence.audience_section import Scope, one_scope, scope_of
from analyzer.reading.fields import fold_text

_FIRST, _LAST = 1_075_000_000, 4_102_444_800  # Facebook's first days; the year 2100
_ID = re.compile(r"\d{10,25}")


@dataclass(frozen=True, slots=True)
class FoundStory:
    """One story as the page's answers show it, whoever wrote it."""

    id: str
    second: int
    text: str  # folded
    media_ids: tuple[str, ...]
    scope: Scope
    actors: tuple[tuple[str, str], ...]  # (id, name) of the first actor, as each section names it
    destinations: tuple[tuple[str, str], ...]  # (kind, id) of what it was posted to
    group: bool
    elsewhere: bool
    timeline: str  # the name of the list of a timeline that it stands in, or ""
    holder: str  # the id of whose timeline that is, where it is told


class Contradiction:
    """Stands for a story that tells two times of creation: nothing in it can be taken for one."""


CONTRADICTION = Contradiction()


@dataclass(slots=True)
class _Place:
    """Where the walk stands: in which list of a timeline, and whose it is."""

    timeline: str = ""
    holder: str = ""


class Walk:
    """The stories in the values of one answer, in order. Later values of a stream go on with the lists of the first."""

    def __init__(self) -> None:
        self._keys: Mapping[str, Any] = fact_tables.table("answers")["story"]
        self._lists = frozenset(fact_tables.table("answers")["timeline"]["lists"])
        self._never = frozenset(self._keys["never"])
        self._holders: dict[str, str] = {}  # by the first key on the way to a list

    def stories(self, value: Any) -> Iterator[FoundStory]:
        """The stories in one JSON value."""
        waiting: list[tuple[Any, _Place, str]] = [(value, self._streamed(value), "")]
        while waiting:
            found, place, key = waiting.pop()
            if isinstance(found, list):
                waiting.extend((inner, place, key) for inner in reversed(found) if isinstance(inner, (dict, list)))
                continue
            story = self._story(found, place)
            if story is not None:
                yield from [story] if isinstance(story, FoundStory) else []
                continue
            below = self._below(found, place, key)
            waiting.extend(
                (inner, below, name)
                for name, inner in reversed(found.items())
                if isinstance(inner, (dict, list)) and name not in self._never
            )

    def _streamed(self, value: Any) -> _Place:
        """The place of a later piece of a streamed answer: `path` names the list that it goes on with."""
        path = value.get("path") if isinstance(value, dict) else None
        names = [name for name in path if isinstance(name, str)] if isinstance(path, list) else []
        timeline = next((name for name in names if name in self._lists), "")
        return _Place(timeline, self._holders.get(names[0], "") if timeline else "")

    def _below(self, found: Mapping[str, Any], place: _Place, key: str) -> _Place:
        """The place of what is inside an object: a list of a timeline belongs to the object that has it."""
        timeline = next((name for name in found if name in self._lists), "")
        if not timeline:
            return place
        holder = _id_of(found)
        self._holders[key] = holder
        return _Place(timeline, holder)

    def _story(self, found: Mapping[str, Any], place: _Place) -> FoundStory | Contradiction | None:
        """The story that an object is; None where it is none, or says no time or no audience of its own."""
        keys = self._keys
        if not (keys["time"] in found or keys["audience"] in found or keys["sections"] in found):
            return None
        kind = found.get("__typename")
        if isinstance(kind, str) and not any(word in kind for word in keys["types"]):
            return None
        parts = list(self._parts(found))
        scope = one_scope(
            scope_of(part[keys["audience"]]) for part in parts if isinstance(part.get(keys["audience"]), dict)
        )
        seconds = {second for part in parts if (second := _second(part.get(keys["time"])))}
        if scope is None or not seconds:
            return None
        if len(seconds) > 1:
            return CONTRADICTION
        addresses = [url for part in parts if isinstance(url := part.get("url"), str)]
        ends = dict.fromkeys(end for part in parts for end in self._destinations(part))
        rows = fact_tables.table("answers")["place"]
        return FoundStory(
            id=_id_of(found) or next((i for part in parts if (i := _id_of(part))), ""),
            second=seconds.pop(),
            text=next((text for part in parts if (text := self._text(part))), ""),
            media_ids=tuple(dict.fromkeys(i for part in parts for i in self._media(part)))[: bounds.MOST_MEDIA],
            scope=scope,
            actors=tuple(dict.fromkeys(actor for part in parts if (actor := self._actor(part)))),
            destinations=tuple(ends),
            group=scope.group or any(end[0] == "Group" for end in ends) or _leads(addresses, rows["group"]),
            elsewhere=_leads(addresses, rows["elsewhere"]),
            timeline=place.timeline,
            holder=place.holder,
        )

    def _parts(self, found: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        """The story itself and, section by section, the story again. A section that shows another story is left out."""
        keys, own = self._keys, _id_of(found)
        waiting = deque([(found, 0)])
        for _ in range(bounds.MOST_SECTIONS):
            if not waiting:
                return
            part, depth = waiting.popleft()
            yield part
            sections = part.get(keys["sections"]) if depth < bounds.DEEPEST_SECTION else None
            for each in sections if isinstance(sections, list) else [sections]:
                for name, section in each.items() if isinstance(each, dict) else ():
                    if any(word in name for word in keys["not_own"]):
                        continue
                    for one in section if isinstance(section, list) else [section]:
                        if isinstance(one, dict):
                            waiting.extend((same, depth + 1) for same in self._same(name, one, own))

    def _same(self, name: str, section: Mapping[str, Any], own: str) -> Iterator[Mapping[str, Any]]:
        inner = section.get(self._keys["inner"])
        if isinstance(inner, dict):
            other = _id_of(inner)
            if not own or not other or own == other:
                yield inner
        elif name == self._keys["text"]:  # the section is the text itself
            yield {self._keys["text"]: section}
        elif self._keys["audience"] in section or self._keys["time"] in section or self._keys["sections"] in section:
            yield section

    def _text(self, part: Mapping[str, Any]) -> str:
        message = part.get(self._keys["text"])
        text = message.get("text") if isinstance(message, dict) else message
        return fold_text(text) if isinstance(text, str) else ""

    def _actor(self, part: Mapping[str, Any]) -> tuple[str, str] | None:
        actors = part.get(self._keys["actors"])
        first = actors[0] if isinstance(actors, list) and actors else None
        if not isinstance(first, dict):
            return None
        name = first.get("name")
        actor = _id_of(first), fold_text(name).casefold() if isinstance(name, str) else ""
        return actor if any(actor) else None

    def _destinations(self, part: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        ends = part.get(self._keys["destination"])
        for end in ends if isinstance(ends, list) else [ends]:
            if isinstance(end, dict):
                kind = end.get("__typename")
                yield (kind if isinstance(kind, str) else ""), _id_of(end)
        for key in self._keys["groups"]:
            if isinstance(part.get(key), dict):
                yield "Group", _id_of(part[key])

    def _media(self, part: Mapping[str, Any]) -> Iterator[str]:
        """The ids of the photos and videos of a story; not of what it shares, nor of what links look like."""
        waiting = [part.get(self._keys["attachments"])]
        for _ in range(bounds.MOST_MEDIA * 10):
            if not waiting:
                return
            found = waiting.pop()
            if isinstance(found, list):
                waiting.extend(reversed(found))
            elif isinstance(found, dict):
                for key, inner in reversed(found.items()):
                    if key == self._keys["media"] and isinstance(inner, dict):
                        kind = inner.get("__typename", "")
                        if _ID.fullmatch(_id_of(inner)) and (not kind or kind in self._keys["media_types"]):
                            yield _id_of(inner)
                    elif key not in self._never:
                        waiting.append(inner)


def _second(value: Any) -> int | None:
    return value if type(value) is int and _FIRST <= value <= _LAST else None


def _id_of(found: Mapping[str, Any]) -> str:
    value = found.get("id")
    if type(value) is int:
        value = str(value) if value < 10**30 else ""
    return value[:200] if isinstance(value, str) else ""


def _leads(addresses: list[str], parts: list[str]) -> bool:
    """Whether an address leads to a place of this kind."""
    paths = ["/" + split.path.strip("/") + "/" for address in addresses if (split := fact_tables.split(address))]
    return any(part in path for path in paths for part in parts)
