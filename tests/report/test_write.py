"""What is written: all files or none, for the owner alone, beside nobody else's; CSV that comes back as it went."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import world
from hypothesis import example, given, settings
from hypothesis import strategies as st
from world import FACEBOOK, TIMELINE, fb_post

import analyzer
from analyzer.report import tables
from analyzer.report import write as writing
from analyzer.report.result import Result
from analyzer.report.tables import guard, unguard

FILES = {"report.html", "items.csv", "media.csv", "files.csv", "problems.csv", "summary.json"}
COLUMNS = {
    "items": (
        "id platform kind state venue venue_name created_at created_at_basis text media_count url permalink place"
        " latitude longitude people is_public is_public_basis is_public_now is_adult is_adult_basis is_before_deadline"
        " verdict objection posted_as_minor reveals suggestion priority account in_newest source_archive source_file"
        " source_record reveals_words"
    ),
    "media": "path item_id type in_export bytes taken_at latitude longitude device",
    "files": "archive path bytes status category records items merged skipped unread why",
    "problems": "archive path record problem done",
}  # fmt: skip


def result_of(folder: Path, *texts: str, people: list[str] | None = None) -> Result:
    """The result for a Facebook archive with a post for each text."""
    posts = [fb_post(f"2020-05-{1 + number % 28:02}", text) for number, text in enumerate(texts)]
    if people:
        posts[0]["tags"] = people
    files = world.facebook(jurisdiction="GDPR") | {TIMELINE: json.dumps(posts).encode()}
    return analyzer.analyze(world.write(folder, files, FACEBOOK))


@pytest.fixture
def result(tmp_path: Path) -> Result:
    """A small result."""
    return result_of(tmp_path / "in", "hello", "=1+1")


def content(folder: Path) -> dict[str, bytes]:
    """All files of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_all_files_and_nothing_else(result: Result, tmp_path: Path) -> None:
    """A report is its six files; no temporary folder stays beside it."""
    out = tmp_path / "new" / "deep" / "report"
    result.write(out)
    assert content(out).keys() == FILES
    assert [path.name for path in out.parent.iterdir()] == ["report"]


@pytest.mark.skipif(os.name != "posix", reason="modes are a matter of POSIX")
def test_only_the_owner_can_read(result: Result, tmp_path: Path) -> None:
    """Files have the mode 0600, the folder 0700, whatever the umask."""
    old = os.umask(0)
    try:
        result.write(tmp_path / "r")
        result.write(tmp_path / "r")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "r").stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "r").iterdir()} == {0o600}


def test_written_again(result: Result, tmp_path: Path) -> None:
    """A second report takes the place of the first; other files in the folder stay; the same result gives the same."""
    out = tmp_path / "r"
    result.write(out)
    (out / "notes.txt").write_text("mine")
    (out / "letters").mkdir()
    (out / "letters" / "a.txt").write_text("mine too")
    first = content(out)
    result.write(out)
    assert content(out) == first
    result_of(tmp_path / "other", "something else").write(out)
    assert content(out).keys() == first.keys() and b"something else" in content(out)["items.csv"]
    assert {path.name for path in tmp_path.iterdir()} == {"r", "in", "other"}


@pytest.mark.parametrize("other", ["notes.txt", "summary.json", ".hidden", "report.html", "folder"])
def test_a_folder_of_somebody_else_is_not_touched(result: Result, tmp_path: Path, other: str) -> None:
    """A non-empty folder without our summary.json: UsageError (exit 2), nothing in it changes."""
    out = tmp_path / "r"
    out.mkdir()
    if other == "folder":
        (out / other).mkdir()
    else:
        (out / other).write_text('{"name": "package"}')
    before = content(tmp_path)
    with pytest.raises(analyzer.UsageError) as caught:
        result.write(out)
    assert caught.value.exit_code == 2 and content(tmp_path) == before
    with pytest.raises(analyzer.UsageError):
        writing.check_target(out)


@pytest.mark.parametrize("raw", [b"[" * 100_000, b"\xff", b"[]", b"null", b'{"schema": 1}'])
def test_a_summary_that_is_not_ours(result: Result, tmp_path: Path, raw: bytes) -> None:
    """A summary.json with other content, however odd, does not make a folder ours."""
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "summary.json").write_bytes(raw)
    with pytest.raises(analyzer.UsageError):
        result.write(tmp_path / "r")
    assert content(tmp_path / "r") == {"summary.json": raw}


