"""What Python finds in the page: the program itself and the packages that it stands on, as one zip."""

from __future__ import annotations

import io
import sys
import tomllib
import zipfile
from collections.abc import Iterable
from fnmatch import fnmatchcase
from importlib import import_module
from pathlib import Path

from web.parts import Part, parts

ROOT = Path(__file__).parents[1]
_DAY = (2026, 1, 1, 0, 0, 0)
#: Of the program: what only a terminal or a translator needs, and tables that lie there as TOML too.
_OWN_DROP = (
    "analyzer/__main__.py", "analyzer/command/*", "analyzer/words/translated/*", "analyzer/toml_tables/made/*",
    "*/__pycache__/*", "*.typed",
)  # fmt: skip
_OWN_KEEP = ("analyzer/command/__init__.py", "analyzer/command/browser.py")
#: Of the standard library: what has no meaning in a page, or is for developers.
_LIBRARY_DROP = (
    "_pydatetime.", "_pydecimal.", "_pyio.", "_pyrepl", "bdb.", "cmd.", "cProfile.", "curses", "dbm", "doctest.",
    "ensurepip", "ftplib.", "http/cookie", "http/server.", "idlelib", "imaplib.", "lib2to3", "logging/config.",
    "logging/handlers.", "mailbox.", "modulefinder.", "multiprocessing", "optparse.", "pdb.", "pickletools.",
    "plistlib.", "poplib.", "profile.", "pstats.", "pydoc_data", "smtplib.", "socketserver.", "sqlite3", "symtable.",
    "test", "tkinter", "trace.", "turtle", "venv", "wave.", "webbrowser.", "wsgiref", "xmlrpc", "zipapp.",
)  # fmt: skip
#: What stdnum finds its modules by needs this.
_LIBRARY_KEEP = ("_pyrepl/__init__.py", "_pyrepl/pager.py")


def site(extension: tuple[str, bytes]) -> bytes:
    """A zip of all packages; `extension`: name and content of the one that was built."""
    files: dict[str, bytes] = dict([extension])
    for each in parts():
        if each.client != "npm":
            files |= dict(_python_of(each))
    return zipped(files | _own())


def as_source() -> list[str]:
    """How the names of modules begin that stay in the page as they were written."""
    found: set[str] = set()
    for each in parts():
        if each.as_source:
            found |= {f"{name.split('/')[0]}/" for name, _ in each.packages() if name.endswith(".py")}
    return sorted(found)


def library(raw: bytes) -> bytes:
    """The standard library without what the page has no use for."""
    with zipfile.ZipFile(io.BytesIO(raw)) as whole:
        files = (name for name in whole.namelist() if not name.endswith("/"))
        names = [name for name in files if name in _LIBRARY_KEEP or not name.startswith(_LIBRARY_DROP)]
        return zipped({name: whole.read(name) for name in names})


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip of these files, the same for the same files: sorted, of one day, stored (it is compressed as a whole)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _DAY), files[name])
    return out.getvalue()


def _python_of(part: Part) -> Iterable[tuple[str, bytes]]:
    yield _about(part.name, part.version)
    for name, content in part.packages():
        if part.client != "sdist" or (name.startswith("selectolax/") and name.endswith(".py")):
            yield name, content


def _about(name: str, version: str) -> tuple[str, bytes]:
    """What says that a package is there, and in which version."""
    text = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    return f"{name.replace('-', '_')}-{version}.dist-info/METADATA", text.encode()


def _own() -> dict[str, bytes]:
    sys.path.insert(0, str(ROOT))
    try:
        import_module("tools.data.made_files").main()  # as hatch_build.py has them made
    finally:
        sys.path.remove(str(ROOT))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    found = dict([_about(project["name"], project["version"])])
    for path in (ROOT / "analyzer").rglob("*"):
        name = path.relative_to(ROOT).as_posix()
        wanted = not any(fnmatchcase(name, each) for each in _OWN_DROP) or name in _OWN_KEEP
        if path.is_file() and wanted:
            found[name] = path.read_bytes()
    return found
