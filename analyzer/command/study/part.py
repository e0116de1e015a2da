"""What is kept of one participant: one file, written once and whole, from which everything else is made."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TABLES = ("items", "counts", "files")
_FOLDER = "parts"


@dataclass(slots=True)
class Part:
    """One participant: how it ended, one row of `participants`, the other tables as Parquet, what finds doubles."""

    participant: str
    outcome: str
    exit_code: int
    row: dict[str, Any] = field(default_factory=dict)
    groups: dict[str, dict[str, list[int]]] = field(default_factory=dict)  # what the page counts: see `figures`
    content: str = ""
    sketch: list[str] = field(default_factory=list)
    tables: dict[str, bytes] = field(default_factory=dict)
    inputs: str = ""  # of which archives and answers it was made

    @property
    def is_done(self) -> bool:
        """Whether its archives were read, all or nearly all of them."""
        return self.exit_code in (0, 5) and self.outcome == "done"


_KEYS = ("participant", "outcome", "exit_code", "row", "groups", "content", "sketch", "inputs")


def packed(part: Part) -> bytes:
    """A part as bytes."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("participant.json", json.dumps({key: getattr(part, key) for key in _KEYS}))
        for name, table in part.tables.items():
            archive.writestr(f"{name}.parquet", table)
    return whole.getvalue()


def unpacked(raw: bytes | Path, *, tables: bool = True) -> Part:
    """The part out of its bytes, or out of a file. Raises ValueError where they are none."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw) if isinstance(raw, bytes) else raw) as archive:
            told = json.loads(archive.read("participant.json"))
            names = {f"{name}.parquet": name for name in TABLES} if tables else {}
            found = {names[each]: archive.read(each) for each in archive.namelist() if each in names}
        return Part(**{key: told[key] for key in _KEYS}, tables=found)
    except (zipfile.BadZipFile, KeyError, TypeError, EOFError) as error:
        raise ValueError(f"no part of a study ({type(error).__name__})") from None


class Parts:
    """The parts of a study, in a folder of it."""

    def __init__(self, out: Path) -> None:
        self.folder = out / _FOLDER

    def path(self, participant: str) -> Path:
        """Where the part of a participant stands."""
        return self.folder / participant[:2] / f"{participant}.zip"

    def write(self, participant: str, raw: bytes) -> None:
        """Keep a part: whole, or not at all."""
        place = self.path(participant)
        self.folder.mkdir(mode=0o700, exist_ok=True)
        place.parent.mkdir(mode=0o700, exist_ok=True)
        write_whole(place, raw)

    def names(self) -> list[str]:
        """The participants of whom there is a part, in order. What a killed run left half written is cleared."""
        found = []
        for each in sorted(self.folder.glob("??/*")):
            if each.suffix == ".zip":
                found.append(each.stem)
            elif each.name.endswith(".new"):
                with suppress(OSError):
                    each.unlink()
        return found

    def read(self, participant: str, *, tables: bool = True) -> Part:
        """One part. Raises ValueError where it is damaged."""
        return unpacked(self.path(participant), tables=tables)

    def told(self) -> Iterator[Part]:
        """All parts without their tables, in order of participant."""
        for name in self.names():
            yield self.read(name, tables=False)

    def remove(self, participant: str) -> None:
        """Take a part away, and the folder if it is empty then."""
        self.path(participant).unlink(missing_ok=True)
        with suppress(OSError):
            self.path(participant).parent.rmdir()


def write_whole(place: Path, raw: bytes) -> None:
    """Write a file for its owner alone: the old one or the new one stands there whole, whatever happens."""
    new = place.with_name(place.name + ".new")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    with open(descriptor, "wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(descriptor)
    os.replace(new, place)
