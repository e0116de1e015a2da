"""`--help`, and lines that cannot be meant: in the person's language, for people, before anything is read."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from analyzer.command import main
from analyzer.command.help import MAIN, words_of_run
from analyzer.words import load, speak, texts

COMMANDS: dict[str, Any] = dict(getattr(get_command(main.app), "commands", {}))
FULL = ("en", "de")  # the languages that have all texts of the terminal


def run(*words: str, monkeypatch: pytest.MonkeyPatch, language: str = "en", columns: int = 80) -> int:
    """Call the command in this process."""
    monkeypatch.setenv("LC_ALL", f"{language}_XX.UTF-8")
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr(sys, "argv", ["analyze", *words])
    with pytest.raises(SystemExit) as ended:
        main.main()
        raise SystemExit(0)
    return int(ended.value.code or 0)


@pytest.mark.parametrize("language", FULL)
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_its_text(name: str, language: str) -> None:
    """Nothing falls back on another language or on the code."""
    own, command = texts(load(language)["help"]), COMMANDS[name]
    assert f"command.{name}" in own
    for each in command.params:
        assert f"of.{name}.{each.name}" in own or f"option.{each.name}" in own, (name, each.name)


@pytest.mark.parametrize("columns", [44, 80, 200])
@pytest.mark.parametrize("language", FULL)
@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_for_people(
    name: str, language: str, columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No type of Python, no line that is too wide, none of the other language; every option is there."""
    words = [] if name == MAIN else [name]
    assert run(*words, "--help", monkeypatch=monkeypatch, language=language, columns=columns) == 0
    shown = capsys.readouterr().out
    assert not re.search(r"<\w+|\[x", shown) and "Path" not in shown
    assert all(len(line) < columns for line in shown.splitlines())
    assert all(option in shown for each in COMMANDS[name].params for option in each.opts if option.startswith("-"))
    own, other = (load(each)["help"] for each in (language, *({*FULL} - {language})))
    assert own["end"].split()[0] in shown and other["options"] + "\n" not in shown.replace(own["options"] + "\n", "")
    assert " ".join(own["command"][name].split()) in " ".join(shown.split())


@pytest.mark.parametrize(
    ("words", "english", "german"),
    [
        (["--nope"], "There is no option --nope. Did you mean --open?", "Eine Option --nope gibt es nicht. Meinen Sie"),
        (["--out"], "--out wants something behind it: “--out DIR”.", "Hinter --out fehlt etwas: „--out DIR“."),
        (["x.zip", "--thumbnails", "q"], "write “--thumbnails N”.", "Schreiben Sie: „--thumbnails N“."),
        (["x.zip", "--quiet=3"], "--quiet takes nothing behind it.", "Hinter --quiet steht nichts."),
        (["explain"], "ID is missing.", "ID fehlt."),
        (["compare", "a", "b", "c"], "Too much was given", "Es wurde zu viel angegeben"),
    ],
)
def test_a_line_that_cannot_be_meant(
    words: list[str], english: str, german: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence with what to write, and where all options stand; exit 2."""
    for language, said in (("en", english), ("de", german)):
        assert run(*words, monkeypatch=monkeypatch, language=language) == 2
        shown = capsys.readouterr()
        assert not shown.out and shown.err.startswith("analyze: ") and shown.err.count("\n") == 1
        command = f"analyze {words[0]}" if words[0] in COMMANDS else "analyze"
        assert said in shown.err and shown.err.endswith(f"{command} --help\n")


def test_the_language_is_known_before_the_line_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """`--language` wherever it stands, else the computer's; one that is not there is no reason to fail here."""
    monkeypatch.setenv("LC_ALL", "de_AT.UTF-8")
    for words, language in (
        (["--nope"], "de"), (["--nope", "--language", "fr"], "fr"), (["--language=en"], "en"),
        (["--language", "tlh"], "de"), (["x.zip", "--language"], "de"),
    ):  # fmt: skip
        monkeypatch.setattr(sys, "argv", ["analyze", *words])
        assert words_of_run() is speak(language)


def test_help_needs_no_babel() -> None:
    """`--help` costs no numbers and dates."""
    code = (
        "import sys; sys.argv = ['analyze', '--help']\nfrom analyzer.command.main import main\n"
        "try:\n    main()\nexcept SystemExit:\n    assert 'babel' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, cwd=Path(main.__file__).parents[2])
