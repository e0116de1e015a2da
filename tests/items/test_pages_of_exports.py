"""Two exports of one account as pages, which print times differently: every item once."""

from __future__ import annotations

from pathlib import Path

import pytest
from world import run, write

from analyzer.rules.analysis import Analysis

PATHS = {
    "old": "posts/your_posts_1.html",
    "new": "your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.html",
}
ZONE = "logged_information/location/timezone.html"
LINK = "https://www.facebook.com/dyi/l/?l=OPAQUE"


def page(*cards: str) -> bytes:
    """A page of 2024 to 2026."""
    return (
        '<html><body class="_5vb_ _2yq _a7o5"><main class="_a706" role="main">'
        + "".join(cards)
        + "</main></body></html>"
    ).encode()


def card(text: str, when: str, link: str = "", shared: str = "") -> str:
    """A post."""
    foot = f'<div class="_a72d">{when}</div>'
    share = f'<div class="_2pin"><div><div><a href="{shared}">{shared}</a></div></div></div>' if shared else ""
    return (
        '<section class="_a6-g"><h2 class="_a6-h">Alex Doe</h2><div class="_a6-p"><div>'
        f'{share}<div class="_2pin"><div>{text}</div></div></div></div>'
        f'<footer class="_a6-o">{f"<a href={chr(34)}{link}{chr(34)}>{foot}</a>" if link else foot}</footer></section>'
    )


def judged(folder: Path, old: bytes, new: bytes, *, zone: bool = True) -> Analysis:
    """An older export without a zone, and a newer one."""
    row = '<table><tr><td class="_a6_q">Timezone</td><td class="_2piu _a6_r">Europe/Berlin</td></tr></table>'
    zones = {ZONE: page(f'<section class="_a6-g"><div class="_a6-p">{row}</div></section>')} if zone else {}
    first = write(folder, {PATHS["old"]: old}, "facebook-alexdoe-2020-06-01-AbCdEfGh")
    second = write(folder, {PATHS["new"]: new} | zones, "facebook-alexdoe-2026-02-01-AbCdEfGh")
    return run(first, second)


@pytest.mark.parametrize(
    ("old", "new", "zone"),
    [
        ("2 May 2019, 14:05", "May 02, 2019 2:05:16 pm", False),  # minutes
        ("2 May 2019, 12:05", "May 02, 2019 2:05:16 pm", True),  # another zone, and which one is not known
        ("Zmay 02, 2019 2:05:16 pm", "May 02, 2019 2:05:16 pm", True),  # months that nobody knows
    ],
)
def test_a_post_printed_in_two_ways_is_one(tmp_path: Path, old: str, new: str, zone: bool) -> None:
    """With its better time; its words or what it shares tell that it is the same."""
    cards = (("Hello", ""), ("", "https://example.org/a"))
    found = judged(
        tmp_path,
        page(*(card(text, old, shared=shared) for text, shared in cards)),
        page(*(card(text, new, LINK + text, shared) for text, shared in cards)),
        zone=zone,
    )
    assert sorted(each.item.text for each in found.judged) == ["", "Hello"]
    assert {each.item.created for each in found.judged} == {1556798716 if zone else 1556805916}
    assert all(each.item.in_newest for each in found.judged)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("Hello", "2 May 2019, 14:05"), ("Hello", "May 04, 2019 2:05:16 pm")),
        (("Hello", "2 May 2019, 14:05"), ("Hallo", "May 02, 2019 2:05:16 pm")),
        (("Hello", "May 02, 2019 2:05:16 pm"), ("Hello", "May 02, 2019 2:05:17 pm")),
        (("", "2 May 2019, 14:05"), ("", "May 02, 2019 2:05:16 pm")),
    ],
)
def test_posts_that_differ_are_two(tmp_path: Path, old: tuple[str, str], new: tuple[str, str]) -> None:
    """Another day, other words, another second; without words nothing tells."""
    assert len(judged(tmp_path, page(card(*old)), page(card(*new)), zone=False).judged) == 2


def test_a_film_without_words_is_one(tmp_path: Path) -> None:
    """Its file tells, wherever only one of the exports has a link to the post."""
    film = '<video src="posts/media/videos/2001234567890.mp4"></video>'
    found = judged(tmp_path, page(card(film, "2 May 2019, 12:05")), page(card(film, "May 02, 2019 2:05:16 pm", LINK)))
    (one,) = found.judged
    assert (one.item.created, one.item.permalink) == (1556798716, LINK)


def test_zones_differ_by_quarters_of_an_hour(tmp_path: Path) -> None:
    """So a text of ten minutes later is another one."""
    old, new = card("Hello", "2 May 2019, 12:05"), card("Hello", "May 02, 2019 2:15:16 pm")
    assert len(judged(tmp_path, page(old), page(new)).judged) == 2


def test_a_text_written_twice_stays_twice(tmp_path: Path) -> None:
    """Each record of one export has at most one of the other."""
    old = page(card("Hello", "2 May 2019, 14:05"), card("Hello", "2 May 2019, 18:05"))
    new = page(*(card("Hello", f"May 02, 2019 {hour}:05:16 pm") for hour in (2, 6, 9)))
    assert len(judged(tmp_path, old, new, zone=False).judged) == 3


def test_an_hour_apart_is_another_post_where_both_are_printed_alike(tmp_path: Path) -> None:
    """A difference of zones is looked for only between times that are known in different ways."""
    times = ("May 02, 2019 2:05:16 pm", "May 02, 2019 3:05:16 pm")
    found = judged(tmp_path, *(page(card("Hello", time)) for time in times), zone=False)
    assert len(found.judged) == 2


@pytest.mark.parametrize(("time", "count"), [("2:05:59 pm", 1), ("2:06:00 pm", 1), ("2:06:01 pm", 2)])
def test_a_page_that_prints_minutes_beside_one_that_prints_seconds(tmp_path: Path, time: str, count: int) -> None:
    """Of one unknown zone: up to a minute apart they are one."""
    times = ("2 May 2019, 14:05", f"May 02, 2019 {time}")
    assert len(judged(tmp_path, *(page(card("Hello", each)) for each in times), zone=False).judged) == count
