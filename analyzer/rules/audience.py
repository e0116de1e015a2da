"""Who could see an item: the ordered list of rules that decides `is_public`, and explains it.

The first rule that has an answer wins (DESIGN section 4, "Public", rules 1 to 10; rule 11, what the person or the
Graph API says in place of an unknown, is `analyzer.rules.answers`). Each rule is a short function with its source;
`words/*/rules.toml` has its sentence for a person.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from analyzer.rules.case import Case

META_PUBLIC = "Meta Privacy Policy (EU), 'What content is public?', effective 2026-07-23"
ARCHIVE = "Archives of 2018-2026: no post, photo or comment carries an audience (formats seen in public sources)"


@dataclass(frozen=True, slots=True)
class Ruling:
    """An answer: yes, no, unknown or not_needed; its basis; and whether anyone can see the item now."""

    is_public: str
    basis: str
    now: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: when `decide` gives a ruling, it rests on `source`. In words for a person: `words/*/rules.toml`."""

    name: str
    source: str
    decide: Callable[[Case], Ruling | None]


def judge(case: Case) -> tuple[Rule, Ruling]:
    """The first rule that has an answer for an item, and the answer. The last rule always has one."""
    for rule in RULES:
        ruling = rule.decide(case)
        if ruling is not None:
            return rule, ruling
    raise AssertionError("the last rule answers every case")


def explain(case: Case) -> list[tuple[Rule, Ruling | None]]:
    """The rules in the order in which they are tried, each with its ruling, up to the one that decides."""
    tried: list[tuple[Rule, Ruling | None]] = []
    for rule in RULES:
        ruling = rule.decide(case)
        tried.append((rule, ruling))
        if ruling is not None:
            break
    return tried


def _ai_prompt(case: Case) -> Ruling | None:
    return Ruling("not_needed", "ai_interaction", "not_needed") if case.item.kind == "ai_prompt" else None


def _never_public(case: Case) -> Ruling | None:
    if case.item.state in ("draft", "pending"):
        return Ruling("no", case.item.state, "no")
    return Ruling("no", "subscribers", "no") if case.item.mark == "subscribers" else None


def _archived(case: Case) -> Ruling | None:
    if case.item.state != "archived":
        return None
    if _private_throughout(case):
        return Ruling("no", "account_private", "no")
    return Ruling("unknown", "archived", "no")


def _page_or_profile(case: Case) -> Ruling | None:
    if not case.of.account.is_page or case.of.page_is == "profile":
        return None
    if case.of.page_is == "page":
        return Ruling("yes", "always_public", "yes")
    return Ruling("unknown", "page_or_profile", "unknown")


def _always_public(case: Case) -> Ruling | None:
    item = case.item
    if item.kind in ("profile_photo", "cover_photo"):
        shown = item.mark == "current"
    elif item.platform == "facebook":
        shown = item.mark == "rating" or (item.kind in ("post", "comment") and item.venue == "page")
    else:
        shown = item.platform == "threads" and item.kind == "bio"
    return Ruling("yes", "always_public", "yes") if shown else None


def _former_photo(case: Case) -> Ruling | None:
    if case.item.kind in ("profile_photo", "cover_photo") and case.item.platform != "instagram":
        return Ruling("unknown", "not_recorded", "unknown")
    return None


def _may_be_draft(case: Case) -> Ruling | None:
    if case.item.mark != "may_be_draft":
        return None
    if _private_throughout(case):
        return Ruling("no", "account_private", "no")
    return Ruling("unknown", "may_be_draft", "no" if case.of.history.private_now else "unknown")


def _channel(case: Case) -> Ruling | None:
    if case.item.kind != "channel_message":
        return None
    return Ruling("unknown", "channel_privacy_not_recorded", "unknown")


def _by_account(case: Case) -> bool:
    """Whether rules 5 to 7 are about this item."""
    item = case.item
    if item.platform == "threads":
        return item.kind in ("post", "comment")
    if item.platform != "instagram":
        return False
    return item.kind in ("post", "reel", "video", "bio", "profile_photo", "story") or _on_own_post(case)


def _on_own_post(case: Case) -> bool:
    return case.item.kind == "comment" and case.item.mark == "own_post" and case.item.venue != "group"


