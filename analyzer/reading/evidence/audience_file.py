"""Reads a file of `--audiences`: a network log, bare answers of Facebook's page, or answers of the Graph API.

It tells which it is. Stories are found here whoever wrote them; whose they are is decided when the owner is known
(`own_stories`), so that a file can be refused before any archive is read.
"""

from __future__ import annotations

import base64
import binascii
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from analyzer.reading.evidence import bounds, graph_answer
from analyzer.reading.evidence.empty_file import Held, refuse_empty
from analyzer.reading.evidence.followed_accounts import accounts_in
from analyzer.reading.evidence.json_values import Values
from analyzer.reading.evidence.log_entries import Entry, LogEntries
from analyzer.reading.evidence.model import Fault, SeenAccount, SeenStory, Source, Trouble
from analyzer.reading.evidence.opened import decoded, kind_of, opened
from analyzer.reading.evidence.refusal import EvidenceRefused
from analyzer.reading.evidence.refused_kinds import refuse_kind
from analyzer.reading.evidence.stories import FoundStory, Walk
from analyzer.reading.fields import iso_time

_STORY_WORDS = ('"privacy_scope"',)


@dataclass(frozen=True, slots=True)
class AudienceFile:
    """What stands in one file: `stories` by anybody, each with the day of its answer; `posts` of the Graph API."""

    path: str
    kind: Source
    stories: tuple[tuple[FoundStory, date | None], ...]
    posts: tuple[SeenStory, ...]
    accounts: tuple[SeenAccount, ...]
    faults: tuple[Fault, ...]
    lower_bound: date | None  # the day of the newest story in it
    said_day: date | None  # FILE=DATE


