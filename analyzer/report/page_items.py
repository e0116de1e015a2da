"""The items as data for the page: compact rows, in blocks, so that a million of them need no giant string.

A row is `[alike, created, priority, id, text, record, more]`. `alike` points into a table of everything that many
items share (platform, verdict, reasons, file ...): there are few such combinations, so the page tests a filter once
for each of them. `more` holds what few items have and is left out where it is empty.
"""

from __future__ import annotations

import gzip
import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from analyzer.audience import RULES
from analyzer.report.page_outcomes import Outcomes, reason
from analyzer.run import Analysis
from analyzer.scope import Judged

ROWS_IN_BLOCK = 10_000
PACKED_FROM = 1 << 18  # characters; a smaller block is not worth unpacking
PACKING = 5  # zlib level: a tenth larger than the best one, in a third of its time
_META_HOST = re.compile(
    r"(?:[a-z0-9-]+\.)*(?:facebook\.com|instagram\.com|whatsapp\.com|threads\.(?:net|com)|meta\.com)", re.ASCII
)
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_UNSAFE_ANY = re.compile("[<>&\u2028\u2029]")

#: What many items share, in the order in which the page reads it.
ALIKE = (
    "platform", "kind", "verdict", "state", "venue", "rule", "is_public", "is_public_basis", "is_public_now",
    "is_adult", "is_adult_basis", "is_before_deadline", "objection", "posted_as_minor", "suggestion", "account",
    "file", "in_newest", "created_basis", "reveals", "reason", "outcomes",
)  # fmt: skip
_OWN = len(ALIKE) - 1  # columns that an item itself tells: all but what answers would make of it


def can_open(url: str) -> bool:
    """Whether an address out of an archive may be a link: http(s), and of Meta's. All else is text."""
    if not url.isascii() or not url.isprintable() or any(char in url for char in " \\\"'<>"):
        return False
    try:
        parts = urlsplit(url)
        plain = parts.port is None and parts.username is None and parts.password is None
    except ValueError:
        return False
    return plain and parts.scheme in ("http", "https") and bool(_META_HOST.fullmatch(parts.hostname or ""))


def script_json(value: object) -> str:
    """JSON that may stand inside a script element: nothing in it can end the element or begin a comment."""
    raw = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE_ANY.sub(lambda found: _UNSAFE[found[0]], raw)


def by_priority(judged: Iterable[Judged]) -> list[Judged]:
    """All items: by priority, then those for which nothing is suggested, newest first."""
    return sorted(judged, key=lambda j: (j.priority is None, j.priority or -(j.item.created or 0)))


def blocks(
    ordered: list[Judged],
    analysis: Analysis,
    shared: dict[str, Any],
    outcomes: Outcomes | None,
    pictures: Mapping[str, str],
) -> Iterator[Markup]:
    """The script elements with the items, then one with `shared` and the tables that the rows point into.

    `outcomes`: what answers would make of the items; None for a page that takes none. `pictures`: small ones, as
    `data:` addresses by id.
    """
    alike: dict[tuple[Any, ...], int] = {}
    columns: list[list[Any]] = []
    for start in range(0, len(ordered), ROWS_IN_BLOCK):
        rows = []
        for each in ordered[start : start + ROWS_IN_BLOCK]:
            key = _alike(each) + (outcomes.key(each) if outcomes else ())
            number = alike.setdefault(key, len(alike))
            if number == len(columns):
                columns.append([*key[:_OWN], outcomes.of(each) if outcomes else None])
            rows.append(_row(each, number, pictures.get(each.id)))
        yield _element(script_json(rows), "rows")
    sentences = {rule.name: [analysis.words.say(f"rules.rule.{rule.name}"), rule.source] for rule in RULES}
    tables = {
        "total": len(ordered),
        "columns": ALIKE,
        "alike": columns,
        "outcomes": list(outcomes.table) if outcomes else [],
        "files": [[row.archive, row.path] for row in analysis.collection.files],
        "accounts": [account.name for account in analysis.accounts],
        "rules": sentences,
    }
    yield _element(script_json({**shared, **tables}), "shared")


def _element(raw: str, name: str) -> Markup:
    if len(raw) < PACKED_FROM or name == "shared":
        return Markup(f'<script type="application/json" class="{name}">{raw}</script>\n')
    packed = gzip.compress(raw.encode("utf-8", "surrogatepass"), PACKING, mtime=0)
    return Markup(f'<script type="text/plain" class="{name} packed">{b64encode(packed).decode()}</script>\n')


def _alike(each: Judged) -> tuple[Any, ...]:
    """The columns of `ALIKE` but for the last."""
    item = each.item
    return (
        item.platform, item.kind, each.verdict, item.state, item.venue, each.rule.name, each.is_public,
        each.is_public_basis, each.is_public_now, each.is_adult, each.is_adult_basis, each.is_before_deadline,
        each.objection, each.posted_as_minor, each.suggestion, item.account, item.file, item.in_newest,
        item.created_basis, ";".join(each.reveals), reason(each),
    )  # fmt: skip


def _row(each: Judged, alike: int, picture: str | None) -> list[Any]:
    item = each.item
    row: list[Any] = [alike, item.created, each.priority or 0, each.id, item.text, item.record]
    more = _more(each)
    if picture:
        more["thumb"] = picture
    if more:
        row.append(more)
    return row


def _more(each: Judged) -> dict[str, Any]:
    item = each.item
    more: dict[str, Any] = {}
    if item.venue_name:
        more["venue"] = item.venue_name
    if item.media:
        more["media"] = [[medium.path, int(medium.in_export)] for medium in item.media]
        if other := sum(medium.type not in ("photo", "video") for medium in item.media):
            more["other"] = other  # media that are neither photos nor videos
    if item.permalink:
        more["open"] = [item.permalink, int(can_open(item.permalink))]
    if item.url:
        more["link"] = [item.url, int(can_open(item.url))]
    if item.place:
        more["place"] = item.place
    if item.latitude is not None and item.longitude is not None:
        more["at"] = [item.latitude, item.longitude]
    if item.people:
        more["people"] = item.people
    if item.said:
        more["words"] = list(dict.fromkeys(said for _, said in item.said))
    return more
