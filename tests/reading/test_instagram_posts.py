"""Posts, reels, IGTV and stories, in the older dialect of media records and the newer one of labelled entries."""

from __future__ import annotations

from typing import Any

import pytest

from analyzer.model import ExportFacts, Item, Skipped
from analyzer.reading.reader import reader

TIME = 1700000000


def medium(number: int = 1, folder: str = "posts", title: str = "", **more: Any) -> dict[str, Any]:
    path = f"media/{folder}/202311/1790000000000000{number}.jpg"
    return {"uri": path, "creation_timestamp": TIME + number, "title": title, **more}


def exif(**values: Any) -> dict[str, Any]:
    return {"media_metadata": {"photo_metadata": {"exif_data": [{"iso": 100}, values]}}}


def read(name: str, record: Any, facts: ExportFacts | None = None) -> Any:
    return reader(name).read(record, facts or ExportFacts())


def item(name: str, record: Any, facts: ExportFacts | None = None) -> Item:
    found = read(name, record, facts)
    assert isinstance(found, Item)
    return found


def labelled(*entries: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"timestamp": TIME, "media": [], "fbid": "1", "label_values": list(entries), **more}


def test_a_single_medium_carries_text_and_time() -> None:
    """Title and time of the post stand with its medium."""
    post = item("instagram.posts:posts", {"media": [medium(title="Hello @[1:2:Bo]")]})
    assert (post.platform, post.kind, post.state, post.venue, post.mark) == (
        "instagram", "post", "published", "own_profile", "")  # fmt: skip
    assert (post.text, post.created, post.created_basis) == ("Hello Bo", TIME + 1, "second")
    assert post.media[0].caption == "Hello Bo"


def test_a_carousel_has_its_own_text_and_time() -> None:
    """They come before those of its media; the earliest medium tells the time where the post does not."""
    record = {"media": [medium(2, title="second"), medium(1), medium(2)], "title": "all", "creation_timestamp": TIME}
    post = item("instagram.posts:posts", record)
    assert (post.text, post.created, len(post.media)) == ("all", TIME, 2)
    post = item("instagram.posts:posts", {**record, "title": " ", "creation_timestamp": 0})
    assert (post.text, post.created) == ("second", TIME + 1)


def test_coordinates_are_the_first_that_any_medium_has() -> None:
    """0,0 is none; subtitles are no media."""
    video = {
        "video_metadata": {"subtitles": {"uri": "media/other/1.srt"}, "exif_data": [{"latitude": 1.5, "longitude": 2}]}
    }
    record = {"media": [medium(1, **exif(latitude=0, longitude=0)), medium(2, media_metadata=video)]}
    post = item("instagram.posts:posts", record)
    assert (post.latitude, post.longitude, len(post.media)) == (1.5, 2.0, 2)


@pytest.mark.parametrize(
    ("name", "folder", "kind", "state", "mark"),
    [
        ("archived", "posts", "post", "archived", ""),
        ("deleted", "posts", "post", "trashed", ""),
        ("deleted", "stories", "story", "trashed", ""),
        ("deleted", "reels", "reel", "trashed", ""),
        ("reels", "reels", "reel", "published", ""),
        ("igtv", "igtv", "video", "published", ""),
        ("other", "other", "reel", "published", "may_be_draft"),
        ("subscriber_reels", "reels", "reel", "published", "subscribers"),
    ],
)
def test_the_file_tells_kind_and_state(name: str, folder: str, kind: str, state: str, mark: str) -> None:
    """In both dialects."""
    for record in ({"media": [medium(folder=folder)]}, labelled({"label": "Media", "media": [medium(folder=folder)]})):
        found = item(f"instagram.posts:{name}", record)
        assert (found.kind, found.state, found.mark, len(found.media)) == (kind, state, mark, 1)


@pytest.mark.parametrize(
    ("draft", "published", "caption", "latitude", "longitude"),
    [
        ("Draft", "Published", "Caption", "Latitude", "Longitude"),
        ("Brouillon", "Publié", "Légende", "Latitude", "Longitude"),
        ("Entwurf", "Veröffentlicht", "Bildunterschrift", "Breitengrad", "Längengrad"),
        ("Bozza", "Pubblicato", "Didascalia", "Latitudine", "Longitudine"),
    ],
)
def test_the_superset_in_known_languages(
    draft: str, published: str, caption: str, latitude: str, longitude: str
) -> None:
    """Text, place, and all members of a carousel, which stand in nested entries."""

    def record(is_draft: str, is_published: str) -> dict[str, Any]:
        chain = {
            "title": "",
            "dict": [{"label": "x", "media": [medium(2)]}, {"title": "", "dict": [{"media": [medium(3)]}]}],
        }
        return labelled(
            {"label": "Media", "media": [medium(1, title="small")]},
            {"label": caption, "value": "words"},
            {"label": draft, "value": is_draft},
            {"label": published, "value": is_published},
            {"label": latitude, "value": "1.5"},
            {"label": longitude, "value": "-2.5"},
            chain,
        )

    post = item("instagram.posts:superset", record("False", "True"))
    assert (post.kind, post.state, post.mark, post.text, post.created) == ("post", "published", "", "words", TIME)
    assert (post.latitude, post.longitude) == (1.5, -2.5)
    assert [each.path[-5] for each in post.media] == ["1", "2", "3"]
    assert item("instagram.posts:superset", record("True", "False")).state == "draft"
    assert item("instagram.posts:superset", record("False", "False")).state == "archived"


