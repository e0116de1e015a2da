"""Archives that lie elsewhere are read in place, by ranges: what is needed, hardly a byte more."""

from __future__ import annotations

import os
import re
import struct
import threading
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import donors
import fsspec
import pytest
from donors import rows, study
from world import COMMENTS, FACEBOOK, POSTS, TIMELINE, facebook, fb_comment, fb_post, ig_post, instagram, write

from analyzer.archive.containers import ZipContainer
from analyzer.command.study.network import Place, Shelf
from analyzer.command.study.participants import find_participants
from analyzer.command.study.ranges import Ranges
from analyzer.command.study.remote import containers, remote_zip
from analyzer.errors import NotAnExport, RefusedArchive
from analyzer.rules.analysis import Options
from analyzer.run import analyze

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])


class _Server(SimpleHTTPRequestHandler):
    """Files of a folder with ranges; counts the bytes that it gives."""

    sent: list[tuple[str, int]]

    def do_GET(self) -> None:
        """The part of a file that was asked for."""
        asked = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        place = Path(self.translate_path(self.path))
        if asked is None or not place.is_file():
            super().do_GET()
            return
        size = place.stat().st_size
        first, last = int(asked[1]), min(int(asked[2]), size - 1)
        with place.open("rb") as file:
            file.seek(first)
            piece = file.read(last - first + 1)
        self.sent.append((self.path, len(piece)))
        self.send_response(206)
        self.send_header("Content-Range", f"bytes {first}-{last}/{size}")
        self.send_header("Content-Length", str(len(piece)))
        self.end_headers()
        self.wfile.write(piece)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """The address of `tmp_path/donations`, and what was sent of it."""
    (tmp_path / "donations").mkdir()
    sent: list[tuple[str, int]] = []
    handler = type("Counting", (_Server,), {"sent": sent})
    made = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(tmp_path / "donations")))
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}", sent
    made.shutdown()
    made.server_close()


def large(folder: Path) -> Path:
    """An archive of megabytes of media, with needed members between them."""
    posts = [fb_post(f"2020-01-01T00:{each // 60:02}:{each % 60:02}", f"post {each} {os.urandom(24).hex()}")
             for each in range(3000)]  # fmt: skip
    files = {f"photos/{each}.jpg": os.urandom(100_000) for each in range(20)}
    files |= facebook(jurisdiction="GDPR") | {TIMELINE: posts}
    files |= {f"photos/later/{each}.jpg": os.urandom(100_000) for each in range(20)}
    files |= {COMMENTS: {"comments_v2": [fb_comment(f"comment {each}") for each in range(500)]}}
    return write(folder, files | {"photos/last.jpg": os.urandom(500_000)}, FACEBOOK)


def needed(archive: Path) -> int:
    """The bytes of the directory with its end, and of all members that are no media, with their headers."""
    raw = archive.read_bytes()
    begin = struct.unpack_from("<I", raw, raw.rfind(b"PK\5\6") + 16)[0]
    with zipfile.ZipFile(archive) as opened:
        members = [each for each in opened.infolist() if not each.filename.endswith(".jpg")]
        return len(raw) - begin + sum(each.compress_size + 30 + len(each.filename) for each in members)


def test_only_what_is_needed_is_read(tmp_path: Path, server: tuple[str, list[tuple[str, int]]]) -> None:
    """At most 1.1 times the directory and the needed members come over the line, and the verdicts are the same."""
    address, sent = server
    archive = large(tmp_path / "donations")
    (table := tmp_path / "who.csv").write_text(f"participant,path\nfar,{address}/{archive.name}\n")
    study(tmp_path, participants=table)
    (row,) = rows(tmp_path, "participants")
    local = analyze([archive], Options())
    assert row["outcome"] == "done" and row["items"] == len(local.judged) == 3500
    total = sum(count for _, count in sent)
    assert 0.9 * needed(archive) <= total <= 1.1 * needed(archive) < archive.stat().st_size / 4
    assert len(sent) < 60


def test_a_folder_elsewhere(tmp_path: Path) -> None:
    """Zips and unpacked files of fsspec's own memory: the same as on disk, and what is no archive is named."""
    memory = fsspec.filesystem("memory")
    flat = write(tmp_path, facebook() | {TIMELINE: [fb_post("2020-01-01", "one")]}, FACEBOOK)
    opened = write(tmp_path, instagram() | {POSTS: [ig_post("2021-01-01", "two")]}, zipped=False)
    memory.pipe(f"/gifts/both/{flat.name}", flat.read_bytes())
    memory.pipe("/gifts/both/other.zip", b"no zip")
    for path in opened.rglob("*.json"):
        memory.pipe(f"/gifts/both/{opened.name}/{path.relative_to(opened).as_posix()}", path.read_bytes())
    analysis = analyze(containers("memory://gifts/both"), Options())
    assert sorted(each.item.text for each in analysis.judged) == ["one", "two"]
    assert [row.path for row in analysis.collection.files if row.status == "not_understood"] == ["other.zip"]
    memory.rm("/gifts", recursive=True)


def test_participants_elsewhere(tmp_path: Path, server: tuple[str, list[tuple[str, int]]]) -> None:
    """The sub-folders of an address are participants, as on disk."""
    address, _ = server
    donors.donors(tmp_path / "donations", 2)
    study(tmp_path, f"{address}/")
    assert sorted(row["items"] for row in rows(tmp_path, "participants")) == [3, 5]


def test_folders_elsewhere_are_listed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """One listing for all participants; what changes in a folder changes what is known of it alone."""
    memory, asked = fsspec.filesystem("memory"), []
    for number in range(5):
        memory.pipe(f"/many/p{number}/a.zip", b"zip")
    inside = Shelf.inside

    def counted(self: Shelf, path: str = "", *, deep: bool = False) -> list[Place]:
        asked.append(deep)
        return inside(self, path, deep=deep)

    monkeypatch.setattr(Shelf, "inside", counted)
    before = find_participants(["memory://many"], None, date(2026, 1, 1))
    assert asked == [False, True] and len({each.label for each in before}) == 5
    memory.pipe("/many/p3/b.zip", b"more")
    after = find_participants(["memory://many"], None, date(2026, 1, 1))
    changed = {new.label for old, new in zip(before, after, strict=True) if old.inputs != new.inputs}
    assert changed == {"p3"}
    memory.rm("/many", recursive=True)


def test_hostile_zips_elsewhere(tmp_path: Path) -> None:
    """What is refused on disk is refused elsewhere, and a zip that ends too early is no endless loop."""
    archive = donors.donor(tmp_path)
    raw = archive.read_bytes()

    def opened(content: bytes) -> ZipContainer:
        return remote_zip("x.zip", Ranges(lambda first, last: content[first:last], len(content)))

    assert {each.name for each in opened(raw).members} == {each.name for each in ZipContainer(archive).members}
    for cut in (raw[:-30], raw[:10], b""):
        with pytest.raises((RefusedArchive, NotAnExport)):
            opened(cut)
    assert [each.name for each in opened(raw[40:]).members if each.problem] == [opened(raw).members[0].name]


def test_a_line_that_breaks() -> None:
    """An error of a driver, and fewer bytes than were asked for, are errors of reading."""

    def broken(first: int, last: int) -> bytes:
        raise RuntimeError("secret")

    with pytest.raises(OSError, match="RuntimeError") as error:
        Ranges(broken, 100).open().read(10)
    assert "secret" not in str(error.value)
    with pytest.raises(OSError, match="was cut"):
        Ranges(lambda first, last: b"x", 100).open().read(10)
