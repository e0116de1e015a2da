"""What an analyser must find in a copy: straight from the model, by no rule."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from datetime import date
from typing import Any

from tools.samples.facebook import documents as facebook
from tools.samples.facebook.layout import FacebookEra
from tools.samples.instagram import documents as instagram
from tools.samples.instagram.layout import InstagramEra
from tools.samples.model import Person, Thing

Rows = list[dict[str, Any]]

#: The verdicts are for copies made since training began; before that, Instagram's rules differ.
_TRAINING = date(2025, 5, 27)


def facebook_truth(person: Person, era: FacebookEra = "F", made: date = date(2026, 3, 14)) -> Rows:
    """What must be found in the Facebook copy that `write_facebook` makes of the same arguments."""
    return _rows(facebook.things(person, era, made), verdicts=True)


def instagram_truth(person: Person, era: InstagramEra = "E4", made: date = date(2026, 3, 14)) -> Rows:
    """What must be found in the Instagram copy, Threads included."""
    return _rows(instagram.things(person, era, made), verdicts=made >= _TRAINING)


def _rows(things: Iterable[Thing], *, verdicts: bool) -> Rows:
    """One row a thing, sorted. None: we do not claim to know."""
    rows = [_row(thing, verdicts=verdicts) for thing in things]
    return sorted(rows, key=lambda row: (row["platform"], row["created"], row["kind"], row["text"], row["slug"]))


def _row(thing: Thing, *, verdicts: bool) -> dict[str, Any]:
    created = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(thing.created)) if thing.created is not None else ""
    latitude, longitude = _point(thing)
    expected = thing.expected if verdicts else None
    return {
        "slug": thing.slug,
        "platform": thing.platform,
        "kind": thing.kind,
        "state": thing.state,
        "venue": thing.venue,
        "venue_name": thing.venue_name,
        "created": created,
        "text": thing.text,
        "media_count": len(thing.media),
        "url": thing.url,
        "permalink": thing.permalink,
        "place": thing.place.name if thing.place else "",
        "latitude": latitude,
        "longitude": longitude,
        "people": None if thing.people is None else list(thing.people),
        "posted_as_minor": thing.minor if thing.created is not None and verdicts else None,
        "is_public": expected and expected.is_public,
        "is_public_basis": expected and expected.basis,
        "is_public_now": expected and expected.is_public_now,
        "verdict": expected and expected.verdict,
        "files": list(thing.files),
    }


def _point(thing: Thing) -> tuple[float | None, float | None]:
    """The place's coordinates, else the first medium's. 0,0 is none."""
    place = thing.place
    if place and (place.latitude or place.longitude):
        return place.latitude, place.longitude
    for medium in thing.media[:1]:
        if medium.latitude or medium.longitude:
            return medium.latitude, medium.longitude
    return None, None


def dump_truth(rows: Rows) -> bytes:
    """The rows as the bytes of `truth.json`."""
    return (json.dumps(rows, indent=1, ensure_ascii=False) + "\n").encode("utf-8")
