"""The time zone that a date prints ("EDT", "UTC+01", "Asia/Kuala_Lumpur"), which wins over what the caller knows."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

_OFFSET = re.compile(r"(?:utc|gmt)?([+-])(\d{1,2})(?::?(\d\d))?")
_AREA = re.compile(r"\s([A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_-]+){1,2})\s*$")
# Hours from UTC of zone names that mean one zone only. Others (EST, CST, IST, BST ...) are passed over, unless other
# dates of the archive tell which zone is meant (`winter_zone`).
_NAMED = {
    "utc": 0, "gmt": 0, "wet": 0, "west": 1, "cet": 1, "cest": 2, "mez": 1, "mesz": 2, "eet": 2, "eest": 3, "msk": 3,
    "edt": -4, "mdt": -6, "pdt": -7, "akst": -9, "akdt": -8,
}  # fmt: skip
_PASSED_OVER = frozenset((
    "est", "cst", "cdt", "mst", "pst", "bst", "ist", "ast", "adt", "hst", "nst", "ndt", "brt", "brst", "art", "clt",
    "cot", "pet", "sgt", "hkt", "jst", "kst", "pht", "wib", "aest", "aedt", "acst", "acdt", "awst", "nzst", "nzdt",
    "sast", "gst",
))  # fmt: skip

# Winter zones that are passed over where they stand alone, and the summer zone that tells which of its places is meant:
# no other place has both. CST and CDT tell nothing: Cuba has both names too.
_WINTER = {"est": ("edt", -5), "mst": ("mdt", -7), "pst": ("pdt", -8)}


def abbreviation(text: str) -> str:
    """The last word of a printed date, in small letters: the name of its zone, where it has one."""
    return text.rstrip().rpartition(" ")[2].strip("()").lower()


def winter_zone(name: str, printed: Collection[str]) -> tzinfo | None:
    """The zone that a name such as `est` means in an archive that prints these names too."""
    summer, hours = _WINTER.get(name, ("", 0))
    return timezone(timedelta(hours=hours)) if summer in printed and summer else None


def named_area(text: str) -> tuple[str, tzinfo | None]:
    """The text without a zone of the tz database at its end, and that zone. Before letters are made small."""
    found = _AREA.search(text) if "/" in text else None
    if found:
        try:
            return text[: found.start()], ZoneInfo(found[1])
        except (KeyError, ValueError, OSError):  # no such zone; a folder of zones
            pass
    return text, None


def printed_zone(text: str) -> tuple[str, tzinfo | None]:
    """The text (in small letters) without a zone at its end, and that zone, None for names of more than one."""
    head, _, last = text.rpartition(" ")
    last = last.strip("()")
    if last in _NAMED:
        return head, timezone(timedelta(hours=_NAMED[last]))
    if last in _PASSED_OVER:
        return head, None
    found = _OFFSET.fullmatch(last) if "+" in last or "-" in last else None
    if found:
        offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        if offset <= timedelta(hours=14) and ":" in head:
            return head, timezone(-offset if found[1] == "-" else offset)
    return text, None


def to_utc(wall: datetime, zone: tzinfo) -> int | None:
    """Seconds UTC of a local time, the earlier where it came twice; None where clocks jumped over it."""
    local = wall.replace(tzinfo=zone)
    changed = local.utcoffset() != local.replace(fold=1).utcoffset()  # clocks were put forward or back over this hour
    if changed and local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wall:
        return None
    return int(local.timestamp())
