"""The archive's items by what a story or a page may show of them. A pure look-up: no item is changed.

Every list is bounded: where more items are alike than anything could tell apart, none of them is meant.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from analyzer.model import Item
from analyzer.reading.evidence import bounds
from analyzer.reading.evidence.model import SeenStory
from analyzer.reading.fields import fold_text

Pair = tuple[Item, str]  # an item and its id
NOT_CONTENT = frozenset(("comment", "channel_message", "ai_prompt"))
_MEDIA_ID = re.compile(r"\d{10,25}")


@dataclass(frozen=True, slots=True)
class Moment:
    """A second, or a whole minute where the archive prints no more."""

    value: int
    is_minute: bool


def moments(second: int) -> tuple[Moment, Moment]:
    """The moments at which an item of this second may stand in an archive."""
    return Moment(second, False), Moment(second // 60, True)


@dataclass(frozen=True, slots=True)
class Shown:
    """One item as it is compared."""

    item: Item
    id: str
    text: str  # folded
    media_ids: frozenset[str]
    moment: Moment | None  # None without a time, or where its zone is not known

    @property
    def at_home(self) -> bool:
        """Whether evidence reaches it: it stands on the own profile."""
        return self.item.venue == "own_profile"

    @property
    def may_be_at_home(self) -> bool:
        """Whether it may stand on the own profile: a record of the own timeline whose sentence nobody knows."""
        return self.at_home or (self.item.venue == "unknown" and not self.item.mark)


def media_ids(item: Item) -> frozenset[str]:
    """The platform's ids of an item's media."""
    return frozenset(medium.key for medium in item.media if _MEDIA_ID.fullmatch(medium.key))


def shown(pair: Pair) -> Shown:
    """An item, ready to be compared."""
    item, item_id = pair
    moment = None
    if item.created is not None and item.created_basis in ("second", "minute"):
        moment = moments(item.created)[item.created_basis == "minute"]
    return Shown(item, item_id, fold_text(item.text), media_ids(item), moment)


class ByMoment:
    """Facebook's items by moment and what may confirm that a story is meant."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self.items: list[Shown] = []
        self._text: defaultdict[Hashable, list[int]] = defaultdict(list)
        self._beginning: defaultdict[Hashable, list[int]] = defaultdict(list)
        self._media: defaultdict[Hashable, list[int]] = defaultdict(list)
        self._at: Counter[Moment] = Counter()
        self._in_minute: Counter[int] = Counter()
        self._bare: defaultdict[Hashable, list[int]] = defaultdict(list)
        for pair in pairs:
            if pair[0].platform == "facebook" and pair[0].kind not in NOT_CONTENT:
                self._add(shown(pair))

    def _add(self, found: Shown) -> None:
        if found.moment is None:
            return
        number, moment = len(self.items), found.moment
        self.items.append(found)
        self._at[moment] += 1
        self._in_minute[moment.value if moment.is_minute else moment.value // 60] += 1
        if found.text:
            _put(self._text, (moment, found.text), number)
        if len(found.text) >= bounds.SHORTEST_BEGINNING:
            _put(self._beginning, (moment, found.text[: bounds.SHORTEST_BEGINNING]), number)
        for medium in found.media_ids:
            _put(self._media, (moment, medium), number)
        if not found.text and not found.item.media:
            _put(self._bare, moment, number)

    def of_text(self, story: SeenStory) -> list[int]:
        """Items of the story's moment with its whole text."""
        return [n for moment in moments(story.second) for n in self._text.get((moment, story.text), ())]

    def of_beginning(self, story: SeenStory) -> list[int]:
        """Items of its moment with a text that begins like its own."""
        beginning = story.text[: bounds.SHORTEST_BEGINNING]
        return [n for moment in moments(story.second) for n in self._beginning.get((moment, beginning), ())]

    def of_media(self, story: SeenStory) -> list[int]:
        """Items of its moment that share a medium with it."""
        found = (
            number
            for moment in moments(story.second)
            for medium in story.media_ids
            for number in self._media.get((moment, medium), ())
        )
        return list(dict.fromkeys(found))

    def alone(self, story: SeenStory) -> list[int]:
        """The only item of its moment, if that has neither text nor media."""
        here = [moment for moment in moments(story.second) if self._at[moment]]
        if len(here) != 1 or self._at[here[0]] != 1:
            return []
        if here[0].is_minute and self._in_minute[here[0].value] != 1:
            return []
        return self._bare.get(here[0], [])


class ByText:
    """One platform's items (or all) by their text, for pages that show no times."""

    def __init__(self, pairs: Iterable[Pair], platform: str | None) -> None:
        self.items = [shown(pair) for pair in pairs if platform in (None, pair[0].platform)]
        self.of_text: defaultdict[str, list[int]] = defaultdict(list)
        self.of_medium: defaultdict[str, list[int]] = defaultdict(list)
        self._start: defaultdict[str, list[str]] = defaultdict(list)
        self._long_start: defaultdict[str, list[str]] = defaultdict(list)
        for number, found in enumerate(self.items):
            for medium in found.media_ids:
                _put(self.of_medium, medium, number)
            if len(found.text) >= bounds.SHORTEST_TEXT:
                _put(self.of_text, found.text, number)
        for text in self.of_text:
            _put(self._start, text[: bounds.SHORTEST_TEXT], text)
            if len(text) >= bounds.SHORTEST_BEGINNING:
                _put(self._long_start, text[: bounds.SHORTEST_BEGINNING], text)

    def starting(self, beginning: str) -> list[str]:
        """Texts that begin with these characters (`SHORTEST_TEXT` of them), the longest first."""
        found = self._start.get(beginning, [])
        return sorted(found, key=len, reverse=True) if len(found) < bounds.MOST_ALIKE else []

    def starting_long(self, beginning: str) -> list[str]:
        """The same for `SHORTEST_BEGINNING` characters."""
        found = self._long_start.get(beginning, [])
        return found if len(found) < bounds.MOST_ALIKE else []


def _put(lists: Mapping[Hashable, list[int]] | defaultdict, key: Hashable, value: object) -> None:  # type: ignore[type-arg]
    found = lists[key]
    if len(found) < bounds.MOST_ALIKE:
        found.append(value)  # type: ignore[arg-type]
