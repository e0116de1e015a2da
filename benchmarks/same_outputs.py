"""Whether a change left what the program writes as it was: `python -m benchmarks.same_outputs [REVISION]`.

Runs the program as it stands here and as it was at a revision (`main`) on the same archives, and compares all that they
write, byte for byte: every era, format and language of the generator, the samples, some of them in every language of
the page, and archives of texts as people write them. Ends with 1 where something differs, and names it.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import ROOT
from benchmarks.varied import write_varied
from tools.samples.html.variants import variants
from tools.samples.model import Platform
from tools.samples.scale import write_scale

#: Analyses what the file of its argument lists, in one process, with the day on which archives are old enough.
_RUN = """
import json, sys, pathlib, analyzer
for out, paths, language in json.loads(pathlib.Path(sys.argv[1]).read_text()):
    folder = pathlib.Path(sys.argv[2], out)
    try:
        analyzer.analyze(*paths, language=language).write(folder, thumbnails=0)
    except analyzer.AnalyzerError as error:
        folder.mkdir(parents=True)
        (folder / "error.txt").write_text(str(error), "utf-8")
"""
_MAKE = "from tools.data import made_files; made_files.main()"
LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pl", "pt")
Case = tuple[str, list[str], str]  # a name, the archives, the language of the page


def cases(folder: Path, records: int) -> Iterator[Case]:
    """Everything that is analysed, written into `folder` where the repository does not hold it."""
    for variant in variants():
        place = folder / variant.name
        place.mkdir()
        yield variant.name, [str(path) for path in variant.write(place)[0]], ""
    for sample in sorted(path for path in ROOT.glob("sample_exports/*") if path.is_dir()):
        for language in LANGUAGES if sample.name.endswith("-en") else ("",):
            yield f"{sample.name}-{language}", [str(path) for path in sorted(sample.glob("*.zip"))], language
    platforms: tuple[Platform, ...] = ("facebook", "instagram")
    for platform in platforms:
        name = "facebook-alex.doe.5" if platform == "facebook" else "instagram-alex.doe"
        for kind in ("varied", "pages", "monotone"):
            place = folder / f"{platform}-{kind}"
            place.mkdir()
            path = place / f"{name}-2026-03-14-Ab3dE5gH.zip"
            if kind == "monotone":
                write_scale(path, records, platform=platform)
            else:
                write_varied(path, records, platform=platform, html=kind == "pages")
            yield place.name, [str(path)], ""


def write_all(root: Path, listed: Path, out: Path) -> None:
    """Run the program that stands below `root` on all cases."""
    environment = {**os.environ, "PYTHONPATH": str(root), "LC_ALL": "C.UTF-8"}
    subprocess.run([sys.executable, "-c", _RUN, str(listed), str(out)], check=True, cwd=root, env=environment)


def differing(one: Path, other: Path) -> list[str]:
    """The files that are not in both folders, or not alike."""
    names = {path.relative_to(folder) for folder in (one, other) for path in folder.rglob("*") if path.is_file()}
    alike = {name for name in names if (one / name).is_file() and (other / name).is_file()}
    alike = {name for name in alike if (one / name).read_bytes() == (other / name).read_bytes()}
    return sorted(map(str, names - alike))


def main() -> None:
    """Compare, print, and end with 1 where something differs."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.same_outputs", description=__doc__)
    parser.add_argument("revision", nargs="?", default="main")
    parser.add_argument("--records", type=int, default=10_000, help="of the archives of texts as people write them")
    parser.add_argument("--but", nargs="+", default=[], metavar="FILE", help="that may differ: report.html")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep what was written, to look at what differs")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        before, archives = folder / "before", folder / "archives"
        archives.mkdir()
        subprocess.run(["git", "worktree", "add", "--detach", before, given.revision], check=True, cwd=ROOT)
        try:
            for root in (before, ROOT):
                made = {**os.environ, "PYTHONPATH": str(root)}
                subprocess.run([sys.executable, "-c", _MAKE], check=True, cwd=root, env=made)
            listed = folder / "cases.json"
            listed.write_text(json.dumps(list(cases(archives, given.records))))
            kept = given.keep or folder
            for name, root in (("was", before), ("is", ROOT)):
                write_all(root, listed, kept / name)
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", before], check=True, cwd=ROOT)
        found = [name for name in differing(kept / "was", kept / "is") if Path(name).name not in given.but]
        count = len(json.loads(listed.read_text()))
    print("\n".join(found))
    print(f"{count} reports, {len(found)} files differ")
    raise SystemExit(bool(found))


if __name__ == "__main__":
    main()
