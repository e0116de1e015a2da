"""`python -m benchmarks.in_browser`: the page of `web/` in Chromium against the command, time and memory.

Archives of 10,000 and 100,000 records, and a sparse zip of 11 GB with 10,000 records behind its end. Needs the built
page (`python -m web.build`) and, for the last, a file system that keeps sparse files sparse.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.varied import write_varied

BUILT = Path(os.environ.get("ANALYZE_PAGE") or Path(__file__).parents[1] / "dist" / "analyze.html")
_BROWSER = shutil.which("chromium") or "chromium"
_WAIT = 600_000  # milliseconds
_FINDING = 5  # seconds in which a person finds the file
_TICK = os.sysconf("SC_CLK_TCK")


def command(path: Path, out: Path) -> float:
    """Seconds of processor time of the whole command, with its start."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "analyzer", path, "--out", out, "--thumbnails", "0"], check=True, capture_output=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def below(root: int) -> list[int]:
    """A process and all that it started, and so on."""
    found, todo = [], [root]
    while todo:
        found.append(todo.pop())
        for task in Path(f"/proc/{found[-1]}/task").glob("*/children"):
            with suppress(OSError):  # it has ended
                todo += [int(child) for child in task.read_text().split()]
    return found


def of_tab(root: int) -> list[int]:
    """The processes of the tab: that of the page, and those that its frames and the report have. Not the browser's own
    windows, which are drawn by such processes too."""
    return [pid for pid in below(root) if b"--type=renderer" in (said := _said(pid)) and b"top-chrome" not in said]


def seconds(pids: list[int]) -> float:
    """Processor time of these so far."""
    fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids]
    return sum(int(each[11]) + int(each[12]) for each in fields) / _TICK


def held(pids: list[int]) -> float:
    """Megabytes that these hold alone or share in part (PSS)."""
    lines: list[str] = []
    for pid in pids:
        with suppress(OSError):
            lines += Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1000


@dataclass(slots=True)
class Most:
    """Megabytes at most: of the tab, and of all processes of the browser."""

    tab: float = 0.0
    browser: float = 0.0


@contextmanager
def peak(root: int) -> Iterator[Most]:
    """The most that is held within, looked at five times a second."""
    most, over = Most(), threading.Event()

    def look() -> None:
        while not over.wait(0.2):
            most.tab = max(most.tab, held(of_tab(root)))
            most.browser = max(most.browser, held(below(root)))

    watching = threading.Thread(target=look)
    watching.start()
    try:
        yield most
    finally:
        over.set()
        watching.join()


def page(path: Path) -> tuple[float, float, Most]:
    """Wall and processor seconds of the tab from giving the file to the report, and what memory it took.

    The file is given some seconds after the page is there: nobody has found it sooner, and the page uses them.
    """
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as profile:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=_BROWSER, args=["--no-sandbox", "--disable-gpu"]
        )
        context.set_default_timeout(_WAIT)
        tab = context.pages[0]
        tab.goto(BUILT.as_uri())
        reader = tab.frame_locator("#reader")
        reader.locator("html.ready").wait_for(state="attached")
        (mine,) = (
            int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit() and _is_ours(each, profile)
        )
        time.sleep(_FINDING)
        with peak(mine) as most:
            before, begun = seconds(of_tab(mine)), time.monotonic()
            reader.locator("#files").set_input_files(path)
            reader.locator("#start:not([disabled])").click()
            tab.locator("#report").wait_for(state="visible")
            tab.frame_locator("#report").locator("html.ready").wait_for(state="attached")
            wall, spent = time.monotonic() - begun, seconds(of_tab(mine)) - before
        context.close()
    return wall, spent, most


def _is_ours(process: Path, profile: str) -> bool:
    said = _said(int(process.name))
    return profile.encode() in said and b"--type=" not in said


def _said(pid: int) -> bytes:
    """The command line of a process; b"" where it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def sparse(records: Path, target: Path) -> None:
    """The members of `records` behind a film of 11 GB that is nothing but a hole."""
    with target.open("wb") as raw, zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as made:
        film = zipfile.ZipInfo("your_facebook_activity/posts/media/film.mp4")
        film.CRC, film.file_size = 0, 11 << 30  # nobody reads it
        film.compress_size = film.file_size
        raw.write(film.FileHeader(zip64=True))
        film.header_offset = 0
        raw.seek(11 << 30, 1)
        made.start_dir = raw.tell()
        made.filelist.append(film)
        made.NameToInfo[film.filename] = film
        with zipfile.ZipFile(records) as old:
            for name in old.namelist():
                made.writestr(name, old.read(name), zipfile.ZIP_DEFLATED)


def main() -> None:
    print("| archive | command: processor s | page: wall s | page: processor s | ratio | tab: MB | browser: MB |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archives = {}
        for count in (10_000, 100_000):
            archives[f"{count:,} records"] = folder / f"facebook-someone-2026-03-14-{count}.zip"
            write_varied(archives[f"{count:,} records"], count)
        archives["11 GB, 10,000 records"] = folder / "facebook-someone-2026-03-14-film.zip"
        sparse(archives["10,000 records"], archives["11 GB, 10,000 records"])
        for label, path in archives.items():
            native = command(path, folder / f"out-{path.stem}")
            wall, spent, most = page(path)
            print(
                f"| {label} | {native:.1f} | {wall:.1f} | {spent:.1f} | {spent / native:.2f} "
                f"| {most.tab:.0f} | {most.browser:.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
