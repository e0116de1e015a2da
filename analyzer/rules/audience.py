"""Who could see an item: the ordered list that decides `is_public` by what the archive shows.

What evidence and the person say in place of an unknown is the next list (`stated`), who can see it now the one after
it (`seen_now`). docs/rules.md, "Who could see it".
"""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.model import Finding, PublicBasis
from analyzer.rules.case import Case
from analyzer.rules.rule import Rules


@dataclass(frozen=True, slots=True)
class Ruling:
    """Whether anyone could see it, and the basis of that answer."""

    is_public: Finding
    basis: PublicBasis


AUDIENCE: Rules[Case, Ruling] = Rules("audience")


@AUDIENCE.rule(source="meta_ai")
def ai_prompt(case: Case) -> Ruling | None:
    """What you type to Meta AI counts by itself: nobody else needs to see it."""
    return Ruling("not_needed", "ai_interaction") if case.item.kind == "ai_prompt" else None


@AUDIENCE.rule(source="archive")
def never_public(case: Case) -> Ruling | None:
    """Drafts, pending posts and posts for paying subscribers were never public."""
    state = case.item.state
    if state == "draft" or state == "pending":
        return Ruling("no", state)
    return Ruling("no", "subscribers") if case.item.mark == "subscribers" else None


@AUDIENCE.rule(source="archives")
def archived(case: Case) -> Ruling | None:
    """An archived post is yours alone now; until when others could see it is not recorded, unless the account was
    private all that time."""
    if case.item.state != "archived":
        return None
    return Ruling("no", "account_private") if case.private_throughout else Ruling("unknown", "archived")


@AUDIENCE.rule(source="meta_public")
def page_or_profile(case: Case) -> Ruling | None:
    """
    This is the archive of a Page or of an additional profile: what a Page posts is public, a profile has audiences.
    """
    if not case.of.account.is_page or case.of.page_is == "profile":
        return None
    return Ruling("yes", "always_public") if case.of.page_is == "page" else Ruling("unknown", "page_or_profile")


@AUDIENCE.rule(source="meta_public")
def always_public(case: Case) -> Ruling | None:
    """Current profile photos, the text of a Threads profile, posts and comments on Pages, and ratings are always
    public, says Meta's policy."""
    item = case.item
    if item.kind in ("profile_photo", "cover_photo"):
        shown = item.mark == "current" and item.kind == "profile_photo"
    elif item.platform == "facebook":
        shown = item.mark == "rating" or (item.kind in ("post", "comment") and case.venue == "page")
    else:
        shown = item.platform == "threads" and item.kind == "bio"
    return Ruling("yes", "always_public") if shown else None


@AUDIENCE.rule(source="cover_photo")
def current_cover_photo(case: Case) -> Ruling | None:
    """
    Facebook's current cover photo is always public, says an older help text of Facebook;
    Meta's policy does not name it.
    """
    current = case.item.kind == "cover_photo" and case.item.mark == "current"
    return Ruling("yes", "current_cover_photo") if current else None


@AUDIENCE.rule(source="archives")
def former_photo(case: Case) -> Ruling | None:
    """A profile or cover photo on Facebook or Threads that is not marked as the current one has an audience of its
    own, which is not recorded."""
    if case.item.kind in ("profile_photo", "cover_photo") and case.item.platform != "instagram":
        return Ruling("unknown", "not_recorded")
    return None


@AUDIENCE.rule(source="archives")
def may_be_draft(case: Case) -> Ruling | None:
    """This file holds published reels and drafts, and does not tell which is which; neither was public where the
    account was private all that time."""
    if case.item.mark != "may_be_draft":
        return None
    return Ruling("no", "account_private") if case.private_throughout else Ruling("unknown", "may_be_draft")


