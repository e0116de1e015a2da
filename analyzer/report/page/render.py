"""`report.html`: one file that a person opens from disk, and that asks nothing of any network.

Everything out of an archive is text: escaped by the template, or JSON that the script puts in place as text. The
policy in the head lets through the one style sheet and the one script by their hashes, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from analyzer.advice import steps
from analyzer.items.accounts import day
from analyzer.model import VERDICTS
from analyzer.report.evidence_told import spoken_of
from analyzer.report.first_lines import command_in, verdict_words
from analyzer.report.frame import asset, can_open, content_policy, environment, joined, speech
from analyzer.report.page import chart
from analyzer.report.page.answers import asked, can_answer, possible_actions
from analyzer.report.page.answers import shared as for_script
from analyzer.report.page.items import blocks, by_priority
from analyzer.report.page.letters import on_page
from analyzer.report.page.outcomes import Outcomes, reason
from analyzer.report.page.thumbnails import thumbnails
from analyzer.rules.analysis import Analysis
from analyzer.rules.decision import Judged
from analyzer.words import Words

PLAIN_ROWS = 1_000  # in the table for browsers without script
REVEALING_ROWS = 12
UNREAD_ROWS = 100
WEIGHTY = ("damaged_file", "minor", "policy_assumed")  # warnings without which the first lines would mislead
SCRIPTS = (
    "words.js", "tools.js", "data.js", "search.js", "filters.js", "list.js", "details.js", "cards.js", "verdict.js",
    "numbers.js", "ticks.js", "answer_file.js", "years.js", "kinds.js", "answers.js", "page.js", "letters.js",
)  # fmt: skip
_LINK = re.compile(r"https?://[^\s<>\"')]+[^\s<>\"').,;:?!]")


@dataclass(frozen=True, slots=True)
class Figure:
    """One large number, and how it divides."""

    number: int
    label: str
    parts: tuple[str, ...] = ()
    most: int = 0  # where it cannot be told, the most that it can be


def render(analysis: Analysis, summary: dict[str, Any], lines: list[str], pictures: int = 0) -> Iterator[str]:
    """The page, piece by piece. `summary` is `summary.json`, `lines` the three lines of the first screen.

    `pictures`: how many small ones may be on it.
    """
    words = analysis.words
    ordered = by_priority(analysis.judged)
    small = thumbnails(analysis, ordered, pictures)
    verdicts = verdict_words(analysis)
    years = chart.by_year(ordered, words)
    found, actions = asked(analysis), possible_actions(analysis, summary["actions"])
    outcomes = Outcomes(analysis) if can_answer(analysis) else None
    style, script = asset("page.css"), _script()
    shared = {
        "words": script_words(words, analysis.redacted) | {"verdict": verdicts},
        **for_script(analysis, found, summary, actions),
    }
    template = environment().get_template("page.html")
    stream = template.stream(
        style=style, script=script, policy_header=content_policy(style, script),
        lines=[_pieces(line, words) for line in lines], verdicts=verdicts, **speech(words), summary=summary,
        warnings=[*summary["warnings"], *small.warnings], redacted=analysis.redacted,
        weighty=any(warning["id"] in WEIGHTY for warning in summary["warnings"]),
        figures=_figures(analysis, summary), scope=_scope(analysis), spoken_of=spoken_of(analysis),
        years=years, drawing=chart.svg(years, verdicts, words),
        chart_verdicts=VERDICTS,
        groups=_grouped(actions), stays=steps.what_stays(analysis.policy.id), beside=steps.beside(analysis.policy.id),
        **on_page(analysis), hinted=steps.hinted(),
        revealing=[_entry(each, words, small.by_item) for each in ordered[:REVEALING_ROWS] if each.priority],
        questions=found, answering=outcomes is not None, hints=_hints(analysis),
        plain=(_entry(each, words) for each in ordered[:PLAIN_ROWS]), plain_rows=min(PLAIN_ROWS, len(ordered)),
        total=len(ordered), blocks=blocks(ordered, analysis, shared, outcomes, small.by_item),
        limits=lambda step: _limits(step, analysis),
        unread=_unread(analysis), sources=analysis.policy.sources, policy=analysis.policy,
    )  # fmt: skip
    yield from joined(stream)


def script_words(words: Words, redacted: bool) -> dict[str, Any]:
    """What the script of the page speaks with: the same texts as the program's.

    Of a page that can be shown to others, a text that is not there was taken out.
    """
    without = {"no_text": "script.text_out", "files_no_text": "script.files_text_out"} if redacted else {}
    return {
        **words.table("codes"), **words.table("script"), "chart_part": words.table("page.chart.part"),
        "count": words.table("counts"), "line": words.table("first.line"), "list": words.table("explain.list"),
        "question": words.table("questions.question"),
        **{name: words.table(text) for name, text in without.items()},
    }  # fmt: skip


@cache
def _script() -> Markup:
    """All scripts as one, in a block of its own: nothing of it can be reached from outside."""
    return Markup('"use strict";\n{\n') + Markup("").join(asset(name) for name in SCRIPTS) + Markup("}\n")


def _pieces(line: str, words: Words) -> list[tuple[str, str]]:
    """A line as pieces, each with what it is: `text`, a `link` of Meta's, or a `command`."""
    pieces, end = [], 0
    line, command = command_in(line, words)
    for found in _LINK.finditer(line):
        if can_open(found[0]):
            pieces += [(line[end : found.start()], "text"), (found[0], "link")]
            end = found.end()
    return [*pieces, (line[end:], "text"), *([(" ", "text"), (command, "command")] if command else [])]


