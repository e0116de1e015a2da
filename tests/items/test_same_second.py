"""Posts of one second and one text in several places: each file's record joins the one that it means."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

from analyzer.rules.analysis import Options
from analyzer.run import analyze
from tests import world

T = 1_600_000_000
TIMELINE = "your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json"
GROUPS = "your_facebook_activity/groups/group_posts_and_comments.json"
ELSEWHERE = "your_facebook_activity/posts/posts_on_other_pages_and_profiles.json"


def post(title: str) -> dict[str, Any]:
    """A post with the same words as all others, in the same second."""
    return {"timestamp": T, "title": f"Alex Doe {title}", "data": [{"post": "same"}]}


def places(tmp_path: Path, files: world.Files) -> list[tuple[str, str]]:
    """Venue and name of each item."""
    path = world.write(tmp_path, world.facebook() | files, world.FACEBOOK)
    return sorted((each.item.venue, each.item.venue_name) for each in analyze([path], Options()).judged)


@pytest.mark.parametrize("order", list(itertools.permutations(["updated his status.", "posted in Chess."])))
def test_an_own_post_and_a_group_post(tmp_path: Path, order: tuple[str, ...]) -> None:
    """One text as a status and in a group: the group's file joins the group's record, in any order."""
    files = {TIMELINE: [post(title) for title in order], GROUPS: {"group_posts_v2": [post("posted in Chess.")]}}
    assert places(tmp_path, files) == [("group", "Chess"), ("own_profile", "")]


@pytest.mark.parametrize("order", list(itertools.permutations(["posted in Chess.", "posted in Go."])))
def test_two_groups(tmp_path: Path, order: tuple[str, ...]) -> None:
    """One text in two groups, of which one stands in the timeline too: two items, none doubled, none lost."""
    files = {TIMELINE: [post("posted in Go.")], GROUPS: {"group_posts_v2": [post(title) for title in order]}}
    assert places(tmp_path, files) == [("group", "Chess"), ("group", "Go")]
