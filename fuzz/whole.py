"""The whole way with archives that were changed at random: a result whose counts agree, or one foreseen error."""

from __future__ import annotations

import json
import random
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from analyzer.errors import AnalyzerError
from analyzer.report.result import Result
from analyzer.rules.analysis import Options
from analyzer.run import analyze
from fuzz.checks import check
from fuzz.targets import TODAY, hold

SAMPLES = Path(__file__).parents[1] / "sample_exports"
ODD: list[Any] = [
    None, True, "", 0, -1, 10**30, 1e308, "\ud83d", "\0", "=1+1", "<script>", "../..", [], {}, [[]], "x" * 10_000,
    {"a": {}}, 253402300800, "2020-02-30", "\u202e", [None], "Ã", "\x1b[31m",
]  # fmt: skip
Files = dict[str, bytes]


def samples() -> list[Path]:
    """The invented archives of the repository."""
    return sorted(SAMPLES.glob("*/*.zip"))


def read(path: Path) -> Files:
    """The files of a zip, without media."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.endswith((".json", ".html", ".txt"))]
        return {name: archive.read(name) for name in names}


def write(files: Files, path: Path) -> Path:
    """A zip of these files."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)
    return path


def _bytes(raw: bytes, chance: random.Random) -> bytes:
    """A file with bytes changed, lost, doubled or made up."""
    if not raw:
        return chance.randbytes(8)
    start, length = chance.randrange(len(raw)), chance.choice([1, 1, 2, 8, 64, 1024])
    piece = raw[start : start + length]
    return raw[:start] + chance.choice([b"", piece * 2, chance.randbytes(len(piece)), b"\0", b"}", b'"', b"<"]) + (
        raw[start + length :] if chance.random() < 0.8 else b""
    )  # fmt: skip


def _value(raw: bytes, chance: random.Random) -> bytes:
    """A JSON file with one value or key exchanged for an odd one."""
    try:
        found = json.loads(raw)
    except ValueError:
        return _bytes(raw, chance)
    places: list[tuple[Any, Any]] = []

    def walk(value: Any) -> None:
        for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
            places.append((value, key))
            walk(value[key])

    walk(found)
    if not places:
        return json.dumps(chance.choice(ODD)).encode()
    holder, key = chance.choice(places)
    match chance.randrange(4):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict):
            holder[chance.choice(["timestamp", "media", "data", "title", "x" * 3000, ""])] = holder.pop(key)
        case 2 if isinstance(holder, list):
            holder.extend([holder[key]] * 3)
        case _:
            holder[key] = chance.choice(ODD)
    return json.dumps(found).encode("utf-8", "surrogatepass")


def mutate(files: Files, chance: random.Random) -> Files:
    """An archive with a few changes."""
    changed = dict(files)
    for _ in range(chance.choice([1, 1, 2, 5, 20])):
        name = chance.choice(list(changed)) if changed else "a.json"
        raw = changed.get(name, b"{}")
        change: Callable[[bytes, random.Random], bytes] = chance.choice([_bytes, _value, _value])
        match chance.randrange(12):
            case 0:
                changed.pop(name, None)
            case 1:
                changed[f"{chance.choice(['a', 'facebook', 'x/y', 'é', '..'])}/{name}"] = raw
            case 2:
                changed[chance.choice(list(files))] = raw
            case _:
                changed[name] = change(raw, chance)
    return changed


def whole(files: Files, chance: random.Random) -> None:
    """Run all of it: read, judge, write the report, show it to others."""
    with tempfile.TemporaryDirectory() as folder:
        name = chance.choice(
            ["facebook-a-2026-02-01-AbCdEfGh.zip", "instagram-b-2026-02-01-AbCdEfGh.zip", "download.zip"]
        )
        path = write(files, Path(folder, name))
        if chance.random() < 0.1:
            path.write_bytes(_bytes(path.read_bytes(), chance))
        with suppress(AnalyzerError):
            analysis = analyze([path], Options(today=TODAY))
            check(analysis)
            result = Result(analysis)
            result.write(Path(folder, "out"), redact=chance.random() < 0.3, thumbnails=0)
            hold("a report is six files", len(list(Path(folder, "out").iterdir())) == 6)


def run(seed: int) -> None:
    """One archive by this number: the same number is the same archive."""
    chance = random.Random(seed)
    whole(mutate(read(chance.choice(samples())), chance), chance)
