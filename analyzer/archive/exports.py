"""From the paths that a person gave to exports: parts joined, wrappers dropped, platforms told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from analyzer import layout
from analyzer.archive.containers import Container, FolderContainer, Member, ZipContainer
from analyzer.archive.foreign import looks_like
from analyzer.archive.names import ExportName, export_name, is_export_name
from analyzer.errors import NotAnExport, UsageError
from analyzer.layout import Row, fold_path
from analyzer.media import MEDIA_EXTENSIONS

TABLES = ("facebook", "instagram")  # Threads stands in Instagram's

_FACEBOOK_ROOTS = frozenset(
    [
        "your_facebook_activity",
        "your_activity_across_facebook",
        "this_profile_s_activity_across_facebook",
        "apps_and_websites_off_of_facebook",
        "photos_and_videos",
        "comments_and_reactions",
        "likes_and_reactions",
        "profile_information",
        "facebook_gaming",
        "posts",
        "groups",
        "about_you",
        "ads_and_businesses",
        "friends",
        "pages",
        "following_and_followers",
        "your_interactions_on_facebook",
        "your_places",
        "html",
        "short_videos",
    ]
)
_INSTAGRAM_ROOTS = frozenset(
    [
        "your_instagram_activity",
        "apps_and_websites_off_of_instagram",
        "followers_and_following",
        "account_information",
        "login_and_account_creation",
        "information_about_you",
        "story_sticker_interactions",
        "content",
        "media_settings",
        "comments_settings",
        "past_instagram_insights",
        "monetization",
        "ads_and_content",
        "ads_and_topics",
        "threads",
    ]
)
_SHARED_ROOTS = frozenset(
    [
        "personal_information",
        "security_and_login_information",
        "preferences",
        "connections",
        "logged_information",
        "ads_information",
        "messages",
        "comments",
        "likes",
        "media",
        "photos",
        "videos",
        "stories",
        "events",
        "polls",
        "apps_and_websites",
        "ads",
        "other_activity",
        "saved_items_and_collections",
        "location",
        "search",
        "stories",
        "profile",
        "direct",
        "notes",
        "live_videos",
        "marketplace",
    ]
)
_ROOTS = _FACEBOOK_ROOTS | _INSTAGRAM_ROOTS | _SHARED_ROOTS
_SURE = {
    "your_facebook_activity": "facebook",
    "your_activity_across_facebook": "facebook",
    "this_profile_s_activity_across_facebook": "facebook",
    "apps_and_websites_off_of_facebook": "facebook",
    "photos_and_videos": "facebook",
    "your_instagram_activity": "instagram",
    "apps_and_websites_off_of_instagram": "instagram",
}
_LITTER = Row("none", (), "left by macOS: no part of the archive", False)
PAGE_ROOT = "this_profile_s_activity_across_facebook"
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


@dataclass(slots=True)
class Export:
    """One export, all its parts joined."""

    platform: str  # whose table its files are looked up in
    pieces: list[Piece]
    media: dict[str, int] = field(default_factory=dict)  # folded path -> bytes
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
        return any(PAGE_ROOT in fold_path(file.member.path).split("/") for p in self.pieces for file in p.files)

    @property
    def files(self) -> Iterable[File]:
        return (file for piece in self.pieces for file in piece.files)

    def index_media(self) -> None:
        """Prepare `media_bytes`."""
        for file in self.files:
            if file.is_media:
                path = fold_path(file.path)
                self.media[path] = file.member.size
                self._by_name.setdefault(path.rpartition("/")[2], []).append(path)

    def media_bytes(self, path: str) -> int | None:
        """Bytes of the file that a record calls `path`, or None if no part holds it."""
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
    found = {container.name: _pieces(container) for container in containers}
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
    files = [File(member, member.path, None, _is_media(member)) for member in container.members]
    return Piece(container, host.platform, name, files)


def _containers(path: Path, strays: list[tuple[str, str, int, str]]) -> list[Container]:
    if not path.exists():
        raise UsageError(f"There is no file or folder {path}.")
    if path.is_file():
        return [ZipContainer(path)]
    folder = FolderContainer(path)
    found = _pieces(folder)
    containers: list[Container] = [folder] if found else []
    unknown: list[tuple[Path, ZipContainer]] = []
    for each in folder.zips:
        relative = each.relative_to(path).as_posix()
        try:
            inner = ZipContainer(each)
        except NotAnExport:
            strays.append((folder.name, relative, each.stat().st_size, "not a zip file"))
            continue
        if pieces := _pieces(inner):
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
        strays += [(folder.name, member.name, member.size, "") for member in folder.members if not _is_noise(member)]
    return containers


def _name_apart(containers: list[Container]) -> None:
    """Give containers of equal names different ones: tables name an archive by its name alone."""
    seen: Counter[str] = Counter()
    for container in containers:
        seen[container.name] += 1
        if seen[container.name] > 1:
            container.name = f"{container.name} ({seen[container.name]})"


def _is_noise(member: Member) -> bool:
    """Litter of macOS, which is no part of any archive."""
    parts = member.path.split("/")
    return "__MACOSX" in parts or parts[-1].startswith("._")


def _is_media(member: Member) -> bool:
    return member.path.rpartition(".")[2].lower() in MEDIA_EXTENSIONS


def _pieces(container: Container) -> list[Piece]:
    """The pieces in a container, by wrapper folder and platform; none if nothing of Meta's is in it."""
    by_wrapper: dict[str, list[Member]] = {}
    loose: list[Member] = []
    noise: list[File] = []
    for member in container.members:
        if _is_noise(member):
            is_media = _is_media(member)
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


