"""From the paths that a person gave to exports: parts joined, wrappers dropped, platforms told apart."""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from analyzer.archive.containers import Container, FolderContainer, ZipContainer
from analyzer.archive.foreign import looks_like
from analyzer.archive.inside import inside_of
from analyzer.archive.layout import fold_path, is_of_page
from analyzer.archive.limits import MOST_EXPORTS, MOST_PARTS, bound, how_to_raise
from analyzer.archive.media_index import MediaIndex
from analyzer.archive.member import Member
from analyzer.archive.names import export_name, is_export_name
from analyzer.archive.pieces import File, Piece, is_media_file, sort_members
from analyzer.errors import NotAnExport, RefusedArchive, Sentence, UsageError


@dataclass(slots=True)
class Export:
    """One export, all its parts joined."""

    platform: str  # whose table its files are looked up in
    pieces: list[Piece]
    media: MediaIndex = field(default_factory=lambda: MediaIndex(()))

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
        self.media = MediaIndex(
            file
            for file in self.files
            if file.is_media or (file.row is None and "." not in file.path.rpartition("/")[2])
        )

    def media_file(self, path: str) -> File | None:
        """The file that a record calls `path`, or None if no part holds it. No path leads out of the archive."""
        return self.media.find(fold_path(path).lstrip("/")) if self.media else None


@dataclass(slots=True)
class Stray:
    """A member that belongs to no export, or (`member` None) a zip in a folder that is none; `why` may be ""."""

    container: Container
    path: str
    size: int
    why: str = ""
    member: Member | None = None


@dataclass(slots=True)
class Opened:
    """All that was given: exports, and what belongs to none. Each member of `containers` stands in one of the two."""

    exports: list[Export]
    strays: list[Stray]
    containers: list[Container]

    def close(self) -> None:
        for container in self.containers:
            container.close()


def open_exports(paths: Iterable[str | Path | Container]) -> Opened:
    """Open zips and folders and sort what they hold into exports. A container is one that is open already.

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


@dataclass(slots=True)
class _Sorted:
    """A container, its pieces, and the members that belong to none of them."""

    container: Container
    pieces: list[Piece]
    left: list[Member]


def _open(paths: Iterable[str | Path | Container], containers: list[Container]) -> Opened:
    strays: list[Stray] = []
    found: list[_Sorted] = []
    for path in dict.fromkeys(each if isinstance(each, Container) else Path(each) for each in paths):
        if isinstance(path, Container):
            found.append(_sorted(path, containers))
            continue
        found += _of_folder(path, containers, strays) if _is_folder(path) else [_of_file(path, containers)]
    _name_apart([each.container for each in found])
    pieces = [piece for each in found for piece in each.pieces]
    for each in found:
        if not each.pieces and not _holds_zips(each.container):
            pieces.append(_part_of_assets(each.container, pieces))
        else:
            strays += [Stray(each.container, m.name, m.size, "", m) for m in each.left]
    exports = [Export(pieces[0].platform, pieces) for pieces in _join(pieces)]
    for export in exports:
        export.index_media()
    return Opened(exports, strays, containers)


def _sorted(container: Container, containers: list[Container]) -> _Sorted:
    containers.append(container)
    container.budget = containers[0].budget
    return _Sorted(container, *sort_members(container))


def _is_folder(path: Path) -> bool:
    """Whether a path is a folder, and not a file. Raises UsageError where it is neither: nothing else is opened."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise UsageError("There is no file or folder {path}.", path=path) from None
    except OSError as error:
        raise UsageError("{path} cannot be opened: {why}.", path=path, why=error.strerror) from None
    if not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
        raise UsageError("{path} is neither a file nor a folder.", path=path)
    return stat.S_ISDIR(mode)


def _of_file(path: Path, containers: list[Container]) -> _Sorted:
    try:
        return _sorted(ZipContainer(path), containers)
    except NotAnExport as error:
        hint = inside_of(path, [path.name])
        raise NotAnExport(
            Sentence("{error} {hint}", error=error.sentence, hint=hint) if hint else error.sentence
        ) from None


def _part_of_assets(container: Container, pieces: list[Piece]) -> Piece:
    """A part without a file that we know: its name alone tells that it belongs to one of `pieces`.

    Raises:
        NotAnExport: its name does not tell so, or its files are somebody else's.
    """
    name, what = export_name(container.file_name), looks_like(member.path for member in container.members)
    host = next((piece for piece in pieces if piece.name.stem == name.stem), None)
    if host is None or what or not container.members or not is_export_name(container.file_name):
        raise NotAnExport(_no_archive(container, what))
    files = [File(member, member.path, None, is_media_file(member)) for member in container.members]
    return Piece(container, host.platform, name, files)


def _no_archive(container: Container, what: str) -> Sentence:
    """Says that a container holds nothing of Meta's: it may be `what`, or the inside of an archive."""
    looks = Sentence("It looks like {what}.", what=what) if what else ""
    hint = looks or inside_of(container.path, [each.path for each in container.members])
    found = Sentence("{name} holds no archive of Facebook, Instagram or Threads.", name=container.name)
    return Sentence("{error} {hint}", error=found, hint=hint) if hint else found


