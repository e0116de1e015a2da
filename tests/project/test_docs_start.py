"""The pages for beginners and the page on objecting: the same in each language, commands and pictures that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from picture_checks import says_what_it_shows, stays_in_its_frame

from analyzer.advice import steps
from analyzer.words import speak
from tools.docs import start_pages

ROOT = Path(__file__).resolve().parents[2]
START = ROOT / "docs" / "start"
README = (ROOT / "README.md").read_text("utf-8")
SYSTEMS = ("windows", "macos")
PAGES = sorted([*START.glob("*.md"), *(ROOT / "docs").glob("objecting*.md")])
PICTURES = sorted((START / "pictures").glob("*.svg"))


def read(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


def commands(text: str) -> list[str]:
    return re.findall(r"(?m)^```\n(.+)\n```$", text)


def pictures(text: str) -> list[str]:
    return re.findall(r"!\[[^\]]+\]\(pictures/([^)]+)\)", text)


def addresses(text: str) -> list[str]:
    return re.findall(r"https://[^)\s]+", text)


def test_there_is_a_page_for_each_system_and_language() -> None:
    """Windows and macOS, each in English and German."""
    assert {path.name for path in START.glob("*.md")} == {f"{s}{end}.md" for s in SYSTEMS for end in ("", ".de")}


@pytest.mark.parametrize("page", ["start/windows", "start/macos", "objecting"])
def test_both_languages_say_the_same(page: str) -> None:
    """The same headings, steps, rows of tables, commands, pictures, addresses and marks of certainty, in order."""
    english, german = read(f"{page}.md"), read(f"{page}.de.md")
    for shape in (
        r"(?m)^(#+) (?:\d\.)?",
        r"(?m)^(\d)\. ",
        r"(?m)^(\|)",
        r"\[([ABC])[\] ]",
        r"(?m)\| ([ABC](?: / [ABC])?) \|$",
    ):
        assert re.findall(shape, english) == re.findall(shape, german), shape
    assert commands(english) == commands(german)
    assert pictures(english) == pictures(german)
    assert addresses(english) == addresses(german)


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_steps_are_numbered(system: str) -> None:
    """From the archive to the removal of everything, without a gap, and most steps have a picture."""
    text = read(f"start/{system}.md")
    assert re.findall(r"(?m)^## (\d)\. ", text) == [str(n) for n in range(1, 10)]
    assert len(pictures(text)) == 8


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_command_is_that_of_the_readme(system: str) -> None:
    """The line to paste is the README's, letter by letter, and so is the one in the picture; the second is its end."""
    line, start = commands(read(f"start/{system}.md"))
    assert f"\n    {line}\n" in README
    assert " ".join(start_pages.COMMANDS[system]) == line
    assert line.split()[-2] == start == start_pages.ANALYZE[system]
    assert f" {start} " in README.replace("\n", " ")


def test_every_picture_is_used_and_every_used_one_is_there() -> None:
    """No page asks for a picture that is missing, and none lies there for nothing."""
    used = {name for system in SYSTEMS for name in pictures(read(f"start/{system}.md"))}
    assert used == {path.name for path in PICTURES}


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_pictures(path: Path) -> None:
    """Each is what the tool draws, well-formed, says what it shows, and loads nothing from anywhere."""
    text = path.read_text("utf-8")
    assert text == start_pages.draw(path.stem)
    says_what_it_shows(text)


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_pictures_stay_within_their_frame(path: Path) -> None:
    """No box and no word lies outside."""
    stays_in_its_frame(path.read_text("utf-8"))


def test_what_the_pages_quote_the_program_says() -> None:
    """Each message of ours in the table of mishaps stands in the program."""
    program = "".join(path.read_text("utf-8") for path in (ROOT / "analyzer").rglob("*.py"))
    program += "".join(path.read_text("utf-8") for path in (ROOT / "analyzer").rglob("*.toml"))
    quoted = (
        "is cut off or damaged", "holds no archive of Facebook, Instagram or Threads",
    )  # fmt: skip
    for system in SYSTEMS:
        for language in ("", ".de"):
            text = read(f"start/{system}{language}.md")
            assert all(words in text for words in quoted)
    assert all(words in program for words in quoted)
    assert all("We may not look into your Downloads folder" in text for text in (read("start/macos.md"), program))


def test_the_forms_are_those_of_the_steps() -> None:
    """The page on objecting names the forms to which the steps lead, and links none of the old ones."""
    linked = addresses(read("objecting.md"))
    for name in ("object_facebook", "object_instagram", "object_threads", "third_party_form"):
        assert steps.steps()[name].url in linked, name
    assert not [each for each in linked if each.endswith(("367438723733209", "6359191084165019", "540977946302970"))]


def test_both_readings_of_a_late_objection_are_given() -> None:
    """Neither is promised, in either language."""
    for page, words in (
        ("objecting.md", ("Two readings", "future", "after")),
        ("objecting.de.md", ("zwei Arten", "künftige", "nach")),
    ):
        assert all(word in read(page) for word in words)


def test_the_readme_leads_there() -> None:
    """Who opens the README finds the pages for beginners, and the one on objecting, in both languages."""
    for path in PAGES:
        assert f"({path.relative_to(ROOT).as_posix()})" in README, path.name


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("language", ["en", "de"])
def test_pages_name_what_the_report_in_their_language_says(system: str, language: str) -> None:
    """A German reader finds the headings and warnings of the German report, not those of the English one."""
    page = read(f"start/{system}.md" if language == "en" else f"start/{system}.{language}.md")
    words = speak(language)
    for name in ("page.questions.title", "page.do.title"):
        assert f"**{words.say(name)}**" in page
    assert f"*{words.say('first.verdict.undetermined')}*" in page
    warning = words.say("warnings.media_missing", missing=1, named=2, export="a.zip", found="")
    assert [each for each in re.findall(r"(?m)^\| \*([^*|]+)\* \|", page) if each in warning]
