"""A study from a folder of archives to its tables and page: what is counted, what is kept, what is never kept."""

from __future__ import annotations

import io
import json
import os
import re
import stat
import zipfile
from collections import Counter
from pathlib import Path

import donors
import duckdb
import polars
import pyarrow.parquet as pq
import pytest
from donors import ENOUGH, SECRET, donor, rows, study, whole
from world import FACEBOOK, TIMELINE, facebook, fb_post, write

import analyzer
from analyzer.command.study import columns, one
from analyzer.command.study.part import unpacked
from analyzer.report.result import Result
from analyzer.report.summary import program_version

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of two dozen donors, with a minor and a folder that holds no archive."""
    folder = tmp_path_factory.mktemp("made")
    given = donors.donors(folder / "donations")
    donor(given / "young", 50, born=(2010, 1, 1))
    (given / "nothing").mkdir()
    (given / "nothing" / "notes.txt").write_text(SECRET)
    run = study(folder, given)
    assert [each[1:] for each in run.failed] == [("no_archive", 3)]
    return folder


def test_every_participant_is_accounted_for(made: Path) -> None:
    """Manifest, participants and counts speak of the same people and items, and the sums agree."""
    manifest = json.loads((made / "study" / "manifest.json").read_text())
    participants, items, counts = (rows(made, name) for name in ("participants", "items", "counts"))
    assert manifest["counts"]["participants"] == len(participants) == len(manifest["participants"]) == ENOUGH + 2
    assert manifest["counts"]["done"] == sum(each["counted"] for each in participants) == ENOUGH
    assert manifest["counts"]["left_out_minor"] == manifest["counts"]["no_archive"] == 1
    by_participant = Counter(each["participant"] for each in items)
    for each in participants:
        assert by_participant[each["participant"]] == (each["items"] or 0)
        if each["outcome"] == "done":
            assert each["items"] == sum(each[verdict] for verdict in columns.VERDICTS)
            assert each["undecided_share"] == pytest.approx(sum(each[f"undecided_{name}"] for name in columns.REASONS))
            assert each["most"] - each["least"] == each["undetermined"]
        else:
            assert each["items"] is None and each["country"] is None
    assert sum(each["items"] for each in counts) == len(items) > 0


def test_the_manifest_says_how_it_was_made(made: Path) -> None:
    """Version, policy, options, environment, and of each participant the HMAC of what was read; no name, no path."""
    manifest = json.loads((made / "study" / "manifest.json").read_text())
    assert manifest["version"] == program_version() and manifest["state"] == "whole"
    assert manifest["options"].keys() == {"policy", "deadline", "as_of", "today", "reveals", "minors"}
    assert manifest["environment"].keys() >= {"python", "system", "dask", "pyarrow"}
    inputs = [each["inputs"] for each in manifest["participants"]]
    assert len(set(inputs)) == len(inputs) and all(re.fullmatch("[0-9a-f]{16}", each) for each in inputs)
    assert "remain personal data" in manifest["notice"] and str(made) not in json.dumps(manifest)


def test_another_run_changes_no_data(made: Path) -> None:
    """The same command once more: nobody is read again, and every table is the same to the byte."""
    before = {name: raw for name, raw in whole(made).items() if name != "manifest.json"}
    run = study(made, made / "donations")
    assert (run.done, run.kept) == (0, ENOUGH + 2)
    assert {name: raw for name, raw in whole(made).items() if name != "manifest.json"} == before


def test_items_say_what_a_single_run_says(tmp_path: Path) -> None:
    """Verdicts, bases and months are those of `analyze` for the same archive."""
    archive = donor(tmp_path / "donations" / "one", 1, posts=9)
    study(tmp_path, tmp_path / "donations")
    result: Result = analyzer.analyze(archive)
    names = ("platform", "kind", "state", "is_public", "is_public_basis", "verdict", "suggestion", "is_adult")
    single = Counter(
        (*(str(row[name]) for name in names), row["created_at"].strftime("%Y-%m"))
        for row in result.items.to_dict("records")
    )
    assert single == Counter((*(row[name] for name in names), row["created_month"]) for row in rows(tmp_path, "items"))


def test_nothing_of_what_was_written_is_kept(made: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """No text, name, link, place, path or exact time is in any file; nothing is printed or logged."""
    parquet = [raw for name, raw in whole(made).items() if name.endswith(".parquet")]
    for raw in [
        *whole(made).values(),
        *(str(pq.read_table(io.BytesIO(each)).to_pylist()).encode() for each in parquet),
    ]:
        assert SECRET.encode() not in raw and b"Alex" not in raw and b"p001" not in raw
    for name, raw in whole(made).items():
        if name.startswith("parts/"):
            with zipfile.ZipFile(io.BytesIO(raw)) as part:
                assert not [each for each in part.namelist() if SECRET.encode() in part.read(each)]
    said = capfd.readouterr()
    assert said.out == said.err == ""
    assert {"text", "venue", "venue_name", "created_at", "reveals", "account"}.isdisjoint(rows(made, "items")[0])


def test_ids_are_of_this_study_alone(tmp_path: Path) -> None:
    """No id is that of items.csv, and the same item of two participants has two."""
    donor(tmp_path / "donations" / "one", 1)
    donor(tmp_path / "donations" / "two", 1)
    study(tmp_path, tmp_path / "donations")
    result = analyzer.analyze(tmp_path / "donations" / "one" / f"{FACEBOOK}.zip")
    ids = [row["id"] for row in rows(tmp_path, "items")]
    assert len(ids) == len(set(ids)) == 2 * len(result.items)
    assert not [each for each in result.items["id"] if any(each in ours for ours in ids)]


def test_minors_are_left_out_unless_asked_for(made: Path, tmp_path: Path) -> None:
    """Of an archive of somebody under age stands only that there was one; with `minors` it is read like others."""
    (left,) = [row for row in rows(made, "participants") if row["outcome"] == "left_out_minor"]
    assert {name for name, value in left.items() if value is not None} == {
        "participant",
        "outcome",
        "exit_code",
        "counted",
    }
    donor(tmp_path / "donations" / "young", 1, born=(2010, 1, 1))
    study(tmp_path, tmp_path / "donations", minors=True)
    assert rows(tmp_path, "participants")[0]["is_adult"] == "no" and rows(tmp_path, "items")


def test_minors_are_left_out_under_every_policy(tmp_path: Path) -> None:
    """Also where the policy names no age, so that no verdict says that the person is a minor."""
    donor(tmp_path / "donations" / "young", 1, born=(2010, 1, 1))
    for policy in ("row", "br", "uk"):
        run = study(tmp_path, tmp_path / "donations", policy=policy, out=tmp_path / policy)
        assert run.manifest["counts"]["left_out_minor"] == 1, policy


def test_what_gives_away_is_kept_by_name_only(tmp_path: Path) -> None:
    """A category that was asked for is a column; the others are none."""
    text = "write to me at alex.doe@example.org"
    write(tmp_path / "donations" / "one", facebook() | {TIMELINE: [fb_post("2020-01-01", text)]}, FACEBOOK)
    study(tmp_path, tmp_path / "donations", reveals=("contact",))
    (row,) = rows(tmp_path, "items")
    assert row["reveals_contact"] is True and [name for name in row if "reveals" in name] == ["reveals_contact"]
    assert "reveals_contact" in (tmp_path / "study" / "codebook.md").read_text()
    assert "contact" in (tmp_path / "study" / "preregistration.md").read_text()


@pytest.mark.parametrize("asked", [[], ["contact"]])
def test_what_gives_away_is_looked_for_only_where_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: list[str]
) -> None:
    """Nothing of Article 9 is inferred, not even to be thrown away, unless a category was asked for."""
    searched: list[object] = []
    monkeypatch.setattr("analyzer.run.read_words", lambda *of: searched.append(of))
    archive = donor(tmp_path / "one")
    task = {"participant": "00" * 8, "inputs": "", "archives": [(str(archive), True)], "today": "2026-11-30"}
    task |= dict.fromkeys(("birthday", "deadline", "as_of", "answers"))
    task |= {"policy": "auto", "minors": False, "reveals": asked, "items_key": "00", "content_key": "11"}
    assert unpacked(one.part_of_task(task)).outcome == "done"
    assert bool(searched) == bool(asked)


def test_doubles_are_counted_once(tmp_path: Path) -> None:
    """The same account under two names, once from a later archive with more in it: the larger one counts."""
    donor(tmp_path / "donations" / "first", 1, posts=20)
    donor(tmp_path / "donations" / "again", 1, posts=24)
    donor(tmp_path / "donations" / "other", 2, posts=20)
    run = study(tmp_path, tmp_path / "donations")
    assert run.duplicates == [("first", "again")]
    counted = {row["items"]: row["counted"] for row in rows(tmp_path, "participants") if row["items"] != 21}
    assert counted == {25: True}
    assert sum(row["counted"] for row in rows(tmp_path, "participants")) == 2


def test_every_column_is_in_the_codebook(made: Path) -> None:
    """Codebook and tables have the same columns in the same order, and no value that is not listed."""
    told = json.loads((made / "study" / "codebook.json").read_text())["tables"]
    for name in ("items", "participants", "counts", "files"):
        found = rows(made, name)
        assert [each["name"] for each in told[name]["columns"]] == list(found[0])
        for column in told[name]["columns"]:
            if column["values"]:
                values = {str(row[column["name"]]) for row in found if row[column["name"]] not in (None, "")}
                assert values <= set(column["values"]), column["name"]
        assert all(f"`{column}`" in (made / "study" / "codebook.md").read_text() for column in found[0])


def test_others_read_the_data_as_they_are(made: Path) -> None:
    """Dask, DuckDB and polars give the same sums."""
    out = made / "study"
    items = len(rows(made, "items"))
    read = analyzer.read_study(out)
    assert len(read.items) == items and int(read.counts["items"].sum().compute()) == items
    assert len(read.participants) == ENOUGH + 2 and len(read.files) > 0
    assert duckdb.sql(f"select count(*) from '{out}/items/*.parquet'").fetchall() == [(items,)]
    assert polars.scan_parquet(out / "items" / "*.parquet").collect().height == items


def test_the_page_shows_bounds_and_holds_back(made: Path) -> None:
    """Bounds stand in the first sentence; what speaks of few is held back, in tables and page alike."""
    page = (made / "study" / "summary.html").read_text()
    assert f"Of what {ENOUGH} participants posted, on average between" in page
    assert "remain personal data" in page and "<svg" in page
    for name, raw in whole(made).items():
        if name.startswith("tables/"):
            head, *lines = raw.decode().splitlines()
            shown = [cell for line in lines for cell in line.split(",")[1:3] if cell.isdecimal()]
            assert all(int(cell) >= 10 for cell in shown) or "mean" in head, name
    assert (made / "study" / "plots" / "all.svg").read_text().startswith("<svg xmlns")


def test_too_few_for_a_page(tmp_path: Path) -> None:
    """Under ten participants nothing is shown, and there are no tables and plots."""
    donors.donors(tmp_path / "donations", 9)
    study(tmp_path, tmp_path / "donations")
    assert "nothing is shown" in (tmp_path / "study" / "summary.html").read_text()
    assert not list((tmp_path / "study").glob("tables/*")) and not list((tmp_path / "study").glob("plots/*"))


@pytest.mark.skipif(os.name == "nt", reason="permissions of the folder")
def test_only_the_owner_can_read(made: Path) -> None:
    """Folders 0700, files 0600, the salt too."""
    for path in [made / "study", *(made / "study").rglob("*"), made / "keys" / "study.salt"]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_the_salt_is_nowhere_in_the_data(made: Path) -> None:
    """Neither the salt nor a key made of it stands in any file of the study."""
    from analyzer.command.study.salt import read_salt

    salt = read_salt(made / "keys" / "study.salt")
    secrets = [
        salt.secret,
        *(salt.key(each) for each in ("participant", "items", "content", "inputs", "dropped", "check")),
    ]
    for raw in whole(made).values():
        assert not [each for each in secrets if each in raw or each.hex().encode() in raw]


def test_one_taken_out_is_out_of_everything(tmp_path: Path) -> None:
    """`drop` leaves nothing of a participant in any file, and a later run does not take them in again."""
    from analyzer.command.study.study import drop

    donors.donors(tmp_path / "donations", 25)
    study(tmp_path, tmp_path / "donations")
    before = {row["participant"]: row["items"] for row in rows(tmp_path, "participants")}
    drop(tmp_path / "study", "p004", tmp_path / "keys" / "study.salt")
    after = {row["participant"] for row in rows(tmp_path, "participants")}
    (gone,) = before.keys() - after
    assert len(rows(tmp_path, "items")) == sum(before.values()) - before[gone]
    assert not [name for name, raw in whole(tmp_path).items() if gone.encode() in raw or gone in name]
    for table in ("items", "counts", "files", "participants"):
        assert gone not in {row["participant"] for row in rows(tmp_path, table)}
    assert "Of what 24 participants" in (tmp_path / "study" / "summary.html").read_text()
    run = study(tmp_path, tmp_path / "donations")
    assert run.dropped == 1 and run.manifest["counts"]["participants"] == 24


def test_a_table_of_participants(tmp_path: Path) -> None:
    """Paths, birthday, policy and answers of each; several archives of one person are one run."""
    given = tmp_path / "donations"
    donor(given / "a", 1)
    donors.public_donor(given / "b", 1)
    donor(given / "c", 2, posts=2)
    (given / "c.toml").write_text('schema = 1\n[[answer]]\nplatform = "facebook"\naudience = "public"\n')
    table = given / "who.csv"
    table.write_text(
        f"participant,path,birthday,policy,answers\nanna,a/{FACEBOOK}.zip; b,,,\nbert,c,1980-01-01,ch,c.toml\n"
    )
    study(tmp_path, participants=table)
    anna, bert = sorted(rows(tmp_path, "participants"), key=lambda row: row["policy"], reverse=True)
    assert (anna["facebook"], anna["instagram"], anna["policy"], anna["exports"]) == (True, True, "eu", 2)
    assert bert["policy"] == "ch" and bert["least"] > 0
    bases = {row["is_public_basis"] for row in rows(tmp_path, "items") if row["participant"] == bert["participant"]}
    assert bases == {"stated_by_you", "group_privacy_not_recorded"}  # the answer does not reach groups


def test_parts_of_one_export_are_one_participant(tmp_path: Path) -> None:
    """In a flat folder zips whose names are of one export belong together."""
    given = tmp_path / "donations"
    write(given, facebook() | {TIMELINE: [fb_post("2020-01-01", "one")]}, f"{FACEBOOK}-1")
    write(given, {TIMELINE.replace("_1.", "_2."): [fb_post("2021-01-01", "two")]}, f"{FACEBOOK}-2")
    (given / f"{FACEBOOK}-1.zip").rename(given / "facebook-alexdoe-2026-02-01-part-1.zip")
    (given / f"{FACEBOOK}-2.zip").rename(given / "facebook-alexdoe-2026-02-01-part-2.zip")
    study(tmp_path, given)
    (row,) = rows(tmp_path, "participants")
    assert row["items"] == 2 and row["exports"] == 1
