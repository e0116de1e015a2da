"""The whole reasoning for one item: every test, every rule tried, the fact and the file behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from analyzer.errors import UsageError
from analyzer.model import Item
from analyzer.report.evidence_told import seen_of
from analyzer.report.first_lines import advice, verdict_words
from analyzer.report.tables import iso
from analyzer.rules.analysis import Analysis
from analyzer.rules.audience import Ruling
from analyzer.rules.decision import Judged
from analyzer.rules.judge import reasoning
from analyzer.rules.rule import SOURCE_DAYS, Rule
from analyzer.words import Words, capital

_ASKS = {"audience": "is_public", "seen_now": "is_public_now", "age": "is_adult", "deadline": "is_before_deadline"}
_UNSAID = frozenset({"the_archive_tells", "nothing_said"})  # of what evidence and the person say: nothing


def find(analysis: Analysis, item_id: str) -> Judged:
    """The item with this id. Raises UsageError if there is none."""
    found = next((each for each in analysis.judged if each.id == item_id.strip().lower()), None)
    if found is None:
        raise UsageError(
            "There is no item {item_id} in these archives: see the column id of items.csv.", item_id=item_id
        )
    return found


def explanation(analysis: Analysis, item_id: str, rules: bool = False) -> list[tuple[str, str]]:
    """`(heading, sentence)` rows: what it is; why, by the rules that decided; the columns of the tables; sources.

    `rules`: every rule that was tried too, list by list. Codes stand as they are in the tables, with their words
    beside them.
    """
    each = find(analysis, item_id)
    return [
        *_what_it_is(each, analysis),
        ("", ""),
        *_why(each, analysis),
        ("", ""),
        *_columns(each, analysis),
        *_sources(analysis),
        *([("", ""), *_rules(each, analysis)] if rules else []),
    ]


def _why(each: Judged, analysis: Analysis) -> Iterator[tuple[str, str]]:
    """The verdict, and of each list the rule that decides; not where what was said changes nothing."""
    words = analysis.words
    yield words.say("explain.why"), f"{capital(verdict_words(analysis)[each.verdict])}."
    for said in seen_of(each.decision.seen, words):
        yield words.say("explain.evidence"), said
    for name, tried in reasoning(each, analysis.answers, analysis.objections):
        rule, answer = tried[-1]
        if rule.name not in _UNSAID:
            heading = f"codes.label.{_ASKS[name]}" if name in _ASKS else f"explain.list.{name}"
            yield words.say(heading), _row(words, name, rule, answer, each, codes=False)


def _columns(each: Judged, analysis: Analysis) -> list[tuple[str, str]]:
    words = analysis.words
    return [
        *_tests(each, analysis),
        ("verdict", words.say("script.colon").join((each.verdict, verdict_words(analysis)[each.verdict]))),
        ("objection", _coded(words, "objection", each.objection)),
        ("posted_as_minor", _coded(words, "answer", each.posted_as_minor)),
        (
            "reveals",
            words.listed(_coded(words, "reveals", code) for code in each.reveals) or words.say("explain.nothing"),
        ),
        *(("reveals_words", said) for said in each.reveals_words),
        ("suggestion", _suggestion(each, words)),
    ]


def _coded(words: Words, table: str, code: str, item: Item | None = None) -> str:
    """A code with its words, or alone where they are the same."""
    said = _worded(words, table, code, item)
    return code if said.casefold() == code.casefold() else words.say("script.colon").join((code, said))


def _worded(words: Words, table: str, code: str, item: Item | None = None) -> str:
    """The words for a code. `item`: the one for which something is suggested."""
    return advice(code, item, words) if table == "suggestion" and item else words.code(f"codes.{table}", code)


def _what_it_is(each: Judged, analysis: Analysis) -> Iterator[tuple[str, str]]:
    item, words, file = each.item, analysis.words, analysis.collection.files[each.item.file]
    codes = {"platform": item.platform, "kind": item.kind, "state": item.state}
    values = {table: words.code(f"codes.{table}", code) for table, code in codes.items()}
    yield words.say("explain.item"), words.say("explain.item_is", id=each.id, **values)
    record = [words.say("explain.record", record=item.record)] if item.record else []
    yield words.say("explain.place"), words.listed([file.archive, file.path, *record])
    created = words.say("explain.not_recorded")
    if item.created:
        basis = words.say(f"explain.known.{item.created_basis}")
        created = words.say("explain.created_known", time=iso(item.created), basis=basis)
    yield words.say("explain.created"), created


def _rules(each: Judged, analysis: Analysis) -> Iterator[tuple[str, str]]:
    """Every ordered list, row by row up to the rule that decides."""
    words = analysis.words
    yield words.say("explain.tried"), words.say("explain.tried_how")
    for name, tried in reasoning(each, analysis.answers, analysis.objections):
        yield words.say(f"explain.list.{name}"), ""
        for number, (rule, answer) in enumerate(tried, 1):
            yield f"  {number}. {rule.name}", _row(words, name, rule, answer, each)


def _row(words: Words, name: str, rule: Rule[Any, Any], answer: Any, each: Judged, codes: bool = True) -> str:
    """What a rule says of an item; `codes`: with the codes of the tables beside their words."""
    if answer is None:
        return words.say("explain.no")
    sentence = words.say(f"rules.{name}.{rule.name}")
    said = _answer(words, name, answer, each, _coded) if codes else capital(_answer(words, name, answer, each, _worded))
    if said == sentence.removesuffix("."):
        return words.say("explain.sourced", sentence=sentence, source=source_in(words, rule))
    # The code's words may be those of the rule.
    said = said.removesuffix(words.say("script.colon") + sentence.removesuffix("."))
    return words.say("explain.ruling", answer=said, sentence=sentence, source=source_in(words, rule))


def source_in(words: Words, rule: Rule[Any, Any]) -> str:
    """What a rule rests on, in the reader's language."""
    return words.say(f"rules.source.{rule.source}", **SOURCE_DAYS)


