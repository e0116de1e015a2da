"""Who could see an item: docs/rules.md, "Who could see it"."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from world import *

START = "2025-05-27"  # training_start of `eu`
TO_PRIVATE, TO_PUBLIC = "Switched to Private", "Switched to Public"
MEDIA = "your_instagram_activity/media"
OLD_LOGIN = {"logins": ["2025-05-01"]}  # shows that the export reaches back to training_start
#: Private for all of the time since training began, shown by a dated history.
PRIVATE_THROUGHOUT: dict[str, Any] = {"private": True, "switches": [("2024-03-01", TO_PRIVATE)]}
#: Private now, without anything that shows since when.
PRIVATE_NOW: dict[str, Any] = {"private": True}
#: Private now, and public until after training began.
WAS_PUBLIC: dict[str, Any] = {"private": True, "switches": [("2025-08-01", TO_PRIVATE)]}

NO = ("no", "account_private", "no")
WAS = ("yes", "account_was_public", "no")
NOW_PRIVATE = ("unknown", "account_private_now", "no")
PUBLIC = ("yes", "account_public", "yes")
NOT_RECORDED = ("unknown", "not_recorded", "unknown")
ALWAYS = ("yes", "always_public", "yes")


def superset(uri: str, draft: str, published: str) -> Files:
    """A record of `posts.json` of 2026."""
    flags = [{"label": "Draft", "value": draft}, {"label": "Published", "value": published}]
    return {"timestamp": 1700000000, "label_values": [{"label": "Media", "media": [picture(uri)]}, *flags]}


def channel(sender: str = "alex") -> Files:
    """A broadcast channel with one message."""
    sent = {"sender_name": sender, "timestamp_ms": 1700000000000, "content": "to my channel"}
    path = "your_instagram_activity/messages/broadcast/news_1/message_1.json"
    return {path: {"participants": [], "messages": [sent], "title": "News"}}


# ---- rules "prompts" to "archived"


def test_rule_1_ai_prompts_need_no_audience(tmp_path: Path) -> None:
    """Prompts: AI prompts -> not_needed (ai_interaction), now not_needed."""
    found = judge(tmp_path, facebook() | ai_chat(("2026-01-01", "a question")), FACEBOOK)
    assert public(only(found)) == ("not_needed", "ai_interaction", "not_needed")


@pytest.mark.parametrize("private", [False, True, None])
@pytest.mark.parametrize(
    ("files", "basis"),
    [
        ({f"{MEDIA}/posts.json": [superset("media/posts/1/17900000000000001.jpg", "True", "False")]}, "draft"),
        (
            {
                "your_instagram_activity/subscriptions/reels.json": {
                    "subscriptions_reels": [ig_post("2025-08-01", "r", "media/reels/1/17900000000000001.mp4")]
                }
            },
            "subscribers",
        ),
    ],
)
def test_rule_2_on_instagram(tmp_path: Path, files: Files, basis: str, private: bool | None) -> None:
    """Drafts: drafts and reels for subscribers -> no, now no, whatever the account is."""
    assert public(only(judge(tmp_path, instagram(private) | files))) == ("no", basis, "no")


def test_rule_2_pending_group_post(tmp_path: Path) -> None:
    """Drafts: a post that waits for approval in a group -> no (pending), now no; it comes before rule "groups"."""
    pending = {"pending_posts_v2": [fb_post("2025-08-01", "p", title="Alex Doe posted in Chess.")]}
    files = facebook() | {"your_facebook_activity/groups/your_pending_posts_in_groups.json": pending}
    assert public(only(judge(tmp_path, files, FACEBOOK))) == ("no", "pending", "no")


@pytest.mark.parametrize(
    ("account", "expected"),
    [
        ({"private": False}, ("unknown", "archived", "no")),
        (PRIVATE_NOW, ("unknown", "archived", "no")),
        (WAS_PUBLIC, ("unknown", "archived", "no")),
        ({"private": None}, ("unknown", "archived", "no")),
        (PRIVATE_THROUGHOUT, NO),
        ({"private": True, **OLD_LOGIN}, NO),
    ],
)
def test_rule_3_archived_on_instagram(tmp_path: Path, account: dict[str, Any], expected: tuple[str, str, str]) -> None:
    """Archived: archived -> no where rule "account" gives no, else unknown (archived); now no."""
    post = {"ig_archived_post_media": [ig_post("2024-01-01", "a", "media/archived_posts/1/17900000000000001.jpg")]}
    files = instagram(**account) | {f"{MEDIA}/archived_posts.json": post}
    assert public(only(judge(tmp_path, files))) == expected


def test_rule_3_archived_on_facebook(tmp_path: Path) -> None:
    """Archived: archived on Facebook -> unknown (archived), now no."""
    record = {"timestamp": 1700000000, "fbid": "1", "label_values": [{"label": "Message", "value": "a"}]}
    found = judge(tmp_path, facebook() | {"your_facebook_activity/posts/archive.json": [record]}, FACEBOOK)
    assert public(only(found)) == ("unknown", "archived", "no")


@pytest.mark.parametrize(
    ("account", "expected"),
    [
        ({"private": False}, ("yes", "account_public", "no")),
        (WAS_PUBLIC, WAS),
        (PRIVATE_NOW, NOW_PRIVATE),
        (PRIVATE_THROUGHOUT, NO),
        ({"private": None}, ("unknown", "not_recorded", "no")),
    ],
)
def test_rule_3_trashed_on_instagram(tmp_path: Path, account: dict[str, Any], expected: tuple[str, str, str]) -> None:
    """Archived: trashed -> by the rules below, as if published; now no."""
    gone = {"ig_recently_deleted_media": [ig_post("2024-01-01", "t", "media/posts/1/17900000000000001.jpg")]}
    files = instagram(**account) | {f"{MEDIA}/recently_deleted_content.json": gone}
    assert public(only(judge(tmp_path, files))) == expected


def test_rule_3_trashed_on_facebook(tmp_path: Path) -> None:
    """Archived: trashed on Facebook -> rule "not recorded", now no."""
    gone = {"trash_v2": [fb_post("2024-01-01", "t")]}
    found = judge(tmp_path, facebook() | {"your_facebook_activity/posts/trash.json": gone}, FACEBOOK)
    assert public(only(found)) == ("unknown", "not_recorded", "no")


# ---- rule "always public"


def photos(*records: Files) -> Files:
    """The file of profile photos."""
    return {f"{MEDIA}/profile_photos.json": {"ig_profile_picture": list(records)}}


A, B = "media/profile/202001/17900000000000001.jpg", "media/profile/202101/17900000000000002.jpg"


@pytest.mark.parametrize("private", [False, True, None])
@pytest.mark.parametrize(
    "flag", [{"is_profile_picture": True}, {"is_profile_picture": "true"}], ids=["boolean", "string"]
)
def test_rule_4_flagged_profile_photo(tmp_path: Path, flag: Files, private: bool | None) -> None:
    """Always public: the Instagram profile photo that is flagged -> yes (always_public), even of a private account."""
    files = instagram(private) | photos(picture(A, "2020-01-01", "one", **flag), picture(B, "2021-01-01", "two"))
    assert public(only(judge(tmp_path, files), text="one")) == ALWAYS


def test_rule_4_named_profile_photo(tmp_path: Path) -> None:
    """Always public: the photo named under the profile's "Profile Photo" -> yes; it is one item in two files."""
    files = instagram(True, photo=B) | photos(picture(A, "2020-01-01", "one"), picture(B, "2021-01-01", "two"))
    found = judge(tmp_path, files)
    assert len(found.judged) == 2
    assert public(only(found, text="two")) == ALWAYS


