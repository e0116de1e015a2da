"""Tables in TOML that were made JSON beforehand are what the TOML says, and with them a run reads no TOML."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer import toml_tables
from tools.data import toml_tables as tool

TABLES = sorted(file for pattern in tool.WANTED for file in tool.HOUSE.glob(pattern))
ONE = "words/en/codes.toml"

#: A run for whom every table was made.
_RUN = """
import tomllib
from analyzer import words
from analyzer.advice import past_defaults
from analyzer.archive import layout
from analyzer.report.letter import texts
from analyzer.rules import policy
def loads(text):
    raise RuntimeError(text[:200])
tomllib.loads = loads
words.speak("de").say("warnings.git_checkout"), words.speak("de").translated("")
layout.groups("facebook"), layout.roots(), texts.load("de"), texts.rows(), past_defaults.switches("facebook")
policy.load("eu")
"""


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of made files of a package whose tables they were made of."""
    for file in TABLES:
        copy = tmp_path / file.relative_to(tool.HOUSE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    tool.main(tmp_path)
    monkeypatch.setattr(toml_tables, "files", lambda name: tmp_path.joinpath(*name.split(".")[1:]))
    yield tmp_path / "toml_tables" / toml_tables.FOLDER


def read(path: Path) -> object:
    return tomllib.loads(path.read_text("utf-8"))


def test_made_files_are_what_the_tables_say(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of them is made, and gives what TOML gives; nothing is read as TOML then."""
    wanted = {file.relative_to(tool.HOUSE).as_posix(): read(file) for file in TABLES}
    assert len(wanted) > 100 and {path.name for path in house.iterdir()} == set(map(toml_tables.name_of, wanted))
    monkeypatch.setattr(toml_tables, "_read", lambda source: pytest.fail("TOML was read"))
    assert {path: toml_tables.table(path) for path in wanted} == wanted


def test_a_changed_table_counts_at_once(house: Path) -> None:
    """Where a table is newer than what was made of it, the table is read; its line ends do not count."""
    file = house.parents[1] / ONE
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert toml_tables.table(ONE) == json.loads((house / toml_tables.name_of(ONE)).read_bytes())["table"]
    file.write_text('[anew]\nbio = "Anew"\n')
    assert toml_tables.table(ONE) == {"anew": {"bio": "Anew"}}


@pytest.mark.parametrize("content", [None, b"", b"[1]", b'{"of":', b'{"of": 1, "table": {}}', b"\xff"])
def test_a_broken_made_file_does_not_count(house: Path, content: bytes | None) -> None:
    """One that is missing, cut off or of another kind is as if it were not there."""
    made = house / toml_tables.name_of(ONE)
    made.unlink() if content is None else made.write_bytes(content)
    assert toml_tables.table(ONE) == read(tool.HOUSE / ONE)


@pytest.mark.parametrize(
    ("source", "can_be_made"),
    [
        (b"day = 2026-01-02", True),
        (b'day = [{ of = 2026-01-02, is = "2026-01-02" }]', True),
        (b"time = 10:00:00", False),
        (b"time = 2026-01-02T10:00:00Z", False),
        (b'day = { "$date" = "2026-01-02" }', False),
        (b'day = { "$date" = "x" }', False),
        (b"much = nan", False),
    ],
)
def test_what_json_cannot_hold_is_not_made(source: bytes, can_be_made: bool) -> None:
    """A table is made only if just that table comes out again; else the TOML is read at each run."""
    assert (toml_tables.made_of(source) is not None) == can_be_made


_KEYS = st.sampled_from(("$date", "of", "table", "a", "day"))
_VALUES = st.recursive(
    st.one_of(
        st.text(max_size=6), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes(), st.times(),
        st.dates().map(str),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=2),
    max_leaves=6,
)  # fmt: skip


def quoted(value: object) -> str:
    """A value as JSON and TOML have it alike: letters beyond 16 bits have escapes of their own in each."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def in_toml(value: object) -> str:
    """A value as TOML has it."""
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{quoted(key)} = {in_toml(inner)}' for key, inner in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(in_toml, value))}]"
    return (
        quoted(value).replace("NaN", "nan").replace("Infinity", "inf")
        if isinstance(value, (str, bool, int, float))
        else value.isoformat()
    )  # type: ignore[attr-defined, no-any-return]


@given(st.dictionaries(_KEYS, _VALUES, max_size=3))
def test_any_table_is_read_as_toml_reads_it(held: dict[str, object]) -> None:
    """Made beforehand or not, whatever stands in it; numbers stay whole or broken."""
    source = "".join(f"{quoted(key)} = {in_toml(value)}\n" for key, value in held.items()).encode()
    made, expected = toml_tables.made_of(source), tomllib.loads(source.decode())
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(toml_tables, "files", lambda _: Path(folder))
        place = Path(folder, toml_tables.FOLDER, toml_tables.name_of(ONE))
        place.parent.mkdir()
        place.write_bytes(made or b"")
        assert repr(toml_tables.of_source(source, ONE)) == repr(expected)


def test_a_run_reads_no_toml_that_could_be_made() -> None:
    """The words, the layout and the letters are all among the tables that are made."""
    tool.main()
    ended = subprocess.run([sys.executable, "-c", _RUN], capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
