"""Bounds of a run: little stored costs little time and memory, and a limit that is hit is named."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tracemalloc
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import pytest
import world
from hypothesis import given
from hypothesis import strategies as st
from world import FACEBOOK, POSTS, TIMELINE, ig_post

import analyzer
from analyzer.archive import containers, exports, limits
from analyzer.archive import member as members
from analyzer.archive.member import MemberUnreadable
from analyzer.archive.names import member_path
from analyzer.archive.plain_files import NoPlainFile, open_below, open_plain
from analyzer.archive.stream_safe import stream_safe, stream_safe_page, stream_safe_value
from analyzer.archive.target import check_outside
from analyzer.errors import RefusedArchive, UsageError
from analyzer.reading.html.card import Card
from analyzer.reading.html.piece import Piece
from analyzer.reading.html.pieces import cards_of
from analyzer.reading.json import cursor

GOOD = world.instagram() | {POSTS: [ig_post("2020-05-01", "hello")]}
MORE = POSTS.replace("_1", "_2")
MARK = "\u0301"


def packed(folder: Path, files: dict[str, Any]) -> Path:
    """A zip whose members are packed."""
    path = folder / f"{world.INSTAGRAM}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content if isinstance(content, bytes) else world._dump(content))
    return path


def limited(result: analyzer.Result) -> list[str]:
    """What was given up, and that it is told: the run is incomplete and each loss has its problem."""
    assert not result.complete and len(result.analysis.judged) >= 1
    return [each.problem for each in result.analysis.collection.problems]


def grows(make: Callable[[int], Callable[[], object]], size: int) -> float:
    """How many times as long eight times as much takes; the shortest of three tries each."""
    times = []
    for count in (size, 8 * size):
        tries = []
        for _ in range(3):
            work = make(count)
            started = process_time()
            work()
            tries.append(process_time() - started)
        times.append(min(tries))
    return times[1] / max(times[0], 0.002)


@given(st.text(st.sampled_from("aé\u0301\u0323\u0304한글 \u0e48")), st.integers(0, 80))
def test_text_is_normalised_in_short_runs_and_changed_nowhere_else(text: str, count: int) -> None:
    """A run of up to 30 marks stays as it is; a longer one is broken by an invisible letter, and only that is added."""
    found = stream_safe(text + MARK * count + "x")
    assert found.replace("\u034f", "") == text + MARK * count + "x"
    run = longest = 0
    for letter in found:
        run = run + 1 if unicodedata.combining(letter) else 0
        longest = max(longest, run)
    assert longest <= limits.MOST_MARKS
    if count + len(text) <= limits.MOST_MARKS:
        assert found == text + MARK * count + "x"


def test_marks_of_pages_and_of_values() -> None:
    """Marks that a page writes as entities count too; keys and texts inside a value are mended."""
    assert "\u034f" in stream_safe_page("e" + "&#769;" * 40) and "\u034f" in stream_safe_page(
        "e" + f"{MARK}&#769;" * 20
    )
    plain = "Tom &amp; Jerry &#039;é&#039;"
    assert stream_safe_page(plain) == plain
    value = {"k" + MARK * 50: ["x" + MARK * 50, 7, None]}
    ((key, (text, *rest)),) = stream_safe_value(value).items()
    assert "\u034f" in key and "\u034f" in text and rest == [7, None]


@pytest.mark.parametrize("raw", ["escapes", "bytes", "meta"])
def test_a_megabyte_of_marks_on_one_letter(tmp_path: Path, raw: str) -> None:
    """3 kB that unpack to a letter with a million marks end within seconds, in whatever way they are written."""
    marks = "e" + "\u0301\u0323" * 100_000
    post = ig_post("2020-05-01", "TEXT")
    written = {
        "escapes": "e" + r"\u0301\u0323" * 100_000,
        "bytes": marks,
        "meta": "".join(f"\\u00{byte:02x}" for byte in marks.encode()),
    }[raw]
    content = world._dump([post]).replace(b"TEXT", written.encode())
    started = process_time()
    result = analyzer.analyze(packed(tmp_path, GOOD | {MORE: content}))
    assert process_time() - started < 10
    assert sorted(len(each.item.text.replace("\u034f", "")) for each in result.analysis.judged) == [5, len(marks)]


@pytest.mark.parametrize("piece", ["<div>x</div>", "x<br>", "<p>x", '<a href="https://x.de">x</a>', "<tr><td>a<td>b"])
def test_time_grows_as_the_elements_of_a_card(piece: str) -> None:
    """Elements side by side in one card cost the same each, however many there are."""

    def make(count: int) -> Callable[[], object]:
        raw = f'<section class="_a6-g"><div class="_a6-p">{piece * count}</div></section>'.encode()
        return lambda: list(cards_of(Piece(raw)))

    assert grows(make, 2000) < 24


def test_siblings_of_a_post(tmp_path: Path) -> None:
    """20,000 elements beside each other in a post of a page are read within seconds."""
    page = (
        '<html><body class="_5vb_ _2yq"><main class="_a706"><section class="_a6-g"><h2 class="_a6-h">Alex</h2>'
        f'<div class="_a6-p"><div><div class="_2pin"><div>{"<div>x</div>" * 20_000}</div></div></div></div>'
        '<footer class="_a6-o"><div class="_a72d">May 02, 2019 2:05:16 pm</div></footer></section></main></body></html>'
    )
    path = world.write(tmp_path, {TIMELINE.replace(".json", ".html"): page.encode()}, FACEBOOK)
    started = process_time()
    assert len(analyzer.analyze(path).analysis.judged) == 1
    assert process_time() - started < 10


@pytest.mark.parametrize(
    ("inner", "problem"),
    [
        ("<div " + " ".join(f"a{number}=1" for number in range(1000)) + ">x</div>", "attributes"),
        ("<div " + " ".join(f"a{number}" for number in range(3000)) + ">x</div>", "attributes"),
        ("<br>" * 500_000, "elements"),
        ('<img src="data:image/png;base64,' + "A" * 100_000 + '">', ""),
        ('<img alt="' + "two words " * 10_000 + '">', ""),
    ],
    ids=["attributes", "bare attributes", "elements", "picture", "long text"],
)
def test_cards_that_no_parser_should_see(inner: str, problem: str) -> None:
    """A card with more elements or attributes than any has is one that cannot be read; long values are no matter."""
    started = process_time()
    (card,) = cards_of(
        Piece(f'<section class="_a6-g"><div class="_a6-p">words{inner}</div><footer></footer></section>'.encode())
    )
    assert isinstance(card, Card) and problem in card.problem and bool(card.problem) == bool(problem)
    assert process_time() - started < 2


@pytest.mark.parametrize("kind", ["list", "object", "wrapper"])
def test_a_record_of_too_many_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """A record of a million tiny values is given up before it is decoded; what stands before it is read."""
    assert limits.MOST_VALUES == cursor.MOST_VALUES == 1_000_000
    monkeypatch.setattr(cursor, "MOST_VALUES", 20_000)
    good = world._dump(ig_post("2021-05-01", "before"))
    content = {
        "list": b"[" + good + b',{"media":[{"uri":"a"}' + b',{"":0}' * 300_000 + b"]}]",
        "object": b"[" + good + b',{"media":{"a":0' + b',"b":0' * 300_000 + b"}}]",
        "wrapper": b"{" + b",".join(b'"k%d":0' % number for number in range(100_000)) + b"}",
    }[kind]
    path = packed(tmp_path, GOOD | {MORE: content})
    tracemalloc.start()
    problems = limited(analyzer.analyze(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(problems) == 1 and "20,000 values" in problems[0] and peak < 40_000_000


def test_more_records_than_any_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records of all files count together; those beyond the bound are named as lost, file by file."""
    monkeypatch.setattr(members, "MOST_RECORDS", 1000)
    files = {POSTS.replace("_1", f"_{number}"): b"[" + b"{}," * 600 + b"{}]" for number in range(2, 5)}
    problems = limited(analyzer.analyze(packed(tmp_path, GOOD | files)))
    assert len(problems) == 2 and all("1,000 records" in each for each in problems)


