"""Letters on disk: safe names, for the owner alone, all or none, and never over what the person has changed."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import world

from analyzer.errors import AnalyzerError, UsageError
from analyzer.report import swap
from analyzer.report.letter import Letter, LetterOptions, letters
from analyzer.report.letter import files as letter_files

ROOT = Path(__file__).resolve().parents[2]
LETTERS = [Letter("a-letter", "text é\n", "md\n"), Letter("a-form", "form\n", "", formats=("txt",))]
NAMES = {"a-letter.txt", "a-letter.md", "a-form.txt", "letters.json"}


def content(folder: Path) -> dict[str, bytes]:
    """All files of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_written_for_the_owner_alone(tmp_path: Path) -> None:
    """Files 0600 in a folder 0700, whatever the umask; nothing else is left behind."""
    old = os.umask(0)
    try:
        paths = letter_files.write(LETTERS, tmp_path / "deep" / "out").paths
    finally:
        os.umask(old)
    out = tmp_path / "deep" / "out"
    assert set(content(out)) == NAMES and {path.name for path in paths} == NAMES - {"letters.json"}
    assert [path.name for path in out.parent.iterdir()] == ["out"]
    if os.name == "posix":
        assert stat.S_IMODE(out.stat().st_mode) == 0o700
        assert {stat.S_IMODE(path.stat().st_mode) for path in out.iterdir()} == {0o600}


def test_written_again(tmp_path: Path) -> None:
    """What is as we wrote it is replaced; letters of an earlier run and other files stay."""
    letter_files.write(LETTERS, tmp_path / "out")
    (tmp_path / "out" / "mine.txt").write_text("mine")
    letter_files.write([Letter("a-letter", "new\n", "new\n"), Letter("b", "b\n", "b\n")], tmp_path / "out")
    found = content(tmp_path / "out")
    assert found["a-letter.txt"] == b"new\n" and found["a-form.txt"] == b"form\n" and found["mine.txt"] == b"mine"
    letter_files.write(LETTERS, tmp_path / "out")


@pytest.mark.parametrize("name", ["a-letter.txt", "a-form.txt"])
def test_what_the_person_changed_is_kept(tmp_path: Path, name: str) -> None:
    """A changed letter is a usage error, and nothing at all is written."""
    letter_files.write(LETTERS, tmp_path / "out")
    (tmp_path / "out" / name).write_text("my own words")
    before = content(tmp_path)
    with pytest.raises(UsageError, match=name):
        letter_files.write([Letter("a-letter", "new\n", "new\n"), Letter("a-form", "new", "")], tmp_path / "out")
    assert content(tmp_path) == before


@pytest.mark.parametrize("raw", [None, b"[]", b"{", b'{"letters": []}', b"[" * 100_000])
def test_a_folder_of_somebody_else(tmp_path: Path, raw: bytes | None) -> None:
    """A folder without our letters.json is not touched."""
    (tmp_path / "letters.json" if raw else tmp_path / "x").write_bytes(raw or b"x")
    before = content(tmp_path)
    with pytest.raises(UsageError):
        letter_files.write(LETTERS, tmp_path)
    assert content(tmp_path) == before


def test_the_old_letters_stand_when_the_disk_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever file cannot be moved in place, where folders cannot change places: all old ones are back."""
    monkeypatch.setattr(swap, "can_be_carried", lambda _: False)
    out = tmp_path / "out"
    letter_files.write(LETTERS, out)
    (out / "mine.txt").write_text("mine")
    before, replace = content(tmp_path), Path.replace
    for failing in NAMES:

        def refuse(self: Path, target: Path, failing: str = failing) -> Path:
            if self.parent.name == "new" and self.name == failing:
                raise OSError(28, "No space left on device")
            return replace(self, target)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", refuse)
            with pytest.raises(AnalyzerError):
                letter_files.write([Letter("a-letter", "new\n", "new\n"), Letter("a-form", "new", "")], out)
        assert content(tmp_path) == before


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("alex.doe", "alex.doe"), ("../../etc/passwd", "etc-passwd"), ("a\x00b\nc", "a-b-c"),
        ("Jörg Größler", "Jörg-Größler"),
        ("", "account"), ("...", "account"), ('<b>:"|?*', "b"), ("x" * 300, "x" * 40), ("👍", "account"),
    ],
)  # fmt: skip
def test_safe_names(name: str, safe: str) -> None:
    """Nothing in an account's name leads out of the folder or is more than a file system bears."""
    assert letter_files.safe_name(name) == safe


def test_two_accounts_with_one_name_have_files_of_their_own(tmp_path: Path) -> None:
    """`a/b` and `a b` are one as a file name: the second is numbered."""
    one = world.write(tmp_path, world.instagram(username="a/b"), "instagram-x-2026-02-01-AbCdEfGh")
    two = world.write(tmp_path, world.instagram(username="A b"), "instagram-y-2026-02-01-AbCdEfGi")
    names = [each.name for each in letters(world.run(one, two), LetterOptions())]
    assert {name.casefold() for name in names if name.endswith("-letter")} == {
        "instagram-a-b-letter", "instagram-a-b-2-letter"
    }  # fmt: skip


def test_grounds_from_a_file(tmp_path: Path) -> None:
    """UTF-8 with or without a mark; anything else, or both options, is a usage error."""
    (tmp_path / "g.txt").write_bytes("\ufeffmeine Gründe".encode())
    assert letter_files.grounds_of("", tmp_path / "g.txt") == "meine Gründe"
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe")
    (tmp_path / "long.txt").write_bytes(b"x" * (letter_files.MAX_GROUNDS + 1))
    for name in ("bad.txt", "long.txt", "none.txt"):
        with pytest.raises(UsageError):
            letter_files.grounds_of("", tmp_path / name)
    with pytest.raises(UsageError):
        letter_files.grounds_of("x", tmp_path / "g.txt")


def test_the_command(tmp_path: Path) -> None:
    """`analyze letter`: files in ./ai-scope-letters, exit 0; `--stdout` prints and writes nothing; bad words exit 2."""
    export = world.write(tmp_path / "in", world.facebook(jurisdiction="GDPR"), world.FACEBOOK)

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "analyzer", "letter", str(export), *words], capture_output=True, text=True,
            encoding="utf-8", cwd=tmp_path, check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        )  # fmt: skip

    printed = run("--stdout", "--language", "de")
    assert printed.returncode == 0 and "Art. 21 Abs. 1 DSGVO" in printed.stdout and not printed.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["in"]
    ran = run()
    assert ran.returncode == 0 and "cover-note.txt" in ran.stdout and "no grounds of your own" in ran.stdout
    assert "cover-note.txt" in content(tmp_path / "ai-scope-letters")
    for words in (("--kind", "poem"), ("--language", "xx"), ("--confirm", "0" * 12), ("--authority", "XX")):
        bad = run(*words)
        assert bad.returncode == 2 and bad.stderr.startswith("analyze: ") and bad.stderr.count("\n") == 1, words