@dataclass(slots=True)
class _Reading:
    """A file on its way to an `AudienceFile`."""

    path: str
    today: date
    stories: list[tuple[FoundStory, date | None]] = field(default_factory=list)
    posts: list[SeenStory] = field(default_factory=list)
    accounts: dict[tuple[str, bool, date | None], None] = field(default_factory=dict)
    troubles: Counter[Trouble] = field(default_factory=Counter)
    characters: int = 0
    entries: int = 0
    answers: int = 0  # of the addresses that are looked at
    hosts: Counter[str] = field(default_factory=Counter)
    browser: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it holds nothing of use."""
        return not (self.stories or self.posts or self.accounts)

    def take_stories(self, values: Iterator[FoundStory], day: date | None) -> None:
        """Keep stories, within the bounds of one file."""
        newest = 0
        for story in values:
            self.characters += len(story.text)
            if len(self.stories) >= bounds.MOST_STORIES or self.characters > bounds.MOST_TEXT:
                self.troubles["too_many"] += 1
                continue
            newest = max(newest, story.second)
            self.stories.append((story, day))
        if newest and day and day < _day(newest):
            self.troubles["clock"] += 1

    def take_posts(self, values: Iterator[SeenStory]) -> None:
        """Keep posts of the Graph API, within the bounds of one file."""
        for post in values:
            self.characters += len(post.text)
            if len(self.posts) >= bounds.MOST_STORIES or self.characters > bounds.MOST_TEXT:
                self.troubles["too_many"] += 1
            else:
                self.posts.append(post)

    def take_accounts(self, values: Iterator[tuple[str, bool]], day: date | None) -> None:
        """Keep accounts, within the bounds of one file."""
        for username, private in values:
            if len(self.accounts) >= bounds.MOST_ACCOUNTS:
                self.troubles["too_many"] += 1
            else:
                self.accounts[username, private, day] = None


def read_audiences(path: str | Path, said_day: date | None = None, today: date | None = None) -> AudienceFile:
    """Read a file of `--audiences`. `said_day`: what the person says of its day (FILE=DATE).

    Raises EvidenceRefused where it holds nothing of use, with what it holds instead.
    """
    reading = _Reading(str(path), today or datetime.now(UTC).date())
    with opened(path) as stream:
        kind = kind_of(stream)
        if kind == "log":
            _read_log(stream, reading)
        elif kind == "json":
            _read_bare(stream, reading)
            if reading.is_empty:  # a log may have other keys before its own
                stream.seek(0)
                log = _Reading(reading.path, reading.today)
                _read_log(stream, log)
                if log.entries:
                    kind, reading = "log", log
        else:
            refuse_kind(str(path), kind, "log")
    if reading.is_empty:
        refuse_empty(_held(reading, kind == "log"))
    return _file(reading, said_day)


def _read_log(stream: BinaryIO, reading: _Reading) -> None:
    entries = LogEntries(stream)
    for entry in entries:
        reading.entries += 1
        if entry.address is None:
            if len(reading.hosts) < 1000 and entry.host:
                reading.hosts[entry.host] += 1
            continue
        reading.answers += 1
        _read_entry(entry, reading)
    reading.browser = entries.browser
    if entries.trouble is not None:
        reading.troubles[entries.trouble] += 1


def _read_entry(entry: Entry, reading: _Reading) -> None:
    text = _text(entry)
    if not text:  # Firefox writes an empty text where the first piece of an answer was beyond its limit
        reading.troubles["body_missing" if text is None else "body_cut"] += entry.size > 0
        return
    text, length = text.rstrip("\0"), len(text)  # and noughts for the pieces that it dropped
    if len(text) > bounds.LARGEST_ANSWER:
        reading.troubles["too_large"] += 1
        return
    day = _entry_day(entry, reading)
    stories = entry.address is not None and entry.address.holds == "stories"
    values = Values(text, _STORY_WORDS if stories else ())
    walk = Walk()
    for value in values:
        if stories:
            reading.take_stories(walk.stories(value), day)
        else:
            reading.take_accounts(accounts_in(value), day)
    _add_troubles(reading, values, len(text) < length or _is_short(text, entry))


def _text(entry: Entry) -> str | None:
    """The text of an answer; None where the browser kept none, or what it kept is none."""
    if not entry.text or not entry.base64:
        return entry.text
    if len(entry.text) > bounds.LARGEST_ANSWER * 2:
        return entry.text  # too large: said so by its length
    try:
        return base64.b64decode(entry.text, validate=True).decode("utf-8-sig")
    except (binascii.Error, ValueError):
        return None


def _entry_day(entry: Entry, reading: _Reading) -> date | None:
    seconds = iso_time(entry.started)
    if seconds is None:
        return None
    day = _day(seconds)
    if day > reading.today + timedelta(days=1):  # a day of grace for clocks east of here
        reading.troubles["day_in_future"] += 1
        return None
    return day


def _day(seconds: int) -> date:
    return datetime.fromtimestamp(seconds, UTC).date()


def _is_short(text: str, entry: Entry) -> bool:
    """Whether a large text is shorter than the answer was: cut, perhaps just behind a line."""
    if entry.size <= len(text) or len(text) < bounds.CUT_FROM // 4:
        return False
    return bounds.CUT_FROM <= len(text.encode("utf-8", "replace")) < entry.size


def _add_troubles(reading: _Reading, values: Values, cut: bool = False) -> None:
    reading.troubles["body_cut"] += cut or values.ends_broken
    reading.troubles["bad_value"] += values.broken - values.ends_broken
    reading.troubles["too_deep"] += values.too_deep
    reading.troubles["too_large"] += values.too_large


def _read_bare(stream: BinaryIO, reading: _Reading) -> None:
    """Answers without a log around them: a whole file, or if it is large one value a line."""
    raw = stream.read(bounds.LARGEST_BARE + 1)
    walk = Walk()
    if len(raw) <= bounds.LARGEST_BARE:
        _read_bare_text(decoded(raw), bounds.LARGEST_BARE, walk, reading)
        return
    stream.seek(0)
    del raw
    while line := stream.readline(bounds.LARGEST_VALUE + 1):
        if len(line) > bounds.LARGEST_VALUE:
            reading.troubles["too_large"] += 1
            while line and not line.endswith(b"\n"):
                line = stream.readline(bounds.LARGEST_VALUE)
            continue
        _read_bare_text(decoded(line), bounds.LARGEST_VALUE, walk, reading)


def _read_bare_text(text: str, limit: int, walk: Walk, reading: _Reading) -> None:
    values = Values(text, limit=limit)
    wrong = ""
    for value in values:
        reading.answers += 1
        if graph_answer.is_error(value):
            raise EvidenceRefused(
                "graph_error", f"{reading.path} is an error message of the Graph API, and no list of posts."
            )
        if graph_answer.is_answer(value):
            try:
                reading.take_posts(graph_answer.posts_in(value))
            except graph_answer.NotPosts as error:
                wrong = str(error)
                break
        else:
            reading.take_stories(walk.stories(value), None)
            reading.take_accounts(accounts_in(value), None)
    if wrong:
        raise EvidenceRefused("graph_shape", f"{reading.path}: {wrong}.")
    _add_troubles(reading, values)


def _file(reading: _Reading, said_day: date | None) -> AudienceFile:
    posts = list({post.id or number: post for number, post in enumerate(reading.posts)}.values())
    if posts and not any(post.audience for post in posts):
        raise EvidenceRefused(
            "graph_no_audience",
            f"{reading.path}: no post in it has an audience; ask the Graph API for the field privacy too.",
        )
    kind: Source = "facebook_page" if reading.stories else "graph_api" if posts else "instagram_page"
    seconds = [story.second for story, _ in reading.stories] + [post.second for post in posts]
    bound = min(_day(max(seconds)), reading.today) if seconds else None
    of_answers = ("body_missing", "body_cut", "clock", "day_in_future")
    faults = tuple(
        Fault(trouble, count, reading.answers if trouble in of_answers else 0, reading.browser)
        for trouble, count in sorted(reading.troubles.items())
        if count
    )
    accounts = tuple(SeenAccount(name, private, day) for name, private, day in reading.accounts)
    return AudienceFile(
        reading.path, kind, tuple(reading.stories), tuple(posts), _dated(accounts, said_day), faults, bound, said_day
    )


def _dated(accounts: tuple[SeenAccount, ...], said_day: date | None) -> tuple[SeenAccount, ...]:
    """Accounts of an answer without a day of its own are of the day that the person says."""
    return tuple(replace(each, day=each.day or said_day) for each in accounts)


def _held(reading: _Reading, is_log: bool) -> Held:
    host = reading.hosts.most_common(1)[0][0] if reading.hosts else ""
    troubles = {trouble: count for trouble, count in reading.troubles.items() if count}
    return Held(reading.path, is_log, reading.entries, reading.answers, host, troubles)
