"""Everything that is no archive of Meta's: a sentence that says what it is, the exit code, nothing written."""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import world
from world import FACEBOOK, INSTAGRAM, TIMELINE, fb_post

import analyzer
from analyzer.command import main

GOOD = world.facebook(jurisdiction="GDPR") | {TIMELINE: [fb_post("2020-05-01", "hello")]}

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command, called as from a shell: exit code, standard output, standard error."""

    def call(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["analyze", *map(str, words)])
        try:
            main.main()
            code: Any = 0
        except SystemExit as end:
            code = end.code or 0
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return code, said.out, said.err

    return call


def refused(command: Command, code: int, tmp_path: Path, *paths: Path) -> str:
    """The one sentence with which the command refuses; an older report stays as it is, nothing else is written."""
    report = tmp_path / "report"
    report.mkdir(exist_ok=True)
    (report / "summary.json").write_text(json.dumps({"schema": 1, "policy": {}, "counts": {}, "range": {}}))
    before = {path: path.read_bytes() if path.is_file() else b"" for path in tmp_path.rglob("*")}
    found, out, err = command(*paths, "--out", report)
    assert (found, out) == (code, ""), err
    assert err.startswith("analyze: ") and err.count("\n") == 1 and err.rstrip().endswith("."), err
    assert {path: path.read_bytes() if path.is_file() else b"" for path in tmp_path.rglob("*")} == before
    return err


def test_no_such_file(command: Command, tmp_path: Path) -> None:
    """A path that is not there: exit 2, the path is named; also as one of several."""
    good = world.write(tmp_path, GOOD, FACEBOOK)
    for paths in ([tmp_path / "nope.zip"], [good, tmp_path / "nope.zip"], [tmp_path / "nope.zip", good]):
        assert "nope.zip" in refused(command, 2, tmp_path, *paths)


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("a.pdf", b"%PDF-1.7\n", "not a zip"),
        ("a.rar", b"Rar!\x1a\x07\x01\x00", "RAR"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c", "7z"),
        ("a.tar.gz", b"\x1f\x8b\x08\x00", "gzip"),
        ("a.html", b"<!DOCTYPE html><html></html>", "web page"),
        ("your_posts_1.json", b'[{"timestamp": 1}]', "JSON"),
        ("a.json", b' {"timestamp": 1}', "JSON"),
        ("a.txt", b"hello", "not a zip"),
        ("empty.zip", b"", "not a zip"),
        ("posts.zip", b"\x00" * 5000, "not a zip"),
    ],
)
def test_not_a_zip(command: Command, tmp_path: Path, name: str, content: bytes, word: str) -> None:
    """Files that are no zip: exit 3, and what they look like."""
    path = tmp_path / name
    path.write_bytes(content)
    said = refused(command, 3, tmp_path, path)
    assert word in said and name in said


FOREIGN = {
    "Google": ["Takeout/Google Photos/2020/a.jpg", "Takeout/archive_browser.html", "Takeout/YouTube/history.json"],
    "Twitter": ["Your archive.html", "data/tweets.js", "data/account.js", "data/tweets_media/1.jpg"],
    "TikTok": ["user_data_tiktok.json"],
    "WhatsApp": ["_chat.txt", "IMG-20200101-WA0001.jpg"],
    "Snapchat": ["json/snap_history.json", "json/account.json", "json/friends.json", "html/snap_history.html"],
    "LinkedIn": ["Connections.csv", "messages.csv", "Profile.csv", "Comments.csv"],
    "Telegram": ["result.json", "photos/photo_1@01-01-2020.jpg", "video_files/v.mp4"],
    "Discord": ["messages/index.json", "messages/c123/messages.json", "servers/index.json", "account/user.json"],
    "Reddit": ["comments.csv", "posts.csv", "post_headers.csv", "subscribed_subreddits.csv"],
    "Mastodon": ["outbox.json", "likes.json", "bookmarks.json", "actor.json", "media_attachments/files/1.jpg"],
    "Word": ["word/document.xml", "[Content_Types].xml"],
}


@pytest.mark.parametrize("platform", FOREIGN)
@pytest.mark.parametrize("zipped", [True, False])
def test_the_export_of_another_platform(command: Command, tmp_path: Path, platform: str, zipped: bool) -> None:
    """Another platform's export, zipped or unpacked: exit 3, and it is said by name."""
    files = dict.fromkeys(FOREIGN[platform], b"[]")
    path = world.write(tmp_path, files, "download", zipped=zipped)
    assert platform in refused(command, 3, tmp_path, path)


