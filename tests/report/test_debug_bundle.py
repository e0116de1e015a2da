"""`--debug-bundle`: what is sent with a report of a fault shows shapes, and nothing of the person."""

from __future__ import annotations

import json
import os
import re
import stat
import zipfile
from pathlib import Path
from typing import Any

import pytest
import world
from test_cli import analyze
from world import FACEBOOK, TIMELINE, fb_post

import analyzer
from analyzer.report import debug_bundle
from analyzer.report.debug_bundle import bundle, write_bundle
from tools.samples import expected

SAMPLES = expected.samples()
WORD, NUMBER = "Xylophon", 98765


def planted(value: Any) -> Any:
    """A value with a secret in the place of each leaf, and one more key in each object."""
    if isinstance(value, dict):
        return {key: planted(each) for key, each in value.items()} | {f"{WORD} key": f"{WORD} value"}
    if isinstance(value, list):
        return [planted(each) for each in value]
    if isinstance(value, bool) or value is None:
        return value
    return f"{WORD} {value}" if isinstance(value, str) else NUMBER


def with_secrets(zipped: Path, target: Path) -> Path:
    """The same archive with secrets in every field, in the text and the attributes of pages, in names of files."""
    with zipfile.ZipFile(zipped) as old, zipfile.ZipFile(target / f"{WORD}-2026-02-01.zip", "w") as new:
        for info in old.infolist():
            raw = old.read(info)
            if info.filename.endswith(".json"):
                try:
                    raw = json.dumps(planted(json.loads(raw))).encode()
                except ValueError:
                    raw = raw + WORD.encode()
            elif info.filename.endswith((".html", ".htm")):
                raw = re.sub(rb">([^<]+)<", b">%s<" % WORD.encode(), raw)
                raw = re.sub(rb'="[^"]*"', b'="%s"' % WORD.encode(), raw) + b"<%s a=1>" % WORD.encode()
            new.writestr(info.filename, raw)
            new.writestr(f"{WORD}_1/{WORD}_2/{WORD}.json", json.dumps({WORD: [WORD, NUMBER]}))
    return Path(str(new.filename))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_no_secret_of_any_field_is_in_it(sample: Path, tmp_path: Path) -> None:
    """Planted in every field of every sample: no value, no unknown key, no name of a file or archive comes through."""
    for number, zipped in enumerate(sorted(sample.glob("*.zip"))):
        (tmp_path / str(number)).mkdir()
        found = json.dumps(bundle([with_secrets(zipped, tmp_path / str(number))]), ensure_ascii=False)
        assert WORD.casefold() not in found.casefold() and str(NUMBER) not in found
        assert '"shape": {' in found and zipped.stem not in found


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_nothing_of_a_sample_is_in_it(sample: Path) -> None:
    """Nor does anything that the invented person wrote, is called, or was at."""
    rows = (sample / "expected" / "items.csv").read_text("utf-8")
    words = {word for word in re.findall(r"\w{7,}", rows) if not word.islower() or not word.isascii()}
    found = json.dumps(bundle(sorted(sample.glob("*.zip"))), ensure_ascii=False)
    keys = {word for key in re.findall(r"/([^/\[ ][^/\[]*)", found) for word in re.findall(r"\w+", key)}
    assert not [word for word in words - keys if word in found]


