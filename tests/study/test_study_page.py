"""The summary page in a browser, and its plots as files: for everybody, on every screen, in both schemes."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree

import pytest
from test_report_accessible import findings

from analyzer.command.study import page
from analyzer.command.study.figures import Figures, Tally
from analyzer.command.study.part import Part

TOLD = {"version": "0.1", "policy": "auto", "day": "2026-11-30"}
SVG = "{http://www.w3.org/2000/svg}"


def figures(count: int) -> Figures:
    """Of so many invented participants: platforms, kinds, years and countries, some of them rare."""
    chance, tally = Random(3), Tally()
    for number in range(count):
        least = chance.random() ** 2
        most = least + (1 - least) * chance.random()
        groups = {
            name: {each: [100, round(100 * least), round(100 * most)] for each in of if chance.random() < 0.7}
            for name, of in (
                ("platform", ("facebook", "instagram")),
                ("kind", ("post", "photo", "comment", "story", "channel_message")),
                ("year", [str(year) for year in range(2008, 2026)]),
            )
        }
        country = chance.choice(("DE", "DE", "FR", "NL", "AT", ""))
        row = {"items": 100, "country": country, "least_share": least, "most_share": most,
               "undecided_not_recorded": most - least}  # fmt: skip
        tally.add(Part(f"{number:016x}", "done", 0, row, groups), True)
    return tally.figures()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_is_for_everybody(browser: Any, tmp_path: Path, scheme: str, width: int) -> None:
    """Axe finds nothing, no text leaves the screen, plots follow the scheme, and nothing is loaded."""
    (file := tmp_path / "summary.html").write_text(page.page(figures(400), TOLD), "utf-8")
    viewport = {"width": width, "height": 800}
    context = browser.new_context(color_scheme=scheme, bypass_csp=True, viewport=viewport)
    tab = context.new_page()
    requests: list[str] = []
    tab.on("request", lambda request: requests.append(request.url))
    tab.goto(file.as_uri())
    assert findings(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    paper = tab.evaluate("getComputedStyle(document.querySelector('.plot .paper')).fill")
    drawn = tab.evaluate("getComputedStyle(document.querySelector('.drawn')).backgroundColor")
    assert paper == "none" and (drawn == "rgb(255, 255, 255)") == (scheme == "light")
    assert tab.evaluate("document.querySelector('.plot').getBoundingClientRect().right <= innerWidth")
    assert requests == [file.as_uri()]
    context.close()


def test_plots_stand_alone() -> None:
    """Each is whole as a file: XML, its own colours on white, named, and nothing of it lies outside."""
    for name, text in page.plots(figures(400)).items():
        drawn = ElementTree.fromstring(text)
        _, _, width, height = map(float, drawn.attrib["viewBox"].split())
        assert drawn.attrib["aria-label"] and drawn[0].attrib["fill"] == "#ffffff"
        assert drawn.findall(f"{SVG}circle") or drawn.findall(f"{SVG}rect")[1:], name
        for each in drawn.iter(f"{SVG}text"):
            assert 0 <= float(each.attrib["x"]) <= width and 0 <= float(each.attrib["y"]) <= height
        for each in [*drawn.iter(f"{SVG}rect")][1:]:
            assert float(each.attrib["x"]) + float(each.attrib["width"]) <= width


def test_what_is_all_held_back_says_so() -> None:
    """A dozen participants: no plot stands empty without a word."""
    found = page.plots(figures(12))
    assert all("held back" in text or "%" in text for text in found.values())
    assert "mean_least" not in page.page(figures(12), TOLD)
