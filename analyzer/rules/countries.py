"""Country names in the languages of archives, as ISO 3166-1 codes. The names are CLDR's, through Babel.

`countries.json` holds them ready to read; it is made when the package is built (`tools/data/countries.py`). Without it
they are asked of Babel at each run, which takes a second.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from analyzer.reading.labels import fold

LANGUAGES = (
    "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv is nb nn tr uk ru ar".split()
)  # fmt: skip
_NO_COUNTRIES = ("EU", "EZ", "UN", "XA", "XB", "ZZ", "QO")
_ALIASES = {"great britain": "GB", "usa": "US", "uk": "GB", "czech republic": "CZ", "the netherlands": "NL"}


def code(name: str) -> str:
    """The ISO code (`DE`) of a country named in any language known, or given as its code; "" where unknown."""
    name = name.strip()
    if len(name) == 2 and name.isascii() and name.isupper():
        return name
    return _names().get(fold(name), "")


@cache
def _names() -> dict[str, str]:
    made = files("analyzer.rules").joinpath("countries.json")
    return dict(json.loads(made.read_text("utf-8"))["names"]) if made.is_file() else names_of_cldr()


def names_of_cldr() -> dict[str, str]:
    """`{name: code}` out of Babel. Names that mean two countries are left out, a few English aliases added."""
    from babel import Locale

    names: dict[str, str] = {}
    for language in LANGUAGES:
        for country, name in Locale.parse(language).territories.items():
            if len(country) == 2 and country.isalpha() and country not in _NO_COUNTRIES:
                key = fold(name)
                names[key] = country if names.get(key, country) == country else ""
    return {name: country for name, country in sorted((names | _ALIASES).items()) if country}
