"""`--redact`: nothing of the person is in any file, and what was decided is all there."""

from __future__ import annotations

import csv
import gzip
import json
import re
import zipfile
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import world
from test_cli import analyze as command
from world import FACEBOOK, PAGE_POSTS, PAGE_PROFILE, TIMELINE, fb_comment, fb_post, ig_post, instagram

import analyzer
from analyzer.items.ids import item_ids
from analyzer.report.redact import redacted
from analyzer.report.result import Result
from analyzer.report.tables import TABLES
from analyzer.report.write import FILES
from analyzer.rules.analysis import Analysis
from tools.samples import expected

SAMPLES = expected.samples()
EMPTY = tuple("text venue_name url permalink place latitude longitude people account reveals_words".split())
NUMBERED = {"source_archive": r"archive \d+", "source_file": r"file \d+"}
MADE_UP = "Zq7 Xylophon-Ünïcorn"  # occurs nowhere but where a test puts it


def written(analysis: Analysis, folder: Path) -> dict[str, str]:
    """Every file of the redacted report, as text; what the page packs is unpacked."""
    Result(analysis).write(folder, redact=True)
    found = {path.name: path.read_text("utf-8") for path in folder.iterdir()}
    packed = re.findall(r'class="rows packed">([^<]+)<', found["report.html"])
    found["report.html"] += "".join(gzip.decompress(b64decode(each)).decode("utf-8") for each in packed)
    return found


def table(content: str) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(content.splitlines()))


def secrets(sample: Path) -> Iterator[str]:
    """All that could give the invented person of a sample away: words, names, places, links, paths."""
    for row in table((sample / "expected" / "items.csv").read_text("utf-8")):
        yield from (row[name] for name in ("text", "venue_name", "url", "permalink", "place", "account"))
        yield from (row[name] for name in ("latitude", "longitude", "source_file", "source_archive"))
        yield from row["people"].split(";")
        yield from row["text"].splitlines()
    for path in sample.glob("*.zip"):
        yield from (path.name, path.stem, path.stem.rpartition("-")[2])
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield from (name, name.rpartition("/")[2])
                yield from (part for part in re.split("[/.]", name) if not re.fullmatch("[a-z_]+", part))
    truth = json.loads((sample / "truth.json").read_text("utf-8"))
    for thing in truth["items"] if isinstance(truth, dict) else truth:
        yield from (value for value in thing.values() if isinstance(value, str) and value.startswith("http"))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_nothing_of_a_sample_is_in_its_redacted_report(sample: Path, tmp_path: Path) -> None:
    """No text, name, place, link, path or part of a path, in any of the six files. Words of our own page are none."""
    nobody = written(world.judge(tmp_path / "x", world.facebook(), FACEBOOK), tmp_path / "ours")
    ours = "".join(nobody.values())
    found = written(world.run(*sorted(sample.glob("*.zip")), today=expected.TODAY), tmp_path / "out")
    assert set(found) == set(FILES)
    told = {secret.strip() for secret in secrets(sample)}
    told = {secret for secret in told if len(secret) > 3 and secret not in ours}
    assert len(told) > 100
    records = {row["source_record"] for row in table(found["items.csv"])}  # "/comments_v2/0": these stay
    for name, content in found.items():
        for record in sorted(records, key=len, reverse=True):
            content = content.replace(record, "")
        assert not [secret for secret in told if secret in content], name


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_what_was_decided_is_the_same(sample: Path, tmp_path: Path) -> None:
    """Row by row: emptied, numbered, or just as in the full report. So are counts, figures and steps."""
    analysis = world.run(*sorted(sample.glob("*.zip")), today=expected.TODAY)
    Result(analysis).write(tmp_path / "full")
    full = {name: (tmp_path / "full" / name).read_text("utf-8") for name in FILES}
    short = written(analysis, tmp_path / "short")
    rows = list(zip(table(full["items.csv"]), table(short["items.csv"]), strict=True))
    other = {one["id"]: two["id"] for one, two in rows}
    assert len(set(other.values())) == len(rows) and not set(other) & set(other.values())
    for one, two in rows:
        for name, value in two.items():
            if name in NUMBERED:
                assert re.fullmatch(NUMBERED[name], value)
            elif name == "id":
                assert re.fullmatch("[0-9a-f]{12}", value)
            else:
                assert value == ("" if name in EMPTY else one[name]), name
    hidden = {"path", "archive", "latitude", "longitude", "device", "why"}
    for name in ("media", "files", "problems"):
        kept = [
            [
                {
                    key: ids.get(value, value) if key == "item_id" else value
                    for key, value in row.items()
                    if key not in hidden
                }
                for row in table(found[f"{name}.csv"])
            ]
            for found, ids in ((full, other), (short, {}))
        ]
        assert kept[0] == kept[1]
    one, two = json.loads(full["summary.json"]), json.loads(short["summary.json"])
    for key in one.keys() - {"exports", "accounts", "questions", "warnings"}:
        assert one[key] == two[key], key
    assert [q["decides"] for q in one["questions"]] == [q["decides"] for q in two["questions"]]
    assert [w["id"] for w in one["warnings"]] == [w["id"] for w in two["warnings"]]
    assert [{**each, "name": ""} for each in one["accounts"]] == two["accounts"]
    assert [{**each, "name": ""} for each in one["exports"]] == [{**each, "name": ""} for each in two["exports"]]


