"""The objection(s), filled in: `analyze letter EXPORT...`, and what may have to follow later.

For each account a short text for Meta's form and a letter; a cover note for the person says where each goes, in which
order, what an objection does not do, and what it all rests on. The words are data (`letters/*.toml`); which of them
stand in a letter is decided in `letter_parts`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from analyzer.advice import steps
from analyzer.errors import UsageError
from analyzer.report.letter.blocks import Block, as_markdown, as_text, without_control
from analyzer.report.letter.facts import Shown, country, period, shown
from analyzer.report.letter.files import stems
from analyzer.report.letter.note import Note, cover_note, label, warnings_of
from analyzer.report.letter.parts import (
    ANNEX,
    COMPLAINT,
    FORM,
    OBJECTION,
    REMINDER,
    THIRD_PARTY,
    THIRD_PARTY_NAME,
    compose,
)
from analyzer.report.letter.texts import Authority, Words, authorities, authority, languages, load
from analyzer.rules.analysis import Analysis
from analyzer.rules.policy import Where
from analyzer.words.language import choose_language

KINDS = ("objection", "reminder", "complaint")
SENT = ("letter", "form", "bare")
#: By what was sent: the texts that say what it asked for, and the articles; "": not said.
ASKED = {
    "": ("asked_check", "asked_letter_eu", "asked_letter_plain"),
    "letter": ("asked_letter_eu", "asked_letter_plain"),
    "form": ("asked_form_eu", "asked_form_plain"),
    "bare": (),
}
ARTICLES = {"": "articles_check", "letter": "articles_letter", "form": "articles_form", "bare": "articles_bare"}
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LetterOptions:
    """What the person wants, and what only they can say.

    `language`: of the letters; "": that of the archive, else of the system, where there are letters in it.
    `grounds`: why, in their own words. `confirmed`: ids of items that they confirm to reveal special categories of
    data (GDPR Art. 9). `annex`: list the public items one by one. `authority`: the code of the one to complain to.
    `name`, `address` (its lines) and `email`: the person's own, as typed; a gap stays where they are not given.
    `sent`: what a reminder or a complaint may say was asked for: `letter`, `form` (with our text), `bare` (the form
    alone); "": not said, so the text asks.
    """

    kind: str = "objection"
    language: str = ""
    grounds: str = ""
    confirmed: tuple[str, ...] = ()
    annex: bool = False
    authority: str = ""
    name: str = ""
    address: str = ""
    email: str = ""
    sent: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """One text. `name` is a safe name for its files, `formats` their endings; `warnings` are for the person.

    `what` is `form`, `letter`, `annex`, `reminder`, `complaint`, `third_party` or `note`; `label` names the account,
    which is that of number `account`. `warned` has the name of each warning.
    """

    name: str
    text: str
    markdown: str
    warnings: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("txt", "md")
    what: str = ""
    label: str = ""
    blocks: tuple[Block, ...] = ()
    language: str = "en"
    day: date = date.min  # of the run
    account: int = -1
    warned: tuple[str, ...] = ()


def letters(analysis: Analysis, options: LetterOptions, door: str = "command") -> list[Letter]:
    """All letters of a run, the cover note first. `door`: see `Words`.

    Raises:
        UsageError: a kind, language, authority or item that does not exist.
    """
    if options.kind not in KINDS:
        raise UsageError(
            "There is no letter {kind}: choose one of {choices}.", kind=options.kind, choices=", ".join(KINDS)
        )
    if options.sent and options.sent not in SENT:
        raise UsageError(
            "There is no --sent {sent}: choose one of {choices}.", sent=options.sent, choices=", ".join(SENT)
        )
    confirmed = _confirmed(analysis, options)
    policy = analysis.policy.id
    place = _place(analysis, options.authority)
    where = authority(place) if place and place != "DE" else None
    words = Words(_language(analysis, options), policy, door)
    accounts = shown(analysis, confirmed)
    for each, stem in zip(accounts, stems(accounts), strict=True):
        each.stem = stem
    written: list[Letter] = []
    note = Note(options.kind, policy, accounts, _said(options.grounds), place, analysis.policy.assumed, options.sent)
    if words.has_letter:
        for each in accounts:
            number = analysis.accounts.index(each.account)
            found = _of_account(analysis, each, options, words, where)
            written += [replace(letter, account=number) for letter in found]
    elif options.kind == "objection" and accounts and not words.without_any:
        blocks = compose(THIRD_PARTY, accounts[0], words, {}, "", _NOTHING)
        written.append(_letter(THIRD_PARTY_NAME, blocks, (words.say("note_row_none"),), ("txt",), "third_party"))
    said = (words.say("note_no_letter"),) if accounts and words.without_any else ()
    blocks = cover_note(note, words, steps.steps())
    written.insert(0, _letter("cover-note", blocks, said, ("txt",), "note"))
    return [replace(each, language=options.language, day=analysis.options.today) for each in written]


def _language(analysis: Analysis, options: LetterOptions) -> str:
    """That of the letters which is asked for, else the archive's, else the system's, else English."""
    archives = [export.language for export in analysis.collection.exports]
    return options.language or choose_language("", archives, languages())


def _confirmed(analysis: Analysis, options: LetterOptions) -> frozenset[str]:
    wanted = frozenset(each.strip().lower() for each in options.confirmed)
    missing = sorted(wanted - {each.id for each in analysis.judged})
    if missing:
        raise UsageError("There is no item {name} in these archives: see the column id of items.csv.", name=missing[0])
    return wanted


def _place(analysis: Analysis, wanted: str) -> str:
    """The code of the authority to complain to: the one asked for, else by the country on record, else the only one.

    `DE` stands for all the German ones.
    """
    policy = analysis.policy.id
    if wanted:
        if authority(wanted).policy != policy:
            raise UsageError(
                "The authority {wanted} is not one for the policy {policy}: see --policy.", wanted=wanted, policy=policy
            )
        return authority(wanted).code
    recorded, found = country(analysis), [each.code for each in authorities() if each.policy == policy]
    if any(f"{code}-".startswith(f"{recorded}-") for code in found if recorded):
        return recorded
    return found[0] if len(found) == 1 else ""


def _typed(text: str) -> str:
    """One line that the person typed, without what no letter can hold."""
    return " ".join(without_control(text).split())


def _said(grounds: str) -> str:
    return grounds if without_control(grounds).strip() else ""


def asked(sent: str, words: Words) -> dict[str, str]:
    """What a reminder and a complaint say was asked for, and the articles that this concerns."""
    return {
        "asked": "".join(f" {words.say(name)}" for name in ASKED[sent] if words.allowed(name)),
        "articles": words.say(ARTICLES[sent]) if words.allowed(ARTICLES[sent]) else "",
    }


def _of_account(
    analysis: Analysis, each: Shown, options: LetterOptions, words: Words, where: Authority | None
) -> list[Letter]:  # fmt: skip
    """The letters for one account."""
    values, grounds, whose = _values(analysis, each, words), _said(options.grounds), label(each, words)
    if options.kind != "objection":
        values |= asked(options.sent, words)
    values["email"] = _typed(options.email) or values["email"]
    own_name = _typed(options.name) or each.full_name or words.blank("name")
    address = [_typed(line) for line in options.address.splitlines() if _typed(line)] or [words.blank("address")]
    warnings = warnings_of(each, options.kind, bool(grounds), words)
    warned, said = tuple(warnings), tuple(warnings.values())
    head = [
        *_mark(words),
        Block("lines", (own_name, *address, values["email"])),
    ]
    day = Block("paragraph", (words.day(each.today),), ("day",))
    name = (Block("paragraph", (own_name,)),)
    if options.kind == "complaint":
        to = (words.blank("authority_at", website=where.website) if where else words.blank("authority"),)
        without = _NOTHING if grounds else frozenset({"grounds", "h_grounds"})
        body = compose(COMPLAINT, each, words, values, grounds, without)
        blocks = [*head, Block("lines", to), day, _subject("complaint", words, values), *body, *name]
        return [_letter(f"{each.stem}-complaint", blocks, said, what="complaint", whose=whose, warned=warned)]
    head.append(_controller(words))
    if options.kind == "reminder":
        body = compose(REMINDER, each, words, values, grounds, _NOTHING)
        blocks = [*head, day, _subject("reminder", words, values), *body, *name]
        return [_letter(f"{each.stem}-reminder", blocks, said, what="reminder", whose=whose, warned=warned)]
    annex = options.annex and bool(each.known)
    body = compose(OBJECTION, each, words, values, grounds, _NOTHING if annex else frozenset({"annex_ref"}))
    blocks = [*head, day, _subject("objection", words, values), *body, *name]
    form = compose(FORM, each, words, values, grounds, _NOTHING if grounds else frozenset({"grounds", "form_grounds"}))
    found = [
        _letter(f"{each.stem}-form", form, (), ("txt",), "form", whose),
        _letter(f"{each.stem}-letter", blocks, said, what="letter", whose=whose, warned=warned),
    ]
    if annex:
        listed = compose(ANNEX, each, words, values, "", _NOTHING)
        found.append(_letter(f"{each.stem}-annex", listed, (), what="annex", whose=whose))
    return found


def _values(analysis: Analysis, each: Shown, words: Words) -> dict[str, str]:
    """Everything that the texts fill in."""
    objected = words.day(each.objected) if each.objected else ""
    until: date = each.today + timedelta(days=load("facts")["reminder"]["days"])
    return {
        "platform": words.platform(each.account.platform),
        "account": each.name or words.blank("account"),
        "email": words.blank("email"),
        "controller": words.blank("controller"),
        "old": words.number(each.old),
        "made": words.day(each.made) if each.made else "",
        "prompts": words.number(len(each.prompts)),
        "prompts_period": period(each.prompts, words) if each.prompts else "",
        "objected": objected or words.blank("objected"),
        "form_sent": objected or words.blank("form_sent"),
        "since_then": words.blank("since_then"),
        "until": words.day(until),
    }


def _mark(words: Words) -> list[Block]:
    return [Block("paragraph", (words.say("draft_mark"),))] if words.allowed("draft_mark") else []


def _controller(words: Words) -> Block:
    """The company's address where a source gives it, else a placeholder."""
    known = load("facts")["controller"]
    stands = Where.of(known).holds(words.policy)
    return Block("lines", tuple(known["lines"]) if stands else (words.blank("controller"),))


def _subject(kind: str, words: Words, values: dict[str, str]) -> Block:
    text = next(name for end in ("eu", "plain") if words.allowed(name := f"subject_{kind}_{end}"))
    return Block("title", (words.say(text, **values),), (text,))


def _letter(
    name: str,
    blocks: list[Block],
    warnings: tuple[str, ...],
    formats: tuple[str, ...] = ("txt", "md", "pdf"),
    what: str = "",
    whose: str = "",
    warned: tuple[str, ...] = (),
) -> Letter:
    wrap = what not in ("form", "third_party")  # a form's field has lines of its own
    return Letter(
        name, as_text(blocks, wrap), as_markdown(blocks), warnings, formats, what, whose, tuple(blocks), warned=warned
    )
