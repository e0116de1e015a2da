"""What the person says: docs/rules.md, "What evidence and you say", and docs/answers.md."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from world import *

from analyzer.advice.warnings import warnings
from analyzer.errors import UsageError
from analyzer.rules.analysis import Analysis
from analyzer.rules.answers_file import read_answers, write_answers

URI = "media/posts/1/17900000000000001.jpg"
IG_COMMENTS = "your_instagram_activity/comments/post_comments_1.json"
GROUP = "Alex Doe posted in Chess."
STATED = "stated_by_you"

Answers = list[dict[str, Any]]


def answers_file(folder: Path, answers: Answers, form: str = "toml") -> Path:
    """A file of answers, in TOML or as the JSON that the page saves."""
    path = folder / f"answers.{form}"
    if form == "json":
        path.write_text(json.dumps({"schema": 1, "answer": answers}), "utf-8")
        return path
    lines = ["schema = 1"]
    for answer in answers:
        lines += ["[[answer]]"]
        for key, value in answer.items():
            lines.append(f"{key} = {value if key in ('from', 'to') else json.dumps(value)}")
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def answered(folder: Path, files: Files, answers: Answers, form: str = "toml", name: str = FACEBOOK) -> Analysis:
    """Judge one archive with answers."""
    return run(write(folder, files, name), answers=answers_file(folder, answers, form))


def contradicted(analysis: Analysis) -> bool:
    """Whether there is a warning that an answer and the archive disagree."""
    return "answer_contradicts" in {each["id"] for each in warnings(analysis)}


ONE_POST = facebook() | {TIMELINE: [fb_post("2024-03-05", "p")]}


@pytest.mark.parametrize("form", ["toml", "json"])
@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        ("public", ("yes", STATED, "yes")),
        ("was_public", ("yes", STATED, "no")),
        ("not_public", ("no", STATED, "no")),
        ("dont_know", ("unknown", "not_recorded", "unknown")),
    ],
)
@pytest.mark.parametrize(
    "about",
    [
        {"kind": "post"},
        {"platform": "facebook"},
        {"from": "2024-03-05", "to": "2024-03-06"},
        {"from": "2024-03-05"},
        {"to": "2024-03-06"},
    ],
    ids=["kind", "platform", "period", "from", "to"],
)
def test_rule_11(tmp_path: Path, about: Files, audience: str, expected: tuple[str, str, str], form: str) -> None:
    """What you say: an answer replaces an unknown; what each of the four says of then and now. In TOML and JSON."""
    assert public(only(answered(tmp_path, ONE_POST, [about | {"audience": audience}], form))) == expected


@pytest.mark.parametrize(
    ("said", "expected"), [("public", ("yes", STATED, "yes")), ("not_public", ("no", STATED, "no"))]
)
def test_audience_option(tmp_path: Path, said: str, expected: tuple[str, str, str]) -> None:
    """`--audience PLATFORM=...` reaches the platform's posts, and not another platform's."""
    path = write(tmp_path, ONE_POST, FACEBOOK)
    assert public(only(run(path, audience=(f"facebook={said}",)))) == expected
    assert only(run(path, audience=(f"instagram={said}",))).is_public == "unknown"


@pytest.mark.parametrize(
    "option", ["facebook", "facebook=was_public", "myspace=public", "facebook=dont_know", "=public"]
)
def test_audience_option_that_cannot_be_meant(tmp_path: Path, option: str) -> None:
    """`--audience PLATFORM=public|not_public`: anything else is a usage error."""
    path = write(tmp_path, ONE_POST, FACEBOOK)
    with pytest.raises(UsageError):
        run(path, audience=(option,))


@pytest.mark.parametrize(
    ("day", "reached"),
    [
        ("2024-03-04T23:59:59", False),
        ("2024-03-05", True),
        ("2024-03-05T23:59:59", True),
        ("2024-03-06", False),
        ("", False),
    ],
)
def test_period_is_of_utc_days(tmp_path: Path, day: str, reached: bool) -> None:
    """Answers: `from` inclusive, `to` exclusive, UTC; an item without a time is in no period."""
    files = facebook() | {TIMELINE: [fb_post(day, "p")]}
    answer = {"from": "2024-03-05", "to": "2024-03-06", "audience": "public"}
    assert (only(answered(tmp_path, files, [answer])).is_public == "yes") is reached


ABOUT: dict[str, Files] = {
    "item": {"item": "ID"},
    "period": {"from": "2024-01-01", "to": "2025-01-01"},
    "kind": {"kind": "post"},
    "platform": {"platform": "facebook"},
}
RANKED = list(ABOUT)


@pytest.mark.parametrize("specific_first", [True, False])
@pytest.mark.parametrize(("more", "less"), [(a, b) for n, a in enumerate(RANKED) for b in RANKED[n + 1 :]])
def test_the_most_specific_wins(tmp_path: Path, more: str, less: str, specific_first: bool) -> None:
    """Answers: item, group, period, kind, platform: the most specific wins, in whatever order they stand."""
    found_id = only(run(write(tmp_path, ONE_POST, FACEBOOK))).id
    about = {**ABOUT, "item": {"item": found_id}}
    pair = [about[more] | {"audience": "public"}, about[less] | {"audience": "not_public"}]
    each = only(answered(tmp_path, ONE_POST, pair if specific_first else pair[::-1]))
    assert public(each) == ("yes", STATED, "yes")


@pytest.mark.parametrize("about", RANKED)
def test_audience_option_is_least_specific(tmp_path: Path, about: str) -> None:
    """Answers: `--audience` gives way to every answer of a file."""
    path = write(tmp_path, ONE_POST, FACEBOOK)
    asked = {"item": only(run(path)).id} if about == "item" else ABOUT[about]
    given = answers_file(tmp_path, [asked | {"audience": "not_public"}])
    assert only(run(path, answers=given, audience=("facebook=public",))).is_public == "no"


@pytest.mark.parametrize("about", RANKED)
def test_of_equally_specific_answers_the_later_wins(tmp_path: Path, about: str) -> None:
    """Answers: of two equally specific answers the later."""
    asked = {"item": only(run(write(tmp_path, ONE_POST, FACEBOOK))).id} if about == "item" else ABOUT[about]
    pair = [asked | {"audience": "public"}, asked | {"audience": "not_public"}]
    assert only(answered(tmp_path, ONE_POST, pair)).is_public == "no"
    assert only(answered(tmp_path, ONE_POST, pair[::-1])).is_public == "yes"


def test_of_two_options_the_later_wins(tmp_path: Path) -> None:
    """Answers: of two `--audience` for one platform the later."""
    path = write(tmp_path, ONE_POST, FACEBOOK)
    assert only(run(path, audience=("facebook=public", "facebook=not_public"))).is_public == "no"


def test_dont_know_hides_a_less_specific_answer(tmp_path: Path) -> None:
    """Answers: the most specific wins, and `dont_know` changes nothing: the item stays unknown."""
    pair = [{"platform": "facebook", "audience": "public"}, {"kind": "post", "audience": "dont_know"}]
    assert only(answered(tmp_path, ONE_POST, pair)).is_public == "unknown"


@pytest.mark.parametrize(
    ("narrowed", "reached"),
    [
        ({"platform": "facebook"}, True),
        ({"platform": "instagram"}, False),
        ({"account": "Alex Doe"}, True),
        ({"account": "somebody"}, False),
    ],
)
@pytest.mark.parametrize("about", ["item", "period", "kind", "group"])
def test_platform_and_account_narrow(tmp_path: Path, about: str, narrowed: Files, reached: bool) -> None:
    """Answers: `platform` and `account` may narrow any of them."""
    title = GROUP if about == "group" else ""
    files = facebook() | {TIMELINE: [fb_post("2024-03-05", "p", title=title)]}
    asked = {"group": {"group": "Chess"}, **ABOUT, "item": {"item": only(run(write(tmp_path, files, FACEBOOK))).id}}[
        about
    ]
    each = only(answered(tmp_path, files, [asked | narrowed | {"audience": "public"}]))
    assert (each.is_public == "yes") is reached


@pytest.mark.parametrize(
    ("narrowed", "home"),
    [
        ({}, "own_profile"),
        ({"account": "Alex Doe"}, "own_profile"),
        ({"account": "somebody"}, "unknown"),
        ({"platform": "facebook"}, "own_profile"),
        ({"platform": "instagram"}, "unknown"),
    ],
)
def test_sentence_answers_are_narrowed_too(tmp_path: Path, narrowed: Files, home: str) -> None:
    """Answers: what is said of the sentences of one account says nothing of another's."""
    files = facebook() | {TIMELINE: [fb_post("2024-03-05", "p", title="Alex Doe bla Foo Bar.")]}
    form = only(run(write(tmp_path, files, FACEBOOK))).item.sentence
    assert form
    assert only(answered(tmp_path, files, [{"sentence": form, "is": "own_profile"} | narrowed])).venue == home


