"""From the paths that a person gave to exports: parts joined, wrappers dropped, platforms told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from analyzer.archive.containers import Container, FolderContainer, ZipContainer
from analyzer.archive.foreign import looks_like
from analyzer.archive.layout import fold_path, is_of_page
from analyzer.archive.names import export_name, is_export_name
from analyzer.archive.pieces import File, Piece, is_media_file, is_noise, pieces_of
from analyzer.errors import NotAnExport, UsageError


@dataclass(slots=True)
class Export:
    """One export, all its parts joined."""

    platform: str  # whose table its files are looked up in
    pieces: list[Piece]
    media: dict[str, File] = field(default_factory=dict)  # by folded path
    _by_name: dict[str, list[str]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.archives[0]

    @property
    def archives(self) -> list[str]:
        return list(dict.fromkeys(piece.container.name for piece in self.pieces))

    @property
    def named_on(self) -> date | None:
        """The day in the names of its parts, where they have one."""
        return next((piece.name.made_on for piece in self.pieces if piece.name.made_on), None)

    @property
    def owner(self) -> str:
        return next((piece.name.owner for piece in self.pieces if piece.name.owner), "")

    @property
    def is_page(self) -> bool:
        """Whether it is a Page's or additional profile's own export."""
        return any(is_of_page(file.path) for file in self.files if not file.is_media)

    @property
    def files(self) -> Iterable[File]:
        return (file for piece in self.pieces for file in piece.files)

    def index_media(self) -> None:
        """Prepare `media_file`. A file without an ending may be a medium as well: the record that names it tells."""
        for file in self.files:
            if file.is_media or (file.row is None and "." not in file.path.rpartition("/")[2]):
                path = fold_path(file.path)
                self.media[path] = file
                self._by_name.setdefault(path.rpartition("/")[2], []).append(path)

    def media_file(self, path: str) -> File | None:
        """The file that a record calls `path`, or None if no part holds it. No path leads out of the archive."""
        if not self.media:
            return None
        folded = fold_path(path).lstrip("/")
        if folded in self.media:
            return self.media[folded]
        # Roots of different eras are mixed, and a record may give the bare name.
        candidates = [
            found
            for found in self._by_name.get(folded.rpartition("/")[2], ())
            if found.endswith("/" + folded) or folded.endswith("/" + found) or _tail(found) == _tail(folded)
        ]
        return self.media[candidates[0]] if len(candidates) == 1 else None


@dataclass(slots=True)
class Opened:
    """All that was given: exports, and members that belong to none."""

    exports: list[Export]
    strays: list[tuple[str, str, int, str]]  # archive, path, bytes, why

    def close(self) -> None:
        for export in self.exports:
            for piece in export.pieces:
                piece.container.close()


def open_exports(paths: Iterable[str | Path]) -> Opened:
    """Open zips and folders and sort what they hold into exports.

    Raises:
        UsageError: a path does not exist or was given for nothing.
        NotAnExport: not a zip, or nothing of Meta's in it.
        RefusedArchive: a zip whose directory is hostile or cut.
    """
    containers: list[Container] = []
    try:
        return _open(paths, containers)
    except BaseException:
        for container in containers:
            container.close()
        raise


def _open(paths: Iterable[str | Path], containers: list[Container]) -> Opened:
    strays: list[tuple[str, str, int, str]] = []
    for path in dict.fromkeys(Path(path) for path in paths):
        containers += _containers(path, strays)
    _name_apart(containers)
    found = {container.name: pieces_of(container) for container in containers}
    pieces = [piece for container in containers for piece in found[container.name]]
    for container in containers:
        if not found[container.name]:
            pieces.append(_part_of_assets(container, pieces))
    exports = [Export(pieces[0].platform, pieces) for pieces in _join(pieces)]
    for export in exports:
        export.index_media()
    return Opened(exports, strays)


def _part_of_assets(container: Container, pieces: list[Piece]) -> Piece:
    """A part without a file that we know: its name alone tells that it belongs to one of `pieces`.

    Raises:
        NotAnExport: its name does not tell so, or its files are somebody else's.
    """
    name, what = export_name(container.file_name), looks_like(member.path for member in container.members)
    host = next((piece for piece in pieces if piece.name.stem == name.stem), None)
    if host is None or what or not container.members or not is_export_name(container.file_name):
        hint = f" It looks like {what}." if what else ""
        raise NotAnExport(f"{container.name} holds no archive of Facebook, Instagram or Threads.{hint}")
    files = [File(member, member.path, None, is_media_file(member)) for member in container.members]
    return Piece(container, host.platform, name, files)


def _containers(path: Path, strays: list[tuple[str, str, int, str]]) -> list[Container]:
    if not path.exists():
        raise UsageError(f"There is no file or folder {path}.")
    if path.is_file():
        return [ZipContainer(path)]
    folder = FolderContainer(path)
    found = pieces_of(folder)
    containers: list[Container] = [folder] if found else []
    unknown: list[tuple[Path, ZipContainer]] = []
    for each in folder.zips:
        relative = each.relative_to(path).as_posix()
        try:
            inner = ZipContainer(each)
        except NotAnExport:
            strays.append((folder.name, relative, each.stat().st_size, "not a zip file"))
            continue
        if pieces := pieces_of(inner):
            containers.append(inner)
            found += pieces
        else:
            unknown.append((each, inner))
    for each, inner in unknown:
        try:
            _part_of_assets(inner, found)
            containers.append(inner)
        except NotAnExport:
            what = looks_like(member.path for member in inner.members)
            relative = each.relative_to(path).as_posix()
            strays.append((folder.name, relative, each.stat().st_size, f"looks like {what}" if what else ""))
            inner.close()
    if not containers:
        what = looks_like(member.path for member in folder.members)
        inside = next((f"{name} in it {why}" for _, name, _, why in strays if why.startswith("looks like")), "")
        hint = f" It looks like {what}." if what else f" {inside}." if inside else ""
        raise NotAnExport(f"{folder.name} holds no archive of Facebook, Instagram or Threads.{hint}")
    if folder not in containers:
        strays += [(folder.name, member.name, member.size, "") for member in folder.members if not is_noise(member)]
    return containers


def _name_apart(containers: list[Container]) -> None:
    """Give containers of equal names different ones: tables name an archive by its name alone."""
    seen: Counter[str] = Counter()
    for container in containers:
        seen[container.name] += 1
        if seen[container.name] > 1:
            container.name = f"{container.name} ({seen[container.name]})"


def _tail(path: str) -> str:
    return "/".join(path.rsplit("/", 2)[-2:])


def _join(pieces: list[Piece]) -> list[list[Piece]]:
    """Pieces by export: equal stems are parts of one, unless both hold the same file with other content."""
    joined: list[list[Piece]] = []
    for piece in pieces:
        for group in joined:
            if (group[0].platform, group[0].name.stem) == (piece.platform, piece.name.stem) and _agree(group, piece):
                group.append(piece)
                break
        else:
            joined.append([piece])
    return _adopt(joined)


def _agree(group: list[Piece], piece: Piece) -> bool:
    own = piece.needed
    for other in group:
        for path, file in other.needed.items():
            if path in own and not file.member.same_content(own[path].member):
                return False
    return True


def _adopt(groups: list[list[Piece]]) -> list[list[Piece]]:
    """Parts under other names (renamed by hand): one without a profile goes to the only export that it can be of."""
    changed = True
    while changed:
        changed = False
        for orphan in groups:
            if any(piece.has_identity for piece in orphan):
                continue
            hosts = [
                group
                for group in groups
                if group is not orphan and group[0].platform == orphan[0].platform and _may_be_one(group, orphan)
            ]
            with_identity = [group for group in hosts if any(piece.has_identity for piece in group)]
            hosts = with_identity or hosts
            if len(hosts) == 1:
                hosts[0] += orphan
                groups = [group for group in groups if group is not orphan]
                changed = True
                break
    return groups


def _may_be_one(group: list[Piece], orphan: list[Piece]) -> bool:
    days = {piece.name.made_on for piece in [*group, *orphan] if piece.name.made_on}
    owners = {piece.name.owner for piece in [*group, *orphan] if piece.name.owner}
    paths = {path for piece in group for path in piece.needed}
    return len(days) < 2 and len(owners) < 2 and not any(path in paths for piece in orphan for path in piece.needed)
