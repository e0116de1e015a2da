"""An item has a time, words, a medium or a link of its own: whatever stands in a file, in whatever reader's form."""

from __future__ import annotations

import io
import json
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import world
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.archive.layout import shapes
from analyzer.model import ExportFacts, Item
from analyzer.reading import one_file
from analyzer.reading.html.pages import Pages
from analyzer.reading.reader import UNREADABLE, Damaged, NoRecords, Unread, reader

TABLES = files("analyzer.archive.layout")
NAMES = {
    name
    for table in ("facebook", "instagram")
    for group in tomllib.loads(TABLES.joinpath(f"{table}.toml").read_text("utf-8"))["group"]
    for name in group.get("readers", ())
}
READERS = sorted(name for name in NAMES | shapes().keys() if reader(name).form != "facts")
TITLES = ("Alex Doe updated his status.", "Reels Subscriptions", "Alex Doe", "")
KEYS = (
    "timestamp", "creation_timestamp", "title", "data", "post", "comment", "attachments", "media", "uri", "name",
    "label_values", "label", "value", "dict", "vec", "string_map_data", "string_list_data", "text", "description",
    "created", "body", "words", "messages", "sender_name", "content", "photos", "stories", "caption", "taken_at",
    "Comment", "Username", "Draft", "tags", "place", "url", "profile_v2", "profile_user", "group", "author",
)  # fmt: skip
LEAVES = st.sampled_from((None, "", " ", 0, 5, True, "words", "True", 1740000000, *TITLES, "Message", "Draft"))
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=20,
)


def known(name: str) -> ExportFacts:
    facts = ExportFacts()
    account = facts.account("facebook" if name.startswith("facebook") else "instagram")
    account.username, account.full_name = "alex", "Alex Doe"
    account.names.add("Alex Doe")
    return facts


def outcomes(name: str, raw: bytes, pages: Pages | None = None) -> list[Any]:
    """What counts of a file; a record that cannot be read counts as `Unread` too."""
    facts, found = known(name) if pages is None else pages.facts, []
    try:
        for _, make in one_file.records(name, io.BytesIO(raw), facts, pages):
            try:
                found += make()
            except UNREADABLE as error:
                found.append(Unread(str(error)))
    except (Damaged, NoRecords, *UNREADABLE):
        pass
    return found


def check(found: list[Any]) -> None:
    for each in found:
        if isinstance(each, Item):
            links = (each.url, each.permalink)
            assert each.created is not None or each.text.strip() or each.media or any(links), each


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=40, deadline=None)
@given(value=VALUES)
def test_no_item_is_blank(name: str, value: Any) -> None:
    """Whatever is in a file of JSON."""
    check(outcomes(name, json.dumps(value).encode()))


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=15, deadline=None)
@given(
    title=st.sampled_from(TITLES),
    rows=st.lists(
        st.tuples(st.sampled_from(("Username", "Draft", "Zx", "Group", "Time", "Media")), LEAVES), max_size=3
    ),
    line=st.sampled_from(("", "Group: Chess", "Updated Nov 13, 2025 3:04 pm")),
)
def test_no_item_of_a_page_is_blank(name: str, title: str, rows: list[tuple[str, Any]], line: str) -> None:
    """Nor of a page."""
    cells = "".join(f'<tr><td colspan="2" class="_2pin _a6_q">{k}<div><div>{v}</div></div></td></tr>' for k, v in rows)
    body = f'<h2 class="_a6-h">{title}</h2><div class="_a6-p"><div>{line}</div><table>{cells}</table></div>'
    raw = f'<html><body><main class="_a706"><div class="_a6-g">{body}</div></main></body></html>'
    pages = Pages("facebook" if name.startswith("facebook") else "instagram", known(name))
    check(outcomes(name, raw.encode(), pages))


NEW = [{"created": 1740000000, "body": {"words": f"comment {number}"}} for number in range(3)]


@pytest.mark.parametrize("name", [name for name in READERS if reader(name).form == "records"])
def test_a_record_of_unknown_keys_is_unread(name: str) -> None:
    """Each of them: none becomes an item, and none is passed over as empty."""
    for records in ([{"created": 1740000000, "words": "x"}], NEW):
        found = outcomes(name, json.dumps(records).encode())
        assert [type(each) for each in found] == [Unread] * len(records)


@pytest.mark.parametrize(
    ("files", "path", "archive"),
    [
        (world.facebook(), world.COMMENTS, world.FACEBOOK),
        (world.facebook(), world.TIMELINE, world.FACEBOOK),
        (world.instagram(), world.POSTS, world.INSTAGRAM),
        (world.instagram(), world.STORIES, world.INSTAGRAM),
    ],
)
def test_new_keys_are_told(tmp_path: Path, files: world.Files, path: str, archive: str) -> None:
    """They are counted and named one by one; the record of the known shape beside them is read."""
    good = {"timestamp": 1600000000, "title": "Alex Doe updated his status.", "data": [{"post": "old"}]}
    good |= {"creation_timestamp": 1600000000}
    analysis = world.judge(tmp_path, files | {path: [*NEW, good]}, archive)
    row = next(row for row in analysis.collection.files if row.path == path)
    assert (row.records, row.items, row.merged, row.unread) == (4, 1, 0, {"unreadable_record": 3})
    assert [problem.record for problem in analysis.collection.problems] == ["/0", "/1", "/2"]