@pytest.mark.parametrize(
    ("line", "expected"),
    [("", "unknown"), ("objected_on = 'never'", "none"), ("objected_on = 2025-05-26", "covered"),
     ("objected_on = 2025-05-27", "disputed"), ("[objected_on]\n'alex doe' = 'never'", "none"),
     ("objected_on = 'never'\n[[answer]]\nkind = 'post'\naudience = 'public'", "none")],
)  # fmt: skip
def test_objections_in_the_answers(tmp_path: Path, line: str, expected: str) -> None:
    """Answers: `objected_on` says what `--objected-on` says, `never` included, and is kept when answers are saved."""
    given = tmp_path / "answers.toml"
    given.write_text(f"schema = 1\n{line}\n", "utf-8")
    found = run(write(tmp_path, ONE_POST, FACEBOOK), answers=given)
    assert only(found).objection == expected
    write_answers(found.answers, given)
    assert read_answers(given) == found.answers


# ---- reach


def test_group_answers_reach_posts_and_comments_of_that_group(tmp_path: Path) -> None:
    """Rule "groups" and answers: what the group was decides its posts and comments, and those of no other group."""
    files = facebook() | {
        TIMELINE: [
            fb_post("2024-01-01", "p", title=GROUP),
            fb_post("2024-01-02", "q", title="Alex Doe posted in Cooking."),
        ],
        "your_facebook_activity/groups/your_comments_in_groups.json": {
            "group_comments_v2": [fb_comment("c", group="Chess")]
        },
    }
    found = answered(tmp_path, files, [{"group": "Chess", "audience": "public"}])
    assert public(only(found, text="p")) == ("yes", STATED, "yes")
    assert public(only(found, text="c")) == ("yes", STATED, "yes")
    assert public(only(found, text="q")) == ("unknown", "group_privacy_not_recorded", "unknown")


