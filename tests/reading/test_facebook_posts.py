"""Readers of Facebook posts, in the classic and in the key/value dialect."""

from typing import Any

import pytest

from analyzer.model import ExportFacts, Item, Skipped
from analyzer.reading.reader import reader

PHOTO = {
    "uri": "your_facebook_activity/posts/media/Trip_111/222.jpg",
    "creation_timestamp": 1500000000,
    "media_metadata": {"photo_metadata": {"exif_data": [{"latitude": 52.1, "longitude": 5.1, "camera_make": "X"}]}},
    "title": "Mobile uploads",
    "description": "a caption",
}
PLACE = {"name": "Café", "coordinate": {"latitude": 48.2, "longitude": 16.4}, "address": "", "url": "https://x.example"}


def alex() -> ExportFacts:
    """An export of Alex Doe."""
    facts = ExportFacts()
    facts.account("facebook").names.add("Alex Doe")
    return facts


def read(name: str, record: Any, facts: ExportFacts | None = None) -> Item:
    """The one item that a reader makes of a record."""
    found = reader(f"facebook.{name}").read(record, facts or alex())
    assert isinstance(found, Item)
    return found


def attached(*entries: dict[str, Any]) -> list[dict[str, Any]]:
    """An `attachments` list, an entry each."""
    return [{"data": [entry]} for entry in entries]


def test_a_post_with_everything() -> None:
    """Text, time, media, link, place and people of one record; never the backdated or the update time."""
    item = read(
        "posts:timeline",
        {
            "timestamp": 1600000000,
            "title": "Alex Doe shared a link to the group: Chess.",
            "data": [
                {},
                {"update_timestamp": 1600000009},
                {"backdated_timestamp": 1000000000},
                {"post": "Hi @[123:2048:Sam Roe]"},
                {},
            ],
            "attachments": attached(
                {"media": PHOTO},
                {"external_context": {"url": ""}},
                {"external_context": {"url": "https://example.org", "name": "n", "source": "s"}},
                {"place": PLACE},
                {"place": {"name": "Café"}},
            ),
            "tags": [{"name": "Sam Roe"}],
        },
    )
    assert (item.kind, item.created, item.created_basis) == ("post", 1600000000, "second")
    assert (item.text, item.url, item.people) == ("Hi Sam Roe", "https://example.org", ["Sam Roe"])
    assert (item.venue, item.venue_name) == ("group", "Chess")
    assert (item.place, item.latitude, item.longitude) == ("Café", 48.2, 16.4)
    assert [medium.path for medium in item.media] == [PHOTO["uri"]]


def test_a_post_of_2018_with_string_tags() -> None:
    """`status_updates`, and tags that are plain strings."""
    assert "status_updates" in reader("facebook.posts:timeline").keys
    item = read("posts:timeline", {"timestamp": 1400000000, "data": [{"post": "x"}], "tags": ["Sam", "Kim", "Sam"]})
    assert (item.text, item.people) == ("x", ["Sam", "Kim"])


def test_text_falls_back_to_the_persons_other_words() -> None:
    """A caption, a poll's question, a life event's description, a thing for sale, a note; in this order."""
    sale = {"title": "Bike", "description": "Red", "price": "10"}
    event = {"title": "Started school", "description": "At last", "start_date": {"year": 2001}, "photos": [PHOTO]}
    cases: list[tuple[tuple[dict[str, Any], ...], str]] = [
        (({"media": {**PHOTO, "description": " "}}, {"media": {**PHOTO, "uri": "b.jpg"}}), "a caption"),
        (({"poll": {"question": "Tea?", "options": [{"option": "Yes", "voted": True}]}},), "Tea?"),
        (({"life_event": {**event, "photos": []}},), "At last"),
        (({"for_sale_item": sale}, {"media": {**PHOTO, "description": ""}}), "Bike\nRed"),
        (({"note": {"title": "Essay", "text": "Long"}},), "Essay\nLong"),
        (({"text": "8 Years Ago"}, {"text": "old words"}, {"name": "Some Page"}), ""),
    ]
    for entries, text in cases:
        assert read("posts:timeline", {"timestamp": 1, "attachments": attached(*entries)}).text == text
    assert len(read("posts:timeline", {"attachments": attached({"life_event": event})}).media) == 1


