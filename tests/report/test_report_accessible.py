"""The pages for everybody: axe finds nothing, the keyboard reaches all, and what a system asks for is respected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from test_report_browser import opened
from test_report_browser import ordinary as ordinary
from test_report_page import NEW, OLD, facebook, instagram, post, rendered, run

from analyzer.report.compare import compare, page
from analyzer.report.compare.words import lines, summary
from analyzer.report.result import Result

pytestmark = pytest.mark.browser

SCHEMES = ("light", "dark")
AXE = files("axe_playwright_python").joinpath("axe.min.js")
FOUND = "axe.run(document).then((found) => found.violations.map((each) => [each.id, each.nodes[0].html]))"
ARABIC, HEBREW = "مرحبا بالعالم 2012", "שלום עולם"


def findings(tab: Any) -> list[Any]:
    """What axe finds: every rule that is on by default, best practices too."""
    tab.evaluate(AXE.read_text("utf-8"))
    return list(tab.evaluate(FOUND))


@contextmanager
def accessible(browser: Any, text: str, folder: Path, scheme: str = "light", **options: Any) -> Iterator[Any]:
    """The page of this text, in a colour scheme; axe may be put into it."""
    with opened(browser, text, folder, color_scheme=scheme, bypass_csp=True, **options) as tab:
        yield tab


def everything(folder: Path) -> str:
    """A page on which nothing is missing: both platforms, a group, a place, people, links, a file that nobody knows."""
    tagged = {"tags": [{"name": "Sam Roe"}], "attachments": [{"data": [{"place": {"name": "Utrecht"}}]}]}
    posts = [post("Post", OLD, **tagged), post(ARABIC, OLD + 5), post("New", NEW), post(HEBREW, NEW)]
    group = [{"timestamp": OLD, "title": "Alex Doe posted in Garden friends.", "data": [{"post": "In a group"}]}]
    more = {
        "your_facebook_activity/groups/group_posts_and_comments.json": {"group_posts_v2": group},
        "your_facebook_activity/new/unknown.json": {"what": "is this"},
    }
    return rendered(run(facebook(folder, posts, **more), instagram(folder, ["One", "Two"])))


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(browser: Any, tmp_path: Path, scheme: str, width: int) -> None:
    """On the page as it opens; with all that can be unfolded; with an item in full."""
    viewport = {"width": width, "height": 800}
    with accessible(browser, everything(tmp_path), tmp_path, scheme, viewport=viewport) as tab:
        assert findings(tab) == []
        tab.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
        assert findings(tab) == []
        tab.locator("button.item").first.click()
        assert findings(tab) == []
        tab.keyboard.press("Escape")
        tab.locator("[data-review]").first.click()
        assert findings(tab) == []
        tab.keyboard.press("1")
        assert findings(tab) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_once_answered(browser: Any, tmp_path: Path, scheme: str) -> None:
    """With answers given and taken, steps and items ticked off, filters chosen, and nothing that fits."""
    with accessible(browser, everything(tmp_path), tmp_path, scheme) as tab:
        tab.locator("#card").get_by_label("Not any more").check()
        tab.locator("#asked").get_by_role("radiogroup").first.get_by_label("I don’t know").check()
        tab.get_by_text("It was different over the years").click()
        tab.locator(".step").first.get_by_label("Done").check()
        tab.locator(".cards li").first.get_by_label("Done").check()
        assert findings(tab) == []
        tab.select_option("#filter-platform", "facebook")
        tab.locator("button.item").first.click()
        tab.locator("#details-body input[type=radio]").first.check()
        assert findings(tab) == []
        tab.keyboard.press("Escape")
        tab.fill("#find", "nothing has these words")
        assert findings(tab) == []


def test_axe_finds_nothing_on_pages_with_little(browser: Any, tmp_path: Path) -> None:
    """No item at all; one item; a page that can be shown to others."""
    one = run(facebook(tmp_path / "one", [post("Hello")]))
    for analysis in (run(facebook(tmp_path / "none", [])), one, Result(one).redacted().analysis):
        with accessible(browser, rendered(analysis), tmp_path) as tab:
            assert findings(tab) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_on_a_comparison(browser: Any, tmp_path: Path, scheme: str) -> None:
    """It has no script of its own, and is looked at as it is."""
    before = run(facebook(tmp_path / "before", [post("One", OLD), post("Two", NEW)]))
    after = run(facebook(tmp_path / "after", [post("Two", NEW), post("Three", NEW + 5)]))
    found = compare(before, after)
    text = "".join(page.render(found, summary(found), lines(found)))
    file = tmp_path / "compare.html"
    file.write_text(text, "utf-8")
    tab = browser.new_page(color_scheme=scheme, bypass_csp=True)
    tab.goto(file.as_uri())
    assert findings(tab) == []
    tab.close()


@pytest.mark.parametrize("language", ["en", "de", "pl"])
@pytest.mark.parametrize("width", [320, 360, 768])
def test_a_comparison_fits_a_phone(browser: Any, tmp_path: Path, width: int, language: str) -> None:
    """Nothing lies off-screen, within a table either, also with a word that never ends; axe finds nothing."""
    long = "A" * 300
    before = run(facebook(tmp_path / "before", [post(long, OLD), post("Two", NEW), post("Three words", NEW + 9)]))
    after = run(facebook(tmp_path / "after", [post("Two", NEW), post("Three", NEW + 5)]), language=language)
    found = compare(before, after)
    file = tmp_path / "compare.html"
    file.write_text("".join(page.render(found, summary(found), lines(found))), "utf-8")
    tab = browser.new_page(viewport={"width": width, "height": 740}, bypass_csp=True)
    tab.goto(file.as_uri())
    wide = """[...document.querySelectorAll("main *")].filter((each) => {
        const box = each.getBoundingClientRect();
        return box.width > 1 && (box.right > innerWidth + 1 || box.left < -1);
    }).map((each) => each.outerHTML.slice(0, 80))"""
    assert tab.evaluate(wide) == []
    assert tab.evaluate("[...document.querySelectorAll('.wide')].every((each) => each.scrollWidth <= each.clientWidth)")
    assert findings(tab) == []
    tab.close()


def test_the_list_is_one_stop_of_the_tab_key(browser: Any, ordinary: str, tmp_path: Path) -> None:
    """Tab leads into the list and out of it again, and back to the item where one was; each says which of how many."""
    with opened(browser, ordinary, tmp_path) as tab:
        tab.locator("#filter-order").focus()
        stops = []
        for _ in range(20):
            tab.keyboard.press("Tab")
            stops.append(tab.evaluate("document.activeElement.dataset.place"))
            if stops[-1] is not None:
                break
        assert stops[-1] == "0"
        for _ in range(30):
            tab.keyboard.press("ArrowDown")
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.closest('#list')") is None
        tab.keyboard.press("Shift+Tab")
        assert tab.evaluate("document.activeElement.dataset.place") == "30"
        item = tab.locator("[role=listitem]:focus-within")
        assert (item.get_attribute("aria-posinset"), item.get_attribute("aria-setsize")) == ("31", "303")
        tab.keyboard.press("Home")
        assert tab.evaluate("document.activeElement.dataset.place") == "0"


def test_filters_can_be_taken_back_at_once(browser: Any, ordinary: str, tmp_path: Path) -> None:
    """A button shows all items again, is there only when it does something, and gives the focus to the search."""
    with opened(browser, ordinary, tmp_path) as tab:
        button = tab.get_by_role("button", name="Show all items")
        assert not button.is_visible()
        tab.fill("#find", "sea")
        tab.select_option("#filter-platform", "instagram")
        tab.locator("#count", has_text=re.compile(r"^\s*1 of 303 items\s*$")).wait_for()
        button.click()
        tab.locator("#count", has_text=re.compile(r"^\s*303 items\s*$")).wait_for()
        assert tab.evaluate("document.activeElement.id") == "find"
        assert not button.is_visible()


def test_nothing_moves_where_that_is_asked(browser: Any, ordinary: str, tmp_path: Path) -> None:
    with opened(browser, ordinary, tmp_path, reduced_motion="reduce") as tab:
        moving = """[...document.querySelectorAll("*")].filter((node) => {
          const style = getComputedStyle(node);
          const moves = parseFloat(style.transitionDuration) || style.animationName !== "none";
          return moves || style.scrollBehavior === "smooth";
        }).map((node) => node.tagName)"""
        assert tab.evaluate(moving) == []


def test_texts_from_right_to_left(browser: Any, tmp_path: Path) -> None:
    """An item's text has the direction of its first letter, in cards, list and details; the page keeps its own."""
    with opened(browser, everything(tmp_path), tmp_path) as tab:
        for text in (ARABIC, HEBREW):
            tab.fill("#find", text)
            tab.locator("button.item").first.click()
            for node in (".cards blockquote", "button.item .item-text", "#details-body blockquote"):
                found = tab.locator(node, has_text=text).first
                assert found.evaluate("(node) => getComputedStyle(node).direction") == "rtl"
            assert tab.locator("#details-body dt").first.evaluate("(n) => getComputedStyle(n).direction") == "ltr"
            tab.keyboard.press("Escape")


