"""`--audiences`: what the Graph API says, matched to items; docs/rules.md, "What evidence and you say"."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from world import *

import analyzer
from analyzer.advice.warnings import graph_warnings
from analyzer.errors import UsageError
from analyzer.rules import graph_api
from analyzer.rules.analysis import Analysis
from analyzer.words import speak

TIME = "2019-05-01T10:00:00"
LINK = "https://www.facebook.com/1/posts/2"


def post(time: str = TIME, text: str = "hello", audience: str | None = "EVERYONE", **more: Any) -> Files:
    """One post as the API gives it."""
    told: Files = {"id": f"1_{time}{text}{audience}", "created_time": f"{time}+0000", **more}
    told |= {"message": text} if text else {}
    return told | ({"privacy": {"value": audience, "description": "x", "friends": ""}} if audience is not None else {})


def save(folder: Path, document: Any) -> Path:
    """A file of the API's answer."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "graph.json"
    path.write_text(json.dumps(document), "utf-8")
    return path


def judged(folder: Path, records: list[Files], posts: list[Files], **options: Any) -> Analysis:
    """A Facebook archive of these posts, judged with what the API says."""
    path = write(folder, facebook() | {TIMELINE: records}, FACEBOOK)
    return run(path, audiences=save(folder, {"data": posts, "paging": {}}), **options)


def warned(analysis: Analysis) -> dict[str, str]:
    """The warnings about the file, by id."""
    return {each["id"]: each["text"] for each in graph_warnings(analysis.graph, analysis.judged, analysis.words)}


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        ("EVERYONE", ("yes", "graph_api", "yes")),
        ("ALL_FRIENDS", ("unknown", "graph_api", "no")),
        ("FRIENDS_OF_FRIENDS", ("unknown", "graph_api", "no")),
        ("CUSTOM", ("unknown", "graph_api", "no")),
        ("SELF", ("unknown", "graph_api", "no")),
        ("SOMETHING_NEW", ("unknown", "graph_api", "no")),
    ],
)
def test_rule_11(tmp_path: Path, audience: str, expected: tuple[str, str, str]) -> None:
    """EVERYONE is a yes, then and now; anything else says only that it is not public now."""
    found = judged(tmp_path, [fb_post(TIME, "hello")], [post(audience=audience)])
    assert public(only(found)) == expected and not warned(found)


@pytest.mark.parametrize("said", ["public", "not_public"])
def test_before_the_persons_answer(tmp_path: Path, said: str) -> None:
    """The API's word comes before the person's, which still counts for every other item."""
    records = [fb_post(TIME, "hello"), fb_post("2020-01-01", "other")]
    answer = (f"facebook={said}",)
    found = judged(tmp_path, records, [post(audience="SELF")], audience=answer)
    assert public(only(found, text="hello")) == ("unknown", "graph_api", "no")
    assert only(found, text="other").is_public_basis == "stated_by_you"


@pytest.mark.parametrize(
    ("theirs", "matched"),
    [
        (post(), True),
        (post(text=" hello\n"), True),  # white space is folded
        (post(text="something else"), False),
        (post(text=""), True),  # the API gives no text: the second is enough
        (post("2019-05-01T10:00:59"), True),
        (post("2019-05-01T10:01:00"), True),
        (post("2019-05-01T09:59:00"), True),
        (post("2019-05-01T10:01:01"), False),
        (post("2019-05-01T10:00:01", text=""), False),  # without text only the second itself
        ({**post(), "created_time": "2019-05-01T12:00:00+0200"}, True),
        ({**post(), "created_time": 1556704800}, True),
    ],
)
def test_matching_by_time_and_text(tmp_path: Path, theirs: Files, matched: bool) -> None:
    """The same second and no other text, or within a minute and equal text. What does not fit is counted."""
    found = judged(tmp_path, [fb_post(TIME, "hello")], [theirs])
    assert (only(found).is_public == "yes") is matched
    assert warned(found) == (
        {}
        if matched
        else {
            "graph_not_matched": "Of the posts from the Graph API 1 fits no item of the archive: they decide nothing."
        }
    )


def test_text_is_compared_composed(tmp_path: Path) -> None:
    """A letter with an accent is one letter, however it is spelled."""
    found = judged(tmp_path, [fb_post(TIME, "caf\u00e9")], [post("2019-05-01T10:00:30", "cafe\u0301")])
    assert only(found).is_public == "yes"


def test_an_item_without_text_takes_the_post_of_its_second(tmp_path: Path) -> None:
    """A photo without words in the archive; the API has words."""
    found = judged(tmp_path, [fb_post(TIME, "", "a/1234567890123.jpg")], [post()])
    assert only(found).is_public == "yes"


