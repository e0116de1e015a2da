"""`--ask`: which questions are asked, what the answers do, and that they are saved so that the next run agrees."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_cli import analyze as command
from world import *

from analyzer import run as running
from analyzer.command import main
from analyzer.command.ask import ask
from analyzer.errors import UsageError
from analyzer.model import PLATFORMS, Kind
from analyzer.rules.analysis import Analysis
from analyzer.rules.answers import AUDIENCES, Answer, Answers
from analyzer.rules.answers_file import read_answers, write_answers
from analyzer.rules.decision import Judged
from analyzer.run import rejudge
from tools.samples import expected

YEARS = facebook() | {TIMELINE: [fb_post(f"{year}-06-01", f"p{year}") for year in (2009, 2010, 2010, 2016, 2018)]}
YEARS[TIMELINE][2]["timestamp"] += 60


class Person:
    """Somebody at the terminal: answers each question that has a word of `knows` in it, and skips the others."""

    def __init__(self, *knows: tuple[str, str]) -> None:
        self.knows, self.said, self.asked = list(knows), list[str](), list[str]()

    def say(self, line: str) -> None:
        self.said.append(line)

    def read(self, prompt: str) -> str:
        question = next(line for line in reversed(self.said) if "?" in line)
        self.asked.append(question)
        for number, (word, answer) in enumerate(self.knows):
            if word in question:
                del self.knows[number]
                return answer + "\n"
        return "\n"

    def at(self, analysis: Analysis) -> Answers:
        return ask(analysis, self.read, self.say)


def verdicts(analysis: Analysis) -> dict[str, tuple[str, str]]:
    """What was decided of each item, by its id."""
    return {each.id: (each.verdict, each.is_public_now) for each in analysis.judged}


def of(analysis: Analysis, text: str) -> Judged:
    return next(each for each in analysis.judged if each.item.text == text)


@pytest.mark.parametrize(
    ("said", "audience"),
    [("y", "public"), ("yes", "public"), ("M", "was_public"), ("n ", "not_public"), ("d", "dont_know")],
)
def test_one_question_for_all_years(tmp_path: Path, said: str, audience: str) -> None:
    """Facebook's posts: all years at once; one answer settles all of them, and the person is told so."""
    person = Person(("from 2009 to 2018 at any time since 27 May 2025?", said))
    answers = person.at(run(write(tmp_path, YEARS, FACEBOOK)))
    assert answers.answers == (Answer(audience, platform="facebook", since=date(2009, 1, 1), until=date(2019, 1, 1)),)
    assert len(person.asked) == 1 and "(up to 5 items)" in person.asked[0]
    assert ("That settles 5. Still open: 0." in person.said) is (audience != "dont_know")


def test_years_that_varied_are_halved(tmp_path: Path) -> None:
    """Where it varied over the years, each half is asked about, down to one year: no question without an item."""
    analysis = run(write(tmp_path, YEARS, FACEBOOK))
    person = Person(
        ("2009 to 2018", "v"), ("2009 to 2010", "v"), ("of 2009", "y"), ("of 2010", "n"), ("2016 to 2018", "m")
    )  # fmt: skip
    again = rejudge(analysis, person.at(analysis))
    assert [of(again, f"p{year}").is_public for year in (2009, 2010, 2016, 2018)] == ["yes", "no", "yes", "yes"]
    assert [of(again, f"p{year}").is_public_now for year in (2009, 2016)] == ["yes", "no"]
    assert len(person.asked) == 5 and not person.knows
    assert of(analysis, "p2009").is_public == "unknown"  # the first analysis stays as it is