def _figures(analysis: Analysis, summary: dict[str, Any]) -> list[Figure]:
    kinds: dict[str, dict[str, int]] = {"post": {}, "comment": {}}
    for of_platform in summary["counts"].values():
        for kind, counts in kinds.items():
            for verdict, count in of_platform.get(kind, {}).items():
                counts[verdict] = counts.get(verdict, 0) + count
    media = {v: by.get("photo", 0) + by.get("video", 0) for v, by in summary["media_counts"].items()}
    items = analysis.by_decision
    used = [(each, count) for each, count in items if each.verdict in ("in_scope", "ongoing")]
    now = _total((each, count) for each, count in used if each.is_public_now == "yes")
    open_ = _total((each, n) for each, n in items if each.verdict == "undetermined" and each.is_public_now != "no")
    words, parts = analysis.words, {"used": _total(used), "open": open_}
    return [
        _figure(kinds["post"], "posts", words),
        _figure(media, "media", words),
        _figure(kinds["comment"], "comments", words),
        Figure(now, words.say("script.figure.now"), _parts(parts, words), now + open_),
    ]


def _scope(analysis: Analysis) -> str:
    """How many items fall into the scope, and how many of these can still be seen; said anew by `numbers.js`."""
    words, items = analysis.words, analysis.by_decision
    used = [(each, count) for each, count in items if each.verdict in ("in_scope", "ongoing")]
    total, now = _total(used), _total((each, count) for each, count in used if each.is_public_now == "yes")
    if not used:
        is_open = any(each.verdict == "undetermined" for each, _ in items)
        return words.say("script.scope.none_yet" if is_open else "script.scope.none")
    if total == 1:
        return words.say("script.scope.single_seen" if now else "script.scope.single")
    sure = all(each.is_public_now != "unknown" for each, _ in used)
    return words.say("script.scope.several", n=total, now=now if sure else words.say("script.scope.least", n=now))


def _total(items: Iterable[tuple[Judged, int]]) -> int:
    return sum(count for _, count in items)


def _figure(counts: dict[str, int], name: str, words: Words) -> Figure:
    used = counts.get("in_scope", 0) + counts.get("ongoing", 0)
    parts = {"in_scope": used, **{verdict: counts.get(verdict, 0) for verdict in ("undetermined", "out_of_scope")}}
    return Figure(sum(counts.values()), words.say(f"script.figure.{name}"), _parts(parts, words))


def _parts(parts: dict[str, int], words: Words) -> tuple[str, ...]:
    return tuple(words.say(f"script.part.{name}", n=count) for name, count in parts.items() if count)


def _grouped(actions: list[dict[str, Any]]) -> list[tuple[str, list[tuple[dict[str, Any], steps.Step]]]]:
    """The actions with their steps, in their order, under a heading for each run of one group."""
    both = [(action, steps.steps()[action["id"]]) for action in actions]
    return [(group, list(found)) for group, found in groupby(both, key=lambda pair: pair[1].group)]


def _entry(each: Judged, words: Words, pictures: Mapping[str, str] = MappingProxyType({})) -> dict[str, Any]:
    item = each.item
    platform, kind = words.code("codes.platform", item.platform), words.code("codes.kind", item.kind)
    return {
        "id": each.id, "platform": item.platform, "what": words.say("script.what", platform=platform, kind=kind),
        "kind": item.kind, "verdict": each.verdict, "text": item.text,
        "day": "" if item.created is None else words.day(day(item.created)), "suggestion": each.suggestion,
        "reveals": each.reveals, "given_away": words.listed(words.code("codes.reveals", r) for r in each.reveals),
        "reason": reason(each), "media": len(item.media),
        "open": item.permalink if can_open(item.permalink) else "",
        "thumb": pictures.get(each.id, ""),
    }  # fmt: skip


def _limits(step: str, analysis: Analysis) -> str:
    """What a step does not do, and what else to know under the policy."""
    words, name = analysis.words, f"steps.step.{step}"
    note = words.code(name, f"note_{analysis.policy.id}")
    noted = [] if note == f"note_{analysis.policy.id}" else [note]
    return " ".join([words.say(f"{name}.does_not"), *noted])


def _hints(analysis: Analysis) -> list[str]:
    """What an archive says of future posts: a hint beside the question, never an answer to it."""
    exports = [] if analysis.redacted else analysis.collection.exports
    return sorted({export.facts.future_audience for export in exports} - {""})


def _unread(analysis: Analysis) -> dict[str, Any]:
    rows = [row for row in analysis.collection.files if row.status in ("not_understood", "damaged") or row.unread]
    rows.sort(key=lambda row: row.status != "damaged")
    records, problems = sum(sum(row.unread.values()) for row in rows), len(analysis.collection.problems)
    found = {"files": len(rows), "records": records, "lines": problems}
    return {
        "files": rows[:UNREAD_ROWS],
        "more": max(0, len(rows) - UNREAD_ROWS),
        "found": [analysis.words.say(f"counts.{what}", n=count) for what, count in found.items() if count],
    }