def test_numbers_lead_from_table_to_table(tmp_path: Path) -> None:
    """`file 3` is row 3 of files.csv, and a medium has one number wherever it is named."""
    found = written(world.run(*sorted(SAMPLES[0].glob("*.zip")), today=expected.TODAY), tmp_path / "out")
    listed = table(found["files.csv"])
    assert [row["path"] for row in listed] == [f"file {number}" for number in range(1, len(listed) + 1)]
    of_items = {(row["source_archive"], row["source_file"]) for row in table(found["items.csv"])}
    assert of_items <= {(row["archive"], row["path"]) for row in listed}
    media = [row["path"] for row in table(found["media.csv"])]
    assert media and all(re.fullmatch(r"media \d+", path) for path in media)
    assert len(set(media)) == max(int(path.split()[1]) for path in media)


def everywhere() -> world.Files:
    """An archive that says `MADE_UP` wherever it can."""
    name = MADE_UP
    post = fb_post("2020-05-01", f"{name} a", f"p/{name}_12345678901.jpg", url=f"https://x.test/{name}", place=name)
    return world.facebook(name=name, bio=name) | {
        TIMELINE: [
            post,
            fb_post("2020-05-02", "b", title=f"{name} posted in {name} group."),
            fb_post("2020-05-03", "c", f"https://x.test/{name}.jpg"),
            {"title": name, "timestamp": name},
            7,
        ],
        world.COMMENTS: {"comments_v2": [fb_comment(name, title=f"{name} commented on {name}'s post.", group=name)]},
        f"your_facebook_activity/{name}/{name}.json": [{"timestamp": 1, "title": name, "data": [{"post": name}]}],
        f"{name}.txt": name.encode(),
        "your_facebook_activity/posts/your_videos.json": b"{",
        f"your_facebook_activity/messages/inbox/{name}_1/message_1.json": {"participants": [{"name": name}]},
        f"your_facebook_activity/posts/media/{name}/12345678901.jpg": b"jpg",
    }  # fmt: skip


def test_whatever_name_and_wherever(tmp_path: Path) -> None:
    """A made-up name in texts, links, titles, unknown files, folders, broken records, names of archive and account."""
    path = world.write(tmp_path, everywhere(), f"facebook-{MADE_UP}-2026-02-01-AbCdEfGh")
    analysis = world.run(path, path, objected_on=(f"{MADE_UP}=2025-03-01",))
    Result(analysis).write(tmp_path / "full")
    full = {name: (tmp_path / "full" / name).read_text("utf-8") for name in FILES}
    assert all("Xylophon" in full[name] for name in FILES)
    for name, content in written(analysis, tmp_path / "out").items():
        for part in ("Zq7", "Xylophon", "corn", "x.test"):
            assert part not in content, (name, part)
    one, two = (Result(each).summary for each in (analysis, redacted(analysis)))
    assert [each["id"] for each in one["warnings"]] == [each["id"] for each in two["warnings"]]
    assert {"damaged_file", "unread_records", "unknown_content"} & {each["id"] for each in two["warnings"]}
    assert "Xylophon" not in repr(Result(redacted(analysis))) + Result(redacted(analysis))._repr_html_()
    copy = redacted(analysis)
    assert "Xylophon" not in "".join(Result(copy).explain(each.id) for each in copy.judged)


def test_questions_about_groups_and_pages_have_numbers(tmp_path: Path) -> None:
    """Which group is asked about cannot be seen, that it is another one can."""
    posts = [fb_post("2020-01-01", "a", title=f"Alex Doe posted in {group}.") for group in ("Chess", "Sky", "Sky")]
    posts = [{**post, "timestamp": post["timestamp"] + number} for number, post in enumerate(posts)]
    own = world.write(tmp_path / "1", world.facebook() | {TIMELINE: posts}, FACEBOOK)
    of_page = world.facebook(name="My Bakery", path=PAGE_PROFILE) | {PAGE_POSTS: [fb_post("2020-01-01", "p")]}
    page = world.write(tmp_path / "2", of_page, "facebook-mybakery-2026-02-01-AbCdEfGh")
    asked = Result(redacted(world.run(own, page))).summary["questions"]
    texts = " ".join(each["id"] + each["text"] for each in asked)
    assert not re.search("Chess|Sky|Bakery", texts) and "“group 2”" in texts and "account 2" in texts
    assert [each["decides"] for each in asked if each["id"].startswith("group:")] == [2, 1]


