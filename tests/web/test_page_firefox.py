"""The page in Debian's Firefox, opened from disk: the same bytes as the command, the same sentences, the same seal.

Playwright cannot drive that Firefox; puppeteer-core can, by `firefox.cjs`. The browser is started once.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from page_in_browser import BUILT, POSTS, SAMPLES, Server, command, pictures_in, private, script, without_pictures

import analyzer
from analyzer.report.first_lines import verdict_words
from tools.samples import containers, variants

pytestmark = pytest.mark.page

#: What Firefox does without being asked twice; a prefetch waits for an idle moment, so it proves nothing either way.
WAYS = {"fetch", "xhr", "beacon", "socket", "image", "style", "script", "preload", "frame", "form", "ping"}
HTML = next(each for each in variants() if each.format == "html" and each.platform == "facebook")


@dataclass
class Seen:
    """What Firefox showed, saved and sent."""

    told: dict[str, Any]
    saved: list[dict[str, bytes]]
    arrived: set[str]
    archives: list[tuple[list[Path], bool]]  # each with whether it is to be shown to others


def lacking() -> str:
    """What is not here to try it; "" if all is."""
    if not shutil.which(os.environ.get("FIREFOX") or "firefox-esr"):
        return "there is no firefox-esr; FIREFOX may name one"
    if not shutil.which("node"):
        return "there is no node"
    found = subprocess.run(["node", "-e", 'require("puppeteer-core")'], capture_output=True, check=False)
    return "there is no puppeteer-core: npm install it somewhere and let NODE_PATH name its node_modules" * bool(
        found.returncode
    )


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """One Firefox: a sample, a page of text, an archive in HTML, deep JSON, a sample to be shown to others; then every
    way out."""
    if why := lacking():
        pytest.skip(why)
    folder, saved = tmp_path_factory.mktemp("given"), tmp_path_factory.mktemp("saved")
    letter = folder / "letter.zip"
    letter.write_text("Dear Sir or Madam")
    pages = containers.write_zip(folder / f"{HTML.stem}.zip", HTML.build()[0])
    good = [sorted((SAMPLES / name).glob("*.zip")) for name in ("facebook-de", "instagram-fr")]
    deep = [folder / f"facebook-someone-2026-03-14-Ab3dE5g{number}.zip" for number in range(2)]
    for path, (begin, end) in zip(deep, (("[", "]"), ('{"a":', "}")), strict=True):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr(POSTS, json.dumps([{"timestamp": 1500000000, "data": [{"post": "Hello"}]}]))
            made.writestr(POSTS.replace("_1", "_2"), f"{begin * 100_000}1{end * 100_000}")
    runs = [(good[0], False), ([letter], False), ([pages], False), *(([each], False) for each in deep), (good[1], True)]
    server = Server()
    plan = {
        "firefox": shutil.which(os.environ.get("FIREFOX") or "firefox-esr"), "page": BUILT.as_uri(),
        "saved": str(saved), "server": server.address, "ways": script("ways"), "leaving": script("leaving"),
        "runs": [
            {"paths": list(map(str, paths)), "redact": redact, "details": paths in good} for paths, redact in runs
        ],
    }  # fmt: skip
    driver = Path(__file__).with_name("firefox.cjs")
    done = subprocess.run(
        ["node", driver], input=json.dumps(plan), text=True, capture_output=True, check=False, timeout=900
    )
    server.close()
    assert done.returncode == 0, done.stderr[-2000:]
    zips = sorted(saved.iterdir(), key=lambda path: path.stat().st_mtime_ns)
    return Seen(
        json.loads(done.stdout),
        [contents(path) for path in zips],
        server.arrived,
        [(paths, redact) for paths, redact in runs if paths != [letter]],
    )


def contents(path: Path) -> dict[str, bytes]:
    """What is in a zip, without its folder."""
    with zipfile.ZipFile(path) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def test_it_is_firefox(seen: Seen) -> None:
    assert seen.told["version"].startswith("firefox/")


def test_the_files_are_those_of_the_command(seen: Seen, tmp_path: Path) -> None:
    """Byte for byte, for JSON and HTML, too deep, one archive after the other in one page; but random names."""
    assert len(seen.saved) == len(seen.archives)
    for number, ((paths, redact), saved) in enumerate(zip(seen.archives, seen.saved, strict=True)):
        wanted = command(paths, tmp_path / str(number), redact=redact)
        assert saved.keys() == wanted.keys() if redact else without_pictures(saved) == wanted
    assert pictures_in(seen.saved[0]["report.html"])


def test_what_is_no_archive_is_a_sentence(seen: Seen) -> None:
    """The command's own; before and after it archives are read."""
    assert [run["failed"] for run in seen.told["runs"]] == ["", "letter.zip is not a zip file.", "", "", "", ""]


def test_the_details_say_why(seen: Seen) -> None:
    """Of an item of the first report and of the redacted one: its verdict, and the rules behind it."""
    for number in (0, -1):
        paths, _ = seen.archives[number]
        analysis = analyzer.analyze(*paths).analysis
        details = seen.told["runs"][number]["details"]
        assert analysis.words.say("script.detail.reasoning") in details
        assert any(said.casefold() in details.casefold() for said in verdict_words(analysis).values())


def test_redacted_shows_nothing_of_the_sample(seen: Seen) -> None:
    """No line of a text and no name, in a file or in the details of an item."""
    paths, _ = seen.archives[-1]
    secrets = private(paths)
    shown = [raw.decode("utf-8") for raw in seen.saved[-1].values()] + [seen.told["runs"][-1]["details"]]
    assert secrets and not [each for each in secrets for text in shown if each in text]


def test_nothing_is_asked_for_and_nothing_complained_of(seen: Seen) -> None:
    """No request but of the page's own parts, and no message in the console."""
    assert seen.told["asked"] == [] and seen.told["complaints"] == []


def test_nothing_leaves(seen: Seen) -> None:
    """Out of a page without a policy the ways lead to the server; out of the shell and the frame that reads, none."""
    assert {name.removeprefix("control-") for name in seen.arrived if name.startswith("control-")} >= WAYS
    assert not {name for name in seen.arrived if name.startswith(("shell-", "reader-"))}
    assert seen.told["refused"] > len(WAYS)


def test_the_frame_that_reads_cannot_leave(seen: Seen) -> None:
    """No window was opened, and the page stands where it was."""
    assert seen.told["pages"] == 1 and seen.told["stands"].partition("#")[0] == BUILT.as_uri()