def _of_folder(path: Path, containers: list[Container], strays: list[Stray]) -> list[_Sorted]:
    """An unpacked archive or a part of one, or a folder that holds archives, zipped or unpacked."""
    folder = FolderContainer(path)
    own = _sorted(folder, containers)
    # Names of flat exports are plain: the folders above may tell that this is the inside of a later one.
    flat = own.pieces and all(f.row.flat for piece in own.pieces for f in piece.needed.values() if f.row)
    if flat and (hint := inside_of(path, [each.path for each in folder.members], sure=True)):
        raise NotAnExport("{name} is no whole archive. {hint}", name=folder.name, hint=hint)
    zips: list[_Sorted] = []
    for each in folder.zips:
        relative = each.relative_to(path).as_posix()
        try:
            zips.append(_sorted(ZipContainer(each), containers))
        except NotAnExport:
            strays.append(Stray(folder, relative, each.stat().st_size, "not a zip file"))
    pieces = [piece for each in [own, *zips] for piece in each.pieces]
    found = [own]
    for inner in zips:
        try:
            if not inner.pieces:
                _part_of_assets(inner.container, pieces)
            found.append(inner)
        except NotAnExport:
            what = looks_like(member.path for member in inner.container.members)
            relative = inner.container.path.relative_to(path).as_posix()
            size = inner.container.path.stat().st_size
            strays.append(Stray(folder, relative, size, f"looks like {what}" if what else ""))
            inner.container.close()
            containers.remove(inner.container)
    if not pieces and _holds_zips(folder):  # without zips it may be a part of assets, as a zip may
        what = looks_like(member.path for member in folder.members)
        inside = next((f"{each.path} in it {each.why}." for each in strays if each.why.startswith("looks like")), "")
        told = _no_archive(folder, what)
        raise NotAnExport(told if what or not inside else Sentence("{error} {hint}", error=told, hint=inside))
    return found


def _holds_zips(container: Container) -> bool:
    return isinstance(container, FolderContainer) and bool(container.zips)


def _name_apart(containers: list[Container]) -> None:
    """Give containers of equal names different ones: tables name an archive by its name alone."""
    if len(containers) > (most := bound(MOST_PARTS)):
        raise RefusedArchive(
            "These are more than {most} archives{how_to_raise}: refused.", most=most, how_to_raise=how_to_raise()
        )
    seen: Counter[str] = Counter()
    for container in containers:
        seen[container.name] += 1
        if seen[container.name] > 1:
            container.name = f"{container.name} ({seen[container.name]})"


class _Group:
    """Pieces of one export, as far as is known, and what they have together."""

    def __init__(self, piece: Piece) -> None:
        self.platform, self.pieces = piece.platform, [piece]
        self.needed = dict(piece.needed)
        self.days = {piece.name.made_on} - {None}
        self.owners = {piece.name.owner} - {""}
        self.has_identity = piece.has_identity

    def agrees(self, piece: Piece) -> bool:
        """Whether no file of the piece stands here with other content."""
        return all(
            self.needed[path].member.same_content(file.member)
            for path, file in piece.needed.items()
            if path in self.needed
        )

    def may_hold(self, other: _Group) -> bool:
        """Whether names and files allow that these are one."""
        return (
            len(self.days | other.days) < 2
            and len(self.owners | other.owners) < 2
            and self.needed.keys().isdisjoint(other.needed)
        )

    def take(self, other: _Group) -> None:
        self.pieces += other.pieces
        self.needed = other.needed | self.needed
        self.days |= other.days
        self.owners |= other.owners
        self.has_identity |= other.has_identity


def _join(pieces: list[Piece]) -> list[list[Piece]]:
    """Pieces by export: equal stems are parts of one, unless both hold the same file with other content."""
    joined: list[_Group] = []
    by_stem: dict[tuple[str, str], list[_Group]] = {}
    for piece in pieces:
        groups = by_stem.setdefault((piece.platform, piece.name.stem), [])
        host = next((group for group in groups if group.agrees(piece)), None)
        fresh = _Group(piece)
        if host:
            host.take(fresh)
            continue
        groups.append(fresh)
        joined.append(fresh)
        if len(joined) > (most := bound(MOST_EXPORTS)):
            raise RefusedArchive(
                "These are more than {most} exports{how_to_raise}: refused.",
                most=most,
                how_to_raise=how_to_raise(),
            )
    return [group.pieces for group in _adopt(joined)]


def _adopt(groups: list[_Group]) -> list[_Group]:
    """Parts under other names (renamed by hand): one without a profile goes to the only export that it can be of."""
    changed = True
    while changed:
        changed = False
        for orphan in groups:
            if orphan.has_identity:
                continue
            hosts = [
                group
                for group in groups
                if group is not orphan and group.platform == orphan.platform and group.may_hold(orphan)
            ]
            hosts = [group for group in hosts if group.has_identity] or hosts
            if len(hosts) == 1:
                hosts[0].take(orphan)
                groups = [group for group in groups if group is not orphan]
                changed = True
                break
    return groups
