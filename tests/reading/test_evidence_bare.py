"""Answers without a log around them: of Facebook's page, and of the Graph API."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from evidence_world import OWNER, T0, Json, answer, day, story
from test_evidence_logs import read, seconds, stories, troubles

from analyzer.reading.evidence import bounds
from analyzer.reading.evidence.own_stories import own_stories


@pytest.mark.parametrize("indent", [None, 2])
def test_bare_answers(tmp_path: Path, indent: int | None) -> None:
    """Answers without a log: JSON lines, or one value over many lines. The newest story gives the day."""
    lines = [json.loads(line) for line in answer(stories(3), streamed=2).split("\n")]
    text = "\n".join(json.dumps(line, indent=indent) for line in lines)
    found = own_stories(read(tmp_path, text), OWNER)
    assert len(found.stories) == 3 and found.kind == "facebook_page"
    assert (found.day, found.day_is_lower_bound) == (day("2019-05-01"), True)


def test_large_bare_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file too large to be held is read line by line; a line beyond the bound is named."""
    monkeypatch.setattr(bounds, "LARGEST_BARE", 10_000)
    monkeypatch.setattr(bounds, "LARGEST_VALUE", 9_000)
    text = "\n".join([answer(stories(5), streamed=4), json.dumps(story(text="x" * 9_000)), answer(stories(1, 8))])
    found = read(tmp_path, text)
    assert seconds(found) == [*(T0 + n for n in range(5)), T0 + 8] and troubles(found) == {"too_large": 1}


def post(time: Any = "2019-05-01T10:00:00+0000", text: str = "hello", audience: str = "EVERYONE") -> Json:
    """A post as the Graph API gives it."""
    return {
        "id": f"1_{time}",
        "created_time": time,
        "message": text,
        "privacy": {"value": audience},
        "permalink_url": "u",
    }


@pytest.mark.parametrize(
    "wrap", [lambda p: {"data": p}, lambda p: [{"data": p}], list, lambda p: {"posts": {"data": p}}]
)
def test_graph_api(tmp_path: Path, wrap: Any) -> None:
    """The four shapes of its answers; the day is that of the newest post, at least."""
    posts = [post(), post(T0 + 86400, "second", "SELF"), post("2019-05-03T10:00:00+0000", "third", "SOMETHING_NEW")]
    found = own_stories(read(tmp_path, wrap(posts)), OWNER)
    assert [(each.second, each.seen, each.source) for each in found.stories] == [
        (T0, "everyone", "graph_api"),
        (T0 + 86400, "narrower", "graph_api"),
        (T0 + 2 * 86400, "unclear", "graph_api"),
    ]
    assert (found.kind, found.day, found.day_is_lower_bound) == ("graph_api", day("2019-05-03"), True)
    assert found.stories[0].permalink == "u"
