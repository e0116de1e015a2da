"""What one would write in an evening: load every JSON member whole, loop, make a DataFrame, write CSV and HTML.

`python -m benchmarks.naive EXPORT.zip DIR`. It repairs no text, joins no doubles, knows no rules and gives one
verdict for all: less work than `analyze` has. It is here to be measured against.
"""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

DEADLINE = datetime(2025, 5, 27, tzinfo=UTC)


def records(document: Any) -> Iterator[dict[str, Any]]:
    """The objects of the first list that a file holds."""
    if isinstance(document, dict):
        document = next((value for value in document.values() if isinstance(value, list)), [])
    if isinstance(document, list):
        yield from (record for record in document if isinstance(record, dict))


def row(path: str, record: dict[str, Any]) -> dict[str, Any] | None:
    """One row of the table, for what has a time."""
    data = (record.get("data") or record.get("media") or [{}])[0]
    cells = record.get("string_map_data") or {}  # an Instagram comment
    stamp = record.get("timestamp") or record.get("creation_timestamp") or data.get("creation_timestamp")
    stamp = stamp or cells.get("Time", {}).get("timestamp")
    if not isinstance(stamp, int | float):
        return None
    created = datetime.fromtimestamp(stamp, UTC)
    comment = data.get("comment")
    text = comment.get("comment") if isinstance(comment, dict) else data.get("post") or data.get("title") or ""
    text = text or cells.get("Comment", {}).get("value", "")
    return {
        "file": path,
        "created_at": created,
        "title": record.get("title", ""),
        "text": text,
        "media": sum(
            "media" in each for attached in record.get("attachments", []) for each in attached.get("data", [])
        ),
        "verdict": "in_scope" if created < DEADLINE else "ongoing",
    }


def main() -> None:
    """Read the arguments, do it."""
    export, out = Path(sys.argv[1]), Path(sys.argv[2])
    rows = []
    with zipfile.ZipFile(export) as archive:
        for name in archive.namelist():
            if name.endswith(".json"):
                found = (row(name, record) for record in records(json.loads(archive.read(name))))
                rows += [each for each in found if each]
    table = pd.DataFrame(rows)
    out.mkdir(parents=True, exist_ok=True)
    table.to_csv(out / "items.csv", index=False)
    table.to_html(out / "report.html")
    print(table["verdict"].value_counts())


if __name__ == "__main__":
    main()