def test_a_zip_of_something_else(command: Command, tmp_path: Path) -> None:
    """An empty zip, one of photos, one with a zip in it, an empty folder: exit 3."""
    for number, files in enumerate(
        [{}, {"holiday/1.jpg": b"x", "readme.txt": b"y"}, {f"{FACEBOOK}.zip": b"PK\x03\x04"}]
    ):
        assert "holds no archive" in refused(command, 3, tmp_path, world.write(tmp_path, files, f"other{number}"))
    (tmp_path / "folder").mkdir()
    assert "folder holds no archive" in refused(command, 3, tmp_path, tmp_path / "folder")


def test_media_only(command: Command, tmp_path: Path) -> None:
    """A part with media only, or with nothing that can hold items, given alone: exit 3; it asks for the other parts."""
    media = {"your_facebook_activity/posts/media/a_1/1000000000001.jpg": b"x"}
    assert "all parts" in refused(command, 3, tmp_path, world.write(tmp_path, media, FACEBOOK))
    media = {"media/posts/202001/17850000000000001.jpg": b"x"}
    assert "all parts" in refused(command, 3, tmp_path, world.write(tmp_path, media, INSTAGRAM))
    ads = {"ads_information/ads_interests.json": b"[]", "connections/friends/your_friends.json": b"[]"}
    assert "all parts" in refused(command, 3, tmp_path, world.write(tmp_path, ads, FACEBOOK))


def test_pages_that_are_not_of_meta(command: Command, tmp_path: Path) -> None:
    """Pages under Meta's names with nothing of Meta's in them: exit 4, none of the needed files can be read."""
    pages = {
        "start_here.html": b"<html></html>",
        TIMELINE.replace(".json", ".html"): b"<html></html>",
        "personal_information/profile_information/profile_information.html": b"<html></html>",
    }
    assert "can be read" in refused(command, 4, tmp_path, world.write(tmp_path, pages, FACEBOOK))


def test_one_bad_of_several(command: Command, tmp_path: Path) -> None:
    """One export that cannot be read among good ones: its code, in any order; the good ones are not written either."""
    good = world.write(tmp_path, GOOD, FACEBOOK)
    text = tmp_path / "notes.txt"
    text.write_bytes(b"hello")
    cut = tmp_path / "cut.zip"
    cut.write_bytes(good.read_bytes()[:300])
    foreign = world.write(tmp_path, {"Takeout/archive_browser.html": b""}, "takeout")
    for bad, code in ((text, 3), (cut, 4), (foreign, 3)):
        assert bad.name in refused(command, code, tmp_path, good, bad)
        assert bad.name in refused(command, code, tmp_path, bad, good)


ADS = {"ads_information/ads_interests.json": b"[]", "apps_and_websites_off_of_facebook/connected_apps.json": b"[]"}


@pytest.mark.parametrize("together", [True, False], ids=["one folder", "several arguments"])
def test_a_download_without_posts_beside_one_with_posts(command: Command, tmp_path: Path, together: bool) -> None:
    """Where the wrong boxes were ticked for one of two downloads the other is read, and a sentence names that one."""
    folder = tmp_path / "downloads"
    good = world.write(folder, world.instagram() | {world.POSTS: [world.ig_post("2020-05-01", "hello")]})
    media = {"media/posts/202001/17850000000000001.jpg": b"x"}
    for number, files in enumerate((ADS, world.threads_account(False), media)):
        bare = {path: content for path, content in files.items() if "threads" not in path}
        bad = world.write(folder, bare or ADS, f"facebook-robin-2026-02-0{number + 2}-AbCdEfGh")
        given = [folder] if together else [good, bad]
        code, out, err = command(*given, "--out", tmp_path / f"out{number}", "--json")
        summary = json.loads(out)
        assert (code, err, summary["counts"]["instagram"]["post"]) == (0, "", {"in_scope": 1})
        told = [each["text"] for each in summary["warnings"] if each["id"] == "download_without_posts"]
        assert len(told) == 1 and bad.name in told[0]
        assert [each["name"] for each in summary["exports"]] == [good.name]
        assert f"{bad.name},{next(iter(bare or ADS)).rpartition('/')[0]}" in (
            tmp_path / f"out{number}" / "files.csv"
        ).read_text("utf-8")
        bad.unlink()


