"""What `analyze` says without arguments: the archives that lie in the Downloads folder, and how to get one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import platformdirs

from analyzer.archive.containers import Container, FolderContainer, ZipContainer
from analyzer.archive.layout import fold_path, roots
from analyzer.archive.names import ExportName, export_name, is_export_name
from analyzer.archive.pieces import pieces_of
from analyzer.command.shell import quoted
from analyzer.errors import AnalyzerError, UsageError
from analyzer.rules.answers_file import read_answers
from analyzer.words import Words, speak
from analyzer.words.language import choose_language

_MOST = 12
_NAMES = {"facebook": "Facebook", "instagram": "Instagram"}  # Threads comes in Instagram's
_SECOND = re.compile(r" ?\(\d+\)$")
_SAVED = re.compile(r"answers(?:-\d+| ?\(\d+\))?\.(?:json|toml)|.+-answers(?:-\d+)?\.toml", re.IGNORECASE)
_MAYBE = re.compile(r"facebook|instagram|threads", re.IGNORECASE)
_FACEBOOK = "https://accountscenter.facebook.com/info_and_permissions/dyi/"
_INSTAGRAM = "https://accountscenter.instagram.com/info_and_permissions/dyi/"


@dataclass(frozen=True, slots=True)
class Offer:
    """One export that lies there: all its parts, zips or an unpacked folder, and when the newest of them came.

    `account` and `made_on` as its name has them. `again`: files that hold the same as one of `paths`, left out.
    """

    platform: str
    paths: tuple[Path, ...]
    time: float
    account: str = ""
    made_on: date | None = None
    again: tuple[Path, ...] = ()

    def command(self, program: str) -> str:
        """The line that analyses it, for the terminal of this system."""
        return " ".join([program, *(quoted(str(path)) for path in self.paths)])


@dataclass(slots=True)
class Found:
    """`broken`: named like an archive, but no whole zip. `closed`: folders that we may not look into.

    `answers`: the newest file of answers that was saved there.
    """

    offers: list[Offer] = field(default_factory=list)
    broken: list[Path] = field(default_factory=list)
    closed: list[Path] = field(default_factory=list)
    answers: Path | None = None


def folders() -> list[Path]:
    """Where this system keeps downloads: where the person moved the folder to, else `Downloads` at home."""
    found = [platformdirs.user_downloads_path(), Path.home() / "Downloads"]
    return list(dict.fromkeys(path for path in found if path.is_absolute()))


def found(places: list[Path] | None = None) -> Found:
    """The archives in the Downloads folders, newest first, parts joined. Lists of files are read, never a file."""
    result, groups, loose = Found(), dict[tuple[str, str], list[_Look]](), list[_Look]()
    places = folders() if places is None else places
    for path in _candidates(places, result):
        look = _look(path, result)
        if look and look.platform:
            groups.setdefault((look.platform, look.name.stem), []).append(look)
        elif look:
            loose.append(look)
    for look in loose:  # a part that holds nothing but pictures is known by its name alone
        own = next((looks for (_, stem), looks in groups.items() if stem == look.name.stem), None)
        if own and is_export_name(look.path.stem):
            own.append(look)
    offers = [_offer(platform, looks) for (platform, _), looks in groups.items()]
    result.offers = sorted(offers, key=lambda offer: -offer.time)[:_MOST]
    whole = {_bare(path) for offer in offers for path in offer.paths}
    result.broken = [
        path for path in result.broken if _bare(path) not in whole
    ]  # it was downloaded again, and came whole
    result.answers = _answers(places)
    return result


def _offer(platform: str, looks: list[_Look]) -> Offer:
    """Parts as one offer. Of files with the same in them one stands: browsers number what is downloaded again."""
    by_content: dict[object, list[Path]] = {}
    for look in sorted(looks, key=lambda look: (len(look.path.name), look.path)):
        by_content.setdefault(look.content or look.path, []).append(look.path)
    name = looks[0].name
    return Offer(
        platform, tuple(sorted(paths[0] for paths in by_content.values())),
        max(look.path.stat().st_mtime for look in looks), name.owner, name.made_on,
        tuple(path for paths in by_content.values() for path in paths[1:]),
    )  # fmt: skip


def _bare(path: Path) -> str:
    """The name of a file without the number that a browser puts behind that of a second download."""
    return _SECOND.sub("", path.stem) + path.suffix.lower()


def _answers(places: list[Path]) -> Path | None:
    """The newest file of answers, as the page or `--ask` names it, that can be read as one."""
    listed: list[Path] = []
    for place in places:
        with suppress(OSError):
            listed += (path for path in place.iterdir() if _SAVED.fullmatch(path.name) and str(path).isprintable())
    for path in sorted(listed, key=lambda path: -path.stat().st_mtime):
        with suppress(UsageError):
            read_answers(path)
            return path
    return None


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


@dataclass(frozen=True, slots=True)
class _Look:
    """What a list of files tells: whose export it is ("" if nothing tells), and for a zip all that is in it."""

    path: Path
    name: ExportName
    platform: str
    content: frozenset[tuple[str, int, int | None]]


def _look(path: Path, result: Found) -> _Look | None:
    """None if it cannot be read."""
    container: Container | None = None
    try:
        container = FolderContainer(path) if path.is_dir() else ZipContainer(path)
        pieces = pieces_of(container)
        zipped = isinstance(container, ZipContainer)
        content = frozenset((each.name, each.size, each.crc) for each in container.members if zipped)
        name = export_name(path.stem if zipped else path.name)
        return _Look(path, name, pieces[0].platform if pieces else "", content)
    except (AnalyzerError, OSError):
        if _MAYBE.match(path.name):
            result.broken.append(path)
        return None
    finally:
        if container:
            container.close()


def guide(there: Found, program: str = "analyze", language: str = "") -> list[tuple[str, bool]]:
    """The whole text line by line, and whether a line is to be copied; by default in the language of the system.

    `program` starts this program in a terminal.
    """
    words = _words(language)
    lines: list[str] = []
    copied: set[str] = set()
    for number, offer in enumerate(there.offers, 1):
        lines += [f"  {number}. {_what(offer, words)}"]
        if offer.again:
            lines += [f"     {words.say('start.again', names=words.listed(path.name for path in offer.again))}"]
        lines += [f"     {offer.command(program)}"]
        copied.add(lines[-1])
    heading = "found" if lines else "closed" if there.closed else "none"
    lines = [words.say(f"start.{heading}"), "", *lines, *([""] if lines else [])]
    if there.answers and there.offers:
        lines += [*_answers_told(there.answers, words), ""]
        copied.add(lines[-2])
    if there.broken:
        lines += [words.say("start.broken"), *(f"  {path.name}" for path in there.broken), ""]
    how = words.say("start.how", facebook=_FACEBOOK, instagram=_INSTAGRAM)
    lines += [words.say("start.elsewhere", program=program), "", *how.splitlines(), ""]
    return [(line, line in copied) for line in lines]


def _what(offer: Offer, words: Words) -> str:
    """Whose it is, of which day, and how many parts it has."""
    day = offer.made_on or datetime.fromtimestamp(offer.time, UTC).date()
    dated = words.say("start.made" if offer.made_on else "start.saved", day=day)
    what = words.listed(filter(None, [_NAMES[offer.platform], offer.account, dated]))
    return words.say("start.parts", what=what, n=len(offer.paths)) if len(offer.paths) > 1 else what


def _answers_told(path: Path, words: Words) -> list[str]:
    day = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    told = words.say("start.answers", name=path.name, day=day)
    return [told, f"     --answers {quoted(str(path))}"]


def question_answers(path: Path, language: str = "") -> str:
    """Whether to use the answers that lie there, for who has chosen an archive."""
    words = _words(language)
    return words.say("start.ask_answers", name=path.name, yes=words.say("start.yes")) + " "


def agreed(said: str, language: str = "") -> bool:
    """Whether that is a clear yes."""
    return said.strip().casefold() in ("y", "yes", _words(language).say("start.yes"))


def question(there: Found, language: str = "") -> str:
    """What to ask in a terminal after the guide."""
    words = _words(language)
    if len(there.offers) == 1:
        return words.say("start.ask_one", yes=words.say("start.yes")) + " "
    return words.say("start.ask_many") + " "


def chosen(there: Found, said: str, language: str = "") -> Offer | None:
    """The export that a person means by its number or, where there is one, by `y` or their language's letter for it."""
    if agreed(said, language) and len(there.offers) == 1:
        return there.offers[0]
    said = said.strip()
    return (
        there.offers[int(said) - 1] if re.fullmatch("[0-9]{1,2}", said) and 0 < int(said) <= len(there.offers) else None
    )


def _words(language: str) -> Words:
    return speak(choose_language(language, ()))