BROAD: list[Files] = [{"kind": "KIND"}, {"platform": "PLATFORM"}, {"from": "2000-01-01"}]

REACHED: list[tuple[str, Files, str]] = [
    ("post", ONE_POST, "post"),
    (
        "reel",
        facebook()
        | {"your_facebook_activity/reels/your_reels.json": {"lasso_videos_v2": [fb_post("2024-01-01", "r")]}},
        "reel",
    ),
    (
        "event",
        facebook()
        | {
            "your_facebook_activity/events/your_events.json": {
                "your_events_v2": [{"name": "P", "create_timestamp": 1700000000}]
            }
        },
        "event",
    ),
    (
        "own post's comment",
        facebook() | {COMMENTS: {"comments_v2": [fb_comment("c", title="Alex Doe commented on his own post.")]}},
        "comment",
    ),
    ("private now", instagram(True) | {POSTS: [ig_post("2024-01-01", "x", URI)]}, "post"),
    (
        "archived",
        instagram(False)
        | {
            "your_instagram_activity/media/archived_posts.json": {
                "ig_archived_post_media": [ig_post("2024-01-01", "x", URI)]
            }
        },
        "post",
    ),
    ("threads reply", instagram(True) | threads_account(True) | threads(thread("t", reply=True)), "comment"),
]
NEVER_REACHED: list[tuple[str, Files, str]] = [
    ("comment elsewhere", facebook() | {COMMENTS: {"comments_v2": [fb_comment("c")]}}, "comment"),
    ("instagram comment", instagram() | {IG_COMMENTS: [ig_comment("c", "somebody")]}, "comment"),
    (
        "post elsewhere",
        facebook() | {TIMELINE: [fb_post("2024-01-01", "p", title="Alex Doe wrote on Sam Roe's timeline.")]},
        "post",
    ),
    ("group post", facebook() | {TIMELINE: [fb_post("2024-01-01", "p", title=GROUP)]}, "post"),
    (
        "listing",
        facebook()
        | {
            "your_facebook_activity/facebook_marketplace/items_sold.json": {
                "items_selling_v2": [{"title": "Bike", "created_timestamp": 1700000000}]
            }
        },
        "listing",
    ),
    (
        "review",
        facebook()
        | {
            "your_facebook_activity/pages/pages_and_profiles_you've_recommended.json": {
                "recommended_pages_v2": [{"name": "Cafe", "timestamp": 1700000000}]
            }
        },
        "review",
    ),
    (
        "may be a draft",
        instagram(True)
        | {"your_instagram_activity/media/other_content.json": {"ig_other_media": [ig_post("2024-01-01", "x", URI)]}},
        "reel",
    ),
    (
        "story seen while live",
        instagram(False, logins=["2020-01-01"])
        | {STORIES: {"ig_stories": [picture("media/stories/1/17900000000000001.jpg", "2024-01-01")]}},
        "story",
    ),
    (
        "page's own",
        facebook(None, "Chess Weekly", path=PAGE_PROFILE) | {PAGE_POSTS: [fb_post("2024-01-01", "p")]},
        "post",
    ),
]


