"""Every sentence that states a fact about Meta, the law or the training has a source; certain words have a date."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from analyzer import words
from analyzer.report.letter.texts import load as load_letter
from analyzer.report.letter.texts import rows
from analyzer.words import REFERENCE, load

ROOT = Path(words.__file__).parents[2]
TABLE: dict[str, Any] = tomllib.loads((Path(words.__file__).parent / "sources.toml").read_text("utf-8"))
SOURCES = {source["id"]: source for source in TABLE["source"]}
CLAIMED = [name for claim in TABLE["claim"] for name in claim["texts"]]
SILENT = TABLE["silent"]["texts"]
# Their sources stand with the rows that they are the words of: other tests hold those.
WITH_ROWS = ("steps.step.", "steps.stays.", "steps.beside.", "policies.", "defaults.", "rules.")
SPEAKS_OF = re.compile(
    r"\b(?:Meta|Facebook|Instagram|Threads|WhatsApp|GDPR|LGPD|law|legal|lawyer|authorit\w+|train\w*"
    r"|object(?:ion|ions|ing|ed)?|always|nobody|never|nowhere|no one|in practice|nothing else)\b"
    r"|\b(?:\d+|five) (?:days|months|years)\b",
    re.IGNORECASE,
)
STATES = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:says?|(?<!not )said|states?|stated|reports|reported|announced)\b|\bMeta (?!AI)\w+s\b"
)
CERTAIN = re.compile(r"\b(?:always|nobody|no one|never|nowhere|in practice|guarantee\w*)\b", re.IGNORECASE)
BACKED = re.compile(
    r"\b20\d\d\b|\b(?:says?|said|reported)\b|\bMeta(?:'s policy)? (?:counts|lists)\b"
    r"|in Meta's words|by an older help text|no guarantee|[A-C]\]"
)


def english() -> dict[str, str]:
    """Every English text by its name, the forms of a plural as one."""
    found = words.texts(load(REFERENCE))
    return {
        name: text if isinstance(text, str) else " ".join(text.values())
        for name, text in found.items()
        if not name.startswith("language.")
    }


def test_a_claim_without_a_source_is_found() -> None:
    """Whatever speaks of Meta, the law or the training names its sources, or is listed as stating nothing."""
    speaking = {name for name, text in english().items() if not name.startswith(WITH_ROWS) and SPEAKS_OF.search(text)}
    if bare := sorted(speaking - {*CLAIMED, *SILENT}):
        pytest.fail(
            "\n".join(
                [
                    "These state something: add each to a [[claim]] of analyzer/words/sources.toml with its sources,",
                    "or to [silent] where it states no fact about Meta, the law or the training:",
                    *bare,
                ]
            ),
            pytrace=False,
        )


def test_each_text_is_listed_once_and_is_there() -> None:
    """No text is claimed twice, or claimed and silent; none is listed that does not exist."""
    assert not [name for name, count in Counter([*CLAIMED, *SILENT]).items() if count > 1]
    assert not {*CLAIMED, *SILENT} - english().keys()


def test_what_is_silent_states_nothing() -> None:
    """No year, nothing that somebody says, and nothing that Meta does."""
    for name in SILENT:
        assert not STATES.search(english()[name]), name


@pytest.mark.parametrize("source", TABLE["source"], ids=lambda source: source["id"])
def test_each_source_can_be_checked(source: dict[str, Any]) -> None:
    """It says where, how sure, and when it was read; a weak one says what speaks against it. None lies unused."""
    assert source["where"] and isinstance(source["read_on"], date)
    assert source["sure"] in ("A", "B", "C", "INF")
    assert source["sure"] in ("A", "B") or source["doubt"]
    assert source["id"] in {name for claim in TABLE["claim"] for name in claim["sources"]}


def test_each_claim_names_sources_that_are_there() -> None:
    """At least one, and no id that no row has."""
    for claim in TABLE["claim"]:
        assert claim["sources"] and set(claim["sources"]) <= SOURCES.keys(), claim


def test_texts_with_rows_have_a_source() -> None:
    """Each step, each thing that stays or stands beside, each policy and each default names where it is from."""
    folder = Path(words.__file__).parents[1] / "advice"
    found: set[str] = set()
    for kind, files in (("step", "steps"), ("stays", "steps"), ("beside", "steps")):
        for path in (folder / files).glob("*.toml"):
            for row in tomllib.loads(path.read_text("utf-8")).get(kind, ()):
                assert row["source"] and row["sure"] in ("A", "B", "C"), row["id"]
                found.add(f"steps.{kind}.{row['id']}.")
    named = {name for name in english() if name.startswith("steps.")}
    assert not [name for name in named if f"{name.rpartition('.')[0]}." not in found]


def certain() -> dict[str, str]:
    """English texts of the report and of the letters, and the paragraphs of the page on objecting."""
    found = english() | {f"letters.{name}": text for name, text in load_letter(REFERENCE)["text"].items()}
    page = (ROOT / "docs" / "objecting.md").read_text("utf-8")
    lines = [line for part in re.split(r"\n\s*\n", page) for line in (part.split("\n") if part[0] == "|" else [part])]
    return found | {f"objecting.md: {line[:40]}": line for line in lines}


def test_certain_words_have_a_date_or_somebody_who_says_so() -> None:
    """ "Always", "nobody", "in practice" and the like stand with a year, with who says it, or with a reason here.

    Not the ways through menus: those are words of Meta's.
    """
    reasons = {name: row["why"] for row in TABLE["certain"] for name in row["texts"]}
    assert all(reasons.values())
    found = {name: text for name, text in certain().items() if not name.endswith(".path")}
    bare = {name for name, text in found.items() if CERTAIN.search(text) and not BACKED.search(text)}
    said = [
        f'{name}: "{word[0]}": add a year or who says so, or a [[certain]] row with why (analyzer/words/sources.toml)'
        for name in sorted(bare - reasons.keys())
        if (word := CERTAIN.search(found[name]))
    ]
    said += [f"{name}: its [[certain]] row is needed no more" for name in sorted(reasons.keys() - bare)]
    if said:
        pytest.fail("\n".join(said), pytrace=False)


def test_a_letter_that_states_nothing_speaks_of_no_report() -> None:
    """A text of the letters whose row states no fact has no year, and nothing that Meta or anybody says."""
    texts = load_letter(REFERENCE)["text"]
    states = re.compile(r"\b20\d\d\b|\b(?:reported|the press)\b|\breports (?:of|say)\b|\bMeta (?:says|said|states)\b")
    for name, row in rows().items():
        assert row.sure != "-" or not states.search(texts[name]), name
