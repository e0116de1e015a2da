"""The page in other languages, in a real browser: numbers, plurals and dates are the program's, and it is marked."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from test_report_answers import SOURCES, opened, rendered
from test_words import NUMBERS

from analyzer.report.frame import asset
from analyzer.report.page import render as report_page
from analyzer.words import languages, speak

pytestmark = pytest.mark.browser
DAYS = [datetime(2025, month, 27 - month, tzinfo=UTC) for month in range(1, 13)]
SPEAK = """([shared, numbers, seconds]) => {
  %s
  const speech = speaking(shared);
  return {
    items: numbers.map((n) => speech.items(n)), of: numbers.map((n) => speech.ofItems(n)),
    days: seconds.map((each) => speech.longDay.format(each * 1000)),
  };
}"""


@pytest.mark.parametrize("language", languages())
def test_page_and_program_write_alike(browser: Any, language: str) -> None:
    """Whole numbers with their plural forms, and dates, character by character."""
    words = speak(language)
    shared = {"language": words.tag, "words": report_page.script_words(words, redacted=False)}
    tab = browser.new_page()
    seconds = [int(day.timestamp()) for day in DAYS]
    said = tab.evaluate(SPEAK % asset("words.js"), [json.loads(json.dumps(shared)), NUMBERS, seconds])
    tab.close()
    assert said["items"] == [words.say("counts.items", n=number) for number in NUMBERS]
    assert said["of"] == [words.say("counts.of_items", n=number) for number in NUMBERS]
    assert said["days"] == [words.day(day.date()) for day in DAYS]


@pytest.mark.parametrize("language", languages())
def test_a_page_says_its_language_and_who_has_read_it(browser: Any, tmp_path: Path, language: str) -> None:
    """`lang` and `dir`, and above all else one sentence in both languages where no native reader has seen the words."""
    analysis = replace(SOURCES["en"](tmp_path), language=language)
    about = speak(language).about
    with opened(browser, rendered(analysis), tmp_path) as tab:
        assert tab.locator("html").get_attribute("lang") == language
        assert tab.locator("html").get_attribute("dir") == about["dir"]
        marks = tab.locator(".unreviewed")
        assert marks.count() == (not about["reviewed"])
        if not about["reviewed"]:
            assert about["unreviewed"] in marks.text_content()
            assert speak("en").about["unreviewed"] in marks.locator("[lang=en]").text_content()
            assert not marks.locator("a").count()
        assert not tab.evaluate("document.body.innerText.match(/\\\\{\\\\w+\\\\}|undefined|NaN/)")


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("language", languages())
def test_nothing_is_wider_than_the_page(browser: Any, tmp_path: Path, language: str, width: int) -> None:
    """Long words wrap: at no width does the page scroll sideways."""
    analysis = replace(SOURCES["en"](tmp_path), language=language)
    viewport = {"width": width, "height": 900}
    with opened(browser, rendered(analysis), tmp_path, viewport=viewport) as tab:
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        tab.locator("button.item").first.click()
        assert tab.evaluate("document.querySelector('dialog .sheet').scrollWidth") <= width
