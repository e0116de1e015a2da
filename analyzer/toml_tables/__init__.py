"""The tables of the package that are written in TOML, as a run reads them: out of `made/*.json` beside this file.

JSON takes a tenth of the time that TOML takes to read, a tenth of a small run. The made files are not in the
repository. `tools/data/toml_tables.py` writes them when the package is built. One that is not there, or was made of
another text than the table's, does not count: then the TOML is read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

FOLDER = "made"
_DATE = "$date"  # the key that a date stands under


def table(path: str) -> dict[str, Any]:
    """The TOML file at a path below the package, such as `words/en/codes.toml`: a new table at each call."""
    return of_source(files("analyzer").joinpath(*path.split("/")).read_bytes(), path)


def of_source(source: bytes, path: str) -> dict[str, Any]:
    """The same of what stands in the file at `path`. Raises ValueError where it is no TOML."""
    try:
        raw = files(__package__).joinpath(FOLDER, name_of(path)).read_bytes()
        made = json.loads(raw, object_hook=_with_date if _DATE.encode() in raw else None)
    except (OSError, ValueError):
        made = {}  # not made, or cut off: the file itself is what counts
    if isinstance(made, dict) and made.get("of") == fingerprint(source):
        return dict(made["table"])
    return _read(source)


def made_of(source: bytes) -> bytes | None:
    """The made file of a table; None where JSON cannot hold it: a time of the day, a table that looks like a date."""
    made = {"of": fingerprint(source), "table": _read(source)}
    try:
        raw = json.dumps(made, ensure_ascii=False, separators=(",", ":"), default=_of_date)
        return raw.encode() if json.loads(raw, object_hook=_with_date) == made else None
    except (TypeError, ValueError):
        return None


def _of_date(value: object) -> dict[str, str]:
    if type(value) is not date:
        raise TypeError("JSON cannot hold this")
    return {_DATE: value.isoformat()}


def _with_date(table: dict[str, Any]) -> Any:
    return date.fromisoformat(table[_DATE]) if table.keys() == {_DATE} else table


def name_of(path: str) -> str:
    """The name of the made file of a table."""
    return f"{path.replace('/', '.').removesuffix('.toml')}.json"


def fingerprint(source: bytes) -> str:
    """What a file was made of. Line ends do not count: git may change them."""
    return hashlib.sha256(source.replace(b"\r\n", b"\n")).hexdigest()


def _read(source: bytes) -> dict[str, Any]:
    import tomllib  # a run that has all made files does without

    return tomllib.loads(source.decode("utf-8"))


def fingerprint_of_code(places: Iterable[Traversable]) -> str:
    """The code that something is made by. "" where not all of it is there as source: what is installed compiled does
    not change."""
    found = list(places)
    if not all(each.is_file() for each in found):
        return ""
    return fingerprint(b"\0".join(each.read_bytes() for each in found))
