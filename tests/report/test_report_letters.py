"""The objection on the page: the same words as the letters, completed and copied there; and what stands beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from test_report_browser import opened
from test_report_page import facebook, instagram, post, rendered, run

from analyzer.advice import steps
from analyzer.report.letter import LetterOptions, letters
from analyzer.report.letter.texts import Words
from analyzer.report.page.letters import grounds_blank, on_page, page_letters
from analyzer.report.redact import redacted
from analyzer.rules.policy import policies

sync_api = pytest.importorskip("playwright.sync_api")


def words_of(pieces: Any) -> str:
    """The words of a text on the page, without line ends."""
    return " ".join(
        "".join(text for text, _ in line) for style, lines in pieces if style != "grounds" for _, line in lines
    )


def squeezed(text: str) -> str:
    return " ".join(text.replace("- ", "").split())


@pytest.mark.parametrize("policy", policies())
def test_the_page_has_the_words_of_the_letters(tmp_path: Path, policy: str) -> None:
    """For each account the text for the form and the letter, word for word, and later the reminder and the complaint;
    where no law has a sentence of objection, the third-party form's, or nothing at all."""
    analysis = run(facebook(tmp_path, [post("a")]), instagram(tmp_path, ["b"]), policy=policy)
    shown = page_letters(analysis, "en")
    options = (
        LetterOptions(),
        LetterOptions("reminder"),
        LetterOptions("complaint", grounds=grounds_blank(analysis, "en")),
    )
    written = {(each.what, each.label): each for option in options for each in letters(analysis, option)}
    kinds = [*["form", "letter"] * 2, *["reminder"] * 2, *["complaint"] * 2]
    texts = Words("en", policy)
    instead = [] if texts.without_any else ["third_party"]
    assert [each.what for each in shown] == (kinds if texts.has_letter else instead)
    for each in shown:
        plain = "".join(c for c in words_of(each.blocks) if c.isalpha())
        assert plain == "".join(c for c in written[each.what, each.label].text if c.isalpha())
        warnings = [said for _, said in each.warnings]
        assert set(warnings) <= set(written[each.what, each.label].warnings)
        assert not [warning for warning in warnings if "--grounds" in warning]  # they are asked for right there


def test_blanks_are_marked(tmp_path: Path) -> None:
    """What the person fills in is marked as such, their own grounds among it."""
    analysis = run(facebook(tmp_path, [post("a")]))
    letter = page_letters(analysis, "en")[1]
    blanks = [text for _, lines in letter.blocks for _, line in lines for text, blank in line if blank]
    assert grounds_blank(analysis, "en") in blanks and "[your postal address]" in blanks


def test_no_letter_in_a_report_to_be_shown(tmp_path: Path) -> None:
    """A redacted report has none, and neither has one of an archive with nothing in question."""
    analysis = run(facebook(tmp_path, [post("a")]))
    assert page_letters(redacted(analysis), "en") == []
    assert 'id="letters"' in rendered(analysis) and 'id="letters"' not in rendered(redacted(analysis))
    out = [replace(each, decision=replace(each.decision, verdict="out_of_scope")) for each in analysis.judged]
    assert out and page_letters(replace(analysis, judged=out), "en") == []


@pytest.mark.parametrize("policy", policies())
def test_what_stands_beside_the_steps(tmp_path: Path, policy: str) -> None:
    """Each says what it does and what it does not do, with its source; WhatsApp's form and the like only where
    sourced. All are on the page."""
    rows = steps.beside(policy)
    names = {row.id for row in rows}
    assert {"third_party_requests", "post_no_more", "leave", "federated"} <= names
    assert {"right_to_object", "non_user_form", "whatsapp_form", "feed_without_profiling"} & names == (
        {"right_to_object", "non_user_form", "whatsapp_form", "feed_without_profiling"} if policy == "eu" else set()
    )
    page = rendered(run(facebook(tmp_path, [post("a")]), policy=policy))
    for row in rows:
        assert row.source and row.sure in ("A", "B", "C")
        assert row.url == "" or row.url.startswith("https://")
        assert row.url in page


