"""What CONTRIBUTING says is enough: an invented policy, step and category, added to a copy of the program."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import world

import analyzer

POLICY = """\
training_start = 2026-01-10
first_day_sure = false
adult_age = 18
ai_prompts_any_age = false
{how}
countries = ["NZ"]

[[source]]
id = "announcement"
where = "An invented newspaper, 2026-01-09"
sure = "C"
read_on = 2026-02-01
"""
WORDS = {
    "en": '\n[xx]\nname = "Examplia"\nannouncement = "In Examplia it began in January 2026."\n',
    "de": '\n[xx]\nname = "Beispielland"\nannouncement = "In Beispielland begann es im Januar 2026."\n',
}
STEP = """
[[step]]
id = "facebook_wave"
order = 49
group = "gentle"
platform = "facebook"
kinds = ["post"]
done_when = "hidden"
undoable = "yes"
title = "Wave at each post"
path = "The post > ... > Wave"
does_not = "It changes nothing."
source = "An invented guide, 2026-02-01"
sure = "C"
"""
CATEGORY = """
[pets]
words_in = ["en"]

[pets.name]
en = "your pets"
"""
CATEGORY_WORDS = """
[[row]]
category = "pets"
says = ["<my> parrot"]
"""
FORGOTTEN = STEP.replace("wave", "nod").replace('done_when = "hidden"\n', "").replace("49", "149")
NO_LETTER = "There is no letter for where you live"


class Copy:
    """A copy of the program, in which something can be added."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(
            Path(analyzer.__file__).parent, folder / "analyzer", ignore=shutil.ignore_patterns("__pycache__")
        )
        posts = {world.TIMELINE: [world.fb_post("2026-01-20", "Hello")]}
        self.archive = world.write(folder, {**world.facebook(jurisdiction="New Zealand"), **posts}, world.FACEBOOK)

    def add(self, path: str, text: str) -> None:
        """Write behind what stands in a file."""
        with (self.folder / "analyzer" / path).open("a", encoding="utf-8") as file:
            file.write(text)

    def run(self, *arguments: object) -> str:
        """What the command prints. It must end well."""
        env = {**os.environ, "PYTHONPATH": str(self.folder), "COLUMNS": "200"}
        command = [sys.executable, "-m", "analyzer", *map(str, arguments)]
        done = subprocess.run(command, env=env, cwd=self.folder, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The program with a policy that knows no way to object, one with a known law, two steps and a category."""
    found = Copy(tmp_path_factory.mktemp("copy"))
    found.add("rules/policies/xx.toml", POLICY.format(how=""))
    found.add("rules/policies/yy.toml", POLICY.format(how='ways = ["form"]\nlaws = ["fadp"]').replace("NZ", "AU"))
    found.add("advice/steps/facebook.toml", STEP + FORGOTTEN)
    found.add("advice/revealing/categories.toml", CATEGORY)
    found.add("advice/revealing/words/en.toml", CATEGORY_WORDS)
    for language, text in WORDS.items():
        found.add(f"words/{language}/policies.toml", text + text.replace("[xx]", "[yy]"))
    return found


def test_a_wrong_policy_is_told_of(tmp_path: Path) -> None:
    """With file and key, in one sentence and no traceback."""
    wrong = Copy(tmp_path)
    wrong.add("rules/policies/xx.toml", POLICY.format(how='ways = ["frm"]'))
    env = {**os.environ, "PYTHONPATH": str(tmp_path), "COLUMNS": "200"}
    command = [sys.executable, "-m", "analyzer", str(wrong.archive), "--policy", "xx", "--out", str(tmp_path / "out")]
    done = subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, timeout=300)
    said = " ".join(done.stderr.split())
    assert "analyzer/rules/policies/xx.toml: ways: there is no 'frm'" in said and "Traceback" not in said
    assert done.returncode == 1


def test_a_policy_is_one_file(copy: Copy) -> None:
    """It can be chosen and gives a whole report with its sentence, in a language without its words too."""
    assert "xx" in copy.run("--help")
    for language, sentence in (("en", "In Examplia it began"), ("de", "In Beispielland begann"), ("pl", "In Examplia")):
        copy.run(copy.archive, "--policy", "xx", "--language", language, "--out", copy.folder / language)
        summary = json.loads((copy.folder / language / "summary.json").read_text("utf-8"))
        assert summary["policy"]["id"] == "xx" and "policy_doubt" in {each["id"] for each in summary["warnings"]}
        steps = {action["id"] for action in summary["actions"]}
        assert {"evidence", "facebook_check_audience"} <= steps and not steps & {"object_facebook", "third_party_form"}
        assert sentence in (copy.folder / language / "report.html").read_text("utf-8")


def test_no_way_to_object_is_said(copy: Copy) -> None:
    """Where neither a way nor a law is known, terminal, page and cover note say so, and no letter is written."""
    out = copy.folder / "said"
    said = copy.run(copy.archive, "--policy", "auto", "--language", "en", "--out", out)
    assert "we know of no objection to the use of your own posts" in said
    assert NO_LETTER in (out / "report.html").read_text("utf-8")
    said = copy.run("letter", copy.archive, "--language", "en", "--out", copy.folder / "letters")
    assert NO_LETTER in said
    names = {path.name for path in (copy.folder / "letters").iterdir()}
    assert names == {"cover-note.txt", "letters.json"}
    for kind in ("reminder", "complaint"):
        assert NO_LETTER in copy.run("letter", copy.archive, "--kind", kind, "--stdout").replace("\n", " ")


def test_a_policy_that_names_a_law_has_its_letters(copy: Copy) -> None:
    """It takes the letters, the steps and the link of the law and of the way to object that it names."""
    said = copy.run("letter", copy.archive, "--policy", "yy", "--language", "en", "--stdout")
    assert "-letter ====" in said and NO_LETTER not in said
    out = copy.folder / "yy"
    assert "https://www.facebook.com/help/contact/" in copy.run(copy.archive, "--policy", "yy", "--out", out)
    steps = {action["id"] for action in json.loads((out / "summary.json").read_text("utf-8"))["actions"]}
    assert "object_facebook" in steps and "third_party_form" not in steps


def test_explain_and_compare_know_it(copy: Copy) -> None:
    """The reasoning for an item names what the policy rests on; two archives are compared by it."""
    out = copy.folder / "explained"
    copy.run(copy.archive, "--policy", "xx", "--language", "en", "--out", out)
    item = next(line for line in (out / "items.csv").read_text("utf-8").splitlines()[1:]).split(",")[0]
    assert "In Examplia it began" in copy.run("explain", item, copy.archive, "--policy", "xx", "--language", "en")
    copy.run("compare", copy.archive, copy.archive, "--policy", "xx", "--out", copy.folder / "compared")


def test_a_step_is_one_row(copy: Copy) -> None:
    """Added in English only, it stands in its place in the report of any language, with the items that it covers."""
    for language in ("en", "de"):
        out = copy.folder / f"step-{language}"
        copy.run(copy.archive, "--policy", "eu", "--language", language, "--out", out)
        actions = json.loads((out / "summary.json").read_text("utf-8"))["actions"]
        found = [action["id"] for action in actions]
        assert found.index("facebook_check_audience") < found.index("facebook_wave")
        assert found[-1] == "facebook_nod"
        assert [action["covers"] for action in actions if action["title"] == "Wave at each post"] == [1, 1]
        page = (out / "report.html").read_text("utf-8")
        english = ' lang="en"' if language != "en" else ""  # a screen reader then reads it as English
        assert f'<h3 id="title-facebook_wave"{english}>Wave at each post</h3>' in page
        assert f'<p class="path"{english}><span>The post</span>' in page
        assert f"<span{english}>It changes nothing.</span>" in page


def test_a_step_that_is_forgotten_is_not_done(copy: Copy) -> None:
    """How one sees that a step was done stands in its row; without that it cannot be told, even of what is gone."""
    kept = {world.TIMELINE: [world.fb_post("2026-01-20", "Hello")]}
    both = {world.TIMELINE: [*kept[world.TIMELINE], world.fb_post("2026-01-21", "Bye")]}
    name = world.FACEBOOK.replace("2026-02-01", "2026-01-25")
    before = world.write(copy.folder / "before", {**world.facebook(), **both}, name)
    after = world.write(copy.folder / "after", {**world.facebook(), **kept}, world.FACEBOOK)
    copy.run("compare", before, after, "--policy", "eu", "--out", copy.folder / "steps")
    told = json.loads((copy.folder / "steps" / "compare.json").read_text("utf-8"))["steps"]
    counts = {each["id"]: (each["done"], each["cannot_be_told"]) for each in told}
    assert (counts["facebook_wave"], counts["facebook_nod"]) == ((1, 1), (0, 2))


def test_a_category_is_one_place(copy: Copy) -> None:
    """With its name, its place in the order and one pattern it stands in the table, the page and the explanation."""
    posts = {world.TIMELINE: [world.fb_post("2026-01-20", "my parrot is ill, and so is my son")]}
    archive = world.write(copy.folder / "pets", {**world.facebook(), **posts}, world.FACEBOOK)
    for language in ("en", "de"):
        out = copy.folder / f"pets-{language}"
        copy.run(archive, "--policy", "eu", "--language", language, "--out", out)
        row = next(csv.DictReader((out / "items.csv").open(encoding="utf-8")))
        assert row["reveals"].split(";")[-1] == "pets" and "pets: my parrot" in row["reveals_words"].split(";")
        assert "your pets" in (out / "report.html").read_text("utf-8")
    assert "pets: your pets" in copy.run("explain", row["id"], archive, "--policy", "eu", "--language", "en")