def test_rule_4_only_profile_photo(tmp_path: Path) -> None:
    """Always public: the only profile photo -> yes."""
    assert public(only(judge(tmp_path, instagram(True) | photos(picture(A, "2020-01-01", "one"))))) == ALWAYS


def test_rule_4_only_profile_photo_of_a_flat_archive(tmp_path: Path) -> None:
    """Always public: the only profile photo -> yes; so in an archive of 2018 to 2020, which may carry no flag."""
    shot = {"caption": "", "taken_at": "2019-05-01T10:00:00+00:00", "path": "profile/201905/abc.jpg"}
    files: Files = {"profile.json": {"username": "alex", "private_account": True}, "media.json": {"profile": [shot]}}
    found = judge(tmp_path, {**files, "comments.json": {}}, "alex_20201020")
    assert public(only(found, "profile_photo"))[:2] == ("yes", "always_public")


def test_rule_4_only_in_its_file_is_not_the_only_one(tmp_path: Path) -> None:
    """Always public: the only profile photo is the only one of the archive: beside another that is named -> rule
    "account"."""
    files = instagram(True, photo=B) | photos(picture(A, "2020-01-01", "one"))
    found = judge(tmp_path, files)
    assert len(found.judged) == 2
    assert public(only(found, text="one")) == NOW_PRIVATE


