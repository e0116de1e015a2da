"""The whole way from archives to verdicts. `analyze` is the one function behind command, notebook and tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from analyzer.advice.priority import prioritise
from analyzer.advice.questions import questions
from analyzer.advice.revealing import forget, read_words, reveals
from analyzer.archive import Container, open_exports
from analyzer.archive.limits import raised
from analyzer.errors import UsageError
from analyzer.items.accounts import link_accounts, made_on
from analyzer.items.collect import collect, needed_bytes
from analyzer.items.evidence.seen_records import united
from analyzer.items.evidence_files import matched, read_files
from analyzer.items.gc_pause import no_collector
from analyzer.items.ids import item_ids
from analyzer.items.merged_item import merge
from analyzer.model import Item, Matched
from analyzer.rules.account_then import account_cases
from analyzer.rules.analysis import Analysis, Options, Progress
from analyzer.rules.answers import Answers, from_options
from analyzer.rules.answers_file import read_answers
from analyzer.rules.decision import Judged
from analyzer.rules.judge import Judge
from analyzer.rules.objection import parse_objections
from analyzer.rules.policy import choose
from analyzer.words import REFERENCE
from analyzer.words.language import choose_language

MANY = 20_000  # items, with which memory counts more than the tenth of a second that reading the word lists again takes


def analyze(paths: Iterable[str | Path | Container], options: Options, progress: Progress | None = None) -> Analysis:
    """Read the exports and judge every item. `progress(done, total)` counts bytes of needed files.

    Raises an `AnalyzerError`: see `analyzer.errors`.
    """
    with raised(options.limits), no_collector():
        return _analyze(paths, options, progress)


def _analyze(paths: Iterable[str | Path | Container], options: Options, progress: Progress | None) -> Analysis:
    _check(options)
    answers = _answers(options)
    files = read_files(options.audiences, options.seen_public, options.today)
    opened = open_exports(paths)
    try:
        total, done = needed_bytes(opened), 0

        def count(size: int) -> None:
            nonlocal done
            done += size
            if progress:
                progress(done, total)

        collection = collect(opened, count)
    finally:
        opened.close()
    made = [made_on(export) for export in collection.exports]
    accounts = link_accounts(collection, made)
    items = merge(collection, accounts)
    places = [place for export in collection.exports for place in export.facts.places]
    policy, others = choose(options.policy, options.deadline, places)
    objections = parse_objections((*answers.objected_on, *options.objected_on), accounts, options.today)
    ids = item_ids(items)
    evidence = matched(files, accounts, zip(items, ids, strict=True))
    for item, item_id in zip(items, ids, strict=True) if evidence.permalinks else ():
        item.permalink = item.permalink or evidence.permalinks.get(item_id, "")
    analysis = Analysis(
        options, collection, accounts, made, policy, others, [], {}, answers, objections, evidence=evidence,
        language=choose_language(options.language, [export.language for export in collection.exports]),
    )  # fmt: skip
    analysis.answers = with_evidence(answers, evidence)
    _judge(analysis, zip(items, ids, strict=True))
    return analysis


def rejudge(analysis: Analysis, answers: Answers) -> Analysis:
    """The same archives judged with other answers, without reading them again. `analysis` stays as it is."""
    again = replace(analysis, answers=answers, judged=[], cases={}, birthday_clash=[])
    _judge(again, [(each.item, each.id) for each in analysis.judged])
    return again


def _judge(analysis: Analysis, items: Iterable[tuple[Item, str]]) -> None:
    """Everything that follows from items and answers: the cases of the accounts, the verdicts, their order."""
    account_cases(analysis)
    judge, cases = Judge(analysis.answers, analysis.objections).judge, analysis.cases
    analysis.judged += [judge(item, item_id, cases[item.account, item.export]) for item, item_id in items]
    if analysis.options.reveals:
        _reveal(analysis.judged)
    prioritise(analysis.judged)
    analysis.questions = questions(analysis)


def _reveal(judged: list[Judged]) -> None:
    """What each item gives away."""
    for of, of_account in groupby(judged, key=lambda each: each.decision.of):
        read_words((each.item for each in of_account), of.country, of.language)
    if len(judged) > MANY:
        forget()
    for each in judged:
        of = each.decision.of
        each.reveals, each.reveals_words = reveals(each.item, each.decision.posted_as_minor, of.country, of.language)


def with_evidence(answers: Answers, evidence: Matched) -> Answers:
    """Answers with what the files of this run show, beside what was kept of earlier ones."""
    if not evidence.observations and not evidence.on_own_profile:
        return answers
    seen = united(answers.seen, evidence.observations)
    return replace(answers, seen=seen, on_own_profile=answers.on_own_profile | evidence.on_own_profile)


def _check(options: Options) -> None:
    if options.limits < 1:
        raise UsageError(
            "--limits {limits}: give how many times as much may be read, 1 or more.", limits=options.limits
        )
    if options.birthday and options.birthday > options.today:
        raise UsageError("The birthday {birthday} lies in the future.", birthday=options.birthday)
    choose_language(options.language, (REFERENCE,))  # a language without words: said before anything is read


def _answers(options: Options) -> Answers:
    given = options.answers or Answers()
    given = given if isinstance(given, Answers) else read_answers(given)
    if given.birthday and given.birthday > options.today:
        raise UsageError(
            "The birthday {birthday} in {answers} lies in the future.", birthday=given.birthday, answers=_named(options)
        )
    if given.unchanged_since and given.unchanged_since > options.today:
        raise UsageError(
            "The day {unchanged_since} (unchanged_since) in {answers} lies in the future.",
            unchanged_since=given.unchanged_since,
            answers=_named(options),
        )
    return replace(given, answers=(*from_options(list(options.audience)), *given.answers))


def _named(options: Options) -> str:
    """What the answers of a run are called in a sentence."""
    return "the answers" if isinstance(options.answers, Answers) else str(options.answers)
