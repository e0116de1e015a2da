"""The page on how to get evidence: the same in both languages, its pictures, and what it quotes."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from picture_checks import says_what_it_shows, stays_in_its_frame

from tools.docs import audience_pages

ROOT = Path(__file__).resolve().parents[2]
PICTURES = sorted((ROOT / "docs" / "pictures").glob("audience-*.svg"))
ENGLISH = (ROOT / "docs" / "audience.md").read_text("utf-8")
GERMAN = (ROOT / "docs" / "audience.de.md").read_text("utf-8")
EVIDENCE = ROOT / "analyzer" / "reading" / "evidence"


def menus() -> dict[str, Any]:
    """What the buttons are called."""
    return tomllib.loads((EVIDENCE / "facts" / "menus.toml").read_text("utf-8"))


def test_both_languages_say_the_same() -> None:
    """The same headings, steps, rows, commands, pictures, marks and quoted sentences, in order."""
    shapes = (
        r"(?m)^(#+) (?:\d\.)?",
        r"(?m)^(\d)\. ",
        r"(?m)^(\|)",
        r"\((pictures/[^)]+)\)",
        r"(?m)^( {8}analyze .*)$",
        r"(?m)^\| (`[^`]+`) \|",
        r"(`--[^`]+`|`\.[a-z]+`|`graphql`|`devtools[^`]+`)",
    )
    for shape in shapes:
        assert re.findall(shape, ENGLISH) == re.findall(shape, GERMAN), shape


def test_the_steps_are_numbered_through() -> None:
    """Three steps, four, and eight, as the table at the top says."""
    parts = re.split(r"(?m)^## ", ENGLISH)
    counts = {part[:1]: re.findall(r"(?m)^(\d)\. ", part)[1:] for part in parts if part[:1].isdigit()}
    assert counts == {"1": ["1", "2", "3"], "2": list("1234"), "3": list("12345678")}
    assert re.findall(r"(?m)^\| \[\d.*?\| (\d)", ENGLISH) == ["3", "4", "8"]


def test_every_picture_is_used() -> None:
    """No page asks for a picture that is missing, and none lies there for nothing."""
    assert {f"pictures/{path.name}" for path in PICTURES} == set(re.findall(r"\((pictures/[^)]+)\)", ENGLISH))


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_pictures(path: Path) -> None:
    """Each is what the tool draws, says what it shows, stays in its frame, and loads nothing."""
    text = path.read_text("utf-8")
    assert text == audience_pages.draw(path.stem)
    says_what_it_shows(text)
    stays_in_its_frame(text)


def test_what_the_page_quotes_the_program_says() -> None:
    """Each sentence in the table of mishaps stands in the program."""
    program = re.sub(r'"\s*f?"', "", "".join(path.read_text("utf-8") for path in EVIDENCE.glob("*.py")))
    quoted = re.findall(r"(?m)^\| `([^`]+)` \|", ENGLISH)
    assert len(quoted) == 7
    for words in quoted:
        assert words in program, words


@pytest.mark.parametrize("page", [ENGLISH, GERMAN], ids=["en", "de"])
def test_names_of_buttons_are_those_of_the_facts(page: str) -> None:
    """The table of names is that of menus.toml, and the limit of Firefox too."""
    facts = menus()
    table = {row[0]: row[1:] for row in re.findall(r"(?m)^\| (\w\w) \| (.*?) \| (.*?) \| (.*?) ?\| (.*?) ?\|$", page)}
    chrome, firefox = ({row["language"]: row for row in facts[name]} for name in ("chrome", "firefox"))
    assert table.keys() == chrome.keys()
    for language, (keep, export, fx_keep, fx_export) in table.items():
        before = chrome[language].get("keep_before")
        assert keep == chrome[language]["keep"] + (f" / {before}" if before else "")
        assert export == chrome[language]["export"]
        row = firefox.get(language, {"keep": "", "export": ""})
        assert (fx_keep, fx_export) == (row["keep"], row["export"])
    assert f"`{facts['firefox_limit']['setting']}`" in page


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (
            ENGLISH,
            (
                "Nothing on this page was tried",
                "Never paste code into the console",
                "Never send a network log",
                "sanitized",
            ),
        ),
        (GERMAN, ("Nichts auf dieser Seite wurde", "Fügen Sie nie Code in die Konsole", "nie jemandem", "sanitized")),
    ],
    ids=["en", "de"],
)
def test_the_warnings_are_there(page: str, words: tuple[str, ...]) -> None:
    """Honest about what was not tried; never foreign code, never the file to anybody."""
    assert all(each in page for each in words)


def test_facts_have_sources() -> None:
    """Every row of the tables of evidence says where it comes from, how sure it is, and when it was read."""
    for path in sorted((EVIDENCE / "facts").glob("*.toml")):
        for name, found in tomllib.loads(path.read_text("utf-8")).items():
            if name == "place" and path.stem == "answers":
                found = [found]
            for row in found if isinstance(found, list) else [found]:
                assert row["sure"] in "ABC" and row["source"] and row["read_on"].year >= 2026, (path.name, name)