@pytest.mark.parametrize(
    ("account", "expected"),
    [
        ({"private": False}, PUBLIC),
        (WAS_PUBLIC, WAS),
        (PRIVATE_THROUGHOUT, NO),
        (PRIVATE_NOW, NOW_PRIVATE),
        ({"private": None}, NOT_RECORDED),
    ],
)
def test_rule_4_former_profile_photo_on_instagram(
    tmp_path: Path, account: dict[str, Any], expected: tuple[str, str, str]
) -> None:
    """Always public: other profile photos on Instagram -> by rule "account"."""
    files = instagram(**account) | photos(
        picture(A, "2020-01-01", "one"), picture(B, "2021-01-01", "two", is_profile_picture=True)
    )
    assert public(only(judge(tmp_path, files), text="one")) == expected


@pytest.mark.parametrize(("album", "kind"), [("Profile pictures", "profile_photo"), ("Cover photos", "cover_photo")])
def test_rule_4_profile_and_cover_photos_on_facebook(tmp_path: Path, album: str, kind: str) -> None:
    """Always public: profile and cover photos that nothing marks as current -> unknown (not_recorded), even a single
    one."""
    listed = {"name": album, "photos": [fb_photo("your_facebook_activity/posts/media/x_1/11111111111.jpg")]}
    found = judge(tmp_path, facebook() | {"your_facebook_activity/posts/album/0.json": listed}, FACEBOOK)
    assert public(only(found, kind)) == NOT_RECORDED


@pytest.mark.parametrize("private", [True, False, None])
def test_rule_4_threads_bio_and_photo(tmp_path: Path, private: bool | None) -> None:
    """Always public: the Threads bio and the photo named by the Threads profile -> yes, whatever the profile's
    privacy."""
    files = instagram(True) | threads_account(private, photo=A, bio="hello") | threads(thread("t"))
    found = judge(tmp_path, files)
    assert public(only(found, "bio", platform="threads")) == ALWAYS
    assert public(only(found, "profile_photo", platform="threads")) == ALWAYS


def test_rule_4_post_on_a_page(tmp_path: Path) -> None:
    """Always public: a post that the archive shows to be on a Page -> yes (always_public)."""
    page = {"title": "Page", "dict": [{"label": "Name", "value": "Chess Weekly"}]}
    record = {"timestamp": 1700000000, "label_values": [{"label": "Message", "value": "hi"}, page]}
    path = "your_facebook_activity/posts/posts_on_other_pages_and_profiles.json"
    each = only(judge(tmp_path, facebook() | {path: [record]}, FACEBOOK))
    assert (each.item.venue, each.item.venue_name) == ("page", "Chess Weekly")
    assert public(each) == ALWAYS


def test_rule_4_a_pages_own_export(tmp_path: Path) -> None:
    """Always public: items of a Page's or additional profile's own export -> unknown (page_or_profile), now unknown."""
    files = facebook(None, "Chess Weekly", path=PAGE_PROFILE) | {PAGE_POSTS: [fb_post("2024-01-01", "p")]}
    each = only(judge(tmp_path, files, "facebook-chess-2026-02-01-AbCdEfGh"))
    assert public(each) == ("unknown", "page_or_profile", "unknown")
    assert (each.is_adult, each.verdict) == ("unknown", "undetermined")


@pytest.mark.parametrize(
    ("account", "expected"),
    [
        (PRIVATE_THROUGHOUT, NO),
        (PRIVATE_NOW, ("unknown", "may_be_draft", "no")),
        (WAS_PUBLIC, ("unknown", "may_be_draft", "no")),
        ({"private": None}, ("unknown", "may_be_draft", "unknown")),
    ],
)
def test_rule_4_other_content(tmp_path: Path, account: dict[str, Any], expected: tuple[str, str, str]) -> None:
    """Always public: `other_content` that no other file names -> a reel, no where rule "account" gives no, else
    unknown."""
    other = {"ig_other_media": [ig_post("2024-01-01", "o", "media/other/1/17900000000000001.mp4")]}
    each = only(judge(tmp_path, instagram(**account) | {f"{MEDIA}/other_content.json": other}))
    assert each.item.kind == "reel"
    assert public(each) == expected


def test_rule_4_other_content_of_a_public_account(tmp_path: Path) -> None:
    """Always public: of a public account it is unknown too: it may be a draft."""
    other = {"ig_other_media": [ig_post("2024-01-01", "o", "media/other/1/17900000000000001.mp4")]}
    each = only(judge(tmp_path, instagram(False) | {f"{MEDIA}/other_content.json": other}))
    assert public(each)[:2] == ("unknown", "may_be_draft")


