"""Write all files that are made of the tables when the package is built: `python -m tools.data.made_files`.

Each is only for speed: without it, or where it does not fit its sources, the sources are read.
"""

from __future__ import annotations

from tools.data import countries, languages, templates, toml_tables, word_tables


def main() -> None:
    """Write each beside its sources."""
    languages.main()
    countries.main()
    word_tables.main()
    templates.main()
    toml_tables.main()


if __name__ == "__main__":
    main()
