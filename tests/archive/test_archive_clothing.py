"""The same export in other clothing gives the same items: zip, parts, folders, wrappers, changed names."""

from __future__ import annotations

import itertools
import os
import struct
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import world
from world import FACEBOOK, INSTAGRAM, TIMELINE, Files, fb_comment, fb_photo, fb_post, ig_post

import analyzer
from analyzer.rules.analysis import Analysis

MEDIA = "your_facebook_activity/posts/media/Trip_111/{}.jpg"
TIMELINE_2 = TIMELINE.replace("_1.json", "_2.json")
ALBUM = "your_facebook_activity/posts/album/0.json"
RECOMMENDED = "your_facebook_activity/pages/pages_and_profiles_you've_recommended.json"


def facebook_files() -> Files:
    """A Facebook export: timeline in two files, comments, an album, a review, three photos."""
    return world.facebook(jurisdiction="GDPR") | {
        TIMELINE: [fb_post("2020-05-01", "one ø", MEDIA.format("1000000000001")), fb_post("2020-05-02", "two")],
        TIMELINE_2: [fb_post("2025-08-01", "three", MEDIA.format("1000000000002"))],
        world.COMMENTS: {"comments_v2": [fb_comment("a comment")]},
        ALBUM: {"name": "Trip", "photos": [fb_photo(MEDIA.format("1000000000003"))]},
        RECOMMENDED: {"recommendations": []},
        MEDIA.format("1000000000001"): b"one",
        MEDIA.format("1000000000002"): b"two",
        MEDIA.format("1000000000003"): b"three",
    }


def instagram_files(username: str = "alex") -> Files:
    """An Instagram export with Threads: two posts, one thread."""
    photo = f"media/posts/202001/1785000000000000{len(username)}.jpg"
    return (
        world.instagram(False, username=username)
        | {
            world.POSTS: [
                ig_post("2020-01-01", f"first of {username}", photo),
                ig_post("2025-09-01", f"second of {username}"),
            ]
        }
        | world.threads(world.thread(f"a thread of {username}"))
        | {photo: b"jpg"}
    )


def items(analysis: Analysis) -> list[tuple[Any, ...]]:
    """All that is said about the items, but not where they stand."""
    return sorted(
        (
            each.id, each.item.platform, each.item.kind, each.item.text, each.item.created, each.verdict,
            each.is_public, each.is_public_basis, each.is_adult,
            analysis.accounts[each.item.account].name, each.suggestion,
            [(medium.path, medium.in_export, medium.bytes) for medium in each.item.media],
        )
        for each in analysis.judged
    )  # fmt: skip


def expected(folder: Path, *exports: tuple[Files, str]) -> list[tuple[Any, ...]]:
    """The items of plain zips."""
    return items(world.run(*(world.write(folder / "plain", files, name) for files, name in exports)))


def parts(files: Files, of: Callable[[str], int]) -> list[Files]:
    """The files dealt out to parts."""
    dealt: dict[int, Files] = {}
    for path, content in files.items():
        dealt.setdefault(of(path), {})[path] = content
    return [dealt[number] for number in sorted(dealt)]


def by_kind(path: str) -> int:
    """Media alone, the second half of the timeline alone, all else."""
    return 1 if path.endswith(".jpg") else 2 if path == TIMELINE_2 else 0


def test_the_plain_export_is_what_it_should_be(tmp_path: Path) -> None:
    """The reference of this module has its five items and finds all media."""
    found = expected(tmp_path, (facebook_files(), FACEBOOK))
    assert sorted((row[2], row[3]) for row in found) == [
        ("comment", "a comment"), ("photo", ""), ("post", "one ø"), ("post", "three"), ("post", "two")
    ]  # fmt: skip
    assert all(in_export for row in found for _, in_export, _ in row[-1])


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_parts_in_any_order(tmp_path: Path, order: tuple[int, ...]) -> None:
    """JSON and its media in different parts, one with media only, `_2` without `_1`, in any order."""
    names = [f"{FACEBOOK[:-8]}{token}" for token in ("tP4KIfRH", "8nmoNHkR", "BuQQGj1c")]
    split = parts(facebook_files(), by_kind)
    paths = [world.write(tmp_path, files, name) for files, name in zip(split, names, strict=True)]
    analysis = world.run(*(paths[number] for number in order))
    assert items(analysis) == expected(tmp_path, (facebook_files(), FACEBOOK))
    assert len(analysis.collection.exports) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("part1", "part2", "part3"),
        ("Facebook (1)", "Facebook (2)", "Facebook (3)"),
        ("a", "b", "c"),
        (
            "facebook-alexdoe-27.08.2026-BuQQGj1c",
            "facebook-alexdoe-27.08.2026-w8TzRk0x",
            "facebook-alexdoe-27.08.2026-Zz",
        ),
        (f"{FACEBOOK}-20250214T091955Z-001", f"{FACEBOOK}-20250214T091955Z-002", f"{FACEBOOK} (1)"),
        ("alexdoe_20260201_part_1", "alexdoe_20260201_part_2", "alexdoe_20260201_part_3"),
    ],
)
def test_parts_renamed_by_hand(tmp_path: Path, names: tuple[str, ...]) -> None:
    """Parts whose names were changed, by hand, browser or drive, are still one export."""
    paths = [
        world.write(tmp_path, files, name) for files, name in zip(parts(facebook_files(), by_kind), names, strict=True)
    ]
    for given in (paths, paths[::-1]):
        analysis = world.run(*given)
        assert len(analysis.collection.exports) == 1
        assert [row[:7] for row in items(analysis)] == [
            row[:7] for row in expected(tmp_path, (facebook_files(), FACEBOOK))
        ]
        assert all(medium.in_export for each in analysis.judged for medium in each.item.media)


