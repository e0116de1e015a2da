"""Steps: their order, what each covers, and that none stands without its source."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlsplit

import pytest
import world
from test_report_page import NEW, OLD, facebook, instagram, post, run

from analyzer.advice import steps
from analyzer.model import PLATFORMS, Kind, Suggestion, Venue
from analyzer.report.compare.steps import TOLD
from analyzer.report.first_lines import first_lines
from analyzer.rules.policy import load, policies
from analyzer.words import speak

SAMPLES = Path(__file__).parents[2] / "sample_exports"
KEYS = ["id", "title", "covers", "path", "url", "undoable", "last_checked"]
HOSTS = (
    "www.facebook.com", "accountscenter.facebook.com", "help.instagram.com", "www.instagram.com", "help.meta.com",
    "www.threads.com",
)  # fmt: skip


def ids(analysis: Any) -> list[str]:
    """The ids of the steps that apply."""
    return [action["id"] for action in steps.actions(analysis)]


def covers(analysis: Any) -> dict[str, int]:
    """How many items each step that applies bears on."""
    return {action["id"]: action["covers"] for action in steps.actions(analysis)}


def test_every_step_has_its_row_and_its_source() -> None:
    """Each is sourced and complete, and says by names that there are what it covers and how one sees it done."""
    codes = {"kinds": Kind, "not_kinds": Kind, "venues": Venue, "not_venues": Venue, "suggestions": Suggestion}
    orders = [step.order for step in steps.steps().values()]
    assert orders == sorted(set(orders))
    for step in steps.steps().values():
        assert step.platform in (*PLATFORMS, steps.EVERYWHERE), step.id
        for field, there in codes.items():
            assert set(getattr(step, field)) <= set(get_args(there)), (step.id, field)
        assert {*step.when, *step.unless} <= steps.CONDITIONS.keys() and step.done_when in TOLD, step.id
        assert step.source, step.id
        assert step.sure in ("A", "B", "C")
        assert step.undoable in ("yes", "no", "partly")
        assert any(step.where.holds(load(policy)) for policy in policies()), step.id
        assert step.last_checked is None
        assert not step.url or (urlsplit(step.url).scheme, urlsplit(step.url).hostname in HOSTS) == ("https", True)
    assert all(each.source and each.sure in ("A", "B", "C") for each in steps.what_stays("eu"))


def test_who_sees_no_form_gets_a_hint() -> None:
    """Forms that show only to people who are logged in say what to do where none shows; nobody is sent to a file."""
    assert steps.having("hint") == {"object_facebook", "object_instagram"}
    for name in steps.having("hint"):
        hint = speak("en").say(f"steps.step.{name}.hint")
        assert hint.startswith("No form?") and "same browser" in hint and "docs/" not in hint


def test_groups_do_not_come_back() -> None:
    """Each kind of step stands together, in the order that the design gives them."""
    groups = [step.group for step in steps.steps().values()]
    assert list(dict.fromkeys(groups)) == [
        "evidence", "object", "look", "switch", "gentle", "single", "limit", "delete", "ai_chats"
    ]  # fmt: skip
    runs = [group for number, group in enumerate(groups) if number == 0 or groups[number - 1] != group]
    assert len(runs) == len(set(runs))


def test_what_can_be_undone_comes_before_what_cannot() -> None:
    """After the proof and the objection: looking first, then what can be taken back, in part, and not at all."""
    ordered = [*steps.steps().values()]
    final = [
        ("yes", "partly", "no").index(step.undoable) for step in ordered if step.group not in ("evidence", "object")
    ]
    assert final == sorted(final)
    names = [step.id for step in ordered]
    for later in (
        "facebook_limit_past_posts",
        "facebook_archive_posts",
        "instagram_private",
        "facebook_delete_comments",
    ):
        assert names.index("facebook_check_audience") < names.index(later)


def test_keys_are_those_of_the_summary(tmp_path: Path) -> None:
    actions = steps.actions(run(facebook(tmp_path, [post("a")]), instagram(tmp_path, ["b"])))
    assert actions
    for action in actions:
        assert list(action) == KEYS
        assert action["last_checked"] is None


def test_a_public_instagram_account(tmp_path: Path) -> None:
    """Two posts: the switch covers both, and nothing speaks of Facebook, of Threads or of deleting."""
    analysis = run(instagram(tmp_path, ["a", "b"]), policy="eu")
    assert covers(analysis) == {
        "evidence": 2,
        "object_instagram": 2,
        "instagram_private": 2,
        "instagram_archive_posts": 2,
    }
    assert steps.objection_link(analysis) == steps.steps()["object_instagram"].url


def test_undetermined_items_are_never_to_be_deleted(tmp_path: Path) -> None:
    """Facebook's posts and group comments are undecided: looking and limiting, no deleting."""
    analysis = run(_with_group(tmp_path), policy="eu")
    found = covers(analysis)
    assert {each.verdict for each in analysis.judged} == {"undetermined"}
    assert (found["facebook_limit_past_posts"], found["facebook_check_audience"]) == (2, 3)
    assert not [name for name in found if steps.steps()[name].group == "delete"]


