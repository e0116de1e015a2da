"""When an export was made and an item created, and what follows: docs/rules.md, "Time"."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from world import *

from analyzer.advice.warnings import warnings
from analyzer.rules.analysis import Analysis

URI = "media/posts/1/17900000000000001.jpg"
EARLY = "instagram-alex-2025-05-26-AbCdEfGh"


def warned(analysis: Analysis) -> set[str]:
    """The ids of all warnings."""
    return {each["id"] for each in warnings(analysis)}


@pytest.mark.parametrize(
    ("name", "made", "exact"),
    [
        ("instagram-alex-2026-02-01-AbCdEfGh", date(2026, 2, 1), True),
        ("alex_20201020", date(2020, 10, 20), True),
        ("facebook-alex-27.08.2025-BuQQGj1c", date(2025, 8, 27), True),
        ("facebook-alex-12-4-2025-8nmoNHkR", date(2025, 12, 20), True),  # day and month could be exchanged: ignored
        ("facebook-alex-4-4-2025-8nmoNHkR", date(2025, 4, 4), True),  # here they could, without a difference
        ("my download", date(2025, 12, 20), True),
    ],
)
def test_made_on_by_name_then_by_request(tmp_path: Path, name: str, made: date, exact: bool) -> None:
    """Time: `made_on` from the name, an ambiguous one ignored; else from the recorded request."""
    files = instagram(requested=("2025-12-20T10:00:00", "2024-01-01", "2025-12-20"))
    found = judge(tmp_path, files | {POSTS: [ig_post("2024-01-01", "x", URI)]}, name)
    assert [(each.day, each.exact) for each in found.made] == [(made, exact)]


@pytest.mark.parametrize(
    ("login", "expected"), [("2025-11-05T23:59:59", date(2025, 11, 5)), ("2020-01-01", date(2024, 1, 1))]
)
def test_made_on_by_the_newest_record(tmp_path: Path, login: str, expected: date) -> None:
    """Time: without name and request, the newest creation or login time, a lower bound."""
    files = instagram(logins=[login]) | {POSTS: [ig_post("2024-01-01", "x", URI)]}
    found = judge(tmp_path, files, "my download")
    assert [(each.day, each.exact) for each in found.made] == [(expected, False)]


@pytest.mark.parametrize(
    ("login", "expected"),
    [
        ("2025-12-20T23:59:59", (date(2025, 12, 20), True)),  # of the request's own day
        ("2025-12-21T00:00:00", (date(2025, 12, 21), False)),
    ],
)
def test_a_request_older_than_the_newest_record(tmp_path: Path, login: str, expected: tuple[date, bool]) -> None:
    """Time: an archive that holds something of a day after the request is a later copy, which nobody recorded."""
    files = instagram(requested=("2025-12-20T10:00:00", "2024-01-01", "2025-12-20"), logins=[login])
    found = judge(tmp_path, files | {POSTS: [ig_post("2024-01-01", "x", URI)]}, "my download")
    assert [(each.day, each.exact) for each in found.made] == [expected]


def test_made_on_never_by_file_times(tmp_path: Path) -> None:
    """Time: an export without any time has no day, whatever the times of its files are."""
    found = judge(tmp_path, instagram() | {POSTS: [ig_post("", "x", URI)]}, "my download")
    assert [each.day for each in found.made] == [None]
    assert "export_undated" in warned(found)


@pytest.mark.parametrize(
    ("birthday", "expected"),
    [
        ("2007-12-01", "unknown"),  # not yet 18 at the newest record, but on the day of the run
        ("2008-03-01", "unknown"),  # 18 on the very day of the run
        ("2008-03-02", "no"),
        ("2007-06-01", "yes"),
    ],
)
def test_adult_no_by_a_lower_bound(tmp_path: Path, birthday: str, expected: str) -> None:
    """Time: from the newest record `made_on` is a lower bound; an `is_adult` no must hold on the day of the run too."""
    files = instagram(birthday=birthday) | {POSTS: [ig_post("2025-10-01", "x", URI)]}
    assert only(judge(tmp_path, files, "my download", today=date(2026, 3, 1))).is_adult == expected


RULES_OF_AN_EARLY_EXPORT: list[tuple[str, dict[str, Any], tuple[str, str, str]]] = [
    ("public then", {"private": False}, ("unknown", "account_public_then", "yes")),
    ("private then", {"private": True}, ("unknown", "account_private_now", "no")),
    (
        "private then, with a history",
        {"private": True, "switches": [("2020-01-01", "Switched to Private")]},
        ("unknown", "account_private_now", "no"),
    ),
    (
        "private then, with an old login",
        {"private": True, "logins": ["2015-01-01"]},
        ("unknown", "account_private_now", "no"),
    ),
]


@pytest.mark.parametrize(
    ("account", "expected"),
    [row[1:] for row in RULES_OF_AN_EARLY_EXPORT],
    ids=[row[0] for row in RULES_OF_AN_EARLY_EXPORT],
)
def test_export_made_before_training_began(
    tmp_path: Path, account: dict[str, Any], expected: tuple[str, str, str]
) -> None:
    """Time: an export made before training began: public then -> unknown, a hint; private then -> unknown."""
    found = judge(tmp_path, instagram(**account) | {POSTS: [ig_post("2024-01-01", "x", URI)]}, EARLY)
    assert public(only(found)) == expected
    assert "export_before_training" in warned(found)


@pytest.mark.parametrize("private", [True, False])
def test_export_made_before_training_began_comes_before_rules_6_and_7(tmp_path: Path, private: bool) -> None:
    """Time: Threads posts too are unknown by it; a story goes by its own rule in any export, and cannot be seen now."""
    files = instagram(private) | threads_account(private) | threads(thread("t"))
    files[STORIES] = {"ig_stories": [picture("media/stories/1/17900000000000002.jpg", "2024-01-01")]}
    found = judge(tmp_path, files, EARLY)
    expected = ("unknown", "account_private_now" if private else "account_public_then")
    assert public(only(found, "story")) == ("unknown", "not_recorded", "no")
    assert public(only(found, text="t")) == (*expected, "no" if private else "yes")


@pytest.mark.parametrize("private", [True, False])
@pytest.mark.parametrize("audience", ["public", "was_public"])
def test_a_story_of_an_early_export_cannot_be_seen_now(tmp_path: Path, private: bool, audience: str) -> None:
    """Rules "stories" and "what you say": who can see a story now stands, whatever is answered and whichever export
    has it."""
    stories = {"ig_stories": [picture("media/stories/1/17900000000000002.jpg", "2024-01-01")]}
    early = write(tmp_path, instagram(private) | {STORIES: stories}, EARLY)
    given = tmp_path / "answers.json"
    given.write_text(f'{{"schema": 1, "answer": [{{"kind": "story", "audience": "{audience}"}}]}}', "utf-8")
    later = write(tmp_path, instagram(private) | {POSTS: []})
    for paths in ((early,), (early, later)):
        assert only(run(*paths), "story").is_public_now == "no"
        each = only(run(*paths, answers=given), "story")
        assert (each.is_public, each.is_public_now) == ("yes", "no")


def test_archived_in_an_export_made_before_training_began(tmp_path: Path) -> None:
    """Rule "archived" with an early export: rule "account" gives no `no` there, so an archived post is unknown."""
    path = "your_instagram_activity/media/archived_posts.json"
    files = instagram(True, switches=[("2020-01-01", "Switched to Private")])
    files[path] = {"ig_archived_post_media": [ig_post("2024-01-01", "x", URI)]}
    assert public(only(judge(tmp_path, files, EARLY))) == ("unknown", "archived", "no")


@pytest.mark.parametrize(
    ("name", "early"), [(EARLY, True), ("instagram-alex-2025-05-27-AbCdEfGh", False)], ids=["the day before", "the day"]
)
def test_first_day_of_training_is_not_before_it(tmp_path: Path, name: str, early: bool) -> None:
    """Time: an export of training's first day is not made before training began."""
    files = instagram(True, switches=[("2020-01-01", "Switched to Private")])
    found = judge(tmp_path, files | {POSTS: [ig_post("2024-01-01", "x", URI)]}, name)
    assert only(found).is_public == ("unknown" if early else "no")
    assert ("export_before_training" in warned(found)) is early


