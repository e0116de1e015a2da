"""One folder for each kind of file: its input and what must come out, side by side. See CONTRIBUTING, `tools.kinds`."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from analyzer.archive import layout
from analyzer.archive.layout import shapes
from analyzer.reading.reader import reader
from tools import kinds

#: Readers older than these folders, which tests/reading and the samples hold. New ones have a folder here.
OLDER = {
    *(f"facebook.{name}" for name in (
        "posts:timeline", "posts:archived", "posts:trashed", "posts:elsewhere", "posts:check_ins", "photos:album",
        "photos:photos", "photos:videos", "comments:comments", "comments:group_comments", "groups:posts_and_comments",
        "groups:pending", "live:videos", "events:created", "events:hosted", "marketplace:listings",
        "reviews:recommended", "notes:notes", "ai:conversations", "ai:thread", "profile:bio")),
    *(f"instagram.{name}" for name in (
        "posts:posts", "posts:superset", "posts:archived", "posts:deleted", "posts:reels", "posts:igtv", "posts:other",
        "posts:subscriber_reels", "profile:photos", "profile:items", "channels:messages", "channels:replies",
        "ai:conversations", "ai:thread", "flat:media", "flat:comments", "flat:profile")),
    "threads.posts:posts", "threads.profile:items",
}  # fmt: skip


@pytest.mark.parametrize("folder", kinds.folders(), ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_what_comes_out(folder: Path) -> None:
    """Row, reader and fixture of each kind are there, and what comes out is what `expected.json` says."""
    try:
        told = kinds.difference(folder)
    except kinds.Missing as missing:
        pytest.fail(str(missing), pytrace=False)
    if told:
        pytest.fail(f"{folder} (`python -m tools.kinds --accept {folder.name}` if it is right):\n{told}", pytrace=False)


@pytest.mark.parametrize("table", ["facebook", "instagram"])
def test_every_row_has_a_fixture(table: str) -> None:
    """A kind of file that is read has a folder here, or is older than these folders."""
    read = set()
    for folder in kinds.folders():
        for path in kinds.inputs(folder):
            try:
                read |= set(kinds.row_of(folder.parent.name, path).readers)
            except kinds.Missing:
                continue  # `test_what_comes_out` tells of it
    text = files("analyzer.archive.layout").joinpath(f"{table}.toml").read_text("utf-8")
    for group in tomllib.loads(text)["group"]:
        names = group.get("readers") or [group.get("name", f"{table}.rows:{group['paths'][0]}")] * ("kind" in group)
        for name in names:
            if name in OLDER | read or (name not in shapes() and _is_missing_or_facts(name)):
                continue
            path = group["paths"][0]
            where = kinds.fixture(table, path)
            pytest.fail(
                f"FIXTURE: nothing shows what comes out of {path}. Put an invented one at {where}.", pytrace=False
            )


def _is_missing_or_facts(name: str) -> bool:
    try:
        return reader(name).form == "facts"
    except (ImportError, AttributeError, TypeError):
        pytest.fail(
            f"READER: a row names {name}, which is not there. Write it, or say `kind` in the row.", pytrace=False
        )


def test_it_says_which_of_the_three_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row, reader or fixture, in words; and a difference is shown as lines and can be accepted."""
    folder = tmp_path / "facebook" / "reels"
    folder.mkdir(parents=True)
    with pytest.raises(kinds.Missing, match=r"^FIXTURE: .* holds no file"):
        kinds.difference(folder)
    (folder / "your_zines.json").write_text("[]")
    with pytest.raises(kinds.Missing, match=r'^ROW: no row of .*facebook.toml has the path "reels/your_zines.json"'):
        kinds.difference(folder)
    (folder / "your_zines.json").rename(folder / "your_reels.json")
    monkeypatch.setattr(kinds, "reader", lambda name: __import__("analyzer.reading.nothing"))
    with pytest.raises(kinds.Missing, match=r"^READER: the row of reels/your_reels.json names facebook"):
        kinds.difference(folder)
    monkeypatch.undo()
    with pytest.raises(kinds.Missing, match=r"^FIXTURE: .*expected.json is missing"):
        kinds.difference(folder)
    (folder / "expected.json").write_text(json.dumps({"items": [{"kind": "reel"}]}))
    assert '-  {"kind": "reel"}' in kinds.difference(folder)
    (folder / "expected.json").write_text(kinds.written(kinds.outcome(folder)))
    assert kinds.difference(folder) == ""


@pytest.mark.parametrize("table", layout.TABLES)
def test_a_fixture_is_found_where_it_was_asked_for(table: str) -> None:
    """Whatever the length of a path in a row: the place that is named is one at which the row is found."""
    for group in layout.groups(table):
        for path in group["paths"]:
            folder, name = kinds.fixture(table, path).removeprefix(f"tests/kinds/{table}/").split("/", 1)
            inside = name if "/" in name else f"{folder}/{name}"
            assert layout.find(table, inside, at_root=True, of_page=True), path


def test_a_row_that_is_longer_than_the_path_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rather than that there is no row: shorten it, or put the file where the whole path is."""
    row = {"paths": ["zines/of_mine/your_zines_<n>.json"]}
    monkeypatch.setattr(layout, "groups", lambda table: [row])
    folder = tmp_path / "facebook" / "of_mine"
    folder.mkdir(parents=True)
    (folder / "your_zines_1.json").write_text("[]")
    said = '^ROW: the row "zines/of_mine/your_zines_<n>.json" .* is longer than "of_mine/your_zines_1.json": shorten it'
    with pytest.raises(kinds.Missing, match=said + ".* tests/kinds/facebook/any_name/zines/of_mine/your_zines_1.json"):
        kinds.difference(folder)


def test_a_sentence_over_a_record_is_not_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether it tells on whose profile it was posted, the row has to say: else it would be one's own."""
    folder = tmp_path / "facebook" / "reels"
    folder.mkdir(parents=True)
    record = {"timestamp": 1740000000, "title": "Alex Doe wrote on Sam Roe's timeline.", "data": [{"post": "Hello"}]}
    (folder / "your_reels.json").write_text(json.dumps([record]))
    (row,) = kinds.row_of("facebook", "reels/your_reels.json").readers
    told = shapes()[row]
    assert told.timeline is False and len(kinds.outcome(folder)["items"]) == 1
    monkeypatch.setattr(layout, "shapes", lambda: {row: replace(told, timeline=None)})
    with pytest.raises(kinds.Missing, match=r"^ROW: .*Sam Roe's timeline.* `timeline`: true where"):
        kinds.outcome(folder)
