"""The files of evidence of one run: read before the archives, matched once the items are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from analyzer.items.accounts import Account
from analyzer.model import Item, Matched, Platform

if TYPE_CHECKING:
    from analyzer.reading.evidence.audience_file import AudienceFile
    from analyzer.reading.evidence.model import Evidence, Owner, PublicView
    from analyzer.reading.evidence.public_view import SavedPage


Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class EvidenceFiles:
    """What was read of `--audiences` and of `--seen-public`, whoever it speaks of."""

    logs: tuple[AudienceFile, ...] = ()
    pages: tuple[SavedPage, ...] = ()


def read_files(audiences: Sequence[str], seen_public: Sequence[str], today: date) -> EvidenceFiles:
    """Read files given as FILE or FILE=DATE. Raises EvidenceRefused for one that cannot be used."""
    if not audiences and not seen_public:
        return EvidenceFiles()
    from analyzer.reading.evidence.audience_file import read_audiences  # their parsers take time to import
    from analyzer.reading.evidence.public_view import read_page

    return EvidenceFiles(
        tuple(read_audiences(*path_and_day(each), today) for each in audiences),
        tuple(read_page(*path_and_day(each), today) for each in seen_public),
    )


def path_and_day(given: str) -> tuple[str, date | None]:
    """`FILE=2026-11-30` taken apart; a name that ends so is meant as it stands where there is such a file."""
    path, _, day = given.rpartition("=")
    if not path or Path(given).exists():
        return given, None
    try:
        return path, date.fromisoformat(day)
    except ValueError:
        return given, None


def matched(files: EvidenceFiles, accounts: list[Account], items: Iterable[tuple[Item, str]]) -> Matched:
    """What the files say of the items, each with its id. Raises EvidenceRefused for files of somebody else.

    Each file speaks for the accounts of the person whose it is; another person's archive in the same run is left out.
    A Page's items are left out: who can see them is asked of the Page as a whole.
    """
    if not files.logs and not files.pages:
        return Matched()
    from analyzer.items.evidence.match import match
    from analyzer.reading.evidence.own_stories import own_stories
    from analyzer.reading.evidence.public_view import public_view

    own = [pair for pair in items if not accounts[pair[0].account].is_page]
    evidence: dict[frozenset[int], list[Evidence]] = {}
    views: dict[frozenset[int], list[PublicView]] = {}
    for log in files.logs:
        reached, found = _of_its_owner(partial(own_stories, log), accounts, "facebook")
        evidence.setdefault(reached, []).append(found)
    for page in files.pages:
        reached, view = _of_its_owner(partial(public_view, page), accounts, page.platform)
        views.setdefault(reached, []).append(view)
    return _together(
        match(evidence.get(reached, []), views.get(reached, []), [p for p in own if p[0].account in reached])
        for reached in dict.fromkeys([*evidence, *views])
    )


def _of_its_owner(
    read: Callable[[Owner], Read], accounts: list[Account], platform: Platform | None
) -> tuple[frozenset[int], Read]:
    """A file read as its owner's, and the accounts of which it may speak: all but those of others on its platform.

    A file that does not tell whose it is speaks of all of them. Raises EvidenceRefused where it is nobody's here.
    """
    from analyzer.reading.evidence.refusal import EvidenceRefused

    reached = {number for number, each in enumerate(accounts) if not each.is_page}
    people = _people(accounts, [n for n in sorted(reached) if platform in (None, accounts[n].platform)])
    if len(people) < 2:
        return frozenset(reached), read(_owner(accounts, people[0] if people else ()))
    accepted: list[frozenset[int]] = []
    refusals: list[EvidenceRefused] = []
    for person in people:
        try:
            read(_owner(accounts, person))
            accepted.append(person)
        except EvidenceRefused as refusal:
            refusals.append(refusal)
            reached -= person
    if not accepted:
        raise refusals[0]
    return frozenset(reached), read(_owner(accounts, sorted(frozenset().union(*accepted))))


def _people(accounts: list[Account], numbers: list[int]) -> list[frozenset[int]]:
    """Accounts put together where they share a name."""
    people: list[tuple[frozenset[str], frozenset[int]]] = []
    for number in numbers:
        names, own = _owner(accounts, (number,)).names, frozenset((number,))
        for each in [each for each in people if each[0] & names]:
            people.remove(each)
            names, own = names | each[0], own | each[1]
        people.append((names, own))
    return [own for _, own in people]


def _owner(accounts: list[Account], numbers: Iterable[int]) -> Owner:
    """Whose archives these are: the names of these accounts."""
    from analyzer.reading.evidence.model import Owner

    return Owner.of(facts for number in numbers for facts in accounts[number].facts.values())


def _together(several: Iterable[Matched]) -> Matched:
    """What the files of several people say of their items."""
    from analyzer.items.evidence.seen_records import united

    found = list(several)
    permalinks = {item_id: link for each in found for item_id, link in each.permalinks.items()}
    return Matched(
        united(*(each.observations for each in found)),
        frozenset().union(*(each.on_own_profile for each in found)),
        permalinks,
        tuple(count for each in found for count in each.files),
    )
