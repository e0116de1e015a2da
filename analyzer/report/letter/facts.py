"""What an archive shows about one account, as far as a letter may say it.

Numbers are of items that are known to have been public and of nothing else: what is not recorded is not counted, and
no letter says that anything was used.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from dateutil.relativedelta import relativedelta

from analyzer.items.accounts import Account
from analyzer.model import PLATFORMS
from analyzer.report.letter.blocks import one_line
from analyzer.report.letter.texts import Words, load
from analyzer.rules import countries
from analyzer.rules.analysis import Analysis
from analyzer.rules.case import AccountCase
from analyzer.rules.decision import Judged
from analyzer.rules.objection import doubtful_objection
from analyzer.rules.policy import midnight


@dataclass(slots=True)
class Shown:
    """One account as its letter sees it."""

    account: Account
    of: AccountCase
    known: list[Judged]  # known to have been public
    prompts: list[Judged]
    undecided: list[Judged]
    minor: list[Judged]  # posted as a minor, and not known to have been out of sight
    special: list[Judged]  # may reveal special categories; not confirmed
    confirmed: list[Judged]  # named by the person as such
    objected: date | None
    today: date
    stem: str = ""  # of the names of its files

    @property
    def name(self) -> str:
        """The account's name, "" where the archive tells none."""
        return one_line(self.account.name)

    @property
    def full_name(self) -> str:
        """The person's name, "" where the archive tells none."""
        names = (self.account.facts[export].full_name for export in self.account.exports)
        return next((one_line(name) for name in names if name.strip()), "")

    @property
    def old(self) -> int:
        """How many public items are from before anybody could expect the use."""
        before = midnight(load("facts")["old_posts"]["before"])
        return sum(1 for each in self.known if each.item.created is not None and each.item.created < before)

    @property
    def stated(self) -> bool:
        """Whether something is known by the person's answers rather than by the archive."""
        return any(each.is_public_basis == "stated_by_you" for each in self.known)

    @property
    def made(self) -> date | None:
        """The day on which the newest copy was made, where something tells it exactly."""
        made = self.of.made
        return made.day if made.exact else None

    @property
    def answer_due(self) -> date | None:
        """The day on which the answer to the objection is due."""
        return self.objected and self.objected + relativedelta(months=load("facts")["answer"]["months"])

    @property
    def too_early(self) -> bool:
        """Whether the time for an answer is not over yet."""
        return self.answer_due is not None and self.today <= self.answer_due

    @property
    def doubtful(self) -> bool:
        """Whether it is disputed that the objection still counts."""
        return doubtful_objection(self.objected, self.of.policy)


def shown(analysis: Analysis, confirmed: frozenset[str]) -> list[Shown]:
    """All accounts of a run, in the order of the platforms. `confirmed`: ids of items."""
    by_account: defaultdict[int, list[Judged]] = defaultdict(list)
    for each in analysis.judged:
        by_account[each.item.account].append(each)
    found = []
    for number, account in enumerate(analysis.accounts):
        judged = by_account[number]
        content = [each for each in judged if each.item.kind != "ai_prompt"]
        said = analysis.objections.of(account)
        found.append(
            Shown(
                account,
                analysis.cases[number, account.exports[0]],
                known=[each for each in content if each.is_public == "yes"],
                prompts=[each for each in judged if each.item.kind == "ai_prompt" and each.verdict != "out_of_scope"],
                undecided=[each for each in content if each.is_public == "unknown"],
                minor=[each for each in judged if each.posted_as_minor == "yes" and each.is_public != "no"],
                special=[
                    each
                    for each in judged
                    if "special_category" in each.reveals and each.is_public != "no" and each.id not in confirmed
                ],
                confirmed=[each for each in judged if each.id in confirmed],
                objected=said if isinstance(said, date) else None,
                today=analysis.options.today,
            )
        )
    return sorted(found, key=lambda each: PLATFORMS.index(each.account.platform))


def by_time(items: Iterable[Judged]) -> list[Judged]:
    """The oldest first, those without a time last."""
    return sorted(items, key=lambda each: (each.item.created is None, each.item.created or 0, each.id))


def counts(items: Iterable[Judged], words: Words) -> list[str]:
    """Numbers and periods by kind, a line each, the most frequent first."""
    kinds: defaultdict[str, list[Judged]] = defaultdict(list)
    for each in items:
        kinds[each.item.kind].append(each)
    return [
        words.say(
            "count_line", kind=words.kind(kind, True), count=words.number(len(found)), period=period(found, words)
        )
        for kind, found in sorted(kinds.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    ]  # fmt: skip


def period(items: Iterable[Judged], words: Words) -> str:
    """From when to when items were made."""
    moments = [each.item.created for each in items if each.item.created is not None]
    if not moments:
        return words.say("period_undated")
    first, last = (words.day(datetime.fromtimestamp(moment, UTC).date()) for moment in (min(moments), max(moments)))
    return first if first == last else words.say("period", first=first, last=last)


def item_line(each: Judged, words: Words) -> str:
    """One item so that it can be found again: time, kind, link. Never its text."""
    item = each.item
    if item.created is None:
        when = words.say("period_undated")
    else:
        exact = item.created_basis in ("second", "minute")
        when = datetime.fromtimestamp(item.created, UTC).strftime("%Y-%m-%d %H:%M" if exact else "%Y-%m-%d")
    parts = [when, words.kind(item.kind, False), one_line(item.permalink)]
    return ", ".join(part for part in parts if part)


def country(analysis: Analysis) -> str:
    """The code of the first country on record; "" where there is none."""
    places = [place for export in analysis.collection.exports for _, place in export.facts.places]
    codes = (countries.code(place) or countries.code(place.rpartition(",")[2]) for place in places)
    return next(filter(None, codes), "")
