"""The verdict that the three tests make. docs/rules.md, "Verdict"."""

from __future__ import annotations

from analyzer.model import Finding, Verdict


def verdict_of(is_public: Finding, is_adult: Finding, is_before_deadline: Finding) -> Verdict:
    """The verdict that the three tests make; `not_needed` counts as yes."""
    if "no" in (is_public, is_adult):
        return "out_of_scope"
    if "unknown" in (is_public, is_adult, is_before_deadline):
        return "undetermined"
    return "ongoing" if is_before_deadline == "no" else "in_scope"
