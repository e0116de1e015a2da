"""The verdicts: whether each item falls into the scope that Meta states, and why."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta

from analyzer import answers as answering
from analyzer import audience
from analyzer.accounts import Account
from analyzer.answers import Answers
from analyzer.audience import Rule, Ruling
from analyzer.case import AccountCase, Case
from analyzer.decision import Decision
from analyzer.decision import Judged as Judged  # for all who ask what was decided
from analyzer.policy import Policy, midnight
from analyzer.records import Item
from analyzer.revealing import REVEALS, reveals

NEVER = "never"
YEARS_FROM_SIGN_UP = 5  # an account needs age 13 at sign-up
ZONE_DOUBT = 14 * 3600  # seconds by which a time of an unknown zone may be off
FIRST_COUNTED_OBJECTION = date(2025, 4, 14)  # objections of the 2024 round: it is disputed whether they still count
_NOW_SETTLED = frozenset({"ai_prompt", "never_public", "archived", "story"})


@dataclass(frozen=True, slots=True)
class Objections:
    """When the person objected: for all accounts, and for single ones. A day, `NEVER`, or None (not said)."""

    default: date | str | None = None
    by_account: Mapping[str, date | str] | None = None

    def of(self, account: Account) -> date | str | None:
        """The objection for one account."""
        return (self.by_account or {}).get(account.name.casefold(), self.default)


def judge(case: Case, answers: Answers, objections: Objections) -> Judged:
    """Decide everything about one item but its place among the others."""
    return _judged(case.item, case.id, decide(case, answers, objections))


def _judged(item: Item, item_id: str, decision: Decision) -> Judged:
    found, words = reveals(item, decision.posted_as_minor, decision.of.country, decision.of.language)
    return Judged(item, item_id, decision, found, words)


def decide(case: Case, answers: Answers, objections: Objections) -> Decision:
    """The answers of all tests for one item. What it looks at of the item stands in `Judge.decision` too."""
    item, of = case.item, case.of
    rule, ruling = audience.judge(case)
    answer = answers.for_case(case, ruling.basis)
    settled = rule.name in _NOW_SETTLED or item.state == "trashed" or item.kind == "story"
    ruling = _at_export(item, rule, ruling, settled)
    contradicted = answering.contradicts(answers, case, ruling)
    ruling = answering.apply(answer, ruling, settled)
    is_adult, is_adult_basis = of.is_adult, of.is_adult_basis
    if item.kind == "ai_prompt" and of.policy.ai_prompts_any_age:
        is_adult, is_adult_basis = "not_needed", "ai_interaction"
    before = is_before_deadline(case)
    verdict = verdict_of(ruling.is_public, is_adult, before)
    return Decision(
        of, rule, ruling.is_public, ruling.basis, ruling.now, is_adult, is_adult_basis, before, verdict,
        objection(case, objections), posted_as_minor(case), suggestion(case, ruling, verdict), contradicted,
    )  # fmt: skip


class Judge:
    """Judges many items: those that are alike in all that `decide` looks at only once (four times as fast)."""

    def __init__(self, answers: Answers, objections: Objections) -> None:
        self._answers, self._objections = answers, objections
        self._known: dict[tuple[object, ...], Decision] = {}
        self._moments: dict[int, list[int]] = {}
        self._named = {answer.item for answer in answers.answers if answer.item} | answers.graph.keys()

    def judge(self, item: Item, item_id: str, of: AccountCase) -> Judged:
        """What `scope.judge` gives."""
        return _judged(item, item_id, self.decision(item, item_id, of))

    def decision(self, item: Item, item_id: str, of: AccountCase) -> Decision:
        """What `decide` gives, shared with the items that are alike."""
        if item_id in self._named:  # something is said of this very item
            return decide(Case(item, item_id, of), self._answers, self._objections)
        moments = self._moments.get(id(of))
        if moments is None:
            moments = self._moments[id(of)] = sorted(self._moments_of(of))
        key = (
            id(of), item.platform, item.kind, item.state, item.venue, item.mark, item.in_newest, item.created_basis,
            None if item.created is None else bisect_right(moments, item.created),
            item.venue_name if item.venue == "group" and self._answers.answers else "",
        )  # fmt: skip
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = decide(Case(item, item_id, of), self._answers, self._objections)
        return known

    def _moments_of(self, of: AccountCase) -> set[int]:
        """The times from which on an item created then may be decided otherwise than one created before."""
        found = [of.start, of.majority, of.grown_up, *of.history.switches]
        if of.policy.deadline:
            deadline = midnight(of.policy.deadline)
            found += [deadline, deadline - ZONE_DOUBT + 1, deadline + ZONE_DOUBT]
        said = self._objections.of(of.account)
        days = [said + timedelta(days=1)] if isinstance(said, date) else []
        days += [day for answer in self._answers.answers for day in (answer.since, answer.until) if day]
        return {moment for moment in (*found, *map(midnight, days)) if moment is not None}


def _at_export(item: Item, rule: Rule, ruling: Ruling, settled: bool) -> Ruling:
    """Who can see it now, for what lies in the trash, for stories, and for what only an older export has."""
    if (item.state == "trashed" or item.kind == "story") and rule.name != "ai_prompt":
        return replace(ruling, now="no")
    if not item.in_newest and not settled:
        return replace(ruling, now="unknown")
    return ruling


def verdict_of(is_public: str, is_adult: str, is_before_deadline: str) -> str:
    """The verdict that the three tests make; `not_needed` counts as yes."""
    if "no" in (is_public, is_adult):
        return "out_of_scope"
    if "unknown" in (is_public, is_adult, is_before_deadline):
        return "undetermined"
    return "ongoing" if is_before_deadline == "no" else "in_scope"


def is_before_deadline(case: Case) -> str:
    """Whether an item was created before the policy's deadline."""
    deadline, item, made = case.of.policy.deadline, case.item, case.of.made
    if deadline is None:
        return "not_needed"
    if item.created is None:
        return "yes" if made.exact and made.day and made.day < deadline else "unknown"
    if item.created_basis == "zone_assumed" and abs(item.created - midnight(deadline)) < ZONE_DOUBT:
        return "unknown"
    return "yes" if item.created < midnight(deadline) else "no"


