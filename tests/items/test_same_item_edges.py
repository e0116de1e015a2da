"""Which records are one, at the edges: the last second that joins, who takes a photo, what keeps two apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from world import FACEBOOK, TIMELINE, Files, facebook, fb_photo, fb_post, judge, run, write

from analyzer.rules.analysis import Analysis

OLD = "facebook-alexdoe-2025-08-01-AbCdEfGh"
GROUPS = "your_facebook_activity/groups/group_posts_and_comments.json"
REELS = "your_facebook_activity/reels/your_reels.json"
TRASH = "your_facebook_activity/posts/trash.json"
PHOTOS = "your_facebook_activity/posts/your_uncategorized_photos.json"
PAGE = "your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.html"
ZONE = "logged_information/location/timezone.html"
PHOTO = "your_facebook_activity/posts/media/Trip_111/11111111111.jpg"


def timeline(*records: Files) -> Files:
    """A Facebook archive with these posts."""
    return facebook() | {TIMELINE: list(records)}


def texts(analysis: Analysis) -> list[str]:
    """The texts of all items, sorted."""
    return sorted(each.item.text for each in analysis.judged)


def places(analysis: Analysis) -> list[tuple[str, str, str]]:
    """Venue, its name and the link of each item, sorted."""
    return sorted((each.item.venue, each.item.venue_name, each.item.url) for each in analysis.judged)


# ---- shared media


@pytest.mark.parametrize("first", ["newer", "older"])
def test_a_bare_photo_is_the_oldest_posts(tmp_path: Path, first: str) -> None:
    """Of two posts with the photo of a list, the older one takes the list's record and what that record says."""
    posts = {text: fb_post(f"2024-0{month}-01", text, PHOTO) for month, text in ((2, "newer"), (1, "older"))}
    order = [posts.pop(first), *posts.values()]
    bare = {PHOTOS: {"other_photos_v2": [fb_photo(PHOTO, "2024-03-01", "at the lake")]}}
    found = judge(tmp_path, timeline(*order) | bare, FACEBOOK)
    captions = {each.item.text: [medium.caption for medium in each.item.media] for each in found.judged}
    assert captions == {"older": ["at the lake"], "newer": [""]}


@pytest.mark.parametrize(
    ("records", "reels", "expected"),
    [
        (["one", "two"], [], ["one", "two"]),  # two captions in one file
        (["one", ""], [], ["one"]),
        (["one"], ["two"], ["two"]),  # of two files: the reel's own file tells what it is
    ],
)
def test_captions_of_one_file_keep_posts_apart(
    tmp_path: Path, records: list[str], reels: list[str], expected: list[str]
) -> None:
    """Two posts of one second with one photo are one, unless one file gives each of them words of its own."""
    files = timeline(*(fb_post("2024-01-01", text, PHOTO) for text in records))
    files |= {REELS: {"lasso_videos_v2": [fb_post("2024-01-01", text, PHOTO) for text in reels]}} if reels else {}
    assert texts(judge(tmp_path, files, FACEBOOK)) == expected


SECOND, FILM = PHOTO.replace("1.jpg", "2.jpg"), PHOTO.replace("1.jpg", "3.mp4")
IN_CHESS, IN_GO = "Alex Doe posted in Chess.", "Alex Doe posted in Go."


@pytest.mark.parametrize(
    ("posts", "count"),
    [
        ([{"url": "https://example.org/1"}, {"url": "https://example.org/2"}], 2),
        ([{"url": "https://example.org/1"}, {}], 1),  # one that says less is the same, told twice
        ([{"title": IN_CHESS}, {"title": IN_GO}], 2),
        ([{"title": IN_CHESS}, {}], 2),
        ([{"place": "Harbour"}, {"place": "Castle"}], 2),
        ([{"media": (PHOTO, SECOND)}, {"media": (PHOTO, FILM)}], 2),  # each has a medium of its own
        ([{"media": (PHOTO,)}, {"media": (PHOTO, FILM)}], 1),
        ([{"media": (PHOTO,)}, {"media": (PHOTO, FILM)}, {"media": (FILM,)}], 1),
    ],
)
def test_posts_of_one_file_that_share_a_photo_and_differ(tmp_path: Path, posts: list[Files], count: int) -> None:
    """Same item: same-second records of one file that differ are two, though they share a photo."""
    assert SECOND != PHOTO != FILM
    records = [fb_post("2024-01-01", "", *post.pop("media", (PHOTO,)), **post) for post in map(dict, posts)]
    found = judge(tmp_path, timeline(*records), FACEBOOK)
    assert len(found.judged) == len({each.id for each in found.judged}) == count


def test_no_third_record_makes_one_of_two(tmp_path: Path) -> None:
    """Two posts of one file stay two though a reel of another file has the photos of both: no words are lost."""
    reels = {REELS: {"lasso_videos_v2": [fb_post("2024-01-01", "", PHOTO, SECOND)]}}
    posts = timeline(fb_post("2024-01-01", "one", PHOTO), fb_post("2024-01-01", "two", SECOND))
    assert texts(judge(tmp_path, posts | reels, FACEBOOK)) == ["one", "two"]


# ---- the same second and words


@pytest.mark.parametrize(("time", "count"), [("", 2), ("2024-01-01", 1)], ids=["no time", "one second"])
def test_records_without_a_time_are_one_only_across_exports(tmp_path: Path, time: str, count: int) -> None:
    """Without a time equal words in two files of one export are two items; in two exports they are one."""
    posts, trash = {TIMELINE: [fb_post(time, "x")]}, {TRASH: {"trash_v2": [fb_post(time, "x")]}}
    assert len(judge(tmp_path / "one", facebook() | posts | trash, FACEBOOK).judged) == count
    old, new = write(tmp_path, facebook() | posts, OLD), write(tmp_path, facebook() | trash, FACEBOOK)
    assert len(run(old, new).judged) == 1


