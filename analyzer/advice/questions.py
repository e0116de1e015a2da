"""What only the person can tell: the questions that settle most, and how many items each decides."""

from __future__ import annotations

from collections import Counter

from analyzer.model import Finding
from analyzer.rules.analysis import Analysis, Question
from analyzer.rules.answers import Answer
from analyzer.rules.audience import AUDIENCE
from analyzer.rules.decision import Judged
from analyzer.rules.verdict import verdict_of

UNCHANGED = "unchanged_since"


def questions(analysis: Analysis) -> list[Question]:
    """All open questions, those that settle most first: `Analysis.questions` keeps them.

    Those that settle items by themselves; where these are few, those that do so together with another answer.
    """
    alone, together = questions_settling(analysis, together=False), questions_settling(analysis, together=True)
    return together if together and (not alone or 4 * alone[0].decides < together[0].decides) else alone


def questions_settling(analysis: Analysis, together: bool) -> list[Question]:
    """The questions that settle items by themselves, or `together` with another answer; most items first."""
    kinds = (_platforms, _sentences, _groups, _birthdays, _pages, _channels, _unchanged)
    found = [question for ask in kinds for question in ask(analysis, together)]
    return sorted((question for question in found if question.decides), key=lambda q: (-q.decides, q.id))


def since(analysis: Analysis) -> str:
    """`since 27 May 2025`, or without a date where the policy has none."""
    start, words = analysis.policy.training_start, analysis.words
    return words.say("questions.since.day", day=start) if start else words.say("questions.since.joined")


def _undecided(analysis: Analysis) -> list[tuple[Judged, int]]:
    """One item for each decision that is open, and how many there are like it."""
    return [(each, count) for each, count in analysis.by_decision if each.verdict == "undetermined"]


def settles(each: Judged, *, audience: bool = False, age: bool = False, together: bool = False) -> bool:
    """Whether knowing the audience or the age would decide an item, whatever the answer.

    `together`: once the other is known too.
    """
    public = _possible(each.is_public, audience, together)
    adult = _possible(each.is_adult, age, together)
    return all(verdict_of(p, a, each.is_before_deadline) != "undetermined" for p in public for a in adult)


def _possible(found: Finding, told: bool, together: bool) -> tuple[Finding, ...]:
    """What a test can come to: both where the answer tells it and it is open, a yes where another answer does."""
    if found != "unknown":
        return (found,)
    return ("yes", "no") if told else ("yes",) if together else (found,)


def asked_basis(each: Judged, analysis: Analysis) -> str:
    """The basis by which an answer about the audience reaches an open item, as far as it is still to be asked.

    What evidence shows as narrower waits for the question on changes first; where that was answered and does not
    settle it, an answer about the audience does, which reaches it by the basis that the archive gave.
    """
    narrower = each.decision.decided_by[1] == "narrower_today"
    if narrower and analysis.answers.unchanged_since:
        return AUDIENCE.decide(each.case)[1].basis
    return each.is_public_basis


def _platforms(analysis: Analysis, together: bool) -> list[Question]:
    counts: Counter[str] = Counter()
    for each, count in _undecided(analysis):
        answer = Answer("public", platform=each.item.platform, option=True)
        if (
            each.is_public == "unknown"
            and answer.reaches(each.case, asked_basis(each, analysis))
            and settles(each, audience=True, together=together)
        ):
            counts[each.item.platform] += count
    return [
        Question(
            f"audience:{platform}",
            _text(
                analysis, "audience", platform=analysis.words.code("codes.platform", platform), since=since(analysis)
            ),
            count,
            f"--audience {platform}=public",
        )
        for platform, count in counts.items()
    ]


def _sentences(analysis: Analysis, together: bool) -> list[Question]:
    """Timeline posts whose sentence tells no place, by the form of their sentence: where do they stand?"""
    open_ = {
        each.decision
        for each, _ in _undecided(analysis)
        if each.venue == "unknown" and each.is_public == "unknown" and settles(each, audience=True, together=together)
    }
    counts = Counter(each.item.sentence for each in analysis.judged if each.decision in open_)
    return [
        Question(f"sentence:{form}", _text(analysis, "sentence", n=count, form=form), count, "--ask")
        for form, count in counts.items()
        if form
    ]


def _unchanged(analysis: Analysis, together: bool) -> list[Question]:
    """What Facebook shows as narrower today: since when nothing was hidden or opened."""
    if analysis.answers.unchanged_since:
        return []
    count = sum(
        count
        for each, count in _undecided(analysis)
        if each.is_public == "unknown" and each.decision.decided_by[1] == "narrower_today"
        and settles(each, audience=True, together=together)
    )  # fmt: skip
    return [Question(UNCHANGED, _text(analysis, UNCHANGED), count, "--ask")]


def _groups(analysis: Analysis, together: bool) -> list[Question]:
    open_ = {
        each.decision
        for each, _ in _undecided(analysis)
        if each.is_public_basis == "group_privacy_not_recorded" and settles(each, audience=True, together=together)
    }
    counts = Counter(each.item.venue_name for each in analysis.judged if each.decision in open_)
    return [
        Question(
            f"group:{name}",
            _text(analysis, "group", name=name),
            count,
            "--ask",
        )
        for name, count in counts.items()
        if name
    ]


def _birthdays(analysis: Analysis, together: bool) -> list[Question]:
    count = sum(
        count
        for each, count in _undecided(analysis)
        if each.is_adult == "unknown" and settles(each, age=True, together=together)
    )
    recorded = any(case.birthday for case in analysis.cases.values())
    if recorded:
        return []
    return [Question("birthday", _text(analysis, "birthday"), count, "--birthday 1990-04-23")]


def _pages(analysis: Analysis, together: bool) -> list[Question]:
    found = []
    for number, account in enumerate(analysis.accounts):
        if account.is_page:
            count = sum(
                count
                for each, count in _undecided(analysis)
                if each.item.account == number
                and each.is_public_basis == "page_or_profile"
                and settles(each, audience=True, together=together)
            )
            found.append(
                Question(
                    f"account:{account.name}",
                    _text(analysis, "account", name=account.name or analysis.words.say("warnings.this_account")),
                    count,
                    "--ask",
                )
            )
    return found


def _channels(analysis: Analysis, together: bool) -> list[Question]:
    count = sum(
        count
        for each, count in _undecided(analysis)
        if each.is_public_basis == "channel_privacy_not_recorded" and settles(each, audience=True, together=together)
    )
    return [Question("kind:channel_message", _text(analysis, "channels"), count, "--ask")]


def _text(analysis: Analysis, name: str, /, **values: object) -> str:
    return analysis.words.say(f"questions.question.{name}", **values)
