"""`analyze compare` as a person meets it: the first line, the table, the page, what is written where, exit codes."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import os
import re
import stat
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import world
from world import COMMENTS, FACEBOOK, INSTAGRAM, POSTS, TIMELINE, fb_comment, fb_post, ig_post

import analyzer
from analyzer.errors import UsageError
from analyzer.report.compare import OUTCOMES, Comparison, compare, page
from analyzer.report.compare import words as compare_words
from analyzer.report.compare import write as compare_write
from analyzer.report.tables import unguard

ROOT = Path(analyzer.__file__).parent.parent
LATER = FACEBOOK.replace("02-01", "03-01")
HOSTILE = (
    "</script><script>window.__pwned = 1</script>",
    "<img src=x onerror='window.__pwned = 1'>",
    '" onmouseover="window.__pwned = 1" x="',
    "=HYPERLINK(1)",
    "'=1+1",
    "@SUM(1), \"quoted\"\r\nsecond line",
    "{{ 7 * 7 }} {% raw %} <!-- ]]>",
    "half a pair \ud83d",
    "\x1b[31m[bold]red[/bold]",
)  # fmt: skip


def facebook(folder: Path, texts: tuple[str, ...], name: str) -> Path:
    """A Facebook archive with a post and a comment for each text."""
    posts = [fb_post(f"2020-05-{1 + number:02}", text) for number, text in enumerate(texts)]
    comments = [fb_comment(text, f"2021-05-{1 + number:02}") for number, text in enumerate(texts)]
    files = world.facebook(jurisdiction="GDPR")
    raw = {TIMELINE: json.dumps(posts).encode(), COMMENTS: json.dumps({"comments_v2": comments}).encode()}
    return world.write(folder, files | raw, name)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """Two Facebook archives: of hostile posts and comments, the first and last of which are gone in the second."""
    return facebook(tmp_path, HOSTILE, FACEBOOK), facebook(tmp_path, (*HOSTILE[1:-1],), LATER)


@pytest.fixture
def comparison(tmp_path: Path) -> Comparison:
    """What they show, in one analysis each; the second is dated as the first is."""
    before = facebook(tmp_path, HOSTILE, FACEBOOK)
    raw = [fb_post(f"2020-05-{1 + number:02}", text) for number, text in enumerate(HOSTILE)][1:]
    files = world.facebook(jurisdiction="GDPR") | {TIMELINE: json.dumps(raw).encode()}
    return compare(world.run(before), world.run(world.write(tmp_path, files, LATER)))


def analyze(*words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "COLUMNS": "100"}
    return subprocess.run(
        [sys.executable, "-m", "analyzer", *map(str, words)],
        capture_output=True, text=True, encoding="utf-8", cwd=cwd, env=environment, check=False,
    )  # fmt: skip


def written(comparison: Comparison, out: Path) -> Path:
    """The comparison, written into a folder."""
    compare_write.write(comparison, compare_words.summary(comparison), compare_words.lines(comparison), out)
    return out


class Parsed(HTMLParser):
    """The tags of a page with their attributes, its text, and what stands in its style element."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def page_of(comparison: Comparison) -> str:
    """The page as it is written: half characters are U+FFFD."""
    pieces = page.render(comparison, compare_words.summary(comparison), compare_words.lines(comparison))
    return "".join(pieces).encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def test_hostile_text_stays_text_on_the_page(comparison: Comparison) -> None:
    """No script, no handler, no image, no address but anchors; the texts stand there as they were typed."""
    page = Parsed(page_of(comparison))
    assert not {tag for tag, _ in page.tags} & {"script", "img", "svg", "iframe", "object", "link", "form"}
    names = {name for _, attributes in page.tags for name in attributes}
    assert not [name for name in names if name.startswith("on")] and not names & {"src", "srcset", "style"}
    assert all(each["href"] and each["href"].startswith("#") for tag, each in page.tags if tag == "a")
    whole = "".join(page.text)
    for text in HOSTILE:
        assert text.replace("\ud83d", "\ufffd").replace("\r\n", "\n") in whole.replace("\r\n", "\n"), text


