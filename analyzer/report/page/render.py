"""`report.html`: one file that a person opens from disk, and that asks nothing of any network.

Everything out of an archive is text: escaped by the template, or JSON that the script puts in place as text. The
policy in the head lets through the one style sheet and the one script by their hashes, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from analyzer.advice import steps
from analyzer.advice.questions import since
from analyzer.items.accounts import day
from analyzer.model import VERDICTS
from analyzer.report.evidence_told import spoken_of
from analyzer.report.first_lines import WEIGHTY, advice, command_in, verdict_words
from analyzer.report.frame import asset, can_open, content_policy, environment, joined, speech
from analyzer.report.page import chart
from analyzer.report.page.answers import asked, can_answer, possible_actions
from analyzer.report.page.answers import shared as for_script
from analyzer.report.page.commands import COMMAND_LINE, Commands
from analyzer.report.page.items import blocks, by_priority
from analyzer.report.page.letters import for_script as letters_for_script
from analyzer.report.page.letters import on_page
from analyzer.report.page.objected import for_script as objected_for_script
from analyzer.report.page.objected import owners
from analyzer.report.page.outcomes import Outcomes, reason
from analyzer.report.page.thumbnails import Thumbnails, thumbnails
from analyzer.rules.analysis import Analysis
from analyzer.rules.decision import Judged
from analyzer.words import Words

PLAIN_ROWS = 1_000  # in the table for browsers without script
REVEALING_ROWS = 12
UNREAD_ROWS = 100
SCRIPTS = (
    "words.js", "tools.js", "data.js", "objected.js", "objected_view.js", "search.js", "filters.js",
    "list.js", "listed.js", "details.js", "cards.js",
    "verdict.js", "numbers.js", "ticks.js", "answer_file.js", "years.js", "answer_table.js", "kinds.js", "card.js",
    "answers.js", "review.js", "calendar.js", "show.js", "letter_texts.js", "letters.js", "page.js",
)  # fmt: skip
_LINK = re.compile(r"https?://[^\s<>\"')]+[^\s<>\"').,;:?!]")


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the figures: the items of a kind on a platform, and how they divide."""

    platform: str
    kind: str
    label: str
    counts: dict[str, int]  # used, undetermined, out_of_scope, all


def render(
    analysis: Analysis,
    summary: dict[str, Any],
    lines: list[str],
    pictures: int | Thumbnails = 0,
    commands: Commands = COMMAND_LINE,
) -> Iterator[str]:
    """The page, piece by piece. `summary` is `summary.json`, `lines` the three lines of the first screen.

    `pictures`: how many small ones may be on it, or those that were made for it. `commands`: how to go on.
    """
    words = analysis.words
    ordered = by_priority(analysis.judged)
    small = thumbnails(analysis, ordered, pictures) if isinstance(pictures, int) else pictures
    verdicts = verdict_words(analysis)
    years = chart.by_year(ordered, words)
    found, actions = asked(analysis), possible_actions(analysis, summary["actions"])
    objecting = owners(analysis)
    outcomes = Outcomes(analysis, bool(objecting)) if can_answer(analysis) else None
    style, script = asset("page.css"), whole_script()
    shared = {
        "words": script_words(words, analysis.redacted) | {"verdict": verdicts},
        **for_script(analysis, found, summary, actions, commands),
        "thumbs": [place for place, each in enumerate(ordered) if each.id in small.by_item] if small.by_item else [],
        **(
            {
                "objecting": objected_for_script(analysis, objecting),
                "letter": letters_for_script(analysis, commands.door),
            }
            if objecting
            else {}
        ),
    }
    template = environment().get_template("page.html")
    stream = template.stream(
        style=style, script=script, policy_header=content_policy(style, script),
        lines=[_pieces(line, words) for line in lines], verdicts=verdicts, **speech(words), summary=summary,
        split=_split(analysis), forms=_forms(actions, words),
        warnings=[*summary["warnings"], *small.warnings], redacted=analysis.redacted,
        weighty=any(warning["id"] in WEIGHTY for warning in summary["warnings"]),
        figures=_figures(analysis, summary), scope=_scope(analysis), spoken_of=spoken_of(analysis),
        media=sum(len(each.item.media) for each in ordered),
        years=years, drawing=chart.svg(years, verdicts, words),
        chart_verdicts=VERDICTS,
        to_take=_taken(actions), stays=steps.what_stays(analysis.policy.id), beside=steps.beside(analysis.policy.id),
        **on_page(analysis, commands.door), thumbs=len(small.by_item), commands=commands, owners=objecting,
        hinted=steps.having("hint"), noted=steps.having("note"),
        revealing=[_entry(each, words, small.by_item) for each in ordered[:REVEALING_ROWS] if each.priority],
        questions=found, answering=outcomes is not None, hints=_hints(analysis),
        plain=(_entry(each, words) for each in ordered[:PLAIN_ROWS]), plain_rows=min(PLAIN_ROWS, len(ordered)),
        total=len(ordered), blocks=blocks(ordered, analysis, shared, outcomes, small.by_item),
        limits=lambda step: words.say(f"steps.step.{step}.does_not"),
        under_policy=lambda step: _under_policy(step, analysis),
        used=_total(_used(analysis)), since=since(analysis), button=lambda action: button(action, words),
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
        "question": words.table("questions.question"), "objection_2024": words.table("warnings.objection_2024"),
        "new_tab": words.say("page.new_tab"),
        **{name: words.table(text) for name, text in without.items()},
    }  # fmt: skip


