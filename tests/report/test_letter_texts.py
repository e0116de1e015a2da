"""The words of the letters: complete in each language, alike in their placeholders, each with a source."""

from __future__ import annotations

import inspect
import re
import string
from datetime import date

import pytest

from analyzer.advice.steps import steps
from analyzer.errors import UsageError
from analyzer.model import PLATFORMS, Kind
from analyzer.report.letter import note as letter_note
from analyzer.report.letter import parts as letter_parts
from analyzer.report.letter.texts import Words, authorities, authority, languages, load, rows
from analyzer.rules.policy import load as load_policy
from analyzer.rules.policy import policies

LANGUAGES = languages()
OTHERS = [language for language in LANGUAGES if language != "en"]
ARTICLE = re.compile(
    r"GDPR|DSGVO|RGPD|\bAVG\b|RODO"
    r"|\bart(?:icles?|ikel(?:en)?|[ií]culos?|icol[oi]|igos?|\.) ?(?:6|9|12|15|17|19|21|77)\b",
    re.IGNORECASE,
)
POINT = re.compile(
    r"\(([a-f])\)|(?<!\w)([a-f])\)|\b(?:Buchst|Bst|lettre|letter|letra|alínea|lettera)\.? ([a-f])\b|lit\. ([a-f])\b"
)


def fields(text: str) -> set[str]:
    """The names that a text fills in. Raises ValueError for a broken one."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_languages_are_there() -> None:
    """The languages that are promised are there; a file of facts is not taken for a language."""
    assert set(LANGUAGES) >= {"en", "de", "fr", "es", "it", "nl", "pl", "pt"}
    assert not {"rows", "facts", "authorities"} & set(LANGUAGES)


@pytest.mark.parametrize("language", OTHERS)
def test_no_entry_is_missing_in_a_language(language: str) -> None:
    """Each language has the sections and entries of English, with the same placeholders, none empty."""
    english, other = load("en"), load(language)
    assert english.keys() == other.keys()
    for section in english:
        assert english[section].keys() == other[section].keys(), section
    for section in ("text", "blanks"):
        for name, text in english[section].items():
            assert other[section][name].strip(), name
            assert fields(text) == fields(other[section][name]), name


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_names_the_same_articles(language: str) -> None:
    """Articles, paragraphs, points, postcodes, deadlines and days are those of the English text."""
    for name, text in load("en")["text"].items():
        other = load(language)["text"][name]
        assert set(re.findall(r"\d+", text)) == set(re.findall(r"\d+", other)), name
        assert points(text) == points(other), name


def points(text: str) -> set[str]:
    """The points of paragraphs that a text names: "(c)", "Buchst. c", "point c)"."""
    without = re.sub(r"\w\((?:e|a)\)", "", text)  # the feminine in brackets
    return {point for found in POINT.finditer(without) for point in found.groups() if point}


def test_an_article_of_the_gdpr_is_seen_in_any_language() -> None:
    """What keeps the GDPR out of other letters would find it: each text on Article 21(1) is one that it sees."""
    for language in LANGUAGES:
        for name in ("object_eu", "erase_eu", "answer_eu", "articles_letter", "note_no_grounds"):
            assert len(ARTICLE.findall(load(language)["text"][name])) >= 2 - (name == "articles_letter"), (
                language,
                name,
            )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_whole(language: str) -> None:
    """Twelve months, every kind and platform, a name for each authority's place, placeholders in square brackets."""
    data = load(language)
    assert len(data["language"]["months"]) == 12
    assert set(data["platforms"]) == set(PLATFORMS)
    assert set(data["kinds"]) == set(Kind.__args__)  # type: ignore[attr-defined]
    assert all(len(names) == 2 and all(names) for names in data["kinds"].values())
    assert set(data["places"]) == {each.code for each in authorities()}
    assert all(blank.startswith("[") and blank.endswith("]") for blank in data["blanks"].values())
    assert Words(language, "eu").day(date(2026, 3, 1)).endswith(" 2026")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_no_native_reader_has_seen_says_so(language: str) -> None:
    """The cover note says in its own language that nobody has checked it, where nobody has."""
    words = Words(language, "eu")
    note = letter_note.cover_note(letter_note.Note("objection", "eu", [], "", "", False), words, steps())
    said = any(words.say("note_unreviewed") in line for block in note for line in block.lines)
    assert said is not words.reviewed
    assert words.reviewed is (language == "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_has_a_source(language: str) -> None:
    """Texts and rows name each other exactly; each row says how sure it is and where the text may stand."""
    assert load(language)["text"].keys() == rows().keys()
    listed = [text for row in load("rows")["row"] for text in row["texts"]]
    assert len(listed) == len(set(listed))
    for name, row in rows().items():
        assert row.source and row.sure in ("A", "B", "C", "INF", "BG", "-"), name
        assert any(row.where.holds(load_policy(policy)) for policy in policies()), name


def test_every_text_is_used() -> None:
    """No text lies about unused."""
    parts = {
        part.text
        for table in vars(letter_parts).values()
        if isinstance(table, tuple)
        for part in table
        if isinstance(part, letter_parts.Part)
    }
    import analyzer.report.letter
    import analyzer.report.letter.facts

    code = "".join(
        inspect.getsource(module) for module in (letter_note, analyzer.report.letter, analyzer.report.letter.facts)
    )
    named = parts | {name for name in rows() if f'"{name}"' in code}
    assert {name for name in rows() if not name.startswith("subject_")} == named - {""}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_article_of_the_gdpr_outside_the_eu(language: str) -> None:
    """A text that may stand under uk, ch, br or row names no article of the GDPR."""
    for name, row in rows().items():
        text = load(language)["text"][name].replace("UK GDPR", "")
        if any(row.where.holds(load_policy(policy)) for policy in policies() if policy != "eu"):
            assert not ARTICLE.search(text), name


def test_no_text_says_that_anything_was_used() -> None:
    """What was used nobody but Meta knows: the letters ask."""
    for text in load("en")["text"].values():
        assert not re.search(r"\b(?:you|Meta) (?:have |has )?used\b", text)


def test_a_text_without_a_source_cannot_be_had() -> None:
    """Words refuses a text that has no row for the policy."""
    with pytest.raises(ValueError, match="no source"):
        Words("en", "ch").say("object_eu")


def test_facts_and_authorities_have_sources() -> None:
    """What is filled in has a source and a date too; the German Länder are all there."""
    for name, fact in load("facts").items():
        assert fact["source"] and fact["sure"] in ("A", "B", "C") and isinstance(fact["read_on"], date), name
    listed = load("authorities")["list"]
    assert listed["source"] and isinstance(listed["listed_on"], date)
    codes = [each.code for each in authorities()]
    assert len(codes) == len(set(codes)) == 48
    assert sum(code.startswith("DE-") for code in codes) == 16
    assert all(each.policy in policies() for each in authorities())
    assert all(re.fullmatch(r"[a-z.-]+\.[a-z]{2}", each.website) for each in authorities() if each.code != "BR")


def test_unknown_language_and_authority() -> None:
    """Both are usage errors that name the choices."""
    with pytest.raises(UsageError, match="de, en"):
        Words("xx", "eu")
    with pytest.raises(UsageError, match="DE-NW"):
        authority("DE")