def test_a_small_zip_of_many_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records of next to nothing are counted against what is stored of them: a small zip has no large report."""
    monkeypatch.setattr(members, "RECORDS_FLOOR", 2000)
    files = {POSTS.replace("_1", f"_{number}"): [ig_post("2021-05-01", "x")] * 3000 for number in range(2, 4)}
    path = packed(tmp_path, GOOD | files)
    problems = limited(analyzer.analyze(path))
    assert len(problems) == 2 and all("so small an archive" in each and "--limits 10" in each for each in problems)
    assert analyzer.analyze(path, limits=10).complete
    assert analyzer.analyze(world.write(tmp_path / "plain", GOOD | files)).complete


def test_all_members_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Members each within its own bounds are counted together: what a small zip unpacks to is bounded as a whole."""
    monkeypatch.setattr(members, "TOTAL_FLOOR", 2_000_000)
    files = {POSTS.replace("_1", f"_{number}"): b"[" + b" " * 900_000 + b"]" for number in range(2, 8)}
    problems = limited(analyzer.analyze(packed(tmp_path, GOOD | files)))
    assert 3 <= len(problems) <= 5 and all("together" in each for each in problems)
    plain = world.write(tmp_path / "plain", GOOD | files)  # stored as they are: what there is may be read
    assert analyzer.analyze(plain).complete


