"""selectolax for WebAssembly: the one part that is compiled C and for which there is no wheel.

Debian's emcc builds the C that lies in the source of selectolax, against the headers of whatever Python runs this, in
that part of CPython's interface which holds across versions (`abi3`), with a `pyconfig.h` made of what Pyodide says of
itself. That takes a minute or two, so the result is kept in the store, by the hash of all that goes into it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sysconfig
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from web.parts import BuildFailed, Part, run, store

NAME = "selectolax/lexbor.abi3.so"  # where it lies in site-packages
_ABI = "0x030b0000"  # CPython 3.11's
_COMPILE = ("-fPIC", "-O2", "-std=gnu99", "-DLEXBOR_STATIC", f"-DPy_LIMITED_API={_ABI}", "-DCYTHON_LIMITED_API=1",
            "-Wno-everything")  # fmt: skip
_LINK = ("-sSIDE_MODULE=2", "-O2", "-sEXPORTED_FUNCTIONS=_PyInit_lexbor", "-sWASM_BIGINT")
_LIMITED = Path(__file__).with_name("limited.h")
_CYTHON = "selectolax/lexbor.c"


def build(part: Part, pyconfig: str) -> bytes:
    """The extension, built or out of the store. `pyconfig`: the text of Pyodide's `pyconfig.h`. Raises BuildFailed."""
    headers = Path(sysconfig.get_paths()["include"])
    if not (headers / "Python.h").is_file():
        raise BuildFailed(f"There are no headers of Python in {headers}: install python3-dev.")
    if shutil.which("emcc") is None:
        raise BuildFailed("emcc is not installed: on Debian, apt-get install --no-install-recommends emscripten.")
    compiler = subprocess.run(["emcc", "--version"], text=True, capture_output=True, check=True).stdout.splitlines()[0]
    facts = (part.sha256, pyconfig, _LIMITED.read_text("utf-8"), compiler, sysconfig.get_python_version(),
             *_COMPILE, *_LINK)  # fmt: skip
    kept = store() / f"lexbor-{hashlib.sha256(repr(facts).encode()).hexdigest()[:16]}.so"
    if not kept.is_file():
        with tempfile.TemporaryDirectory() as name:
            made = _made(part, pyconfig, headers, Path(name))
            whole = kept.with_suffix(f".{os.getpid()}")
            shutil.copyfile(made, whole)
            whole.replace(kept)
    return kept.read_bytes()


def _made(part: Part, pyconfig: str, headers: Path, folder: Path) -> Path:
    source, include, objects = folder / "source", folder / "include", folder / "objects"
    for name, content in part.files():
        if name.endswith((".c", ".h")):
            path = source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    shutil.copytree(headers, include)
    (include / "pyconfig.h").write_text(pyconfig, "utf-8")
    shutil.copyfile(_LIMITED, include / _LIMITED.name)
    library = sorted(path.relative_to(source).as_posix() for path in (source / "lexbor").rglob("*.c"))
    batches = [[_CYTHON], *_batches([each for each in library if "windows_nt" not in each])]
    folders = [objects / f"{number:02}" for number in range(len(batches))]
    for each in folders:
        each.mkdir(parents=True)

    def compile_batch(names: list[str], into: Path) -> None:
        own = ("-include", _LIMITED.name) if names == [_CYTHON] else ()
        # all paths are relative: no name of a temporary folder may get into the bytes
        run("emcc", "-c", *_COMPILE, "-I../../source/lexbor/source", "-I../../include", *own,
            *(f"../../source/{name}" for name in names), cwd=into)  # fmt: skip

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(compile_batch, batches, folders))
    made = sorted(path.relative_to(objects).as_posix() for path in objects.rglob("*.o"))
    if len(made) != sum(map(len, batches)):
        raise BuildFailed("emcc did not compile every file.")
    run("emcc", *_LINK, *made, "-o", "lexbor.so", cwd=objects)
    return objects / "lexbor.so"


def _batches(names: list[str], size: int = 25) -> list[list[str]]:
    """The names in batches, no two of one batch for the same object: emcc takes a second to start."""
    found: list[list[str]] = []
    for name in names:
        base = name.rpartition("/")[2]
        for batch in found:
            if len(batch) < size and all(each.rpartition("/")[2] != base for each in batch):
                batch.append(name)
                break
        else:
            found.append([name])
    return found
