"""Chats with Meta AI: the one shape of a conversation that Facebook and Instagram share, and their old threads.

No label of these files was ever seen in public, so who said what is read out of the values: a turn is the person's
where it names them, the AI's where it names the AI. Where both or neither stand, nobody is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from analyzer.model import ExportFacts, Item, Media, Platform, Skipped
from analyzer.reading.ai_speakers import author_of, is_ai, is_own, own_names, strings
from analyzer.reading.fields import as_dict, as_list, first, seconds, text, words
from analyzer.reading.labels import fold
from analyzer.reading.labels.label_values import Entry, entries, walk
from analyzer.reading.media import media
from analyzer.reading.reader import Outcome

_TEXTS = ("message", "text", "caption")
_SPEAKERS = ("sender", "author")
_NO_WORDS = re.compile(r"(?i:true|false|https?://\S*|[0-9a-f-]{16,})|\d+|\d{4}-\d{2}-\d{2}(T\S+)?|[A-Z]+(_[A-Z]+)+")
_FILES = ("photos", "videos", "audio_files", "gifs", "files")


def turns(record: Any, facts: ExportFacts, platform: Platform) -> list[Outcome]:
    """One outcome for each turn of a conversation in the `label_values` dialect; turns may be nested at any depth."""
    conversation = as_dict(record)
    found = entries(conversation)
    groups = [group for entry in found for group in _groups(entry)]
    groups = [group for group in groups if _is_turn(group)] or groups
    if not groups and not any(entry.value or entry.values for entry in found):
        return [Skipped("empty")]
    if not groups:  # the conversation is itself one turn
        groups = [Entry("", "", time=seconds(conversation.get("timestamp")), inner=found)]
    own = own_names(facts, platform)
    person_named = any(is_own(value, own) for group in groups for value in _named_speakers(group))
    return [_turn(group, own, person_named, platform, text(conversation.get("title"))) for group in groups]


def messages(document: Any, facts: ExportFacts, platform: Platform) -> Iterator[tuple[str, Callable[[], Outcome]]]:
    """Each message of a thread that has Messenger's shape."""
    thread = as_dict(document)
    sent = as_list(thread.get("messages"))
    people = {*strings(thread.get("participants"), "name"), *strings(sent, "sender_name")}
    own = own_names(facts, platform)
    humans = {name for name in people if not is_ai(name)}
    if not any(is_own(name, own) for name in people) and len(humans) == 1 and len(people) > 1:
        own = {fold(name) for name in humans}  # of two, one is Meta AI: the other is the person, now named otherwise
    person_named = any(is_own(name, own) for name in people)
    title = next(iter(strings(thread, "title")), "")
    for number, message in enumerate(sent):
        yield f"/messages/{number}", partial(_message, message, own, person_named, platform, title)


def _groups(entry: Entry) -> list[Entry]:
    """The turns below an entry, or what else has values beside each other: a turn has a time or a text of its own."""
    if any(inner.time or inner.means in _TEXTS for inner in entry.inner if not inner.inner):
        return [entry]
    below = [group for inner in entry.inner for group in _groups(inner)]
    if not any(map(_is_turn, below)) and any(inner.value or inner.values for inner in entry.inner):
        return [entry]
    return below


def _is_turn(group: Entry) -> bool:
    return any(entry.time or entry.means in _TEXTS for entry in walk(group.inner))


def _named_speakers(group: Entry) -> list[str]:
    """The values that a known label calls the speaker, or that stand inside an entry so called."""
    found = []
    for entry in walk(group.inner):
        if entry.means in _SPEAKERS:
            found += [value for each in walk([entry]) for value in (each.value, *each.values) if value]
    return found


def _turn(group: Entry, own: set[str], person_named: bool, platform: Platform, title: str) -> Outcome:
    found = list(walk(group.inner))
    labelled = first(*(words(entry.value) for entry in found if entry.means in _TEXTS))
    plain = [value for entry in found for value in (entry.value, *entry.values) if value and value != labelled]
    said = _named_speakers(group)
    author = author_of(said or plain, own, person_named, bool(said))
    if author != "person":
        return Skipped("written_by_ai" if author == "ai" else "author_not_known")
    speech = [value for value in plain if _may_be_speech(value, own)]
    times = [entry.time for entry in found if entry.means == "time"] + [entry.time for entry in found] + [group.time]
    files = [medium for entry in found for record in entry.media if (medium := media(record))]
    written = labelled or words(max(speech, key=len, default=""))
    return _prompt(platform, written, next(filter(None, times), None), files, title=title)


def _may_be_speech(value: str, own: set[str]) -> bool:
    """Whether a value without a known label may be what was said: no name, id, flag, time or address."""
    return not (is_own(value, own) or is_ai(value) or _NO_WORDS.fullmatch(value.strip()))


def _message(record: Any, own: set[str], person_named: bool, platform: Platform, title: str) -> Outcome:
    message = as_dict(record)
    sender = text(message.get("sender_name"))
    author = author_of([sender] if sender else [], own, person_named, bool(sender))
    if author != "person":
        return Skipped("written_by_ai" if author == "ai" else "author_not_known")
    files = [medium for key in _FILES for each in as_list(message.get(key)) if (medium := media(each))]
    created = seconds(message.get("timestamp_ms")) or seconds(message.get("timestamp"))
    return _prompt(platform, words(message.get("content")), created, files, venue_name=title)


def _prompt(
    platform: Platform, written: str, created: int | None, files: list[Media], title: str = "", venue_name: str = ""
) -> Outcome:
    if not written and not files:
        return Skipped("empty")
    made = Item(platform, "ai_prompt", created, "none" if created is None else "second", written, media=files)
    made.venue, made.venue_name, made.title = "ai_chat", venue_name, title
    return made
