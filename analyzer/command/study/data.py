"""A study that stands in a folder, read back as Dask DataFrames."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyzer.command.study.study import read_manifest
from analyzer.errors import UsageError

if TYPE_CHECKING:
    import dask.dataframe as dd


class Study:
    """A study. Its tables are Dask DataFrames, made when first asked for; its codebook.md has their columns."""

    def __init__(self, folder: Path, manifest: dict[str, Any]) -> None:
        self.folder, self.manifest = folder, manifest

    @cached_property
    def items(self) -> dd.DataFrame:
        """One row for each item of each participant."""
        return self._table("items")

    @cached_property
    def participants(self) -> dd.DataFrame:
        """One row for each participant; `counted` are those without doubles whose archives were read."""
        return self._table("participants")

    @cached_property
    def counts(self) -> dd.DataFrame:
        """Items of each participant by platform, kind, year, verdict and basis."""
        return self._table("counts")

    @cached_property
    def files(self) -> dd.DataFrame:
        """What became of the files of each participant, by kind of file."""
        return self._table("files")

    @property
    def page(self) -> Path:
        """The summary page."""
        return self.folder / "summary.html"

    def _table(self, name: str) -> dd.DataFrame:
        import dask.dataframe as dd

        found: dd.DataFrame = dd.read_parquet(str(self.folder / name / "part-*.parquet"))
        return found

    def __repr__(self) -> str:
        counts = self.manifest["counts"]
        return f"Study of {counts['participants']} participants, {counts['done']} of them done, in {self.folder}"


def read_study(folder: str | Path) -> Study:
    """The study in a folder. Raises UsageError where none stands there, or one that is not whole."""
    where = Path(folder)
    manifest = read_manifest(where)
    if manifest is None:
        raise UsageError("{out} holds no study.", out=where)
    if manifest["state"] != "whole":
        raise UsageError("The study in {out} was interrupted: give the same command again, and it goes on.", out=where)
    return Study(where, manifest)
