"""Saved pages: whose view they are, whose profile they show, and which items they show as a whole or cut."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from evidence_world import LOGIN, LONG, NAME, OWNER, VIEW_AS, article, day, item, medium, mhtml, page, paired, saved

from analyzer.items.evidence.match import match
from analyzer.model import Item
from analyzer.reading.evidence import bounds
from analyzer.reading.evidence.model import Owner, PublicView
from analyzer.reading.evidence.public_view import public_view, read_page
from analyzer.reading.evidence.refusal import EvidenceRefused

NOW = day("2026-11-30")
MIME = "MIME-Version: 1.0\nContent-Type: multipart/related"
SHORT = "Nice weather, nice people!"  # 26 characters
POST = "The garden is open again from Saturday on, come and see"  # 55
LINES = "The garden is open again\nfrom Saturday on, come and see"


def read(folder: Path, content: Any, name: str = "page.html", owner: Owner = OWNER, **options: Any) -> PublicView:
    """A saved page, as evidence."""
    return public_view(read_page(saved(folder, content, name), today=NOW, **options), owner)


def refused(folder: Path, content: Any, **options: Any) -> EvidenceRefused:
    """Why a page is refused."""
    with pytest.raises(EvidenceRefused) as found:
        read(folder, content, **options)
    assert found.value.exit_code == 2 and found.value.__context__ is None
    return found.value


def shown(view: PublicView, *items: Item) -> set[int]:
    """The numbers of the items that a page shows."""
    return {int(key, 16) for key in match([], [view], paired(*items)).observations}


@pytest.mark.parametrize("name", ["page.html", "page.mhtml"])
def test_texts(tmp_path: Path, name: str) -> None:
    """A post is found by its visible text, on one line or several, in both kinds of files."""
    html = page(article(POST), article(LINES.upper()), article("for somebody else entirely, and not for us"))
    view = read(tmp_path, mhtml(html) if name.endswith("mhtml") else html, name)
    assert shown(view, item(POST), item(LINES.upper()), item("something that the page does not show")) == {0, 1}
    assert view.confirmed and view.platform == "facebook"


def test_the_day_of_a_file(tmp_path: Path) -> None:
    """An MHTML file tells its own day, which the person's does not change; HTML tells none."""
    view = read(tmp_path, mhtml(page(article(POST)), date="Fri, 20 Nov 2026 00:30:00 +0200"), "a.mhtml", said_day=NOW)
    assert view.day == day("2026-11-19")
    assert read(tmp_path, page(article(POST))).day is None
    assert read(tmp_path, page(article(POST)), said_day=day("2026-11-01")).day == day("2026-11-01")
    future = read(tmp_path, mhtml(page(article(POST)), date="Fri, 20 Nov 2031 00:30:00 +0200"), "a.mhtml")
    assert future.day is None and [fault.trouble for fault in future.faults] == ["day_in_future"]
    assert read(tmp_path, mhtml(page(article(POST)), date="soon"), "a.mhtml").day is None


@pytest.mark.parametrize(
    ("more", "confirmed"),
    [
        ({"signs": LOGIN}, True),
        ({"signs": '<form action="https://www.facebook.com/login/?next=x"><input name="a"></form>'}, True),
        ({"signs": '<form><input name="username"><input name="password"></form>'}, True),
        ({"signs": "", "scripts": '{"ACCOUNT_ID":"0","USER_ID":"0"}'}, True),
        ({"signs": "", "scripts": '[{"actorID":"0","queryID":"1"}]'}, True),
        ({"signs": ""}, False),
        ({"signs": '<a href="https://www.facebook.com/login/">Log in</a>'}, False),
        ({"signs": "<p>Log in or sign up. USER_ID: 0</p>"}, False),
    ],
)
def test_signs_of_a_strangers_view(tmp_path: Path, more: Any, confirmed: bool) -> None:
    """A form to log in, or a viewer who is nobody; words about logging in are none."""
    view = read(tmp_path, page(article(POST), **more))
    assert view.confirmed == confirmed
    assert shown(view, item(POST)) == ({0} if confirmed else set())
    assert read(tmp_path, page(article(POST), **more), said_day=NOW).confirmed


COMPOSER = '<div role="button"><span>What\'s on your mind, Ada?</span></div>'


