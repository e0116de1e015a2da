"""What a person sees of a report and of a comparison: why, nothing that was taken out, and the style."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from page_in_browser import SAMPLES, SLOW, Person, command, pictures_in, private, visited

import analyzer
from analyzer.report.first_lines import verdict_words
from analyzer.rules.judge import reasoning

pytestmark = pytest.mark.page
GERMAN = sorted((SAMPLES / "facebook-de").glob("*.zip"))


@pytest.fixture(scope="module")
def someone(browser: Any) -> Iterator[Person]:
    with visited(browser, locale="de-DE") as found:
        found.wait_until_ready()
        yield found


def read(someone: Person, paths: list[Path], redact: bool = False) -> None:
    someone.start_anew()
    someone.choose(paths)
    someone.unfold()
    someone.reader.locator("#redact").set_checked(redact)
    someone.read()


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_redacted_shows_nothing_of_the_sample(someone: Person, tmp_path: Path) -> None:
    """No text, name or picture in any file, nor on the screen; the files are those of the command with --redact."""
    read(someone, GERMAN, redact=True)
    made = someone.saved()
    secrets = private(GERMAN)
    assert len(secrets) > 50
    for name, raw in made.items():
        text = raw.decode("utf-8")
        assert [each for each in secrets if each in text] == [], name
    assert pictures_in(made["report.html"]) == [] and "answers.toml" not in made
    assert made.keys() == command(GERMAN, tmp_path / "out", redact=True).keys()  # the bytes have random names in them
    frame = someone.page.frame_locator("#report")
    frame.locator("button.item").first.click()
    seen = frame.locator("body").inner_text()
    assert [each for each in secrets if each in seen] == []


def test_the_details_of_an_item_explain_its_verdict(someone: Person) -> None:
    """What `analyze explain` says of an item, its details on the page say: the verdict, and each rule that decides."""
    read(someone, GERMAN)
    report = someone.page.frame_locator("#report")
    report.locator("html.ready").wait_for(state="attached", timeout=SLOW)
    analysis = analyzer.analyze(*GERMAN).analysis
    files, words, verdicts = analysis.collection.files, analysis.words, verdict_words(analysis)
    seen = set()
    for number in range(report.locator("button.item").count()):
        report.locator("button.item").nth(number).click()
        body = report.locator("#details-body")
        body.locator("details").evaluate_all("(all) => all.forEach((each) => { each.open = true; })")
        shown = squeezed(body.inner_text())
        here = [each for each in analysis.judged if files[each.item.file].path in shown and each.item.record in shown]
        item = max(here, key=lambda each: len(each.item.record))
        assert squeezed(verdicts[item.verdict]).casefold() in shown.casefold()
        for name, tried in reasoning(item, analysis.answers, analysis.objections):
            assert squeezed(words.say(f"explain.list.{name}")) in shown
            for rule, _ in tried:
                assert squeezed(words.say(f"rules.{name}.{rule.name}")) in shown, (name, rule.name)
        seen.add(item.verdict)
        report.locator("#close").click()
    assert len(seen) >= 2


def test_a_comparison_is_styled(someone: Person, tmp_path: Path) -> None:
    """Its style sheet is the one that the policy lets through: it is applied. Nothing juts out of a screen."""
    older = tmp_path / "facebook-joerg.groessler.5-26.08.2026-w8TzRk0x.zip"
    with zipfile.ZipFile(older, "w") as made:
        for path in GERMAN:
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    if name not in made.NameToInfo:
                        made.writestr(name, archive.read(name))
    read(someone, GERMAN)
    someone.back()
    someone.unfold()
    someone.reader.locator("#before").set_input_files(older)
    someone.reader.locator("#compare-start").click()
    someone.page.locator("#report").wait_for(state="visible", timeout=SLOW)
    someone.reader.locator("#stop").wait_for(state="hidden", timeout=SLOW)
    report = someone.page.frame_locator("#report")
    report.locator("h1").wait_for()
    style = "(each) => { const s = getComputedStyle(each); return [s.backgroundColor, s.fontFamily]; }"
    color, family = report.locator("body").evaluate(style)
    assert color != "rgba(0, 0, 0, 0)" and "system-ui" in family
    assert report.locator("body").evaluate("() => document.styleSheets[0].cssRules.length") > 20
    for width in (360, 1280):
        someone.page.set_viewport_size({"width": width, "height": 900})
        root = report.locator("html")
        assert root.evaluate("(each) => each.scrollWidth - each.clientWidth") <= 0
    assert report.locator("h1").inner_text()
