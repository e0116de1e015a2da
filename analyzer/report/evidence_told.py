"""What a person reads of evidence: what their files spoke of, and what was seen of one item on which day."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.items.accounts import day
from analyzer.model import Observation
from analyzer.rules.analysis import Analysis
from analyzer.words import Words


def spoken_of(analysis: Analysis) -> list[str]:
    """Of how many items the files spoke, of this run and kept of earlier ones, of which years, and what still waits."""
    if not analysis.evidence.files and not any(each.decision.seen for each in analysis.judged):
        return []
    words, seen = analysis.words, [each.item.created for each in analysis.judged if each.decision.seen]
    open_ = sum(count for each, count in analysis.by_decision if each.verdict == "undetermined")
    if not seen:
        return [words.say("terminal.evidence_none", open=open_)]
    years = sorted({day(created).year for created in seen if created is not None})
    told = "–".join(dict.fromkeys(str(year) for year in (*years[:1], *years[-1:]))) or "?"
    return [words.say("terminal.evidence", n=len(seen), years=told, open=open_)]


def seen_of(observations: Iterable[Observation], words: Words) -> list[str]:
    """What was seen of an item, a sentence each, in order of day."""
    return [_sentence(each, words) for each in observations]


def _sentence(each: Observation, words: Words) -> str:
    told = words.day(each.day) if each.day else words.say("explain.seen.no_day")
    if each.day and each.day_is_lower_bound:
        told = words.say("explain.seen.or_later", day=told)
    source = words.code("codes.basis", each.source)
    return words.say("explain.seen.row", day=told, seen=words.say(f"explain.seen.{each.seen}"), source=source)