def _wrapper(path: str) -> str | None:
    """The folders before the root of an export; None for a member outside all known roots."""
    parts = path.split("/")
    for depth, part in enumerate(parts[:-1]):
        if fold_path(part) in _ROOTS:
            return "/".join(parts[:depth])
    return None


def _by_platform(wrapper: str, members: list[Member]) -> dict[str, list[File]]:
    """The members under one wrapper by platform. A combined tree has both; a file that both know goes to the larger."""
    cut = len(wrapper) + 1 if wrapper else 0
    rows: list[tuple[Member, str, dict[str, Row | None], bool]] = []
    scores = {table: Counter[str]() for table in TABLES}
    sure: set[str] = set()
    for member in members:
        path = member.path[cut:]
        is_media = _is_media(member)
        roots = {_SURE[part] for part in map(fold_path, path.split("/")[:-1]) if part in _SURE}
        sure |= roots
        found: dict[str, Row | None] = {}
        if not is_media:
            at_root = "/" not in path
            found = {t: _find(t, path, at_root) for t in TABLES if not roots or t in roots}
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
        roots = {_SURE[part] for part in map(fold_path, path.split("/")[:-1]) if part in _SURE}
        platform = main
        others = [table for table in sure if table != main]
        if others and main not in roots:
            other = others[0]
            if (
                other in roots
                or (found.get(other) and not found.get(main))
                or (is_media and _media_platform(path) == other)
            ):
                platform = other
        row = found.get(platform)
        result.setdefault(platform, []).append(File(member, path, row, is_media and row is None))
    return result


def _find(table: str, path: str, at_root: bool) -> Row | None:
    if path.lower().endswith((".html", ".htm")):
        return layout.find(table, path, at_root) or layout.find(table, path.rpartition(".")[0] + ".json", at_root)
    return layout.find(table, path, at_root)


def _media_platform(path: str) -> str:
    """Whose media folder a file stands in, for parts that hold nothing else."""
    parts = [fold_path(part) for part in path.split("/")]
    if len(parts) > 2 and parts[0] == "media" and parts[1] in ("posts", "stories", "reels", "profile", "igtv", "other"):
        return "instagram"
    if len(parts) > 2 and parts[0] in ("posts", "photos_and_videos") and parts[1] in ("media", "album"):
        return "facebook"
    return ""


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
