"""How a run of the command ends: signals, streams that are closed or full, odd surroundings, errors without content."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import world
from test_cli import ROOT, analyze
from world import FACEBOOK, TIMELINE, fb_post

from analyzer.command import ends, main
from analyzer.report.write import FILES

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and /dev/full are a matter of POSIX")
SECRET = "Xylophon wrote this"


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """A small Facebook archive."""
    posts = [fb_post("2020-05-01", SECRET), fb_post("2025-08-01", "b")]
    return world.write(tmp_path / "in", world.facebook(jurisdiction="GDPR") | {TIMELINE: posts}, FACEBOOK)


def shell(line: str, *words: object) -> subprocess.CompletedProcess[str]:
    """Run the command as a shell line says: `$A` is the program, `$1` and so on are the words."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "A": f"{sys.executable} -m analyzer"}
    return subprocess.run(
        ["bash", "-c", line, "-", *map(str, words)], capture_output=True, text=True, env=env, check=False
    )


@pytest.mark.parametrize("options", ["", "--json"])
def test_standard_output_that_is_full(export: Path, tmp_path: Path, options: str) -> None:
    """/dev/full: exit 1, a sentence that says so and where the report stands; nothing of Python's own."""
    ran = shell(f'$A "$1" --out "$2" {options} > /dev/full', export, tmp_path / "o")
    assert ran.returncode == 1 and ran.stderr.count("\n") == 1, ran.stderr
    assert "Standard output could not be written to: No space left" in ran.stderr
    assert f"What was written stands in {tmp_path / 'o'}" in ran.stderr and "Nothing was written" not in ran.stderr
    assert {path.name for path in (tmp_path / "o").iterdir()} == set(FILES)


@pytest.mark.parametrize("words", ["--help", "--version", "explain --help"])
def test_help_that_cannot_be_printed(words: str) -> None:
    """Full: exit 1 and a sentence. Closed, or a reader that went away: quiet, 0."""
    full = shell(f"$A {words} > /dev/full")
    assert full.returncode == 1 and "Standard output could not be written to" in full.stderr
    for line in (f"$A {words} >&-", f"$A {words} | true; exit ${{PIPESTATUS[0]}}"):
        ran = shell(line)
        assert (ran.returncode, ran.stderr) == (0, ""), line


@pytest.mark.parametrize("options", ["", "--json"])
def test_standard_output_that_is_closed(export: Path, tmp_path: Path, options: str) -> None:
    """Closed from the start, or by a reader that went away: quiet, 0, and the report is written."""
    for line in (
        f'$A "$1" --out "$2" {options} >&-',
        f'$A "$1" --out "$2" {options} | true; exit ${{PIPESTATUS[0]}}',
        f'$A "$1" --out "$2" {options} >&- 2>&- <&-',
    ):
        ran = shell(line, export, tmp_path / "o")
        assert (ran.returncode, ran.stderr) == (0, ""), line
        assert (tmp_path / "o" / "report.html").exists()
    assert shell("$A none.zip 2> /dev/full").returncode == 2


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_leaves_nothing_half_done(export: Path, tmp_path: Path, name: str) -> None:
    """A logout, a closed window, Ctrl-C while the files are written: one word, no hidden folder, no half report."""
    code = """
import os, signal, sys, analyzer.command.main as command
real, number = os.open, int(sys.argv.pop())
# Whoever runs the tests in the background may ignore it, which the program would keep to.
signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
def opened(path, *more, **named):
    found = real(path, *more, **named)
    if str(path).endswith("summary.json") and "new" in str(path):
        os.kill(os.getpid(), number)
    return found
os.open = opened
command.main()
"""
    ran = subprocess.run(
        [sys.executable, "-c", code, str(export), "--out", str(tmp_path / "o"), str(int(getattr(signal, name)))],
        capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False,
    )  # fmt: skip
    assert ran.returncode == 128 + getattr(signal, name), ran.stderr
    assert ran.stderr == "analyze: Stopped.\n" and not ran.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_nohup_is_obeyed(export: Path, tmp_path: Path) -> None:
    """What whoever starts us has told us to ignore stays ignored."""
    ran = subprocess.run(
        [sys.executable, "-c", "import os,signal\nfrom analyzer.command import ends\n"
         "signal.signal(signal.SIGHUP, signal.SIG_IGN)\nends.end_by_signals()\nos.kill(os.getpid(), signal.SIGHUP)"],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False,
    )  # fmt: skip
    assert ran.returncode == 0