def test_rule_4_other_content_that_another_file_names(tmp_path: Path) -> None:
    """Always public: what another file names too is published: rule "account"."""
    record = ig_post("2024-01-01", "o", "media/other/1/17900000000000001.mp4")
    files = instagram(False) | {f"{MEDIA}/other_content.json": {"ig_other_media": [record]}, POSTS: [record]}
    assert public(only(judge(tmp_path, files))) == PUBLIC


def test_rule_4_channel_messages(tmp_path: Path) -> None:
    """Always public: channel messages -> unknown (channel_privacy_not_recorded), even of a private account."""
    files = instagram(**PRIVATE_THROUGHOUT) | channel() | {POSTS: []}
    each = only(judge(tmp_path, files))
    assert public(each) == ("unknown", "channel_privacy_not_recorded", "unknown")
    assert each.item.venue == "channel"


# ---- rule "account"


def posts_of(created: str = "2024-01-01") -> dict[str, Files]:
    """One record for each kind that rule "account" is about, made at a time."""
    return {
        "post": {POSTS: [ig_post(created, "x", "media/posts/1/17900000000000001.jpg")]},
        "reel": {
            f"{MEDIA}/reels.json": {"ig_reels_media": [ig_post(created, "x", "media/reels/1/17900000000000002.mp4")]}
        },
        "video": {
            f"{MEDIA}/igtv_videos.json": {
                "ig_igtv_media": [ig_post(created, "x", "media/igtv/1/17900000000000003.mp4")]
            }
        },
    }


RULE_5: list[tuple[str, dict[str, Any], tuple[str, str, str]]] = [
    ("public now", {"private": False}, PUBLIC),
    ("public now, private before", {"private": False, "switches": [("2026-01-01", TO_PUBLIC)]}, PUBLIC),
    ("public now, history contradicts itself", {"private": False, "switches": [("2026-01-01", TO_PRIVATE)]}, PUBLIC),
    ("made private after training began", WAS_PUBLIC, WAS),
    (
        "public between two switches",
        {"private": True, "switches": [("2025-07-01", TO_PUBLIC), ("2025-07-02", TO_PRIVATE)]},
        WAS,
    ),
    ("in any order", {"private": True, "switches": [("2025-07-02", TO_PRIVATE), ("2025-07-01", TO_PUBLIC)]}, WAS),
    ("made private before", PRIVATE_THROUGHOUT, NO),
    ("a second before training", {"private": True, "switches": [("2025-05-26T23:59:59", TO_PRIVATE)]}, NO),
    ("a second into training", {"private": True, "switches": [("2025-05-27T00:00:01", TO_PRIVATE)]}, WAS),
    ("titles of another language", {"private": True, "switches": [("2025-08-01", "Auf privat umgestellt")]}, WAS),
    (
        "titles of another language, before",
        {"private": True, "switches": [("2024-08-01", "Auf privat umgestellt")]},
        NO,
    ),
    ("no history", PRIVATE_NOW, NOW_PRIVATE),
    ("empty history", {"private": True, "switches": []}, NOW_PRIVATE),
    ("sign-up details prove nothing", {"private": True, "signup": "2015-01-01"}, NOW_PRIVATE),
    ("an old login", {"private": True, "logins": ["2025-05-01"]}, NO),
    ("a login at the first second", {"private": True, "logins": [START]}, NO),
    ("a login one second later", {"private": True, "logins": ["2025-05-27T00:00:01"]}, NOW_PRIVATE),
    ("empty history, old login", {"private": True, "switches": [], **OLD_LOGIN}, NO),
    ("asked for all time", {"private": True, "requested": ("2026-02-01", "2020-01-01", "2026-02-01")}, NO),
    ("asked for since training", {"private": True, "requested": ("2026-02-01", START, "2026-02-01")}, NO),
    ("asked for one year", {"private": True, "requested": ("2026-06-01", "2025-06-01", "2026-06-01")}, NOW_PRIVATE),
    ("the newest switch led to public", {"private": True, "switches": [("2024-01-01", TO_PUBLIC)]}, NOW_PRIVATE),
    (
        "two switches to private",
        {"private": True, "switches": [("2023-01-01", TO_PRIVATE), ("2024-01-01", TO_PRIVATE)]},
        NOW_PRIVATE,
    ),
    (
        "contradicting, with an old login",
        {"private": True, "switches": [("2024-01-01", TO_PUBLIC)], **OLD_LOGIN},
        NOW_PRIVATE,
    ),
    ("no privacy information", {"private": None}, NOT_RECORDED),
    (
        "no privacy information, but a history",
        {"private": None, "switches": [("2024-01-01", TO_PRIVATE)]},
        NOT_RECORDED,
    ),
    ("professional", {"private": None, "professional": True}, ("unknown", "not_recorded", "unknown")),
    ("professional, but private", {"private": True, "professional": True}, NOW_PRIVATE),
]