@pytest.mark.parametrize("place", ["values", "records", "all"])
def test_a_limit_is_told_and_raised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """What was given up at a limit says with which option it is read; with that it is read."""
    monkeypatch.setattr(cursor, "MOST_VALUES", 20_000 if place == "values" else 1_000_000)
    monkeypatch.setattr(members, "MOST_RECORDS", 1000 if place == "records" else 1_000_000)
    monkeypatch.setattr(members, "TOTAL_FLOOR", 2_000_000 if place == "all" else 64_000_000)
    more = world._dump([ig_post("2021-05-01", "before")])[:-1]
    files = {
        "values": {MORE: more + b',{"media":[{"uri":"a"}' + b',{"":0}' * 50_000 + b"]}]"},
        "records": {MORE: b"[" + b"{}," * 2000 + b"{}]"},
        "all": {POSTS.replace("_1", f"_{number}"): b"[" + b" " * 900_000 + b"]" for number in range(2, 8)},
    }[place]
    path = packed(tmp_path, GOOD | files)
    result = analyzer.analyze(path)
    assert all("(--limits 10 raises this limit)" in each for each in limited(result))
    (warning,) = (each for each in result.summary["warnings"] if each["id"] == "limit_reached")
    assert "--limits 10" in warning["text"] and "problems.csv" in warning["text"]
    raised = analyzer.analyze(path, limits=10)
    assert not [each for each in raised.analysis.collection.problems if limits.OPTION in each.problem]
    assert "limit_reached" not in {each["id"] for each in raised.summary["warnings"]}
    assert limits.bound(7) == 7  # for this run alone
    with pytest.raises(UsageError, match="1 or more"):
        analyzer.analyze(path, limits=0)


