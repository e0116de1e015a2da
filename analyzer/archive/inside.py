"""Whether somebody gave the inside of an archive: one file of it, or one of its inner folders."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path

from analyzer.archive import layout
from analyzer.archive.layout import TABLES, fold_path, roots
from analyzer.errors import Sentence

_DEEPEST = 6  # folders of an archive above its files, at most
_WHOSE = {"facebook": "a Facebook archive", "instagram": "an Instagram archive"}


def inside_of(path: Path, names: Iterable[str], *, sure: bool = False) -> str:
    """One sentence that says of which archive `path` is a part, and what to give instead; "" where nothing tells.

    `names` are the paths of the files in it, or its own name where it is one file. Only names are looked at.
    `sure`: by the folders that it stands in, not by the names of files alone.
    """
    above = [fold_path(part) for part in path.absolute().parts]
    if not path.is_dir():
        above = above[:-1]
    counts = dict.fromkeys(TABLES, 0)
    names = list(names)
    for name in names:
        for table in _of_folders(name, above) or ([] if sure else layout.named(_as_json(name.rpartition("/")[2]))):
            counts[table] += 1
    most = max(counts.values())
    if not most:
        flat = not sure and any(_is_flat(name.rpartition("/")[2]) for name in names)
        may = "It may be one file of {what}, taken from the inside. Give {instead}."
        return Sentence(may, what=_WHOSE["instagram"], instead=_instead(path, above)) if flat else ""
    whose = [_WHOSE[table] for table, count in counts.items() if count == most]
    what = whose[0] if len(whose) == 1 else "an archive of Facebook or Instagram"
    looks = "It looks like a part of {what}, taken from the inside. Give {instead}."
    return Sentence(looks, what=what, instead=_instead(path, above))


def _of_folders(name: str, above: list[str]) -> list[str]:
    """The tables that know a file by the folders that it stands in."""
    full = "/".join([*above[-_DEEPEST:], _as_json(name)])
    return [table for table in TABLES if (row := layout.find(table, full)) and row.readers]


def _is_flat(name: str) -> bool:
    """Whether exports of Instagram of 2018 to 2020 have a file of this plain name at their root."""
    row = layout.find("instagram", _as_json(name), True)
    return row is not None and row.flat and bool(row.readers)


def _as_json(name: str) -> str:
    """A page by the name of its twin in JSON, by which tables have it."""
    return name.rpartition(".")[0] + ".json" if name.lower().endswith((".html", ".htm")) else name


def _instead(path: Path, above: list[str]) -> str:
    """What to give: the folder above the outermost one that is Meta's, where there is one."""
    folders = path.absolute() if path.is_dir() else path.absolute().parent
    nearest = range(len(above) - 1, max(len(above) - _DEEPEST, 0), -1)
    sure = [at for at in nearest if above[at] in roots().own]
    chain = list(takewhile(lambda at: above[at] in roots().any, nearest))
    if not sure and not chain:
        return "the whole download instead: the zip as it came, or the folder that it was unpacked to"
    whole = folders.parents[len(above) - 1 - (sure or chain)[-1]]
    return Sentence("the folder above instead ({whole}), or the zip as it came", whole=whole)
