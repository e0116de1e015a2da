"""What one container holds of the export of one platform: wrappers dropped, platforms told apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from analyzer.archive import layout
from analyzer.archive.containers import Container
from analyzer.archive.file_kinds import MEDIA_EXTENSIONS
from analyzer.archive.layout import TABLES, Row, fold_path, roots
from analyzer.archive.media_folder import MediaFolder
from analyzer.archive.member import Member
from analyzer.archive.names import ExportName, export_name, is_export_name

OWN_REPORT = Row("none", (), "a report that this program wrote: no part of any archive", False)
LITTER = Row("none", (), "left by macOS: no part of the archive", False)
_IDENTITY = ("facebook.profile:facts", "instagram.profile:facts", "threads.profile:facts", "instagram.flat:facts")


@dataclass(slots=True)
class File:
    """A member in its place: `path` from the root of its export, `row` of the layout table (None: not understood)."""

    member: Member
    path: str
    row: Row | None
    is_media: bool


@dataclass(slots=True)
class Piece:
    """What one container (or one wrapper folder in it) holds of one platform's export."""

    container: Container
    platform: str
    name: ExportName
    files: list[File]

    @property
    def needed(self) -> dict[str, File]:
        return {fold_path(file.path): file for file in self.files if file.row and file.row.readers}

    @property
    def has_identity(self) -> bool:
        return any(set(_IDENTITY) & set(file.row.readers) for file in self.files if file.row)


def pieces_of(container: Container) -> list[Piece]:
    """The pieces in a container, by wrapper folder and platform; none if nothing of Meta's is in it."""
    return sort_members(container)[0]


def sort_members(container: Container) -> tuple[list[Piece], list[Member]]:
    """The pieces in a container, and the members that belong to none of them: each member stands in one of the two."""
    by_wrapper, loose, noise = _by_wrapper(container.members)
    pieces: list[Piece] = []
    left: list[Member] = []
    for wrapper, members in by_wrapper.items():
        found = _by_platform(wrapper, members)
        last = next((part for part in reversed(wrapper.split("/")) if is_export_name(part)), container.file_name)
        pieces += [Piece(container, platform, export_name(last), own) for platform, own in found.items()]
        if not found:
            left += members
    beside = _by_platform("", loose)
    if not pieces or any(file.row and file.row.readers for own in beside.values() for file in own):
        pieces += [Piece(container, table, export_name(container.file_name), own) for table, own in beside.items()]
        left += [] if beside else loose
        loose = []
    if not pieces:
        return [], [*left, *loose, *noise]
    main = pieces[0]
    main.files += [_beside(member, main.platform) for member in loose]  # a readme, assets under names of their own
    main.files += map(noise_file, noise)
    return pieces, left


def _by_wrapper(members: list[Member]) -> tuple[dict[str, list[Member]], list[Member], list[Member]]:
    """Members by the folders before their root, those outside all of these, and the litter of macOS."""
    by_wrapper: dict[str, list[Member]] = {}
    outside: list[Member] = []
    noise: list[Member] = []
    wrappers: dict[str, str | None] = {}  # of folders: an archive has many files in few of them
    for member in members:
        if noise_row(member):
            noise.append(member)
            continue
        folder = member.path.rpartition("/")[0]
        if folder not in wrappers:
            wrappers[folder] = _wrapper(folder)
        wrapper = wrappers[folder]
        if wrapper is None:
            outside.append(member)
        else:
            by_wrapper.setdefault(wrapper, []).append(member)
    loose: list[Member] = []
    for member in outside:
        folder = member.path.rpartition("/")[0]
        while folder and folder not in by_wrapper:
            folder = folder.rpartition("/")[0]
        by_wrapper[folder].append(member) if folder in by_wrapper else loose.append(member)
    return by_wrapper, loose, noise


def noise_file(member: Member) -> File:
    """A member that is no part of any archive, as a file."""
    is_media = is_media_file(member)
    return File(member, member.path, None if is_media else noise_row(member), is_media)


def _beside(member: Member, platform: str) -> File:
    """A member outside all folders that are known, as a file of the export that it lies beside."""
    is_media = is_media_file(member)
    row = None if is_media else _find(platform, member.path, "/" not in member.path, False)
    return File(member, member.path, row, is_media)


