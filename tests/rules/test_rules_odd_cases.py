"""Odd combinations of archives and answers: a result, or a sentence for a person, but never a crash."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from world import *

from analyzer.advice.questions import questions
from analyzer.advice.steps import actions
from analyzer.errors import AnalyzerError, NotAnExport, UsageError
from analyzer.report.explanation import explanation
from analyzer.report.summary import summary
from analyzer.rules.analysis import Analysis

URI = "media/posts/1/17900000000000001.jpg"
IG_COMMENTS = "your_instagram_activity/comments/post_comments_1.json"


def sound(found: Analysis) -> Analysis:
    """Everything that is made of a run can be made, and its counts add up."""
    told = summary(found)
    json.dumps(told)
    assert sum(n for kinds in told["counts"].values() for v in kinds.values() for n in v.values()) == len(found.judged)
    assert sum(account["items"] for account in told["accounts"]) == len(found.judged)
    assert len({each.id for each in found.judged}) == len(found.judged)
    questions(found)
    actions(found)
    for each in found.judged:
        explanation(found, each.id)
        assert each.verdict in ("in_scope", "ongoing", "undetermined", "out_of_scope")
    for row in found.collection.files:
        assert row.records == row.items + row.merged + sum(row.skipped.values()) + sum(row.unread.values())
    return found


INSTAGRAM_ALONE = {POSTS: [ig_post("2024-01-01", "x", URI)]}
FACEBOOK_ALONE = {TIMELINE: [fb_post("2024-01-01", "p")]}
POLICIES = ["auto", "eu", "ch", "uk", "br", "row"]


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("name", ["instagram-alex-2026-02-01-AbCdEfGh", "my download"])
@pytest.mark.parametrize("files", [INSTAGRAM_ALONE, FACEBOOK_ALONE, threads(thread("t"))], ids=["ig", "fb", "threads"])
def test_no_profile_at_all(tmp_path: Path, files: Files, name: str, policy: str) -> None:
    """Without any profile everything is unknown and nothing is guessed."""
    each = only(sound(judge(tmp_path, files, name, policy=policy)))
    assert public(each) == ("unknown", "not_recorded", "unknown")
    assert (each.is_adult, each.verdict) == ("unknown", "undetermined")


@pytest.mark.parametrize("policy", POLICIES)
def test_threads_only_download(tmp_path: Path, policy: str) -> None:
    """A download of Threads alone is an export of Threads, with a root of its own."""
    files = {
        path.replace("your_instagram_activity/", ""): value
        for path, value in (threads_account(False) | threads(thread("t"))).items()
    }
    found = sound(judge(tmp_path, files, "threads-alex-2026-02-01-AbCdEfGh", policy=policy))
    assert [account.platform for account in found.accounts] == ["threads"]
    assert public(only(found, text="t")) == ("yes", "account_public", "yes")


def test_two_accounts_of_one_platform(tmp_path: Path) -> None:
    """Two accounts of one platform keep their own privacy, age and objection."""
    one = write(tmp_path, instagram(False, username="alex") | INSTAGRAM_ALONE)
    other = instagram(True, "2015-01-01", "sam") | {POSTS: [ig_post("2024-01-01", "y", URI)]}
    found = sound(
        run(one, write(tmp_path, other, "instagram-sam-2026-02-01-AbCdEfGh"), objected_on=("sam=2025-01-01", "never"))
    )
    assert (only(found, text="x").verdict, only(found, text="x").objection) == ("in_scope", "none")
    assert (only(found, text="y").verdict, only(found, text="y").objection) == ("out_of_scope", "covered")


@pytest.mark.parametrize("said", ["page", "profile", ""])
def test_page_beside_the_personal_export(tmp_path: Path, said: str) -> None:
    """A Page's export beside the person's own, of the same name even, stays apart from it."""
    page = facebook(None, "Alex Doe", path=PAGE_PROFILE) | {PAGE_POSTS: [fb_post("2024-01-01", "same")]}
    own = facebook() | {TIMELINE: [fb_post("2024-01-01", "same")]}
    given = tmp_path / "answers.toml"
    given.write_text("schema = 1\n" + (f'[[answer]]\naccount = "Alex Doe"\nis = "{said}"\n' if said else ""))
    paths = write(tmp_path, page, "facebook-page-2026-02-01-AbCdEfGh"), write(tmp_path, own, FACEBOOK)
    found = sound(run(*paths, answers=given))
    bases = sorted(each.is_public_basis for each in found.judged)
    expected = {"page": "always_public", "profile": "not_recorded", "": "page_or_profile"}[said]
    assert bases == sorted(["not_recorded", expected])


def test_facebook_and_instagram_and_threads_at_once(tmp_path: Path) -> None:
    """All platforms in one run, in one zip even: a combined tree."""
    files = instagram() | threads_account(None) | threads(thread("t")) | INSTAGRAM_ALONE | FACEBOOK_ALONE
    found = sound(judge(tmp_path, files, "meta-2026-Jan-10-17-13-19"))
    assert {each.item.platform for each in found.judged} == {"facebook", "instagram", "threads"}


@pytest.mark.parametrize(
    "files",
    [
        {POSTS: []},
        {POSTS: {}},
        {TIMELINE: []},
        {COMMENTS: {"comments_v2": []}},
        instagram() | {STORIES: {"ig_stories": []}},
    ],
)
@pytest.mark.parametrize(
    "options", [{}, {"policy": "row"}, {"audience": ("instagram=public",)}, {"objected_on": ("never",)}]
)
def test_archive_without_items(tmp_path: Path, files: Files, options: dict[str, Any]) -> None:
    """An archive without any item has an empty result."""
    assert sound(judge(tmp_path, files, **options)).judged == []


@pytest.mark.parametrize("files", [{}, {"readme.txt": b"hello"}, {"a/b.json": {}}])
def test_zip_without_an_archive(tmp_path: Path, files: Files) -> None:
    """A zip with nothing of Meta's in it is refused with a sentence."""
    with pytest.raises(NotAnExport):
        judge(tmp_path, files)


