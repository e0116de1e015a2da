"""Whether the account holder is of age, and whether an item was written before that."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from dateutil.relativedelta import relativedelta

from analyzer.rules.case import AccountCase, Case
from analyzer.rules.decision import Judged as Judged  # for all who ask what was decided
from analyzer.rules.policy import midnight

YEARS_FROM_SIGN_UP = 5  # an account needs age 13 at sign-up


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


def eighteenth_birthday(of: AccountCase) -> date | None:
    """The day on which the account holder comes of age, where the birthday is known."""
    return age_day(of.birthday, of.policy.adult_age) if of.birthday else None