@pytest.mark.parametrize("kind", ["post", "reel", "video"])
@pytest.mark.parametrize(("account", "expected"), [row[1:] for row in RULE_5], ids=[row[0] for row in RULE_5])
def test_rule_5(tmp_path: Path, kind: str, account: dict[str, Any], expected: tuple[str, str, str]) -> None:
    """Account: posts, reels and IGTV of before training began follow the account since training_start."""
    assert public(only(judge(tmp_path, instagram(**account) | posts_of()[kind]), kind)) == expected


@pytest.mark.parametrize(
    ("created", "expected"),
    [("2025-07-31T23:59:59", WAS), ("2025-08-01T00:00:01", NO), ("2025-12-01", NO), ("2019-01-01", WAS), ("", WAS)],
)
def test_rule_5_counts_from_the_creation(tmp_path: Path, created: str, expected: tuple[str, str, str]) -> None:
    """Account: from training_start or the item's creation, whichever is later; without a time from training_start."""
    files = instagram(**WAS_PUBLIC) | {POSTS: [ig_post(created, "x", "media/posts/1/17900000000000001.jpg")]}
    assert public(only(judge(tmp_path, files))) == expected


@pytest.mark.parametrize(
    ("account", "expected"),
    [
        ({"private": False}, PUBLIC),
        (PRIVATE_NOW, ("unknown", "account_private_now", "unknown")),
        (PRIVATE_THROUGHOUT, ("unknown", "account_private_now", "unknown")),
        ({"private": None}, NOT_RECORDED),
        ({"private": None, "professional": True}, ("unknown", "not_recorded", "unknown")),
    ],
)
def test_rule_5_bio(tmp_path: Path, account: dict[str, Any], expected: tuple[str, str, str]) -> None:
    """Account: the Instagram bio of a private account is unknown, now unknown."""
    found = judge(tmp_path, instagram(bio="about me", **account) | {POSTS: []})
    assert public(only(found, "bio")) == expected


def test_rule_5_asks_the_newest_export(tmp_path: Path) -> None:
    """Rule "account" asks the account in its newest export: private in an old one, public in the new one -> yes."""
    old = write(tmp_path, instagram(True) | posts_of()["post"], "instagram-alex-2025-09-01-AbCdEfGh")
    new = write(tmp_path, instagram(False) | posts_of()["post"])
    assert public(only(run(old, new))) == PUBLIC


@pytest.mark.parametrize(
    ("made", "created", "expected"),
    [
        ("2025-06-01", "2024-01-01", WAS),
        ("2025-05-27", "2024-01-01", WAS),
        ("2025-05-26", "2024-01-01", NOW_PRIVATE),  # public before training began: later switches are not in it
        ("2025-06-01", "2025-06-01T00:00:00", WAS),
        ("2025-06-01", "2025-06-02", NOW_PRIVATE),  # posted after it was public
    ],
)
def test_rule_5_an_older_export_shows_the_account_public(
    tmp_path: Path, made: str, created: str, expected: tuple[str, str, str]
) -> None:
    """Account: public when an older export was made, in the time that matters, is public at some moment of it."""
    posts = {POSTS: [ig_post(created, "p", "media/posts/1/17900000000000001.jpg")]}
    old = write(tmp_path, instagram(False) | {POSTS: []}, f"instagram-alex-{made}-AbCdEfGh")
    new = write(tmp_path, instagram(True) | posts)
    assert public(only(run(old, new))) == public(only(run(new, old))) == expected


def test_rule_5_an_older_export_of_an_unknown_day_shows_nothing(tmp_path: Path) -> None:
    """Account: where only a lower bound of the older export's day is known, it does not say when it was public."""
    old = write(tmp_path, instagram(False, logins=["2025-06-01"]) | {POSTS: []}, "instagram-alex")
    new = write(
        tmp_path, instagram(True) | {POSTS: [ig_post("2024-01-01", "p", "media/posts/1/17900000000000001.jpg")]}
    )
    assert public(only(run(old, new))) == NOW_PRIVATE


