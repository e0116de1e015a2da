"""Which records are one item, within and across exports, and the id that stays: docs/rules.md, "Same item"."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from world import *

from analyzer.rules.analysis import Analysis

MEDIA = "your_instagram_activity/media"
IG_COMMENTS = "your_instagram_activity/comments/post_comments_1.json"
UNCATEGORISED = "your_facebook_activity/posts/your_uncategorized_photos.json"
VIDEOS = "your_facebook_activity/posts/your_videos.json"
ALBUM = "your_facebook_activity/posts/album/0.json"
CHECK_INS = "your_facebook_activity/posts/check-ins.json"
ELSEWHERE = "your_facebook_activity/posts/posts_on_other_pages_and_profiles.json"
A = "media/posts/202401/17900000000000001.jpg"
B = "media/posts/202401/17900000000000002.jpg"
FA = "your_facebook_activity/posts/media/Trip_111/11111111111.jpg"
FB = "your_facebook_activity/posts/media/Trip_111/22222222222.jpg"
OLD_IG, OLD_FB = "instagram-alex-2025-08-01-AbCdEfGh", "facebook-alexdoe-2025-08-01-AbCdEfGh"


def texts(analysis: Analysis) -> list[str]:
    """The texts of all items, sorted."""
    return sorted(each.item.text for each in analysis.judged)


def counted(analysis: Analysis) -> None:
    """Every record is accounted for: records = items + merged + skipped + unread."""
    for row in analysis.collection.files:
        assert row.records == row.items + row.merged + sum(row.skipped.values()) + sum(row.unread.values()), row.path


# ---- Instagram


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (A, A, True),
        (A, "media/other/202401/17900000000000001.jpg", True),
        (A, "media/posts/202401/123456_789_n_17900000000000001.jpg", True),
        (A, "media/posts/202401/17900000000000001.webp", True),
        (A, B, False),
        ("media/posts/a.jpg", "media/posts/a.jpg", True),
        ("media/posts/a.jpg", "media/posts/b.jpg", False),
        ("media/posts/123456789.jpg", "media/reels/123456789.jpg", False),  # 9 digits are no media id
        ("media/posts/1234567890.jpg", "media/reels/1234567890.jpg", True),
        ("media/posts/1111111111_2222222222.jpg", "media/posts/2222222222.jpg", True),  # the final run counts
        ("media/posts/1111111111_2222222222.jpg", "media/posts/1111111111.jpg", False),
        ("media/1111111111/a.jpg", "media/1111111111/b.jpg", False),  # in the file name, not in the folder
    ],
)
def test_shared_media(tmp_path: Path, one: str, two: str, same: bool) -> None:
    """Same item: a media `uri` or the platform's media id in common, whatever the texts and times are."""
    reels = {f"{MEDIA}/reels.json": {"ig_reels_media": [ig_post("2024-02-02", "two", two)]}}
    found = judge(tmp_path, instagram() | {POSTS: [ig_post("2024-01-01", "one", one)]} | reels)
    assert (len(found.judged) == 1) is same
    counted(found)


@pytest.mark.parametrize(
    ("files", "kind"),
    [
        ({POSTS: [ig_post("2024-01-01", "x", A)], STORIES: {"ig_stories": [picture(A, "2024-01-01")]}}, "story"),
        (
            {
                POSTS: [ig_post("2024-01-01", "x", A)],
                f"{MEDIA}/reels.json": {"ig_reels_media": [ig_post("2024-01-01", "x", A)]},
            },
            "reel",
        ),
        (
            {
                f"{MEDIA}/igtv_videos.json": {"ig_igtv_media": [ig_post("2024-01-01", "x", A)]},
                POSTS: [ig_post("2024-01-01", "x", A)],
            },
            "post",
        ),
        (
            {
                STORIES: {"ig_stories": [picture(A, "2024-01-01")]},
                f"{MEDIA}/profile_photos.json": {"ig_profile_picture": [picture(A, "2024-01-01")]},
            },
            "profile_photo",
        ),
    ],
)
def test_kind_of_an_item_in_two_files(tmp_path: Path, files: Files, kind: str) -> None:
    """Vocabulary: named by two files, an item takes the first kind of the list."""
    assert only(judge(tmp_path, instagram() | files)).item.kind == kind


