"""Age: `is_adult` and `posted_as_minor`, docs/rules.md, "Age"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from world import *

import analyzer.run
from analyzer.advice.warnings import warnings
from analyzer.errors import UsageError
from analyzer.rules.policy import load

URI = "media/posts/1/17900000000000001.jpg"
POST = {POSTS: [ig_post("2024-01-01", "x", URI)]}
MADE = "instagram-alex-2026-02-01-AbCdEfGh"
EARLY = "instagram-alex-2024-06-01-AbCdEfGh"


@pytest.mark.parametrize(
    ("birthday", "name", "expected"),
    [
        ("2008-01-31", MADE, "yes"),
        ("2008-02-01", MADE, "yes"),  # 18 on the very day of the export
        ("2008-02-02", MADE, "no"),
        ("2007-05-26", EARLY, "yes"),  # an early export: tested at training_start
        ("2007-05-27", EARLY, "yes"),
        ("2007-05-28", EARLY, "no"),
        ("2008-02-29", MADE, "no"),
        ("2004-02-29", MADE, "yes"),
        ("2008-02-29", "instagram-alex-2026-02-27-AbCdEfGh", "no"),
        ("2008-02-29", "instagram-alex-2026-03-01-AbCdEfGh", "yes"),  # no 29 February 2026
    ],
)
def test_birthday(tmp_path: Path, birthday: str, name: str, expected: str) -> None:
    """Adult: 18 from 00:00 UTC of the birthday, on the day of the export; for an early export at training_start."""
    each = only(judge(tmp_path, instagram(birthday=birthday) | POST, name, today=date(2026, 3, 1)))
    assert (each.is_adult, each.is_adult_basis) == (expected, "birthday")


@pytest.mark.parametrize(
    ("policy", "birthday", "expected"),
    [
        ("uk", "2006-09-13", "yes"),
        ("uk", "2006-09-14", "no"),
        ("br", "2006-08-30", "yes"),
        ("br", "2006-08-31", "no"),
        ("row", "2006-06-01", "yes"),
        ("row", "2006-06-02", "unknown"),
    ],
)
def test_birthday_by_policy(tmp_path: Path, policy: str, birthday: str, expected: str) -> None:
    """Adult: an export made before the policy's training_start is tested then; `row` has none: on the export's day."""
    assert only(judge(tmp_path, instagram(birthday=birthday) | POST, EARLY, policy=policy)).is_adult == expected


@pytest.mark.parametrize(("as_of", "expected"), [("2027-06-30", "no"), ("2027-07-01", "yes"), ("2020-01-01", "no")])
def test_as_of(tmp_path: Path, as_of: str, expected: str) -> None:
    """Time: `--as-of` stands for `made_on` in `is_adult`."""
    files = instagram(birthday="2009-07-01") | POST
    assert only(judge(tmp_path, files, as_of=date.fromisoformat(as_of))).is_adult == expected


def test_birthday_given(tmp_path: Path) -> None:
    """Adult: `--birthday` -> birthday_given, for accounts without a birthday."""
    each = only(judge(tmp_path, instagram(birthday="") | POST, birthday=date(2008, 2, 1)))
    assert (each.is_adult, each.is_adult_basis) == ("yes", "birthday_given")


def test_birthday_given_beside_another_one(tmp_path: Path) -> None:
    """Adult: `--birthday` fills only accounts without one; a clash is a warning and the archive's counts."""
    found = judge(tmp_path, instagram(birthday="1990-01-01") | POST, birthday=date(2015, 1, 1))
    assert (only(found).is_adult, only(found).is_adult_basis) == ("yes", "birthday")
    assert "birthday_clash" in {each["id"] for each in warnings(found)}
    same = judge(tmp_path, instagram(birthday="1990-01-01") | POST, birthday=date(1990, 1, 1))
    assert "birthday_clash" not in {each["id"] for each in warnings(same)}


def test_birthday_in_the_future(tmp_path: Path) -> None:
    """Command: a birthday in the future is a usage error."""
    path = write(tmp_path, instagram() | POST)
    with pytest.raises(UsageError):
        run(path, birthday=date(2026, 3, 2))


