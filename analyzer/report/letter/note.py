"""The cover note: for the person, not to be sent. What to fill in, what goes where and when, what it does not do.

Both readings of a late objection stand here and not in the letter, which concedes neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from analyzer.advice.steps import Step
from analyzer.report.letter.blocks import Block, one_line
from analyzer.report.letter.facts import Shown
from analyzer.report.letter.parts import THIRD_PARTY_NAME
from analyzer.report.letter.texts import Words, authorities, load


@dataclass(frozen=True, slots=True)
class Note:
    """What the cover note is about."""

    kind: str
    policy: str
    accounts: list[Shown]
    grounds: str
    place: str  # the code of a country or Land whose authorities are meant, "" where that is open
    assumed: bool  # no country is on record
    sent: str = ""  # see `LetterOptions`


def cover_note(note: Note, words: Words, steps: Mapping[str, Step]) -> list[Block]:
    """The blocks of the cover note."""
    blocks = [
        Block("title", (words.say("note_title"),)),
        *_paragraphs(words, "note_not_advice", *(() if words.reviewed else ("note_unreviewed",))),
    ]
    if not words.has_letter:
        return blocks + _without_letter(note, words, steps)
    blocks += _paragraphs(words, "note_draft")
    blocks += _section("h_note_missing", "bullets", list(dict.fromkeys(_missing(note, words))), words)
    if note.kind == "objection" and words.allowed("h_note_special"):
        blocks += _section("h_note_special", "bullets", list(_candidates(note, words)), words)
    order = {"objection": _order_objection, "reminder": _order_reminder, "complaint": _order_complaint}[note.kind]
    blocks += _section("h_note_order", "numbers", list(order(note, words, steps)), words)
    if note.kind == "complaint":
        blocks += _authorities(note, words)
    blocks += _section("h_note_limits", "bullets", list(_limits(note, words)), words)
    return blocks + _sources(words)


def warnings_of(each: Shown, kind: str, grounds: bool, words: Words) -> dict[str, str]:
    """What the person should know of one account's letter before it goes out, by the names of the texts."""
    values = {
        "label": label(each, words), "undecided": words.number(len(each.undecided)),
        "age": str(each.of.policy.adult_age), "special": words.number(len(each.special)),
        "objected": words.day(each.objected) if each.objected else "",
        "over": words.day(each.answer_due) if each.answer_due else "",
    }  # fmt: skip
    first = kind == "objection"
    conditions = {
        "note_no_grounds": first and not grounds,
        "note_no_grounds_plain": first and not grounds,
        "note_none_known": kind != "reminder" and not each.known,
        "note_undecided": kind != "reminder" and bool(each.undecided),
        "note_special": first and bool(each.special),
        "note_confirmed_only_eu": first and bool(each.confirmed),
        "note_confirmed_not_public": first and any(item.is_public == "no" for item in each.confirmed),
        "note_minor": each.of.is_adult == "no" and each.of.policy.ai_prompts_any_age,
        **dict.fromkeys(("note_minor_uk", "note_minor_br"), each.of.is_adult == "no"),
        "note_page": each.account.is_page,
        "note_covered": first and each.objected is not None,
        "note_doubtful": each.doubtful,
        "note_too_early": kind == "reminder" and each.too_early,
        "note_too_early_complaint": kind == "complaint" and each.too_early,
    }
    return {text: words.say(text, **values) for text, holds in conditions.items() if holds and words.allowed(text)}


def label(each: Shown, words: Words) -> str:
    """How the cover note names an account."""
    return f"{words.platform(each.account.platform)}, {each.name or words.blank('account')}"


def _missing(note: Note, words: Words) -> Iterator[str]:
    yield words.say("note_blanks")
    if note.assumed:
        yield from _say(words, "note_assumed")
    if note.kind != "objection" and not note.sent:
        yield words.say("note_sent")
    for each in note.accounts:
        yield from warnings_of(each, note.kind, bool(note.grounds), words).values()


def _candidates(note: Note, words: Words) -> Iterator[str]:
    """Items that may reveal special categories: for the person, who decides about each."""
    for each in note.accounts:
        for item in each.special:
            shown = [said for category, said in item.item.said or () if category.startswith("special_category")]
            if shown:
                quoted = ", ".join(f"“{one_line(said)}”" for said in shown)
                yield f"{item.id} ({label(each, words)}): {quoted}"


