"""`languages.json` is all language files made one, so that a run need not read TOML."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from importlib.resources import files

import pytest

from analyzer.reading import labels


@pytest.fixture
def anew() -> Iterator[None]:
    """Nothing remembered, before and after."""
    labels.languages.cache_clear()
    yield
    labels.languages.cache_clear()


def test_it_is_what_the_files_say(anew: None) -> None:
    """It was made of the files as they are now: else run `python -m tools.data.languages`."""
    made = json.loads(files("analyzer.reading.labels").joinpath("languages.json").read_text("utf-8"))
    assert made["of"] == labels.fingerprint(labels.language_files())
    read = {code: tomllib.loads(text.decode("utf-8")) for code, text in labels.language_files().items()}
    assert labels.languages() == made["languages"] == read


def test_a_changed_file_counts_at_once(anew: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a language file is newer than what was made of it, the file is read and not what was made."""
    changed = {"en": b'[labels]\nbio = [{ text = "About me, anew" }]\n'}
    monkeypatch.setattr(labels, "language_files", lambda: changed)
    assert labels.languages() == {"en": {"labels": {"bio": [{"text": "About me, anew"}]}}}
