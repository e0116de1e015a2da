"""The columns of a study's tables: name, type, meaning and values, from which tables and codebook are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from analyzer.advice.revealing import REVEALS
from analyzer.model import (
    PLATFORMS,
    VERDICTS,
    AdultBasis,
    Finding,
    Kind,
    ObjectionState,
    PublicBasis,
    State,
    Suggestion,
    TimeBasis,
)
from analyzer.rules.policy import policies

NEVER_UNKNOWN = (
    "ai_interaction", "draft", "pending", "subscribers", "always_public", "current_cover_photo", "account_public",
    "account_was_public", "account_private", "public_view", "stated_by_you",
)  # fmt: skip
#: Why an item is undecided: who could see it (the basis of `is_public`), else the holder's age, else its time.
REASONS = (*(each for each in get_args(PublicBasis) if each not in NEVER_UNKNOWN), "age", "time")
OUTCOMES = (
    "done", "left_out_minor", "no_archive", "refused", "unusable", "time_limit", "memory_limit", "crashed", "failed",
)  # fmt: skip
STATUSES = ("read", "not_needed", "not_understood", "damaged", "empty", "media")
FORMATS = ("json", "html", "other")


@dataclass(frozen=True, slots=True)
class Column:
    """`type`: `string`, `month` (a string as 2025-05), `integer`, `number`, `boolean`; `values`: all that there are."""

    name: str
    type: str
    meaning: str
    values: tuple[str, ...] = ()


_PARTICIPANT = Column(
    "participant", "string", "pseudonym: the first 16 hexadecimal digits of an HMAC of the participant"
)
_MADE = Column("made_month", "month", "month in which the newest archive was made, where it tells")
_FINDINGS = get_args(Finding)

ITEMS = (
    _PARTICIPANT,
    Column("id", "string", "pseudonym of the item within the participant: an HMAC of the id of items.csv"),
    Column("platform", "string", "where it was posted", PLATFORMS),
    Column("kind", "string", "what it is", get_args(Kind)),
    Column("state", "string", "whether it is published", get_args(State)),
    Column("created_month", "month", "month in which it was made, UTC; empty where the archive has no time"),
    Column("created_at_basis", "string", "how exact the archive's time is", get_args(TimeBasis)),
    Column("media_count", "integer", "files that belong to it"),
    Column("is_public", "string", "could anyone see it since training began?", _FINDINGS),
    Column("is_public_basis", "string", "why", get_args(PublicBasis)),
    Column("is_public_now", "string", "could anyone see it when the archive was made?", _FINDINGS),
    Column("is_adult", "string", "was the holder of the account of age?", _FINDINGS),
    Column("is_adult_basis", "string", "why", get_args(AdultBasis)),
    Column("is_before_deadline", "string", "was it made before the policy's deadline?", _FINDINGS),
    Column("verdict", "string", "does it fall into the scope that Meta states?", VERDICTS),
    Column("objection", "string", "what the participant's objection means for it", get_args(ObjectionState)),
    Column("suggestion", "string", "what the program suggests", get_args(Suggestion)),
    Column("in_newest", "boolean", "is it still in the newest archive of that account?"),
)

PARTICIPANTS = (
    _PARTICIPANT,
    Column("outcome", "string", "how the analysis ended", OUTCOMES),
    Column("exit_code", "integer", "of `analyze` for these archives", ("0", "1", "2", "3", "4", "5")),
    Column("counted", "boolean", "is it in the figures of the summary: done, and no double of another participant?"),
    Column("duplicate_of", "string", "the participant who has the same account by content; empty for none"),
    Column("policy", "string", "whose rules", policies()),
    Column("policy_assumed", "boolean", "no country on record: the policy is assumed"),
    Column("country", "string", "ISO 3166 code of the first country on record; empty where none is"),
    *(Column(each, "boolean", f"has an account on {each.title()}") for each in PLATFORMS),
    Column("format", "string", "format of the archives", ("html", "json", "json+html")),
    _MADE,
    Column("exports", "integer", "archives, parts of one counted once"),
    Column("accounts", "integer", "accounts"),
    Column("is_adult", "string", "of age, all accounts taken together", _FINDINGS),
    Column("items", "integer", "items in all"),
    *(Column(f"items_{each}", "integer", f"items on {each.title()}") for each in PLATFORMS),
    *(Column(each, "integer", f"items with the verdict {each}") for each in VERDICTS),
    Column("least", "integer", "items that fall into the scope if no undecided one was public: in_scope and ongoing"),
    Column("most", "integer", "items that fall into it if all undecided ones were: and undetermined"),
    Column("least_share", "number", "least, as a share of items"),
    Column("most_share", "number", "most, as a share of items"),
    Column("undecided_share", "number", "undetermined, as a share of items"),
    *(
        Column(f"undecided_{each}", "number", f"share of items that are undecided for this reason: {each}")
        for each in REASONS
    ),
    Column("media", "integer", "files that items name"),
    Column("media_missing", "integer", "of these, such as the archives do not hold"),
    Column("complete", "boolean", "everything that was needed could be read"),
    Column("problems", "integer", "things that could not be read"),
    Column("records_unread", "integer", "records that could not be read"),
    Column("files_damaged", "integer", "files that could not be read, or not to their end"),
    Column("files_not_understood", "integer", "files that no reader knows"),
    Column("seconds", "number", "what the analysis took"),
)

COUNTS = (
    _PARTICIPANT,
    Column("platform", "string", "where", PLATFORMS),
    Column("kind", "string", "what", get_args(Kind)),
    Column("year", "integer", "year in which the items were made; empty where the archive has no time"),
    Column("verdict", "string", "the verdict", VERDICTS),
    Column("is_public_basis", "string", "why they were public or not", get_args(PublicBasis)),
    Column("undecided_by", "string", "why they are undecided; empty where they are decided", REASONS),
    Column("items", "integer", "how many items"),
)

FILES = (
    _PARTICIPANT,
    _MADE,
    Column("category", "string", "kind of file by the path table; empty for files that no reader knows"),
    Column("status", "string", "what became of them", STATUSES),
    Column("format", "string", "by the ends of their names", FORMATS),
    *(Column(each, "integer", f"{each} in all") for each in ("files", "bytes", "records", "items")),
    *(Column(each, "integer", f"records that were {each}") for each in ("merged", "skipped", "unread")),
)


def items_columns(reveals: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns of `items`, with those that were asked for by name."""
    asked = (Column(f"reveals_{each}", "boolean", f"inferred from words: may give away: {each}") for each in reveals)
    return (*ITEMS, *asked)


def tables(reveals: tuple[str, ...] = ()) -> dict[str, tuple[Column, ...]]:
    """The columns of all tables by name."""
    return {"items": items_columns(reveals), "participants": PARTICIPANTS, "counts": COUNTS, "files": FILES}


__all__ = [
    "COUNTS", "FILES", "FORMATS", "ITEMS", "OUTCOMES", "PARTICIPANTS", "REASONS", "REVEALS", "Column", "items_columns",
    "tables",
]  # fmt: skip
