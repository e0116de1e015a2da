"""Write `analyzer/reading/labels/languages.json`: all language files as one, quick to read.

    python -m tools.data.languages             write it
    python -m tools.data.languages --missing   list the labels and albums that English has and another language lacks

Written when the package is built; without it, or where it is older than a language file, the files themselves are
read. A label in one language is enough: what others lack is an answer less in archives of these, and never a wrong one.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from analyzer.reading.labels import fingerprint, language_files, languages

TARGET = Path(__file__).parents[2] / "analyzer" / "reading" / "labels" / "languages.json"


def main(target: Path = TARGET) -> None:
    """Read the TOML, write the JSON."""
    raw = language_files()
    read = {code: tomllib.loads(text.decode("utf-8")) for code, text in raw.items()}
    made = {"of": fingerprint(raw), "languages": read}
    target.write_text(json.dumps(made, ensure_ascii=False, indent=0) + "\n", "utf-8")


def missing() -> Iterator[tuple[str, str, list[str]]]:
    """`(meaning, the label in English, the languages without a word for it)`, for labels and for albums."""
    english = languages()["en"]
    for section in ("labels", "albums"):
        for means, forms in english[section].items():
            lacking = [code for code, file in languages().items() if means not in file.get(section, {})]
            if lacking:
                yield means, forms[0]["text"], lacking


if __name__ == "__main__":
    if sys.argv[1:] == ["--missing"]:
        for means, label, lacking in missing():
            print(f"{means} ({label}): {' '.join(lacking)}")
    else:
        main()
