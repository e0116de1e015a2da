"""A person's Facebook copy in JSON, in the eras C (2019-2020), D, E, F (2024-2026) and P (a Page's own export)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from tools.samples.encode import dump, records
from tools.samples.facebook.account import account_files, noise_files, others_in_groups
from tools.samples.facebook.layout import LAYOUTS, FacebookEra, Layout
from tools.samples.facebook.records import Records
from tools.samples.model import Person, Thing, utc
from tools.samples.person.phrases import ALBUMS
from tools.samples.person.pictures import picture

_LINKED = {"check_ins", "archive"}  # the files that tell where an item stands on Facebook
_ALBUMS = ("album:profile", "album:cover", "album:mobile", "album:timeline", "album:named")


def kinds_of_file(era: FacebookEra) -> frozenset[str]:
    """The kinds of file that copies of the era have."""
    paths = LAYOUTS[era].paths
    return frozenset(kind for kind in (*paths, *_ALBUMS) if kind.partition(":")[0] in paths)


def things(person: Person, era: FacebookEra, made: date) -> list[Thing]:
    """What a copy of that era, made on that day, holds of the person's things."""
    kinds = kinds_of_file(era)
    found = person.of("facebook", kinds, utc(f"{made} 00:00:00"))
    return [thing if kinds & _LINKED & set(thing.files) else replace(thing, permalink="") for thing in found]


def write(person: Person, era: FacebookEra = "F", made: date = date(2026, 3, 14)) -> dict[str, bytes]:
    """The files of one copy: path -> bytes."""
    layout = LAYOUTS[era]
    make = _Copy(person, layout, things(person, era, made))
    documents = {**noise_files(person, layout), **account_files(person, layout, made), **make.documents()}
    files = {path: dump(document) for path, document in documents.items()}
    files |= {path: picture(path) for path in make.media_paths()}
    return files


class _Copy:
    """The items of one copy, file by file."""

    def __init__(self, person: Person, layout: Layout, found: list[Thing]) -> None:
        self.person = person
        self.layout = layout
        self.things = found
        self.records = Records(person, layout)

    def of(self, kind: str) -> list[Thing]:
        """The things of one kind of file, newest first as Facebook has them."""
        chosen = [thing for thing in self.things if kind in thing.files]
        return sorted(chosen, key=lambda thing: -(thing.created or 0))

    def media_paths(self) -> list[str]:
        """The media files that are in the copy."""
        found = [medium for thing in self.things for medium in thing.media if medium.in_export]
        return [self.records.uri(medium) for medium in found]

    def documents(self) -> dict[str, Any]:
        """All files that hold items."""
        builders: dict[str, Callable[[list[Thing]], Any]] = {
            "timeline": self._timeline,
            "check_ins": lambda found: records([self.records.check_in(thing) for thing in found]),
            "archive": lambda found: records([self.records.archived(thing) for thing in found]),
            "on_others": lambda found: records([self.records.on_other(thing) for thing in found]),
            "ai": lambda found: records(self.records.prompts(found)),
            "trash": lambda found: {"trash_v2": [self.records.post(thing) for thing in found]},
            "pending": lambda found: {"pending_posts_v2": [self.records.post(thing) for thing in found]},
            "reels": lambda found: {"lasso_videos_v2": [self.records.post(thing) for thing in found]},
            "comments": lambda found: {self.layout.key("comments"): [self.records.comment(thing) for thing in found]},
            "group_posts": self._groups,
            "stories": self._stories,
            "videos": lambda found: {self.layout.key("videos"): self._bare(found)},
            "uncategorized": lambda found: {self.layout.key("other_photos"): self._bare(found)},
            "live": self._live,
            "notes": lambda found: {"notes": [_note(thing) for thing in found]},
            "events": lambda found: {self.layout.key("your_events"): [_event(thing) for thing in found]},
            "listings": lambda found: {self.layout.key("items_selling"): [self._listing(thing) for thing in found]},
            "reviews": lambda found: {"recommended_pages_v2": [_review(thing) for thing in found]},
        }
        if not self.layout.mixed_groups:
            key = "group_comments_v2"
            builders["group_comments"] = lambda found: {key: [self.records.comment(thing) for thing in found]}
        made = {}
        for kind, build in builders.items():
            found = self.of(kind)
            if found and kind in self.layout.paths:
                made[self.layout.path(kind)] = build(found)
        return {**made, **self._albums()}

    def _timeline(self, found: list[Thing]) -> Any:
        notes_apart = "notes" in self.layout.paths
        return [self.records.post(thing) for thing in found if not (notes_apart and thing.kind == "note")]

    def _groups(self, found: list[Thing]) -> Any:
        posts = [self.records.post(thing) for thing in found] + others_in_groups(self.person)
        if self.layout.mixed_groups:
            posts += [self.records.comment(thing) for thing in self.of("group_comments")]
            return {"group_posts": {"activity_log_data": posts}}
        return {"group_posts_v2": posts}

    def _stories(self, found: list[Thing]) -> Any:
        key = self.layout.key("archived_stories")
        return {key: [{**self.records.post(thing), "data": [{}]} for thing in found]}

    def _bare(self, found: list[Thing]) -> list[Any]:
        return [self.records.media(medium, thing) for thing in found for medium in thing.media]

    def _live(self, found: list[Thing]) -> Any:
        return [
            {
                "timestamp": thing.created,
                "uri": self.records.uri(thing.media[0]),
                "title": "",
                "description": "",
                "message": thing.written,
            }
            for thing in found
        ]

    def _albums(self) -> dict[str, Any]:
        made = {}
        for number, kind in enumerate(_ALBUMS):
            album = kind.partition(":")[2]
            pairs = [(medium, thing) for thing in self.of(kind) for medium in thing.media if medium.album == album]
            photos = [self.records.media(medium, thing) for medium, thing in pairs]
            if photos:
                made[self.layout.path(kind).format(n=number)] = {
                    "name": ALBUMS[self.person.language][album],
                    "photos": photos,
                    "cover_photo": photos[0],
                    "last_modified_timestamp": photos[0]["creation_timestamp"],
                    "description": "",
                }
        return made

    def _listing(self, thing: Thing) -> dict[str, Any]:
        assert thing.place is not None
        point = {"latitude": thing.place.latitude, "longitude": thing.place.longitude}
        return {
            "title": thing.headline,
            "price": "40 €",
            "seller": self.person.name,
            "created_timestamp": thing.created,
            "category": "Bicycles",
            "marketplace": thing.place.name,
            "location": {"name": thing.place.name, "coordinate": point},
            "description": thing.body,
        }


def _note(thing: Thing) -> dict[str, Any]:
    times = {"created_timestamp": thing.created, "updated_timestamp": thing.created}
    return {"title": thing.headline, "text": thing.body, **times, "media": [], "tags": []}


def _event(thing: Thing) -> dict[str, Any]:
    start = (thing.created or 0) + 20 * 86_400
    place = {"name": thing.place.name} if thing.place else {}
    times = {"start_timestamp": start, "end_timestamp": 0}
    return {
        "name": thing.headline,
        **times,
        "place": place,
        "description": thing.body,
        "create_timestamp": thing.created,
    }


def _review(thing: Thing) -> dict[str, Any]:
    return {"name": thing.to, "timestamp": thing.created, "url": thing.url}
