"""Templates that were compiled beforehand make the pages that the templates themselves make."""

from __future__ import annotations

import importlib
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jinja2 import ChoiceLoader, TemplateNotFound

import analyzer
from analyzer.report import frame, made_templates
from tools.data import templates

SAMPLE = next(Path(__file__).parents[2].glob("sample_exports/facebook-en/*.zip"))


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A package with a copy of the templates, for which they were compiled."""
    package = tmp_path / "house_of_templates"
    here = Path(made_templates.__file__).parent
    for folder in ("page/templates", "compare/templates"):
        shutil.copytree(here / folder, package / folder)
    package.joinpath("__init__.py").touch()
    shutil.copy(here / "frame.py", package)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(made_templates, "__package__", package.name)
    _forget()
    templates.main(package)
    importlib.invalidate_caches()
    yield package
    _forget()
    for name in [each for each in sys.modules if each.partition(".")[0] == package.name]:
        del sys.modules[name]


def _forget() -> None:
    for each in (made_templates.fingerprint, made_templates.made_by, made_templates.compiled):
        each.cache_clear()


def loaded(name: str) -> Any:
    """The compiled template, of an engine that knows no others."""
    return made_templates.MadeTemplates().load(frame.environment(), name)


def test_every_template_is_compiled(house: Path) -> None:
    """Each of them is there."""
    names = [each.name for each in made_templates.templates()]
    assert {"page.html", "compare.html"} <= set(names)
    assert [loaded(name).name for name in names] == names


def test_the_page_is_the_same(house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The compiled templates alone write the page that the templates alone write."""
    result, pages = analyzer.analyze(SAMPLE), {}
    made, *plain = frame.environment().loader.loaders  # type: ignore[union-attr]
    for name, loaders in (("made", [made]), ("plain", plain)):
        monkeypatch.setattr(frame.environment(), "loader", ChoiceLoader(loaders))
        frame.environment().cache.clear()  # type: ignore[union-attr]
        result.write(tmp_path / name, thumbnails=0)
        pages[name] = tmp_path.joinpath(name, "report.html").read_bytes()
    frame.environment().cache.clear()  # type: ignore[union-attr]
    assert pages["made"] == pages["plain"]


@pytest.mark.parametrize("name", ["page/templates/parts.html", "frame.py"])
def test_what_is_old_is_not_taken(house: Path, name: str) -> None:
    """A change of one template, or of the options of the engine, makes all of them old."""
    loaded("page.html")
    path = house / name
    path.write_bytes(path.read_bytes() + b"\n ")
    _forget()
    with pytest.raises(TemplateNotFound):
        loaded("page.html")


def test_without_the_options_as_source_they_are_taken(house: Path) -> None:
    """As in the page for a browser, which has the program compiled."""
    house.joinpath("frame.py").unlink()
    _forget()
    assert loaded("page.html").name == "page.html"


def test_what_is_not_there_or_cut_off_is_not_taken(house: Path) -> None:
    """Then the templates themselves are compiled."""
    path = house / made_templates.FOLDER / "letters_html.py"
    path.write_bytes(path.read_bytes()[:-80])
    house.joinpath(made_templates.FOLDER, "page_html.py").unlink()
    importlib.invalidate_caches()
    for name in ("letters.html", "page.html"):
        with pytest.raises(TemplateNotFound):
            loaded(name)
