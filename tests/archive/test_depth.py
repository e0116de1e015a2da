"""How deep a text is nested is counted before any decoder sees it, in linear time."""

from __future__ import annotations

import io
from contextlib import suppress
from pathlib import Path

import pytest
from test_limits import grows

from analyzer.archive.depth import too_deep, too_deep_toml
from analyzer.reading.json import cursor
from analyzer.report.own_file import loads_plain


@pytest.mark.parametrize(
    ("text", "deep"),
    [
        ("[" * 1000 + "]" * 1000, False),
        ("[" * 1001, True),
        ('{"a":' * 1001, True),
        ('["' + "[" * 5000 + '"]', False),
        ('["\\"' + "[" * 5000 + '"]', False),
        ('["\\\\",' + "[" * 1001, True),
        ("[" + "[]," * 50_000 + "[]]", False),
        ("[" + "[" * 500 + "]" * 500 + "," + "[" * 501, False),
        ('["]]]]",' * 1001, True),
    ],
)
def test_depth_is_counted_before_anything_is_decoded(tmp_path: Path, text: str, deep: bool) -> None:
    """Brackets in strings and those that close count for nothing; the same for TOML, and in files of our own."""
    assert too_deep(text) == deep
    (tmp_path / "own.json").write_text(text, "utf-8")
    with suppress(ValueError):
        assert loads_plain(tmp_path / "own.json", 10**6) and not deep
    toml = "a = " + text.replace("{", "{ a = ").replace('"a":', "").replace("'", "") if "{" in text else "a = " + text
    assert too_deep_toml(toml) == deep


@pytest.mark.parametrize("piece", ["[", "[]", '["', "\\", "{}[", '"\\"'])
def test_time_grows_as_the_text(piece: str) -> None:
    """Whatever stands in it."""
    assert grows(lambda count: lambda: too_deep(piece * count), 50_000) < 24
    assert grows(lambda count: lambda: too_deep_toml(piece * count), 50_000) < 24


@pytest.mark.parametrize("quote", ['"', "'", '"""', "'''"])
def test_toml_without_end(quote: str) -> None:
    """Strings that never end, keys of many parts, comments: in linear time, and dots in texts are none of keys."""
    assert not too_deep_toml(f"a = {quote}{'x.' * 9000}{quote}\n# {'.' * 9000}\n" * 20)
    assert too_deep_toml("a." * 9000 + "b = 1")
    assert grows(lambda count: lambda: too_deep_toml((quote + "\\" + quote) * count), 4000) < 24


def test_a_deep_record_is_not_decoded_where_the_stack_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a browser brackets are counted first: the record is lost, those around it are read."""
    monkeypatch.setattr(cursor, "SHORT_STACK", True)
    seen: list[str] = []
    decode, scan = cursor._decode, cursor._scan
    monkeypatch.setattr(cursor, "_decode", lambda text, at: seen.append(text[at : at + 3]) or decode(text, at))
    monkeypatch.setattr(cursor, "_scan", lambda text, at: seen.append(text[at : at + 3]) or scan(text, at))
    for deep in ("[" * 200_000 + "]" * 200_000, '{"a":' * 1001 + "1" + "}" * 1001):
        raw = f'[{{"n":1}},{{"n":2}},{deep},{{"n":3}},{{"n":4}}]'.encode()
        found = [value for _, value in cursor.Cursor(io.BytesIO(raw)).elements()]
        assert [each["n"] if isinstance(each, dict) else 0 for each in found] == [1, 2, 0, 3, 4]
    assert seen and all(each.startswith('{"n') for each in seen)