def test_a_persons_words_are_not_touched() -> None:
    """White space, quotes and emoji stay as written; a blank post is no text."""
    words = "  “Hey”, she said – \n\n  l’été 🙂 "
    record = {"timestamp": 1, "data": [{"post": "  "}, {"post": words}]}
    assert read("posts:timeline", record).text == words


def test_each_path_once_in_order() -> None:
    """A medium that a record names twice is one; the album's name is no text, `backup_uri` no medium."""
    again = {**PHOTO, "backup_uri": "other.jpg", "description": ""}
    record = {
        "timestamp": 1,
        "attachments": attached(
            {"media": again}, {"media": {"uri": "b.mp4"}}, {"media": again}, {"media": {"uri": ""}}, {"media": None}
        ),
    }
    item = read("posts:timeline", record)
    assert [medium.path for medium in item.media] == [PHOTO["uri"], "b.mp4"]
    assert (item.text, item.kind, item.latitude) == ("", "post", 52.1)


@pytest.mark.parametrize(
    "record",
    [
        {"timestamp": 5},
        {"timestamp": 5, "data": [], "attachments": [{"data": []}], "tags": None, "title": None},
        {"timestamp": 5, "data": [{}], "attachments": [], "title": ""},
    ],
)
def test_something_was_posted_even_if_only_its_time_is_left(record: Any) -> None:
    """Records of only a time stay items."""
    assert read("posts:timeline", record).created == 5


@pytest.mark.parametrize("record", [{}, None, {"data": [], "title": ""}, {"attachments": [{"data": []}]}])
def test_a_record_of_nothing_is_skipped(record: Any) -> None:
    """Empty records are counted, not made items."""
    assert reader("facebook.posts:timeline").read(record, alex()) == Skipped("empty")


@pytest.mark.parametrize(
    "record",
    [
        "text",
        7,
        [],
        [1],
        {"timestamp": {"a": 1}},
        {"data": ["post"]},
        {"data": [{"post": 3}]},
        {"attachments": [{"data": [1]}]},
        {"timestamp": 1, "data": [{"post": "x"}], "attachments": attached({"media": {"uri": ["a.jpg"]}})},
    ],
)
def test_a_malformed_record_is_unread_as_a_whole(record: Any) -> None:
    """No part of a record is lost in silence: it is raised, and counted as unread."""
    with pytest.raises((TypeError, ValueError)):
        reader("facebook.posts:timeline").read(record, alex())


def test_trash_and_archive_in_both_dialects() -> None:
    """A classic `trash.json`, a key/value one, and a classic archive."""
    classic = {
        "timestamp": 9,
        "data": [{"update_timestamp": 9}],
        "title": "Alex Doe shared a link.",
        "attachments": attached({"external_context": {"url": "https://e.example"}}),
    }
    labelled = {
        "timestamp": 9,
        "media": [],
        "fbid": "4",
        "label_values": [
            {"label": "Message", "value": "draft"},
            {"label": "URL", "value": "https://www.facebook.com/4", "href": ""},
        ],
    }
    assert read("posts:trashed", classic).state == "trashed"
    assert read("posts:trashed", classic).url == "https://e.example"
    assert read("posts:archived", classic).state == "archived"
    for name in ("posts:archived", "posts:trashed"):
        item = read(name, labelled)
        assert (item.text, item.permalink, item.url, item.created) == ("draft", "https://www.facebook.com/4", "", 9)


@pytest.mark.parametrize("label", ["Message", "Nachricht", "MESSAGE "])
def test_labels_are_read_in_several_languages(label: str) -> None:
    """English, German and French labels of the archive; media stand anywhere in the record."""
    facts = alex()
    item = read(
        "posts:archived",
        {
            "timestamp": 3,
            "label_values": [
                {"label": label, "value": "words"},
                {"title": "X", "dict": [{"dict": [{"label": "Media", "media": [PHOTO]}]}]},
            ],
        },
        facts,
    )
    assert (item.text, len(item.media), facts.unknown_labels) == ("words", 1, set())


