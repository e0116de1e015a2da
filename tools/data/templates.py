"""Compile the templates of the pages: `python -m tools.data.templates`.

Not committed: they are made when the package is built. Where they are missing or old, each run compiles the templates.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from analyzer.report import frame, made_templates

ROOT = Path(made_templates.__file__).parent


def main(folder: Path = ROOT) -> None:
    """Write them as Python, below the folder of reports."""
    target = folder / made_templates.FOLDER
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    environment = frame.environment()
    for each in made_templates.templates():
        code = environment.compile(each.read_text("utf-8"), each.name, raw=True, defer_init=True)
        of, by = made_templates.fingerprint(), made_templates.made_by()
        made = f"{code}\n{made_templates.BY} = {by!r}\n{made_templates.OF} = {of!r}\n"  # last: what is cut off has none
        target.joinpath(f"{made_templates.module_of(each.name)}.py").write_text(made, "utf-8")


if __name__ == "__main__":
    main()
