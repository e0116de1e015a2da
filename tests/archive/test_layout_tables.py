"""The two tables of files: well formed, complete for every documented path, and right about the known traps."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import fields
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import pytest
import world

from analyzer.archive.layout import Shape, find, shapes
from analyzer.model import Kind, Mark, Platform, State, Venue
from analyzer.reading.reader import reader

PLATFORMS = ("facebook", "instagram")
#: One documented path a line, `platform<TAB>path`, from the format references; names and numbers are invented.
DOCUMENTED = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parents[1] / "data" / "documented_paths.txt").read_text("utf-8").splitlines()
]
PLACEHOLDERS = ("<n>", "<id>", "<metaai>")


def groups(platform: str) -> list[dict[str, Any]]:
    table = files("analyzer.archive.layout").joinpath(f"{platform}.toml").read_text("utf-8")
    return tomllib.loads(table)["group"]


def readers(platform: str, path: str, at_root: bool = False) -> tuple[str, ...]:
    row = find(platform, path, at_root)
    assert row is not None, f"no row for {path}"
    return row.readers


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_group_has_readers_or_a_kind_or_a_reason(platform: str) -> None:
    """Exactly one of `readers`, `kind` and `why`; category, source and paths are there; nothing else is."""
    for group in groups(platform):
        where = group["paths"][0]
        assert len({"readers", "kind", "why"} & group.keys()) == 1, where
        assert group["category"].isidentifier() and group["source"], where
        more = {"name", *(each.name for each in fields(Shape))} if "kind" in group else set()
        assert set(group) <= {"category", "readers", "why", "source", "paths", "flat", "of_page"} | more, where
        assert all(group.get(flag, True) is True for flag in ("flat", "of_page", "page_seen")), where
        assert isinstance(group.get("timeline", True), bool), where


def test_what_a_row_says_of_its_records_is_of_the_vocabulary() -> None:
    """Kind, state, mark and venue are words that items have; only Facebook's timelines have sentences."""
    for name, shape in shapes().items():
        assert shape.kind in get_args(Kind) and shape.state in get_args(State) and shape.mark in get_args(Mark), name
        assert not shape.venue or shape.venue in get_args(Venue), name
        assert shape.platform in get_args(Platform) and (shape.platform == "facebook" or not shape.timeline), name
        assert reader(name).keys == shape.keys


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_path_stands_once_and_is_normalised(platform: str) -> None:
    """Rows are unique, lower case, with `/`, without apostrophes, and use only the known placeholders."""
    paths = [path for group in groups(platform) for path in group["paths"]]
    assert [path for path, count in Counter(paths).items() if count > 1] == []
    for path in paths:
        assert path == path.lower() and path.isascii() and not set(path) & set("'`´\\ "), path
        assert all(path.split("/")), path
        for part in path.split("/")[:-1]:
            assert "<" not in part or part in PLACEHOLDERS, path
        bare = path
        for placeholder in PLACEHOLDERS:
            bare = bare.replace(placeholder, "")
        assert "<" not in bare and ">" not in bare, path


@pytest.mark.parametrize("platform", PLATFORMS)
def test_only_flat_rows_are_bare_generic_names(platform: str) -> None:
    """A row that is a file name alone is `flat` or a name of two words or more: it cannot hit another file."""
    for group in groups(platform):
        for path in group["paths"]:
            if "/" in path or group.get("flat") or group["category"] == "helper":
                continue
            assert path.count("_") + path.count("-") >= 1, path


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_reader_row_names_a_folder(platform: str) -> None:
    """No reader is run because of a file name alone, but for the flat exports."""
    for group in groups(platform):
        if "why" not in group and not group.get("flat"):
            assert all("/" in path for path in group["paths"]), group["paths"]


@pytest.mark.parametrize("platform", PLATFORMS)
def test_readers_and_reasons_are_well_written(platform: str) -> None:
    """A reader is `platform.module:name`; a reason fits on a line and is one sentence without a full stop."""
    packages = {"facebook": {"facebook"}, "instagram": {"instagram", "threads"}}[platform]
    for group in groups(platform):
        for name in group.get("readers", ()):
            module, _, attribute = name.partition(":")
            assert attribute.isidentifier() and module.partition(".")[0] in packages, name
        why = group.get("why", "")
        assert len(why) <= 100 and not why.endswith("."), why