def test_draft_state_comes_first(tmp_path: Path) -> None:
    """Vocabulary: named by two files, an item takes draft state first."""
    flags = [{"label": "Draft", "value": "True"}, {"label": "Media", "media": [picture(A)]}]
    files = {
        POSTS: [ig_post("2024-01-01", "x", A)],
        f"{MEDIA}/posts.json": [{"timestamp": 1700000000, "label_values": flags}],
    }
    each = only(judge(tmp_path, instagram() | files))
    assert (each.item.state, each.verdict) == ("draft", "out_of_scope")


def test_superset_adds_nothing_of_what_posts_1_has(tmp_path: Path) -> None:
    """Same item: `posts.json` of 2026 beside `posts_1.json`: media and text unite in one item."""
    flags = [{"label": "Draft", "value": "False"}, {"label": "Published", "value": "True"}]
    flags += [{"label": "Media", "media": [picture(A), picture(B)]}]  # type: ignore[dict-item]
    files = {
        POSTS: [ig_post("2024-01-01", "x", A)],
        f"{MEDIA}/posts.json": [{"timestamp": at("2024-01-01"), "label_values": flags}],
    }
    found = judge(tmp_path, instagram() | files)
    assert [medium.path for medium in only(found, "post", "x").item.media] == [A, B]
    counted(found)


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (ig_comment("hi", "a"), ig_comment("hi", "a"), True),
        (ig_comment("hi  there\n", "a"), ig_comment(" hi there", "a"), True),
        (ig_comment(unicodedata.normalize("NFD", "é"), "a"), ig_comment("é", "a"), True),
        (ig_comment("hi", "a"), ig_comment("Hi", "a"), False),
        (ig_comment("hi", "a", "2024-01-01T00:00:00"), ig_comment("hi", "a", "2024-01-01T00:00:01"), False),
    ],
)
def test_same_second_and_text_in_two_files(tmp_path: Path, one: Files, two: Files, same: bool) -> None:
    """Same item: from different files, the same second and equal text, compared in NFC with white space folded."""
    other = {"your_instagram_activity/comments/reels_comments.json": {"comments_reels_comments": [two]}}
    found = judge(tmp_path, instagram() | {IG_COMMENTS: [one]} | other)
    assert (len(found.judged) == 1) is same
    counted(found)


def test_kind_groups_do_not_mix(tmp_path: Path) -> None:
    """Same item: of one kind group: a comment and a post of the same second and text are two."""
    files = instagram() | {IG_COMMENTS: [ig_comment("hi", "a")], POSTS: [ig_post("2024-01-01", "hi")]}
    assert sorted(each.item.kind for each in judge(tmp_path, files).judged) == ["comment", "post"]


@pytest.mark.parametrize(("owner", "count"), [("a", 1), ("b", 2)])
def test_records_of_one_file(tmp_path: Path, owner: str, count: int) -> None:
    """Same item: identical records of one file are one; same-second records of one file that differ are two."""
    found = judge(tmp_path, instagram() | {IG_COMMENTS: [ig_comment("hi", "a"), ig_comment("hi", owner)]})
    assert len(found.judged) == count
    assert len({each.id for each in found.judged}) == count
    counted(found)


def test_same_post_on_instagram_and_threads_is_two(tmp_path: Path) -> None:
    """Same item: of one account: an Instagram post and a Threads post never join."""
    files = instagram() | {
        POSTS: [ig_post("2024-01-01", "hi", A)],
        THREADS: {"text_post_app_text_posts": [ig_post("2024-01-01", "hi", A)]},
    }
    found = judge(tmp_path, files)
    assert sorted(each.item.platform for each in found.judged) == ["instagram", "threads"]
    assert len({each.id for each in found.judged}) == 2


def test_two_accounts_never_join(tmp_path: Path) -> None:
    """Same item: of one account: the same record in two accounts' exports is two items."""
    post = {POSTS: [ig_post("2024-01-01", "hi")]}
    one = write(tmp_path, instagram(username="alex") | post)
    two = write(tmp_path, instagram(username="sam") | post, "instagram-sam-2026-02-01-AbCdEfGh")
    found = run(one, two)
    assert sorted(found.accounts[each.item.account].name for each in found.judged) == ["alex", "sam"]
    assert len({each.id for each in found.judged}) == 2


# ---- Facebook


