"""What may not be read, or is no file: in whatever place it is given, a true sentence; inside an archive, a loss."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import world
from world import FACEBOOK, POSTS, TIMELINE, fb_post, ig_post

from analyzer.command.main import main

GOOD = world.instagram() | {POSTS: [ig_post("2020-05-01", "hello")]}
CLOSED = "your_instagram_activity/new"


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """The command: exit code, standard output, standard error."""

    def call(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["analyze", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        told = capsys.readouterr()
        return int(ended.value.code or 0), told.out, told.err

    return call


@pytest.fixture(autouse=True)
def permissions(tmp_path: Path) -> None:
    """Only where permissions hold: not for root, nor on Windows."""
    (tmp_path / "closed").touch(mode=0)
    if os.name != "posix" or os.access(tmp_path / "closed", os.R_OK):
        pytest.skip("this user may read all")


@pytest.mark.parametrize("what", [POSTS, f"{CLOSED}/new.json", CLOSED, "media/posts", f"{FACEBOOK}.zip"])
def test_inside_an_unpacked_archive(command: Callable[..., tuple[int, str, str]], tmp_path: Path, what: str) -> None:
    """A file, known or not, a folder, a zip beside: its row, its problem, exit 5; the rest is read."""
    files = GOOD | {f"{CLOSED}/new.json": [], "media/posts/1.jpg": b"x"}
    folder = world.write(tmp_path, files, zipped=False)
    world.write(folder, world.facebook() | {TIMELINE: [fb_post("2020-05-01", "x")]}, FACEBOOK)
    (folder / what).chmod(0)
    try:
        code, _, err = command(folder, "--out", tmp_path / "out", "--quiet")
    finally:
        (folder / what).chmod(0o700)
    rows = list(csv.DictReader((tmp_path / "out" / "files.csv").open(encoding="utf-8")))
    problems = list(csv.DictReader((tmp_path / "out" / "problems.csv").open(encoding="utf-8")))
    assert code == 5 and not err
    assert [row["status"] for row in rows if row["path"] == what] == ["damaged"]
    assert [row["path"] for row in problems] == [what]


@pytest.mark.parametrize("kind", ["closed", "pipe", "folder", "ring", "device"])
@pytest.mark.parametrize(
    "option",
    ["", "--answers", "--audiences", "--seen-public", "--grounds-file", "--address-file", "explain", "compare"],
)
def test_given_by_name(command: Callable[..., tuple[int, str, str]], tmp_path: Path, option: str, kind: str) -> None:
    """As an archive or behind an option: exit 2 and one sentence that names it, at once."""
    path = tmp_path / f"{kind}.x"
    if kind == "closed":
        path.touch(mode=0)
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir(mode=0)
    elif kind == "ring":
        path.symlink_to(path)
    else:
        path = Path("/dev/zero")
    good = world.write(tmp_path, GOOD)
    words = {
        "": [path], "explain": ["explain", "0" * 12, path], "compare": ["compare", good, path],
    }.get(option) or [*(["letter"] if "-file" in option else []), good, option, path]  # fmt: skip
    out = [] if option == "explain" else ["--out", tmp_path / "out"]
    code, told, err = command(*words, *out)
    assert code == 2 and not told and path.name in err and err.count("\n") == 1
    assert "cannot be meant" not in err and not (tmp_path / "out").exists()
    assert not option.endswith("-file") or option in err