@pytest.mark.parametrize("zone", [":/nonexistent", "../../etc/passwd", "X" * 5000, "UTC+99", "", "\x01", "/", ":"])
def test_odd_time_zones(export: Path, tmp_path: Path, zone: str) -> None:
    """Whatever TZ says: all days are UTC, and the run is as ever."""
    assert analyze(export, "--out", tmp_path / "o", "-q", TZ=zone).returncode == 0


@pytest.mark.parametrize("path", ["d/" * 3000, "n" * 300])
def test_paths_beyond_what_a_system_takes(export: Path, tmp_path: Path, path: str) -> None:
    """In whatever place such a path is given: exit 2, one sentence of bearable length."""
    for words in (
        [export, "--out", path], [export, "--answers", path], [export, "--audiences", path], [path],
        ["letter", export, "--grounds-file", path], ["letter", export, "--out", path], ["compare", export, path],
    ):  # fmt: skip
        ran = analyze(*words, cwd=tmp_path)
        assert ran.returncode == 2 and ran.stderr.count("\n") == 1 and len(ran.stderr) < 3000, words[:1]
        assert "foresee" not in ran.stderr


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException, *words: str) -> tuple[int, Any]:
    """Run `main` where the analysis fails in this way; the exit code."""

    def broken(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(main, "_analyze", broken)
    monkeypatch.setattr(sys, "argv", ["analyze", "x.zip", "--out", "nowhere", *words])
    monkeypatch.setattr(ends, "prepare_streams", lambda: None)
    monkeypatch.setattr(ends, "end_by_signals", lambda: None)
    with pytest.raises(SystemExit) as caught:
        main.main()
    return int(str(caught.value.code)), caught


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (MemoryError(), 1, "There is not enough memory for this. Nothing was written."),
        (OSError(5, "Input/output error", SECRET), 1, "The system refuses: Input/output error. Nothing was written."),
        (OSError(36, "File name too long", SECRET), 2, "The system refuses: File name too long. Nothing was written."),
        (KeyError(SECRET), 1, "Something went wrong that we did not foresee (KeyError). Nothing was written."),
        (ValueError(SECRET), 1, "Something went wrong that we did not foresee (ValueError). Nothing was written."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("verbose", [(), ("--verbose",)])
def test_errors_never_quote(
    error: BaseException, code: int, said: str, verbose: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """Types and places, also with --verbose: no message of an error, which may quote a record."""
    error.__cause__ = LookupError(SECRET)
    assert failing(monkeypatch, error, *verbose)[0] == code
    told = capsys.readouterr().err
    assert said in told and "Xylophon" not in told
    assert ("analyzer/command/main.py, line" in told) == (bool(verbose) and "foresee" in said)
    assert ("after LookupError" in told) == (bool(verbose) and "foresee" in said)


def test_where_an_error_came_from(tmp_path: Path) -> None:
    """With --verbose the file of the archive that was being read is named, by its path in the archive."""
    path = world.write(tmp_path, world.facebook() | {TIMELINE: []}, FACEBOOK)
    from analyzer.archive.containers import ZipContainer

    def read() -> None:
        member = next(
            each
            for each in ZipContainer(path).members
            if each.path.endswith("your_posts__check_ins__photos_and_videos_1.json")
        )
        raise ValueError(f"{SECRET} {member.size}")

    try:
        read()
    except ValueError as error:
        told = ends.trace(error)
    assert f"while reading {TIMELINE}" in told and "ValueError" in told and "Xylophon" not in told


def test_nothing_was_written_only_where_that_is_so(
    export: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An error after the report is written says where it stands."""

    def broken(*_: object) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr(main, "_first_screen", broken)
    monkeypatch.setattr(main, "_written", [])
    monkeypatch.setattr(sys, "argv", ["analyze", str(export), "--out", str(tmp_path / "o")])
    monkeypatch.setattr(ends, "end_by_signals", lambda: None)
    with pytest.raises(SystemExit):
        main.main()
    told = capsys.readouterr().err
    assert f"What was written stands in {tmp_path / 'o'}." in told and "Nothing was written" not in told


@pytest.mark.parametrize("code", [0, 3, None, 256, "words"])
def test_a_process_that_leaves_at_once_ends_as_any_other(code: object) -> None:
    """The code, what is printed, and what is asked to be done at the end: as by the ordinary way."""
    lines = "import atexit, sys; from analyzer.command import ends; atexit.register(print, 'last'); print('first')\n"
    ends_at_once = f"{lines}ends.leave({code!r})\nsys.exit({code!r})"
    ran, plain = (
        subprocess.run([sys.executable, "-c", each], capture_output=True, text=True, check=False, cwd=ROOT)
        for each in (ends_at_once, f"{lines}sys.exit({code!r})")
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (plain.returncode, plain.stdout, plain.stderr)
    assert ran.stdout == "first\nlast\n"
