"""The plan of the house: rooms in one order, and no file that imports from a room behind its own."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import analyzer
from analyzer.reading.reader import reader

HOUSE = Path(analyzer.__file__).parent
#: A study lies in the room of commands and knows nothing of it: `analyzer.study` opens on it as on any room before.
STUDY = "command.study"
#: The way of the data. The two doors of the package, `__init__` and `__main__`, open on everything before them.
ROOMS = ("errors", "model", "toml_tables", "words", "archive", "reading", "items", "rules", "advice", "run", "report",
         STUDY, "__init__", "command", "__main__")  # fmt: skip
FILES = sorted(HOUSE.rglob("*.py"))


def room(module: str) -> str:
    """The room of a module, `__init__` for the package itself."""
    if f"{module}.".startswith(f"analyzer.{STUDY}."):
        return STUDY
    return [*module.split("."), "__init__"][1]


def imports(path: Path) -> Iterator[tuple[str, str]]:
    """`(module, name)` for everything of ours that a file imports, inside functions and for types too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "analyzer":
            for each in node.names:
                whole = f"{node.module}.{each.name}"
                yield (whole, "") if module_file(whole) else (str(node.module), each.name)
        elif isinstance(node, ast.Import):
            yield from ((each.name, "") for each in node.names if each.name.split(".")[0] == "analyzer")


def module_file(module: str) -> bool:
    """Whether there is a module of this name."""
    place = HOUSE.joinpath(*module.split(".")[1:])
    return place.with_suffix(".py").is_file() or (place / "__init__.py").is_file()


def own_name(path: Path) -> str:
    """The dotted name of a file."""
    return ".".join(("analyzer", *path.relative_to(HOUSE).with_suffix("").parts)).removesuffix(".__init__")


def test_the_house_is_its_rooms() -> None:
    """Whoever opens the package sees its rooms and nothing else."""
    seen = {
        entry.name.removesuffix(".py") for entry in HOUSE.iterdir() if entry.name not in ("__pycache__", "py.typed")
    }
    assert seen == set(ROOMS) - {STUDY} and (HOUSE / "py.typed").is_file()


def test_nothing_is_imported_from_a_room_behind() -> None:
    """A file imports from its own room and from those before it."""
    wrong = [
        f"{own_name(path)} imports {module}"
        for path in FILES
        for module, _ in imports(path)
        if ROOMS.index(room(module)) > ROOMS.index(room(own_name(path)))
    ]
    assert not wrong


def test_no_private_name_crosses_a_module() -> None:
    """What begins with an underscore is used where it stands, and nowhere else."""
    wrong = []
    for path in FILES:
        wrong += [f"{own_name(path)}: {module}.{name}" for module, name in imports(path) if name.startswith("_")]
        tree = ast.parse(path.read_text("utf-8"))
        modules = {module.rpartition(".")[2] for module, name in imports(path) if not name}
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.attr.startswith("_")
                and not node.attr.endswith("__")
            ):
                wrong += [f"{own_name(path)}: {node.value.id}.{node.attr}"] * (node.value.id in modules)
    assert not wrong


@pytest.mark.parametrize("platform", ["facebook", "instagram"])
def test_every_reader_of_the_path_table_exists(platform: str) -> None:
    """The path table names readers by text: each of them is there."""
    rows = tomllib.loads((HOUSE / "archive" / "layout" / f"{platform}.toml").read_text("utf-8"))["group"]
    for name in {name for row in rows for name in row.get("readers", ())}:
        assert callable(reader(name).read), name