@pytest.mark.browser
def test_grounds_go_into_the_texts(browser: Any, tmp_path: Path) -> None:
    """What is typed stands in the form's text and in the letter, as text; taken away, the blank is back."""
    with opened(browser, rendered(run(facebook(tmp_path, [post("a")]))), tmp_path) as page:
        page.locator(".letter summary").first.click()
        page.locator(".letter summary").nth(1).click()
        said = "I teach <b>here</b>,\nand my pupils are in the photos."
        page.fill("#grounds", said)
        for number in (1, 2):
            assert said in page.locator(f"#letter-{number}").text_content()
        assert page.locator(".paper b").count() == 0
        page.fill("#grounds", "")
        assert said not in page.locator("#letter-2").text_content()
        assert page.locator("#grounds").get_attribute("data-blank") in page.locator("#letter-2").text_content()
        assert page.locator("#letter-1 .own").is_hidden()


@pytest.mark.browser
def test_a_text_is_copied(browser: Any, tmp_path: Path) -> None:
    """The button copies what is seen, or selects it where the browser does not let the page copy; it says which."""
    with opened(browser, rendered(run(facebook(tmp_path, [post("a")]))), tmp_path) as page:
        page.locator(".letter summary").first.click()
        page.locator("[data-copy=letter-1]").click()
        status = page.locator(".letter [role=status]").first
        sync_api.expect(status).not_to_be_empty()
        said = status.text_content()
        assert said.startswith(("Copied", "Selected"))
        if said.startswith("Selected"):
            selected = page.evaluate("getSelection().toString()")
            assert squeezed(selected) == squeezed(page.locator("#letter-1").inner_text())


@pytest.mark.browser
def test_letters_without_script(browser: Any, tmp_path: Path) -> None:
    """Without JavaScript the texts can be read; what needs a script is not shown."""
    text = rendered(run(facebook(tmp_path, [post("a")])))
    with opened(browser, text, tmp_path, java_script_enabled=False) as page:
        page.locator(".letter summary").first.click()
        assert page.locator("#letter-1").is_visible()
        assert page.locator("#grounds").is_hidden() and page.locator("[data-copy]").first.is_hidden()


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "de"])
def test_the_letter_is_finished_on_the_page(browser: Any, tmp_path: Path, language: str) -> None:
    """Name, address and e-mail stand where the gaps were, as text, inside the margins, whatever is typed; no gap of
    these stays, nothing is kept, and the letter prints alone."""
    analysis = run(facebook(tmp_path, [post("a")]), language=language)
    with opened(browser, rendered(analysis), tmp_path, viewport={"width": 390, "height": 800}) as page:
        page.locator(".letter summary").nth(1).click()
        letter, gaps = page.locator("#letter-2"), page.locator(".gaps").nth(1)
        before = gaps.text_content()
        typed = {
            "name": "<b>Älex</b> \u05d3\u05d5\u05d0",
            "address": "x" * 4000 + "\nUtrecht",
            "email": "alex@example.org",
        }
        for field, said in typed.items():
            page.fill(f"#letter-{field}", said)
            assert said in letter.text_content()
        assert page.locator(".paper b").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert gaps.text_content() != before
        page.fill("#grounds", "My own grounds")
        left = letter.locator("mark:not(.said)").all_text_contents()
        assert not {*on_page(analysis)["blanks"].values(), grounds_blank(analysis, language)} & {*left}
        assert all(each[:40] in gaps.text_content() for each in left)  # what is left to decide is listed
        listed = gaps.text_content().split(" · ")
        assert len(listed) == len(set(left)) and all(each.endswith("]") for each in listed)  # each whole in its bracket
        assert "example.org" not in page.evaluate("JSON.stringify({ ...localStorage, ...sessionStorage })")
        page.evaluate("window.print = () => {}")
        page.locator("[data-print=letter-2]").click()
        page.emulate_media(media="print")
        assert letter.is_visible()
        assert not page.locator("h1").is_visible() and not page.locator("#letter-1").is_visible()
        assert not page.locator("#letter-name").is_visible()