def test_what_is_said_to_be_public_in_a_group_is_to_be_deleted(tmp_path: Path) -> None:
    answers = tmp_path / "answers.toml"
    answers.write_text('schema = 1\n[[answer]]\ngroup = "Chess"\naudience = "public"\n', "utf-8")
    analysis = run(_with_group(tmp_path), policy="eu", answers=answers, birthday=date(1990, 4, 23))
    assert covers(analysis)["facebook_delete_group_posts"] == 1


def test_a_count_is_that_of_the_items(tmp_path: Path) -> None:
    """`covers` is what asking each item one by one gives."""
    analysis = run(_with_group(tmp_path), instagram(tmp_path, ["a", "b"]), policy="eu")
    for name, count in covers(analysis).items():
        assert count == sum(steps.steps()[name].covers(each) for each in analysis.judged), name


@pytest.mark.parametrize(
    ("policy", "step", "link"),
    [
        ("eu", "object_facebook", "https://www.facebook.com/help/contact/712876720715583"),
        ("ch", "object_facebook", "https://www.facebook.com/help/contact/712876720715583"),
        ("uk", "object_facebook", "https://www.facebook.com/help/contact/712876720715583"),
        ("br", "object_elsewhere", ""),
        ("row", "third_party_form", "https://www.facebook.com/help/contact/1266025207620918"),
    ],
)
def test_forms_by_policy(tmp_path: Path, policy: str, step: str, link: str) -> None:
    """Objection forms only where a source names one."""
    analysis = run(facebook(tmp_path, [post("a")]), policy=policy)
    assert [name for name in ids(analysis) if steps.steps()[name].group == "object"] == [step] * bool(step)
    assert steps.objection_link(analysis) == link


@pytest.mark.parametrize("policy", ["eu", "ch", "uk"])
def test_an_empty_archive_takes_no_right_away(tmp_path: Path, policy: str) -> None:
    """No item at all: the third line names the form of the archive's platform, never "Meta offers no objection"."""
    for number, (name, files, platform) in enumerate(
        [
            (world.INSTAGRAM, world.instagram(True), "instagram"),
            (world.FACEBOOK, world.facebook(), "facebook"),
        ]
    ):
        analysis = world.judge(tmp_path / str(number), files, name, policy=policy)
        assert not analysis.judged
        link = steps.steps()[f"object_{platform}"].url
        assert steps.objection_link(analysis) == link
        assert link in first_lines(analysis)[2]


@pytest.mark.parametrize("policy", ["ch", "uk"])
def test_threads_alone_where_it_has_no_form_of_its_own(tmp_path: Path, policy: str) -> None:
    """Objecting is possible there: the first screen must not say that it is not."""
    files = world.threads_account(False) | world.threads(world.thread("a"))
    analysis = world.judge(tmp_path, files, policy=policy)
    assert {each.item.platform for each in analysis.judged} == {"threads"}
    assert steps.objection_link(analysis) == steps.steps()["object_instagram"].url


def test_where_no_form_is_known_the_objection_is_still_a_step(tmp_path: Path) -> None:
    """Brazil has no sure address, Threads none in the UK and Switzerland: the step says so, and leads to the letter.

    It covers those items alone, goes when all are covered, and stands nowhere that no objection exists.
    """
    archive = instagram(tmp_path, ["a", "b"])
    found = covers(run(archive, policy="br"))
    assert list(found)[:2] == ["evidence", "object_elsewhere"]
    assert found["object_elsewhere"] == 2
    assert "object_elsewhere" not in covers(run(archive, policy="br", objected_on=("2024-08-01",)))
    for policy in ("eu", "ch", "uk", "row"):
        assert "object_elsewhere" not in covers(run(archive, policy=policy)), policy
    threads = run(SAMPLES / "instagram-en", policy="uk")
    posted = [each for each in threads.judged if each.item.platform == "threads" and each.suggestion != "none"]
    assert covers(threads)["object_elsewhere"] == len(posted) > 0
    said = speak("en").say("steps.step.object_elsewhere.path")
    assert said.endswith("Or the letter") and "analyze" not in said  # the page in a browser has no command


def test_the_right_to_object_claims_no_more_than_its_source() -> None:
    """Meta's policy does not say that its general way asks for a reason: so nor do we."""
    text = speak("en").say("steps.beside.right_to_object.does_not")
    assert "reason" not in text and "the same one as the forms above" in text


