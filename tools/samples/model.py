"""The person and what the person wrote: the ground truth from which every archive is made.

A `Thing` is what an analyser must give as one item, in the words of docs/tables.md. What we expect of it
is set by hand where the thing is defined; it is never computed.
"""

from __future__ import annotations

import calendar
import time
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Language = Literal["en", "de", "fr"]
Platform = Literal["facebook", "instagram", "threads"]
LANGUAGES: tuple[Language, ...] = ("en", "de", "fr")


def utc(moment: str) -> int:
    """Seconds since 1970 of `moment`, such as "2024-05-01 10:30:00", in UTC."""
    return calendar.timegm(time.strptime(moment, "%Y-%m-%d %H:%M:%S"))


@dataclass(frozen=True, slots=True)
class Expected:
    """What must come out for one thing under the policy `eu`. None: we do not claim to know."""

    is_public: str | None
    basis: str | None
    verdict: str | None
    is_public_now: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the map."""

    name: str
    latitude: float
    longitude: float
    address: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Medium:
    """One photo or video. `name` is the media id, which is also the stem of the file name."""

    name: str
    type: Literal["photo", "video"] = "photo"
    created: int | None = None  # on the platform; the thing's own time where absent
    taken: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    camera: str = ""
    caption: str = ""
    album: str = ""  # key of the album in which it lies (Facebook)
    in_export: bool = True
    subtitles: bool = False
    png: bool = False

    @property
    def extension(self) -> str:
        """The end of the file's name."""
        return "mp4" if self.type == "video" else "png" if self.png else "jpg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One item that the person made. `files` are the kinds of file in which it stands: more than one is a double."""

    slug: str
    platform: Platform
    kind: str
    files: tuple[str, ...]
    expected: Expected
    created: int | None = None
    text: str = ""
    raw: str = ""  # the text as the archive holds it, where it differs
    headline: str = ""  # of a note, a listing or an event; the first line of `text`
    body: str = ""  # the rest of `text`
    state: str = "published"
    venue: str | None = "own_profile"  # None: we do not claim to know
    venue_name: str | None = ""
    media: tuple[Medium, ...] = ()
    url: str = ""
    permalink: str = ""
    place: Place | None = None
    people: tuple[str, ...] | None = ()
    phrase: str = ""  # key of the sentence that the platform makes its title of
    to: str = ""  # whose post, timeline, group, ... the sentence names
    updated: int | None = None
    backdated: int | None = None
    memory: tuple[str, ...] = ()
    life_event: str = ""
    minor: str | None = "no"  # written as a minor

    @property
    def written(self) -> str:
        """The text as the archive holds it."""
        return self.raw or self.text


@dataclass(frozen=True, slots=True)
class Account:
    """What the person's account on one platform is like when the copy is made."""

    platform: Platform
    username: str
    registered: int
    private: bool | None = None  # None: the archive does not tell
    switches: tuple[tuple[int, bool], ...] = ()  # (when, private from then on), oldest first
    professional: bool = False
    accesses: tuple[int, ...] = ()  # logins
    request: tuple[int, int, int] | None = None  # a recorded request for a copy: made, asked from, asked to


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person, with everything they wrote."""

    language: Language
    first_name: str
    last_name: str
    birthday: date | None
    woman: bool
    friend: str
    city: str
    country: str  # ISO 3166
    zone: str
    accounts: dict[Platform, Account]
    things: tuple[Thing, ...] = ()
    previous_name: str = ""
    is_page: bool = False
    groups: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        """The full name."""
        return f"{self.first_name} {self.last_name}".strip()

    def bio(self, platform: Platform) -> str:
        """The text of the profile on `platform`, if there is one."""
        return next((one.written for one in self.things if one.platform == platform and one.kind == "bio"), "")

    def of(self, platform: Platform, files: frozenset[str], before: int) -> list[Thing]:
        """What stands on `platform` in one of `files`, made before `before`. In the order of the model."""
        return [
            thing
            for thing in self.things
            if thing.platform == platform
            and not files.isdisjoint(thing.files)
            and (thing.created is None or thing.created < before)
        ]
