"""When the person objected, as the page asks for it: by account, each name once, as a file of answers has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from analyzer.advice import steps
from analyzer.model import PLATFORMS
from analyzer.report.letter.texts import Words as LetterWords
from analyzer.report.letter.texts import load
from analyzer.rules.analysis import Analysis
from analyzer.rules.objection import NEVER
from analyzer.words import REFERENCE

WHAT_WAS_SENT = ("form", "letter", "bare")  # as `LetterOptions.sent` names it


@dataclass(frozen=True, slots=True)
class Owner:
    """One name under which a day is kept; "" stands for every account without a day of its own."""

    name: str
    accounts: tuple[int, ...]
    label: str
    said: str  # ISO day, "never", or ""
    steps: tuple[str, ...]  # ids of the objection steps of its platforms


def owners(analysis: Analysis) -> list[Owner]:
    """The names of the accounts in the order of the platforms; none where nothing is in question or no law known."""
    if analysis.redacted or not LetterWords(REFERENCE, analysis.policy.id).has_letter:
        return []
    if all(each.verdict == "out_of_scope" for each, _ in analysis.by_decision):
        return []
    by_name: dict[str, list[int]] = {}
    for number, account in sorted(enumerate(analysis.accounts), key=lambda pair: PLATFORMS.index(pair[1].platform)):
        by_name.setdefault(account.name.casefold(), []).append(number)
    return [_owner(analysis, found, alone=len(by_name) == 1) for found in by_name.values()]


def _owner(analysis: Analysis, numbers: list[int], alone: bool) -> Owner:
    words, accounts = analysis.words, [analysis.accounts[number] for number in numbers]
    platforms = list(dict.fromkeys(account.platform for account in accounts))
    name = accounts[0].name
    label = ", ".join([*(words.code("codes.platform", each) for each in platforms), *([name] if name else [])])
    if not name and not alone:
        label = words.say("script.objected.others")
    said = analysis.objections.of(accounts[0])
    own = [f"object_{platform}" for platform in platforms if f"object_{platform}" in steps.steps()]
    return Owner(
        name,
        tuple(numbers),
        label,
        said.isoformat() if isinstance(said, date) else said or "",
        (*own, "object_elsewhere"),
    )


def for_script(analysis: Analysis, found: list[Owner]) -> dict[str, Any]:
    """What the script needs to follow a day: whose it is, what it covers, when the month for an answer is over."""
    policy = analysis.policy
    owner = {account: number for number, each in enumerate(found) for account in each.accounts}
    month = load("facts")["answer"]["months"] if "gdpr" in policy.laws else 0
    return {
        "owners": [[each.name, each.label, each.said, each.steps] for each in found],
        "owner": [owner[number] for number in range(len(analysis.accounts))],
        "start": policy.training_start.isoformat() if policy.training_start else "",
        "doubtful": policy.objections_count_from.isoformat() if policy.objections_count_from else "",
        "months": month,
        "never": NEVER,
        "sent": WHAT_WAS_SENT,
        "covered_steps": [name for name, step in steps.steps().items() if "covered_by_objection" in step.unless],
    }
