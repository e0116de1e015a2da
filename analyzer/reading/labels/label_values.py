"""The `label_values` dialect of 2023 and later: `{"label": ..., "value": ...}` entries with localised labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from analyzer.reading.fields import as_dict, as_list, seconds, text
from analyzer.reading.labels import meaning

DEPTH = 16  # the deepest nesting seen is 6


@dataclass(slots=True)  # not frozen: that takes three times as long, and there are several in each record
class Entry:
    """One entry: its label, what that means (see `labels`), and whatever value it has. Never changed."""

    label: str
    means: str
    value: str = ""
    href: str = ""
    time: int | None = None
    media: list[Any] = field(default_factory=list)
    values: list[str] = field(default_factory=list)  # of `vec`
    inner: list[Entry] = field(default_factory=list)  # of `dict`, at any depth below
    headed: bool = False  # its label is a heading, which may be something that a person wrote

    @property
    def written(self) -> str:
        """The value; where the entry has a list of them instead, all of these, a line each."""
        return self.value or "\n".join(filter(None, self.values))

    @property
    def unknown(self) -> str:
        """The label, if no language file knows it and it can be shown: never a value."""
        return "" if self.means or self.headed else self.label


def entries(record: Mapping[str, Any]) -> list[Entry]:
    """The entries of a record, in order. `ent_field_name`, where present, stands in for an unknown label."""
    return [_entry(as_dict(entry), 0) for entry in as_list(record.get("label_values"))]


def walk(found: list[Entry]) -> Iterator[Entry]:
    """All entries, outer before inner."""
    for entry in found:
        yield entry
        yield from walk(entry.inner)


def _entry(entry: Mapping[str, Any], depth: int) -> Entry:
    if depth > DEPTH:
        raise ValueError("entries nested too deep")
    named = text(entry.get("label"))
    label = named or text(entry.get("title"))
    value = entry.get("value")
    return Entry(
        label,
        meaning(label) or meaning(text(entry.get("ent_field_name")).replace("_", " ")),
        value if isinstance(value, str) else "" if value is None else str(value),
        text(entry.get("href")),
        seconds(entry.get("timestamp_value")),
        as_list(entry.get("media")),
        [text(as_dict(each).get("value")) for each in as_list(entry.get("vec"))],
        [_entry(as_dict(each), depth + 1) for each in as_list(entry.get("dict"))],
        not named,
    )
