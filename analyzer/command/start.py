"""What `analyze` says without arguments: the archives that lie in the Downloads folder, and how to get one."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from analyzer.archive.containers import Container, FolderContainer, ZipContainer
from analyzer.archive.layout import fold_path, roots
from analyzer.archive.names import export_name, is_export_name
from analyzer.archive.pieces import pieces_of
from analyzer.command.shell import quoted
from analyzer.errors import AnalyzerError
from analyzer.words import Words, speak
from analyzer.words.language import choose_language

_MOST = 12
_NAMES = {"facebook": "Facebook", "instagram": "Instagram"}  # Threads comes in Instagram's
_MAYBE = re.compile(r"facebook|instagram|threads", re.IGNORECASE)
# Source: Microsoft's list of KNOWNFOLDERIDs, FOLDERID_Downloads; the key keeps where a person moved it.
_WINDOWS_KEY = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
_WINDOWS_DOWNLOADS = "{374DE290-123F-4565-9164-39C4925E467B}"
_FACEBOOK = "https://accountscenter.facebook.com/info_and_permissions/dyi/"
_INSTAGRAM = "https://accountscenter.instagram.com/info_and_permissions/dyi/"


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


def guide(there: Found, program: str = "analyze", language: str = "") -> str:
    """The whole text, by default in the language of the system. `program` starts this program in a terminal."""
    words = _words(language)
    lines: list[str] = []
    for number, offer in enumerate(there.offers, 1):
        what = _NAMES[offer.platform]
        if len(offer.paths) > 1:
            what = words.say("start.parts", what=what, n=len(offer.paths))
        lines += [f"  {number}. {what}", f"     {offer.command(program)}"]
    heading = "found" if lines else "closed" if there.closed else "none"
    lines = [words.say(f"start.{heading}"), "", *lines, *([""] if lines else [])]
    if there.broken:
        lines += [words.say("start.broken"), *(f"  {path.name}" for path in there.broken), ""]
    how = words.say("start.how", facebook=_FACEBOOK, instagram=_INSTAGRAM)
    return "\n".join([*lines, words.say("start.elsewhere", program=program), "", how])


def question(there: Found, language: str = "") -> str:
    """What to ask in a terminal after the guide."""
    words = _words(language)
    if len(there.offers) == 1:
        return words.say("start.ask_one", yes=words.say("start.yes")) + " "
    return words.say("start.ask_many") + " "


def chosen(there: Found, said: str, language: str = "") -> Offer | None:
    """The export that a person means by its number or, where there is one, by `y` or their language's letter for it."""
    said = said.strip().casefold()
    if said in ("y", "yes", _words(language).say("start.yes")) and len(there.offers) == 1:
        return there.offers[0]
    return (
        there.offers[int(said) - 1] if re.fullmatch("[0-9]{1,2}", said) and 0 < int(said) <= len(there.offers) else None
    )


def _words(language: str) -> Words:
    return speak(choose_language(language, ()))