def test_rule_5_switches_after_an_older_export(tmp_path: Path) -> None:
    """Account: an item only in the older export: private until it was made, public only after that -> not yes."""
    before = instagram(True) | {POSTS: [ig_post("2024-01-01", "gone", "media/posts/1/17900000000000001.jpg")]}
    after = instagram(False, switches=[("2025-10-01", "Auf öffentlich umgestellt")]) | {POSTS: []}
    old = write(tmp_path, before, "instagram-alex-2025-08-15-AbCdEfGh")
    each = only(run(old, write(tmp_path, after)))
    assert public(each)[:2] == ("no", "account_private")


@pytest.mark.parametrize(
    ("policy", "signup", "expected"),
    [
        ("row", "", NOW_PRIVATE),
        ("row", "2015-01-01", NO),
        ("row", "2023-01-01", WAS),
        ("eu", "", NO),
        ("uk", "", NO),
        ("br", "", NO),
    ],
)
def test_rule_5_start_of_each_policy(tmp_path: Path, policy: str, signup: str, expected: tuple[str, str, str]) -> None:
    """Rule "account" by policy; `row` counts from the registration, and without it never gives no."""
    switches = [("2014-01-01", TO_PRIVATE)] if expected != WAS else [("2024-05-01", TO_PRIVATE)]
    files = instagram(True, switches=switches, signup=signup)
    files[POSTS] = [ig_post("2024-01-01", "x", "media/posts/1/17900000000000001.jpg")]
    assert public(only(judge(tmp_path, files, policy=policy))) == expected


def test_rule_5_row_without_registration_may_give_yes(tmp_path: Path) -> None:
    """Rule "account" under `row`: an unknown registration only forbids a no; public since the item's creation -> yes.
    Rule "account" under `row`: an unknown registration only forbids a no; public since the item's creation -> yes."""
    files = instagram(True, switches=[("2024-05-01", TO_PRIVATE)])
    files[POSTS] = [ig_post("2024-01-01", "x", "media/posts/1/17900000000000001.jpg")]
    assert public(only(judge(tmp_path, files, policy="row"))) == WAS


@pytest.mark.parametrize(
    ("policy", "switch", "expected"),
    [
        ("uk", "2024-09-12T23:59:59", NO),
        ("uk", "2024-09-13T00:00:01", WAS),
        ("br", "2024-08-29T23:59:59", NO),
        ("br", "2024-08-30T00:00:01", WAS),
        ("ch", "2025-05-26T23:59:59", NO),
        ("ch", "2025-05-27T00:00:01", WAS),
    ],
)
def test_training_start_of_each_policy(
    tmp_path: Path, policy: str, switch: str, expected: tuple[str, str, str]
) -> None:
    """Policies: `training_start` of uk is 2024-09-13, of br 2024-08-30, of ch 2025-05-27."""
    files = instagram(True, switches=[(switch, TO_PRIVATE)]) | posts_of()["post"]
    assert public(only(judge(tmp_path, files, policy=policy))) == expected


# ---- rule "stories"


RULE_6: list[tuple[str, dict[str, Any], tuple[str, str, str]]] = [
    ("public now, none in the log", {"private": False, **OLD_LOGIN}, ("unknown", "was_public_while_live", "no")),
    ("public when posted", WAS_PUBLIC, ("unknown", "was_public_while_live", "no")),
    (
        "public when posted, private since long",
        {"private": True, "switches": [("2025-05-01", TO_PRIVATE)]},
        ("unknown", "was_public_while_live", "no"),
    ),
    ("private throughout", PRIVATE_THROUGHOUT, NO),
    ("private throughout, by a login", {"private": True, **OLD_LOGIN}, NO),
    (
        "private then, public later, private now",
        {"private": True, "switches": [("2025-07-01", TO_PUBLIC), ("2025-08-01", TO_PRIVATE)]},
        NOW_PRIVATE,
    ),
    (
        "private then, public now",
        {"private": False, "switches": [("2025-07-01", TO_PUBLIC)]},
        ("unknown", "not_recorded", "no"),
    ),
    ("private now, then not known", PRIVATE_NOW, ("unknown", "not_recorded", "no")),
    ("public now, then not known", {"private": False}, ("unknown", "not_recorded", "no")),
    ("contradicting", {"private": True, "switches": [("2024-01-01", TO_PUBLIC)]}, ("unknown", "not_recorded", "no")),
    ("no privacy information", {"private": None}, ("unknown", "not_recorded", "no")),
]


@pytest.mark.parametrize(("account", "expected"), [row[1:] for row in RULE_6], ids=[row[0] for row in RULE_6])
def test_rule_6_stories(tmp_path: Path, account: dict[str, Any], expected: tuple[str, str, str]) -> None:
    """Stories: a story of June 2024 is judged by the account on that day; now no for all of them."""
    story = {"ig_stories": [picture("media/stories/1/17900000000000001.jpg", "2024-06-01")]}
    assert public(only(judge(tmp_path, instagram(**account) | {STORIES: story}), "story")) == expected


