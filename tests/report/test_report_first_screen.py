"""The first screen: one sentence, one question with its answers, nothing moves; numbers that lead to their items."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from test_report_answers import look, mixed
from test_report_browser import opened
from test_report_page import rendered

from analyzer.rules.analysis import Analysis, Options
from analyzer.run import analyze
from analyzer.words import languages
from tools.samples import containers, page, write_facebook, write_instagram
from tools.samples.person.person import person

pytestmark = pytest.mark.browser

TWO = ("en", "de")
# Where all that stands on the first screen begins: after each answer to each question, and when it is undone.
MOVED = """async () => {
  const all = '#split, #card, #card-choices, #card-panel, #card-undo, .forms, #do';
  const parts = () => [...document.querySelectorAll(all)];
  const places = () => parts().map((node) => node.getBoundingClientRect().top + scrollY);
  const first = places();
  let worst = 0, asked = 0;
  const check = () => places().forEach((place, n) => (worst = Math.max(worst, Math.abs(place - first[n]))));
  for (;;) {
    asked += 1;
    for (const radio of document.querySelectorAll('.card-choices:not(.away) input')) (radio.click(), check());
    if (document.querySelector('#card-next').disabled) break;
    document.querySelector('#card-next').click();
    check();
  }
  while (!document.querySelector('#card-undo').disabled) (document.querySelector('#card-undo').click(), check());
  return [worst, asked];
}"""
LINES = """() => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector("#answer-title"));
  return new Set([...range.getClientRects()].map((each) => Math.round(each.top))).size;
}"""


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The generator's person on both platforms, with the archive of a Page."""
    folder = tmp_path_factory.mktemp("archives")
    made = date(2026, 3, 14)
    name = "facebook-alex.doe.5-2026-03-14-Ab3dE5gH.zip"
    containers.write_zip(folder / name, write_facebook(person("en"), "F", made=made))
    name = "instagram-alex.doe-2026-03-14-Ab3dE5gJ.zip"
    containers.write_zip(folder / name, write_instagram(person("en"), "E5", made=made))
    containers.write_zip(folder / "facebook-page-2026-03-14-Ab3dE5gK.zip", write_facebook(page("en"), "P", made=made))
    return sorted(folder.glob("*.zip"))


def analysis_in(archives: list[Path], language: str) -> Analysis:
    return analyze(archives, Options(language=language))


@pytest.mark.parametrize("language", TWO)
@pytest.mark.parametrize("width", [1280, 768, 390, 320])
def test_nothing_moves_when_an_answer_is_given(
    browser: Any, archives: list[Path], tmp_path: Path, language: str, width: int
) -> None:
    """Not by a pixel: with every answer to every question, with the next question, and when all is undone."""
    text = rendered(analysis_in(archives, language))
    with opened(browser, text, tmp_path, viewport={"width": width, "height": 900}) as tab:
        worst, asked = tab.evaluate(MOVED)
        assert asked > 2
        assert worst == 0


@pytest.mark.parametrize("language", languages())
def test_the_headline_is_short(browser: Any, archives: list[Path], tmp_path: Path, language: str) -> None:
    """Two lines at most on a desk, three on a phone; at no width does the page scroll sideways."""
    text = rendered(analysis_in(archives, language))
    for width, most in ((1280, 2), (390, 3)):
        with opened(browser, text, tmp_path, viewport={"width": width, "height": 900}) as tab:
            assert tab.evaluate(LINES) <= most
            assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("language", TWO)
def test_one_click_settles(browser: Any, archives: list[Path], tmp_path: Path, language: str) -> None:
    """The best question stands there with its answers; the numbers change at once; Undo brings them back."""
    analysis = analysis_in(archives, language)
    with opened(browser, rendered(analysis), tmp_path) as tab:
        before, best = look(tab), analysis.questions[0]
        assert tab.locator("#card-title").text_content() == best.text
        tab.locator(".card-choices:not(.away) input[value=public]").check()
        after = look(tab)
        assert after["split"] != before["split"] and after["figures"] != before["figures"]
        assert tab.locator("#card-title").text_content() == best.text  # nothing is put in its place unasked
        tab.locator("#card-undo").click()
        assert look(tab) == before
        tab.locator("#card-next").click()
        assert tab.locator("#card-title").text_content() != best.text


@pytest.mark.parametrize("language", TWO)
def test_i_do_not_know_says_where_it_stands(
    browser: Any, archives: list[Path], tmp_path: Path, language: str
) -> None:  # fmt: skip
    """In the same space, with a link in a new tab; no item changes."""
    with opened(browser, rendered(analysis_in(archives, language)), tmp_path) as tab:
        before = look(tab)
        place = tab.locator("#card-note").bounding_box()
        tab.locator(".card-choices:not(.away) input[value=dont_know]").check()
        help_ = tab.locator(".card-help:not(.away)")
        assert help_.bounding_box()["y"] == place["y"]
        assert help_.locator("a").get_attribute("target") == "_blank"
        assert look(tab) == before