@pytest.mark.parametrize(
    ("policy", "early"), [("eu", True), ("ch", True), ("uk", False), ("br", False), ("row", False)]
)
def test_early_by_policy(tmp_path: Path, policy: str, early: bool) -> None:
    """Time: before training began by the policy of the run."""
    found = judge(tmp_path, instagram() | {POSTS: [ig_post("2024-01-01", "x", URI)]}, EARLY, policy=policy)
    assert ("export_before_training" in warned(found)) is early


@pytest.mark.parametrize(
    ("today", "old"), [(date(2026, 5, 2), False), (date(2026, 5, 3), True)], ids=["90 days", "91 days"]
)
def test_old_export(tmp_path: Path, today: date, old: bool) -> None:
    """Time: an export over 90 days old is a warning."""
    assert ("export_old" in warned(judge(tmp_path, instagram() | {POSTS: []}, today=today))) is old


@pytest.mark.parametrize(
    ("name", "as_of", "old"),
    [
        ("instagram-alex-2025-06-01-AbCdEfGh", date(2026, 2, 20), False),
        ("instagram-alex-2026-02-01-AbCdEfGh", date(2025, 6, 1), True),
    ],
)
def test_as_of_stands_for_made_on_in_the_age_of_the_export(tmp_path: Path, name: str, as_of: date, old: bool) -> None:
    """Time: `--as-of` stands for `made_on` in the export's age; the run is of 1 March 2026."""
    found = judge(tmp_path, instagram() | {POSTS: []}, name, as_of=as_of)
    assert ("export_old" in warned(found)) is old


