"""Facts about the account outside the profile: places, time zone, log-ins, settings, earlier requests for a copy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from analyzer.model import DownloadRequest, ExportFacts
from analyzer.reading.facebook.labelled import note_unknown
from analyzer.reading.fields import as_dict, as_list, seconds, text
from analyzer.reading.labels.label_values import Entry, entries, walk
from analyzer.reading.reader import UNREADABLE
from analyzer.reading.reader import facts as fact_reader

_ZONE = re.compile(r"[A-Z][A-Za-z_]+(?:/[A-Za-z0-9_+\-]+)+|UTC|GMT")
_TIMES = frozenset({"timestamp", "created_timestamp", "updated_timestamp", "timestamp_value"})


def _unwrapped(found: Any, *keys: str) -> Any:
    """What stands under the first of `keys` that is there, else the whole."""
    if isinstance(found, dict):
        return next((found[key] for key in keys if key in found), found)
    return found


def _labelled(found: Any) -> list[Entry]:
    """All key/value entries of a file of one record or several."""
    return [entry for record in as_list(found) for entry in walk(entries(as_dict(record)))]


def _times(found: Any) -> Iterator[int]:
    """All times in a file, at any depth. One that is none is passed over: these are clues, not records."""
    open_ends = [found]
    while open_ends:
        value = open_ends.pop()
        if isinstance(value, list):
            open_ends.extend(value)
        elif isinstance(value, dict):
            open_ends.extend(inner for key, inner in value.items() if key not in _TIMES)
            for key in _TIMES & value.keys():
                try:
                    at = seconds(value[key])
                except UNREADABLE:
                    at = None
                if at is not None:
                    yield at


@fact_reader
def jurisdiction(found: Any, known: ExportFacts) -> None:
    """`your_privacy_jurisdiction.json`: under whose privacy law Facebook keeps the account."""
    for entry in _labelled(found):
        known.places.extend(("facebook", value) for value in (entry.value, *entry.values) if value.strip())


@fact_reader
def places(found: Any, known: ExportFacts) -> None:
    """`primary_location.json` (regions, then cities) and `primary_public_location.json` (a country)."""
    for each in as_list(_unwrapped(found, "primary_location_v2", "primary_public_location_v2",
                                   "primary_location", "primary_public_location")):  # fmt: skip
        told = as_dict(each)
        named = [text(told.get("country"))]
        for pair in as_list(told.get("city_region_pairs")):
            named.extend(text(part) for part in reversed(as_list(pair)))
        named.extend(entry.value for entry in walk(entries(told)) if entry.means in ("country", "region"))
        known.places.extend(("facebook", name) for name in named if name.strip())


@fact_reader
def time_zone(found: Any, known: ExportFacts) -> None:
    """`timezone.json`: the zone in which the HTML pages are written."""
    told = _unwrapped(found, "timezone_v2", "timezone")
    values = [told] if isinstance(told, str) else [entry.value for entry in _labelled(told)]
    known.time_zone = next((value for value in values if _ZONE.fullmatch(value)), known.time_zone)


@fact_reader
def accesses(found: Any, known: ExportFacts) -> None:
    """Log-ins, log-outs, password changes: the oldest shows how far the archive reaches back."""
    known.account("facebook").accesses.extend(_times(found))


@fact_reader
def registration(found: Any, known: ExportFacts) -> None:
    """`registration_information.json`: when the account was made, where the profile does not tell."""
    account = known.account("facebook")
    account.registered = account.registered or min(_times(found), default=None)


@fact_reader
def future_audience(found: Any, known: ExportFacts) -> None:
    """`privacy_settings.json`: who can see *future* posts; it says nothing about those in the archive."""
    told = [entry for entry in _labelled(found) if entry.value.strip()]
    named = [entry.value.strip() for entry in told if entry.means == "future_posts_audience"]
    if not named:
        note_unknown(told, known)
    known.future_audience = next(iter(named), known.future_audience)


@fact_reader
def requests(found: Any, known: ExportFacts) -> None:
    """`your_information_download_requests.json`: which time the copies asked for.

    What each time means is in the labels; where they are not known, the range is from the first to the last of them.
    """
    told = found
    if isinstance(found, dict) and "label_values" not in found and len(found) == 1:
        told = next(iter(found.values()))
    for record in as_list(told):
        labelled = [entry for entry in _labelled(record) if entry.time]
        named = (entry.time for entry in labelled if entry.means in ("time", "creation_time"))
        made = seconds(as_dict(record).get("timestamp")) or next(named, None)
        others = sorted({at for at in _times(as_dict(record)) if at != made})
        dated = {entry.means: entry.time for entry in labelled}
        start = dated.get("start_date") or (others[0] if len(others) > 1 else None)
        known.requests.append(DownloadRequest(made, start, dated.get("end_date") or (others[-1] if others else None)))
