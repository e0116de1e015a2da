"""Cards of the person's own media: posts, reels, stories, posts on Threads, photos of the profile.

The heading is the caption. Everything else in such a card tells about its files (`Has Camera Metadata: False`), in
every language, and is never a text. Pages have three things that JSON does not: coordinates beside the post, who is
tagged, and with whom the post was made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from analyzer.model import ExportFacts, Item, Skipped
from analyzer.reading.fields import first
from analyzer.reading.html.card import Card, CardMedia, Row
from analyzer.reading.html.context import PageContext
from analyzer.reading.instagram.captioned import STICKER, item
from analyzer.reading.instagram.entries import truth
from analyzer.reading.instagram.pages.rows import (
    MADE,
    camera_time,
    files,
    is_decimal,
    paired,
    plain,
    tagged,
    walk,
    with_times,
)
from analyzer.reading.labels import meaning
from analyzer.reading.media import is_remote, media_key, media_type
from analyzer.reading.reader import Outcome, reader

_WRITTEN = {"caption", "text", "message", "title", "draft", "published", "media"}
_OF_POST = {"caption", "draft", "published", *MADE}  # wherever they stand in a card
_CONTROL = re.compile(r"everyone|[a-z]+(_[a-z]+)+")
_SUBTITLES = (".srt", ".vtt")


def post(name: str) -> Callable[[Card, PageContext, int | None], Any]:
    """The adapter for one reader of posts: a record, or the finished item where the page names people."""

    def adapt(card: Card, context: PageContext, created: int | None) -> Any:
        made = record(card, created, context)
        named = people(card, context.facts)
        if not named:
            return made
        found = reader(name).read(made, context.facts)
        if isinstance(found, Item):
            found.people = named
        return found

    return adapt


def profile_photo(card: Card, context: PageContext, created: int | None) -> Outcome:
    """One of `profile_photos.html`. A card does not see the others: that it is the only one, `only_photo` has told."""
    found = item(record(card, created, context), context.facts, "profile_photo")
    if isinstance(found, Item):
        if not found.media:
            raise ValueError("a profile photo without its file")
        account = context.facts.accounts.get("instagram")
        named = media_key(account.profile_photo) if account else ""
        current = any(truth(row.value) for row in _details(card) if meaning(row.label) == "is_profile_photo")
        found.mark = "current" if current or any(named and medium.key == named for medium in found.media) else ""
    return found


def only_photo(cards: Iterator[Card], context: PageContext) -> None:
    """Note the photo of `profile_photos.html` as the current one where it is alone there and the profile names none."""
    shown = [medium.path for card in cards for medium in files(card)[:1]]
    account = context.facts.account("instagram")
    if len(shown) == 1:
        account.profile_photo = account.profile_photo or shown[0]


def subscription(card: Card, context: PageContext, created: int | None) -> Any:
    """A reel for subscribers, or a table of whom one has subscribed to, which shows no file."""
    rows, _ = _rows(card)
    if rows and not files(card) and (created is None or any(meaning(row.label) == "username" for row in rows)):
        return Skipped("not_posted")
    return post("instagram.posts:subscriber_reels")(card, context, created)


def record(card: Card, created: int | None, context: PageContext) -> dict[str, Any]:
    """A card as the record of JSON: files with their details, the caption, and entries where it has such.

    Rows about the post may stand before, beside or below its files: which are which, their labels tell.
    """
    facts = context.facts
    shown = [medium for medium in files(card) if not medium.path.lower().endswith(_SUBTITLES)]
    shown = [medium for medium in shown if not is_remote(medium.path)] or shown  # a remote copy is a backup
    rows, texts = _rows(card)
    rows += [row for medium in shown for row in walk(medium.rows) if _of_post(row)]
    made: dict[str, Any] = {
        "title": card.title or ("" if shown else "\n".join(texts)),
        "media": [_medium(medium, rows if len(shown) == 1 else [], facts) for medium in shown],
        "creation_timestamp": created,
    }
    if card.nested or any(row.inner or row.media or meaning(row.label) in _WRITTEN or _of_post(row) for row in rows):
        told = [row for row in rows if meaning(row.label) != "technical"]
        made["label_values"] = with_times(told, context) if created is None else plain(told)
    else:
        made["label_values"] = plain(row for row in rows if meaning(row.label) in ("latitude", "longitude"))
        _note_unknown_coordinates(rows, facts)
        flags = {row.label for row in rows if row.marked and truth(row.value) is not None}
        facts.unknown_labels |= {label for label in flags if not meaning(label)}  # one may say that it is a reply
    if _is_reply(card):
        made["text_app_post"] = {"is_reply": True}
    return made


def _of_post(row: Row) -> bool:
    """Whether a row is about the post itself, wherever it stands."""
    return meaning(row.label) in _OF_POST or row.value.strip() == STICKER


def _is_reply(card: Card) -> bool:
    """Whether a card says that it is a reply: by label, else by place and value.

    `reply_control`, a list of countries and `is_reply` stand together in JSON, in this order (what-if-data-donation);
    the first is a word for machines (`everyone`), the second mostly empty.
    """
    before = ""
    for row in _details(card):
        said = truth(row.value)
        known = meaning(row.label)
        if said and (known == "is_reply" or (not known and _CONTROL.fullmatch(before))):
            return True
        before = row.value.strip() or before
    return False


def people(card: Card, facts: ExportFacts) -> list[str]:
    """Who is tagged in a post or made it too, without the person; a tag is told by its shape in all languages."""
    account = facts.accounts.get("instagram")
    own = account.username.casefold() if account else ""
    found = []
    for row in _details(card):
        means = meaning(row.label)
        lines = [line.strip() for value in row.values or [row.value] for line in value.split("\n")]
        if means in ("tagged_users", "coauthor"):
            found += [tagged(line) or line.removeprefix("@") for line in lines]
        elif means not in _WRITTEN:
            found += [tagged(line) for line in lines]
    return list(dict.fromkeys(name for name in found if name and name.casefold() != own))


def _rows(card: Card) -> tuple[list[Row], list[str]]:
    """The rows of the card itself, those without a table too, and the texts that remain."""
    rows, texts = paired(card.texts)
    return [*card.rows(), *rows], texts


def _details(card: Card) -> Iterator[Row]:
    """All rows of a card and of its files."""
    yield from walk(_rows(card)[0])
    for medium in files(card):
        yield from walk(_about(medium)[0])


def _about(medium: CardMedia) -> tuple[list[Row], list[str]]:
    rows, texts = paired(medium.texts)
    return [*medium.rows, *rows], texts


def _medium(medium: CardMedia, beside: list[Row], facts: ExportFacts) -> dict[str, Any]:
    """A file as JSON has it. What kind it is, the page shows by its element where the name does not tell."""
    rows, texts = _about(medium)
    rows += beside  # of the card, where it has no other file
    told = {means: row.value for row in rows if (means := meaning(row.label)) in ("latitude", "longitude")}
    exif = {**told, "date_time_original": camera_time(rows)}
    _note_unknown_coordinates(rows, facts)
    video = medium.tag == "video" or media_type(medium.path) == "video"
    details = {"video_metadata" if video else "photo_metadata": {"exif_data": [exif]}}
    return {"uri": medium.path, "title": first(*texts), "media_metadata": details}


def _note_unknown_coordinates(rows: Iterable[Row], facts: ExportFacts) -> None:
    """Numbers under labels that nobody knows may be where a photo was taken: the labels are worth knowing."""
    unknown = {row.label for row in rows if row.marked and not meaning(row.label) and is_decimal(row.value)}
    if len(unknown) > 1:
        facts.unknown_labels |= unknown