@cache
def whole_script() -> Markup:
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
    """Every kind of item with its numbers: each item is counted once, so rows and columns add up."""
    words, found = analysis.words, []
    for platform, kinds in summary["counts"].items():
        for kind, counts in kinds.items():
            used = counts.get("in_scope", 0) + counts.get("ongoing", 0)
            parts = {"used": used, **{name: counts.get(name, 0) for name in ("undetermined", "out_of_scope")}}
            label = words.say(
                "script.what", platform=words.code("codes.platform", platform), kind=words.code("codes.kind", kind)
            )
            found.append(Figure(platform, kind, label, {**parts, "all": sum(parts.values())}))
    return found


def _split(analysis: Analysis) -> dict[str, list[tuple[str, int]]]:
    """How the items divide: the parts of the bar, and the three that are named below it."""
    counts: dict[str, int] = dict.fromkeys(VERDICTS, 0)
    for each, count in analysis.by_decision:
        counts[each.verdict] += count
    used = counts["in_scope"] + counts["ongoing"]
    parts = [("used", used), *((name, counts[name]) for name in ("undetermined", "out_of_scope"))]
    return {"bar": list(counts.items()), "parts": parts}


def _forms(actions: list[dict[str, Any]], words: Words) -> list[dict[str, str]]:
    """Every objection form that this person needs, each under a name of its own."""
    found = [action for action in actions if action["id"].startswith("object_") and action["url"]]
    return [{"url": action["url"], "label": button(action, words)} for action in found]


def button(action: dict[str, Any], words: Words) -> str:
    """What stands on the link of a step: no two are called the same."""
    known = words.code("page.do.button", action["id"])
    return words.say("page.do.open_step", title=action["title"]) if known == action["id"] else known


def _scope(analysis: Analysis) -> str:
    """How many items fall into the scope, and how many of these can still be seen; said anew by `numbers.js`."""
    words, items, used = analysis.words, analysis.by_decision, _used(analysis)
    total, now = _total(used), _total((each, count) for each, count in used if each.is_public_now == "yes")
    if not used:
        is_open = any(each.verdict == "undetermined" for each, _ in items)
        return words.say("script.scope.none_yet" if is_open else "script.scope.none")
    if total == 1:
        return words.say("script.scope.single_seen" if now else "script.scope.single")
    sure = all(each.is_public_now != "unknown" for each, _ in used)
    return words.say("script.scope.several", n=total, now=now if sure else words.say("script.scope.least", n=now))


def _used(analysis: Analysis) -> list[tuple[Judged, int]]:
    return [(each, count) for each, count in analysis.by_decision if each.verdict in ("in_scope", "ongoing")]


def _total(items: Iterable[tuple[Judged, int]]) -> int:
    return sum(count for _, count in items)


def _taken(actions: list[dict[str, Any]]) -> list[tuple[dict[str, Any], steps.Step]]:
    """The actions with their steps, in their order."""
    return [(action, steps.steps()[action["id"]]) for action in actions]


def _entry(each: Judged, words: Words, pictures: Mapping[str, str] = MappingProxyType({})) -> dict[str, Any]:
    item = each.item
    platform, kind = words.code("codes.platform", item.platform), words.code("codes.kind", item.kind)
    return {
        "id": each.id, "platform": item.platform, "what": words.say("script.what", platform=platform, kind=kind),
        "kind": item.kind, "verdict": each.verdict, "text": item.text,
        "day": "" if item.created is None else words.day(day(item.created)),
        "advice": advice(each.suggestion, item, words),
        "reveals": each.reveals, "given_away": words.listed(words.code("codes.reveals", r) for r in each.reveals),
        "reason": reason(each), "media": len(item.media),
        "open": item.permalink if can_open(item.permalink) else "",
        "thumb": pictures.get(each.id, ""),
    }  # fmt: skip


def _under_policy(step: str, analysis: Analysis) -> str:
    """What else to know of a step under the policy; "" for nothing."""
    note = f"policies.{analysis.policy.id}.step.{step}"
    return analysis.words.say(note) if analysis.words.has(note) else ""


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
