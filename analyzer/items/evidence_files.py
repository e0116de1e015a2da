"""The files of evidence of one run: read before the archives, matched once the items are known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.items.accounts import Account
from analyzer.model import Item, Matched, Platform

if TYPE_CHECKING:
    from analyzer.reading.evidence.audience_file import AudienceFile
    from analyzer.reading.evidence.model import Evidence, Owner, PublicView
    from analyzer.reading.evidence.public_view import SavedPage


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

    A Page's items are left out: who can see them is asked of the Page as a whole.
    """
    if not files.logs and not files.pages:
        return Matched()
    from analyzer.items.evidence import match
    from analyzer.reading.evidence.own_stories import own_stories
    from analyzer.reading.evidence.public_view import public_view

    pairs = [pair for pair in items if not accounts[pair[0].account].is_page]
    evidence: list[Evidence] = [own_stories(each, _owner(accounts, "facebook")) for each in files.logs]
    views: list[PublicView] = [public_view(each, _owner(accounts, each.platform)) for each in files.pages]
    return match(evidence, views, pairs)


def _owner(accounts: list[Account], platform: Platform | None) -> Owner:
    """Whose archives these are, on a platform, or on all where the file does not tell its own."""
    from analyzer.reading.evidence.model import Owner

    own = [each for each in accounts if not each.is_page and platform in (None, each.platform)]
    return Owner.of(facts for each in own for facts in each.facts.values())
