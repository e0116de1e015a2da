"""A folder of results: all files or none, readable by their owner alone, other people's files left in peace."""

from __future__ import annotations

import codecs
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from analyzer.errors import AnalyzerError, UsageError


def check_target(out: Path, summary: str, keys: frozenset[str]) -> None:
    """Raise UsageError where `out` may not be written to: a file, a link, a folder with other content than ours.

    Ours is a folder whose file `summary` is JSON with all of `keys`.
    """
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise UsageError(f"{out} is not a folder. Choose another with --out.")
    if out.is_dir() and any(out.iterdir()) and not _is_ours(out / summary, keys):
        raise UsageError(f"{out} holds other files, so nothing is written there. Choose another folder with --out.")


def _is_ours(summary: Path, keys: frozenset[str]) -> bool:
    try:
        found = json.loads(summary.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(found, dict) and keys <= found.keys()


def write_files(out: Path, files: Mapping[str, Iterable[str] | bytes], what: str) -> None:
    """Write `files` (name to pieces of text, or to bytes) into `out`, as a whole.

    They are made in a folder beside it and moved in place; other files in it stay. Raises AnalyzerError, in which
    `what` names them, where the disk refuses.
    """
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as folder:
            new = Path(folder, "new")
            new.mkdir(mode=0o700)
            for name, pieces in files.items():
                _write_file(new / name, pieces)
            _move_in_place(new, out, Path(folder, "old"), list(files))
    except OSError as error:
        raise AnalyzerError(f"{what} could not be written to {out}: {error.strerror}. Nothing was changed.") from None


def _write_file(path: Path, pieces: Iterable[str] | bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    if isinstance(pieces, bytes):
        with open(descriptor, "wb") as raw:
            raw.write(pieces)
        return
    with open(descriptor, "w", encoding="utf-8", errors="surrogate_mark", newline="", buffering=1 << 20) as file:
        file.writelines(pieces)


def _move_in_place(new: Path, out: Path, old: Path, names: list[str]) -> None:
    """Swap the new files in; whatever goes wrong, the old ones come back."""
    if not out.exists():
        new.replace(out)
        return
    old.mkdir()
    try:
        for name in names:
            if (out / name).exists():
                (out / name).replace(old / name)
            (new / name).replace(out / name)
    except BaseException:  # Ctrl-C too
        for name in names:
            if (old / name).exists():
                (old / name).replace(out / name)
            elif not (new / name).exists():  # a file that the old report did not have
                (out / name).unlink(missing_ok=True)
        raise


def _mark_surrogate(error: UnicodeError) -> tuple[bytes, int]:
    """Half a character (a lone surrogate) has no UTF-8: in files it is U+FFFD."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "\ufffd".encode() * (error.end - error.start), error.end  # as text it would have to be ASCII


codecs.register_error("surrogate_mark", _mark_surrogate)