@pytest.mark.parametrize(
    ("inner", "whose"),
    [
        ("your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json", "Facebook"),
        ("your_facebook_activity/comments_and_reactions/comments.json", "Facebook"),
        ("your_instagram_activity/media/posts_1.json", "Instagram"),
        ("content/posts_1.json", "Instagram"),
        ("your_instagram_activity/comments/post_comments_1.html", "Instagram"),
    ],
)
def test_the_inside_of_an_archive(command: Command, tmp_path: Path, inner: str, whose: str) -> None:
    """One file of an archive, or an inner folder, is told for what it is: exit 3, and which folder to give instead."""
    content = b"<html></html>" if inner.endswith("html") else b"[]"
    whole = world.write(tmp_path, {inner: content}, "holds it", zipped=False)
    for given in (whole / inner, (whole / inner).parent):
        said = refused(command, 3, tmp_path, given)
        assert f"part of an {whose}" in said.replace("a Facebook", "an Facebook") and f"({whole})" in said
    moved = tmp_path / "Desktop"
    moved.mkdir()
    (whole / inner).rename(moved / Path(inner).name)
    if "_" in Path(inner).name:
        assert "the whole download instead" in refused(command, 3, tmp_path, moved / Path(inner).name)
        assert "the whole download instead" in refused(command, 3, tmp_path, moved)


def test_what_a_person_puts_beside_is_no_worry(command: Command, tmp_path: Path) -> None:
    """A readme, notes, a scan or a list beside the archive are not needed; no warning is about them."""
    beside = {"README": b"x", "README.md": b"# my words of 2020", "truth.json": b'{"items": [{"text": "two words"}]}'}
    beside |= {"notes.txt": b"two words", "passport.pdf": b"%PDF", "list.csv": b"a,b"}
    for number, zipped in enumerate((True, False)):
        folder = tmp_path / str(number)
        path = world.write(folder, GOOD, FACEBOOK, zipped=zipped)
        for place in (folder, *([] if zipped else [path])):
            for name, content in beside.items():
                (place / name).write_bytes(content)
        code, out, _ = command(folder, "--out", tmp_path / f"out{number}", "--json")
        summary = json.loads(out)
        assert code == 0 and not [each for each in summary["warnings"] if each["id"] == "unknown_content"]
        rows = (tmp_path / f"out{number}" / "files.csv").read_text("utf-8")
        for name in ("README.md", "notes.txt", "passport.pdf", "list.csv"):
            assert rows.count(f"{name},") == (1 if zipped else 2), name
            assert not [line for line in rows.splitlines() if f"{name}," in line and "not_needed" not in line]


UNKNOWN_PAGE = """<html><head><title>New</title></head><body class="_5vb_ _2yq _a7o5"><main class="_a706" role="main">{}
</main></body></html>"""
RECORD = '<section class="_a6-g"><div class="_a6-p"><div>{}</div></div><footer class="_a6-o">{}</footer></section>'


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (RECORD.format("some words", '<div class="_a72d">Nov 20, 2023 9:00:00 am</div>'), True),
        (RECORD.format("some words", "") + RECORD.format("other words", "20. Nov. 2023 09:00"), True),
        (
            "<table><tr><td>Text</td><td>a b</td></tr><tr><td>Time</td><td>Nov 20, 2023 9:00 am</td></tr></table>",
            True,
        ),
        ("<div><p>some words</p><p>Nov 20, 2023 9:00 am</p></div>", True),
        (RECORD.format("words", '<div class="_a72d">Nov 20, 2023 9:00:00 am</div>'), False),
        ("<p>You have no data in this section</p>", False),
        ("", False),
    ],
    ids=["card", "footer", "table", "no card", "one word", "note", "empty"],
)
def test_an_unknown_page_that_looks_authored_is_warned_of(
    command: Command, tmp_path: Path, body: str, told: bool
) -> None:
    """A page nobody knows with dates and words in it is named on the first screen, as its twin in JSON is; exit 0."""
    new = "your_facebook_activity/posts/your_new_things.html"
    path = world.write(tmp_path, {**GOOD, new: UNKNOWN_PAGE.format(body).encode()}, FACEBOOK)
    code, out, _ = command(path, "--out", tmp_path / "out", "--json")
    named = [w for w in json.loads(out)["warnings"] if w["id"] == "unknown_content" and w["text"].startswith(new)]
    assert code == 0 and bool(named) == told


def test_a_tree_that_nobody_knows_beside_an_archive(command: Command, tmp_path: Path) -> None:
    """A folder with a familiar root and no known file: each file has its row, and what is full of words is told."""
    folder = tmp_path / "all"
    world.write(folder, GOOD, FACEBOOK, zipped=False)
    other = {"posts/posts_1.json": [{"timestamp": 1700000000, "text": "some words"}], "posts/other.html": b"<p>x</p>"}
    other |= {"posts/new.xyz": b"x", "posts/a/1.jpg": b"x", "posts/a/2.jpg": b"x"}
    world.write(folder, other, "of 2021", zipped=False)
    code, out, _ = command(folder, "--out", tmp_path / "out", "--json")
    assert code == 0 and any("of 2021/posts/posts_1.json" in w["text"] for w in json.loads(out)["warnings"])
    rows = (tmp_path / "out" / "files.csv").read_text("utf-8")
    for name in ("posts/posts_1.json", "posts/other.html", "posts/new.xyz", "posts/a"):
        assert rows.count(f"of 2021/{name},") == 1


