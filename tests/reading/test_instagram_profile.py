"""Who the account belongs to, its bio and its photo: in known and in unknown languages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from analyzer.model import ExportFacts, Item
from analyzer.reading.reader import reader

ENGLISH = (
    "Email", "Phone Number", "Phone Confirmed", "Phone Confirmation Method", "Username", "Name", "Bio", "Gender",
    "Date of birth", "Website", "Private Account", "Emoji Pong High Score",
)  # fmt: skip
FRENCH = (
    "Adresse e-mail", "Numéro de téléphone", "Numéro de téléphone confirmé",
    "Méthode de confirmation du numéro de téléphone", "Nom de profil", "Nom", "Biographie", "Genre",
    "Date de naissance", "Site web", "Compte privé", "Meilleur score",
)  # fmt: skip
GERMAN = (
    "E-Mail-Adresse", "Telefonnummer", "Telefonnummer bestätigt", "Methode", "Benutzername", "Name", "Steckbrief",
    "Geschlecht", "Geburtsdatum", "Webseite", "Privates Konto", "Punkte",
)  # fmt: skip
ITALIAN = (
    "Indirizzo e-mail", "Numero di telefono", "Numero confermato", "Metodo", "Nome utente", "Nome", "Biografia",
    "Genere", "Data di nascita", "Sito web", "Account privato", "Punteggio",
)  # fmt: skip
INVENTED = tuple(f"Zq{number}" for number in range(12))
VALUES = ("ada@example.org", "+49 151 0000000", "True", "Ja, per SMS", "ada.example", "Ada Example", "I knit.", "Other",
          "1990-04-23", "https://example.org", "False", "3")  # fmt: skip
PHOTO = {"uri": "media/profile/202301/17800000000000001.jpg", "creation_timestamp": 1700000000, "title": ""}


def d1(labels: tuple[str, ...], values: tuple[str, ...] = VALUES, root: str = "profile_user") -> dict[str, Any]:
    """The older dialect."""
    cells = {label: {"href": "", "value": value, "timestamp": 0} for label, value in zip(labels, values, strict=True)}
    return {root: [{"title": "", "media_map_data": {labels[0] + "?": PHOTO}, "string_map_data": cells}]}


def d2(labels: tuple[str, ...], values: tuple[str, ...] = VALUES) -> list[dict[str, Any]]:
    """The newer dialect."""
    cells: list[dict[str, Any]] = [{"label": label, "value": v} for label, v in zip(labels, values, strict=True)]
    return [{"timestamp": 0, "media": [], "fbid": "1", "label_values": [*cells, {"label": "Zz", "media": [PHOTO]}]}]


def told(document: Any, name: str = "instagram.profile:facts") -> ExportFacts:
    """The facts that a file gives."""
    facts = ExportFacts()
    reader(name).read(document, facts)
    return facts


def read(name: str, document: Any, facts: ExportFacts | None = None) -> list[tuple[str, Any]]:
    """All outcomes of a document's reader with their pointers."""
    return [(pointer, make()) for pointer, make in reader(name).read(document, facts or ExportFacts())]


@pytest.mark.parametrize("dialect", [d1, d2])
@pytest.mark.parametrize("labels", [ENGLISH, FRENCH, GERMAN, ITALIAN, INVENTED], ids=["en", "fr", "de", "it", "-"])
def test_the_profile_is_read_in_any_language(labels: tuple[str, ...], dialect: Any) -> None:
    """By its labels where they are known, by the order of the entries where they are not."""
    account = told(dialect(labels)).account("instagram")
    assert account.seen and account.private is False
    assert (account.username, account.full_name, account.birthday) == ("ada.example", "Ada Example", date(1990, 4, 23))
    assert account.names == {"ada.example", "Ada Example"}
    assert account.profile_photo == PHOTO["uri"]


def test_unknown_labels_are_reported_without_values() -> None:
    """Only those that were read by their position."""
    assert told(d1(INVENTED)).unknown_labels == {"Zq4", "Zq5", "Zq6", "Zq8", "Zq10"}
    assert told(d1(ENGLISH)).unknown_labels == set()


def without(labels: tuple[str, ...], *places: int) -> dict[str, Any]:
    """The older dialect with some entries left out."""
    kept = [place for place in range(12) if place not in places]
    return d1(tuple(labels[place] for place in kept), tuple(VALUES[place] for place in kept))


def test_without_a_birth_date_the_last_of_two_flags_is_privacy() -> None:
    """With one flag alone and no known label, nothing is said."""
    assert told(without(INVENTED, 8)).account("instagram").private is False
    assert told(without(INVENTED, 2, 8)).account("instagram").private is None
    assert told(without(INVENTED, 8, 10)).account("instagram").private is None
    assert told(without(ENGLISH, 2, 8)).account("instagram").private is False