def test_one_bio_in_two_files_of_an_export_is_one(tmp_path: Path) -> None:
    """A bio needs no time: whoever has one has one, also where folders of two eras stand side by side."""
    older = facebook(bio="me", path="profile_information/profile_information.json")
    assert texts(judge(tmp_path, facebook(bio="me") | older, FACEBOOK)) == ["me"]


def test_the_number_in_the_file_tells_which_is_meant(tmp_path: Path) -> None:
    """Of equal posts of one second the second of a file is the second of the other, where nothing else tells."""
    old = timeline(*(fb_post("2024-01-01", "x", url=f"https://example.org/{name}") for name in "ab"))
    new = timeline(fb_post("2024-01-01", "x", title="Alex Doe posted in Chess."), fb_post("2024-01-01", "x"))
    found = run(write(tmp_path, old, OLD), write(tmp_path, new, FACEBOOK))
    assert places(found) == [("group", "Chess", "https://example.org/a"), ("own_profile", "", "https://example.org/b")]


def test_posts_in_two_groups_of_one_export_are_two(tmp_path: Path) -> None:
    """One text in two groups in one second: two posts in one export; over two exports a group that was renamed."""
    chess, go = (fb_post("2024-01-01", "x", title=f"Alex Doe posted in {name}.") for name in ("Chess", "Go"))
    found = judge(tmp_path / "one", timeline(chess) | {GROUPS: {"group_posts_v2": [go]}}, FACEBOOK)
    assert places(found) == [("group", "Chess", ""), ("group", "Go", "")]
    found = run(write(tmp_path, timeline(chess), OLD), write(tmp_path, timeline(go), FACEBOOK))
    assert places(found) == [("group", "Go", "")]


# ---- pages


def page(*times: str, text: str = "Hello") -> bytes:
    """A page of posts with one text."""
    cards = "".join(
        f'<section class="_a6-g"><h2 class="_a6-h">Alex Doe</h2><div class="_a6-p"><div><div class="_2pin">'
        f'<div>{text}</div></div></div></div><footer class="_a6-o"><div class="_a72d">{time}</div></footer></section>'
        for time in times
    )
    return f'<html><body class="_5vb_ _2yq _a7o5"><main class="_a706" role="main">{cards}</main></body></html>'.encode()


def zone(name: str) -> Files:
    """The page that tells the zone of an export."""
    row = f'<table><tr><td class="_a6_q">Timezone</td><td class="_2piu _a6_r">{name}</td></tr></table>'
    body = f'<section class="_a6-g"><div class="_a6-p">{row}</div></section>'
    return {ZONE: f'<html><body class="_5vb_ _a7o5"><main class="_a706">{body}</main></body></html>'.encode()}


def both(folder: Path, json: Files, *times: str) -> Analysis:
    """An archive in JSON and a newer one in pages, of somebody in Berlin."""
    pages = facebook() | zone("Europe/Berlin") | {PAGE: page(*times)}
    return run(write(folder, json, OLD), write(folder, pages, FACEBOOK))


@pytest.mark.parametrize("second", ["16", "20"], ids=["joined by its second", "joined as the nearest"])
def test_a_page_gives_a_record_one_twin(tmp_path: Path, second: str) -> None:
    """A text that a page has twice within a minute is two items: JSON's record is taken by the nearer one."""
    json = timeline(fb_post(f"2019-05-02T12:05:{second}", "Hello"))
    found = both(tmp_path, json, "May 02, 2019 2:05:16 pm", "May 02, 2019 2:05:40 pm")
    assert sorted(each.item.created or 0 for each in found.judged) == [1556798700 + int(second), 1556798740]


def test_a_record_of_a_page_is_one_of_json(tmp_path: Path) -> None:
    """A text that JSON has twice within a minute stays twice: the page's record joins the nearer one alone."""
    json = timeline(*(fb_post(f"2019-05-02T12:05:{second}", "Hello") for second in ("16", "40")))
    found = both(tmp_path, json, "May 02, 2019 2:05:20 pm")
    assert {each.item.created: each.item.in_newest for each in found.judged} == {1556798716: True, 1556798740: False}


@pytest.mark.parametrize(("time", "count"), [("12:05:59", 1), ("12:06:00", 1), ("12:06:01", 2), ("12:04:00", 1)])
def test_a_page_that_prints_minutes_is_within_one_minute(tmp_path: Path, time: str, count: int) -> None:
    """59 and 60 seconds from what the page prints are the same post, 61 are another."""
    found = both(tmp_path, timeline(fb_post(f"2019-05-02T{time}", "Hello")), "2 May 2019, 14:05")
    assert len(found.judged) == count


@pytest.mark.parametrize(
    ("printed", "count"),
    [
        ("2 May 2019, 12:05", 1),
        ("2 May 2019, 17:35", 1),  # India
        ("2 May 2019, 17:50", 1),  # Nepal
        ("2 May 2019, 17:40", 2),  # nobody's clock
    ],
)
def test_zones_of_india_and_nepal(tmp_path: Path, printed: str, count: int) -> None:
    """Clocks lie half an hour and three quarters apart too: an export of an unknown zone may be printed there."""
    old = write(tmp_path, {PAGE: page(printed)}, "facebook-alexdoe-2020-06-01-AbCdEfGh")
    new = {PAGE: page("May 02, 2019 2:05:16 pm")} | zone("Europe/Berlin")
    assert len(run(old, write(tmp_path, new, FACEBOOK)).judged) == count
