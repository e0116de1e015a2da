"""What is bundled: each part fetched by its ordinary client, in one version, and checked by its hash."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

ROWS = Path(__file__).with_name("parts.toml")
_PIP = {  # a wheel for every system, or one that is the same on whatever system this runs
    "wheel": ["--only-binary=:all:", "--platform=any", "--python-version=314", "--implementation=py", "--abi=none"],
    "compiled": ["--only-binary=:all:", "--platform=manylinux2014_x86_64", "--platform=manylinux_2_17_x86_64",
                 "--platform=manylinux_2_28_x86_64", "--python-version=313", "--implementation=cp", "--abi=cp313"],
}  # fmt: skip
_LICENCES = ("license", "licence", "copying", "notice")


class BuildFailed(Exception):
    """The page cannot be built here; `str()` says why."""


@dataclass(frozen=True)
class Part:
    """A row of `parts.toml`: see there what each word means."""

    name: str
    client: str
    version: str
    sha256: str
    licence: str
    what: str
    drop: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    as_source: bool = False
    source: str = ""

    @property
    def file_name(self) -> str:
        """The name under which the part lies in the store: its hash is in it, so another version is another file."""
        ending = {"npm": "tgz", "sdist": "tar.gz"}.get(self.client, "whl")
        return f"{self.name}-{self.version}-{self.sha256[:12]}.{ending}"

    @cached_property
    def path(self) -> Path:
        """Where the part lies, fetched if it is not there yet. Raises BuildFailed."""
        path = store() / self.file_name
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            _fetch(self, path)
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != self.sha256:
            raise BuildFailed(f"{path} is not what parts.toml says: its SHA-256 is {found}. Remove it and try again.")
        return path

    def files(self) -> Iterator[tuple[str, bytes]]:
        """`(name, content)` of every file in the part, without the outermost folder of an archive of sources."""
        if self.path.suffix == ".whl":
            with zipfile.ZipFile(self.path) as wheel:
                yield from ((name, wheel.read(name)) for name in wheel.namelist() if not name.endswith("/"))
        else:
            with tarfile.open(fileobj=io.BytesIO(self.path.read_bytes())) as archive:
                for member in archive:
                    content = archive.extractfile(member) if member.isfile() else None
                    if content:
                        yield member.name.partition("/")[2], content.read()

    def packages(self) -> Iterator[tuple[str, bytes]]:
        """`(name, content)` of what goes into the page's site-packages."""
        for name, content in self.files():
            top = PurePosixPath(name).parts[0]
            if top.endswith((".dist-info", ".data")):
                continue
            if self.client == "compiled" and not name.endswith(".py"):
                continue
            if name.endswith((".pyi", ".c", ".h", ".so", "py.typed")):
                continue
            if any(fnmatchcase(name, each) for each in self.drop) and not any(fnmatchcase(name, k) for k in self.keep):
                continue
            yield name, content

    def licences(self) -> list[str]:
        """The texts of the licences that lie in the part, each once."""
        found: dict[str, None] = {}
        for name, content in self.files():
            path = PurePosixPath(name)
            if path.name.lower().startswith(_LICENCES) and not path.name.lower().endswith((".py", ".pyc")):
                found[content.decode("utf-8", "replace").strip()] = None
        return list(found)


def parts() -> list[Part]:
    """The rows of `parts.toml`, in their order."""
    rows = tomllib.loads(ROWS.read_text("utf-8"))["part"]
    found: list[dict[str, Any]] = [{key: tuple(v) if isinstance(v, list) else v for key, v in r.items()} for r in rows]
    return [Part(**row) for row in found]


def part(name: str) -> Part:
    """The part of this name."""
    return next(each for each in parts() if each.name == name)


def store() -> Path:
    """Where fetched parts and the built extension are kept: outside of the checkout. ANALYZE_PARTS names another."""
    named = os.environ.get("ANALYZE_PARTS")
    cache = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
    return Path(named) if named else Path(cache) / "analyze-page"


def run(*command: str | Path, cwd: Path | None = None, **environment: str) -> None:
    """Run a program; on failure BuildFailed has the end of what it said."""
    program = shutil.which(command[0])
    if program is None:
        raise BuildFailed(f"{command[0]} is not installed: see web/README.md.")
    done = subprocess.run(
        [program, *command[1:]], cwd=cwd, env={**os.environ, **environment}, text=True, capture_output=True, check=False
    )
    if done.returncode:
        said = (done.stdout + done.stderr)[-2000:]
        raise BuildFailed(f"{' '.join(map(str, command[:3]))} ended with {done.returncode}:\n{said}")


def _fetch(part: Part, target: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if part.client == "npm":
            run("npm", "pack", f"{part.name}@{part.version}", cwd=folder)
        else:
            wanted = folder / "wanted.txt"  # with its hash: pip checks it before it runs anything of it
            wanted.write_text(f"{part.name}=={part.version} --hash=sha256:{part.sha256}\n", "utf-8")
            run(sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--require-hashes", "-d", folder / "got",
                *_only_this(part), "-r", wanted)  # fmt: skip
            folder /= "got"
        (found,) = (each for each in folder.iterdir() if each.suffix in (".tgz", ".gz", ".whl"))
        made = target.with_suffix(f".{os.getpid()}")
        shutil.move(found, made)
        made.replace(target)


def _only_this(part: Part) -> list[str]:
    """Options of pip. Of what builds the metadata of a source nothing is asked: that may be wheels."""
    return [f"--no-binary={part.name}"] if part.client == "sdist" else _PIP[part.client]
