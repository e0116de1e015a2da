"""Write `analyzer/rules/countries.json`: country names from CLDR, through Babel. Run when languages change."""

from __future__ import annotations

import json
from pathlib import Path

import babel
from babel import Locale

from analyzer.reading.labels import fold

LANGUAGES = (
    "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv is nb nn tr uk ru ar".split()
)  # fmt: skip


def main() -> None:
    """Names that mean two countries are left out; an official English alias or two are added."""
    names: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"):
                key = fold(name)
                names[key] = code if names.get(key, code) == code else ""
    names |= {"great britain": "GB", "usa": "US", "uk": "GB", "czech republic": "CZ", "the netherlands": "NL"}
    names = {name: code for name, code in sorted(names.items()) if code}
    target = Path(__file__).parents[2] / "analyzer" / "rules" / "countries.json"
    source = f"CLDR country names of {len(LANGUAGES)} languages, through Babel {babel.__version__}"
    target.write_text(json.dumps({"source": source, "names": names}, ensure_ascii=False, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main()
