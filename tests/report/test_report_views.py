"""Other views: by month, small pictures, a page to show to others; and nothing is cut off on narrow screens."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from test_report_accessible import accessible, findings
from test_report_browser import opened
from test_report_first_screen import archives as archives  # the fixture
from test_report_page import facebook, instagram, post, rendered, run

from analyzer.report.page.render import render
from analyzer.report.result import Result
from analyzer.rules.analysis import Analysis, Options
from analyzer.run import analyze
from analyzer.words import languages

pytestmark = pytest.mark.browser

WIDTHS = (320, 360, 768, 1280)
# Dates, titles and badges of what is on screen that are cut off, or that reach out of their row.
CUT_OFF = """async () => {
  const found = [], list = document.querySelector("#list");
  const check = () => {
    const names = ".item-head, .item .verdict, .kicker, .button, .verdict, h1, h2, h3, dt, .cal-months small, "
      + ".answers th";
    for (const node of document.querySelectorAll(names)) {
      if (!node.offsetParent || node.closest("[hidden], .away, .ghost")) continue;
      const style = getComputedStyle(node), inside = node.getBoundingClientRect();
      const cut = style.textOverflow === "ellipsis" || node.scrollWidth > node.clientWidth + 1;
      if (cut && style.display !== "inline") found.push(["cut", node.textContent]);
      const row = node.closest(".item")?.getBoundingClientRect();
      if (row && (inside.top < row.top - 1 || inside.bottom > row.bottom + 1)) found.push(["row", node.textContent]);
      if (inside.right > innerWidth + 1) found.push(["out", node.textContent]);
    }
  };
  for (let top = 0; top < list.scrollHeight; top += list.clientHeight) {
    list.scrollTop = top;
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20)));
    check();
  }
  document.querySelectorAll("details").forEach((each) => (each.open = true));
  await new Promise((done) => setTimeout(done, 50));
  check();
  document.querySelectorAll("details:not(.how)").forEach((each) => (each.open = false));
  return found.slice(0, 5);
}"""
# Words of buttons and answers that are broken within themselves: parts of one word on two lines.
BROKEN = """() => {
  const found = [], range = document.createRange();
  for (const node of document.querySelectorAll("button, .button, .card-choices label, .choice label, .tick")) {
    if (!node.getClientRects().length || node.closest(".ghost, .item, .picture-grid")) continue;
    const walk = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    for (let text = walk.nextNode(); text; text = walk.nextNode()) {
      for (const word of text.data.matchAll(/[^\\s\\-–\\/]+/g)) {
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].map((each) => Math.round(each.top)));
        if (lines.size > 1) found.push(word[0]);
      }
    }
  }
  return found;
}"""


def pictured(analysis: Analysis) -> str:
    """The page with small pictures."""
    result = Result(analysis)
    return "".join(render(analysis, result.summary, result.lines, 60))


@pytest.mark.parametrize("language", languages())
def test_no_date_or_title_is_cut_off(browser: Any, archives: list[Path], tmp_path: Path, language: str) -> None:
    """In no language, at no width: every row of the list, cards, steps, headings, buttons, months."""
    text = pictured(analyze(archives, Options(language=language)))
    with opened(browser, text, tmp_path, viewport={"width": 1280, "height": 900}) as tab:
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 900})
            tab.wait_for_timeout(50)
            assert tab.evaluate(CUT_OFF) == [], width
            assert tab.evaluate("document.documentElement.scrollWidth") <= width
            if width <= 360:
                tab.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
                assert tab.evaluate(BROKEN) == [], width
                tab.locator("[data-review]").first.click()
                assert tab.evaluate(BROKEN) == [], width
                tab.keyboard.press("Escape")


@pytest.mark.parametrize("language", ["en", "de"])
def test_each_month_leads_to_its_items(browser: Any, archives: list[Path], tmp_path: Path, language: str) -> None:
    """The numbers of the months are those of the years; each leads to just as many items, after an answer too; years
    without items are one line; small pictures are of what is known to have been public, and open their item."""
    text = pictured(analyze(archives, Options(language=language)))
    with opened(browser, text, tmp_path) as tab:
        tab.locator("#calendar summary").click()
        tab.locator(".card-choices:not(.away) input[value=public]").check()
        wrong = tab.evaluate("""async () => {
          const digits = (text) => Number(text.replace(/[^0-9]/g, "")), wrong = [];
          for (const year of document.querySelectorAll(".cal-year")) {
            const months = [...year.querySelectorAll(".cal-months a b")].map((node) => digits(node.textContent));
            const total = digits(year.querySelector(".cal-label .fine").textContent);
            if (months.length && months.reduce((sum, n) => sum + n, 0) !== total) wrong.push(year.textContent);
          }
          for (const link of document.querySelectorAll(".cal-months a, .cal-label")) {
            link.click();
            const n = digits(link.querySelector(".fine, small + b").textContent);
            let count;  // the list is filtered after the click
            for (let tries = 0; tries < 200 && (tries < 2 || count !== n); tries += 1) {
              await new Promise((done) => setTimeout(done, 10));
              count = digits(document.querySelector("#count").textContent.split(/ (?:of|von) /)[0]);
            }
            if (count !== n) wrong.push([link.dataset.filter, n, count]);
          }
          return wrong;
        }""")
        assert wrong == []
        assert tab.locator(".cal-months a").count() > 20 and tab.locator(".cal-empty").count() >= 1
        tab.locator("#pictures summary").click()
        tab.locator(".picture-grid button").first.wait_for()
        shown = tab.locator(".picture-grid img").count()
        assert str(shown) in tab.locator("#picture-note").text_content()
        tab.locator(".picture-grid button").first.click()
        assert tab.locator("#details").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_on_the_views(
    browser: Any, archives: list[Path], tmp_path: Path, scheme: str, width: int
) -> None:  # fmt: skip
    """With the calendar, the pictures, a day of the objection, the reminder and the filters open."""
    text = pictured(analyze(archives, Options(language="en")))
    with accessible(browser, text, tmp_path, scheme, viewport={"width": width, "height": 800}) as tab:
        tab.evaluate(
            "document.querySelectorAll('#calendar, #pictures, .look-up').forEach((each) => (each.open = true))"
        )
        tab.locator(".step[data-step=object_facebook] [data-tick]").check()
        tab.locator("#objected-0").fill("2025-06-20")
        tab.locator("#objected-0").dispatch_event("change")
        tab.locator(".letter[data-what=reminder]").first.locator("summary").click()
        if width == 320:
            tab.locator("#fold-filters").click()
            assert tab.locator("#filter-year").is_visible()
        assert findings(tab) == []


def test_filters_are_folded_on_a_phone(browser: Any, archives: list[Path], tmp_path: Path) -> None:
    """One button, which says how many are in use; kinds of places and places by name are two filters."""
    text = rendered(analyze(archives, Options(language="en")))
    with opened(browser, text, tmp_path, viewport={"width": 360, "height": 800}) as tab:
        assert tab.locator("#filter-kind").is_hidden()
        tab.locator("#fold-filters").click()
        tab.locator("#filter-venue").select_option("group")
        assert int(tab.locator("#count").text_content().split()[0]) > 0
        tab.locator("#filter-venue").select_option("")
        tab.locator("#filter-place").select_option(index=1)
        assert int(tab.locator("#count").text_content().split()[0]) > 0
        assert tab.locator("#fold-filters").text_content() == "Filters (1)"


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_page_to_show(browser: Any, archives: list[Path], tmp_path: Path, language: str) -> None:
    """Saved with one button: the numbers as they stand, and no text, name, place, path, link or picture of the archive;
    no script, and a policy that lets nothing in."""
    analysis = analyze(archives, Options(language=language))
    with opened(browser, pictured(analysis), tmp_path) as tab:
        tab.locator(".card-choices:not(.away) input[value=public]").check()
        headline = tab.locator("h1").text_content()
        figures = tab.locator("#figures tfoot").inner_text()
        with tab.expect_download() as download:
            tab.locator("#show-others").click()
        file = tmp_path / "shown.html"
        download.value.save_as(file)
    page = file.read_text("utf-8")
    items = [each.item for each in analysis.judged]
    secrets = {line for item in items for line in item.text.split("\n") if len(line) > 12}
    secrets |= {
        name
        for item in items
        for name in (item.venue_name, item.place, item.permalink, item.url, *item.people)
        if len(name) > 3
    }
    secrets |= {row.path for row in analysis.collection.files} | {each.id for each in analysis.judged}
    secrets |= {account.name for account in analysis.accounts} | {path.name for path in archives}
    assert not [each for each in secrets if each and each in page]
    assert "<script" not in page and "<img" not in page and "data:" not in page and "script-src" not in page
    with accessible(browser, page.replace("<html", '<html class="ready"'), tmp_path) as tab:
        assert tab.locator("h1").text_content() == headline
        assert tab.locator("#figures tfoot").inner_text() == figures
        assert findings(tab) == []
        assert tab.evaluate("getComputedStyle(document.body).margin") == "0px"  # its style is let in
        assert tab.evaluate("document.documentElement.scrollWidth") <= 1280
    assert 'id="show-others"' not in rendered(Result(analysis).redacted().analysis)


def test_nothing_says_make_one_post_private_on_instagram(browser: Any, tmp_path: Path) -> None:
    """There a single post can be archived or deleted, or the whole account switched."""
    analysis = run(facebook(tmp_path, [post("a")]), instagram(tmp_path, ["b"]))
    with opened(browser, rendered(analysis), tmp_path) as tab:
        tab.select_option("#filter-platform", "instagram")
        tab.locator("button.item").first.click()
        said = tab.locator("#details-body").text_content()
        assert "Make it private" not in said and "Archive or delete it" in said
        cards = tab.locator("#cards li", has_text=re.compile("^Instagram")).all_text_contents()
        assert not [card for card in cards if "Make it private" in card]
