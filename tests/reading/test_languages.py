"""The language files: complete, alike, of one meaning each, and with sentences that are told quickly and safely."""

from __future__ import annotations

import re
import time
import tomllib
import unicodedata
from collections import Counter, defaultdict
from importlib.resources import files
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import analyzer.reading
from analyzer.reading.facebook.possible_names import caseless
from analyzer.reading.facebook.title_patterns import AUTHOR
from analyzer.reading.facebook.titles import by_owner, commented_on, destination, tells_of_no_post
from analyzer.reading.labels import album, fold, languages, meaning
from tools.data.languages import missing

EU = "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv".split()
LANGUAGES = [*EU, "nb", "is", "tr", "uk", "ru", "ar"]
SENTENCES = [*LANGUAGES, "zh", "ja", "ko", "th", "he", "hi", "vi", "id", "ca", "fa"]  # of the last few labels are known
READERS = "".join(path.read_text("utf-8") for path in Path(analyzer.reading.__file__).parent.rglob("*.py"))
SOURCES = "analyzer/reading/labels/sources.toml"
ALBUMS = {"profile_photo", "cover_photo", "other"}
SECTIONS = ("labels", "albums", "titles", "pages")
ALEX = ("Alex Doe",)

#: Kinds of sentences that a language may lack: Arabic and Irish have other orders of words, of which less is known.
TITLES_WITHOUT = {"ar": {"event"}, "ga": {"event", "second_person"}, "mt": {"second_person"}}
#: Of a few languages only: sentences of Pages, of likes, words with a capital that name nobody, verbs of posting.
TITLES_OF_SOME = {"page", "no_post", "common_words", "posting_words"}
WORDS = {"second_person", "place_words", "common_words", "posting_words"}  # the other sections hold sentences
_ZWNJ = "\u200c"  # Persian is written with it

by_language = pytest.mark.parametrize("code", LANGUAGES)
by_sentences = pytest.mark.parametrize("code", SENTENCES)


def forms(code: str) -> list[tuple[str, str, dict[str, str]]]:
    """`(section, meaning, form)` of a file."""
    file = languages()[code]
    return [
        (section, means, form)
        for section in SECTIONS
        for means, found in file.get(section, {}).items()
        for form in found
    ]


def test_all_languages_are_there() -> None:
    """The official languages of the EU and six more, and the sentences of ten more."""
    assert len(EU) == 24
    if wrong := sorted(set(SENTENCES) ^ languages().keys()):
        pytest.fail(f"{', '.join(wrong)}: name it in SENTENCES here, and give it a file.", pytrace=False)


@by_sentences
def test_a_file_has_a_name_and_three_sections(code: str) -> None:
    """Each file names its language in that language and has labels, albums and titles, in one order."""
    file = languages()[code]
    assert file["name"]
    assert [key for key in file if key != "pages"] == ["name", "labels", "albums", "titles"]
    names = [each["name"] for each in languages().values()]
    assert len(names) == len(set(names))


@by_language
def test_a_label_means_something(code: str) -> None:
    """A meaning is one that English has a label for, or that a reader asks for: none is misspelt."""
    file = languages()[code]
    unknown = file["labels"].keys() - languages()["en"]["labels"].keys()
    if wrong := sorted(means for means in unknown if f'"{means}"' not in READERS):
        pytest.fail(f"{code}.toml: {', '.join(wrong)}: en.toml has no such meaning, and no reader asks.", pytrace=False)
    if wrong := sorted(file["albums"].keys() - ALBUMS):
        pytest.fail(f"{code}.toml: {', '.join(wrong)}: no kind of album, choose of {sorted(ALBUMS)}.", pytrace=False)


def test_what_languages_lack_is_listed() -> None:
    """A label in one language is enough: the tool says which others have none, and no test fails for it."""
    lists = {means: lacking for means, _, lacking in missing()}
    assert "fr" in lists["city"] and "en" not in {code for lacking in lists.values() for code in lacking}
    assert "message" not in {means for means, lacking in lists.items() if set(lacking) & set(EU)}


def test_whatever_was_seen_can_be_looked_up() -> None:
    """`seen` begins with a source of the table, which has a repository or a word to search for; all are used."""
    sources = tomllib.loads(files("analyzer.reading.labels").joinpath("sources.toml").read_text("utf-8"))
    named = {form["seen"].split(",")[0]: code for code in languages() for _, _, form in forms(code) if "seen" in form}
    said = [f'{named[each]}.toml: seen = "{each}...": add it to {SOURCES}' for each in named.keys() - sources.keys()]
    said += [f"{SOURCES}: no label was seen in {each}" for each in sources.keys() - named.keys()]
    if said:
        pytest.fail("\n".join(said), pytrace=False)
    for source in sources.values():
        assert source["what"]
        assert re.fullmatch(r"[\w.-]+/[\w.-]+", source["repository"]) if "repository" in source else source["search"]
        assert re.fullmatch("[0-9a-f]{7}", source.get("commit", "0000000"))


