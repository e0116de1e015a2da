"""Python's door: `analyzer.analyze` and its result, `read_items`, and how both say no."""

from __future__ import annotations

import inspect
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import world
from world import FACEBOOK, TIMELINE, fb_comment, fb_photo, fb_post

import analyzer
from analyzer.report.result import Result

PHOTO = "your_facebook_activity/posts/media/Trip_111/1000000000001.jpg"


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """A Facebook archive with two posts, a comment and a photo."""
    files = world.facebook(jurisdiction="GDPR") | {
        TIMELINE: [fb_post("2020-05-01", "hello", PHOTO), fb_post("2025-08-01", "<b>new</b>")],
        world.COMMENTS: {"comments_v2": [fb_comment("a comment")]},
        "your_facebook_activity/posts/album/0.json": {"name": "Trip", "photos": [fb_photo(PHOTO)]},
        PHOTO: b"jpg",
    }
    return world.write(tmp_path, files, FACEBOOK)


@pytest.fixture
def result(export: Path) -> Result:
    """Its result."""
    return analyzer.analyze(export)


def test_paths_as_text_and_as_paths(export: Path) -> None:
    """Exports are given as strings or paths."""
    assert analyzer.analyze(str(export)).items["id"].tolist() == analyzer.analyze(export).items["id"].tolist()


def test_the_tables_have_the_types_that_design_promises(result: Result) -> None:
    """Times are datetime64 in UTC, fixed words categories, counts nullable integers, lists lists."""
    items = result.items
    assert len(items) == 3
    assert isinstance(items["created_at"].dtype, pd.DatetimeTZDtype) and str(items["created_at"].dt.tz) == "UTC"
    for name in ("platform", "kind", "state", "venue", "verdict", "suggestion", "is_public_basis"):
        assert isinstance(items[name].dtype, pd.CategoricalDtype), name
    assert pd.api.types.is_integer_dtype(items["media_count"]) and pd.api.types.is_integer_dtype(items["priority"])
    assert all(isinstance(value, list) for name in ("people", "reveals") for value in items[name])
    assert result.media["item_id"].tolist() == items.loc[items["media_count"] == 1, "id"].tolist()
    assert result.media["bytes"].tolist() == [3] and result.media["in_export"].tolist() == [True]
    assert {"read", "media"} <= set(result.files["status"])
    assert len(result.problems) == 0 and list(result.problems.columns)[:2] == ["archive", "path"]


def test_tables_of_nothing(tmp_path: Path) -> None:
    """An archive without a single item gives empty tables with all columns, zero counts, and a report."""
    path = world.write(tmp_path, world.facebook() | {TIMELINE: []}, FACEBOOK)
    result = analyzer.analyze(path)
    assert len(result.items) == len(result.media) == len(result.in_scope) == 0
    assert result.summary["range"] == {"least": 0, "most": 0} and result.complete
    result.write(tmp_path / "r")
    found = analyzer.read_items(tmp_path / "r")
    assert list(found.columns) == list(result.items.columns) and len(found) == 0


def test_in_scope(export: Path) -> None:
    """`in_scope` holds the items of that verdict, once the person has said who could see them."""
    result = analyzer.analyze(export, audience="facebook=public")
    assert set(result.in_scope["verdict"]) == {"in_scope"}
    assert len(result.in_scope) == (result.items["verdict"] == "in_scope").sum() == 1


def test_options_as_text_and_as_values(export: Path) -> None:
    """Dates and lists may be given as values or as the command has them, with the same result."""
    one = analyzer.analyze(
        export, policy="uk", deadline="2024-01-01", objected_on="never", as_of="2026-02-02", birthday="1990-01-01",
        audience="facebook=public",
    )  # fmt: skip
    two = analyzer.analyze(
        export, policy="uk", deadline=date(2024, 1, 1), objected_on=["never"], as_of=date(2026, 2, 2),
        birthday=date(1990, 1, 1), audience=["facebook=public"],
    )  # fmt: skip
    assert one.summary == two.summary and one.items.astype(str).equals(two.items.astype(str))
    assert one.summary["policy"]["id"] == "uk" and set(one.items["objection"]) == {"none"}


