"""The tool that changes conditions: what it changes, what it leaves alone, and which change it says nobody sees."""

from __future__ import annotations

import ast
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import analyzer

TOOL = Path(analyzer.__file__).parents[1] / "tools" / "change_conditions.py"


@pytest.fixture(scope="module")
def tool() -> Any:
    """The module, wherever `tools` is a package or not."""
    spec = importlib.util.spec_from_file_location("change_conditions", TOOL)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def new(tool: Any, source: str) -> list[str]:
    """The texts to which the conditions of a module are changed."""
    return [change.new for condition in tool.changes(Path("a.py"), source.encode()) for change in condition]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x = a < 3", ["a <= 3", "a < 4", "a < 2"]),
        ("x = a == b", ["a != b"]),
        ("x = a <= b < c", ["a < b < c", "a <= b <= c"]),
        ("x = a is None", ["a is not None"]),
        ("x = a in ('b', 'c')", ["a not in ('b', 'c')", "a in ('c',)", "a in ('b',)"]),
        ("x = a and b", ["a or b", "b", "a"]),
        ("x = a or b or c", ["a and b and c", "b or c", "a or c", "a or b"]),
        ("x = not a", ["a"]),
        ("if a: pass", ["False", "True"]),
        ("while a: pass", ["False"]),
        ("x = 1 if a else 2", ["False", "True"]),
        ("x = [a for a in b if a]", ["False", "True"]),
        ("match a:\n    case 1 if b: pass", ["False", "True"]),
        ("if x := a: pass", ["((x := a)) and False", "((x := a)) or True"]),
    ],
)
def test_what_is_changed(tool: Any, source: str, expected: list[str]) -> None:
    """Edges, opposites, numbers, lists, `and`, `or`, `not` and whole conditions, wherever they stand."""
    assert new(tool, source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "if TYPE_CHECKING:\n    x = a < b",
        "if typing.TYPE_CHECKING: pass",
        "if __name__ == '__main__': main()",
        "if a < b:\n    assert_never(a)",
        "if a < b:\n    raise AssertionError('nobody gets here')",
        "assert a is not None",
        "def f(a: 'x < y') -> 'x < y':\n    '''a < b'''",
        "a: Literal[b < c] = 1",
        "x = f'{a < b}'",
    ],
)
def test_what_is_left_alone(tool: Any, source: str) -> None:
    """What only a type checker reads, what nobody gets to, and texts."""
    assert new(tool, source) == []
    assert new(tool, f"{source}\ny = d is e\n") == ["d is not e"]


def test_a_change_is_made_where_it_stands(tool: Any) -> None:
    """Each change gives a module that is Python and differs in its condition alone; other letters shift no place."""
    source = 'x = "ä€🌊"\nif x == "ö" and (\n    y < 3  # why\n):\n    z = 1\n'.encode()
    found = [change for condition in tool.changes(Path("a.py"), source) for change in condition]
    assert len(found) == 9
    for change in found:
        made = change.made(source)
        ast.parse(made)
        assert made != source
        assert made.startswith(source[: change.start]) and made.endswith(source[change.end :])
    assert str(found[-3]) == "a.py:3: y < 3  ->  y <= 3"


def test_the_same_seed_draws_the_same(tool: Any, tmp_path: Path) -> None:
    """Of each condition that is drawn one change; another seed draws others; more than there are is all of them."""
    (tmp_path / "a.py").write_text("".join(f"x{n} = a < {n}\n" for n in range(20)))
    one, two, other = (tool.drawn([Path("a.py")], tmp_path, 5, seed) for seed in ("7", "7", "8"))
    assert one == two != other
    assert len({change.line for change in one}) == 5
    assert len(tool.drawn([Path("a.py")], tmp_path, 99, "7")) == 20
    assert len(tool.drawn([Path("a.py")], tmp_path, 0, "7")) == 60


FILES = {
    "pack/rules/age.py": "def adult(age):\n    return age >= 18\n\n\ndef child(age):\n    return age < 14\n",
    "tests/rules/test_adult.py": "from pack.rules.age import adult\n\n\n"
    "def test_it():\n    assert [adult(17), adult(18), adult(19)] == [False, True, True]\n",
    "tests/test_child.py": "from pack.rules.age import child\n\n\n"
    "def test_it():\n    assert [child(5), child(25)] == [True, False]\n",
}


def checkout(folder: Path, **more: str) -> Path:
    """A small checkout: a package with one room of two conditions, of which the tests hold the first."""
    for name, text in (FILES | more).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The tool, run in a checkout."""
    command = [sys.executable, str(TOOL), *arguments]
    settings = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": ""}
    return subprocess.run(command, cwd=folder, env=settings, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_what_no_test_notices_is_told(tmp_path: Path, seed: str) -> None:
    """Each condition is told with its place, those that no test notices once more; the checkout stays as it was."""
    folder = checkout(tmp_path)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    done = run(folder, "pack", "--number", "2", "--seed", seed)
    assert done.returncode == 1, done.stderr
    first, second, _, end, left = done.stdout.splitlines()
    assert first.startswith("1/2 noticed  pack/rules/age.py:2: age >= 18  ->  age >")
    assert second == f"2/2 NOT NOTICED  {left}" and left.startswith("pack/rules/age.py:6: age < 14  ->  age <")
    assert end == f"1 of 2 changes noticed (seed {seed})."
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert run(folder, "pack/rules/age.py", "--number", "1", "--seed", seed, "--only-list").stdout.count(" -> ") == 1


def test_tests_that_fail_anyway_tell_nothing(tmp_path: Path) -> None:
    """Where a test fails without any change nothing is changed: what would count as noticed would not be."""
    folder = checkout(tmp_path, **{"tests/test_broken.py": "def test_it():\n    assert False\n"})
    done = run(folder, "pack/rules/age.py", "--number", "1")
    assert done.returncode == 2 and "fail without any change" in done.stderr and not done.stdout


def test_tests_that_never_end_are_stopped(tool: Any, tmp_path: Path) -> None:
    """A change that makes tests run without end is noticed by the time."""
    folder = checkout(tmp_path, **{"tests/test_slow.py": "import time\n\n\ndef test_it():\n    time.sleep(600)\n"})
    assert not tool.Tests(folder, ["tests"], [], "-p no:xdist -o addopts=").pass_(["tests/test_slow.py"], 3)


def test_the_nearest_tests_come_first(tool: Any, tmp_path: Path) -> None:
    """Those that are named for a room, then the folder of its name, then all others."""
    tests = tool.Tests(checkout(tmp_path), ["tests"], ["age=tests/test_child.py"], "")
    near, rest = tests.rounds(Path("pack/rules/age.py"))
    assert near == ["tests/test_child.py", "tests/rules"]
    assert rest == ["tests", "--ignore=tests/test_child.py", "--ignore=tests/rules"]
    assert tests.rounds(Path("pack/other.py")) == [["tests"]]
    tests = tool.Tests(tmp_path, ["tests/rules", "tests/test_child.py"], [], "")
    assert tests.rounds(Path("pack/rules/age.py")) == [
        ["tests/rules"], ["tests/test_child.py", "--ignore=tests/rules"]
    ]  # fmt: skip
    assert tool.Tests(tmp_path, ["tests/rules"], [], "").rounds(Path("pack/rules/age.py")) == [["tests/rules"]]
