"""What to do about it: the steps that apply to this person, in the order in which they should be taken.

The steps are data (`steps/*.toml`): what each covers is decided here, by one row a step. Evidence comes first, then
the objection, then switches that hide everything in one go, what can be taken back before what cannot, what only
deletion fixes, AI chats, and single items last. Deleting is counted for items alone that are known to be public.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from analyzer.model import PLATFORMS
from analyzer.rules.analysis import Analysis
from analyzer.rules.decision import Judged
from analyzer.words import REFERENCE, Words, speak

Covers = Callable[[Judged], bool]
_HIDEABLE = ("make_private", "check_audience")
_PAST_POSTS = ("post", "photo", "video")
_OWN_PHOTOS = ("profile_photo", "cover_photo")


@dataclass(frozen=True, slots=True)
class Step:
    """One row of `steps/*.toml`; its words are in `words/*/steps.toml`.

    `last_checked`: when a person saw the live page, None where nobody has.
    """

    id: str
    group: str  # what kind of step it is: the headings on the page
    platform: str
    policies: tuple[str, ...]
    url: str
    undoable: str
    source: str
    sure: str
    last_checked: date | None = None


@dataclass(frozen=True, slots=True)
class Stays:
    """Something that no step fixes. `policies`: where it can be said; empty: everywhere."""

    id: str
    source: str
    sure: str
    policies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """Something else that one can do: no step, for it settles no item, but people ask for it. See `Step`."""

    id: str
    policies: tuple[str, ...]
    url: str
    source: str
    sure: str
    last_checked: date | None = None


def _open(each: Judged) -> bool:
    """Whether there is anything to do about an item."""
    return each.suggestion != "none"


def _to_object(platform: str) -> Covers:
    return lambda each: each.item.platform == platform and _open(each) and each.objection != "covered"


def _to_object_elsewhere(each: Judged) -> bool:
    """Items of a platform for which no form is known where the person lives."""
    return (
        each.decision.of.policy.id not in steps()[f"object_{each.item.platform}"].policies
        and _open(each)
        and each.objection != "covered"
    )


def _by_account(platform: str) -> Covers:
    """Items that the privacy switch of a whole account hides: all but comments elsewhere and what is always public."""

    def covers(each: Judged) -> bool:
        item = each.item
        if item.platform != platform or not _open(each) or each.is_public_now == "no" or item.kind == "bio":
            return False
        if item.kind == "comment" and platform == "instagram":
            return each.rule.name == "instagram_account"
        return each.suggestion in _HIDEABLE and item.kind != "channel_message"

    return covers


def _professional(each: Judged) -> bool:
    return each.case.of.facts.professional and _INSTAGRAM_ACCOUNT(each)


def _limit_past_posts(each: Judged) -> bool:
    item = each.item
    return (
        item.platform == "facebook"
        and item.kind in _PAST_POSTS
        and item.venue == "own_profile"
        and each.suggestion in _HIDEABLE
        and not each.case.of.account.is_page
    )


def _check_comments(each: Judged) -> bool:
    return each.item.platform == "instagram" and each.item.kind == "comment" and each.suggestion == "check_audience"


def _facebook_photo(each: Judged) -> bool:
    return each.item.platform == "facebook" and each.item.kind in _OWN_PHOTOS and each.suggestion in _HIDEABLE


def _archivable(platform: str) -> Covers:
    """Own posts that are known to be public and could be archived."""
    return lambda each: (
        each.item.platform == platform
        and each.suggestion == "make_private"
        and each.item.kind not in _OWN_PHOTOS
        and each.item.venue == "own_profile"
    )


def _delete(platform: str, *venues: str) -> Covers:
    """What only deletion takes out of public view; without venues, comments that stand nowhere listed elsewhere."""

    def covers(each: Judged) -> bool:
        item = each.item
        if item.platform != platform or each.suggestion != "delete" or each.rule.name == "instagram_account":
            return False
        return item.venue in venues if venues else item.venue not in ("group", "page", "marketplace")

    return covers


def _one_by_one(each: Judged) -> bool:
    item = each.item
    own = item.platform == "facebook" and item.venue == "own_profile" and item.kind not in ("bio", *_OWN_PHOTOS)
    return own and each.suggestion in _HIDEABLE


def _never(each: Judged) -> bool:
    return False


_INSTAGRAM_ACCOUNT = _by_account("instagram")

#: Every step, in order, with the items that it bears on.
APPLIES: tuple[tuple[str, Covers], ...] = (
    ("evidence", _open),
    ("object_facebook", _to_object("facebook")),
    ("object_instagram", _to_object("instagram")),
    ("object_threads", _to_object("threads")),
    ("object_elsewhere", _to_object_elsewhere),
    ("third_party_form", _never),
    ("instagram_personal_account", _professional),
    ("instagram_private", _INSTAGRAM_ACCOUNT),
    ("threads_private", _by_account("threads")),
    ("facebook_limit_past_posts", _limit_past_posts),
    ("facebook_check_audience", lambda j: j.item.platform == "facebook" and j.suggestion == "check_audience"),
    ("instagram_check_comments", _check_comments),
    ("instagram_highlights", lambda j: j.item.platform == "instagram" and j.item.kind == "story" and _open(j)),
    ("facebook_profile_photos", _facebook_photo),
    ("facebook_archive_posts", _archivable("facebook")),
    ("instagram_archive_posts", _archivable("instagram")),
    ("facebook_delete_comments", _delete("facebook")),
    ("instagram_delete_comments", _delete("instagram")),
    ("facebook_delete_group_posts", _delete("facebook", "group")),
    ("facebook_delete_page_activity", _delete("facebook", "page", "marketplace")),
    ("ai_visibility", lambda j: j.item.kind == "ai_prompt" and _open(j)),
    ("ai_chats", lambda j: j.item.kind == "ai_prompt" and _open(j)),
    ("facebook_one_by_one", _one_by_one),
)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("analyzer.advice").joinpath("steps", f"{name}.toml").read_text("utf-8"))


@cache
def _tables() -> tuple[dict[str, Step], tuple[Stays, ...]]:
    steps: dict[str, Step] = {}
    stays: list[Stays] = []
    for name in (*PLATFORMS, "everywhere"):
        data = _read(name)
        for row in data["step"]:
            steps[row["id"]] = Step(**{**row, "policies": tuple(row["policies"])})
        stays += [Stays(**{**row, "policies": tuple(row.get("policies", ()))}) for row in data.get("stays", ())]
    return steps, tuple(stays)


def steps() -> dict[str, Step]:
    """Every step by its id."""
    return _tables()[0]


@cache
def hinted() -> frozenset[str]:
    """The steps whose words have a hint: what to try where the live page is not as the path says."""
    return frozenset(name for name in steps() if f"steps.step.{name}.hint" in speak(REFERENCE).texts)


def what_stays(policy: str) -> tuple[Stays, ...]:
    """What no step fixes, where this policy holds."""
    return tuple(each for each in _tables()[1] if not each.policies or policy in each.policies)


@cache
def beside(policy: str) -> tuple[Beside, ...]:
    """What else one can do where this policy holds, each with what it does and what it does not do."""
    rows = (Beside(**{**row, "policies": tuple(row["policies"])}) for row in _read("beside")["beside"])
    return tuple(row for row in rows if policy in row.policies)


def actions(analysis: Analysis) -> list[dict[str, Any]]:
    """The steps that apply to this person, in order, each with the number of items that it bears on.

    A step stands here if it covers an item; so do, as long as any item is not out of scope, the evidence, the
    objection for each platform for which none is known to cover everything, and where no objection exists the form
    that there is instead.
    """
    covered = _count(analysis)
    in_question = [each for each, _ in analysis.by_decision if each.verdict != "out_of_scope"]
    always = {f"object_{each.item.platform}" for each in in_question if each.objection != "covered"}
    if in_question:
        always |= {"evidence", "third_party_form"}
    found = []
    for name, _ in APPLIES:
        step = steps()[name]
        if analysis.policy.id in step.policies and (covered[name] or name in always):
            found.append(action(step, covered[name], analysis.words))
    return found


def action(step: Step, covers: int, words: Words) -> dict[str, Any]:
    """A step as `summary.json` holds it: what it is in words, and how many items it bears on."""
    name = f"steps.step.{step.id}"
    return {
        "id": step.id, "title": words.say(f"{name}.title"), "covers": covers, "path": words.say(f"{name}.path"),
        "url": step.url, "undoable": step.undoable,
        "last_checked": step.last_checked and step.last_checked.isoformat(),
    }  # fmt: skip


def _count(analysis: Analysis) -> dict[str, int]:
    """How many items each step bears on."""
    counts = analysis.by_decision
    return {name: sum(count for each, count in counts if covers(each)) for name, covers in APPLIES}


def objection_link(analysis: Analysis) -> str:
    """The form for the first platform with items in question; "" where no source names one for the policy.

    Without items it is the form for the platform of an export, and for Threads without a form of its own that of the
    Instagram account under it: where Meta takes objections, an empty archive does not take the right away.
    Under `row` it is the form about information from third parties, which is no objection to the use of own posts.
    """
    third = steps()["third_party_form"]
    if analysis.policy.id in third.policies:
        return third.url
    items = [each for each, _ in analysis.by_decision]
    present = {each.item.platform for each in items if each.verdict != "out_of_scope"}
    present = present or {each.item.platform for each in items} or {each.platform for each in analysis.accounts}
    for platform in [*(each for each in PLATFORMS if each in present), "instagram"]:
        step = steps().get(f"object_{platform}")
        if step and analysis.policy.id in step.policies:
            return step.url
    return ""
