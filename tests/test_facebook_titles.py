"""What the sentence over a Facebook record tells: the place of a post, the owner of a post that is commented on."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.facebook.titles import by_owner, commented_on, destination

ALEX = ("Alex Doe",)


@pytest.mark.parametrize(
    ("title", "venue", "name"),
    [
        ("Alex Doe posted in Chess.", "group", "Chess"),
        ("You posted in Chess.", "group", "Chess"),
        ("Alex Doe shared a link to the group: Chess Inc..", "group", "Chess Inc."),
        ("Alex Doe shared a reel to James’ timeline.", "other_profile", "James"),
        ("Alex Doe shared a link to Sam O'Neil's timeline.", "other_profile", "Sam O'Neil"),
        ("Alex Doe wrote on Sam Roe's profile.", "other_profile", "Sam Roe"),
        ("Alex Doe hat etwas in Schach gepostet.", "group", "Schach"),
        ("Alex Doe hat einen Link in Sam Roes Chronik geteilt.", "other_profile", "Sam Roe"),
        ("Alex Doe a publié dans Échecs.", "group", "Échecs"),
        ("Alex Doe a partagé un lien dans le groupe\u00a0: Échecs.", "group", "Échecs"),
        ("Alex Doe a écrit sur le journal d’Anna.", "other_profile", "Anna"),
    ],
)
def test_a_known_sentence_names_the_place(title: str, venue: str, name: str) -> None:
    """Groups and other people's profiles are read out of English, German and French sentences."""
    assert destination(title, ALEX) == (venue, name)


@pytest.mark.parametrize(
    "title",
    ["", "Alex Doe", "Alex Doe updated his status.", "Alex Doe added 3 new photos.", "Alex Doe is with Sam Roe.",
     "Shared from Instagram", "Alex Doe posted something via Photos in Motion.", "Alex Doe recommends Bistro.",
     "Alex Doe hat ihren Status aktualisiert.", "Alex Doe a partagé un lien.", "Alex Doe обновил статус.",
     "Alex Doe added a life event from May 2, 2015: Wrote on Sam's wall.",
     "Sam Roe wrote on Alex Doe's timeline."],
)  # fmt: skip
def test_a_sentence_of_ones_own_profile(title: str) -> None:
    """Own verbs, no sentence, and an unknown sentence that names nobody else, stand on the person's own profile."""
    assert destination(title, ALEX) == ("own_profile", "")


@pytest.mark.parametrize("title", ["Alex Doe опубликовал в Шахматы.", "Alex Doe xyzzede et link i gruzzen Skak."])
def test_an_unknown_sentence_that_names_somebody_is_not_guessed(title: str) -> None:
    """In a language that no file knows, another name may be another place."""
    assert destination(title, ALEX) == ("unknown", "")


def test_a_title_is_read_without_knowing_the_person() -> None:
    """Archives without a profile, and titles under a former name, still tell their place."""
    assert destination("Alex Smith posted in Chess.", ()) == ("group", "Chess")
    assert destination("Alex Smith shared a link.", ALEX) == ("own_profile", "")
    assert destination("Alex Smith", ()) == ("own_profile", "")
    assert destination("Alex Doering posted in Chess.", ALEX) == ("group", "Chess")


@pytest.mark.parametrize(
    ("title", "own", "owner"),
    [
        ("Alex Doe commented on his own post.", True, ""),
        ("Alex Doe commented on Alex Doe's photo.", True, ""),
        ("Alex Doe hat ihren eigenen Beitrag kommentiert.", True, ""),
        ("Alex Doe a commenté sa propre publication.", True, ""),
        ("Alex Doe commented on Sam Roe's post.", False, "Sam Roe"),
        ("Alex Doe hat Jonas Meiers Beitrag kommentiert.", False, "Jonas Meier"),
        ("Alex Doe hat einen Beitrag kommentiert.", False, ""),
        ("Alex Doe a commenté la photo de profil de Sam.", False, "Sam"),
        ("Alex Doe replied to his own comment.", False, ""),
    ],
)
def test_whose_post_a_comment_is_on(title: str, own: bool, owner: str) -> None:
    """A reply to one's own comment does not tell whose post it stands under."""
    assert commented_on(title, ALEX) == (own, owner)


@given(st.text(max_size=600), st.lists(st.text(max_size=20), max_size=3))
def test_any_title_is_read(title: str, owners: list[str]) -> None:
    """No title makes the reading fail."""
    assert destination(title, owners)[0] in ("own_profile", "other_profile", "group", "event", "page", "unknown")
    assert isinstance(commented_on(title, owners)[0], bool)
    assert isinstance(by_owner(title, owners), bool)


@pytest.mark.parametrize("piece", ["to on in 's timeline ", "hat in von s a ", "a a a commenté de ", "the group "])
def test_a_hostile_title_costs_little(piece: str) -> None:
    """Repeated pieces of patterns do not make the search explode."""
    before = time.perf_counter()
    for length in (300, 399, 100_000):
        destination((piece * length)[:length], ALEX)
        commented_on("Alex Doe" + (piece * length)[:length], ALEX)
    assert time.perf_counter() - before < 2