@pytest.mark.parametrize(
    ("name", "files", "exports"),
    [
        ("part2", {TIMELINE_2: []}, 1),
        ("facebook-alexdoe-part2", {TIMELINE_2: []}, 1),
        (FACEBOOK.replace("alexdoe", "samroe"), {TIMELINE_2: []}, 2),  # somebody else's
        (FACEBOOK.replace("02-01", "02-02"), {TIMELINE_2: []}, 2),  # of another day
        ("part2", {TIMELINE: []}, 2),  # both hold this file
    ],
)
def test_a_part_that_may_be_somebody_elses(tmp_path: Path, name: str, files: Files, exports: int) -> None:
    """A part without a profile goes to an export of no other owner or day, which lacks what it holds."""
    content = {path: [fb_post("2024-01-01", "of the part")] for path in files}
    main = world.write(tmp_path, world.facebook() | {TIMELINE: [fb_post("2023-01-01", "mine")]}, FACEBOOK)
    part = world.write(tmp_path / "part", content, name)
    for given in ((main, part), (part, main)):
        analysis = world.run(*given)
        assert len(analysis.collection.exports) == exports
        assert sorted(each.item.text for each in analysis.judged) == ["mine", "of the part"]


@pytest.mark.parametrize("zipped", [True, False])
def test_a_part_of_assets_alone_belongs_to_its_export(tmp_path: Path, zipped: bool) -> None:
    """A part that holds only files without an ending, in no known folder, is no reason to refuse the rest."""
    main = world.write(tmp_path, facebook_files(), FACEBOOK)
    assets = {f"assets/{number}": b"\x89PNG" for number in range(5)}
    part = world.write(tmp_path, assets, f"{FACEBOOK[:-8]}BuQQGj1c", zipped=zipped)
    for given in ((main, part), (part, main)):
        analysis = world.run(*given)
        assert items(analysis) == expected(tmp_path, (facebook_files(), FACEBOOK))
        assert len([row for row in analysis.collection.files if row.archive == part.name]) == 5


def test_folders(tmp_path: Path) -> None:
    """Unpacked; a folder that holds the zips; one with an unpacked part beside a zipped one; all give the same."""
    wanted = expected(tmp_path, (facebook_files(), FACEBOOK))
    assert items(world.run(world.write(tmp_path / "a", facebook_files(), FACEBOOK, zipped=False))) == wanted
    first, *others = parts(facebook_files(), by_kind)
    holds = tmp_path / "holds"
    world.write(holds, first, f"{FACEBOOK[:-8]}BuQQGj1c")
    for number, files in enumerate(others):
        world.write(holds / "more" if number else holds, files, f"{FACEBOOK[:-8]}xxxxxxx{number}")
    assert items(world.run(holds)) == wanted
    mixed = tmp_path / "mixed"
    world.write(mixed, first, f"{FACEBOOK[:-8]}BuQQGj1c", zipped=False)
    for number, files in enumerate(others):
        world.write(mixed, files, f"{FACEBOOK[:-8]}xxxxxxx{number}")
    assert items(world.run(mixed)) == wanted


@pytest.mark.parametrize("wrapper", [FACEBOOK, "my download", f"deep/er/{FACEBOOK}", "Ünï", "a.b/c d"])
def test_wrapper_folders(tmp_path: Path, wrapper: str) -> None:
    """A wrapper folder around the tree, of any name, changes nothing."""
    files = {f"{wrapper}/{path}": content for path, content in facebook_files().items()}
    assert items(world.judge(tmp_path, files, FACEBOOK)) == expected(tmp_path, (facebook_files(), FACEBOOK))


