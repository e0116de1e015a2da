"""How long `analyze --help` takes against an empty typer application with the same commands and options.

`python -m benchmarks.help_start [--rounds N]`. The bound is 1.3. Also checks that pandas is not imported for it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import typer

from analyzer.command.main import app
from benchmarks.measure import compiled_into

BOUND = 1.3
_HEAVY = """
import sys
from analyzer.command.main import main
try:
    main()
finally:
    print("pandas" in sys.modules, file=sys.stderr)
"""


def empty_app() -> str:
    """The source of an application with our commands, options and help texts, where nothing is behind them."""
    lines = [
        "from typing import Annotated",
        "import typer",
        "app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)",
    ]
    group = typer.main.get_command(app)
    for name, command in getattr(group, "commands", {}).items():
        lines += [f"@app.command({name!r}, help={command.help!r})", f"def {name}("]
        for number, parameter in enumerate(command.params):
            if parameter.name == "help":
                continue
            text = repr(getattr(parameter, "help", "") or "")
            if parameter.param_type_name == "argument":
                kind = "list[str]" if parameter.nargs == -1 else "str"
                lines.append(
                    f"    a{number}: Annotated[{kind}, typer.Argument(metavar={parameter.metavar!r}, help={text})],"
                )
            else:
                flag = getattr(parameter, "is_flag", False)
                names = ", ".join(map(repr, parameter.opts))
                metavar = "" if flag else f", metavar={parameter.metavar!r}"
                value = "bool, " if flag else "str, "
                default = "False" if flag else "''"
                lines.append(
                    f"    a{number}: Annotated[{value}typer.Option({names}{metavar}, help={text})] = {default},"
                )
        lines += ["): pass"]
    return "\n".join([*lines, "def main(): app()", ""])


def timed(command: list[str], folder: str) -> float:
    """Seconds for one run that must end well. Compiled modules are kept in `folder`, as they are once installed."""
    environment = compiled_into(Path(folder), folder)
    start = time.perf_counter()
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Measure, print, and end with 1 where the bound is broken or pandas was imported."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.help_start", description=__doc__)
    parser.add_argument("--rounds", type=int, default=21)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "empty_app.py").write_text(empty_app(), "utf-8")
        ours = [sys.executable, "-c", "from analyzer.command.main import main; main()", "--help"]
        empty = [sys.executable, "-c", "from empty_app import main; main()", "--help"]
        for command in (ours, empty):
            timed(command, folder)  # compiles
        pairs = [(timed(ours, folder), timed(empty, folder)) for _ in range(rounds)]
        probe = [sys.executable, "-c", _HEAVY, "--help"]
        environment = {**compiled_into(Path(folder)), "PYTHONIOENCODING": "utf-8"}
        said = subprocess.run(probe, check=True, env=environment, capture_output=True, encoding="utf-8").stderr
    pandas = said.split()[-1]
    mine, theirs = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    ratio = mine / theirs
    print(f"analyze --help {mine * 1000:.0f} ms, empty application {theirs * 1000:.0f} ms")
    print(f"ratio {ratio:.2f}, bound {BOUND}")
    print(f"pandas imported: {pandas}")
    raise SystemExit(ratio > BOUND or pandas != "False")


if __name__ == "__main__":
    main()
