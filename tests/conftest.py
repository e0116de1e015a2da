"""What all tests share: the browser, the sockets that a local helper needs, how much hypothesis tries."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
REQUIRE_BROWSER = os.environ.get("REQUIRE_BROWSER") == "1"
REQUIRE_PAGE = os.environ.get("REQUIRE_PAGE") == "1"  # the page of `web/`, built

# No deadline: a busy machine is no failure. What is found by chance is tried at home; CI tries the same every time.
settings.register_profile("home", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci-here", settings.get_profile("home"), derandomize=True, database=None)
os.environ["LC_ALL"] = "C"  # the language of this computer is no matter of the tests

settings.load_profile("ci-here" if os.environ.get("CI") else "home")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium or Chrome: CHROMIUM, or the first of `BROWSERS`. Without one the test is skipped."""
    named = os.environ.get("CHROMIUM", "")
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        sentence = f"CHROMIUM={named} is no program" if named else "there is no chromium; CHROMIUM may name one"
        (pytest.fail if REQUIRE_BROWSER else pytest.skip)(sentence)
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    """The one browser of this process, for all of its tests: playwright bears no second one beside it."""
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let browser tests talk to this machine, and to nothing else.

    pytest-socket forbids sockets. Playwright's event loop needs a pair of them, which Windows makes from two on
    127.0.0.1. What the page itself may load is a matter of the tests: chromium is a process of its own.
    """
    for item in items:
        if any(map(item.get_closest_marker, ("browser", "page"))) and not item.get_closest_marker("enable_socket"):
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "::1"]))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """With REQUIRE_BROWSER=1 a browser test that skips has failed, with REQUIRE_PAGE=1 one of the built page."""
    report: pytest.TestReport = yield  # type: ignore[assignment]
    required = {"browser": REQUIRE_BROWSER, "page": REQUIRE_PAGE}
    wanted = [f"REQUIRE_{name.upper()}=1" for name in required if required[name] and item.get_closest_marker(name)]
    if wanted and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: {reason}, but {wanted[0]}"
    return report  # type: ignore[return-value]
