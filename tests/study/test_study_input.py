"""What cannot be meant: one sentence, what to do, and nothing overwritten."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from donors import donor, study, whole

import analyzer
from analyzer.command.study import extra
from analyzer.command.study.study import drop
from analyzer.errors import UsageError

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])
ROOT = Path(__file__).parents[2]


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """Two donors, a and b."""
    donor(tmp_path / "donations" / "a", 1)
    donor(tmp_path / "donations" / "b", 2)
    return tmp_path / "donations"


def refused(tmp_path: Path, match: str, *sources: Path, **options: Any) -> None:
    """A study that is refused in one sentence, and leaves all files as they are."""
    before = whole(tmp_path)
    with pytest.raises(UsageError, match=match) as error:
        study(tmp_path, *sources, **options)
    assert "\n" not in str(error.value) and whole(tmp_path) == before


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("participant,path\na,a\na,b\n", "The participant a is listed twice"),
        ("participant,path\na,a\nc,c\n", r"row 3: there is no archive at .*c\. Nothing was begun"),
        ("participant,path\nempty,empty\n", "row 2: there is no archive at"),
        ("participant,path,birthday\na,a,1990\n", "the birthday is no date"),
        ("participant,path,birthday\na,a,2990-01-01\n", "lies in the future"),
        ("participant,path,policy\na,a,mars\n", "there is no policy mars"),
        ("participant,path,answers\na,a,who.csv\n", "answers is neither TOML nor JSON"),
        ("participant,path,answers\na,a,none.toml\n", "there is no file of answers"),
        ("participant,path,audiences\na,a,log.har\n", "network logs and saved pages hold keys"),
        ("participant,path,shoe_size\na,a,44\n", "a column shoe_size, which is not known"),
        ("participant\na\n", "has no column path"),
        ("participant,path\n,a\n", "a participant and a path are needed"),
    ],
)
def test_tables_that_cannot_be_meant(tmp_path: Path, given: Path, rows: str, sentence: str) -> None:
    """Found before anything is read: nothing is written, no salt is made."""
    (given / "empty").mkdir()
    (given / "who.csv").write_text(rows)
    refused(tmp_path, sentence, participants=given / "who.csv")
    assert not (tmp_path / "study" / "manifest.json").exists() and not (tmp_path / "keys").exists()


def test_the_same_name_in_two_places(tmp_path: Path, given: Path) -> None:
    """Two folders that both have a participant of one name."""
    donor(tmp_path / "wave2" / "a", 3)
    refused(tmp_path, "The participant a is listed twice", given, tmp_path / "wave2")


def test_paths_without_archives(tmp_path: Path, given: Path) -> None:
    """No such folder, an empty one, a pattern that nothing fits, a driver that is not installed."""
    (tmp_path / "empty").mkdir()
    for source in (tmp_path / "none", tmp_path / "empty", given / "*.tar"):
        refused(tmp_path, "There is no archive at", source)
    with pytest.raises(UsageError, match="Give at least one SOURCE"):
        study(tmp_path)
    with pytest.raises(UsageError, match=r"is no address|needs a driver"):
        study(tmp_path, "nosuch://bucket/donations")


def test_a_salt_that_changed(tmp_path: Path, given: Path) -> None:
    """Another salt, none, or what is no salt: nothing is written, nobody gets a second pseudonym."""
    study(tmp_path, given)
    salt = tmp_path / "keys" / "study.salt"
    kept = salt.read_text()
    salt.write_text("ab" * 32)
    refused(tmp_path, "is not the salt that this study was made with", given)
    with pytest.raises(UsageError, match="is not the salt"):
        drop(tmp_path / "study", "a", salt)
    salt.write_text("secret")
    refused(tmp_path, "is no salt of a study", given)
    salt.unlink()
    refused(tmp_path, "say with --salt where you keep it", given)
    salt.write_text(kept)
    assert study(tmp_path, given).kept == 2


def test_a_salt_is_kept_apart(tmp_path: Path, given: Path) -> None:
    """Not in the study, not beside it, not among the archives; by default in a folder of its own in the home."""
    for place in (tmp_path / "study" / "s", tmp_path / "s", given / "a" / "s"):
        refused(tmp_path, "would lie with the data", given, salt=place)
        assert not place.exists()


def test_the_default_place_of_a_salt(tmp_path: Path, given: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the researcher's home, by the name of the study; the next run finds it there."""
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    run = study(tmp_path, given, salt=None)
    assert run.made_salt and run.salt.parent == tmp_path / "home" / "analyze-study-salts"
    assert study(tmp_path, given, salt=None).kept == 2


def test_folders_of_others(tmp_path: Path, given: Path) -> None:
    """A folder with other files, a file, a manifest that is not ours, another study: nothing is overwritten."""
    study(tmp_path, given)
    refused(tmp_path, "has policy = auto, and now eu is asked for", given, policy="eu")
    refused(tmp_path, "has minors = False", given, minors=True)
    refused(tmp_path, "has reveals", given, reveals=("contact",))
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.txt").write_text("mine")
    refused(tmp_path, "holds other files", given, out=other)
    (other / "manifest.json").write_text('{"version": 1}')
    refused(tmp_path, "is no manifest of a study", given, out=other)
    refused(tmp_path, "is not a folder", given, out=other / "thesis.txt")
    assert (other / "thesis.txt").read_text() == "mine"