def test_colours_of_the_system(browser: Any, tmp_path: Path) -> None:
    """Where a system forces its colours, the parts of chart and verdicts can still be told apart."""
    with opened(browser, everything(tmp_path), tmp_path, forced_colors="active") as tab:
        dots = {}
        for verdict in ("in_scope", "undetermined"):
            dot = tab.locator(f".verdict.{verdict} span").first
            dots[verdict] = dot.evaluate(
                "(node) => { const s = getComputedStyle(node, '::before'); return [s.backgroundColor, s.borderStyle]; }"
            )
        assert dots["in_scope"] != dots["undetermined"]
        fills = {
            bar: tab.locator(f"rect.bar.{bar}").first.evaluate("(node) => getComputedStyle(node).fill")
            for bar in ("in_scope", "undetermined")
        }
        assert len(set(fills.values())) == 2


def test_the_steps_can_be_printed_as_a_checklist(browser: Any, tmp_path: Path) -> None:
    """The button prints the steps alone, each with a box, and a mark in those that are done."""
    with opened(browser, everything(tmp_path), tmp_path) as tab:
        tab.evaluate("window.print = () => (window.printed = document.documentElement.className)")
        tab.locator(".step").nth(1).get_by_label("Done").check()
        tab.get_by_role("button", name="Print this checklist").click()
        assert "checklist" in tab.evaluate("window.printed")
        tab.emulate_media(media="print")
        boxes = tab.evaluate("""[...document.querySelectorAll(".step:not([hidden]) .tick input")].map((box) => {
          const { width, borderTopWidth } = getComputedStyle(box);
          return [parseFloat(width) > 15, borderTopWidth, getComputedStyle(box, "::before").content];
        })""")
        assert len(boxes) > 2
        assert all(wide and border != "0px" for wide, border, _ in boxes)
        assert [mark != "none" for _, _, mark in boxes] == [number == 1 for number in range(len(boxes))]
        seen = "[...document.querySelectorAll('main > section')].filter((n) => n.offsetHeight).map((n) => n.id)"
        assert tab.evaluate(seen) == ["do"]
        tab.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert "items" in tab.evaluate(seen)  # printed by the browser's own menu, the page is whole
        assert not tab.locator("#browse").is_visible()
        assert tab.locator(".plain").is_visible()
