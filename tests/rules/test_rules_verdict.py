"""The verdict, the objection, the policies: docs/rules.md, "Verdict"."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from world import *

from analyzer.advice.warnings import warnings
from analyzer.errors import UsageError
from analyzer.rules.analysis import Analysis

URI = "media/posts/1/17900000000000001.jpg"
PRIVATE = {"private": True, "switches": [("2024-03-01", "Switched to Private")]}
MINOR = "2015-01-01"


def warned(analysis: Analysis) -> set[str]:
    """The ids of all warnings."""
    return {each["id"] for each in warnings(analysis)}


@pytest.mark.parametrize(
    ("account", "created", "expected"),
    [
        ({}, "2024-01-01", "in_scope"),
        ({}, "2025-12-01", "ongoing"),
        ({}, "", "undetermined"),  # before the deadline or not: unknown
        (PRIVATE, "2024-01-01", "out_of_scope"),
        (PRIVATE, "", "out_of_scope"),  # no comes before unknown
        ({"birthday": MINOR}, "2024-01-01", "out_of_scope"),
        ({"birthday": MINOR, "private": None}, "2024-01-01", "out_of_scope"),
        ({"birthday": ""}, "2025-12-01", "undetermined"),
        (PRIVATE | {"birthday": ""}, "2024-01-01", "out_of_scope"),
        ({"private": True}, "2024-01-01", "undetermined"),
        ({"private": None}, "2025-12-01", "undetermined"),
    ],
)
def test_verdict_table(tmp_path: Path, account: dict[str, Any], created: str, expected: str) -> None:
    """Verdict: out_of_scope, else undetermined, else in_scope, else ongoing."""
    files = instagram(**{"private": False} | account) | {POSTS: [ig_post(created, "x", URI)]}
    assert only(judge(tmp_path, files), "post").verdict == expected


@pytest.mark.parametrize(
    ("created", "before", "verdict"),
    [
        ("2025-05-26T23:59:59", "yes", "in_scope"),
        ("2025-05-27", "no", "ongoing"),
        ("2025-05-27T00:00:01", "no", "ongoing"),
    ],
)
@pytest.mark.parametrize("policy", ["eu", "ch"])
def test_deadline_to_the_second(tmp_path: Path, policy: str, created: str, before: str, verdict: str) -> None:
    """`is_before_deadline`: created before 2025-05-27T00:00:00Z; the first second of that day is not."""
    each = only(judge(tmp_path, instagram() | {POSTS: [ig_post(created, "x", URI)]}, policy=policy))
    assert (each.is_before_deadline, each.verdict) == (before, verdict)


@pytest.mark.parametrize("policy", ["uk", "br", "row"])
@pytest.mark.parametrize("created", ["2010-01-01", "2026-01-01", ""])
def test_policies_without_deadline(tmp_path: Path, policy: str, created: str) -> None:
    """No deadline: `is_before_deadline` is not_needed, which counts as yes: in_scope, with or without a time."""
    found = judge(tmp_path, instagram() | {POSTS: [ig_post(created, "x", URI)]}, policy=policy)
    assert found.policy.deadline is None
    assert (only(found).is_before_deadline, only(found).verdict) == ("not_needed", "in_scope")


def test_deadline_of_ones_own(tmp_path: Path) -> None:
    """`--deadline` overrides that of the policy, and gives one where the policy has none."""
    path = write(tmp_path, instagram() | {POSTS: [ig_post("2025-07-01", "x", URI)]})
    assert only(run(path, deadline=date(2025, 7, 2))).is_before_deadline == "yes"
    assert only(run(path, deadline=date(2025, 7, 1))).is_before_deadline == "no"
    assert only(run(path, policy="uk", deadline=date(2025, 7, 1))).verdict == "ongoing"


def test_zone_assumed_near_the_deadline(tmp_path: Path) -> None:
    """Time: with the zone unknown and the time within 14 hours of the deadline, `is_before_deadline` is unknown.

    No clock is further off than 14 hours: what lies exactly so far away is told.
    """
    shots = [
        {"caption": hour, "taken_at": f"2019-05-{hour}:00:00", "path": f"photos/201905/{n}.jpg"}
        for n, hour in enumerate(["01T09", "01T10", "01T11", "02T00", "02T13", "02T14", "02T15"])
    ]
    files = {"media.json": {"photos": shots}, "profile.json": {"username": "alex"}, "comments.json": {}}
    found = judge(tmp_path, files, "alex_20201020", deadline=date(2019, 5, 2))
    assert {each.item.created_basis for each in found.judged} == {"zone_assumed"}
    told = {each.item.text: each.is_before_deadline for each in found.judged}
    unknown = dict.fromkeys(("01T11", "02T00", "02T13"), "unknown")
    assert told == unknown | {"01T09": "yes", "01T10": "yes", "02T14": "no", "02T15": "no"}


# ---- objection


@pytest.mark.parametrize(
    ("said", "created", "expected"),
    [
        ((), "2024-01-01", "unknown"),
        (("never",), "2024-01-01", "none"),
        (("2025-05-26",), "2024-01-01", "covered"),
        (("2025-05-26",), "2026-01-01", "covered"),
        (("2025-05-26",), "", "covered"),
        (("2024-06-20",), "2024-01-01", "covered"),
        (("2025-05-27",), "2024-01-01", "disputed"),
        (("2025-05-27",), "2025-05-27T23:59:59", "disputed"),
        (("2025-05-27",), "2025-05-28", "covered"),
        (("2025-07-10",), "2025-07-09T23:59:59", "disputed"),
        (("2025-07-10",), "2025-07-10", "disputed"),
        (("2025-07-10",), "2025-07-10T23:59:59", "disputed"),
        (("2025-07-10",), "2025-07-11", "covered"),
        (("2025-07-10",), "", "disputed"),
        (("alex=2025-05-01", "2025-07-10"), "2024-01-01", "covered"),
        (("2025-07-10", "ALEX=never"), "2024-01-01", "none"),
    ],
)
def test_objection(tmp_path: Path, said: tuple[str, ...], created: str, expected: str) -> None:
    """Objection, by UTC day: covered before training_start or for newer items, else disputed; the verdict stays."""
    path = write(tmp_path, instagram() | {POSTS: [ig_post(created, "x", URI)]})
    each = only(run(path, objected_on=said))
    assert each.objection == expected
    assert each.verdict == only(run(path)).verdict


@pytest.mark.parametrize(("said", "doubted"), [("2025-04-13", True), ("2025-04-14", False), ("never", False)])
def test_objection_of_the_round_of_2024(tmp_path: Path, said: str, doubted: bool) -> None:
    """Objection: before 14 April 2025 it is covered, with a warning."""
    found = judge(tmp_path, instagram() | {POSTS: [ig_post("2024-01-01", "x", URI)]}, objected_on=(said,))
    assert ("objection_2024" in warned(found)) is doubted


@pytest.mark.parametrize(
    ("policy", "said", "expected"),
    [
        ("uk", "2024-09-12", "covered"),
        ("br", "2024-08-29", "covered"),
        ("uk", "2025-05-01", "disputed"),
        ("row", "2025-05-01", "disputed"),
    ],
)
def test_objection_counts_from_the_policys_start(tmp_path: Path, policy: str, said: str, expected: str) -> None:
    """Objection: covered if before `training_start` of the run's policy."""
    files = instagram(signup="2015-01-01") | {POSTS: [ig_post("2024-01-01", "x", URI)]}
    assert only(judge(tmp_path, files, policy=policy, objected_on=(said,))).objection == expected