@pytest.mark.parametrize(
    "more",
    [
        {"signs": COMPOSER},
        {"signs": COMPOSER.replace("What's", "What’s")},
        {"signs": '<div role="button">Was machst du gerade, Ada?</div>'},
        {"signs": '<div role="textbox" aria-placeholder="A cosa stai pensando, Ada?"></div>'},
        {"signs": '<textarea placeholder="What\'s on your mind?"></textarea>'},
        {"signs": '<div role="button" aria-label="Edit privacy. Sharing with Your friends. ">x</div>'},
        {"signs": '<a href="https://www.facebook.com/100/allactivity?x=1">Activity log</a>'},
        {"signs": '<a href="/accounts/edit/">Edit profile</a>'},
        {"signs": "", "scripts": '{"USER_ID":"100000000000001"}'},
        {"signs": LOGIN + COMPOSER},
        {"signs": LOGIN, "scripts": '{"USER_ID":"100000000000001"}'},
    ],
)
def test_the_owners_view_is_refused(tmp_path: Path, more: Any) -> None:
    """The own, logged-in view shows what friends alone can see: refused, whatever the person says of it."""
    for content, name in (
        (page(article(POST), **more), "a.html"),
        (mhtml(page(article(POST), **more), VIEW_AS), "a.mhtml"),
    ):
        if "USER_ID" in str(more) and name == "a.mhtml":
            continue  # with "View as" in the address the viewer is the owner, and rightly so
        found = refused(tmp_path, content, name=name, said_day=NOW)
        assert found.why == "owners_view" and "View as > Public" in str(found)


def test_view_as(tmp_path: Path) -> None:
    """In "View as" the viewer is the owner: the page's own address says that it is the public view."""
    html = page(article(POST), signs="", scripts='{"USER_ID":"100000000000001"}')
    assert read(tmp_path, mhtml(html, VIEW_AS), "a.mhtml").confirmed
    assert refused(tmp_path, mhtml(html, "https://www.facebook.com/ada.example"), name="a.mhtml").why == "owners_view"
    link = f"<!-- saved from url=({len(VIEW_AS):04})" + VIEW_AS + " -->"
    assert read(tmp_path, html.replace("<html>", "<html>" + link)).confirmed
    inside = html.replace("<h1>", f'<a href="{VIEW_AS}">x</a><h1>')
    assert refused(tmp_path, inside).why == "owners_view"


def test_somebody_else_who_is_logged_in(tmp_path: Path) -> None:
    """A friend's account sees more than a stranger: the page says nothing before the person confirms it."""
    meta = '<meta property="al:android:url" content="fb://profile/100000000000001">'
    html = page(article(POST), signs=LOGIN + meta, scripts='{"USER_ID":"100000000000002"}')
    assert not read(tmp_path, html).confirmed
    mine = html.replace('"100000000000002"', '"100000000000001"')
    assert refused(tmp_path, mine).why == "owners_view"


@pytest.mark.parametrize("title", ["Ben Example | Facebook", "(3) Ben Example | Facebook", "Adalbert Exampleson"])
def test_a_page_of_somebody_else(tmp_path: Path, title: str) -> None:
    """Chain letters stand on many profiles: a page that is called after somebody else proves nothing."""
    html = page(article(POST), title=title).replace(f"<h1>{NAME}</h1>", "<h1>Ben Example</h1>")
    found = refused(tmp_path, html, said_day=NOW)
    assert found.why == "another_page" and "Ben" not in str(found)


def test_a_page_without_a_name(tmp_path: Path) -> None:
    """Where the page, or the archive, tells no name, the person must say that it is theirs."""
    html = page(article(POST), title="Facebook").replace(f"<h1>{NAME}</h1>", "")
    assert not read(tmp_path, html).confirmed and read(tmp_path, html, said_day=NOW).confirmed
    assert not read(tmp_path, page(article(POST)), owner=Owner()).confirmed
    assert read(tmp_path, mhtml(html), "a.mhtml").confirmed  # its address has the user name


def test_another_site(tmp_path: Path) -> None:
    """A page of another site is refused."""
    assert (
        refused(tmp_path, mhtml(page(article(POST)), "https://news.example/ada.example"), name="a.mhtml").why
        == "another_page"
    )


