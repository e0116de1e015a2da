"""`--debug-bundle FILE`: the shape of an archive, to send with a report of a fault. Never what stands in it.

Written are keys, types and counts: a key or a part of a path is shown where our own tables have it, else as a hash
with a secret that is forgotten. No value is shown, no name of an archive, no size of a file.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import secrets
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, BinaryIO

from analyzer.archive.containers import Container, FolderContainer, ZipContainer
from analyzer.archive.file_kinds import MEDIA_EXTENSIONS
from analyzer.archive.media_folder import MediaFolder
from analyzer.archive.member import Member, MemberUnreadable
from analyzer.errors import AnalyzerError, UsageError
from analyzer.reading.labels import meaning
from analyzer.reading.mojibake import repair
from analyzer.report.summary import program_version

DEEPEST = 64  # levels of JSON
MOST_SHAPES = 2000  # of one file
MOST_FILES = 20_000  # of one archive
MOST_BYTES = 64 * 1024 * 1024  # read of one file
_TAGS = frozenset(
    "html head title style script body main div span a p b i u img video audio source br hr h1 h2 h3 h4 ul ol li table"
    " thead tbody tr td th form input button svg path meta link section header footer".split()
)
_ENDINGS = MEDIA_EXTENSIONS | {"json", "html", "htm", "txt", "csv", "js", "css", "xml", "pdf", "zip"}
_OPENED = re.compile(rb"<([a-zA-Z][a-zA-Z0-9]{0,15})")


def write_bundle(path: Path, exports: Iterable[Path]) -> None:
    """Write the shapes of archives to a new file, for its owner alone. Raises UsageError where there is one already."""
    if os.path.lexists(path):
        raise UsageError("{path} is there already: name a new file for --debug-bundle.", path=path)
    text = json.dumps(bundle(exports), indent=1) + "\n"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "w", encoding="ascii") as file:
            file.write(text)
    except OSError as error:
        raise AnalyzerError(
            "The debug bundle could not be written to {path}: {why}.", path=path, why=error.strerror
        ) from None


def bundle(exports: Iterable[Path]) -> dict[str, Any]:
    """The shapes of archives, as JSON. Whatever is wrong with one is told by its type, and no reason to stop."""
    hidden = _Hidden()
    found = [container for path in exports for container in _containers(path)]
    return {
        "schema": 1,
        "version": program_version(),
        "python": platform.python_version(),
        "system": platform.system(),
        "archives": [
            {"archive": number, **(_archive(each, hidden) if isinstance(each, Container) else {"error": each})}
            for number, each in enumerate(found, 1)
        ],
    }


def _containers(path: Path) -> Iterator[Container | str]:
    """The containers of a path, or the type of the error with which it cannot be opened."""
    try:
        if path.is_dir():
            folder = FolderContainer(path)
            yield folder
            for each in folder.zips:
                yield from _containers(each)
        else:
            yield ZipContainer(path)
    except (AnalyzerError, OSError, ValueError) as error:
        yield type(error).__name__


def _archive(container: Container, hidden: _Hidden) -> dict[str, Any]:
    media: Counter[str] = Counter()
    shown: list[dict[str, Any]] = []
    more = 0
    for member in container.members:
        if isinstance(member, MediaFolder):
            media.update(map(_ending, member.names))
            continue
        ending = _ending(member.path)
        if ending in MEDIA_EXTENSIONS and not member.problem:
            media[ending] += 1
        elif len(shown) < MOST_FILES:
            shown.append({"path": hidden.path(member.path), **_shape(member, ending, hidden)})
        else:
            more += 1
    container.close()
    kind = "folder" if isinstance(container, FolderContainer) else "zip"
    return {"kind": kind, "media": dict(media), "files": shown, "more_files": more}


def _shape(member: Member, ending: str, hidden: _Hidden) -> dict[str, Any]:
    if member.problem:
        return {"error": "left out"}
    import ijson

    found: Counter[str] = Counter()
    try:
        with member.open() as stream:
            if ending == "json":
                _json_shape(ijson.basic_parse(_Head(stream), use_float=True), hidden, found)
            elif ending in ("html", "htm"):
                _html_shape(_Head(stream), found)
    except MemberUnreadable:
        return {"shape": dict(found), "error": "unreadable"}
    except (ijson.JSONError, ValueError, RecursionError, OverflowError) as error:
        return {"shape": dict(found), "error": type(error).__name__}
    return {"shape": dict(found)}


def _json_shape(events: Iterable[tuple[str, Any]], hidden: _Hidden, found: Counter[str]) -> None:
    """Count the types of values by the way to them: `/media[]/uri string`."""
    ways: list[str] = []
    lists: list[bool] = []
    key = ""
    for event, value in events:
        if event == "map_key":
            key = f"/{hidden.key(value)}"
        elif event in ("end_map", "end_array"):
            ways.pop()
            lists.pop()
        else:
            way = (ways[-1] + ("[]" if lists[-1] else key)) if ways else ""
            name = f"{way} {event.removeprefix('start_')}"
            found[name if name in found or len(found) < MOST_SHAPES else "more"] += 1
            if event in ("start_map", "start_array"):
                if len(ways) == DEEPEST:
                    raise RecursionError
                ways.append(way)
                lists.append(event == "start_array")


def _html_shape(stream: _Head, found: Counter[str]) -> None:
    """Count the tags."""
    rest = b""
    while piece := stream.read(1 << 20):
        raw = rest + piece
        cut = raw.rfind(b"<")
        rest = raw[cut:] if 0 <= len(raw) - cut < 64 and cut >= 0 else b""
        for each in _OPENED.finditer(raw[: len(raw) - len(rest)]):
            tag = each[1].decode("ascii").lower()
            found[tag if tag in _TAGS else "another"] += 1
    for each in _OPENED.finditer(rest):
        found[each[1].decode("ascii").lower() if each[1].decode("ascii").lower() in _TAGS else "another"] += 1


class _Head:
    """The first bytes of a stream: what a person sends need not take for ever to make."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._left = stream, MOST_BYTES

    def read(self, size: int = -1) -> bytes:
        raw = self._stream.read(min(self._left, size) if size >= 0 else self._left)
        self._left -= len(raw)
        return raw


