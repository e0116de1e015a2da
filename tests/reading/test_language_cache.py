"""`languages.json` is all language files made one, so that a run need not read TOML."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from analyzer.reading import labels
from tools.data.languages import main


@pytest.fixture
def anew() -> Iterator[None]:
    """Nothing remembered, before and after."""
    labels.languages.cache_clear()
    yield
    labels.languages.cache_clear()


def test_it_is_what_the_files_say(anew: None, tmp_path: Path) -> None:
    """What the tool writes is what the files say; it is made when the package is built and not committed."""
    target = tmp_path / "languages.json"
    main(target)
    made = json.loads(target.read_text("utf-8"))
    assert made["of"] == labels.fingerprint(labels.language_files())
    read = {code: tomllib.loads(text.decode("utf-8")) for code, text in labels.language_files().items()}
    assert labels.languages() == made["languages"] == read


def test_a_changed_file_counts_at_once(anew: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a language file is newer than what was made of it, the file is read and not what was made."""
    changed = {"en": b'[labels]\nbio = [{ text = "About me, anew" }]\n'}
    monkeypatch.setattr(labels, "language_files", lambda: changed)
    assert labels.languages() == {"en": {"labels": {"bio": [{"text": "About me, anew"}]}}}
