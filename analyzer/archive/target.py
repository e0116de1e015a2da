"""Whether a folder for results lies inside of the input, which is never written to."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from analyzer.archive.containers import FolderContainer
from analyzer.archive.pieces import sort_members
from analyzer.errors import UsageError


def check_outside(out: Path, exports: Iterable[str | Path]) -> None:
    """Raise UsageError where `out` lies inside an unpacked archive among `exports`, or cannot be reached.

    A folder that holds archives, zipped or each in a folder of its own, is no archive: results may lie beside them.
    """
    try:
        target = out.resolve()
        for path in map(Path, exports):
            if path.is_dir() and target.is_relative_to(whole := path.resolve()):
                for archive in _archives(path, whole):
                    if target.is_relative_to(archive):
                        raise UsageError(
                            "{out} lies inside the archive {name}, which is never written to. Choose another folder"
                            " with --out, such as {suggestion}.",
                            out=out,
                            name=archive.name,
                            suggestion=_suggestion(archive, out),
                        )
    except (OSError, RuntimeError) as error:  # a closed folder on the way, a ring of links
        raise UsageError(
            "{out} cannot be written to: {why}.", out=out, why=getattr(error, "strerror", None) or "a ring of links"
        ) from None


def _archives(path: Path, whole: Path) -> set[Path]:
    """The folders in `path` at which unpacked archives begin."""
    found = set()
    for piece in sort_members(FolderContainer(path))[0]:
        file = piece.files[0]
        found.add(whole / file.member.path[: len(file.member.path) - len(file.path)])
    return found


def _suggestion(archive: Path, out: Path) -> Path:
    return archive.parent / out.name
