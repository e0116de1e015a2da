"""Reads a file of `--seen-public`: a saved page (.mhtml, .html, .txt) of how strangers see a profile.

The likeliest mistake is to save one's own, logged-in view, which shows what friends alone can see. So a page that shows
a sign of that is refused; one that shows no sign at all says nothing until the person confirms it (FILE=DATE).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from analyzer.model import Platform
from analyzer.reading.evidence import bounds
from analyzer.reading.evidence.fact_tables import split
from analyzer.reading.evidence.mime_page import TooLarge, read_mime
from analyzer.reading.evidence.model import Fault, Owner, PageText, PublicView, Trouble
from analyzer.reading.evidence.opened import decoded, kind_of, opened
from analyzer.reading.evidence.page_markup import TooDeep, parsed
from analyzer.reading.evidence.page_signs import PageNames, View, platform_of, signs_of, text_is_owners
from analyzer.reading.evidence.page_text import page_media_ids, page_texts, plain_texts
from analyzer.reading.evidence.refusal import EvidenceRefused
from analyzer.reading.evidence.refused_kinds import refuse_kind

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S{1,4000})\s*-->")
_CHARSET = re.compile(rb"""(?i)<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{1,40})""")


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page as it lies there, whoever it shows."""

    path: str
    platform: Platform | None
    day: date | None
    said_day: date | None
    view: View
    texts: tuple[PageText, ...]
    media_ids: frozenset[str]
    faults: tuple[Fault, ...]
    names: PageNames  # by which `public_view` tells whose it is


def read_page(path: str | Path, said_day: date | None = None, today: date | None = None) -> SavedPage:
    """Read a saved page. `said_day`: the day on which, the person says, strangers saw this (FILE=DATE).

    Raises EvidenceRefused for the owner's own view, and for what is no page.
    """
    latest = (today or datetime.now(UTC).date()) + timedelta(days=1)
    with opened(path) as stream:
        kind = kind_of(stream)
        try:
            if kind == "mhtml":
                page = _of_mime(str(path), stream, said_day)
            elif kind == "html":
                page = _of_html(str(path), stream, said_day)
            elif kind == "text":
                page = _of_text(str(path), stream, said_day)
            else:
                refuse_kind(str(path), kind, "page")
        except (TooLarge, TooDeep) as error:
            large = isinstance(error, TooLarge)
        else:
            return _checked(page, latest)
    what = "larger" if large else "nested deeper"
    raise EvidenceRefused("too_large", f"{path} is {what} than any page that a browser saves, and is not read.")


def _of_mime(path: str, stream: BinaryIO, said_day: date | None) -> SavedPage:
    found = read_mime(stream)
    if found.html is None:
        raise EvidenceRefused("no_text", f"{path} holds no page.")
    page = _page(path, found.html, found.address, said_day)
    faults: list[Fault] = [Fault("file_cut")] if found.is_cut else []
    return replace(page, day=found.day, faults=(*page.faults, *faults))


def _of_html(path: str, stream: BinaryIO, said_day: date | None) -> SavedPage:
    raw = stream.read(bounds.LARGEST_PAGE + 1)
    if len(raw) > bounds.LARGEST_PAGE:
        raise TooLarge
    charset = _CHARSET.search(raw[:4096])
    html = decoded(raw, charset[1].decode("ascii") if charset else "")
    address = _SAVED_FROM.search(html[:4096])
    return _page(path, html, address[1] if address else "", said_day)


def _page(path: str, html: str, address: str, said_day: date | None) -> SavedPage:
    tree, scripts = parsed(html)
    signs = signs_of(tree, scripts, address)
    platform = platform_of(address, tree)
    if split(address) is not None and platform is None:
        raise EvidenceRefused(
            "another_page", f"{path} is a page of another site, and none of Facebook, Instagram or Threads."
        )
    return SavedPage(
        path,
        platform,
        None,
        said_day,
        signs.view(),
        page_texts(tree),
        page_media_ids(tree),
        (),
        PageNames.of(tree, address),
    )


def _of_text(path: str, stream: BinaryIO, said_day: date | None) -> SavedPage:
    raw = stream.read(bounds.LARGEST_PAGE + 1)
    if len(raw) > bounds.LARGEST_PAGE:
        raise TooLarge
    texts = plain_texts(decoded(raw))
    view: View = "owner" if text_is_owners(texts) else "unknown"
    return SavedPage(path, None, None, said_day, view, texts, frozenset(), (), PageNames())


def _checked(page: SavedPage, latest: date) -> SavedPage:
    """Refuse what cannot be used whoever it shows, and forget a day that has not come."""
    if page.view == "owner":
        raise EvidenceRefused(
            "owners_view",
            f"{page.path} shows your profile as you see it yourself (the box for a new post, the buttons for the "
            "audience, or your own account): posts for friends alone stand in it too, so it proves nothing. Log out, "
            "or use View as > Public, and save the page again.",
        )
    if not page.texts and not page.media_ids:
        raise EvidenceRefused("no_text", f"{page.path} holds no text that could be a post.")
    if page.day and page.day > latest:
        trouble: Trouble = "day_in_future"
        return replace(page, day=None, faults=(*page.faults, Fault(trouble)))
    return page


def public_view(page: SavedPage, owner: Owner) -> PublicView:
    """The page as evidence of this owner's posts. Raises EvidenceRefused where it is somebody else's.

    It is `confirmed` if it shows that it is a stranger's view of the owner's profile, or if the person says so.
    """
    named = page.names.tell(owner)
    if named is False:
        raise EvidenceRefused(
            "another_page",
            f"{page.path} is not the page of the person whose archive this is: its title names somebody else. Open "
            "your own profile, logged out or with View as > Public, and save that.",
        )
    confirmed = page.said_day is not None or (page.view == "stranger" and named is True)
    return PublicView(
        page.path, page.platform, page.day or page.said_day, confirmed, page.texts, page.media_ids, page.faults
    )
