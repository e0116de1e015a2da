"""The verdict that the three tests make."""

from __future__ import annotations

from analyzer.rules.decision import Judged as Judged  # for all who ask what was decided


def verdict_of(is_public: str, is_adult: str, is_before_deadline: str) -> str:
    """The verdict that the three tests make; `not_needed` counts as yes."""
    if "no" in (is_public, is_adult):
        return "out_of_scope"
    if "unknown" in (is_public, is_adult, is_before_deadline):
        return "undetermined"
    return "ongoing" if is_before_deadline == "no" else "in_scope"
