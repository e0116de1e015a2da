"""Each member of everything that was given has its row, whatever lies beside, around and inside of an archive."""

from __future__ import annotations

import tempfile
import zipfile
from collections import Counter
from pathlib import Path

import pytest
import world
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.archive.file_kinds import MEDIA_EXTENSIONS
from analyzer.errors import AnalyzerError
from analyzer.items import coverage
from analyzer.items.file_rows import media_folder
from analyzer.model import FileRow, Problem
from analyzer.rules.analysis import Analysis

GOOD = world.facebook() | {world.TIMELINE: [world.fb_post("2020-05-01", "hello")]}


def members(path: Path, root: Path | None = None) -> Counter[tuple[str, str]]:
    """What must have a row: archive and name of each file; media by their folder, once."""
    found: Counter[tuple[str, str]] = Counter()
    if path.is_dir():
        names = [(path.name, each.relative_to(path).as_posix()) for each in path.rglob("*") if each.is_file()]
        zips = [each for each in path.rglob("*.zip") if len(each.relative_to(path).parts) < 3]
        opened = {each.relative_to(path).as_posix() for each in zips}
        for each in zips:
            found += members(each)
    else:
        with zipfile.ZipFile(path) as archive:
            names = [(path.name, info.filename) for info in archive.infolist() if not info.filename.endswith("/")]
        opened = set()
    for archive_name, name in names:
        if name.rpartition(".")[2].lower() in MEDIA_EXTENSIONS:
            found[archive_name, media_folder(name)] = 1
        elif name not in opened:
            found[archive_name, name] += 1
    return found


def rows(analysis: Analysis) -> Counter[tuple[str, str]]:
    """Archive and path of each row; a zip that was not opened stands for what is in it."""
    return Counter((row.archive, row.path) for row in analysis.collection.files)


FOLDERS = ["", "", "posts/", "your_facebook_activity/posts/", "media/posts/", "messages/inbox/x/", "new/", "__MACOSX/",
           "your_instagram_activity/media/", "a/b/", "ads_information/", "photos_and_videos/album/"]  # fmt: skip
NAMES = ["posts_1.json", "your_posts_1.html", "1.jpg", "0.json", "readme.txt", "x", "._y", ".DS_Store", "no-data.txt",
         "new things.json", "media.json", "index.html", "profile.json", "a.srt", "2.mp4", "b.pdf"]  # fmt: skip
WRAPPERS = ["", "", f"{world.FACEBOOK}/", f"{world.INSTAGRAM}/", "of 2021/", "deep/er/", "posts/"]
CONTENTS = [
    b"[]",
    b"{}",
    b"x",
    b"<html></html>",
    b"[object Object]",
    b'[{"timestamp": 1600000000, "text": "two words"}]',
]

PATHS = st.builds("{}{}{}".format, st.sampled_from(WRAPPERS), st.sampled_from(FOLDERS), st.sampled_from(NAMES))
TREES = st.dictionaries(PATHS, st.sampled_from(CONTENTS), max_size=12)


def _possible(tree: dict[str, bytes]) -> dict[str, bytes]:
    """A tree without a file of a name that is a folder too."""
    folders = {"/".join(path.split("/")[:depth]) for path in tree for depth in range(1, path.count("/") + 1)}
    return {path: content for path, content in tree.items() if path not in folders}


@given(st.lists(st.tuples(TREES, st.booleans(), st.booleans()), min_size=1, max_size=3), TREES, st.booleans())
@settings(max_examples=120, deadline=None)
def test_every_member_has_its_row(
    archives: list[tuple[dict[str, bytes], bool, bool]], beside: dict[str, bytes], one: bool
) -> None:
    """Odd trees, zipped or not, with an archive in them or not, several in one folder or as several arguments."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "downloads")
        folder.mkdir()
        given_paths = []
        for number, (tree, whole, zipped) in enumerate(archives):
            files = {**_possible(tree), **(GOOD if whole or number == 0 else {})}
            name = f"{world.FACEBOOK[:-8]}token{number:03}" if number % 2 == 0 else f"other {number}"
            given_paths.append(world.write(folder, _possible(files), name, zipped=zipped))
        if one:
            for path, content in _possible(beside).items():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(content)
            given_paths = [folder]
        try:
            analysis = world.run(*(each for each in given_paths if each.exists()))
        except AnalyzerError:
            return  # nothing of Meta's in one of them
        assert not [each for each in analysis.collection.problems if each.problem == coverage.LOST_SIGHT]
        wanted = sum((members(each) for each in given_paths if each.exists()), Counter())
        found = rows(analysis)
        for each in folder.glob("*.zip") if one else ():
            if found[folder.name, each.name]:  # not an archive: one row
                found -= Counter({(folder.name, each.name): 1})
                wanted -= members(each)
        assert found == wanted


def test_what_was_lost_sight_of_is_named() -> None:
    """The check itself: a member without a row, or with fewer than it needs, becomes a loss that is named."""

    class Container:
        name = "a.zip"

    class Member:
        def __init__(self, name: str) -> None:
            self.name = self.path = name
            self.problem = ""

    container = Container()
    container.members = [Member(name) for name in ("x.json", "x.json", "y.json", "a/1.jpg", "a/2.jpg", "b/1.jpg")]  # type: ignore[attr-defined]
    files = [FileRow("a.zip", "x.json", 0, "read"), FileRow("a.zip", "a", 0, "media")]
    problems: list[Problem] = []
    coverage.complete([container], files, problems)  # type: ignore[list-item]
    added = sorted((row.path, row.status, row.records, row.unread["damaged"]) for row in files[2:])
    assert added == [(path, "damaged", 1, 1) for path in ("b", "x.json", "y.json")]
    assert {each.problem for each in problems} == {coverage.LOST_SIGHT} and len(problems) == 3


@pytest.mark.parametrize("zipped", [True, False])
def test_the_check_is_part_of_every_run(tmp_path: Path, zipped: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were a kind of file forgotten, the run would end as incomplete."""
    path = world.write(tmp_path, GOOD | {"new/x.json": b"[]"}, world.FACEBOOK, zipped=zipped)
    assert not world.run(path).collection.problems
    from analyzer.archive import exports

    whole = exports.sort_members

    def forgets(container: exports.Container) -> tuple[list[exports.Piece], list[exports.Member]]:
        pieces, _ = whole(container)
        for piece in pieces:
            piece.files = [file for file in piece.files if "new" not in file.path]
        return pieces, []

    monkeypatch.setattr(exports, "sort_members", forgets)
    assert [each.path for each in world.run(path).collection.problems] == ["new/x.json"]
