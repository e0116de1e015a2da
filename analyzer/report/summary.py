"""`summary.json`: the result in numbers, without a word of what the person wrote."""

from __future__ import annotations

from collections import Counter, defaultdict
from importlib.metadata import PackageNotFoundError, version
from typing import Any, get_args

from analyzer.advice.steps import actions
from analyzer.advice.warnings import warnings
from analyzer.model import PLATFORMS, VERDICTS, Kind
from analyzer.rules.analysis import Analysis

SCHEMA = 1


def program_version() -> str:
    """The version of this program."""
    try:
        return version("meta-ai-scope")
    except PackageNotFoundError:
        return "0"


def summary(analysis: Analysis) -> dict[str, Any]:
    """The summary of a run, as `summary.json` holds it. Shape: docs/tables.md."""
    policy = analysis.policy
    total: Counter[str] = Counter()
    for each, count in analysis.by_decision:
        total[each.verdict] += count
    least = total["in_scope"] + total["ongoing"]
    return {
        "schema": SCHEMA,
        "version": program_version(),
        "policy": {
            "id": policy.id,
            "assumed": policy.assumed,
            "training_start": policy.training_start.isoformat() if policy.training_start else None,
            "deadline": policy.deadline.isoformat() if policy.deadline else None,
            "adult_age": policy.adult_age,
        },
        "exports": _exports(analysis),
        "accounts": _accounts(analysis),
        "counts": _counts(analysis),
        "media_counts": _media_counts(analysis),
        "range": {"least": least, "most": least + total["undetermined"]},
        "files": dict(Counter(row.status for row in analysis.collection.files)),
        "evidence": [
            {
                "kind": each.kind,
                "day": each.day and each.day.isoformat(),
                "matched": each.matched,
                "unmatched": each.unmatched,
                "years": {str(year): count for year, count in each.years.items()},
            }
            for each in analysis.evidence.files
        ],
        "questions": [{"id": q.id, "text": q.text, "decides": q.decides} for q in analysis.questions],
        "actions": actions(analysis),
        "warnings": warnings(analysis),
    }


def _exports(analysis: Analysis) -> list[dict[str, Any]]:
    return [
        {
            "name": export.export.name,
            "platform": export.platform,
            "format": export.format,
            "made_on": made.day.isoformat() if made.day else None,
            "parts": len(export.export.archives),
            "missing_media": len(export.missing_media),
        }
        for export, made in zip(analysis.collection.exports, analysis.made, strict=True)
    ]


def _accounts(analysis: Analysis) -> list[dict[str, Any]]:
    items: Counter[int] = Counter()
    for each, count in analysis.by_decision:
        items[each.item.account] += count
    found = []
    for number, account in enumerate(analysis.accounts):
        of = analysis.cases[number, account.exports[0]]
        private = of.history.private_now
        found.append(
            {
                "platform": account.platform,
                "name": account.name,
                "birthday_known": of.birthday is not None and not of.birthday_given,
                "is_adult": of.is_adult,
                "privacy": "unknown" if private is None else "private" if private else "public",
                "items": items[number],
            }
        )
    return found


def _counts(analysis: Analysis) -> dict[str, dict[str, dict[str, int]]]:
    found: defaultdict[str, defaultdict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for each, count in analysis.by_decision:
        found[each.item.platform][each.item.kind][each.verdict] += count
    return {
        platform: {
            kind: {verdict: found[platform][kind][verdict] for verdict in VERDICTS if found[platform][kind][verdict]}
            for kind in get_args(Kind)
            if kind in found[platform]
        }
        for platform in PLATFORMS
        if platform in found
    }


def _media_counts(analysis: Analysis) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {each.verdict: {} for each, _ in analysis.by_decision}
    for each in analysis.judged:
        if each.item.media:
            counts = found[each.verdict]
            for medium in each.item.media:
                counts[medium.type] = counts.get(medium.type, 0) + 1
    return found
