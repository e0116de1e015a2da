"""`report.html`: one file that a person opens from disk, and that asks nothing of any network.

Everything out of an archive is text: escaped by the template, or JSON that the script puts in place as text. The
policy in the head lets through the one style sheet and the one script by their hashes, and nothing else.
"""

from __future__ import annotations

import re
import tomllib
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import groupby
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from analyzer import advice
from analyzer.accounts import day
from analyzer.first_screen import verdict_words
from analyzer.report import chart
from analyzer.report.page_answers import asked, can_answer, possible_actions
from analyzer.report.page_answers import shared as for_script
from analyzer.report.page_items import blocks, by_priority, can_open
from analyzer.report.page_letters import grounds_blank, page_letters
from analyzer.report.page_outcomes import Outcomes, reason
from analyzer.run import Analysis
from analyzer.scope import Judged

PLAIN_ROWS = 1_000  # in the table for browsers without script
REVEALING_ROWS = 12
UNREAD_ROWS = 100
SCRIPTS = ("verdict.js", "numbers.js", "answer_file.js", "years.js", "answers.js", "page.js", "letters.js")
_CLIPPED = 400  # characters of a text in the plain tables
_SPECIAL = re.compile(r"https?://[^\s<>\"')]+[^\s<>\"').,;:?!]|(?<=with: )(analyze .+)$|\((analyze [^()]+)\)$")

Words = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Figure:
    """One large number, and how it divides."""

    number: int
    label: str
    parts: tuple[tuple[int, str], ...] = ()
    most: int = 0  # where it cannot be told, the most that it can be


