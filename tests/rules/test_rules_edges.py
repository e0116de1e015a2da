"""The rules at their edges: the second, the day and the order at which an answer turns into another."""

from __future__ import annotations

from pathlib import Path

import pytest
from world import (
    COMMENTS,
    FACEBOOK,
    PAGE_PROFILE,
    POSTS,
    TIMELINE,
    Files,
    ai_chat,
    at,
    facebook,
    fb_comment,
    fb_post,
    ig_comment,
    ig_post,
    instagram,
    judge,
    only,
    public,
    run,
    write,
)

from analyzer.advice.warnings import warnings
from analyzer.rules.audience import AUDIENCE

URI = "media/posts/1/17900000000000001.jpg"
POST = {POSTS: [ig_post("2024-01-01", "x", URI)]}
ELSEWHERE = "your_facebook_activity/posts/posts_on_other_pages_and_profiles.json"
GROUP_COMMENTS = "your_facebook_activity/groups/your_comments_in_groups.json"
PENDING = "your_facebook_activity/groups/your_pending_posts_in_groups.json"
STORIES = "your_facebook_activity/stories/archived_stories.json"
REQUESTS = "your_instagram_activity/other_activity/your_information_download_requests.json"
OLD_FACEBOOK = "facebook-alexdoe-2025-09-01-AbCdEfGh"
PRIVATE_NOW = ("unknown", "account_private_now")
PRIVATE = ("no", "account_private")

# ---- who could see it: the order of the rules


def test_an_own_post_in_a_group_goes_by_the_group(tmp_path: Path) -> None:
    """A comment on an own post, which another file shows to be in a group: the group's privacy decides, not one's own.

    No archive of Instagram names groups; if one did, a public account would not make a group public.
    """
    told = {"title": "Alex Doe commented on his own post."}
    files = {COMMENTS: {"comments_v2": [fb_comment("c", **told)]}}
    files |= {GROUP_COMMENTS: {"group_comments_v2": [fb_comment("c", group="Chess", **told)]}}
    each = only(judge(tmp_path / "facebook", facebook() | files, FACEBOOK))
    assert (each.item.mark, each.item.venue_name) == ("own_post", "Chess")
    assert public(each) == ("unknown", "group_privacy_not_recorded", "unknown")
    path = "your_instagram_activity/comments/post_comments_1.json"
    case = only(judge(tmp_path / "instagram", instagram() | {path: [ig_comment("c", "alex")]}), "comment").case
    case.item.venue = "group"
    assert AUDIENCE.decide(case)[0].name == "group"


@pytest.mark.parametrize(("is_", "basis"), [("", "page_or_profile"), ("page", "always_public")])
def test_what_a_page_does_elsewhere_is_the_pages_first(tmp_path: Path, is_: str, basis: str) -> None:
    """A post on a Page, and a current photo, are always public; in the export of what may be a profile they are not."""
    place = {"title": "Page", "dict": [{"label": "Name", "value": "Go Weekly"}]}
    record = {"timestamp": 1700000000, "label_values": [{"label": "Message", "value": "hi"}, place]}
    files = facebook(None, "Chess Weekly", path=PAGE_PROFILE) | {ELSEWHERE: [record]}
    given = tmp_path / "answers.toml"
    given.write_text("schema = 1\n" + (f'[[answer]]\naccount = "Chess Weekly"\nis = "{is_}"\n' if is_ else ""))
    each = only(judge(tmp_path, files, "facebook-chess-2026-02-01-AbCdEfGh", answers=given))
    assert (each.item.venue, each.is_public_basis) == ("page", basis)
    case = each.case
    case.item.kind, case.item.mark = "profile_photo", "current"
    rule, ruling = AUDIENCE.decide(case)
    assert (rule.name, ruling.basis) == ("page_or_profile", basis)


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ({TIMELINE: [fb_post("2024-01-01", "p")]}, "unknown"),
        ({"your_facebook_activity/posts/archive.json": {"archive_v2": [fb_post("2024-01-01", "p")]}}, "no"),
        ({"your_facebook_activity/posts/trash.json": {"trash_v2": [fb_post("2024-01-01", "p")]}}, "no"),
        ({PENDING: {"pending_posts_v2": [fb_post("2024-01-01", "p")]}}, "no"),
        ({STORIES: {"archived_stories_v2": [fb_post("2024-01-01")]}}, "no"),
        (ai_chat(("2024-01-01", "a question")), "not_needed"),
    ],
    ids=["post", "archived", "trashed", "pending", "story", "AI prompt"],
)
def test_what_only_an_older_archive_has(tmp_path: Path, old: Files, now: str) -> None:
    """Who can see it today is unknown of a post alone: what was archived, pending or over is seen by nobody."""
    paths = write(tmp_path, facebook() | old, OLD_FACEBOOK), write(tmp_path, facebook() | {TIMELINE: []}, FACEBOOK)
    each = only(run(*paths))
    assert (each.item.in_newest, each.is_public_now) == (False, now)


