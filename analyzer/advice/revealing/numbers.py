"""E-mail addresses, telephone numbers, IBANs, cards and the numbers of persons: what a check, not a word, tells.

Each is looked for only where a cheap test lets the text through: the forms themselves begin with a look behind, so
that a search tries them at every letter, while a test begins with a class of letters and takes a tenth of the time.
Check digits are `stdnum`'s, which is imported when the first candidate is met. Telephones: `telephones`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.)+[^\W\d_]{2,24}(?![\w@-])")
_SPELT_EMAIL = re.compile(
    r"(?<!\w)[\w.+-]{1,64} ?[\[({](?:at|ät|@)[\])}] ?[\w-]+"
    r"(?: ?[\[({](?:dot|punkt|point|punto|ponto|kropka)[\])}] ?|\.)[a-z]{2,8}\b",
    re.I,
)
_SPOKEN_EMAIL = re.compile(
    r"(?<!\w)\w{2,64}(?: (?:dot|punkt|point|punto|ponto|kropka|punt) \w+){0,3}"
    r" (?:at|ät|arroba|chiocciola|małpa|arobase|apenstaartje) [\w-]+"
    r" (?:dot|punkt|point|punto|ponto|kropka|punt)"
    r" (?:com|org|net|eu|info|de|at|ch|fr|be|es|it|nl|pl|pt|br|uk|co|ie|edu|io|me|mx|ar)\b",
    re.I,
)
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]){11,30}(?!\w)")
_CARD = re.compile(
    r"(?<![\w.,-])(?:\d{4}([ -])\d{4}\1\d{4}\1\d{4}|3[47]\d{2}([ -])\d{6}\2\d{5}|3[068]\d{12}|\d{15,16})(?![\w-])"
)
_DIGITS = re.compile(r"\d(?:[\s./()\-‐–]{0,3}\d){6}")
_HAS_DIGIT = re.compile(r"\d")
_TAX_CODE = re.compile(r"[A-Z]{6}\d\d[A-Z]\d\d")
_CODES = re.compile(r"(?<![\w.,/-])[0-9A-Z](?:[ .-]?[0-9A-Z]){7,18}(?![\w-])")

#: What an IBAN, a card or the number of a person may stand in: none has a small letter. The forms look at one letter
#: before it and one behind.
_WINDOW = re.compile(r"[^a-z]{8,}")
#: What stands in every window that `emails` finds something in.
_MAY_BE_SPELT = re.compile(r"[\[({](?:at|ät|@)[\])}]", re.I)
_MAY_BE_SPOKEN = re.compile(r" (?:at|ät|arroba|chiocciola|małpa|arobase|apenstaartje) [\w-]+ ", re.I)

EMAILS = (_EMAIL, _SPELT_EMAIL, _SPOKEN_EMAIL)
#: E-mail addresses of offices and shops, which lead to nobody.
OFFICES = frozenset(
    "info support noreply no-reply donotreply help service contact kontakt office hello press presse newsletter"
    " kundenservice contacto contato servicio customerservice sales abuse postmaster webmaster jobs bewerbung".split()
)
LEAST = 7  # digits that a text must have for a number to be looked for
CARD_STARTS = ("30", "36", "38", "34", "37", "4", "51", "52", "53", "54", "55", "2", "60", "62", "64", "65")

#: Numbers of persons whose form and check digits are such that hardly anything else has them: module of `stdnum`, form.
PERSONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("es.dni", re.compile(r"\d{8}[A-Z]")),
    ("es.nie", re.compile(r"[XYZ]\d{7}[A-Z]")),
    ("it.codicefiscale", re.compile(r"[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]")),
    ("fr.nir", re.compile(r"[12]\d{14}")),
)


def emails(text: str) -> Iterator[str]:
    """The e-mail addresses in a text, as they stand there; not those of offices."""
    forms = [_EMAIL] if "@" in text else []
    forms += [_SPELT_EMAIL] if _MAY_BE_SPELT.search(text) else []
    forms += [_SPOKEN_EMAIL] if _MAY_BE_SPOKEN.search(text) else []
    for found in (found for form in forms for found in form.finditer(text)):
        name = re.split(r"[@ \[({]", found[0].casefold(), maxsplit=1)[0]
        if name not in OFFICES:
            yield found[0].rstrip(".")


def documents(text: str) -> Iterator[tuple[int, str]]:
    """Card numbers and the numbers of persons that a check digit shows to be ones, each with where it begins."""
    for found in _CARD.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        if digits.startswith(CARD_STARTS) and len(set(digits)) > 1 and _stdnum("luhn")(digits):
            yield found.start(), found[0]
    for found in _CODES.finditer(text):
        compact = re.sub(r"[ .-]", "", found[0])
        if any(form.fullmatch(compact) and _stdnum(module)(compact) for module, form in PERSONS):
            yield found.start(), found[0]


def ibans(text: str) -> Iterator[tuple[int, str]]:
    """The IBANs in a text, each with where it begins."""
    for found in _IBAN.finditer(text):
        words = found[0].split(" ")
        for last in range(len(words), 0, -1):  # a word in capitals may follow
            if _stdnum("iban")("".join(words[:last])):
                yield found.start(), " ".join(words[:last])
                break


def checked(text: str) -> tuple[list[tuple[str, str]], str]:
    """`(category, words)` for the IBANs of a text, and for what `documents` finds in the rest; and what is left then.

    Nothing is looked for outside of windows without small letters: the forms are tried at every letter otherwise.
    """
    windows = [text[max(found.start() - 1, 0) : found.end() + 1] for found in _WINDOW.finditer(text)]
    windows = [window for window in windows if _HAS_DIGIT.search(window)]
    found: list[tuple[str, str]] = []
    if any(any(search(window)) for search in (ibans, documents) for window in windows):
        for category, search in (("contact", ibans), ("document", documents)):
            places = list(search(text))
            found += [(category, said) for _, said in places]
            text = without(text, places)
    return found, text


def without(text: str, places: list[tuple[int, str]]) -> str:
    """A text with a line end for each of what was found at these places: in one pass, however many they are."""
    rest, end = [], 0
    for start, said in sorted(places):
        if start >= end:
            rest.append(text[end:start])
        end = max(end, start + len(said))
    return "\n".join([*rest, text[end:]])


def has_digits(text: str) -> bool:
    """Whether at least seven digits stand together, or nearly so, or something like an Italian tax code."""
    return _DIGITS.search(text) is not None or _TAX_CODE.search(text) is not None


@cache
def _stdnum(module: str) -> Callable[[str], bool]:
    return import_module(f"stdnum.{module}").is_valid  # type: ignore[no-any-return]