def test_what_a_step_does_not_do_holds_only_that() -> None:
    """Every sentence beneath "What it does not do" says a limit; advice and what else to know stand in the note."""
    limit = re.compile(r"\b(?:not|no|nothing|cannot|stays?|leaves out|disputed|still counts)\b")
    words = speak("en")
    names = [f"steps.step.{step}.does_not" for step in steps.steps()]
    names += [f"steps.beside.{each.id}.does_not" for policy in policies() for each in steps.beside(policy)]
    for name in names:
        for sentence in re.split(r"(?<=[.!?]) (?=[A-Z])", words.say(name)):
            assert limit.search(sentence), (name, sentence)


def test_both_readings_stand_wherever_one_can_object() -> None:
    """What a late objection covers is told under each policy with an objection, and not where there is none."""
    told = {policy for policy in policies() if "late_objection" in {each.id for each in steps.what_stays(policy)}}
    assert told == set(policies()) - {"row"}
    text = speak("en").say("steps.stays.late_objection.text")
    assert "First reading" in text and "Second reading" in text and "We promise neither" in text


def test_a_step_is_no_surer_than_its_weakest_part() -> None:
    """What rests in part on press, one guide or common knowledge is not marked as Meta's own text."""
    sure = {name: step.sure for name, step in steps.steps().items()}
    assert (sure["third_party_form"], sure["facebook_delete_group_posts"], sure["ai_visibility"]) == ("B", "B", "C")
    for name, step in steps.steps().items():
        assert step.sure != "A" or not re.search(r"report|common knowledge|guide", step.source), name


def test_a_pages_posts_cannot_be_limited(tmp_path: Path) -> None:
    """The switch that limits past posts is one of personal profiles: in a Page's own archive it is no step."""
    files = world.facebook(None, "Chess", path=world.PAGE_PROFILE)
    files |= {world.PAGE_POSTS: [world.fb_post("2024-01-01", "p")]}
    found = covers(world.judge(tmp_path, files, "facebook-chess-2026-02-01-AbCdEfGh", policy="eu"))
    assert "facebook_limit_past_posts" not in found
    assert found["facebook_check_audience"] == 1


def test_what_stands_elsewhere_is_archived_by_nobody_and_deleted_once(tmp_path: Path) -> None:
    """All said to be public: own posts can be archived, one on a friend's profile not; each deletion is one step's."""
    listing = "your_facebook_activity/facebook_marketplace/items_sold.json"
    files = world.facebook(jurisdiction="GDPR") | {
        world.TIMELINE: [
            world.fb_post("2024-01-01", "own"),
            world.fb_post("2024-01-02", "there", title="Alex Doe wrote on Sam Roe's timeline."),
        ],
        listing: {"items_selling_v2": [{"title": "Bike", "created_timestamp": OLD}]},
        world.COMMENTS: {"comments_v2": [world.fb_comment("c")]},
    }
    path, answers = world.write(tmp_path, files, world.FACEBOOK), tmp_path / "answers.json"
    said = [{"item": each.id, "audience": "public"} for each in world.run(path).judged]
    answers.write_text(json.dumps({"schema": 1, "answer": said}), "utf-8")
    found = world.run(path, answers=answers)
    assert {each.item.text: each.suggestion for each in found.judged} == {
        "own": "make_private", "there": "make_private", "Bike": "delete", "c": "delete",
    }  # fmt: skip
    told = covers(found)
    assert told["facebook_archive_posts"] == 1
    assert (told["facebook_delete_comments"], told["facebook_delete_page_activity"]) == (1, 1)


def test_an_objection_that_covers_everything_is_not_asked_for_again(tmp_path: Path) -> None:
    archive = instagram(tmp_path, ["a"])
    assert "object_instagram" not in ids(run(archive, policy="eu", objected_on=("2025-05-20",)))
    assert "object_instagram" in ids(run(archive, policy="eu", objected_on=("2025-06-20",)))
    assert "object_instagram" in ids(run(archive, policy="eu", objected_on=("never",)))


def test_nothing_to_do_where_all_is_out_of_scope(tmp_path: Path) -> None:
    analysis = run(facebook(tmp_path, [post("a")]), policy="eu", audience=("facebook=not_public",))
    assert {each.verdict for each in analysis.judged} == {"out_of_scope"}
    assert steps.actions(analysis) == []


def _with_group(folder: Path) -> Path:
    comment = {
        "timestamp": NEW,
        "title": "Alex Doe commented on a post in Chess.",
        "data": [{"comment": {"timestamp": NEW, "comment": "Well played", "group": "Chess"}}],
    }
    group = "your_facebook_activity/groups/your_comments_in_groups.json"
    return facebook(folder, [post("a"), post("b", NEW)], **{group: {"group_comments_v2": [comment]}})
