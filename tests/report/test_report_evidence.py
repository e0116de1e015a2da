"""What files of evidence told, on the page: how many items, of which years, and each item's evidence with its day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_report_browser import opened
from test_report_page import rendered, run

SAMPLE = Path(__file__).parents[2] / "sample_exports" / "facebook-en"

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("language", "spoken", "shown"),
    [
        (
            "en", "Your files spoke of items: 18 (years: 2009–2025). Still undecided: 37.",
            "13 March 2026: open to everyone (Facebook's own page, as you saved it)",
        ),
        (
            "de", "Ihre Dateien sprachen von Einträgen: 18 (Jahre: 2009–2025). Noch offen: 37.",
            "13. März 2026: für alle sichtbar (Facebooks eigene Seite, wie Sie sie gespeichert haben)",
        ),
    ],
)  # fmt: skip
def test_evidence_stands_on_the_page(browser: Any, tmp_path: Path, language: str, spoken: str, shown: str) -> None:
    """The sum above, and the day in the details of the items that a log showed; nothing there in those of others."""
    log = str(SAMPLE / "evidence" / "manage_posts.har")
    analysis = run(*sorted(SAMPLE.glob("*.zip")), audiences=(log,), language=language)
    told = {each.id for each in analysis.judged if each.case.seen}
    with opened(browser, rendered(analysis), tmp_path) as tab:
        assert spoken in " ".join(tab.locator("main").inner_text().split())
        tab.locator("button.item").first.click()
        found = {}
        for place in range(len(analysis.judged)):
            body = tab.locator("#details-body")
            found[body.locator("code", has_text="analyze explain").text_content().split()[2]] = body.text_content()
            tab.keyboard.press("Escape")
            if place + 1 < len(analysis.judged):
                tab.keyboard.press("ArrowDown")
                tab.keyboard.press("Enter")
    assert {id_ for id_, text in found.items() if "2026: " in text and shown.split(": ")[0] in text} == told
    assert any(shown in text for text in found.values())
