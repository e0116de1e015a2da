"""Country names in the languages of archives, as ISO 3166-1 codes. The names are CLDR's (`countries.json`)."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from analyzer.reading.labels import fold


@cache
def _names() -> dict[str, str]:
    return dict(json.loads(files("analyzer.rules").joinpath("countries.json").read_text("utf-8"))["names"])


def code(name: str) -> str:
    """The ISO code (`DE`) of a country named in any language known, or given as its code; "" where unknown."""
    name = name.strip()
    if len(name) == 2 and name.isascii() and name.isupper():
        return name
    return _names().get(fold(name), "")