def test_text_tells_posts_of_one_second_apart(tmp_path: Path) -> None:
    """Two items of one second: each takes the post with its text."""
    records = [fb_post(TIME, "one"), fb_post(TIME, "two")]
    found = judged(tmp_path, records, [post(text="one"), post(text="two", audience="SELF")])
    assert only(found, text="one").is_public == "yes" and only(found, text="two").is_public == "unknown"


def test_equal_text_nearby_comes_before_no_text_in_the_second(tmp_path: Path) -> None:
    """A photo of the very second does not take the audience of the post whose text stands a second later."""
    records = [fb_post(TIME, "", "a/1234567890123.jpg"), fb_post("2019-05-01T10:00:01", "hello")]
    found = judged(tmp_path, records, [post()])
    assert only(found, text="hello").is_public == "yes" and only(found, text="").is_public_basis == "not_recorded"


def test_ambiguous_posts_decide_nothing(tmp_path: Path) -> None:
    """A post that fits two items, and posts that contradict each other about one, are counted."""
    same = [fb_post(TIME, "hello", "a/1234567890123.jpg"), fb_post("2019-05-01T10:00:30", "hello")]
    found = judged(tmp_path / "1", same, [post("2019-05-01T10:00:10")])
    assert {each.is_public_basis for each in found.judged} == {"not_recorded"}
    assert "1 fits several items" in warned(found)["graph_not_matched"]
    found = judged(
        tmp_path / "2", [fb_post(TIME, "hello")], [post(), post(audience="SELF"), post("2001-01-01T00:00:00")]
    )
    assert only(found).is_public_basis == "not_recorded"
    text = warned(found)["graph_not_matched"]
    assert "1 fits no item" in text and "2 fit several items, or contradict others" in text


def test_posts_that_agree_are_no_doubt(tmp_path: Path) -> None:
    """The same post on two pages of the answer, or two posts of the same audience."""
    found = judged(tmp_path, [fb_post(TIME, "hello")], [post(), post(), post("2019-05-01T10:00:20")])
    assert only(found).is_public == "yes" and not warned(found)


@pytest.mark.parametrize("nothing", [{}, {"privacy": {}}, {"privacy": {"value": ""}}, {"privacy": None}])
def test_a_post_without_audience_says_nothing(tmp_path: Path, nothing: Files) -> None:
    """Old posts may come with an empty audience: that is no "not public"."""
    records = [fb_post(TIME, "hello"), fb_post("2020-01-01T00:00:00", "b")]
    found = judged(tmp_path, records, [post(audience=None) | nothing, post("2020-01-01T00:00:00", "b")])
    assert public(only(found, text="hello")) == ("unknown", "not_recorded", "unknown")
    assert "1 has no audience" in warned(found)["graph_not_matched"]


def test_permalink(tmp_path: Path) -> None:
    """The link is filled in where the archive has none."""
    found = judged(tmp_path, [fb_post(TIME, "hello")], [post(permalink_url=LINK)])
    assert only(found).item.permalink == LINK


@pytest.mark.parametrize(("audience", "warning"), [("SELF", ["graph_contradicts"]), ("EVERYONE", [])])
def test_against_the_archives_word_only_a_warning(tmp_path: Path, audience: str, warning: list[str]) -> None:
    """What the archive shows stays: a post on a Page is public, whatever the API says."""
    page = {"title": "Page", "dict": [{"label": "Name", "value": "Chess Weekly"}]}
    record = {"timestamp": 1556704800, "label_values": [{"label": "Message", "value": "hello"}, page]}
    files = facebook() | {"your_facebook_activity/posts/posts_on_other_pages_and_profiles.json": [record]}
    found = run(write(tmp_path, files, FACEBOOK), audiences=save(tmp_path, [post(audience=audience)]))
    assert public(only(found)) == ("yes", "always_public", "yes") and list(warned(found)) == warning


@pytest.mark.parametrize(("audience", "warned_of"), [("EVERYONE", True), ("SELF", False)])
def test_against_a_no(tmp_path: Path, audience: str, warned_of: bool) -> None:
    """What never was public by the archive stays so; that the API calls it narrow is no contradiction."""
    each = only(judged(tmp_path, [fb_post(TIME, "hello")], []))
    each.decision = replace(each.decision, is_public="no", is_public_now="no", is_public_basis="pending")
    assert bool(graph_warnings(graph_api.Matched({each.id: audience}), [each], speak("en"))) is warned_of


def test_now_stands_where_it_is_settled(tmp_path: Path) -> None:
    """An archived story of Facebook is not public now, though the API calls it so."""
    stories = {"your_facebook_activity/stories/archived_stories.json": {"archived_stories_v2": [fb_post(TIME, "s")]}}
    path = write(tmp_path, facebook() | stories, FACEBOOK)
    found = run(path, audiences=save(tmp_path, [post(text="s")]))
    assert public(only(found)) == ("yes", "graph_api", "no")