def test_the_same_export_twice(tmp_path: Path) -> None:
    """Given twice, zipped and unpacked, an export counts once."""
    zipped = world.write(tmp_path, facebook_files(), FACEBOOK)
    folder = world.write(tmp_path, facebook_files(), FACEBOOK, zipped=False)
    copy = tmp_path / f"{FACEBOOK} (1).zip"
    copy.write_bytes(zipped.read_bytes())
    relative = Path(os.path.relpath(zipped))
    for given in ((zipped, folder), (zipped, copy), (zipped, zipped), (zipped, relative), (folder, copy, zipped)):
        analysis = world.run(*given)
        assert items(analysis) == expected(tmp_path, (facebook_files(), FACEBOOK))
        assert not analysis.collection.problems


def test_several_exports_and_accounts_in_any_order(tmp_path: Path) -> None:
    """Facebook in parts, two Instagram accounts, all in one run: the items of each, whatever the order."""
    robin = "instagram-robin-2026-02-01-QwErTyUi"
    given = [(instagram_files(), INSTAGRAM), (instagram_files("robin"), robin)]
    wanted = sorted(
        expected(tmp_path / "x", (facebook_files(), FACEBOOK))
        + expected(tmp_path / "y", given[0])
        + expected(tmp_path / "z", given[1])
    )
    paths = [world.write(tmp_path, files, name) for files, name in given]
    paths += [
        world.write(tmp_path, files, f"{FACEBOOK[:-8]}tokentk{number}")
        for number, files in enumerate(parts(facebook_files(), by_kind))
    ]
    for order in list(itertools.permutations(paths))[::17]:
        analysis = world.run(*order)
        assert items(analysis) == wanted
        assert len(analysis.accounts) == 5  # Facebook, Instagram and Threads twice


def test_a_combined_tree(tmp_path: Path) -> None:
    """Both platforms in one zip: under one `meta-...` wrapper with a folder each, or in one common tree."""
    wanted = sorted(
        expected(tmp_path / "x", (facebook_files(), FACEBOOK))
        + expected(tmp_path / "y", (instagram_files(), INSTAGRAM))
    )
    wrapper = "meta-2026-Jan-10-17-13-19"
    two = {f"{wrapper}/{FACEBOOK}/{path}": content for path, content in facebook_files().items()}
    two |= {f"{wrapper}/{INSTAGRAM}/{path}": content for path, content in instagram_files().items()}
    assert items(world.judge(tmp_path, two, wrapper)) == wanted
    assert items(world.run(world.write(tmp_path, two, wrapper, zipped=False))) == wanted
    common = facebook_files() | instagram_files()
    found = items(world.judge(tmp_path / "c", common, "meta-2026-02-01-AbCdEfGh"))
    assert [row[:5] for row in found] == [row[:5] for row in wanted]
    assert all(in_export for row in found for _, in_export, _ in row[-1])


def test_roots_nested_oddly(tmp_path: Path) -> None:
    """Whole roots inside other roots, as seen in a real export: every file still finds its reader."""
    nested = {
        path.replace("your_facebook_activity/", "personal_information/profile_information/your_facebook_activity/", 1)
        if not path.endswith(".jpg")
        else path: content
        for path, content in facebook_files().items()
    }
    assert items(world.judge(tmp_path, nested, FACEBOOK)) == expected(tmp_path, (facebook_files(), FACEBOOK))


def test_litter_of_file_managers(tmp_path: Path) -> None:
    """`__MACOSX`, `._x`, `.DS_Store` and the like add no item and no warning, and still have their row."""
    litter = {
        f"__MACOSX/{FACEBOOK}/._{TIMELINE.rpartition('/')[2]}": b"\0\5\26\7",
        f"__MACOSX/{TIMELINE}": b"\0\5\26\7",
        f"{TIMELINE.rpartition('/')[0]}/._your_posts_1.json": b"\0\5\26\7",
        ".DS_Store": b"\0\0\0\1Bud1",
        f"{TIMELINE.rpartition('/')[0]}/.DS_Store": b"\0\0\0\1Bud1",
        "Thumbs.db": b"x",
        "desktop.ini": b"x",
    }
    for zipped in (True, False):
        path = world.write(tmp_path, facebook_files() | litter, FACEBOOK, zipped=zipped)
        analysis = world.run(path)
        assert items(analysis) == expected(tmp_path, (facebook_files(), FACEBOOK))
        rows = {row.path: row.status for row in analysis.collection.files}
        assert {rows.get(name) for name in litter} == {"not_needed"}


