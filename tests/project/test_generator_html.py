"""The generator's HTML archives: balanced, the same every time, and everything in them that they claim."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tools.samples import (
    Variant,
    awkward,
    facebook_html_truth,
    facebook_truth,
    instagram_html_truth,
    instagram_truth,
    variants,
    with_account,
    write_facebook_html,
    write_instagram_html,
)
from tools.samples.html.dates import STYLES, Clock, DateStyle, style_of
from tools.samples.html.setting import FacebookHtmlEra
from tools.samples.html.variants import CONTAINERS
from tools.samples.model import LANGUAGES, Language, utc
from tools.samples.person.person import person

ALL = list(variants())
HTML = [variant for variant in ALL if variant.format == "html"]
_VOID = {"meta", "base", "img", "br"}
_HOSTS = {"www.facebook.com", "www.instagram.com", "example.org", "media.example.org"}
BERLIN = ZoneInfo("Europe/Berlin")
POSTS = "your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.html"

by_variant = pytest.mark.parametrize("variant", HTML, ids=lambda variant: variant.name)
by_language = pytest.mark.parametrize("language", LANGUAGES)


class Reader(HTMLParser):
    """Checks that every tag is closed in its turn; keeps texts, addresses and the ids of elements."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.addresses: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self.open.append(tag)
            self.text += "\0" if tag != "a" else ""
        for name, value in attrs:
            if name in ("src", "href") and value:
                self.addresses.append(value)
            if name == "id" and value:
                self.ids.append(value)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _VOID
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.text += "\0" if tag != "a" else ""

    def handle_data(self, data: str) -> None:
        self.text += data


def read(page: bytes) -> Reader:
    """One page, read to its end."""
    reader = Reader()
    reader.feed(page.decode("utf-8"))
    reader.close()
    assert not reader.open
    return reader


def pages(files: dict[str, bytes]) -> dict[str, Reader]:
    """All pages of a copy."""
    return {path: read(data) for path, data in files.items() if path.endswith((".html", ".htm"))}


def rows_by_slug(rows: list[dict[str, Any]]) -> dict[tuple[str, str], dict[str, Any]]:
    """The truth, by platform and thing."""
    return {(row["platform"], row["slug"]): row for row in rows}


def stands(variant: Variant, row: dict[str, Any], found: set[str]) -> bool:
    """Whether an item's words are among the texts of the pages: whole, or heading and body each."""
    slug = row["platform"], row["slug"]
    thing = next((one for one in variant.person.things if (one.platform, one.slug) == slug), None)
    if thing is None or variant.era == "A":  # a photo there is part of a thing
        return not row["text"] or row["text"] in found
    return thing.written == "" or thing.written in found or {thing.headline, thing.body} <= found


@by_variant
def test_two_runs_are_equal(variant: Variant) -> None:
    """Nothing comes from the clock or from chance."""
    assert variant.build() == variant.build()


@by_variant
def test_every_text_stands_on_a_balanced_page(variant: Variant) -> None:
    """Each text of the truth is a text of some page, whole; pages are UTF-8 without mojibake."""
    files, rows = variant.build()
    found = {text for page in pages(files).values() for text in page.text.split("\0")}
    assert len(rows) > 8
    for row in rows:
        assert stands(variant, row, found), row["slug"]
    assert not any("Ã" in page.text for page in pages(files).values())


@by_variant
def test_media_and_links_are_there(variant: Variant) -> None:
    """Media that pages show are members, but for one photo; every address is invented or Meta's."""
    files, rows = variant.build()
    read_pages = pages(files)
    shown = {address.removeprefix("../") for page in read_pages.values() for address in page.addresses}
    media = {path for path in files if path.endswith((".jpg", ".png", ".mp4"))}
    local = {address for address in shown if address.endswith((".jpg", ".png", ".mp4"))}
    assert media <= local
    assert len(local - media) <= 1
    hosts = {re.sub(r"^https?://([^/?]*).*", r"\1", address) for address in shown if "://" in address}
    assert hosts <= _HOSTS
    for page in read_pages.values():
        assert set(re.findall(r"https?://([^/\s\0]+)", page.text)) <= _HOSTS
    assert {row["permalink"] for row in rows} - {None, ""} <= shown
    for page in read_pages.values():
        assert len(page.ids) == len(set(page.ids))