def test_as_of_changes_nothing_else(tmp_path: Path) -> None:
    """Time: `--as-of` stands for `made_on` in `is_adult` and the export's age only: not in rules "account" to
    "Threads"."""
    files = instagram(True, switches=[("2020-01-01", "Switched to Private")])
    files[POSTS] = [ig_post("2024-01-01", "x", URI), ig_post("", "y", "media/posts/1/17900000000000002.jpg")]
    found = judge(tmp_path, files, as_of=date(2025, 1, 1))
    assert public(only(found, text="x")) == ("no", "account_private", "no")
    assert only(found, text="y").is_before_deadline == "unknown"


@pytest.mark.parametrize(
    ("name", "expected"),
    [(EARLY, "yes"), ("instagram-alex-2025-05-27-AbCdEfGh", "unknown"), ("my download", "unknown")],
)
def test_item_without_a_time(tmp_path: Path, name: str, expected: str) -> None:
    """Time: without a time yes if `made_on`, not from the newest record, is before the deadline, else unknown."""
    files = instagram(logins=["2025-01-01"]) | {POSTS: [ig_post("", "x", URI)]}
    each = only(judge(tmp_path, files, name))
    assert (each.item.created, each.item.created_basis, each.is_before_deadline) == (None, "none", expected)


def test_backdated_and_exif_times_are_no_creation(tmp_path: Path) -> None:
    """Time: `created_at` is creation on the platform, never a backdated or EXIF time."""
    record = fb_post("2025-06-01", "x", "posts/media/1/11111111111.jpg")
    record["data"] += [{"backdated_timestamp": at("2010-01-01")}, {"update_timestamp": at("2026-01-01")}]
    exif = {"photo_metadata": {"exif_data": [{"taken_timestamp": at("2009-01-01")}]}}
    record["attachments"][0]["data"][0]["media"]["media_metadata"] = exif
    each = only(judge(tmp_path, facebook() | {TIMELINE: [record]}, FACEBOOK))
    assert (each.item.created, each.item.created_basis) == (at("2025-06-01"), "second")
    assert each.is_before_deadline == "no"


@pytest.mark.parametrize(
    ("taken", "basis"),
    [
        ("2019-05-01T10:00:00", "zone_assumed"),
        ("2019-05-01T10:00:00+00:00", "second"),
        ("2019-05-01T10:00+00:00", "minute"),
        ("", "none"),
    ],
)
def test_created_at_basis(tmp_path: Path, taken: str, basis: str) -> None:
    """Time: `created_at_basis` is second, minute, zone_assumed (read as UTC) or none."""
    shot = {"caption": "x", "taken_at": taken, "path": "photos/201905/a.jpg"}
    files = {"media.json": {"photos": [shot]}, "profile.json": {"username": "alex"}, "comments.json": {}}
    each = only(judge(tmp_path, files, "alex_20201020"))
    assert each.item.created_basis == basis
    assert each.item.created == (at("2019-05-01T10:00:00") if taken else None)
