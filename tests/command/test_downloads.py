"""`analyze` without arguments: what lies in Downloads, and how to get an archive."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace

import pytest
import shellingham
from world import FACEBOOK, INSTAGRAM, POSTS, TIMELINE, write

import analyzer
from analyzer.command import shell, start
from analyzer.command.start import Found, Offer, chosen, folders, found

ROOT = Path(analyzer.__file__).parent.parent
FEED = {TIMELINE: [{"timestamp": 1577836800, "data": [{"post": "hello"}]}]}
GRID = {POSTS: [{"media": [], "title": "hello", "creation_timestamp": 1577836800}]}


def home(folder: Path) -> dict[str, str]:
    """An environment in which `folder` is the person's home."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("XDG_")}
    return {**clean, "HOME": str(folder), "USERPROFILE": str(folder), "PYTHONPATH": str(ROOT)}


def guide(there: Found, language: str = "en") -> str:
    """The whole text."""
    return "\n".join(line for line, _ in start.guide(there, language=language)) + "\n"


def offered(folder: Path) -> list[tuple[str, list[str]]]:
    return [(offer.platform, [path.name for path in offer.paths]) for offer in found([folder]).offers]


def test_archives_are_offered_for_what_is_in_them(tmp_path: Path) -> None:
    """Facebook's and Instagram's are offered, newest first, under whatever name; zips of others are not."""
    old, new = write(tmp_path, FEED, FACEBOOK), write(tmp_path, GRID, "alex_20201020")
    os.utime(old, (1, 1))
    os.utime(new, (2, 2))
    write(tmp_path, {"a.txt": b"a"}, "holiday")
    write(tmp_path, {"logo.svg": b"<svg/>"}, "facebook-logos")
    write(tmp_path, {"report.docx": b"a"}, "minutes-2024-11-18")
    write(tmp_path, {"x.py": b"a"}, "instagram-clone-2024-11-18", zipped=False)
    (tmp_path / "instagram-notes.txt").write_text("no zip")
    assert offered(tmp_path) == [("instagram", [new.name]), ("facebook", [old.name])]


def test_parts_are_one_archive(tmp_path: Path) -> None:
    """Parts of one download stand in one line, also a part of pictures alone and a second copy; others do not."""
    names = [
        "facebook-alex-2026-02-01-AbCdEfGh",
        "facebook-alex-2026-02-01-IjKlMnOp",
        "facebook-alex-2026-02-01-QrStUvWx",
    ]
    write(tmp_path, FEED, names[0])
    write(tmp_path, {"your_facebook_activity/posts/your_videos.json": {"videos_v2": []}}, names[1] + " (1)")
    write(tmp_path, {"media/1.jpg": b"x"}, names[2])
    write(tmp_path, FEED, "facebook-robin-2026-02-01-AbCdEfGh")
    assert sorted(len(paths) for _, paths in offered(tmp_path)) == [1, 3]
    there = found([tmp_path])
    three = next(offer for offer in there.offers if len(offer.paths) == 3)
    line = next(line for line in guide(there).splitlines() if names[0] in line)
    assert line.strip() == three.command("analyze") and all(str(path) in line for path in three.paths)
    assert "Facebook, alex, made on 1 February 2026, 3 parts: all of these together" in guide(there, language="en")


def test_each_find_says_whose_it_is_and_of_which_day(tmp_path: Path) -> None:
    """Account and date as the name has them; a name without a date: the day on which the file came."""
    write(tmp_path, FEED, "facebook-alex.doe-2026-03-14-AbCdEfGh")
    os.utime(write(tmp_path, GRID, "my instagram things"), (86400 * 10957, 86400 * 10957))
    there = found([tmp_path])
    assert [(offer.account, str(offer.made_on)) for offer in there.offers] == [("alex.doe", "2026-03-14"), ("", "None")]
    english, german = guide(there, language="en"), guide(there, language="de")
    assert "1. Facebook, alex.doe, made on 14 March 2026\n" in english
    assert "2. Instagram, saved on 1 January 2000\n" in english
    assert "1. Facebook, alex.doe, erstellt am 14. März 2026\n" in german


def test_the_same_file_again_is_left_out(tmp_path: Path) -> None:
    """`(1).zip` with the same in it is one file, and said so; with other things in it, it is a part; cut ones do not
    count where the same came whole."""
    once = write(tmp_path, FEED, FACEBOOK)
    (tmp_path / f"{FACEBOOK} (1).zip").write_bytes(once.read_bytes())
    (tmp_path / f"{FACEBOOK} (2).zip").write_bytes(once.read_bytes()[:60])
    there = found([tmp_path])
    assert [offer.paths for offer in there.offers] == [(once,)] and not there.broken
    assert f"left out: {FACEBOOK} (1).zip" in guide(there, language="en")
    write(tmp_path, {"your_facebook_activity/posts/your_videos.json": {"videos_v2": []}}, f"{FACEBOOK} (1)")
    (offer,) = found([tmp_path]).offers
    assert len(offer.paths) == 2 and not offer.again