def test_what_it_is_good_for(tmp_path: Path) -> None:
    """Known keys, types and how many of each; unknown keys as hashes that can be told apart; damage by its kind."""
    files = world.facebook() | {
        TIMELINE: [fb_post("2020-05-01", "hello"), {"timestamp": "odd", "Ümläut": 1}],
        "your_facebook_activity/posts/your_videos.json": b'{"a": [1, ',
        "your_facebook_activity/messages/inbox/samroe_12/message_1.json": b"[" * 500,
        "your_facebook_activity/posts/media/a.jpg": b"x",
    }
    one = bundle([world.write(tmp_path, files, FACEBOOK)])["archives"][0]
    shapes = {each["path"]: each for each in one["files"]}
    timeline = next(each for path, each in shapes.items() if path.endswith("check_ins__photos_and_videos_<n>.json"))
    assert timeline["shape"]["[] map"] == 2 and timeline["shape"]["[]/data[]/post string"] == 1
    assert timeline["shape"]["[]/timestamp number"] == 1 and timeline["shape"]["[]/timestamp string"] == 1
    assert [key for key in timeline["shape"] if re.fullmatch(r"\[\]/#[0-9a-f]{8} number", key)]
    assert {each.get("error", "") for each in shapes.values()} >= {"IncompleteJSONError", "RecursionError"}
    assert one["media"] == {"jpg": 1} and not [path for path in shapes if "samroe" in path]


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    """No zip, nothing there, a cut one: the type of the error, and the bundle is made."""
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04")
    (tmp_path / "b.zip").write_bytes(b"hello")
    found = bundle([tmp_path / "a.zip", tmp_path / "b.zip", tmp_path / "none.zip", tmp_path])["archives"]
    assert [each.get("error") for each in found[:3]] == ["RefusedArchive", "NotAnExport", "UsageError"]


def test_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many keys, many files, large files: the bundle stays small, and says that there is more."""
    for name, value in (("MOST_SHAPES", 20), ("MOST_FILES", 2), ("MOST_BYTES", 5000)):
        monkeypatch.setattr(debug_bundle, name, value)
    files = {f"{number}.json": {f"key {each}": each for each in range(2000)} for number in range(5)}
    one = bundle([world.write(tmp_path, files, FACEBOOK)])["archives"][0]
    assert len(one["files"]) == 2 and one["more_files"] == 3
    assert len(one["files"][0]["shape"]) == 21 and one["files"][0]["error"] == "IncompleteJSONError"


def test_the_file(tmp_path: Path) -> None:
    """A new file for its owner alone; one that is there is never written over, and neither is a link."""
    path = world.write(tmp_path, world.facebook(), FACEBOOK)
    write_bundle(tmp_path / "b.json", [path])
    assert json.loads((tmp_path / "b.json").read_text("ascii"))["schema"] == 1
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "b.json").stat().st_mode) == 0o600
    for name in ("b.json", path.name):
        with pytest.raises(analyzer.UsageError, match="is there already"):
            write_bundle(tmp_path / name, [path])
    with pytest.raises(analyzer.AnalyzerError, match="could not be written"):
        write_bundle(tmp_path / "none" / "b.json", [path])


def test_the_command(tmp_path: Path) -> None:
    """It is written before the archive is read, so that a run that fails leaves it too, and says where."""
    (tmp_path / "bad.zip").write_bytes(b"PK\x03\x04")
    ran = analyze(tmp_path / "bad.zip", "--out", tmp_path / "o", "--debug-bundle", tmp_path / "b.json")
    assert ran.returncode == 4 and f"What was written stands in {tmp_path / 'b.json'}" in ran.stderr
    assert json.loads((tmp_path / "b.json").read_text())["archives"] == [{"archive": 1, "error": "RefusedArchive"}]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_no_secret_of_any_field_is_in_a_redacted_run(sample: Path, tmp_path: Path) -> None:
    """The same secrets: in no file that `--redact` writes, and nothing printed, with `--verbose` neither."""
    zips = sorted(sample.glob("*.zip"))
    for number in range(len(zips)):
        (tmp_path / str(number)).mkdir()
    given = [with_secrets(zipped, tmp_path / str(number)) for number, zipped in enumerate(zips)]
    ended = analyze(*given, "--redact", "--verbose", "--thumbnails", "0", "--out", tmp_path / "out")
    told = (ended.stdout + ended.stderr).replace(str(given[0]), "").replace(given[0].name, "")
    made = [path.read_text("utf-8") for path in (tmp_path / "out").glob("*") if path.is_file()]
    assert not [text for text in [told, *made] if WORD.casefold() in text.casefold() or str(NUMBER) in text]
    assert made or ended.returncode in (3, 4)
