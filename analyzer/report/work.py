"""The hidden folder that a report is made in: locked while a run writes, with a journal that the next run finishes.

lock      held by the run that writes; the system lets go of it when that run dies
journal   what is being done, so that a kill between two moves is no loss
new       the files, until they change places with the old ones
old       the old files meanwhile, where folders cannot change places in one step
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import stat
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from analyzer.errors import AnalyzerError, UsageError
from analyzer.report import swap

WAIT = 5.0  # seconds for another run to end its writing
_LARGEST_JOURNAL = 1024 * 1024  # bytes
_INSIDE = ".analyze-writing"


def places(out: Path) -> list[Path]:
    """Where the hidden folder of `out` may be: beside it, and in it."""
    name = hashlib.sha256(os.fsencode(out.name)).hexdigest()[:12]  # a name as long as a disk takes leaves no room
    return [out.parent / f".analyze-{name}", out / _INSIDE]


def recover(out: Path) -> None:
    """Finish or undo what a killed run left. Raises AnalyzerError where another run is writing just now."""
    for place in places(out):
        if swap.is_folder(place):
            with Work(out, place):
                pass


class Work:
    """The hidden folder while it is ours: entered, it holds nothing; left, it is gone, and `out` is whole."""

    def __init__(self, out: Path, place: Path | None = None) -> None:
        self.out, self.place = out, place or _best_place(out)
        self.new, self.old = self.place / "new", self.place / "old"
        self.written = False  # whether the new files stand in `out`
        self._lock = -1

    def __enter__(self) -> Work:
        self._lock = _locked(self.place, self.out)
        try:
            self._settle()
        except BaseException:
            self._let_go()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        try:
            try:
                self._settle()
            except OSError:
                self._settle()
            except BaseException:  # Ctrl-C just now, too
                self._settle()
                raise
        finally:
            self._let_go()

    def begin(self, names: Iterable[str]) -> None:
        """Make the folder `new` for files of these names."""
        self._note(way="write", names=list(names), linked=[])
        self.new.mkdir(mode=0o700)

    def put_in_place(self) -> None:
        """Let the files in `new` stand in `out`: at whatever moment this ends, the old ones or the new ones do."""
        names = self._journal()["names"]
        swap.flush(self.new)
        if not os.path.lexists(self.out):
            self.new.rename(self.out)
        elif not self._can_change_places(names) or not self._as_a_whole(names):
            self._by_files(names)
        self.written = True
        swap.flush(self.out.parent)

    def _can_change_places(self, names: list[str]) -> bool:
        return self.place.parent != self.out and all(map(swap.can_be_carried, swap.others(self.out, names)))

    def _as_a_whole(self, names: list[str]) -> bool:
        """The folder in one step, or in two; False where the system wants neither, and nothing has happened."""
        fresh = swap.identity(self.new)
        self._note(way="swap", names=names, linked=[path.name for path in swap.others(self.out, names)], fresh=fresh)
        linked = swap.link_over(self.out, names, self.new)
        self._note(way="swap", names=names, linked=linked, fresh=fresh)
        if swap.exchange(self.new, self.out):
            return True
        try:
            self.out.rename(self.old)
        except OSError:  # a disk of its own, or open in another program
            return False
        self.new.rename(self.out)
        return True

    def _by_files(self, names: list[str]) -> None:
        """One file after the other, the old ones kept until all are there."""
        self.old.mkdir(mode=0o700, exist_ok=True)
        absent = [name for name in names if not os.path.lexists(self.out / name)]
        linked = self._journal()["linked"]
        self._note(way="files", names=names, linked=linked, absent=absent)
        with suppress(OSError):  # a disk without permissions
            self.out.chmod(0o700)
        for name in names:
            if name not in absent:
                (self.out / name).replace(self.old / name)
            (self.new / name).replace(self.out / name)
        swap.flush(self.out)
        self._note(way="done", names=names, linked=linked)

    def _settle(self) -> None:
        """Finish or undo what the journal says, and leave nothing. It may be ended and begun again at any moment."""
        journal = self._journal()
        names, linked, fresh = journal["names"], journal["linked"], journal.get("fresh")
        if journal["way"] == "files":
            self._undo(names, journal["absent"])
        elif journal["way"] == "swap":
            old = self.old if swap.is_folder(self.old) else self.new
            if not os.path.lexists(self.out):
                if swap.is_folder(self.old):
                    self.old.rename(self.out)
            elif swap.identity(self.out) == fresh:
                swap.carry_over(old, names, self.out, linked)
            elif old is self.old:  # somebody made a folder of that name meanwhile
                old.rename(swap.free_name(self.out))
        swap.remove(self.new, [*names, *linked], self.out)
        swap.remove(self.old, names, self.out)

    def _undo(self, names: list[str], absent: list[str]) -> None:
        for name in names:
            if os.path.lexists(self.old / name):
                (self.old / name).replace(self.out / name)
            elif name in absent and not os.path.lexists(self.new / name):
                (self.out / name).unlink(missing_ok=True)

    def _journal(self) -> dict[str, Any]:
        nothing: dict[str, Any] = {"way": "", "names": [], "linked": []}
        try:
            journal = self.place / "journal"
            if not stat.S_ISREG(journal.lstat().st_mode):
                return nothing
            with journal.open("rb") as file:
                found = json.loads(file.read(_LARGEST_JOURNAL))
            named = [*found.get("names", ()), *found.get("linked", ())]
            return found if named and all(name == Path(name).name for name in named) else nothing
        except (OSError, ValueError, TypeError, AttributeError, RecursionError):  # whatever somebody else has put there
            return nothing

    def _note(self, **journal: Any) -> None:
        path = self.place / "journal.new"
        with open(path, "w", encoding="utf-8", errors="surrogateescape") as file:
            json.dump(journal, file)
            file.flush()
            os.fsync(file.fileno())
        path.replace(self.place / "journal")
        swap.flush(self.place)

    def _let_go(self) -> None:
        """Take the folder away, the lock last. What another run has in it by then is left to that."""
        if not swap.is_folder(self.new) and not swap.is_folder(self.old):
            for name in ("journal.new", "journal"):
                with suppress(OSError):
                    (self.place / name).unlink()
        if os.name == "posix":
            with suppress(OSError):
                (self.place / "lock").unlink()
        os.close(self._lock)
        with suppress(OSError):
            if os.name != "posix":  # Windows keeps what is open
                (self.place / "lock").unlink()
            self.place.rmdir()


def _best_place(out: Path) -> Path:
    """Beside `out`; in it where it cannot change places with another: the current folder, a disk of its own."""
    beside, inside = places(out)
    if not swap.is_folder(out):
        return beside
    apart = out.samefile(Path.cwd()) or out.stat().st_dev != out.parent.stat().st_dev
    return inside if apart or not os.access(out.parent, os.W_OK) else beside


def _locked(place: Path, out: Path) -> int:
    """The lock of the hidden folder, made if it is not there: a descriptor to close."""
    until = time.monotonic() + WAIT
    while True:
        with suppress(FileExistsError):
            place.mkdir(mode=0o700)
        if not _is_ours(place):
            raise UsageError(
                "{place} is not ours, so nothing is written. Choose another folder with --out.", place=place
            )
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        with suppress(FileNotFoundError):  # the other run has just taken its folder away
            lock = os.open(place / "lock", flags, 0o600)
            if _lock(lock) and _still_there(lock, place / "lock"):
                return lock
            os.close(lock)
        if time.monotonic() > until:
            raise AnalyzerError(
                "Another run is writing to {out} just now, so this one wrote nothing. Wait until it has "
                "ended, or choose another folder with --out.",
                out=out,
            )
        time.sleep(0.05)


def _is_ours(place: Path) -> bool:
    """Whether it is a folder of our own: in a folder that others write to too, somebody may have made it for us."""
    try:
        status = place.lstat()  # once: the other run may take its folder away between two looks
    except FileNotFoundError:
        return True  # gone again
    return stat.S_ISDIR(status.st_mode) and (os.name != "posix" or status.st_uid == os.geteuid())


def _still_there(lock: int, path: Path) -> bool:
    status = os.fstat(lock)
    return os.name != "posix" or swap.identity(path) == [status.st_dev, status.st_ino]


def _lock(lock: int) -> bool:
    """Take the lock if nobody has it. Where a disk has no locks, it is taken for free."""
    try:
        if os.name == "posix":
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            import msvcrt

            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    except OSError as error:
        return error.errno in (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
    return True
