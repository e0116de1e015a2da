"""What is suggested for an item, and in which order: docs/rules.md, "Priority"."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from world import *

from analyzer.rules.analysis import Analysis

URI = "media/posts/1/1790000000000000{}.jpg"
IG_COMMENTS = "your_instagram_activity/comments/post_comments_1.json"
MEDIA = "your_instagram_activity/media"
TO_PRIVATE = "Switched to Private"
POST = {POSTS: [ig_post("2024-01-01", "x", URI.format(1))]}
STORY = {STORIES: {"ig_stories": [picture("media/stories/1/17900000000000001.jpg", "2024-01-01")]}}


@pytest.mark.parametrize(
    ("files", "kind", "expected"),
    [
        (instagram(True, switches=[("2020-01-01", TO_PRIVATE)]) | POST, "post", "none"),
        (instagram(birthday="2015-01-01") | POST, "post", "none"),
        (instagram(bio="me") | {POSTS: []}, "bio", "object_only"),
        (
            instagram()
            | {f"{MEDIA}/profile_photos.json": {"ig_profile_picture": [picture(URI.format(1), "2020-01-01")]}},
            "profile_photo",
            "object_only",
        ),
        (instagram(True, switches=[("2025-08-01", TO_PRIVATE)]) | POST, "post", "object_only"),
        (instagram(True) | POST, "post", "object_only"),
        (instagram() | STORY, "story", "object_only"),
        (
            instagram()
            | {f"{MEDIA}/archived_posts.json": {"ig_archived_post_media": [ig_post("2024-01-01", "x", URI.format(1))]}},
            "post",
            "object_only",
        ),
        (instagram(None) | POST, "post", "check_audience"),
        (instagram(birthday="") | POST, "post", "check_audience"),
        (instagram() | {IG_COMMENTS: [ig_comment("c", "somebody")]}, "comment", "check_audience"),
        (instagram() | {IG_COMMENTS: [ig_comment("c", "alex")]}, "comment", "delete"),
        (instagram() | POST, "post", "make_private"),
        (
            instagram()
            | {
                f"{MEDIA}/reels.json": {
                    "ig_reels_media": [ig_post("2025-12-01", "x", "media/reels/1/17900000000000001.mp4")]
                }
            },
            "reel",
            "make_private",
        ),
        (instagram() | threads_account(False) | threads(thread("t")), "post", "make_private"),
        (instagram() | threads_account(False) | threads(thread("t", reply=True)), "comment", "make_private"),
        (facebook() | {TIMELINE: [fb_post("2024-01-01", "x")]}, "post", "check_audience"),
        (facebook() | {COMMENTS: {"comments_v2": [fb_comment("c")]}}, "comment", "check_audience"),
        (facebook() | ai_chat(("2026-01-01", "q")), "ai_prompt", "object_only"),
        (
            facebook()
            | {
                "your_facebook_activity/posts/album/0.json": {
                    "name": "Cover photos",
                    "photos": [fb_photo("posts/media/1/11111111111.jpg")],
                }
            },
            "cover_photo",
            "check_audience",
        ),
    ],
)
def test_suggestion(tmp_path: Path, files: Files, kind: str, expected: str) -> None:
    """Section 5, `suggestion`: the first that fits."""
    name = FACEBOOK if any("facebook" in path for path in files) else "instagram-alex-2026-02-01-AbCdEfGh"
    assert only(judge(tmp_path, files, name), kind).suggestion == expected


@pytest.mark.parametrize(
    ("audience", "group", "post"),
    [
        ("public", "delete", "make_private"),
        ("was_public", "object_only", "object_only"),
        ("not_public", "none", "none"),
    ],
)
def test_suggestion_after_an_answer(tmp_path: Path, audience: str, group: str, post: str) -> None:
    """Section 5: public group posts can only be deleted, own posts made private; else there is only the objection."""
    records = [fb_post("2024-01-01", "g", title="Alex Doe posted in Chess."), fb_post("2024-01-02", "p")]
    path = write(tmp_path, facebook() | {TIMELINE: records}, FACEBOOK)
    given = tmp_path / "answers.toml"
    given.write_text(
        f'schema = 1\n[[answer]]\ngroup = "Chess"\naudience = "{audience}"\n'
        f'[[answer]]\nkind = "post"\naudience = "{audience}"\n'
    )
    found = run(path, answers=given)
    assert (only(found, text="g").suggestion, only(found, text="p").suggestion) == (group, post)


def test_nothing_is_suggested_for_what_only_an_older_export_has(tmp_path: Path) -> None:
    """Section 5: `none` where `in_newest` is no, whatever the verdict; and no priority."""
    old = write(tmp_path, instagram() | POST, "instagram-alex-2025-12-01-AbCdEfGh")
    new = write(tmp_path, instagram() | {POSTS: [ig_post("2024-02-01", "y", URI.format(2))]})
    each = only(run(old, new), text="x")
    assert (each.verdict, each.is_public_now, each.suggestion, each.priority) == ("in_scope", "unknown", "none", None)
    assert each.item.in_newest is False


def order(analysis: Analysis) -> list[str]:
    """The texts of all items with a priority, in its order."""
    ranked = sorted(
        (each for each in analysis.judged if each.priority is not None), key=lambda each: each.priority or 0
    )
    assert [each.priority for each in ranked] == list(range(1, len(ranked) + 1))
    assert all((each.priority is None) == (each.suggestion == "none") for each in analysis.judged)
    return [each.item.text for each in ranked]


def spot(latitude: float, longitude: float) -> dict[str, Any]:
    """Coordinates in a media record."""
    exif = {"exif_data": [{"latitude": latitude, "longitude": longitude}]}
    return {"media_metadata": {"photo_metadata": exif}}


def test_priority_is_public_now_before_all_else(tmp_path: Path) -> None:
    """Section 5, `priority`: `is_public_now` yes first, even undetermined and revealing nothing."""
    archived = ig_post("2010-01-01", "archived", URI.format(1))
    archived["media"][0] |= spot(48.2, 16.4)
    files = instagram(birthday="") | {
        f"{MEDIA}/archived_posts.json": {"ig_archived_post_media": [archived]},
        f"{MEDIA}/reels.json": {
            "ig_reels_media": [ig_post("2025-12-01", "reel", "media/reels/1/17900000000000002.mp4")]
        },
    }
    assert order(judge(tmp_path, files)) == ["reel", "archived"]


def test_priority_decided_before_undetermined(tmp_path: Path) -> None:
    """Section 5, `priority`: then decided before undetermined, whatever they reveal."""
    untimed = ig_post("", "undetermined", URI.format(1))
    untimed["media"][0] |= spot(48.2, 16.4)
    video = ig_post("2025-12-01", "decided", "media/posts/1/17900000000000002.mp4")
    assert order(judge(tmp_path, instagram() | {POSTS: [untimed, video]})) == ["decided", "undetermined"]


def test_priority_by_what_is_revealed_then_by_age(tmp_path: Path) -> None:
    """Section 5, `priority`: minor, location, people, photo, nothing; older first."""
    records = [
        fb_post("2012-01-01", "nothing, older"),
        fb_post("2024-01-01", "nothing, newer"),
        fb_post("2012-01-02", "photo, older", "posts/media/1/11111111111.jpg"),
        fb_post("2024-01-02", "photo, newer", "posts/media/1/22222222222.jpg"),
        fb_post("2024-01-03", "people", "posts/media/1/33333333333.jpg") | {"tags": [{"name": "Sam Roe"}]},
        fb_post("2024-01-04", "location", place="Cafe") | {"tags": [{"name": "Sam Roe"}]},
        fb_post("2007-12-31", "minor"),
        fb_post("", "no time"),
    ]
    found = run(
        write(tmp_path, facebook() | {TIMELINE: records}, FACEBOOK), audience=("facebook=public",), policy="row"
    )
    assert order(found) == [
        "minor",
        "location",
        "people",
        "photo, older",
        "photo, newer",
        "nothing, older",
        "nothing, newer",
        "no time",
    ]


def test_priority_of_equal_items_goes_by_id(tmp_path: Path) -> None:
    """Section 5, `priority`: without ties, at last by id; the order of the files does not matter."""
    records = [fb_post("2024-01-01", text) for text in ("one", "two", "three", "four")]
    first = judge(tmp_path / "a", facebook() | {TIMELINE: records}, FACEBOOK)
    second = judge(tmp_path / "b", facebook() | {TIMELINE: records[::-1]}, FACEBOOK)
    assert order(first) == order(second)
    ids = {each.item.text: each.id for each in first.judged}
    assert order(first) == sorted(ids, key=ids.__getitem__)


def test_priority_is_empty_for_none(tmp_path: Path) -> None:
    """Section 5, `priority`: empty for `none`."""
    assert order(judge(tmp_path, instagram(True, switches=[("2020-01-01", TO_PRIVATE)]) | POST)) == []
