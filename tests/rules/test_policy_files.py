"""The files of the policies: all that are there are right, and one that is not is told of by file and key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analyzer.advice import steps
from analyzer.errors import AnalyzerError
from analyzer.report.letter.texts import rows
from analyzer.rules.policy import Where, load, policies
from analyzer.rules.policy_file import LAWS, names, read
from analyzer.words import REFERENCE, speak

RIGHT = """\
order = 6
training_start = 2026-01-10
adult_age = 18
ai_prompts_any_age = false
ways = ["form"]
laws = ["fadp"]
countries = ["NZ"]
words = ["aotearoa"]
[[source]]
id = "announcement"
where = "An invented newspaper, 2026-01-09"
sure = "C"
read_on = 2026-02-01
"""
OTHER = RIGHT.replace("NZ", "AU").replace("aotearoa", "oz")
AGE = 18
ROOT = Path(__file__).parents[2]


def put(folder: Path, text: str, other: str = OTHER) -> Path:
    """A folder with two policies."""
    folder.mkdir(exist_ok=True)
    (folder / "xx.toml").write_text(text, "utf-8")
    (folder / "yy.toml").write_text(other, "utf-8")
    return folder


@pytest.mark.parametrize("name", policies())
def test_every_policy_is_right(name: str) -> None:
    """Its file is read without complaint, and English has its name and what each of its sources says."""
    policy, words = load(name), speak(REFERENCE)
    for key in ("name", *(source["id"] for source in policy.sources)):
        if not words.has(f"policies.{name}.{key}"):
            pytest.fail(f'[{name}] in analyzer/words/en/policies.toml lacks "{key}"', pytrace=False)
    if policy.adult_age != AGE:
        pytest.fail(
            f"policies/{name}.toml has adult_age = {policy.adult_age}: the rule counts by it, but sentences say {AGE} "
            f"or five years: {', '.join(of_eighteen())}. They need {{age}} first.",
            pytrace=False,
        )


def of_eighteen() -> list[str]:
    """The names of English texts on verdicts and rules that are true where the age is 18 alone."""
    found = speak(REFERENCE).texts
    return [
        name
        for name, text in found.items()
        if name.startswith(("codes.", "rules.")) and re.search(r"\b18(th)?\b|five years", str(text))
    ]


def test_a_right_file_is_read(tmp_path: Path) -> None:
    """Two policies beside each other, in their order; what is optional may be left out."""
    folder, other = tmp_path / "a", tmp_path / "b"
    put(folder, RIGHT.replace("order = 6", "order = 7"))
    assert names(folder) == ("yy", "xx") and read(folder, "xx")["countries"] == ["NZ"]
    assert "ways" not in read(put(other, RIGHT.replace('ways = ["form"]\n', "")), "xx")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('"form"', '"frm"', "ways: there is no 'frm', choose of form, right_to_object, in_app, third_parties"),
        ('"fadp"', '"fdap"', "laws: there is no 'fdap', choose of gdpr"),
        ("adult_age = 18\n", "", "adult_age: it is missing"),
        ("adult_age = 18", 'adult_age = "18"', "adult_age: it must be a whole number"),
        ("adult_age = 18", "adult_age = 12", "adult_age: an account needs age 13"),
        ("adult_age = 18", "adult_age = 18\ndeadlin = 2026-01-10", "deadlin: there is no such key"),
        ("2026-01-10", '"2026-01-10"', "training_start: it must be a date"),
        ('"NZ"', '"NZ", "AU"', "countries: AU stands in yy.toml too"),
        ('"aotearoa"', '"oz"', "words: oz stands in yy.toml too"),
        ('"aotearoa"', '"Aotearoa"', "words: 'Aotearoa' is not in small letters"),
        ('"NZ"', '"New Zealand"', "countries: 'New Zealand' is no ISO 3166 code"),
        ('sure = "C"', 'sure = "maybe"', "source, sure: 'maybe' is none of A, B, C"),
        ("read_on = 2026-02-01\n", "", "source, read_on: it is missing"),
        ("[[source]]", "[source]", "source: it must be a list"),
        ("order = 6", "order = ", "it cannot be read as TOML"),
    ],
)
def test_a_wrong_file_is_told_of(tmp_path: Path, before: str, after: str, said: str) -> None:
    """A foreseen error that names the file and the key; the list of policies is there all the same."""
    folder = put(tmp_path, RIGHT.replace(before, after, 1))
    assert set(names(folder)) == {"xx", "yy"}
    with pytest.raises(AnalyzerError) as told:
        read(folder, "xx")
    assert f"analyzer/rules/policies/xx.toml: {said}" in str(told.value)


def test_laws_of_rows_are_laws() -> None:
    """What a step or a text of a letter names is a law that a policy can have, and each law has some row."""
    wheres = [row.where for row in rows().values()] + [step.where for step in steps.steps().values()]
    wheres += [row.where for name in policies() for row in steps.beside(name)]
    assert set().union(*(each.laws | each.not_laws for each in wheres)) == set(LAWS)
    with pytest.raises(ValueError, match="gdrp: none of gdpr"):
        Where.of({"laws": ["gdrp"]})


def test_the_readme_names_every_policy() -> None:
    """Its list of `--policy` has each, in their order."""
    wanted = r"`--policy auto\|" + r"\|".join(policies()) + "`"
    if wanted not in (ROOT / "README.md").read_text("utf-8"):
        pytest.fail(f"README.md, the table of options: write {wanted}", pytrace=False)
