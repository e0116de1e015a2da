"""The built page. Without the file, or with an old one, the tests of the page are skipped; in CI they fail."""

from __future__ import annotations

import pytest
from page_in_browser import stale

pytest.importorskip("playwright.sync_api")


@pytest.fixture(scope="session", autouse=True)
def built() -> None:
    """The page is there, and no source is newer."""
    why = stale()
    if why:
        pytest.skip(why)
