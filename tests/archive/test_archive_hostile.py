"""Archives made to harm, or harmed on their way: an exit code and a sentence, never a crash, never a guess."""

from __future__ import annotations

import bz2
import io
import json
import struct
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import pytest
import world
from hypothesis import given, settings
from hypothesis import strategies as st
from world import COMMENTS, FACEBOOK, TIMELINE, fb_comment, fb_post

import analyzer
from analyzer.archive import containers
from analyzer.archive.limits import MOST_DECLARED
from analyzer.command import main
from analyzer.reading.json import cursor

UNNEEDED = "ads_information/advertisers_you_ve_interacted_with.json"
FILES = world.facebook(jurisdiction="GDPR") | {
    TIMELINE: [fb_post("2020-05-01", f"post {number}") for number in range(20)],
    COMMENTS: {"comments_v2": [fb_comment("a comment")]},
    UNNEEDED: [{"name": "x"}],
}
ITEMS = 21


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
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


Command = Callable[..., tuple[int, str, str]]


def refused(command: Command, code: int, tmp_path: Path, *paths: Path) -> str:
    """The one sentence with which the command refuses; nothing is written, nothing on standard output."""
    before = sorted(tmp_path.rglob("*"))
    found, out, err = command(*paths, "--out", tmp_path / "report")
    assert (found, out) == (code, "")
    assert err.startswith("analyze: ") and err.count("\n") == 1 and err.rstrip().endswith("."), err
    assert sorted(tmp_path.rglob("*")) == before
    return err


def done(command: Command, code: int, tmp_path: Path, *paths: Path) -> dict[str, Any]:
    """The summary of a run that ended with `code`, with the rows of `files` by path under `rows`."""
    found, out, err = command(*paths, "--out", tmp_path / "report", "--json")
    assert (found, err) == (code, "")
    summary: dict[str, Any] = json.loads(out)
    lines = (tmp_path / "report" / "problems.csv").read_text("utf-8").splitlines()
    return {**summary, "problems": lines[1:], "items": sum(account["items"] for account in summary["accounts"])}


def raw_zip(files: dict[str, Any], method: int = zipfile.ZIP_DEFLATED) -> bytearray:
    """The bytes of a zip."""
    return lying_zip(files, [], "", 0, method)


def lying_zip(
    files: dict[str, Any], names: list[str], field: str, value: int, method: int = zipfile.ZIP_STORED
) -> bytearray:
    """The bytes of a zip whose list says `value` in one field of some members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content if isinstance(content, bytes) else world._dump(content))
        for name in names:
            setattr(archive.getinfo(name), field, value)
    return bytearray(stream.getvalue())


def heads(raw: bytearray) -> dict[str, tuple[int, int]]:
    """Where the local header and the central entry of each member stand."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        found, at = {}, archive.start_dir
        for info in archive.infolist():
            found[info.filename] = (info.header_offset, at)
            at += 46 + len(info.filename.encode()) + len(info.extra) + len(info.comment)
    return found


def save(tmp_path: Path, raw: bytes | bytearray, name: str = FACEBOOK) -> Path:
    """A file with these bytes."""
    path = tmp_path / f"{name}.zip"
    path.write_bytes(raw)
    return path


def mark(raw: bytearray, names: list[str], *, flag: int = 0, method: int | None = None) -> bytearray:
    """Set a flag, or another method, in both headers of some members."""
    for name, (local, central) in heads(bytearray(raw)).items():
        if name in names:
            for at in (local + 6, central + 8):
                struct.pack_into("<H", raw, at, struct.unpack_from("<H", raw, at)[0] | flag)
                if method is not None:
                    struct.pack_into("<H", raw, at + 2, method)
    return raw


def test_entries_that_share_bytes(command: Command, tmp_path: Path) -> None:
    """Many entries on one local file, the bomb that most versions of Python read: refused, exit 4."""
    raw = raw_zip(FILES)
    places = heads(raw)
    target = places[TIMELINE][0]
    for name in (COMMENTS, UNNEEDED):
        struct.pack_into("<I", raw, places[name][1] + 42, target)
    assert "zip bomb" in refused(command, 4, tmp_path, save(tmp_path, raw))


