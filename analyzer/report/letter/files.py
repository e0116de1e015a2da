"""Letters as files: safe names, all or none, for the owner alone, and never over what the person has changed.

Letters are edited before they are sent. `letters.json` keeps a checksum of each file as it was written, so that a
second run replaces what is untouched and stops before what is not.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.errors import UsageError
from analyzer.report.folder import check_folder, write_files
from analyzer.report.own_file import loads_plain, read_plain
from analyzer.report.place import place_warnings

if TYPE_CHECKING:
    from analyzer.report.letter import Letter
    from analyzer.report.letter.facts import Shown
    from analyzer.words import Words

MANIFEST = "letters.json"
MAX_GROUNDS = 100_000  # bytes
_LARGEST_MANIFEST = _LARGEST_LETTER = 64 * 1024 * 1024  # bytes
_LONGEST_NAME = 40  # characters of an account's name: with four bytes each a file name still fits everywhere


def stems(accounts: Iterable[Shown]) -> list[str]:
    """The beginning of the file names of each account: `facebook-alex.doe`, none twice."""
    found: list[str] = []
    for each in accounts:
        stem, number = f"{each.account.platform}-{safe_name(each.name)}", 1
        while (name := stem if number == 1 else f"{stem}-{number}").casefold() in map(str.casefold, found):
            number += 1
        found.append(name)
    return found


def safe_name(name: str) -> str:
    """An account's name as a part of a file's name."""
    kept = "".join(c if c.isalnum() or c in "._" else "-" for c in unicodedata.normalize("NFC", name))
    return re.sub(r"-+", "-", kept)[:_LONGEST_NAME].strip("-._") or "account"


def read_text(path: Path, option: str) -> str:
    """What stands in a text file of the person's, named by an option. Raises UsageError where it is no text."""
    try:
        raw = path.resolve()  # a link that the person names is meant
        if not stat.S_ISREG(raw.stat().st_mode):
            raise UsageError("{option} {path} is no file.", option=option, path=path)
        return (read_plain(raw, MAX_GROUNDS) if raw.stat().st_size <= MAX_GROUNDS else b"\xff").decode("utf-8-sig")
    except (OSError, RuntimeError, ValueError) as error:
        if isinstance(error, UnicodeDecodeError):
            raise UsageError(
                "{option} {path} is no text in UTF-8 of at most 100 kB.", option=option, path=path
            ) from None
        raise UsageError(
            "{option} {path}: {why}.",
            option=option,
            path=path,
            why=getattr(error, "strerror", "") or "it cannot be read",
        ) from None


def grounds_of(grounds: str, file: Path | None) -> str:
    """The person's grounds, said on the command line or in a file. Raises UsageError for both, or no such file."""
    if file is None:
        return grounds
    if grounds:
        raise UsageError("Give --grounds or --grounds-file, not both.")
    return read_text(file, "--grounds-file")


def text_of(file: Path | None) -> str:
    """What stands in a text file of the person's; "" without one. Raises UsageError where it cannot be read."""
    return "" if file is None else read_text(file, "--address-file")


@dataclass(frozen=True, slots=True)
class Written:
    """The files of a run, and those of them in which characters are shown otherwise than they should be."""

    paths: list[Path]
    incomplete: list[Path]


def told(letters: Iterable[Letter], written: Written, words: Words) -> list[str]:
    """What the terminal says after writing: the files, and what to know before anything is sent."""
    warnings = dict.fromkeys(warning for letter in letters for warning in letter.warnings)
    for warning in place_warnings(written.paths[0].parent, words) if written.paths else ():
        warnings[warning["text"]] = None
    for path in written.incomplete:
        warnings[words.say("warnings.pdf_incomplete", file=path.name, whole=f"{path.stem}.txt")] = None
    return [*map(str, written.paths), *(["", *(f"- {warning}" for warning in warnings)] if warnings else [])]


def check_target(out: Path) -> dict[str, str]:
    """The checksums of the letters in `out`. Raises UsageError where `out` holds other files than ours."""
    check_folder(out, (MANIFEST,))
    if not out.is_dir() or not any(out.iterdir()):
        return {}
    try:
        sums = loads_plain(out / MANIFEST, _LARGEST_MANIFEST)["letters"]
        if not isinstance(sums, dict):
            raise ValueError
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        raise UsageError(
            "{out} holds other files, so nothing is written there. Choose another folder with --out.", out=out
        ) from None
    return {str(name): str(value) for name, value in sums.items()}


def write(letters: Iterable[Letter], out: Path) -> Written:
    """Write all letters into `out`. Raises UsageError, or AnalyzerError where the disk refuses."""
    sums = check_target(out)
    contents: dict[str, bytes] = {}
    incomplete: list[Path] = []
    for letter in letters:
        for ending in letter.formats:
            name = f"{letter.name}.{ending}"
            contents[name], complete = _content(letter, ending)
            if not complete:
                incomplete.append(out / name)
    for name in contents:
        if _is_changed(out / name, sums.get(name)):
            raise UsageError(
                "{path} is not as we wrote it, so it was kept. Choose another folder with --out.", path=out / name
            )
    sums |= {name: _sum(content) for name, content in contents.items()}
    contents[MANIFEST] = (json.dumps({"schema": 1, "letters": sums}, indent=2) + "\n").encode()
    write_files(out, contents, "The letters")
    return Written([out / name for name in contents if name != MANIFEST], incomplete)


def _is_changed(path: Path, checksum: str | None) -> bool:
    """Whether something stands there that is not as we wrote it: another text, a link, a folder."""
    if not os.path.lexists(path):
        return False
    try:
        return _sum(read_plain(path, _LARGEST_LETTER)) != checksum
    except OSError:
        return True


def _content(letter: Letter, ending: str) -> tuple[bytes, bool]:
    """A letter in one format, and whether it shows every character."""
    if ending != "pdf":
        return (letter.text if ending == "txt" else letter.markdown).encode("utf-8", "replace"), True
    from analyzer.report.letter.pdf import as_pdf  # half a second to import

    made = as_pdf(letter.blocks, letter.language, letter.day)
    return made.content, made.complete


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
