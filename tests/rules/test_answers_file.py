"""Files of answers that nobody should send: nested deep, with endless numbers, pipes and devices."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import analyzer
from analyzer.rules import answers_file
from analyzer.rules.answers import Answers
from analyzer.rules.answers_file import read_answers


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("deep.json", '{"a":' * 100_000), ("list.json", '{"schema":1,"answer":' + "[" * 50_000 + "]" * 50_000 + "}"),
        ("deep.toml", "a = " + "[" * 100_000), ("digits.json", '{"schema":' + "1" * 5000 + "}"),
        ("digits.toml", "schema = " + "1" * 5000), ("day.toml", "schema = 1\nbirthday = 0000-99-99"),
        ("nul.toml", "schema = 1\x00"), ("half.json", '{"schema": 1'),
        ("hex.toml", "schema = 1\nbirthday = 0x" + "f" * 9000),
        ("item.toml", "schema = 1\n[[answer]]\naudience = 'public'\nitem = 0x" + "f" * 9000),
        ("keys.toml", "a." * 20_000 + "a = 1"),
    ],
)  # fmt: skip
def test_files_of_answers_that_are_deep_or_long(tmp_path: Path, name: str, text: str) -> None:
    """However deep a file of answers is nested or long its numbers are: a sentence, exit 2."""
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(analyzer.UsageError) as caught:
        read_answers(tmp_path / name)
    assert caught.value.exit_code == 2 and len(str(caught.value)) < 500


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices are a matter of POSIX")
def test_answers_are_read_from_plain_files_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe is not waited for, a device not read, a folder no file; too large a file is refused, a link followed."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "real.toml").write_text("schema = 1")
    (tmp_path / "link.toml").symlink_to(tmp_path / "real.toml")
    for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path, tmp_path / "none"):
        with pytest.raises(analyzer.UsageError, match="cannot be read"):
            read_answers(path)
    assert read_answers(tmp_path / "link.toml") == Answers()
    monkeypatch.setattr(answers_file, "LARGEST_FILE_OF_ANSWERS", 9)
    with pytest.raises(analyzer.UsageError, match="larger than any file of answers"):
        read_answers(tmp_path / "real.toml")