def test_kinds_that_varied_are_asked_one_by_one(tmp_path: Path) -> None:
    """Where it varied by kind, each kind that waits is asked about, and its answer reaches that kind alone."""
    reels = {"your_facebook_activity/reels/your_reels.json": {"lasso_videos_v2": [fb_post("2020-02-02", "a reel")]}}
    analysis = run(write(tmp_path, YEARS | reels, FACEBOOK))
    person = Person(("2009 to 2020", "k"), ("Reel: could everyone", "y"), ("Post: could everyone", "n"))
    again = rejudge(analysis, person.at(analysis))
    assert of(again, "a reel").is_public == "yes"
    assert {of(again, f"p{year}").is_public for year in (2009, 2010, 2016, 2018)} == {"no"}
    assert len(person.asked) == 3 and not person.knows


@pytest.mark.parametrize(("language", "letter"), [("en", "y yes"), ("de", "j ja"), ("pl", "t tak")])
def test_the_question_comes_first(tmp_path: Path, language: str, letter: str) -> None:
    """Nothing stands before the question; help waits behind `?`; the prompt has the letters of the run's language."""
    analysis = run(write(tmp_path, YEARS, FACEBOOK), language=language)
    said, prompts = list[str](), list[str]()
    lines = iter(["?", letter[0]])

    def read(prompt: str) -> str:
        prompts.append(prompt)
        return next(lines)

    answers = ask(analysis, read, said.append)
    assert "2009" in said[0] and "2018" in said[0] and prompts[0].startswith(f"  [{letter}, ")
    assert f"? {analysis.words.table('questions.ask.choice')['?']}]" in prompts[0] and prompts == prompts[:1] * 2
    helped = said[1 : said.index(said[0], 1)]
    assert len(helped) > 4 and any("facebook.com/0/allactivity" in line for line in helped[:5])
    assert [each.audience for each in answers.answers] == ["public"]


def test_enter_skips_and_nothing_is_asked_twice(tmp_path: Path) -> None:
    """Skipped questions are gone, and give no answer."""
    person = Person()
    assert person.at(run(write(tmp_path, YEARS, FACEBOOK))) == Answers()
    assert len(person.asked) == 1


@pytest.mark.parametrize("end", ["q", "quit", None])
def test_stopping(tmp_path: Path, end: str | None) -> None:
    """`q`, or the end of the input: what was said until then counts."""
    files = YEARS | {TIMELINE: [*YEARS[TIMELINE], fb_post("2012-01-01", "g", title="Alex Doe posted in Chess.")]}
    lines = iter(["n", *([end] if end else [])])

    def read(prompt: str) -> str:
        try:
            return next(lines)
        except StopIteration:
            raise EOFError from None

    answers = ask(run(write(tmp_path, files, FACEBOOK)), read, lambda line: None)
    assert [each.audience for each in answers.answers] == ["not_public"]


def test_what_is_no_answer_is_asked_again(tmp_path: Path) -> None:
    """Nonsense is no answer and no skip."""
    lines = iter(["perhaps", "page", "yy", "v1", "y"])
    said: list[str] = []
    answers = ask(run(write(tmp_path, YEARS, FACEBOOK)), lambda prompt: next(lines), said.append)
    assert [each.audience for each in answers.answers] == ["public"]
    assert sum("none of the answers" in line for line in said) == 4


def test_groups(tmp_path: Path) -> None:
    """Per group, the larger first; a group's name may be anything."""
    name = 'The "Sky" \\ Club'
    titles = ["Alex Doe posted in Chess.", f"Alex Doe posted in {name}.", f"Alex Doe posted in {name}."]
    posts = [fb_post(f"2020-01-0{number}", f"g{number}", title=title) for number, title in enumerate(titles, 1)]
    analysis = run(write(tmp_path, facebook() | {TIMELINE: posts}, FACEBOOK))
    person = Person(("Sky", "y"), ("Chess", "n"))
    answers = person.at(analysis)
    assert [(each.group, each.audience) for each in answers.answers] == [(name, "public"), ("Chess", "not_public")]
    again = rejudge(analysis, answers)
    assert [of(again, f"g{number}").verdict for number in (1, 2, 3)] == ["out_of_scope", "in_scope", "in_scope"]


