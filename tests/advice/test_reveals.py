"""What an item gives away, and the words that show it. The test sets are judged in `test_reveals_figures.py`."""

from __future__ import annotations

from pathlib import Path

import pytest
import world
from hypothesis import given
from hypothesis import strategies as st
from world import FACEBOOK, TIMELINE, facebook, fb_post

import analyzer
from analyzer.advice.revealing import REVEALS, phrases, reveals, text_reveals, vocabulary
from analyzer.advice.revealing.matching import Words
from analyzer.advice.revealing.patterns import Compiler
from analyzer.advice.revealing.tokens import codes_of, sentences, words_of
from analyzer.model import Item, Media
from analyzer.report.explanation import explanation
from analyzer.report.letter import LetterOptions, letters
from analyzer.report.result import Result
from analyzer.words import revealing_categories

SECRETS = "My son Tim has asthma; call me: +49 30 23125 012"


def categories(text: str, country: str = "", language: str = "") -> set[str]:
    """The categories, and for a special one which."""
    return {category for category, _ in text_reveals(text, country, language)}


@pytest.mark.parametrize(
    ("text", "category", "words"),
    [
        ("mail jane.doe@example.org!", "contact", "jane.doe@example.org"),
        ("jane (at) example (dot) org", "contact", "jane (at) example (dot) org"),
        ("DE89 3704 0044 0532 0130 00 THANKS", "contact", "DE89 3704 0044 0532 0130 00"),
        ("+49 30 23125 012", "contact", "+49 30 23125 012"),
        ("4111 1111 1111 1111", "document", "4111 1111 1111 1111"),
        ("12345678Z", "document", "12345678Z"),
        ("RSSMRA85T10A562S", "document", "RSSMRA85T10A562S"),
        ("My passport number is 533401372", "document", "passport number is 533401372"),
        ("Unser Sohn kommt in die Schule", "children", "Unser Sohn"),
        ("My mum has breast cancer", "special_category: health", "mum has breast cancer"),
        ("We live at 12 Baker Street", "contact", "live at 12 Baker Street"),
        (
            "Ich bin heute in die ver.di eingetreten.",  # a full stop between letters ends no sentence
            "special_category: union",
            "Ich bin heute in die ver.di eingetreten",
        ),
    ],
)
def test_what_is_found_comes_with_its_words(text: str, category: str, words: str) -> None:
    """Each category is told with the words as they stand in the text."""
    assert (category, words) in text_reveals(text)


@pytest.mark.parametrize(
    "text",
    [
        "DE89 3704 0044 0532 0130 01",  # check digits wrong
        "4111 1111 1111 1112",
        "order 1234567890123",
        "0151 23456789",  # nothing says that this is a telephone, nor of which country
        "https://example.org/4111111111111111",
        "see @alex and me@home",
        "support@example.org answered at last",
        "12.05.2019 and 2019-05-12, 10.000 people",
    ],
)
def test_numbers_that_prove_nothing_are_left_alone(text: str) -> None:
    """A number counts by its check digit, its form or a word that names it."""
    assert text_reveals(text) == []


def test_a_national_number_needs_a_country_or_a_word() -> None:
    """Written as the account's country writes it, or called a telephone in the text's language."""
    assert categories("0151 23456789", country="DE") == {"contact"}
    assert categories("Ruf mich an unter 0151 23456789") == {"contact"}
    assert categories("0151 23456789", country="PL") == set()


def test_words_count_in_their_own_language_only() -> None:
    """German "war" is no war and French "son" no son: function words tell the language first."""
    assert categories("Il a pris son fils et son vélo pour aller à la plage") == set()
    assert categories("Min son har astma och vi är på sjukhuset i dag") == set()  # Swedish has no word list
    assert "contact" in categories("Min son har astma, ring +46 8 123 456 78")  # numbers are the same everywhere


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("in die ver.di eingetreten", 1),
        ("Oberst a.D. Meier", 2),  # behind "D." a sentence may begin, within "a.D." none does
        ("Ende.Anfang", 1),  # a blank is missing, or it is a name: nobody can tell
        ("3.Mai", 2),
        ("(ja).Nein", 2),
        ("vorbei. Neu", 2),
        ("3.5 kg", 1),
    ],
)
def test_where_a_full_stop_ends_a_sentence(text: str, parts: int) -> None:
    """Before a blank, or beside something else than a letter; never between two letters or within a number."""
    assert len([each for each in sentences(text) if words_of(text, each)]) == parts


