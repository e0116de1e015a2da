"""A kind of file is complete with its row: its page is read as one of posts, or is not understood, with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import world

from analyzer.archive import layout
from analyzer.archive.layout import Row, Shape
from analyzer.reading.html.unseen import WHY
from analyzer.reading.reader import reader
from analyzer.rules.analysis import Analysis

ROWS = {"facebook": ("zines", "your_zines"), "instagram": ("media", "flips")}


@pytest.fixture(autouse=True)
def rows(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One row more for each platform, as somebody would add it."""
    for platform, (folder, name) in ROWS.items():
        named = f"{platform}.rows:{folder}/{name}.json"
        monkeypatch.setitem(layout.shapes(), named, Shape(platform, "note"))
        row = ((folder, f"{name}.json"), Row("notes", (named,), ""))
        monkeypatch.setitem(layout._table(platform), f"{name}.json", [row])
    yield
    reader.cache_clear()


def page(*cards: str) -> bytes:
    return f'<html><body><main class="_a706" role="main">{"".join(cards)}</main></body></html>'.encode()


def card(title: str, body: str) -> str:
    head = f'<h2 class="_a6-h">{title}</h2>' if title else ""
    foot = '<div class="_a6-o">Nov 13, 2025 3:04 pm</div>'
    return f'<div class="_a6-g">{head}<div class="_a6-p">{body}</div>{foot}</div>'


def table(label: str, value: str) -> str:
    return f'<table><tr><td colspan="2" class="_2pin _a6_q">{label}<div><div>{value}</div></div></td></tr></table>'


def judge(folder: Path, platform: str, raw: bytes) -> tuple[Analysis, dict[str, tuple[str, str, int]]]:
    where, name = ROWS[platform]
    files = world.facebook() if platform == "facebook" else world.instagram()
    root = "your_facebook_activity" if platform == "facebook" else "your_instagram_activity"
    path = f"{root}/{where}/{name}.html"
    stem = world.FACEBOOK if platform == "facebook" else world.INSTAGRAM
    analysis = world.judge(folder, files | {path: raw}, stem)
    found = (row for row in analysis.collection.files if row.path == path)
    return analysis, {row.path: (row.status, row.why, row.items) for row in found}


@pytest.mark.parametrize("platform", ROWS)
def test_a_page_like_those_of_posts_is_read(tmp_path: Path, platform: str) -> None:
    """Words, time and files, though nobody wrote an adapter."""
    words = '<div class="_2pin"><div>Issue one</div></div>' if platform == "facebook" else '<img src="flips/1.jpg"/>'
    analysis, found = judge(tmp_path, platform, page(card("Issue one", words)))
    assert [row[::2] for row in found.values()] == [("read", 1)]
    assert world.only(analysis, "note").item.text == "Issue one"


@pytest.mark.parametrize("platform", ROWS)
@pytest.mark.parametrize("title", ["", "A quiz"])
def test_a_page_of_another_form_is_not_understood(tmp_path: Path, platform: str, title: str) -> None:
    """Words under labels that nobody knows would be lost: it says that nobody has seen such a page."""
    analysis, found = judge(tmp_path, platform, page(card(title, table("Zquestion", "Which way?"))))
    assert list(found.values()) == [("not_understood", WHY, 0)]
    assert not [each for each in analysis.judged if each.item.kind == "note"]


@pytest.mark.parametrize("platform", ROWS)
def test_a_later_card_of_another_form_is_unread(tmp_path: Path, platform: str) -> None:
    """The page is read as far as it is like pages of posts; the other card is named."""
    words = '<div class="_2pin"><div>Issue one</div></div>' if platform == "facebook" else "Issue one"
    raw = page(card("", words), card("", table("Zquestion", "Which way?")))
    analysis, found = judge(tmp_path, platform, raw)
    assert [row[::2] for row in found.values()] == [("read", 1)]
    assert [problem.record for problem in analysis.collection.problems] == ["card 2"]