def test_a_label_that_nobody_knows_is_reported_and_not_guessed() -> None:
    """In an unknown language the text stays empty; the label, never its value, is noted."""
    facts = alex()
    item = read("posts:archived", {"timestamp": 3, "label_values": [{"label": "Xyzzoð", "value": "secret"}]}, facts)
    assert (item.text, facts.unknown_labels) == ("", {"Xyzzoð"})


def test_a_check_in() -> None:
    """Place, address and coordinates of a check-in; the link to Facebook opens the item."""
    item = read(
        "posts:check_ins",
        {
            "timestamp": 5,
            "fbid": "1",
            "label_values": [
                {"label": "Message", "value": "here"},
                {"label": "URL", "value": "https://www.facebook.com/1"},
                {
                    "title": "Place tags",
                    "dict": [
                        {
                            "dict": [
                                {"label": "Coordinates", "value": "(52.5 , 13.4)"},
                                {"label": "Address", "value": "Weg 1"},
                                {"label": "Name", "value": "Café"},
                            ]
                        }
                    ],
                },
                {"label": "Photos", "media": [PHOTO]},
            ],
        },
    )
    assert item.check_in and item.permalink == "https://www.facebook.com/1"
    assert (item.place, item.latitude, item.longitude, len(item.media)) == ("Café", 52.5, 13.4, 1)
    unknown = read("posts:check_ins", {"timestamp": 5, "label_values": [{"label": "Hnit", "value": "(52.5 , 13.4)"}]})
    assert (unknown.latitude, unknown.place) == (52.5, "")


def test_posts_elsewhere() -> None:
    """The venue is unknown unless the record says what the place is."""
    message: Any = {"label": "Message", "value": "hi"}
    assert read("posts:elsewhere", {"timestamp": 5, "label_values": [message]}).venue == "unknown"
    for title, venue in [("Page", "page"), ("Gruppe", "group"), ("Profil", "other_profile"), ("Target", "unknown")]:
        target = {"title": title, "dict": [{"title": "", "dict": [{"label": "Name", "value": "Sam Roe"}]}]}
        item = read("posts:elsewhere", {"timestamp": 5, "label_values": [message, target]})
        assert (item.venue, item.venue_name) == (venue, "Sam Roe")


def test_a_record_without_a_time_of_its_own() -> None:
    """The time may stand only in an entry; one whose label is unknown is no creation time."""
    made = {"label_values": [{"label": "Creation time", "timestamp_value": 77}]}
    other = {"label_values": [{"label": "Hvenær", "timestamp_value": 77}, {"label": "Message", "value": "x"}]}
    assert read("posts:archived", made).created == 77
    assert (read("posts:archived", other).created, read("posts:archived", other).created_basis) == (None, "none")


def test_a_reel_with_and_without_its_file() -> None:
    """Attachments of reels may be empty."""
    item = read(
        "posts:reels", {"timestamp": 5, "attachments": [{"data": []}], "data": [{"post": "dance"}], "title": "T"}
    )
    assert (item.kind, item.text, list(item.media)) == ("reel", "dance", [])


def test_a_story_has_no_words_of_its_own() -> None:
    """The title of an archived story is a notice."""
    item = read(
        "stories:archived",
        {
            "timestamp": 5,
            "data": [{}],
            "title": "Alex Doe added to her story.",
            "attachments": attached({"media": {"uri": "s.mp4", "title": "Story"}}),
        },
    )
    assert (item.kind, item.text, item.state, len(item.media)) == ("story", "", "published", 1)


def test_a_live_video() -> None:
    """Its title is the person's, its file stands in the record itself."""
    item = read("live:videos", {"timestamp": 5, "uri": "live_videos/1.mp4", "title": "Look", "message": ""})
    assert (item.kind, item.text, item.media[0].type) == ("live_video", "Look", "video")


def test_what_an_app_posted_in_the_persons_name() -> None:
    """`posts_from_apps_and_websites.json` holds classic records under a key of its own."""
    found = reader("facebook.posts:timeline")
    assert {"app_posts", "app_posts_v2"} <= set(found.keys)
    item = read("posts:timeline", {"timestamp": 5, "title": "Alex Doe posted something via Music.", "data": []})
    assert (item.kind, item.created) == ("post", 5)
