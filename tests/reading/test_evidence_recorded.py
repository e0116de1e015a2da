"""Files that real browsers wrote: Chromium's and Firefox's own exporters of logs, and Chromium's single-file pages.

`tools/record_evidence.py` says how they were made. The handwritten logs of the other tests are held against them here.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from evidence_world import GRAPHQL, OWNER, SITE, day, entry, item, log, paired, site_answers

from analyzer.items.evidence.match import match
from analyzer.reading.evidence.audience_file import read_audiences
from analyzer.reading.evidence.own_stories import own_stories
from analyzer.reading.evidence.public_view import public_view, read_page
from analyzer.reading.evidence.refusal import EvidenceRefused

FOLDER = Path(__file__).parents[1] / "data" / "evidence"
NOW = day("2026-11-30")
ITEMS = [item(text, second) for second, text, _ in SITE]
SEEN = ["everyone", "narrower", "everyone", "narrower", "everyone_except", "narrower", "everyone"]


def recorded(name: str) -> dict[str, Any]:
    """A recorded log."""
    found: dict[str, Any] = json.loads((FOLDER / name).read_text("utf-8"))
    return found


@pytest.mark.parametrize(("name", "browser"), [("chromium.har", "WebInspector"), ("firefox.har", "Firefox")])
def test_logs(name: str, browser: str) -> None:
    """All seven posts are matched, each with its audience; the post in a group and somebody's wishes are not."""
    assert recorded(name)["log"]["creator"]["name"] == browser
    evidence = own_stories(read_audiences(FOLDER / name, today=NOW), OWNER)
    matched = match([evidence], [], paired(*ITEMS))
    assert [found[0].seen for _, found in sorted(matched.observations.items())] == SEEN
    assert (evidence.day, evidence.day_is_lower_bound, evidence.others) == (NOW, False, 1)
    assert matched.files[0].elsewhere == 1 and not evidence.faults
    assert all(story.own_timeline for story in evidence.stories if not story.group)


def test_what_the_browsers_really_do() -> None:
    """Chromium codes the one answer with an emoji, and takes the cookies out; Firefox leaves everything as it is."""
    chromium, firefox = recorded("chromium.har"), recorded("firefox.har")
    coded = [each["response"]["content"].get("encoding") for each in chromium["log"]["entries"]]
    assert coded == ["base64", None, None, None]
    assert "cookie-of-the-" not in json.dumps(chromium) and "token-of-the-session" in json.dumps(chromium)
    assert "cookie-of-the-session" in json.dumps(firefox)


@pytest.mark.parametrize("name", ["chromium.har", "firefox.har", "firefox_cut.har"])
def test_nothing_of_the_session_is_kept(name: str) -> None:
    """The cookies and tokens that the browsers wrote are in nothing that comes out."""
    file = read_audiences(FOLDER / name, today=NOW)
    assert not re.search("(cookie|token)-of", repr(file) + repr(own_stories(file, OWNER)))


def test_a_copied_log() -> None:
    """*Copy all as HAR* gives sizes and no texts: refused, with Export as what to do."""
    with pytest.raises(EvidenceRefused) as refused:
        read_audiences(FOLDER / "chromium_copied.har")
    assert refused.value.why == "no_bodies" and "Export, not Copy" in str(refused.value)


def test_a_cut_log() -> None:
    """With its limit lowered, Firefox pads what it dropped with noughts: whole lines count, two answers are cut."""
    file = read_audiences(FOLDER / "firefox_cut.har", today=NOW)
    assert [(fault.trouble, fault.count, fault.browser) for fault in file.faults] == [("body_cut", 2, "firefox")]
    found = match([own_stories(file, OWNER)], [], paired(*ITEMS)).observations
    assert 0 < len(found) < len(ITEMS)
    assert all(seen[0].seen == SEEN[int(number, 16)] for number, seen in found.items())


def test_the_public_view() -> None:
    """The three public posts and the photo, the first by its beginning; the address says "View as"."""
    view = public_view(read_page(FOLDER / "public.mhtml", today=NOW), OWNER)
    matched = match([], [view], paired(*ITEMS))
    assert view.confirmed and view.day == NOW and view.media_ids == {"1234567890123"}
    assert {int(number, 16) for number in matched.observations} == {0, 2, 6}


def test_the_owners_view() -> None:
    """The same page as its owner sees it is refused by the box for a new post, though no script is left in the file."""
    assert b"<script" not in (FOLDER / "owner.mhtml").read_bytes()
    with pytest.raises(EvidenceRefused) as refused:
        read_page(FOLDER / "owner.mhtml", said_day=NOW)
    assert refused.value.why == "owners_view"


def test_the_handwritten_log_is_like_the_recorded_one() -> None:
    """The logs of the other tests have the keys of a real one, down to the content of an answer."""
    real = recorded("chromium.har")["log"]
    made = log(entry(site_answers()[0], coded=True))["log"]
    assert made.keys() == real.keys()
    for way in ((), ("request",), ("request", "postData"), ("response",), ("response", "content")):
        ours, theirs = made["entries"][0], real["entries"][0]
        for step in way:
            ours, theirs = ours[step], theirs[step]
        assert ours.keys() <= theirs.keys() | {"_resourceType"}, way
    assert all(each["request"]["url"].startswith(GRAPHQL) for each in real["entries"])


def test_nothing_of_a_machine_is_in_them() -> None:
    """No path, no port, no address of the machine on which they were recorded."""
    for path in FOLDER.iterdir():
        text = path.read_text("utf-8")
        assert not re.search(r"127\.0\.0\.1|localhost|/ho[m]e/|/root|/tmp|C:\\\\|facebook\.com:\d", text), path.name
