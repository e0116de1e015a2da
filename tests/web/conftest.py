"""The built page in Debian's chromium. Without the file, or with an old one, its tests are skipped; in CI they fail."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from page_in_browser import stale

sync_api = pytest.importorskip("playwright.sync_api")


@pytest.fixture(scope="session", autouse=True)
def built() -> None:
    """The page is there, and no source is newer."""
    why = stale()
    if why:
        pytest.skip(why)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()
