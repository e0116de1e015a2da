"""Ids, priorities and the order of the page are as if all keys were made at once, which takes more memory."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.advice import priority
from analyzer.advice.revealing import REVEALS
from analyzer.items import ids
from analyzer.items.same_item import shared_keys
from analyzer.model import Item, Media
from analyzer.report.page.items import by_priority

TIMES = st.sampled_from([None, 0, -60, 5, 59, 61, 2_000_000_000])
ITEMS = st.lists(
    st.builds(
        Item,
        st.sampled_from(["facebook", "instagram"]),
        st.sampled_from(["post", "photo", "comment", "bio"]),
        created=TIMES,
        text=st.sampled_from(["", "Tea", "tea", "x"]),
        media=st.sampled_from([(), (Media("photos/1234567890_n.jpg"),), (Media("photos/a.jpg"),)]),
        record=st.sampled_from(["/0", "/1", "/2"]),
        in_newest=st.booleans(),
    ),
    max_size=14,
)


def plain_ids(items: list[Item]) -> list[str]:
    """All keys are kept, and those that come twice are found by them."""
    keys = [ids._key(item) for item in items]
    found = [ids._digest(key) for key in keys]
    for key, same in shared_keys(enumerate(keys)).items():
        same.sort(key=lambda i: ids._order(items[i]))
        for number, index in enumerate(same):
            found[index] = ids._digest(f"{key}\n{number + 1}" if number else key)
    return found


@given(ITEMS)
def test_ids(items: list[Item]) -> None:
    assert ids.item_ids(items) == plain_ids(items)


def test_two_items_whose_digests_are_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only items of one key are numbered, whatever their digests are."""
    monkeypatch.setattr(ids, "_digest", lambda text: text if text[-1].isdigit() else "one")
    items = [Item("facebook", "post", text=text) for text in ("a", "b", "ccc", "a", "dd")]
    assert ids.item_ids(items) == plain_ids(items) == ["one", "one", "one", ids._key(items[0]) + "\n2", "one"]


JUDGED = st.lists(
    st.builds(
        lambda created, reveals, now, verdict, suggestion, name: SimpleNamespace(
            item=SimpleNamespace(created=created), reveals=reveals, id=name, priority=None,
            decision=SimpleNamespace(is_public_now=now, verdict=verdict, suggestion=suggestion),
        ),
        TIMES,
        st.sampled_from([(), (REVEALS[0],), (REVEALS[-1],), tuple(REVEALS[:2])]),
        st.sampled_from(["yes", "no", "unknown"]),
        st.sampled_from(["in_scope", "undetermined", "out_of_scope"]),
        st.sampled_from(["none", "delete", "make_private"]),
        st.sampled_from("abcdef"),
    ),
    max_size=14,
)  # fmt: skip


def plain_key(each: Any) -> tuple[object, ...]:
    """The whole order in one key."""
    first = REVEALS.index(each.reveals[0]) if each.reveals else len(REVEALS)
    hidden, undecided = each.decision.is_public_now != "yes", each.decision.verdict == "undetermined"
    return hidden, undecided, first, each.item.created is None, each.item.created or 0, each.id


@given(JUDGED)
def test_priorities_and_the_order_of_the_page(judged: list[Any]) -> None:
    priority.prioritise(judged)
    wanted = sorted((each for each in judged if each.decision.suggestion != "none"), key=plain_key)
    assert [each.priority for each in wanted] == list(range(1, len(wanted) + 1))
    rest = sorted((each for each in judged if each.priority is None), key=lambda each: -(each.item.created or 0))
    assert list(map(id, by_priority(judged))) == list(map(id, wanted + rest))
