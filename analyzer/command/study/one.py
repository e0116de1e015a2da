"""The analysis of one participant, and what of it is kept. Runs in a process of its own: see `child`."""

from __future__ import annotations

import hmac
import time
from collections import Counter, defaultdict
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from analyzer.archive import Container
from analyzer.command.study import columns
from analyzer.command.study.parquet import of_columns, of_rows, to_bytes
from analyzer.command.study.part import Part, packed
from analyzer.command.study.salt import DIGITS, short
from analyzer.errors import AnalyzerError, NotAnExport, RefusedArchive, UsageError
from analyzer.model import PLATFORMS, VERDICTS
from analyzer.rules import countries
from analyzer.rules.analysis import Analysis, Options
from analyzer.rules.answers_file import parse_answers
from analyzer.rules.decision import Judged
from analyzer.run import analyze

SKETCH = 128  # of the smallest hashes of ids, by which doubles are found
_OUTCOMES: dict[type[AnalyzerError], str] = {
    UsageError: "unusable", NotAnExport: "no_archive", RefusedArchive: "refused",
}  # fmt: skip


def part_of_task(task: dict[str, Any]) -> bytes:
    """The part of one participant. Raises nothing: what goes wrong is the outcome, without a word of any record."""
    participant, began = task["participant"], time.monotonic()
    try:
        analysis = _analysis(task)
        if not task["minors"] and is_minor(analysis):
            part = Part(participant, "left_out_minor", 0)
        else:
            part = _part(analysis, task)
            part.row["seconds"] = round(time.monotonic() - began, 2)
    except MemoryError:
        part = Part(participant, "memory_limit", 1)
    except AnalyzerError as error:
        part = Part(participant, _OUTCOMES.get(type(error), "failed"), error.exit_code)
    except Exception:  # noqa: BLE001  # a hostile archive must not end the study; what it says may quote a record
        part = Part(participant, "failed", 1)
    part.inputs = task["inputs"]
    return packed(part)


def _analysis(task: dict[str, Any]) -> Analysis:
    options = Options(
        policy=task["policy"] or "auto",
        deadline=_day(task["deadline"]), as_of=_day(task["as_of"]), birthday=_day(task["birthday"]),
        answers=parse_answers(task["answers"], "the answers") if task["answers"] else None,
        language="en", today=date.fromisoformat(task["today"]), reveals=bool(task["reveals"]),
    )  # fmt: skip
    paths: list[str | Path | Container] = []
    for address, is_here in task["archives"]:
        if is_here:
            paths.append(address)
        else:
            from analyzer.command.study.remote import containers

            paths += containers(address)
    return analyze(paths, options)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def is_minor(analysis: Analysis) -> bool:
    """Whether some account is shown to be that of somebody who was not of age when its archive was made.

    Or on the day of the study, where the archive does not tell when it was made. The birthday counts, whatever a
    policy makes of it.
    """
    for of in analysis.cases.values():
        day = of.age_on if of.age_on and of.age_exact else of.today
        if of.is_adult == "no" or of.is_adult_basis == "age_limit_not_in_policy":
            return True
        if of.majority is not None and datetime.fromtimestamp(of.majority, UTC).date() > day:
            return True
    return False


def undecided_by(each: Judged) -> str:
    """Why an item is undecided; "" where it is not."""
    if each.verdict != "undetermined":
        return ""
    if each.is_public == "unknown":
        return each.is_public_basis
    return "age" if each.is_adult == "unknown" else "time"


def _part(analysis: Analysis, task: dict[str, Any]) -> Part:
    participant, reveals = task["participant"], tuple(task["reveals"])
    content = bytes.fromhex(task["content_key"])
    hashes = sorted(hmac.digest(content, each.id.encode(), "sha256")[:8].hex() for each in analysis.judged)
    made = _made_month(analysis)
    counts = _counts(analysis, participant)
    part = Part(
        participant, "done", 0, _row(analysis, made, counts), _groups(counts),
        short(content, "\n".join(hashes)) if hashes else "", hashes[:SKETCH],
    )  # fmt: skip
    part.exit_code = 0 if part.row["complete"] else 5
    key = bytes.fromhex(task["items_key"])
    part.tables = {
        "items": to_bytes(of_columns(columns.items_columns(reveals), _items(analysis, participant, key, reveals))),
        "counts": to_bytes(of_rows(columns.COUNTS, counts)),
        "files": to_bytes(of_rows(columns.FILES, _files(analysis, participant, made))),
    }
    return part


def _items(analysis: Analysis, participant: str, key: bytes, reveals: tuple[str, ...]) -> dict[str, list[Any]]:
    judged, head = analysis.judged, f"{participant}:"
    found: dict[str, list[Any]] = {
        "participant": [participant] * len(judged),
        "id": [hmac.digest(key, (head + each.id).encode(), "sha256").hex()[:DIGITS] for each in judged],
        "platform": [each.item.platform for each in judged],
        "kind": [each.item.kind for each in judged],
        "state": [each.item.state for each in judged],
        "created_month": [_month(each.item.created) for each in judged],
        "created_at_basis": [each.item.created_basis for each in judged],
        "media_count": [len(each.item.media) for each in judged],
        "in_newest": [each.item.in_newest for each in judged],
    }
    for name in (
        "is_public", "is_public_basis", "is_public_now", "is_adult", "is_adult_basis", "is_before_deadline", "verdict",
        "objection", "suggestion",
    ):  # fmt: skip
        found[name] = [getattr(each.decision, name) for each in judged]
    for category in reveals:
        found[f"reveals_{category}"] = [category in each.reveals for each in judged]
    return found