class _Hidden:
    """Names as they may be shown: known ones as they are, others as hashes by which they can only be told apart."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def key(self, key: str) -> str:
        label = repair(key)
        return label if label in _known_keys() or meaning(label) else self._hash(label)

    def path(self, path: str) -> str:
        return "/".join(self._part(part) for part in path.split("/"))

    def _part(self, part: str) -> str:
        shape = re.sub(r"\d+(?=\.[a-z]+$)", "<n>", part.lower())
        if part.lower() in _known_parts() or shape in _known_parts():
            return shape if shape in _known_parts() else part.lower()
        ending = _ending(part)
        return self._hash(part) + (f".{ending}" if ending in _ENDINGS else "")

    def _hash(self, name: str) -> str:
        return "#" + hashlib.blake2b(name.encode("utf-8", "surrogatepass"), key=self._secret).hexdigest()[:8]


def _ending(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[2].lower()


@cache
def _known_keys() -> frozenset[str]:
    text = files("analyzer").joinpath("report", "known_keys.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)["keys"])


@cache
def _known_parts() -> frozenset[str]:
    """Names of folders and files that stand in our path tables."""
    found: set[str] = set()
    for table in ("facebook", "instagram"):
        text = files("analyzer").joinpath("archive", "layout", f"{table}.toml").read_text("utf-8")
        found |= {part for row in tomllib.loads(text)["group"] for path in row["paths"] for part in path.split("/")}
    return frozenset(part for part in found if "<" not in part or part.startswith("<n>") or "_<n>." in part)