def _judged(folder: Path, files: Files, kind: str, about: Files) -> str:
    path = write(
        folder, files, FACEBOOK if any("facebook" in each for each in files) else "instagram-alex-2026-02-01-AbCdEfGh"
    )
    before = only(run(path), kind)
    told = {k: {"KIND": kind, "PLATFORM": before.item.platform}.get(v, v) for k, v in about.items()}
    assert before.is_public == "unknown"
    return only(run(path, answers=answers_file(folder, [told | {"audience": "not_public"}])), kind).is_public


@pytest.mark.parametrize("about", BROAD, ids=["kind", "platform", "period"])
@pytest.mark.parametrize(("files", "kind"), [row[1:] for row in REACHED], ids=[row[0] for row in REACHED])
def test_broad_answers_reach(tmp_path: Path, files: Files, kind: str, about: Files) -> None:
    """Answers: own-profile items and events with basis not_recorded, account_private_now or archived are reached."""
    if "from" in about and kind == "bio":
        pytest.skip("a bio has no time")
    assert _judged(tmp_path, files, kind, about) == "no"


@pytest.mark.parametrize("about", BROAD, ids=["kind", "platform", "period"])
@pytest.mark.parametrize(("files", "kind"), [row[1:] for row in NEVER_REACHED], ids=[row[0] for row in NEVER_REACHED])
def test_broad_answers_never_reach(tmp_path: Path, files: Files, kind: str, about: Files) -> None:
    """Answers: never comments on others' posts, groups, listings, reviews; nor any other basis."""
    assert _judged(tmp_path, files, kind, about) == "unknown"


@pytest.mark.parametrize(("files", "kind"), [row[1:] for row in NEVER_REACHED], ids=[row[0] for row in NEVER_REACHED])
def test_an_item_answer_reaches_everything(tmp_path: Path, files: Files, kind: str) -> None:
    """What you say: where 3 to 10 give unknown, the answer for the item replaces it."""
    path = write(
        tmp_path, files, FACEBOOK if any("facebook" in each for each in files) else "instagram-alex-2026-02-01-AbCdEfGh"
    )
    given = answers_file(tmp_path, [{"item": only(run(path), kind).id, "audience": "public"}])
    each = only(run(path, answers=given), kind)
    assert (each.is_public, each.is_public_basis) == ("yes", STATED)