@pytest.mark.parametrize("listed", [UNCATEGORISED, ALBUM, VIDEOS])
def test_bare_medium_joins_the_oldest(tmp_path: Path, listed: str) -> None:
    """Same item: a bare medium joins the oldest post or comment with it, never two others to each other."""
    bare = fb_photo(FA, "2024-03-03", "caption")
    content: Any = {
        UNCATEGORISED: {"other_photos_v2": [bare]},
        ALBUM: {"name": "Trip", "photos": [bare]},
        VIDEOS: {"videos_v2": [bare]},
    }[listed]
    posts = [fb_post("2024-02-02", "newer", FA), fb_post("2024-01-01", "older", FA)]
    found = judge(tmp_path, facebook() | {TIMELINE: posts, listed: content}, FACEBOOK)
    assert texts(found) == ["newer", "older"]
    assert only(found, text="older").item.kind == "post"
    assert len({each.id for each in found.judged}) == 2
    counted(found)


@pytest.mark.parametrize(("time", "count"), [("2024-01-01T00:00:00", 1), ("2024-01-01T00:00:01", 2)])
def test_posts_with_a_shared_medium(tmp_path: Path, time: str, count: int) -> None:
    """Same item: on Facebook two posts with a shared medium join only if both are of the same second."""
    reels = {"your_facebook_activity/reels/your_reels.json": {"lasso_videos_v2": [fb_post(time, "", FA)]}}
    found = judge(tmp_path, facebook() | {TIMELINE: [fb_post("2024-01-01", "x", FA)]} | reels, FACEBOOK)
    assert len(found.judged) == count
    counted(found)


@pytest.mark.parametrize(
    "uri",
    [
        "your_facebook_activity/posts/media/stickers_used/33333333333_n.png",
        "https://scontent.example/33333333333_n.jpg",
    ],
)
def test_stickers_and_remote_media_never_join(tmp_path: Path, uri: str) -> None:
    """Same item: stickers and remote URLs never join records."""
    posts = {TIMELINE: [fb_post("2024-01-01", "", uri)]}
    bare = {UNCATEGORISED: {"other_photos_v2": [fb_photo(uri, "2024-02-02")]}}
    found = judge(tmp_path, facebook() | posts | bare, FACEBOOK)
    assert len(found.judged) == 2
    assert len({each.id for each in found.judged}) == 2


@pytest.mark.parametrize(
    ("name", "kind"), [("Profile pictures", "profile_photo"), ("Cover photos", "cover_photo"), ("Trip", "post")]
)
def test_profile_photo_in_a_post(tmp_path: Path, name: str, kind: str) -> None:
    """Vocabulary: a profile or cover photo that also stands in a post is one item, of the photo's kind."""
    files = {
        TIMELINE: [fb_post("2024-01-01", "new photo", FA)],
        ALBUM: {"name": name, "photos": [fb_photo(FA)], "cover_photo": {"uri": FB}},
    }
    each = only(judge(tmp_path, facebook() | files, FACEBOOK))
    assert (each.item.kind, each.item.text) == (kind, "new photo")


def test_photos_that_stand_alone_are_items(tmp_path: Path) -> None:
    """Vocabulary: a photo only in an album or list is an item; in two lists it is one; a post of three is one item."""
    files = facebook() | {
        UNCATEGORISED: {"other_photos_v2": [fb_photo(FA)]},
        ALBUM: {"name": "Trip", "photos": [fb_photo(FA), fb_photo(FB)]},
        TIMELINE: [
            fb_post(
                "2024-05-05",
                "three",
                "posts/media/1/33333333333.jpg",
                "posts/media/1/4444444444.jpg",
                "posts/media/1/5555555555.jpg",
            )
        ],
    }
    found = judge(tmp_path, files, FACEBOOK)
    assert sorted(each.item.kind for each in found.judged) == ["photo", "photo", "post"]
    assert len(only(found, "post").item.media) == 3


def test_bare_photo_joins_a_comment(tmp_path: Path) -> None:
    """Same item: the oldest post or comment: a photo of a comment in the list of photos is the comment's."""
    files = {COMMENTS: {"comments_v2": [fb_comment("c", uri=FA)]}, UNCATEGORISED: {"other_photos_v2": [fb_photo(FA)]}}
    each = only(judge(tmp_path, facebook() | files, FACEBOOK))
    assert (each.item.kind, each.is_public_basis) == ("comment", "others_post")


