"""Make the tables of the word lists that say what a text gives away: `python -m tools.data.word_tables`.

Not committed: they are made when the package is built. Where they are missing or old, the program works them out of
the word lists itself, which costs each run that meets a text half a second.
"""

from __future__ import annotations

import sys
from pathlib import Path

from analyzer.advice.revealing import tables

ROOT = Path(__file__).resolve().parents[2]


def build(folder: Path) -> None:
    """Write the tables into the package below `folder`, each as a whole."""
    target = folder.joinpath(*tables.__package__.split("."), tables.FOLDER)
    target.mkdir(parents=True, exist_ok=True)
    for name, content in tables.made_tables():
        part = target / f"{name}.part"
        part.write_bytes(content)
        part.replace(target / name)


def main(folder: Path = ROOT) -> None:
    """Make them beside their sources, or in the package below another folder."""
    build(folder)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
