"""What may stand in the file of a policy. One that is wrong is told of by file and key, before anything rests on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources.abc import Traversable
from itertools import chain, product
from typing import Any

from analyzer.errors import AnalyzerError
from analyzer.toml_tables import of_source

LAST = 100  # of a policy whose file has no `order`
#: Ways to object: Meta's form for a platform; "Right to object" in its Privacy Center; in the app, at no address that
#: we are sure of. The last is none to the use of one's own posts: the form about information from third parties.
WAYS = ("form", "right_to_object", "in_app", "third_parties")
#: Laws that steps and texts of letters rest on.
LAWS = ("gdpr", "dsa", "uk_gdpr", "fadp", "lgpd")
YOUNGEST = 13  # of whoever may have an account: no policy has an age below

_KINDS: dict[str, type] = {
    "order": int, "training_start": date, "first_day_sure": bool, "deadline": date, "adult_age": int,
    "ai_prompts_any_age": bool, "age_limit_stated": bool, "ways": list, "laws": list, "objections_count_from": date,
    "countries": list, "words": list, "source": list,
}  # fmt: skip
_NEEDED = ("adult_age", "ai_prompts_any_age", "countries", "source")
_SOURCE: dict[str, type] = {"id": str, "where": str, "sure": str, "read_on": date}
_SAID = {int: "a whole number", date: "a date", bool: "true or false", list: "a list", str: "a text"}


def names(folder: Traversable) -> tuple[str, ...]:
    """The ids of all policies of a folder, by their `order`. A file that is wrong comes last."""
    found = [each.name.removesuffix(".toml") for each in folder.iterdir() if each.name.endswith(".toml")]
    return tuple(sorted(found, key=lambda name: (_order(folder, name), name)))


def read(folder: Traversable, name: str) -> dict[str, Any]:
    """What stands in the file of a policy. Raises AnalyzerError with file and key where it cannot be right."""
    row = _parsed(folder, name)
    for key, what in chain(_wrong(row), _shared(folder, name, row)):
        raise _error(name, f"{key}: {what}")
    return row


def _wrong(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each key that is wrong, with what is wrong about it."""
    yield from ((key, "it is missing") for key in _NEEDED if key not in row)
    yield from _of_other_kind(row, _KINDS)
    if row["adult_age"] < YOUNGEST:
        yield "adult_age", f"an account needs age {YOUNGEST}, so no policy has a lower one"
    for key, known in (("ways", WAYS), ("laws", LAWS)):
        for each in row.get(key, ()):
            if each not in known:
                yield key, f"there is no {each!r}, choose of {', '.join(known)}"
    for each in row["countries"]:
        if not (isinstance(each, str) and len(each) == 2 and each.isascii() and each.isupper()):
            yield "countries", f"{each!r} is no ISO 3166 code of two capital letters"
    for each in row.get("words", ()):
        if not isinstance(each, str) or each != each.strip().casefold():
            yield "words", f"{each!r} is not in small letters, so no archive matches it"
    if not row["source"]:
        yield "source", "there is none"
    for each in row["source"]:
        if not isinstance(each, dict):
            yield "source", "write each as a table, [[source]]"
            return
        yield from ((f"source, {key}", "it is missing") for key in _SOURCE if key not in each)
        yield from ((f"source, {key}", what) for key, what in _of_other_kind(each, _SOURCE))
        if each["sure"] not in ("A", "B", "C"):
            yield "source, sure", f"{each['sure']!r} is none of A, B, C"


def _of_other_kind(row: dict[str, Any], kinds: dict[str, type]) -> Iterator[tuple[str, str]]:
    for key, value in row.items():
        if key not in kinds:
            yield key, f"there is no such key, choose of {', '.join(kinds)}"
        elif type(value) is not kinds[key]:
            yield key, f"it must be {_SAID[kinds[key]]}"


def _shared(folder: Traversable, name: str, row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Places that another policy names too: no account could tell which of the two holds."""
    for other, key in product(names(folder), ("countries", "words")):
        theirs = _parsed(folder, other).get(key) if other != name else None
        if isinstance(theirs, list) and (both := [each for each in row.get(key, ()) if each in theirs]):
            yield key, f"{', '.join(both)} stands in {other}.toml too"


def _order(folder: Traversable, name: str) -> int:
    try:
        order = _parsed(folder, name).get("order", LAST)
    except AnalyzerError:
        return LAST  # `read` tells of it: the list of names is needed before there is a run that can fail
    return order if isinstance(order, int) else LAST


_loads = cache(of_source)  # each file is asked about by all the others


def _parsed(folder: Traversable, name: str) -> dict[str, Any]:
    try:
        return _loads(folder.joinpath(f"{name}.toml").read_bytes(), f"rules/policies/{name}.toml")
    except ValueError as error:
        raise _error(name, f"it cannot be read as TOML: {error}") from None


def _error(name: str, what: str) -> AnalyzerError:
    path = f"analyzer/rules/policies/{name}.toml"
    return AnalyzerError("The file of a policy is wrong, {path}: {what}.", path=path, what=what)
