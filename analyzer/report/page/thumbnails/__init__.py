"""Small pictures for the page: of the first items, each its first photo that lies in the archive.

The archive is closed by the time that a page is written. It is opened again, member by member, by the entries that
were checked: what was moved or changed since gives no picture and a warning, never a failure.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic

from analyzer.archive import File, MemberUnreadable
from analyzer.model import Item, Media
from analyzer.report.page.thumbnails.process import NoProcess, checked, make_small, may_be_picture, media_type
from analyzer.rules.analysis import Analysis
from analyzer.rules.decision import Judged

MOST_BYTES = 32 * 1024 * 1024  # of a photo, unpacked
_TRIES = 3  # for each picture that is wanted, where some cannot be made
_BATCH = 16 * 1024 * 1024  # bytes that one process gets, or a single photo
_SECONDS = 20.0  # for all of them


@dataclass(slots=True)
class Thumbnails:
    """`data:` addresses by the id of the item, and what could not be shown."""

    by_item: dict[str, str] = field(default_factory=dict)
    warnings: list[dict[str, str]] = field(default_factory=list)


def thumbnails(analysis: Analysis, ordered: Iterable[Judged], most: int) -> Thumbnails:
    """Small pictures for the first `most` of the items that have a photo in the archive; none if redacted."""
    making = Making(analysis)
    batches = making.batches(ordered, most)
    until = monotonic() + _SECONDS
    try:
        with suppress(StopIteration):
            batch = next(batches)
            while monotonic() < until:
                batch = batches.send(make_small(batch, until))
    except NoProcess:
        making.no_process = True
    finally:
        batches.close()
    return making.made()


class Making:
    """One way through the items: it chooses and reads the photos, and whoever can makes them small."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.by_item: dict[str, str] = {}
        self.by_file: dict[int, str] = {}  # one photo of two items is made once
        self.tries = self.failed = 0
        self.unread = self.no_process = False

    def batches(self, ordered: Iterable[Judged], most: int) -> Generator[list[bytes], list[bytes], None]:
        """Photos to be made small, in batches; for each batch the small ones are sent back, b"" where there is none.

        It ends when there are `most`, or when no photo is left; by then, or when it is closed, the archive is too.
        """
        if most <= 0 or self.analysis.redacted:
            return
        photos = self._photos(ordered)
        self.tries = _TRIES * most
        try:
            while len(self.by_item) < most and (batch := self._batch(photos, most)):
                made = yield [raw for _, _, raw in batch]
                for (item_id, file, _), small in zip(batch, map(checked, made), strict=True):
                    if small:
                        address = f"data:{media_type(small)};base64,{b64encode(small).decode()}"
                        self.by_item[item_id] = self.by_file[id(file)] = address
                    else:
                        self.failed += 1
        finally:
            for read in self.analysis.collection.exports:
                for piece in read.export.pieces:
                    piece.container.close()

    def made(self) -> Thumbnails:
        """What was made so far, and what could not be."""
        return Thumbnails(self.by_item, list(self._warnings()))

    def _batch(self, photos: Iterator[tuple[str, File]], most: int) -> list[tuple[str, File, bytes]]:
        """The next photos, read: as many as are missing and as fit."""
        batch: list[tuple[str, File, bytes]] = []
        size = 0
        while len(batch) + len(self.by_item) < most and size < _BATCH and self.tries:
            item_id, file = next(photos, ("", None))
            if file is None:
                break
            if address := self.by_file.get(id(file)):
                self.by_item[item_id] = address
                continue
            self.tries -= 1
            if raw := self._read(file):
                batch.append((item_id, file, raw))
                size += len(raw)
        return batch

    def _read(self, file: File) -> bytes:
        """The bytes of a photo, b"" where it is none or cannot be read."""
        try:
            with file.member.open() as stream:
                raw = stream.read(MOST_BYTES + 1)
        except MemberUnreadable:
            self.unread = True
            return b""
        if len(raw) <= MOST_BYTES and may_be_picture(raw):
            return raw
        self.failed += 1
        return b""

    def _photos(self, ordered: Iterable[Judged]) -> Iterator[tuple[str, File]]:
        for each in ordered:
            found = (self._file(each.item, medium) for medium in each.item.media if _may_be_photo(medium))
            if file := next(filter(None, found), None):
                yield each.id, file

    def _file(self, item: Item, medium: Media) -> File | None:
        """The photo in the item's own export, else in another one of its account."""
        exports = self.analysis.collection.exports
        indices = dict.fromkeys([item.export, *self.analysis.accounts[item.account].exports])
        found = (exports[index].export.media_file(medium.path) for index in indices)
        return next(filter(None, found), None)

    def _warnings(self) -> Iterator[dict[str, str]]:
        say = self.analysis.words.say
        if self.no_process:
            yield {"id": "thumbnails_none", "text": say("warnings.thumbnails_none")}
        if self.unread:
            yield {"id": "thumbnails_unread", "text": say("warnings.thumbnails_unread")}
        if self.failed:
            yield {"id": "thumbnails_failed", "text": say("warnings.thumbnails_failed", n=self.failed)}


def _may_be_photo(medium: Media) -> bool:
    """By its kind, or because nothing tells its kind: then what is in it does."""
    unnamed = medium.type == "other" and "." not in medium.path.rpartition("/")[2]
    return medium.in_export and (medium.type == "photo" or unnamed)