def _before_training(case: Case) -> Ruling | None:
    if not (case.of.early and _by_account(case)):
        return None
    private = case.of.history.private_now
    if private is None:
        return None
    story = case.item.kind == "story"
    if private:
        return Ruling("unknown", "account_private_now", _now_if_private(case))
    return Ruling("yes", "account_public", "no" if story else "yes")


def _now_if_private(case: Case) -> str:
    return "unknown" if case.item.kind == "bio" else "no"


def _instagram_account(case: Case) -> Ruling | None:
    if case.item.platform != "instagram" or not _by_account(case) or case.item.kind == "story":
        return None
    history = case.of.history
    if history.private_now is None:
        if case.of.facts.professional:
            return Ruling("yes", "professional_account", "yes")
        return Ruling("unknown", "not_recorded", "unknown")
    if not history.private_now:
        return Ruling("yes", "account_public", "yes")
    now = _now_if_private(case)
    was_public = None if case.since is None else history.public_since(case.since)
    if was_public is False and case.of.start is None:
        was_public = None  # since when it matters is not known, so it never gives no
    if was_public:
        return Ruling("yes", "account_was_public", now)
    if was_public is None or case.item.kind == "bio":
        return Ruling("unknown", "account_private_now", now)
    return Ruling("no", "account_private", now)


def _private_throughout(case: Case) -> bool:
    """Whether rule 5 gives no: the account is shown to have been private for all of the time that matters."""
    if case.item.platform != "instagram" or case.of.early or case.of.start is None or case.since is None:
        return False
    return case.of.history.private_now is True and case.of.history.public_since(case.since) is False


def _story(case: Case) -> Ruling | None:
    if case.item.kind != "story":
        return None
    if case.item.platform == "facebook":
        return Ruling("unknown", "not_recorded", "no")
    created = case.item.created
    private_then = None if created is None else case.of.history.private_at(created)
    if private_then is None:
        return Ruling("unknown", "not_recorded", "no")
    if not private_then:
        return Ruling("unknown", "was_public_while_live", "no")
    if _private_throughout(case):
        return Ruling("no", "account_private", "no")
    return Ruling("unknown", "account_private_now" if case.of.history.private_now else "not_recorded", "no")


def _threads(case: Case) -> Ruling | None:
    if case.item.platform != "threads" or case.item.kind not in ("post", "comment"):
        return None
    private = case.of.history.private_now
    if private is None:
        return Ruling("unknown", "not_recorded", "unknown")
    if private:
        return Ruling("unknown", "account_private_now", "no")
    return Ruling("yes", "account_public", "yes")


def _on_others(case: Case) -> Ruling | None:
    item = case.item
    if item.venue == "group" or item.kind not in ("post", "comment") or _on_own_post(case):
        return None
    if item.kind == "comment" or item.mark == "others_post" or item.venue in ("other_profile", "page"):
        return Ruling("unknown", "others_post", "unknown")
    return None


def _group(case: Case) -> Ruling | None:
    if case.item.venue != "group":
        return None
    return Ruling("unknown", "group_privacy_not_recorded", "unknown")


def _not_recorded(case: Case) -> Ruling | None:
    return Ruling("unknown", "not_recorded", "unknown")


RULES: tuple[Rule, ...] = (
    Rule(
        "ai_prompt", "Meta Privacy Policy (EU), 'Developing and improving AI at Meta', effective 2026-07-23", _ai_prompt
    ),
    Rule("never_public", "The archive", _never_public),
    Rule("archived", ARCHIVE, _archived),
    Rule("page_or_profile", META_PUBLIC, _page_or_profile),
    Rule("always_public", META_PUBLIC, _always_public),
    Rule("former_photo", ARCHIVE, _former_photo),
    Rule("may_be_draft", ARCHIVE, _may_be_draft),
    Rule("channel", ARCHIVE, _channel),
    Rule("before_training", "The date of the archive", _before_training),
    Rule(
        "instagram_account",
        "Instagram: privacy is set for the account as a whole; switching to private covers past posts"
        " (Verbraucherzentrale)",
        _instagram_account,
    ),
    Rule("story", "Instagram and Facebook help", _story),
    Rule("threads", "Meta Privacy Policy (EU), Threads", _threads),
    Rule("others_post", "Meta Privacy Policy (EU): a comment can be seen by anyone who can see the post", _on_others),
    Rule("group", META_PUBLIC, _group),
    Rule("not_recorded", ARCHIVE, _not_recorded),
)
