"""Records are compared by text only where two files have one of the same second: the same is joined as without that."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from analyzer.items.same_item import Joins, kind_group
from analyzer.model import Item
from analyzer.reading.fields import fold_text

TEXTS = st.sampled_from(["", "Tea", "tea ", "TEA", "Te\u0301", "T\u00e9", " ", "x"])
ITEMS = st.lists(
    st.builds(
        Item,
        st.sampled_from(["facebook", "instagram"]),
        st.sampled_from(["post", "comment", "bio", "photo"]),
        created=st.sampled_from([None, 0, 5, 5, 65]),
        text=TEXTS,
        url=st.sampled_from(["", "", "https://a.de"]),
        permalink=st.sampled_from(["", "", "https://b.de"]),
        place=st.sampled_from(["", "", "Bonn"]),
        check_in=st.booleans(),
        account=st.integers(0, 1),
        file=st.integers(0, 3),
        export=st.integers(0, 1),
    ),
    max_size=12,
)


class Plain(Joins):
    """Every text is folded, and formats are looked for whatever the files are."""

    def _said(self) -> Iterator[tuple[int, tuple[object, ...]]]:
        for index, item in enumerate(self.records):
            when = (item.account, kind_group(item.kind), item.created)
            if text := item.text and fold_text(item.text):
                yield index, (*when, "text", text)
            elif item.url or item.permalink:
                yield index, (*when, "link", item.url or item.permalink)
            if item.created is not None and (item.check_in or (item.place and item.platform == "facebook")):
                yield index, (*when, "place")


@given(ITEMS, st.sampled_from([frozenset[int](), frozenset([1]), frozenset([0, 1, 2, 3])]))
def test_the_same_records_are_joined(records: list[Item], pages: frozenset[int]) -> None:
    """By text, link and place, and between pages and JSON."""
    found, plain = Joins(records, pages), Plain(records, pages)
    for join in (found, plain):
        join.text()
        join.formats()
    assert list(found.clusters()) == list(plain.clusters())