def test_two_parts_that_repeat_a_file(tmp_path: Path) -> None:
    """Where a file's reason names another archive, that has its number too."""
    files = world.facebook() | {TIMELINE: [fb_post("2020-01-01", "a")]}
    parts = [
        world.write(tmp_path / str(number), files, f"facebook-alexdoe-2026-02-01-AbCdEfG{number}") for number in (1, 2)
    ]
    found = written(world.run(*parts), tmp_path / "out")
    reasons = {row["why"] for row in table(found["files.csv"])}
    assert "the same file as in archive 1" in reasons and "alexdoe" not in found["files.csv"]
    assert table(found["files.csv"])[-1]["archive"] == "archive 2"


def test_labels_and_accounts_in_warnings(tmp_path: Path) -> None:
    """Warnings that name labels, accounts and objections stay, without the names."""
    label = {"personal_information/personal_information/personal_information.json": world.labelled(
        "profile_user", {"Username": "alex", "Xylophon label": "x", "Date of birth": "2012-01-01"}
    )}  # fmt: skip
    files = instagram() | label | {world.POSTS: [ig_post("2024-01-01", "p", "m/1.jpg")]}
    one = world.judge(tmp_path, files, objected_on=("alex=2024-07-01",))
    for_all, told = Result(one).summary["warnings"], Result(redacted(one)).summary["warnings"]
    assert [each["id"] for each in told] == [each["id"] for each in for_all]
    assert "objection_2024" in {each["id"] for each in told} and "minor" in {each["id"] for each in told}
    assert not re.search("alex|Xylophon", json.dumps(told))


def test_the_analysis_itself_stays_whole(tmp_path: Path) -> None:
    """Writing a redacted report takes nothing out of the result; a redacted result cannot be redacted further."""
    analysis = world.judge(tmp_path, everywhere(), FACEBOOK)
    before = [(each.item.text, each.item.venue_name, list(each.item.people)) for each in analysis.judged]
    once = redacted(analysis)
    assert [(each.item.text, each.item.venue_name, list(each.item.people)) for each in analysis.judged] == before
    assert redacted(once) is once and once.redacted and not analysis.redacted
    assert {field.name for field in fields(once)} == {field.name for field in fields(analysis)}


def test_nothing_of_the_person_is_anywhere_in_the_copy(tmp_path: Path) -> None:
    """Not only in what is written today: the whole copy is searched, through every object that it holds."""
    path = world.write(tmp_path, everywhere(), f"facebook-{MADE_UP}-2026-02-01-AbCdEfGh")
    copy = redacted(world.run(path))
    seen: set[int] = set()

    def strings(value: Any) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif id(value) not in seen and not callable(value):
            seen.add(id(value))
            if isinstance(value, dict):
                value = [*value.keys(), *value.values()]
            elif hasattr(value, "__dict__") or hasattr(type(value), "__slots__"):
                slots = (name for each in type(value).__mro__ for name in getattr(each, "__slots__", ()))
                names = {*getattr(value, "__dict__", ()), *slots}
                value = [getattr(value, name, None) for name in names if not name.startswith("__")]
            if isinstance(value, list | tuple | set | frozenset):
                for each in value:
                    yield from strings(each)

    found = list(strings(copy))
    assert len(found) > 100 and not [each for each in found if "Xylophon" in each]


def test_no_id_proves_a_text(tmp_path: Path) -> None:
    """Whoever guesses a text, and its time, finds its id in the full report and nowhere in the redacted one.

    The ids come from a secret of the run: no two redacted reports have one in common.
    """
    analysis = world.judge(tmp_path / "in", everywhere(), FACEBOOK)
    ids = {each.id for each in analysis.judged}
    assert ids == set(item_ids([each.item for each in analysis.judged]))  # what anybody can work out
    once, again = ({each.id for each in redacted(analysis).judged} for _ in range(2))
    assert len(once) == len(ids) and not ids & once and not once & again
    for content in written(analysis, tmp_path / "out").values():
        assert not [each for each in ids if each in content]


def test_in_python(tmp_path: Path) -> None:
    """`analyze(..., redact=True)` gives a result of which every table is redacted."""
    path = world.write(tmp_path, everywhere(), FACEBOOK)
    result = analyzer.analyze(path, redact=True)
    assert (result.items["text"] == "").all() and (result.items["account"] == "").all()
    assert result.items["source_file"].str.fullmatch(r"file \d+").all() and not any(result.items["people"])
    assert result.items["latitude"].isna().all()
    assert not set(result.items["id"]) & set(analyzer.analyze(path).items["id"])
    for name in TABLES:
        assert "Xylophon" not in getattr(result, name).to_csv()


def test_in_the_terminal(tmp_path: Path) -> None:
    """`--redact`: neither the first screen nor `--json` names the archive or its owner."""
    path = world.write(tmp_path / "in", everywhere(), "facebook-alexdoe-2026-02-01-AbCdEfGh")
    for option in ([], ["--json"]):
        ran = command(path, "--out", tmp_path / "out", "--redact", *option)
        assert ran.returncode == 5 and not ran.stderr
        assert not re.search(r"Xylophon|alexdoe|AbCdEfGh", ran.stdout)
    assert "Xylophon" not in (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "analyzer EXPORT" in " ".join(command(path, "--out", tmp_path / "out", "--redact").stdout.split())
