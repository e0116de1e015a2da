"""The objection on the page, and what may have to follow it: for each account the texts, to be completed and copied.

They follow what is said on the page: `assets/letters.js` writes anew what depends on it, from the same words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from analyzer.report.letter import ARTICLES, ASKED, Letter, LetterOptions, letters
from analyzer.report.letter.facts import period, shown
from analyzer.report.letter.texts import Words, languages, load
from analyzer.rules.analysis import Analysis
from analyzer.rules.objection import Objections
from analyzer.rules.policy import midnight
from analyzer.words import REFERENCE

SHOWN = ("form", "letter", "third_party", "reminder", "complaint")
LATER = ("reminder", "complaint")  # shown once it is said when the person objected
FIELDS = ("name", "account", "address", "email")  # that the page asks for, beside the grounds
FOLLOWING = (
    "known_archive", "known_answers", "count_line", "period", "period_undated", "copy_made", "prompts", "undecided",
    "none_known", "old_posts", "minor_eu", "minor_plain", "form_sent", "reminder_eu", "reminder_plain",
    "reminder_over_eu", "reminder_until_eu", "reminder_until_plain", "happened_objected_eu", "happened_objected_plain",
    "wish_eu", "subject_reminder_eu", "subject_reminder_plain", "note_none_known", "note_undecided", "note_special",
    "note_covered", "note_doubtful", "note_too_early", "note_too_early_complaint",
)  # fmt: skip
_BLANK = re.compile(r"(\[[^\[\]]+\])")

Piece = tuple[str, bool]  # text, and whether it is a blank that the person fills in
Line = tuple[str, tuple[Piece, ...]]  # the name of the text, and its pieces


@dataclass(frozen=True, slots=True)
class PageLetter:
    """One text. `blocks`: the style of each with its lines. `account`: the number of the account."""

    what: str
    label: str
    account: int
    warnings: tuple[tuple[str, str], ...]  # names and texts
    blocks: tuple[tuple[str, tuple[Line, ...]], ...]

    @property
    def later(self) -> bool:
        """Whether it is for later, when no answer has come."""
        return self.what in LATER


def page_letters(analysis: Analysis, language: str, door: str = "command") -> list[PageLetter]:
    """The texts for all accounts with anything in question; none in a report that is made to be shown.

    When the person objected is left open in them: the page fills it in.
    """
    if analysis.redacted or all(each.verdict == "out_of_scope" for each, _ in analysis.by_decision):
        return []
    words, open_ = Words(language, analysis.policy.id, door), replace(analysis, objections=Objections())
    kinds = ("objection", *LATER) if words.has_letter else ("objection",)
    gap = {"complaint": words.blank("grounds")}  # without grounds a complaint has no place for them
    written = [
        each
        for kind in kinds
        for each in letters(open_, LetterOptions(kind, language=language, grounds=gap.get(kind, "")), door)
    ]
    return [_on_page(letter, words) for letter in written if letter.what in SHOWN]


def on_page(analysis: Analysis, door: str = "command") -> dict[str, Any]:
    """What the template needs of them: in the language of the page, as far as there are letters in it."""
    language = _language(analysis)
    words = Words(language, analysis.policy.id)
    return {
        "letters": page_letters(analysis, language, door), "grounds": grounds_blank(analysis, language),
        "blanks": {name: words.blank(name) for name in FIELDS},
        "letter_language": language, "no_letter": words.say("note_no_letter") if words.without_any else "",
    }  # fmt: skip


def for_script(analysis: Analysis, door: str) -> dict[str, Any]:
    """What the script needs to write anew what depends on answers, on the objection and on the day of the letter."""
    language = _language(analysis)
    words, texts = Words(language, analysis.policy.id, door), load(language)
    about = texts["language"]
    facts = load("facts")
    accounts: dict[int, dict[str, str]] = {}
    for each in shown(analysis, frozenset()):
        accounts[analysis.accounts.index(each.account)] = {
            "platform": words.platform(each.account.platform),
            "account": each.name or words.blank("account"),
            "made": words.day(each.made) if each.made else "",
            "prompts": words.number(len(each.prompts)) if each.prompts else "",
            "prompts_period": period(each.prompts, words) if each.prompts else "",
        }
    return {
        "texts": {name: words.unfilled(name) for name in FOLLOWING if words.allowed(name)},
        "blanks": {name: words.blank(name) for name in ("objected", "form_sent")},
        "kinds": {kind: names[1] for kind, names in texts["kinds"].items()},
        "asked": {
            sent: "".join(f" {texts['text'][name]}" for name in names if words.allowed(name))
            for sent, names in ASKED.items()
        },
        "articles": {sent: texts["text"][name] for sent, name in ARTICLES.items() if words.allowed(name)},
        "day": about["day"], "months": about["months"], "thousands": about["thousands"],
        "old_before": midnight(facts["old_posts"]["before"]), "until_days": facts["reminder"]["days"],
        "today": analysis.options.today.isoformat(),
        "accounts": [accounts[number] for number in range(len(analysis.accounts))],
    }  # fmt: skip


def _language(analysis: Analysis) -> str:
    spoken = analysis.words.language
    return spoken if spoken in languages() else REFERENCE


def grounds_blank(analysis: Analysis, language: str) -> str:
    """What stands in the texts where the person's own grounds go."""
    return Words(language, analysis.policy.id).blank("grounds")


def _on_page(letter: Letter, words: Words) -> PageLetter:
    blocks = [
        (str(block.style), tuple(_line(line, number, block.names) for number, line in enumerate(block.lines)))
        for block in letter.blocks
    ]
    if letter.what == "form":  # a reason is optional there: the place for it shows once something is written
        blocks.insert(-1, ("grounds", (("", ((words.say("form_grounds"), False),)),)))
    asked_here = ("note_no_grounds", "note_no_grounds_plain")
    names = letter.warned or ("",) * len(letter.warnings)
    named = zip(names, letter.warnings, strict=True)
    warnings = tuple((name, said) for name, said in named if name not in asked_here)
    return PageLetter(letter.what, letter.label, letter.account, warnings, tuple(blocks))


def _line(line: str, number: int, names: tuple[str, ...]) -> Line:
    name = names[number] if len(names) > number else names[0] if len(names) == 1 else ""
    return name, tuple((part, index % 2 == 1) for index, part in enumerate(_BLANK.split(line)) if part)
