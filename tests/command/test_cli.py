"""The command as a shell sees it: what goes where, exit codes, what is imported, and that nothing asks the network."""

from __future__ import annotations

import ast
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import world
from world import FACEBOOK, TIMELINE, fb_post

import analyzer
from analyzer.command import progress

PACKAGE = Path(analyzer.__file__).parent
ROOT = PACKAGE.parent


def analyze(*words: object, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "analyzer", *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment},
        check=False,
    )


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """A small Facebook archive."""
    posts = [fb_post("2020-05-01", "hello [bold]x[/bold] \x1b[31m"), fb_post("2025-08-01", "=1+1")]
    return world.write(tmp_path, world.facebook(jurisdiction="GDPR") | {TIMELINE: posts}, FACEBOOK)


def test_results_on_standard_output_nothing_on_standard_error(export: Path, tmp_path: Path) -> None:
    """A run without a terminal: the first screen on standard output, no progress, the report in the default folder."""
    ran = analyze(export, cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "2 items" in ran.stdout and "not legal advice" in ran.stdout
    assert "\x1b" not in ran.stdout
    assert {path.name for path in (tmp_path / "ai-scope-report").iterdir()} == {
        "report.html", "items.csv", "media.csv", "files.csv", "problems.csv", "summary.json"
    }  # fmt: skip


def test_json_prints_the_summary_and_nothing_else(export: Path, tmp_path: Path) -> None:
    """`--json`: standard output is the summary.json that was written."""
    ran = analyze(export, "--out", tmp_path / "out", "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout) == json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))


def test_quiet_prints_nothing(export: Path, tmp_path: Path) -> None:
    """`--quiet`: nothing but errors; the report is there."""
    ran = analyze(export, "--out", tmp_path / "out", "--quiet")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert (tmp_path / "out" / "report.html").exists()
    ran = analyze(tmp_path / "none.zip", "--out", tmp_path / "out", "--quiet")
    assert ran.returncode == 2 and ran.stderr.count("\n") == 1


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_widths(export: Path, tmp_path: Path, columns: str) -> None:
    """A narrow terminal gets no line that is wider than it, but for what is there to be copied as a whole."""
    ran = analyze(export, "--out", tmp_path / "o", COLUMNS=columns, TERMINAL_WIDTH=columns)
    assert ran.returncode == 0
    words = [line for line in ran.stdout.splitlines() if len(line) > int(columns)]
    assert all(" " not in line.strip() or line.endswith(" --ask") for line in words)
    assert re.search(r"Facebook\s+post", ran.stdout) and "…" not in ran.stdout


@pytest.mark.skipif(os.name != "posix", reason="names that Windows forbids, and its own quotes")
def test_the_command_on_the_first_screen_can_be_pasted(export: Path, tmp_path: Path) -> None:
    """It names the page first; then the line: the program as it was called, every word as it was given, and `--ask`."""
    odd = export.rename(tmp_path / "it's $HOME (1).zip")
    given = [str(odd), "--policy", "eu", "--out", str(tmp_path / "my report"), "--language", "en"]
    ran = analyze(*given)
    before, _, after = ran.stdout.partition("page, or here with:\n")
    line = after.splitlines()[0]
    assert "Answer it on the report’s" in " ".join(before.split())
    assert shlex.split(line) == [sys.executable, "-m", "analyzer", *given, "--ask"]


def test_two_people_in_one_run_are_told_first(export: Path, tmp_path: Path) -> None:
    """Two accounts of one platform, or two birthdays: said below the headline. A person's two platforms are no news."""
    other = world.facebook(name="Sam Roe", jurisdiction="GDPR") | {TIMELINE: [fb_post("2020-05-01", "hi")]}
    theirs = world.write(tmp_path, other, "facebook-samroe-2026-02-01-AbCdEfGh")
    both = analyze(export, theirs, "--out", tmp_path / "both", "--language", "en", COLUMNS="300").stdout
    assert both.strip().splitlines()[1].startswith("These archives are of several accounts: ")
    assert "Alex Doe (Facebook)" in both and "Sam Roe (Facebook)" in both
    posts = {world.POSTS: [world.ig_post("2020-01-01", "one")]}
    same = world.write(tmp_path / "i", world.instagram() | posts, world.INSTAGRAM)
    alone = analyze(export, same, "--out", tmp_path / "alone", "--language", "en", COLUMNS="300").stdout
    assert "several accounts" not in alone


def test_no_colour_where_none_is_wanted(export: Path, tmp_path: Path) -> None:
    """NO_COLOR is obeyed even where colour is forced on; without it the same run is coloured."""
    forced = {"FORCE_COLOR": "1", "TERM": "xterm-256color"}
    assert "\x1b[" in analyze(export, "--out", tmp_path / "o", **forced).stdout
    plain = analyze(export, "--out", tmp_path / "o", NO_COLOR="1", **forced).stdout
    assert not re.search(r"\x1b\[(?:[0-9;]*;)?3[0-9]", plain)


def test_version() -> None:
    """`--version` prints one line, alone or beside arguments."""
    for words in (["--version"], ["x.zip", "--version"]):
        ran = analyze(*words)
        assert ran.returncode == 0 and re.fullmatch(r"analyze \S+\n", ran.stdout) and not ran.stderr


def test_usage_errors(export: Path, tmp_path: Path) -> None:
    """Unknown options, dates and policies that cannot be meant: exit 2, nothing written."""
    for words in (
        ["--nope"], ["--birthday", "31.12.1990"], ["--birthday", "2999-01-01"], ["--policy", "mars"],
        ["--deadline", "soon"], ["--as-of", "x"], ["--objected-on", "yesterday"], ["--objected-on", "nobody=never"],
        ["--audience", "facebook=maybe"], ["--audience", "myspace=public"], ["--answers", tmp_path / "none.toml"],
    ):  # fmt: skip
        ran = analyze(export, "--out", tmp_path / "out", *words)
        assert ran.returncode == 2, (words, ran.stderr)
        assert ran.stderr and "Traceback" not in ran.stderr and not ran.stdout
        assert not (tmp_path / "out").exists()


def test_incomplete_is_exit_5(export: Path, tmp_path: Path) -> None:
    """A loss: the report is written, the loss is shown, exit 5; `explain` says the same."""
    files = world.facebook() | {TIMELINE: [fb_post("2020-05-01", "hello"), 7]}
    path = world.write(tmp_path / "5", files, FACEBOOK)
    ran = analyze(path, "--out", tmp_path / "out")
    assert ran.returncode == 5 and (tmp_path / "out" / "report.html").exists()
    assert "1 record could not be read" in " ".join(ran.stdout.split())
    item = analyzer.analyze(path).items["id"][0]
    assert analyze("explain", item, path).returncode == 5
    assert analyze("explain", "0" * 12, path).returncode == 2


def test_explain(export: Path) -> None:
    """`explain ID EXPORT`: the reasoning for one item, its text as text."""
    item = analyzer.analyze(export).items["id"][0]
    ran = analyze("explain", item, export)
    assert (ran.returncode, ran.stderr) == (0, "") and "\x1b" not in ran.stdout
    first, _, more = ran.stdout.partition("\n\n")
    assert item in first and more.startswith("Why ") and "Only you can tell." in more.splitlines()[0]
    assert "does not apply" not in ran.stdout and more.splitlines()[-1].endswith(f"explain {item} {export} --rules")
    every = analyze("explain", item, export, "--rules").stdout
    assert every.split()[: ran.stdout.split().index("Every")] == ran.stdout.partition("\n\nEvery rule")[0].split()
    assert "does not apply" in every
    assert "--rules" not in every


@pytest.mark.skipif(os.name != "posix", reason="pipes that end early are a matter of POSIX")
def test_a_reader_that_stops_reading(export: Path, tmp_path: Path) -> None:
    """`analyze ... | head -1`: no complaint, and the report is written."""
    for options in (["--json"], []):
        ran = subprocess.Popen(
            [sys.executable, "-m", "analyzer", str(export), "--out", str(tmp_path / "out"), *options],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert ran.stdout and ran.stderr
        ran.stdout.close()
        assert ran.stderr.read() == b""
        ran.stderr.close()
        ran.wait(60)
        assert (tmp_path / "out" / "report.html").exists()


def test_progress_only_on_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    """No progress where standard error is no terminal or nothing is to be said; a function to call where it is one."""
    with progress.progress(False) as report:
        assert report is None
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with progress.progress(True) as report:
        assert report is None
    with progress.progress(False) as report:
        assert report is not None
        report(1, 10)


def test_progress_counts_up_to_all_that_is_needed(export: Path) -> None:
    """The calls of `progress` rise, and end at most at the total they name."""
    calls: list[tuple[int, int]] = []
    analyzer.analyze(export, progress=lambda done, total: calls.append((done, total)))
    assert calls == sorted(calls) and 0 < calls[-1][0] <= calls[-1][1]


def imported(code: str, *words: str) -> set[str]:
    """The modules that a piece of Python has imported at its end, in a process of its own."""
    script = f"{code}\nimport sys\nprint('\\n' + ' '.join(sys.modules))"
    ran = subprocess.run(
        [sys.executable, "-c", script, *words], capture_output=True, text=True, encoding="utf-8", check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return set(ran.stdout.splitlines()[-1].split())


HEAVY = {"pandas", "numpy", "matplotlib"}


def test_help_costs_little() -> None:
    """`--help` shows the options and imports neither pandas nor the readers."""
    code = "import sys, analyzer.command.main as c\nsys.argv = ['analyze', '--help']\n"
    code += "try: c.main()\nexcept SystemExit: pass"
    found = imported(code)
    assert not found & (HEAVY | {"jinja2", "ijson", "analyzer.run", "analyzer.items.collect"})
    for words in (["--help"], ["explain", "--help"]):
        ran = analyze(*words)
        assert ran.returncode == 0 and "EXPORT" in ran.stdout and not ran.stderr
    assert "--objected-on" in analyze("--help", COLUMNS="200").stdout


def test_a_whole_run_does_without_pandas(export: Path, tmp_path: Path) -> None:
    """Reading, judging, writing page and tables: without pandas; it comes with the first DataFrame."""
    code = "import sys, analyzer; r = analyzer.analyze(sys.argv[1]); r.write(sys.argv[2]); r.summary; repr(r)"
    words = (str(export), str(tmp_path / "out"))
    assert not imported(code, *words) & HEAVY
    assert "pandas" in imported(code + "; r.items", *words)


NETWORK = {
    "socket", "ssl", "http", "urllib", "urllib.request", "urllib.error", "urllib.robotparser", "requests", "ftplib",
    "smtplib", "poplib", "imaplib", "telnetlib", "nntplib", "xmlrpc", "socketserver", "asyncio", "aiohttp", "httpx",
    "urllib3", "webbrowser", "websocket", "paramiko", "_socket", "fsspec", "distributed",
}  # fmt: skip
#: The one module that may: a study's, for what a researcher names. SECURITY.md and the README name it too.
MAY = PACKAGE / "command" / "study" / "network.py"


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_module_can_reach_the_network(path: Path) -> None:
    """No module of the program imports anything that talks to the network, but the one that a study has for it."""
    if path == MAY:
        assert all(
            path.relative_to(ROOT).as_posix() in (ROOT / page).read_text("utf-8")
            for page in ("SECURITY.md", "README.md")
        )
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("__import__", "eval", "exec")
        ):
            pytest.fail(f"{node.func.id} in line {node.lineno}")
        for name in names:
            if name == "urllib.parse" or name.startswith("urllib.parse."):
                continue
            parts = name.split(".")
            found = {".".join(parts[: depth + 1]) for depth in range(len(parts))} - (
                {"urllib"} if name == "urllib" else set()
            )
            assert not found - {"urllib"} & NETWORK, f"{name} in line {node.lineno}"


def test_a_run_asks_for_no_socket(export: Path, tmp_path: Path) -> None:
    """A whole run of the command opens no socket and starts no other program."""
    code = """
import sys
def watch(event, arguments):
    if event.startswith(("socket.", "urllib.", "subprocess.", "os.system", "ftplib.", "http.", "smtplib.")):
        print("ASKED FOR", event, file=sys.__stderr__)
sys.addaudithook(watch)
import analyzer.command.main
sys.argv = ["analyze", *sys.argv[1:]]
analyzer.command.main.main()
"""
    ran = subprocess.run(
        [sys.executable, "-c", code, str(export), "--out", str(tmp_path / "out")],
        capture_output=True, text=True, encoding="utf-8", check=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert ran.stderr == ""


@pytest.mark.parametrize("policy", ["eu", "uk"])
def test_the_legend_explains_the_columns_that_are_there(export: Path, tmp_path: Path, policy: str) -> None:
    """No line for a column that is not there, and no "before" or "since" where the policy has no deadline."""
    said = ("--policy", policy, "--audience", "facebook=public", "--language", "en")
    ran = analyze(export, "--out", tmp_path / "out", *said, COLUMNS="80", TERMINAL_WIDTH="80")
    assert ran.returncode == 0
    table = ran.stdout.partition("What to do")[0].splitlines()
    explained = [line.split("  ")[0] for line in table if line.startswith(("before ", "since ", "you tell ", "not "))]
    assert explained == (["before", "since"] if policy == "eu" else [])
    heading = next(line.split() for line in table if line.startswith("      "))
    assert heading == (["before", "since"] if policy == "eu" else ["may", "be", "used"])