def test_more_exports_than_anybody_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Archives, and exports in one archive, are counted: too many are refused, and the option raises it."""
    monkeypatch.setattr(exports, "MOST_EXPORTS", 3)
    many = {f"alex_2020101{number}/{name}": raw for number in range(5) for name, raw in GOOD.items()}
    path = packed(tmp_path, many)
    with pytest.raises(RefusedArchive, match=r"more than 3 exports \(--limits 10 raises"):
        analyzer.analyze(path)
    assert len(analyzer.analyze(path, limits=2).analysis.collection.exports) == 5
    monkeypatch.setattr(exports, "MOST_PARTS", 2)
    parts = [world.write(tmp_path / str(number), GOOD) for number in range(3)]
    with pytest.raises(RefusedArchive, match=r"more than 2 archives"):
        analyzer.analyze(*parts)


def test_folders_in_folders_without_end() -> None:
    """A path of 30,000 folders keeps its last ones, by which its kind is told, and is refused; in linear time."""
    path, problem = member_path("a/" * 30_000 + POSTS)
    assert problem and path.endswith(POSTS) and len(path) <= limits.LONGEST_PATH
    assert grows(lambda count: lambda: member_path("a/" * count + "x" * count + MARK * count), 4000) < 24


def _hidden(folder: Path, name: str, content: Any) -> Path:
    """A zip with a member of this raw name."""
    path = packed(folder, GOOD | {name.replace("\0", "\x02"): content})
    path.write_bytes(path.read_bytes().replace(name.replace("\0", "\x02").encode(), name.encode()))
    return path


@pytest.mark.parametrize("name", [MORE[:-1] + "/", "new/", POSTS.replace("posts_1", "\0posts_2"), MORE + "\0/", "x\0"])
def test_members_that_hide_what_they_hold(tmp_path: Path, name: str) -> None:
    """An entry named as a folder that holds data, or whose name a NUL cuts short, has its row and is a loss: exit 5."""
    result = analyzer.analyze(_hidden(tmp_path, name, [ig_post("2021-05-01", "hidden")]))
    assert len(limited(result)) == 1
    rows = [row for row in result.analysis.collection.files if row.path == name]
    assert [row.status for row in rows] == ["damaged"]


def test_folders_are_no_members(tmp_path: Path) -> None:
    """Entries of folders, packed or not, have no row and are no loss."""
    path = packed(tmp_path, GOOD | {"your_instagram_activity/": b"", "media/": b""})
    result = analyzer.analyze(path)
    assert result.complete and not [row for row in result.analysis.collection.files if row.path.endswith("/")]


def test_a_list_of_files_that_is_shorter_than_it_says(tmp_path: Path) -> None:
    """Where the end of a zip counts more files than there are, files may be missing: named, exit 5."""
    path = packed(tmp_path, GOOD)
    raw = bytearray(path.read_bytes())
    end = raw.rfind(b"PK\5\6")
    for at in (end + 8, end + 10):
        raw[at] += 3
    path.write_bytes(raw)
    assert "shorter than it says" in limited(analyzer.analyze(path))[0]


def test_two_zips_in_one_file(tmp_path: Path) -> None:
    """Parts put behind each other are a file with two lists, of which only the last counts: the loss is named."""
    first, last = packed(tmp_path, GOOD | {MORE: [ig_post("2021-05-01", "first")]}).read_bytes(), packed(tmp_path, GOOD)
    last.write_bytes(first + last.read_bytes())
    assert limited(analyzer.analyze(last)) == [
        "left out: another zip stands before it in the same file: what that holds is not read"
    ]


@pytest.mark.skipif(os.name != "posix", reason="there are no pipes in the file system")
def test_nothing_but_files_is_opened(tmp_path: Path) -> None:
    """Pipes, devices and folders are refused at once, as an archive, inside of one, and where a file was exchanged."""
    pipe = tmp_path / "facebook-x.zip"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero"), tmp_path):
        with pytest.raises(OSError):
            open_plain(path)
    for path in (pipe, Path("/dev/zero")):
        with pytest.raises(UsageError, match="neither a file nor a folder"):
            analyzer.analyze(path)
        with pytest.raises((UsageError, OSError)):
            containers.ZipContainer(path)
    folder = world.write(tmp_path, GOOD, zipped=False)
    os.mkfifo(folder / MORE)
    assert limited(analyzer.analyze(folder)) == ["left out: it is a link or no plain file"]


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_a_link_that_was_put_there_since(tmp_path: Path) -> None:
    """What became a link, or lies below one, after it was listed is not followed out of the archive."""
    folder = world.write(tmp_path, GOOD, zipped=False)
    listed = containers.FolderContainer(folder)
    secret = world.write(tmp_path / "elsewhere", {POSTS: [ig_post("2020-01-01", "secret")]}, zipped=False)
    member = next(each for each in listed.members if each.path == POSTS)
    assert member.open().read()
    (folder / POSTS).unlink()
    (folder / POSTS).symlink_to(secret / POSTS)
    with pytest.raises(members.MemberUnreadable):
        member.open()
    (folder / POSTS).unlink()
    (folder / POSTS).parent.rmdir()
    (folder / POSTS).parent.symlink_to((secret / POSTS).parent)
    with pytest.raises(members.MemberUnreadable):
        member.open()
    with pytest.raises(OSError):
        open_below(folder, folder / POSTS)
    assert issubclass(NoPlainFile, OSError)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read all")
@pytest.mark.parametrize("mode", [0o000, 0o444])
def test_a_folder_that_may_not_be_read(tmp_path: Path, mode: int) -> None:
    """Nobody knows what is in it: it is named, and the run is incomplete."""
    folder = world.write(tmp_path, GOOD | {"your_instagram_activity/comments/x.json": b"[]"}, zipped=False)
    closed = folder / "your_instagram_activity/comments"
    closed.chmod(mode)
    try:
        assert limited(analyzer.analyze(folder))
        with pytest.raises(UsageError):
            analyzer.analyze(closed / "x.zip")
    finally:
        closed.chmod(stat.S_IRWXU)


def test_results_never_go_into_the_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--out` inside an unpacked archive, or the default when started there, is refused; beside archives it is not."""
    folder = world.write(tmp_path / "all", GOOD, zipped=False)
    world.write(tmp_path / "zips", GOOD)
    for out in (folder, folder / "report", folder / "a" / ".." / "report", folder / "a/b"):
        for given_path in (folder, folder.parent):
            with pytest.raises(UsageError, match="inside the archive"):
                check_outside(out, [given_path])
    for out in (tmp_path / "report", folder.parent / "report", tmp_path / "zips" / "report"):
        check_outside(out, [folder, folder.parent, tmp_path / "zips", tmp_path / "zips" / f"{world.INSTAGRAM}.zip"])
    monkeypatch.chdir(folder)
    before = sorted(folder.rglob("*"))
    monkeypatch.setattr(sys, "argv", ["analyze", "."])
    from analyzer.command import main

    with pytest.raises(SystemExit) as ended:
        main.main()
    assert ended.value.code == 2 and sorted(folder.rglob("*")) == before


