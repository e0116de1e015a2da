"""Run every needed file of every export through its readers: facts first, then items. Nothing is decided here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from analyzer.archive import Export, File, MemberUnreadable, Opened
from analyzer.errors import NotAnExport, RefusedArchive
from analyzer.items import coverage
from analyzer.items.file_rows import FileRows, is_needed
from analyzer.model import ExportFacts, FileRow, Item, Media, Problem, Skipped
from analyzer.reading import labels, one_file
from analyzer.reading.facebook.sentences import settle
from analyzer.reading.media import is_remote
from analyzer.reading.one_file import is_page
from analyzer.reading.reader import UNREADABLE, Damaged, NoRecords, Unread, UnreadableRecord, reader

if TYPE_CHECKING:
    from analyzer.reading.html.pages import Pages  # the parser of HTML takes its time to import

PRIVACY_HISTORY = "instagram.facts:privacy_history"


@dataclass(slots=True)
class ReadExport:
    """One export, read: what it tells about itself, and the media that its records name."""

    export: Export
    facts: ExportFacts
    platform: str
    format: str = "json"  # `html`, or `json+html` where it has both
    newest_record: int | None = None
    unread_dates: int = 0  # printed dates that could not be read
    language: str = ""  # of the printed dates, else of the labels
    named_media: set[str] = field(default_factory=set)
    missing_media: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Collection:
    """Everything that was read, before records of the same item are joined."""

    exports: list[ReadExport] = field(default_factory=list)
    records: list[Item] = field(default_factory=list)
    files: list[FileRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    looks_authored: list[str] = field(default_factory=list)  # unknown files that may hold items
    unknown_shapes: list[str] = field(default_factory=list)
    without_items: list[tuple[str, list[str]]] = field(default_factory=list)  # platform, archives: not counted


def collect(opened: Opened, progress: Callable[[int], None] | None = None) -> Collection:
    """Read all exports; `progress` is called with the bytes of each piece read.

    Raises:
        NotAnExport: an export without any file that can hold items.
        RefusedArchive: no needed file of an export can be read.
    """
    collection = Collection()
    with_items, without_items = _by_items(opened)
    collection.without_items = [(export.platform, export.archives) for export in without_items]
    for export in with_items:
        _refuse_unreadable(export)
        _Run(collection, export, progress).read()
    settle(collection.records, [export.facts for export in collection.exports])
    rows = FileRows(collection.files, collection.problems, collection.looks_authored)
    for export in without_items:
        rows.of_uncounted(export.files)
    rows.of_strays(opened.strays)
    coverage.complete(opened.containers, collection.files, collection.problems)
    return collection


def needed_bytes(opened: Opened) -> int:
    """How many bytes `collect` will read, uncompressed."""
    exports = _by_items(opened)[0]
    return sum(file.member.size for export in exports for file in export.files if is_needed(file))


def _by_items(opened: Opened) -> tuple[list[Export], list[Export]]:
    """The exports that have a file which can hold items, and those without.

    Raises:
        NotAnExport: none has.
    """
    found: tuple[list[Export], list[Export]] = [], []
    for export in opened.exports:
        found[not _holding_items(export)].append(export)
    if not found[0]:
        names, platform = tuple(found[1][0].archives), found[1][0].platform
        raise NotAnExport(
            "{names} looks like a part of {platform}'s archive, but has no file that can hold posts or "
            "comments. Give all parts of the download together; if these are all, ask for it again with "
            "your posts and comments in it.",
            names=names,
            platform=platform.title(),
        )
    return found


def _holding_items(export: Export) -> list[File]:
    return [file for file in export.files if file.row and file.row.readers and file.row.holds_items]


def _has_items(file: File) -> bool:
    return file.row is not None and any(reader(name).form != "facts" for name in file.row.readers)


def _refuse_unreadable(export: Export) -> None:
    problems = [file.member.problem for file in _holding_items(export)]
    if all(problems):
        reason = Counter(problems).most_common(1)[0][0]
        advice = " Unpack it with your password first." if "encrypted" in reason else " Download it again."
        names = tuple(export.archives)
        raise RefusedArchive(
            "No file of {names} that is needed can be read: {reason}.{advice}",
            names=names,
            reason=reason,
            advice=advice,
        )


class _Run:
    """Reads one export into the collection."""

    def __init__(self, collection: Collection, export: Export, progress: Callable[[int], None] | None) -> None:
        self.collection, self.export, self.progress = collection, export, progress
        self.facts = ExportFacts()
        self.index = len(collection.exports)
        self.read_export = ReadExport(export, self.facts, export.platform)
        self.anything_read = False
        self.pages: Pages | None = None
        self.rows = FileRows(collection.files, collection.problems, collection.looks_authored)

    def read(self) -> None:
        self.collection.exports.append(self.read_export)
        if self.export.platform == "facebook":
            self.facts.account("facebook").is_page = self.export.is_page
        to_read = self.rows.of_files(self.export.files)
        first_record = len(self.collection.records)
        self._prepare_pages([file for file, _, _ in to_read])
        for facts in (True, False):
            for file, row, index in to_read:
                assert file.row
                for name in file.row.readers:
                    told = one_file.tells_facts(name, is_page(file)) if facts else reader(name).form != "facts"
                    if told and row.status == "read":
                        self._run_reader(name, file, row, index, facts)
            if self.pages:
                self.pages.settle_zone()
        for file, row, _ in to_read:
            self._finish(file, row)
        if to_read and not self.anything_read:
            raise RefusedArchive(
                "No file of {name} that is needed can be read. Download it again.", name=self.export.name
            )
        self._times(first_record)
        if self.export.platform == "instagram" and not self._has_instagram():
            self.read_export.platform = "threads"

    def _prepare_pages(self, files: list[File]) -> None:
        pages = [file for file in files if is_page(file)]
        if pages:
            from analyzer.reading.html.pages import Pages

            self.pages = Pages(self.export.platform, self.facts)
            self.pages.learn(pages)
            self.read_export.format = "html" if len(pages) == len(files) else "json+html"

    def _has_instagram(self) -> bool:
        return any(
            file.row and any(name.startswith("instagram.") for name in file.row.readers) for file in self.export.files
        )

    def _run_reader(self, name: str, file: File, row: FileRow, index: int, is_facts: bool) -> None:
        pages = self.pages if is_page(file) else None
        try:
            with file.member.open(None if is_facts else self.progress) as stream:
                if is_facts:
                    one_file.read_facts(name, stream, self.facts, pages)
                else:
                    for pointer, make in one_file.records(name, stream, self.facts, pages):
                        file.member.container.budget.count_record()
                        self._add(pointer, make, row, index)
        except (Damaged, MemberUnreadable) as error:
            if not (is_facts and _has_items(file)):  # else its items, those before the damage, are read yet
                self.rows.damaged(row, str(error))
        except (NoRecords, *UNREADABLE) as error:
            if row.records:
                self.rows.damaged(row, "it is built in a way that this version does not know")
            else:
                told = str(error) if isinstance(error, NoRecords) else ""
                row.status, row.why = "not_understood", told or "it is built in a way that this version does not know"
                self.collection.unknown_shapes.append(row.path)
        else:
            self.anything_read = True
        self.anything_read |= row.records > sum(row.unread.values())
        if row.status != "read" and name == PRIVACY_HISTORY:
            self.facts.account("instagram").history_unreadable = True

    def _add(self, pointer: str, make: Callable[[], Any], row: FileRow, index: int) -> None:
        try:
            made = make()
        except UnreadableRecord as error:
            self._unread(pointer, str(error), row)
            return
        except UNREADABLE as error:
            self._unread(pointer, f"one of its fields holds what no archive has there ({type(error).__name__})", row)
            return
        for outcome in made:
            if isinstance(outcome, Unread):
                self._unread(pointer, outcome.problem, row)
            else:
                self._count(row, pointer, outcome, index)

    def _count(self, row: FileRow, pointer: str, outcome: Item | Skipped, index: int) -> None:
        row.records += 1
        if isinstance(outcome, Skipped):
            row.skipped[outcome.reason] = row.skipped.get(outcome.reason, 0) + 1
            return
        outcome.export, outcome.file, outcome.record = self.index, index, pointer
        for medium in outcome.media:
            self._look_up(medium)
        self.collection.records.append(outcome)

    def _look_up(self, medium: Media) -> None:
        """Whether the file that a record names is in the export."""
        found = self.export.media_file(medium.path)
        medium.bytes, medium.in_export = found.member.size if found else None, found is not None
        if not is_remote(medium.path):
            self.read_export.named_media.add(medium.path)
            if not medium.in_export:
                self.read_export.missing_media.add(medium.path)

    def _unread(self, pointer: str, problem: str, row: FileRow) -> None:
        row.records += 1
        row.unread["unreadable_record"] = row.unread.get("unreadable_record", 0) + 1
        self.collection.problems.append(Problem(row.archive, row.path, pointer, problem, "left out, the rest was read"))

    def _finish(self, file: File, row: FileRow) -> None:
        assert file.row
        if row.status == "read" and not row.records and not any(reader(n).form == "facts" for n in file.row.readers):
            row.status = "empty"

    def _times(self, first_record: int) -> None:
        times = [item.created for item in self.collection.records[first_record:] if item.created is not None]
        for account in self.facts.accounts.values():
            times += account.accesses
        self.read_export.newest_record = max(times, default=None)
        if self.pages:
            self.read_export.unread_dates, self.read_export.language = self.pages.unread_dates, self.pages.language
        self.read_export.language = self.read_export.language or labels.language(self.facts.labels)
