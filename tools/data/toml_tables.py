"""Make JSON of the tables in TOML that a run reads: `python -m tools.data.toml_tables`.

Not committed: they are made when the package is built. Where they are missing or old, each run reads the TOML.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from analyzer import toml_tables

HOUSE = Path(toml_tables.__file__).parents[1]
#: Which tables: those that are read by `toml_tables`.
WANTED = (
    "words/??/*.toml", "words/errors/*.toml", "archive/layout/*.toml", "rules/policies/*.toml", "advice/steps/*.toml",
    "advice/past_defaults.toml", "advice/revealing/categories.toml", "report/letter/texts/*.toml",
)  # fmt: skip


def main(house: Path = HOUSE) -> None:
    """Write them below the package."""
    target = house / toml_tables.__name__.rpartition(".")[2] / toml_tables.FOLDER
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for file in sorted(file for pattern in WANTED for file in house.glob(pattern)):
        made = toml_tables.made_of(file.read_bytes())
        if made is not None:
            part = target / f"{file.stem}.part"
            part.write_bytes(made)
            part.replace(target / toml_tables.name_of(file.relative_to(house).as_posix()))


if __name__ == "__main__":
    main()