def test_a_negation_is_no_statement() -> None:
    """Nothing is found across "not"."""
    assert "special_category: sexuality" in categories("I am gay")
    assert categories("I am not gay") == set()


def test_special_categories_tie_the_topic_to_a_person() -> None:
    """A topic alone gives nobody away."""
    for text in ("A lecture about depression starts at six", "The mosque is being restored", "Labour lost two seats"):
        assert categories(text) == set(), text


def test_the_order_is_that_of_the_priority() -> None:
    """`reveals` names categories in the order that decides about the priority, each once."""
    item = Item(
        "facebook", "post", text=SECRETS, people=["Ann"], media=[Media("a.jpg", "photo", latitude=1.5, longitude=2.5)]
    )
    found, words = reveals(item, "yes")
    told = {"contact", "children", "special_category", "minor", "location", "people", "photo"}
    assert found == tuple(each for each in REVEALS if each in told)
    assert "people: Ann" in words and "location: 1.5, 2.5" in words


def test_captions_count_too() -> None:
    """What stands under one photo of a post is published with it."""
    item = Item("facebook", "post", text="Sunday", media=[Media("a.jpg", "photo", caption="My son Tim")])
    assert reveals(item, "no")[0] == ("children", "photo")


def analysis(folder: Path) -> Result:
    """A Facebook archive with one telling post and one that tells nothing."""
    files = facebook(jurisdiction="Germany") | {
        TIMELINE: [fb_post("2020-01-01", SECRETS), fb_post("2020-01-02", "Sun!")]
    }
    return Result(world.judge(folder, files, FACEBOOK))


def test_the_words_stand_in_table_explanation_and_page(tmp_path: Path) -> None:
    """A person can see what gave the item away, and disagree."""
    result = analysis(tmp_path)
    each = world.only(result.analysis, text=SECRETS)
    expected = ["contact: +49 30 23125 012", "children: My son", "special_category: health: son Tim has asthma"]
    assert list(each.reveals_words) == expected
    result.write(tmp_path / "out")
    read = analyzer.read_items(tmp_path / "out")
    assert expected in read["reveals_words"].tolist() and [] in read["reveals_words"].tolist()
    said = [sentence for _, sentence in explanation(result.analysis, each.id)]
    assert set(expected) <= set(said)
    assert '"words":["+49 30 23125 012","My son"' in (tmp_path / "out" / "report.html").read_text("utf-8")


def test_a_redacted_report_has_no_words(tmp_path: Path) -> None:
    """The category stays, the words go."""
    result = analysis(tmp_path)
    result.write(tmp_path / "out", redact=True)
    for file in (tmp_path / "out").iterdir():
        content = file.read_text("utf-8")
        assert "asthma" not in content and "23125" not in content, file.name
    assert "contact;children;special_category" in (tmp_path / "out" / "items.csv").read_text("utf-8")


def test_an_older_table_is_still_read(tmp_path: Path) -> None:
    """`read_items` takes reports that were written before the column was there."""
    result = analysis(tmp_path)
    result.write(tmp_path / "out")
    frame = analyzer.read_items(tmp_path / "out").drop(columns="reveals_words")
    path = tmp_path / "items.csv"
    frame[["id"]].to_csv(tmp_path / "unused.csv")
    lines = (tmp_path / "out" / "items.csv").read_text("utf-8").splitlines()
    path.write_text("\n".join([lines[0].removesuffix(",reveals_words"), lines[2].rpartition(",")[0]]) + "\n", "utf-8")
    assert list(analyzer.read_items(path).columns) == list(frame.columns)