def _answer(words: Words, name: str, answer: Any, each: Judged, say: Callable[..., str]) -> str:
    """What a rule answers: a test and its basis, a test, or one of the codes of the list."""
    if isinstance(answer, str):
        table = name if name in ("objection", "suggestion") else "answer"
        return say(words, table, answer, each.item)
    found, basis = (answer.is_public, answer.basis) if isinstance(answer, Ruling) else answer
    return f"{say(words, 'answer', found)} ({say(words, 'basis', basis)})"


def _tests(each: Judged, analysis: Analysis) -> Iterator[tuple[str, str]]:
    words, policy, made = analysis.words, analysis.policy, each.case.of.made
    answer, basis = _coded(words, "answer", each.is_public), _coded(words, "basis", each.is_public_basis)
    now = _coded(words, "answer", each.is_public_now)
    yield "is_public", words.say("explain.public", answer=answer, basis=basis, now=now)
    answer, basis = _coded(words, "answer", each.is_adult), _coded(words, "basis", each.is_adult_basis)
    values: dict[str, object] = {"answer": answer, "basis": basis, "age": policy.adult_age}
    if made.day and made.source:
        source = words.say(f"codes.reading.{made.source}")
        yield "is_adult", words.say("explain.adult", made=made.day, source=source, **values)
    else:
        yield "is_adult", words.say("explain.adult_undated", **values)
    deadline = policy.deadline or words.say("explain.no_deadline")
    answer = _coded(words, "answer", each.is_before_deadline)
    yield "is_before_deadline", words.say("explain.deadline", answer=answer, deadline=deadline, policy=policy.id)


def _suggestion(each: Judged, words: Words) -> str:
    suggestion = _coded(words, "suggestion", each.suggestion, each.item)
    if not each.priority:
        return suggestion
    return words.say("explain.number", suggestion=suggestion, n=each.priority)


def _sources(analysis: Analysis) -> Iterator[tuple[str, str]]:
    words, policy = analysis.words, analysis.policy
    for source in policy.sources:
        says = words.say(f"policies.{policy.id}.{source['id']}")
        sure = words.code("codes.sure", source["sure"])
        yield words.say("explain.source"), words.say("explain.source_says", says=says, where=source["where"], sure=sure)
