"""The generator of synthetic archives: the same bytes every time, and everything in them that they claim."""

from __future__ import annotations

import ast
import json
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tools.samples import (
    containers,
    facebook_truth,
    instagram_truth,
    page,
    with_account,
    write_facebook,
    write_instagram,
)
from tools.samples.encode import dump
from tools.samples.facebook.layout import FacebookEra
from tools.samples.instagram.layout import InstagramEra
from tools.samples.model import LANGUAGES, Language, utc
from tools.samples.person.person import person
from tools.samples.samples import SAMPLES, Sample, write_samples
from tools.samples.scale import write_scale

HOME = Path(__file__).resolve().parents[2] / "sample_exports"
FACEBOOK: list[tuple[FacebookEra, date]] = [
    ("C", date(2020, 3, 1)),
    ("D", date(2022, 3, 1)),
    ("E", date(2023, 9, 1)),
    ("F", date(2026, 3, 14)),
]
INSTAGRAM: list[tuple[InstagramEra, date]] = [
    ("E2", date(2021, 11, 1)),
    ("E3", date(2024, 10, 1)),
    ("E4", date(2026, 3, 14)),
    ("E5", date(2026, 4, 23)),
]
FACEBOOK_KINDS = {
    "post", "photo", "video", "reel", "story", "live_video", "comment", "note", "event", "listing", "review",
    "profile_photo", "cover_photo", "bio", "ai_prompt",
}  # fmt: skip
INSTAGRAM_KINDS = {
    "post", "video", "reel", "story", "comment", "profile_photo", "bio", "channel_message", "ai_prompt",
}  # fmt: skip

sample_by_name = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)


def repaired(value: Any) -> Any:
    """`value` as a reader sees it after the usual repair."""
    if isinstance(value, str):
        return value.encode("latin-1").decode("utf-8")
    if isinstance(value, list):
        return [repaired(entry) for entry in value]
    if isinstance(value, dict):
        return {repaired(key): repaired(entry) for key, entry in value.items()}
    return value


def strings(value: Any) -> list[str]:
    """Every string in a JSON document."""
    if isinstance(value, str):
        return [value]
    entries = value if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else []
    return [text for entry in entries for text in strings(entry)]


def documents(files: dict[str, bytes]) -> dict[str, Any]:
    """The JSON files, read and repaired."""
    return {path: repaired(json.loads(data)) for path, data in files.items() if path.endswith(".json")}


