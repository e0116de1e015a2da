"""The account in each of its exports: what is equal for all its items, age included."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from analyzer.items.accounts import Account, MadeOn
from analyzer.items.collect import Collection
from analyzer.model import AccountFacts, Switch
from analyzer.rules import countries
from analyzer.rules.age import AGE, Aged, set_majority, set_tested_day
from analyzer.rules.analysis import Analysis
from analyzer.rules.case import AccountCase
from analyzer.rules.policy import Policy, midnight
from analyzer.rules.privacy_history import PrivacyHistory, privacy_history


def account_cases(analysis: Analysis) -> None:
    """The facts of each account in each of its exports, age included."""
    first_posts = _first_posts(analysis)
    own: list[AccountCase] = []  # the person's, each account by its newest export
    for number, account in enumerate(analysis.accounts):
        for export in account.exports:
            of = account_case(
                analysis.collection, account, export, analysis.policy, analysis.made, first_posts.get(number)
            )
            _give_birthday(of, analysis, export)
            of.unchanged_since = analysis.answers.unchanged_since
            set_tested_day(of, analysis.options.as_of, analysis.options.today)
            of.is_adult, of.is_adult_basis = AGE.decide(Aged(of))[1]
            of.page_is = analysis.answers.page_is(account.name) if account.is_page else ""
            analysis.cases[number, export] = of
        if not account.is_page:
            own.append(analysis.cases[number, account.exports[0]])
    for (number, _), of in analysis.cases.items():
        if analysis.accounts[number].is_page:
            _take_age(of, [each for each in own if each.account.platform == own[0].account.platform])
        set_majority(of)


def _take_age(of: AccountCase, persons: list[AccountCase]) -> None:
    """Give a Page the person behind it. Whose it is, if own accounts differ, no archive tells."""
    of.persons = tuple(persons)
    of.is_adult, of.is_adult_basis = AGE.decide(Aged(of))[1]
    born = {(each.birthday, each.birthday_given) for each in persons}
    of.birthday, of.birthday_given = next(iter(born)) if len(born) == 1 else (None, False)


def _give_birthday(of: AccountCase, analysis: Analysis, export: int) -> None:
    """The birthday given, where the archive has none; a Threads profile has that of its Instagram account."""
    if of.account.platform == "threads" and of.birthday is None:
        of.birthday = _of_instagram(of.account, analysis, export)
    given = analysis.options.birthday or analysis.answers.birthday
    if of.birthday and of.birthday > analysis.options.today:
        of.birthday = None  # nobody was born in the future: the archive does not tell
    if given and of.birthday is None:
        of.birthday, of.birthday_given = given, True
    elif given and given != of.birthday and of.account.name not in analysis.birthday_clash:
        analysis.birthday_clash.append(of.account.name)


def _of_instagram(threads: Account, analysis: Analysis, export: int) -> date | None:
    """The birthday of the Instagram account of the same export and user name."""
    for account in analysis.accounts:
        same = account.platform == "instagram" and account.name.casefold() == threads.name.casefold()
        if same and threads.name and export in account.facts and not account.is_page:
            found = account.fact(export, "birthday")
            return found if isinstance(found, date) else None
    return None


def _first_posts(analysis: Analysis) -> Mapping[int, int]:
    first: defaultdict[int, int] = defaultdict(lambda: 1 << 62)
    for item in analysis.collection.records:
        if item.created is not None:
            first[item.account] = min(first[item.account], item.created)
    return dict(first)


def account_case(
    collection: Collection,
    account: Account,
    export: int,
    policy: Policy,
    all_made: list[MadeOn],
    first_post: int | None,
) -> AccountCase:
    """What an export (and, for what it lacks, the account's other exports) tells about an account."""
    facts, made = account.facts.get(export) or account.facts[account.exports[0]], all_made[export]
    registered = account.fact(export, "registered")
    registered = registered if isinstance(registered, int) else None
    start = midnight(policy.training_start) if policy.training_start else registered
    before = bool(policy.training_start and made.day and made.day < policy.training_start)
    history = _history(collection, account, export, all_made, start)
    birthday = account.fact(export, "birthday")
    since = min((moment for moment in (registered, first_post) if moment is not None), default=None)
    read = collection.exports[export]
    found = AccountCase(
        account, facts, policy, made, start, before and made.exact, before and not made.exact, history,
        birthday if isinstance(birthday, date) else None, False, since,
    )  # fmt: skip
    found.country = next((code for _, place in read.facts.places if (code := countries.code(place))), "")
    found.language = read.language
    return found


def _history(
    collection: Collection, account: Account, export: int, all_made: list[MadeOn], start: int | None
) -> PrivacyHistory:
    """The account's privacy up to the making of an export. Older ones that show it public show that it was so then.

    The state is that of the export, the switches those of all exports. Those after an older export lead from its
    state to today's: if they do not, the log contradicts itself; if they do, it shows the time before them too.
    """
    made, facts = all_made[export], [account.facts[index] for index in account.exports]
    switches = [switch for each in facts for switch in each.switches]
    source = next((i for i in (export, *account.exports) if account.facts[i].private is not None), export)
    private, unreadable = account.facts[source].private, any(each.history_unreadable for each in facts)
    later: list[Switch] = []
    if source not in account.newest and made.day:
        end = midnight(made.day) + 86400
        later = [switch for switch in switches if switch.at >= end]
        newest = next((each.private for each in facts if each.private is not None), None)
        unreadable |= private != (newest if len({switch.at for switch in later}) % 2 == 0 else not newest)
        switches = [switch for switch in switches if switch.at < end]
    reaches = start is not None and reaches_back(collection, source, account.facts[source], start)
    public_on = [
        midnight(day)
        for index in account.exports
        if account.facts[index].private is False and (day := all_made[index].day) and all_made[index].exact
        if made.day and day < made.day
    ]
    return privacy_history(private, switches, unreadable, not switches and (reaches or bool(later)), public_on)


def reaches_back(collection: Collection, export: int, facts: AccountFacts, start: int) -> bool:
    """Whether an export is shown to cover the time from `start`: by the range asked for, or an access that old.

    Sign-up details and an empty log of switches prove nothing.
    """
    requests = collection.exports[export].facts.requests
    newest = max((request.made or 0 for request in requests), default=0)
    own = [request.start for request in requests if request.made is None or request.made > newest - 86400]
    if any(begin is not None and begin <= start for begin in own):
        return True
    return any(access <= start for access in facts.accesses)