def noise_row(member: Member) -> Row | None:
    """Why a member is no part of any archive: litter of macOS, or what this program wrote; None for all others."""
    path = member.path
    if ("__MACOSX" in path and "__MACOSX" in path.split("/")) or path.rpartition("/")[2].startswith("._"):
        return LITTER
    return OWN_REPORT if any(map(member.name.startswith, member.container.reports)) else None


def is_media_file(member: Member) -> bool:
    return isinstance(member, MediaFolder) or member.path.rpartition(".")[2].lower() in MEDIA_EXTENSIONS


def _wrapper(folder: str) -> str | None:
    """The folders before the root of an export; None for a folder outside all known roots."""
    parts, known = folder.split("/"), roots().any
    for depth, part in enumerate(parts):
        if fold_path(part) in known:
            return "/".join(parts[:depth])
    return None


def _by_platform(wrapper: str, members: list[Member]) -> dict[str, list[File]]:
    """The members under one wrapper by platform. A combined tree has both; a file that both know goes to the larger."""
    cut = len(wrapper) + 1 if wrapper else 0
    rows: list[tuple[Member, str, dict[str, Row | None], bool]] = []
    scores = {table: Counter[str]() for table in TABLES}
    sure: set[str] = set()
    of_page = any(layout.is_of_page(member.path) for member in members if member.path.endswith((".json", ".html")))
    for member in members:
        path = member.path[cut:]
        is_media = is_media_file(member)
        of_roots = _told_by_roots(path)
        sure |= of_roots
        found: dict[str, Row | None] = {}
        if not is_media:
            at_root = "/" not in path
            found = {t: _find(t, path, at_root, of_page) for t in TABLES if not of_roots or t in of_roots}
            for table, row in found.items():
                if row and not (row.flat and not row.readers):
                    scores[table][row.category + "|" + (path.rpartition("/")[2] if not row.flat else "flat")] += 1
        elif _media_platform(path):
            sure.add(_media_platform(path))
        rows.append((member, path, found, is_media))
    readers = {t: any(f.get(t) and f[t].readers for _, _, f, _ in rows) for t in TABLES}  # type: ignore[union-attr]
    evidence = {t: len(scores[t]) + 1000 * (t in sure) for t in TABLES}
    if not sure and not any(readers.values()) and max(evidence.values()) < 2:
        return {}
    if not sure and max(evidence.values()) < 2 and _is_lone(wrapper, members, [f for _, _, f, _ in rows]):
        return {}
    main = max(TABLES, key=lambda table: (evidence[table], readers[table]))
    result: dict[str, list[File]] = {main: []}
    for member, path, found, is_media in rows:
        of_roots = _told_by_roots(path)
        platform = main
        others = [table for table in sure if table != main]
        if others and main not in of_roots:
            other = others[0]
            if (
                other in of_roots
                or (found.get(other) and not found.get(main))
                or (is_media and _media_platform(path) == other)
            ):
                platform = other
        row = found.get(platform)
        result.setdefault(platform, []).append(File(member, path, row, is_media and row is None))
    return result


def _is_lone(wrapper: str, members: list[Member], found: list[dict[str, Row | None]]) -> bool:
    """Whether all that is known is one file of a plain name, such as `comments.json`, in what no platform has named."""
    named = any(map(is_export_name, [members[0].container.file_name, *wrapper.split("/")]))
    return not named and all(row.flat for rows in found for row in rows.values() if row and row.readers)


def _told_by_roots(path: str) -> set[str]:
    """The platforms whose own folders a path goes through."""
    own = roots().own
    return {own[part] for part in map(fold_path, path.split("/")[:-1]) if part in own}


def _find(table: str, path: str, at_root: bool, of_page: bool) -> Row | None:
    found = layout.find(table, path, at_root, of_page)
    if found is None and path.lower().endswith((".html", ".htm")):
        return layout.find(table, path.rpartition(".")[0] + ".json", at_root, of_page)
    return found


def _media_platform(path: str) -> str:
    """Whose media folder a file stands in, for parts that hold nothing else; "" where it is in none."""
    parts = [fold_path(part) for part in path.split("/", 2)]
    return roots().media.get((parts[0], parts[1]), "") if len(parts) > 2 else ""
