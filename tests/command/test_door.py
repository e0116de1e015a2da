"""The door for the page in a browser: paths and fields in, what to say and files out, no failure without a sentence."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from world import POSTS, ig_post, instagram, write

import analyzer
from analyzer.archive.limits import LONGEST_TEXT
from analyzer.command.browser import Door
from analyzer.report.page.thumbnails.process import make_small
from analyzer.words import languages, speak

SAMPLES = Path(__file__).parents[2] / "sample_exports"
GERMAN = sorted(map(str, (SAMPLES / "facebook-de").glob("*.zip")))
ENGLISH = sorted(map(str, (SAMPLES / "facebook-en").glob("*.zip")))
EVIDENCE = SAMPLES / "facebook-en" / "evidence"

SPECIAL = "My diabetes is worse, and my therapist says that my depression is back."


def ask(door: Door, what: str, /, **given: Any) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(door.ask(what, json.dumps(given)))
    return told


def contents(told: dict[str, Any]) -> dict[str, bytes]:
    """The files of a reply."""
    return {name: Path(path).read_bytes() for name, path in told["files"].items()}


@pytest.mark.parametrize("sample", ["facebook-en", "facebook-de", "instagram-fr"])
def test_the_files_are_those_of_the_command(tmp_path: Path, sample: str) -> None:
    """Byte for byte, but for how to go on, which only a terminal has commands for; and the zip holds just them."""
    paths = sorted(map(str, (SAMPLES / sample).glob("*.zip")))
    made = contents(ask(Door(tmp_path / "page"), "analyse", exports=paths))
    analyzer.analyze(*paths).write(tmp_path / "command", thumbnails=0)
    whole = made.pop("ai-scope-report.zip")
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            f"ai-scope-report/{name}": content for name, content in made.items()
        }
    wanted = {path.name: path.read_bytes() for path in (tmp_path / "command").iterdir()}
    page, of_command = (files.pop("report.html").decode().splitlines() for files in (made, wanted))
    assert made == wanted
    others = [line for line in of_command if line not in set(page)]
    assert others and all(re.search("analyze (?:letter )?EXPORT|--confirm ID", line) for line in others)
    told = [line for line in page if "not-live" not in line]  # that is for a browser without script, which this is not
    assert not [line for line in told if "analyze EXPORT" in line or "analyze explain" in line]


def test_what_lies_there_is_told_at_once(tmp_path: Path) -> None:
    """The parts of an export are one entry, with its platform and day."""
    told = ask(Door(tmp_path), "look", exports=[*GERMAN, *ENGLISH])
    assert [each["platform"] for each in told["found"]] == ["facebook", "facebook"]
    assert [len(each["archives"]) for each in told["found"]] == [2, 1]
    assert [each["made_on"] for each in told["found"]] == ["2026-08-27", "2026-03-14"]
    assert all(each["files"] for each in told["found"])


def test_fields_are_the_options_of_the_command(tmp_path: Path) -> None:
    """Policy, birthday, objection and language change the result; what is empty is not given."""
    told = ask(
        Door(tmp_path), "analyse", exports=ENGLISH, policy="uk", objected_on="2025-01-02", language="fr", birthday="",
        answers=""
    )  # fmt: skip
    assert told["summary"]["policy"]["id"] == "uk" and not told["summary"]["policy"]["assumed"]
    assert told["language"] == "fr"
    assert b"disputed" in contents(told)["items.csv"]


def test_redacted_shows_no_text(tmp_path: Path) -> None:
    """Neither on the page nor in a table, and no answers beside it."""
    secret = analyzer.analyze(*ENGLISH).analysis.judged[0].item.text.split("\n")[0]
    told = ask(Door(tmp_path), "analyse", exports=ENGLISH, redact=True, audiences=[str(EVIDENCE / "manage_posts.har")])
    assert len(secret) > 5 and not [name for name, raw in contents(told).items() if secret.encode() in raw]
    assert "answers.toml" not in told["files"]


def test_what_evidence_said_is_kept(tmp_path: Path) -> None:
    """As the command keeps it beside the report, so that the log can be deleted: given again, the same verdicts."""
    log = str(EVIDENCE / "manage_posts.har")
    first = ask(Door(tmp_path / "one"), "analyse", exports=ENGLISH, audiences=[log])
    kept = tmp_path / "kept.toml"
    kept.write_bytes(contents(first)["answers.toml"])
    again = ask(Door(tmp_path / "two"), "analyse", exports=ENGLISH, answers=str(kept))
    assert again["summary"]["counts"] == first["summary"]["counts"]
    assert "answers.toml" not in again["files"]


def test_letters_speak_of_the_last_result(tmp_path: Path) -> None:
    """With what the person typed; a reminder where they ask for it; none before anything was read."""
    door = Door(tmp_path)
    assert ask(door, "letters")["error"] == "Give at least one archive."
    ask(door, "analyse", exports=ENGLISH)
    told = ask(
        door, "letters", name="Alex Q. Doe", grounds="Because of my work.", annex=True, language="de", spoken="de"
    )
    letter = next(each["text"] for each in told["letters"] if each["what"] == "letter")
    assert "Alex Q. Doe" in letter and "Because of my work." in letter
    titles = [each["title"] for each in told["letters"]]
    assert titles[0].startswith("Begleitzettel") and "Schreiben: Facebook, alex.doe.5" in titles
    assert contents(told)["cover-note.txt"]
    assert [name for name, raw in contents(told).items() if raw.startswith(b"%PDF")]
    reminder = ask(door, "letters", kind="reminder")
    assert {each["what"] for each in reminder["letters"]} == {"reminder", "note"}
    assert ask(door, "letters", kind="ransom")["code"] == 2


def test_two_exports_are_compared(tmp_path: Path) -> None:
    """The older one as `before`; without it, or of another account, a sentence."""
    door = Door(tmp_path)
    told = ask(door, "compare", exports=GERMAN, before=GERMAN)
    assert set(told["files"]) == {"compare.html", "compare.csv", "compare.json", "ai-scope-compare.zip"}
    assert len(told["lines"]) == 3 and "dasselbe Archiv" in told["lines"][0]
    assert "only archives of one account" in ask(door, "compare", exports=GERMAN, before=ENGLISH)["error"]
    assert ask(door, "compare", exports=GERMAN)["error"]


def test_whatever_goes_wrong_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the command says and ends with; no memory, a full disk, and what nobody foresaw, without any content."""
    foreign = tmp_path / "notes.zip"
    foreign.write_text("no zip")
    door = Door(tmp_path / "out")
    assert ask(door, "analyse", exports=[str(foreign)])["code"] == 3
    assert ask(door, "look", exports=[str(tmp_path / "none")])["code"] == 2
    for error, said in (
        (MemoryError(), "memory"),
        (OSError(28, "No space left"), "No space"),
        (KeyError("a secret"), "KeyError"),
    ):

        def fail(*_: object, error: Exception = error, **__: object) -> None:
            raise error

        monkeypatch.setattr(analyzer, "analyze", fail)
        told = ask(door, "analyse", exports=ENGLISH)
        assert said in told["error"] and told["code"] == 1 and told["files"] == {}
        assert told.get("memory", False) is isinstance(error, MemoryError)
        assert "secret" not in told["error"]


