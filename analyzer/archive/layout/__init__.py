"""The path table: which reader a member goes to, or why it is not needed. Absent means: not understood.

The rows are data (`facebook.toml`, `instagram.toml`, the latter with the Threads rows). A row names the end of a
path, from any root: four different roots and odd nestings exist. A row whose records are posts or the like in a form
that is known needs no reader of its own: it says what they are (`Shape`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from analyzer import toml_tables

TABLES = ("facebook", "instagram")  # Threads stands in Instagram's

_APOSTROPHES = str.maketrans({"'": "_", "’": "_", "‘": "_", "ʼ": "_", "´": "_", "`": "_", "\\": "/"})
_NUMBER = re.compile(r"\d+(?=\.[a-z]+$)")


@dataclass(frozen=True, slots=True)
class Shape:
    """What the records of a file are, where the platform's common reader can read them (see `reading.*.rows`)."""

    platform: str
    kind: str
    state: str = "published"
    mark: str = ""
    venue: str = ""
    keys: tuple[str, ...] = ()  # the names that the list of records may have; one unknown name is no hindrance
    timeline: bool | None = None  # Facebook: whether the sentence over a record tells where it stands; None: not said
    page_seen: bool = False  # whether somebody has seen such a file as an HTML page


@dataclass(frozen=True, slots=True)
class Row:
    """What becomes of a file: `readers` to run in order, or `why` it is not needed."""

    category: str
    readers: tuple[str, ...]
    why: str
    flat: bool = False  # counts only directly at the root of an export
    of_page: bool = False  # counts only in a Page's own export

    @property
    def holds_items(self) -> bool:
        """Whether items may stand in it, not only facts."""
        return any(not name.partition(":")[0].endswith("facts") and ":facts" not in name for name in self.readers)


def fold_path(path: str) -> str:
    """`path` as rows are written: NFC, lower case, `/` between components, `_` for every kind of apostrophe."""
    if not path.isascii():
        path = unicodedata.normalize("NFC", path)
    return path.translate(_APOSTROPHES).lower()


def find(platform: str, path: str, at_root: bool = False, of_page: bool = False) -> Row | None:
    """The row for a member of an export of `platform` (Threads: `instagram`), or None. The longest row wins.

    `of_page`: whether it is the own export of a Page.
    """
    parts = fold_path(path).split("/")
    name = parts[-1]
    table = _table(platform)
    best: tuple[int, int, Row] | None = None
    for shape in {name, _NUMBER.sub("<n>", name), "<id>." + name.rpartition(".")[2]}:
        for pattern, row in table.get(shape, ()):
            if (row.flat and not at_root) or (row.of_page and not of_page) or len(pattern) > len(parts):
                continue
            if not all(_fits(want, part) for want, part in zip(pattern[-2::-1], parts[-2::-1], strict=False)):
                continue
            literal = sum(2 if "<" not in want else want == "<metaai>" for want in pattern)
            if best is None or (len(pattern), literal) > best[:2]:
                best = (len(pattern), literal, row)
    return best[2] if best else None


def named(name: str) -> list[str]:
    """The tables in which some reader takes files of this name from a folder. Names of one plain word are nobody's."""
    folded = fold_path(name)
    if not re.search(r"[_-]", folded):
        return []
    shapes = {folded, _NUMBER.sub("<n>", folded)}
    return [
        table
        for table in TABLES
        if any(len(pattern) > 1 and row.readers for shape in shapes for pattern, row in _table(table).get(shape, ()))
    ]


def _fits(want: str, part: str) -> bool:
    if want == "<id>":
        return True
    if want == "<metaai>":
        return part.startswith(("metaai", "meta_ai"))
    return want == part or (want == "<n>" and part.isdecimal())


@cache
def shapes() -> dict[str, Shape]:
    """The rows that are read by what they say of their records, by the names of their readers."""
    return {name: made for platform in TABLES for group in groups(platform) for name, made in _shape(platform, group)}


def _shape(platform: str, group: dict[str, Any]) -> Iterator[tuple[str, Shape]]:
    if "kind" in group:
        told = {each.name: group[each.name] for each in fields(Shape) if each.name in group}
        told |= {"platform": group.get("platform", platform), "keys": tuple(group.get("keys", ()))}
        yield group.get("name", f"{platform}.rows:{group['paths'][0]}"), Shape(**told)


@cache
def groups(platform: str) -> list[dict[str, Any]]:
    """The groups of rows of a table as they stand in its file."""
    return list(toml_tables.table(f"archive/layout/{platform}.toml")["group"])


@cache
def _table(platform: str) -> dict[str, list[tuple[tuple[str, ...], Row]]]:
    table: dict[str, list[tuple[tuple[str, ...], Row]]] = {}
    for group in groups(platform):
        readers = group.get("readers") or [name for name, _ in _shape(platform, group)]
        row = Row(
            group["category"],
            tuple(readers),
            group.get("why", ""),
            bool(group.get("flat", False)),
            bool(group.get("of_page", False)),
        )
        for path in group["paths"]:
            pattern = tuple(path.split("/"))
            table.setdefault(pattern[-1], []).append((pattern, row))
    return table


@dataclass(frozen=True, slots=True)
class Roots:
    """The folders at the root of exports. `own`: those of one platform; `media`: its media folders, two levels deep."""

    any: frozenset[str]
    own: dict[str, str]
    media: dict[tuple[str, str], str]
    page: str
    page_files: frozenset[str]


@cache
def roots() -> Roots:
    """The table of root folders (`roots.toml`)."""
    data = toml_tables.table("archive/layout/roots.toml")
    own = {folder: platform for platform in ("facebook", "instagram") for folder in data[platform]}
    media = {
        (one, two): platform for platform in ("facebook", "instagram") for one, two in data[f"media_of_{platform}"]
    }
    return Roots(frozenset(own) | frozenset(data["shared"]), own, media, data["page"], frozenset(data["page_files"]))


def is_of_page(path: str) -> bool:
    """Whether only the own export of a Page or additional profile has a member of this path."""
    folded = fold_path(path)
    parts = folded.rpartition(".")[0].split("/")
    return roots().page in parts[:-1] or "/".join(parts[-2:]) in roots().page_files
