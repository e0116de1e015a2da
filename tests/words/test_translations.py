"""No sentence says in another language what its English said before."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.words import REFERENCE, languages
from analyzer.words.fingerprint import fingerprint, recorded
from tools import translations
from tools.translations import Differences, all_texts, blessed, differences, english_of, written

OTHERS = [language for language in languages() if language != REFERENCE]
ENGLISH = {"a.plain": "Meta may use this.", "a.forms": {"one": "{n} post of yours", "other": "{n} posts of yours"}}
GERMAN = {"a.plain": "Meta darf das verwenden.", "a.forms": {"one": "{n} Beitrag", "other": "{n} Beiträge"}}
CHANGED = ENGLISH | {"a.plain": "Meta states that it uses this."}


def record() -> translations.Record:
    """What is recorded of these two languages."""
    return blessed(ENGLISH, GERMAN, {})[0]


@pytest.mark.parametrize("language", OTHERS)
def test_every_translation_is_of_the_english_as_it_stands(language: str) -> None:
    """Each text was translated from the English of today: `python -m tools.translations` names the others."""
    found = differences(english_of(language), recorded(language))
    named = [f"{name}: {what}" for what in ("stale", "new", "gone") for name in getattr(found, what)]
    if named:
        pytest.fail("\n".join([f"Run python -m tools.translations --bless (words/{language}):", *named]), pytrace=False)


@pytest.mark.parametrize("language", OTHERS)
def test_the_record_is_of_the_translation_as_it_stands(language: str) -> None:
    """No translation was changed without being recorded, so that the next one can be told from it."""
    said = {name: fingerprint(text) for name, text in all_texts(language).items()}
    told = {name: other for name, (_, other) in recorded(language).items()}
    if named := sorted(name for name in said.keys() | told.keys() if said.get(name) != told.get(name)):
        pytest.fail("\n".join([f"Run python -m tools.translations --bless (words/{language}):", *named]), pytrace=False)


def test_letters_are_among_them() -> None:
    """The words of the report and those of the letters are held by the same record."""
    assert {"warnings.minor", "letters.text.object_eu", "letters.blanks.grounds"} <= all_texts(REFERENCE).keys()
    assert not [name for name in all_texts(REFERENCE) if name.startswith("language.")]


def test_a_sentence_whose_english_changed_is_found() -> None:
    """In a plain text and in one form of a plural; a new text and one that is gone are found too."""
    assert differences(CHANGED, record()) == Differences(("a.plain",), (), ())
    forms = ENGLISH | {"a.forms": {"one": "{n} post of yours", "other": "{n} posts"}}
    assert differences(forms, record()).stale == ("a.forms",)
    assert differences({"a.plain": ENGLISH["a.plain"], "b": "new"}, record()) == Differences((), ("b",), ("a.forms",))
    assert not differences(ENGLISH, record())


def test_nothing_is_blessed_that_nobody_translated() -> None:
    """The same words as before stay stale, unless somebody says that they are right; other words are recorded."""
    kept, refused = blessed(CHANGED, GERMAN, record())
    assert refused == ["a.plain"] and differences(CHANGED, kept).stale == ("a.plain",)
    told, refused = blessed(CHANGED, GERMAN, record(), ["a.plain"])
    assert not refused and not differences(CHANGED, told)
    anew, refused = blessed(CHANGED, GERMAN | {"a.plain": "Meta gibt an, das zu verwenden."}, record())
    assert not refused and not differences(CHANGED, anew)


def test_english_is_no_translation() -> None:
    """A new sentence that is the English itself is refused; a name or a number of few words is not."""
    assert blessed(ENGLISH, ENGLISH, {})[1] == ["a.forms", "a.plain"]
    assert blessed({"a": "Facebook"}, {"a": "Facebook"}, {})[1] == []


def test_a_better_translation_is_recorded() -> None:
    """Where the English stands as it was, a changed translation is the one that counts from then on."""
    better = GERMAN | {"a.plain": "Meta darf dies verwenden."}
    assert blessed(ENGLISH, better, record())[0]["a.plain"][1] == fingerprint(better["a.plain"])


def test_the_command_writes_what_it_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blessing what stands in the repository changes no file; a language without one gets its file."""
    monkeypatch.setattr(translations, "FOLDER", tmp_path)
    assert translations.main(["--language", "de"]) == 1
    assert translations.main(["--bless", "--language", "de"]) == 0
    assert (tmp_path / "de.toml").read_text("utf-8") == written(recorded("de"))


def test_only_what_is_named_is_blessed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Names or their beginnings; what others left open stays open, and what was recorded is said."""
    english = ENGLISH | {"policies.xx.name": "Examplia", "policies.xxl.name": "Bigger Examplia"}
    german = GERMAN | {"policies.xx.name": "Beispielland", "policies.xxl.name": "Großbeispielland"}
    record_, refused = blessed(english, german, {}, chosen=["policies.xx"])
    assert record_.keys() == {"policies.xx.name"} and not refused
    monkeypatch.setattr(translations, "FOLDER", tmp_path)
    assert translations.main(["--bless", "policies.eu.name", "--language", "de"]) == 0
    assert capsys.readouterr().out == "de: policies.eu.name: recorded\n"
    assert len((tmp_path / "de.toml").read_text("utf-8").splitlines()) == len(translations.HEAD.splitlines()) + 1
