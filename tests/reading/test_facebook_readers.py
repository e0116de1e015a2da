"""Readers of Facebook comments, groups, albums, events, listings, reviews, notes and AI chats."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.model import ExportFacts, Item, Skipped
from analyzer.reading.reader import UNREADABLE, reader

RECORD_READERS = [
    "posts:timeline",
    "posts:archived",
    "posts:trashed",
    "posts:elsewhere",
    "posts:check_ins",
    "posts:reels",
    "photos:photos",
    "photos:videos",
    "comments:comments",
    "comments:group_comments",
    "groups:posts_and_comments",
    "groups:pending",
    "stories:archived",
    "live:videos",
    "events:created",
    "events:hosted",
    "marketplace:listings",
    "reviews:recommended",
    "notes:notes",
    "ai:conversations",
]
DOCUMENT_READERS = ["photos:album", "profile:bio", "ai:thread"]


def alex() -> ExportFacts:
    """An export of Alex Doe."""
    facts = ExportFacts()
    facts.account("facebook").names.add("Alex Doe")
    return facts


def outcome(name: str, record: Any, facts: ExportFacts | None = None) -> Any:
    """What a reader of records makes of one."""
    return reader(f"facebook.{name}").read(record, facts or alex())


def read(name: str, record: Any) -> Item:
    """The one item that a reader makes of a record."""
    found = outcome(name, record)
    assert isinstance(found, Item)
    return found


def made(name: str, found: Any) -> list[tuple[str, Any]]:
    """The pointers and outcomes of a whole file."""
    return [(pointer, make()) for pointer, make in reader(f"facebook.{name}").read(found, alex())]


def comment(words: Any, title: str = "Alex Doe commented on Sam Roe's post.", **more: Any) -> dict[str, Any]:
    """A comment's record."""
    inner = {"timestamp": 1, "comment": words, "author": "Alex Doe", **more}
    return {"timestamp": 2, "data": [{"comment": inner}], "title": title}


def test_a_comment_on_anothers_post() -> None:
    """The venue is unknown, its owner is named; a GIF is a link, a photo a medium."""
    record = {
        **comment("Nice @[1:2:Kim Poe]"),
        "attachments": [
            {"data": [{"media": {"uri": "c.jpg"}}, {"external_context": {"url": "https://gif.example/1.gif"}}]}
        ],
    }
    item = read("comments:comments", record)
    assert (item.kind, item.text, item.created) == ("comment", "Nice Kim Poe", 2)
    assert (item.venue, item.venue_name, item.mark) == ("unknown", "Sam Roe", "")
    assert (item.url, item.media[0].path) == ("https://gif.example/1.gif", "c.jpg")


def test_a_comment_on_ones_own_post() -> None:
    """Which post is not told, but that it is one's own."""
    item = read("comments:comments", comment("Thanks", "Alex Doe commented on her own photo."))
    assert (item.venue, item.mark) == ("own_profile", "own_post")


def test_comments_without_words() -> None:
    """`data` may be missing or empty: the comment was written nevertheless."""
    for record in [
        {"timestamp": 2, "title": "Alex Doe commented on Sam Roe's post."},
        comment(""),
        comment(None),
        {"timestamp": 2, "data": []},
        {"timestamp": 2, "data": [{}]},
    ]:
        assert read("comments:comments", record).text == ""
    assert outcome("comments:comments", {}) == Skipped("empty")


def test_a_comment_of_2018_and_one_without_a_time_of_its_own() -> None:
    """`comment` may be a plain string; the time may stand only inside."""
    assert read("comments:comments", {"timestamp": 2, "data": [{"comment": "old", "author": "Alex Doe"}]}).text == "old"
    record = comment("x")
    del record["timestamp"]
    assert read("comments:comments", record).created == 1


def test_comments_of_others_are_left_out() -> None:
    """Only where the author is known to be somebody else and the title does not begin with the person's name."""
    record = comment("hers", "Sam Roe commented on Alex Doe's post.", author="Sam Roe")
    assert outcome("comments:comments", record) == Skipped("someone_else")
    assert isinstance(outcome("comments:comments", record, ExportFacts()), Item)
    renamed = comment("mine", author="Alex Smith")
    assert read("comments:comments", renamed).text == "mine"


def test_group_comments() -> None:
    """The group's name stands in the comment."""
    item = read("comments:group_comments", comment("x", group="Chess"))
    assert (item.venue, item.venue_name) == ("group", "Chess")
    assert read("comments:group_comments", comment("x")).venue == "group"
    assert read("comments:comments", comment("x", group="Chess")).venue == "group"


def test_posts_and_comments_in_groups() -> None:
    """Old files mix posts and comments; only the title names the group."""
    post = read(
        "groups:posts_and_comments", {"timestamp": 1, "data": [{"post": "Hi"}], "title": "Alex Doe posted in Chess."}
    )
    assert (post.kind, post.venue, post.venue_name, post.text) == ("post", "group", "Chess", "Hi")
    answer = read("groups:posts_and_comments", comment("Re", "Alex Doe posted in Chess."))
    assert (answer.kind, answer.venue, answer.venue_name) == ("comment", "group", "Chess")


