"""Where a report is about to lie: in a folder that goes to other computers, it is no longer on this one alone."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from analyzer.words import Words

_ENDS = ("", " ", "-", "(")  # what may follow the beginning of a name: `OneDrive - Company`, `GoogleDrive-alex@...`


def with_place(summary: dict[str, Any], out: Path, words: Words) -> dict[str, Any]:
    """The summary of a report that is written to `out`: a warning first, where others may get at it there."""
    warnings = list(place_warnings(out, words))
    return {**summary, "warnings": [*warnings, *summary["warnings"]]} if warnings else summary


def place_warnings(out: Path, words: Words) -> Iterator[dict[str, str]]:
    """The warnings that a folder is reason for. They do not name it: its path may name the person."""
    try:
        folders = [out.resolve(), *out.resolve().parents]
        service = next(filter(None, map(_service, folders)), "")
        in_git = any(os.path.lexists(folder / ".git") for folder in folders)
    except (OSError, RuntimeError):  # it cannot be written to either
        return
    if service:
        yield {"id": "synced_folder", "text": words.say("warnings.synced_folder", service=service)}
    if in_git:
        yield {"id": "git_checkout", "text": words.say("warnings.git_checkout")}


@cache
def _services() -> list[dict[str, Any]]:
    text = files("analyzer").joinpath("report", "synced.toml").read_text("utf-8")
    return list(tomllib.loads(text)["service"])


def _service(folder: Path) -> str:
    """Which service takes the content of this folder to other computers, "" for none."""
    name = folder.name.casefold()
    for row in _services():
        starts = any(name.startswith(part) and name[len(part) :][:1] in _ENDS for part in row["part"])
        named = any(_is(folder, os.environ.get(variable, "")) for variable in row.get("variable", ()))
        if starts or named or any(os.path.lexists(folder / marker) for marker in row.get("marker", ())):
            return str(row["name"])
    return ""


def _is(folder: Path, named: str) -> bool:
    return bool(named) and folder == Path(named).resolve()