# ---- the account over time


@pytest.mark.parametrize(
    ("switch", "expected"),
    [
        ("2025-08-15T23:59:59", PRIVATE_NOW),  # before the archive was made: it contradicts what that archive says
        ("2025-08-16T00:00:00", PRIVATE),
    ],
)
def test_an_archive_is_made_until_its_day_ends(tmp_path: Path, switch: str, expected: tuple[str, str]) -> None:
    """A switch of an older archive's own day led to what that archive says, one of the next day led away from it."""
    old = write(tmp_path, instagram(True) | POST, "instagram-alex-2025-08-15-AbCdEfGh")
    new = write(tmp_path, instagram(False, switches=[(switch, "Auf öffentlich umgestellt")]) | {POSTS: []})
    assert public(only(run(old, new)))[:2] == expected


def request(made: str, start: str) -> Files:
    """A recorded request for a copy."""
    values = [
        {"label": "Start date", "timestamp_value": at(start)},
        {"label": "End date", "timestamp_value": at("2026-01-31")},
    ]
    return {"timestamp": at(made), "media": [], "label_values": values}


@pytest.mark.parametrize(("made", "expected"), [("2026-01-31T12:00:00", PRIVATE_NOW), ("2026-01-31T12:00:01", PRIVATE)])
def test_requests_of_less_than_a_day_apart_are_of_one_copy(
    tmp_path: Path, made: str, expected: tuple[str, str]
) -> None:
    """How far an archive reaches back is told by the requests of its last day: one made a day before was another's."""
    asked = [request("2026-02-01T12:00:00", "2025-09-01"), request(made, "2015-01-01")]
    assert public(only(judge(tmp_path, instagram(True) | POST | {REQUESTS: asked})))[:2] == expected


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (("Zq", "Zw"), PRIVATE),
        (("Zq", "Zq"), PRIVATE_NOW),
        (("", ""), PRIVATE),
        (("Zq", "Zw", "Zq"), PRIVATE),
    ],
)
def test_titles_of_a_language_that_nobody_knows(
    tmp_path: Path, titles: tuple[str, ...], expected: tuple[str, str]
) -> None:
    """Two switches in a row cannot both lead to the same: such a log contradicts itself. No title is no claim."""
    switches = [(f"2024-0{month}-01", title) for month, title in enumerate(titles, 1)]
    assert public(only(judge(tmp_path, instagram(True, switches=switches) | POST)))[:2] == expected


# ---- age, objection


@pytest.mark.parametrize(("signup", "expected"), [("2013-06-14T23:59:59", "unknown"), ("2013-06-15T00:00:00", "no")])
def test_without_a_time_the_account_tells_the_age(tmp_path: Path, signup: str, expected: str) -> None:
    """What an account holds that was made on the 18th birthday, or later, was not written by a minor."""
    files = instagram(birthday="1995-06-15", signup=signup) | {POSTS: [ig_post("", "x", URI)]}
    assert only(judge(tmp_path, files)).posted_as_minor == expected


@pytest.mark.parametrize(
    ("policy", "doubted"), [("eu", True), ("ch", True), ("uk", False), ("br", False), ("row", False)]
)
def test_where_the_round_of_2024_was_held(tmp_path: Path, policy: str, doubted: bool) -> None:
    """In the EU and in Switzerland people could object in 2024, and whether that counts is disputed; elsewhere not."""
    found = judge(tmp_path, instagram() | POST, policy=policy, objected_on=("2024-06-20",))
    assert ("objection_2024" in {each["id"] for each in warnings(found)}) is doubted