def test_a_second_run_takes_the_place_of_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file of the former stays, and after a failure no letters are written on it."""
    door = Door(tmp_path)
    ask(door, "analyse", exports=ENGLISH, audiences=[str(EVIDENCE / "manage_posts.har")])
    told = ask(door, "analyse", exports=GERMAN)
    assert not (tmp_path / "ai-scope-report" / "answers.toml").exists() and told["files"]
    assert ask(door, "analyse", exports=[str(tmp_path / "none")])["error"]
    assert ask(door, "letters")["error"]


def test_progress_is_told_seldom(tmp_path: Path) -> None:
    """Bytes read of bytes to read: a page is not flooded."""
    told: list[tuple[int, int]] = []
    Door(tmp_path).ask("analyse", json.dumps({"exports": GERMAN}), lambda done, total: told.append((done, total)))
    assert told and len(told) < 30 and told == sorted(told)
    assert all(0 < done <= total for done, total in told)


def test_nothing_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A page has no terminal."""
    ask(Door(tmp_path), "analyse", exports=GERMAN)
    assert capsys.readouterr() == ("", "")


def test_errors_are_said_in_the_language_of_the_page(tmp_path: Path) -> None:
    """As the command says them, but for where files lie and what only a command line has."""
    letter = tmp_path / "letter.zip"
    letter.write_text("Dear Sir or Madam")
    given = {"exports": [str(letter)]}
    door = Door(tmp_path / "page")
    assert ask(door, "look", **given, spoken="de")["error"] == "letter.zip ist keine Zip-Datei."
    assert ask(door, "look", **given, spoken="xx")["error"] == "letter.zip is not a zip file."
    assert ask(door, "look", **given)["error"] == "letter.zip is not a zip file."
    assert ask(door, "letters", spoken="de")["error"] == "Geben Sie mindestens ein Archiv an."
    said = ask(door, "analyse", exports=ENGLISH, objected_on="2999-01-01", spoken="en")["error"]
    assert said == "“Have you objected to Meta’s AI training?” 2999-01-01: that day lies in the future."
    assert ask(door, "look", exports=["/in/exports/0/none.zip"])["error"] == "There is no file or folder none.zip."


