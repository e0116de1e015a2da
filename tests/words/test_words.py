"""What a person reads, in every language: complete, with the same placeholders and the plurals of the language."""

from __future__ import annotations

import json
import re
import zipfile
from datetime import date
from pathlib import Path
from string import Formatter
from typing import get_args
from unittest import mock

import pytest
from babel import Locale

import analyzer
from analyzer import model, words
from analyzer.advice import past_defaults, steps
from analyzer.command.main import main
from analyzer.errors import UsageError
from analyzer.reading import labels
from analyzer.report.letter import LetterOptions, letters
from analyzer.report.letter import texts as letter_texts
from analyzer.rules.judge import LISTS
from analyzer.rules.policy import load as load_policy
from analyzer.rules.policy import policies
from analyzer.rules.rule import Rules
from analyzer.words import CATEGORIES, REFERENCE, TERMINAL, lacking, languages, load, speak
from analyzer.words.language import choose_language, of_system

FOLDER = Path(words.__file__).parent
LANGUAGES = languages()
EU = "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv".split()
NUMBERS = [*range(210), 1000, 1001, 1002, 10_000, 123_456, 1_000_000, 2_000_000, 1_234_567]


def text_of(language: str) -> dict[str, words.Text]:
    """All texts but those about the language itself."""
    return {name: text for name, text in words.texts(load(language)).items() if not name.startswith("language.")}


def place_of(name: str) -> str:
    """Where a text stands that is in no file of its language's folder."""
    return " (analyzer/advice/revealing/categories.toml)" if name.startswith("codes.reveals.") else ""


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def forms(text: words.Text) -> list[str]:
    return [text] if isinstance(text, str) else list(text.values())


