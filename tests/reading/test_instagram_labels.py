"""The labels by which the readers of Instagram and Threads find their way: none lost to another meaning."""

from __future__ import annotations

import pytest

from analyzer.reading.labels import languages, meaning

READ = {
    "private_account", "date_of_birth", "username", "name", "bio", "time", "comment", "media_owner", "owner", "country",
    "city_name", "draft", "published", "caption", "text", "title", "latitude", "longitude", "profile_photo", "sender",
    "author", "you", "meta_ai", "start_date", "end_date", "message", "first_country_code", "switched_to_public",
    "switched_to_private", "phone_confirmed", "email", "phone_number", "gender", "region",
}  # fmt: skip
FORMS = sorted(
    (code, means, form["text"])
    for code, language in languages().items()
    for means, forms in language.get("labels", {}).items()
    for form in forms
    if means in READ
)


@pytest.mark.parametrize(("code", "means", "form"), FORMS)
def test_a_label_has_one_meaning(code: str, means: str, form: str) -> None:
    """A form with two meanings in two languages has none."""
    assert meaning(form) == means


@pytest.mark.parametrize("code", ["en", "fr", "de", "it", "nl", "es", "pt", "pl", "tr", "ru", "ro", "ar", "zh"])
def test_a_language_knows_the_labels_that_decide(code: str) -> None:
    """Private Account, birth date and draft; where they stand unconfirmed they carry no `seen`."""
    labels = languages()[code]["labels"]
    assert {"private_account", "date_of_birth", "username", "time", "comment", "draft"} <= labels.keys()


def test_the_spellings_seen_in_exports() -> None:
    """British English, typographic apostrophes, no-break spaces."""
    assert meaning("Private account") == "private_account"
    assert meaning("Profile photo") == "profile_photo"
    assert meaning("Phone number") == "phone_number"
    assert meaning("ID d'appareil") == meaning("ID d’appareil") == "device_id"
    assert meaning("Heure GPS de\u00a0l’importation") == "gps_time_uploaded"
