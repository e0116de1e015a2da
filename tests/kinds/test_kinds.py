"""One folder for each kind of file: its input and what must come out, side by side. See CONTRIBUTING, `tools.kinds`."""

from __future__ import annotations

import json
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

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
            path, kind = group["paths"][0], group["paths"][0].split("/")[-2]
            where = f"tests/kinds/{table}/{kind}/{path.rpartition('/')[2].replace('<n>', '1')}"
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
