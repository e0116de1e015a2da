"""Write the tables of `docs/rules.md` anew: one for each ordered list of rules, in the order in which it decides.

`python -m tools.docs.rules`. The words around the tables are written by hand: the conditions, in full.
"""

from __future__ import annotations

import re
from pathlib import Path

from analyzer.report.explanation import source_in
from analyzer.rules.judge import LISTS
from analyzer.words import speak

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def table(name: str) -> str:
    """The table of one list: number, name, sentence and source of each rule."""
    rules = next(each for each in LISTS if each.name == name)
    words = speak("en")
    rows = [f"| {n} | `{rule.name}` | {rule.sentence} | {source_in(words, rule)} |" for n, rule in enumerate(rules, 1)]
    return "\n".join(["| | rule | what it says | source |", "|---|---|---|---|", *rows])


def page(text: str) -> str:
    """The page with all tables as the rules are now; each stands between `<!-- rules: NAME -->` and `<!-- end -->`."""
    marked = re.compile(r"(<!-- rules: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
    return marked.sub(lambda found: f"{found[1]}{table(found[2])}\n{found[3]}", text)


def main() -> None:
    """Read the page, write it with the tables anew."""
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
