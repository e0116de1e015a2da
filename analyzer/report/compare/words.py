"""A comparison in words and in numbers: the lines that stand first, and `compare.json`."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Any

from analyzer.report.compare import HIDDEN, OUTCOMES, Comparison, seen_before, unseen_before
from analyzer.report.summary import SCHEMA, program_version
from analyzer.rules.analysis import Analysis
from analyzer.words import Words

_CHANGED = tuple(outcome for outcome in HIDDEN if outcome != "not_public")


def outcomes(words: Words) -> dict[str, str]:
    """Each outcome in words."""
    return {outcome: words.say(f"compare.outcome.{outcome}") for outcome in OUTCOMES}


def reason(words: Words, why: str) -> str:
    """Why an item has its outcome: a reason of the comparison, else one that the report has for an audience."""
    said = words.code("compare.reason", why)
    return words.code("codes.basis", why) if said == why else said


def lines(comparison: Comparison) -> list[str]:
    """What changed, what is left to do and did not change, what is new; before all that nothing could change.

    What is out of public view, but was never in it, did not go out of it; nor is that known of what nobody knows to
    have been in it. Each has a sentence of its own, and all add up.
    """
    words, counts = comparison.words, comparison.counts
    total = sum(counts[outcome] for outcome in OUTCOMES if outcome != "new")
    new = [words.say("compare.line.new", n=counts["new"])] if counts["new"] else []
    if not total:
        return [words.say("compare.line.none"), *new]
    hidden = _hidden(comparison)
    first = [_how(words, name, hidden[name], total) for name in ("changed", "unknown") if hidden[name]]
    untold, left, before = counts["cannot_be_told"], counts["still_public"], counts["not_public"]
    form = "left_untold" if untold else "left"
    unchanged = [words.say("compare.line.before", n=before)] if before else []
    unchanged += [
        words.say(f"compare.line.{name}", n=hidden[name].total())
        for name in ("gone_unseen", "gone_prompts")
        if hidden[name]
    ]
    same = [words.say("compare.line.same")] if comparison.is_same else []
    still = " ".join([words.say(f"compare.line.{form}", n=left, untold=untold), *unchanged])
    return [*same, *(first or [words.say("compare.line.nothing")]), still, *new]


def _how(words: Words, name: str, found: Counter[str], total: int) -> str:
    said = outcomes(words)
    parts = [words.say("compare.line.part", n=found[each], outcome=said[each]) for each in _CHANGED if found[each]]
    of_items = words.say("counts.of_items", n=total)
    return words.say(f"compare.line.{name}", n=found.total(), of_items=of_items, how=words.listed(parts))


def _hidden(comparison: Comparison) -> dict[str, Counter[str]]:
    """The items that are out of public view since, by outcome: those that were in it, those of which that is not known,
    and of those that are gone the ones that were not in it, or never need be seen."""
    found: dict[str, Counter[str]] = {name: Counter() for name in ("changed", "unknown", "gone_unseen", "gone_prompts")}
    for row in comparison.rows:
        if row.outcome in _CHANGED:
            seen = "changed" if seen_before(row.judged) else "unknown"
            of_gone = "gone_unseen" if unseen_before(row.judged) else seen
            found["gone_prompts" if row.item.kind == "ai_prompt" else of_gone][row.outcome] += 1
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
