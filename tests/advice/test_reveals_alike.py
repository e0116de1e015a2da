"""The quick ways of `analyzer.advice.revealing` say what the plain ones do: on the test sets, and on hostile texts."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import plain_reveals
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.advice.revealing import (
    REVEALS,
    forget,
    matching,
    numbers,
    phrases,
    pieces,
    read_words,
    reveals,
    tables,
    telephones,
    text_reveals,
    texts_reveal,
    tokens,
    vocabulary,
)
from analyzer.advice.revealing.atoms import AtomTable
from analyzer.advice.revealing.matching import STOP, Words
from analyzer.advice.revealing.patterns import Compiler
from analyzer.advice.revealing.search import search
from analyzer.model import Item, Media
from benchmarks.reveals import read_sets
from tools.data import word_tables

SETS = [each.text for each in read_sets()]
#: What stands at the edges of the rules: parts of numbers, marks, odd letters, words that begin patterns.
BITS = (
    "my son our gay chemo I am a in der meine nie no nr. z.B. St. ver.di a.D. Nr. 2.5st und le mon fils 12 3.5 3,5 "
    "2019 0049 +49 ++1 00 30 123456789 12345678Z 4111 1111-1111 AB12 12.05.2019 ext int доб anexo # x ~ / ( ) [ ] "
    "⁓ ０１２ ٣ ² Ⅻ www.a.de https://son.org/gay (see:https://x.de/1) jane@example.org (at) [dot] dot punkt _ a_b "
    "! ? ; … . .. , \n \t \u00a0 \u2028 e\u0301 ﬆ ß ſ K İ ı Å 가 😀 ❤️ call phone passport number #code Tel DE89 3704 "
    "0044 0532 0130 00"
).split(" ")
_ALPHABET = "aeixtnsobkmz AEKZ0123456789+-./()[],;#~\n\u00a0é０²"
HOSTILE = st.one_of(
    st.text(max_size=80),
    st.text(_ALPHABET, max_size=60),
    st.builds("".join, st.lists(st.sampled_from((*BITS, " ", " ", ". ")), max_size=40)),
    st.builds(" ".join, st.lists(st.sampled_from((*BITS, *SETS)), max_size=12)),
    st.builds(lambda text, at: text[at:] + text[:at], st.sampled_from(SETS), st.integers(0, 60)),
)
COUNTRIES = st.sampled_from(("", "", "DE", "NL", "GB", "US", "FR", "PL", "XX"))
LANGUAGES = st.sampled_from(("", "en", "de", "fr", "pl", "xx"))


@given(HOSTILE, COUNTRIES, LANGUAGES)
def test_any_text_gives_away_what_it_does_the_plain_way(text: str, country: str, language: str) -> None:
    """In the same order, with the same words."""
    assert text_reveals(text, country, language) == plain_reveals.text_reveals(text, country, language)


@given(st.lists(HOSTILE, max_size=30), COUNTRIES, LANGUAGES)
def test_texts_together_give_away_what_each_does(texts: list[str], country: str, language: str) -> None:
    """Nothing of one text is taken for another's, however long they are."""
    assert texts_reveal(texts, country, language) == [text_reveals(text, country, language) for text in texts]


def test_the_sets_give_away_what_they_do_the_plain_way() -> None:
    """Some of the sentences, alone, and some of them joined to longer texts."""
    chance = random.Random(7)
    some = chance.sample(SETS, 300)
    some += [chance.choice((" ", ". ", "\n")).join(chance.sample(SETS, 6)) for _ in range(30)]
    for country, language in (("", ""), ("DE", "de")):
        texts = some if country else some[::3]
        expected = [plain_reveals.text_reveals(text, country, language) for text in texts]
        assert texts_reveal(texts, country, language) == expected