@pytest.mark.parametrize(("said", "expected"), [("2014-12-31", "covered"), ("2015-01-01", "disputed")])
def test_objection_under_row_counts_from_the_registration(tmp_path: Path, said: str, expected: str) -> None:
    """Objection: under `row` training began with the account; its own day is not before, by UTC day."""
    files = instagram(signup="2015-01-01T12:00:00") | {POSTS: [ig_post("2015-01-01T13:00:00", "x", URI)]}
    assert only(judge(tmp_path, files, policy="row", objected_on=(said,))).objection == expected


@pytest.mark.parametrize("said", ["someday", "nobody=2025-05-01", "2025-13-01"])
def test_objection_that_cannot_be_meant(tmp_path: Path, said: str) -> None:
    """Command: no date, or an account that is not there, is a usage error."""
    path = write(tmp_path, instagram() | {POSTS: []})
    with pytest.raises(UsageError):
        run(path, objected_on=(said,))


# ---- policies


@pytest.mark.parametrize(
    ("facebook_place", "instagram_place", "policy", "other"),
    [
        ("", "", "eu", False),
        ("", "Germany", "eu", False),
        ("", "Switzerland", "ch", False),
        ("", "United Kingdom", "uk", False),
        ("", "Brazil", "br", False),
        ("", "Japan", "row", False),
        ("Germany", "", "eu", False),
        ("United Kingdom", "Germany", "uk", True),
        ("Germany", "Austria", "eu", False),
    ],
)
def test_auto(tmp_path: Path, facebook_place: str, instagram_place: str, policy: str, other: bool) -> None:
    """`auto`: one policy a run, by the first place, facebook before instagram; another one, or none, is a warning."""
    ig = write(tmp_path, instagram(country=instagram_place) | {POSTS: []})
    fb = write(tmp_path, facebook(jurisdiction=facebook_place) | {TIMELINE: []}, FACEBOOK)
    for paths in ((ig, fb), (fb, ig)):
        found = run(*paths)
        assert found.policy.id == policy
        assert ("policy_other" in warned(found)) is other
        assert ("policy_assumed" in warned(found)) is (not facebook_place and not instagram_place)