def test_archive_without_any_file_that_can_hold_items(tmp_path: Path) -> None:
    """Exit codes: an archive without any file that can hold items is refused."""
    with pytest.raises(AnalyzerError) as caught:
        judge(tmp_path, {"your_instagram_activity/likes/liked_posts.json": {"likes_media_likes": []}})
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    "account",
    [
        {"private": True, "switches": [("2020-01-01", "Switched to Private")]},
        {"private": True, "switches": [("2025-09-01", "Switched to Private")]},
    ],
)
@pytest.mark.parametrize("said", ["public", "not_public"])
def test_audience_for_a_private_account_with_a_history(tmp_path: Path, account: dict[str, Any], said: str) -> None:
    """`--audience` changes nothing where the history of the account tells it."""
    path = write(tmp_path, instagram(**account) | INSTAGRAM_ALONE)
    found = sound(run(path, audience=(f"instagram={said}",)))
    assert public(only(found)) == public(only(run(path)))


@pytest.mark.parametrize("account", [{"private": True}, {"private": False}, {"private": None}])
def test_row_with_unknown_registration(tmp_path: Path, account: dict[str, Any]) -> None:
    """Policy `row` without a registration: no no by rule "account", no start in the summary, a date in no objection."""
    files = instagram(**account, logins=["2010-01-01"]) | INSTAGRAM_ALONE
    files[STORIES] = {"ig_stories": [picture("media/stories/1/17900000000000002.jpg", "2024-01-01")]}
    found = sound(judge(tmp_path, files, policy="row", objected_on=("2025-01-01",)))
    assert all(each.is_public != "no" for each in found.judged)
    assert summary(found)["policy"]["training_start"] is None
    assert {each.objection for each in found.judged} == {"disputed"}


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("private", [True, False, None])
def test_export_without_any_time(tmp_path: Path, policy: str, private: bool | None) -> None:
    """An export that has no time at all, of neither itself nor its items."""
    files = instagram(private, bio="me") | {
        POSTS: [ig_post("", "x", URI)],
        IG_COMMENTS: [{"string_map_data": {"Comment": {"value": "c"}}}],
    }
    found = sound(judge(tmp_path, files, "my download", policy=policy, objected_on=("2025-06-01",)))
    assert found.made[0].day is None
    assert all(each.item.created is None for each in found.judged)
    assert only(found, "comment").objection == "disputed"


