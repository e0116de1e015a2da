"""Whatever stands in a file, a reader of Instagram or Threads gives an outcome or says that it cannot read it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.model import ExportFacts, Item, Skipped
from analyzer.reading.reader import UNREADABLE, reader

RECORDS = [
    *(f"instagram.posts:{name}" for name in ("posts", "superset", "archived", "deleted", "reels", "igtv", "other")),
    "instagram.posts:subscriber_reels", "instagram.stories:stories", "instagram.comments:comments",
    "instagram.ai:conversations", "threads.posts:posts",
]  # fmt: skip
DOCUMENTS = [
    "instagram.profile:items", "instagram.profile:photos", "instagram.channels:messages", "instagram.channels:replies",
    "instagram.ai:thread", "instagram.flat:profile", "instagram.flat:media", "instagram.flat:comments",
    "threads.profile:items",
]  # fmt: skip
FACTS = [
    *(f"instagram.facts:{name}" for name in ("privacy_history", "accesses", "signup", "professional", "based_in")),
    "instagram.facts:first_country", "instagram.facts:requests", "instagram.profile:facts", "instagram.flat:facts",
    "threads.profile:facts",
]  # fmt: skip
KEYS = [
    "media", "uri", "title", "creation_timestamp", "timestamp", "media_metadata", "photo_metadata", "exif_data",
    "label_values", "label", "value", "vec", "dict", "timestamp_value", "string_map_data", "string_list_data",
    "media_map_data", "media_list_data", "Comment", "Media Owner", "Time", "Username", "Private Account", "Draft",
    "profile_user", "ig_profile_picture", "messages", "replies", "reply_content", "sender_name", "content", "photos",
    "participants", "name", "stories", "direct", "path", "taken_at", "caption", "biography", "text_app_post",
    "is_reply", "Date of birth", "is_profile_picture",
]  # fmt: skip
VALUES = [
    "",
    "True",
    "False",
    "ada",
    "1990-04-23",
    "2019-05-01T10:00:00+00:00",
    "media/stories/1.jpg",
    "Meta AI",
    "You",
]
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(VALUES)
ANY = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=3), inner, max_size=6)
    ),
    max_leaves=30,
)


def known() -> ExportFacts:
    facts = ExportFacts()
    facts.account("instagram").username = facts.account("threads").username = "ada"
    return facts


def outcomes(name: str, value: Any) -> list[Any]:
    found = reader(name).read(value, known())
    return found if isinstance(found, list) else [found]


@pytest.mark.parametrize("name", RECORDS)
@settings(max_examples=60, deadline=None)
@given(value=ANY)
def test_any_record(name: str, value: Any) -> None:
    """An item, a reason, or one of the errors that the engine counts as unread."""
    try:
        found = outcomes(name, value)
    except UNREADABLE:
        return
    assert found and all(isinstance(each, Item | Skipped) for each in found)
    for each in found:
        if isinstance(each, Item):
            assert (each.created is None) == (each.created_basis == "none")


@pytest.mark.parametrize("name", DOCUMENTS)
@settings(max_examples=60, deadline=None)
@given(value=ANY)
def test_any_document(name: str, value: Any) -> None:
    """The same for each record of a document; each has a pointer of its own."""
    pointers = []
    try:
        for pointer, make in reader(name).read(value, known()):
            pointers.append(pointer)
            try:
                assert isinstance(make(), Item | Skipped)
            except UNREADABLE:
                continue
    except UNREADABLE:
        return
    assert len(pointers) == len(set(pointers))


@pytest.mark.parametrize("name", FACTS)
@settings(max_examples=60, deadline=None)
@given(value=ANY)
def test_any_facts(name: str, value: Any) -> None:
    """Facts are filled in, or the file cannot be read."""
    try:
        assert reader(name).read(value, known()) is None
    except UNREADABLE:
        return


@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize("value", [None, {}])
def test_an_empty_record(name: str, value: Any) -> None:
    """It is read, and is nothing."""
    assert outcomes(name, value) == [Skipped("empty")]


@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize("value", [[], [1], "words", 0, 1.5, True])
def test_what_is_no_object_is_no_record(name: str, value: Any) -> None:
    """It is unread, whatever it is."""
    with pytest.raises(TypeError):
        outcomes(name, value)