def test_rule_6_facebook_stories(tmp_path: Path) -> None:
    """Stories: Facebook's archived stories -> unknown (not_recorded), now no."""
    stories = {"archived_stories_v2": [fb_post("2024-06-01", "", "stories/1/11111111111.jpg")]}
    found = judge(tmp_path, facebook() | {"your_facebook_activity/stories/archived_stories.json": stories}, FACEBOOK)
    assert public(only(found, "story")) == ("unknown", "not_recorded", "no")


# ---- rule "Threads"


@pytest.mark.parametrize("instagram_private", [True, False])
@pytest.mark.parametrize("reply", [True, False])
@pytest.mark.parametrize(
    ("private", "expected"),
    [(False, PUBLIC), (True, NOW_PRIVATE), (None, NOT_RECORDED)],
    ids=["public", "private", "?"],
)
def test_rule_7_threads(
    tmp_path: Path, private: bool | None, expected: tuple[str, str, str], reply: bool, instagram_private: bool
) -> None:
    """Threads: Threads posts and replies go by the Threads profile's own privacy, never by Instagram's or its log."""
    account = PRIVATE_THROUGHOUT | {"private": instagram_private, "logins": ["2024-01-01"]}
    files = instagram(**account) | threads_account(private) | threads(thread("t", reply=reply))
    each = only(judge(tmp_path, files), text="t")
    assert public(each) == expected
    assert (each.item.platform, each.item.venue) == ("threads", "own_profile")
    assert each.item.kind == ("comment" if reply else "post")


def test_rule_7_without_a_threads_profile(tmp_path: Path) -> None:
    """Threads: no Threads profile -> unknown (not_recorded)."""
    found = judge(tmp_path, instagram(False) | threads(thread("t")))
    assert public(only(found, text="t")) == NOT_RECORDED


# ---- rules "others' posts" to "not recorded"


@pytest.mark.parametrize("private", [True, False, None])
@pytest.mark.parametrize("owner", ["somebody", ""])
def test_rule_8_instagram_comments(tmp_path: Path, owner: str, private: bool | None) -> None:
    """Others' posts: comments on others' posts, or whose place is not told -> unknown (others_post)."""
    path = "your_instagram_activity/comments/post_comments_1.json"
    each = only(judge(tmp_path, instagram(private, **OLD_LOGIN) | {path: [ig_comment("c", owner)]}), "comment")
    assert public(each)[:2] == ("unknown", "others_post")
    assert each.item.venue == ("other_profile" if owner else "unknown")


@pytest.mark.parametrize(
    ("account", "expected"),
    [
        ({"private": False}, PUBLIC),
        (WAS_PUBLIC, WAS),
        (PRIVATE_THROUGHOUT, NO),
        (PRIVATE_NOW, NOW_PRIVATE),
        ({"private": None}, NOT_RECORDED),
    ],
)
def test_rule_8_comment_on_own_instagram_post(
    tmp_path: Path, account: dict[str, Any], expected: tuple[str, str, str]
) -> None:
    """Others' posts: a comment on a post of the same account, not told which -> by rule "account" on Instagram."""
    path = "your_instagram_activity/comments/post_comments_1.json"
    files = instagram(**account) | {path: [ig_comment("c", "alex")]}
    assert public(only(judge(tmp_path, files), "comment")) == expected