@pytest.mark.parametrize(
    "files",
    [
        {COMMENTS: {"comments_v2": [fb_comment("c", uri=FA)]}},
        {
            ELSEWHERE: [
                {
                    "timestamp": 1700000000,
                    "label_values": [{"label": "Message", "value": "p"}, {"label": "Media", "media": [fb_photo(FA)]}],
                }
            ]
        },
        {TIMELINE: [fb_post("2024-01-01", "p", FA, title="Alex Doe xyzzied with Sam Roe.")]},
    ],
    ids=["comment", "post elsewhere", "a title that nobody knows"],
)
def test_bare_photo_does_not_tell_the_venue(tmp_path: Path, files: Files) -> None:
    """Vocabulary: a venue that the archive does not show is `unknown`, also where the photo stands in a list too."""
    alone = only(judge(tmp_path / "alone", facebook() | files, FACEBOOK))
    bare = {UNCATEGORISED: {"other_photos_v2": [fb_photo(FA)]}}
    both = only(judge(tmp_path / "both", facebook() | files | bare, FACEBOOK))
    assert (alone.item.venue, both.item.venue) == ("unknown", "unknown")


def test_check_in_and_place_post(tmp_path: Path) -> None:
    """Same item: a check-in and a place post of the same second are one; others of the second stay apart."""
    place = {"title": "Place tags", "dict": [{"label": "Name", "value": "Cafe"}]}
    check_in = {"timestamp": at("2024-01-01"), "fbid": "1", "label_values": [place]}
    posts = [
        fb_post("2024-01-01", "", place="Cafe", title="Alex Doe was at Cafe."),
        fb_post("2024-01-02", "later", place="Cafe"),
    ]
    found = judge(tmp_path, facebook() | {TIMELINE: posts, CHECK_INS: [check_in]}, FACEBOOK)
    assert len(found.judged) == 2
    counted(found)


@pytest.mark.parametrize(("url", "count"), [("https://example.org/a", 1), ("https://example.org/b", 2), ("", 2)])
def test_records_without_text_need_equal_links(tmp_path: Path, url: str, count: int) -> None:
    """Same item: a record without text needs an equal medium or link."""
    trash = {
        "your_facebook_activity/posts/trash.json": {"trash_v2": [fb_post("2024-01-01", url=url, title="Alex Doe")]}
    }
    files = facebook() | {TIMELINE: [fb_post("2024-01-01", url="https://example.org/a")]} | trash
    assert len(judge(tmp_path, files, FACEBOOK).judged) == count


@pytest.mark.parametrize(
    "record", [fb_post("2024-01-01", "x", url="https://example.org/a"), fb_post("2024-01-01", "y")]
)
def test_same_second_in_one_file(tmp_path: Path, record: Files) -> None:
    """Same item: same-second records of one file that differ are two, each with an id of its own."""
    found = judge(tmp_path, facebook() | {TIMELINE: [fb_post("2024-01-01", "x"), record]}, FACEBOOK)
    assert len(found.judged) == 2
    assert len({each.id for each in found.judged}) == 2
    assert len(judge(tmp_path / "twice", facebook() | {TIMELINE: [record, record]}, FACEBOOK).judged) == 1


# ---- two exports


def test_two_exports_of_one_account(tmp_path: Path) -> None:
    """Same item: across exports of one account; media and links unite; what only the older has is not in_newest."""
    before = facebook() | {
        TIMELINE: [fb_post("2024-01-01", "both", FA, url="https://example.org/a"), fb_post("2024-01-02", "gone")]
    }
    after = facebook() | {TIMELINE: [fb_post("2024-01-01", "both", FA, FB), fb_post("2026-01-01", "new")]}
    old, new = write(tmp_path, before, OLD_FB), write(tmp_path, after, FACEBOOK)
    for paths in ((old, new), (new, old)):
        found = run(*paths)
        assert len(found.accounts) == 1
        assert texts(found) == ["both", "gone", "new"]
        both = only(found, text="both").item
        assert [medium.path for medium in both.media] == [FA, FB]
        assert both.url == "https://example.org/a"
        assert {each.item.text: each.item.in_newest for each in found.judged} == {
            "both": True,
            "gone": False,
            "new": True,
        }
        assert only(found, text="gone").suggestion == "none"
        counted(found)