def test_two_runs_are_equal_and_equal_to_what_is_kept(tmp_path: Path) -> None:
    """The samples in the repository are what the generator writes, byte for byte."""
    for run in ("one", "two"):
        list(write_samples(tmp_path / run))
    written = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.*"))
    zips = [path for path in written if path.suffix == ".zip"]
    assert len(zips) == sum(len(sample.endings) for sample in SAMPLES)
    assert {path.parts[0] for path in written if path.name == "truth.json"} == {sample.name for sample in SAMPLES}
    for path in written:
        assert (tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes(), path
        kept, new = HOME / path, tmp_path / "one" / path
        if path.suffix == ".json":  # a checkout may have changed the line ends
            assert json.loads(kept.read_bytes()) == json.loads(new.read_bytes()), path
        else:
            assert kept.read_bytes() == new.read_bytes(), path


def test_no_other_zip_is_kept() -> None:
    """A renamed sample leaves no old zip behind."""
    kept = {path.parent.name for path in HOME.glob("*/*.zip")}
    assert kept == {sample.name for sample in SAMPLES}
    assert len(list(HOME.glob("*/*.zip"))) == sum(len(sample.endings) for sample in SAMPLES)


@sample_by_name
def test_samples_are_small_plain_zips(sample: Sample) -> None:
    """Stored, not compressed, so that no zlib can change them; under 300 kB together."""
    paths = sorted((HOME / sample.name).glob("*.zip"))
    assert sum(path.stat().st_size for path in paths) < 300_000
    members = []
    for path in paths:
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            members += archive.namelist()
            assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
            assert {info.date_time for info in archive.infolist()} == {(2020, 1, 1, 0, 0, 0)}
    bare = [name.partition("/")[2] if sample.wrapper else name for name in members]
    assert sorted(bare) == sorted(sample.files())


@sample_by_name
def test_samples_hold_every_kind(sample: Sample) -> None:
    """Each sample has an item of every kind of its platforms."""
    rows = sample.truth()
    if sample.facebook:
        assert {row["kind"] for row in rows} == FACEBOOK_KINDS
    else:
        assert {row["kind"] for row in rows if row["platform"] == "instagram"} == INSTAGRAM_KINDS
        assert {row["kind"] for row in rows if row["platform"] == "threads"} >= {"post", "comment"}


def test_samples_hold_every_verdict_state_and_basis() -> None:
    """Over all samples, every rule of section 4 decides something."""
    rows = [row for sample in SAMPLES for row in sample.truth()]
    assert {row["verdict"] for row in rows} == {"in_scope", "ongoing", "out_of_scope", "undetermined"}
    assert {row["state"] for row in rows} == {"published", "archived", "trashed", "draft", "pending"}
    assert {row["posted_as_minor"] for row in rows} >= {"yes", "no"}
    assert {row["is_public_basis"] for row in rows} - {None} == {
        "ai_interaction", "draft", "pending", "subscribers", "archived", "always_public", "not_recorded",
        "may_be_draft", "channel_privacy_not_recorded", "account_public", "account_was_public", "account_private",
        "account_private_now", "was_public_while_live", "others_post", "group_privacy_not_recorded",
    }  # fmt: skip


@sample_by_name
def test_every_text_stands_in_the_archive(sample: Sample) -> None:
    """What must be found is there, after the usual repair; nothing is there in plain UTF-8."""
    files = sample.files()
    found = {text for document in documents(files).values() for text in strings(document)}
    for path, data in files.items():
        assert not path.endswith(".json") or data.isascii(), path
    for thing in sample.person.things:
        if any(row["slug"] == thing.slug and row["platform"] == thing.platform for row in sample.truth()):
            parts = [thing.headline, thing.body] if thing.headline else [thing.written]
            assert set(parts) - {""} <= found, thing.slug


@sample_by_name
def test_media_are_there_unless_they_are_meant_to_be_missing(sample: Sample) -> None:
    """Every media path that a record names is a member, but for one photo on Facebook."""
    files = sample.files()
    named = {text for document in documents(files).values() for text in strings(document)}
    named = {text for text in named if text.endswith((".jpg", ".png", ".mp4", ".srt")) and "://" not in text}
    media = {path for path in files if not path.endswith((".json", ".txt"))}
    assert media <= named
    assert len(named - media) == (1 if sample.facebook else 0)


def test_parts_split_one_export() -> None:
    """JSON in one part and most media in the other, one chat in both, nothing twice."""
    files = write_facebook(person("de"))
    first, second = containers.split_parts(files)
    assert {**first, **second} == files
    assert not first.keys() & second.keys()
    assert any(path.endswith(".jpg") for path in first)
    assert any(path.endswith("message_1.json") for path in first)
    assert [path for path in second if path.endswith(".json")] == [
        "your_facebook_activity/messages/inbox/friend_1000000000000001/message_2.json"
    ]


def test_containers_hold_the_same(tmp_path: Path) -> None:
    """A zip, a folder, three parts, with and without a wrapper folder."""
    files = write_instagram(person("fr"), "E5")
    plain = containers.write_zip(tmp_path / "plain.zip", files)
    wrapped = containers.write_zip(tmp_path / "wrapped.zip", files, wrapper="export", deflate=True)
    parts = containers.write_parts(tmp_path, files, stem="instagram-zoe-2026-04-23", endings=("a", "b", "c"))
    folder = containers.write_folder(tmp_path / "folder", files)
    with zipfile.ZipFile(plain) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files
    with zipfile.ZipFile(wrapped) as archive:
        assert {name.removeprefix("export/"): archive.read(name) for name in archive.namelist()} == files
    assert {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()} == files
    assert [path.name[-5] for path in parts] == ["a", "b", "c"]
    assert sum(len(zipfile.ZipFile(path).namelist()) for path in parts) == len(files)


@pytest.mark.parametrize(("era", "made"), FACEBOOK)
@pytest.mark.parametrize("language", LANGUAGES)
def test_facebook_eras(era: FacebookEra, made: date, language: Language) -> None:
    """Each era has its own paths and keys, and nothing from after the copy was made."""
    files = write_facebook(person(language), era, made)
    paths = documents(files)
    rows = facebook_truth(person(language), era, made)
    assert rows
    assert all(row["created"] < made.isoformat() for row in rows)
    if era == "C":
        assert "comments" in paths["comments/comments.json"]
        assert "exif_data" not in json.dumps(paths["photos_and_videos/album/0.json"])
        posts = paths["groups/your_posts_and_comments_in_groups.json"]["group_posts"]["activity_log_data"]
        assert any(
            "added" in post["title"] or "hinzugef" in post["title"] or "ajout" in post["title"] for post in posts
        )
        assert "posts/notes.json" in paths
    else:
        root = {"D": "", "E": "your_activity_across_facebook/", "F": "your_facebook_activity/"}[era]
        assert "comments_v2" in paths[f"{root}comments_and_reactions/comments.json"]
    titles = {
        post.get("title", "")
        for path, found in paths.items()
        if "your_posts" in path and isinstance(found, list)
        for post in found
    }
    assert titles
    assert all(title.startswith(person(language).name) for title in titles)
    tops = {path.partition("/")[0] for path in files}
    assert ("your_facebook_activity" in tops) == (era == "F")


@pytest.mark.parametrize(("era", "made"), INSTAGRAM)
@pytest.mark.parametrize("language", LANGUAGES)
def test_instagram_eras(era: InstagramEra, made: date, language: Language) -> None:
    """Each era has its own paths, and the profile's facts in the order that never changes."""
    paths = documents(write_instagram(person(language), era, made))
    profile = next(
        found for path, found in paths.items() if path.endswith("personal_information.json") and "profile_user" in found
    )
    values = [entry["value"] for entry in profile["profile_user"][0]["string_map_data"].values()]
    birthday = person(language).birthday
    assert birthday
    born = values.index(birthday.isoformat())
    assert values[born + 1] == str(person(language).accounts["instagram"].private)
    history = [path for path in paths if path.endswith("privacy_changes.json")]
    assert len(history) == sum(
        1 for when, _ in person(language).accounts["instagram"].switches[:1] if when < utc(f"{made} 00:00:00")
    )
    assert any(path.endswith("media/posts.json") for path in paths) == (era == "E5")
    assert any("/threads/" in path for path in paths) == (era != "E2")
    rows = instagram_truth(person(language), era, made)
    assert all(row["created"] < made.isoformat() for row in rows)
    if made < date(2025, 5, 27):
        assert {row["verdict"] for row in rows} == {None}
    assert any(row["state"] == "draft" for row in rows) == (era == "E5")


def test_page_has_its_own_root_and_no_birthday() -> None:
    """The export of a Page: nothing is certain about who could see it."""
    files = write_facebook(page("fr"), "P")
    assert {path.partition("/")[0] for path in files} == {
        "this_profile's_activity_across_facebook",
        "profile_information",
    }
    assert b"birthday" not in files["profile_information/profile_information/profile_information.json"]
    rows = facebook_truth(page("fr"), "P")
    assert {row["kind"] for row in rows} >= {"post", "photo", "video"}
    assert {(row["is_public_basis"], row["verdict"]) for row in rows} == {("page_or_profile", "undetermined")}


def test_other_facts_about_an_account() -> None:
    """An account without a log of switches, with a recorded request, that sells things."""
    request = (utc("2026-03-13 08:00:00"), utc("2024-01-01 00:00:00"), utc("2026-03-13 00:00:00"))
    other = with_account(person("en"), "instagram", private=True, switches=(), professional=True, request=request)
    paths = documents(write_instagram(other))
    assert not any(path.endswith("privacy_changes.json") for path in paths)
    folder = "personal_information/personal_information/"
    assert '"Private Account": {"href": "", "value": "True"' in json.dumps(paths[f"{folder}personal_information.json"])
    assert paths[f"{folder}professional_information.json"]["profile_business"][0]["string_map_data"]
    asked = paths["your_instagram_activity/other_activity/your_information_download_requests.json"]
    assert [entry.get("timestamp_value") for entry in asked["label_values"]] == [*request[1:], None]


def test_one_record_is_a_bare_object() -> None:
    """Files of label/value records hold the record itself where there is only one, else a list."""
    paths = documents(write_facebook(person("en")))
    assert isinstance(paths["your_facebook_activity/posts/archive.json"], dict)
    assert isinstance(paths["your_facebook_activity/messages/ai_conversations.json"], list)
    assert isinstance(
        documents(write_facebook(person("fr")))["your_facebook_activity/messages/ai_conversations.json"], dict
    )


def test_doubles_are_one_thing() -> None:
    """Some things stand in two files and are counted once."""
    for language in LANGUAGES:
        doubled = {thing.slug for thing in person(language).things if len(thing.files) > 1}
        assert doubled >= {"photos", "check_in", "video", "profile_photo", "group_link", "comment_photo", "ig_reel"}
        media = Counter(medium.name for thing in person(language).things for medium in thing.media)
        assert set(media.values()) == {1}


def test_text_is_written_byte_by_byte() -> None:
    """Keys and values alike, as in the archives."""
    assert b'"Fr\\u00c3\\u00bch": "\\u00f0\\u009f\\u008c\\u008a"' in dump({"Früh": "🌊"})


@pytest.mark.parametrize("platform", ["facebook", "instagram"])
def test_scale_writes_what_it_says(tmp_path: Path, platform: Any) -> None:
    """The large archive is readable, no two of its records are equal, and it has as many as asked for."""
    target = tmp_path / "big.zip"
    counts = write_scale(target, 20_500, platform=platform, messages=30)
    with zipfile.ZipFile(target) as archive:
        read = {name: json.loads(archive.read(name)) for name in archive.namelist() if name.endswith(".json")}
    lists: dict[str, list[Any]] = {}
    for name, found in read.items():
        inner = next((v for v in found.values() if isinstance(v, list)), []) if isinstance(found, dict) else found
        if len(inner) > 100:
            lists[name] = inner
    assert sum(map(len, lists.values())) == counts["records"] == 20_500
    posts = [name for name in lists if "/your_posts" in name or "/posts_" in name]
    assert len(posts) == 2
    assert max(len(lists[name]) for name in posts) == 10_000
    for name, inner in lists.items():
        assert len({json.dumps(record) for record in inner}) == len(inner), name
    if platform == "facebook":
        uris = [text for inner in lists.values() for text in strings(inner) if text.endswith(".jpg")]
        doubled = sum(1 for count in Counter(uris).values() if count == 2)
        album = len(lists["your_facebook_activity/posts/album/0.json"])
        assert counts["photo"] == album - doubled


def test_the_generator_does_not_know_the_analyzer() -> None:
    """The truth would be none if it came from what it is compared with."""
    for path in (HOME / "generator").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not any(name.partition(".")[0] in {"analyzer", "random"} for name in names), path.name