@pytest.mark.parametrize("language", TWO)
def test_every_number_leads_to_as_many_items(
    browser: Any, archives: list[Path], tmp_path: Path, language: str
) -> None:  # fmt: skip
    """Numbers of the figures and of the years, the three on top, the bars, the steps: the list has just these."""
    with opened(browser, rendered(analysis_in(archives, language)), tmp_path) as tab:
        tab.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
        tab.locator("#asked [role=radiogroup] input[value=was_public]").first.check()
        told = tab.evaluate("""async () => {
          const digits = (text) => Number(text.replace(/[^0-9]/g, ""));
          const wrong = [];
          const places = "#figures a[href], #years a[href], #split a, rect[data-filter], "
            + ".step:not([hidden]) .covers:not([hidden])";
          const found = [...document.querySelectorAll(places)];
          for (const place of found) {
            const number = place.closest("#split li")?.querySelector("b") || place;
            const bar = place.querySelector("title")?.textContent.match(/: ([0-9.,]+)/);
            const n = digits(bar ? bar[1] : number.textContent);
            place.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
            // The list is filtered after the click, on a busy machine well after it.
            let shown, count;
            for (let tries = 0; tries < 200 && (tries < 2 || count !== n || (n && !shown)); tries += 1) {
              await new Promise((done) => setTimeout(done, 15));
              shown = document.querySelectorAll("#spacer .row").length;
              count = digits(document.querySelector("#count").textContent.split(/ (?:of|von) /)[0]);
            }
            if (count !== n || (n && !shown)) wrong.push([place.dataset.filter, n, count]);
          }
          return [found.length, wrong];
        }""")
        assert told[0] > 40
        assert told[1] == []


def test_figures_add_up(browser: Any, archives: list[Path], tmp_path: Path) -> None:
    """Each row to its last number, each column to its foot, all of them to all items."""
    analysis = analysis_in(archives, "en")
    with opened(browser, rendered(analysis), tmp_path) as tab:
        rows = tab.evaluate("""[...document.querySelectorAll("#figures tr")].slice(1).map((row) =>
          [...row.querySelectorAll("td")].map((cell) => Number(cell.textContent)))""")
        *body, foot = rows
        assert all(sum(row[:3]) == row[3] for row in rows)
        assert [sum(column) for column in zip(*body, strict=True)] == foot
        assert foot[3] == len(analysis.judged)


def test_the_filtered_list_is_saved_and_printed(browser: Any, tmp_path: Path) -> None:
    """As CSV with just the items that fit, what a spreadsheet would run made harmless; printed as a table of these."""
    analysis = mixed(tmp_path)
    with opened(browser, rendered(analysis), tmp_path) as tab:
        tab.select_option("#filter-platform", "instagram")
        with tab.expect_download() as download:
            tab.locator("#save-list").click()
        assert download.value.suggested_filename == "items-filtered.csv"
        file = tmp_path / "items-filtered.csv"
        download.value.save_as(file)
        rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"))))
        assert {row["platform"] for row in rows} == {"instagram"}
        assert {row["id"] for row in rows} == {e.id for e in analysis.judged if e.item.platform == "instagram"}
        tab.evaluate(
            "window.print = () => (window.printed = [document.documentElement.className,"
            " document.querySelectorAll('.plain tbody tr').length])"
        )
        tab.locator("#print-list").click()
        tab.wait_for_function("window.printed")
        name, printed = tab.evaluate("window.printed")
        assert "listing" in name and printed == len(rows)


@pytest.mark.parametrize("language", TWO)
def test_going_through_items_one_by_one(
    browser: Any, archives: list[Path], tmp_path: Path, language: str
) -> None:  # fmt: skip
    """Keys 1 to 4 answer and skip, each item once; back and undo; from what is open to nothing, and it says so."""
    analysis = analysis_in(archives, language)
    open_ = sum(each.verdict == "undetermined" for each in analysis.judged)
    with opened(browser, rendered(analysis), tmp_path) as tab:
        before = look(tab)
        tab.locator("#card [data-review]").click()
        title = tab.locator("#review-title")
        total = int(title.text_content().split()[-1])
        assert 0 < total <= open_
        assert tab.locator("#review-find, .review-find a, .review-words").count()
        tab.keyboard.press("4")
        tab.wait_for_function("document.querySelector('#review-title').textContent.startsWith('2')")
        tab.keyboard.press("ArrowLeft")
        tab.wait_for_function("document.querySelector('#review-title').textContent.startsWith('1')")
        tab.keyboard.press("3")
        tab.wait_for_function("document.querySelector('#review-title').textContent.startsWith('2')")
        assert look(tab) != before
        tab.locator("#review-undo").click()
        assert look(tab) == before
        for number in range(total):
            tab.keyboard.press("123"[number % 3])
            tab.wait_for_timeout(10)
        assert tab.locator("#review-choices button").first.is_disabled()
        tab.locator("#review-close").click()
        left = int(tab.locator("#split b").nth(1).text_content())
        assert left == open_ - total
