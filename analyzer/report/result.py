"""What `analyzer.analyze` gives back."""

from __future__ import annotations

import html
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyzer.archive.target import archive_folders, check_outside_of
from analyzer.errors import UsageError
from analyzer.report import explanation, first_lines, tables
from analyzer.rules.analysis import Analysis

if TYPE_CHECKING:
    import pandas as pd


class Result:
    """The result of a run. Its tables are DataFrames, made when first asked for; docs/tables.md has their columns."""

    def __init__(self, analysis: Analysis, folders: frozenset[Path] | None = None) -> None:
        """`folders`: at which the unpacked archives begin, where `analysis` does not tell any more."""
        self.analysis = analysis
        pieces = (piece for read in analysis.collection.exports for piece in read.export.pieces)
        self._folders = frozenset(archive_folders(pieces)) if folders is None else folders

    @cached_property
    def items(self) -> pd.DataFrame:
        """One row for each item: what it is, the tests, the verdict, what to do."""
        return tables.frame(self.analysis, "items")

    @cached_property
    def media(self) -> pd.DataFrame:
        """One row for each item and file that it names."""
        return tables.frame(self.analysis, "media")

    @cached_property
    def files(self) -> pd.DataFrame:
        """One row for each file of the archives (media: each folder) and what became of it."""
        return tables.frame(self.analysis, "files")

    @cached_property
    def problems(self) -> pd.DataFrame:
        """One row for each thing that could not be read."""
        return tables.frame(self.analysis, "problems")

    @cached_property
    def summary(self) -> dict[str, Any]:
        """The result in numbers, as in `summary.json`."""
        from analyzer.report.summary import summary

        return summary(self.analysis)

    @property
    def in_scope(self) -> pd.DataFrame:
        """The items whose verdict is `in_scope`: public, of an adult, from before the deadline."""
        return self.items[self.items["verdict"] == "in_scope"]

    @cached_property
    def lines(self) -> list[str]:
        """The three lines that stand first everywhere."""
        return first_lines.first_lines(self.analysis)

    @property
    def complete(self) -> bool:
        """Whether everything that was needed could be read."""
        return self.analysis.complete

    def redacted(self) -> Result:
        """The same result without texts, names, links, places and paths: to be shown to others."""
        from analyzer.report.redact import redacted

        return Result(redacted(self.analysis), self._folders)

    def write(self, directory: str | Path, redact: bool = False, thumbnails: int = 60) -> None:
        """Write report.html, the tables as CSV and summary.json: all of them, or on failure none.

        Args:
            directory: a new or empty folder, or one that holds a report already.
            redact: write `redacted()`, which can be shown to others.
            thumbnails: how many small pictures may be on the page, of the first items by priority; none if redacted.

        Raises:
            UsageError: the number is negative, or the folder lies inside an unpacked archive that was read, or holds
                other files than a report of ours.
            AnalyzerError: the disk refuses.
        """
        from analyzer.report.write import write

        check_outside_of(Path(directory), self._folders)
        if thumbnails < 0:
            raise UsageError("There cannot be {thumbnails} thumbnails: give 0 or more.", thumbnails=thumbnails)
        shown = self.redacted() if redact else self
        write(shown.analysis, shown.summary, shown.lines, Path(directory), thumbnails)

    def explain(self, item_id: str, rules: bool = False) -> str:
        """The reasoning for one item, as text: first why. Raises UsageError for an id that is not there.

        Args:
            item_id: from the column `id`.
            rules: every rule that was tried, too.
        """
        rows = explanation.explanation(self.analysis, item_id, rules)
        width = max(len(heading) for heading, _ in rows)
        return "\n".join(f"{heading:<{width}}  {sentence}".rstrip() for heading, sentence in rows)

    def __repr__(self) -> str:
        return "\n".join(self.lines)

    def _repr_html_(self) -> str:
        words, verdicts = self.analysis.words, first_lines.verdict_words(self.analysis)
        first, *rest = (html.escape(line) for line in self.lines)
        body = [f"<p><strong>{first}</strong></p>", *(f"<p>{line}</p>" for line in rest), "<table><thead><tr>"]
        body += [f"<th>{html.escape(head)}</th>" for head in ("", "", *verdicts.values())]
        body.append("</tr></thead><tbody>")
        for platform, kinds in self.summary["counts"].items():
            for kind, counts in kinds.items():
                cells = "".join(f"<td>{words.number(counts.get(verdict, 0))}</td>" for verdict in verdicts)
                names = words.code("codes.platform", platform), words.code("codes.kind", kind)
                body.append(f"<tr>{''.join(f'<td>{html.escape(name)}</td>' for name in names)}{cells}</tr>")
        return "".join([*body, "</tbody></table>"])