def test_only_own_facebook_content(tmp_path: Path) -> None:
    """Comments, Instagram and a Page's own posts are none of the person's posts."""
    path = write(tmp_path / "c", facebook() | {COMMENTS: {"comments_v2": [fb_comment("hello", TIME)]}}, FACEBOOK)
    audiences = save(tmp_path, [post()])
    assert only(run(path, audiences=audiences)).is_public_basis == "others_post"
    path = write(tmp_path / "i", instagram(None) | {POSTS: [ig_post(TIME, "hello", "m/1.jpg")]}, INSTAGRAM)
    assert only(run(path, audiences=audiences)).is_public_basis == "not_recorded"
    files = facebook(path=PAGE_PROFILE) | {PAGE_POSTS: [fb_post(TIME, "hello")]}
    assert only(run(write(tmp_path / "p", files, FACEBOOK), audiences=audiences)).is_public_basis == "page_or_profile"


@pytest.mark.parametrize(
    "shape",
    [
        lambda a, b: {"data": [a, b], "paging": {"next": "https://graph.facebook.com/"}},
        lambda a, b: [a, b],
        lambda a, b: [{"data": [a], "paging": {}}, {"data": [b]}],
        lambda a, b: {"id": "1", "name": "x", "posts": {"data": [a, b]}},
        lambda a, b: [{"data": []}, a, b],
    ],
    ids=["answer", "list", "pages", "fields=posts", "mixed"],
)
def test_shapes(tmp_path: Path, shape: Any) -> None:
    """One answer of the API, a bare list, pages as a list, posts as a field of the person."""
    path = save(tmp_path, shape(post(), post("2020-01-01T00:00:00", "b", "SELF")))
    assert [(each.text, each.audience) for each in graph_api.read(path)] == [("hello", "EVERYONE"), ("b", "SELF")]


@pytest.mark.parametrize("empty", [[], {"data": []}])
def test_no_posts(tmp_path: Path, empty: Any) -> None:
    """An answer without posts is no error."""
    assert graph_api.read(save(tmp_path, empty)) == []


@pytest.mark.parametrize(
    "content",
    [
        b"", b"no", b"\xff\xfe\x00", b"[" * 100_000, b"7", b'"x"', b"null", b"{}", b'{"data": {}}', b"[1]",
        b'{"data": ["x"]}',
        b'{"error": {"message": "Invalid OAuth access token.", "code": 190}}',
        b'[{"privacy": {"value": "SELF"}}]', b'[{"created_time": "soon", "privacy": {"value": "SELF"}}]',
        b'[{"created_time": 1e99, "privacy": {"value": "SELF"}}]',
        b'[{"created_time": 99999999999999, "privacy": {"value": "SELF"}}]',
        b'[{"created_time": "2019-05-01T10:00:00+0000"}]', b'[{"created_time": true, "privacy": {"value": "SELF"}}]',
        b'[{"created_time": "2019-05-01T10:00:00+0000", "message": 7, "privacy": {"value": "SELF"}}]',
        b'[{"created_time": "2019-05-01T10:00:00+0000", "privacy": {"value": 7}}]',
        b'[{"created_time": "2019-05-01T10:00:00+0000", "privacy": ["SELF"]}]',
    ],
)  # fmt: skip
def test_malformed_files(tmp_path: Path, content: bytes) -> None:
    """A usage error of one sentence, without a word of the file."""
    path = tmp_path / "graph.json"
    path.write_bytes(content)
    with pytest.raises(UsageError) as error:
        graph_api.read(path)
    assert "\n" not in str(error.value) and "Invalid OAuth" not in str(error.value)
    with pytest.raises(UsageError):
        graph_api.read(tmp_path / "none.json")


def test_before_the_archive_is_read(tmp_path: Path) -> None:
    """A file that cannot be meant is said before an hour of reading."""
    calls: list[int] = []
    path = write(tmp_path, facebook() | {TIMELINE: [fb_post(TIME, "hello")]}, FACEBOOK)
    with pytest.raises(UsageError):
        analyzer.analyze(path, audiences=tmp_path / "none.json", progress=lambda done, total: calls.append(done))
    assert not calls


def test_in_the_result(tmp_path: Path) -> None:
    """Python's door: table, summary with the warning, explanation."""
    path = write(tmp_path, facebook() | {TIMELINE: [fb_post(TIME, "hello")]}, FACEBOOK)
    said = save(tmp_path, [post(), post("2001-01-01T00:00:00")])
    result = analyzer.analyze(path, audiences=said)
    assert result.items["is_public_basis"].tolist() == ["graph_api"] and result.items["verdict"].tolist() == [
        "in_scope"
    ]
    assert "graph_not_matched" in {each["id"] for each in result.summary["warnings"]}
    assert "graph_api" in result.explain(result.items["id"][0])
