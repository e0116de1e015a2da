"""`python -m benchmarks.synthetic ITEMS DIR`: write the page of a person with many items, and a plain table of them.

The items are those of the sample archives over and over, each with a text, time, place, people and group of its own,
judged by the rules as any other. No archive of that size is made or read: what is measured here is the page.
Prints one line of JSON: bytes, seconds and MiB of writing each of the two files.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from html import escape
from pathlib import Path

from analyzer.advice.priority import prioritise
from analyzer.report.first_lines import first_lines
from analyzer.report.page import render
from analyzer.report.summary import summary
from analyzer.rules import judge
from analyzer.rules.analysis import Analysis, Options
from analyzer.rules.case import Case
from analyzer.rules.decision import Judged
from analyzer.run import analyze

SAMPLES = Path(__file__).resolve().parents[1] / "sample_exports"
FIRST, LAST = 1_230_000_000, 1_773_000_000  # the end of 2008 and March 2026
_SYLLABLES = "ka lo mi ren da sto vel ar ti gu pe no sch ü bri é ra lin on ta mer ou zi fa".split()
_ENDINGS = (".", ".", "!", " 🌧️", " 😀", "?", "", "", " #sea", " 🎉")


def analysis(count: int) -> Analysis:
    """An analysis of `count` items of a person on Facebook and Instagram."""
    base = analyze(sorted(SAMPLES.glob("*-en/*.zip")), Options())
    chance = random.Random(count)
    words = ["".join(chance.choices(_SYLLABLES, k=1 + n % 3)) for n in range(4_000)]
    people = [f"{chance.choice(words).title()} {chance.choice(words).title()}" for _ in range(1_500)]
    groups = [f"Friends of the {word}" for word in words[:200]]
    places = [f"{word.title()}, Utrecht" for word in words[200:700]]
    judged = []
    for number in range(count):
        like = base.judged[number % len(base.judged)]
        item = replace(like.item, record=f"/{number}/data/0", people=[], place="", created=chance.randint(FIRST, LAST))
        item.text = " ".join(chance.choices(words, k=chance.choice((0, 3, 6, 9, 14, 20, 60)))) + chance.choice(_ENDINGS)
        if number % 7 == 0:
            item.people = chance.sample(people, k=1 + number % 3)
        if number % 10 == 0:
            item.place = chance.choice(places)
        if item.venue == "group":
            item.venue_name = chance.choice(groups)
        item_id = f"{chance.getrandbits(48):012x}"
        judged.append(judge.judge(Case(item, item_id, like.case.of), base.answers, base.objections))
    prioritise(judged)
    return replace(base, judged=judged)


def plain_table(judged: Iterable[Judged]) -> Iterable[str]:
    """What one would write in an evening: every item a row, and a search of three lines."""
    yield "<!doctype html><meta charset=utf-8><title>Items</title><input id=find><table><tbody id=rows>\n"
    for each in judged:
        item = each.item
        cells = (each.id, item.platform, item.kind, item.created, item.text, each.verdict, each.is_public_basis)
        yield f"<tr>{''.join(f'<td>{escape(str(cell))}' for cell in cells)}\n"
    yield """</table><script>find.oninput = () => {
for (const row of rows.rows) row.hidden = !row.textContent.toLowerCase().includes(find.value.toLowerCase());
};</script>"""


def memory(name: str) -> float:
    """`VmRSS` or `VmHWM` of this process in MiB; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{name}:")), 0.0)


def written(path: Path, pieces: Callable[[], Iterable[str]]) -> dict[str, float]:
    """Write a file; how large it is, how long it took, and how much memory beyond what was there already."""
    if (forget := Path("/proc/self/clear_refs")).exists():
        forget.write_text("5")  # the peak begins anew
    before, start = memory("VmRSS"), time.process_time()
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        file.writelines(pieces())
    return {
        "bytes": path.stat().st_size,
        "seconds": time.process_time() - start,
        "mib": memory("VmHWM") - before,
    }


def main() -> None:
    """Read the arguments, do it."""
    count, folder = int(sys.argv[1]), Path(sys.argv[2])
    found = analysis(count)
    of, lines = summary(found), first_lines(found)
    table = written(folder / "table.html", lambda: plain_table(found.judged))
    report = written(folder / "report.html", lambda: render.render(found, of, lines))
    print(json.dumps({"table": table, "page": report}))


if __name__ == "__main__":
    main()
