"""Run every needed file of every export through its readers: facts first, then items. Nothing is decided here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from analyzer.archive import Export, File, Member, MemberUnreadable, Opened
from analyzer.errors import NotAnExport, RefusedArchive
from analyzer.model import ExportFacts, FileRow, Item, Media, Problem, Skipped
from analyzer.reading import labels, one_file
from analyzer.reading.json.unknown import looks_authored
from analyzer.reading.media import is_remote
from analyzer.reading.one_file import UnreadableRecord, is_page
from analyzer.reading.reader import UNREADABLE, Damaged, NoRecords, Unread, reader

if TYPE_CHECKING:
    from analyzer.reading.html.pages import Pages  # the parser of HTML takes its time to import

PRIVACY_HISTORY = "instagram.facts:privacy_history"
_NO_DATA = ("no-data.txt", "no_data.txt", "no-data.html", "no_data.html")


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


def collect(opened: Opened, progress: Callable[[int], None] | None = None) -> Collection:
    """Read all exports; `progress` is called with the bytes of each piece read.

    Raises:
        NotAnExport: an export without any file that can hold items.
        RefusedArchive: no needed file of an export can be read.
    """
    collection = Collection()
    for export in opened.exports:
        _refuse_without_items(export)
        _Run(collection, export, progress).read()
    if any(export.platform == "facebook" for export in collection.exports):
        from analyzer.reading.facebook.sentences import settle

        settle(collection.records, [export.facts for export in collection.exports])
    for archive, path, size, why in opened.strays:
        collection.files.append(FileRow(archive, path, size, "not_understood", why=why))
    return collection


def needed_bytes(opened: Opened) -> int:
    """How many bytes `collect` will read, uncompressed."""
    return sum(file.member.size for export in opened.exports for file in export.files if _is_needed(file))


def _is_needed(file: File) -> bool:
    return bool(file.row and file.row.readers and (file.path.lower().endswith(".json") or is_page(file)))


def _has_items(file: File) -> bool:
    return file.row is not None and any(reader(name).form != "facts" for name in file.row.readers)


def _refuse_without_items(export: Export) -> None:
    needed = [file for file in export.files if file.row and file.row.readers and file.row.holds_items]
    names = " and ".join(export.archives)
    if not needed:
        raise NotAnExport(
            f"{names} looks like a part of {export.platform.title()}'s archive, but has no file that can hold posts or"
            " comments. Give all parts of the download together."
        )
    if all(file.member.problem for file in needed):
        reason = Counter(file.member.problem for file in needed if file.member.problem).most_common(1)[0][0]
        advice = " Unpack it with your password first." if "encrypted" in reason else " Download it again."
        raise RefusedArchive(f"No file of {names} that is needed can be read: {reason}.{advice}")


class _Run:
    """Reads one export into the collection."""

    def __init__(self, collection: Collection, export: Export, progress: Callable[[int], None] | None) -> None:
        self.collection, self.export, self.progress = collection, export, progress
        self.facts = ExportFacts()
        self.index = len(collection.exports)
        self.read_export = ReadExport(export, self.facts, export.platform)
        self.anything_read = False
        self.pages: Pages | None = None

    def read(self) -> None:
        self.collection.exports.append(self.read_export)
        if self.export.platform == "facebook":
            self.facts.account("facebook").is_page = self.export.is_page
        to_read = []
        for file, double_of in _without_doubles(self.export.files):
            row = self._row(file, double_of)
            if row is not None and row.status == "read":
                to_read.append((file, row, len(self.collection.files) - 1))
        self._media_rows()
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
            raise RefusedArchive(f"No file of {self.export.name} that is needed can be read. Download it again.")
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

    def _row(self, file: File, double_of: str) -> FileRow | None:
        """The row for a file that is not media; its status is `read` where it is to be read."""
        if file.is_media and not file.member.problem:
            return None
        member = file.member
        row = FileRow(member.container.name, member.name, member.size, "not_understood")
        self.collection.files.append(row)
        if file.row:
            row.category = file.row.category
        name = member.path.rpartition("/")[2].lower()
        if name in _NO_DATA:
            row.status, row.why = "empty", "the platform's note that this section is empty"
        elif double_of:
            row.status, row.why = "not_needed", double_of
        elif file.is_media:
            row.status, row.category, row.why = "not_needed", "media", f"left out: {member.problem}"
        elif file.row is None and name.endswith((".srt", ".vtt")):
            row.status, row.category, row.why = "not_needed", "media", "subtitles of a video"
        elif file.row is None:
            self._unknown(file, row)
        elif not file.row.readers:
            row.status, row.why = "not_needed", file.row.why
        elif not _is_needed(file):
            row.why = "neither JSON nor HTML"
        elif member.problem:
            self._damaged(file, row, f"left out: {member.problem}")
        else:
            row.status = "read"
        return row

    def _unknown(self, file: File, row: FileRow) -> None:
        if file.member.problem:
            row.status, row.why = "not_needed", f"left out: {file.member.problem}"
        elif file.path.lower().endswith(".json"):
            try:
                with file.member.open() as stream:
                    if looks_authored(stream):
                        self.collection.looks_authored.append(row.path)
            except MemberUnreadable:
                row.why = "it cannot be opened"

    def _media_rows(self) -> None:
        """One row for each folder of media: an archive may hold half a million of these files."""
        folders: dict[tuple[str, str], list[int]] = {}
        for file in self.export.files:
            if file.is_media and not file.member.problem:
                name = file.member.name
                key = (file.member.container.name, name[: max(name.rfind("/"), name.rfind("\\"), 0)] or ".")
                total = folders.setdefault(key, [0, 0])
                total[0] += 1
                total[1] += file.member.size
        for (archive, folder), (count, size) in folders.items():
            why = f"{count} file" + ("" if count == 1 else "s")
            self.collection.files.append(FileRow(archive, folder, size, "media", "media", why=why))

    def _run_reader(self, name: str, file: File, row: FileRow, index: int, is_facts: bool) -> None:
        pages = self.pages if is_page(file) else None
        try:
            with file.member.open(None if is_facts else self.progress) as stream:
                if is_facts:
                    one_file.read_facts(name, stream, self.facts, pages)
                else:
                    for pointer, make in one_file.records(name, stream, self.facts, pages):
                        self._add(pointer, make, row, index)
        except (Damaged, MemberUnreadable) as error:
            if not (is_facts and _has_items(file)):  # else its items, those before the damage, are read yet
                self._damaged(file, row, str(error))
        except (NoRecords, *UNREADABLE) as error:
            if row.records:
                self._damaged(file, row, "it is built in a way that this version does not know")
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

    def _damaged(self, file: File, row: FileRow, problem: str) -> None:
        """The file, or its rest, is lost: that counts as one record, for how many it held cannot be told."""
        row.status = "damaged"
        row.records += 1
        row.unread["damaged"] = row.unread.get("damaged", 0) + 1
        done = "what stands before was read" if row.records > 1 else "left out"
        self.collection.problems.append(Problem(row.archive, row.path, "", problem, done))

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


def _without_doubles(files: Iterable[File]) -> Iterable[tuple[File, str]]:
    """Each file, with the reason where it is a double of another: parts may repeat a file, a zip may name one twice."""
    last: dict[tuple[str, str], Member] = {}
    listed = list(files)
    for file in listed:
        if _is_needed(file):
            last[file.member.container.name, file.member.name] = file.member
    seen: dict[str, Member] = {}
    for file in listed:
        double = ""
        if _is_needed(file) and not file.member.problem:
            member = file.member
            newest = last[member.container.name, member.name]
            if newest is not member:
                if newest.same_content(member):
                    double = "the same file is listed twice"
                else:
                    member.problem = "another file of the same name stands in the archive"
            elif file.path in seen and seen[file.path].same_content(member):
                double = f"the same file as in {seen[file.path].container.name}"
            else:
                seen.setdefault(file.path, member)
        yield file, double
