"""Which item each story, account and page speaks of. Pure functions over items and evidence: no item is changed.

A story speaks only for the item of its own second (minute, where the archive prints no more), confirmed by its text or
by a medium. Of several that fit equally none is meant.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import NamedTuple

from analyzer.items.evidence.items_index import ByMoment, Pair
from analyzer.items.evidence.match_pages import match_view
from analyzer.reading.evidence import bounds
from analyzer.reading.evidence.model import (
    Evidence,
    FileCount,
    Matched,
    Observation,
    PublicView,
    Seen,
    SeenAccount,
    SeenStory,
    Source,
    order_of,
)

StoryKey = tuple[object, ...]
_WHOLE, _BEGINNING, _MEDIUM, _ALONE = 4, 3, 2, 1  # what confirms that a story is an item, the surest first


class _Claim(NamedTuple):
    """A story of a file that may be an item."""

    file: int
    story: SeenStory
    key: StoryKey
    strength: int


@dataclass(slots=True)
class _Tally:
    """One file's counts while it is matched."""

    items: set[str] = field(default_factory=set)
    unmatched: int = 0
    ambiguous: int = 0
    no_audience: int = 0
    elsewhere: int = 0


@dataclass(slots=True)
class _Found:
    """What has been matched so far."""

    seen: defaultdict[str, dict[Observation, None]] = field(default_factory=lambda: defaultdict(dict))
    at_home: set[str] = field(default_factory=set)
    permalinks: dict[str, str] = field(default_factory=dict)
    years: dict[str, int] = field(default_factory=dict)

    def add(self, item_id: str, created: int | None, observation: Observation) -> None:
        self.seen[item_id][observation] = None
        if created is not None:
            self.years[item_id] = datetime.fromtimestamp(created, UTC).year


def match(evidence: Sequence[Evidence], views: Sequence[PublicView], items: Iterable[Pair]) -> Matched:
    """What the files say of the items of one person (each with its id). Views that are not confirmed say nothing."""
    pairs = list(items)
    found = _Found()
    files = [*_stories(evidence, pairs, found), *_accounts(evidence, pairs, found)]
    for view in views:
        ids = match_view(view, pairs) if view.confirmed else {}
        for item_id, created in ids.items():
            found.add(item_id, created, Observation("everyone", view.day, "public_view"))
        years = _years(ids, found)
        files.append(
            FileCount(
                view.path, "public_view", view.day, len(ids), years=years, faults=view.faults, confirmed=view.confirmed
            )
        )
    observations = {item_id: tuple(sorted(seen, key=order_of)) for item_id, seen in found.seen.items()}
    return Matched(observations, frozenset(found.at_home), found.permalinks, tuple(files))


def _years(ids: Iterable[str], found: _Found) -> dict[int, int]:
    return dict(sorted(Counter(found.years[item_id] for item_id in ids if item_id in found.years).items()))


def _stories(evidence: Sequence[Evidence], pairs: list[Pair], found: _Found) -> Iterator[FileCount]:
    index = ByMoment(pairs)
    tallies = [_Tally() for _ in evidence]
    per_second, per_minute = _counted(evidence)
    claims: defaultdict[tuple[int, Source], list[_Claim]] = defaultdict(list)
    for number, each in enumerate(evidence):
        for story in each.stories:
            tally = tallies[number]
            tally.no_audience += story.seen == "unclear"
            if story.group or story.elsewhere:
                tally.elsewhere += 1
                continue
            fits, strength = _fits(story, index, per_second, per_minute)
            if len(fits) == 1:
                claims[fits[0], story.source].append(_Claim(number, story, _key(story), strength))
            elif fits:
                tally.ambiguous += 1
            else:
                tally.unmatched += 1
    for (item, _), claimed in claims.items():
        _settle(index, item, claimed, tallies, found)
    for each, tally in zip(evidence, tallies, strict=True):
        if each.stories:
            yield FileCount(
                each.path, each.kind, each.day, len(tally.items), tally.unmatched, tally.ambiguous, tally.no_audience,
                tally.elsewhere, _years(tally.items, found), each.faults,
            )  # fmt: skip


def _key(story: SeenStory) -> StoryKey:
    """What makes two stories of several files one: the id, else all that they show."""
    return (story.id,) if story.id else (story.second, story.text, story.media_ids)