@pytest.mark.parametrize("language", languages())
def test_fields_take_the_place_of_options(tmp_path: Path, language: str) -> None:
    """A warning that names an option of the command names a field of the page, or what else there is."""
    export = write(tmp_path, instagram(country="") | ig_post("2020-01-01", "One"))
    told = ask(Door(tmp_path / "page"), "analyse", exports=[str(export)], language=language)
    warnings = {each["id"]: each["text"] for each in told["summary"]["warnings"]}
    assert f"“{speak(language).say('web.more.policy')}”" in warnings["policy_assumed"]
    assert not [text for text in warnings.values() if "--" in text]
    made = contents(told)
    assert b"--policy" not in made["report.html"] and b"--policy" not in made["summary.json"]


def test_photos_are_made_small_by_whoever_asks(tmp_path: Path) -> None:
    """Those that the command would choose; what is no small picture is left out and counted, and nothing is kept."""
    door = Door(tmp_path)
    told, rounds = ask(door, "analyse", exports=GERMAN, pictures=3), 0
    while "photos" in told:
        photos = [Path(path).read_bytes() for path in told["files"].values()]
        assert len(photos) == told["photos"] and all(photos)
        names = []
        for number, raw in enumerate(photos):
            small = tmp_path / f"small-{number}"
            small.write_bytes(b"<svg/>" if (rounds, number) == (0, 0) else make_small([raw], monotonic() + 60)[0])
            names.append(str(small))
        told, rounds = ask(door, "pictured", small=names), rounds + 1
    assert rounds == 2  # the first of the first round was no small picture
    shown = set(re.findall(rb"data:image/webp;base64,[^\"']+", contents(told)["report.html"]))
    assert 0 < len(shown) <= 3  # some photos of the sample are alike
    assert told["lines"] and ask(door, "pictured", small=[])["code"] == 2


def test_redacted_asks_for_no_pictures(tmp_path: Path) -> None:
    """Nothing that could be shown to others holds a photo."""
    assert "photos" not in ask(Door(tmp_path), "analyse", exports=GERMAN, pictures=60, redact=True)


OPTION = re.compile(rb"(?<![\w-])--[a-z]|\banalyze [a-zA-Z]*(?:EXPORT|letter|explain)")


