"""What an analyser must find in an HTML copy: the truth of JSON with the precision that HTML prints, and no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date
from typing import Any

from tools.samples.html.dates import Clock, DateStyle, style_of
from tools.samples.html.facebook.old import old_things
from tools.samples.html.instagram.pages import MADE, InstagramHtmlEra, instagram_clock
from tools.samples.html.setting import FacebookHtmlEra, setting
from tools.samples.model import Person, Platform, Thing
from tools.samples.truth import Rows, facebook_truth, instagram_truth


def facebook_html_truth(
    person: Person,
    era: FacebookHtmlEra = "F",
    made: date | None = None,
    zone: str | None = None,
    date_style: str | DateStyle | None = None,
    *,
    timezone_page: bool = True,
) -> Rows:
    """What must be found in the copy that `write_facebook_html` makes of the same arguments.

    `created` is what can be read off the page, `created_basis` how well: "second", "minute", "zone_assumed" (the
    printed time taken as UTC, since nothing in the copy tells the zone) or "none".
    """
    copy = setting(person, era, made, zone, date_style, timezone_page)
    clock = Clock(UTC, style_of("minutes", person.language), False) if era == "A" else copy.clock
    found = old_things(copy) if era == "A" else copy.things()
    rows = facebook_truth(replace(copy.person, things=tuple(found)), copy.json_era, copy.made)
    things = {thing.slug: thing for thing in found}
    for row in rows:
        thing = things[row["slug"]]
        _time(row, thing, clock)
        if thing.kind == "bio":  # no date stands beside it
            row |= {"created": "", "created_basis": "none", "posted_as_minor": None}
        links = set() if era == "A" else copy.links(thing)
        row["permalink"] = None if len(links) > 1 else next(iter(links), "")
        if thing.kind == "note" and "notes" not in copy.layout.paths:  # only a sentence in some language says so
            row["kind"] = None
    return sorted(rows, key=_order)


def instagram_html_truth(
    person: Person,
    era: InstagramHtmlEra = "E4",
    made: date | None = None,
    date_style: str | DateStyle | None = None,
) -> Rows:
    """What must be found in the copy that `write_instagram_html` makes of the same arguments, Threads included."""
    clock = instagram_clock(person, era, date_style)
    things = {(thing.platform, thing.slug): thing for thing in person.things}
    rows = instagram_truth(person, era, made or MADE[era])
    for row in rows:
        platform: Platform = row["platform"]
        thing = things[platform, row["slug"]]
        _time(row, thing, clock)
        if platform == "threads" and thing.kind == "comment":  # the label that says so has not been seen
            row["kind"] = None
    return sorted(rows, key=_order)


def _time(row: dict[str, Any], thing: Thing, clock: Clock) -> None:
    if thing.created is None:
        row["created_basis"] = "none"
    else:
        row["created"], row["created_basis"] = clock.read(thing.created)


def _order(row: dict[str, Any]) -> tuple[str, ...]:
    return row["platform"], row["created"] or "", row["kind"] or "", row["text"], row["slug"]