@pytest.mark.parametrize(
    ("about", "reached"),
    [({"kind": "channel_message"}, True), ({"platform": "instagram"}, False), ({"from": "2000-01-01"}, False)],
)
def test_channel_messages_need_their_own_kind(tmp_path: Path, about: Files, reached: bool) -> None:
    """Answers: channel messages are reached with `kind = "channel_message"`, by no other broad answer."""
    sent = {"sender_name": "alex", "timestamp_ms": 1700000000000, "content": "to my channel"}
    path = "your_instagram_activity/messages/broadcast/news_1/message_1.json"
    files = instagram(True) | {POSTS: [], path: {"participants": [], "messages": [sent], "title": "News"}}
    each = only(answered(tmp_path, files, [about | {"audience": "public"}], name="instagram-alex-2026-02-01-AbCdEfGh"))
    assert (each.is_public == "yes") is reached


# ---- what stands


@pytest.mark.parametrize("audience", ["public", "was_public"])
def test_now_stands_for_stories_and_archived_posts(tmp_path: Path, audience: str) -> None:
    """What you say: the `is_public_now` of 2, 3 and 6 stands: an archived post or a story is not public now."""
    files = facebook() | {
        "your_facebook_activity/stories/archived_stories.json": {"archived_stories_v2": [fb_post("2024-01-01", "s")]},
        "your_facebook_activity/posts/trash.json": {"trash_v2": [fb_post("2024-01-02", "t")]},
        "your_facebook_activity/posts/archive.json": [
            {"timestamp": 1700000000, "label_values": [{"label": "Message", "value": "a"}]}
        ],
    }
    found = answered(tmp_path, files, [{"platform": "facebook", "audience": audience}])
    assert [public(only(found, text=text)) for text in "sta"] == [("yes", STATED, "no")] * 3


@pytest.mark.parametrize(
    ("account", "audience", "kept", "warned"),
    [
        ({"private": False}, "not_public", "yes", True),
        ({"private": False}, "public", "yes", False),
        ({"private": True, "switches": [("2024-01-01", "Switched to Private")]}, "public", "no", True),
        ({"private": True, "switches": [("2024-01-01", "Switched to Private")]}, "was_public", "no", True),
        ({"private": True, "switches": [("2024-01-01", "Switched to Private")]}, "not_public", "no", False),
    ],
)
def test_against_the_archive_an_answer_is_only_a_warning(
    tmp_path: Path, account: dict[str, Any], audience: str, kept: str, warned: bool
) -> None:
    """What you say: against a yes or no of the archive an answer is only a warning."""
    path = write(tmp_path, instagram(**account) | {POSTS: [ig_post("2024-03-05", "x", URI)]})
    before = only(run(path))
    found = run(path, answers=answers_file(tmp_path, [{"item": before.id, "audience": audience}]))
    assert public(only(found)) == public(before)
    assert only(found).is_public == kept
    assert contradicted(found) is warned


def test_no_answer_makes_an_ai_prompt_private(tmp_path: Path) -> None:
    """Rule "prompts" before rule "what you say": prompts need no audience, whatever is answered."""
    path = write(tmp_path, facebook() | ai_chat(("2026-01-01", "q")), FACEBOOK)
    given = answers_file(tmp_path, [{"item": only(run(path)).id, "audience": "not_public"}])
    assert only(run(path, answers=given)).is_public == "not_needed"


# ---- Pages


@pytest.mark.parametrize("form", ["toml", "json"])
@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (["page"], ("yes", "always_public", "yes")),
        (["profile"], ("unknown", "not_recorded", "unknown")),
        (["page", "profile"], ("unknown", "not_recorded", "unknown")),
        (["profile", "page"], ("yes", "always_public", "yes")),
    ],
)
def test_page_or_profile(tmp_path: Path, said: list[str], expected: tuple[str, str, str], form: str) -> None:
    """Answers: `is = "page"` -> always_public, `is = "profile"` -> rule "not recorded"; the later of two wins."""
    files = facebook(None, "Chess Weekly", path=PAGE_PROFILE) | {PAGE_POSTS: [fb_post("2024-01-01", "p")]}
    answers = [{"account": "Chess Weekly", "is": each} for each in said]
    assert public(only(answered(tmp_path, files, answers, form))) == expected


