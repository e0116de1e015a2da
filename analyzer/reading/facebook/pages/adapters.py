"""Facebook pages: what a card becomes for each reader. Kinds, venues and titles are told by the readers of JSON."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from analyzer.model import Skipped
from analyzer.reading.facebook.pages.facts import FACTS, profile_entries
from analyzer.reading.facebook.pages.lines import told
from analyzer.reading.facebook.pages.media import all_media, media_records
from analyzer.reading.facebook.pages.records import labelled_record, one_line, place_record, post_record
from analyzer.reading.facebook.titles import by_owner, commented_on, destination, owner_names
from analyzer.reading.html.card import Block, Card
from analyzer.reading.html.context import PageContext
from analyzer.reading.labels import album as album_kind
from analyzer.reading.labels import meaning

__all__ = ["ADAPTERS", "FACTS"]

Record = dict[str, Any]


def _group_record(card: Card, context: PageContext, created: int | None) -> Record | None:
    """Until 2021 comments stood among the posts in groups: the sentence, or a line that names the group, tells."""
    own, owner = commented_on(one_line(card.title), owner_names(context.facts))
    comment = own or owner or told(card, context).group
    return post_record(card, context, created, "comment" if comment else "post")


def _album(card: Card, context: PageContext, created: int | None) -> Record | None:
    """The photos of a card as an album. Its name is the heading of the page, unless that is no album's."""
    names = [name for name in (card.page, card.group, one_line(card.title)) if name]
    name = next((name for name in names if album_kind(name)), names[0] if names else "")
    photos = _bare(card, context, created, name)
    texts = {text for medium in card.media for text in medium.texts if album_kind(text)}
    if not album_kind(name) and len(texts) == 1:
        name = texts.pop()
    return {"name": name, "photos": photos} if photos else None


def _bare(card: Card, context: PageContext, created: int | None, album: str = "") -> list[Record] | None:
    """The media of a card, each a record of its own. What else stands there is the caption of the only one."""
    made = media_records(card, context, album)
    for row in (row for section in (card, *card.nested) for row in section.table):
        made += media_records(Card(media=row.media, date_text=card.date_text), context, album)
    found = told(card, context)
    if len(made) == 1 and not made[0]["description"]:
        made[0]["description"] = found.words or found.fallback
    for record in made:
        if created is not None:
            record.setdefault("creation_timestamp", created)
    return made or None


def _live(card: Card, context: PageContext, created: int | None) -> Record | None:
    medium = next(iter(all_media(card, context)), {})
    words = told(card, context).words
    if card.rows() and not words:
        return labelled_record(card, context, created)
    record = {**medium, "title": one_line(card.title), "message": words, "timestamp": created}
    return record if any(record.values()) else None


def _row_value(card: Card, *meanings: str) -> str:
    """The value of the first row that means one of these; the order of `meanings` counts."""
    rows = [inner for row in card.rows() for inner in (row, *row.inner)]
    return next((row.value for wanted in meanings for row in rows if row.value and meaning(row.label) == wanted), "")


def _place(card: Card, context: PageContext) -> Record:
    """The place of an event or a listing: in a line, or in a row of the table."""
    found = told(card, context)
    named = _row_value(card, "place", "location")
    if named and not found.place.name:
        found.place = told(Card(blocks=[Block(f"Place: {named}")]), context).place
    return place_record(found)


def _event(card: Card, context: PageContext, created: int | None) -> Record | None:
    name = one_line(card.title) or _row_value(card, "name", "title", "event")
    text = told(card, context).words or _row_value(card, "description", "message", "text")
    if not name and not text:
        return labelled_record(card, context, created) if card.rows() else None
    return {"name": name, "description": text, "place": _place(card, context), "create_timestamp": created}


def _hosted(card: Card, context: PageContext, created: int | None) -> Record | None:
    rows = [row for row in card.rows() if meaning(row.label) in ("name", "description", "message", "url")]
    return labelled_record(card, context, created) if rows else _event(card, context, created)