def test_birthday_comes_first_and_opens_the_others(tmp_path: Path) -> None:
    """Without an age few audiences settle anything: so the birthday is asked first. What is no date is not taken."""
    files = facebook(birthday=None) | {TIMELINE: [fb_post("2024-01-01", "p"), fb_post("2025-01-01", "r")]}
    analysis = run(write(tmp_path, files, FACEBOOK))
    lines = iter(["1.2.1990", "2999-01-01", "1990-02-01", "y"])
    said: list[str] = []
    answers = ask(analysis, lambda prompt: next(lines), said.append)
    assert answers.birthday == date(1990, 2, 1) and sum("none of the answers" in line for line in said) == 2
    again = rejudge(analysis, answers)
    assert {(each.verdict, each.is_adult_basis) for each in again.judged} == {("in_scope", "birthday_given")}


def test_a_minors_birthday_settles_all(tmp_path: Path) -> None:
    """A minor is asked nothing else."""
    files = facebook(birthday=None) | {TIMELINE: [fb_post("2024-01-01", "p")]}
    person = Person(("born", "2011-01-01"))
    again = rejudge(analysis := run(write(tmp_path, files, FACEBOOK)), person.at(analysis))
    assert len(person.asked) == 1 and {each.verdict for each in again.judged} == {"out_of_scope"}


def test_a_skipped_birthday_leaves_the_audience_to_ask(tmp_path: Path) -> None:
    """Who does not say their age can still say that nobody could see it."""
    files = facebook(birthday=None) | {TIMELINE: [fb_post("2024-01-01", "p")]}
    again = rejudge(analysis := run(write(tmp_path, files, FACEBOOK)), Person(("everyone", "n")).at(analysis))
    assert {each.verdict for each in again.judged} == {"out_of_scope"}


@pytest.mark.parametrize(("said", "is_public"), [("p", "yes"), ("page", "yes"), ("r", "unknown")])
def test_page_or_profile(tmp_path: Path, said: str, is_public: str) -> None:
    """A Page's own archive is asked about before what is in it; a profile's posts have audiences, asked about then."""
    own = write(tmp_path / "1", YEARS, FACEBOOK)
    of_page = facebook(name="My Bakery", path=PAGE_PROFILE) | {PAGE_POSTS: [fb_post("2015-01-01", "b")]}
    page = write(tmp_path / "2", of_page, "facebook-mybakery-2026-02-01-AbCdEfGh")
    person = Person(("a Page", said))
    again = rejudge(analysis := run(own, page), person.at(analysis))
    assert "My Bakery" in person.asked[0] and of(again, "b").is_public == is_public
    assert f"(up to {5 if is_public == 'yes' else 6} items)" in person.asked[1]


def test_instagram_is_one_question(tmp_path: Path) -> None:
    """One account, one switch: no years."""
    files = instagram(None) | {POSTS: [ig_post(f"20{year}-01-01", "p", f"m/{year}.jpg") for year in (15, 20)]}
    person = Person(("Instagram", "m"))
    answers = person.at(run(write(tmp_path, files, INSTAGRAM)))
    assert answers.answers == (Answer("was_public", platform="instagram"),)


def test_posts_without_a_date_are_asked_about_last(tmp_path: Path) -> None:
    """An answer for Facebook as a whole would reach skipped years: so it is asked for only where none is left."""
    files = facebook() | {TIMELINE: [fb_post("2020-01-01", "dated"), fb_post("", "undated")]}
    analysis = run(write(tmp_path, files, FACEBOOK), policy="row")  # with a deadline, no date is no verdict
    skips = Person()
    skips.at(analysis)
    assert len(skips.asked) == 1
    again = rejudge(analysis, Person(("of 2020", "n"), ("your Facebook posts at any", "y")).at(analysis))
    assert of(again, "dated").is_public == "no" and of(again, "undated").is_public == "yes"


