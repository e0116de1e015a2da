"""E-mail addresses, telephone numbers, IBANs, cards and the numbers of persons: what a check, not a word, tells.

Each is looked for only where a cheap test lets the text through. Telephone numbers are `phonenumbers`' work (Google's
libphonenumber as data), check digits `stdnum`'s; both are imported when the first candidate is met.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
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
_DIGITS = re.compile(r"\d(?:[\s./()\-‐–]{0,3}\d){6}|[A-Z]{6}\d\d[A-Z]\d\d")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_CODES = re.compile(r"(?<![\w.,/-])[0-9A-Z](?:[ .-]?[0-9A-Z]){7,18}(?![\w-])")

#: E-mail addresses of offices and shops, which lead to nobody.
OFFICES = frozenset(
    "info support noreply no-reply donotreply help service contact kontakt office hello press presse newsletter"
    " kundenservice contacto contato servicio customerservice sales abuse postmaster webmaster jobs bewerbung".split()
)
_PREFIX = re.compile(r"(?<![\w.,+-])(?<!\d )00(?=[1-9])")
LEAST_DIGITS = 9  # of a national number
LEAST_ABROAD = 7  # behind the code of the country
CARD_STARTS = ("30", "36", "38", "34", "37", "4", "51", "52", "53", "54", "55", "2", "60", "62", "64", "65")

#: Numbers of persons whose form and check digits are such that hardly anything else has them: module of `stdnum`, form.
PERSONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("es.dni", re.compile(r"\d{8}[A-Z]")),
    ("es.nie", re.compile(r"[XYZ]\d{7}[A-Z]")),
    ("it.codicefiscale", re.compile(r"[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]")),
    ("fr.nir", re.compile(r"[12]\d{14}")),
)


def without_addresses(text: str) -> str:
    """`text` with blanks for web addresses: the numbers in them are nobody's."""
    if "://" in text or "www." in text:
        return _ADDRESS.sub(lambda found: " " * len(found[0]), text)
    return text


def emails(text: str) -> Iterator[str]:
    """The e-mail addresses in a text, as they stand there; not those of offices."""
    for found in (found for form in (_EMAIL, _SPELT_EMAIL, _SPOKEN_EMAIL) for found in form.finditer(text)):
        name = re.split(r"[@ \[({]", found[0].casefold(), maxsplit=1)[0]
        if name not in OFFICES:
            yield found[0].rstrip(".")


def documents(text: str) -> Iterator[str]:
    """Card numbers and the numbers of persons that a check digit shows to be ones."""
    for found in _CARD.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        if digits.startswith(CARD_STARTS) and len(set(digits)) > 1 and _stdnum("luhn")(digits):
            yield found[0]
    for found in _CODES.finditer(text):
        compact = re.sub(r"[ .-]", "", found[0])
        if any(form.fullmatch(compact) and _stdnum(module)(compact) for module, form in PERSONS):
            yield found[0]


def ibans(text: str) -> Iterator[str]:
    """The IBANs in a text."""
    for found in _IBAN.finditer(text):
        words = found[0].split(" ")
        for last in range(len(words), 0, -1):  # a word in capitals may follow
            if _stdnum("iban")("".join(words[:last])):
                yield " ".join(words[:last])
                break


def phones(text: str, country: str, regions: Iterable[str]) -> Iterator[str]:
    """The telephone numbers in a text.

    International ones (`+49 ...`) always. Others only as `country` writes them (of the account, "" where it is not
    known), or, where a word says that a telephone is meant, as one of `regions` does.
    """
    import phonenumbers
    from phonenumbers import Leniency, PhoneNumberMatcher

    seen: list[str] = []
    abroad = _PREFIX.sub(" +", text)
    for match in PhoneNumberMatcher(abroad, None, Leniency.POSSIBLE) if "+" in abroad else ():
        start = match.start - 1 if text[match.start] == "0" else match.start  # written with 00
        if len(phonenumbers.national_significant_number(match.number)) >= LEAST_ABROAD:
            seen.append(text[start : match.end])
    national = [(region, Leniency.POSSIBLE) for region in regions]
    if country:
        national.insert(0, (country, Leniency.STRICT_GROUPING))
    for region, leniency in national:
        for match in PhoneNumberMatcher(text, region, leniency):
            said = text[match.start : match.end]
            if sum(char.isdigit() for char in said) >= LEAST_DIGITS and not any(said in other for other in seen):
                seen.append(said)
    yield from seen


def has_digits(text: str) -> bool:
    """Whether at least seven digits stand together, or nearly so."""
    return _DIGITS.search(text) is not None


@cache
def _stdnum(module: str) -> Callable[[str], bool]:
    return import_module(f"stdnum.{module}").is_valid  # type: ignore[no-any-return]