def test_page_or_profile_says_nothing_of_the_person(tmp_path: Path) -> None:
    """Answers: `is` is about a Page's own export, never about the personal account."""
    assert only(answered(tmp_path, ONE_POST, [{"account": "Alex Doe", "is": "page"}])).is_public == "unknown"


def test_a_profile_is_reached_like_rule_10(tmp_path: Path) -> None:
    """Answers: with `is = "profile"` the items are as by rule "not recorded", and broad answers reach them."""
    files = facebook(None, "Chess Weekly", path=PAGE_PROFILE) | {PAGE_POSTS: [fb_post("2024-01-01", "p")]}
    answers = [{"account": "Chess Weekly", "is": "profile"}, {"kind": "post", "audience": "public"}]
    assert public(only(answered(tmp_path, files, answers))) == ("yes", STATED, "yes")


# ---- files that cannot be meant


@pytest.mark.parametrize(
    "content",
    [
        "",
        "schema = 2",
        "[[answer]]\nkind = 'post'\naudience = 'public'",
        "schema = 1\n[[answer]]\nkind = 'post'",
        "schema = 1\n[[answer]]\nkind = 'posts'\naudience = 'public'",
        "schema = 1\n[[answer]]\nplatform = 'orkut'\naudience = 'public'",
        "schema = 1\n[[answer]]\nkind = 'post'\naudience = 'friends'",
        "schema = 1\n[[answer]]\naudience = 'public'",
        "schema = 1\n[[answer]]\nfrom = 'soon'\naudience = 'public'",
        "schema = 1\nanswer = 'all'",
        "schema = 1\nobjected = 2025-05-20",  # a key of another spelling would be an objection that is lost
        "schema = 1\nunchanged_since = 2999-01-01",
        "schema = 1\nobjected_on = 'sometimes'",
        "schema = 1\n[[answer]]\nfrom = 2024-01-01\nto = 2024-01-01\naudience = 'public'",  # no day lies in it
        "schema = 1\n[[answer]]\nis = 'page'",
        "{",
        '{"schema": 1, "answer": [1]}',
        "no = toml = at all",
    ],
)
def test_answers_that_cannot_be_meant(tmp_path: Path, content: str) -> None:
    """Answers: what cannot be meant is a usage error, never passed over in silence."""
    path, given = write(tmp_path, ONE_POST, FACEBOOK), tmp_path / "answers"
    given.write_text(content, "utf-8")
    with pytest.raises(UsageError):
        run(path, answers=given)


@pytest.mark.parametrize(
    "about", [{"group": "No such group"}, {"item": "0" * 12}, {"account": "nobody"}, {"kind": "note"}]
)
def test_answers_about_nothing_here(tmp_path: Path, about: Files) -> None:
    """Answers: an answer about an unknown group, item or account changes nothing and stops nothing."""
    assert only(answered(tmp_path, ONE_POST, [about | {"audience": "public"}])).is_public == "unknown"


@pytest.mark.parametrize("form", ["toml", "json"])
def test_ticked_is_kept(tmp_path: Path, form: str) -> None:
    """Answers: `ticked` keeps what has been done."""
    given = tmp_path / f"answers.{form}"
    text = (
        'schema = 1\nticked = ["abc", "evidence"]' if form == "toml" else '{"schema": 1, "ticked": ["abc", "evidence"]}'
    )
    given.write_text(text, "utf-8")
    assert run(write(tmp_path, ONE_POST, FACEBOOK), answers=given).answers.ticked == ("abc", "evidence")


@pytest.mark.parametrize(("audience", "warned"), [("not_public", True), ("public", False)])
def test_a_broad_answer_against_the_account_is_a_warning(tmp_path: Path, audience: str, warned: bool) -> None:
    """What you say of a platform: against what its account shows it is a warning."""
    posts = {POSTS: [ig_post("2024-03-05", "x", URI)]}
    said = [{"platform": "instagram", "audience": audience}]
    assert contradicted(answered(tmp_path, instagram(private=False) | posts, said)) is warned
