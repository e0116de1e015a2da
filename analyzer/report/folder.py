"""A folder of results: all files or none, readable by their owner alone, other people's files left in peace."""

from __future__ import annotations

import codecs
import errno
import os
import stat
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from analyzer.errors import AnalyzerError, UsageError
from analyzer.report import swap
from analyzer.report.own_file import loads_plain
from analyzer.report.work import Work, recover

_CHOOSE = "Choose another folder with --out."
_LARGEST_SUMMARY = 256 * 1024 * 1024  # bytes


def check_folder(out: Path, names: Collection[str]) -> None:
    """Raise UsageError where `out` is no folder, or holds what is no file under one of our names.

    What a killed run left there is finished or cleared first.
    """
    out = _absolute(out)
    try:
        if out.is_symlink() or (out.exists() and not out.is_dir()):
            raise UsageError("{out} is not a folder. Choose another with --out.", out=out)
        above = next(each for each in out.parents if each.exists())
        if not above.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        recover(out)
        for name in names:
            if os.path.lexists(out / name) and not _may_go(out / name):
                raise UsageError(
                    "{path} is no file of ours, so nothing is written there. {choose}", path=out / name, choose=_CHOOSE
                )
    except OSError as error:
        raise UsageError(
            "{out} cannot be written to: {why}. {choose}", out=out, why=error.strerror, choose=_CHOOSE
        ) from None


def check_target(out: Path, summary: str, keys: frozenset[str], names: Collection[str]) -> None:
    """Raise UsageError where `out` may not be written to: a file, a link, a folder with other content than ours.

    Ours is a folder whose file `summary` is JSON with all of `keys`; `names` are the files that we write.
    """
    check_folder(out, ())
    try:
        if out.is_dir() and any(out.iterdir()) and not _is_ours(out / summary, keys):
            raise UsageError("{out} holds other files, so nothing is written there. {choose}", out=out, choose=_CHOOSE)
    except OSError as error:
        raise UsageError(
            "{out} cannot be written to: {why}. {choose}", out=out, why=error.strerror, choose=_CHOOSE
        ) from None
    check_folder(out, names)


def _is_ours(summary: Path, keys: frozenset[str]) -> bool:
    try:
        found = loads_plain(summary, _LARGEST_SUMMARY)
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(found, dict) and keys <= found.keys()


def write_files(out: Path, files: Mapping[str, Iterable[str] | bytes], what: str) -> None:
    """Write `files` (name to pieces of text, or to bytes) into `out`, as a whole.

    They are made in a hidden folder and change places with the old ones; other files in `out` stay. Whenever that is
    ended, the old ones or the new ones stand there whole. Raises AnalyzerError, in which `what` names them, where the
    disk refuses or another run is writing there.
    """
    out, made, work = _absolute(out), [], None
    try:
        made = _make(out.parent)
        check_folder(out, files)
        with Work(out) as work:
            work.begin(files)
            for name, pieces in files.items():
                _write_file(work.new / name, pieces)
            work.put_in_place()
        return
    except OSError as error:
        why, place = error.strerror or type(error).__name__, work.place if work else out
        if work and work.written:
            raise AnalyzerError(
                "{what} was written to {out}, but what is still in {place} could not be moved or removed: "
                "{why}. The next run does it.",
                what=what,
                out=out,
                place=place,
                why=why,
            ) from None
        if work and swap.is_folder(work.old):
            raise AnalyzerError(
                "{what} could not be written to {out}: {why}. Files of the former one are still in {place}; "
                "the next run puts them back.",
                what=what,
                out=out,
                why=why,
                place=place,
            ) from None
        raise AnalyzerError(
            "{what} could not be written to {out}: {why}. Nothing was changed.", what=what, out=out, why=why
        ) from None
    finally:
        for folder in reversed(made):
            with suppress(OSError):  # it holds something by now
                folder.rmdir()


def _absolute(out: Path) -> Path:
    return Path.cwd() / out if out.name else out.resolve()  # a name is kept as it is: it may be a link


def _make(folder: Path) -> list[Path]:
    """Make a folder and those above it; which of them were not there, the uppermost first."""
    missing = [each for each in (folder, *folder.parents) if not os.path.lexists(each)][::-1]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _may_go(path: Path) -> bool:
    """Whether a file under one of our names may be replaced: plain files and links, not folders, pipes or devices."""
    return stat.S_ISREG(mode := path.lstat().st_mode) or stat.S_ISLNK(mode)


def _write_file(path: Path, pieces: Iterable[str] | bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    if isinstance(pieces, bytes):
        with open(descriptor, "wb") as raw:
            raw.write(pieces)
            raw.flush()
            os.fsync(descriptor)
        return
    with open(descriptor, "w", encoding="utf-8", errors="surrogate_mark", newline="", buffering=1 << 20) as file:
        file.writelines(pieces)
        file.flush()
        os.fsync(descriptor)


def _mark_surrogate(error: UnicodeError) -> tuple[bytes, int]:
    """Half a character (a lone surrogate) has no UTF-8: in files it is U+FFFD."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "\ufffd".encode() * (error.end - error.start), error.end  # as text it would have to be ASCII


codecs.register_error("surrogate_mark", _mark_surrogate)
