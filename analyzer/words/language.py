"""Which language a run speaks: the one asked for, else that of the archive, else that of the system, else English."""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Collection, Iterable

from analyzer.errors import UsageError
from analyzer.words import REFERENCE, languages

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set counts, as everywhere


def choose_language(given: str, archives: Iterable[str], available: Collection[str] = ()) -> str:
    """The language of a run, one of those `available` (by default those that there are words in).

    `given`: what the person asked for, "" for nothing. `archives`: the languages of the archives, in order, "" where it
    is not known. A language without words is English as a whole. Raises UsageError where `given` has none.
    """
    available = available or languages()
    if given:
        if not (found := _among(given, available)):
            raise UsageError(
                "There are no words in {given}: choose one of {choices}.",
                given=given,
                choices=", ".join(sorted(available)),
            )
        return found
    wanted = next(filter(None, archives), "") or of_system()
    return _among(wanted, available) or REFERENCE


def of_system() -> str:
    """The language of this computer, as `de_DE` or `de`; "" where it names none."""
    for name in _VARIABLES:
        if value := os.environ.get(name, ""):
            return _plain(value)
    if sys.platform == "win32":
        import ctypes

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return _plain(locale.getlocale()[0] or "")


def _plain(name: str) -> str:
    plain = name.partition(".")[0].partition("@")[0]
    return "" if plain in ("C", "POSIX") else plain


def _among(wanted: str, available: Collection[str]) -> str:
    """`pt_BR` as `pt-BR`, or without a catalogue for Brazil as `pt`."""
    folded = {each.casefold(): each for each in available}
    name = wanted.strip().replace("_", "-").casefold()
    return folded.get(name) or folded.get(name.partition("-")[0], "")