def test_the_newer_record_wins(tmp_path: Path) -> None:
    """Same item: the newer record wins: an edited caption, a post archived since."""
    old = write(
        tmp_path, instagram() | {POSTS: [ig_post("2024-01-01", "before", A), ig_post("2024-01-02", "shown", B)]}, OLD_IG
    )
    archived = {f"{MEDIA}/archived_posts.json": {"ig_archived_post_media": [ig_post("2024-01-02", "shown", B)]}}
    new = write(tmp_path, instagram() | {POSTS: [ig_post("2024-01-01", "after", A)]} | archived)
    for paths in ((old, new), (new, old)):
        found = run(*paths)
        assert {each.item.text: each.item.state for each in found.judged} == {"after": "published", "shown": "archived"}


def test_an_export_and_its_copy(tmp_path: Path) -> None:
    """Same item: the same export given twice changes nothing."""
    files = instagram(bio="me") | {
        POSTS: [ig_post("2024-01-01", "x", A), ig_post("2024-01-01", "y", B)],
        IG_COMMENTS: [ig_comment("c", "a")],
    }
    one = write(tmp_path / "a", files)
    found = run(one, write(tmp_path / "b", files, "copy"))
    assert texts(found) == sorted(["me", "x", "y", "c"])
    assert all(each.item.in_newest for each in found.judged)


@pytest.mark.parametrize("account", [instagram(username="alex"), {}], ids=["profile", "by the name of the zip"])
def test_threads_across_exports(tmp_path: Path, account: Files) -> None:
    """Same item: Threads posts without media join by second and text across exports."""
    old = write(tmp_path, account | threads(thread("t"), thread("gone", "2024-02-02")), OLD_IG)
    new = write(tmp_path, account | threads(thread("t")))
    found = run(old, new)
    assert {each.item.text: each.item.in_newest for each in found.judged} == {"t": True, "gone": False}


# ---- ids


def test_id_is_twelve_hexadecimal_digits(tmp_path: Path) -> None:
    """Id: 12 hex digits."""
    each = only(judge(tmp_path, instagram() | {POSTS: [ig_post("2024-01-01", "x", A)]}))
    assert len(each.id) == 12
    assert set(each.id) <= set("0123456789abcdef")


REMOTE = "https://scontent.example/v/t1/33333333333_n.jpg?_nc_ohc={0}&oe={0}"
LATER: list[tuple[str, Files, Files]] = [
    (
        "another caption, path and name",
        {POSTS: [ig_post("2024-01-01", "x", A)]},
        {POSTS: [ig_post("2024-01-01", "y", A.replace("/posts/", "/other/"))]},
    ),
    (
        "now archived",
        {POSTS: [ig_post("2024-01-01", "x", A)]},
        {f"{MEDIA}/archived_posts.json": {"ig_archived_post_media": [ig_post("2024-01-01", "x", A)]}},
    ),
    ("white space", {IG_COMMENTS: [ig_comment("a  b", "o")]}, {IG_COMMENTS: [ig_comment(" a b", "o")]}),
    ("NFD", {IG_COMMENTS: [ig_comment("é", "o")]}, {IG_COMMENTS: [ig_comment(unicodedata.normalize("NFD", "é"), "o")]}),
    (
        "another second of the minute",
        {IG_COMMENTS: [ig_comment("a", "o", "2024-01-01T00:00:00")]},
        {IG_COMMENTS: [ig_comment("a", "o", "2024-01-01T00:00:59")]},
    ),
    (
        "a post, then an IGTV video",
        {POSTS: [ig_post("2024-01-01", "x")]},
        {f"{MEDIA}/igtv_videos.json": {"ig_igtv_media": [ig_post("2024-01-01", "x")]}},
    ),
    (
        "in another file",
        {IG_COMMENTS: [ig_comment("a", "o")]},
        {"your_instagram_activity/comments/post_comments_2.json": [ig_comment("a", "o")]},
    ),
]


@pytest.mark.parametrize(("before", "after"), [row[1:] for row in LATER], ids=[row[0] for row in LATER])
def test_id_stays(tmp_path: Path, before: Files, after: Files) -> None:
    """Id: the same for the same item in a later export; never of account name, path or title."""
    one = only(judge(tmp_path / "a", instagram(username="alex") | before, OLD_IG))
    two = only(judge(tmp_path / "b", instagram(username="renamed") | after, "instagram-renamed-2026-02-01-AbCdEfGh"))
    assert one.id == two.id