@pytest.mark.parametrize(
    ("address", "title", "platform"),
    [
        ("https://www.instagram.com/ada.example/", "x", "instagram"),
        ("https://www.threads.com/@ada.example", "x", "threads"),
        ("https://m.facebook.com/ada.example", "x", "facebook"),
        ("", f"{NAME} (@ada.example) • Instagram photos and videos", "instagram"),
        ("", f"{NAME} (@ada.example) on Threads", "threads"),
        ("", NAME, None),
    ],
)
def test_platforms(tmp_path: Path, address: str, title: str, platform: str | None) -> None:
    """A page speaks of the items of its own platform; one that does not tell which, of all."""
    html = page(article(POST), title=title)
    content, name = (mhtml(html, address), "a.mhtml") if address else (html, "a.html")
    view = read(tmp_path, content, name)
    assert view.platform == platform
    items = [item(POST, platform=each) for each in ("facebook", "instagram", "threads")]
    assert shown(view, *items) == ({("facebook", "instagram", "threads").index(platform)} if platform else set())


def test_plain_text(tmp_path: Path) -> None:
    """A text file shows no sign of anything: it says nothing before the person confirms it."""
    text = f"{NAME}\n2 May 2019\n{LINES}\nLike\nComment\n"
    assert not read(tmp_path, text, "a.txt").confirmed
    view = read(tmp_path, text, "a.txt", said_day=day("2026-11-01"))
    assert shown(view, item(LINES)) == {0} and view.day == day("2026-11-01")
    owners = refused(tmp_path, f"What's on your mind, Ada?\n{text}", name="a.txt", said_day=NOW)
    assert owners.why == "owners_view"


@pytest.mark.parametrize(("length", "found"), [(29, set()), (30, {0})])
def test_short_texts(tmp_path: Path, length: int, found: set[int]) -> None:
    """A text counts from 30 characters on."""
    text = "The bakery is open all night long"[:length]
    assert shown(read(tmp_path, page(article(text))), item(text)) == found


def test_only_what_is_one_items_alone(tmp_path: Path) -> None:
    """A text that two items have, wherever they stand, says nothing."""
    view = read(tmp_path, page(article(POST)))
    assert shown(view, item(POST), item(POST, 5_000_000_000)) == set()
    assert shown(view, item(POST), item(POST, kind="comment", venue="other_profile")) == set()
    assert shown(view, item(POST, venue="group")) == set()
    assert shown(view, item(POST), item(POST + " and so on and on")) == {0}


@pytest.mark.parametrize(
    ("end", "more"),
    [
        ("…", "See more"), ("...", "Mehr anzeigen"), ("… ", "voir la suite, en toute langue"), ("…", ""), (" …", ""),
        ("… See more", ""), ("... Zobacz więcej", ""), ("", "See more"), ("", "Meer weergeven"), (" En voir plus", ""),
    ],
)  # fmt: skip
def test_cut_texts(tmp_path: Path, end: str, more: str) -> None:
    """A cut text counts by its beginning: an ellipsis in any language, or a known label without one."""
    view = read(tmp_path, page(article(LONG[:70] + end, more)))
    assert shown(view, item(LONG), item(POST)) == {0}
    assert shown(view, item(LONG), item(LONG[:65] + " something else that is as long")) == ({0})
    assert shown(view, item(LONG), item(LONG[:72] + "ody knows how it goes on")) == set()


def test_the_beginning_of_a_cut_text(tmp_path: Path) -> None:
    """From 60 characters on; and a text that is not cut is no beginning of another."""
    assert shown(read(tmp_path, page(article(LONG[:58] + "…", "See more"))), item(LONG)) == set()
    assert shown(read(tmp_path, page(article(LONG[:62] + "…", "See more"))), item(LONG)) == {0}
    assert shown(read(tmp_path, page(article(LONG[:70]))), item(LONG)) == set()
    assert shown(read(tmp_path, page(article(LONG[:70] + " and more"))), item(LONG)) == set()
    several = LONG[:29] + "\n" + LONG[30:70] + "…"
    assert shown(read(tmp_path, page(article(several, "See more"))), item(LONG)) == {0}


def test_the_first_line_of_a_longer_post(tmp_path: Path) -> None:
    """A post that begins like another item, and goes on, is not that item."""
    longer = f"{POST}\nand bring your own chairs"
    assert shown(read(tmp_path, page(article(longer))), item(POST)) == set()
    assert shown(read(tmp_path, page(article(longer))), item(POST), item(longer)) == {1}
    assert shown(read(tmp_path, page(article(f"New:\n{POST}"))), item(POST)) == set()


