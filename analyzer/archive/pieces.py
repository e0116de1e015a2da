"""What one container holds of the export of one platform: wrappers dropped, platforms told apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from analyzer.archive import layout
from analyzer.archive.containers import Container, Member
from analyzer.archive.file_kinds import MEDIA_EXTENSIONS
from analyzer.archive.layout import TABLES, Row, fold_path, roots
from analyzer.archive.names import ExportName, export_name, is_export_name

_LITTER = Row("none", (), "left by macOS: no part of the archive", False)
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
    by_wrapper: dict[str, list[Member]] = {}
    loose: list[Member] = []
    noise: list[File] = []
    for member in container.members:
        if is_noise(member):
            is_media = is_media_file(member)
            noise.append(File(member, member.path, None if is_media else _LITTER, is_media))
            continue
        wrapper = _wrapper(member.path)
        if wrapper is None:
            loose.append(member)
        else:
            by_wrapper.setdefault(wrapper, []).append(member)
    for member in loose:
        folder = member.path.rpartition("/")[0]
        while folder and folder not in by_wrapper:
            folder = folder.rpartition("/")[0]
        by_wrapper.setdefault(folder, []).append(member)
    if len(by_wrapper) > 1 and "" in by_wrapper and not any(_wrapper(m.path) == "" for m in by_wrapper[""]):
        rest = by_wrapper.pop("")  # a readme beside the wrapper folders goes with the first of them
        by_wrapper[next(iter(by_wrapper))] += rest
    pieces = []
    for wrapper, members in by_wrapper.items():
        for platform, own in _by_platform(wrapper, members).items():
            last = next((part for part in reversed(wrapper.split("/")) if is_export_name(part)), container.file_name)
            pieces.append(Piece(container, platform, export_name(last), own))
    if pieces:
        pieces[0].files += noise
    return pieces


def is_noise(member: Member) -> bool:
    """Litter of macOS, which is no part of any archive."""
    parts = member.path.split("/")
    return "__MACOSX" in parts or parts[-1].startswith("._")


def is_media_file(member: Member) -> bool:
    return member.path.rpartition(".")[2].lower() in MEDIA_EXTENSIONS


def _wrapper(path: str) -> str | None:
    """The folders before the root of an export; None for a member outside all known roots."""
    parts, known = path.split("/"), roots().any
    for depth, part in enumerate(parts[:-1]):
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
