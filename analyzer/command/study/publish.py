"""From the parts to what a researcher opens: data sets, codebook, tables, plots, page, manifest."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from analyzer.command.study import columns, page, texts
from analyzer.command.study.doubles import duplicates
from analyzer.command.study.figures import Tally
from analyzer.command.study.parquet import from_bytes, of_rows, schema, to_bytes
from analyzer.command.study.part import TABLES, Part, Parts, write_whole
from analyzer.command.study.suppress import FEWEST

_PER_FILE = 256  # participants, about
_AT_ONCE = min(4, os.cpu_count() or 1)  # of these files: each needs some 100 MB of memory
_ROWS = 200_000  # of one row group
_PACKAGES = ("dask", "distributed", "fsspec", "pyarrow", "pandas", "ijson", "selectolax")


def publish(out: Path, manifest: dict[str, Any]) -> dict[str, Any]:
    """Write everything anew that follows from the parts; the manifest, last, is what it gives back.

    A file of data whose participants are the same as before stays as it is.
    """
    parts, options = Parts(out), manifest["options"]
    reveals = tuple(options["reveals"])
    told = list(parts.told())
    doubles = duplicates(told)
    tally, rows, listed = Tally(), [], []
    for part in told:
        counted = part.is_done and part.participant not in doubles
        tally.add(part, counted)
        rows.append(_row(part, counted, doubles))
        listed.append({"participant": part.participant, "inputs": part.inputs, "outcome": part.outcome,
                       "exit_code": part.exit_code})  # fmt: skip
    figures = tally.figures()
    _write_table(out, "participants", {"0": to_bytes(of_rows(columns.PARTICIPANTS, rows))})
    made = _data_sets(out, parts, manifest.get("data", {}), reveals)
    markdown, data = texts.codebook(reveals)
    foot = {"version": manifest["version"], "policy": options["policy"], "day": options["today"]}
    sheet = texts.sheet(options, manifest["version"])
    kept = {"codebook.md": markdown, "codebook.json": data, "preregistration.md": sheet}
    kept["summary.html"] = page.page(figures, foot)
    enough = figures.participants >= FEWEST
    kept |= {f"tables/{name}.csv": text for name, text in page.tables(figures)} if enough else {}
    kept |= {f"plots/{name}.svg": text for name, text in page.plots(figures).items()} if enough else {}
    for name, text in kept.items():
        _write(out / name, text.encode("utf-8"))
    for folder in ("tables", "plots"):
        _clear(out / folder, {name.partition("/")[2] for name in kept if name.startswith(f"{folder}/")})
    whole = manifest | {
        "state": "whole", "data": made, "participants": listed, "environment": environment(), "notice": texts.PERSONAL,
        "counts": counts(listed, doubles), "written_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }  # fmt: skip
    write_manifest(out, whole)
    return whole


def write_manifest(out: Path, manifest: Mapping[str, Any]) -> None:
    """Write the manifest, whole."""
    _write(out / "manifest.json", (json.dumps(manifest, indent=1) + "\n").encode())


def counts(listed: Iterable[Mapping[str, Any]], doubles: Mapping[str, str]) -> dict[str, int]:
    """How many participants ended how: they add up to `participants`, but for `duplicates`, which are done as well."""
    ended = [each["outcome"] for each in listed]
    found = {"participants": len(ended), **{name: ended.count(name) for name in columns.OUTCOMES}}
    return found | {"duplicates": len(doubles)}


def environment() -> dict[str, str]:
    """With what a study was made."""
    versions = {name: installed(name) for name in _PACKAGES}
    return {"python": platform.python_version(), "system": platform.system(), **versions}


def _row(part: Part, counted: bool, doubles: Mapping[str, str]) -> dict[str, Any]:
    head = {"participant": part.participant, "outcome": part.outcome, "exit_code": part.exit_code}
    return part.row | head | {"counted": counted, "duplicate_of": doubles.get(part.participant)}


def _data_sets(out: Path, parts: Parts, before: Mapping[str, str], reveals: tuple[str, ...]) -> dict[str, str]:
    """Write items, counts and files, in files of some hundred participants; what each file was made of."""
    names, made = parts.names(), {}
    digits = next(digits for digits in range(9) if len(names) <= _PER_FILE * 16**digits)
    buckets: dict[str, list[str]] = {}
    for name in names:
        buckets.setdefault(name[:digits] or "0", []).append(name)
    changed: list[str] = []
    for bucket, members in buckets.items():
        mark = hashlib.sha256()
        for name in members:
            status = parts.path(name).stat()
            mark.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
        made[bucket] = mark.hexdigest()[:16]
        places = [out / table / f"part-{bucket}.parquet" for table in TABLES]
        if before.get(bucket) != made[bucket] or not all(place.is_file() for place in places):
            changed.append(bucket)
    threads = ThreadPoolExecutor(_AT_ONCE)  # Arrow, which does most of it, lets others run meanwhile
    try:
        list(threads.map(lambda bucket: _write_bucket(out, parts, bucket, buckets[bucket], reveals), changed))
    finally:
        threads.shutdown(cancel_futures=True)
    for table in TABLES:
        _clear(out / table, {f"part-{bucket}.parquet" for bucket in buckets})
    return made


def _write_bucket(out: Path, parts: Parts, bucket: str, members: list[str], reveals: tuple[str, ...]) -> None:
    shapes = {name: schema(of) for name, of in columns.tables(reveals).items()}
    writers: dict[str, tuple[Any, Path]] = {}
    try:
        for name in TABLES:
            place = out / name / f"part-{bucket}.parquet.new"
            _folder(place.parent)
            place.touch(mode=0o600)
            writers[name] = (pq.ParquetWriter(place, shapes[name], compression="zstd"), place)
        waiting: dict[str, list[pa.Table]] = {name: [] for name in TABLES}
        for part in map(parts.read, members):
            for name, raw in part.tables.items():
                waiting[name].append(from_bytes(raw))
                if sum(each.num_rows for each in waiting[name]) >= _ROWS:
                    writers[name][0].write_table(pa.concat_tables(waiting[name]).combine_chunks(), _ROWS)
                    waiting[name] = []
        for name, tables in waiting.items():
            writers[name][0].write_table(
                pa.concat_tables([shapes[name].empty_table(), *tables]).combine_chunks(), _ROWS
            )
    finally:
        for writer, _ in writers.values():
            writer.close()
    for _, place in writers.values():
        place.replace(place.with_suffix(""))


def _write_table(out: Path, name: str, files: Mapping[str, bytes]) -> None:
    for bucket, raw in files.items():
        _write(out / name / f"part-{bucket}.parquet", raw)


def _write(place: Path, raw: bytes) -> None:
    _folder(place.parent)
    write_whole(place, raw)


def _folder(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _clear(folder: Path, kept: set[str]) -> None:
    """Take away our files of an earlier publication that have no place in this one."""
    for each in _ours(folder):
        if each.name not in kept:
            each.unlink()


def _ours(folder: Path) -> Iterator[Path]:
    ends = {"tables": ".csv", "plots": ".svg"}
    end = ends.get(folder.name, "")
    yield from list(folder.glob(f"*{end}" if end else "part-*"))
