"""Pages that tell about the account: the same records as in JSON, for the same readers of facts.

A page that stops in the middle has told what is whole; a log of privacy switches that does is uncertain from then on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from analyzer.reading.html.card import Card
from analyzer.reading.html.context import PageContext
from analyzer.reading.instagram.pages.posts import only_photo
from analyzer.reading.instagram.pages.rows import looks_like_a_date, plain, timed
from analyzer.reading.instagram.pages.words import profile
from analyzer.reading.reader import Damaged, NoRecords, reader

Record = Callable[[Card, PageContext], dict[str, Any]]
FactReader = Callable[[Iterator[Card], PageContext], None]

_HISTORY = "instagram.facts:privacy_history"


def _reading(name: str, record: Record, root: str = "") -> FactReader:
    """A reader of all cards of a page; one that cannot be read is an empty record."""

    def read(cards: Iterator[Card], context: PageContext) -> None:
        found: list[dict[str, Any]] = []
        broken: Damaged | NoRecords | None = None
        try:
            for card in cards:
                found.append({} if card.problem else record(card, context))
        except (Damaged, NoRecords) as error:
            broken = error
        reader(name).read({root: found} if root else found, context.facts)
        if broken is not None:
            if name == _HISTORY:
                context.facts.account("instagram").history_unreadable = True
            raise broken

    return read


def _told(card: Card, context: PageContext) -> dict[str, Any]:
    return {"label_values": plain(card.rows())}


def _dated(card: Card, context: PageContext) -> dict[str, Any]:
    """Rows, lines, heading and foot may all hold the time; a heading that is one is a login's."""
    lines = [(block.text, context.time(block.text)) for block in card.blocks]
    context.unread_dates += [line for line, found in lines if found is None and looks_like_a_date(line)]
    titled = context.time(card.title)
    found = [seconds for _, seconds in lines if seconds is not None] + ([titled] if titled is not None else [])
    return {
        "title": card.title,
        "timestamp": context.created(card),
        "string_list_data": [{"timestamp": seconds} for seconds in found],
        "label_values": timed(card.rows(), context),
    }


def _unknown(cards: Iterator[Card], context: PageContext) -> None:
    """The flat archive of 2018 to 2020 was never seen as pages."""
    raise NoRecords


#: Fact readers by name. That of the profile photos, whose items another one reads, says which one stands alone.
FACTS: dict[str, FactReader] = {
    "instagram.profile:facts": _reading("instagram.profile:facts", profile, "profile_user"),
    "threads.profile:facts": _reading("threads.profile:facts", profile, "text_post_app_text_post_app_profile"),
    "instagram.profile:photos": only_photo,
    _HISTORY: _reading(_HISTORY, _dated),
    "instagram.facts:accesses": _reading("instagram.facts:accesses", _dated),
    "instagram.facts:changes": _reading("instagram.facts:changes", _dated, "profile_profile_change"),
    "instagram.facts:signup": _reading("instagram.facts:signup", _dated),
    "instagram.facts:professional": _reading("instagram.facts:professional", _told),
    "instagram.facts:based_in": _reading("instagram.facts:based_in", _told),
    "instagram.facts:first_country": _reading("instagram.facts:first_country", _told),
    "instagram.facts:requests": _reading("instagram.facts:requests", _dated),
    "instagram.flat:facts": _unknown,
}
