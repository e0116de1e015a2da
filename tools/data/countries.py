"""Write `analyzer/rules/countries.json`: country names from CLDR, through Babel. Done when the package is built."""

from __future__ import annotations

import json
from pathlib import Path

import babel

from analyzer.rules.countries import LANGUAGES, names_of_cldr

TARGET = Path(__file__).parents[2] / "analyzer" / "rules" / "countries.json"


def main() -> None:
    """Ask Babel, write the JSON."""
    source = f"CLDR country names of {len(LANGUAGES)} languages, through Babel {babel.__version__}"
    made = {"source": source, "names": names_of_cldr()}
    TARGET.write_text(json.dumps(made, ensure_ascii=False, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main()
