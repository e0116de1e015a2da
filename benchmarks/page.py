"""The report page in Chromium: writing, opening, filtering, searching, scrolling, answering, memory; and a plain table.

`python -m benchmarks.page [--items N ...] [--report FILE]`. CHROMIUM names the browser (default `/usr/bin/chromium`).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from playwright.sync_api import Page, sync_playwright

from benchmarks.measure import ROOT, compiled_into

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
FILTERS = ("platform", "kind", "verdict", "year", "basis", "reveals", "venue", "person")
SEARCHES = ("ka", "sto", "sea", "utrecht", "zzz", "mi ren", "bri lin", "🌧", "ÜBRI", "friends of", "e", "dasto velar")
PLAIN_UP_TO = 10_000  # items of which a plain table is opened

#: Before anything of the page runs: when the list can be used, and how long the page did not answer.
WATCH = """
window.held = [];
new PerformanceObserver((list) => list.getEntries().forEach((each) => held.push(each.duration)))
  .observe({ type: "longtask", buffered: true });
new MutationObserver((_, observer) => {
  if (!document.documentElement?.classList.contains("ready")) return;
  observer.disconnect();
  requestAnimationFrame(() => setTimeout(() => (window.usable = performance.now())));
}).observe(document, { subtree: true, attributes: true, attributeFilter: ["class"], childList: true });
"""
#: How long from the event to the result on screen, in milliseconds.
TOOLS = """
window.painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
window.settled = async () => {
  const busy = () => document.getElementById("list").getAttribute("aria-busy") === "true";
  while (busy()) await new Promise((next) => setTimeout(next));
  await painted();
};
window.opened = async () => {
  while (!window.usable) await painted();
  return usable;
};
window.timed = async (node, value, event) => {
  const start = performance.now();
  node.value = value;
  node.dispatchEvent(new Event(event, { bubbles: true }));
  await settled();
  return performance.now() - start;
};
window.filtered = async (name) => {
  const node = document.getElementById(`filter-${name}`), found = [];
  if (!node) return found;
  const values = [...node.options].map((option) => option.value).filter(Boolean), step = Math.ceil(values.length / 6);
  for (const value of values.filter((_, index) => index % step === 0)) {
    found.push(await timed(node, value, "change"));
    await timed(node, "", "change");
  }
  return found;
};
window.answered = async () => {
  const found = [], inputs = [...document.querySelectorAll("#asked input[type=radio]")];
  for (const input of inputs.filter((each) => each.offsetParent).slice(0, 4)) {
    const start = performance.now();
    input.click();
    await settled();
    found.push(performance.now() - start);
  }
  return found;
};
window.scrolled = async (share) => {
  const list = document.getElementById("list"), start = performance.now();
  list.scrollTop = share * (list.scrollHeight - list.clientHeight);
  const words = () => [...list.querySelectorAll("button.item")].filter((node) => {
    const at = node.getBoundingClientRect(), box = list.getBoundingClientRect();
    return at.bottom > box.top && at.top < box.bottom;
  }).map((node) => node.querySelector(".item-text"));
  await painted();
  while (!words().length || words().some((node) => node.classList.contains("waiting"))) await painted();
  return performance.now() - start;
};
null;
"""


def written(count: int, folder: Path) -> dict[str, dict[str, float]]:
    """Write page and plain table in a process of their own: bytes, seconds, MiB of each."""
    command = [sys.executable, "-m", "benchmarks.synthetic", str(count), str(folder)]
    done = subprocess.run(command, check=True, cwd=ROOT, env=compiled_into(folder), stdout=subprocess.PIPE)
    found: dict[str, dict[str, float]] = json.loads(done.stdout)
    return found


@contextmanager
def tab(file: Path) -> Iterator[tuple[Page, Any]]:
    """A browser of its own with one tab that has opened `file`, and a line to the browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(300_000)
        page.add_init_script(WATCH)
        page.goto(file.as_uri(), wait_until="load")
        yield page, browser.new_browser_cdp_session()
        browser.close()