def test_the_policy_fits_the_style(comparison: Comparison) -> None:
    """The page lets through its one style sheet by its hash, and nothing else."""
    raw = page_of(comparison)
    styles = re.findall(r"<style>(.*?)</style>", raw, re.S)
    assert len(styles) == 1
    policy = next(e["content"] for _, e in Parsed(raw).tags if e.get("http-equiv") == "Content-Security-Policy")
    wanted = base64.b64encode(hashlib.sha256(styles[0].encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{wanted}'; base-uri 'none'; form-action 'none'"


def test_the_table(comparison: Comparison, tmp_path: Path) -> None:
    """compare.csv: RFC 4180, a row for each item, its columns, formulas guarded and coming back as they were."""
    raw = (written(comparison, tmp_path / "out") / "compare.csv").read_bytes()
    assert raw.endswith(b"\r\n")
    found = list(csv.DictReader(io.StringIO(raw.decode(), newline="")))
    assert " ".join(found[0]) == (
        "id outcome why is_public_now_before is_public_now_after state_before state_after kind platform account"
        " created_at text suggestion id_after"
    )
    assert len(found) == len(comparison.rows)
    for line, row in zip(found, comparison.rows, strict=True):
        assert (line["id"], line["outcome"], line["why"]) == (row.id, row.outcome, row.why)
        assert not line["text"].startswith(("=", "+", "-", "@", "\t", "\r"))
        assert unguard(line["text"]) == row.item.text.replace("\ud83d", "\ufffd")
        assert line["created_at"].endswith("Z")
        assert line["suggestion"] == "none" or line["outcome"] != "gone"
        assert bool(line["id_after"]) == (row.after is not None)
    assert {line["outcome"] for line in found} <= set(OUTCOMES)


def test_what_is_written(comparison: Comparison, tmp_path: Path) -> None:
    """Three files for their owner alone; written again they are the same, and other files in the folder stay."""
    out = written(comparison, tmp_path / "deep" / "out")
    assert {path.name for path in out.iterdir()} == {"compare.html", "compare.csv", "compare.json"}
    if os.name == "posix":
        assert {stat.S_IMODE(path.stat().st_mode) for path in out.iterdir()} == {0o600}
        assert stat.S_IMODE(out.stat().st_mode) == 0o700
    (out / "notes.txt").write_text("mine")
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    written(comparison, out)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert [path.name for path in out.parent.iterdir()] == ["out"]


@pytest.mark.parametrize("other", ["notes.txt", "summary.json", "compare.json", "compare.html"])
def test_a_folder_of_somebody_else_is_not_touched(comparison: Comparison, tmp_path: Path, other: str) -> None:
    """A folder with other content, a report's included, is refused; nothing in it changes."""
    out = tmp_path / "out"
    out.mkdir()
    (out / other).write_text('{"schema": 1, "policy": {}, "counts": {}, "range": {}}')
    with pytest.raises(UsageError):
        written(comparison, out)
    assert [path.name for path in out.iterdir()] == [other]


def test_on_failure_the_old_files_stand(
    comparison: Comparison, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the disk refuses in the middle, the folder is as it was, and one sentence says so."""
    out = written(comparison, tmp_path / "out")
    before = {path.name: path.read_bytes() for path in out.iterdir()}

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("analyzer.report.folder._write_file", full)
    with pytest.raises(analyzer.AnalyzerError, match="Nothing was"):
        written(comparison, out)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_the_command(pair: tuple[Path, Path], tmp_path: Path) -> None:
    """The answer stands first; nothing of the archive is obeyed by the terminal; the default folder is used."""
    ran = analyze("compare", *pair, cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    first = next(line for line in ran.stdout.splitlines() if line.strip())
    assert first == (
        "4 of 18 items are out of public view now; whether anyone could see them before is not known: 4 gone."
    )
    assert "not legal advice" in ran.stdout and "\x1b" not in ran.stdout
    assert (tmp_path / "ai-scope-compare" / "compare.html").is_file()


def test_json(pair: tuple[Path, Path], tmp_path: Path) -> None:
    """`--json` prints compare.json and nothing else; no word of the person's is in it."""
    ran = analyze("compare", *pair, "--json", "--out", tmp_path / "out", cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    told = json.loads(ran.stdout)
    assert told == json.loads((tmp_path / "out" / "compare.json").read_text("utf-8"))
    assert set(told["outcomes"]) == set(OUTCOMES) and sum(told["outcomes"].values()) == 18
    assert "HYPERLINK" not in ran.stdout and "pwned" not in ran.stdout


def test_folders_and_parts(pair: tuple[Path, Path], tmp_path: Path) -> None:
    """BEFORE and AFTER may be folders; parts beside each other are named by --before and --after."""
    for side, path in zip(("one", "two"), pair, strict=True):
        (tmp_path / side).mkdir()
        path.rename(tmp_path / side / path.name)
    ran = analyze("compare", "one", "two", "--quiet", cwd=tmp_path)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    more = world.write(tmp_path, world.instagram() | {POSTS: [ig_post("2020-01-01", "one")]}, INSTAGRAM)
    ran = analyze("compare", "one", "two", "--before", more, "--after", more, "--json", "--out", "o", cwd=tmp_path)
    assert ran.returncode == 0 and json.loads(ran.stdout)["by_kind"]["instagram"] == {"post": {"still_public": 1}}


def test_exit_codes(pair: tuple[Path, Path], tmp_path: Path) -> None:
    """2: other accounts, the wrong order, no such file, a foreign folder; 3: not an archive; 5: a damaged file."""
    before, after = pair
    files = world.facebook(name="Sam Roe") | {TIMELINE: [fb_post("2020-01-01", "x")]}
    other = world.write(tmp_path / "other", files, "facebook-samroe-2026-03-01-AbCdEfGh")
    (tmp_path / "no.zip").write_text("no zip")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.txt").write_text("mine")
    birthday = ("--birthday", "2999-01-01")
    for words, code in (
        ((before, other), 2), ((after, before), 2), ((before, tmp_path / "none.zip"), 2), ((before,), 2),
        ((before, after, "--out", tmp_path / "mine"), 2), ((before, tmp_path / "no.zip"), 3),
        ((before, after, *birthday), 2),
    ):  # fmt: skip
        ran = analyze("compare", *words, cwd=tmp_path)
        assert ran.returncode == code and not ran.stdout and "Traceback" not in ran.stderr, ran.stderr
        assert len(ran.stderr.strip().splitlines()) == 1 or words == (before,)
    assert not (tmp_path / "ai-scope-compare").exists()
    cut = world.facebook(jurisdiction="GDPR") | {TIMELINE: b'[{"timestamp": 1588291200, "data": [{"post": "x"'}
    damaged = world.write(tmp_path / "cut", cut | {COMMENTS: {"comments_v2": [fb_comment("a")]}}, LATER)
    ran = analyze("compare", before, damaged, cwd=tmp_path)
    assert ran.returncode == 5 and "could not be read" in " ".join(ran.stdout.split())  # lines are folded