@pytest.mark.parametrize(
    ("signup", "created", "expected"),
    [
        ("2021-02-01T23:59:59", "2024-01-01", "yes"),  # registered five years before, by day
        ("2021-02-02", "2024-01-01", "unknown"),
        ("", "2021-02-01", "yes"),  # posted five years before
        ("", "2021-02-02", "unknown"),
        ("2024-01-01", "2015-01-01", "yes"),
        ("", "", "unknown"),
    ],
)
def test_account_older_than_five_years(tmp_path: Path, signup: str, created: str, expected: str) -> None:
    """Adult: registered, or posted, five years before the day on which age is tested."""
    files = instagram(birthday="", signup=signup) | {POSTS: [ig_post(created, "x", URI)]}
    each = only(judge(tmp_path, files))
    basis = "account_older_than_5_years" if expected == "yes" else "not_recorded"
    assert (each.is_adult, each.is_adult_basis) == (expected, basis)


@pytest.mark.parametrize(("registered", "expected"), [("2020-05-27", "yes"), ("2020-05-28", "unknown")])
def test_five_years_before_training_for_an_early_export(tmp_path: Path, registered: str, expected: str) -> None:
    """Adult: the day on which age is tested is training_start for an export made before it."""
    files = facebook(None, registered=registered) | {TIMELINE: [fb_post("2024-01-01", "x")]}
    assert only(judge(tmp_path, files, "facebook-alexdoe-2024-06-01-AbCdEfGh")).is_adult == expected


@pytest.mark.parametrize(
    ("signup", "expected"), [("2021-02-01", "unknown"), ("2018-02-02", "unknown"), ("2018-02-01", "yes")]
)
def test_the_years_since_sign_up_follow_the_age(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, signup: str, expected: str
) -> None:
    """Adult: an account needs age 13, so under a policy of the age 21 one of eight years belongs to an adult."""
    later = replace(load("eu"), adult_age=21)
    monkeypatch.setattr(analyzer.run, "choose", lambda *asked: (later, []))
    files = instagram(birthday="", signup=signup)
    told = judge(tmp_path, files | {POSTS: [ig_post(f"{int(signup[:4]) + 8}{signup[4:]}", "x", URI)]})
    assert only(told).is_adult == expected
    assert only(told).posted_as_minor == "no"
    early = judge(tmp_path, files | {POSTS: [ig_post(f"{int(signup[:4]) + 7}{signup[4:]}", "x", URI)]})
    assert only(early).posted_as_minor == "unknown"


def test_a_birthday_counts_more_than_the_age_of_the_account(tmp_path: Path) -> None:
    """Adult: the bases in order: a birthday comes before the age of the account."""
    files = instagram(birthday="2010-01-01", signup="2012-01-01") | POST
    assert (only(judge(tmp_path, files)).is_adult, only(judge(tmp_path, files)).is_adult_basis) == ("no", "birthday")


def test_no_account_takes_anothers_birthday(tmp_path: Path) -> None:
    """Adult: Threads takes the birthday of the Instagram account of its own user name, and nobody takes Facebook's."""
    files = instagram(birthday="1990-01-01") | threads_account(False, birthday="") | threads(thread("t", "2025-01-01"))
    ig = write(tmp_path, files)
    fb = write(tmp_path, facebook((1990, 1, 1)) | {TIMELINE: [fb_post("2024-01-01", "p")]}, FACEBOOK)
    found = run(ig, fb)
    assert only(found, text="t").is_adult == "yes"
    assert only(found, text="p").is_adult == "yes"
    files |= instagram(birthday="1990-01-01", username="sam")
    assert only(run(write(tmp_path / "other", files), fb), text="t").is_adult == "unknown"


@pytest.mark.parametrize(("birthday", "expected"), [((1990, 1, 1), "yes"), ((2015, 1, 1), "no"), (None, "unknown")])
def test_a_page_takes_the_age_of_the_person(
    tmp_path: Path, birthday: tuple[int, int, int] | None, expected: str
) -> None:
    """Always public: `is_adult` of a Page's own export is that of the person's own account in the run."""
    page = facebook(None, "Chess Weekly", path=PAGE_PROFILE) | {PAGE_POSTS: [fb_post("2025-01-01", "of the page")]}
    one = write(tmp_path, page, "facebook-chess-2026-02-01-AbCdEfGh")
    two = write(tmp_path, facebook(birthday) | {TIMELINE: [fb_post("2025-01-01", "own")]}, FACEBOOK)
    for paths in ((one, two), (two, one)):
        found = run(*paths)
        assert only(found, text="of the page").is_adult == expected
        assert only(found, text="own").is_adult == expected