def own_process(page: Page, line: Any) -> int:
    """The renderer of this tab: of all that run, the one that is busy when the tab is."""
    running = [
        each["id"] for each in line.send("SystemInfo.getProcessInfo")["processInfo"] if each["type"] == "renderer"
    ]

    def ticks(process: int) -> int:
        return sum(map(int, Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]))

    before = {process: ticks(process) for process in running}
    page.evaluate("{ const end = performance.now() + 400; while (performance.now() < end); }")
    return max(running, key=lambda process: ticks(process) - before[process])


def held(page: Page, line: Any) -> float:
    """MiB that the tab's process has for itself, once what is not needed is thrown away; 0 where nothing tells."""
    if not Path("/proc/self/status").exists():
        return 0.0
    process = own_process(page, line)
    page.context.new_cdp_session(page).send("HeapProfiler.collectGarbage")
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return sum(int(text.split()[1]) / 1024 for text in lines if text.startswith("RssAnon:"))


def of_table(file: Path) -> dict[str, float]:
    """A plain table: until it is drawn, one search, memory."""
    with tab(file) as (page, line):
        page.evaluate(TOOLS)
        opened = page.evaluate("performance.timing.loadEventEnd - performance.timing.navigationStart")
        search = page.evaluate(
            "async (words) => { const found = []; for (const word of words) { const start = performance.now();"
            " find.value = word; find.oninput(); document.body.offsetHeight; await painted();"
            " found.push(performance.now() - start); } return found; }",
            list(SEARCHES),
        )
        return {"open": opened, "search": median(search), "search 95 %": _most(search), "tab MiB": held(page, line)}


def of_page(file: Path) -> dict[str, float]:
    """The report: every figure in milliseconds but for the memory."""
    with tab(file) as (page, line):
        page.evaluate(TOOLS)
        found: dict[str, float] = {"open": page.evaluate("opened()")}
        first = page.evaluate("timed(document.getElementById('find'), 'velar', 'input')")
        page.evaluate("timed(document.getElementById('find'), '', 'input')")
        page.wait_for_timeout(1_000 + file.stat().st_size / 10_000)  # what is prepared while nothing else happens
        times = [each for name in FILTERS for each in page.evaluate("(name) => filtered(name)", name)]
        search = [page.evaluate("(w) => timed(document.getElementById('find'), w, 'input')", w) for w in SEARCHES]
        page.evaluate("timed(document.getElementById('find'), '', 'input')")
        found |= {"filter": median(times), "filter 95 %": _most(times), "filters tried": len(times)}
        found |= {"search": median(search), "search 95 %": _most(search), "first search": first}
        order = "(value) => timed(document.getElementById('filter-order'), value, 'change')"
        found["other order"] = page.evaluate(order, "newest")
        page.evaluate(order, "priority")
        found |= {"to the middle": page.evaluate("scrolled(0.5)"), "to the end": page.evaluate("scrolled(1)")}
        answers = page.evaluate("answered()") or [0.0]
        found |= {"an answer": median(answers), "the first": answers[0]}
        found |= {"longest without answer": max(page.evaluate("held") or [0]), "tab MiB": held(page, line)}
        return found


def _most(times: list[float]) -> float:
    return quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


def _print(name: str, found: dict[str, float]) -> None:
    print(f"{name}: " + ", ".join(f"{key} {value:,.1f}" for key, value in found.items()), flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.page", description=__doc__)
    parser.add_argument("--items", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--report", type=Path, help="only open this report.html, and measure")
    given = parser.parse_args()
    if given.report:
        _print(given.report.name, of_page(given.report.resolve()))
        return
    for count in given.items:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            wrote = written(count, folder)
            _print(f"{count:,} page, written", wrote["page"])
            _print(f"{count:,} page, ms", of_page(folder / "report.html"))
            _print(f"{count:,} plain table, written", wrote["table"])
            if count <= PLAIN_UP_TO:
                _print(f"{count:,} plain table, ms", of_table(folder / "table.html"))


if __name__ == "__main__":
    main()
