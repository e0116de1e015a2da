"""What follows from evidence of who could see an item: docs/rules.md, "What evidence and you say"."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from world import *

from analyzer.advice.warnings import warnings
from analyzer.model import Observation, Seen, Source
from analyzer.rules.answers import Answer, Answers
from analyzer.rules.judge import decide
from analyzer.rules.objection import Objections
from analyzer.run import rejudge

TIME = "2019-05-01T10:00:00"
MADE = "2026-02-01"  # the day of the export
BEFORE, SINCE, LONG_AGO = date(2025, 1, 1), date(2026, 1, 20), date(2025, 6, 1)


def post(time: str = TIME, text: str = "hello", audience: str = "EVERYONE") -> dict[str, Any]:
    """A post as the Graph API gives it."""
    return {"id": f"1_{time}{text}", "created_time": f"{time}+0000", "message": text, "privacy": {"value": audience}}


def save(folder: Path, document: Any, name: str = "graph.json") -> Path:
    """A file with an answer of the API."""
    path = folder / name
    path.write_text(json.dumps(document), "utf-8")
    return path


def judged(folder: Path, records: list[Any], posts: list[Any], day: str = MADE, **options: Any) -> Analysis:
    """A Facebook archive of these posts, judged with what the API said: its day is that of its newest post."""
    path = write(folder, facebook() | {TIMELINE: records}, FACEBOOK)
    file = save(folder, {"data": [*posts, *([post(f"{day}T00:00:00", "of that day")] if day else [])], "paging": {}})
    return run(path, audiences=(str(file),), **options)


def seen(what: Seen, day: date | None = SINCE, source: Source = "facebook_page") -> Observation:
    """One observation."""
    return Observation(what, day, source)


#: What was seen, and what follows for an item of 2019: is it public, why, and now.
ROWS: list[tuple[str, list[Observation], tuple[str, str, str]]] = [
    ("everyone", [seen("everyone")], ("yes", "facebook_page", "yes")),
    ("everyone, before training", [seen("everyone", BEFORE)], ("unknown", "not_recorded", "unknown")),
    ("everyone, long before the export", [seen("everyone", LONG_AGO)], ("yes", "facebook_page", "unknown")),
    ("everyone, without a day", [seen("everyone", None)], ("unknown", "not_recorded", "unknown")),
    ("somebody denied", [seen("everyone_except")], ("unknown", "not_recorded", "unknown")),
    ("narrower", [seen("narrower")], ("unknown", "facebook_page", "no")),
    ("narrower, long before the export", [seen("narrower", LONG_AGO)], ("unknown", "facebook_page", "unknown")),
    ("narrower, before training", [seen("narrower", BEFORE)], ("unknown", "not_recorded", "unknown")),
    ("an unclear name", [seen("unclear")], ("unknown", "not_recorded", "unknown")),
    ("the public view", [seen("everyone", SINCE, "public_view")], ("yes", "public_view", "yes")),
    ("the surest source is the basis", [seen("everyone", SINCE, "public_view"), seen("everyone", SINCE, "graph_api")],
     ("yes", "graph_api", "yes")),
    ("a yes stays, the latest day decides now", [seen("everyone", LONG_AGO), seen("narrower")],
     ("yes", "facebook_page", "no")),
    ("what one day shows in two ways does not tell now", [seen("everyone"), seen("narrower", SINCE, "graph_api")],
     ("yes", "facebook_page", "unknown")),
    ("Instagram's list says nothing of Facebook", [seen("everyone", SINCE, "instagram_page")],
     ("unknown", "not_recorded", "unknown")),
]  # fmt: skip


@pytest.mark.parametrize(("observations", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_what_follows(tmp_path: Path, observations: list[Observation], expected: tuple[str, str, str]) -> None:
    """Each row of the table, for a post of before training."""
    each = only(judge(tmp_path, facebook() | {TIMELINE: [fb_post(TIME, "hello")]}, FACEBOOK))
    said = Answers(seen={each.id: tuple(observations)})
    found = decide(said.case(each.item, each.id, each.decision.of), said, Objections())
    assert (found.is_public, found.is_public_basis, found.is_public_now) == expected


@pytest.mark.parametrize(
    ("said", "observation", "expected"),
    [
        ("public", "narrower", ("unknown", "facebook_page", "no", True)),  # only a warning
        ("was_public", "narrower", ("yes", "stated_by_you", "no", False)),
        ("not_public", "narrower", ("no", "stated_by_you", "no", False)),
        ("not_public", "everyone", ("yes", "facebook_page", "yes", True)),
        ("public", "everyone_except", ("yes", "stated_by_you", "yes", False)),
        ("dont_know", "everyone", ("yes", "facebook_page", "yes", False)),
    ],
)
def test_evidence_and_answers(
    tmp_path: Path, said: str, observation: Seen, expected: tuple[str, str, str, bool]
) -> None:
    """Where evidence says yes an answer is only a warning; where it leaves unknown, the past tense settles it."""
    each = only(judge(tmp_path, facebook() | {TIMELINE: [fb_post(TIME, "hello")]}, FACEBOOK))
    answers = Answers((Answer(said, platform="facebook"),), seen={each.id: (seen(observation),)})
    found = decide(answers.case(each.item, each.id, each.decision.of), answers, Objections())
    assert (found.is_public, found.is_public_basis, found.is_public_now, found.contradicts_evidence) == expected


@pytest.mark.parametrize(
    ("created", "since", "expected"),
    [
        (TIME, "2025-05-27", "no"),
        (TIME, "2025-05-28", "unknown"),  # a day too late
        ("2025-09-01T10:00:00", "2025-09-01", "no"),  # the item is newer than training's start
        ("2025-09-01T10:00:00", "2025-09-02", "unknown"),
    ],
)
def test_unchanged_since(tmp_path: Path, created: str, since: str, expected: str) -> None:
    """Narrower is a no only where nothing was hidden since the later of training's start and the item's creation."""
    answers = tmp_path / "answers.toml"
    answers.write_text(f"schema = 1\nunchanged_since = {since}\n", "utf-8")
    found = judged(tmp_path, [fb_post(created, "hello")], [post(created, audience="SELF")], answers=answers)
    assert only(found).is_public == expected


def test_a_question_asks_what_the_day_of_changes_does_not_settle(tmp_path: Path) -> None:
    """Narrower today waits for one question; where that was answered and settles nothing, the audience is asked."""
    answers = tmp_path / "answers.toml"
    for line, asked in (("", "unchanged_since"), ("unchanged_since = 2025-09-01", "audience:facebook")):
        answers.write_text(f"schema = 1\n{line}\n", "utf-8")
        found = judged(tmp_path, [fb_post(TIME, "hello")], [post(TIME, audience="SELF")], answers=answers)
        assert [(question.id, question.decides) for question in found.questions] == [(asked, 1)]
    again = rejudge(found, replace(found.answers, answers=(Answer("was_public", platform="facebook"),)))
    assert only(again).verdict == "in_scope" and not again.questions


def test_what_is_settled_needs_no_word_on_early_evidence(tmp_path: Path) -> None:
    """Evidence from before training began is told of what is open, and not where the answer has settled it."""
    told = []
    for audience in ((), (Answer("was_public", platform="facebook"),)):
        found = judge(tmp_path, facebook() | {TIMELINE: [fb_post("2024-01-01", "hello")]}, FACEBOOK)
        said = replace(found.answers, answers=audience, seen={only(found).id: (seen("everyone", BEFORE),)})
        ids = [each["id"] for each in warnings(rejudge(found, said))]
        told.append("evidence_before_training" in ids)
    assert told == [True, False]


def test_evidence_without_a_day_is_not_called_old(tmp_path: Path) -> None:
    """A warning speaks of a day more than 30 days before the export only where there is a day."""
    told = []
    for day in (None, LONG_AGO):
        found = judge(tmp_path, facebook() | {TIMELINE: [fb_post("2025-09-01", "hello")]}, FACEBOOK)
        said = replace(found.answers, seen={only(found).id: (seen("everyone", day),)})
        told.append([each["id"] for each in warnings(rejudge(found, said)) if each["id"] == "evidence_old"])
    assert told == [[], ["evidence_old"]]


def test_newer_than_training_without_a_day(tmp_path: Path) -> None:
    """What was posted since training began and is seen by everyone is public, whatever the day; now is not told."""
    each = only(judge(tmp_path, facebook() | {TIMELINE: [fb_post("2025-09-01", "hello")]}, FACEBOOK))
    said = Answers(seen={each.id: (seen("everyone", None),)})
    found = decide(said.case(each.item, each.id, each.decision.of), said, Objections())
    assert (found.is_public, found.is_public_now) == ("yes", "unknown")


def test_a_comment_on_an_account_that_is_seen_public(tmp_path: Path) -> None:
    """An Instagram comment on others' posts: a public account says yes, a private one never no, but not now."""
    comments = {"your_instagram_activity/comments/post_comments_1.json": [ig_comment("nice", "somebody")]}
    each = only(judge(tmp_path, instagram(False) | comments, INSTAGRAM), "comment")
    for what, expected in (("account_public", ("yes", "yes")), ("account_private", ("unknown", "no"))):
        said = Answers(seen={each.id: (seen(what, SINCE, "instagram_page"),)})  # type: ignore[arg-type]
        found = decide(said.case(each.item, each.id, each.decision.of), said, Objections())
        assert (found.is_public, found.is_public_now) == expected


