"""Archives that are broken, foreign or made to do harm: a sentence, never a page that hangs; and the page works on."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from page_in_browser import POSTS, SAMPLES, SLOW, Person, visited

from analyzer.command.browser import Door

pytestmark = pytest.mark.page
GOOD = sorted((SAMPLES / "facebook-de").glob("*.zip"))


@pytest.fixture(scope="module")
def someone(browser: Any) -> Iterator[Person]:
    with visited(browser) as found:
        found.wait_until_ready()
        yield found


def archive(folder: Path, content: bytes, name: str = POSTS) -> Path:
    target = folder / "facebook-someone-2026-03-14-Ab3dE5gH.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, content)
    return target


def outcome(someone: Person, paths: list[Path]) -> str:
    """What the page says in the end: a sentence, or "report". Within 5 seconds it says something."""
    if someone.page.locator("#back").is_visible():
        someone.back()
    if someone.reader.locator("#other").is_visible():
        someone.reader.locator("#other").click()
    someone.choose(paths)
    if not someone.text("#failed"):
        someone.reader.locator("#start").click()
        until = monotonic() + 5
        while not (said := someone.text("#say") + someone.text("#failed")) and monotonic() < until:
            if someone.page.locator("#back").is_visible():
                break
        assert said or someone.page.locator("#back").is_visible()
        someone.reader.locator("#stop").wait_for(state="hidden", timeout=SLOW)
    return someone.text("#failed") or "report"


def of_command(paths: list[Path], folder: Path) -> tuple[str, bytes]:
    """What this Python makes of them by the same door: its sentence, or "report" and what could not be read."""
    given = {"exports": list(map(str, paths)), "spoken": "en"}
    told = json.loads(Door(folder / "command").ask("analyse", json.dumps(given)))
    return told.get("error", "report"), Path(told["files"]["problems.csv"]).read_bytes() if told["files"] else b""


def of_page(someone: Person, paths: list[Path]) -> tuple[str, bytes]:
    """The same of the page."""
    said = outcome(someone, paths)
    return said, someone.saved()["problems.csv"] if said == "report" else b""


@pytest.mark.parametrize("levels", [900, 4_000, 7_000, 100_000])
@pytest.mark.parametrize("bracket", ["[", '{"a":'])
def test_deep_json(someone: Person, tmp_path: Path, levels: int, bracket: str) -> None:
    """The stack of a browser is short: what is too deep is told as the command tells it, whatever the depth."""
    close = {"[": "]", '{"a":': "}"}[bracket]
    paths = [archive(tmp_path, f"{bracket * levels}1{close * levels}".encode())]
    assert of_page(someone, paths) == of_command(paths, tmp_path)


def test_deep_answers(someone: Person, tmp_path: Path) -> None:
    """A file of answers goes the same way."""
    deep = tmp_path / "answers.json"
    deep.write_text('{"schema":' + "[" * 100_000 + "]" * 100_000 + "}")
    someone.page.locator("#back").is_visible() and someone.back()
    someone.reader.locator("#other").click()
    someone.choose(GOOD)
    someone.reader.locator("#answers").set_input_files(deep)
    someone.reader.locator("#start").click()
    someone.reader.locator("#failed").wait_for(state="visible", timeout=SLOW)
    assert "neither TOML nor JSON" in someone.text("#failed")


def test_foreign_files(someone: Person, tmp_path: Path) -> None:
    """The command's own sentences: no zip, cut off, somebody else's."""
    text = tmp_path / "letter.zip"
    text.write_text("Dear Sir or Madam")
    assert outcome(someone, [text]) == "letter.zip is not a zip file."
    cut = tmp_path / "facebook-cut.zip"
    cut.write_bytes(GOOD[0].read_bytes()[:-200])
    assert "facebook-cut.zip" in outcome(someone, [cut])
    foreign = tmp_path / "takeout.zip"
    with zipfile.ZipFile(foreign, "w") as made:
        made.writestr("Takeout/archive_browser.html", "x")
    assert "Google Takeout" in outcome(someone, [foreign])


def test_a_bomb(someone: Person, tmp_path: Path) -> None:
    """A quarter of a gigabyte of nothing in 250 kB: what the command says of it."""
    target = tmp_path / "facebook-bomb-2026-03-14-Ab3dE5gH.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made, made.open(POSTS, "w", force_zip64=True) as member:
        for _ in range(256):
            member.write(bytes(1 << 20))
    assert of_page(someone, [target]) == of_command([target], tmp_path)


def test_a_dead_worker_is_followed_by_another(someone: Person) -> None:
    """When Python itself ends, a sentence says so, and the next archive is read."""
    worker = someone.page.workers[-1]
    someone.page.locator("#back").is_visible() and someone.back()
    worker.evaluate("() => { setTimeout(() => { throw new Error('the end'); }, 0); }")
    someone.reader.locator("#failed").wait_for(state="visible", timeout=SLOW)
    assert "stopped" in someone.text("#failed")
    assert outcome(someone, GOOD) == "report"


def test_the_page_works_on(someone: Person) -> None:
    """After all of that."""
    assert outcome(someone, GOOD) == "report"
    assert len(someone.saved()) == 6


def test_it_can_be_stopped(someone: Person) -> None:
    """At any time; nothing of it stays, and the next run is as if nothing had been."""
    someone.page.locator("#back").is_visible() and someone.back()
    someone.reader.locator("#other").click()
    someone.choose(GOOD)
    someone.reader.locator("#start").click()
    someone.reader.locator("#stop").click()
    assert someone.text("#say").startswith("Stopped")
    assert not someone.reader.locator("#done").is_visible()
    someone.read()


def few(megabytes: int) -> str:
    """A browser that gives the worker no more memory than this: before its own text stands another."""
    limit = (
        "{ const grow = WebAssembly.Memory.prototype.grow;"
        "WebAssembly.Memory.prototype.grow = function (pages) {"
        f"if (this.buffer.byteLength + 65536 * pages > {megabytes}e6) throw new RangeError('no more memory');"
        "return grow.call(this, pages); }; }"
    )
    return (
        "{ const Whole = Blob; window.Blob = class extends Whole { constructor(parts, options) {"
        "super(String(parts[0]).startsWith('delete self.importScripts')"
        f"? [{json.dumps(limit)}, ...parts] : parts, options); }} }}; }}"
    )


def test_memory_at_its_end(browser: Any, tmp_path: Path) -> None:
    """An archive that asks for more than there is: something is said all the while, a sentence in the end within five
    seconds, and the page works on."""
    posts = [{"timestamp": number, "data": [{"post": f"{number} {'x' * 1000}"}]} for number in range(60_000)]
    large = archive(tmp_path, json.dumps(posts).encode())
    with visited(browser, before=few(64)) as person:
        person.wait_until_ready()
        person.choose([large])
        person.reader.locator("#start").click()
        silent = begun = monotonic()
        while not (failed := person.text("#failed")) and monotonic() < begun + SLOW / 1000:
            silent = monotonic() if person.text("#say") else silent
            assert monotonic() - silent < 5
        assert "more memory than the browser gives" in failed
        person.wait_until_ready()
        assert outcome(person, GOOD) == "report"