def test_earlier_answers_are_kept(tmp_path: Path) -> None:
    """New answers come after the old ones; of what those have settled nothing is asked."""
    path = write(tmp_path, YEARS, FACEBOOK)
    old = tmp_path / "old.toml"
    old.write_text('schema = 1\nticked = ["x"]\n[[answer]]\nto = 2010-01-01\naudience = "public"\n', "utf-8")
    person = Person(("from 2010 to 2018", "n"))
    answers = person.at(run(path, answers=old))
    assert [each.audience for each in answers.answers] == ["public", "not_public"] and answers.ticked == ("x",)


def test_the_setting_for_future_posts_is_a_hint(tmp_path: Path) -> None:
    """It stands in the help of the question, as no evidence."""
    analysis = run(write(tmp_path, YEARS, FACEBOOK))
    analysis.collection.exports[0].facts.future_audience = "Friends"
    person = Person(("from 2009 to 2018", "?"))
    person.at(analysis)
    assert any("Friends" in line and "tells nothing" in line for line in person.said)


def test_nothing_to_ask(tmp_path: Path) -> None:
    """Where all is decided, no question."""
    person = Person()
    person.at(run(write(tmp_path, YEARS, FACEBOOK), audience=("facebook=public",)))
    assert not person.asked


@pytest.mark.parametrize("sample", expected.samples(), ids=lambda sample: sample.name)
@pytest.mark.parametrize("said", ["y", "n", "p"])
def test_saved_answers_give_the_same_verdicts(sample: Path, said: str, tmp_path: Path) -> None:
    """On every sample: what was settled in the terminal, the saved file settles in the next run."""
    zips = sorted(sample.glob("*.zip"))
    analysis = run(*zips, today=expected.TODAY, audience=("facebook=not_public",) if said == "p" else ())
    lines: Iterator[str] = iter([said, "y", "n", "1990-01-01"] * 100)
    answers = ask(analysis, lambda prompt: next(lines), lambda line: None)
    write_answers(answers, tmp_path / "answers.toml")
    again = run(*zips, today=expected.TODAY, answers=tmp_path / "answers.toml")
    assert verdicts(again) == verdicts(rejudge(analysis, answers))
    write_answers(answers, tmp_path / "answers.json")
    assert verdicts(run(*zips, today=expected.TODAY, answers=tmp_path / "answers.json")) == verdicts(again)


