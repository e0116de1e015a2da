"""A comparison in words and in numbers: the lines that stand first, and `compare.json`."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Any

from analyzer.report.compare import HIDDEN, OUTCOMES, Comparison, unseen_before
from analyzer.report.summary import SCHEMA, program_version
from analyzer.rules.analysis import Analysis
from analyzer.words import Words


def outcomes(words: Words) -> dict[str, str]:
    """Each outcome in words."""
    return {outcome: words.say(f"compare.outcome.{outcome}") for outcome in OUTCOMES}


def reason(words: Words, why: str) -> str:
    """Why an item has its outcome: a reason of the comparison, else one that the report has for an audience."""
    said = words.code("compare.reason", why)
    return words.code("codes.basis", why) if said == why else said


def lines(comparison: Comparison) -> list[str]:
    """What changed, what is left to do and did not change, what is new; before all that nothing could change.

    What is gone, but was never in public view, did not go out of it: it has a sentence of its own. All add up.
    """
    words, counts = comparison.words, comparison.counts
    total = sum(counts[outcome] for outcome in OUTCOMES if outcome != "new")
    new = [words.say("compare.line.new", n=counts["new"])] if counts["new"] else []
    if not total:
        return [words.say("compare.line.none"), *new]
    said = outcomes(words)
    changed = [outcome for outcome in HIDDEN if outcome != "not_public"]
    gone = _gone(comparison)
    seen = {**counts, "gone": gone["gone"]}
    parts = [words.say("compare.line.part", n=seen[each], outcome=said[each]) for each in changed if seen[each]]
    of_items = words.say("counts.of_items", n=total)
    hidden = sum(seen[outcome] for outcome in changed)
    if hidden:
        first = words.say("compare.line.changed", n=hidden, of_items=of_items, how=words.listed(parts))
    else:
        first = words.say("compare.line.nothing")
    untold, left, before = counts["cannot_be_told"], counts["still_public"], counts["not_public"]
    form = "left_untold" if untold else "left"
    unchanged = [words.say("compare.line.before", n=before)] if before else []
    unchanged += [
        words.say(f"compare.line.{name}", n=gone[name]) for name in ("gone_unseen", "gone_prompts") if gone[name]
    ]
    same = [words.say("compare.line.same")] if comparison.is_same else []
    return [*same, first, " ".join([words.say(f"compare.line.{form}", n=left, untold=untold), *unchanged]), *new]


def _gone(comparison: Comparison) -> Counter[str]:
    """How many of the items that are gone were in public view for all we know, were not, or never need be seen."""
    found: Counter[str] = Counter()
    for row in comparison.rows:
        if row.outcome == "gone":
            prompt, unseen = row.item.kind == "ai_prompt", unseen_before(row.judged)
            found["gone_prompts" if prompt else "gone_unseen" if unseen else "gone"] += 1
    return found


def summary(comparison: Comparison) -> dict[str, Any]:
    """The comparison in numbers, as `compare.json` holds it; without a word of what the person wrote."""
    return {
        "schema": SCHEMA,
        "version": program_version(),
        "before": _exports(comparison.before),
        "after": _exports(comparison.after),
        "outcomes": comparison.counts,
        "by_kind": comparison.by_kind(),
        "steps": [asdict(step) for step in comparison.steps],
        "warnings": comparison.warnings,
    }


def _exports(analysis: Analysis) -> list[dict[str, Any]]:
    return [
        {
            "name": read.export.name,
            "platform": read.platform,
            "made_on": made.day.isoformat() if made.day else None,
            "parts": len(read.export.archives),
        }
        for read, made in zip(analysis.collection.exports, analysis.made, strict=True)
    ]