def test_facts_run_before_the_items_of_the_same_file() -> None:
    """The readers of a profile stand in the order in which they must run."""
    assert readers("facebook", "profile_information/profile_information.json") == (
        "facebook.profile:facts",
        "facebook.profile:bio",
    )
    assert readers("instagram", "personal_information/personal_information/personal_information.json") == (
        "instagram.profile:facts",
        "instagram.profile:items",
    )
    assert readers("instagram", "profile.json", at_root=True) == ("instagram.flat:facts", "instagram.flat:profile")


@pytest.mark.parametrize(("platform", "path"), DOCUMENTED)
def test_every_documented_path_has_a_row(platform: str, path: str) -> None:
    """A file that the format references name is read, or is not needed for a reason: never not understood."""
    row = find(platform, path, at_root="/" not in path)
    assert row is not None
    assert bool(row.readers) != bool(row.why)


@pytest.mark.parametrize(
    ("platform", "path", "reader"),
    [
        ("facebook", "posts/your_posts.json", "facebook.posts:timeline"),
        ("facebook", "your_activity_across_facebook/posts/your_posts_1.json", "facebook.posts:timeline"),
        (
            "facebook",
            "a/b/your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_12.json",
            "facebook.posts:timeline",
        ),
        ("facebook", "this_profile’s_activity_across_facebook/posts/profile_posts_1.json", "facebook.posts:timeline"),
        ("facebook", "your_facebook_activity/posts/archive.json", "facebook.posts:archived"),
        ("facebook", "your_facebook_activity/posts/trash.json", "facebook.posts:trashed"),
        ("facebook", "your_facebook_activity/posts/check-ins.json", "facebook.posts:check_ins"),
        ("facebook", "your_facebook_activity/posts/album/254.json", "facebook.photos:album"),
        ("facebook", "photos_and_videos/album/0.json", "facebook.photos:album"),
        ("facebook", "videos/videos.json", "facebook.photos:videos"),
        ("facebook", "comments/comments.json", "facebook.comments:comments"),
        ("facebook", "your_facebook_activity/groups/your_comments_in_groups.json", "facebook.comments:group_comments"),
        ("facebook", "groups/your_posts_in_groups.json", "facebook.groups:posts_and_comments"),
        ("facebook", "this_profile_s_activity_across_facebook/events/events.json", "facebook.events:created"),
        (
            "facebook",
            "your_facebook_activity/pages/pages_and_profiles_you've_recommended.json",
            "facebook.reviews:recommended",
        ),
        ("facebook", "logged_information/location/primary_location.json", "facebook.facts:places"),
        ("facebook", "security_and_login_information/account_activity.json", "facebook.facts:accesses"),
        ("facebook", "preferences/preferences/privacy_settings.json", "facebook.facts:future_audience"),
        ("instagram", "content/posts_1.json", "instagram.posts:posts"),
        ("instagram", "your_instagram_activity/media/posts_10.json", "instagram.posts:posts"),
        ("instagram", "your_instagram_activity/public-media/media/posts_1.json", "instagram.posts:posts"),
        ("instagram", "your_instagram_activity/media/archived_posts_1.json", "instagram.posts:archived"),
        ("instagram", "your_instagram_activity/media/reels.json", "instagram.posts:reels"),
        ("instagram", "your_instagram_activity/subscriptions/reels.json", "instagram.posts:subscriber_reels"),
        ("instagram", "your_instagram_activity/comments/hype.json", "instagram.comments:comments"),
        ("instagram", "login_and_account_creation/account_privacy_changes.json", "instagram.facts:privacy_history"),
        ("instagram", "personal_information/information_about_you/profile_based_in.json", "instagram.facts:based_in"),
        ("instagram", "account_information/account_information.json", "instagram.facts:first_country"),
        ("instagram", "messages/broadcast/chess_179/message_1.json", "instagram.channels:messages"),
        ("instagram", "messages/broadcast/chess_179/replies_1.json", "instagram.channels:replies"),
        ("instagram", "threads/threads_and_replies.json", "threads.posts:posts"),
    ],
)
def test_a_file_of_items_or_facts_reaches_its_reader(platform: str, path: str, reader: str) -> None:
    """Every era's name of the same file leads to the same reader, whatever stands before it."""
    assert readers(platform, path) == (reader,)


