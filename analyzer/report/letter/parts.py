"""What stands in each letter, in order: a row for each text, with the condition on which it stands.

Of the rows of a table those stand whose condition holds and whose text has a source under the policy in force; the
variants for one policy and for another are thus rows like any others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from analyzer.report.letter.blocks import Block, Style, typed
from analyzer.report.letter.facts import Shown, by_time, counts, item_line
from analyzer.report.letter.texts import Words

When = Callable[[Shown], bool]
#: What is no text of ours: the person's grounds, numbers by kind, items named by the person, all public items.
Special = Literal["grounds", "counts", "confirmed", "annex"]
THIRD_PARTY_NAME = "third-party-information-form"  # of the file


@dataclass(frozen=True, slots=True)
class Part:
    """One row of a table."""

    style: Style
    text: str
    when: When = lambda shown: True


@dataclass(frozen=True, slots=True)
class Insert:
    """A row that stands for something that is no text of ours."""

    what: Special


Parts = tuple[Part | Insert, ...]


def _known(shown: Shown) -> bool:
    return bool(shown.known)


_SHOWN: Parts = (
    Part("heading", "h_shown"),
    Part("paragraph", "known_archive", lambda shown: _known(shown) and not shown.stated),
    Part("paragraph", "known_answers", lambda shown: _known(shown) and shown.stated),
    Insert("counts"),
    Part("paragraph", "copy_made", lambda shown: _known(shown) and shown.made is not None),
    Part("paragraph", "prompts", lambda shown: _known(shown) and bool(shown.prompts)),
    Part("paragraph", "undecided", lambda shown: _known(shown) and bool(shown.undecided)),
    Part("paragraph", "none_known", lambda shown: not _known(shown)),
)

OBJECTION: Parts = (
    Part("paragraph", "salutation"),
    Part("paragraph", "concerns"),
    Part("heading", "h_objection"),
    Part("paragraph", "object_eu"),
    Part("paragraph", "object_uk"),
    Part("paragraph", "object_ch"),
    Part("paragraph", "object_br"),
    Part("paragraph", "covers"),
    Part("paragraph", "profile_stays"),
    Part("heading", "h_grounds"),
    Insert("grounds"),
    Part("paragraph", "old_posts", lambda shown: shown.old > 0),
    *_SHOWN,
    Part("paragraph", "no_claim"),
    Part("paragraph", "annex_ref"),
    Part("heading", "h_special", lambda shown: bool(shown.confirmed)),
    Part("paragraph", "special_eu", lambda shown: bool(shown.confirmed)),
    Insert("confirmed"),
    Part("paragraph", "special_no_consent_eu", lambda shown: bool(shown.confirmed)),
    Part("heading", "h_requests"),
    Part("numbers", "stop_eu"),
    Part("numbers", "stop_plain"),
    Part("numbers", "restrict_eu"),
    Part("numbers", "restrict_plain"),
    Part("numbers", "erase_eu"),
    Part("numbers", "erase_plain"),
    Part("numbers", "minor_eu", lambda shown: bool(shown.minor)),
    Part("numbers", "minor_plain", lambda shown: bool(shown.minor)),
    Part("numbers", "notify_eu"),
    Part("numbers", "notify_plain"),
    Part("numbers", "access_eu"),
    Part("numbers", "access_plain"),
    Part("paragraph", "answer_eu"),
    Part("paragraph", "answer_plain"),
    Part("paragraph", "form_sent"),
    Part("paragraph", "close"),
)

FORM: Parts = (
    Part("paragraph", "draft_mark"),
    Part("paragraph", "form_eu"),
    Part("paragraph", "form_plain"),
    Part("paragraph", "form_grounds"),
    Insert("grounds"),
    Part("paragraph", "form_requests_eu"),
    Part("paragraph", "form_requests_plain"),
)

ANNEX: Parts = (
    Part("title", "h_annex"),
    Part("paragraph", "annex_known"),
    Insert("annex"),
)

REMINDER: Parts = (
    Part("paragraph", "salutation"),
    Part("paragraph", "reminder_eu"),
    Part("paragraph", "reminder_over_eu", lambda shown: not shown.too_early),
    Part("paragraph", "reminder_plain"),
    Part("paragraph", "reminder_enclosed"),
    Part("paragraph", "reminder_uk"),
    Part("paragraph", "reminder_until_eu"),
    Part("paragraph", "reminder_until_plain"),
    Part("paragraph", "close"),
)

COMPLAINT: Parts = (
    Part("paragraph", "salutation"),
    Part("paragraph", "complaint_eu"),
    Part("paragraph", "complaint_plain"),
    Part("heading", "h_happened"),
    Part("paragraph", "happened_account"),
    Part("paragraph", "happened_objected_eu"),
    Part("paragraph", "happened_objected_plain"),
    Part("paragraph", "happened_since"),
    Part("heading", "h_grounds"),
    Insert("grounds"),
    *_SHOWN,
    Part("heading", "h_wish"),
    Part("paragraph", "wish_eu"),
    Part("paragraph", "wish_plain"),
    Part("heading", "h_enclosures"),
    Part("bullets", "enclosed_objection"),
    Part("bullets", "enclosed_confirmation"),
    Part("bullets", "enclosed_reminder"),
    Part("bullets", "enclosed_answer"),
    Part("paragraph", "close"),
)

THIRD_PARTY: Parts = (
    Part("paragraph", "third_only"),
    Part("paragraph", "third_intro"),
    Part("heading", "h_third_object"),
    Part("paragraph", "third_object"),
    Part("heading", "h_third_access"),
    Part("paragraph", "third_access"),
    Part("heading", "h_third_delete"),
    Part("paragraph", "third_delete"),
)


def compose(
    parts: Parts, shown: Shown, words: Words, values: Mapping[str, str], grounds: str, without: frozenset[str]
) -> list[Block]:
    """The blocks of a letter. `without`: texts and inserts that this letter does without."""
    blocks: list[Block] = []
    for part in parts:
        if isinstance(part, Insert):
            if part.what not in without and (block := _inserted(part.what, shown, words, grounds)):
                blocks.append(block)
        elif part.text not in without and part.when(shown) and words.allowed(part.text):
            _append(blocks, Block(part.style, (words.say(part.text, **values),), (part.text,)))
    return blocks


def _append(blocks: list[Block], block: Block) -> None:
    """Points of one list become one block."""
    if blocks and block.style == blocks[-1].style and block.style in ("bullets", "numbers"):
        last = blocks[-1]
        blocks[-1] = Block(block.style, last.lines + block.lines, last.names + block.names)
    else:
        blocks.append(block)


def _inserted(what: Special, shown: Shown, words: Words, grounds: str) -> Block | None:
    match what:
        case "grounds":
            return typed(grounds) if grounds else Block("paragraph", (words.blank("grounds"),), ("grounds",))
        case "counts" if shown.known:
            return Block("bullets", tuple(counts(shown.known, words)), ("counts",))
        case "confirmed" if shown.confirmed and words.allowed("special_eu"):
            return Block("bullets", tuple(item_line(each, words) for each in by_time(shown.confirmed)))
        case "annex":
            return Block("numbers", tuple(item_line(each, words) for each in by_time(shown.known)))
    return None
