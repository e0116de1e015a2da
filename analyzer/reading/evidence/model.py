"""The nouns of evidence: what a file says of who could see what, before anything follows from it.

Nothing here holds a request, a header, a cookie or a name of anybody but the owner. Times are whole seconds since
1970-01-01 UTC, days are UTC.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from analyzer.model import DAMAGES as DAMAGES
from analyzer.model import SEEN as SEEN
from analyzer.model import SOURCES as SOURCES
from analyzer.model import AccountFacts, Platform
from analyzer.model import Fault as Fault
from analyzer.model import FileCount as FileCount
from analyzer.model import Matched as Matched
from analyzer.model import Observation as Observation
from analyzer.model import Seen as Seen
from analyzer.model import Source as Source
from analyzer.model import Trouble as Trouble
from analyzer.reading.fields import fold_text


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose archive it is: the names (folded, in small letters) and the platform's ids, as far as they are known."""

    names: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()

    @classmethod
    def of(cls, facts: Iterable[AccountFacts], ids: Iterable[str] = ()) -> Owner:
        """The owner by what the exports of one account tell."""
        names = (name for each in facts for name in (each.full_name, each.username, *each.names))
        return cls(frozenset(filter(None, map(fold_name, names))), frozenset(ids))


def fold_name(name: str) -> str:
    """A name as it is compared."""
    return fold_text(name).casefold()


@dataclass(frozen=True, slots=True)
class SeenStory:
    """One own story and who could see it on a day. `place`: "" where nothing tells that it stands elsewhere."""

    second: int
    text: str  # folded
    media_ids: tuple[str, ...]
    audience: str  # EVERYONE, FRIENDS, ...; "" where none is told
    seen: Seen
    day: date | None
    day_is_lower_bound: bool = False
    denied: bool = False
    group: bool = False  # it stands in a group: nothing follows for the profile
    elsewhere: bool = False  # in an event, on somebody else's profile
    own_timeline: bool = False  # shown to stand in a list of the owner's own timeline
    id: str = ""
    permalink: str = ""  # by the Graph API only
    source: Source = "facebook_page"


@dataclass(frozen=True, slots=True)
class SeenAccount:
    """An account on Instagram, and whether it was private on a day."""

    username: str  # in small letters
    private: bool
    day: date | None
    day_is_lower_bound: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one file says of the owner's own stories and of accounts on Instagram."""

    path: str
    kind: Source  # of its stories; `instagram_page` where it holds accounts alone
    day: date | None  # the latest day of which it speaks
    day_is_lower_bound: bool
    stories: tuple[SeenStory, ...]
    accounts: tuple[SeenAccount, ...] = ()
    faults: tuple[Fault, ...] = ()
    others: int = 0  # stories by other people, left out

    @property
    def is_damaged(self) -> bool:
        """Whether a part of the file is lost."""
        return any(fault.is_damage for fault in self.faults)


@dataclass(frozen=True, slots=True)
class PageText:
    """One piece of visible text, folded. `goes_on`: the next piece belongs to the same text."""

    text: str
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class PublicView:
    """A saved page of how strangers see the profile. Nothing follows from it unless `confirmed`."""

    path: str
    platform: Platform | None  # None where the file does not tell: then it speaks of all
    day: date | None
    confirmed: bool  # it shows that it is a stranger's view, or the person says so
    texts: tuple[PageText, ...]
    media_ids: frozenset[str]
    faults: tuple[Fault, ...] = ()


def order_of(seen: Observation) -> tuple[date, str, str]:
    """By day, those without one first."""
    return seen.day or date.min, seen.source, seen.seen
