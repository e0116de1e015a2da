"""What texts give away, found the plain way: every word asked of every list, every pattern tried in every sentence.

`analyzer.advice.revealing` says the same by other means; `test_reveals_alike.py` holds the two against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

import phonenumbers
from phonenumbers import Leniency, PhoneNumberMatcher

from analyzer.advice.revealing import REVEALS, numbers, phrases, telephones, tokens, vocabulary
from analyzer.advice.revealing.patterns import Pattern
from analyzer.advice.revealing.tokens import fold, is_number, plain_words, without_addresses

_WORD = re.compile(r"[^\W_]+(?:(?<=\d)[.,](?=\d)\d+)*")
_ENDS = re.compile(r"[!?…\n;]|\.(?=\s|$)")
_LETTER = re.compile(r"[^\W\d_]")
_DIGITS = re.compile(r"\d(?:[\s./()\-‐–]{0,3}\d){6}|[A-Z]{6}\d\d[A-Z]\d\d")


@dataclass(slots=True)
class Token:
    """One word. `start`, `end`: its place in the text."""

    raw: str
    start: int
    end: int
    atoms: set[str] = field(default_factory=set)
    group: int = 0  # of how many words the number is that begins here


def text_reveals(text: str, country: str = "", language: str = "") -> list[tuple[str, str]]:
    """As `revealing.text_reveals`."""
    pieces = text.split()
    digits = sum(sum(map(str.isdigit, piece)) for piece in pieces if re.search(r"\d", piece))
    has_number = digits >= numbers.LEAST and _DIGITS.search(text) is not None
    mail = any(
        "@" in piece or "(at" in piece or "[at" in piece or piece.casefold() in vocabulary.AT for piece in pieces
    )
    begun = {code for code in phrases.available() for piece in pieces if _begins(piece, code)}
    if not (begun or mail or has_number):
        return []
    codes = _languages(pieces, begun, language)
    found: list[tuple[str, str]] = []
    if mail:
        found += [("contact", said) for said in _emails(text)]
    if has_number:
        found += _numbers(text, country, codes)
    if begun & set(codes):
        found += search(text, codes)
    found = [
        (category, said)
        for category, said in dict.fromkeys(found)
        if not any(category == other and said != longer and said in longer for other, longer in found)
    ]
    return sorted(found, key=lambda each: REVEALS.index(each[0].split(": ")[0]))


@cache
def _begins(piece: str, code: str) -> bool:
    """Whether a piece of text may begin a pattern of a language."""
    if len(piece) > vocabulary.LONGEST or not re.search(r"[^\W\d_]", piece):
        return False
    return any(_atoms(word, code) & _anchors(code) for word in plain_words(piece))


@cache
def _anchors(code: str) -> frozenset[str]:
    signals = phrases.Signals(phrases.word_list(code).weights)
    rows = phrases.word_list(code).rows
    return frozenset(atom for row in rows for pattern in row.says for atom in signals.anchor(pattern))


@cache
def _atoms(word: str, code: str) -> frozenset[str]:
    """The atoms of a language that a folded word satisfies."""
    listed = phrases.word_list(code).atoms
    stems = {f"{word[:size]}*" for size in range(1, len(word) + 1)}
    endings = {f"*{word[-size:]}" for size in range(1, len(word))}
    return frozenset(listed & (stems | endings | {word}))


def _languages(pieces: list[str], begun: set[str], likely: str) -> list[str]:
    """The languages that a text may be in, by its function words."""
    words = [word for piece in pieces for word in plain_words(piece)]
    known = phrases.available()
    shares = {code: sum(word in phrases.word_list(code).function for word in words) for code in known}
    most = max(shares.values())
    if most == 0 or most < vocabulary.LEAST_SHARE * len(pieces):
        if len(pieces) > vocabulary.SHORT:
            return []
        if likely:
            return [likely] if likely in known else []
        return [code for code in known if code in begun]
    best = [code for code in known if shares[code] == most]
    return [likely] if likely in best else best


def _emails(text: str) -> Iterator[str]:
    for found in (found for form in numbers.EMAILS for found in form.finditer(text)):
        if re.split(r"[@ \[({]", found[0].casefold(), maxsplit=1)[0] not in numbers.OFFICES:
            yield found[0].rstrip(".")


def _numbers(text: str, country: str, codes: list[str]) -> Iterator[tuple[str, str]]:
    text = without_addresses(text)
    for category, search_ in (("contact", numbers.ibans), ("document", numbers.documents)):
        places = list(search_(text))
        yield from ((category, said) for _, said in places)
        text = numbers.without(text, places)
    if _DIGITS.search(text):
        yield from (("contact", said) for said in phones(text, country, _regions(text, codes)))


def _regions(text: str, codes: list[str]) -> list[str]:
    words = plain_words(text)
    tried = codes or (phrases.available() if len(words) <= vocabulary.SHORT else ())
    meant = [phrases.word_list(code) for code in tried if not phrases.word_list(code).phone_words.isdisjoint(words)]
    return list(dict.fromkeys(region for listed in meant for region in listed.regions))


def phones(text: str, country: str, regions: Iterable[str]) -> list[str]:
    """As `telephones.phones`: all of the text is shown to `phonenumbers`, for each region."""
    seen: list[str] = []
    abroad = telephones.PREFIX.sub(" +", text)
    for match in PhoneNumberMatcher(abroad, None, Leniency.POSSIBLE) if "+" in abroad else ():
        start = match.start - 1 if text[match.start] == "0" else match.start  # written with 00
        if len(phonenumbers.national_significant_number(match.number)) >= telephones.LEAST_ABROAD:
            seen.append(text[start : match.end])
    national = [(region, Leniency.POSSIBLE) for region in regions]
    if country:
        national.insert(0, (country, Leniency.STRICT_GROUPING))
    for region, leniency in national:
        for match in PhoneNumberMatcher(text, region, leniency):
            said = text[match.start : match.end]
            if sum(map(str.isdigit, said)) >= telephones.LEAST_DIGITS and not any(said in other for other in seen):
                seen.append(said)
    return seen


def search(text: str, codes: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What the words of a text give away in some languages."""
    cut = sentences(text)
    parts = [(sentence, "") for sentence in cut]
    if len(cut) > 1 and any("#code" in token.atoms for sentence in cut for token in sentence):
        parts.append(([token for sentence in cut for token in sentence], "document"))
    for code in codes:
        stop = phrases.word_list(code).stop
        for sentence, only in parts:
            for token in sentence:
                token.atoms |= _atoms(fold(token.raw), code)
            for row in phrases.word_list(code).rows:
                place = next(filter(None, (find(pattern, sentence, stop) for pattern in row.says)), None)
                if place and only in ("", row.category) and not any(find(each, sentence, stop) for each in row.unless):
                    category = f"{row.category}: {row.about}" if row.about else row.category
                    yield category, text[sentence[place[0]].start : sentence[place[1] - 1].end]