def test_through_the_command_and_kept(tmp_path: Path) -> None:
    """A file of this day decides the post, is listed without a name, and is kept with the answers for the next run."""
    from analyzer.rules.answers_file import read_answers, write_answers

    found = judged(tmp_path, [fb_post(TIME, "hello"), fb_post("2020-01-01", "other")], [post()])
    assert public(only(found, text="hello")) == ("yes", "graph_api", "yes")
    assert only(found, text="other").is_public == "unknown"
    for name in ("answers.toml", "answers.json"):
        write_answers(found.answers, tmp_path / name)
        kept = [(id_, each.seen, each.day, each.source) for id_, (each,) in read_answers(tmp_path / name).seen.items()]
        assert kept == [(id_, each.seen, each.day, each.source) for id_, (each,) in found.answers.seen.items()]
        again = run(tmp_path / f"{FACEBOOK}.zip", answers=tmp_path / name)
        assert public(only(again, text="hello")) == ("yes", "graph_api", "yes")


def test_an_answer_without_a_day_is_of_its_newest_post(tmp_path: Path) -> None:
    """A file without a day of its own is as old as its newest post: here from before training, so nothing follows."""
    found = judged(tmp_path, [fb_post(TIME, "hello")], [post()], day="")
    assert public(only(found)) == ("unknown", "not_recorded", "unknown")