def test_label_and_position_that_disagree_say_nothing() -> None:
    """A known label in one place and another flag right after the birth date."""
    labels = (*INVENTED[:9], "Zq9", "Zq10", "Private Account")
    values = (*VALUES[:9], "", "False", "True")
    assert told(d1(labels, values)).account("instagram").private is None


def test_a_sorted_file_is_read_by_its_labels() -> None:
    """Somebody's tool wrote the keys in alphabetical order: Phone Confirmed now follows the birth date."""
    pairs = sorted(zip(ENGLISH, VALUES, strict=True))
    labels, values = (tuple(part) for part in zip(*pairs, strict=True))
    account = told(d1(labels, values)).account("instagram")
    assert (account.private, account.username, account.full_name) == (False, "ada.example", "Ada Example")
    pairs = [(INVENTED[ENGLISH.index(label)], value) for label, value in pairs]
    labels, values = (tuple(part) for part in zip(*pairs, strict=True))
    assert told(d1(labels, values)).account("instagram").private is None


def test_missing_entries_are_fine() -> None:
    """An account without name, bio, e-mail and phone number; an empty record; an empty file."""
    account = told(without(INVENTED, 0, 1, 3, 5, 6, 9, 11)).account("instagram")
    assert (account.private, account.username, account.full_name) == (False, "ada.example", "")
    empty: list[Any] = [{"profile_user": [{}]}, {"profile_user": None}, [], {}]
    for document in empty:
        assert told(document).account("instagram").private is None


@pytest.mark.parametrize("dialect", [d1, d2])
@pytest.mark.parametrize("labels", [ENGLISH, INVENTED])
def test_bio_and_photo_are_items(labels: tuple[str, ...], dialect: Any) -> None:
    """The bio without a time, the photo as the current one."""
    (_, bio), (_, photo) = read("instagram.profile:items", dialect(labels))
    assert (bio.kind, bio.text, bio.created, bio.created_basis, bio.mark) == ("bio", "I knit.", None, "none", "")
    assert (photo.kind, photo.mark, photo.created) == ("profile_photo", "current", 1700000000)
    assert [medium.path for medium in photo.media] == [PHOTO["uri"]]


def test_pointers_lead_to_the_entry() -> None:
    """A pointer escapes the slashes of a label."""
    labels = tuple("A/~Bio" if label == "Zq6" else label for label in INVENTED)
    assert [pointer for pointer, _ in read("instagram.profile:items", d1(labels))] == [
        "/profile_user/0/string_map_data/A~1~0Bio",
        "/profile_user/0/media_map_data/Zq0?",
    ]


def test_no_bio_and_no_photo_are_no_items() -> None:
    """Empty values and a photo without a file."""
    document = {"profile_user": {"string_map_data": {"Bio": {"value": " "}}, "media_map_data": {"Profile Photo": {}}}}
    assert read("instagram.profile:items", document) == []


def photo(number: int, **more: Any) -> dict[str, Any]:
    return {
        "uri": f"media/profile/202301/1780000000000000{number}.jpg",
        "creation_timestamp": 1700000000 + number,
        **more,
    }


def marks(document: Any, facts: ExportFacts | None = None) -> list[str]:
    return [item.mark for _, item in read("instagram.profile:photos", document, facts)]


def test_the_current_profile_photo() -> None:
    """Flagged as boolean or text, named by the profile, or the only one."""
    flagged = [
        photo(1, is_profile_picture="true"),
        photo(2, is_profile_picture=False),
        photo(3, is_profile_picture=True),
    ]
    assert marks({"ig_profile_picture": flagged}) == ["current", "", "current"]
    assert marks({"ig_profile_picture": [photo(1), photo(2)]}, told(d1(ENGLISH))) == ["current", ""]
    assert marks({"ig_profile_picture": photo(2)}) == ["current"]
    assert marks({"ig_profile_picture": [photo(1), photo(2)]}) == ["", ""]
    assert marks([{"timestamp": 1, "label_values": [{"label": "Zz", "media": [photo(1)]}]}]) == ["current"]


def test_a_photo_without_its_file_is_unread() -> None:
    """It had a time, so there was one; an empty record is none."""
    with pytest.raises(ValueError, match="without its file"):
        read("instagram.profile:photos", [{"creation_timestamp": 1700000000, "uri": ""}])
    assert not isinstance(read("instagram.profile:photos", [{}])[0][1], Item)