@pytest.mark.parametrize(
    "change",
    [
        lambda path: path.replace("/", "\\"),
        lambda path: path.replace("'", "’"),
        lambda path: path.replace("'", "_"),
        lambda path: f"./{path}",
        lambda path: path.upper() if path.endswith(".json") else path,
        lambda path: unicodedata.normalize("NFD", f"Ünïcode/{path}"),
    ],
    ids=["backslashes", "curly", "underscore", "dot", "upper", "decomposed"],
)
def test_names_as_tools_change_them(tmp_path: Path, change: Callable[[str], str]) -> None:
    """Backslashes, kinds of apostrophe, decomposed accents and the like: each file still finds its reader."""
    files = {change(path): content for path, content in facebook_files().items()}
    analysis = world.judge(tmp_path, files, FACEBOOK)
    assert items(analysis) == expected(tmp_path, (facebook_files(), FACEBOOK))
    assert not [row.path for row in analysis.collection.files if row.status in ("not_understood", "damaged")]


def test_media_of_accented_folders(tmp_path: Path) -> None:
    """A medium is found whether its name is composed, decomposed, UTF-8 with or without the flag that says so."""
    name = "your_facebook_activity/posts/media/Été_111/1000000000009.jpg"
    files = world.facebook() | {TIMELINE: [fb_post("2020-05-01", "été", name)]}
    for spelled in (unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)):
        judged = world.judge(tmp_path, files | {spelled: b"jpg"}, FACEBOOK).judged
        assert [medium.in_export for medium in judged[0].item.media] == [True]
    path = tmp_path / "unflagged.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for each, content in (files | {name: b"jpg"}).items():
            info = zipfile.ZipInfo(each.encode().decode("cp437"))
            archive.writestr(info, content if isinstance(content, bytes) else world._dump(content))
    raw = bytearray(path.read_bytes())
    utf8, cp437 = name.encode().decode("cp437").encode(), name.encode()
    assert len(utf8) != len(cp437)
    _write_raw(path, [(each.encode(), content) for each, content in (files | {name: b"jpg"}).items()])
    assert raw != path.read_bytes()
    judged = world.run(path).judged
    assert [medium.in_export for medium in judged[0].item.media] == [True]


def _write_raw(path: Path, members: list[tuple[bytes, Any]]) -> None:
    """A zip whose names are bytes as given, without the UTF-8 flag."""
    with zipfile.ZipFile(path, "w") as archive:
        for number, (_, content) in enumerate(members):
            archive.writestr(f"{number:03}", content if isinstance(content, bytes) else world._dump(content))
    old = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        infos, start = archive.infolist(), archive.start_dir
    out, places = bytearray(), []
    for info, (name, _) in zip(infos, members, strict=True):
        places.append(len(out))
        head = old[info.header_offset : info.header_offset + 26]
        data = info.header_offset + 30 + len(info.filename)
        out += head + struct.pack("<HH", len(name), 0) + name + old[data : data + info.compress_size]
    directory = bytearray()
    at = start
    for info, place, (name, _) in zip(infos, places, members, strict=True):
        entry = old[at : at + 46]
        at += 46 + len(info.filename)
        directory += entry[:28] + struct.pack("<H", len(name)) + entry[30:42] + struct.pack("<I", place) + name
    end = old[at:]
    path.write_bytes(out + directory + end[:12] + struct.pack("<II", len(directory), len(out)) + end[20:])


def test_zip64(tmp_path: Path) -> None:
    """Sizes and places in 64 bits are read, also where a member begins beyond 4 GiB."""
    path = tmp_path / f"{FACEBOOK}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in facebook_files().items():
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(content if isinstance(content, bytes) else world._dump(content))
    assert items(world.run(path)) == expected(tmp_path, (facebook_files(), FACEBOOK))


@pytest.mark.skipif(os.name != "posix", reason="sparse files are cheap on POSIX only")
def test_members_beyond_four_gibibytes(tmp_path: Path) -> None:
    """A sparse zip of 5 GiB whose JSON stands behind its middle."""
    path = tmp_path / f"{FACEBOOK}.zip"
    with path.open("wb") as file:
        file.truncate(5 << 30)
        file.seek(5 << 30)
        with zipfile.ZipFile(file, "a") as archive:
            for name, content in facebook_files().items():
                archive.writestr(name, content if isinstance(content, bytes) else world._dump(content))
            first = archive.infolist()[0].header_offset
    assert first >= 5 << 30
    assert items(world.run(path)) == expected(tmp_path, (facebook_files(), FACEBOOK))


