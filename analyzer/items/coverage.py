"""The check at the end of every run: each member of everything that was given has its row of `files`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from analyzer.archive import Container
from analyzer.archive.pieces import is_media_file
from analyzer.items.file_rows import media_folder
from analyzer.model import FileRow, Problem

LOST_SIGHT = "this program lost sight of it, which is a fault of ours: please tell us"


def complete(containers: Iterable[Container], files: list[FileRow], problems: list[Problem]) -> None:
    """Add a row, as damaged, for each member without one: what nobody accounts for is a loss, and never silent."""
    missing: Counter[tuple[str, str]] = Counter()
    folders: dict[tuple[str, str], int] = {}
    for container in containers:
        for member in container.members:
            if is_media_file(member) and not member.problem:
                folders[container.name, media_folder(member.name)] = 0
            else:
                missing[container.name, member.name] += 1
    for row in files:
        if row.status == "media":
            folders.pop((row.archive, row.path), None)
        else:
            missing[row.archive, row.path] -= 1
    for (archive, path), count in (+missing + Counter(folders.keys())).items():
        for _ in range(count):
            files.append(FileRow(archive, path, 0, "damaged", records=1, unread={"damaged": 1}))
            problems.append(Problem(archive, path, "", LOST_SIGHT, "left out"))
