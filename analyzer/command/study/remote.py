"""Archives that lie elsewhere, as containers: zips read in place by ranges, folders file by file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from analyzer.archive.containers import Container, FolderContainer, ZipContainer
from analyzer.archive.member import Member
from analyzer.archive.names import export_name, is_export_name, member_path
from analyzer.archive.pieces import sort_members
from analyzer.archive.zip_directory import Entry
from analyzer.command.study.network import Place, Shelf
from analyzer.command.study.ranges import Ranges
from analyzer.errors import NotAnExport

_HEAD = 30 + 64  # bytes before those of a member, beside its name: what stands there in excess is seldom more


class RemoteFolder(FolderContainer):
    """An unpacked archive that lies elsewhere: its files are read by ranges too."""

    def __init__(self, name: str, files: list[tuple[str, Place]], fetch: Callable[[Place], Ranges]) -> None:
        self.path, self.name, self.file_name = Path(name), name, name
        self.zips, self.reports, self._files = [], [], dict(files)
        self._fetch = fetch
        self.members = []
        for relative, entry in files:
            path, problem = member_path(relative)
            self.members.append(Member(self, relative, path, entry.size, entry.size, problem, Path(relative)))

    def stream(self, member: Member) -> BinaryIO:
        return self._fetch(self._files[member.name]).open()


def remote_zip(name: str, ranges: Ranges) -> ZipContainer:
    """A zip that is read by ranges: its directory, and of its members what is asked for."""
    container = ZipContainer(Path(name), ranges.open)
    needed = [each.place for each in container.members if isinstance(each.place, Entry)]
    ranges.plan((each.offset, each.offset + _HEAD + len(each.name.encode()) + each.stored) for each in needed)
    return container


def containers(address: str) -> list[Container]:
    """What lies at an address: a zip, or a folder of zips and of files.

    Raises:
        NotAnExport: nothing that lies there is an archive.
        RefusedArchive: the directory of a zip is hostile or cut.
    """
    shelf = Shelf(address)
    entry = shelf.entry()
    if not entry.is_folder:
        return [remote_zip(entry.name, Ranges(shelf.fetch(), entry.size))]

    def ranges(of: Place) -> Ranges:
        return Ranges(Shelf(of.address).fetch(), of.size)

    found: list[Container] = []
    loose: list[tuple[str, Place]] = []
    for each in shelf.inside(deep=True):
        relative = each.address.replace("\\", "/").partition(entry.address.replace("\\", "/").rstrip("/") + "/")[2]
        is_zip = relative.lower().endswith(".zip") and relative.count("/") < 2
        if is_zip and (zipped := _archive(each, ranges)) is not None:
            found.append(zipped)
        else:
            loose.append((relative or each.name, each))
    return [*found, *([RemoteFolder(entry.name, loose, ranges)] if loose or not found else [])]


def _archive(entry: Place, ranges: Callable[[Place], Ranges]) -> ZipContainer | None:
    """A zip of a folder; None where it is none of Meta's, and counts as a file like any other."""
    try:
        container = remote_zip(entry.name, ranges(entry))
    except NotAnExport:
        return None
    part = is_export_name(export_name(container.file_name).stem)
    return container if sort_members(container)[0] or (part and container.members) else None