def test_the_cover_note_offers_special_items_and_the_letter_names_none(tmp_path: Path) -> None:
    """Each with id and words, for the person; into the letter it comes by --confirm alone."""
    result = analysis(tmp_path)
    each = world.only(result.analysis, text=SECRETS)
    note, *written = letters(result.analysis, LetterOptions())
    assert each.id in note.text and "“son Tim has asthma”" in note.text
    assert not any(each.id in other.text or "asthma" in other.text for other in written)
    confirmed = letters(result.analysis, LetterOptions(confirmed=(each.id,)))
    assert "“son Tim has asthma”" not in confirmed[0].text


def test_every_row_of_the_word_lists_is_of_a_known_category() -> None:
    """All languages have all categories that words can tell, but for those that are off with a reason."""
    assert phrases.available() == phrases.LANGUAGES
    for code in phrases.available():
        listed = phrases.word_list(code)
        found = {f"{row.category}.{row.about}" if row.about else row.category for row in listed.rows}
        wanted = {
            f"{name}.{about}" if about else name
            for name, category in revealing_categories().items()
            if code in category.get("words_in", ())
            for about in category.get("about", [""])
        }
        assert found | set(listed.off) == wanted, code
        assert all(reason.strip() for reason in listed.off.values()), code
    assert not phrases.word_list("en").off and not phrases.word_list("de").off


def test_no_pattern_is_looked_up_by_an_everyday_word() -> None:
    """Else every text would be searched: what makes it cheap is that most words begin nothing."""
    known = vocabulary.known()
    for place, code in enumerate(known.languages):
        begun = [known.of_word(word)[0] for word in phrases.word_list(code).function]
        counts = [known.counts("", 1, [count]) for count in begun]
        assert not any(each.begins[place] for each in counts if each), code


def test_nothing_is_looked_for_where_nothing_begins() -> None:
    """A text without a word that begins a pattern ends at once; only what may stand in an address is held for one."""
    known = vocabulary.known()
    assert known.counts("a b", 2, []) is None
    assert [known.may_be_mail(piece) for piece in ("me@example.org", "me(at)example", "Punkt", "table")] == [
        True, True, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("my .. cancer", "my long bad cancer", True),
        ("my .. cancer", "my long bad and stupid cancer", False),
        ("my ... cancer", "my long bad and stupid cancer", True),
        ("my .. cancer", "my day without cancer", False),
        ("^ diagnosed", "diagnosed today", True),
        ("^ diagnosed", "she was diagnosed", False),
        ("chemo* today", "chemotherapy today", True),
        ("in *street", "in broadstreet", True),
        ("in *street", "in street", False),
        ("a so? b", "a b", True),
        ("an x|y_z", "an y z", True),
        ("an x|y_z", "an y", False),
        ("i'm gay", "I’m gay", True),
        ("no #code", "no AB 12 34 56 C", True),
        ("no #code", "no 12.05.2019", False),
    ],
)
def test_patterns(pattern: str, text: str, found: bool) -> None:
    """Each sign of a pattern means what docs/reveals.md says."""
    compiler = Compiler({})
    compiled = compiler.pattern(pattern)
    whole = (0, len(text))
    words = Words(compiler.atoms(), frozenset({"without"}))
    sentence = words.sentence(words_of(text, whole), codes_of(text, whole))
    assert sentence.stands(compiled) == found
    assert (sentence.place(compiled) is not None) == found


@pytest.mark.parametrize("pattern", ["", "..", "my?", "<nobody>", "#nothing", "a**b"])
def test_a_broken_pattern_is_an_error(pattern: str) -> None:
    """A mistake in a word list is found when the list is read, not passed over."""
    with pytest.raises((ValueError, KeyError)):
        Compiler({}).pattern(pattern)


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    """Whatever stands in a text, the search ends, and the words that it gives stand in the text."""
    for category, words in text_reveals(text, "DE", "en"):
        assert category.split(": ")[0] in REVEALS and words in text


@given(
    st.lists(
        st.sampled_from("my son gay chemo, I am a +49 30 @ x.de 4111 <my> .. ramadan ; union\n! strasse 12".split(" "))
    )
)
def test_any_mix_of_telling_words_is_taken(words: list[str]) -> None:
    """The same for texts full of what is looked for."""
    text = " ".join(words)
    assert all(said in text for _, said in text_reveals(text, "GB"))
