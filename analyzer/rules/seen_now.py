"""Who can see an item now, that is when the archive was made: the ordered list that decides `is_public_now`.

This is what cleaning up changes. docs/rules.md, "Who can see it now".
"""

from __future__ import annotations

from analyzer.model import Finding
from analyzer.rules import evidence
from analyzer.rules.rule import Rules
from analyzer.rules.stated import Ruled

SEEN_NOW: Rules[Ruled, Finding] = Rules("seen_now")


@SEEN_NOW.rule(source="meta_ai")
def prompt(ruled: Ruled) -> Finding | None:
    """What you type to Meta AI counts whoever can see it."""
    return "not_needed" if ruled.case.item.kind == "ai_prompt" else None


@SEEN_NOW.rule(source="archive")
def put_away(ruled: Ruled) -> Finding | None:
    """Drafts, pending, subscribers', archived and deleted posts are not open to all now."""
    item = ruled.case.item
    put_away = item.state in ("draft", "pending", "archived", "trashed") or item.mark == "subscribers"
    return "no" if put_away else None


@SEEN_NOW.rule(source="help")
def story_is_over(ruled: Ruled) -> Finding | None:
    """A story counts as gone after a day."""
    return "no" if ruled.case.item.kind == "story" else None


@SEEN_NOW.rule(source="seen")
def shown_now(ruled: Ruled) -> Finding | None:
    """Where the archive does not tell: the latest that Facebook or Instagram showed since training began, unless it is
    over 30 days older than the archive."""
    if not ruled.seen or ruled.archive.is_public != "unknown":
        return None
    found = evidence.now(ruled.case, ruled.seen)
    return None if found == "unknown" else found


@SEEN_NOW.rule(source="you")
def stated_now(ruled: Ruled) -> Finding | None:
    """Where your answer decided, it says too whether this is still open to all."""
    if ruled.ruling.basis != "stated_by_you" or ruled.answer is None:
        return None
    return "yes" if ruled.answer.audience == "public" else "no"


@SEEN_NOW.rule(source="older_archive")
def only_in_an_older_archive(ruled: Ruled) -> Finding | None:
    """It is missing in your newest archive: whether it is still there cannot be told."""
    return None if ruled.case.item.in_newest else "unknown"


@SEEN_NOW.rule(source="audience_rules")
def always_public_now(ruled: Ruled) -> Finding | None:
    """What is always public is public now."""
    return "yes" if ruled.ruling.basis in ("always_public", "current_cover_photo") else None


@SEEN_NOW.rule(source="account")
def account_now(ruled: Ruled) -> Finding | None:
    """
    It follows your account as it is now: public or private. Who can see the bio of a private account is not known.
    """
    case = ruled.case
    private, draft = case.of.history.private_now, case.item.mark == "may_be_draft"
    if not (case.by_account or draft):
        return None
    if private is None:
        return None
    if private:
        return "unknown" if case.item.kind == "bio" else "no"
    return None if draft else "yes"


@SEEN_NOW.rule(source="archives")
def now_not_recorded(ruled: Ruled) -> Finding | None:
    """The archive does not tell who can see it."""
    return "unknown"
