"""Rows of the page that are packed a few at a time are what they are as one text."""

from __future__ import annotations

import gzip
import json
import re
from base64 import b64decode
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_item_lines import analysis, rows

from analyzer.report.page import items
from analyzer.rules.decision import Judged

ODD = st.text(st.sampled_from('<>&!-/\u2028\u2029\ud83c\n"\\a🌧'), max_size=12)


def unpacked(element: str) -> tuple[str, bool]:
    """The content of a script element, and whether it was packed."""
    found = re.fullmatch(r'<script type="[a-z/]+" class="rows( packed)?">(.*)</script>\n', element, re.DOTALL)
    assert found is not None
    raw = gzip.decompress(b64decode(found[2])).decode("utf-8", "surrogatepass") if found[1] else found[2]
    return raw, bool(found[1])


@given(st.lists(ODD, max_size=20), st.integers(1, 8), st.sampled_from([0, 1, 30, 10_000]))
def test_rows_are_the_same_however_many_at_once(texts: list[str], at_once: int, packed_from: int) -> None:
    """Packed only if all of them together are worth it; nothing in them can end the element."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(items, "_ROWS_AT_ONCE", at_once)
        patch.setattr(items, "PACKED_FROM", packed_from)
        found = items._Rows()
        for text in texts:
            found.add(json.dumps(text, ensure_ascii=False) + "\n")
        element = "".join(found.element())
    plain = "".join(items.script_json(text) + "\n" for text in texts)
    assert unpacked(element) == (plain, len(plain) >= packed_from)


@given(rows(), ODD)
def test_a_row_is_what_an_encoder_makes_of_it(each: Judged, text: str) -> None:
    """The line of an item, written without an encoder for all of it, is its JSON."""
    each = replace(each, item=replace(each.item, text=text))
    more = items._more(each)
    expected = [text, each.item.record, *([more] if more else [])]
    assert items._row(each, None, analysis().words) == items._encode(expected) + "\n"