def _counted(evidence: Sequence[Evidence]) -> tuple[Counter[int], Counter[int]]:
    """How many stories there are of each second, and of each minute."""
    seconds = {(story.source, _key(story)): story.second for each in evidence for story in each.stories}
    by_source: defaultdict[Source, Counter[int]] = defaultdict(Counter)
    by_source_minute: defaultdict[Source, Counter[int]] = defaultdict(Counter)
    for (source, _), second in seconds.items():
        by_source[source][second] += 1
        by_source_minute[source][second // 60] += 1
    return _most(by_source.values()), _most(by_source_minute.values())


def _most(counters: Iterable[Counter[int]]) -> Counter[int]:
    """The higher of two counts: the page and the Graph API may both tell of one story, by different ids."""
    found: Counter[int] = Counter()
    for each in counters:
        found |= each
    return found


def _fits(
    story: SeenStory, index: ByMoment, per_second: Counter[int], per_minute: Counter[int]
) -> tuple[list[int], int]:
    """The items that a story may be, by the surest sign that any of them has, and that sign."""
    tiers = (
        (_WHOLE, index.of_text, bool(story.text)),
        (_BEGINNING, index.of_beginning, len(story.text) >= bounds.SHORTEST_BEGINNING),
    )
    for strength, look_up, applies in tiers:
        found = look_up(story) if applies else []
        fits = found if _is_full(found) else _possible(story, found, index)
        if len(fits) > 1:
            return _told_apart(fits, index.of_media(story)), strength
        if fits:
            return fits, strength
    found = index.of_media(story)
    if _is_full(found):
        return found, _MEDIUM
    fits = [n for n in _possible(story, found, index) if _is_that_medium(story, index, n)]
    if fits or story.text or story.media_ids:
        return fits, _MEDIUM
    fits = _possible(story, index.alone(story), index)
    if fits:
        moment = index.items[fits[0]].moment
        of_moment = per_minute[story.second // 60] if moment and moment.is_minute else per_second[story.second]
        return (fits if of_moment == 1 else []), _ALONE
    return [], _ALONE


def _is_full(numbers: list[int]) -> bool:
    """Whether more items may be alike than were kept: then the one that is meant may be none of these."""
    return len(numbers) >= bounds.MOST_ALIKE


def _told_apart(fits: list[int], media: list[int]) -> list[int]:
    """Of several items with one text the one that shares a medium with the story; else all of them."""
    if _is_full(fits) or _is_full(media):
        return fits
    sharing = [number for number in fits if number in media]
    return sharing if len(sharing) == 1 else fits


def _possible(story: SeenStory, numbers: list[int], index: ByMoment) -> list[int]:
    """Without those that stand elsewhere, where the story is shown to stand in the own timeline."""
    if not story.own_timeline:
        return numbers
    return [number for number in numbers if index.items[number].may_be_at_home]


def _is_that_medium(story: SeenStory, index: ByMoment, number: int) -> bool:
    """Whether a story without known words is this item: both one photo, or both several. A photo in it is another."""
    return (len(story.media_ids) > 1) == (len(index.items[number].media_ids) > 1)


def _settle(index: ByMoment, item: int, claimed: list[_Claim], tallies: list[_Tally], found: _Found) -> None:
    """Which of the stories of one source that may be an item are: the surest, if they agree, or are one story."""
    surest = max(claim.strength for claim in claimed)
    best = [claim for claim in claimed if claim.strength == surest]
    for claim in claimed:
        tallies[claim.file].unmatched += claim.strength < surest
    shown = index.items[item]
    reached = shown.at_home or (shown.may_be_at_home and any(claim.story.own_timeline for claim in best))
    if not reached:
        for claim in best:
            tallies[claim.file].elsewhere += 1
        return
    if not _agree(best):
        for file in {claim.file for claim in best}:
            tallies[file].ambiguous += 1
        return
    if not shown.at_home:
        found.at_home.add(shown.id)
    for claim in best:
        story = claim.story
        seen = Observation(story.seen, story.day, story.source, story.day_is_lower_bound)
        found.add(shown.id, shown.item.created, seen)
        tallies[claim.file].items.add(shown.id)
        if story.permalink:
            found.permalinks.setdefault(shown.id, story.permalink)


def _agree(claims: list[_Claim]) -> bool:
    """Whether it does not matter which of them is the item: one story, told once a day, or all say the same."""
    if len({claim.story.seen for claim in claims}) == 1:
        return True
    if len({claim.key for claim in claims}) > 1:
        return False
    if claims[0].story.id:
        return True
    by_day: defaultdict[date | None, set[str]] = defaultdict(set)
    for claim in claims:
        by_day[claim.story.day].add(claim.story.seen)
    return all(len(seen) == 1 for seen in by_day.values())


def _accounts(evidence: Sequence[Evidence], pairs: list[Pair], found: _Found) -> Iterator[FileCount]:
    """Comments on the posts of accounts whose privacy a file tells."""
    comments: defaultdict[str, list[Pair]] = defaultdict(list)
    for item, item_id in pairs:
        if item.platform == "instagram" and item.kind == "comment" and item.venue_name and item.mark != "own_post":
            comments[item.venue_name.casefold()].append((item, item_id))
    for each in evidence:
        if not each.accounts:
            continue
        ids: set[str] = set()
        unmatched = 0
        for account in each.accounts:
            seen = _of_account(account)
            for item, item_id in comments.get(account.username, ()):
                found.add(item_id, item.created, seen)
                ids.add(item_id)
            unmatched += account.username not in comments
        days = [account.day for account in each.accounts if account.day]
        yield FileCount(
            each.path, "instagram_page", max(days, default=None), len(ids), unmatched, years=_years(ids, found),
            faults=() if each.stories else each.faults,
        )  # fmt: skip


def _of_account(account: SeenAccount) -> Observation:
    seen: Seen = "account_private" if account.private else "account_public"
    return Observation(seen, account.day, "instagram_page", account.day_is_lower_bound)
