"""Change conditions one at a time and say which change no test notices: `python -m tools.change_conditions FOLDER`.

What is changed: a comparison by its edge or its opposite, a number in it by one, a word that it lists left out; `and`
and `or`, a part of them left out; `not`; a condition as a whole. A seed draws conditions, one change of each.

The tests run on a copy: first those of the module's room (`tests/<room>/`, or what `--near` names), then all others.
A change counts as noticed if a test fails, or if the tests take far longer than they do without it.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from time import monotonic

_SWAPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_LEFT_BEHIND = shutil.ignore_patterns(
    ".git", "__pycache__", ".*_cache", ".hypothesis", ".venv", "venv", "build", "dist"
)
_USAGE, _NO_TESTS = 4, 5  # exit codes of pytest


@dataclass(frozen=True, slots=True)
class Change:
    """One condition of a module, and what it is changed to. `start` and `end` are places in the bytes of the module."""

    path: Path
    line: int
    start: int
    end: int
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.path.as_posix()}:{self.line}: {' '.join(self.old.split())}  ->  {self.new}"

    def made(self, source: bytes) -> bytes:
        """The module with the change in it."""
        return source[: self.start] + f"({self.new})".encode() + source[self.end :]


def changes(path: Path, source: bytes) -> list[list[Change]]:
    """For each condition of a module, in order, all changes of it that are tried."""
    starts = [0, *accumulate(map(len, source.splitlines(keepends=True)))]
    found: dict[tuple[int, int], list[Change]] = {}
    for node, new in _conditions(ast.parse(source)):
        assert node.end_lineno is not None and node.end_col_offset is not None
        start, end = starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset
        change = Change(path, node.lineno, start, end, source[start:end].decode(), new)
        if change not in found.setdefault((start, end), []):
            found[start, end].append(change)
    return [found[place] for place in sorted(found)]


def _conditions(node: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    """Each condition below a node, with the text of each change of it.

    Left out is what only a type checker reads, or nobody gets to: annotations, `if TYPE_CHECKING`, assertions.
    """
    if isinstance(node, ast.Assert | ast.JoinedStr):  # places in an f-string are only right since Python 3.12
        return
    if isinstance(node, ast.If) and _is_static(node):
        for each in node.orelse:
            yield from _conditions(each)
        return
    tests = [node.test] if isinstance(node, ast.If | ast.IfExp | ast.While) else []
    tests += node.ifs if isinstance(node, ast.comprehension) else []
    tests += [node.guard] if isinstance(node, ast.match_case) and node.guard else []
    for test in tests:
        text = ast.unparse(test)
        yield test, f"({text}) and False" if _binds(test) else "False"
        if not isinstance(node, ast.While):
            yield test, f"({text}) or True" if _binds(test) else "True"
    if isinstance(node, ast.expr):
        for changed in _changed(node):
            yield node, ast.unparse(changed)
    for name, value in ast.iter_fields(node):
        if name not in ("annotation", "returns"):
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, ast.AST):
                    yield from _conditions(each)


def _is_static(node: ast.If) -> bool:
    """Whether a branch depends on the type checker or on how the module is started, or is one that nobody gets to."""
    names = {each.id for each in ast.walk(node.test) if isinstance(each, ast.Name)}
    names |= {each.attr for each in ast.walk(node.test) if isinstance(each, ast.Attribute)}
    only = ast.unparse(node.body[0]) if len(node.body) == 1 else ""
    return bool(names & {"TYPE_CHECKING", "__name__"}) or only.startswith(("assert_never(", "raise AssertionError"))


def _binds(node: ast.expr) -> bool:
    """Whether a name gets its value in an expression: it must not be left out."""
    return any(isinstance(each, ast.NamedExpr) for each in ast.walk(node))


def _changed(node: ast.expr) -> Iterator[ast.expr]:
    """An expression with one thing in it changed, each way."""
    match node:
        case ast.Compare():
            yield from _compared(node)
        case ast.BoolOp():
            yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
            for number, value in enumerate(node.values):
                if not _binds(value):
                    rest = node.values[:number] + node.values[number + 1 :]
                    yield ast.BoolOp(node.op, rest) if len(rest) > 1 else rest[0]
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand


def _compared(node: ast.Compare) -> Iterator[ast.expr]:
    for number, operator in enumerate(node.ops):
        swapped = [*node.ops[:number], _SWAPPED[type(operator)](), *node.ops[number + 1 :]]
        yield ast.Compare(node.left, swapped, node.comparators)
    for new in _values(node.left):
        yield ast.Compare(new, node.ops, node.comparators)
    for number, value in enumerate(node.comparators):
        for new in _values(value):
            yield ast.Compare(node.left, node.ops, [*node.comparators[:number], new, *node.comparators[number + 1 :]])


def _values(node: ast.expr) -> Iterator[ast.expr]:
    """A number more and less by one; a written list without one of its elements."""
    match node:
        case ast.Constant(value=int(value)) if not isinstance(value, bool):
            yield ast.Constant(value + 1)
            yield ast.Constant(value - 1)
        case ast.Tuple(elts=elements, ctx=context) | ast.List(elts=elements, ctx=context) if len(elements) > 1:
            for number in range(len(elements)):
                yield type(node)(elements[:number] + elements[number + 1 :], context)


def drawn(modules: Sequence[Path], root: Path, number: int, seed: str) -> list[Change]:
    """So many conditions of some modules, one change of each. The same seed draws the same; 0 takes every change."""
    conditions = [each for path in modules for each in changes(path, (root / path).read_bytes())]
    if number == 0:
        return [change for condition in conditions for change in condition]
    chance = random.Random(seed)
    chosen = chance.sample(conditions, min(number, len(conditions)))
    return sorted((chance.choice(condition) for condition in chosen), key=lambda each: (each.path, each.start))


class CannotTell(Exception):
    """The tests say nothing about changes: they fail without any, or cannot be run."""


class Tests:
    """The tests of a copy of the checkout."""

    def __init__(self, root: Path, tests: Sequence[str], near: Sequence[str], given: str) -> None:
        self._root, self.all, self._given = root, tuple(tests), shlex.split(given)
        self._near = [each.partition("=") for each in near]

    def rounds(self, module: Path) -> list[list[str]]:
        """What to run for a module, one after the other: the tests of its room, then all others."""
        rooms = [*reversed(module.parent.parts), module.stem]
        near = [path for room in rooms for name, _, path in self._near if name == room]
        places = [(self._root / tests / room, tests) for room in rooms for tests in self.all]
        near += [f"{tests}/{place.name}" for place, tests in places if place.is_dir()]
        near += [tests for place, tests in places if Path(tests).name == place.name]
        rest = [tests for tests in self.all if tests not in near]
        return [near] * bool(near) + [[*rest, *(f"--ignore={path}" for path in near)]] * bool(rest)

    def pass_(self, arguments: Sequence[str], seconds: float | None = None) -> bool:
        """Whether some tests pass, and in time."""
        command = [sys.executable, "-m", "pytest", "-x", "-q", "--failed-first", *self._given, *arguments]
        # No bytecode: its age is told in whole seconds. CI: what is found by chance is the same in each run.
        settings = {"PYTHONPATH": str(self._root), "PYTHONDONTWRITEBYTECODE": "1", "CI": "1"}
        process = subprocess.Popen(
            command, cwd=self._root, env=os.environ | settings, stdout=subprocess.DEVNULL, start_new_session=True
        )
        try:
            code = process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL) if hasattr(os, "killpg") else process.kill()
                process.wait()
        if code == _USAGE:
            raise CannotTell(f"pytest cannot run this: {shlex.join(command)}")
        return code in (0, _NO_TESTS)


def unnoticed(found: Sequence[Change], tests: Tests, root: Path) -> Iterator[Change]:
    """The changes that no test notices. Raises CannotTell."""
    seconds: dict[tuple[str, ...], float] = {}  # that they may take; the rest of a module: as all
    for arguments in {tests.all, *(tuple(tests.rounds(change.path)[0]) for change in found)}:
        started = monotonic()
        if not tests.pass_(arguments):
            raise CannotTell(f"these tests fail without any change: {shlex.join(arguments)}")
        seconds[arguments] = 30 + 4 * (monotonic() - started)
    for number, change in enumerate(found, 1):
        path = root / change.path
        source = path.read_bytes()
        path.write_bytes(change.made(source))
        rounds = tests.rounds(change.path)
        passed = all(tests.pass_(each, seconds.get(tuple(each), seconds[tests.all])) for each in rounds)
        path.write_bytes(source)
        print(f"{number}/{len(found)} {'NOT NOTICED' if passed else 'noticed'}  {change}", flush=True)
        if passed:
            yield change


def main() -> int:
    """Read the arguments, draw, run. 1 if a change was not noticed, 2 if the tests cannot tell."""
    parser = argparse.ArgumentParser(prog="python -m tools.change_conditions", description=__doc__)
    parser.add_argument("modules", nargs="+", type=Path, metavar="FOLDER_OR_FILE", help="of the checkout one stands in")
    parser.add_argument("--seed", default="1", help="of the draw (default: 1)")
    parser.add_argument("--number", type=int, default=60, help="of conditions; 0: all changes of all (default: 60)")
    parser.add_argument("--tests", nargs="+", default=["tests"], metavar="PATH", help="all tests (default: tests)")
    parser.add_argument("--near", action="append", default=[], metavar="ROOM=PATH", help="tests that come first")
    parser.add_argument("--pytest", default="", metavar="ARGUMENTS", help="more arguments for pytest: '-n 2'")
    parser.add_argument("--only-list", action="store_true", help="print the changes, run nothing")
    given, here = parser.parse_args(), Path.cwd()
    modules = {each for path in given.modules for each in (path.rglob("*.py") if path.is_dir() else [path])}
    found = drawn(sorted({each.resolve().relative_to(here) for each in modules}), here, given.number, given.seed)
    if given.only_list:
        print(*found, sep="\n")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(shutil.copytree(here, Path(folder).resolve() / here.name, ignore=_LEFT_BEHIND, symlinks=True))
        try:
            left = list(unnoticed(found, Tests(root, given.tests, given.near, given.pytest), root))
        except CannotTell as error:
            print(error, file=sys.stderr)
            return 2
    print(f"\n{len(found) - len(left)} of {len(found)} changes noticed (seed {given.seed}).", *left, sep="\n")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