def test_what_is_forgotten_is_learnt_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a memory of fifty pieces the same is found as with one of fifty thousand."""
    monkeypatch.setattr(pieces, "REMEMBERED", 50)
    texts = random.Random(3).sample(SETS, 400)
    expected = [text_reveals(text) for text in texts]
    pieces.memory.cache_clear()
    found = [said for first in range(0, 400, 7) for said in texts_reveal(texts[first : first + 7])]
    assert found == expected
    pieces.memory.cache_clear()


def test_items_together_keep_what_each_says() -> None:
    """`read_words` leaves in an item what `reveals` finds there: its text, and captions that are not in it."""
    texts = random.Random(5).sample(SETS, 300)
    items = [
        Item("facebook", "post", text=text, media=[Media("a.jpg", caption=texts[number - 1])])
        for number, text in enumerate(texts)
    ]
    alone = [Item("facebook", "post", text=item.text, media=item.media) for item in items]
    read_words(items, "DE", "de")
    for item, other in zip(items, alone, strict=True):
        reveals(other, "no", "DE", "de")
        assert item.said == other.said


@given(st.lists(HOSTILE, max_size=6), COUNTRIES)
def test_what_was_let_go_is_read_again(texts: list[str], country: str) -> None:
    """After `forget`, the same texts give away the same."""
    before = texts_reveal(texts, country)
    forget()
    assert texts_reveal(texts, country) == before


@given(st.lists(st.tuples(HOSTILE, st.booleans(), st.booleans()), max_size=5))
def test_what_items_share_is_what_each_would_have(made: list[tuple[str, bool, bool]]) -> None:
    """No people, no media, nothing said: one empty tuple for all, which says what an empty list of one's own does."""
    for text, photo, person in made:
        media, people = [Media("a.jpg", "photo")] * photo, ["Ann"] * person
        own = Item("facebook", "post", text=text, media=media, people=people)
        shared = Item("facebook", "post", text=text, media=media or (), people=people or ())
        read_words([shared])
        found = reveals(own, "no")
        assert found == reveals(shared, "no") and (own.said or ()) == (shared.said or ())
        told = {category.split(": ")[0] for category, _ in own.said or ()} | set(
            ["photo"] * photo + ["people"] * person
        )
        assert found[0] == tuple(category for category in REVEALS if category in told)


@given(HOSTILE)
def test_sentences_end_where_they_do_the_plain_way(text: str) -> None:
    """One search for the ends gives the sentences that a look at every gap between words gives."""
    plain = tokens.without_addresses(text)
    words = [tokens.words_of(plain, sentence) for sentence in tokens.sentences(plain)]
    expected = [[token.raw for token in sentence] for sentence in plain_reveals.sentences(text)]
    assert [each for each in words if each] == expected


@given(HOSTILE)
def test_a_text_without_what_codes_have_has_none(text: str) -> None:
    """`may_hold_code` lets every text through that holds a number of a document."""
    whole = (0, len(text))
    assert tokens.may_hold_code(text, *whole) or not tokens.codes_of(text, whole)


@given(HOSTILE, COUNTRIES, st.lists(st.sampled_from(("DE", "GB", "US", "FR")), max_size=2))
def test_windows_hold_all_telephones(text: str, country: str, regions: list[str]) -> None:
    """`phonenumbers` finds in the windows with enough digits what it finds in all of the text."""
    found = list(telephones.phones(text, country, lambda: regions))
    assert found == plain_reveals.phones(text, country, regions)


@given(HOSTILE)
def test_windows_hold_all_checked_numbers(text: str) -> None:
    """IBANs, cards and numbers of persons are found in the windows without small letters; the rest is without them."""
    expected, rest = [], text
    for category, find in (("contact", numbers.ibans), ("document", numbers.documents)):
        places = list(find(rest))
        expected += [(category, said) for _, said in places]
        for start, said in places:
            assert rest[start : start + len(said)] == said
        letters = list(rest)
        for start, said in sorted(places):
            letters[start : start + len(said)] = ["\n", *[""] * (len(said) - 1)] if letters[start] else [""] * len(said)
        rest = "".join(letters)
    assert numbers.checked(text) == (expected, rest)


@given(st.lists(st.frozensets(st.sampled_from("abcd!"), max_size=3), max_size=300))
def test_places_of_atoms_in_long_sentences(words: list[frozenset[str]]) -> None:
    """Where each atom stands, put together in one go or word by word."""
    assert matching.places_of_many(words) == matching.places_of(words)


