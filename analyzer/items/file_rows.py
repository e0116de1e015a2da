"""What becomes of each file of what was given: its row of `files`, before anything is read."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.archive import File, Member, MemberUnreadable, Stray
from analyzer.archive.pieces import is_media_file, noise_file
from analyzer.model import FileRow, Problem
from analyzer.reading.html.unknown import looks_authored as page_looks_authored
from analyzer.reading.json.unknown import looks_authored
from analyzer.reading.one_file import is_page

_NO_DATA = ("no-data.txt", "no_data.txt", "no-data.html", "no_data.html")
_DATA = (".json", ".html", ".htm")  # what a platform puts content into
# What people put beside an archive: texts, lists, scans. No platform puts such a file at the root of one.
_DOCUMENTS = (".txt", ".md", ".rst", ".rtf", ".pdf", ".doc", ".docx", ".odt", ".csv", ".xlsx", ".ods", ".log")
_UNCOUNTED = "in a download without posts or comments: nothing of it is counted"
_BESIDE = "it lies beside the archive and is no part of it"


def is_needed(file: File) -> bool:
    """Whether a file is to be read."""
    return bool(file.row and file.row.readers and file.path.lower().endswith(_DATA))


class FileRows:
    """Makes rows into `files`; names what is lost in `problems`, unknown files full of words in `authored`."""

    def __init__(self, files: list[FileRow], problems: list[Problem], authored: list[str]) -> None:
        self._files, self._problems, self._authored = files, problems, authored

    def of_files(self, files: Iterable[File]) -> list[tuple[File, FileRow, int]]:
        """A row for each file, and for each folder of media; gives those to be read, with the number of their row."""
        listed = list(files)
        to_read = []
        for file, double_of in _without_doubles([file for file in listed if not _in_folder_row(file)]):
            row = self._of_file(file, double_of)
            if row.status == "read":
                to_read.append((file, row, len(self._files) - 1))
        self._of_media(file.member for file in listed if _in_folder_row(file))
        return to_read

    def of_uncounted(self, files: Iterable[File]) -> None:
        """Rows for the files of an export without any file that can hold items."""
        for _, row, _ in self.of_files(files):
            row.status, row.why = "not_needed", _UNCOUNTED

    def of_strays(self, strays: Iterable[Stray]) -> None:
        """Rows for what belongs to no export."""
        media = []
        for stray in strays:
            member = stray.member
            if member is None:
                self._files.append(
                    FileRow(stray.container.name, stray.path, stray.size, "not_understood", why=stray.why)
                )
            elif is_media_file(member) and not member.problem:
                media.append(member)
            else:
                self._of_file(noise_file(member), "")
        self._of_media(media)

    def damaged(self, row: FileRow, problem: str) -> None:
        """The file, or its rest, is lost: that counts as one record, for how many it held cannot be told."""
        row.status = "damaged"
        row.records += 1
        row.unread["damaged"] = row.unread.get("damaged", 0) + 1
        self._problem(row, problem, "what stands before was read" if row.records > 1 else "left out")

    def _problem(self, row: FileRow, problem: str, done: str) -> None:
        self._problems.append(Problem(row.archive, row.path, "", problem, done))

    def _of_file(self, file: File, double_of: str) -> FileRow:
        """The row for a file that is not media; its status is `read` where it is to be read."""
        member = file.member
        row = FileRow(member.container.name, member.name, member.size, "not_understood")
        self._files.append(row)
        if file.row:
            row.category = file.row.category
        name = member.path.rpartition("/")[2].lower()
        if member.hides:
            self.damaged(row, f"left out: {member.problem}")
        elif name in _NO_DATA:
            row.status, row.why = "empty", "the platform's note that this section is empty"
        elif double_of:
            row.status, row.why = "not_needed", double_of
        elif is_media_file(member):
            row.status, row.category, row.why = "not_needed", "media", f"left out: {member.problem}"
        elif file.row is None and name.endswith((".srt", ".vtt")):
            row.status, row.category, row.why = "not_needed", "media", "subtitles of a video"
        elif file.row is None:
            self._unknown(file, row)
        elif not file.row.readers:
            row.status, row.why = "not_needed", file.row.why
        elif not is_needed(file):
            row.why = "neither JSON nor HTML"
        elif member.problem:
            self.damaged(row, f"left out: {member.problem}")
        else:
            row.status = "read"
        return row

    def _unknown(self, file: File, row: FileRow) -> None:
        """A file that no row of the layout knows: what may be full of the person's words is told."""
        low = file.path.lower()
        if file.member.problem:
            row.why = f"left out: {file.member.problem}"
            if low.endswith(_DATA):
                self._authored.append(row.path)
                self._problem(row, row.why, "left out")
            else:
                row.status = "not_needed"
        elif low.endswith(_DATA):
            try:
                with file.member.open() as stream:
                    if page_looks_authored(stream) if is_page(file) else looks_authored(stream):
                        self._authored.append(row.path)
            except MemberUnreadable as error:
                self.damaged(row, f"left out: {error}")  # nobody knows what is in it
        elif low.endswith(_DOCUMENTS) and "/" not in file.path:
            row.status, row.why = "not_needed", _BESIDE

    def _of_media(self, members: Iterable[Member]) -> None:
        """One row for each folder of media: an archive may hold half a million of these files."""
        folders: dict[tuple[str, str], list[int]] = {}
        for member in members:
            total = folders.setdefault((member.container.name, media_folder(member.name)), [0, 0])
            total[0] += member.count
            total[1] += member.size
        for (archive, folder), (count, size) in folders.items():
            why = f"{count} file" + ("" if count == 1 else "s")
            self._files.append(FileRow(archive, folder, size, "media", "media", why=why))


def media_folder(name: str) -> str:
    """The folder of a medium, as the archive spells it: the path of its row."""
    return name[: max(name.rfind("/"), name.rfind("\\"), 0)] or "."


def _in_folder_row(file: File) -> bool:
    return file.is_media and not file.member.problem


def _without_doubles(files: list[File]) -> Iterable[tuple[File, str]]:
    """Each file, with the reason where it is a double of another: parts may repeat a file, a zip may name one twice."""
    last: dict[tuple[str, str], Member] = {}
    for file in files:
        if is_needed(file):
            last[file.member.container.name, file.member.name] = file.member
    seen: dict[str, Member] = {}
    for file in files:
        double = ""
        if is_needed(file) and not file.member.problem:
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
