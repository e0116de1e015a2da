"""The whole way from archives to verdicts. `analyze` is the one function behind command, notebook and tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from analyzer.advice.priority import prioritise
from analyzer.advice.questions import questions
from analyzer.advice.revealing import reveals
from analyzer.archive import open_exports
from analyzer.errors import UsageError
from analyzer.items.accounts import Account, link_accounts, made_on
from analyzer.items.collect import collect, needed_bytes
from analyzer.items.gc_pause import no_collector
from analyzer.items.ids import item_ids
from analyzer.items.merged_item import kind_group, merge
from analyzer.model import Item
from analyzer.rules import graph_api
from analyzer.rules.account_then import account_cases
from analyzer.rules.analysis import Analysis, Options, Progress
from analyzer.rules.answers import Answers, from_options
from analyzer.rules.answers_file import read_answers
from analyzer.rules.judge import Judge
from analyzer.rules.objection import parse_objections
from analyzer.rules.policy import choose
from analyzer.words import REFERENCE
from analyzer.words.language import choose_language


def analyze(paths: Iterable[str | Path], options: Options, progress: Progress | None = None) -> Analysis:
    """Read the exports and judge every item. `progress(done, total)` counts bytes of needed files.

    Raises an `AnalyzerError`: see `analyzer.errors`.
    """
    with no_collector():
        return _analyze(paths, options, progress)


def _analyze(paths: Iterable[str | Path], options: Options, progress: Progress | None) -> Analysis:
    _check(options)
    answers = _answers(options)
    posts = graph_api.read(options.audiences) if options.audiences else []
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
    objections = parse_objections(options.objected_on, accounts, options.today)
    ids = item_ids(items)
    own = (pair for pair in zip(items, ids, strict=True) if _may_match(pair[0], accounts))
    graph = graph_api.match(posts, own)
    if graph.permalinks:
        for item, item_id in zip(items, ids, strict=True):
            item.permalink = item.permalink or graph.permalinks.get(item_id, "")
    analysis = Analysis(
        options, collection, accounts, made, policy, others, [], {}, answers, objections, graph=graph,
        language=choose_language(options.language, [export.language for export in collection.exports]),
    )  # fmt: skip
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
    answers = replace(analysis.answers, graph=analysis.graph.audiences)
    judge, cases = Judge(answers, analysis.objections).judge, analysis.cases
    for item, item_id in items:
        each = judge(item, item_id, cases[item.account, item.export])
        of = each.decision.of
        each.reveals, each.reveals_words = reveals(item, each.decision.posted_as_minor, of.country, of.language)
        analysis.judged.append(each)
    prioritise(analysis.judged)
    analysis.questions = questions(analysis)


def _may_match(item: Item, accounts: list[Account]) -> bool:
    """Whether the Graph API's list of a person's posts may speak of an item: no comments, and nothing of a Page's."""
    own = item.platform == "facebook" and kind_group(item.kind) == "content"
    return own and not accounts[item.account].is_page


def _check(options: Options) -> None:
    if options.birthday and options.birthday > options.today:
        raise UsageError(f"The birthday {options.birthday} lies in the future.")
    choose_language(options.language, (REFERENCE,))  # a language without words: said before anything is read


def _answers(options: Options) -> Answers:
    given = read_answers(options.answers) if options.answers else Answers()
    if given.birthday and given.birthday > options.today:
        raise UsageError(f"The birthday {given.birthday} in {options.answers} lies in the future.")
    return replace(given, answers=(*from_options(list(options.audience)), *given.answers))