def sentences(text: str) -> list[list[Token]]:
    """The words of a text, sentence by sentence."""
    text = without_addresses(text)
    found: list[list[Token]] = []
    for match in _WORD.finditer(text):
        raw = match[0]
        if not found or _ends(text, found[-1][-1], match.start()):
            found.append([])
        kinds = {"#name"} if raw[0].isupper() else {"#number"} if raw[0].isdigit() and is_number(raw) else set()
        found[-1].append(Token(raw, match.start(), match.end(), kinds))
    for sentence in found:
        codes = tokens.codes_of(text, (sentence[0].start, sentence[-1].end))
        for place, size in codes.items():
            sentence[place].atoms.add("#code")
            sentence[place].group = size
    return found


def _ends(text: str, word: Token, behind: int) -> bool:
    """Whether a sentence ends between a word and the one that begins at `behind`."""
    between = text[word.end : behind]
    if between == "." and _LETTER.match(text[word.end - 1]) and _LETTER.match(text[behind]):
        return False
    ending = _ENDS.search(between)
    return ending is not None and not (ending[0] == "." and fold(word.raw) in tokens.ABBREVIATIONS)


def find(pattern: Pattern, sentence: list[Token], stop: frozenset[str]) -> tuple[int, int] | None:
    """The first place of a pattern in a sentence: numbers of its first token and of the one behind its last."""
    there = set().union(*(token.atoms for token in sentence))
    for element in pattern:
        if element.needed and element.atoms.isdisjoint(there) and element.longer.keys().isdisjoint(there):
            return None
    for start in range(1 if pattern[0].first else len(sentence)):
        end = _match(pattern, sentence, start, stop)
        if end is not None and end > start:
            of_code = pattern[-1].atoms == frozenset({"#code"})
            return start, end - 1 + max(sentence[end - 1].group, 1) if of_code else end
    return None


def _match(pattern: Pattern, sentence: list[Token], here: int, stop: frozenset[str]) -> int | None:
    """Where a pattern ends if it begins here."""
    if not pattern:
        return here
    element, rest = pattern[0], pattern[1:]
    if element.gap:
        for ahead in range(here, min(here + element.gap, len(sentence)) + 1):
            if ahead > here and fold(sentence[ahead - 1].raw) in stop:
                return None
            if (end := _match(rest, sentence, ahead, stop)) is not None:
                return end
        return None
    known = sentence[here].atoms if here < len(sentence) else set()
    sizes = [1] if element.atoms & known else []
    for first in sorted(known & element.longer.keys()):
        for atoms in element.longer[first]:
            words = sentence[here : here + len(atoms)]
            if len(words) == len(atoms) and all(atom in token.atoms for atom, token in zip(atoms, words, strict=True)):
                sizes.append(len(atoms))
    if element.first or element.optional:
        sizes.append(0)
    ends = (_match(rest, sentence, here + size, stop) for size in sizes)
    return next((end for end in ends if end is not None), None)
