"""Telephone numbers: the work of `phonenumbers` (Google's libphonenumber as data), imported for the first candidate.

It is asked of no more of a text than has to be: it takes 30 to 300 us for each group of digits, and most are years,
prices and dates. What it calls a candidate holds digits, marks and the letters of a few words ("ext"); where any other
letter stands, a candidate ends. What is between two such letters is a *window*, and only one with enough digits is
shown to it, with the letter before and the letter behind, which is all that it looks at around a candidate.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

LEAST_DIGITS = 9  # of a national number
LEAST_ABROAD = 7  # behind the code of the country
PREFIX = re.compile(r"(?<![\w.,+-])(?<!\d )00(?=[1-9])")
_ENDS = "b-df-hj-mp-ru-wyzB-DF-HJ-MP-RU-WYZ\n"  # not a, e, i, n, o, s, t, x: they stand in "anexo", "extensión", "int"
_END = re.compile(f"[{_ENDS}]")
_ENDING = frozenset(filter(_END.match, map(chr, range(128))))
_NATIONAL, _ABROAD = (
    re.compile(rf"\d(?:[^\d{_ENDS}]*\d){{{digits - 1}}}") for digits in (LEAST_DIGITS, LEAST_ABROAD + 1)
)
_COMPARED = 100  # telephone numbers of one text that another may be a part of: time grows as the square of it
_PLUS = re.compile("[+\uff0b]")
_PART = re.compile(r"[\d+\uff0b(\[\uff08\uff3b#\uff03]")  # what a number may begin and end with


def phones(text: str, country: str, regions: Callable[[], Iterable[str]]) -> Iterator[str]:
    """The telephone numbers in a text.

    International ones (`+49 ...`) always. Others only as `country` writes them (of the account, "" where it is not
    known), or, where a word says that a telephone is meant, as one of `regions` does.
    """
    seen: list[str] = []
    abroad = PREFIX.sub(" +", text) if "00" in text else text
    if "+" in abroad:
        for start, window in _windows(abroad, _ABROAD):
            seen += _international(text, start, window) if _PLUS.search(window) else ()
    if windows := [window for _, window in _windows(text, _NATIONAL)]:
        known, wholly = set(seen), set()
        for region, strictly in _tried(country, regions()):
            for window in [each for each in windows if each not in wholly]:
                for said, whole in _national(window, region, strictly):
                    if said not in known and not any(said in other for other in seen[-_COMPARED:]):
                        seen.append(said)
                        known.add(said)
                    if whole:  # whatever another region finds in it is a part of this
                        wholly.add(window)
    yield from seen


def _windows(text: str, enough: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """The windows that have enough digits, and where they begin; each with the letter before it and behind it."""
    behind = 0
    while found := enough.search(text, behind):
        start = found.start()
        while start > behind and text[start - 1] not in _ENDING:
            start -= 1
        start = max(start - 1, 0)
        ending = _END.search(text, found.end())
        behind = ending.end() if ending else len(text)
        yield start, text[start:behind]


def _international(text: str, start: int, window: str) -> Iterator[str]:
    """The numbers of a window that begin with a plus, or, in `text`, with the 00 that was made one."""
    import phonenumbers
    from phonenumbers import Leniency, PhoneNumberMatcher

    for match in PhoneNumberMatcher(window, None, Leniency.POSSIBLE):
        first = start + match.start
        if text[first] == "0":
            first -= 1
        if len(phonenumbers.national_significant_number(match.number)) >= LEAST_ABROAD:
            yield text[first : start + match.end]


def _tried(country: str, regions: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """The regions as which a number is read, and whether it must be written as numbers are there."""
    if country:
        yield country, True
    for region in regions:
        yield region, False


def _national(window: str, region: str, strictly: bool) -> Iterator[tuple[str, bool]]:
    """The numbers of a window as a region writes them, and whether that is all that stands in it."""
    from phonenumbers import Leniency, PhoneNumberMatcher

    for match in PhoneNumberMatcher(window, region, Leniency.STRICT_GROUPING if strictly else Leniency.POSSIBLE):
        said = window[match.start : match.end]
        if sum(map(str.isdigit, said)) >= LEAST_DIGITS:
            around = _PART.search(window, 0, match.start) or _PART.search(window, match.end)
            yield said, not around