@by_sentences
def test_the_common_sentences_are_there(code: str) -> None:
    """Own posts, groups, other people's profiles, comments, and the words that tell of a place."""
    titles, wanted = languages()[code]["titles"], languages()["en"]["titles"].keys()
    lacks, may = wanted - titles.keys() - TITLES_OF_SOME, TITLES_WITHOUT.get(code, set())
    if lacks != may or titles.keys() - wanted:
        pytest.fail(
            f"{code}.toml, [titles]: lacks {sorted(lacks - may)}; has {sorted(may - lacks)}, which TITLES_WITHOUT "
            f"says it lacks; has {sorted(titles.keys() - wanted)}, which en.toml does not.",
            pytrace=False,
        )


@by_sentences
def test_a_form_is_text_in_one_spelling(code: str) -> None:
    """Composed accents, no stray spaces, no invisible marks; a source is named or there is none; none twice."""
    counted: Counter[tuple[str, str]] = Counter()
    for section, means, form in forms(code):
        text = form["text"]
        assert set(form) <= {"text", "seen"}, f"{code}.toml: {section}.{means} has a key beside text and seen: {form}"
        assert form.get("seen", "x").strip()
        assert text == unicodedata.normalize("NFC", text)
        assert text == " ".join(text.split())
        assert text.strip()
        assert not any(unicodedata.category(letter) in ("Cc", "Cf") for letter in text.replace(_ZWNJ, ""))
        counted[section, f"{means} {text}" if section == "titles" else fold(text)] += 1
    if twice := [f"{code}.toml: {key} stands twice" for key, times in counted.items() if times > 1]:
        pytest.fail("\n".join(twice), pytrace=False)


@pytest.mark.parametrize("section", ["labels", "albums"])
def test_a_form_has_one_meaning_in_all_languages(section: str) -> None:
    """An archive may mix languages: a word that means two things would mean nothing."""
    found = defaultdict(set)
    for code in languages():
        for where, means, form in forms(code):
            if where == section:
                found[fold(form["text"])].add(means)
                assert (meaning if section == "labels" else album)(form["text"]) == means
    if said := [f'"{text}" means {" and ".join(sorted(means))}' for text, means in found.items() if len(means) > 1]:
        pytest.fail("\n".join(["A label of one language that another uses for something else:", *said]), pytrace=False)


@by_sentences
def test_a_sentence_has_words_of_its_language(code: str) -> None:
    """A pattern that tells a place holds enough words not to swallow the sentences of another language."""
    for section, means, form in forms(code):
        if section != "titles" or means in WORDS:
            continue
        words = re.sub(r"\{\w+\}", " ", form["text"])
        found = re.findall(r"\w+", words)
        assert form["text"].count("{author}") <= 1
        assert form["text"].count("{name}") <= 1
        if means not in ("own", "no_post", "own_comment"):
            enough = 3 if caseless(words) else 8  # letters; a sign or a syllable of such scripts says more
            assert max(map(len, found)) >= 4 or sum(map(len, found)) >= enough, form["text"]
            assert form["text"].endswith("."), form["text"]


def written(text: str) -> str:
    """A sentence made of a pattern. Names stand for names, a number for one, a word that nobody uses for the rest."""
    words = dict.fromkeys(("thing", "deed", "rest", "words"), "zzwq")
    return text.format(author="Alex Doe", name="Wyxq", number="3", **words)


@by_sentences
def test_a_sentence_is_told_by_its_own_pattern(code: str) -> None:
    """Each sentence of each language means what its file says, among the patterns of all the others."""
    venues = {"group": "group", "other_profile": "other_profile", "event": "event", "page": "page"}
    for section, means, form in forms(code):
        if section != "titles" or means in WORDS:
            continue
        title, named = written(form["text"]), "{name}" in form["text"]
        if means in ("own", "no_post"):
            assert destination(title, ALEX) == ("own_profile", ""), title
            assert tells_of_no_post(title, ALEX) == (means == "no_post"), title
        elif means in venues:
            venue, name = destination(title, ALEX)
            assert venue == venues[means], (title, venue)
            assert ("Wyxq" in name) == named, (title, name)
        elif means == "own_comment":
            assert commented_on(title, ALEX) == (True, ""), title
        else:
            own, name = commented_on(title, ALEX)
            assert not own, title
            assert "Wyxq" in name, (title, name)


