"""A text as words with their places, cut into sentences. Words are compared in NFC and without case."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+(?:(?<=\d)[.,](?=\d)\d+)*")
#: What may end a sentence, with the marks behind it. A full stop does so before white space or a word, unless it stands
#: between two letters ("ver.di", "a.D.") or in a number (`_WORD`).
_ENDS = re.compile(r"(?:[!?…\n;]|\.(?:(?=\s|$)|(?<![^\W\d_]\.)(?=[^\W\d_])|(?<!\d\.)(?=\d)))[^\w\s]*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")

#: Before a full stop that ends no sentence.
ABBREVIATIONS = frozenset(
    "nr no num núm nº n st str ul tel tél av avda al os pl dr mr mrs ms hr fr bzw ca z b sog art ap apt mob tlf tfno"
    "".split()
)
_LONGEST_ABBREVIATION = max(map(len, ABBREVIATIONS))

#: Kinds of words that a pattern may ask for: `#name`.
KINDS = {
    "name": "begins with a capital letter",
    "number": "one to four digits, perhaps with a letter: a house number, an age",
    "code": "letters and digits, also in groups, at least five of them digits: the number of a document",
}
LEAST_DIGITS = 5
LEAST_IN_CODE = 2  # digits without which nothing is a `#code`
_NUMBER = re.compile(r"\d{1,4}[a-zA-Z]?")
_CODE = re.compile(r"(?=(?:[A-Za-z]*[0-9]){4})[A-Za-z0-9]{6,30}|(?=(?:[A-Z]*[0-9]){2})[A-Z0-9]{8,12}")
_PIECE = re.compile(r"[A-Z0-9][A-Z0-9.]{0,24}")
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}|[\d.]+[.,]\d{1,3}")
#: Where `_mark_codes` finds something, one of these does: five digits in a row of capitals, four in one word, or eight
#: capitals and digits. Each begins with a class of ASCII, which the search for its first character is quick for.
_MAY_BE_CODE = tuple(
    map(re.compile, ("[0-9](?:[^a-z0-9]*[0-9]){4}", "[0-9](?:[A-Za-z]*[0-9]){3}", "[A-Z0-9]{8}")),
)


def fold(text: str) -> str:
    """As words are compared: NFC, without case, straight apostrophes."""
    return text.casefold() if text.isascii() else unicodedata.normalize("NFC", text).casefold()


def plain_words(text: str) -> list[str]:
    """The folded words of a piece of text: `i'm` is two."""
    if text.isalpha():
        return [fold(text)]
    return [fold(found) for found in _WORD.findall(text)]


def without_addresses(text: str) -> str:
    """`text` with blanks for web addresses: what stands in them is no word, and its numbers are nobody's."""
    if "://" in text or "www." in text:
        return _ADDRESS.sub(lambda found: " " * len(found[0]), text)
    return text


def sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text begin and end, its gaps without words included.

    One search over the text for what may end a sentence, where looking at each gap between words takes ten times as
    long. Of the endings between two words only the first counts.
    """
    found: list[tuple[int, int]] = []
    start = behind = 0  # where this sentence begins; behind the last ending that was looked at
    for ending in _ENDS.finditer(text):
        at, end = ending.span()
        last = at - 1  # the last letter before it
        while last >= behind and not text[last].isalnum():
            last -= 1
        if last < behind:
            continue  # no word since the last ending
        behind = end
        if text[at] != "." or not _is_abbreviation(text, start, last + 1):
            found.append((start, end))
            start = end
    found.append((start, len(text)))
    return found


def is_within_piece(text: str, at: int) -> bool:
    """Whether there is no blank on either side of a place."""
    around = text[at - 1 : at + 1]
    return len(around) == 2 and not (around[1].isspace() or around[0].isspace())


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    """Whether the word that ends at `end`, and begins after `start`, is one before whose full stop nothing ends."""
    first = end - _LONGEST_ABBREVIATION - 1
    if first >= start and text[first:end].isalpha():
        return False  # longer than any
    first = end - 1
    while first > start and text[first - 1].isalnum():
        first -= 1
    word = text[first:end]
    if not word.isalpha():  # behind a fraction another word may begin: `2.5st`
        word = _WORD.findall(text, start, end)[-1]
    return fold(word) in ABBREVIATIONS


def words_of(text: str, sentence: tuple[int, int]) -> list[str]:
    """The words of a sentence as they stand there. `text`: without addresses."""
    return _WORD.findall(text, *sentence)


def places_of(text: str, sentence: tuple[int, int]) -> list[tuple[int, int]]:
    """Where those words begin and end."""
    return [found.span() for found in _WORD.finditer(text, *sentence)]


def is_number(word: str) -> bool:
    """Whether a word is a `#number`."""
    return _NUMBER.fullmatch(word) is not None


def may_hold_code(text: str, start: int, end: int) -> bool:
    """Whether a `#code` may be in a part of a text; False is sure."""
    return any(form.search(text, start, end) for form in _MAY_BE_CODE)


def codes_of(text: str, sentence: tuple[int, int]) -> dict[int, int]:
    """Which words of a sentence begin the number of a document, by their place; of how many words each number is.

    It may be written in groups: `AB 12 34 56 C`, `123-45-6789`.
    """
    found = {}
    words = [(match[0], match.start(), match.end()) for match in _WORD.finditer(text, *sentence)]
    for start, (raw, _, _) in enumerate(words):
        if _CODE.fullmatch(raw):
            found[start] = 1
        if not _PIECE.fullmatch(raw):
            continue
        behind, digits = start, 0
        while behind < len(words) and _PIECE.fullmatch(words[behind][0]):
            if behind > start and words[behind][1] - words[behind - 1][2] != 1:
                break
            digits += sum(char.isdigit() for char in words[behind][0])
            behind += 1
        if digits >= LEAST_DIGITS and not _is_date([raw for raw, _, _ in words[start:behind]]):
            found[start] = behind - start
    return found


def _is_date(pieces: list[str]) -> bool:
    """Whether `12-05-2019`, `12.05.2019` or `10.000`: no number of a document."""
    if len(pieces) == 1 and _DATE.fullmatch(pieces[0]):
        return pieces[0].count(".") < 3
    return len(pieces) == 3 and sorted(map(len, pieces)) in ([1, 1, 4], [1, 2, 4], [2, 2, 4], [2, 2, 2])
