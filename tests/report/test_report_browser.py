"""The page in a real browser: it asks nothing of any network, runs nothing of the archive, and does what it says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from test_report_page import HOSTILE, NEW, OLD, facebook, hostile_archive, instagram, post, rendered, run

from analyzer.report.page import items as page_items
from analyzer.report.page import render
from analyzer.report.result import Result
from tools.samples import expected

sync_api = pytest.importorskip("playwright.sync_api")

pytestmark = pytest.mark.browser


@contextmanager
def opened(browser: Any, text: str, folder: Path, **options: Any) -> Iterator[Any]:
    """The page of this text, opened from disk. On the way out: no other request, no complaint of the browser's."""
    file = folder / "report.html"
    file.write_text(text, "utf-8")
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    page = context.new_page()
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append("dialog"))
    page.goto(file.as_uri())
    if options.get("java_script_enabled", True):
        page.wait_for_selector("html.ready")
    yield page
    assert set(requests) == {file.as_uri()}
    assert complaints == []
    context.close()


def shown(page: Any) -> list[str]:
    """The texts of the items that are drawn, in order."""
    return list(page.locator("button.item .item-text").all_text_contents())


@pytest.fixture(scope="module")
def ordinary(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page of 300 Facebook posts of two years and three Instagram posts."""
    folder = tmp_path_factory.mktemp("ordinary")
    posts = [post(f"Post number {number}", (OLD, NEW)[number % 2] + number) for number in range(300)]
    return rendered(run(facebook(folder, posts), instagram(folder, ["Über den Wolken", "Café by the sea", "Plain"])))


def test_hostile_content_is_inert(browser: Any, tmp_path: Path) -> None:
    """Search for it, open every item: nothing runs, nothing is asked for, all of it is there as text."""
    with opened(browser, rendered(run(hostile_archive(tmp_path))), tmp_path) as page:
        for text in HOSTILE[:5]:
            page.fill("#find", text.split("\n")[0])
            page.locator("button.item").first.click()
            assert text in page.locator("#details-body").text_content()
            assert page.locator("#details-body img, #details-body script, #details-body svg").count() == 0
            page.keyboard.press("Escape")
        assert page.evaluate("window.__pwned") is None
        links = page.evaluate("[...document.querySelectorAll('#items a, dialog a')].map(a => a.href)")
        assert not [link for link in links if link.startswith("javascript")]


def test_injected_code_would_not_run(browser: Any, tmp_path: Path) -> None:
    """Were something to slip through, the policy of the page would stop it."""
    text = rendered(run(facebook(tmp_path, [post("Hello")])))
    text = text.replace("</main>", "<script>window.__pwned = 1</script></main>")
    file = tmp_path / "injected.html"
    file.write_text(text, "utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    page.wait_for_selector("html.ready")
    assert page.evaluate("window.__pwned") is None
    page.close()


def test_search(browser: Any, ordinary: str, tmp_path: Path) -> None:
    """All words must be there; case and accents do not matter; the number of results is announced."""
    with opened(browser, ordinary, tmp_path) as page:
        status = page.locator("#count")
        assert status.text_content() == "303 items"
        assert status.get_attribute("aria-live") == "polite"
        page.fill("#find", "CAFE sea")
        assert shown(page) == ["Café by the sea"]
        assert status.text_content() == "1 of 303 items"
        page.fill("#find", "uber")
        assert shown(page) == ["Über den Wolken"]
        page.fill("#find", "number 17")
        assert len(shown(page)) == 13  # 17, 170 to 179, 117 and 217
        page.fill("#find", "nowhere")
        assert shown(page) == []
        assert status.text_content() == "0 of 303 items"


def test_search_in_all_scripts(browser: Any, tmp_path: Path) -> None:
    """Texts within and beyond Latin-1 stand apart in memory: what fits of both is found, in the order of the list."""
    texts = [
        "Café day",
        "café 🌧 day",
        "Кафе day",
        "cafe\u0301",
        "day",
        "ÜBER 🎉",
        "uber",
        "naïve",
        "…",
        "𝒳 day",
        "ΣΊΣΥΦΟΣ",
    ]
    everything = rendered(run(facebook(tmp_path, [post(text, OLD - n) for n, text in enumerate(texts)])))

    def fold(text: str) -> str:
        return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char)).lower()

    with opened(browser, everything, tmp_path) as page:
        page.select_option("#filter-order", "newest")
        for words in (
            "day",
            "cafe",
            "CAFÉ day",
            "кафе",
            "🌧",
            "day 🌧",
            "uber",
            "naive",
            "...",
            "x",
            "σισυφοσ",
            "ς",
            "e",
            "zz",
        ):
            wanted = [
                text
                for text in texts
                if all(fold(w).replace("ς", "σ") in fold(text).replace("ς", "σ") for w in words.split())
            ]
            page.fill("#find", words)
            assert shown(page) == wanted, words


def test_filters(browser: Any, ordinary: str, tmp_path: Path) -> None:
    """Platform, kind, verdict and year narrow the list together, and so does the order change it."""
    with opened(browser, ordinary, tmp_path) as page:
        page.select_option("#filter-platform", "instagram")
        assert len(shown(page)) == 3
        page.select_option("#filter-platform", "")
        page.select_option("#filter-verdict", "undetermined")
        page.locator("#count", has_text=re.compile(r"^\s*300 of 303 items\s*$")).wait_for()
        page.select_option("#filter-year", "2012")
        page.locator("#count", has_text=re.compile(r"^\s*150 of 303 items\s*$")).wait_for()
        page.select_option("#filter-kind", "post")
        page.select_option("#filter-order", "newest")
        assert shown(page)[0] == "Post number 298"
        page.select_option("#filter-order", "oldest")
        assert shown(page)[0] == "Post number 0"
        assert len(shown(page)) < 40


def test_keyboard_and_details(browser: Any, ordinary: str, tmp_path: Path) -> None:
    """Arrow keys walk the list to its end, Enter opens, Escape closes and gives the focus back."""
    with opened(browser, ordinary, tmp_path) as page:
        page.select_option("#filter-order", "oldest")
        page.locator("button.item").first.focus()
        for _ in range(12):
            page.keyboard.press("ArrowDown")
        focused = page.evaluate_handle("document.activeElement")
        assert focused.evaluate("node => node.dataset.place") == "12"
        page.keyboard.press("Enter")
        assert page.locator("#details").is_visible()
        body = page.locator("#details-body").text_content()
        for part in (
            "only you can tell",
            "Facebook records no audience",
            "your_posts__check_ins",
            "analyze explain",
        ):
            assert part in body
        page.keyboard.press("Escape")
        assert not page.locator("#details").is_visible()
        assert page.evaluate("document.activeElement.dataset.place") == "12"
        page.keyboard.press("End")
        assert page.evaluate("document.activeElement.dataset.place") == "302"
        assert page.locator("button.item[data-place='302']").is_visible()


def test_packed_items_in_many_blocks(browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Items that stand compressed in the file are all found."""
    monkeypatch.setattr(page_items, "PACKED_FROM", 0)
    monkeypatch.setattr(page_items, "ROWS_IN_BLOCK", 10)
    text = rendered(run(facebook(tmp_path, [post(f"Grüße {number} 🌧️", OLD + number) for number in range(35)])))
    with opened(browser, text, tmp_path) as page:
        page.locator("#count", has_text=re.compile(r"^\s*35 items\s*$")).wait_for()
        page.fill("#find", "grusse 34")
        sync_api.expect(page.locator("button.item")).to_have_count(1)
        assert shown(page) == ["Grüße 34 🌧️"]


SLOW = """
const unpacked = Response.prototype.arrayBuffer, released = new Promise((done) => (window.release = done));
let calls = 0;
Response.prototype.arrayBuffer = async function () {
  calls += 1; // the columns, the first block, then the others
  if (calls > 2) await released;
  return unpacked.call(this);
};
"""


def test_words_that_come_later(browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list is there before all words are; rows get theirs, a search waits for them, and the last search counts."""
    monkeypatch.setattr(page_items, "PACKED_FROM", 0)
    monkeypatch.setattr(page_items, "ROWS_IN_BLOCK", 15)
    text = rendered(run(facebook(tmp_path, [post(f"Post number {number}", OLD + number) for number in range(45)])))
    file = tmp_path / "report.html"
    file.write_text(text, "utf-8")
    page = browser.new_page()
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.add_init_script(SLOW)
    page.goto(file.as_uri())
    page.wait_for_selector("html.ready")
    assert shown(page)[0] == "Post number 0"
    page.locator("button.item").first.focus()
    page.keyboard.press("End")
    last = page.locator("button.item[data-place='44']")
    assert last.locator(".item-text").text_content() == "…"
    assert "23 Feb 2012" in last.text_content()
    page.fill("#find", "number 44")
    page.locator("#count", has_text="Searching …").wait_for()
    assert page.locator("#list").get_attribute("aria-busy") == "true"
    page.fill("#find", "number 3")
    page.evaluate("release()")
    page.locator("#count", has_text="14 of 45 items").wait_for()
    assert shown(page)[0] == "Post number 3"
    page.fill("#find", "")
    page.locator("button.item").first.focus()
    page.keyboard.press("End")
    assert last.locator(".item-text").text_content() == "Post number 44"
    assert failed == []
    page.close()


def test_a_browser_that_cannot_unpack(browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The plain table stays in sight where the items cannot be unpacked."""
    monkeypatch.setattr(page_items, "PACKED_FROM", 0)
    file = tmp_path / "report.html"
    file.write_text(rendered(run(facebook(tmp_path, [post("Hello there")]))), "utf-8")
    page = browser.new_page()
    page.add_init_script("delete window.DecompressionStream")
    page.goto(file.as_uri())
    page.wait_for_timeout(200)
    assert page.locator(".plain td", has_text="Hello there").is_visible()
    assert not page.locator("#browse").is_visible()
    page.close()


def test_without_script(browser: Any, ordinary: str, tmp_path: Path) -> None:
    """The answer, the steps, the questions and the items are there."""
    with opened(browser, ordinary, tmp_path, java_script_enabled=False) as page:
        assert page.locator("h1").is_visible()
        assert page.locator("#do .step").first.is_visible()
        assert page.locator(".questions li").first.is_visible()
        assert page.locator(".plain tbody tr").count() == 303
        assert page.locator(".plain tbody tr").first.is_visible()
        assert not page.locator("#browse").is_visible()


def test_without_script_the_first_thousand(browser: Any, tmp_path: Path) -> None:
    """Of more items, a table of the first thousand, and where the others are."""
    posts = [post(f"Post {number}", OLD + number) for number in range(1_200)]
    with opened(browser, rendered(run(facebook(tmp_path, posts))), tmp_path, java_script_enabled=False) as page:
        assert page.locator(".plain tbody tr").count() == 1_000
        assert page.locator("#plain-note").text_content().startswith("The first 1,000 of 1,200. The file items.csv")
        assert page.locator(".plain tbody tr").last.is_visible()
        for without in ("#print", "#save-done", ".tick"):
            assert not page.locator(without).first.is_visible()


def test_the_whole_page_on_paper(browser: Any, ordinary: str, tmp_path: Path) -> None:
    """A hundred items are printed with the page, and it says that there are more."""
    with opened(browser, ordinary, tmp_path) as page:
        page.emulate_media(media="print")
        rows = page.locator(".plain tbody tr:visible")
        assert rows.count() == 100
        assert page.locator("#plain-note").text_content() == "100 of 303 items"


def test_opened_where_nobody_looks(browser: Any, ordinary: str, tmp_path: Path) -> None:
    """A page in another tab is not painted; it is put together all the same."""
    file = tmp_path / "report.html"
    file.write_text(ordinary, "utf-8")
    page = browser.new_page()
    page.add_init_script("window.requestAnimationFrame = () => 0")
    page.goto(file.as_uri())
    page.wait_for_selector("html.ready.answering")
    assert page.locator("#count").text_content() == "303 items"
    page.close()


def test_a_fault_of_the_page_is_told(browser: Any, ordinary: str, tmp_path: Path) -> None:
    """Where the script fails, the plain table stays, and the browser's console says why."""
    file = tmp_path / "report.html"
    file.write_text(ordinary, "utf-8")
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.add_init_script("Uint32Array.prototype.subarray = () => { throw new Error('broken') }")
    page.goto(file.as_uri())
    page.locator(".plain td", has_text="Post number 299").wait_for()
    assert any("broken" in fault for fault in faults)
    assert not page.locator("#browse").is_visible()
    page.close()


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_is_wider_than_the_screen(browser: Any, tmp_path: Path, width: int) -> None:
    """Even a word without end makes no page scroll sideways, nor does an open item."""
    long = "x" * 400
    posts = [post(long), post("Hello", tags=[{"name": long}])]
    archive = facebook(tmp_path, posts, **{f"your_facebook_activity/new/{long[:200]}.json": {"what": "is this"}})
    options = {"viewport": {"width": width, "height": 700}}
    with opened(browser, rendered(run(archive)), tmp_path, **options) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.locator("button.item").first.click()
        assert page.evaluate("document.querySelector('.sheet').scrollWidth") <= width


def test_every_control_has_a_name(browser: Any, ordinary: str, tmp_path: Path) -> None:
    with opened(browser, ordinary, tmp_path) as page:
        unnamed = page.evaluate(
            "[...document.querySelectorAll('input, select')].filter(node => !node.labels.length).map(node => node.id)"
        )
        assert unnamed == []
        assert page.evaluate("document.documentElement.lang") == "en"
        order = page.evaluate("[...document.querySelectorAll('h1, h2, h3, h4')].map(node => Number(node.tagName[1]))")
        assert order[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(order))


@pytest.mark.parametrize("width", [360, 1280])
def test_small_pictures_are_shown(browser: Any, tmp_path: Path, width: int) -> None:
    """Card, row and details of an item with a photo show it, in a box whose size is known before it is decoded."""
    result = Result(run(*sorted((expected.FOLDER / "instagram-en").glob("*.zip"))))
    text = "".join(render.render(result.analysis, result.summary, result.lines, 60))
    with opened(browser, text, tmp_path, viewport={"width": width, "height": 900}) as shown_page:
        shown_page.locator("#list").scroll_into_view_if_needed()
        shown_page.locator("button.pictured").first.click()
        shown_page.wait_for_selector("#details-body img")
        for place, size in (("#cards", (88, 88)), ("#list", (56, 56)), ("#details-body", (192, 144))):
            found = shown_page.locator(f"{place} img").first.evaluate(
                "async (i) => { await i.decode(); return [i.naturalWidth, i.alt, i.offsetWidth, i.offsetHeight]; }"
            )
            assert found[0] > 0 and found[1:] == ["", *size]
        overlaps = shown_page.evaluate(
            """() => [...document.querySelectorAll("#cards .pictured, button.pictured")].filter((each) => {
              const box = each.querySelector("img").getBoundingClientRect();
              const texts = document.createTreeWalker(each, NodeFilter.SHOW_TEXT);
              const range = document.createRange();
              while (texts.nextNode()) {
                range.selectNodeContents(texts.currentNode);
                for (const of of range.getClientRects()) {
                  const beside = of.right <= box.left || of.left >= box.right;
                  if (of.width && !beside && of.bottom > box.top && of.top < box.bottom) return true;
                }
              }
              return false;
            }).length"""
        )
        assert overlaps == 0