def test_saved_answers_are_offered(tmp_path: Path) -> None:
    """The newest file that the page or `--ask` saved and that can be read as answers; without an archive, none."""
    old, new = tmp_path / "answers.json", tmp_path / "answers (1).json"
    for number, path in enumerate((old, new), 1):
        path.write_text('{"schema": 1, "answer": []}', "utf-8")
        os.utime(path, (number, number))
    (tmp_path / "answers-2.toml").write_text("nonsense", "utf-8")
    (tmp_path / "other.json").write_text('{"schema": 1}', "utf-8")
    assert "answers" not in guide(found([tmp_path]), language="en")
    write(tmp_path, GRID)
    there = found([tmp_path])
    assert there.answers == new
    assert f"     --answers {shell.quoted(str(new))}" in guide(there, language="en").splitlines()


def test_what_a_browser_unpacked_is_offered(tmp_path: Path) -> None:
    """A folder is offered like a zip."""
    folder = write(tmp_path, GRID, INSTAGRAM, zipped=False)
    assert offered(tmp_path) == [("instagram", [folder.name])]


def test_a_cut_download_is_named(tmp_path: Path) -> None:
    """A zip that is not whole is no offer: it is to be downloaded again, by name, and the others are still offered."""
    (tmp_path / "facebook-a-2026-02-01-AbCdEfGh.zip").write_bytes(write(tmp_path, FEED, "x").read_bytes()[:60])
    write(tmp_path, GRID)
    there = found([tmp_path])
    assert len(there.offers) == 1
    assert "  facebook-a-2026-02-01-AbCdEfGh.zip" in guide(there).splitlines() and "download it again" in guide(there)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="Windows, and root, may read everything")
def test_a_closed_folder_is_said_to_be_closed_by_the_system(tmp_path: Path) -> None:
    """Where the system does not let us look, we do not say that nothing is there."""
    tmp_path.chmod(0)
    try:
        assert found([tmp_path]).closed == [tmp_path]
    finally:
        tmp_path.chmod(0o700)


def test_a_closed_folder_is_said_to_be_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same where the system's answer is made up."""

    def refuse(_: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "iterdir", refuse)
    there = found([tmp_path])
    assert there.closed == [tmp_path] and "may not look" in guide(there) and "No archive" not in guide(there)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps it in its registry")
def test_a_moved_or_translated_folder_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`Descargas`, as the desktop's settings name it, comes before `Downloads`; nonsense in them is no matter."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    assert folders() == [tmp_path / "Downloads"]
    (tmp_path / ".config").mkdir()
    (tmp_path / ".config" / "user-dirs.dirs").write_text('XDG_DOWNLOAD_DIR="$HOME/Descargas"\n', "utf-8")
    assert folders() == [tmp_path / "Descargas", tmp_path / "Downloads"]
    (tmp_path / ".config" / "user-dirs.dirs").write_bytes(b"\xff\xfe")
    assert folders() == [tmp_path / "Downloads"]


@pytest.mark.skipif(sys.platform == "win32", reason="names that Windows forbids")
def test_the_line_can_be_copied(tmp_path: Path) -> None:
    """A shell reads the line as the path, spaces, quotes and dollars in it; a name with escapes is not offered."""
    folder = tmp_path / "it's $HOME `x`"
    mine = write(folder, GRID, f"{INSTAGRAM} (1)")
    write(folder, GRID, f"{INSTAGRAM}\x1b[2J")
    there = found([folder])
    assert [offer.paths for offer in there.offers] == [(mine,)]
    assert shlex.split(there.offers[0].command("analyze")) == ["analyze", str(mine)]
    assert "\x1b" not in guide(there)


def test_a_moved_folder_comes_before_the_one_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the system says: first the folder that it names, then the one at home; none twice."""
    monkeypatch.setattr(start.platformdirs, "user_downloads_path", lambda: tmp_path / "Elsewhere")
    assert folders() == [tmp_path / "Elsewhere", Path.home() / "Downloads"]
    monkeypatch.setattr(start.platformdirs, "user_downloads_path", lambda: Path.home() / "Downloads")
    assert folders() == [Path.home() / "Downloads"]


def test_on_windows_quotes_are_double(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both terminals of Windows take a path in double quotes, and one without blanks as it is."""
    monkeypatch.setattr(shell.sys, "platform", "win32")
    monkeypatch.setattr(shell, "in_powershell", lambda: False)
    assert shell.quoted(r"D:\My Files\facebook (1).zip") == r'"D:\My Files\facebook (1).zip"'
    assert shell.quoted(r".venv\Scripts\analyze") == r".venv\Scripts\analyze"


