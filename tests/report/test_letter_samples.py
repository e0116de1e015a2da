"""The letters for the samples, against what stands in tests/data/letters.

`REGENERATE_LETTERS=1 pytest tests/report/test_letter_samples.py` writes them anew. Read the difference before you
commit it: it is what people will sign.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from analyzer.report.letter import LetterOptions, letters
from analyzer.report.letter.texts import languages
from analyzer.rules.analysis import Analysis, Options
from analyzer.run import analyze
from tools.samples import expected

DATA = Path(__file__).parents[1] / "data" / "letters"
GROUNDS = "I teach at a primary school; my pupils know my name.\n\n*Some* of the photos show <my> children."
SAMPLES = [sample.name for sample in expected.samples()]


@cache
def judged(sample: str, policy: str = "auto") -> Analysis:
    """A sample, judged on the day of its expected files."""
    exports = sorted((expected.FOLDER / sample).glob("*.zip"))
    return analyze(exports, Options(policy=policy, objected_on=("2026-09-01",), today=expected.TODAY))


def written(analysis: Analysis, language: str, *kinds: str) -> str:
    """All letters of some kinds, one after the other."""
    found = []
    for kind in kinds:
        options = LetterOptions(kind, language, GROUNDS, annex=True)
        for letter in letters(analysis, options):
            shown = letter.markdown if "md" in letter.formats else letter.text
            found.append(f"<!-- {kind}: {letter.name} -->\n\n{shown}")
    return "\n".join(found)


def compare(name: str, found: str) -> None:
    """Against the file, or with REGENERATE_LETTERS into it."""
    path = DATA / f"{name}.md"
    if os.environ.get("REGENERATE_LETTERS"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(found.encode("utf-8"))
    assert path.read_bytes().decode("utf-8") == found


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("sample", SAMPLES)
def test_the_objection_for_each_sample(sample: str, language: str) -> None:
    """The objection under the sample's own policy, with annex, is as reviewed."""
    compare(f"{sample}-{language}", written(judged(sample), language, "objection"))


@pytest.mark.parametrize("language", [code for code in languages() if code not in ("en", "de")])
def test_each_further_language(language: str) -> None:
    """Objection, reminder and complaint of one sample in each further language are as reviewed."""
    compare(
        f"policy-eu-{language}", written(judged("instagram-en", "eu"), language, "objection", "reminder", "complaint")
    )


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("policy", ["eu", "uk", "ch", "br", "row"])
def test_each_policy_and_what_comes_later(policy: str, language: str) -> None:
    """Objection, reminder and complaint of one sample under each policy are as reviewed."""
    kinds = ("objection", "reminder", "complaint")[policy == "eu" :]
    compare(f"policy-{policy}-{language}", written(judged("instagram-en", policy), language, *kinds))