def test_results_of_python_never_go_into_the_archive(tmp_path: Path) -> None:
    """`Result.write` inside an unpacked archive that was read is refused too, redacted or not."""
    folder = world.write(tmp_path / "all", GOOD, zipped=False)
    before = sorted(folder.rglob("*"))
    for given_path in (folder, folder.parent):
        result = analyzer.analyze(given_path)
        for each in (result, result.redacted()):
            with pytest.raises(UsageError, match="inside the archive"):
                each.write(folder / "report", thumbnails=0)
        result.write(folder.parent / "report", thumbnails=0)
        (folder.parent / "report" / "report.html").unlink()
    assert sorted(folder.rglob("*")) == before


def test_a_lone_file_of_a_plain_name_is_no_archive(tmp_path: Path) -> None:
    """A zip of `comments.json` may be anybody's: it is no flat export of Instagram unless it is named like one."""
    comments = {"comments.json": {"media_comments": [["2019-01-01T00:00:00", "hello", "alex"]]}}
    may = "It may be one file of an Instagram archive, taken from the inside. Give the whole download instead"
    with pytest.raises(analyzer.NotAnExport, match=f"holds no archive of Facebook, Instagram or Threads. {may}"):
        analyzer.analyze(world.write(tmp_path, comments, "comments"))
    world.write(tmp_path, comments, "alone", zipped=False)
    with pytest.raises(analyzer.NotAnExport, match=f"comments.json is not a zip file.* {may}"):
        analyzer.analyze(tmp_path / "alone" / "comments.json")
    with pytest.raises(analyzer.NotAnExport) as told:
        analyzer.analyze(world.write(tmp_path, {"other.json": []}, "other"))
    assert "taken from the inside" not in str(told.value)
    assert len(analyzer.analyze(world.write(tmp_path, comments, "alex_20200101")).analysis.judged) == 1
    both = comments | {"media.json": {"photos": []}}
    assert len(analyzer.analyze(world.write(tmp_path, both, "mine")).analysis.judged) == 1