def test_a_study_of_another_version(tmp_path: Path, given: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two versions are not mixed in one data set."""
    study(tmp_path, given)
    monkeypatch.setattr("analyzer.command.study.study.program_version", lambda: "9.9")
    refused(tmp_path, "was made by version .* this is 9.9", given)


def test_who_is_not_there_cannot_be_taken_out(tmp_path: Path, given: Path) -> None:
    """A name that nobody has, a folder without a study."""
    study(tmp_path, given)
    before = whole(tmp_path)
    with pytest.raises(UsageError, match=r"There is no participant zoe in .*: nothing was changed"):
        drop(tmp_path / "study", "zoe", tmp_path / "keys" / "study.salt")
    with pytest.raises(UsageError, match="holds no study"):
        drop(tmp_path / "donations", "a", None)
    assert whole(tmp_path) == before


def test_options_that_cannot_be_meant(tmp_path: Path, given: Path) -> None:
    """A category, a policy and limits that there are not."""
    refused(tmp_path, "There is no category shoes", given, reveals=("shoes",))
    refused(tmp_path, "There is no policy mars", given, policy="mars")
    refused(tmp_path, "memory limit of 256 MiB", given, memory_limit=1 << 20)


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch, given: Path) -> None:
    """The plain installation says the one line that installs what is missing."""
    monkeypatch.setattr(extra, "find_spec", lambda name: None if name == "dask" else name)
    for call in (lambda: analyzer.study(given), lambda: analyzer.read_study(given)):
        with pytest.raises(UsageError, match=r"pip install 'meta-ai-scope\[study\]'"):
            call()


_WITHOUT = """
import sys
sys.modules["dask"] = None
from analyzer.command.main import main
main()
"""


def test_the_command_without_the_extra(given: Path) -> None:
    """One line and exit code 2; `--help` is there all the same."""
    ran, told = (
        subprocess.run([sys.executable, "-c", _WITHOUT, *words], capture_output=True, text=True, cwd=ROOT, check=False,
                       encoding="utf-8")
        for words in (["study", str(given)], ["study", "--help"])
    )  # fmt: skip
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
    assert "pip install 'meta-ai-scope[study]'" in ran.stderr
    assert told.returncode == 0 and "--participants" in told.stdout


def test_the_plain_installation_does_not_grow() -> None:
    """No package of the extra is a dependency, and the command starts without any of them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {re.split(r"[^\w.-]", each)[0].lower() for each in project["dependencies"]}
    assert names.isdisjoint(extra.PACKAGES)
    code = "import sys, analyzer.command.main; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert set(ran.stdout.split()).isdisjoint({*extra.PACKAGES, "pandas", "numpy"})


@pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal")
def test_progress_on_a_terminal(tmp_path: Path, given: Path) -> None:
    """Participants done and in all, those failed, the rate; Dask's page only where it is wanted, on this machine."""
    import pty

    (given / "c").mkdir()
    (given / "c" / "notes.txt").write_text("no archive")
    ours, theirs = pty.openpty()
    line = [sys.executable, "-m", "analyzer", "study", given, "--out", tmp_path / "study", "--workers", "1",
            "--salt", tmp_path / "keys" / "s", "--dashboard"]  # fmt: skip
    environment = {**os.environ, "COLUMNS": "120", "TERM": "xterm"}
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=theirs, cwd=ROOT, env=environment) as ran:
        os.close(theirs)
        said = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:
                break
            if not piece:
                break
            said += piece
    text = said.decode()
    assert ran.returncode == 5 and "Participants" in text and "/3" in text and "1 failed" in text
    assert re.search(r"Dask's page: http://127\.0\.0\.1:\d+/status", text)


def test_the_command(tmp_path: Path, given: Path) -> None:
    """From the shell: the plan, the run, its exit code, and one participant taken out."""

    def command(*words: object) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "analyzer", "study", *map(str, words)]
        return subprocess.run(line, capture_output=True, text=True, cwd=ROOT, check=False, encoding="utf-8")

    plan = command("--plan", "--policy", "eu")
    assert plan.returncode == 0 and "# What this study keeps" in plan.stdout
    (given / "c").mkdir()
    (given / "c" / "notes.txt").write_text("no archive")
    place = ("--out", tmp_path / "study", "--salt", tmp_path / "keys" / "s")
    ran = command(given, *place, "--workers", "1")
    assert ran.returncode == 5 and "c: no archive, exit code 3" in ran.stdout and ran.stderr == ""
    assert "remain personal data" in ran.stdout and "A new salt was made" in ran.stdout
    dropped = command("--drop", "a", *place)
    assert dropped.returncode == 0 and "2 participants remain" in dropped.stdout
    wrong = command(given, *place, "--deadline", "soon")
    assert wrong.returncode == 2 and wrong.stderr.count("\n") == 1