def test_two_exports_of_the_same_day(tmp_path: Path) -> None:
    """Two exports of one account and day are both the newest."""
    one = write(tmp_path, instagram() | INSTAGRAM_ALONE, "instagram-alex-2026-02-01-AbCdEfGh")
    two = write(
        tmp_path / "b",
        instagram() | {POSTS: [ig_post("2024-02-02", "y", URI.replace("1.jpg", "2.jpg"))]},
        "instagram-alex-2026-02-01-XxCdEfGh",
    )
    found = sound(run(one, two))
    assert {each.item.text: each.item.in_newest for each in found.judged} == {"x": True, "y": True}


def test_two_exports_without_a_day(tmp_path: Path) -> None:
    """Two exports of one account of which nothing tells when they were made."""
    one = write(tmp_path / "a", instagram() | {POSTS: [ig_post("", "x", URI)]}, "first")
    two = write(tmp_path / "b", instagram() | {POSTS: [ig_post("", "y", URI.replace("1.jpg", "2.jpg"))]}, "second")
    found = sound(run(one, two))
    assert {each.item.text: each.item.in_newest for each in found.judged} == {"x": True, "y": True}


@pytest.mark.parametrize("birthday", ["0001-01-01", "9999-12-31", "2024-02-29"])
@pytest.mark.parametrize("policy", ["eu", "row"])
def test_birthdays_at_the_ends_of_the_calendar(tmp_path: Path, birthday: str, policy: str) -> None:
    """A birthday that nobody has stops nothing."""
    sound(judge(tmp_path, instagram(birthday=birthday) | INSTAGRAM_ALONE, policy=policy))


@pytest.mark.parametrize("time", ["1970-01-01T00:00:01", "9999-12-31T23:59:59", "2099-01-01"])
@pytest.mark.parametrize("birthday", ["", "1990-01-01"])
@pytest.mark.parametrize("name", ["my download", "instagram-alex-2026-02-01-AbCdEfGh"])
def test_times_at_the_ends_of_the_calendar(tmp_path: Path, time: str, birthday: str, name: str) -> None:
    """A creation time that cannot be stops nothing."""
    sound(judge(tmp_path, instagram(birthday=birthday) | {POSTS: [ig_post(time, "x", URI)]}, name))


def test_objections_at_the_ends_of_the_calendar(tmp_path: Path) -> None:
    """An objection of a day long past stops nothing; one in the future cannot be meant."""
    sound(judge(tmp_path, instagram() | INSTAGRAM_ALONE, objected_on=("0001-01-01",)))
    with pytest.raises(UsageError):
        judge(tmp_path, instagram() | INSTAGRAM_ALONE, objected_on=("9999-12-31",))


def test_registration_at_the_end_of_the_calendar(tmp_path: Path) -> None:
    """A sign-up time that cannot be stops nothing."""
    files = instagram(birthday="", signup="9999-12-31") | {POSTS: [ig_post("", "x", URI)]}
    for policy in ("eu", "row"):
        sound(judge(tmp_path, files, policy=policy, objected_on=("2025-01-01",)))


def test_group_without_a_name_and_answers_for_another(tmp_path: Path) -> None:
    """A group post whose group is not named is asked for by its id alone."""
    path = "your_facebook_activity/groups/your_comments_in_groups.json"
    files = facebook() | {path: {"group_comments_v2": [fb_comment("c")]}} | ai_chat(("2026-01-01", "q"))
    given = tmp_path / "answers.json"
    given.write_text('{"schema": 1, "answer": [{"group": "Chess", "audience": "public"}]}')
    found = sound(run(write(tmp_path, files, FACEBOOK), answers=given))
    assert public(only(found, "comment")) == ("unknown", "group_privacy_not_recorded", "unknown")


def test_comments_alone(tmp_path: Path) -> None:
    """A partial export: comments, and nothing about whose they are."""
    each = only(sound(judge(tmp_path, {IG_COMMENTS: ig_comment("c", "alex")})))
    assert (public(each)[:2], each.item.venue) == (("unknown", "others_post"), "unknown")