def test_an_entry_that_reaches_into_the_directory(command: Command, tmp_path: Path) -> None:
    """A stored size that goes beyond what there is: refused, exit 4."""
    raw = raw_zip(FILES)
    struct.pack_into("<I", raw, heads(raw)[UNNEEDED][1] + 20, 10**6)
    assert "refused" in refused(command, 4, tmp_path, save(tmp_path, raw))


@pytest.mark.parametrize("more", [1, 30, 30 + len(TIMELINE)])
def test_entries_that_share_a_header(command: Command, tmp_path: Path, more: int) -> None:
    """An entry that reaches into the local header of the next by a byte, or over all of it: refused, exit 4."""
    for name in (TIMELINE, UNNEEDED):  # the last one reaches into the directory
        raw = raw_zip(FILES)
        at = heads(raw)[name][1] + 20
        struct.pack_into("<I", raw, at, struct.unpack_from("<I", raw, at)[0] + more)
        folder = tmp_path / name[:3]
        folder.mkdir()
        assert "zip bomb" in refused(command, 4, folder, save(folder, raw))


def test_the_beginning_of_a_zip_is_missing(command: Command, tmp_path: Path) -> None:
    """Files and photos that stood in what is cut off are named, the rest is read, exit 5."""
    lost = {"photos/1.jpg": b"x", "photos/2.jpg": b"x", COMMENTS: FILES[COMMENTS]}
    raw = raw_zip(lost | {name: content for name, content in FILES.items() if name != COMMENTS})
    begin = {name: local for name, (local, _) in heads(raw).items()}
    summary = done(command, 5, tmp_path, save(tmp_path, raw[begin[TIMELINE] :]))
    said = [line.split(",")[1] for line in summary["problems"] if "before the beginning" in line]
    assert set(lost) < set(said) and said == [name for name in begin if begin[name] < begin[TIMELINE]]
    assert 0 < summary["items"] < ITEMS


@pytest.mark.parametrize("name", ["photos/1.jpg", UNNEEDED])
@pytest.mark.parametrize("offset", [2**64 - 1, 2**63, 2**63 - 1, 2**62])
def test_an_offset_beyond_all_files(command: Command, tmp_path: Path, name: str, offset: int) -> None:
    """An offset that no file reaches and no 64 bits hold with what stands before the zip: refused, exit 4."""
    raw = lying_zip({**FILES, name: b"x"}, [name], "header_offset", offset)
    assert "zip bomb" in refused(command, 4, tmp_path, save(tmp_path, b"before it" + raw))


@pytest.mark.parametrize("size", [2**64 - 1, 2**63, 2**53 + 1])
def test_declared_sizes_beyond_all_numbers(command: Command, tmp_path: Path, size: int) -> None:
    """What no 64 bits hold, alone or in sum, is analysed like any other file, by the command and in Python."""
    photos = ["photos/1.jpg", "photos/2.jpg"]
    files = {**FILES, **dict.fromkeys(photos, b"x")}
    path = save(tmp_path, lying_zip(files, [*photos, UNNEEDED, COMMENTS], "file_size", size))
    assert done(command, 0, tmp_path, path)["items"] == ITEMS
    frames = analyzer.analyze(path)
    assert len(frames.items) == ITEMS
    assert set(frames.files.bytes.sort_values()[-3:]) == {MOST_DECLARED, 2 * MOST_DECLARED}


@pytest.mark.parametrize(("most", "code"), [(len(FILES), 0), (len(FILES) - 1, 4)])
def test_more_members_than_any_archive(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, code: int
) -> None:
    """A directory of more files than an archive can have is refused before one is opened: exit 4; as many are read."""
    assert containers.MOST_MEMBERS == 5_000_000
    monkeypatch.setattr(containers, "MOST_MEMBERS", most)
    path = save(tmp_path, raw_zip(FILES))
    if code:
        assert f"more than {most} files" in refused(command, code, tmp_path, path)
    else:
        assert done(command, code, tmp_path, path)["items"] == ITEMS


