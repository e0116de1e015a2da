"""An account that took another user name between two exports is one account, where the archives show it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from world import POSTS, at, instagram, run, write

from analyzer.rules.analysis import Analysis

CHANGES = "personal_information/personal_information/profile_changes.json"
SIX = range(17900000000000001, 17900000000000007)
LABELS = [("Changed", "Previous Value", "New Value", "Change Date"), ("Zq", "Zw", "Zx", "Zy")]


def posts(*numbers: int) -> dict[str, Any]:
    """Posts with a photo each, named and dated by the platform's number."""
    media = [(f"media/posts/202301/{number}.jpg", at("2023-01-01") + 60 * (number % 1000)) for number in numbers]
    return {POSTS: [{"media": [{"uri": path, "creation_timestamp": when, "title": "Sea"}]} for path, when in media]}


def change(before: str, after: str, labels: tuple[str, str, str, str] = LABELS[0], what: str = "Username") -> Any:
    """A record of the log of changes."""
    changed, old, new, when = labels
    cells = {changed: {"value": what}, old: {"value": before}, new: {"value": after}, when: {"timestamp": 1}}
    return {"string_map_data": cells}


def judged(folder: Path, old: dict[str, Any], new: dict[str, Any], **given: Any) -> Analysis:
    """An older export of `alex` and a newer one of `alexandra`."""
    born = given.get("born", "1990-01-01")
    first = write(folder, instagram(username="alex") | old, "instagram-alex-2025-12-01-AbCdEfGh")
    now = instagram(username="alexandra", birthday=born) | new
    second = write(folder, now, "instagram-alexandra-2026-02-01-AbCdEfGh")
    return run(first, second)


@pytest.mark.parametrize("labels", LABELS)
def test_the_log_of_changes_leads_from_name_to_name(tmp_path: Path, labels: tuple[str, str, str, str]) -> None:
    """Through names in between, whatever the labels are called."""
    log = [change("lexi", "alexandra", labels, "Username"), change("alex", "lexi", labels, "Zuser")]
    changes = {CHANGES: {"profile_profile_change": log}}
    found = judged(tmp_path, posts(17900000000000001), posts(17900000000000002) | changes)
    (account,) = found.accounts
    assert account.name == "alexandra"
    assert len(found.judged) == 2


def test_the_same_posts_are_the_same_account(tmp_path: Path) -> None:
    """Three files, most of the older export's, have the platform's own numbers in both."""
    numbers = [17900000000000000 + number for number in range(4)]
    found = judged(tmp_path, posts(*numbers), posts(*numbers[:3], 17900000000000009))
    assert [account.name for account in found.accounts] == ["alexandra"]
    assert sorted(each.item.in_newest for each in found.judged) == [False, True, True, True, True]


@pytest.mark.parametrize(
    ("old", "new", "shared", "count"),
    [
        (3, 9, 3, 1),  # of the export that has fewer
        (9, 3, 3, 1),
        (2, 2, 2, 2),  # too few to tell
        (5, 9, 3, 1),
        (6, 9, 3, 2),  # exactly half
        (9, 6, 3, 2),
        (6, 6, 4, 1),
    ],
)
def test_most_files_are_more_than_half(tmp_path: Path, old: int, new: int, shared: int, count: int) -> None:
    """At least three shared files, and more than half of those of the export with the fewer: one account."""
    first = range(17900000000000000, 17900000000000000 + old)
    second = range(17900000000000000 + old - shared, 17900000000000000 + old - shared + new)
    found = judged(tmp_path, posts(*first), posts(*second))
    assert (len(found.accounts), len(found.judged)) == (count, old + new - (shared if count == 1 else 0))


@pytest.mark.parametrize(
    ("old", "new", "born"),
    [
        (posts(17900000000000001), posts(17900000000000001), "1990-01-01"),  # a post of two authors
        (posts(17900000000000001), posts(17900000000000002), "1990-01-01"),
        (posts(*SIX), posts(*SIX), "1991-01-01"),
        ({}, {CHANGES: [change("alex", "sam")]}, "1990-01-01"),  # does not lead to the name of today
        ({}, {CHANGES: [change("alex", "alexandra", what="Name")]}, "1990-01-01"),
    ],
)  # fmt: skip
def test_nobody_is_taken_for_another(tmp_path: Path, old: Any, new: Any, born: str) -> None:
    """One shared post, another birthday, other changes: two accounts."""
    found = judged(tmp_path, posts(17900000000000077) | old, posts(17900000000000088) | new, born=born)
    assert [account.name for account in found.accounts] == ["alex", "alexandra"]
