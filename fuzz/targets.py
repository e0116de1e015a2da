"""One function for each kind of input: it takes any bytes, and raises only where a promise is broken.

What may be said of bytes is either what stands in them or one of the errors that the rest of the program foresees.
Each function holds a property beside that, named in its docstring.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date
from itertools import islice
from pathlib import Path
from typing import Any

from analyzer.archive import open_exports
from analyzer.archive.containers import ZipContainer
from analyzer.archive.member import MemberUnreadable
from analyzer.errors import AnalyzerError, UsageError
from analyzer.reading.dates.reading import read_date, read_day
from analyzer.reading.evidence.audience_file import read_audiences
from analyzer.reading.evidence.public_view import read_page
from analyzer.reading.html.stream import cards, header
from analyzer.reading.json.records import document, records
from analyzer.reading.json.unknown import looks_authored
from analyzer.reading.mojibake import repair, repair_all
from analyzer.reading.reader import Damaged, NoRecords
from analyzer.rules.answers_file import read_answers, write_answers

TODAY = date(2026, 3, 1)
KEYS = ("comments_v2", "videos_v2", "ig_reels_media")
MOST_READ = 1 << 20  # bytes of a member


class Broken(Exception):
    """A promise is broken. `str()` says which."""


def hold(promise: str, kept: bool) -> None:
    """Raise Broken unless a promise is kept."""
    if not kept:
        raise Broken(promise)


def zips(data: bytes) -> None:
    """No member that can be opened has a path that leads out; reading gives no more than was counted."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "facebook-a-2026-02-01-AbCdEfGh.zip")
        path.write_bytes(data)
        with suppress(AnalyzerError):
            container = ZipContainer(path)
            try:
                for member in islice(container.members, 200):
                    if not member.problem:
                        parts = member.path.split("/")
                        hold("paths stay inside", ".." not in parts and not member.path.startswith("/"))
                        hold("no control characters in paths", "\0" not in member.path)
                    with suppress(MemberUnreadable), member.open() as stream:
                        stream.read(MOST_READ)
            finally:
                container.close()
        with suppress(AnalyzerError):
            open_exports([path]).close()


class _Drip(io.BytesIO):
    """A stream that gives a few bytes at a time."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(size, 13) if size is not None and size >= 0 else 13)


def _all(found: Iterator[Any]) -> tuple[list[str], str]:
    """What an iterator gives, in words, and how it ends."""
    said = []
    try:
        for each in found:
            said.append(repr(each))
    except (Damaged, NoRecords) as error:
        return said, type(error).__name__
    return said, ""


def json(data: bytes) -> None:
    """Records are the same whatever the pieces in which the bytes come."""
    whole = _all(records(io.BytesIO(data), KEYS))
    hold("JSON in pieces is JSON", whole == _all(records(_Drip(data), KEYS)))
    with suppress(Damaged, NoRecords):
        document(io.BytesIO(data))
    looks_authored(io.BytesIO(data))


def html(data: bytes) -> None:
    """Cards are the same whatever the pieces in which the bytes come; the head never raises."""
    hold("a page in pieces is a page", _all(cards(io.BytesIO(data))) == _all(cards(_Drip(data))))
    header(io.BytesIO(data))


def dates(data: bytes) -> None:
    """A date that is read lies in the years that can be printed; a repaired text is none that is longer."""
    text = data.decode("utf-8", "replace")
    with suppress(UnicodeDecodeError):
        text = data.decode("utf-8", "surrogatepass")  # half characters, which JSON may hold
    found = read_date(text, UTC)
    hold("moments are of our era", found is None or abs(found.seconds) < 253_402_300_800 + 86_400)
    read_day(text)
    for each in (text, data.decode("latin-1")):
        hold("repairing makes nothing up", len(repair(each)) <= len(each))
        repair_all({each: [each, {each: each}]})


def answers(data: bytes) -> None:
    """Answers that are understood come back as they went, as TOML and as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "answers")
        path.write_bytes(data)
        with suppress(UsageError):
            found = read_answers(path)
            for name in ("again.toml", "again.json"):
                write_answers(found, Path(folder, name))
                hold("answers come back", read_answers(Path(folder, name)) == found)


def logs(data: bytes) -> None:
    """A network log is read or refused with a sentence that does not quote it."""
    _evidence(data, "a.har", read_audiences)


def pages(data: bytes) -> None:
    """So is a saved page, as each kind of file that a browser saves."""
    for name in ("a.html", "a.mhtml", "a.txt"):
        _evidence(data, name, read_page)


def _evidence(data: bytes, name: str, read: Callable[..., object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        try:
            read(path, today=TODAY)
        except UsageError as error:
            hold("a refusal is short", len(str(error)) < 1000)


TARGETS: dict[str, Callable[[bytes], None]] = {
    each.__name__: each for each in (zips, json, html, dates, answers, logs, pages)
}