@pytest.mark.parametrize("sample", expected.samples(), ids=lambda sample: sample.name)
def test_rejudging_is_judging(sample: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`rejudge` reads nothing, and gives what a run with the answers gives, in the same order."""
    zips = sorted(sample.glob("*.zip"))
    answers = Answers((Answer("not_public", platform="facebook"), Answer("public", platform="instagram")))
    write_answers(answers, tmp_path / "a.toml")
    first, full = run(*zips), run(*zips, answers=tmp_path / "a.toml")
    monkeypatch.setattr(running, "open_exports", None)
    again = rejudge(first, answers)
    assert [(each.id, each.verdict, each.priority) for each in again.judged] == [
        (each.id, each.verdict, each.priority) for each in full.judged
    ]
    assert verdicts(rejudge(again, first.answers)) == verdicts(first)


# ---- the file

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
DAYS = st.none() | st.dates()


@st.composite
def answer(draw: st.DrawFn) -> Answer:
    """Any answer that answers knows."""
    if draw(st.booleans()):
        return Answer(account=draw(WORDS), is_=draw(st.sampled_from(["page", "profile"])))
    since = draw(st.dates(max_value=date(9000, 1, 1)))
    until = draw(st.none() | st.integers(1, 9999).map(lambda days: since + timedelta(days)))
    about: dict[str, Any] = draw(
        st.sampled_from([
            {"item": draw(WORDS)}, {"group": draw(WORDS)}, {"kind": draw(st.sampled_from(get_args(Kind)))},
            {"since": since, "until": until}, {"platform": draw(st.sampled_from(PLATFORMS))},
        ])
    )  # fmt: skip
    return Answer(draw(st.sampled_from(AUDIENCES)), **about, account=draw(st.just("") | WORDS))


@pytest.mark.parametrize("name", ["answers.toml", "answers.json", "no ending"])
def test_round_trip(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever is written is read back: quotes, backslashes, line breaks, control characters, any script."""
    path = tmp_path_factory.mktemp("trip") / name

    @given(st.lists(answer(), max_size=5), st.lists(WORDS, max_size=3), DAYS)
    def check(answers: list[Answer], ticked: list[str], birthday: date | None) -> None:
        said = Answers(tuple(answers), tuple(ticked), birthday)
        write_answers(said, path)
        assert read_answers(path) == said

    check()


def test_the_file_is_of_its_owner_alone_and_readable(tmp_path: Path) -> None:
    """TOML as a person would write it; no other file is left behind; mode 0600, also over an older file."""
    path = tmp_path / "answers.toml"
    path.write_text("schema = 1\n", "utf-8")
    path.chmod(0o644)
    said = (Answer("public", group='A "b"\n\x7f'), Answer("not_public", platform="facebook", option=True))
    write_answers(Answers(said, ("x",), date(1990, 2, 1)), path)
    assert path.read_text("utf-8") == (
        'schema = 1\nbirthday = 1990-02-01\nticked = ["x"]\n\n'
        '[[answer]]\ngroup = "A \\"b\\"\\n\\u007f"\naudience = "public"\n\n'
        '[[answer]]\nplatform = "facebook"\naudience = "not_public"\n'
    )
    assert os.name != "posix" or stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("birthday", ['"soon"', "7", "2999-01-01"])
def test_birthdays_that_cannot_be_meant(tmp_path: Path, birthday: str) -> None:
    """A birthday in the file that is no date, or in the future."""
    (tmp_path / "a.toml").write_text(f"schema = 1\nbirthday = {birthday}\n", "utf-8")
    with pytest.raises(UsageError):
        run(write(tmp_path, YEARS, FACEBOOK), answers=tmp_path / "a.toml")


def test_the_option_comes_before_the_birthday_of_the_file(tmp_path: Path) -> None:
    """--birthday is said now, the file was saved earlier; neither comes before the archive."""
    (tmp_path / "a.toml").write_text("schema = 1\nbirthday = 2011-01-01\n", "utf-8")
    path = write(tmp_path / "1", YEARS | facebook(birthday=None), FACEBOOK)
    options: list[dict[str, Any]] = [{}, {"birthday": date(1990, 1, 1)}]
    adult = [run(path, answers=tmp_path / "a.toml", **each).judged[0].is_adult for each in options]
    assert adult == ["no", "yes"]
    assert run(write(tmp_path / "2", YEARS, FACEBOOK), answers=tmp_path / "a.toml").judged[0].is_adult == "yes"


# ---- the command


def test_without_a_terminal(tmp_path: Path) -> None:
    """Nobody there to ask: exit 2, nothing written."""
    path = write(tmp_path, YEARS, FACEBOOK)
    ran = command(path, "--ask", "--out", tmp_path / "out")
    assert ran.returncode == 2 and "--answers" in ran.stderr and not ran.stdout and not (tmp_path / "out").exists()


class Keyboard:
    """Standard input that is a terminal."""

    def __init__(self, *lines: str) -> None:
        self.lines = list(lines)

    def isatty(self) -> bool:
        return True

    def readline(self) -> str:
        return self.lines.pop(0) + "\n" if self.lines else ""


Typed = Callable[..., str]


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typed:
    """Run the command with lines typed in; gives what stands on standard error, after a check of standard output."""

    def run_it(*options: object, lines: tuple[str, ...] = ("n",), files: Files = YEARS) -> str:
        path = write(tmp_path / "in", files, FACEBOOK)
        monkeypatch.setattr(sys, "stdin", Keyboard(*lines))
        monkeypatch.setattr(
            sys, "argv", ["analyze", str(path), "--out", str(tmp_path / "out"), "--ask", *map(str, options)]
        )
        with pytest.raises(SystemExit) as ended:
            main.main()
            raise SystemExit(0)
        assert not ended.value.code
        shown = capsys.readouterr()
        assert "up to" not in shown.out
        return shown.err

    return run_it


def saved(path: Path) -> list[str]:
    return [each.audience for each in read_answers(path).answers]


def test_answers_stand_beside_the_report(typed: Typed, tmp_path: Path) -> None:
    """The report has the answers' verdicts; they are saved in its folder, earlier ones are left in peace."""
    told = typed()
    assert "answers.toml" in told and saved(tmp_path / "out" / "answers.toml") == ["not_public"]
    assert (tmp_path / "out" / "items.csv").read_text("utf-8").count("stated_by_you") == 5
    typed(lines=("y",))
    assert saved(tmp_path / "out" / "answers.toml") == ["not_public"]
    assert saved(tmp_path / "out" / "answers-2.toml") == ["public"]


def test_answers_go_to_the_file_that_is_given(typed: Typed, tmp_path: Path) -> None:
    """`--answers FILE`: read if it is there, written in any case."""
    path = tmp_path / "mine.toml"
    typed("--answers", path, lines=("v", "y"))
    assert saved(path) == ["public"]
    typed("--answers", path, lines=("n",))
    assert saved(path) == ["public", "not_public"] and not (tmp_path / "out" / "answers.toml").exists()


def test_nothing_said_nothing_saved(typed: Typed, tmp_path: Path) -> None:
    """Enter all the way, or the end of the input: a report, and no file of answers."""
    for lines in (("",), ()):
        typed(lines=lines)
        assert (tmp_path / "out" / "report.html").exists() and not (tmp_path / "out" / "answers.toml").exists()


def test_a_redacted_report_has_no_answers_beside_it(typed: Typed, tmp_path: Path) -> None:
    """They name groups: next to the folder, not in it."""
    files = facebook() | {TIMELINE: [fb_post("2020-01-01", "g", title="Alex Doe posted in Chess.")]}
    typed("--redact", lines=("y",), files=files)
    assert read_answers(tmp_path / "out-answers.toml").answers[0].group == "Chess"
    assert not any("Chess" in path.read_text("utf-8") for path in (tmp_path / "out").iterdir())


def test_names_cannot_steer_the_terminal(typed: Typed) -> None:
    """A group's name is text, without what a terminal would obey."""
    files = facebook() | {TIMELINE: [fb_post("2020-01-01", "g", title="Alex Doe posted in Ch\x1b[31mess.")]}
    told = typed(lines=("y",), files=files)
    assert "Ch[31mess" in told and "\x1b" not in told


def test_spaces_before_signs_stay(typed: Typed) -> None:
    """French parts a question mark from its word by a space that does not break: no character that a terminal obeys."""
    told = typed("--language", "fr", lines=("n",))
    assert "\N{NO-BREAK SPACE}?" in told or "\N{NARROW NO-BREAK SPACE}?" in told


def test_a_terminal_gets_whole_words(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    """In 60 columns no line is longer and no word is cut; what is piped away stays one line a sentence."""
    piped = typed(lines=("n",))
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    shown = typed(lines=("n",))
    assert shown.replace("answers-2.toml", "answers.toml").split() == piped.split()
    assert max(map(len, piped.splitlines())) > 60
    asked = shown.partition("[y ")[0].splitlines()  # what follows a prompt stands on its line here
    assert max(map(len, asked)) <= 60


def test_what_facebook_chose_then_is_said_beside_the_question(tmp_path: Path) -> None:
    """Help of a question about a time: the defaults of that time, and that a switch may have hidden it; then the
    question again."""
    person = Person(("from 2009 to 2018", "?"))
    person.at(run(write(tmp_path, YEARS, FACEBOOK)))
    then = [line for line in person.said if line.strip().startswith("From December 2009 Facebook suggested")]
    assert len(then) == 1
    assert sum("Limit past posts" in line for line in person.said) == 1
    first = next(line for line in person.said if line.startswith("Could everyone see your Facebook posts"))
    assert person.said[0] == first and person.said.count(first) == 2