def _listing(card: Card, context: PageContext, created: int | None) -> Record | None:
    title = one_line(card.title) or _row_value(card, "title", "name")
    text = told(card, context).words or _row_value(card, "description", "message", "text")
    if not title and not text:
        return labelled_record(card, context, created) if card.rows() else None
    return {"title": title, "description": text, "location": _place(card, context), "created_timestamp": created}


def _review(card: Card, context: PageContext, created: int | None) -> Record | None:
    """The Page that was recommended: its name is the title, or the only line."""
    if any(meaning(row.label) in ("name", "url") for row in card.rows()):
        return labelled_record(card, context, created)
    found = told(card, context)
    name = one_line(card.title) or found.words
    address = next((link.href for link in card.links), "")
    return {"name": name, "url": address, "timestamp": created} if name or address else None


def _note(card: Card, context: PageContext, created: int | None) -> Record | None:
    found = told(card, context)
    record: Record = {"title": card.title, "text": found.words or found.fallback, "created_timestamp": created}
    record |= {"media": all_media(card, context), "tags": [{"name": name} for name in found.people]}
    return record if any(record.values()) else None


def _conversation(card: Card, context: PageContext, created: int | None) -> Record | None:
    """A chat with Meta AI; where it has no table, the sections are its turns."""
    return labelled_record(card, context, created) if card.rows() else post_record(card, context, created)


def _message(card: Card, context: PageContext, created: int | None) -> Record | None:
    """One message of a thread with Meta AI: the title is the sender."""
    texts = card.texts
    if not card.title and not texts:
        return None
    sender = one_line(card.title)
    said: Record = {"sender_name": sender, "content": "\n".join(texts), "timestamp": created}
    said["photos"] = all_media(card, context)
    return {"participants": [{"name": sender}, {"name": "Meta AI"}], "title": card.page, "messages": [said]}


def _bio(card: Card, context: PageContext, created: int | None) -> Any:
    """The text under the name on the profile; [] where the card has none, which is no record then.

    In a language that nobody knows, one of the values may be it: that is counted once, and the labels are reported.
    """
    found = [(meaning(label), value) for label, value in profile_entries([card])]
    value = next((value for means, value in found if means == "bio"), "")
    if value:
        return {"profile_v2": {"intro_bio": {"name": value, "timestamp": created}}}
    known = context.bio_missed or context.facts.account("facebook").birthday is not None
    if known or not any(any(map(str.isalpha, value)) for means, value in found if not means):
        return []
    context.bio_missed = True
    return Skipped("label_not_known")


def _own_post(card: Card, context: PageContext, created: int | None) -> Any:
    """A post. Pages of 2010 to 2018 mix in what others wrote on one's wall: their sentence does not name the person."""
    made = post_record(card, context, created)
    owners = owner_names(context.facts)
    if not (card.old and made and owners and card.title) or any(name in card.title for name in owners):
        return made
    foreign = not by_owner(card.title, owners) and destination(one_line(card.title), owners)[0] == "unknown"
    return Skipped("author_not_known") if foreign else made


Adapter = Callable[[Card, PageContext, int | None], Any]
_post: Adapter = _own_post
_comment: Adapter = partial(post_record, key="comment")


def common(name: str) -> Adapter:
    """The adapter for a kind of file that has none of its own: its cards are those of posts."""
    return _post


ADAPTERS: dict[str, Adapter] = {
    **dict.fromkeys(
        ("facebook.posts:elsewhere", "facebook.posts:check_ins", "facebook.groups:pending"),
        _post,
    ),
    "facebook.comments:comments": _comment,
    "facebook.comments:group_comments": _comment,
    "facebook.groups:posts_and_comments": _group_record,
    "facebook.photos:album": _album,
    "facebook.photos:photos": _bare,
    "facebook.photos:videos": _bare,
    "facebook.live:videos": _live,
    "facebook.events:created": _event,
    "facebook.events:hosted": _hosted,
    "facebook.marketplace:listings": _listing,
    "facebook.reviews:recommended": _review,
    "facebook.notes:notes": _note,
    "facebook.ai:conversations": _conversation,
    "facebook.ai:thread": _message,
    "facebook.profile:bio": _bio,
}  # fmt: skip