def test_policy_given(tmp_path: Path) -> None:
    """`--policy` stands against any place on record, and nothing is assumed."""
    found = judge(tmp_path, instagram(country="Brazil") | {POSTS: []}, policy="uk")
    assert (found.policy.id, found.policy.assumed) == ("uk", False)


@pytest.mark.parametrize(
    ("policy", "birthday", "adult", "verdict"),
    [
        ("eu", (2015, 1, 1), "not_needed", "ongoing"),
        ("ch", (2015, 1, 1), "not_needed", "ongoing"),
        ("eu", None, "not_needed", "ongoing"),
        ("uk", (2015, 1, 1), "no", "out_of_scope"),
        ("br", (2015, 1, 1), "no", "out_of_scope"),
        ("row", None, "not_needed", "in_scope"),
        ("row", (1990, 1, 1), "not_needed", "in_scope"),
    ],
)
def test_ai_prompts(
    tmp_path: Path, policy: str, birthday: tuple[int, int, int] | None, adult: str, verdict: str
) -> None:
    """Policies: AI prompts need no audience; under `eu` and `ch` no age either."""
    files = facebook(birthday) | ai_chat(("2026-01-01", "a question"))
    each = only(judge(tmp_path, files, FACEBOOK, policy=policy))
    assert (each.is_public, each.is_adult, each.verdict) == ("not_needed", adult, verdict)


def test_one_policy_for_all_platforms(tmp_path: Path) -> None:
    """`auto`: Instagram's place decides for Threads in the same run too."""
    files = instagram(country="Brazil") | threads_account(False) | threads(thread("t", "2025-01-01"))
    found = judge(tmp_path, files)
    assert found.policy.id == "br"
    assert only(found, text="t").verdict == "in_scope"


def test_dates_of_the_policies(tmp_path: Path) -> None:
    """Policies: `training_start` and `deadline` of each, and the age."""
    path = write(tmp_path, facebook() | {TIMELINE: [fb_post("2024-01-01", "p")]}, FACEBOOK)
    told = {}
    for name in ("eu", "ch", "uk", "br", "row"):
        policy = run(path, policy=name).policy
        told[name] = (str(policy.training_start), str(policy.deadline), policy.adult_age)
    assert told == {
        "eu": ("2025-05-27", "2025-05-27", 18),
        "ch": ("2025-05-27", "2025-05-27", 18),
        "uk": ("2024-09-13", "None", 18),
        "br": ("2024-08-30", "None", 18),
        "row": ("None", "None", 18),
    }
