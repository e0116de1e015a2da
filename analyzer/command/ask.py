"""`--ask`: in the terminal, the fewest questions that settle the most; the answers change the verdicts at once.

The next question is always the one that most items wait for. On Facebook, which records no audience, it is about all
years at first; where a person says that it varied, about each half of them, and so on down to single years, or about
each kind of post.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, count
from pathlib import Path

from analyzer.advice.past_defaults import adult_on, switches, then
from analyzer.advice.questions import UNCHANGED, asked_basis, settles, since
from analyzer.advice.steps import actions
from analyzer.command.shell import quoted
from analyzer.command.wrapping import harmless, wrapped
from analyzer.errors import AnalyzerError, UsageError
from analyzer.items.accounts import day
from analyzer.rules.analysis import Analysis
from analyzer.rules.answers import Answer, Answers
from analyzer.rules.answers_file import write_answers
from analyzer.rules.decision import Judged
from analyzer.run import rejudge
from analyzer.words import Words, capital

Read = Callable[[str], str]
Say = Callable[[str], None]
Run = tuple[int, int]  # years, from and to, both included

STOP, HELP, VARIED, KINDS, BIRTHDAY = "q", "?", "v", "k", "birthday"
_AUDIENCE = {"y": "public", "m": "was_public", "n": "not_public", "d": "dont_know"}


@dataclass(frozen=True, slots=True)
class Asking:
    """One question: its choices, each with the answer that it gives; no choices: a date is wanted."""

    id: str
    text: str
    decides: int
    choices: Mapping[str, Answer | None]
    run: Run | None = None


def ask(analysis: Analysis, read: Read, say: Say) -> Answers:
    """Ask until nothing is left to ask, or the person stops. `read(prompt)` gives a line, `say` prints one.

    The question comes first; what helps to answer it is said when somebody types `?`.

    Gives all answers: those of the analysis, then the new ones. The archive is not read again.
    """
    runs, asked, by_kind = [_all_years(analysis)], set[str](), False
    words, of_items = analysis.words, analysis.words.say("counts.of_items", n=len(analysis.judged))
    try:
        while asking := next((each for each in _askings(analysis, runs, by_kind) if each.id not in asked), None):
            choice = _choice(asking, read, say, analysis)
            asked.add(asking.id)
            if choice == STOP:
                break
            if choice == KINDS:
                by_kind = True
            elif choice == VARIED and asking.run:
                runs = [half for run in runs for half in (_halves(analysis, run) if run == asking.run else [run])]
            elif choice:
                before, analysis = _open(analysis), rejudge(analysis, _with(analysis.answers, asking, choice))
                say(words.say("questions.ask.settled", n=before - _open(analysis), open=_open(analysis)))
            say("")
    except EOFError:
        say("")
    say(words.say("questions.ask.thanks", n=len(analysis.judged) - _open(analysis), of_items=of_items))
    return analysis.answers


def _open(analysis: Analysis) -> int:
    return sum(number for each, number in analysis.by_decision if each.verdict == "undetermined")


def _with(answers: Answers, asking: Asking, choice: str) -> Answers:
    if asking.id == BIRTHDAY:
        return replace(answers, birthday=date.fromisoformat(choice))
    if asking.id == UNCHANGED:
        return replace(answers, unchanged_since=date.fromisoformat(choice))
    answer = asking.choices[choice]
    return replace(answers, answers=(*answers.answers, answer)) if answer else answers


def _choice(asking: Asking, read: Read, say: Say, analysis: Analysis) -> str:
    """What the person chooses; "" to skip. What cannot be meant is asked for once more."""
    words, today = analysis.words, analysis.options.today
    offered = (*asking.choices, STOP)
    typed = _typed(words, offered)
    names: dict[str, str] = words.table("questions.ask.choice")
    listed = [f"{_letter(words, each)} {names[each]}" for each in (*offered, HELP)]
    prompt = f"  [{words.listed(listed if asking.choices else [words.say('questions.ask.date'), *listed])}] "
    question = f"{asking.text} {words.say('questions.ask.up_to', n=asking.decides)}"
    say(question)
    while True:
        said = read(prompt).strip().casefold()
        said = typed.get(said, said)
        if said in ("", *offered):
            return said
        if not asking.choices and _is_birthday(said, today):
            return said
        if said in (HELP, "help"):
            for line in _help(asking, analysis):
                say(f"  {line}")
            say(question)
        else:
            say(f"  {words.say('questions.ask.none')}")


def _letter(words: Words, choice: str) -> str:
    """The letter that is shown for a choice: the first that the language has for it, else the one of all languages."""
    listed = words.texts.get(f"questions.ask.typed.{choice}", "")
    return next((word for word in str(listed).split() if len(word) == 1), choice)


def _typed(words: Words, offered: tuple[str, ...]) -> dict[str, str]:
    """What may be typed for the choices of one question: words and letters of the language, else those of all."""
    found = {each: each for each in offered}
    for choice in offered:
        listed = str(words.texts.get(f"questions.ask.typed.{choice}", "")).casefold().split()
        found |= dict.fromkeys(listed, choice)
    return found


def _help(asking: Asking, analysis: Analysis) -> Iterator[str]:
    """What helps to answer: what the answers do, what the archive hints at, what Facebook chose at that time."""
    words = analysis.words
    of_items = words.say("counts.of_items", n=len(analysis.judged))
    yield words.say("questions.ask.open", n=_open(analysis), of_items=of_items)
    yield words.say("questions.ask.skip")
    if "m" in asking.choices:
        yield words.say("questions.ask.any_more")
    if VARIED in asking.choices or KINDS in asking.choices:
        yield words.say("questions.ask.varied")
    if asking.run is None:
        return
    look = next((each for each in actions(analysis) if each["id"] == "facebook_check_audience"), None)
    if look:
        yield words.say("questions.ask.look", path=look["path"], url=look["url"])
    for hint in sorted({export.facts.future_audience for export in analysis.collection.exports} - {""}):
        yield words.say("questions.ask.hint", hint=hint)
    rows = [*then("facebook", *asking.run, adult_on(analysis)), *switches("facebook")]
    yield from (row.in_words(words) for row in rows)
    yield words.say("page.questions.limited")


def _is_birthday(said: str, today: date) -> bool:
    try:
        return date.fromisoformat(said) <= today
    except ValueError:
        return False


def _askings(analysis: Analysis, runs: list[Run], by_kind: bool) -> list[Asking]:
    """What may be asked now: what most items wait for first, but whose archive it is before what is in it."""
    years = list(_kinds(analysis) if by_kind else _years(analysis, runs))
    found = [*_birthday(analysis), *years, *_others(analysis, undated=not years)]
    return sorted(found, key=lambda asking: (not asking.id.startswith("account:"), -asking.decides))


def _years(analysis: Analysis, runs: list[Run]) -> Iterator[Asking]:
    counts = _by_year(analysis)
    by_kind: dict[str, Answer | None] = {KINDS: None} if len(_by_kind(analysis)) > 1 else {}
    for run in runs:
        years = [year for year in range(run[0], run[1] + 1) if counts[year]]
        if not years:
            continue
        first, last = years[0], years[-1]
        about = Answer(platform="facebook", since=date(first, 1, 1), until=_new_year(last + 1))
        form = "year" if first == last else "period"
        values = {"year": str(first), "first": str(first), "last": str(last), "since": since(analysis)}
        text = analysis.words.say(f"questions.question.{form}", **values)
        decides = sum(counts[year] for year in years)
        choices = _audiences(about, varied=first < last) | by_kind
        yield Asking(f"years:{run[0]}-{run[1]}", text, decides, choices, run)


def _kinds(analysis: Analysis) -> Iterator[Asking]:
    words = analysis.words
    for kind, decides in _by_kind(analysis).items():
        name = capital(words.code("codes.kind", kind))
        text = words.say("questions.question.kind", kind=name, since=since(analysis))
        yield Asking(f"kind:facebook:{kind}", text, decides, _audiences(Answer(platform="facebook", kind=kind)))


def _by_kind(analysis: Analysis) -> Counter[str]:
    """How many Facebook items of each kind an answer for it would decide."""
    found: Counter[str] = Counter()
    for each, number in analysis.by_decision:
        kind = each.item.kind
        if each.item.platform == "facebook" and _waits(each, Answer("public", kind=kind), analysis):
            found[kind] += number
    return found


def _new_year(year: int) -> date:
    return date(year, 1, 1) if year <= date.max.year else date.max


def _audiences(about: Answer, varied: bool = False) -> dict[str, Answer | None]:
    choices: dict[str, Answer | None] = {letter: replace(about, audience=said) for letter, said in _AUDIENCE.items()}
    return choices | ({VARIED: None} if varied else {})


def _by_year(analysis: Analysis) -> Counter[int]:
    """How many Facebook items of each year an answer for a period would decide."""
    about = Answer("public", since=date.min)
    return Counter(
        day(each.item.created).year
        for each in analysis.judged
        if each.item.platform == "facebook" and each.item.created is not None and _waits(each, about, analysis)
    )


def _waits(each: Judged, about: Answer, analysis: Analysis) -> bool:
    """Whether an answer about the audience decides an item; where the age is unknown too, it may."""
    unknown = each.verdict == "undetermined" and each.is_public == "unknown"
    may = settles(each, audience=True) or each.is_adult == "unknown"
    return unknown and may and about.reaches(each.case, asked_basis(each, analysis))


def _all_years(analysis: Analysis) -> Run:
    on_facebook = [each.item.created for each in analysis.judged if each.item.platform == "facebook"]
    years = [day(created).year for created in on_facebook if created is not None]
    return min(years, default=1), max(years, default=0)


def _halves(analysis: Analysis, run: Run) -> list[Run]:
    """A run of years cut where about half of the items lie before, without years at its ends that have none."""
    counts = _by_year(analysis)
    years = [year for year in range(run[0], run[1] + 1) if counts[year]]
    if len(years) < 2:
        return [(years[0], years[0])] if years else []
    half, so_far, cut = sum(counts[year] for year in years) / 2, 0, 1
    for number, year in enumerate(years[:-1], 1):
        so_far += counts[year]
        cut = number
        if so_far >= half:
            break
    return [(years[0], years[cut - 1]), (years[cut], years[-1])]


def _birthday(analysis: Analysis) -> Iterator[Asking]:
    """Where the age is unknown an answer about the audience settles little: so it counts for all that wait for it."""
    if any(of.birthday for of in analysis.cases.values()):
        return
    count = sum(each.verdict == "undetermined" and each.is_adult == "unknown" for each in analysis.judged)
    if count:
        yield Asking(BIRTHDAY, analysis.words.say("questions.question.birthday"), count, {})


def _others(analysis: Analysis, undated: bool) -> Iterator[Asking]:
    """All else. Facebook as a whole only where nothing is left but what has no date: an answer would reach all."""
    for question in analysis.questions:
        about, _, name = question.id.partition(":")
        if about == "group":
            choices = _audiences(Answer(group=name))
            del choices["m"]  # it is asked what the group was at the time
        elif about == "account" and name:
            choices = {"p": Answer(account=name, is_="page"), "r": Answer(account=name, is_="profile")}
        elif about == "audience" and (name != "facebook" or undated):
            choices = _audiences(Answer(platform=name))
        elif about == "kind":
            choices = _audiences(Answer(kind=name))
        elif about == "sentence":
            choices = {"o": Answer(sentence=name, is_="own_profile"), "e": Answer(sentence=name, is_="elsewhere")}
        elif about == UNCHANGED:
            choices = {}
        else:
            continue
        yield Asking(question.id, question.text, question.decides, choices)


def check_terminal() -> None:
    """Raise UsageError where nobody can be asked."""
    if not sys.stdin.isatty():
        raise UsageError("--ask asks in the terminal, and there is none here: use --answers FILE.")


def ask_here(analysis: Analysis) -> Analysis:
    """Ask in the terminal, on standard error: standard output is for results. The same analysis if nothing is said."""

    def say(text: str, end: str = "\n") -> None:
        print(wrapped(harmless(text), sys.stderr, hanging=True), end=end, file=sys.stderr, flush=True)

    def read(prompt: str) -> str:
        say(prompt, "")
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line

    answers = ask(analysis, read, say)
    return analysis if answers == analysis.answers else rejudge(analysis, answers)


def save(answers: Answers, given: Path | None, out: Path, redact: bool, words: Words) -> Path:
    """Save the answers to the file that was given, else as answers.toml in the folder of the report; say which.

    They name groups and accounts, so beside a redacted report they do not belong: then they go next to its folder.
    Answers of an earlier run are left in peace. Raises AnalyzerError where the disk refuses.
    """
    folder, stem = (out.parent, f"{out.name}-answers") if redact else (out, "answers")
    names = (folder / f"{stem}{number}.toml" for number in chain([""], (f"-{n}" for n in count(2))))
    path = given or next(name for name in names if not name.exists())
    try:
        write_answers(answers, path)
    except OSError as error:
        raise AnalyzerError(
            "Your answers could not be saved to {path}: {why}.", path=path, why=error.strerror
        ) from None
    print(words.say("questions.ask.saved", path=harmless(quoted(str(path)))), file=sys.stderr)
    return path