def test_no_language_is_there_in_part() -> None:
    """A folder is a language with all its files, and English and German are there."""
    folders = {entry.name for entry in FOLDER.iterdir() if entry.is_dir()} - {"__pycache__", "translated", "errors"}
    assert folders == set(LANGUAGES)
    assert {"en", "de"} <= set(LANGUAGES) <= set(EU)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_text(language: str) -> None:
    """The same files as in English and no name over, nothing empty; what verdicts and warnings say is whole.

    What only the terminal says may be missing as a whole.
    """
    assert set(load(language)) | TERMINAL == set(load(REFERENCE))
    assert set(text_of(language)) <= set(text_of(REFERENCE))
    if missing := sorted(name for name in lacking(language) if words.is_needed(name)):
        pytest.fail("\n".join([f"analyzer/words/{language} must have:", *missing]), pytrace=False)
    if lacking(language) and load(language)["language"]["reviewed"]:
        lines = [f"{name}{place_of(name)}" for name in sorted(lacking(language))]
        pytest.fail(
            "\n".join([f"words/{language} is reviewed, so it lacks nothing, or `reviewed = false`:", *lines]),
            pytrace=False,
        )
    for name, text in text_of(language).items():
        assert isinstance(text, str) == isinstance(text_of(REFERENCE)[name], str), name
        for form in forms(text):
            assert form.strip(), name
            spaced = "\n" in form or name in ("page.do.then", "script.colon")
            assert spaced or (form == form.strip() and "  " not in form), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_those_of_english(language: str) -> None:
    """Every form fills in what the English text fills in; a form for one number may leave out that number alone."""
    for name, text in text_of(language).items():
        wanted = set().union(*map(placeholders, forms(text_of(REFERENCE)[name])))
        for form in forms(text):
            found = placeholders(form)
            assert found == wanted or (not isinstance(text, str) and found == wanted - {"n"}), (name, form)
        if not isinstance(text, str):
            assert placeholders(list(text.values())[-1]) == wanted, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_are_those_that_cldr_gives_the_language(language: str) -> None:
    """Exactly the categories that whole numbers have there."""
    wanted = {speak(language).plural(number) for number in NUMBERS}
    for name, text in text_of(language).items():
        if not isinstance(text, str):
            assert set(text) == wanted, name
    assert wanted <= CATEGORIES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_says_what_it_is(language: str) -> None:
    """Its own name, its locale and direction as CLDR has them, and who has read it, and when."""
    about = load(language)["language"]
    locale = Locale.parse(about["locale"], sep="-")
    assert locale.language == language
    assert about["dir"] == ("rtl" if locale.character_order == "right-to-left" else "ltr")
    assert about["name"].casefold() == (locale.language_name or "").casefold().partition(" ")[0] or language == "en"
    assert about["unreviewed"]
    assert bool(about.get("reviewed_by") and about.get("reviewed_on")) is about["reviewed"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_ends_its_line(language: str) -> None:
    """Program and page find the command to copy by the words before it."""
    before, command = load(language)["first"]["line"]["say"].split("{command}")
    assert len(before.strip()) > 3
    assert not command


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_are_typed_without_doubt(language: str) -> None:
    """Of the answers to one question, no word or letter that a person may type stands for two."""
    ask = load(language)["questions"]["ask"]
    assert set(ask["typed"]) <= set(ask["choice"])
    for question in ("ymndvkq?", "prq?", "oeq?"):
        typed = [word for each in question for word in {each, *ask["typed"].get(each, "").casefold().split()}]
        assert len(typed) == len(set(typed))


def test_english_stands_in_for_what_a_language_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that a language lacks is said in English, with English forms, and counted."""
    own = {"language": load("pl")["language"], "a": {"there": "tak"}}
    english = {
        "language": load("en")["language"],
        "a": {"there": "yes", "more": {"one": "{n} thing", "other": "{n} things"}},
    }
    monkeypatch.setattr(words, "load", lambda language: own if language == "pl" else english)
    lacking.cache_clear()
    try:
        spoken = words.Words("pl")
        assert lacking("pl") == {"a.more"}
        assert [spoken.say("a.there"), spoken.say("a.more", n=1), spoken.say("a.more", n=5)] == [
            "tak",
            "1 thing",
            "5 things",
        ]
    finally:
        lacking.cache_clear()


@pytest.mark.parametrize("rules", LISTS, ids=lambda rules: str(rules.name))
def test_a_rule_and_its_sentence_are_one(rules: Rules) -> None:
    """The sentence in the words is that of the rule's own docstring."""
    said = load(REFERENCE)["rules"][rules.name]
    assert list(said) == [rule.name for rule in rules]
    assert [said[rule.name] for rule in rules] == [rule.sentence for rule in rules]
    assert all(rule.source and rule.sentence.endswith(".") for rule in rules)


def test_what_the_program_asks_for_is_there() -> None:
    """Every name of a text that stands in the code or in a template."""
    known, tables = set(words.texts(load(REFERENCE))), load(REFERENCE)
    sources = [*FOLDER.parent.rglob("*.py"), *FOLDER.parent.rglob("*.html")]
    found = {name for path in sources for name in re.findall(r'\bsay\(\s*"([\w.]+)"', path.read_text("utf-8"))}
    found = {name for name in found if name.partition(".")[0] in tables and not name.endswith(".")}
    assert len(found) > 80
    assert not found - known


def test_everything_that_has_a_code_has_words() -> None:
    """Steps, what stands beside them, what stays, rules, policies with their sources, kinds, places and states."""
    known = set(text_of(REFERENCE))
    wanted = {f"steps.step.{step}.{part}" for step in steps.steps() for part in ("title", "path", "does_not")}
    wanted |= {f"steps.stays.{each.id}.{part}" for each in steps.what_stays("eu") for part in ("title", "text")}
    wanted |= {f"steps.step.{step}.{part}" for part in ("note", "hint") for step in steps.having(part)}
    beside = {each.id for policy in policies() for each in steps.beside(policy)}
    wanted |= {f"steps.beside.{each}.{part}" for each in beside for part in ("title", "does", "does_not")}
    rows = [
        row for each in model.PLATFORMS for row in (*past_defaults.then(each, 1, 9998), *past_defaults.switches(each))
    ]
    wanted |= {f"defaults.{row.id}" for row in rows}
    wanted |= {f"rules.{rules.name}.{rule.name}" for rules in LISTS for rule in rules}
    wanted |= {f"rules.source.{rule.source}" for rules in LISTS for rule in rules}
    for policy in map(load_policy, policies()):
        wanted |= {f"policies.{policy.id}.{name}" for name in ("name", *(source["id"] for source in policy.sources))}
        own = {f"policies.{policy.id}.{name}" for name in ("first_day", "minor", "objecting")}
        wanted |= known & (
            own | {f"policies.{policy.id}.{kind}.{step}" for kind in ("step", "path") for step in steps.steps()}
        )
    for table, codes in (("kind", model.Kind), ("venue", model.Venue), ("state", model.State)):
        wanted |= {f"codes.{table}.{code}" for code in get_args(codes)}
    assert not wanted - known
    named = {name for name in known if name.startswith(("steps.", "rules.", "policies.", "defaults."))}
    assert not named - wanted


def test_forms_numbers_and_dates_are_of_the_language() -> None:
    """By CLDR, through Babel."""
    day = date(2025, 5, 27)
    assert speak("en").say("counts.items", n=1) == "1 item"
    assert speak("en").say("counts.items", n=1234) == "1,234 items"
    assert speak("de").say("counts.items", n=1234) == "1.234 Einträge"
    assert speak("en").day(day) == "27 May 2025"
    assert speak("de").day(day) == "27. Mai 2025"


@pytest.mark.parametrize(
    ("given", "archives", "system", "expected"),
    [
        ("de", ["fr"], "C", "de"),
        ("DE-at", [], "C", "de"),
        ("", ["", "de"], "en_US.UTF-8", "de"),
        ("", ["de", "en"], "C", "de"),
        ("", ["mt"], "de_DE.UTF-8", "en"),
        ("", [""], "de_DE.UTF-8@euro", "de"),
        ("", [], "mt_MT", "en"),
        ("", [], "C.UTF-8", "en"),
        ("", [], "POSIX", "en"),
    ],
)
def test_which_language_a_run_speaks(
    monkeypatch: pytest.MonkeyPatch, given: str, archives: list[str], system: str, expected: str
) -> None:
    """The one asked for, else the archive's, else the system's; a language without words is English as a whole."""
    monkeypatch.setenv("LC_ALL", system)
    assert choose_language(given, archives, ("en", "de")) == expected


def test_the_first_variable_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """LC_ALL before LC_MESSAGES before LANG, as in every program."""
    monkeypatch.delenv("LC_ALL")
    monkeypatch.setenv("LANG", "pl_PL.UTF-8")
    monkeypatch.setenv("LC_MESSAGES", "de_DE.UTF-8")
    assert of_system() == "de_DE"


def test_a_language_that_is_not_there() -> None:
    """The sentence names those that are."""
    with pytest.raises(UsageError, match=r"no words in xx.*\bde, en"):
        choose_language("xx", [])
    assert set(letter_texts.languages()) >= {"en", "de"}


def german(folder: Path) -> Path:
    """An Instagram archive with German labels."""
    entries = {"Benutzername": {"value": "alex.doe"}, "Privates Konto": {"value": "False"}}
    entries["Geburtsdatum"] = {"value": "1990-04-23"}
    found = {
        "personal_information/personal_information/personal_information.json": {
            "profile_user": [{"string_map_data": entries}]
        },
        "your_instagram_activity/media/posts_1.json": [
            {"media": [{"uri": "media/posts/1.jpg", "creation_timestamp": 1_700_000_000, "title": "Hallo"}]}
        ],
    }
    path = folder / "instagram-alex.doe-2026-03-14-Ab3dE5gH.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in found.items():
            archive.writestr(name, json.dumps(content))
    return path


def test_labels_tell_the_language_of_an_archive() -> None:
    """Two labels that only one language has, and hardly any of others; else nothing is told."""
    assert labels.language(["Benutzername", "Geburtsdatum", "Name"]) == "de"
    assert labels.language(["Nom de profil", "Date de naissance"]) == "fr"
    assert labels.language(["Handy-Uploads", "Profilbilder", "Titelbilder"]) == "de"
    assert labels.language(["Benutzername"]) == ""
    assert labels.language(["Benutzername", "Geburtsdatum", "Date of birth", "Username"]) == ""
    assert labels.language([]) == ""


def test_the_archive_chooses_and_the_person_overrules(tmp_path: Path) -> None:
    """Summary, first lines and `explain` are of one language; codes and columns are those of every language."""
    path = german(tmp_path)
    own, asked = analyzer.analyze(path), analyzer.analyze(path, language="en")
    assert own.lines[0] == "1 von 1 Eintrag fällt unter das, was Meta nach eigenen Angaben für KI verwendet."
    assert asked.lines[0] == "By its own rules, Meta may use 1 of 1 item for AI."
    texts = {each["id"]: each["title"] for each in own.summary["actions"]}
    assert texts["instagram_private"].startswith("Ihr Instagram-Konto auf privat stellen")
    assert own.items.equals(asked.items)
    explained = own.explain(own.items["id"][0])
    assert "account_public: das Konto ist öffentlich" in explained
    assert "Wer das sehen konnte, richtet sich nach Ihrem Konto" in explained
    why = explained.partition("\n\n")[2].partition("\n\n")[0]
    assert "Ja (das Konto ist öffentlich)." in why and "account_" not in why
    assert "Archivieren oder löschen Sie es" in why and "Auf privat stellen" not in explained
    assert "wie sicher: Text von Meta selbst oder von einer Behörde" in explained and "Sicherheit A" not in explained
    assert "The test" not in own._repr_html_()
    assert "Beitrag" in own._repr_html_()


def test_the_command_speaks_german(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without an option, since the archive does; with one that is not there it says which are."""
    path, out = german(tmp_path), tmp_path / "report"
    with mock.patch("sys.argv", ["analyze", str(path), "--out", str(out)]), pytest.raises(SystemExit) as done:
        main()
    assert not done.value.code
    said = capsys.readouterr().out
    assert "Was zu tun ist" in said
    assert "Dies ist keine Rechtsberatung." in said
    assert '<html lang="de" dir="ltr">' in (out / "report.html").read_text("utf-8")
    with (
        mock.patch("sys.argv", ["analyze", str(path), "--language", "tlh", "--out", str(out)]),
        pytest.raises(SystemExit) as done,
    ):
        main()
    assert done.value.code == 2
    assert "choose one of de, en" in capsys.readouterr().err


def test_letters_follow_the_same_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The archive's language, if there are letters in it; the option before it."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    analysis = analyzer.analyze(german(tmp_path)).analysis
    assert "DSGVO" in letters(analysis, LetterOptions())[1].text
    assert "DSGVO" not in letters(analysis, LetterOptions(language="en"))[1].text


def test_one_menu_has_one_name_in_german() -> None:
    """Meta's Privacy Center and its right to object are called the same in every German text, pages included."""
    pages = [path.read_text("utf-8") for path in (FOLDER.parents[1] / "docs").rglob("*.de.md")]
    texts = [form for text in text_of("de").values() for form in forms(text)]
    texts += [str(text) for text in letter_texts.load("de")["text"].values()]
    assert not [text for text in [*texts, *pages] if re.search(r"Datenschutz[- ]?[Cc]enter|Right to object", text)]
