"""Threads: posts, replies, and a profile with its own birth date and privacy."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from analyzer.model import ExportFacts, Item, Skipped
from analyzer.reading.reader import reader

TIME = 1720000000
ENGLISH = ("Phone Confirmed", "Username", "Name", "Bio", "Birthday", "Private Account", "Onboarding Time")
GERMAN = ("Telefonnummer bestätigt", "Benutzername", "Name", "Steckbrief", "Geburtstag", "Privates Konto", "Zq")
INVENTED = tuple(f"Zq{number}" for number in range(7))
BADGES = ("Is Eligible for Profile Activation Badge", "Profile Shows Activation Badge")


def post(record: Any) -> Item:
    found = reader("threads.posts:posts").read(record, ExportFacts())
    assert isinstance(found, Item)
    return found


def medium(uri: str = "", title: str = "", **app: Any) -> dict[str, Any]:
    return {
        "uri": uri,
        "creation_timestamp": TIME,
        "title": title,
        "text_app_post": {"reply_control": "everyone", **app},
    }


def test_a_post_of_words_alone() -> None:
    """Its only medium names no file and carries the words."""
    found = post({"media": [medium(title="Hello")]})
    assert (found.platform, found.kind, found.text, found.created, found.venue) == (
        "threads", "post", "Hello", TIME, "own_profile")  # fmt: skip
    assert not found.media and found.created_basis == "second"


def test_a_post_with_media() -> None:
    """Its own title comes first."""
    uri = "media/posts/202407/17900000000000001.jpg"
    found = post({"title": "Hello", "creation_timestamp": TIME + 1, "media": [medium(uri), medium(uri), medium()]})
    assert (found.text, found.created, [each.path for each in found.media]) == ("Hello", TIME + 1, [uri])


def test_replies() -> None:
    """Only where the archive says so."""
    assert post({"media": [medium(title="Yes", is_reply=True)]}).kind == "comment"
    assert post({"media": [medium(title="Yes", is_reply=True)]}).venue == "own_profile"
    assert post({"media": [medium(title="Yes", is_reply=False)]}).kind == "post"
    assert post({"title": "Yes", "text_app_post": {"is_reply": True}}).kind == "comment"


def test_the_newer_dialect() -> None:
    """Labelled entries around the same media."""
    found = post(
        {"timestamp": TIME, "label_values": [{"label": "Zq", "media": [medium(title="Hello", is_reply=False)]}]}
    )
    assert (found.text, found.created, found.kind) == ("Hello", TIME, "post")


def test_nothing() -> None:
    """Empty records are none."""
    empty: list[Any] = [None, {}, {"media": []}]
    for record in empty:
        assert reader("threads.posts:posts").read(record, ExportFacts()) == Skipped("empty")


def profile(labels: tuple[str, ...], *flags: str) -> dict[str, Any]:
    values = ("True", "ada.example", "Ada Example", "I knit.", "1990-04-23", "False", "", *flags)
    cells = {name: {"value": value, "timestamp": 0} for name, value in zip((*labels, *BADGES), values, strict=False)}
    photo = {"Profile Photo": {"uri": "media/profile/202407/1.jpg", "creation_timestamp": TIME}}
    return {"text_post_app_text_post_app_profile": [{"media_map_data": photo, "string_map_data": cells}]}


@pytest.mark.parametrize("labels", [ENGLISH, GERMAN, INVENTED])
def test_the_profile(labels: tuple[str, ...]) -> None:
    """By label or order; Instagram's account is not touched."""
    facts = ExportFacts()
    reader("threads.profile:facts").read(profile(labels, "True", "True"), facts)
    assert list(facts.accounts) == ["threads"]
    account = facts.account("threads")
    assert (account.username, account.birthday, account.private) == ("ada.example", date(1990, 4, 23), False)
    assert account.seen and account.profile_photo == "media/profile/202407/1.jpg"


def test_bio_and_photo() -> None:
    """The photo is the current one."""
    found = [make() for _, make in reader("threads.profile:items").read(profile(ENGLISH), ExportFacts())]
    assert [(each.platform, each.kind, each.text, each.mark) for each in found] == [
        ("threads", "bio", "I knit.", ""),
        ("threads", "profile_photo", "", "current"),
    ]
