"""Whether a folder for results lies inside of the input, which is never written to."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from analyzer.archive.containers import FolderContainer
from analyzer.archive.pieces import Piece, sort_members
from analyzer.errors import UsageError


def check_outside(out: Path, exports: Iterable[str | Path]) -> None:
    """Raise UsageError where `out` lies inside an unpacked archive among `exports`, or cannot be reached.

    A folder that holds archives, zipped or each in a folder of its own, is no archive: results may lie beside them.
    """
    try:
        target = out.resolve()
        for path in map(Path, exports):
            if path.is_dir() and target.is_relative_to(path.resolve()):
                check_outside_of(out, archive_folders(sort_members(FolderContainer(path))[0]))
    except (OSError, RuntimeError) as error:
        raise _unreachable(out, error) from None


def check_outside_of(out: Path, archives: Iterable[Path]) -> None:
    """Raise UsageError where `out` lies inside one of these folders, at each of which an unpacked archive begins."""
    try:
        target = out.resolve()
        for archive in archives:
            if target.is_relative_to(archive):
                raise _inside(out, archive)
    except (OSError, RuntimeError) as error:
        raise _unreachable(out, error) from None


def _inside(out: Path, archive: Path) -> UsageError:
    return UsageError(
        "{out} lies inside the archive {name}, which is never written to. Choose another folder"
        " with --out, such as {suggestion}.",
        out=out,
        name=archive.name,
        suggestion=_suggestion(archive, out),
    )


def _unreachable(out: Path, error: Exception) -> UsageError:
    """For a closed folder on the way, or a ring of links."""
    return UsageError(
        "{out} cannot be written to: {why}.", out=out, why=getattr(error, "strerror", None) or "a ring of links"
    )


def archive_folders(pieces: Iterable[Piece]) -> set[Path]:
    """The folders at which the unpacked archives among these begin."""
    found = set()
    for piece in pieces:
        if isinstance(piece.container, FolderContainer) and piece.files:
            path = piece.files[0].member.path
            whole = piece.container.path.resolve()
            found.add(whole / path[: len(path) - len(piece.files[0].path)])
    return found


def _suggestion(archive: Path, out: Path) -> Path:
    return archive.parent / out.name
