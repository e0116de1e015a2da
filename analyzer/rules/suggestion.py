"""What to do about an item: the first that fits. docs/rules.md, "Suggestion"."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.model import Finding, PublicBasis, Suggestion, Verdict
from analyzer.rules.case import Case
from analyzer.rules.rule import Rules


@dataclass(frozen=True, slots=True)
class Verdicted:
    """One item with what was decided about it."""

    case: Case
    basis: PublicBasis
    now: Finding
    verdict: Verdict


SUGGESTION: Rules[Verdicted, Suggestion] = Rules("suggestion")


@SUGGESTION.rule(source="verdict")
def nothing_to_do(each: Verdicted) -> Suggestion | None:
    """It is not in what Meta states it uses, or it stands in an older archive alone: nothing is suggested."""
    return "none" if each.verdict == "out_of_scope" or not each.case.item.in_newest else None


@SUGGESTION.rule(source="audience_rules")
def cannot_be_hidden(each: Verdicted) -> Suggestion | None:
    """It cannot be hidden by a setting: only the objection reaches it."""
    item = each.case.item
    photo = item.kind in ("profile_photo", "cover_photo") and each.basis in ("always_public", "current_cover_photo")
    return "object_only" if item.kind in ("ai_prompt", "bio") or photo else None


@SUGGESTION.rule(source="now")
def hidden_already(each: Verdicted) -> Suggestion | None:
    """Not everyone can see it now: what is left is the objection."""
    return "object_only" if each.now == "no" else None


@SUGGESTION.rule(source="verdict")
def look_it_up(each: Verdicted) -> Suggestion | None:
    """Not all of it is known: look up first what only you can, above all who could see it."""
    return "check_audience" if each.verdict == "undetermined" else None


@SUGGESTION.rule(source="meta_public")
def only_deletion(each: Verdicted) -> Suggestion | None:
    """Comments on Facebook and Instagram, and what stands in groups, on Pages and on Marketplace, leave public view by
    deletion alone."""
    item = each.case.item
    comment = item.kind == "comment" and item.platform != "threads"
    on_page = each.case.venue == "page" or each.case.of.page_is == "page"
    return "delete" if comment or on_page or each.case.venue in ("group", "marketplace") else None


@SUGGESTION.rule(source="settings")
def can_be_hidden(each: Verdicted) -> Suggestion | None:
    """It can be taken out of public view without deleting it."""
    return "make_private"