@pytest.mark.parametrize("size", [0, 10, 10**9])
def test_declared_sizes_are_not_trusted(command: Command, tmp_path: Path, size: int) -> None:
    """A needed member that declares too few bytes is damaged, exit 5, the rest is analysed; too many cost nothing."""
    raw = raw_zip(FILES)
    struct.pack_into("<I", raw, heads(raw)[COMMENTS][1] + 24, size)
    if size == 10**9:
        assert done(command, 0, tmp_path, save(tmp_path, raw))["items"] == ITEMS
        return
    found = done(command, 5, tmp_path, save(tmp_path, raw))
    assert found["files"]["damaged"] == 1 and any(COMMENTS in line for line in found["problems"])
    assert found["items"] >= ITEMS - 1


def test_a_member_that_unpacks_without_end(command: Command, tmp_path: Path) -> None:
    """100 MB of spaces out of 100 kB: read no further than 64 MiB; exit 5 with the rest, 4 if it is all there is."""
    bomb = b"[" + b" " * 100_000_000 + b"]"
    path = save(tmp_path, raw_zip({**FILES, COMMENTS: bomb}))
    tracemalloc.start()
    found = done(command, 5, tmp_path, path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found["items"] == ITEMS - 1 and "zip bomb" in found["problems"][0]
    assert peak < 60_000_000
    (tmp_path / "alone").mkdir()
    assert COMMENTS not in refused(command, 4, tmp_path / "alone", save(tmp_path / "alone", raw_zip({COMMENTS: bomb})))


def test_methods_that_inflate_without_a_bound_are_not_opened(command: Command, tmp_path: Path) -> None:
    """50 MB of bzip2 in a kilobyte, which zipfile would inflate in one go, is left out: memory stays small."""
    bomb = b" " * 50_000_000
    assert len(bz2.compress(bomb)) < 1000
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in FILES.items():
            packed = name == COMMENTS
            archive.writestr(name, bomb if packed else world._dump(content), zipfile.ZIP_BZIP2 if packed else None)
    path = save(tmp_path, stream.getvalue())
    tracemalloc.start()
    found = done(command, 5, tmp_path, path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found["items"] == ITEMS - 1 and "method" in found["problems"][0]
    assert peak < 40_000_000


NAMES = [
    "../../etc/{}", "/abs/{}", "C:\\users\\{}", "a\\..\\..\\{}", "..\\{}", "your\x01/{}", "\u202eyour/{}",
    "x" * 2000 + "/{}", "d/" * 70 + "{}", "nul\x00/{}",
]  # fmt: skip


@pytest.mark.parametrize("pattern", NAMES)
def test_names_that_lead_astray(command: Command, tmp_path: Path, pattern: str) -> None:
    """A member with a hostile name is left out: needed -> exit 5 and named; not needed -> exit 0; alone -> 4."""
    needed = {name: content for name, content in FILES.items() if name != COMMENTS}
    raw = raw_zip(needed | {pattern.format(COMMENTS).replace("\x00", "\x02"): FILES[COMMENTS]})
    raw = bytearray(bytes(raw).replace(b"nul\x02/", b"nul\x00/"))
    found = done(command, 5, tmp_path, save(tmp_path, raw))
    assert found["items"] == ITEMS - 1 and found["files"]["damaged"] == 1
    assert any("comments.json" in line for line in found["problems"])
    assert "\x1b" not in "".join(found["problems"])
    done(
        command, 0, tmp_path, save(tmp_path, raw_zip(FILES | {pattern.format("photo.jpg").replace("\x00", "_"): b"x"}))
    )
    if "\x00" not in pattern:
        (tmp_path / "alone").mkdir()
        path = save(tmp_path / "alone", raw_zip({pattern.format(TIMELINE): FILES[TIMELINE]}))
        refused(command, 4, tmp_path / "alone", path)


@pytest.mark.parametrize(("flag", "method", "word"), [(1, None, "encrypted"), (0, 9, "method"), (0, 97, "method")])
def test_encrypted_and_unknown_methods(
    command: Command, tmp_path: Path, flag: int, method: int | None, word: str
) -> None:
    """Encrypted, or packed in an unknown way: all -> 4; a needed one -> 5 and named; one that is not needed -> 0."""
    said = refused(command, 4, tmp_path, save(tmp_path, mark(raw_zip(FILES), list(FILES), flag=flag, method=method)))
    assert word in said
    found = done(command, 5, tmp_path, save(tmp_path, mark(raw_zip(FILES), [COMMENTS], flag=flag, method=method)))
    assert found["items"] == ITEMS - 1 and word in found["problems"][0] and COMMENTS in found["problems"][0]
    found = done(command, 0, tmp_path, save(tmp_path, mark(raw_zip(FILES), [UNNEEDED], flag=flag, method=method)))
    assert found["items"] == ITEMS and not found["problems"]


def test_a_file_cut_off(command: Command, tmp_path: Path) -> None:
    """Truncated anywhere: exit 4, or 3 where not even the first letters of a zip are left; never a traceback."""
    raw = raw_zip(FILES)
    for cut in [0, 1, 2, 3, 4, 10, 30, len(raw) // 4, len(raw) // 2, len(raw) - 400, len(raw) - 60, len(raw) - 1]:
        said = refused(command, 4 if cut >= 2 else 3, tmp_path, save(tmp_path, raw[:cut]))
        assert cut < 2 or "Download it again" in said


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_any_wrong_bytes(data: st.DataObject) -> None:
    """Whatever bytes of a zip are wrong, `analyze` gives a result or a sentence."""
    import tempfile

    import analyzer

    raw = raw_zip(FILES)
    for _ in range(data.draw(st.integers(1, 4))):
        start = max(0, min(place for _, place in heads(raw_zip(FILES)).values()) - 50)
        at = data.draw(st.one_of(st.integers(0, len(raw) - 1), st.integers(start, len(raw) - 1)))
        raw[at] = data.draw(st.integers(0, 255))
    with tempfile.TemporaryDirectory() as folder:
        path = save(Path(folder), raw)
        try:
            result = analyzer.analyze(path)
        except analyzer.AnalyzerError as error:
            assert error.exit_code in (1, 2, 3, 4) and str(error).endswith(".")
        else:
            assert len(result.analysis.judged) <= ITEMS


def test_junk_before_the_zip(command: Command, tmp_path: Path) -> None:
    """Bytes before the zip (a mail header, a self-extractor) do no harm."""
    found = done(command, 0, tmp_path, save(tmp_path, b"junk " * 1000 + raw_zip(FILES)))
    assert found["items"] == ITEMS


def test_names_that_are_no_text(command: Command, tmp_path: Path) -> None:
    """A name that says it is UTF-8 and is not, an empty name, a version nobody knows: a sentence, exit 0 or 4."""
    raw = raw_zip(FILES | {"zzzz": b"x"})
    local, central = heads(raw)["zzzz"]
    for at, name_at in ((local + 6, local + 30), (central + 8, central + 46)):
        struct.pack_into("<H", raw, at, 0x800)
        raw[name_at : name_at + 2] = b"\xff\xfe"
    refused(command, 4, tmp_path, save(tmp_path, raw))
    raw = raw_zip(FILES | {"z": b"x"})
    local, central = heads(raw)["z"]
    struct.pack_into("<HH", raw, local + 26, 0, 1)  # what was the name is now an extra field
    struct.pack_into("<HH", raw, central + 28, 0, 1)
    done(command, 0, tmp_path, save(tmp_path, raw))
    raw = raw_zip(FILES)
    struct.pack_into("<H", raw, heads(raw)[UNNEEDED][1] + 6, 200)
    refused(command, 4, tmp_path, save(tmp_path, raw))


def test_a_wrong_checksum(command: Command, tmp_path: Path) -> None:
    """A needed member with a wrong checksum: exit 5, named; one that nobody needs: not even opened."""
    for name, code in ((COMMENTS, 5), (UNNEEDED, 0)):
        raw = raw_zip(FILES)
        struct.pack_into("<I", raw, heads(raw)[name][1] + 16, 1)
        found = done(command, code, tmp_path, save(tmp_path, raw))
        assert len(found["problems"]) == (code == 5)


@pytest.mark.parametrize(
    ("content", "left"),
    [
        (b"[" * 100_000 + b"]" * 100_000, 1),
        (b'{"comments_v2": [' + b'{"a":' * 5000 + b"1" + b"}" * 5000 + b"]}", 1),
        (b"not json at all", 1),
        (b"\x00" * 100, 1),
        (b'{"comments_v2": [1, "x", [], 7.5, true]}', 1),
        (b'{"comments_v2": 7}', 1),
        (b"", 1),
        (b'{"comments_v2": [{"timestamp": "x"}]}', 1),
    ],
)
def test_content_that_is_hostile(command: Command, tmp_path: Path, content: bytes, left: int) -> None:
    """Deep nesting, no JSON, other types: the other files are analysed, the loss is told."""
    path = save(tmp_path, raw_zip({**FILES, COMMENTS: content}))
    code, out, err = command(path, "--out", tmp_path / "report", "--json")
    assert code in (0, 5) and not err
    summary = json.loads(out)
    assert sum(account["items"] for account in summary["accounts"]) == ITEMS - left
    assert code == 5 or summary["files"].get("not_understood") or summary["warnings"]


def test_a_record_without_end(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more of one record than its bound is held in memory: those before it are analysed, exit 5; one below it is."""
    assert cursor.LARGEST_VALUE == 64 * 1024 * 1024
    monkeypatch.setattr(cursor, "LARGEST_VALUE", 400_000)
    for size, code in ((200_000, 0), (30_000_000, 5)):
        long = fb_comment("a comment") | {"unknown": ["x" * 1000] * (size // 1000)}
        folder = tmp_path / str(size)
        folder.mkdir()
        path = save(folder, raw_zip({**FILES, COMMENTS: {"comments_v2": [fb_comment("short"), long]}}))
        tracemalloc.start()
        found = done(command, code, folder, path)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert found["items"] == ITEMS + 1 - (code == 5)
        assert peak < 20_000_000
        assert code == 0 or "400,000 characters" in found["problems"][0]


NEST = "<div>" * 40_000 + "</div>" * 40_000
PAGES = {
    "in a card": '<section class="_a6-g"><h2 class="_a6-h">Alex Doe</h2>{}</section>',
    "before the first card": '{}<section class="_a6-g"><h2 class="_a6-h">Alex Doe</h2></section>',
    "without a card": "{}",
}


@pytest.mark.parametrize("place", PAGES)
def test_elements_nested_without_end(command: Command, tmp_path: Path, place: str) -> None:
    """A page of 40,000 elements in each other, for which the parser takes ten seconds, takes none of its time."""
    body = PAGES[place].format(NEST)
    page = f'<html><body class="_5vb_ _a7o5"><main class="_a706">{body}</main></body></html>'.encode()
    plain, path = (
        save(tmp_path, raw_zip({**FILES, COMMENTS.replace(".json", ".html"): content}), name)
        for content, name in ((b"<html></html>", "plain"), (page, FACEBOOK))
    )
    command(plain, "--out", tmp_path / "first", "--quiet")  # so that nothing needs to be loaded any more
    started = process_time()
    code, _, err = command(path, "--out", tmp_path / "report", "--quiet")
    assert (code, err) in ((0, ""), (5, ""))
    assert process_time() - started < 4


def test_no_content_in_messages(command: Command, tmp_path: Path) -> None:
    """What was written never stands in an error or in the problems, only paths and places do."""
    secret = "SECRETWORD"
    bad = b'[{"timestamp": "SECRETWORD"}, {"title": SECRETWORD}, {"data": {"post": "SECRETWORD"}}, {"timestamp": 5'
    found = done(command, 5, tmp_path, save(tmp_path, raw_zip({**FILES, COMMENTS: bad})))
    assert found["problems"] and secret not in json.dumps(found)


def test_control_characters_do_not_reach_the_terminal(command: Command, tmp_path: Path) -> None:
    """Escape sequences in names of archives and files, and markup in them, are shown as nothing or as text."""
    name = f"{FACEBOOK}-\x1b]8;;x\x07[bold]\u202e"
    files = {**FILES, "your_facebook_activity/posts/\x1b[31mnew.json": [{"timestamp": 1700000000, "x": "two words"}]}
    path = save(tmp_path, raw_zip(files), name)
    code, out, err = command(path, "--out", tmp_path / "report")
    assert code == 0 and not err
    assert "\x1b]8" not in out and "\x1b[31m" not in out and "\u202e" not in out and "\x07" not in out
    cut = save(tmp_path, raw_zip(files)[:500], f"cut\x1b[31m\n\u202e{name}")
    code, out, err = command(cut, "--out", tmp_path / "r2")
    assert code == 4 and "\x1b" not in err and err.count("\n") == 1 and "\u202e" not in err
