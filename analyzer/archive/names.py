"""What the names of archives and members tell: Meta's naming of exports, their parts and their dates."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from analyzer.archive.limits import DEEPEST_PATH, LONGEST_PATH
from analyzer.archive.stream_safe import stream_safe

# Source: names of real archives, 2018-2026 (what-if-data-donation, timelinize, anonymize-ddp, ReCog).
_NOISE = re.compile(r"(?: ?\(\d+\)| - (?:copy|kopie|copie)(?: \(\d+\))?|-\d{8}T\d{6}Z(?:-\d+)*)$", re.IGNORECASE)
_PART = re.compile(r"[-_. ]*(?:part|teil|partie)[-_. ]?\d+$", re.IGNORECASE)
_DATED = re.compile(
    r"(?P<head>.*?)[-_ ]?(?P<day>\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4}|\d{8}|\d{4}-[A-Z][a-z]{2}-\d{1,2})"
    r"(?P<token>-[A-Za-z0-9]{8}|(?:-\d{1,2}){2,3}(?:-[A-Za-z0-9]{8})?)?$"
)
_META = re.compile(r"^(facebook|instagram|threads|meta)[-_]", re.IGNORECASE)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class ExportName:
    """What the name of a zip or wrapper folder tells. `stem` is equal for the parts of one export."""

    stem: str
    owner: str  # account name, as Meta puts it there; may be an id
    made_on: date | None  # None where the name has none, or day and month could be exchanged


def export_name(name: str) -> ExportName:
    """Read `facebook-alex.doe-2024-11-18-tP4KIfRH`, `alex_20201020_part_2`, ... (without `.zip`)."""
    stem = name.strip()
    while (shorter := _NOISE.sub("", stem)) != stem:
        stem = shorter
    stem = _PART.sub("", stem)
    dated = _DATED.match(stem)
    if not dated:
        return ExportName(stem, "", None)
    owner = _META.sub("", dated["head"]) if _META.match(dated["head"]) or dated["day"].isdecimal() else ""
    return ExportName(f"{dated['head']}-{dated['day']}", owner.strip("-_ "), _day(dated["day"]))


def is_export_name(name: str) -> bool:
    """Whether a folder's name is one that Meta gives to an export."""
    return bool(_META.match(name)) or bool(_DATED.match(name))


def _day(text: str) -> date | None:
    if text.isdecimal():
        numbers = [text[:4], text[4:6], text[6:]]
    else:
        numbers = re.split(r"[-./]", text)
    if not numbers[1].isdecimal():
        if numbers[1].lower() not in _MONTHS:
            return None
        numbers[1] = str(_MONTHS.index(numbers[1].lower()) + 1)
    year, month, day = (int(number) for number in numbers)
    if len(numbers[0]) != 4:
        first, second, year = year, month, day
        if first <= 12 and second <= 12 and first != second:
            return None
        day, month = (first, second) if second <= 12 else (second, first)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def member_path(name: str) -> tuple[str, str]:
    """`(path, problem)` of a member: its path with `/`, and why it must not be trusted ("" if it may).

    A path that leads out of the archive keeps its harmless components, so that its kind can still be told.
    """
    path = unicodedata.normalize("NFC", stream_safe(name)) if not name.isascii() else name
    path = path.replace("\\", "/")
    problem = ""
    if len(path) > LONGEST_PATH or path.count("/") > DEEPEST_PATH:
        problem = "a name of unusual length or depth"
        path = "/".join(path[-LONGEST_PATH:].split("/")[-DEEPEST_PATH:])
    elif any(ord(character) < 32 or ord(character) == 127 or character in _BIDI for character in path):
        problem = "control characters in its name"
    elif path.startswith("/") or re.match(r"[A-Za-z]:", path) or ".." in path.split("/"):
        problem = "its name leads out of the archive"
    parts = [part for part in path.split("/") if part not in ("", ".", "..") and not re.fullmatch(r"[A-Za-z]:", part)]
    return "/".join(parts), problem
