"""A person's Facebook copy in HTML: eras A (2010-2018), B (2018-2021), D (2021-2024) and F (2024-2026)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from tools.samples.html.dates import DateStyle
from tools.samples.html.facebook.account import account_pages, noise_pages, others_in_groups
from tools.samples.html.facebook.cards import Cards
from tools.samples.html.facebook.old import old_files
from tools.samples.html.markup import esc, link, page_html
from tools.samples.html.setting import FacebookHtmlEra, Setting, setting
from tools.samples.html.words import TITLES
from tools.samples.model import Person, Thing
from tools.samples.person.phrases import ALBUMS, NO_DATA
from tools.samples.person.pictures import picture

Page = tuple[str, str]  # heading and cards
_ALBUMS = ("album:profile", "album:cover", "album:mobile", "album:timeline", "album:named")


def write(
    person: Person,
    era: FacebookHtmlEra = "F",
    made: date | None = None,
    zone: str | None = None,
    date_style: str | DateStyle | None = None,
    *,
    timezone_page: bool = True,
) -> dict[str, bytes]:
    """The files of one copy: path -> bytes. `zone` is that of the account, the person's own where none is given."""
    copy = setting(person, era, made, zone, date_style, timezone_page)
    if era == "A":
        return old_files(copy)
    pages = _Pages(copy)
    found = {**noise_pages(pages.cards), **account_pages(pages.cards), **pages.items()}
    aside = copy.aside()
    files = {path: page_html(path, heading, cards, aside) for path, (heading, cards) in found.items()}
    start = "start_here.html" if copy.json_era == "F" else "index.html"
    menu = "".join(f"<li>{link(path, esc(heading))}</li>" for path, (heading, _) in sorted(found.items()))
    files[start] = page_html(start, TITLES[person.language]["start"], f"<ul>{menu}</ul>", aside)
    if era != "F":  # in F, what holds nothing is absent
        polls, none = f"{copy.layout.root}polls/", NO_DATA[person.language]
        files[f"{polls}no-data.txt"] = none.encode()
        path = f"{copy.layout.root}events/your_event_responses.html"
        files[path] = page_html(path, TITLES[person.language]["polls"], f'<div class="_3-95">{esc(none)}</div>', aside)
    return files | {path: picture(path) for path in pages.media_paths()}


class _Pages:
    """The items of one copy, page by page."""

    def __init__(self, copy: Setting) -> None:
        self.copy = copy
        self.layout = copy.layout
        self.cards = Cards(copy)
        self.found = copy.things()

    def of(self, kind: str) -> list[Thing]:
        """The things of one kind of file, newest first."""
        chosen = [thing for thing in self.found if kind in thing.files]
        return sorted(chosen, key=lambda thing: -(thing.created or 0))

    def media_paths(self) -> list[str]:
        """The media files that are in the copy."""
        media = [medium for thing in self.found for medium in thing.media if medium.in_export]
        return [self.cards.records.uri(medium) for medium in media]

    def items(self) -> dict[str, Page]:
        """All pages that hold items."""
        make = self.cards
        builders: dict[str, Callable[[Thing], str]] = {
            "timeline": make.post, "check_ins": make.check_in, "archive": make.archived, "on_others": make.on_other,
            "ai": make.prompt, "trash": make.post, "pending": make.post, "reels": make.post, "comments": make.comment,
            "group_posts": make.post, "stories": lambda thing: make.post(thing, said=False), "notes": make.note,
            "events": make.event, "listings": make.listing, "reviews": make.review, "videos": self._bare,
            "uncategorized": self._bare, "live": self._bare,
        }  # fmt: skip
        if not self.layout.mixed_groups:
            builders["group_comments"] = make.comment
        titles = TITLES[self.copy.person.language]
        made = {}
        for kind, build in builders.items():
            found = self.of(kind) if kind in self.layout.paths else []
            if kind == "timeline" and "notes" in self.layout.paths:
                found = [thing for thing in found if thing.kind != "note"]
            if found:
                cards = "".join(build(thing) for thing in found) + (self._groups() if kind == "group_posts" else "")
                made[_html(self.layout.path(kind))] = (titles[kind], cards)
        return {**made, **self._albums()}

    def _bare(self, thing: Thing) -> str:
        return "".join(self.cards.bare(medium, thing) for medium in thing.media)

    def _groups(self) -> str:
        """What else stands on the page of group posts."""
        mixed = self.of("group_comments") if self.layout.mixed_groups else []
        return others_in_groups(self.cards) + "".join(self.cards.comment(thing) for thing in mixed)

    def _albums(self) -> dict[str, Page]:
        made = {}
        for number, kind in enumerate(_ALBUMS):
            album = kind.partition(":")[2]
            pairs = [(medium, thing) for thing in self.of(kind) for medium in thing.media if medium.album == album]
            cards = "".join(self.cards.bare(medium, replace(thing, kind="photo")) for medium, thing in pairs)
            if cards and "album" in self.layout.paths:
                path = _html(self.layout.path(kind).format(n=number))
                made[path] = (ALBUMS[self.copy.person.language][album], cards)
        return made


def _html(path: str) -> str:
    return path.removesuffix(".json") + ".html"
