"""`items.csv` back into the DataFrame that it was written from."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.archive.plain_files import open_plain
from analyzer.errors import UsageError
from analyzer.report.tables import Column, Value, items_columns, series, unguard

if TYPE_CHECKING:
    import pandas as pd

LONGEST_CELL = 2**31 - 1  # csv stops at 131,072 characters unless told otherwise; notes and prompts may be longer


def read_items(path: str | Path) -> pd.DataFrame:
    """Read `items.csv` (or the one in a report's folder). Raises UsageError where it is not there or not ours."""
    import pandas as pd

    file = Path(path, "items.csv") if Path(path).is_dir() else Path(path)
    wanted = {column.name: column for column in items_columns((), ())}
    limit = csv.field_size_limit(LONGEST_CELL)
    try:
        with io.TextIOWrapper(open_plain(file), encoding="utf-8-sig", newline="") as stream:
            header, *rows = (row for row in csv.reader(stream) if row)
    except (OSError, ValueError, csv.Error):
        raise UsageError("{file} cannot be read as a table.", file=file) from None
    finally:
        csv.field_size_limit(limit)
    least = list(wanted).index("source_record") + 1  # a report of an earlier version may lack what follows
    if header[:least] != list(wanted)[:least]:
        raise UsageError("{file} is not an items.csv of this program.", file=file)
    try:
        columns = {
            name: series(wanted[name], [_value(wanted[name], row[number]) for row in rows])
            for number, name in enumerate(header)
            if name in wanted
        }
    except (ValueError, IndexError, OverflowError):
        raise UsageError("{file} was changed: it holds a row or a number that is none of ours.", file=file) from None
    return pd.DataFrame(columns)


def _value(column: Column, cell: str) -> Value:
    if column.type in ("text", "list"):
        cell = unguard(cell)
    if column.type == "list":
        return cell.split(";") if cell else []
    if column.type in ("int", "float", "time") and not cell:
        return None
    if column.type == "int":
        return int(cell)
    if column.type == "float":
        return float(cell)
    return int(datetime.fromisoformat(cell).timestamp()) if column.type == "time" else cell