def test_doubled_names(tmp_path: Path) -> None:
    """One name twice: of equal files one is read; of different ones the last, and the loss of the other is named."""
    files = facebook_files()
    path = world.write(tmp_path, files, FACEBOOK)
    with pytest.warns(UserWarning), zipfile.ZipFile(path, "a") as archive:
        archive.writestr(TIMELINE_2, world._dump(files[TIMELINE_2]))
    analysis = world.run(path)
    assert items(analysis) == expected(tmp_path, (files, FACEBOOK)) and not analysis.collection.problems
    with pytest.warns(UserWarning), zipfile.ZipFile(path, "a") as archive:
        archive.writestr(TIMELINE_2, world._dump([fb_post("2025-08-02", "another")]))
    result = analyzer.analyze(path)
    assert {"another"} == {each.item.text for each in result.analysis.judged} - {"one ø", "two", "a comment", ""}
    assert not result.complete and TIMELINE_2 in list(result.problems["path"])


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_links_in_folders(tmp_path: Path) -> None:
    """Links are not followed and not passed over in silence: a needed file is a loss, a folder has its row."""
    secret = tmp_path / "secret.json"
    secret.write_bytes(world._dump([fb_post("2020-01-01", "from outside")]))
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "your_posts_9.json").write_bytes(secret.read_bytes())
    folder = world.write(tmp_path, facebook_files(), FACEBOOK, zipped=False)
    posts = folder / Path(TIMELINE).parent
    (posts / "your_posts_7.json").symlink_to(secret)
    (posts / "linked").symlink_to(outside, target_is_directory=True)
    (posts / "loop").symlink_to(posts, target_is_directory=True)
    analysis = world.run(folder)
    assert items(analysis) == expected(tmp_path, (facebook_files(), FACEBOOK))
    rows = {Path(row.path).name: row.status for row in analysis.collection.files}
    assert rows["your_posts_7.json"] == "damaged" and {"linked", "loop"} <= rows.keys()
    linked = tmp_path / "my export"
    linked.symlink_to(folder, target_is_directory=True)
    (posts / "your_posts_7.json").unlink()
    assert items(world.run(linked)) == expected(tmp_path, (facebook_files(), FACEBOOK))


def test_only_what_is_needed_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 20,000 photos none is opened and each folder is one row; of the JSON files only the needed ones."""
    path = world.write(tmp_path, facebook_files(), FACEBOOK)
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(20_000):
            archive.writestr(MEDIA.format(f"2{number:012}"), b"")
        archive.writestr("ads_information/advertisers_using_your_activity_or_information.json", b"[]")
    opened: list[str] = []
    original = zipfile.ZipFile.open

    def count(self: zipfile.ZipFile, name: Any, *arguments: Any, **named: Any) -> Any:
        opened.append(name.filename)
        return original(self, name, *arguments, **named)

    monkeypatch.setattr(zipfile.ZipFile, "open", count)
    analysis = world.run(path)
    needed = {name for name in facebook_files() if name.endswith(".json")}
    assert set(opened) == needed
    assert len(opened) == len(needed) + 1  # the profile is read for facts and for the bio
    assert len(analysis.collection.files) == len(needed) + 2
    media = [row for row in analysis.collection.files if row.status == "media"]
    assert [row.why for row in media] == ["20003 files"]


def test_media_with_backslashes_have_a_row_for_each_folder(tmp_path: Path) -> None:
    """Folders are told apart in names with backslashes too."""
    files: Mapping[str, Any] = {
        "your_facebook_activity\\posts\\media\\a_1\\1000000000001.jpg": b"1",
        "your_facebook_activity\\posts\\media\\b_2\\1000000000002.jpg": b"2",
    }
    analysis = world.judge(tmp_path, facebook_files() | files, FACEBOOK)
    assert len([row for row in analysis.collection.files if row.status == "media"]) == 3


def test_the_file_of_a_medium_is_found_under_another_root(tmp_path: Path) -> None:
    """By its folder and name, where files of one name lie in several folders; a file of records is no medium."""
    files = {
        TIMELINE: [
            fb_post("2024-01-01", "one", "photos_and_videos/Trip/1.jpg"),
            fb_post("2024-01-02", "two", TIMELINE),
        ],
        "your_facebook_activity/posts/media/Trip/1.jpg": b"12345",
        "your_facebook_activity/posts/media/Home/1.jpg": b"1",
    }
    found = world.judge(tmp_path, world.facebook() | files, FACEBOOK)
    by_text = {each.item.text: each.item.media[0] for each in found.judged}
    assert (by_text["one"].in_export, by_text["one"].bytes) == (True, 5)
    assert (by_text["two"].in_export, by_text["two"].bytes) == (False, None)