def _order_objection(note: Note, words: Words, steps: Mapping[str, Step]) -> Iterator[str]:
    yield words.say("note_evidence")
    has_form = False
    for each in note.accounts:
        step = steps.get(f"object_{each.account.platform}")
        values = {"label": label(each, words), "file": f"{each.stem}-form.txt"}
        if step and step.where.holds(words.policy):
            yield words.say("note_form", url=step.url, **values)
            has_form = True
        else:
            yield from _say(words, "note_form_none", "note_form_br", **values)
        if each.account.platform == "threads":
            yield from _say(words, "note_threads", **values)
    likely = ("note_form_likely_uk", "note_form_likely_ch") if has_form else ()
    yield from _say(words, *likely, "note_linked", "note_confirmation")
    yield from _say(words, "note_letter_eu", "note_letter_plain", "note_id", "note_then_eu", "note_then_plain")


def _order_reminder(note: Note, words: Words, steps: Mapping[str, Step]) -> Iterator[str]:
    yield from _say(words, "note_evidence", "note_reminder", "note_letter_eu", "note_letter_plain", "note_complaint_uk")


def _order_complaint(note: Note, words: Words, steps: Mapping[str, Step]) -> Iterator[str]:
    yield from _say(
        words, "note_evidence", "note_complaint_uk", "note_complaint_eu", "note_complaint_ch", "note_complaint_br",
        "note_complaint_not_stop",
    )  # fmt: skip


def _limits(note: Note, words: Words) -> Iterator[str]:
    yield from _say(words, "note_trained", "note_others")
    start = note.accounts[0].of.policy.training_start if note.accounts else None
    in_time = start and all(each.objected is not None and each.objected < start for each in note.accounts)
    if not in_time:
        yield from _say(words, "note_late_readings", "note_late_private")
    yield from _say(words, "note_post", "note_whatsapp")


def _authorities(note: Note, words: Words) -> list[Block]:
    """The table of authorities for the policy; only the one chosen, where that is clear."""
    listed = load("authorities")["list"]["listed_on"]
    lines = [
        words.say("authority_line", place=words.place(each.code), website=each.website)
        for each in authorities()
        if each.website
        and each.policy == note.policy
        and (not note.place or f"{each.code}-".startswith(f"{note.place}-"))
    ]
    return _section("h_note_authorities", "bullets", lines, words, listed_on=words.day(listed))


def _without_letter(note: Note, words: Words, steps: Mapping[str, Step]) -> list[Block]:
    """Where there are no letters: what there is instead."""
    if words.without_any:
        return _paragraphs(words, "note_no_letter")
    blocks = _paragraphs(words, "note_row_none")
    if note.kind == "objection":
        url = steps["third_party_form"].url
        texts = [words.say("note_evidence"), words.say("note_row_form", url=url, file=f"{THIRD_PARTY_NAME}.txt")]
        blocks += _section("h_note_order", "numbers", [*texts, words.say("note_row_own")], words)
    else:
        blocks += _paragraphs(words, "note_row_later", "note_row_own")
    return blocks + _sources(words)


def _sources(words: Words) -> list[Block]:
    """What all texts used so far rest on: so this comes last."""
    lines = [words.say("source_line", source=row.source, sure=row.sure) for row in words.sources()]
    return [*_section("h_note_sources", "bullets", lines, words), *_paragraphs(words, "note_law_eu", "note_sure")]


def _section(heading: str, style: str, lines: list[str], words: Words, **values: str) -> list[Block]:
    if not lines:
        return []
    block = Block("numbers" if style == "numbers" else "bullets", tuple(lines))
    return [Block("heading", (words.say(heading, **values),)), block]


def _paragraphs(words: Words, *texts: str) -> list[Block]:
    return [Block("paragraph", (line,)) for line in _say(words, *texts)]


def _say(words: Words, *texts: str, **values: str) -> Iterator[str]:
    """Those of the texts that the policy has."""
    yield from (words.say(text, **values) for text in texts if words.allowed(text))
