"""`compare.csv`: a row for each item, its text guarded against spreadsheets as in the other tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from analyzer.report.compare import Comparison, Row
from analyzer.report.tables import Column, guard, iso


def columns(comparison: Comparison) -> list[Column]:
    """The columns, in order. A row is a `Row`; what only one of the archives has is empty for the other."""

    def account(row: Row) -> str:
        side = comparison.before if row.before else comparison.after
        return side.accounts[row.item.account].name

    return [
        Column("id", "string", lambda row: row.id),
        Column("outcome", "category", lambda row: row.outcome),
        Column("why", "category", lambda row: row.why),
        Column("is_public_now_before", "category", lambda row: row.before.is_public_now if row.before else ""),
        Column("is_public_now_after", "category", lambda row: row.after.is_public_now if row.after else ""),
        Column("state_before", "category", lambda row: row.before.item.state if row.before else ""),
        Column("state_after", "category", lambda row: row.after.item.state if row.after else ""),
        Column("kind", "category", lambda row: row.item.kind),
        Column("platform", "category", lambda row: row.item.platform),
        Column("account", "text", account),
        Column("created_at", "time", lambda row: row.item.created),
        Column("text", "text", lambda row: row.item.text),
        Column("suggestion", "category", suggestion),
        Column("id_after", "string", lambda row: row.after.id if row.after else ""),
    ]


def suggestion(row: Row) -> str:
    """What is left to do about an item: nothing where it is gone, else the newest advice there is."""
    return "none" if row.outcome == "gone" else (row.after or row.judged).suggestion


def csv_lines(comparison: Comparison) -> Iterator[str]:
    """The table as lines of RFC 4180 (UTF-8, comma, CRLF), header first."""
    wanted = columns(comparison)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(column.name for column in wanted)
    for row in comparison.rows:
        writer.writerow([_cell(column, row) for column in wanted])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _cell(column: Column, row: Row) -> str:
    value = column.get(row)
    if column.type == "time":
        return iso(value) if isinstance(value, int) else ""
    return guard(str(value)) if column.type == "text" else str(value)