FB_ITEMS: list[tuple[str, str, Any, tuple[str, str, str]]] = [
    ("8: comment elsewhere", COMMENTS, {"comments_v2": [fb_comment("c")]}, ("unknown", "others_post", "unknown")),
    (
        "8: comment, no place",
        COMMENTS,
        {"comments_v2": [fb_comment("c", title="")]},
        ("unknown", "others_post", "unknown"),
    ),
    (
        "8: comment on own post",
        COMMENTS,
        {"comments_v2": [fb_comment("c", title="Alex Doe commented on his own post.")]},
        NOT_RECORDED,
    ),
    (
        "8: post on a profile",
        TIMELINE,
        [fb_post("2024-01-01", "p", title="Alex Doe wrote on Sam Roe's timeline.")],
        ("unknown", "others_post", "unknown"),
    ),
    (
        "8: the file of posts elsewhere",
        "your_facebook_activity/posts/posts_on_other_pages_and_profiles.json",
        [{"timestamp": 1700000000, "label_values": [{"label": "Message", "value": "p"}]}],
        ("unknown", "others_post", "unknown"),
    ),
    (
        "9: group post",
        TIMELINE,
        [fb_post("2024-01-01", "p", title="Alex Doe posted in Chess.")],
        ("unknown", "group_privacy_not_recorded", "unknown"),
    ),
    (
        "9: group file",
        "your_facebook_activity/groups/group_posts_and_comments.json",
        {"group_posts_v2": [fb_post("2024-01-01", "p", title="Alex Doe posted in Chess.")]},
        ("unknown", "group_privacy_not_recorded", "unknown"),
    ),
    (
        "9: group comment",
        "your_facebook_activity/groups/your_comments_in_groups.json",
        {"group_comments_v2": [fb_comment("c", group="Chess")]},
        ("unknown", "group_privacy_not_recorded", "unknown"),
    ),
    (
        "9: on own post in a group",
        "your_facebook_activity/groups/your_comments_in_groups.json",
        {"group_comments_v2": [fb_comment("c", title="Alex Doe commented on his own post.", group="Chess")]},
        ("unknown", "group_privacy_not_recorded", "unknown"),
    ),
    ("10: post", TIMELINE, [fb_post("2024-01-01", "p")], NOT_RECORDED),
    (
        "10: photo",
        "your_facebook_activity/posts/your_uncategorized_photos.json",
        {"other_photos_v2": [fb_photo("posts/media/1/11111111111.jpg")]},
        NOT_RECORDED,
    ),
    (
        "10: video",
        "your_facebook_activity/posts/your_videos.json",
        {"videos_v2": [fb_photo("posts/media/1/11111111111.mp4")]},
        NOT_RECORDED,
    ),
    (
        "10: reel",
        "your_facebook_activity/reels/your_reels.json",
        {"lasso_videos_v2": [fb_post("2024-01-01", "r")]},
        NOT_RECORDED,
    ),
    (
        "10: event",
        "your_facebook_activity/events/your_events.json",
        {"your_events_v2": [{"name": "Party", "create_timestamp": 1700000000}]},
        NOT_RECORDED,
    ),
    (
        "10: listing",
        "your_facebook_activity/facebook_marketplace/items_sold.json",
        {"items_selling_v2": [{"title": "Bike", "created_timestamp": 1700000000}]},
        NOT_RECORDED,
    ),
    (
        "10: review",
        "your_facebook_activity/pages/pages_and_profiles_you've_recommended.json",
        {"recommended_pages_v2": [{"name": "Cafe", "timestamp": 1700000000, "url": "https://example.org"}]},
        NOT_RECORDED,
    ),
    (
        "10: note",
        "notes/notes.json",
        {"notes": [{"title": "T", "text": "n", "created_timestamp": 1400000000}]},
        NOT_RECORDED,
    ),
    (
        "10: live video",
        "your_facebook_activity/live_videos/live_videos.json",
        {"live_videos_v2": [{"timestamp": 1700000000, "uri": "live_videos/11111111111.mp4"}]},
        NOT_RECORDED,
    ),
]


@pytest.mark.parametrize(
    ("path", "content", "expected"), [row[1:] for row in FB_ITEMS], ids=[row[0] for row in FB_ITEMS]
)
def test_rules_8_to_10_on_facebook(tmp_path: Path, path: str, content: Any, expected: tuple[str, str, str]) -> None:
    """Rules "others' posts" to "not recorded": each kind on Facebook is unknown, each with its own basis, now unknown.
    Rules "others' posts" to "not recorded": each kind on Facebook is unknown, each with its own basis, now unknown."""
    assert public(only(judge(tmp_path, facebook() | {path: content}, FACEBOOK))) == expected


def test_rule_10_bio(tmp_path: Path) -> None:
    """Not recorded: the Facebook bio -> unknown (not_recorded)."""
    assert public(only(judge(tmp_path, facebook(bio="about me") | {TIMELINE: []}, FACEBOOK), "bio")) == NOT_RECORDED


def test_rule_10_takes_no_setting_of_today_for_past_posts(tmp_path: Path) -> None:
    """Not recorded: "who can see your future posts: public" changes nothing about the posts in the archive."""
    setting = {"label": "Who can see your future posts?", "value": "Public"}
    files = facebook() | {
        TIMELINE: [fb_post("2024-01-01", "p")],
        "preferences/preferences/privacy_settings.json": {"label_values": [{"label": "Posts", "dict": [setting]}]},
    }
    assert public(only(judge(tmp_path, files, FACEBOOK))) == NOT_RECORDED
