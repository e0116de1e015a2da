"""What the tests of the page share: the built file, and a person who uses it."""

from __future__ import annotations

import base64
import io
import json
import os
import re
import threading
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic
from typing import Any

import analyzer
from analyzer.command.browser import Door
from analyzer.report.page.thumbnails.process import make_small

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "sample_exports"
BUILT = Path(os.environ.get("ANALYZE_PAGE") or ROOT / "dist" / "analyze.html")
POSTS = "your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json"
SLOW = 240_000  # milliseconds: a busy machine is no failure


def stale() -> str:
    """Why the built page cannot be tested; "" if it can."""
    if not BUILT.is_file():
        return f"{BUILT.name} is not built: python -m web.build"
    made = BUILT.stat().st_mtime
    aside = {"__pycache__", "made"}  # what is made of the sources is no source, and may be made anew at any time
    sources = [
        path for name in ("analyzer", "web") for path in (ROOT / name).rglob("*") if aside.isdisjoint(path.parts)
    ]
    newer = [path for path in sources if path.suffix != ".json" and path.is_file() and path.stat().st_mtime > made]
    return f"{newer[0].name} is newer than {BUILT.name}: python -m web.build" if newer else ""


def script(name: str) -> str:
    """A script to be run in the page."""
    return Path(__file__).with_name(f"{name}.js").read_text("utf-8").partition("\n")[2]


class Server:
    """Takes whatever comes, and remembers it. `/page` is the page, `/open` a document without any policy."""

    def __init__(self) -> None:
        self.arrived: set[str] = set()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                name = self.path.strip("/")
                outer.arrived.add(name)
                body = BUILT.read_bytes() if name == "page" else b"<!doctype html><title>x</title><body>"
                self.send_response(200)
                self.send_header("content-type", "text/html")
                self.send_header("access-control-allow-origin", "*")
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_GET

            def log_message(self, *_: object) -> None:
                """Nothing on the screen."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class Person:
    """Somebody at the page: they choose files, press buttons, save what is offered."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.reader = page.frame_locator("#reader")

    def wait_until_ready(self) -> None:
        """Python has started."""
        self.reader.locator("html.ready").wait_for(state="attached", timeout=SLOW)

    def choose(self, paths: Sequence[Path]) -> None:
        """Give archives, and wait until the page has said what they are."""
        self.reader.locator("#files").set_input_files(list(paths))
        self.reader.locator("#stop").wait_for(state="hidden", timeout=SLOW)

    def read(self) -> None:
        """Press the button, and wait for the report."""
        self.reader.locator("#start").click()
        self.page.locator("#report").wait_for(state="visible", timeout=SLOW)

    def saved(self, selector: str = "#everything") -> dict[str, bytes]:
        """Save a zip that is offered; what is in it, without its folder."""
        with self.page.expect_download() as download:
            self.page.locator(selector).click()
        with zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())) as archive:
            return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}

    def back(self) -> None:
        """From the report to the form."""
        self.page.locator("#back").click()

    def start_anew(self) -> None:
        """To the form as it is before a file is given, wherever the page stands; not loaded again."""
        if self.page.locator("#back").is_visible():
            self.back()
        if self.reader.locator("#other").is_visible():
            self.reader.locator("#other").click()

    def unfold(self) -> None:
        """Open everything that can be folded away."""
        self.page.frames[1].evaluate(
            "() => document.querySelectorAll('details').forEach((each) => { each.open = true; })"
        )

    def text(self, selector: str) -> str:
        """What stands there in the frame that reads."""
        return str(self.reader.locator(selector).inner_text())


_PICTURE = re.compile(rb"data:image/(?:webp|jpeg);base64,([A-Za-z0-9+/=]+)")


def command(paths: Sequence[Path], folder: Path, **given: Any) -> dict[str, bytes]:
    """What this Python makes of it by the same door, but for the pictures, which each makes by its own decoder.

    `tests/command/test_door.py` has what the door and the command have in common: all but how to go on.
    """
    door = Door(folder)
    told = json.loads(door.ask("analyse", json.dumps({"exports": list(map(str, paths)), "pictures": 60, **given})))
    while "photos" in told:
        small = make_small([Path(path).read_bytes() for path in told["files"].values()], monotonic() + 60)
        for number, raw in enumerate(small):
            (folder / f"small-{number}").write_bytes(raw)
        names = [str(folder / f"small-{number}") for number in range(len(small))]
        told = json.loads(door.ask("pictured", json.dumps({"small": names})))
    made = {name: Path(path).read_bytes() for name, path in told["files"].items() if not name.endswith(".zip")}
    return without_pictures(made)


def without_pictures(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files, with marks where the report holds a small picture."""
    return {**files, "report.html": _PICTURE.sub(b"data:picture", files["report.html"])}


def pictures_in(report: bytes) -> list[bytes]:
    """The small pictures in a report."""
    return [base64.b64decode(each) for each in _PICTURE.findall(report)]


def private(paths: list[Path]) -> set[str]:
    """What nobody else should see of a sample: each line of its texts, names of people and places, of pictures."""
    found: set[str] = set()
    analysis = analyzer.analyze(*paths).analysis
    for each in analysis.judged:
        item = each.item
        found |= {line.strip() for line in item.text.splitlines()}
        found |= {*item.people, item.place, item.venue_name, *(medium.path.rpartition("/")[2] for medium in item.media)}
    for export in analysis.collection.exports:
        for account in export.facts.accounts.values():
            found |= {account.username, account.full_name}
    return {each for each in found if len(each) > 5}


def fresh(browser: Any, **options: Any) -> Any:
    """A new page in a context of its own, patient."""
    context = browser.new_context(**options)
    context.set_default_timeout(SLOW)
    return context.new_page()


@contextmanager
def visited(browser: Any, address: str = "", before: str = "", **options: Any) -> Iterator[Person]:
    """The page opened from disk, or from an address. On the way out: the browser has complained of nothing.

    `before`: a script that runs in each of its frames before all others.
    """
    context = browser.new_context(
        **{"viewport": {"width": 1100, "height": 900}, "locale": "en-GB", "accept_downloads": True, **options}
    )
    context.set_default_timeout(SLOW)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.add_init_script(before or "void 0")
    page.goto(address or BUILT.as_uri())
    yield Person(page)
    assert complaints == []
    context.close()
