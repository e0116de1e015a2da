"""The list of files of a zip is read as `zipfile` reads it, whatever it looks like; media are kept as numbers."""

from __future__ import annotations

import io
import random
import struct
import sys
import zipfile
from pathlib import Path

import pytest
import world
from hypothesis import given
from hypothesis import strategies as st
from world import POSTS, ig_post

import analyzer
from analyzer.archive import containers
from analyzer.archive.containers import FolderContainer, ZipContainer
from analyzer.archive.file_kinds import MEDIA_EXTENSIONS
from analyzer.archive.media_folder import MediaFolder
from analyzer.archive.member import READ_ERRORS
from analyzer.archive.names import member_path
from analyzer.archive.zip_directory import Entry, entries, find_directory

NAMES = [
    "a.json", "media/1.jpg", "media/2.JPG", "m/é.png", "../x.jpg", "m/._1.jpg", "C:x.jpg", "m//1.jpg", "\u0301.mp4",
    "m/./1.jpg", "dir/", "media/posts/1.mp4", "m\\1.jpg", "1.jpg", "m/\x01.jpg", "x" * 1100 + ".jpg",
]  # fmt: skip
EXTRAS = [b"", b"UT\5\0\1abcd", b"\1\0\10\0" + bytes(8), b"up\5\0\1abcd", b"UT\xff\0\1", b"ab", b"\1\0\0\0"]


