"""The tables of `phrases` as they were made beforehand: `made/*.json` beside this file, read when first asked for.

They are not in the repository. `tools/data/word_tables.py` writes them, when the package is built. A table that is not
there, or was made of other sources than those that are, does not count: then it is worked out of the word lists, which
takes a second for all languages instead of some milliseconds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from analyzer import toml_tables
from analyzer.advice.revealing import phrases

COMMON = "common"  # name of the table for all languages
FOLDER = "made"
#: What tables are made with; a change of one makes all tables old, as a change of a word list does those made of it.
_MAKERS = ("patterns.py", "phrases.py", "tokens.py")


def table(name: str) -> dict[str, Any]:
    """`COMMON`, or the table of a language, by its code. Read at each call: whoever asks keeps half of it."""
    try:
        made = json.loads(files(__package__).joinpath(FOLDER, f"{name}.json").read_bytes())
    except (OSError, ValueError):
        made = {}  # not made, or cut off
    if isinstance(made, dict) and made.get("of") == fingerprint(name) and made_by() in ("", made.get("by")):
        return dict(made["table"])
    return _worked_out(name)


def made_tables() -> Iterator[tuple[str, bytes]]:
    """The name and content of each file of `FOLDER`."""
    for name in (COMMON, *phrases.available()):
        made = {"of": fingerprint(name), "by": made_by(), "table": _worked_out(name)}
        yield f"{name}.json", json.dumps(made, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def fingerprint(name: str) -> str:
    """What a table is made of. Line ends do not count: git may change them."""
    codes = phrases.available() if name == COMMON else (name,)
    lines = b"\0".join((",".join(codes).encode(), *map(phrases.source, codes)))
    return toml_tables.fingerprint(lines)


@cache
def made_by() -> str:
    """The code that tables are made by, "" where that is not there."""
    return toml_tables.fingerprint_of_code(map(files(__package__).joinpath, _MAKERS))


def _worked_out(name: str) -> dict[str, Any]:
    if name == COMMON:
        return phrases.common_table({code: phrases.word_list(code) for code in phrases.available()})
    return phrases.language_table(phrases.word_list(name))