def test_in_powershell_nothing_is_filled_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """PowerShell takes single quotes as they are, a dollar within; a quoted program needs its `&`."""
    monkeypatch.setattr(shell.sys, "platform", "win32")
    monkeypatch.setattr(shell, "in_powershell", lambda: True)
    assert shell.quoted(r"D:\Ann's $files\facebook (1).zip") == r"'D:\Ann''s $files\facebook (1).zip'"
    monkeypatch.setattr(shell.sys, "argv", [r"D:\My Files\.venv\Scripts\analyze"])
    monkeypatch.setattr(shell, "which", lambda name: None)
    monkeypatch.setattr(shell, "Path", PureWindowsPath)
    monkeypatch.setattr(PureWindowsPath, "cwd", lambda: PureWindowsPath("C:\\"), raising=False)
    assert shell.line(["a.zip"]) == r"& 'D:\My Files\.venv\Scripts\analyze' a.zip"


def test_the_shell_is_asked_for_on_windows_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere all shells read one kind of quotes, and no process is looked at; a shell that is not found is none."""
    asked = SimpleNamespace(
        detect_shell=lambda: ("pwsh", "pwsh.exe"), ShellDetectionFailure=shellingham.ShellDetectionFailure
    )
    monkeypatch.setitem(sys.modules, "shellingham", asked)
    monkeypatch.setattr(shell.sys, "platform", "linux")
    assert not shell.in_powershell()
    monkeypatch.setattr(shell.sys, "platform", "win32")
    assert shell.in_powershell()

    def fail() -> None:
        raise shellingham.ShellDetectionFailure

    asked.detect_shell = fail
    assert not shell.in_powershell()


def test_only_a_clear_answer_starts_something() -> None:
    """`y` means the only one; among several a number does; all else means no."""
    one, two = (Offer("facebook", (Path(name),), 0.0) for name in ("a.zip", "b.zip"))
    assert [chosen(Found([one]), said) for said in ("y\n", " YES ", "1", "", "n", "0", "2", "-1", "²", "yy")] == [
        one, one, one, None, None, None, None, None, None, None,
    ]  # fmt: skip
    assert [chosen(Found([one, two]), said) for said in ("y", "2\n", "3", "")] == [None, two, None, None]


def test_without_arguments(tmp_path: Path) -> None:
    """The command alone says how to get an archive, and exits with 0; a home without Downloads is no matter."""
    ran = subprocess.run(
        [sys.executable, "-m", "analyzer"], capture_output=True, text=True, env=home(tmp_path), check=False
    )
    assert ran.returncode == 0 and "No archive" in ran.stdout and "All time" in ran.stdout and not ran.stderr
    assert "drag the file" in ran.stdout


def test_without_a_terminal_nothing_is_asked(tmp_path: Path) -> None:
    """Piped, it offers the line and ends: `y` on standard input starts nothing."""
    write(tmp_path / "Downloads", GRID)
    ran = subprocess.run(
        [sys.executable, "-m", "analyzer"], capture_output=True, text=True, env=home(tmp_path), check=False,
        input="y\n", cwd=tmp_path,
    )  # fmt: skip
    assert ran.returncode == 0 and " -m analyzer " in ran.stdout and "now" not in ran.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["Downloads"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("said", "written"), [(b"y\ny\n", True), (b"\n", False)])
def test_in_a_terminal_yes_analyses_it(tmp_path: Path, said: bytes, written: bool) -> None:
    """In a terminal it asks; `y` writes and opens the report, with the answers that lie there if wanted; Enter does
    nothing."""
    write(tmp_path / "Downloads", GRID)
    told = '{"schema": 1, "answer": [{"platform": "instagram", "audience": "public"}]}'
    (tmp_path / "Downloads" / "answers.json").write_text(told, "utf-8")
    import pty

    main, side = pty.openpty()
    env = {**home(tmp_path), "BROWSER": "true", "PATH": os.environ["PATH"]}
    with subprocess.Popen(
        [sys.executable, "-m", "analyzer"], stdin=side, stdout=side, stderr=side, env=env, cwd=tmp_path
    ) as ran:
        os.close(side)
        os.write(main, said)
        output = b""
        try:
            while more := os.read(main, 4096):
                output += more
        except OSError:
            pass  # the other side is closed: all has been read
        assert ran.wait(60) == 0, output
    os.close(main)
    assert b"Analyse it now" in output and (tmp_path / "ai-scope-report" / "report.html").exists() is written
    assert (b"Use the answers in answers.json" in output) is written
    if written:
        assert ",stated_by_you," in (tmp_path / "ai-scope-report" / "items.csv").read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="a script with a first line is no program there")
def test_the_line_starts_with_what_was_typed(tmp_path: Path) -> None:
    """Who starts it by its path, as the README says, gets lines with that path: `analyze` alone would not be found."""
    script = tmp_path / ".venv" / "bin" / "analyze"
    script.parent.mkdir(parents=True)
    script.write_text(f"#!{sys.executable}\nfrom analyzer.command.main import main\nmain()\n", "utf-8")
    script.chmod(0o755)
    write(tmp_path / "Downloads", GRID)
    env = {**home(tmp_path), "PATH": "/usr/bin:/bin"}
    ran = subprocess.run([".venv/bin/analyze"], capture_output=True, text=True, env=env, cwd=tmp_path, check=False)
    assert f"     .venv/bin/analyze {tmp_path}" in ran.stdout, ran.stdout + ran.stderr
