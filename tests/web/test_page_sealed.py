"""Nothing gets out of the page: every way is tried against a server that would take anything, from all of its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from page_in_browser import BUILT, SLOW, Person, Server, fresh, script, visited

from web.page.assemble import LINKS

sync_api = pytest.importorskip("playwright.sync_api")

pytestmark = pytest.mark.page


#: Twelve ways to reach a server out of a document.
WAYS = script("ways")
ALL = {"fetch", "xhr", "beacon", "socket", "image", "style", "script", "preload", "prefetch", "frame", "form", "ping"}

#: Leaving for another address: no policy forbids it, so the frame's sandbox must.
LEAVING = script("leaving")


@pytest.fixture
def server() -> Iterator[Server]:
    found = Server()
    yield found
    found.close()


def tried(frame: Any, script: str, server: Server) -> set[str]:
    """Which of the ways arrived."""
    server.arrived.clear()
    frame.evaluate(script, server.address)
    return server.arrived & (ALL | {"open", "top", "blank", "location"})


def frame_of(person: Person) -> Any:
    """The frame that reads."""
    return next(each for each in person.page.frames if each.parent_frame is person.page.main_frame)


def test_the_ways_are_ways(browser: Any, server: Server) -> None:
    """The control: out of a page without a policy all of them arrive, and out of an open frame all navigations."""
    page = fresh(browser)
    page.goto(server.address + "open")
    assert tried(page, WAYS, server) == ALL
    page.goto(server.address + "open")
    assert "open" in tried(page, "(at) => { window.open(at + 'open'); }", server) or page.wait_for_timeout(500) is None
    page.goto(server.address + "open")
    server.arrived.clear()
    page.evaluate("(at) => { location.href = at + 'location'; }", server.address)
    page.wait_for_url("**/location")
    assert "location" in server.arrived
    page.context.close()


@pytest.mark.parametrize("how", ["disk", "server"])
def test_nothing_leaves(browser: Any, server: Server, how: str) -> None:
    """Out of the shell, and out of the frame that reads, opened from disk and from a server."""
    page = fresh(browser)
    page.goto(BUILT.as_uri() if how == "disk" else server.address + "page")
    person = Person(page)
    person.wait_until_ready()
    assert tried(page.main_frame, WAYS, server) == set()
    assert tried(frame_of(person), WAYS, server) == set()
    page.context.close()


def test_the_frame_that_reads_cannot_leave(browser: Any, server: Server) -> None:
    """No new window, and no other address, neither for itself nor for the whole page."""
    page = fresh(browser)
    page.goto(BUILT.as_uri())
    person = Person(page)
    person.wait_until_ready()
    frame = frame_of(person)
    server.arrived.clear()
    try:
        frame.evaluate(LEAVING, server.address)
    except sync_api.Error as error:  # the frame may have gone to a page of the browser's own
        assert "context was destroyed" in str(error) or "detached" in str(error)
    page.wait_for_timeout(500)
    assert server.arrived == set()
    assert page.url == BUILT.as_uri() and len(page.context.pages) == 1
    page.context.close()


def test_the_worker_reaches_nothing(browser: Any, server: Server) -> None:
    """Where Python runs: no request, no socket, no further script or worker."""
    page = fresh(browser)
    page.goto(BUILT.as_uri())
    Person(page).wait_until_ready()
    (worker,) = page.workers
    told = worker.evaluate(script("worker_ways"), server.address)
    assert set(told.values()) == {"kept"} and len(told) == 6
    assert server.arrived == set()
    page.context.close()


def policy_of(text: str) -> dict[str, list[str]]:
    """The directives of the first policy in a page."""
    found = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', text)
    assert found
    rows = [each.split() for each in found[1].split(";")]
    return {name: values for name, *values in rows}


def test_the_policy_is_this_one() -> None:
    """To the letter, but for the hashes of our own scripts and styles; before anything else that could load."""
    text = BUILT.read_text("utf-8")
    policy = policy_of(text)
    hashes = {
        name: [each for each in policy[name] if each.startswith("'sha256-")] for name in ("script-src", "style-src")
    }
    assert {name: [each for each in values if each not in hashes.get(name, ())] for name, values in policy.items()} == {
        "default-src": ["'none'"],
        "connect-src": ["'none'"],
        "script-src": ["'wasm-unsafe-eval'", "blob:"],
        "worker-src": ["blob:"],
        "style-src": [],
        "img-src": ["data:", "blob:"],
        "frame-src": ["blob:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    assert len(hashes["script-src"]) == 3 and len(hashes["style-src"]) == 4
    assert text.index("Content-Security-Policy") < min(text.index("<style>"), text.index("<script"))
    assert "http-equiv" in text[:200]


def test_a_page_with_a_hole_is_found(browser: Any, server: Server, tmp_path: Path) -> None:
    """The test of the seal sees it when the policy lets one thing through."""
    text = BUILT.read_text("utf-8").replace("connect-src 'none'", "connect-src *", 1)
    leaky = tmp_path / "leaky.html"
    leaky.write_text(text, "utf-8")
    page = fresh(browser)
    page.goto(leaky.as_uri())
    assert {"fetch", "xhr", "beacon", "socket"} <= tried(page.main_frame, WAYS, server)
    page.context.close()


def test_links_of_ours_open_for_a_person_alone(browser: Any) -> None:
    """The two addresses in the first steps: not for a script without a click, and no other address at all."""
    with visited(browser) as person:
        person.wait_until_ready()
        frame = frame_of(person)
        # What playwright evaluates counts as a click for five seconds: so it speaks later.
        ask = "(link) => setTimeout(() => parent.postMessage({ open: link }, '*'), 7000)"
        frame.evaluate(ask, "https://www.facebook.com/")
        frame.evaluate(ask, LINKS[0])
        person.page.wait_for_timeout(8000)
        assert len(person.page.context.pages) == 1
        person.page.context.route("**/*", lambda route: route.abort())
        person.reader.locator("#how").evaluate("node => { node.parentElement.open = true; }")
        with person.page.context.expect_page(timeout=SLOW) as opened:
            person.reader.locator("#how button").first.click()
        opened.value.close()
