"""What to do about an item."""

from __future__ import annotations

from analyzer.rules.audience import Ruling
from analyzer.rules.case import Case
from analyzer.rules.decision import Judged as Judged  # for all who ask what was decided


def suggestion(case: Case, ruling: Ruling, verdict: str) -> str:
    """What to do about an item: the first that fits."""
    item = case.item
    if verdict == "out_of_scope" or not item.in_newest:
        return "none"
    photo = item.kind in ("profile_photo", "cover_photo") and ruling.basis == "always_public"
    if item.kind in ("ai_prompt", "bio") or photo or ruling.now == "no":
        return "object_only"
    if verdict == "undetermined":
        return "check_audience"
    on_page = item.venue == "page" or case.of.page_is == "page"
    if (item.kind == "comment" and item.platform != "threads") or on_page or item.venue in ("group", "marketplace"):
        return "delete"
    return "make_private"
