"""A text as words with their places, cut into sentences. Words are compared in NFC and without case."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

_WORD = re.compile(r"[^\W_]+(?:(?<=\d)[.,](?=\d)\d+)*")
_ENDS = re.compile(r"[!?…\n;]|\.(?=\s|$)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")

#: Before a full stop that ends no sentence.
ABBREVIATIONS = frozenset(
    "nr no num núm nº n st str ul tel tél av avda al os pl dr mr mrs ms hr fr bzw ca z b sog art ap apt mob tlf tfno"
    "".split()
)

#: Kinds of words that a pattern may ask for: `#name`.
KINDS = {
    "name": "begins with a capital letter",
    "number": "one to four digits, perhaps with a letter: a house number, an age",
    "code": "letters and digits, also in groups, at least five of them digits: the number of a document",
}
LEAST_DIGITS = 5
_HAS_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d{1,4}[a-zA-Z]?")
_CODE = re.compile(r"(?=(?:[A-Za-z]*[0-9]){4})[A-Za-z0-9]{6,30}|(?=(?:[A-Z]*[0-9]){2})[A-Z0-9]{8,12}")
_PIECE = re.compile(r"[A-Z0-9][A-Z0-9.]{0,24}")
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}|[\d.]+[.,]\d{1,3}")


@dataclass(slots=True)
class Token:
    """One word. `start`, `end`: its place in the text."""

    raw: str
    folded: str
    start: int
    end: int
    atoms: set[str] = field(default_factory=set)
    group: int = 0  # of how many words the number is that begins here


def fold(text: str) -> str:
    """As words are compared: NFC, without case, straight apostrophes."""
    return text.casefold() if text.isascii() else unicodedata.normalize("NFC", text).casefold()


def plain_words(text: str) -> list[str]:
    """The folded words of a piece of text: `i'm` is two."""
    if text.isalpha():
        return [fold(text)]
    return [fold(found) for found in _WORD.findall(text)]


def sentences(text: str) -> list[list[Token]]:
    """The words of a text, sentence by sentence. What stands in a web address is no word."""
    if "://" in text or "www." in text:
        text = _ADDRESS.sub(lambda found: " " * len(found[0]), text)
    found: list[list[Token]] = []
    current: list[Token] = []
    behind = 0
    for match in _WORD.finditer(text):
        between = text[behind : match.start()]
        if between != " " and current and _ends(between, current[-1].folded):
            found.append(current)
            current = []
        raw = match[0]
        current.append(Token(raw, fold(raw), match.start(), match.end(), _kinds(raw)))
        behind = match.end()
    if current:
        found.append(current)
    if _HAS_DIGIT.search(text):
        for sentence in found:
            _mark_codes(sentence)
    return found


def _ends(between: str, before: str) -> bool:
    ending = _ENDS.search(between)
    return ending is not None and not (ending[0] == "." and before in ABBREVIATIONS)


def _kinds(raw: str) -> set[str]:
    kinds = set()
    if raw[0].isupper():
        kinds.add("#name")
    if raw[0].isdigit() and _NUMBER.fullmatch(raw):
        kinds.add("#number")
    return kinds


def _mark_codes(sentence: list[Token]) -> None:
    """Find the numbers of documents, which may be written in groups: `AB 12 34 56 C`, `123-45-6789`."""
    for start, token in enumerate(sentence):
        if _CODE.fullmatch(token.raw):
            token.atoms.add("#code")
            token.group = 1
        if not _PIECE.fullmatch(token.raw):
            continue
        behind, digits = start, 0
        while behind < len(sentence) and _PIECE.fullmatch(sentence[behind].raw):
            if behind > start and sentence[behind].start - sentence[behind - 1].end != 1:
                break
            digits += sum(char.isdigit() for char in sentence[behind].raw)
            behind += 1
        if digits >= LEAST_DIGITS and not _is_date(sentence[start:behind]):
            token.atoms.add("#code")
            token.group = behind - start


def _is_date(pieces: list[Token]) -> bool:
    """Whether `12-05-2019`, `12.05.2019` or `10.000`: no number of a document."""
    if len(pieces) == 1 and _DATE.fullmatch(pieces[0].raw):
        return pieces[0].raw.count(".") < 3
    return len(pieces) == 3 and sorted(len(each.raw) for each in pieces) in ([1, 1, 4], [1, 2, 4], [2, 2, 4], [2, 2, 2])