def test_the_superset_in_an_unknown_language() -> None:
    """Nobody can tell a draft from a post there; the labels are kept, for somebody to add them."""
    facts = ExportFacts()
    record = labelled({"label": "Zq", "media": [medium(title="words")]}, {"label": "Zd", "value": "False"})
    post = item("instagram.posts:superset", record, facts)
    assert (post.state, post.mark, post.text) == ("published", "may_be_draft", "words")
    assert facts.unknown_labels == {"Zd"}
    post = item("instagram.posts:superset", labelled({"label": "Draft", "value": "Oui"}, {"media": [medium()]}))
    assert post.mark == "may_be_draft"
    post = item("instagram.posts:superset", labelled({"label": "Zq", "media": [medium()]}))
    assert post.mark == ""


def test_records_without_content() -> None:
    """Flags and coordinates alone are no post; a post whose file is missing is one."""
    flags = labelled({"label": "Draft", "value": "False"}, {"label": "Latitude", "value": "1"})
    assert read("instagram.posts:superset", flags) == Skipped("empty")
    empty: list[Any] = [None, {}, {"media": []}, {"media": None, "title": None, "creation_timestamp": 0}]
    for record in empty:
        assert read("instagram.posts:posts", record) == Skipped("empty")
    post = item("instagram.posts:posts", {"media": [], "creation_timestamp": TIME})
    assert (post.created, post.media, post.text) == (TIME, [], "")
    assert item("instagram.posts:posts", {"title": "words"}).created_basis == "none"


def test_stories_stand_bare_or_wrapped() -> None:
    """A story whose file Meta lost has no media; an empty record is none."""
    bare = medium(folder="stories", title="sun")
    for record in (
        bare,
        {"media": [bare]},
        labelled({"label": "Zq", "media": [bare]}, {"label": "Zd", "value": "True"}),
    ):
        story = item("instagram.stories:stories", record)
        assert (story.kind, story.text, story.state, story.mark) == ("story", "sun", "published", "")
        assert len(story.media) == 1
    lost = item("instagram.stories:stories", {"uri": "", "creation_timestamp": TIME, "title": "sun"})
    assert (lost.text, lost.created, list(lost.media)) == ("sun", TIME, [])
    (flags,) = [labelled({"label": "Media", "media": [{"uri": ""}]}, {"label": "Draft", "value": "True"})]
    assert item("instagram.posts:superset", flags).state == "draft"
    assert read("instagram.stories:stories", {"uri": "", "creation_timestamp": 0}) == Skipped("empty")


@pytest.mark.parametrize("label", ["Publish mode", "Zq"])
def test_a_sticker_was_not_posted(label: str) -> None:
    """Its mark is a word of the app, the same in all languages; in a caption it is a word like any other."""
    record = labelled({"label": "Media", "media": [medium()]}, {"label": label, "value": "cutout_sticker"})
    assert read("instagram.posts:other", record) == Skipped("not_posted")
    assert item(
        "instagram.posts:other", labelled({"label": "Caption", "value": "cutout_sticker"}, {"media": [medium()]})
    )


def test_a_table_of_subscriptions_is_no_reel() -> None:
    """Its title is Meta's. A reel for subscribers is one, and has its file or its time."""
    table = {"title": "Reels Subscriptions", "media_map_data": {}, "string_map_data": {"Zu": {"value": "bo.example"}}}
    assert read("instagram.posts:subscriber_reels", table) == Skipped("not_posted")
    assert item("instagram.posts:subscriber_reels", {"media": [medium()]}).mark == "subscribers"


def test_a_caption_in_a_list_of_values() -> None:
    """Each on a line."""
    post = item("instagram.posts:superset", labelled({"label": "Caption", "vec": [{"value": "a"}, {"value": "b"}]}))
    assert post.text == "a\nb"


@pytest.mark.parametrize("record", [[], "words", 1, True, {"media": "x"}, {"media": [1]}, {"media": [{"uri": 1}]}])
def test_what_is_no_record_is_unread(record: Any) -> None:
    """It is named among the problems, never counted as nothing."""
    with pytest.raises(TypeError):
        read("instagram.posts:posts", record)
