"""What an HTML copy on Facebook is made with: its era, the layout it shares with JSON, its clock."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from tools.samples.facebook import documents
from tools.samples.facebook.layout import LAYOUTS, FacebookEra, Layout
from tools.samples.html.dates import Clock, DateStyle, long_time, style_of
from tools.samples.html.markup import DRESSES, Dress, esc, number
from tools.samples.html.words import WORDS
from tools.samples.model import Person, Thing, utc

FacebookHtmlEra = Literal["A", "B", "D", "F"]

#: On which day a copy of each era is made, unless it is said.
MADE: dict[FacebookHtmlEra, date] = {
    "A": date(2018, 3, 1), "B": date(2020, 3, 1), "D": date(2023, 9, 1), "F": date(2026, 3, 14),
}  # fmt: skip
_ROOTED = date(2022, 11, 1)  # from then on, era D has a root folder, a time zone and seconds
_MEDIA_FILES = {"album", "uncategorized", "videos", "live"}
_TABLES = {"check_ins", "archive", "on_others", "ai", "bio"}  # their feet have no link


@dataclass(frozen=True, slots=True)
class Setting:
    """One copy."""

    person: Person
    era: FacebookHtmlEra
    made: date
    clock: Clock
    timezone_page: bool

    @property
    def json_era(self) -> FacebookEra:
        """The era in JSON that has the same files."""
        if self.era == "D":
            return "D" if self.made < _ROOTED else "E"
        return "F" if self.era == "F" else "C"

    @property
    def layout(self) -> Layout:
        """Where files lie."""
        return LAYOUTS[self.json_era]

    @property
    def dress(self) -> Dress:
        """How cards look. Era A has none."""
        return DRESSES[{"C": "B"}.get(self.json_era, self.json_era)]

    @property
    def words(self) -> dict[str, str]:
        """Meta's words."""
        return WORDS[self.person.language]

    def things(self) -> list[Thing]:
        """What is in the copy, as in JSON."""
        return documents.things(self.person, self.json_era, self.made)

    def link(self, key: str) -> str:
        """Where the date of a card leads; nowhere in the first year of era D."""
        seed = number(f"{self.person.name} {key}")
        if self.era == "B":
            return f"https://www.facebook.com/{self.person.accounts['facebook'].username}/posts/1015{seed:010}"
        if not self.dress.stamp:
            return ""
        tail = "&s=1" if seed % 2 else ""
        return f"https://www.facebook.com/dyi/l/?l=AYC{seed:08x}{seed * 7 % 2**32:08x}{tail}"

    def links(self, thing: Thing) -> set[str]:
        """All addresses under which the copy shows a thing."""
        found = set()
        kinds = {kind.partition(":")[0] for kind in thing.files} & self.layout.paths.keys()
        for kind in kinds:
            if kind in _MEDIA_FILES - {"live"}:
                found |= {self.link(medium.name) for medium in thing.media}
            elif kind not in _TABLES:
                found.add(self.link(thing.slug))
        if kinds & {"check_ins", "archive"} and thing.permalink:
            found.add(thing.permalink)
        return found - {""}

    def aside(self) -> str:
        """Who had the copy made, when, and from when to when it reaches."""
        when, zone = utc(f"{self.made} 12:20:00"), self.clock.zone
        language, words = self.person.language, self.words
        shown = time_tag(when, long_time(when, zone, language))
        text = esc(words["generated"].format(name=self.person.name)) + shown
        if self.era == "F":
            account = self.person.accounts["facebook"]
            start, end = account.request[1:] if account.request else (account.registered, when - 600)
            first, last = (time_tag(one, long_time(one, zone, language, weekday=False)) for one in (start, end))
            text += f"<div>{esc(words['from'])}{first}{esc(words['to'])}{last}</div>"
        return f'<aside role="contentinfo" class="_aoaa">{text}</aside>'


def time_tag(moment: int, shown: str) -> str:
    """A time with its machine-readable twin, in UTC and to the minute, as headers have it."""
    return f'<time datetime="{datetime.fromtimestamp(moment, UTC):%Y-%m-%dT%H:%MZ}">{esc(shown)}</time>'


def setting(
    person: Person,
    era: FacebookHtmlEra,
    made: date | None,
    zone: str | None,
    date_style: str | DateStyle | None,
    timezone_page: bool,
) -> Setting:
    """The setting of one copy, with what its era has where nothing is said."""
    day = made or MADE[era]
    late = era == "F" or (era == "D" and day >= _ROOTED)
    style = style_of(date_style or ("modern" if late else "classic"), person.language)
    known = timezone_page if late else era == "A"
    clock = Clock(ZoneInfo(zone or person.zone), style, seconds=late, known=known)
    return Setting(replace(person, zone=zone or person.zone), era, day, clock, timezone_page and late)
