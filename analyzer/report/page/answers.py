"""What the page needs to take answers: its questions, the answers given, the steps that other answers could call for.

`page_outcomes` says what an answer makes of an item; `assets/verdict.js`, which items it reaches.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

from analyzer.advice import steps
from analyzer.advice.past_defaults import TEENS, Default, adult_on, then
from analyzer.advice.questions import questions_settling, since
from analyzer.advice.revealing import REVEALS
from analyzer.items.evidence.seen_records import as_json, records_of
from analyzer.model import PLATFORMS
from analyzer.report.page.commands import Commands
from analyzer.report.page.outcomes import AUDIENCES, HOMES, OUTCOME, PAGE_IS, sentence_of
from analyzer.rules.analysis import Analysis, Question
from analyzer.rules.answers import Answer, Answers
from analyzer.run import rejudge
from analyzer.words import Words


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as the page shows it; `is_open`: it is so in this run, else only other answers make it one."""

    question: Question
    about: dict[str, str]  # the keys of its answer
    choices: tuple[str, ...]  # none: only a command can say it
    account: int  # of a question about an account
    is_open: bool


def can_answer(analysis: Analysis) -> bool:
    """Whether the page takes answers: it is not one to be shown to others, and the archive leaves something open."""
    if analysis.redacted:
        return False
    unknown = any(each.is_public == "unknown" for each, _ in analysis.by_decision)
    return unknown or bool(analysis.answers.answers)


def possible_actions(analysis: Analysis, actions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The actions, and those that other answers could call for: these have `hidden`."""
    known = {action["id"]: action for action in actions}
    if not can_answer(analysis):
        return [{**action, "hidden": False} for action in actions]
    present = {each.item.platform for each, _ in analysis.by_decision} | {"everywhere"}
    found = []
    for name, step in steps.steps().items():
        if name in known:
            found.append({**known[name], "hidden": False})
        elif step.where.holds(analysis.policy) and step.platform in present:
            found.append({**steps.action(step, 0, analysis), "hidden": True})
    return found


def asked(analysis: Analysis) -> list[Asked]:
    """The open questions, then those that other answers could open: fewer of them, or that a Page is none."""
    found = {question.id: _asked(question, analysis, True) for question in analysis.questions}
    if can_answer(analysis):
        for each in (analysis, *(rejudge(analysis, answers) for answers in _other_answers(analysis))):
            for question in questions_settling(each, together=True):
                found.setdefault(question.id, _asked(question, analysis, False))
    return list(found.values())


def _other_answers(analysis: Analysis) -> Iterable[Answers]:
    pages = [account.name for account in analysis.accounts if account.is_page and account.name]
    if analysis.answers.answers:
        yield replace(analysis.answers, answers=())
    if pages:
        yield replace(analysis.answers, answers=tuple(Answer(account=name, is_="profile") for name in pages))


def _asked(question: Question, analysis: Analysis, is_open: bool) -> Asked:
    what, _, name = question.id.partition(":")
    number = next((n for n, each in enumerate(analysis.accounts) if each.is_page and each.name == name), -1)
    choices: tuple[str, ...] = (*AUDIENCES[1:], "dont_know")
    about = {}
    if what == "audience":
        about = {"platform": name}
    elif what == "kind":
        about = {"kind": name}
    elif what == "group":
        about, choices = {"group": name}, ("public", "not_public", "dont_know")  # what it was when they posted
    elif what == "sentence":
        about, choices = {"sentence": name}, HOMES[1:]
    elif what == "account" and name:
        about, choices = {"account": name}, PAGE_IS[1:]
    return Asked(question, about, choices if about else (), number if what == "account" else -1, is_open)


def shared(
    analysis: Analysis, found: list[Asked], summary: dict[str, Any], actions: list[dict[str, Any]], commands: Commands
) -> Any:
    """What the script needs beside the items."""
    mark = sha256(json.dumps(summary, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()[:24]
    data: dict[str, Any] = {
        "report": mark,  # under which the browser keeps what was ticked: a report of its own, and no words of it
        "ticked": list(analysis.answers.ticked),
        "answering": can_answer(analysis),
        "beside": _beside(analysis),
        "commands": commands.in_script,
        "deadline": analysis.policy.deadline and analysis.words.day(analysis.policy.deadline),
        "language": analysis.words.tag,
        "titles": {action["id"]: action["title"] for action in actions},
    }
    if data["answering"]:
        data |= {
            "questions": [
                {"id": each.question.id, "text": each.question.text, "option": each.question.option,
                 "about": each.about, "choices": each.choices, "account": each.account,
                 "is": bool(each.choices) and each.choices[0] in (PAGE_IS[1], HOMES[1])}
                for each in found
            ],
            "given": [_entry(each) for each in analysis.answers.answers],
            "birthday": _iso(analysis.answers.birthday),
            "since": since(analysis),
            "defaults": _defaults(analysis),
            "look_up": _look_up(analysis),
            "platforms": PLATFORMS,
            "revealing": REVEALS,
            "sentences": list(filter(None, dict.fromkeys(map(sentence_of, analysis.judged)))),
            "outcome": OUTCOME,
            "steps": [action["id"] for action in actions],
        }  # fmt: skip
    return data


def _beside(analysis: Analysis) -> dict[str, Any]:
    """What a file of answers holds that the page only hands on: what evidence showed, since when nothing changed."""
    if analysis.redacted:
        return {}
    found = {
        "unchanged_since": _iso(analysis.answers.unchanged_since),
        "seen": as_json(records_of(analysis.answers.seen)),
    }
    return {key: value for key, value in found.items() if value}


def _look_up(analysis: Analysis) -> dict[str, list[str]]:
    """Where to see who can see it, by platform: the address of the step for it, and what stands on its link."""
    by = {
        "facebook": "facebook_check_audience", "facebook_comments": "facebook_delete_comments",
        "instagram": "instagram_private", "instagram_comments": "instagram_check_comments",
        "threads": "threads_private",
    }  # fmt: skip
    found = {platform: steps.steps()[name] for platform, name in by.items() if name in steps.steps()}
    label = "page.do.button"
    return {name: [step.url, analysis.words.code(label, step.id)] for name, step in found.items() if step.url}


def _defaults(analysis: Analysis) -> list[list[Any]]:
    """What Facebook chose for people who changed nothing: first year, last year, in words, where that stands."""
    words, grown = analysis.words, adult_on(analysis)
    found = []
    for row in then("facebook", date.min.year, date.max.year - 1, grown):
        first, last = row.since, row.until or date.max
        if grown:  # what held for minors ends on that day, what held for adults begins on it
            first, last = (first, min(last, grown)) if row.who == TEENS else (max(first, grown), last)
        found.append([first.year, last.year, row.in_words(words), _where(row, words)])
    return found


def _where(row: Default, words: Words) -> str:
    """The texts that say so, what speaks against it, how sure it is."""
    texts = "; ".join(f"{source.title} ({source.where})" for source in row.sources)
    return f"{texts}. {row.doubt} {words.say('page.do.sure', sure=words.code('codes.sure', row.sure))}"


def _entry(answer: Answer) -> dict[str, str]:
    """An answer with the keys that a file of answers has. What `--audience` said comes first, so it need not say so."""
    found = {"from": _iso(answer.since), "to": _iso(answer.until), "is": answer.is_}
    found |= {
        key: getattr(answer, key) for key in ("item", "group", "kind", "platform", "account", "audience", "sentence")
    }
    return {key: value for key, value in found.items() if value}


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