def test_the_superset_of_2026_is_not_the_list_of_posts() -> None:
    """`posts.json` beside `posts_1.json` holds drafts and archived posts too: it has a reader of its own."""
    assert readers("instagram", "your_instagram_activity/media/posts.json") == ("instagram.posts:superset",)
    assert readers("instagram", "your_instagram_activity/media/posts_1.json") == ("instagram.posts:posts",)


def test_insights_are_no_posts() -> None:
    """`posts.json` and `live_videos.json` of the insights are numbers, though their names are those of items."""
    for name in ("posts.json", "live_videos.json"):
        row = find("instagram", f"logged_information/past_instagram_insights/{name}")
        assert row is not None and not row.readers and row.category == "statistics"


def test_threads_has_a_profile_of_its_own() -> None:
    """The `personal_information.json` of Threads is never taken for Instagram's, nor the other way round."""
    for path in ("threads/personal_information.json", "your_instagram_activity/threads/personal_information.json"):
        assert readers("instagram", path) == ("threads.profile:facts", "threads.profile:items")
    for path in (
        "account_information/personal_information.json",
        "personal_information/personal_information.json",
        "personal_information/personal_information/personal_information.json",
    ):
        assert readers("instagram", path)[0] == "instagram.profile:facts"


def test_flat_names_count_only_at_the_root() -> None:
    """`comments.json` at the root is the list of 2018-2020; in a folder the same name is something unknown."""
    assert readers("instagram", "comments.json", at_root=True) == ("instagram.flat:comments",)
    assert readers("instagram", "media.json", at_root=True) == ("instagram.flat:media",)
    for name in ("comments.json", "media.json", "profile.json", "guides.json", "events.json"):
        assert find("instagram", f"your_instagram_activity/new_folder/{name}") is None


@pytest.mark.parametrize("platform", PLATFORMS)
def test_chats_with_the_assistant_are_not_private_messages(platform: str) -> None:
    """A thread with Meta AI and the list of AI conversations are read; every other thread is not needed."""
    root = f"your_{platform}_activity/messages"
    for folder in ("inbox", "archived_threads", "filtered_threads", "e2ee_cutover"):
        for thread in ("metaai_1234", "Meta_AI_1234", "metaai"):
            assert readers(platform, f"{root}/{folder}/{thread}/message_1.json") == (f"{platform}.ai:thread",)
        row = find(platform, f"{root}/{folder}/samroe_1234/message_1.json")
        assert row is not None and row.why == "private messages: not public content"
    assert readers(platform, f"{root}/ai_conversations.json") == (f"{platform}.ai:conversations",)


@pytest.mark.parametrize(
    ("platform", "path"),
    [
        ("facebook", "facebook_marketplace/buyer_and_seller_ratings.json"),
        ("facebook", "photos/photos.json"),
        ("facebook", "your_facebook_activity/posts/something_new.json"),
        ("facebook", "your_facebook_activity/groups/something_new.json"),
        ("facebook", "your_facebook_activity/messages/something_new.json"),
        ("facebook", "your_facebook_activity/ai/something_new.json"),
        ("facebook", "your_facebook_activity/reviews/reviews.json"),
        ("instagram", "personal_information/personal_information/notes.json"),
        ("instagram", "your_instagram_activity/quicksnaps/quicksnaps.json"),
        ("instagram", "your_instagram_activity/media/something_new.json"),
        ("instagram", "your_instagram_activity/messages/something_new.json"),
        ("instagram", "your_instagram_activity/ai/something_new.json"),
        ("instagram", "your_instagram_activity/threads/something_new.json"),
    ],
)
def test_what_may_hold_own_content_is_never_waved_through(platform: str, path: str) -> None:
    """A file that may hold things the person wrote, and that nobody can read yet, has no row at all."""
    assert find(platform, path) is None


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_spelling_of_an_apostrophe_matches(platform: str) -> None:
    """Archive programs rename apostrophes; the row is the same for each of them."""
    path = {
        "facebook": "connections/followers/who_you{}ve_followed.json",
        "instagram": "connections/followers_and_following/follow_requests_you{}ve_received.json",
    }[platform]
    found = {find(platform, path.format(mark)) for mark in "'’‘ʼ_"}
    assert len(found) == 1 and None not in found


