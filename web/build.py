"""`python -m web.build`: the page as one file, `dist/analyze.html`, with its hash beside it.

Fetches every part by pip and npm, checks their hashes, builds selectolax for WebAssembly, compiles all Python ahead by
the interpreter that will run it, and puts everything into one HTML file. Twice gives the same bytes. web/README.md has
what it needs.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
import tarfile
import tempfile
from pathlib import Path

from web import extension, site_packages
from web.page import assemble
from web.parts import BuildFailed, part, run

MOST = 18_000_000  # bytes of the page
TARGET = Path(__file__).parents[1] / "dist" / "analyze.html"
_SCRIPT = Path(__file__).with_name("python.mjs")


def build(target: Path, most: int = MOST) -> dict[str, int]:
    """Write the page and, beside it, its SHA-256; the sizes of its parts in bytes. Raises BuildFailed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pyodide = _unpacked(folder)
        pyconfig = _ask(pyodide, folder)
        made = extension.build(part("selectolax"), pyconfig)
        library = site_packages.library((pyodide / "python_stdlib.zip").read_bytes())
        site = site_packages.site((extension.NAME, made))
        parts = {
            "wasm": (pyodide / "pyodide.asm.wasm").read_bytes(),
            "library": _compiled(pyodide, folder, "library", library, "/lib/python314.zip/"),
            "site": _compiled(pyodide, folder, "site", site, "/site/"),
            "worker": assemble.worker(pyodide).encode(),
        }
        lock = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))
    parts["rest"] = assemble.rest({**lock, "packages": {}}).encode()
    packed = {name: gzip.compress(raw, 9, mtime=0) for name, raw in parts.items()}
    page = assemble.page(packed).encode()
    if len(page) > most:
        raise BuildFailed(f"The page would have {len(page):,} bytes, and {most:,} are the most.")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(page)
    digest = hashlib.sha256(page).hexdigest()
    target.with_name(f"{target.name}.sha256").write_text(f"{digest}  {target.name}\n", "utf-8")
    return {name: len(raw) for name, raw in packed.items()} | {"page": len(page)}


def _unpacked(folder: Path) -> Path:
    with tarfile.open(part("pyodide").path) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def _ask(pyodide: Path, folder: Path) -> str:
    out = folder / "pyconfig.h"
    run("node", _SCRIPT, pyodide, "pyconfig", out)
    return out.read_text("utf-8")


def _compiled(pyodide: Path, folder: Path, name: str, raw: bytes, prefix: str) -> bytes:
    source, target = folder / f"{name}.zip", folder / f"{name}.compiled.zip"
    source.write_bytes(raw)
    run("node", _SCRIPT, pyodide, "compile", source, target, prefix, AS_SOURCE=json.dumps(site_packages.as_source()))
    return target.read_bytes()


def main(arguments: list[str] | None = None) -> int:
    """What the command does; its exit code."""
    parser = argparse.ArgumentParser(prog="python -m web.build", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--out", type=Path, default=TARGET, metavar="FILE", help="default: dist/analyze.html")
    target: Path = parser.parse_args(arguments).out
    try:
        sizes = build(target)
    except BuildFailed as error:
        print(f"web.build: {error}", file=sys.stderr)
        return 1
    for name, size in sizes.items():
        print(f"{size:>12,}  {name}{' (compressed)' if name != 'page' else ''}")
    print(target, target.with_name(f"{target.name}.sha256").read_text("utf-8").split()[0])
    return 0


if __name__ == "__main__":
    sys.exit(main())