@pytest.mark.parametrize("name", ["your_facebook_activity/stories/archived_stories.json", TIMELINE])
def test_a_fault_of_metas_own_export(command: Command, tmp_path: Path, name: str) -> None:
    """`[object Object]` in place of the data: exit 5, and the sentence says that it is Meta's fault."""
    path = world.write(tmp_path, {**GOOD, world.COMMENTS: [world.fb_comment("x")], name: b"[object Object]"}, FACEBOOK)
    code, out, _ = command(path, "--out", tmp_path / "out", "--json")
    assert code == 5 and any("Meta's own export" in each["text"] for each in json.loads(out)["warnings"])


def test_a_foreign_zip_in_a_folder(command: Command, tmp_path: Path) -> None:
    """Beside the archive in one folder, what is somebody else's is a row that is not understood; exit 0."""
    folder = tmp_path / "downloads"
    world.write(folder, GOOD, FACEBOOK)
    world.write(folder, {"Takeout/archive_browser.html": b""}, "takeout")
    (folder / "broken.zip").write_bytes(b"hello")
    (folder / "letter.pdf").write_bytes(b"%PDF")
    code, out, _ = command(folder, "--out", tmp_path / "out", "--json")
    assert code == 0 and json.loads(out)["counts"]["facebook"]["post"]
    rows = (tmp_path / "out" / "files.csv").read_text("utf-8")
    for name in ("takeout.zip", "broken.zip", "letter.pdf"):
        assert f"downloads,{name}," in rows
    assert "Google Takeout" in rows


def test_only_foreign_zips_in_a_folder(command: Command, tmp_path: Path) -> None:
    """A folder with somebody else's zips only: exit 3, by name."""
    folder = tmp_path / "downloads"
    world.write(folder, {"Takeout/archive_browser.html": b""}, "takeout")
    assert "Google Takeout" in refused(command, 3, tmp_path, folder)


def test_a_zip_in_a_zip_is_not_opened(command: Command, tmp_path: Path) -> None:
    """The previous download inside the new one is a row, and nothing of it is counted."""
    inner = world.write(tmp_path, GOOD, FACEBOOK)
    files = {**GOOD, "facebook-old.zip": inner.read_bytes()}
    result = analyzer.analyze(world.write(tmp_path / "new", files, FACEBOOK))
    assert len(result.items) == 1 and result.files.set_index("path").status["facebook-old.zip"] == "not_understood"


def test_files_without_content(command: Command, tmp_path: Path) -> None:
    """Sections without data: `no-data.txt`, `[]`, `{}` are empty, and the run is complete."""
    files = {
        **GOOD,
        "your_facebook_activity/groups/no-data.txt": b"Du hast keine Daten in diesem Abschnitt",
        "your_facebook_activity/posts/archive.json": b"{}",
        "your_facebook_activity/posts/your_videos.json": b'{"videos_v2": []}',
        "your_facebook_activity/posts/your_posts_7.json": b"[]",
    }
    result = analyzer.analyze(world.write(tmp_path, files, FACEBOOK))
    assert result.complete
    status = result.files.set_index("path").status
    assert {status[name] for name in files if name not in GOOD} == {"empty"}


def test_an_unknown_file_that_looks_authored_is_warned_of(command: Command, tmp_path: Path) -> None:
    """A file nobody knows with times and words in it: not understood, named in the warnings, exit 0."""
    new = "your_facebook_activity/posts/your_new_things.json"
    path = world.write(tmp_path, {**GOOD, new: [{"timestamp": 1700000000, "text": "some words"}]}, FACEBOOK)
    code, out, _ = command(path, "--out", tmp_path / "out", "--json")
    assert code == 0
    assert any(w["id"] == "unknown_content" and w["text"].startswith(new) for w in json.loads(out)["warnings"])


def test_a_folder_that_is_a_zip_by_name(command: Command, tmp_path: Path) -> None:
    """A folder called x.zip is read as the folder that it is."""
    path = world.write(tmp_path, GOOD, f"{FACEBOOK}.zip", zipped=False)
    assert path.is_dir() and not zipfile.is_zipfile(path)
    code, _, err = command(path, "--out", tmp_path / "out", "--quiet")
    assert (code, err) == (0, "")
