"""A real browser with hostile content in every field that an archive has: nothing runs, no request leaves.

Names of archives, members, accounts, groups, people, places, files; texts; addresses of every sort.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import world
from test_report_browser import opened
from test_report_page import HOSTILE, OLD, post, rendered, run
from world import COMMENTS, TIMELINE

from analyzer.report.page.items import can_open
from analyzer.rules.analysis import Analysis

pytestmark = pytest.mark.browser

EVIL = (
    *HOSTILE[:-1],
    "\x1b[31mred\x1b[0m\x1b]8;;https://evil.example\x07link\x1b]8;;\x07",
    "{{ constructor.constructor('window.__pwned = 1')() }} ${window.__pwned = 1}",
    "<style>* { display: none }</style><base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0; url=https://evil.example/'>",
    "<form action=https://evil.example><input name=find></form><a id=browse href=https://evil.example>x</a>",
    "__proto__",
)
ADDRESSES = (
    "javascript:window.__pwned=1",
    "JaVaScRiPt:window.__pwned=1//facebook.com",
    "data:text/html,<script>window.__pwned=1</script>",
    "vbscript:x",
    "tel:+15550100",
    "mailto:a@evil.example",
    "file:///etc/passwd",
    "//evil.example/facebook.com",
    "https://facebook.com.evil.example/",
    "https://evil.example/facebook.com",
    "https://evil.example#facebook.com",
    "https://user:pass@facebook.com/",
    "https://facebook.com@evil.example/",
    "https://facebook.com\\@evil.example/",
    "https://xn--fcebook-hwa.com/",
    "https://fаcebook.com/",
    "https://facebook.com:8443/",
    "https://facebook.com\u202e/moc.elpmaxe.live",
    "https://notfacebook.com/",
)
FINE = "https://www.facebook.com/permalink.php?story_fbid=1&id=2"
NAME = "facebook-alex' onload='window.__pwned=1' &lt;b&gt; {{7*7}}-2026-03-14-Ab3dE5gH"
PEOPLE_FILE = "personal_information/profile_information/profile_information.json"


def hostile(folder: Path) -> Analysis:
    """Two archives, every field of which is hostile."""
    posts = [
        post(
            text,
            OLD + number,
            tags=[{"name": text}],
            attachments=[
                {"data": [{"place": {"name": text, "coordinate": {"latitude": 52.1, "longitude": 5.1}}}]},
                {"data": [{"media": {"uri": f"posts/media/{text}.jpg", "creation_timestamp": OLD, "title": text}}]},
                {"data": [{"external_context": {"url": f"https://evil.example/{text}"}}]},
            ],
        )
        for number, text in enumerate(EVIL)
    ]
    posts += [
        post(f"Address {number}", OLD + 1000 + number, attachments=[{"data": [{"external_context": {"url": url}}]}])
        for number, url in enumerate([*ADDRESSES, FINE])
    ]
    groups = [
        {
            "timestamp": OLD + 5000 + number,
            "title": f"Alex Doe posted in {text}.",
            "data": [{"post": f"In a group {number}"}],
        }
        for number, text in enumerate(EVIL)
    ]
    comments = [
        {
            "timestamp": OLD + 9000 + number,
            "title": f"{EVIL[0]} commented on {text}'s post.",
            "data": [{"comment": {"timestamp": OLD + 9000 + number, "comment": text, "author": EVIL[0]}}],
        }
        for number, text in enumerate(EVIL)
    ]
    files = {
        TIMELINE: posts,
        COMMENTS: {"comments_v2": comments},
        "your_facebook_activity/groups/group_posts_and_comments.json": {"group_posts_v2": groups},
        PEOPLE_FILE: {"profile_v2": {"name": {"full_name": EVIL[0]}, "username": EVIL[1]}},
        "your_facebook_activity/new/<img src=x onerror='window.__pwned = 1'>.json": {"what": "is this"},
        "your_facebook_activity/new/\u202egnp.exe</script><script>window.__pwned=1.json": {"label_values": [EVIL[0]]},
    }
    captions = [
        {
            "media": [
                {"uri": f"media/posts/201202/179000000000000000{n}.jpg", "creation_timestamp": OLD + n, "title": text}
            ]
        }
        for n, text in enumerate(EVIL)
    ]
    values = {"Username": EVIL[3], "Name": EVIL[0], "Date of birth": "1990-04-23", "Private Account": "False"}
    profile = {"profile_user": [{"string_map_data": {key: {"value": value} for key, value in values.items()}}]}
    mine = {
        "personal_information/personal_information/personal_information.json": profile,
        world.POSTS: captions,
    }
    found = run(world.write(folder, files, NAME), world.write(folder, mine))
    for number, each in enumerate(found.judged):  # readers keep http(s) alone: what if one did not?
        if not each.item.url:
            each.item.url = ADDRESSES[number % len(ADDRESSES)]
        each.item.permalink = [*ADDRESSES, FINE][number % (len(ADDRESSES) + 1)]
    return found


def test_everything_hostile_is_text(browser: Any, tmp_path: Path) -> None:
    """Every item is opened, every text searched for, all that folds is unfolded: it is all there, as text alone."""
    analysis = hostile(tmp_path)
    assert len(analysis.judged) > 4 * len(EVIL)
    with opened(browser, rendered(analysis), tmp_path) as tab:
        tab.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
        seen, links = [], set()
        for place in range(len(analysis.judged)):
            if place == 0:
                tab.locator("button.item").first.click()
            else:
                tab.keyboard.press("ArrowDown")
                tab.keyboard.press("Enter")
            seen.append(tab.locator("#details").text_content())
            links |= set(tab.evaluate("[...document.links].map((each) => each.getAttribute('href'))"))
            inside = set(tab.evaluate("[...document.querySelectorAll('main *, dialog *')].map((e) => e.localName)"))
            assert not inside & {"img", "script", "iframe", "base", "meta", "style", "link", "object"}
            tab.keyboard.press("Escape")
        whole = "\n".join(seen)
        for text in EVIL:
            assert text in whole
        for name in (EVIL[0], NAME, f"posts/media/{EVIL[1]}.jpg"):  # account, archive, file
            assert name in whole
        for url in (*ADDRESSES, FINE):
            assert url in whole
        assert "onerror='window.__pwned = 1'>.json" in tab.locator("#unread").text_content()
        assert FINE in links
        assert all(link.startswith("#") or can_open(link) for link in links)
        assert not links & set(ADDRESSES)
        assert tab.evaluate("window.__pwned") is None
        assert tab.evaluate("Object.prototype.__pwned") is None
        assert "49" not in {text.strip() for text in seen}


def test_hostile_names_can_be_chosen(browser: Any, tmp_path: Path) -> None:
    """As people, places by name, answers to questions: text there as well, and nothing of it is kept."""
    with opened(browser, rendered(hostile(tmp_path)), tmp_path) as tab:
        for name in ("person", "place"):
            options = tab.locator(f"#filter-{name} option").all_text_contents()
            for text in EVIL[1:4]:
                assert any(text.split("\n")[0] in option for option in options)
            value = tab.locator(f"#filter-{name} option", has_text="onerror").first.get_attribute("value")
            tab.select_option(f"#filter-{name}", value)
            assert tab.locator("button.item").count() >= 1
            tab.get_by_role("button", name="Show all items").click()
        said = tab.locator(".groups tr:visible", has_text="onerror").first
        said.locator("input[value=public]").check()
        tab.locator(".step").first.get_by_label("Done").check()
        kept = tab.evaluate("JSON.stringify(localStorage)")
        for part in ("pwned", "script", "evil", "alex"):
            assert part not in kept
        assert tab.evaluate("window.__pwned") is None


@pytest.mark.parametrize("url", ADDRESSES)
def test_addresses_that_look_like_metas(url: str) -> None:
    """None of them may be a link."""
    assert not can_open(url)