@by_variant
def test_the_same_things_as_in_json(variant: Variant) -> None:
    """HTML holds the same items as JSON of the same time, less what it cannot tell."""
    rows = rows_by_slug(variant.build()[1])
    if variant.era == "A":
        assert {row["media_count"] for row in rows.values()} == {0, 1}
        return
    eras = {"B": "C", "D": "D" if variant.made < date(2022, 11, 1) else "E"}
    truth: Callable[..., list[dict[str, Any]]] = facebook_truth if variant.platform == "facebook" else instagram_truth
    twins = rows_by_slug(truth(variant.person, eras.get(variant.era, variant.era), variant.made))
    assert rows.keys() == twins.keys()
    for key, row in rows.items():
        for name in twins[key].keys() - {"created", "permalink", "kind", "posted_as_minor"}:
            assert row[name] == twins[key][name], (key, name)
        if row["created_basis"] == "second":
            assert row["created"] == twins[key]["created"]
        elif row["created_basis"] == "minute":
            assert row["created"] == twins[key]["created"][:17] + "00Z"


@pytest.mark.parametrize(
    ("name", "language", "shown"),
    [
        ("modern", "en", "Mar 05, 2026 9:07:08 pm"),
        ("modern", "de", "März 05, 2026 9:07:08 pm"),
        ("modern-es", "en", "mar. 05, 2026 9:07:08 pm"),
        ("classic", "en", "Mar 5, 2026, 9:07:08 PM"),
        ("classic", "de", "05.03.2026, 21:07:08"),
        ("classic", "fr", "5 mars 2026, 21:07:08"),
        ("nbsp", "fr", "mars 05, 2026 9:07:08\u00a0pm"),
        ("narrow", "en", "Mar 5, 2026, 9:07:08\u202fPM"),
        ("glued", "en", "Mar 5, 2026 9:07:08pm"),
        ("month24-it", "en", "mar 05, 2026 21:07:08"),
        ("day24-pl", "en", "05 mar 2026, 21:07:08"),
        ("day12-nl", "en", "5 mrt. 2026, 9:07:08 PM"),
        ("local-nl", "en", "5 mrt. 2026 9:07:08 p.m."),
        ("minutes", "en", "Mar 05, 2026 9:07 pm"),
    ],
)
def test_dates_in_their_shapes(name: str, language: str, shown: str) -> None:
    """One moment in many dresses."""
    clock = Clock(BERLIN, style_of(name, language), seconds=True)
    assert clock.show(utc("2026-03-05 20:07:08")) == shown


@pytest.mark.parametrize("other", ["en", "de", "fr", "es", "it", "nl", "pl"])
@pytest.mark.parametrize("name", [*STYLES, "classic"])
def test_no_two_moments_look_alike(name: str, other: str) -> None:
    """Every month, noon, midnight and the hours beside them differ in every style and language."""
    clock = Clock(BERLIN, style_of(f"{name}-{other}", "en"), seconds=True)
    hours = [*(utc(f"2024-{month:02}-15 12:00:00") for month in range(1, 13)), *range(0, 86_400, 3600)]
    assert len({clock.show(moment) for moment in hours}) == len(hours)


@by_language
def test_awkward_texts(language: Language) -> None:
    """Line breaks, markup, words like Meta's own: escaped and whole."""
    someone = awkward(person(language))
    for files, rows in (
        (write_facebook_html(someone), facebook_html_truth(someone)),
        (write_instagram_html(someone), instagram_html_truth(someone)),
    ):
        found = {text for page in pages(files).values() for text in page.text.split("\0")}
        things = {(thing.platform, thing.slug): thing for thing in someone.things}
        for row in rows:
            thing = things[row["platform"], row["slug"]]
            assert thing.headline or not thing.written or thing.written in found, row["slug"]
        html = b"".join(data for path, data in files.items() if path.endswith(".html"))
        assert b"&#064;" in html
        assert b"<b>" not in html
        assert b"<br />" in html
    twice = rows_by_slug(facebook_html_truth(someone))["facebook", "autumn"]
    assert (twice["created"], twice["created_basis"]) == (None, "second")


