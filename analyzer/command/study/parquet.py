"""Rows and columns as Parquet."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from analyzer.command.study.columns import Column

_TYPES = {
    "string": pa.string(), "month": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(),
}  # fmt: skip


def schema(columns: Iterable[Column]) -> pa.Schema:
    """The Arrow schema of a table."""
    return pa.schema([pa.field(each.name, _TYPES[each.type]) for each in columns])


def of_columns(columns: Sequence[Column], values: Mapping[str, Sequence[Any]]) -> pa.Table:
    """A table out of the values of each column."""
    shape = schema(columns)
    return pa.table([pa.array(values[field.name], type=field.type) for field in shape], schema=shape)


def of_rows(columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """A table out of rows; what a row lacks is empty."""
    return of_columns(columns, {each.name: [row.get(each.name) for row in rows] for each in columns})


def to_bytes(table: pa.Table) -> bytes:
    """A table as a Parquet file."""
    whole = io.BytesIO()
    pq.write_table(table, whole, compression="zstd")
    return whole.getvalue()


def from_bytes(raw: bytes) -> pa.Table:
    """The table out of a Parquet file."""
    # `read_table` is for data sets: five times as slow.
    return pq.ParquetFile(pa.BufferReader(raw)).read(use_threads=False)