def spoken_of(made: dict[str, bytes]) -> dict[str, list[bytes]]:
    """The options and commands that files name, without the code of a page, what a browser without script would show,
    and which option a question has: that is shown nowhere."""
    found = {}
    for name, raw in made.items():
        if name.endswith((".txt", ".md", ".csv", ".json", ".toml", ".html")):
            shown = re.sub(
                rb"<style.*?</style>|<script>.*?</script>|<code class=\"command not-live\".*?</code>",
                b"",
                raw,
                flags=re.S,
            )
            shown = re.sub(rb'<p class="line not-live".*?</p>|"option":"--[^"]*"', b"", shown, flags=re.S)
            found[name] = [shown[max(0, each.start() - 60) : each.end() + 60] for each in OPTION.finditer(shown)]
    return {name: each for name, each in found.items() if each}


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("policy", ["", "uk", "br", "row"])
def test_no_file_speaks_of_a_command(tmp_path: Path, language: str, policy: str) -> None:
    """Neither the report nor a letter: who has the page has no terminal, whatever their language and law."""
    door = Door(tmp_path / "page")
    files = instagram(country="") | {POSTS: [ig_post("2020-01-01", SPECIAL)]}
    export = str(write(tmp_path, files))
    told = ask(door, "analyse", exports=[export, *ENGLISH], language=language, policy=policy)
    assert spoken_of(contents(told)) == {}
    for kind in ("objection", "reminder", "complaint"):
        written = ask(door, "letters", kind=kind, language=language, annex=True)
        assert "error" not in written and written["files"]
        assert spoken_of(contents(written)) == {}
        assert not [text for text in written["warnings"] if "--" in text or "analyze " in text]


def test_a_limit_is_raised_by_the_version_to_install(tmp_path: Path) -> None:
    """What was not read for a limit says what reads more, and no option of a command that is not there."""
    export = write(tmp_path, instagram() | {POSTS: [ig_post("2020-01-01", "word " * (LONGEST_TEXT // 5 + 1))]})
    told = ask(Door(tmp_path / "page"), "analyse", exports=[str(export)], spoken="de")
    problems = contents(told)["problems.csv"].decode()
    assert "(the version to install can read more)" in problems and "--limits" not in problems
    assert spoken_of(contents(told)) == {}


def test_what_was_sent_and_what_is_confirmed_stand_in_the_letters(tmp_path: Path) -> None:
    """As by the options of the command: a reminder claims what was asked for, a letter names what was confirmed."""
    door = Door(tmp_path)
    export = write(tmp_path, instagram() | {POSTS: [ig_post("2020-01-01", SPECIAL)]})
    ask(door, "analyse", exports=[str(export)], language="en")
    note = contents(ask(door, "letters", language="en"))["cover-note.txt"].decode()
    item = re.search(r"^- ([0-9a-f]{8,}) \(Instagram", note, re.M)
    assert item and "the field for items to be named" in " ".join(note.split())
    told = ask(door, "letters", language="en", confirm=f" {item[1]}, ")
    assert "error" not in told
    assert told["letters"] != ask(door, "letters", language="en")["letters"]
    assert ask(door, "letters", confirm="ffffffff")["code"] == 2
    texts = {
        sent: ask(door, "letters", kind="reminder", language="en", sent=sent)["letters"]
        for sent in ("", "letter", "form", "bare")
    }
    assert len({json.dumps(each) for each in texts.values()}) == 4


def test_what_a_run_needs_is_imported_beforehand() -> None:
    """The page uses the time in which a person looks for the file: nothing of the readers is left to import then."""
    script = (
        "import sys, json, tempfile; from analyzer.command.browser import Door\n"
        "door = Door(tempfile.mkdtemp()); door.prepare(); before = set(sys.modules)\n"
        "assert 'error' not in json.loads(door.ask('analyse', json.dumps({'exports': sys.argv[1:]})))\n"
        "print(*sorted(name for name in set(sys.modules) - before if name.startswith('analyzer.')))"
    )
    done = subprocess.run([sys.executable, "-c", script, *ENGLISH], text=True, capture_output=True, check=True)
    assert not [name for name in done.stdout.split() if name.startswith(("analyzer.reading", "analyzer.advice"))]