def test_zone_and_its_page() -> None:
    """The account's zone decides what is printed; without its page, printed time is all there is."""
    someone = person("en")
    here, there = write_facebook_html(someone), write_facebook_html(someone, zone="America/New_York")
    assert "Jun 03, 2014 7:45:02 pm" in read(here[POSTS]).text
    assert "Jun 03, 2014 1:45:02 pm" in read(there[POSTS]).text
    path = "logged_information/location/timezone.html"
    assert "America/New_York" in read(there[path]).text
    assert path not in write_facebook_html(someone, timezone_page=False)
    rows = rows_by_slug(facebook_html_truth(someone, zone="America/New_York", timezone_page=False))
    status = rows["facebook", "status"]
    assert (status["created"], status["created_basis"]) == ("2014-06-03T13:45:02Z", "zone_assumed")
    known = rows_by_slug(facebook_html_truth(someone, zone="America/New_York"))["facebook", "status"]
    assert (known["created"], known["created_basis"]) == ("2014-06-03T17:45:02Z", "second")
    bare = rows_by_slug(facebook_html_truth(someone, date_style=DateStyle(hours=24, seconds=False)))
    assert bare["facebook", "status"]["created_basis"] == "minute"


def test_instagram_prints_another_clock() -> None:
    """Eight hours behind UTC in summer too, without seconds; the profile's facts stand in their order."""
    files = write_instagram_html(person("en"))
    posts = read(files["your_instagram_activity/media/posts_1.html"]).text
    assert "May 20, 2023 9:00 am" in posts
    assert "\0Three boats,\none bridge #harbour\0" in posts
    profile = read(files["personal_information/personal_information/personal_information.html"]).text
    assert 0 < profile.index("1996-05-09") < profile.index("Private Account\0\0False")
    start = files["start_here.html"].decode()
    assert (
        'Generated by alex.doe on <time datetime="2026-03-14T12:20Z">Saturday, March 14, 2026 at 4:20 AM UTC-08:00'
        in start
    )
    request = (utc("2026-03-13 08:00:00"), utc("2024-01-01 00:00:00"), utc("2026-03-13 00:00:00"))
    asked = write_instagram_html(with_account(person("en"), "instagram", request=request))
    assert b'from <time datetime="2024-01-01T00:00Z">' in asked["start_here.html"]


@pytest.mark.parametrize(
    ("era", "path", "marks"),
    [
        (
            "A",
            "html/timeline.htm",
            ('<div class="meta">Tuesday, June 3, 2014 at 7:45pm UTC+02', '<div class="comment">'),
        ),
        ("B", "posts/your_posts_1.html", ('"pam _3-95 _2pi0 _2lej uiBoxWhite noborder"', "_3-96 _2let", "_3-94 _2lem")),
        ("D", "your_activity_across_facebook/posts/your_posts_1.html", ('<h2 class="_2ph_ _a6-h _a6-i">', "_a72d")),
        ("F", POSTS, ('<section class="_a6-g" aria-labelledby=', '<footer class="_3-94 _a6-o">', "dyi/l/?l=", "_a72d")),
    ],
)
def test_each_era_has_its_dress(era: FacebookHtmlEra, path: str, marks: tuple[str, ...]) -> None:
    """Paths and classes of the era, and no JSON anywhere."""
    files = write_facebook_html(person("en"), era)
    page = files[path].decode()
    assert all(mark in page for mark in marks)
    assert not any(name.endswith(".json") for name in files)
    assert {"A": "index.htm", "F": "start_here.html"}.get(era, "index.html") in files
    assert any(b"May 9, 1996" in data for data in files.values())


def test_variants_cover_everything_on_demand(tmp_path: Path) -> None:
    """Every era, format, language and container; nothing is written until somebody asks."""
    full = list(variants(every=True))
    assert len({variant.name for variant in full}) == len(full) == len(ALL) * len(CONTAINERS)
    assert {variant.container for variant in ALL} == set(CONTAINERS)
    for platform, form, eras in (
        ("facebook", "json", "C D E F P"), ("facebook", "html", "A B D F"),
        ("instagram", "json", "E2 E3 E4 E5"), ("instagram", "html", "E2 E4"),
    ):  # fmt: skip
        found = {one.era for one in ALL if (one.platform, one.format) == (platform, form)}
        assert found == set(eras.split())
    for container in CONTAINERS:
        variant = next(one for one in full if one.container == container and one.format == "html")
        paths, rows = variant.write(tmp_path / container)
        assert rows == variant.build()[1]
        assert len(paths) == (2 if container == "parts" else 1)
        assert all(path.exists() for path in paths)
