"""What the repository says of itself is true: options, columns, links; and it says nothing of anybody's machine."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import typer

from analyzer import errors
from analyzer.advice.revealing import REVEALS
from analyzer.command.main import app
from analyzer.model import SOURCES, AdultBasis, Kind, Platform, PublicBasis, State, TimeBasis, Venue
from analyzer.report import tables
from analyzer.rules.judge import LISTS
from tools.docs import rules as rules_page

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
NOT_OURS = re.compile(
    r"^(\.(?!ci$|gitignore$|gitattributes$|github$)|__pycache__$|found$|build$|dist$|ai-scope-report$|.*\.egg-info$)"
)
PAGES = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "docs", "benchmarks", "sample_exports")
CODE = re.compile(r"(?ms)^```.*?^```|`[^`\n]*`")


def files() -> Iterator[Path]:
    """Every file that belongs to the repository, as far as its names tell."""
    waiting = [ROOT]
    while waiting:
        for path in sorted(waiting.pop().iterdir()):
            if NOT_OURS.match(path.name):
                continue
            if path.is_dir():
                if not (path / "pyvenv.cfg").exists():
                    waiting.append(path)
            else:
                yield path


def pages() -> list[Path]:
    found = [ROOT / name for name in PAGES]
    return [page for path in found for page in (sorted(path.rglob("*.md")) if path.is_dir() else [path])]


def section(title: str) -> str:
    """What stands in docs/tables.md under a heading, up to the next of that level or above."""
    text = (ROOT / "docs" / "tables.md").read_text("utf-8")
    level, _, _ = title.partition(" ")
    _, found, rest = text.partition(f"\n{title}\n")
    assert found, title
    return re.split(rf"(?m)^#{{1,{len(level)}}} ", rest)[0]


def first_cells(title: str, heading: str) -> list[str]:
    """The names in the first column of the table that is headed `heading`."""
    _, found, rest = section(title).partition(f"| {heading} |")
    assert found, (title, heading)
    return re.findall(r"(?m)^\| `([^`]+)`", rest.split("\n\n")[0])


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    """A link to a file of the repository has that file. The picture of the report is made last."""
    for target in re.findall(r"\]\(([^)\s]+)\)", CODE.sub("", page.read_text("utf-8"))):
        if re.match(r"[a-z]+:|#", target) or target == "docs/report.png":
            continue
        assert (page.parent / target.partition("#")[0]).exists(), target


def test_every_command_and_option_is_in_the_readme() -> None:
    """Whatever `--help` offers, the README explains."""
    commands: dict[str, Any] = getattr(typer.main.get_command(app), "commands", {})
    assert "explain" in commands
    for name, command in commands.items():
        assert command.help, name
        if name != "export":
            assert f"`analyze {name} " in README, name
        for parameter in command.params:
            for option in parameter.opts:
                if option.startswith("-"):
                    assert re.search(rf"`{re.escape(option)}[` ]", README), f"{name} {option}"


def test_the_readme_offers_no_option_that_is_not_there() -> None:
    """An option in the README exists."""
    commands: dict[str, Any] = getattr(typer.main.get_command(app), "commands", {})
    known = {option for command in commands.values() for parameter in command.params for option in parameter.opts}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README)) <= known | {"--help"}


def test_every_exit_code_is_in_the_readme() -> None:
    """The table of exit codes has all that the errors carry, and success, and 5."""
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    codes = {0, 5, *(getattr(kind, "exit_code", 1) for kind in kinds)}
    assert {int(code) for code in re.findall(r"(?m)^\| (\d) \|", README)} == codes


@pytest.mark.parametrize("table", tables.TABLES)
def test_columns_are_documented_in_order(table: str) -> None:
    """docs/tables.md has exactly the columns of the code."""
    columns = {
        "items": tables.items_columns([], []),
        "media": tables.MEDIA_COLUMNS,
        "files": tables.FILES_COLUMNS,
        "problems": tables.PROBLEMS_COLUMNS,
    }[table]
    assert first_cells(f"## {table}", "column") == [column.name for column in columns]


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("platform", get_args(Platform)),
        ("kind", get_args(Kind)),
        ("state", get_args(State)),
        ("venue", get_args(Venue)),
        ("created_at_basis", get_args(TimeBasis)),
    ],
)
def test_the_vocabulary_is_documented(column: str, values: tuple[str, ...]) -> None:
    """Each value that a column may have is named in its row, and no other."""
    row = next(line for line in section("## items").splitlines() if line.startswith(f"| `{column}` |"))
    assert set(re.findall(r"`([a-z_]+)`", row)) - {column} == set(values)


@pytest.mark.parametrize(("column", "bases"), [("is_public_basis", PublicBasis), ("is_adult_basis", AdultBasis)])
def test_every_basis_is_documented(column: str, bases: object) -> None:
    """Each basis that the rules may give has its row and no other has one; the rules name each of them."""
    documented = first_cells(f"### {column}", "basis")
    assert set(documented) == set(get_args(bases)) and len(documented) == len(get_args(bases))
    source = "".join(path.read_text("utf-8") for path in (ROOT / "analyzer" / "rules").glob("*.py"))
    assert not [basis for basis in get_args(bases) if f'"{basis}"' not in source and basis not in SOURCES]


def test_the_readme_and_ci_run_the_same_tests() -> None:
    """`.ci/run` ends with the README's test command."""
    command = re.search(r"(?m)^    python3 .*\[dev\]' && \.venv/bin/(.+)$", README)
    assert command
    assert (ROOT / ".ci" / "run").read_text("utf-8").rstrip().splitlines()[-1] == command[1]