@given(HOSTILE)
def test_addresses_are_looked_for_where_they_may_be(text: str) -> None:
    """The forms of e-mail addresses that are left out would have found none."""
    all_forms = [found[0].rstrip(".") for form in numbers.EMAILS for found in form.finditer(text)]
    found = list(numbers.emails(text))
    assert [each for each in all_forms if each in found] == found
    assert all(each.partition("@")[0].split()[0].casefold() in numbers.OFFICES for each in set(all_forms) - set(found))


_WORDS = st.sampled_from("a ab abc abcd bcd abcde cde x né née nés abst xabs".split())


@given(st.sets(st.sampled_from("a b* ab* abc* abcd* *bcd *abs *cde abc x né* #name".split())), st.lists(_WORDS))
def test_words_satisfy_the_atoms_that_they_begin_or_end_with(atoms: set[str], words: list[str]) -> None:
    """Looked up by their letters, as by trying every atom; `may_know` lets all of them through."""
    atoms -= {"b*"}  # too short
    table = AtomTable({atom: atom for atom in atoms})
    for word, maybe in zip(words, table.may_know(words), strict=True):
        stems = {atom for atom in atoms if atom.endswith("*") and word.startswith(atom[:-1])}
        endings = {atom for atom in atoms if atom[0] == "*" and word.endswith(atom[1:]) and word != atom[1:]}
        assert set(table.of(word)) == stems | endings | (atoms & {word})
        assert maybe or not table.of(word)


@pytest.mark.parametrize("atom", ["a*", "*ab"])
def test_an_affix_that_nearly_all_words_have_is_an_error(atom: str) -> None:
    """Stems of one letter, endings of two."""
    with pytest.raises(ValueError, match="letters at least"):
        AtomTable({atom: 1})


_ELEMENTS = st.sampled_from("a b c a|b a? b? .. ... a_b|c abc* *abc #name #code a_b_c|a c?".split())


@given(
    st.lists(_ELEMENTS, min_size=1, max_size=6), st.lists(st.sampled_from("a b abc abcd xabc A c no 12345 d".split()))
)
def test_patterns_stand_where_they_do_the_plain_way(elements: list[str], words: list[str]) -> None:
    """All places at once, and word by word: a pattern stands where `plain_reveals.find` finds it."""
    try:
        pattern = Compiler({}).pattern(" ".join(elements))
    except ValueError:
        return  # nothing in it that must be there
    text, stop = " ".join(words), frozenset({"no"})
    known = Words(("a", "b", "c", "abc*", "*abc"), stop)
    sentence = known.sentence(words, tokens.codes_of(text, (0, len(text))))
    plain = plain_reveals.sentences(text)[0] if words else []
    for token in plain:
        token.atoms |= known[token.raw] - {STOP}
    expected = plain_reveals.find(pattern, plain, stop)
    assert sentence.stands(pattern) == (expected is not None)
    assert sentence.place(pattern) == expected


def test_every_language_finds_its_own_words_in_any_text() -> None:
    """`search` in all languages, whatever a text is in: what no function word leads to is found as well."""
    for text in random.Random(11).sample(SETS, 40):
        assert search(text, phrases.available()) == list(plain_reveals.search(text, phrases.available()))