@pytest.mark.parametrize("page", [False, True])
def test_a_text_that_nobody_writes(tmp_path: Path, page: bool) -> None:
    """A text of many megabytes, of a record or of a card, would take a hundred times its size: it is named as lost."""
    text = "word " * (limits.LONGEST_TEXT // 5)
    for number, (long, lost) in enumerate([(text[:-100], False), (text + "x" * 100, True)]):
        card = f'<section class="_a6-g"><div class="_a6-p">{long}</div><footer></footer></section>'
        html = f'<html><body class="_5vb_ _2yq"><main class="_a706">{card}</main></body></html>'.encode()
        name, files = (FACEBOOK, world.facebook() | {TIMELINE: [world.fb_post("2020-05-01", "hello")]})
        files |= {TIMELINE.replace("_1.json", "_2.html"): html} if page else {}
        files |= {} if page else {TIMELINE.replace("_1", "_2"): [world.fb_post("2020-05-02", long)]}
        path = world.write(tmp_path / str(number), files, name)
        tracemalloc.start()
        problems = [each.problem for each in analyzer.analyze(path).analysis.collection.problems]
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert any("--limits 10" in each for each in problems) == lost and (not lost or peak < 60_000_000), problems
    assert analyzer.analyze(path, limits=10).summary["warnings"] is not None


@pytest.mark.skipif(os.name != "posix", reason="Windows takes no such path")
def test_a_folder_deeper_than_a_path_can_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders in each other beyond what the system takes as a path: named, the rest is read."""
    folder = world.write(tmp_path, GOOD, zipped=False)
    monkeypatch.chdir(folder)
    for _ in range(1200):
        Path("deep").mkdir()
        monkeypatch.chdir("deep")
    try:
        assert limited(analyzer.analyze(folder)) == ["left out: the folder cannot be opened"]
    finally:
        monkeypatch.chdir(tmp_path)
        subprocess.run(["rm", "-rf", str(folder / "deep")], check=True)


def test_our_own_report_is_never_read_as_input(tmp_path: Path) -> None:
    """A report that lies in a folder of archives is no part of them: its files are not needed, nothing warns of it."""
    folder = tmp_path / "downloads"
    world.write(folder, GOOD)
    first = analyzer.analyze(folder)
    first.write(folder / "ai-scope-report", thumbnails=0)
    again = analyzer.analyze(folder)
    assert again.summary["counts"] == first.summary["counts"] and again.summary["warnings"] == first.summary["warnings"]
    rows = [row for row in again.analysis.collection.files if row.path.startswith("ai-scope-report/")]
    assert len(rows) == 6 and {row.status for row in rows} <= {"not_needed"}


def test_all_members_together_up_to_the_bound() -> None:
    """What lies at the bound itself is still taken, the next byte is not."""
    budget = containers.Budget(of_all=10, highest_ratio=2)
    budget.spend(10)
    with pytest.raises(MemberUnreadable, match="all files together"):
        budget.spend(1)
