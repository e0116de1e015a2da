"""The whole way from archives to verdicts. `analyze` is the one function behind command, notebook and tests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from analyzer import graph_api, scope
from analyzer.accounts import Account, MadeOn, link_accounts, made_on
from analyzer.answers import Answers, from_options, read_answers
from analyzer.archive import open_exports
from analyzer.case import AccountCase, account_case
from analyzer.collect import Collection, collect, needed_bytes
from analyzer.collector import no_collector
from analyzer.decision import Judged
from analyzer.errors import UsageError
from analyzer.graph_api import Matched
from analyzer.identity import item_ids
from analyzer.policy import Policy, choose
from analyzer.records import Item
from analyzer.same_item import kind_group, merge
from analyzer.scope import NEVER, Objections
from analyzer.words import REFERENCE, Words, speak
from analyzer.words.choice import choose_language

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What the person said beside the archives. See `analyzer.analyze` for the meaning of each."""

    policy: str = "auto"
    deadline: date | None = None
    objected_on: tuple[str, ...] = ()
    as_of: date | None = None
    birthday: date | None = None
    audience: tuple[str, ...] = ()
    answers: str | Path | None = None
    audiences: str | Path | None = None
    language: str = ""
    today: date = field(default_factory=lambda: datetime.now(UTC).date())


@dataclass(slots=True, eq=False, weakref_slot=True)
class Analysis:
    """Everything that one run found out."""

    options: Options
    collection: Collection
    accounts: list[Account]
    made: list[MadeOn]
    policy: Policy
    other_policies: list[str]
    judged: list[Judged]
    cases: dict[tuple[int, int], AccountCase]  # by account and export
    answers: Answers
    objections: Objections
    birthday_clash: list[str] = field(default_factory=list)  # accounts with another birthday than the one given
    graph: Matched = field(default_factory=Matched)  # what the Graph API says, matched to items
    redacted: bool = False  # texts, names and paths are taken out: see `analyzer.redact`
    language: str = REFERENCE  # of everything that a person reads

    @property
    def words(self) -> Words:
        """What a person reads, in the language of this run."""
        return speak(self.language)


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
    _account_cases(analysis)
    answers = replace(analysis.answers, graph=analysis.graph.audiences)
    judge, cases = scope.Judge(answers, analysis.objections).judge, analysis.cases
    analysis.judged += [judge(item, item_id, cases[item.account, item.export]) for item, item_id in items]
    scope.prioritise(analysis.judged)


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


def parse_objections(options: Iterable[str], accounts: list[Account], today: date) -> Objections:
    """`[ACCOUNT=]DATE|never`, repeated. Raises UsageError for what is no past day, or an account that is not there."""
    default: date | str | None = None
    by_account: dict[str, date | str] = {}
    names = {account.name.casefold(): account.name for account in accounts}
    for option in options:
        account, _, when = option.rpartition("=")
        try:
            said: date | str = NEVER if when.strip().casefold() == NEVER else date.fromisoformat(when.strip())
        except ValueError:
            raise UsageError(f"--objected-on {option}: write a date such as 2025-05-20, or never.") from None
        if isinstance(said, date) and said > today:
            raise UsageError(f"--objected-on {option}: that day lies in the future.")
        if not account:
            default = said
        elif account.strip().casefold() in names:
            by_account[account.strip().casefold()] = said
        else:
            known = ", ".join(sorted(filter(None, names.values()))) or "none is named"
            raise UsageError(f"--objected-on {option}: no archive is of an account of that name ({known}).")
    return Objections(default, by_account)


def _account_cases(analysis: Analysis) -> None:
    """The facts of each account in each of its exports, age included."""
    first_posts = _first_posts(analysis)
    own: list[AccountCase] = []  # the person's, each account by its newest export
    for number, account in enumerate(analysis.accounts):
        for export in account.exports:
            of = account_case(
                analysis.collection, account, export, analysis.policy, analysis.made[export], first_posts.get(number)
            )
            _give_birthday(of, analysis)
            of.is_adult, of.is_adult_basis = scope.adult(of, analysis.options.as_of, analysis.options.today)
            of.page_is = analysis.answers.page_is(account.name) if account.is_page else ""
            analysis.cases[number, export] = of
        if not account.is_page:
            own.append(analysis.cases[number, account.exports[0]])
    for (number, _), of in analysis.cases.items():
        if analysis.accounts[number].is_page:
            _take_age(of, [each for each in own if each.account.platform == own[0].account.platform])
        scope.settle_age(of)


def _take_age(of: AccountCase, persons: list[AccountCase]) -> None:
    """A Page has no age: that of the person behind it counts. Whose it is, if they differ, no archive tells."""
    agreed = len({each.is_adult for each in persons}) == 1
    of.is_adult = persons[0].is_adult if agreed else "unknown"
    of.is_adult_basis = min(each.is_adult_basis for each in persons) if agreed else "not_recorded"
    born = {(each.birthday, each.birthday_given) for each in persons}
    of.birthday, of.birthday_given = next(iter(born)) if len(born) == 1 else (None, False)


def _give_birthday(of: AccountCase, analysis: Analysis) -> None:
    given = analysis.options.birthday or analysis.answers.birthday
    if of.birthday and of.birthday > analysis.options.today:
        of.birthday = None  # nobody was born in the future: the archive does not tell
    if given and of.birthday is None:
        of.birthday, of.birthday_given = given, True
    elif given and given != of.birthday and of.account.name not in analysis.birthday_clash:
        analysis.birthday_clash.append(of.account.name)


def _first_posts(analysis: Analysis) -> Mapping[int, int]:
    first: defaultdict[int, int] = defaultdict(lambda: 1 << 62)
    for item in analysis.collection.records:
        if item.created is not None:
            first[item.account] = min(first[item.account], item.created)
    return dict(first)
