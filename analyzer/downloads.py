"""What `analyze` says without arguments: the archives that lie in the Downloads folder, and how to get one."""

from __future__ import annotations

import zipfile
from pathlib import Path

from analyzer.archive.names import is_export_name
from analyzer.words import speak
from analyzer.words.choice import choose_language

_MOST = 12
_FACEBOOK = "https://accountscenter.facebook.com/info_and_permissions/dyi/"
_INSTAGRAM = "https://accountscenter.instagram.com/info_and_permissions/dyi/"


def found(folder: Path | None = None) -> list[Path]:
    """Zips in the Downloads folder whose name is one that Meta gives, newest first. None of them is opened for this."""
    folder = folder or Path.home() / "Downloads"
    try:
        zips = [path for path in folder.iterdir() if path.suffix.lower() == ".zip" and is_export_name(path.stem)]
        zips = [path for path in zips if path.is_file() and zipfile.is_zipfile(path)]
        return sorted(zips, key=lambda path: path.stat().st_mtime, reverse=True)[:_MOST]
    except OSError:
        return []  # no such folder, or not ours to look into: there is nothing to offer


def guide(folder: Path | None = None, language: str = "") -> str:
    """The whole text, in the language of the system unless one is given."""
    words, archives = speak(choose_language(language, ())), found(folder)
    how = words.say("start.how", facebook=_FACEBOOK, instagram=_INSTAGRAM)
    if not archives:
        return f"{words.say('start.none')}\n\n{how}"
    lines = [words.say("start.found"), "", *(f'  analyze "{path}"' for path in archives)]
    if len(archives) > 1:
        lines += ["", words.say("start.parts")]
    return "\n".join([*lines, "", how])
