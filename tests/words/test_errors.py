"""What is said of errors, in other languages than English: whole, filled in alike, and what the command prints."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

import analyzer
from analyzer import words
from analyzer.archive import foreign
from analyzer.archive.limits import how_to_raise
from analyzer.errors import OF_THE_SYSTEM, AnalyzerError, Sentence, UsageError
from analyzer.words import speak

HOUSE = Path(analyzer.__file__).parent
FOLDER = Path(words.__file__).parent / "errors"
RAISED = {"AnalyzerError", "UsageError", "NotAnExport", "RefusedArchive", "Sentence"}
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.toml"))


def templates() -> Iterator[tuple[str, str]]:
    """`(place, English)` of everything that the program says of errors, before it is filled in."""
    for path in sorted(HOUSE.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISED and node.args:
                place = f"{path.relative_to(HOUSE).as_posix()}:{node.lineno}"
                assert not isinstance(node.args[0], ast.JoinedStr), (
                    f"{place}: give the values by name, not in an f-string"
                )
                if isinstance(node.args[0], ast.Constant) and node.args[0].value:
                    yield place, str(node.args[0].value)
        if path.name in ("main.py", "inside.py"):  # sentences that stand in a name
            for node in ast.walk(tree):
                if (
                    isinstance(node, ast.Assign)
                    and isinstance(node.value, ast.Constant)
                    and " " in str(node.value.value)
                ):
                    yield path.name, str(node.value.value)


def fields(text: str) -> set[str]:
    """The names of the placeholders."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_sentence(language: str) -> None:
    """No error without a translation, each with the placeholders of the English; none for what nobody says."""
    own = tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))
    said = {text: place for place, text in templates()}
    assert len(said) > 80
    assert not {f"{place}: {text}" for text, place in said.items() if text not in own}
    assert not [text for text in own if fields(own[text]) != fields(text)]
    code = "".join(path.read_text("utf-8") for path in HOUSE.rglob("*.py"))
    assert not [text for text in own if text not in said and text not in code]


def test_words_in_sentences_are_translated_too() -> None:
    """What an archive looks like, and a sentence within a sentence; a value that is no word of ours stays."""
    german = speak("de").translated
    inner = Sentence("It looks like {what}.", what="a Word document")
    error = UsageError(
        Sentence("{error} {hint}", error=Sentence("There is no file or folder {path}.", path="a b"), hint=inner)
    )
    assert str(error) == "There is no file or folder a b. It looks like a Word document."
    said = "Eine Datei oder einen Ordner a b gibt es nicht. Es sieht aus wie ein Word-Dokument."
    assert error.sentence.said(german) == said
    assert error.sentence.said(speak("en").translated) == str(error)
    for _, name in foreign._SIGNS:
        assert german(name) != name


def reasons() -> set[str]:
    """Why a file of an archive may not be read, as the program says it within an error."""
    found = set()
    for name in ("containers.py", "names.py"):
        for node in ast.walk(ast.parse((HOUSE / "archive" / name).read_text("utf-8"))):
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "problem":
                said = (each for each in ast.walk(node.value) if isinstance(each, ast.Constant) and each.value)
                found |= {str(each.value) for each in said}
    return {
        each for each in found if "its list of files" not in each and "another zip" not in each
    }  # of no needed file


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_within_a_sentence_are_translated(language: str) -> None:
    """Why no file can be read, and what the system says most: no English is left within the sentence."""
    assert len(reasons()) > 8
    translated = speak(language).translated
    assert not [each for each in (*reasons(), *OF_THE_SYSTEM) if translated(each) == each]


@pytest.mark.parametrize(
    ("language", "names", "day", "refused"),
    [
        ("en", "a and b", "14 March 2026", "more than 50,000 archives (--limits 10 raises this limit)"),
        ("de", "a und b", "14. März 2026", "mehr als 50.000 Archive"),
        ("fr", "a et b", "14 mars 2026", "plus de 50\u202f000 archives"),
        ("es", "a y b", "14 de marzo de 2026", "más de 50.000 archivos"),
        ("it", "a e b", "14 marzo 2026", "più di 50.000 archivi"),
        ("nl", "a en b", "14 maart 2026", "meer dan 50.000 archieven"),
        ("pl", "a i b", "14 marca 2026", "50\xa0000 archiwów"),
        ("pt", "a e b", "14 de março de 2026", "mais de 50\xa0000 arquivos"),
    ],
)
def test_numbers_days_and_lists_are_the_languages(language: str, names: str, day: str, refused: str) -> None:
    """As its readers write them; a number within an option stays one that can be pasted."""
    words = speak(language)
    listed = Sentence(
        "No file of {names} that is needed can be read: {reason}.{advice}",
        names=("a", "b"), reason="it is encrypted", advice=" Download it again.",
    )  # fmt: skip
    assert str(listed) == "No file of a and b that is needed can be read: it is encrypted. Download it again."
    assert names in listed.said(words.translated, words.written)
    lies = Sentence("The birthday {birthday} lies in the future.", birthday=date(2026, 3, 14))
    assert str(lies) == "The birthday 2026-03-14 lies in the future."
    assert day in lies.said(words.translated, words.written)
    most = Sentence(
        "These are more than {most} archives{how_to_raise}: refused.", most=50_000, how_to_raise=how_to_raise()
    )
    said = most.said(words.translated, words.written)
    assert refused in said and "--limits 10" in said


def test_text_without_values_is_taken_as_it_is() -> None:
    """Braces in a name of a file are no placeholders."""
    assert str(AnalyzerError("a {b} c")) == "a {b} c" == AnalyzerError("a {b} c").sentence.said(speak("de").translated)
    assert str(UsageError("{path} is no file.", path="{b}")) == "{b} is no file."


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--language", "de"], "analyze: Eine Datei oder einen Ordner nope.zip gibt es nicht.\n"),
        (["--language", "en"], "analyze: There is no file or folder nope.zip.\n"),
        ([], "analyze: Eine Datei oder einen Ordner nope.zip gibt es nicht.\n"),
    ],
)
def test_the_command_says_it(options: list[str], said: str, tmp_path: Path) -> None:
    """In the language that was asked for, else that of the computer."""
    ran = subprocess.run(
        [sys.executable, "-m", "analyzer", "nope.zip", *options], capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(HOUSE.parent), "PYTHONIOENCODING": "utf-8", "LC_ALL": "de_DE.UTF-8"},
        cwd=tmp_path, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (2, said)
