"""Write `analyzer/reading/labels/languages.json`: all language files as one, quick to read.

Done when the package is built; without it, or where it is older than a language file, the files themselves are read.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from analyzer.reading.labels import fingerprint, language_files

TARGET = Path(__file__).parents[2] / "analyzer" / "reading" / "labels" / "languages.json"


def main() -> None:
    """Read the TOML, write the JSON."""
    raw = language_files()
    languages = {code: tomllib.loads(text.decode("utf-8")) for code, text in raw.items()}
    made = {"of": fingerprint(raw), "languages": languages}
    TARGET.write_text(json.dumps(made, ensure_ascii=False, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main()
