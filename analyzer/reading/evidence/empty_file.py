"""What a file without a single story holds instead, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from analyzer.reading.evidence.model import Trouble
from analyzer.reading.evidence.refusal import EvidenceRefused

_HOST = re.compile(r"[a-z0-9.-]{1,80}")


@dataclass(frozen=True, slots=True)
class Held:
    """What was seen in a file: all requests, answers at addresses that are looked at, the most frequent other host."""

    path: str
    is_log: bool
    requests: int
    answers: int
    host: str
    troubles: Mapping[Trouble, int]


def refuse_empty(held: Held) -> NoReturn:
    """Refuse it, with the likeliest cause."""
    if not held.is_log:
        _refuse_json(held)
    if held.troubles.keys() & {"too_deep", "too_large"} and not held.answers:
        raise EvidenceRefused("too_large", f"{held.path} {_beyond(held)}")
    if not held.requests:
        raise EvidenceRefused(
            "no_entries",
            f"{held.path} is a network log without a single request. Either a filter was left on when you exported it, "
            f"or the tools were opened only after the page had loaded, or recording was switched off.{_cut(held)}",
        )
    if not held.answers:
        of = f" of {held.host}" if _HOST.fullmatch(held.host) else ""
        raise EvidenceRefused(
            "other_site",
            f"{held.path} is a network log{of} ({held.requests} requests) without one answer of Facebook's or "
            "Instagram's lists. Open your own profile on Facebook, and there Manage posts, before you export; "
            f"and look whether a filter was left on.{_cut(held)}",
        )
    missing = held.troubles.get("body_missing", 0)
    if missing >= held.answers:
        raise EvidenceRefused(
            "no_bodies",
            f"{held.path} is a network log of Facebook ({missing} answers), but it holds no text of any answer. It was "
            f"probably copied: use Export, not Copy, and export before you reload or leave the page.{_cut(held)}",
        )
    lost = f" Of {missing} answers the browser kept no text: export more often." if missing else ""
    raise EvidenceRefused(
        "no_stories",
        f"{held.path} is a network log of Facebook ({held.answers} answers) with no list of posts: "
        f"open Manage posts on your own profile, and scroll, before you export.{lost}{_cut(held)}",
    )


def _refuse_json(held: Held) -> NoReturn:
    if held.troubles.keys() & {"too_deep", "too_large"}:
        raise EvidenceRefused("too_large", f"{held.path} {_beyond(held)}")
    if not held.answers:
        raise EvidenceRefused("not_json", f"{held.path} is not JSON.")
    raise EvidenceRefused(
        "no_stories",
        f"{held.path} is JSON without a list of posts that says who can see them: it is no network log, "
        "no answer of Facebook's list of posts, and none of the Graph API.",
    )


def _beyond(held: Held) -> str:
    if "too_deep" in held.troubles:
        return "is nested deeper than any answer of Facebook's, and is not read."
    return "holds pieces larger than any answer of Facebook's, and is not read: export with a filter, and more often."


def _cut(held: Held) -> str:
    return " It is cut off or damaged, too." if held.troubles.keys() & {"file_cut", "file_damaged"} else ""
