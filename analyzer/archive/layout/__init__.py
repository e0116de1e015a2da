"""The path table: which reader a member goes to, or why it is not needed. Absent means: not understood.

The rows are data (`facebook.toml`, `instagram.toml`, the latter with the Threads rows). A row names the end of a
path, from any root: four different roots and odd nestings exist.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

TABLES = ("facebook", "instagram")  # Threads stands in Instagram's

_APOSTROPHES = str.maketrans({"'": "_", "’": "_", "‘": "_", "ʼ": "_", "´": "_", "`": "_", "\\": "/"})
_NUMBER = re.compile(r"\d+(?=\.[a-z]+$)")


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
def _table(platform: str) -> dict[str, list[tuple[tuple[str, ...], Row]]]:
    table: dict[str, list[tuple[tuple[str, ...], Row]]] = {}
    data = tomllib.loads(files("analyzer.archive.layout").joinpath(f"{platform}.toml").read_text("utf-8"))
    for group in data["group"]:
        row = Row(
            group["category"],
            tuple(group.get("readers", ())),
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
    data = tomllib.loads(files("analyzer.archive.layout").joinpath("roots.toml").read_text("utf-8"))
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