@pytest.mark.parametrize("size", [59_990, 60_010, 140_000])
def test_counts_of_long_texts_do_not_run_over(size: int) -> None:
    """Of words beyond what a count holds."""
    text = "the " * (size // 4) + "my son has asthma"
    assert ("children", "my son") in text_reveals(text)
    assert text_reveals("the-" * (size // 4)) == []


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables as `tools.data.word_tables` makes them, below a folder that stands for the root of a package."""
    folder = tmp_path_factory.mktemp("built")
    word_tables.build(folder)
    return folder.joinpath(*tables.__package__.split("."))


@pytest.fixture
def made(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of those tables, from which they are read."""
    shutil.copytree(built, tmp_path / "package")
    monkeypatch.setattr(tables, "files", lambda _: tmp_path / "package")
    yield tmp_path / "package" / tables.FOLDER


def test_tables_are_what_is_worked_out(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Made beforehand or not, they are the same; made ones are read and nothing is worked out."""
    names = (tables.COMMON, *phrases.available())
    assert sorted(path.name for path in made.iterdir()) == sorted(f"{name}.json" for name in names)
    expected = {name: tables._worked_out(name) for name in names}
    monkeypatch.setattr(tables, "_worked_out", None)
    for name in names:
        assert json.dumps(tables.table(name), sort_keys=True) == json.dumps(expected[name], sort_keys=True)


@pytest.mark.parametrize("name", [tables.COMMON, "de"])
def test_a_changed_word_list_counts_at_once(made: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a list is newer than the table that was made of it, the list is read."""
    monkeypatch.setattr(tables, "_worked_out", lambda _: {"anew": True})
    assert "anew" not in tables.table(name)
    source = phrases.source
    monkeypatch.setattr(phrases, "source", lambda code: source(code) + b"# changed")
    assert tables.table(name) == {"anew": True}


@pytest.mark.parametrize(("by", "taken"), [("changed", False), ("", True)])
def test_changed_code_counts_at_once(made: Path, by: str, taken: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was made by other code is not read; where the code is not there as source, it cannot have changed."""
    monkeypatch.setattr(tables, "_worked_out", lambda _: {"anew": True})
    monkeypatch.setattr(tables, "made_by", lambda: by)
    assert ("anew" not in tables.table("de")) == taken


@pytest.mark.parametrize("content", [b"", b"[]", b'{"of": "x"}', b'{"of":'])
def test_a_broken_table_does_not_count(made: Path, content: bytes) -> None:
    """A table that was cut off, or is none, is as one that is not there."""
    (made / "en.json").write_bytes(content)
    assert tables.table("en")["rows"]


def test_the_same_sources_make_the_same_tables(built: Path, tmp_path: Path) -> None:
    """Byte for byte, in another process too: a package can be built again."""
    root = Path(word_tables.__file__).parents[2]
    environment = {**os.environ, "PYTHONHASHSEED": "1", "PYTHONPATH": str(root)}
    subprocess.run([sys.executable, word_tables.__file__, str(tmp_path)], check=True, cwd=root, env=environment)
    again = tmp_path.joinpath(*tables.__package__.split("."), tables.FOLDER)
    for path in (built / tables.FOLDER).iterdir():
        assert (again / path.name).read_bytes() == path.read_bytes(), path.name


def test_a_piece_in_passing_is_known_as_long_as_its_text_is_read() -> None:
    """Also to a language that is asked for the first time; and not any more with the next texts."""
    known, long = pieces.Pieces(), "my-son-has-asthma-and-nobody-has-ever-told-us-why"
    known.meet([long, "union"])
    alone = pieces.Pieces()
    alone.meet(["asthma"])
    assert known.signals("en")[long] & alone.signals("en")["asthma"] == alone.signals("en")["asthma"]
    known.meet(["other"])
    assert set(known.signals("en")) == {"union"} and long not in known.counts


def test_the_memory_of_pieces_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts of words that nobody has ever used leave no more behind than what is remembered."""
    monkeypatch.setattr(pieces, "REMEMBERED", 1_000)
    known = pieces.Pieces()
    for first in range(0, 20_000, 500):
        known.meet(f"mysonwort{number} union{number}" for number in range(first, first + 500))
        known.signals("en")
    known.meet(map(str, range(800)))
    for first in range(0, 20_000, 500):  # each is met twice, with others
        known.meet(f"mysonwort{number // 2} union{number // 2}" for number in range(first, first + 500))
    assert max(len(known._met), len(known.counts), len(known._spoken), len(known.signals("en"))) <= 1_500
    assert known._often <= known._met
    assert vocabulary.known() is vocabulary.known()


def test_words_are_read_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read at once is bounded: the first items are done before the last ones are even made."""
    monkeypatch.setattr("analyzer.advice.revealing._AT_ONCE", 10)
    made: list[Item] = []

    def items() -> Iterator[Item]:
        for number in range(3):
            made.append(Item("facebook", "post", text=f"This text is number {number}"))
            yield made[-1]
            assert made[-1].said is not None

    read_words(items())
    assert len(made) == 3
