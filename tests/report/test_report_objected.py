"""When the person objected, said on the page: what it covers, steps, the reminder, the calendar, the saved answers."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from test_report_answers import SOURCES, look, random_answers
from test_report_browser import opened
from test_report_page import facebook, instagram, post, rendered, run

from analyzer.report.letter import LetterOptions, letters
from analyzer.report.redact import redacted
from analyzer.report.result import Result
from analyzer.rules.answers_file import read_answers
from analyzer.run import rejudge

pytestmark = pytest.mark.browser

TODAY = date.today()
TWO = ("en", "de")
# The state of every item by its id, as its details would say it.
LETTERS = """() => Object.fromEntries([...document.querySelectorAll(".letter:not([hidden])")].map((letter) => {
  letter.open = true;
  const lines = [...letter.querySelector(".notes-of").children].map((node) => node.textContent);
  const paper = letter.querySelector(".paper");
  return [`${letter.dataset.what} ${letter.dataset.label}`, [paper.innerText, lines]];
}))"""


def spoken(text: str) -> list[str]:
    """The words of a text."""
    return text.split()


def say(tab: Any, owner: int, day: str) -> None:
    """Choose a day for an account."""
    tab.locator(f"#objected-{owner}").fill(day)
    tab.locator(f"#objected-{owner}").dispatch_event("change")


@pytest.mark.parametrize(("source", "language"), [("en", "en"), ("en", "de"), ("mixed", "en")])
def test_page_and_program_are_equal_on_days(browser: Any, tmp_path: Path, source: str, language: str) -> None:
    """With random answers and days in the file: steps and what they cover, each account's numbers, each item's
    objection, and every letter word for word, as the next run has them."""
    analysis = replace(SOURCES[source](tmp_path), language=language)
    chance, text = random.Random(source), rendered(analysis)
    names = sorted({account.name for account in analysis.accounts if account.name})
    days = ["2024-07-01", "2025-05-01", "2025-05-27", "2026-03-01", (TODAY - timedelta(days=3)).isoformat()]
    for number in range(5):
        entries = random_answers(analysis, chance)
        said: Any = {name: chance.choice(days) for name in names if chance.random() < 0.8} if number else days[number]
        file = tmp_path / "given.json"
        file.write_text(json.dumps({"schema": 1, "answer": entries, "objected_on": said}), "utf-8")
        options = replace(analysis.options, answers=file)
        program = replace(run(*sorted(tmp_path.glob("*-2026-*")), answers=file), options=options, language=language)
        with opened(browser, text, tmp_path) as tab:
            tab.set_input_files("#load", file)
            tab.locator("#saved p").wait_for()
            of_page, of_letters = look(tab), tab.evaluate(LETTERS)
            counted = tab.evaluate("""() => [...document.querySelectorAll(".follows a")].map((link) =>
              [link.dataset.filter, link.textContent])""")
            for link, told in counted:
                tab.locator(f'.follows a[data-filter="{link}"]').click()
                expected = [
                    each
                    for each in program.judged
                    if each.verdict != "out_of_scope" and each.objection == link.split("=")[1].split(":")[0]
                ]
                shown = told.split()[0]
                # The list is filtered after the click, not in it.
                tab.locator("#count", has_text=re.compile(rf"^\s*{shown}\s")).wait_for()
                assert int(shown) <= len(expected)
        with opened(browser, rendered(program), tmp_path, java_script_enabled=False) as tab:
            assert look(tab) == of_page
        states = {"covered": 0, "disputed": 0}
        for each in program.judged:
            if each.verdict != "out_of_scope" and each.objection in states:
                states[each.objection] += 1
        for state, n in states.items():
            on_page = [int(told.split()[0]) for link, told in counted if f"={state}:" in link]
            assert sum(on_page) == n, (said, state)
        gap = analysis_gap(language)
        for kind in ("objection", "reminder", "complaint"):
            grounds = gap if kind == "complaint" else ""
            for letter in letters(program, LetterOptions(kind, language=language, grounds=grounds)):
                key = f"{letter.what} {letter.label}"
                if key not in of_letters:
                    continue
                paper, notes = of_letters[key]
                assert spoken(paper) == spoken(" ".join(line for block in letter.blocks for line in block.lines)), key
                skipped = ("note_no_grounds", "note_no_grounds_plain")
                named = zip(letter.warned, letter.warnings, strict=True)
                assert sorted(notes) == sorted(said for name, said in named if name not in skipped)


def analysis_gap(language: str) -> str:
    """Where the grounds go."""
    from analyzer.report.letter.texts import Words

    return Words(language, "eu").blank("grounds")


@pytest.mark.parametrize("language", TWO)
def test_ticking_object_asks_for_the_day(browser: Any, tmp_path: Path, language: str) -> None:
    """The day is asked for in the step, not guessed; said there, it stands in the letters, dates the reminder, is kept
    and saved, and the next run knows it. A day to come is refused."""
    analysis = run(facebook(tmp_path, [post("a")]), instagram(tmp_path, ["b"]), language=language)
    day, ask = TODAY - timedelta(days=40), ".step[data-step=object_facebook]"
    with opened(browser, rendered(analysis), tmp_path) as tab:
        field = tab.locator(f"{ask} .asks-day input")
        assert field.is_hidden()
        tab.locator(f"{ask} [data-tick]").check()
        assert field.is_visible() and field.input_value() == ""
        assert tab.evaluate("document.activeElement.id") == field.get_attribute("id")
        reminder = tab.locator(".letter[data-what=reminder][data-label^=Facebook]")
        assert reminder.is_hidden()
        field.fill((TODAY + timedelta(days=2)).isoformat())
        field.dispatch_event("change")
        assert analysis.words.say("script.objected.future") in tab.locator(f"{ask} .asks-day").text_content()
        assert reminder.is_hidden()
        field.fill(day.isoformat())
        field.dispatch_event("change")
        assert tab.locator("#objected-0").input_value() == day.isoformat()
        assert reminder.is_visible()
        assert tab.locator(".letter[data-what=reminder][data-label^=Instagram]").is_hidden()
        reminder.locator("summary").click()
        said = reminder.locator("[data-text=reminder_eu]").text_content()
        assert f"{day.day} {analysis.words.day(day).split()[1]}" in said.replace(".", "")  # not the 21 of Article 21
        tab.locator("#sent-0").select_option("form")
        assert "15" not in reminder.locator("[data-text=reminder_eu]").text_content().replace(str(day.day), "")
        with tab.expect_download() as download:
            tab.locator("#save").click()
        file = tmp_path / "answers.json"
        download.value.save_as(file)
        tab.reload()
        tab.wait_for_selector("html.ready")
        assert tab.locator("#objected-0").input_value() == day.isoformat()
        assert tab.locator("#sent-0").input_value() == "form"
        tab.evaluate("localStorage.clear()")
    name = next(account.name for account in analysis.accounts if account.platform == "facebook")
    assert read_answers(file).objected_on == (f"{name}={day.isoformat()}",)
    assert {each.objection for each in run(*sorted(tmp_path.glob("*-2026-*")), answers=file).judged} == {
        "disputed",
        "unknown",
    }


@pytest.mark.parametrize("language", TWO)
def test_a_calendar_file_for_the_day_the_month_is_over(browser: Any, tmp_path: Path, language: str) -> None:
    """One event of a day, in lines that every calendar reads; the last of a month where there is no such day."""
    analysis = run(facebook(tmp_path, [post("a")]), language=language)
    with opened(browser, rendered(analysis), tmp_path) as tab:
        say(tab, 0, TODAY.isoformat())
        with tab.expect_download() as download:
            tab.locator("[data-calendar]").first.click()
        download.value.save_as(tmp_path / "event.ics")
        raw = (tmp_path / "event.ics").read_bytes()
        due = tab.evaluate("""() => {
          const day = new Date(), last = new Date(day.getFullYear(), day.getMonth() + 2, 0).getDate();
          const end = new Date(day.getFullYear(), day.getMonth() + 1, Math.min(day.getDate(), last));
          const two = (n) => String(n).padStart(2, "0");
          return `${end.getFullYear()}${two(end.getMonth() + 1)}${two(end.getDate())}`;
        }""")
        say(tab, 0, "2025-06-20")
        assert tab.locator("[data-calendar]").first.is_hidden()  # it is over
    lines = raw.decode("utf-8").split("\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n") and all(len(line.encode()) <= 75 for line in lines)
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]
    assert f"DTSTART;VALUE=DATE:{due}" in lines
    unfolded = raw.decode("utf-8").replace("\r\n ", "")
    assert "SUMMARY:" + analysis.words.say("script.objected.event", what="Facebook")[:20] in unfolded
    assert download.value.suggested_filename == f"meta-{due[:4]}-{due[4:6]}-{due[6:]}.ics"


def test_the_letter_follows_the_answers(browser: Any, tmp_path: Path) -> None:
    """Its numbers are those of the answers given; taken back, the first text is back."""
    analysis = run(facebook(tmp_path, [post(f"p{n}") for n in range(3)]))
    with opened(browser, rendered(analysis), tmp_path) as tab:
        before = tab.evaluate(LETTERS)
        tab.locator(".card-choices:not(.away) input[value=public]").check()
        after = next(paper for name, (paper, _) in tab.evaluate(LETTERS).items() if name.startswith("letter"))
        assert "Posts: 3 (" in after
        tab.locator("#card-undo").click()
        assert tab.evaluate(LETTERS) == before


def test_none_in_a_report_to_be_shown_nor_without_a_law(tmp_path: Path) -> None:
    """A redacted report asks for no day, and neither does one for where no objection is known."""
    analysis = run(facebook(tmp_path, [post("a")]))
    assert 'id="objected"' in rendered(analysis)
    assert 'id="objected"' not in rendered(redacted(analysis))
    assert 'id="objected"' not in rendered(run(facebook(tmp_path, [post("a")]), policy="row"))


def test_what_evidence_showed_is_handed_on(browser: Any, tmp_path: Path) -> None:
    """Answers saved on the page keep what evidence said, and since when nothing was changed."""
    export = facebook(tmp_path, [post("a")])
    first = run(export)
    item = first.judged[0].id
    file = tmp_path / "kept.json"
    seen = [{"item": item, "seen": "everyone", "day": "2026-01-02", "source": "facebook_page"}]
    file.write_text(json.dumps({"schema": 1, "unchanged_since": "2020-01-01", "seen": seen}), "utf-8")
    analysis = run(export, answers=file)
    assert analysis.judged[0].verdict != "undetermined"
    out = tmp_path / "out"
    Result(analysis).write(out)
    with opened(browser, (out / "report.html").read_text("utf-8"), tmp_path) as tab:
        with tab.expect_download() as download:
            tab.locator("#save-done").click()
        saved = tmp_path / "answers.json"
        download.value.save_as(saved)
        tab.evaluate("localStorage.clear()")
    given = read_answers(saved)
    assert given.seen == analysis.answers.seen and str(given.unchanged_since) == "2020-01-01"
    assert rejudge(first, given).judged[0].verdict == analysis.judged[0].verdict