def test_targets_that_are_no_folder(result: Result, tmp_path: Path) -> None:
    """A file, a link to a folder, a link to nothing: UsageError; what they lead to is not touched."""
    (tmp_path / "file").write_text("mine")
    with pytest.raises(analyzer.UsageError):
        result.write(tmp_path / "file")
    assert (tmp_path / "file").read_text() == "mine"
    if os.name == "posix":
        (tmp_path / "real").mkdir()
        (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
        (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
        for name in ("link", "dangling"):
            with pytest.raises(analyzer.UsageError):
                result.write(tmp_path / name)
        assert not content(tmp_path / "real") and not (tmp_path / "nowhere").exists()


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_a_link_in_our_folder_is_replaced_not_followed(result: Result, tmp_path: Path) -> None:
    """Where a file of an old report has become a link, the link goes; its target stays as it is."""
    result.write(tmp_path / "r")
    (tmp_path / "target").write_text("mine")
    (tmp_path / "r" / "items.csv").unlink()
    (tmp_path / "r" / "items.csv").symlink_to(tmp_path / "target")
    result.write(tmp_path / "r")
    assert (tmp_path / "target").read_text() == "mine" and not (tmp_path / "r" / "items.csv").is_symlink()


def test_the_old_report_stands_when_a_writer_fails(
    result: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table that cannot be made, at whatever place: the old report is whole, no temporary folder stays."""
    out = tmp_path / "r"
    result.write(out)
    before = content(tmp_path)
    lines = tables.csv_lines
    for failing in tables.TABLES:

        def broken(analysis: Any, table: str, failing: str = failing) -> Iterator[str]:
            yield from list(lines(analysis, table))[:1]
            if table == failing:
                raise ValueError("broken")

        monkeypatch.setattr(writing, "csv_lines", broken)
        with pytest.raises(ValueError, match="broken"):
            result.write(out)
        with pytest.raises(ValueError, match="broken"):
            result.write(tmp_path / "fresh")
        assert content(tmp_path) == before


def test_a_disk_that_is_full_from_the_start(result: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file can be opened: one sentence, exit 1, nothing left behind."""

    original = os.open

    def full(path: Any, flags: int, *more: Any, **named: Any) -> int:
        if flags & os.O_CREAT:
            raise OSError(28, "No space left on device")
        return original(path, flags, *more, **named)

    before = content(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", full)
        with pytest.raises(analyzer.AnalyzerError) as caught:
            result.write(tmp_path / "r")
    assert caught.value.exit_code == 1 and content(tmp_path) == before and not (tmp_path / "r").exists()


def test_the_current_folder(result: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty current folder can be the target."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    result.write(".")
    assert content(tmp_path / "here").keys() == FILES


@pytest.mark.parametrize("table", tables.TABLES)
def test_columns_in_their_order(result: Result, tmp_path: Path, table: str) -> None:
    """Each table has the columns of docs/tables.md first, in that order; so has its DataFrame."""
    result.write(tmp_path / "r")
    header = (tmp_path / "r" / f"{table}.csv").read_bytes().split(b"\r\n")[0].decode("ascii").split(",")
    wanted = COLUMNS[table].split()
    assert header[: len(wanted)] == wanted
    assert list(getattr(result, table).columns) == header


_texts = st.one_of(
    st.text(st.characters(), max_size=30),
    st.text("='+-@\t\r\n\",; 'ab", max_size=12),
    st.sampled_from(["=HYPERLINK(1)", "''=x", "'", "'x", "\ud83d", "\r", "\n", '"', '""', "a\r\nb", "\x00", "\u2028"]),
)


@given(_texts)
def test_the_guard_comes_off_again(text: str) -> None:
    """Guarded cells never start as a formula does, one apostrophe is all that is added, and it comes off again."""
    found = guard(text)
    assert not found.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert found in (text, f"'{text}")
    assert unguard(found) == text
    bare = text.lstrip("'")
    assert (found != text) == bare.startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.lists(_texts, min_size=1, max_size=6), st.lists(st.text("abc=+'\",\n", min_size=1, max_size=5), max_size=3))
@example(["half \ud83d of one", "=\udc00"], ["\ud83d"])
@settings(max_examples=40, deadline=None)
def test_items_come_back_as_they_went(texts: list[str], people: list[str]) -> None:
    """`read_items` gives the DataFrame that was written; half characters have become U+FFFD."""
    import pandas as pd

    with tempfile.TemporaryDirectory() as folder:
        result = result_of(Path(folder, "in"), *texts, people=people)
        result.write(Path(folder, "r"))
        found = analyzer.read_items(Path(folder, "r"))
        raw = Path(folder, "r", "items.csv").read_bytes()
    written = result.items.copy()
    halves = re.compile("[\ud800-\udfff]")
    for name in ("text", "venue_name", "place"):
        written[name] = [halves.sub("\ufffd", text) for text in written[name]]
    for name in ("people", "reveals_words"):
        written[name] = [[halves.sub("\ufffd", each) for each in listed] for listed in written[name]]
    assert list(found.columns) == list(written.columns)
    for name in written.columns:
        assert found[name].astype(object).where(found[name].notna(), None).tolist() == (
            written[name].astype(object).where(written[name].notna(), None).tolist()
        ), name
        assert found[name].dtype == written[name].dtype or isinstance(found[name].dtype, pd.CategoricalDtype), name
    text = raw.decode("utf-8")
    assert (
        text.endswith("\r\n") and len(list(csv.reader(io.StringIO(text, newline=""), strict=True))) == len(written) + 1
    )


def test_long_texts_come_back(tmp_path: Path) -> None:
    """A text longer than csv takes by default (131,072 characters) is no obstacle; the limit stays as it was."""
    limit = csv.field_size_limit()
    text = "word " * 50_000
    result_of(tmp_path / "in", text).write(tmp_path / "r")
    assert analyzer.read_items(tmp_path / "r")["text"][0] == text
    assert csv.field_size_limit() == limit


@pytest.mark.parametrize("raw", ["", "a,b\r\n1,2\r\n", "HEADER\r\nabc\r\n", "HEADER\r\n{0}\r\n", "\ufeff", "\x00"])
def test_tables_that_are_not_ours(result: Result, tmp_path: Path, raw: str) -> None:
    """A file that is missing, no CSV of ours, cut, or changed by hand beyond reading: UsageError, one sentence."""
    header = ",".join(COLUMNS["items"].split())
    row = ",".join(["x"] * len(COLUMNS["items"].split()))
    (tmp_path / "items.csv").write_text(raw.replace("HEADER", header).replace("{0}", row), "utf-8")
    with pytest.raises(analyzer.UsageError):
        analyzer.read_items(tmp_path / "items.csv")
    with pytest.raises(analyzer.UsageError):
        analyzer.read_items(tmp_path / "nowhere")


def test_a_table_saved_by_another_program(result: Result, tmp_path: Path) -> None:
    """A byte order mark, bare line feeds, a blank line at the end and further columns do no harm."""
    result.write(tmp_path / "r")
    lines = (tmp_path / "r" / "items.csv").read_text("utf-8").splitlines()
    text = "\n".join([lines[0] + ",mine", *(f"{line},x" for line in lines[1:])]) + "\n\n"
    (tmp_path / "items.csv").write_text(text, "utf-8-sig")
    assert analyzer.read_items(tmp_path / "items.csv")["id"].tolist() == result.items["id"].tolist()


def test_times_far_off(tmp_path: Path) -> None:
    """Times from 1970 to 9999 are written and read back."""
    posts = [{"timestamp": 1, "data": [{"post": "a"}]}, {"timestamp": 253402300799, "data": [{"post": "b"}]}]
    result = analyzer.analyze(world.write(tmp_path, world.facebook() | {TIMELINE: posts}, FACEBOOK))
    result.write(tmp_path / "r")
    found = analyzer.read_items(tmp_path / "r")
    assert found["created_at"].tolist() == result.items["created_at"].tolist()


def test_text_is_never_markup_in_the_page(tmp_path: Path) -> None:
    """Tags, closing scripts and the like in texts stand in the page escaped."""
    evil = "</script><img src=x onerror=alert(1)><!-- {{ 7*7 }}"
    result_of(tmp_path / "in", evil).write(tmp_path / "r")
    page = (tmp_path / "r" / "report.html").read_text("utf-8")
    assert "<img src=x" not in page and "</script><img" not in page and "http-equiv" in page.lower()