def age_day(birthday: date, years: int) -> date:
    """The day from 00:00 UTC of which somebody is of an age."""
    return birthday + relativedelta(years=years)


def adult(of: AccountCase, as_of: date | None, today: date) -> tuple[str, str]:
    """Whether the account holder was of age at some moment between the start of training and the export."""
    exact = of.made.exact or as_of is not None
    tested = as_of or of.made.day
    training = of.policy.training_start
    if training and (tested is None or tested < training):
        exact, tested = exact and tested is not None, training
    if tested is None:
        exact, tested = False, today
    if of.birthday:
        basis = "birthday_given" if of.birthday_given else "birthday"
        majority = age_day(of.birthday, of.policy.adult_age)
        if majority <= tested:
            return "yes", basis
        return ("no" if exact or majority > today else "unknown"), basis
    if of.since is not None:
        five_years_before = datetime.combine(tested - relativedelta(years=YEARS_FROM_SIGN_UP), time.max, UTC)
        if of.since <= five_years_before.timestamp():
            return "yes", "account_older_than_5_years"
    return "unknown", "not_recorded"


def settle_age(of: AccountCase) -> None:
    """Work out, once for an account, from when on its items were not written by a minor."""
    if of.birthday:
        of.majority = midnight(age_day(of.birthday, of.policy.adult_age))
    elif of.since is not None:
        later = datetime.fromtimestamp(of.since, UTC) + relativedelta(years=YEARS_FROM_SIGN_UP)
        of.grown_up = int(later.timestamp())


def posted_as_minor(case: Case) -> str:
    """Whether an item was written before the 18th birthday."""
    of, created = case.of, case.item.created
    if of.majority is not None:
        if created is None:
            return "no" if of.since is not None and of.since >= of.majority else "unknown"
        return "yes" if created < of.majority else "no"
    if created is None or of.grown_up is None:
        return "unknown"
    return "no" if created >= of.grown_up else "unknown"


def objection(case: Case, objections: Objections) -> str:
    """What an objection means for an item: see POLICY.md 3.2 for the two readings of a late one."""
    said = objections.of(case.of.account)
    if said is None:
        return "unknown"
    if not isinstance(said, date):
        return "none"
    if case.of.start is not None and midnight(said) < case.of.start - case.of.start % 86400:
        return "covered"
    created = case.item.created
    return "covered" if created is not None and created >= midnight(said + timedelta(days=1)) else "disputed"


def suggestion(case: Case, ruling: Ruling, verdict: str) -> str:
    """What to do about an item: the first that fits."""
    item = case.item
    if verdict == "out_of_scope" or not item.in_newest:
        return "none"
    photo = item.kind in ("profile_photo", "cover_photo") and ruling.basis == "always_public"
    if item.kind in ("ai_prompt", "bio") or photo or ruling.now == "no":
        return "object_only"
    if verdict == "undetermined":
        return "check_audience"
    on_page = item.venue == "page" or case.of.page_is == "page"
    if (item.kind == "comment" and item.platform != "threads") or on_page or item.venue in ("group", "marketplace"):
        return "delete"
    return "make_private"


def prioritise(judged: list[Judged]) -> None:
    """Number the items for which something is suggested, the most pressing first."""
    wanted = sorted((each for each in judged if each.decision.suggestion != "none"), key=_pressing)
    for number, each in enumerate(wanted, 1):
        each.priority = number


def _pressing(each: Judged) -> tuple[bool, bool, int, bool, int, str]:
    first = REVEALS.index(each.reveals[0]) if each.reveals else len(REVEALS)
    created, decision = each.item.created, each.decision
    undecided = decision.verdict == "undetermined"
    return decision.is_public_now != "yes", undecided, first, created is None, created or 0, each.id


def doubtful_objection(said: date | str | None, policy: Policy) -> bool:
    """Whether it is disputed that an objection still counts: made before April 2025, where that round was held."""
    return isinstance(said, date) and said < FIRST_COUNTED_OBJECTION and policy.id in ("eu", "ch")


def eighteenth_birthday(of: AccountCase) -> date | None:
    """The day on which the account holder comes of age, where the birthday is known."""
    return age_day(of.birthday, of.policy.adult_age) if of.birthday else None
