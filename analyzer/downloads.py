"""What `analyze` says without arguments: the archives that lie in the Downloads folder, and how to get one."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from analyzer.archive.containers import Container, FolderContainer, ZipContainer
from analyzer.archive.names import export_name, is_export_name
from analyzer.archive.pieces import pieces_of
from analyzer.errors import AnalyzerError
from analyzer.layout import fold_path, roots

_MOST = 12
_NAMES = {"facebook": "Facebook", "instagram": "Instagram"}  # Threads comes in Instagram's
_MAYBE = re.compile(r"facebook|instagram|threads", re.IGNORECASE)
# Source: Microsoft's list of KNOWNFOLDERIDs, FOLDERID_Downloads; the key keeps where a person moved it.
_WINDOWS_KEY = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
_WINDOWS_DOWNLOADS = "{374DE290-123F-4565-9164-39C4925E467B}"
_WORDS = {
    "found": "These archives lie in your Downloads folder. Copy a line to analyse one:",
    "none": "No archive of Facebook, Instagram or Threads lies in your Downloads folder.",
    "closed": "We may not look into your Downloads folder.",
    "broken": "Cut off, damaged, or still on its way. If it is not, download it again:",
    "parts": ", {n} parts",
    "elsewhere": "Is it elsewhere? Type {program} and a space, drag the file into this window, and press Enter.",
    "ask_one": "Analyse it now, and open the report? [y, Enter: no] ",
    "ask_many": "Analyse one now, and open the report? [its number, Enter: no] ",
    "how": """\
How to get your archive (menus change):
  1. Open https://accountscenter.facebook.com/info_and_permissions/dyi/ or, for Instagram and Threads,
     https://accountscenter.instagram.com/info_and_permissions/dyi/
  2. Create export, choose the profile, Export to device.
  3. Date range: All time. Format: JSON. Media quality: Low is enough.
  4. Wait for the e-mail, and download all parts.
""",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One export that lies there: all its parts, zips or an unpacked folder, and when the newest of them came."""

    platform: str
    paths: tuple[Path, ...]
    time: float

    def command(self, program: str) -> str:
        """The line that analyses it, for the terminal of this system."""
        return " ".join([program, *(quoted(str(path)) for path in self.paths)])


@dataclass(slots=True)
class Found:
    """`broken`: named like an archive, but no whole zip. `closed`: folders that we may not look into."""

    offers: list[Offer] = field(default_factory=list)
    broken: list[Path] = field(default_factory=list)
    closed: list[Path] = field(default_factory=list)


def quoted(word: str) -> str:
    """A path as one word for the terminal of this system."""
    if sys.platform != "win32":
        return shlex.quote(word)
    return word if re.fullmatch(r"[\w\\/:.~-]+", word) else f'"{word}"'


def folders() -> list[Path]:
    """Where this system keeps downloads: where the person moved the folder to, else `Downloads` at home."""
    found = [*_moved(), Path.home() / "Downloads"]
    return list(dict.fromkeys(path for path in found if path.is_absolute()))


def _moved() -> Iterator[Path]:
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _WINDOWS_KEY) as key:
                yield Path(os.path.expandvars(str(winreg.QueryValueEx(key, _WINDOWS_DOWNLOADS)[0])))
        except OSError:
            return  # it was never moved
    else:
        config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
        try:
            text = (config / "user-dirs.dirs").read_text("utf-8")
        except (OSError, UnicodeError):
            return  # as on macOS: there is no such file
        if line := re.search(r'(?m)^\s*XDG_DOWNLOAD_DIR="(.+)"', text):
            yield Path(line[1].replace("$HOME", str(Path.home())))


def found(places: list[Path] | None = None) -> Found:
    """The archives in the Downloads folders, newest first, parts joined. Lists of files are read, never a file."""
    result, groups, loose = Found(), dict[tuple[str, str], list[Path]](), list[Path]()
    for path in _candidates(folders() if places is None else places, result):
        platform = _platform(path, result)
        if platform:
            groups.setdefault((platform, _stem(path)), []).append(path)
        elif platform is not None:
            loose.append(path)
    for path in loose:  # a part that holds nothing but pictures is known by its name alone
        own = next((paths for (_, stem), paths in groups.items() if stem == _stem(path)), None)
        if own and is_export_name(path.stem):
            own.append(path)
    offers = [
        Offer(platform, tuple(sorted(paths)), max(path.stat().st_mtime for path in paths))
        for (platform, _), paths in groups.items()
    ]
    result.offers = sorted(offers, key=lambda offer: -offer.time)[:_MOST]
    return result


def _candidates(places: list[Path], result: Found) -> Iterator[Path]:
    """Zips and unpacked folders that may be archives, by their names."""
    for place in places:
        try:
            paths = sorted(place.iterdir())
        except FileNotFoundError:
            continue
        except OSError:
            result.closed.append(place)
            continue
        for path in paths:
            likely = is_export_name(path.stem) or _MAYBE.search(path.name)
            if likely and str(path).isprintable() and (path.suffix.lower() == ".zip" or _is_unpacked(path)):
                yield path


def _is_unpacked(path: Path) -> bool:
    """Whether a folder has a root of Meta's in it: some browsers unpack what they download."""
    try:
        return path.is_dir() and any(fold_path(inner.name) in roots().any for inner in path.iterdir())
    except OSError:
        return False


def _stem(path: Path) -> str:
    return export_name(path.stem if path.suffix.lower() == ".zip" else path.name).stem


def _platform(path: Path, result: Found) -> str | None:
    """Whose export it is; "" if nothing in it tells, None if it cannot be read."""
    container: Container | None = None
    try:
        container = FolderContainer(path) if path.is_dir() else ZipContainer(path)
        pieces = pieces_of(container)
        return pieces[0].platform if pieces else ""
    except (AnalyzerError, OSError):
        if _MAYBE.match(path.name):
            result.broken.append(path)
        return None
    finally:
        if container:
            container.close()


def guide(there: Found, program: str = "analyze") -> str:
    """The whole text. `program` is what starts this program in the person's terminal."""
    lines: list[str] = []
    for number, offer in enumerate(there.offers, 1):
        parts = _WORDS["parts"].format(n=len(offer.paths)) if len(offer.paths) > 1 else ""
        lines += [f"  {number}. {_NAMES[offer.platform]}{parts}", f"     {offer.command(program)}"]
    heading = "found" if lines else "closed" if there.closed else "none"
    lines = [_WORDS[heading], "", *lines, *([""] if lines else [])]
    if there.broken:
        lines += [_WORDS["broken"], *(f"  {path.name}" for path in there.broken), ""]
    return "\n".join([*lines, _WORDS["elsewhere"].format(program=program), "", _WORDS["how"]])


def question(there: Found) -> str:
    """What to ask in a terminal after the guide."""
    return _WORDS["ask_one" if len(there.offers) == 1 else "ask_many"]


def chosen(there: Found, said: str) -> Offer | None:
    """The export that a person means by `y`, where there is one, or by its number."""
    said = said.strip().casefold()
    if said in ("y", "yes") and len(there.offers) == 1:
        return there.offers[0]
    return (
        there.offers[int(said) - 1] if re.fullmatch("[0-9]{1,2}", said) and 0 < int(said) <= len(there.offers) else None
    )