@pytest.mark.parametrize(
    "options",
    [
        {"policy": "mars"}, {"deadline": "soon"}, {"objected_on": "yesterday"}, {"objected_on": "nobody=never"},
        {"as_of": "x"}, {"birthday": "31.12.1990"}, {"birthday": date(2999, 1, 1)}, {"audience": "facebook"},
        {"audience": ["facebook=maybe"]}, {"answers": "no-such-file.toml"},
    ],
)  # fmt: skip
def test_options_that_cannot_be_meant(export: Path, options: dict[str, Any]) -> None:
    """Each raises UsageError with one sentence."""
    with pytest.raises(analyzer.UsageError) as caught:
        analyzer.analyze(export, **options)
    assert str(caught.value).endswith(".") and "\n" not in str(caught.value)


def test_nothing_given() -> None:
    """Without an archive: UsageError."""
    with pytest.raises(analyzer.UsageError):
        analyzer.analyze()


def test_errors_have_the_codes_of_the_command() -> None:
    """Each exception carries the exit code that the README gives it, and is an AnalyzerError."""
    codes = {analyzer.UsageError: 2, analyzer.NotAnExport: 3, analyzer.RefusedArchive: 4}
    for error, code in codes.items():
        assert issubclass(error, analyzer.AnalyzerError) and error.exit_code == code


def test_explain(result: Result) -> None:
    """Every item can be explained; an id that is not there is a UsageError."""
    for item in result.items["id"]:
        assert result.explain(item)
    with pytest.raises(analyzer.UsageError):
        result.explain("nope")


def test_it_shows_itself(result: Result) -> None:
    """A result prints its three lines, and shows as HTML in a notebook without a tag of the person's."""
    assert repr(result).count("\n") == 2
    page = result._repr_html_()
    assert "<table>" in page and "<b>new" not in page


def test_what_is_public_is_documented() -> None:
    """Every public name has a docstring, and every option of `analyze` is described in its."""
    for name in analyzer.__all__:
        assert inspect.getdoc(getattr(analyzer, name)), name
    text = inspect.getdoc(analyzer.analyze) or ""
    for option in inspect.signature(analyzer.analyze).parameters:
        assert f"{option}:" in text, option
    for name, member in inspect.getmembers(Result, lambda m: not isinstance(m, type)):
        if not name.startswith("_"):
            assert inspect.getdoc(member), name


def test_the_options_of_the_command_are_keyword_arguments() -> None:
    """What bears on the verdict can be said in Python as on the command line, under the same name."""
    from analyzer.command import main

    command = set(inspect.signature(main.explain).parameters) - {"item_id", "exports", "rules", "verbose"}
    assert command <= set(inspect.signature(analyzer.analyze).parameters)


def test_the_archive_can_be_moved_afterwards(export: Path) -> None:
    """A result holds no file open: the archive can be deleted, and the result is still whole."""
    result = analyzer.analyze(export)
    export.unlink()
    assert len(result.items) == 3 and result.summary["counts"]


def test_after_a_refusal_no_file_stays_open(tmp_path: Path, export: Path) -> None:
    """Where one of several exports is refused, the others are closed again."""
    bad = tmp_path / "bad.zip"
    bad.write_bytes(b"PK\x03\x04")
    opened: list[Any] = []
    from analyzer.archive import containers

    class Watched(containers.ZipContainer):
        def __init__(self, path: Path) -> None:
            super().__init__(path)
            opened.append(self)

    patch = pytest.MonkeyPatch()
    patch.setattr("analyzer.archive.exports.ZipContainer", Watched)
    try:
        with pytest.raises(analyzer.RefusedArchive):
            analyzer.analyze(export, bad)
    finally:
        patch.undo()
    assert len(opened) == 1 and opened[0]._zip.fp is None