def render(analysis: Analysis, summary: dict[str, Any], lines: list[str]) -> Iterator[str]:
    """The page, piece by piece. `summary` is `summary.json`, `lines` the three lines of the first screen."""
    words = _words()
    ordered = by_priority(analysis.judged)
    verdicts = verdict_words(analysis)
    years = chart.by_year(ordered)
    found, actions = asked(analysis), possible_actions(analysis, summary["actions"])
    outcomes = Outcomes(analysis) if can_answer(analysis) else None
    style, script = _asset("page.css"), _script()
    shared = {"words": {**words, "verdict": verdicts}, **for_script(analysis, found, summary, actions)}
    template = _environment().get_template("page.html")
    stream = template.stream(
        style=style, script=script, policy_header=_content_policy(style, script),
        lines=[_pieces(line) for line in lines], verdicts=verdicts, words=words, summary=summary,
        figures=_figures(analysis, summary), years=years, drawing=chart.svg(years, verdicts),
        chart_verdicts=chart.VERDICTS,
        groups=_grouped(actions), stays=advice.what_stays(), beside=advice.beside(analysis.policy.id),
        letters=page_letters(analysis, "en"), grounds=grounds_blank(analysis, "en"), letter_language="en",
        revealing=[_entry(each) for each in ordered[:REVEALING_ROWS] if each.priority],
        questions=found, answering=outcomes is not None, hints=_hints(analysis),
        plain=(_entry(each) for each in ordered[:PLAIN_ROWS]), plain_rows=min(PLAIN_ROWS, len(ordered)),
        total=len(ordered), blocks=blocks(ordered, analysis, shared, outcomes),
        unread=_unread(analysis), sources=analysis.policy.sources, policy=analysis.policy,
    )  # fmt: skip
    stream.enable_buffering(200)
    yield from stream


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("analyzer.report"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters.update(number=_number, day=_day, clipped=_clipped, sentence=_sentence)
    environment.tests["meta_link"] = can_open
    return environment


@cache
def _words(language: str = "en") -> Words:
    raw = files("analyzer.report").joinpath("templates", f"words.{language}.toml").read_text("utf-8")
    words: Words = tomllib.loads(raw)
    return words


@cache
def _asset(name: str) -> Markup:
    """A style sheet or script of ours, as it stands between its tags: its hash is over just this."""
    return Markup(files("analyzer.report").joinpath("assets", name).read_text("utf-8"))


@cache
def _script() -> Markup:
    """All scripts as one, in a block of its own: nothing of it can be reached from outside."""
    return Markup('"use strict";\n{\n') + Markup("").join(_asset(name) for name in SCRIPTS) + Markup("}\n")


def _content_policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; img-src data:; style-src '{_hash(style)}'; script-src '{_hash(script)}';"
        " base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode()


def _number(value: int) -> str:
    return f"{value:,}"


def _day(value: Any) -> str:
    """`27 May 2025`, of a date."""
    return f"{value.day} {value:%B %Y}"


def _clipped(text: str) -> str:
    return text if len(text) <= _CLIPPED else text[:_CLIPPED].rstrip() + " …"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _pieces(line: str) -> list[tuple[str, str]]:
    """A line as pieces, each with what it is: `text`, a `link` of Meta's, or a `command`."""
    pieces, end = [], 0
    for found in _SPECIAL.finditer(line):
        command = found[1] or found[2]
        if command or can_open(found[0]):
            pieces.append((line[end : found.start()], "text"))
            pieces.append((command, "command") if command else (found[0], "link"))
            end = found.end()
    return [*pieces, (line[end:], "text")]


def _figures(analysis: Analysis, summary: dict[str, Any]) -> list[Figure]:
    kinds: dict[str, dict[str, int]] = {"post": {}, "comment": {}}
    for of_platform in summary["counts"].values():
        for kind, counts in kinds.items():
            for verdict, count in of_platform.get(kind, {}).items():
                counts[verdict] = counts.get(verdict, 0) + count
    media = {v: by.get("photo", 0) + by.get("video", 0) for v, by in summary["media_counts"].items()}
    used = [each for each in analysis.judged if each.verdict in ("in_scope", "ongoing")]
    now = sum(each.is_public_now == "yes" for each in used)
    open_ = sum(each.verdict == "undetermined" and each.is_public_now != "no" for each in analysis.judged)
    said = _words()["figure"]
    parts = ((len(used), said["used"]), (open_, said["open"]))
    return [
        _figure(kinds["post"], said["posts"]),
        _figure(media, said["media"]),
        _figure(kinds["comment"], said["comments"]),
        Figure(now, said["now"], tuple(part for part in parts if part[0]), now + open_),
    ]


def _figure(counts: dict[str, int], label: str) -> Figure:
    used = counts.get("in_scope", 0) + counts.get("ongoing", 0)
    said = _words()["figure"]
    parts = (
        (used, said["in_scope"]),
        (counts.get("undetermined", 0), said["undetermined"]),
        (counts.get("out_of_scope", 0), said["out_of_scope"]),
    )
    return Figure(sum(counts.values()), label, tuple(part for part in parts if part[0]))


def _grouped(actions: list[dict[str, Any]]) -> list[tuple[str, list[tuple[dict[str, Any], advice.Step]]]]:
    """The actions with their steps, in their order, under a heading for each run of one group."""
    both = [(action, advice.steps()[action["id"]]) for action in actions]
    return [(group, list(found)) for group, found in groupby(both, key=lambda pair: pair[1].group)]


def _entry(each: Judged) -> dict[str, Any]:
    item = each.item
    return {
        "id": each.id, "platform": item.platform, "kind": item.kind, "verdict": each.verdict, "text": item.text,
        "day": "" if item.created is None else _day(day(item.created)), "suggestion": each.suggestion,
        "reveals": each.reveals, "reason": reason(each), "media": len(item.media),
        "open": item.permalink if can_open(item.permalink) else "",
    }  # fmt: skip


def _hints(analysis: Analysis) -> list[str]:
    """What an archive says of future posts: a hint beside the question, never an answer to it."""
    exports = [] if analysis.redacted else analysis.collection.exports
    return sorted({export.facts.future_audience for export in exports} - {""})


def _unread(analysis: Analysis) -> dict[str, Any]:
    rows = [row for row in analysis.collection.files if row.status in ("not_understood", "damaged") or row.unread]
    rows.sort(key=lambda row: row.status != "damaged")
    records, problems = sum(sum(row.unread.values()) for row in rows), len(analysis.collection.problems)
    found = [
        (len(rows), "file", "files"),
        (records, "record", "records"),
        (problems, "line of problems.csv", "lines of problems.csv"),
    ]
    return {
        "files": rows[:UNREAD_ROWS],
        "more": max(0, len(rows) - UNREAD_ROWS),
        "found": [f"{count:,} {one if count == 1 else many}" for count, one, many in found if count],
    }
