"""Which items of one analysis are which items of another: as records of one item are joined, over both.

An id alone is not enough. Items that would share one are numbered by their time, so a deletion gives the next of them
its id; and a text edited since, or a photo left when its post was deleted, changes it. So: exact twins first, then the
rules by which exports are merged (`analyzer.items.same_item`), and ids for what is left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace

from analyzer.items.accounts import Account, link_accounts
from analyzer.items.collect import Collection
from analyzer.items.ids import item_ids
from analyzer.items.same_item import PRINTED_MINUTE, UNKNOWN_ZONE, Joins, kind_group
from analyzer.model import Item
from analyzer.reading.fields import fold_text
from analyzer.rules.analysis import Analysis
from analyzer.rules.decision import Judged

_PAGES = frozenset((2, 3))  # HTML, of the first and of the second side


@dataclass(slots=True)
class Matching:
    """The accounts of two analyses, and for each item of the first its items in the second (mostly one, or none)."""

    accounts: dict[int, int | None]  # account of the first analysis -> of the second
    only_after: list[int]  # accounts that the second analysis alone has
    partners: list[list[int]]  # for each of `before.judged`: positions in `after.judged`
    new: list[int]  # positions in `after.judged` of what the first does not have


def match(before: Analysis, after: Analysis) -> Matching:
    """Find each item of `before` in `after`."""
    shift = len(before.collection.exports)
    records = [_record(before, each, 0, 0) for each in before.judged]
    count = len(records)
    records += [_record(after, each, 1, shift) for each in after.judged]
    exports = [*before.collection.exports, *after.collection.exports]
    linked = link_accounts(Collection(exports, records), [*before.made, *after.made])
    one, two = _numbers(before, linked, 0), _numbers(after, linked, shift)
    _pair_the_nameless(linked, one, two)
    for record, each in zip(records[:count], before.judged, strict=True):
        record.account = one[each.item.account]
    for record, each in zip(records[count:], after.judged, strict=True):
        record.account = two[each.item.account]
    by_number = {number: index for index, number in two.items()}
    accounts = {index: by_number.get(number) for index, number in one.items()}
    partners = _partners(records, count)
    found = {position for each in partners for position in each}
    return Matching(
        accounts,
        [index for index, number in two.items() if number not in one.values()],
        partners,
        [position for position in range(len(after.judged)) if position not in found],
    )


def _record(analysis: Analysis, each: Judged, side: int, shift: int) -> Item:
    """An item as a record of its side. A side counts as one file: what was found to be two in it, stays two."""
    path = analysis.collection.files[each.item.file].path.lower()
    page = 2 if path.endswith((".html", ".htm")) else 0
    return replace(each.item, file=side + page, export=each.item.export + shift)


def _numbers(analysis: Analysis, linked: list[Account], shift: int) -> dict[int, int]:
    """For each account of one side, its number among those of both."""
    place = {(account.platform, export): n for n, account in enumerate(linked) for export in account.facts}
    return {n: place[a.platform, a.exports[0] + shift] for n, a in enumerate(analysis.accounts)}


def _pair_the_nameless(linked: list[Account], one: dict[int, int], two: dict[int, int]) -> None:
    """An archive without a name in it is taken to be of the other side's account, where there is one to choose."""
    for platform in {account.platform for account in linked}:
        for is_page in (False, True):
            alike = {n for n, a in enumerate(linked) if a.platform == platform and a.is_page is is_page}
            first = [i for i, n in one.items() if n in alike and n not in two.values()]
            second = [i for i, n in two.items() if n in alike and n not in one.values()]
            if len(first) == len(second) == 1 and not (linked[one[first[0]]].name and linked[two[second[0]]].name):
                two[second[0]] = one[first[0]]


def _partners(records: list[Item], count: int) -> list[list[int]]:
    joins = Joins(records, _PAGES)
    for first, second in _pairs(range(len(records)), count, lambda i: _twin(records[i])):
        joins.join(first, second)
    joins.media()
    joins.text()
    joins.formats()
    found: list[list[int]] = [[] for _ in range(count)]
    left: list[int] = []
    for members in joins.clusters():
        firsts, seconds = [i for i in members if i < count], [i - count for i in members if i >= count]
        for index in firsts:
            found[index] = seconds
        if not firsts or not seconds:
            left += members
    by_id = [
        (first, second)
        for first, second in _pairs(left, count, lambda i: (records[i].account, item_ids([records[i]])[0]))
        if _times_agree(records[first], records[second])
    ]
    taken = {index for pair in by_id for index in pair}
    edited = _pairs([i for i in left if i not in taken], count, lambda i: _moment(records[i]), alone=True)
    for first, second in [*by_id, *edited]:
        found[first] = [second - count]
    return found


def _pairs(
    indices: Iterable[int], count: int, key: Callable[[int], Hashable], alone: bool = False
) -> Iterator[tuple[int, int]]:
    """Pairs of both sides with one key, in order; `alone`: only where each side has just one of that key."""
    buckets: defaultdict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for index in indices:
        buckets[key(index)][index >= count].append(index)
    for wanted, (firsts, seconds) in buckets.items():
        if wanted is not None and (not alone or len(firsts) == len(seconds) == 1):
            yield from zip(firsts, seconds, strict=False)


def _twin(item: Item) -> Hashable:
    """All that two exports say alike of an item on which nothing was changed but who can see it."""
    return (
        item.account, kind_group(item.kind), item.created, fold_text(item.text), item.venue, item.venue_name, item.url,
        item.place, tuple(sorted({medium.key or medium.path for medium in item.media})),
    )  # fmt: skip


def _moment(item: Item) -> Hashable:
    """What stays of an item whose words were edited: nobody posts twice within a second in one place."""
    if item.created is None or item.created_basis != "second":
        return None
    return item.account, kind_group(item.kind), item.created, item.venue


def _times_agree(one: Item, two: Item) -> bool:
    """Whether the times of two items of one id allow them to be the same: two seconds of one minute are two items."""
    if one.created is None or two.created is None:
        return True
    bases = {one.created_basis, two.created_basis}
    slack = UNKNOWN_ZONE if "zone_assumed" in bases else PRINTED_MINUTE if "minute" in bases else 0
    return abs(one.created - two.created) <= slack
