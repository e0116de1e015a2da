"""A report in a folder that goes to other computers: the person is told, wherever they look."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import world
from test_cli import analyze
from world import FACEBOOK, TIMELINE, fb_post

from analyzer.report.place import place_warnings
from analyzer.words import languages, speak


def told(out: Path) -> list[str]:
    """The ids of the warnings that a folder is reason for."""
    return [warning["id"] for warning in place_warnings(out, speak("en"))]


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive/r", "OneDrive"), ("OneDrive - Example Ltd/a/b/r", "OneDrive"), ("Dropbox/r", "Dropbox"),
        ("Dropbox (Work)/r", "Dropbox"), ("Google Drive/r", "Google Drive"), ("My Drive/r", "Google Drive"),
        ("Library/CloudStorage/GoogleDrive-alex@example.org/r", "Google Drive"), ("iCloudDrive/r", "iCloud"),
        ("Library/Mobile Documents/com~apple~CloudDocs/r", "iCloud"),
        ("Library/CloudStorage/OneDrive-Personal/r", "OneDrive"),
    ],
)  # fmt: skip
def test_synced_folders(tmp_path: Path, folder: str, service: str) -> None:
    """However deep, whether it is there yet or not; the warning names the service, and not the folder."""
    found = list(place_warnings(tmp_path / folder, speak("en")))
    assert [each["id"] for each in found] == ["synced_folder"]
    assert service in found[0]["text"] and "alex" not in found[0]["text"]


@pytest.mark.parametrize("folder", ["r", "Dropboxes/r", "my drives/r", "one drive/r", "icloud/r", "Documents/r"])
def test_other_folders(tmp_path: Path, folder: str) -> None:
    """No warning for a name that only sounds like one."""
    assert told(tmp_path / folder) == []


def test_what_the_programs_leave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that OneDrive's variable names, one with Dropbox's mark, one through a link."""
    (tmp_path / "Cloud" / "a").mkdir(parents=True)
    assert told(tmp_path / "Cloud" / "a" / "r") == []
    with monkeypatch.context() as patch:
        patch.setenv("OneDrive", str(tmp_path / "Cloud"))
        assert told(tmp_path / "Cloud" / "a" / "r") == ["synced_folder"]
    (tmp_path / "link").symlink_to(tmp_path / "Cloud" / "a", target_is_directory=True)
    (tmp_path / "Cloud" / ".dropbox").mkdir()
    assert told(tmp_path / "link" / "r") == ["synced_folder"]


def test_a_git_checkout(tmp_path: Path) -> None:
    """A folder or, in a worktree, a file called .git in it or above."""
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / ".git").mkdir()
    assert told(tmp_path / "a" / "b" / "r") == ["git_checkout"]
    (tmp_path / "w").mkdir()
    (tmp_path / "w" / ".git").write_text("gitdir: elsewhere")
    assert told(tmp_path / "w" / "r") == ["git_checkout"]


def test_in_every_language() -> None:
    """Both sentences are there in all languages, and name the option that helps."""
    for language in languages():
        words = speak(language)
        for text in (words.say("warnings.synced_folder", service="Dropbox"), words.say("warnings.git_checkout")):
            assert "--out" in text and "{" not in text


def test_wherever_a_person_looks(tmp_path: Path) -> None:
    """In the terminal, summary.json, `--json` and the page; beside letters and a comparison too."""
    posts = [fb_post("2020-05-01", "hello")]
    path = world.write(tmp_path / "in", world.facebook(jurisdiction="GDPR") | {TIMELINE: posts}, FACEBOOK)
    out = tmp_path / "Dropbox" / "r"
    sentence = speak("en").say("warnings.synced_folder", service="Dropbox")
    screen = analyze(path, "--out", out, "--language", "en", COLUMNS="200").stdout
    assert sentence in " ".join(screen.split())
    assert json.loads((out / "summary.json").read_text())["warnings"][0]["text"] == sentence
    assert sentence in (out / "report.html").read_text("utf-8")
    ran = analyze(path, "--out", out, "--json")
    assert json.loads(ran.stdout) == json.loads((out / "summary.json").read_text("utf-8"))
    letters = analyze("letter", path, "--out", tmp_path / "Dropbox" / "l", "--language", "en").stdout
    assert sentence in letters
    compared = analyze("compare", path, path, "--out", tmp_path / "Dropbox" / "c", "--language", "en", "--json").stdout
    assert json.loads(compared)["warnings"][0]["text"] == sentence