@pytest.mark.parametrize(
    ("title", "is_item"),
    [
        ("Sam Roe was added to Chess.", False),
        ("Alex Doe posted in Chess.", True),
        ("You posted in Chess.", True),
        ("", True),
        ("Sam Roe added Alex Doe to Chess.", True),
    ],
)
def test_what_others_did_in_a_group(title: str, is_item: bool) -> None:
    """A record without words whose title does not name the person is of somebody else."""
    found = outcome("groups:posts_and_comments", {"timestamp": 1, "title": title})
    assert isinstance(found, Item) if is_item else found == Skipped("someone_else")


@pytest.mark.parametrize(
    ("title", "is_item"),
    [
        ("Sam Roe was added to Chess.", False),
        ("Alex Doe xarol edu lupa Chess.", False),
        ("Alex Doe posted in Chess.", True),
    ],
)
def test_a_bare_sentence_of_nobody_knows_whom(title: str, is_item: bool) -> None:
    """Where the archive does not tell the person's name, only a sentence that is known to tell of a post is an item."""
    found = outcome("groups:posts_and_comments", {"timestamp": 1, "title": title}, ExportFacts())
    assert isinstance(found, Item) if is_item else found == Skipped("author_not_known")
    told = {"timestamp": 1, "title": title, "data": [{"post": "Hi"}]}
    assert isinstance(outcome("groups:posts_and_comments", told, ExportFacts()), Item)


def test_a_pending_post() -> None:
    """Waiting for approval in a group."""
    item = read("groups:pending", {"timestamp": 1, "data": [{"post": "Hi"}]})
    assert (item.state, item.venue, item.text) == ("pending", "group", "Hi")
    assert outcome("groups:pending", {}) == Skipped("empty")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Profile pictures", "profile_photo"),
        ("PROFILBILDER", "profile_photo"),
        ("Photos de couverture", "cover_photo"),
        ("Omslagfoto’s", "cover_photo"),
        ("Trip", "photo"),
        ("", "photo"),
    ],
)
def test_albums(name: str, kind: str) -> None:
    """Photos of an album are items of their own; the album's cover and `backup_uri` are none."""
    photo = {"uri": "a.jpg", "creation_timestamp": 7, "title": name, "description": "sea", "backup_uri": "b.jpg"}
    found = made(
        "photos:album",
        {
            "name": name,
            "photos": [photo, {}, None],
            "cover_photo": {"uri": "c.jpg"},
            "description": "of the album",
            "last_modified_timestamp": 9,
        },
    )
    assert [pointer for pointer, _ in found] == ["/photos/0", "/photos/1", "/photos/2"]
    item = found[0][1]
    assert (item.kind, item.text, item.created, item.bare_media, len(item.media)) == (kind, "sea", 7, True, 1)
    assert found[1][1] == found[2][1] == Skipped("empty")


def test_albums_with_videos_without_photos_and_with_broken_ones() -> None:
    """Videos are videos; a medium without a file is unread; an album may be empty."""
    assert made("photos:album", {"name": "Trip", "photos": [{"uri": "a.mp4"}]})[0][1].kind == "video"
    assert made("photos:album", {"name": "Trip", "photos": []}) == made("photos:album", {}) == []
    with pytest.raises(ValueError):
        made("photos:album", {"name": "Trip", "photos": [{"creation_timestamp": 7}]})


def test_lists_of_photos_and_videos() -> None:
    """Uncategorised photos and the list of videos; a photo list may hold a video."""
    assert read("photos:photos", {"uri": "a.jpg"}).kind == "photo"
    assert read("photos:photos", {"uri": "a", "media_metadata": {"video_metadata": {}}}).kind == "video"
    video = read("photos:videos", {"uri": "a.mp4", "creation_timestamp": 8, "dubbing_info": [], "media_variants": []})
    assert (video.kind, video.created, video.created_basis, video.bare_media) == ("video", 8, "second", True)
    assert read("photos:videos", {"uri": "a"}).created_basis == "none"


def test_events() -> None:
    """A created event: when it takes place is not when it was made. A hosted one: its labels are not known."""
    item = read(
        "events:created",
        {
            "name": "Party",
            "start_timestamp": 99,
            "end_timestamp": 0,
            "create_timestamp": 5,
            "description": "Come",
            "place": {"name": "Home"},
        },
    )
    assert (item.text, item.created, item.venue, item.venue_name, item.place) == (
        "Party\nCome",
        5,
        "event",
        "Party",
        "Home",
    )
    assert read("events:created", {"name": "Party", "start_timestamp": 99}).created is None
    hosted = read(
        "events:hosted",
        {
            "title": "Party",
            "timestamp": 5,
            "media": [],
            "label_values": [
                {"label": "Description", "value": "Come"},
                {"label": "URL", "href": "https://www.facebook.com/events/1"},
            ],
        },
    )
    assert (hosted.text, hosted.venue_name, hosted.permalink) == (
        "Party\nCome",
        "Party",
        "https://www.facebook.com/events/1",
    )