def test_id_of_a_photo_that_is_in_a_post_later(tmp_path: Path) -> None:
    """Id: of the kind group and the media id: a photo alone in a list has the id of the post that holds it."""
    one = only(judge(tmp_path / "a", facebook() | {UNCATEGORISED: {"other_photos_v2": [fb_photo(FA)]}}, OLD_FB))
    two = only(judge(tmp_path / "b", facebook() | {TIMELINE: [fb_post("2024-01-01", "x", FA)]}, FACEBOOK))
    assert one.id == two.id


def test_id_of_a_remote_medium(tmp_path: Path) -> None:
    """Id: the media id stands in the file name; the query of an address changes with each export, the id does not."""
    one = only(
        judge(tmp_path / "a", facebook() | {TIMELINE: [fb_post("2024-01-01", "x", REMOTE.format(1700000001))]}, OLD_FB)
    )
    two = only(
        judge(
            tmp_path / "b", facebook() | {TIMELINE: [fb_post("2024-01-01", "x", REMOTE.format(1800000002))]}, FACEBOOK
        )
    )
    assert one.id == two.id


def test_id_differs_by_platform_and_kind_group(tmp_path: Path) -> None:
    """Id: over platform and kind group: a post, a comment, a Threads post and a prompt of one minute and text."""
    ig = write(
        tmp_path,
        instagram() | {POSTS: [ig_post("2024-01-01", "x")], IG_COMMENTS: [ig_comment("x", "o")]} | threads(thread("x")),
    )
    fb = write(tmp_path, facebook() | {TIMELINE: [fb_post("2024-01-01", "x")]} | ai_chat(("2024-01-01", "x")), FACEBOOK)
    ids = [each.id for each in run(ig, fb).judged]
    assert len(ids) == len(set(ids)) == 5


def test_colliding_ids_are_numbered_by_time(tmp_path: Path) -> None:
    """Id: a colliding item is hashed again with its number by time appended: the first keeps the plain id."""
    times = ["2024-01-01T00:00:05", "2024-01-01T00:00:20", "2024-01-01T00:00:40"]
    records = [ig_comment("lol", "o", time) for time in times]
    alone = only(judge(tmp_path / "alone", instagram() | {IG_COMMENTS: records[:1]})).id
    first = judge(tmp_path / "first", instagram() | {IG_COMMENTS: records[:2]}, OLD_IG)
    later = judge(tmp_path / "later", instagram() | {IG_COMMENTS: records[::-1]})
    early = {each.item.created: each.id for each in first.judged}
    late = {each.item.created: each.id for each in later.judged}
    assert early == {created: late[created] for created in early}
    assert late[at(times[0])] == alone
    assert len(set(late.values())) == 3


def test_same_ids_whether_zip_or_folder(tmp_path: Path) -> None:
    """Id: nothing of the container is in it."""
    files = instagram(bio="me") | {
        POSTS: [ig_post("2024-01-01", "x", A), ig_post("", "no time"), ig_post("", "", "media/posts/a.jpg")]
    }
    one, two = run(write(tmp_path / "a", files)), run(write(tmp_path / "b", files, zipped=False))
    assert [each.id for each in one.judged] == [each.id for each in two.judged]
    assert len({each.id for each in one.judged}) == 4


def test_ids_do_not_depend_on_the_order_of_exports(tmp_path: Path) -> None:
    """Two records without words and time, one in each export, keep their ids when the exports change places."""
    path = "your_facebook_activity/pages/pages_and_profiles_you've_recommended.json"
    address = "https://www.facebook.com/"
    exports = [
        write(
            tmp_path,
            facebook() | {path: {"recommended_pages_v2": [{"name": name, "timestamp": 0, "url": f"{address}{name}"}]}},
            f"facebook-alexdoe-{day}-AbCdEfGh",
        )
        for name, day in (("Cafe", "2026-02-01"), ("Museum", "2025-09-01"))
    ]
    ids = [{each.item.venue_name: each.id for each in run(*paths).judged} for paths in (exports, exports[::-1])]
    assert len(ids[0]) == 2
    assert ids[0] == ids[1]
