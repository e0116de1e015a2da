"""The objection on the page: for each account the text for the form and the letter, to be completed and copied."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from analyzer.report.letter import Letter, LetterOptions, letters
from analyzer.report.letter.texts import Words, languages
from analyzer.rules.analysis import Analysis
from analyzer.words import REFERENCE

SHOWN = ("form", "letter", "third_party")
FIELDS = ("name", "account", "address", "email")  # that the page asks for, beside the grounds
_BLANK = re.compile(r"(\[[^\[\]]+\])")

Piece = tuple[str, bool]  # text, and whether it is a blank that the person fills in


@dataclass(frozen=True, slots=True)
class PageLetter:
    """One text. `blocks`: the style of each with its lines, each line in pieces."""

    what: str
    label: str
    warnings: tuple[str, ...]
    blocks: tuple[tuple[str, tuple[tuple[Piece, ...], ...]], ...]


def page_letters(analysis: Analysis, language: str) -> list[PageLetter]:
    """The texts for all accounts with anything in question; none in a report that is made to be shown."""
    if analysis.redacted or all(each.verdict == "out_of_scope" for each, _ in analysis.by_decision):
        return []
    written = letters(analysis, LetterOptions(language=language))
    words = Words(language, analysis.policy.id)
    return [_on_page(letter, words) for letter in written if letter.what in SHOWN]


def on_page(analysis: Analysis) -> dict[str, Any]:
    """What the template needs of them: in the language of the page, as far as there are letters in it."""
    spoken = analysis.words.language
    language = spoken if spoken in languages() else REFERENCE
    words = Words(language, analysis.policy.id)
    return {
        "letters": page_letters(analysis, language), "grounds": grounds_blank(analysis, language),
        "blanks": {name: words.blank(name) for name in FIELDS},
        "letter_language": language, "no_letter": words.say("note_no_letter") if words.without_any else "",
    }  # fmt: skip


def grounds_blank(analysis: Analysis, language: str) -> str:
    """What stands in the texts where the person's own grounds go."""
    return Words(language, analysis.policy.id).blank("grounds")


def _on_page(letter: Letter, words: Words) -> PageLetter:
    blocks = [(str(block.style), tuple(_pieces(line) for line in block.lines)) for block in letter.blocks]
    if letter.what == "form":  # a reason is optional there: the place for it shows once something is written
        blocks.insert(-1, ("grounds", (((words.say("form_grounds"), False),),)))
    asked_here = {words.say(name) for name in ("note_no_grounds", "note_no_grounds_plain") if words.allowed(name)}
    warnings = tuple(warning for warning in letter.warnings if warning not in asked_here)
    return PageLetter(letter.what, letter.label, warnings, tuple(blocks))


def _pieces(line: str) -> tuple[Piece, ...]:
    parts = _BLANK.split(line)
    return tuple((part, index % 2 == 1) for index, part in enumerate(parts) if part)
