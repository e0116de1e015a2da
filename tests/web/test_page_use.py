"""The page as a person meets it: their language, a keyboard, a narrow screen, dark or light; what the file holds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from page_in_browser import BUILT, SAMPLES, Person, visited

from analyzer.words import languages, speak
from web.build import MOST
from web.parts import parts

pytestmark = pytest.mark.page


def findings(person: Person, frames: int = 2) -> list[str]:
    """What axe finds in the shell and in the frame that reads, which has the heading of both."""
    found = []
    for frame in person.page.frames[:frames]:
        frame.evaluate(Path(AXE_FILE_PATH).read_text("utf-8"))
        own = {} if frame.parent_frame else {"rules": {"page-has-heading-one": {"enabled": False}}}
        told = frame.evaluate("(own) => axe.run(document, { iframes: false, ...own })", own)
        found += [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in told["violations"]]
    return found


def wide(person: Person) -> int:
    """By how many pixels something juts out."""
    frame = person.page.frames[1]
    return int(frame.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("language", languages())
def test_it_speaks_the_language_of_the_browser(browser: Any, language: str) -> None:
    """Every text, the titles and the names of the rules; nothing juts out of a narrow screen."""
    with visited(browser, locale=language, viewport={"width": 360, "height": 800}) as person:
        person.reader.locator("#start:not(:empty)").wait_for()
        words = speak(language)
        assert person.text("h1") == words.say("web.title") == person.page.title()
        assert person.page.evaluate("document.documentElement.lang") == language
        assert person.reader.locator("html").get_attribute("lang") == language
        texts = person.reader.locator("[data-say]").all_text_contents()
        assert len(texts) > 50 and all(texts)
        assert words.say("policies.uk.name") in person.reader.locator("#policy").text_content()
        person.page.frames[1].evaluate(
            "() => document.querySelectorAll('details').forEach((each) => { each.open = true; })"
        )
        assert wide(person) <= 0


def test_the_language_can_be_changed(browser: Any) -> None:
    """At any time, and what was typed stays."""
    with visited(browser) as person:
        person.reader.locator("#more > summary").click()
        person.reader.locator("#birthday").fill("1990-04-23")
        person.reader.locator("#policy").select_option("ch")
        person.reader.locator("#language").select_option("pl")
        assert person.text("h1") == speak("pl").say("web.title")
        assert person.reader.locator("#birthday").input_value() == "1990-04-23"
        assert person.reader.locator("#policy").input_value() == "ch"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Any, scheme: str) -> None:
    """Before and after the report, everything unfolded."""
    with visited(browser, color_scheme=scheme) as person:
        person.wait_until_ready()
        person.page.frames[1].evaluate(
            "() => document.querySelectorAll('details').forEach((each) => { each.open = true; })"
        )
        assert findings(person) == []
        person.choose(sorted((SAMPLES / "facebook-de").glob("*.zip")))
        person.read()
        assert findings(person, 1) == []  # the frame that reads is hidden now, and the report has a test of its own
        person.back()
        person.page.frames[1].evaluate(
            "() => document.querySelectorAll('details').forEach((each) => { each.open = true; })"
        )
        assert findings(person) == []


def test_a_keyboard_is_enough(browser: Any) -> None:
    """Everything that can be used is reached by Tab, in the order of the page, and Enter starts the run."""
    with visited(browser) as person:
        person.wait_until_ready()
        person.choose(sorted((SAMPLES / "facebook-de").glob("*.zip")))
        frame = person.page.frames[1]
        assert frame.evaluate("() => document.activeElement.id") == "start"
        frame.evaluate("() => document.activeElement.blur()")
        person.reader.locator("#language").focus()
        reached = []
        for _ in range(8):
            person.page.keyboard.press("Tab")
            reached.append(frame.evaluate("() => document.activeElement.id || document.activeElement.tagName"))
        assert reached[:3] == ["files", "folder", "other"] and "start" in reached
        person.reader.locator("#start").focus()
        person.page.keyboard.press("Enter")
        person.page.locator("#report").wait_for(state="visible", timeout=240_000)
        person.page.locator("#back").focus()
        person.page.keyboard.press("Enter")
        person.reader.locator("#done").wait_for(state="visible")


def test_no_command_is_spoken_of(browser: Any) -> None:
    """Who has this page has no terminal: neither the form nor what it says after a run names an option."""
    with visited(browser) as person:
        person.wait_until_ready()
        person.choose(sorted((SAMPLES / "facebook-de").glob("*.zip")))
        person.read()
        person.back()
        assert not re.search(r"\banalyze\b|--[a-z]", person.text("body"))


def test_the_file_is_of_one_piece_and_small() -> None:
    """Below the bound, without an address that anything could be loaded from, with its hash beside it."""
    raw = BUILT.read_bytes()
    assert len(raw) <= MOST
    assert not re.search(rb'(?:src|href)="?(?:https?:)?//', raw)
    assert len(BUILT.with_name("analyze.html.sha256").read_text("utf-8").split()[0]) == 64


def test_everything_that_is_in_it_is_named(browser: Any) -> None:
    """Each part with version and licence, and the text of the licence where the part has one."""
    with visited(browser) as person:
        person.reader.locator("#about > summary").click()
        shown = person.text("#parts")
        for each in parts():
            assert f"{each.name} {each.version} ({each.licence})" in shown
        first = person.reader.locator("#parts details", has_text="python-stdnum")
        first.locator("summary").click()
        assert "GNU LESSER GENERAL PUBLIC LICENSE" in first.inner_text()
