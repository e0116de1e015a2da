"""Meta's encoding of text undone: right for every text, harmless for what was never encoded so."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.reading.mojibake import repair, repair_all

_unicode = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
_latin = st.text(st.characters(max_codepoint=0xFF), max_size=40)
_any = st.text(st.characters(), max_size=40)  # lone surrogates too


def mangle(text: str) -> str:
    """`text` as Meta writes it: a character for each byte of UTF-8."""
    return text.encode("utf-8").decode("latin-1")


def spells_mojibake(text: str) -> bool:
    """Whether a text is itself the encoding of another: only then nobody can tell which of the two was meant."""
    return repair(text) != text


@given(_unicode)
def test_every_text_comes_back(text: str) -> None:
    """For any text, the repair of its encoding is the text."""
    assert repair(mangle(text)) == text


@given(_unicode)
def test_twice_is_once_except_for_text_that_spells_mojibake(text: str) -> None:
    """Repairing a repaired text changes nothing; the one exception is a text that spells an encoding itself."""
    once = repair(mangle(text))
    assert repair(once) == once or spells_mojibake(text)


def test_the_exception() -> None:
    """Somebody who writes about "Ã©" gets it back after one repair, and would lose it in a second one."""
    written = "Ã© is how é looks when it goes wrong"
    assert repair(mangle(written)) == written
    assert spells_mojibake(written) and repair(written) == "é is how é looks when it goes wrong"


@given(_any, st.characters(min_codepoint=0x100), _any)
def test_a_character_beyond_latin_1_shows_that_a_text_was_never_encoded(before: str, high: str, after: str) -> None:
    """Texts with a character above U+00FF, lone surrogates included, stay as they are."""
    text = before + high + after
    assert repair(text) == text


@given(_latin)
def test_latin_1_changes_only_in_valid_runs(text: str) -> None:
    """What is no UTF-8 stays: every character that is not repaired stands in the result as it stood."""
    found = repair(text)
    if text.isascii():
        assert found == text
    # Encoding the repaired characters again gives the text back: nothing was dropped or replaced.
    position = 0
    for character in found:
        if ord(character) < 0x80 or text[position] == character:
            assert text[position] == character
            position += 1
        else:
            run = mangle(character)
            assert text[position : position + len(run)] == run
            position += len(run)
    assert position == len(text)


@pytest.mark.parametrize("text", ["café", "Größe", "ñandú", "naïve ÿ", "±½°", "Ã", "x\x85y", "\xff\xfe", "é\x80"])
def test_genuine_latin_1_is_left_alone(text: str) -> None:
    """Accented letters that stand for themselves are no valid UTF-8, and stay."""
    assert repair(text) == text


@given(_unicode, st.characters(min_codepoint=0x80, exclude_categories=["Cs"]), st.data())
def test_half_sequences_at_the_end_survive(text: str, last: str, data: st.DataObject) -> None:
    """A text cut in the middle of a character: the rest is repaired, the half stays as it is."""
    sequence = mangle(last)
    half = sequence[: data.draw(st.integers(1, len(sequence) - 1))]
    assert repair(mangle(text) + half) == text + half


def test_genuine_latin_1_beside_encoded_text() -> None:
    """Both in one string: the encoded runs are repaired, the others stay."""
    assert repair("caf\xe9 and " + mangle("café ø 😀") + " \xfc.") == "café and café ø 😀 ü."


@pytest.mark.parametrize(
    "raw", ["\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\xbd", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80"]
)
def test_forms_that_utf_8_forbids_stay(raw: str) -> None:
    """Overlong forms, surrogates and numbers beyond Unicode are no UTF-8: they are not made into characters."""
    assert repair(raw) == raw
    assert repair(raw + mangle("é")) == raw + "é"


@given(
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), _unicode),
        lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_unicode, inner, max_size=3)),
        max_leaves=10,
    )
)
def test_values_and_keys(value: Any) -> None:
    """In a parsed value all strings and keys are repaired, and nothing else changes."""

    def mangled(value: Any) -> Any:
        if isinstance(value, str):
            return mangle(value)
        if isinstance(value, list):
            return [mangled(each) for each in value]
        return {mangle(key): mangled(each) for key, each in value.items()} if isinstance(value, dict) else value

    assert repair_all(mangled(value)) == value