def _month(seconds: int | None) -> str | None:
    return None if seconds is None else _month_of_day(seconds // 86400)


@lru_cache(maxsize=16384)
def _month_of_day(day: int) -> str:
    return f"{datetime.fromtimestamp(day * 86400, UTC):%Y-%m}"


def _made_month(analysis: Analysis) -> str | None:
    days = [made.day for made in analysis.made if made.day]
    return f"{max(days):%Y-%m}" if days else None


def _counts(analysis: Analysis, participant: str) -> list[dict[str, Any]]:
    found: Counter[tuple[Any, ...]] = Counter()
    for each in analysis.judged:
        month = _month(each.item.created)
        year = int(month[:4]) if month else None
        found[each.item.platform, each.item.kind, year, each.verdict, each.is_public_basis, undecided_by(each)] += 1
    names = ("platform", "kind", "year", "verdict", "is_public_basis", "undecided_by")
    return [
        {"participant": participant, **dict(zip(names, key, strict=True)), "items": count}
        for key, count in sorted(found.items(), key=lambda pair: str(pair[0]))
    ]


def _groups(counts: list[dict[str, Any]]) -> dict[str, dict[str, list[int]]]:
    """By platform, kind and year: items, the least and the most that fall into the scope."""
    found: defaultdict[str, dict[str, list[int]]] = defaultdict(dict)
    for row in counts:
        least = row["items"] * (row["verdict"] in ("in_scope", "ongoing"))
        most = least + row["items"] * (row["verdict"] == "undetermined")
        for name in ("platform", "kind", "year"):
            if row[name] is not None:
                of = found[name].setdefault(str(row[name]), [0, 0, 0])
                for place, count in enumerate((row["items"], least, most)):
                    of[place] += count
    return dict(found)


def _row(analysis: Analysis, made: str | None, counts: list[dict[str, Any]]) -> dict[str, Any]:
    """The row of `participants`, but for what the study as a whole says of it."""
    verdicts: Counter[str] = Counter()
    platforms: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for row in counts:
        verdicts[row["verdict"]] += row["items"]
        platforms[row["platform"]] += row["items"]
        reasons[row["undecided_by"]] += row["items"]
    items, collection = sum(verdicts.values()), analysis.collection
    least = verdicts["in_scope"] + verdicts["ongoing"]
    most = least + verdicts["undetermined"]
    media = [medium for each in analysis.judged for medium in each.item.media]
    unread = sum(sum(row.unread.values()) for row in collection.files)
    status = Counter(row.status for row in collection.files)
    held = {account.platform for account in analysis.accounts}
    formats = {export.format for export in collection.exports}
    found: dict[str, Any] = {
        "policy": analysis.policy.id, "policy_assumed": analysis.policy.assumed, "country": _country(analysis),
        **{each: each in held for each in PLATFORMS},
        "format": "json+html" if len(formats) > 1 else next(iter(formats), None),
        "made_month": made, "exports": len(collection.exports), "accounts": len(analysis.accounts),
        "is_adult": _is_adult(analysis), "items": items, **{f"items_{each}": platforms[each] for each in PLATFORMS},
        **{each: verdicts[each] for each in VERDICTS},
        "least": least, "most": most, "media": len(media), "media_missing": sum(not each.in_export for each in media),
        "complete": analysis.complete, "problems": len(collection.problems),
        "records_unread": unread,
        "files_damaged": status["damaged"], "files_not_understood": status["not_understood"],
    }  # fmt: skip
    if items:
        found |= {"least_share": least / items, "most_share": most / items}
        found["undecided_share"] = verdicts["undetermined"] / items
        found |= {f"undecided_{each}": reasons[each] / items for each in columns.REASONS}
    return found


def _country(analysis: Analysis) -> str | None:
    places = [place for export in analysis.collection.exports for place in export.facts.places]
    for _, place in sorted(places, key=lambda each: PLATFORMS.index(each[0])):
        if found := countries.code(place) or countries.code(place.rpartition(",")[2]):
            return found
    return None


def _is_adult(analysis: Analysis) -> str:
    said = {of.is_adult for of in analysis.cases.values()}
    return next((each for each in ("no", "yes", "not_needed") if each in said), "unknown")


def _files(analysis: Analysis, participant: str, made: str | None) -> list[dict[str, Any]]:
    found: defaultdict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for row in analysis.collection.files:
        end = row.path.rpartition(".")[2].lower()
        kind = "json" if end == "json" else "html" if end in ("html", "htm") else "other"
        found[row.category, row.status, kind].update(
            files=1, bytes=row.bytes, records=row.records, items=row.items, merged=row.merged,
            skipped=sum(row.skipped.values()), unread=sum(row.unread.values()),
        )  # fmt: skip
    return [
        {"participant": participant, "made_month": made, "category": category, "status": status, "format": kind}
        | {name: counts[name] for name in ("files", "bytes", "records", "items", "merged", "skipped", "unread")}
        for (category, status, kind), counts in sorted(found.items())
    ]