def plain_twin(raw: bytes) -> list[Entry] | None:
    """What `zipfile` says; None where it refuses."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as read:
            return [Entry(i.orig_filename, i.flag_bits, i.compress_type, i.CRC, i.file_size, i.compress_size,
                          i.header_offset) for i in read.infolist()]  # fmt: skip
    except READ_ERRORS:
        return None


def ours(raw: bytes) -> list[Entry] | None:
    """What we say."""
    file = io.BytesIO(raw)
    try:
        return list(entries(file, find_directory(file)))
    except READ_ERRORS:
        return None


def agree(raw: bytes) -> None:
    """Newer versions of Python refuse more of what is broken than we need to: nothing is opened by them."""
    theirs = plain_twin(raw)
    assert ours(raw) == theirs or (theirs is None and sys.version_info >= (3, 13))


def made(names: list[str], extras: list[bytes], before: bytes, comment: bytes, in_64: bool) -> bytes:
    """A zip of these names, perhaps with bytes before it, a comment, odd fields and an end in 64 bits."""
    out, listed = io.BytesIO(before), io.BytesIO()
    out.seek(len(before))
    for number, name in enumerate(names):
        stored = name.encode("utf-8")
        flags, extra = 0 if name.isascii() and number % 2 else 0x800, extras[number % len(extras)] if extras else b""
        where, wide = out.tell() - len(before), extra.startswith(b"\1\0\10\0")
        size = 0xFFFFFFFF if wide else 0
        out.write(struct.pack("<4s5H3L2H", b"PK\3\4", 20, flags, 0, 0, 33, 0, 0, 0, len(stored), 0) + stored)
        counts = len(stored), len(extra), number % 3, 0, 0, 0
        listed.write(
            struct.pack("<4s4B4HL2L5H2L", b"PK\1\2", 20, 3, 20, 0, flags, 0, 0, 33, 0, 0, size, *counts, where)
        )
        listed.write(stored + extra + b"c" * (number % 3))
    start, size = out.tell() - len(before), len(listed.getvalue())
    out.write(listed.getvalue())
    if in_64:
        out.write(struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, len(names), len(names), size, start))
        out.write(struct.pack("<4sLQL", b"PK\6\7", 0, start + size, 1))
        size = start = 0xFFFFFFFF
    out.write(struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(names), len(names), size, start, len(comment)) + comment)
    return out.getvalue()


ZIPS = st.builds(
    made,
    st.lists(st.sampled_from(NAMES), max_size=8),
    st.lists(st.sampled_from(EXTRAS), max_size=4),
    st.sampled_from([b"", b"junk", b"PK\5\6" + bytes(18)]),
    st.sampled_from([b"", b"a comment", b"PK\5\6", b"\0\0"]),
    st.booleans(),
)


@given(ZIPS, st.integers(-60, 60), st.integers(0, 255), st.booleans())
def test_it_agrees_with_zipfile(raw: bytes, at: int, byte: int, damage: bool) -> None:
    """Whole, cut, changed, doubled, in 64 bits, with bytes before it: the same entries, or both refuse."""
    if damage:
        changed = bytearray(raw)
        changed[at % len(raw)] = byte
        raw = bytes(changed)[: len(raw) - abs(at) % 7 if byte % 2 else None]
    agree(raw)


@given(st.randoms(use_true_random=False))
def test_it_agrees_on_any_damage(chance: random.Random) -> None:
    """The same for bytes changed anywhere in the list and the end."""
    raw = bytearray(made(NAMES[:5], EXTRAS[:2], b"", b"", chance.random() < 0.5))
    for _ in range(chance.choice([1, 1, 3])):
        raw[chance.randrange(len(raw) // 3, len(raw))] = chance.choice([0, 1, 255, chance.randrange(256)])
    agree(bytes(raw))


@given(st.lists(st.sampled_from(NAMES), max_size=12))
def test_media_in_numbers_are_the_same_members(names: list[str]) -> None:
    """Each entry comes as one member or as one of a folder: same name, path, sizes, place; only harmless ones so."""
    raw = made(names, [], b"", b"", False)
    container = ZipContainer.__new__(ZipContainer)
    container.path, container.members = Path("x.zip"), []
    container._folders = containers.MediaFolders(container)
    listed = ours(raw) or []
    for entry in listed:
        container._take(entry)
    found = []
    for member in container.members:
        found += list(member.members()) if isinstance(member, MediaFolder) else [member]
    want = [container._member(entry) for entry in listed if not entry.name.endswith("/")]
    assert sorted((m.name, m.path, m.size, m.stored, m.problem, m.crc, m.place[-1]) for m in found) == sorted(
        (m.name, m.path, m.size, m.stored, m.problem, m.crc, m.place[-1]) for m in want
    )
    for member in container.members:
        if isinstance(member, MediaFolder):
            for each in member.members():
                assert member_path(each.name) == (each.path, "") and each.name == each.path
                assert each.path.rpartition(".")[2].lower() in MEDIA_EXTENSIONS
                assert not each.path.rpartition("/")[2].startswith("._")


@pytest.mark.parametrize("zipped", [True, False])
def test_media_are_found_and_opened(tmp_path: Path, zipped: bool) -> None:
    """By path, in another root, by the bare name where it is one; never where two fit; each opens as what it is."""
    media = {"media/posts/1.jpg": b"one", "media/posts/2.jpg": b"two", "media/other/2.jpg": b"three", "3.JPG": b"four"}
    path = world.write(tmp_path, world.instagram() | {POSTS: [ig_post("2020-01-01", "x")]} | media, zipped=zipped)
    (read,) = analyzer.analyze(path).analysis.collection.exports
    for asked, content in {
        "media/posts/1.jpg": b"one", "Media/Posts/1.JPG": b"one", "your/media/posts/1.jpg": b"one", "1.jpg": b"one",
        "posts/2.jpg": b"two", "other/2.jpg": b"three", "2.jpg": None, "3.jpg": b"four", "x/3.jpg": b"four",
        "x/1.jpg": None, "media/posts/4.jpg": None,
    }.items():  # fmt: skip
        found = read.export.media_file(asked)
        assert (found.member.open().read() if found else None) == content, asked
    container = FolderContainer(path) if not zipped else ZipContainer(path)
    folders = [each for each in container.members if isinstance(each, MediaFolder)]
    assert sorted((each.name, each.count, each.size) for each in folders) == [
        ("", 1, 4), ("media/other/", 1, 5), ("media/posts/", 2, 6)]  # fmt: skip
    container.close()


def test_files_that_are_no_media_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of them, and each folder of media, costs a row: more than any archive has are refused."""
    monkeypatch.setattr(containers, "MOST_FILES", 20)
    few = world.instagram() | {POSTS: [ig_post("2020-01-01", "x")]}
    many = {f"media/posts/{number}.jpg": b"" for number in range(100)}
    assert analyzer.analyze(world.write(tmp_path / "media", few | many)).complete
    for name, more in {
        "files": {f"other/{number}.txt": b"" for number in range(30)},
        "folders": {f"m{number}/1.jpg": b"" for number in range(30)},
    }.items():
        path = world.write(tmp_path / name, few | more)
        with pytest.raises(analyzer.RefusedArchive, match=r"20 files that are no media .*--limits 10"):
            analyzer.analyze(path)
        assert analyzer.analyze(path, limits=2).complete