@pytest.mark.parametrize(
    ("births", "expected"),
    [
        (((1990, 1, 1), (2015, 1, 1)), ("unknown", "not_recorded")),
        (((1990, 1, 1), None), ("unknown", "not_recorded")),
        (((1990, 1, 1), (1991, 1, 1)), ("yes", "birthday")),
        (((2014, 1, 1), (2015, 1, 1)), ("no", "birthday")),
    ],
)
def test_a_page_of_one_of_two_persons(tmp_path: Path, births: Any, expected: tuple[str, str]) -> None:
    """Always public: where two own accounts of another age could be behind a Page, nobody tells, in any order of
    exports."""
    page = facebook(None, "Chess Weekly", path=PAGE_PROFILE) | {PAGE_POSTS: [fb_post("2025-01-01", "of the page")]}
    paths = [write(tmp_path, page, "facebook-chess-2026-02-01-AbCdEfGh")]
    for name, born in zip(("alex", "sam"), births, strict=True):
        files = facebook(born, name) | {TIMELINE: [fb_post("2025-01-01", name)]}
        paths.append(write(tmp_path, files, f"facebook-{name}-2026-02-01-AbCdEfGh"))
    for order in permutations(paths):
        each = only(run(*order), text="of the page")
        assert (each.is_adult, each.is_adult_basis) == expected


# ---- posted as a minor


@pytest.mark.parametrize(
    ("birthday", "created", "expected"),
    [
        ("1995-06-15", "2013-06-14T23:59:59", "yes"),
        ("1995-06-15", "2013-06-15", "no"),
        ("1995-06-15", "2024-01-01", "no"),
        ("1996-02-29", "2014-02-27", "yes"),
        ("1996-02-29", "2014-03-01", "no"),
        ("1995-06-15", "", "unknown"),
        ("", "2024-01-01", "unknown"),
        ("", "", "unknown"),
    ],
)
def test_posted_as_minor(tmp_path: Path, birthday: str, created: str, expected: str) -> None:
    """`posted_as_minor`: written before the 18th birthday."""
    each = only(judge(tmp_path, instagram(birthday=birthday) | {POSTS: [ig_post(created, "x", URI)]}))
    assert each.posted_as_minor == expected


@pytest.mark.parametrize(
    ("created", "expected"), [("2015-03-02", "no"), ("2015-03-01T12:00:00", "no"), ("2015-03-01T11:59:59", "unknown")]
)
def test_posted_as_minor_without_a_birthday(tmp_path: Path, created: str, expected: str) -> None:
    """`posted_as_minor` without a birthday: no from five years after sign-up, else unknown."""
    files = instagram(birthday="", signup="2010-03-01T12:00:00") | {POSTS: [ig_post(created, "x", URI)]}
    assert only(judge(tmp_path, files)).posted_as_minor == expected


def test_posted_as_minor_stays_in_scope(tmp_path: Path) -> None:
    """`posted_as_minor`: it stays in scope when the account is adult now."""
    each = only(judge(tmp_path, instagram(birthday="2006-01-01") | {POSTS: [ig_post("2020-01-01", "x", URI)]}))
    assert (each.posted_as_minor, each.is_adult, each.verdict) == ("yes", "yes", "in_scope")
    assert "minor" in each.reveals


def test_the_report_names_the_18th_birthday_of_a_minor(tmp_path: Path) -> None:
    """Adult: for a minor the report names the day of the 18th birthday."""
    found = judge(tmp_path, instagram(birthday="2010-07-04") | POST)
    assert any("4 July 2028" in each["text"] for each in warnings(found) if each["id"] == "minor")


def test_the_question_says_how_many_a_birthday_settles(tmp_path: Path) -> None:
    """The posts of a public account that lack only an age."""
    posts = [ig_post("2024-03-05", "a", URI), ig_post("2024-03-06", "b", URI.replace("1", "2"))]
    found = judge(tmp_path, instagram(private=False, birthday="") | {POSTS: posts})
    (asked,) = [each for each in found.questions if each.id == "birthday"]
    assert asked.decides == 2