@AUDIENCE.rule(source="archives")
def channel(case: Case) -> Ruling | None:
    """A channel can be open to all or to members; the archive does not tell. Meta's policy lists activity on “public
    groups, Facebook Pages and channels” as always public, which can be read in two ways."""
    return Ruling("unknown", "channel_privacy_not_recorded") if case.item.kind == "channel_message" else None


@AUDIENCE.rule(source="date_of_archive")
def before_training(case: Case) -> Ruling | None:
    """This archive was made before training began, or may have been, so later changes of your account are not in it."""
    private = case.of.history.private_now
    early = case.of.early or case.of.maybe_early
    if not (early and case.by_account) or case.item.kind == "story" or private is None:
        return None
    if case.of.maybe_early and _decided_by_account(case) is None:
        return None  # made before training or after it: either way it is unknown
    return Ruling("unknown", "account_private_now" if private else "account_public_then")


def _decided_by_account(case: Case) -> Ruling | None:
    """A yes or no by the account, were the export made since training began."""
    ruling = threads(case) if case.item.platform == "threads" else instagram_account(case)
    return ruling if ruling is not None and ruling.is_public != "unknown" else None


@AUDIENCE.rule(source="account")
def instagram_account(case: Case) -> Ruling | None:
    """Who could see this follows your account over time: public, or private, and since when. Of a bio on a private
    account it is not known."""
    if case.item.platform != "instagram" or not case.by_account or case.item.kind == "story":
        return None
    history = case.of.history
    if history.private_now is None:
        return Ruling("unknown", "not_recorded")
    if not history.private_now:
        return Ruling("yes", "account_public")
    was_public = None if case.since is None else history.public_since(case.since)
    if was_public:
        return Ruling("yes", "account_was_public")
    if was_public is None or case.of.start is None or case.item.kind == "bio":
        return Ruling("unknown", "account_private_now")  # since when it matters is not known, or what the bio was then
    return Ruling("no", "account_private")


@AUDIENCE.rule(source="help")
def story(case: Case) -> Ruling | None:
    """A story is seen for a day, by those who could see the account on that day. Whether a public one counts is open;
    none was public where the account was private all that time."""
    if case.item.kind != "story":
        return None
    created = case.item.created
    unknown_then = case.item.platform == "facebook" or created is None
    private_then = None if unknown_then or created is None else case.of.history.private_at(created)
    if private_then is None:
        return Ruling("unknown", "not_recorded")
    if not private_then:
        return Ruling("unknown", "was_public_while_live")
    if case.private_throughout:
        return Ruling("no", "account_private")
    return Ruling("unknown", "account_private_now" if case.of.history.private_now else "not_recorded")


@AUDIENCE.rule(source="threads")
def threads(case: Case) -> Ruling | None:
    """A Threads profile is public or private as a whole, on its own; since when a private one has been private is not
    recorded."""
    if case.item.platform != "threads" or case.item.kind not in ("post", "comment"):
        return None
    private = case.of.history.private_now
    if private is None:
        return Ruling("unknown", "not_recorded")
    return Ruling("unknown", "account_private_now") if private else Ruling("yes", "account_public")


@AUDIENCE.rule(source="comments")
def others_post(case: Case) -> Ruling | None:
    """This stands on somebody else's post or profile, or the archive does not tell on whose post: who can see it is
    set there."""
    item = case.item
    if case.venue == "group" or item.kind not in ("post", "comment") or case.on_own_post:
        return None
    if item.kind == "comment" or item.mark == "others_post" or case.venue == "other_profile":
        return Ruling("unknown", "others_post")
    return None


@AUDIENCE.rule(source="meta_public")
def group(case: Case) -> Ruling | None:
    """Public groups are open to all, private ones are not; the archive does not tell which this was."""
    return Ruling("unknown", "group_privacy_not_recorded") if case.venue == "group" else None


@AUDIENCE.rule(source="archives")
def not_recorded(case: Case) -> Ruling | None:
    """Facebook records no audience in its archives."""
    return Ruling("unknown", "not_recorded")


RULES = tuple(AUDIENCE)