def test_texts_that_nobody_sees(tmp_path: Path) -> None:
    """What is hidden, and what stands in scripts, is not shown."""
    for hidden in (f"<div hidden>{POST}</div>", f'<p style="display: none">{POST}</p>', f"<script>{POST}</script>",
                   f"<template>{POST}</template>", f"<!-- {POST} -->", f"<style>{POST}</style>"):  # fmt: skip
        assert shown(read(tmp_path, page(hidden, article("x" * 40))), item(POST)) == set()


def test_emoji_are_pictures(tmp_path: Path) -> None:
    """Facebook draws emoji as pictures, whose names are the signs."""
    emoji = '<span><img alt="🌻" src="https://static.example/e/1.png"></span>'
    html = page(article(f"The garden is open again {emoji} from Saturday on"))
    assert shown(read(tmp_path, html), item("The garden is open again 🌻 from Saturday on")) == {0}


def test_pictures(tmp_path: Path) -> None:
    """An item all of whose pictures the page shows is shown; a picture that two items have says nothing."""
    view = read(tmp_path, page(article("", pictures=["1234567890123", "1234567890125"])))
    one, two = medium("1234567890123"), medium("1234567890124")
    assert shown(view, item("", media=[one])) == {0}
    assert shown(view, item("", media=[two])) == set()
    assert shown(view, item("", media=[one, two])) == set()
    assert shown(view, item("", media=[one]), item("x", media=[one], venue="group")) == set()
    linked = page('<a href="https://www.facebook.com/photo/?fbid=1234567890123">a photo</a>', article(POST))
    assert shown(read(tmp_path, linked), item("", media=[one])) == set()


def test_absence_says_nothing(tmp_path: Path) -> None:
    """What the page does not show has no observation at all."""
    assert shown(read(tmp_path, page(article("another text, long enough to count"))), item(POST)) == set()


def test_a_cut_file(tmp_path: Path) -> None:
    """A file that ends in the middle counts as far as it goes, and is told."""
    raw = mhtml(page(article(POST), *(article(f"filler number {n} " * 5) for n in range(200))))
    view = read(tmp_path, raw[: len(raw) // 2], "a.mhtml")
    assert shown(view, item(POST)) == {0} and view.faults[0].trouble == "file_cut" and view.faults[0].is_damage


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """The letters come out as they were written, whatever the file is in."""
    text = "Ein Garten für alle, und das größte Glück des Jahres"
    html = page(article(text)).replace('charset="utf-8"', f'charset="{encoding.removesuffix("-sig")}"')
    assert shown(read(tmp_path, html.encode(encoding)), item(text)) == {0}
    assert shown(read(tmp_path, f"x\n{text}".encode(encoding), "a.txt", said_day=NOW), item(text)) == {0}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('{"log": {"entries": []}}', "log_for_page"),
        ("[]", "log_for_page"),
        (b"%PDF-1.7", "wrong_kind"),
        (b"bplist00\x00", "wrong_kind"),
        ("", "no_text"),
        ("<html><body></body></html>", "no_text"),
        ("<div>" * 1000 + "x", "too_large"),
        (
            MIME + "; boundary=x\n\n--x\nContent-Type: text/plain\n\nx\n--x--\n",
            "no_text",
        ),
        (MIME + "; boundary=x\n\n", "no_text"),
        (MIME + "\n\n", "no_text"),
    ],
)
def test_refused(tmp_path: Path, content: Any, why: str) -> None:
    """Each kind of file that cannot be meant has its own sentence."""
    assert refused(tmp_path, content).why == why


def test_special_files(tmp_path: Path) -> None:
    """A pipe is never opened."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(EvidenceRefused):
        read_page(tmp_path / "pipe")


def test_large_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page beyond the bounds is refused; pictures in the same file do not count."""
    monkeypatch.setattr(bounds, "LARGEST_PAGE", 20_000)
    assert refused(tmp_path, page(article("x " * 20_000))).why == "too_large"
    assert refused(tmp_path, mhtml(page(article("x " * 20_000))), name="a.mhtml").why == "too_large"
    raw = mhtml(page(article(POST)))
    picture = raw.index(b"Content-Type: image")
    assert read(tmp_path, raw[:picture] + raw[picture:] * 20, "a.mhtml").texts