@pytest.mark.parametrize(
    ("title", "venue", "name"),
    [
        ("Alex Doe delte et link i gruppen Skak.", "group", "Skak"),
        ("Alex Doe skrev på Sam Roes tidslinje.", "other_profile", "Sam Roe"),
        ("Alex Doe heeft een link gedeeld.", "own_profile", ""),
        ("Alex Doe heeft op de tijdlijn van Sam Roe geschreven.", "other_profile", "Sam Roe"),
        ("Alex Doe heeft een bericht geplaatst in Schaken.", "group", "Schaken"),
        ("Alex Doe ha condiviso un link nel gruppo Scacchi.", "group", "Scacchi"),
        ("Alex Doe publicó en Ajedrez.", "group", "Ajedrez"),
        ("Alex Doe escribió en la biografía de Sam Roe.", "other_profile", "Sam Roe"),
        ("Alex Doe udostępniła link w grupie Szachy.", "group", "Szachy"),
        ("Alex Doe поделилась ссылкой в группе «Шахматы».", "group", "Шахматы"),
        ("Alex Doe, Satranç grubunda bir bağlantı paylaştı.", "group", "Satranç"),
        ("قامت Alex Doe بمشاركة رابط.", "own_profile", ""),
        ("Alex Doe jakoi linkin ryhmässä Shakki.", "group", "Shakki"),
        ("Alex Doe megosztott egy hivatkozást a(z) Sakk csoportban.", "group", "Sakk"),
    ],
)
def test_sentences_of_many_languages(title: str, venue: str, name: str) -> None:
    """Some sentences as people know them, most of them not yet confirmed by an export."""
    assert destination(title, ALEX) == (venue, name)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Alex Doe kommentoi käyttäjän Sam Roe julkaisua.", "Sam Roe"),
        ("Alex Doe kommenteeris kasutaja Sam van der Roe pilti.", "Sam van der Roe"),
        ("Alex Doe komentēja lietotāja Sam Roe ziņu.", "Sam Roe"),
    ],
)
def test_whose_post_a_comment_is_on(title: str, name: str) -> None:
    """The whole name, where the word for the post stands right behind it."""
    assert commented_on(title, ALEX) == (False, name)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Alex Doe megosztott egy hivatkozást Sam Roe idővonalára.", "Sam Roe"),
        ("Alex Doe pasidalino nuoroda Sam Roe laiko juostoje.", "Sam Roe"),
        ("Alex Doe pasidalino nuoroda sam laiko juostoje.", ""),
    ],
)
def test_whose_profile_a_post_is_on(title: str, name: str) -> None:
    """Without the words before it; a name that looks like one of these is not told."""
    assert destination(title, ALEX) == ("other_profile", name)


@pytest.mark.parametrize("title", ["Alex Doe xarol edu lupa Chess.", "Alex Doe ya tuma katika Chess."])
def test_a_language_without_a_file_is_not_guessed(title: str) -> None:
    """No pattern of thirty languages eats the sentence of another."""
    assert destination(title, ALEX) == ("unknown", "")


def test_hostile_titles_cost_little() -> None:
    """Titles made of the words of the patterns themselves, as long as titles are read, are told in a moment."""
    pieces = {
        re.sub(r"\{\w+\}", "", form["text"]).strip(" .") + " "
        for code in SENTENCES
        for section, means, form in forms(code)
        if section == "titles" and means not in WORDS
    }
    destination("Alex Doe", ALEX), commented_on("Alex Doe", ALEX), destination("x y", ())
    slowest = 0.0
    for piece, start in product(sorted(pieces)[::7], (AUTHOR, "Sam Roe")):
        title = (start.replace(AUTHOR, "Alex Doe ") + piece * 400)[:400]
        before = time.perf_counter()
        destination(title, ALEX)
        commented_on(title, ALEX)
        by_owner(title, ALEX)
        slowest = max(slowest, time.perf_counter() - before)
    assert slowest < 0.5


@given(st.text(max_size=12) | st.text("aB \t\n\x1c'’´\u00a0\u202fK\u0130e\u0301ß", max_size=12))
def test_labels_of_ascii_are_folded_as_all_are(label: str) -> None:
    """The short way of `fold` and the long one agree."""
    same = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "\u00a0": " ", "\u202f": " "})
    assert fold(label) == " ".join(unicodedata.normalize("NFC", label).translate(same).casefold().split())
