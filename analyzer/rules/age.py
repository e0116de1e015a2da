"""Whether the account holder is of age, and whether an item was written before that. docs/rules.md, "Age"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from dateutil.relativedelta import relativedelta

from analyzer.model import AdultBasis, Finding, Item
from analyzer.rules.case import AccountCase, Case
from analyzer.rules.policy import midnight
from analyzer.rules.rule import Rules

AGE_AT_SIGN_UP = 13  # that an account needs
Age = tuple[Finding, AdultBasis]


@dataclass(frozen=True, slots=True)
class Aged:
    """Whose age is asked for, and of which item; None for the account as such."""

    of: AccountCase
    item: Item | None = None


AGE: Rules[Aged, Age] = Rules("age")


@AGE.rule(source="meta_ai")
def prompts_of_any_age(aged: Aged) -> Age | None:
    """For what you type to Meta AI, Meta's text names no age here."""
    prompt = aged.item is not None and aged.item.kind == "ai_prompt"
    return ("not_needed", "ai_interaction") if prompt and aged.of.policy.ai_prompts_any_age else None


@AGE.rule(source="archive")
def person_behind_a_page(aged: Aged) -> Age | None:
    """A Page has no age: that of the person behind it counts, where all own accounts agree on it."""
    if not aged.of.account.is_page:
        return None
    persons = aged.of.persons
    if len({each.is_adult for each in persons}) != 1:
        return "unknown", "not_recorded"
    return persons[0].is_adult, min(each.is_adult_basis for each in persons)


@AGE.rule(source="birthday")
def by_birthday(aged: Aged) -> Age | None:
    """Your birthday tells whether you were 18 (from 00:00 UTC of that birthday on) on some day between the start of
    training and this archive. Where Meta's text names no age, nothing follows from being younger."""
    of = aged.of
    if of.birthday is None:
        return None
    basis: AdultBasis = "birthday_given" if of.birthday_given else "birthday"
    majority = age_day(of.birthday, of.policy.adult_age)
    if of.age_on is not None and majority <= of.age_on:
        return "yes", basis
    minor = of.age_exact or majority > of.today
    if minor and not of.policy.age_limit_stated:
        return "unknown", "age_limit_not_in_policy"
    return ("no" if minor else "unknown"), basis


@AGE.rule(source="terms")
def account_older_than_5_years(aged: Aged) -> Age | None:
    """An account needs age 13 at sign-up: one that is five years old belongs to an adult."""
    of = aged.of
    if of.since is None or of.age_on is None:
        return None
    latest = datetime.combine(of.age_on - relativedelta(years=_years_to_majority(of)), time.max, UTC)
    return ("yes", "account_older_than_5_years") if of.since <= latest.timestamp() else None


@AGE.rule(source="archive")
def age_not_recorded(aged: Aged) -> Age | None:
    """The archive does not tell how old you are."""
    return "unknown", "not_recorded"


def _years_to_majority(of: AccountCase) -> int:
    """How many years after sign-up whoever made the account was of age, at the latest: five where the age is 18."""
    return of.policy.adult_age - AGE_AT_SIGN_UP


def age_day(birthday: date, years: int) -> date:
    """The day from 00:00 UTC of which somebody is of an age."""
    return birthday + relativedelta(years=years)


def set_tested_day(of: AccountCase, as_of: date | None, today: date) -> None:
    """Work out, once for an account, on which day its age is tested: at the latest when the export was made."""
    exact, tested = of.made.exact or as_of is not None, as_of or of.made.day
    training = of.policy.training_start
    if training and (tested is None or tested < training):
        exact, tested = exact and tested is not None, training
    if tested is None:
        exact, tested = False, today
    of.age_on, of.age_exact, of.today = tested, exact, today


def set_majority(of: AccountCase) -> None:
    """Work out, once for an account, from when on its items were not written by a minor."""
    if of.birthday:
        of.majority = midnight(age_day(of.birthday, of.policy.adult_age))
    elif of.since is not None:
        later = datetime.fromtimestamp(of.since, UTC) + relativedelta(years=_years_to_majority(of))
        of.grown_up = int(later.timestamp())


def posted_as_minor(case: Case) -> Finding:
    """Whether an item was written before the 18th birthday."""
    of, created = case.of, case.item.created
    if of.majority is not None:
        if created is None:
            return "no" if of.since is not None and of.since >= of.majority else "unknown"
        return "yes" if created < of.majority else "no"
    if created is None or of.grown_up is None:
        return "unknown"
    return "no" if created >= of.grown_up else "unknown"


def majority_day(of: AccountCase) -> date | None:
    """The day on which the account holder comes of age, where the birthday is known."""
    return age_day(of.birthday, of.policy.adult_age) if of.birthday else None
