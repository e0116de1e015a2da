"""A person's Instagram copy in HTML, Threads included: eras E2 (2021-2023) and E4 (2024-2026)."""

from __future__ import annotations

from datetime import date
from typing import Literal

from tools.samples.html.dates import PACIFIC, Clock, DateStyle, long_time, style_of
from tools.samples.html.instagram.account import account_pages, noise_pages, threads_profile
from tools.samples.html.instagram.cards import Cards
from tools.samples.html.markup import DRESSES, esc, link, page_html
from tools.samples.html.setting import time_tag
from tools.samples.html.words import TITLES, WORDS
from tools.samples.instagram import documents
from tools.samples.instagram.layout import LAYOUTS, InstagramLayout
from tools.samples.instagram.records import uri
from tools.samples.model import Person, Thing, utc
from tools.samples.person.phrases import NO_DATA
from tools.samples.person.pictures import picture

InstagramHtmlEra = Literal["E2", "E4"]
Pages = dict[str, tuple[str, str]]

#: On which day a copy of each era is made, unless it is said.
MADE: dict[InstagramHtmlEra, date] = {"E2": date(2021, 11, 1), "E4": date(2026, 3, 14)}
#: Kind of file -> name of its page, where all that differs between them is that.
_POSTS = {
    "posts": "posts_1", "stories": "stories", "reels": "reels", "igtv": "igtv_videos", "archived": "archived_posts",
    "trashed": "recently_deleted_content", "profile_photos": "profile_photos", "other": "other_content",
}  # fmt: skip
_COMMENTS = {"comments": "post_comments_1", "reel_comments": "reels_comments", "story_comments": "hype"}


def instagram_clock(person: Person, era: InstagramHtmlEra, date_style: str | DateStyle | None) -> Clock:
    """The clock of an Instagram copy: no seconds, eight hours behind UTC."""
    return Clock(PACIFIC, style_of(date_style or ("classic" if era == "E2" else "modern"), person.language), False)


def write(
    person: Person,
    era: InstagramHtmlEra = "E4",
    made: date | None = None,
    date_style: str | DateStyle | None = None,
) -> dict[str, bytes]:
    """The files of one copy: path -> bytes."""
    day, layout = made or MADE[era], LAYOUTS[era]
    found = documents.things(person, era, day)
    make = Cards(person, layout, DRESSES[era], instagram_clock(person, era, date_style))
    before = utc(f"{day} 00:00:00")
    photos = _of([thing for thing in found if thing.platform == "instagram"], "profile_photos")
    pages = {
        **noise_pages(make),
        **account_pages(make, photos[0] if photos else None, before),
        **_items(make, layout, [thing for thing in found if thing.platform == "instagram"]),
    }
    if "threads" in layout.kinds:
        pages |= _threads(make, [thing for thing in found if thing.platform == "threads"])
    aside = _aside(person, era, before)
    files = {path: page_html(path, heading, cards, aside) for path, (heading, cards) in pages.items()}
    start, title = "index.html" if era == "E2" else "start_here.html", TITLES[person.language]["start"]
    menu = "".join(f"<li>{link(path, esc(heading))}</li>" for path, (heading, _) in sorted(pages.items()))
    files[start] = page_html(start, title, f"<ul>{menu}</ul>", aside)
    if era == "E2":
        files["saved/no-data.txt"] = NO_DATA[person.language].encode()
    for thing in found:
        for medium in thing.media:
            if medium.in_export:
                files[uri(medium, thing)] = picture(uri(medium, thing))
    return files


def _aside(person: Person, era: InstagramHtmlEra, before: int) -> str:
    words, language, made = WORDS[person.language], person.language, before + 44_400
    text = esc(words["generated"].format(name=person.accounts["instagram"].username))
    text += time_tag(made, long_time(made, PACIFIC, language))
    if era == "E4":
        request = person.accounts["instagram"].request
        start, end = request[1:] if request else (person.accounts["instagram"].registered, made - 600)
        first, last = (time_tag(one, long_time(one, PACIFIC, language, weekday=False)) for one in (start, end))
        text += f"<div>{esc(words['from'])}{first}{esc(words['to'])}{last}</div>"
    return f'<aside role="contentinfo" class="_aoaa">{text}</aside>'


def _of(found: list[Thing], kind: str) -> list[Thing]:
    """The things of one kind of file, newest first."""
    return sorted((thing for thing in found if kind in thing.files), key=lambda thing: -(thing.created or 0))


def _items(make: Cards, layout: InstagramLayout, found: list[Thing]) -> Pages:
    """All pages that hold items of Instagram."""
    pages: Pages = {}
    titles = TITLES[make.person.language]
    for kind, name in _POSTS.items():
        if (things := _of(found, kind)) and kind in layout.kinds:
            title = titles.get(kind, titles["posts"])
            pages[f"{layout.content}{name}.html"] = (title, "".join(make.post(thing) for thing in things))
    for kind, name in _COMMENTS.items():
        if (things := _of(found, kind)) and kind in layout.kinds:
            name = "post_comments" if layout.era == "E2" else name
            cards = "".join(make.comment(thing) for thing in things)
            pages[f"{layout.activity}comments/{name}.html"] = (titles["comments"], cards)
    if (things := _of(found, "subscribers")) and "subscribers" in layout.kinds:
        pages[f"{layout.activity}subscriptions/reels.html"] = (titles["reels"], "".join(map(make.post, things)))
    if (things := _of(found, "channel")) and "channel" in layout.kinds:
        cards = "".join(map(make.message, things)) + make.said(make.person.friend, "Not mine", 1_731_000_000)
        folder = f"{layout.activity}messages/broadcast/harbournews_17840000000000001/"
        pages[f"{folder}message_1.html"] = ("Harbour news", cards)
    if (things := _of(found, "ai")) and "ai" in layout.kinds:
        path = f"{layout.activity}messages/ai_conversations"
        thread = f"{path}/thread_for_mailbox_1784_1785.html"
        pages[thread] = ("Meta AI", "".join(map(make.prompt, things)))
        pages[f"{path}.html"] = (titles["ai"], make.dress.wrap("Meta AI", f"<div>{link(thread, 'Meta AI')}</div>"))
    return pages


def _threads(make: Cards, found: list[Thing]) -> Pages:
    """The pages about Threads: posts and replies, and the profile where its privacy is recorded."""
    folder = f"{make.layout.activity}threads/"
    pages: Pages = {}
    if things := _of(found, "threads"):
        title = TITLES[make.person.language]["posts"]
        pages[f"{folder}threads_and_replies.html"] = (title, "".join(map(make.post, things)))
        seen = make.dress.row("Author", "sam.roe", wide=True)
        pages[f"{folder}threads_viewed.html"] = ("Threads viewed", make.record(seen))
    if make.person.accounts["threads"].private is not None:
        pages[f"{folder}personal_information.html"] = threads_profile(make)
    return pages