@pytest.mark.parametrize(
    ("platform", "path"),
    [
        ("facebook", "apps_and_websites_off_of_facebook/deine_aktivitäten/shop.example_1_2_shop.example.html"),
        ("instagram", "apps_and_websites_off_of_instagram/apps_and_websites/tu_actividad/0.html"),
        ("instagram", "apps_and_websites_off_of_instagram/deine_aktivitäten/12.html"),
        ("instagram", "your_instagram_activity/messages/cross-app-inbox/samroe_1/message_1.html"),
        ("instagram", "your_instagram_activity/messages/igd_broadcast_chats.html"),
        ("instagram", "your_instagram_activity/threads/threads_home.html"),
        ("instagram", "your_instagram_activity/threads/fediverse_servers.html"),
    ],
)
def test_pages_of_companies_and_index_pages_are_waved_through(platform: str, path: str) -> None:
    """Hundreds of them would hide a page that holds what the person wrote; their folders have localised names."""
    row = find(platform, path) or find(platform, path.removesuffix("html") + "json")
    assert row is not None and not row.readers


def test_what_apps_posted_is_read_in_whatever_folder_it_stands() -> None:
    """It is the person's, though it stands among what apps and websites told Facebook."""
    folder = "apps_and_websites_off_of_facebook"
    for path in ("posts_from_apps_and_websites.json", "apps_and_websites/posts_from_apps_and_websites.json"):
        assert readers("facebook", f"{folder}/{path}") == ("facebook.posts:timeline",)


@pytest.mark.parametrize("ending", ["html", "json"])
@pytest.mark.parametrize("sign", ["facebook_settings/page_settings", "profile_information/page_profile_update_history"])
def test_a_page_of_2021_is_known_by_its_own_files(tmp_path: Path, ending: str, sign: str) -> None:
    """It has no root of its own. Beside no such file `posts_1` is something that nobody knows."""
    post = {"timestamp": 1600000000, "data": [{"post": "New hours"}]}
    page = b'<html><body><div class="_4t5n" role="main"><div class="_2lej uiBoxWhite"><div class="_2let"><div><div '
    page += b'class="_2pin"><div>New hours</div></div></div></div><div class="_2lem">Jul 12, 2021, 9:00 AM</div>'
    page += b"</div></div></body></html>"
    posts = {f"posts/posts_1.{ending}": page if ending == "html" else [post]}
    notes = {"other_activity/notes.json": {"notes_v2": [{"title": "How we roast", "created_timestamp": 1500000000}]}}
    for more, found, is_page in ((f"{sign}.{ending}", {"New hours", "How we roast"}, True),
                                 ("events/your_events.json", {"How we roast"}, False)):  # fmt: skip
        known = posts | notes | {more: b"<html></html>" if more.endswith("html") else []}
        analysis = world.judge(tmp_path / more.replace("/", "_"), known, world.FACEBOOK)
        assert {each.item.text for each in analysis.judged} == found
        assert [export.export.is_page for export in analysis.collection.exports] == [is_page]


def test_comments_on_live_videos_are_comments() -> None:
    """As those on posts are: an export of 2021 has them in a file of their own."""
    assert readers("instagram", "comments/live_video_comments.json") == ("instagram.comments:comments",)


def test_the_longest_row_wins() -> None:
    """Not the one with more literal text: what a company's folder holds is no file of the person, whatever its name."""
    path = "apps_and_websites_off_of_facebook/stories/archived_stories.json"
    row, alone = find("facebook", path), find("facebook", "stories/archived_stories.json")
    assert row and row.why and not row.readers and alone and alone.readers
