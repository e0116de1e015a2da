"""What the sentence that Facebook writes over a record tells: where a post stands, whose post a comment is on.

The sentences are localised, change over the years, and stay in the language of their time, so the patterns of all
languages are one table (see `title_patterns`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from analyzer.model import ExportFacts, Venue
from analyzer.reading.facebook.possible_names import could_name, tells_place, without
from analyzer.reading.facebook.title_patterns import AUTHOR, LONGEST_TITLE, is_own, second_person, told
from analyzer.reading.labels import album

_PLACES: dict[str, Venue] = {"group": "group", "other_profile": "other_profile", "event": "event", "page": "page"}
_COMMENTS = ("own_comment", "comment_on")
_INVISIBLE = dict.fromkeys([0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def owner_names(facts: ExportFacts) -> tuple[str, ...]:
    """The names under which the person wrote, longest first; empty where the archive does not tell."""
    account = facts.accounts.get("facebook")
    return _longest_first(frozenset({*account.names, account.full_name})) if account else ()


def destination(title: str, owners: Iterable[str], *, tagged: bool = False) -> tuple[Venue, str]:
    """Where a post with this title stands and the name of that place. `tagged`: whether somebody is tagged in it.

    A sentence that nobody knows may tell of another place, if anything in it could be a name: its venue is unknown.
    """
    return _destination(title, _longest_first(frozenset(owners)), tagged)


@lru_cache(maxsize=8192)  # most titles come again and again
def _destination(title: str, names: tuple[str, ...], tagged: bool) -> tuple[Venue, str]:
    rest = _without_author(title, names)
    section, name = told(tuple(_PLACES), rest)
    if section and not is_own(rest, names, word_for_word=True):
        at_home = name in names and section not in ("group", "event")
        return ("own_profile", "") if at_home else (_PLACES[section], name)
    own = _nothing_said(rest, names) or is_own(rest, names) or (not tagged and _names_nobody(rest, names))
    return ("own_profile" if own else "unknown"), ""


def tells_of_no_post(title: str, owners: Iterable[str]) -> bool:
    """Whether the sentence tells of a like or of a new friend."""
    names = _longest_first(frozenset(owners))
    return is_own(_without_author(title, names), names, sections=("no_post",))


def _nothing_said(rest: str, names: tuple[str, ...]) -> bool:
    """Whether nothing but the person's name stands there, or that of an album which Facebook makes by itself."""
    return rest in ("", AUTHOR) or rest in names or bool(album(rest)) or (not names and _bare_name(rest))


def _names_nobody(rest: str, names: tuple[str, ...]) -> bool:
    """Whether nothing in a sentence that nobody knows could be a name or tell of a place, the own name apart."""
    rest = without(rest, (AUTHOR, *names))
    return len(rest) <= LONGEST_TITLE and not could_name(rest) and not tells_place(rest)


def commented_on(title: str, owners: Iterable[str]) -> tuple[bool, str]:
    """Whether a comment is on a post of the person's own, and whose post it is on where the title tells."""
    return _commented_on(title, _longest_first(frozenset(owners)))


@lru_cache(maxsize=8192)
def _commented_on(title: str, names: tuple[str, ...]) -> tuple[bool, str]:
    section, name = told(_COMMENTS, _without_author(title, names))
    own = section == "own_comment" or name in names
    return own, "" if own else name


def by_owner(title: str, owners: Iterable[str]) -> bool:
    """Whether the title begins with one of the person's names, or speaks to the person ("You ...")."""
    return _by_owner(title, _longest_first(frozenset(owners)))


@lru_cache(maxsize=8192)
def _by_owner(title: str, names: tuple[str, ...]) -> bool:
    rest = _without_author(title, names)
    return rest.startswith(AUTHOR) or (rest.split(maxsplit=1) or [""])[0] in second_person()


@lru_cache(maxsize=64)
def _longest_first(names: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted((plain(name) for name in names if name.strip()), key=lambda name: (-len(name), name)))


@lru_cache(maxsize=8192)  # equal titles become one string: 8 MiB less for 100,000 items
def plain(title: str) -> str:
    """`title` in NFC, without the invisible marks that right-to-left names come with."""
    return title.strip() if title.isascii() else unicodedata.normalize("NFC", title).translate(_INVISIBLE).strip()


def _without_author(title: str, names: tuple[str, ...]) -> str:
    """`title` with the person's name at its beginning, if it stands there, made `{author}`."""
    title = plain(title)
    for name in names:
        if title.startswith(name):
            rest = title[len(name) :]
            if not rest or rest[0].lower() == rest[0].upper():  # the name ends here: "Alex Doe", not "Alex Doering"
                return AUTHOR + rest
    return title


def _bare_name(title: str) -> bool:
    """Whether nothing but a name stands there: that of the person, where the archive does not tell it."""
    words = title.split()
    return 0 < len(words) < 6 and title[-1] not in ".!?" and all(word[0].isupper() for word in words)