def test_against_the_archives_word_only_a_warning(tmp_path: Path) -> None:
    """What the archive shows stays: a post on a Page is public, whatever a file says; and a Page's own are left out."""
    page = {"title": "Page", "dict": [{"label": "Name", "value": "Chess Weekly"}]}
    record = {"timestamp": 1556704800, "label_values": [{"label": "Message", "value": "hello"}, page]}
    files = facebook() | {"your_facebook_activity/posts/posts_on_other_pages_and_profiles.json": [record]}
    file = save(tmp_path, [post(audience="SELF")])
    found = run(write(tmp_path, files, FACEBOOK), audiences=(f"{file}={MADE}",))
    assert public(only(found)) == ("yes", "always_public", "yes")


@pytest.mark.parametrize(
    ("is_", "venue", "basis"),
    [("own_profile", "own_profile", "not_recorded"), ("elsewhere", "other_profile", "others_post")],
)
def test_where_a_sentence_stands(tmp_path: Path, is_: str, venue: str, basis: str) -> None:
    """One answer tells of all posts with one sentence where they stand; then it is as on that profile."""
    title = "Alex Doe Frobnicated Quux"
    asked = judge(tmp_path, facebook() | {TIMELINE: [fb_post(TIME, "hello", title=title)]}, FACEBOOK)
    each = only(asked)
    assert (each.venue, bool(each.item.sentence)) == ("unknown", True)
    answers = tmp_path / "answers.json"
    entry = {"sentence": each.item.sentence, "is": is_}
    answers.write_text(json.dumps({"schema": 1, "answer": [entry]}), "utf-8")
    again = only(run(tmp_path / f"{FACEBOOK}.zip", answers=answers))
    assert (again.venue, again.is_public_basis) == (venue, basis)