def test_what_the_sample_command_reads_is_there() -> None:
    """The archive of the README's first command is in the repository."""
    command = re.search(r"(?m)^    python3 .*/analyze (\S+)$", README)
    assert command and list(ROOT.glob(command[1]))


def test_no_registry_and_no_path_of_a_machine() -> None:
    """No file names a package registry's host, or where somebody keeps their files."""
    hosts = ["py" + "pi.org", "python" + "hosted", "npm" + "js", "conda" + ".anaconda", "crates" + ".io"]
    forbidden = re.compile(
        "|".join([*map(re.escape, hosts), r"(?<![\w.$}*/])/(?:work|home|root|Users|tmp/w)/", r"\b[A-Z]:\\Users\\"])
    )
    for path in files():
        raw = path.read_bytes()
        if b"\0" in raw:
            continue
        found = forbidden.search(raw.decode("utf-8", "replace"))  # the corpus of the fuzzers has other bytes
        assert found is None, f"{path.relative_to(ROOT)}: {found and found[0]}"


def tomls(folder: str) -> list[Path]:
    return sorted((ROOT / "analyzer" / folder).glob("*.toml"))


@pytest.mark.parametrize("path", tomls("rules/policies"), ids=lambda path: path.stem)
def test_policies_have_sources(path: Path) -> None:
    """Each says what it rests on, how sure that is and when it was read."""
    sources = tomllib.loads(path.read_text("utf-8"))["source"]
    assert sources
    for source in sources:
        assert source["id"] and source["where"] and source["sure"] in ("A", "B", "C") and source["read_on"]


@pytest.mark.parametrize("path", tomls("advice/steps"), ids=lambda path: path.stem)
def test_steps_have_sources(path: Path) -> None:
    """So does each step, with its title, and what it does not do."""
    rows = tomllib.loads(path.read_text("utf-8"))
    steps = [*rows.get("step", ()), *rows.get("beside", ())]
    assert steps
    for step in steps:
        assert step["source"] and step["sure"] in ("A", "B", "C"), step["id"]


@pytest.mark.parametrize("path", tomls("archive/layout"), ids=lambda path: path.stem)
def test_layouts_have_sources(path: Path) -> None:
    """So does each group of files."""
    text = path.read_text("utf-8")
    assert "# Source" in text or tomllib.loads(text)["group"]
    for group in tomllib.loads(text).get("group", ()):
        assert group["source"], group["paths"][0]


def test_the_page_of_tables_names_every_category() -> None:
    """What an item can give away stands there in the order that decides, and in reveals.md with how it is found."""
    lists = ", ".join(f"`{name}`" for name in REVEALS)
    assert f"in this order: {lists};" in (ROOT / "docs" / "tables.md").read_text("utf-8")
    explained = re.findall(r"(?m)^\| `(\w+)` \|", (ROOT / "docs" / "reveals.md").read_text("utf-8"))
    assert [name for name in explained if name in REVEALS] == list(REVEALS)


def test_the_page_of_rules_is_that_of_the_code() -> None:
    """docs/rules.md has a table for each list that decides, with every rule in its order: name, sentence, source."""
    text = (ROOT / "docs" / "rules.md").read_text("utf-8")
    assert [*re.findall(r"<!-- rules: (\w+) -->", text)] == [rules.name for rules in LISTS]
    assert rules_page.page(text) == text, "run python -m tools.docs.rules"


def test_the_code_cites_headings_of_the_page_of_rules() -> None:
    """Every `docs/rules.md, "HEADING"` in code and tests is a heading there, and no page is cited that is not here."""
    headings = set(re.findall(r"(?m)^## (.+)$", (ROOT / "docs" / "rules.md").read_text("utf-8")))
    for path in [*ROOT.joinpath("analyzer").rglob("*.py"), *ROOT.joinpath("tests").rglob("*.py")]:
        source = path.read_text("utf-8")
        assert set(re.findall(r'docs/rules\.md, "([^"]+)"', source)) <= headings | {"HEADING"}, path
        elsewhere = re.search(r"DESIGN|POLICY\.md|HOUSE\.md|FACEBOOK\.md", source)
        assert path == Path(__file__).resolve() or not elsewhere, path