def test_listings_reviews_and_notes() -> None:
    """Text of a listing and a note is title and text, a line each; a review names its Page."""
    listing = read(
        "marketplace:listings",
        {
            "title": "Bike",
            "price": "KOSTENLOS",
            "seller": "Alex Doe",
            "created_timestamp": 5,
            "description": "Red",
            "location": {"name": "Bonn", "coordinate": {"latitude": 50.7, "longitude": 7.1}},
        },
    )
    assert (listing.text, listing.venue, listing.place, listing.latitude) == ("Bike\nRed", "marketplace", "Bonn", 50.7)
    review = read("reviews:recommended", {"name": "Bistro", "timestamp": 5, "url": "https://www.facebook.com/bistro"})
    assert (review.kind, review.venue, review.venue_name, review.url) == (
        "review",
        "page",
        "Bistro",
        "https://www.facebook.com/bistro",
    )
    note = read(
        "notes:notes",
        {
            "title": "Essay",
            "text": "Long",
            "created_timestamp": 5,
            "updated_timestamp": 9,
            "tags": [{"name": "Sam"}],
            "media": [{"uri": "n.jpg"}],
            "cover_photo": {"uri": "c.jpg"},
        },
    )
    assert (note.text, note.created, note.people, len(note.media)) == ("Essay\nLong", 5, ["Sam"], 2)


def test_an_ai_conversation() -> None:
    """One outcome for each turn: the person's prompts, the AI's answers, and what nobody can tell."""
    turns = [
        [
            {"label": "Sender", "value": sender},
            {"label": "Message", "value": words},
            {"label": "Time", "timestamp_value": at},
        ]
        for sender, words, at in [("Alex Doe", "Hi", 3), ("Meta AI", "Hello", 4)]
    ]
    record = {
        "title": "Chat",
        "timestamp": 1,
        "media": [],
        "fbid": "1",
        "label_values": [
            {"label": "Name", "value": "Chat", "vec": []},
            {"title": "Messages", "dict": [{"title": "", "dict": turn} for turn in turns]},
        ],
    }
    prompt, answer = outcome("ai:conversations", record)
    assert (prompt.kind, prompt.venue, prompt.text, prompt.created) == ("ai_prompt", "ai_chat", "Hi", 3)
    assert answer == Skipped("written_by_ai")
    assert outcome("ai:conversations", record, ExportFacts())[0] == Skipped("author_not_known")


def test_a_thread_with_meta_ai() -> None:
    """Own messages are prompts, also under a name that the profile does not know."""
    sent = [{"sender_name": "Alex Smith", "timestamp_ms": 1700000000123, "content": "Hi"}, {"sender_name": "Meta AI"}]
    found = made("ai:thread", {"participants": [{"name": "Alex Smith"}, {"name": "Meta AI"}], "messages": sent})
    assert [pointer for pointer, _ in found] == ["/messages/0", "/messages/1"]
    assert (found[0][1].text, found[0][1].created) == ("Hi", 1700000000)
    assert found[1][1] == Skipped("written_by_ai")


KEYS = st.sampled_from(
    [
        "timestamp",
        "title",
        "data",
        "attachments",
        "tags",
        "post",
        "media",
        "uri",
        "place",
        "comment",
        "label_values",
        "label",
        "value",
        "vec",
        "dict",
        "timestamp_value",
        "href",
        "name",
        "photos",
        "author",
        "description",
        "poll",
        "coordinate",
        "latitude",
        "external_context",
        "url",
        "life_event",
        "messages",
        "profile_v2",
        "intro_bio",
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("Message"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(max_size=4), inner, max_size=5),
    max_leaves=25,
)


@given(JSON)
def test_any_record_is_read_skipped_or_unread(value: Any) -> None:
    """Whatever stands in a file, a reader gives items or reasons, or raises what the engine counts as unread."""
    for name in RECORD_READERS:
        try:
            found = outcome(name, value)
        except UNREADABLE:
            continue
        for each in found if isinstance(found, list) else [found]:
            assert isinstance(each, (Item, Skipped))


@given(JSON)
def test_any_document_is_read_skipped_or_unread(value: Any) -> None:
    """The same for readers of whole files."""
    for name in DOCUMENT_READERS:
        try:
            outcomes = [each for _, each in made(name, value)]
        except UNREADABLE:
            continue
        assert all(isinstance(each, (Item, Skipped)) for each in outcomes)


def test_deep_nesting_is_unread() -> None:
    """A record nested beyond all reason is refused, not followed."""
    deep: Any = {"label": "x"}
    for _ in range(500):
        deep = {"dict": [deep]}
    with pytest.raises(UNREADABLE):
        outcome("posts:archived", {"timestamp": 1, "label_values": [deep]})
