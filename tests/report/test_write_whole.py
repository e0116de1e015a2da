"""A report appears as a whole: killed at whatever step, written twice at once, on a disk that is full or closed."""

from __future__ import annotations

import os
import random
import signal
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import analyzer
from analyzer.report import folder, swap, work

pytestmark = pytest.mark.skipif(
    os.name != "posix", reason="processes that fork and can be killed are a matter of POSIX"
)

NAMES = ("report.html", "items.csv", "summary.json")
OLD = {name: f"old {name}".encode() for name in NAMES[1:]}  # a file that the former one did not have
NEW = {name: f"new {name}".encode() for name in NAMES}
FOREIGN = {"notes.txt": b"mine", "letters/a.txt": b"mine too", ".hidden": b"and mine"}
STEPS = ("rename", "replace", "link", "unlink", "rmdir", "mkdir", "open", "fsync", "chmod")
WAYS = ("exchange", "two renames", "file by file", "current folder")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A disk that need not be waited for; the numbers of the files and folders that it was asked to have written."""
    asked: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: asked.append(os.fstat(descriptor).st_ino))
    return asked


def content(of: Path) -> dict[str, bytes]:
    """All files in a folder and those below it."""
    return {path.relative_to(of).as_posix(): path.read_bytes() for path in of.rglob("*") if path.is_file()}


def former(at: Path, foreign: bool = True) -> Path:
    """A folder with an older report, and things of the person's in it."""
    (at / "letters").mkdir(parents=True)
    for name, raw in (OLD | (FOREIGN if foreign else {})).items():
        (at / name).write_bytes(raw)
    return at


def in_a_child(act: Callable[[], None]) -> int:
    """Do something in a process of its own; how that ended: below zero the signal."""
    child = os.fork()
    if not child:
        try:
            act()
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def go(way: str, out: Path) -> None:
    """Make this process write in one of the ways."""
    if way != "exchange":
        swap.exchange = lambda *_: False  # type: ignore[assignment]
    if way == "file by file":
        swap.can_be_carried = lambda _: False  # type: ignore[assignment]
    if way == "current folder":
        os.chdir(out)


def hook(at: int, act: Callable[[], None]) -> list[int]:
    """Do something before the step of this number that changes the disk; the list counts them."""
    count = [0]

    def before(function: Any) -> Any:
        def stepped(*words: Any, **named: Any) -> Any:
            count[0] += 1
            if count[0] == at:
                act()
            return function(*words, **named)

        return stepped

    for name in STEPS:
        setattr(os, name, before(getattr(os, name)))
    swap.exchange = before(swap.exchange)
    return count


def kill() -> None:
    """As `kill -9` does it: nothing can be cleaned up."""
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("way", WAYS)
def test_killed_at_each_step(way: str, tmp_path: Path) -> None:
    """Either report stands whole at once (file by file: after the next start), the next run leaves nothing hidden."""
    for at in range(1, 300):
        out = former(tmp_path / str(at) / "r")

        def write(out: Path = out, at: int = at) -> None:
            go(way, out)
            hook(at, kill)
            folder.write_files(out, NEW, "The report")

        ended = in_a_child(write)
        if way in ("exchange", "two renames"):
            found = content(out) if out.exists() else content(out.parent)
            ours = [{name: found.get(name) for name in NAMES if name in found}]
            assert way == "two renames" or ours[0] in (OLD, NEW), at
            assert way == "two renames" or FOREIGN.keys() - found.keys() <= {"letters/a.txt"}, at
        folder.check_folder(out, NAMES)  # the next start
        found = content(out.parent)
        assert found in ({f"r/{name}": raw for name, raw in (each | FOREIGN).items()} for each in (OLD, NEW)), at
        assert [path.name for path in out.parent.iterdir()] == ["r"], at
        folder.write_files(out, NEW, "The report")
        assert content(out) == NEW | FOREIGN and len(list(out.parent.iterdir())) == 1, at
        if ended == 0:
            break
    assert ended == 0 and at > 20


def test_killed_at_each_step_of_the_first_report(tmp_path: Path) -> None:
    """Where there was none: none or the whole, and the next run clears what was left."""
    for at in range(1, 300):
        out = tmp_path / str(at) / "deep" / "r"

        def write(out: Path = out, at: int = at) -> None:
            hook(at, kill)
            folder.write_files(out, NEW, "The report")

        ended = in_a_child(write)
        assert not out.exists() or content(out) == NEW
        folder.write_files(out, NEW, "The report")
        assert content(out) == NEW and len(list(out.parent.iterdir())) == 1
        if ended == 0:
            break
    assert ended == 0 and at > 10


def test_killed_while_recovering(tmp_path: Path) -> None:
    """Killed at some step, and the next run killed at each of its own: the one after that finds all."""
    for first in (14, 20, 26, 29, 32):
        for at in range(1, 40, 2):
            out = former(tmp_path / f"{first}-{at}" / "r")
            for number in (first, at):

                def write(out: Path = out, number: int = number) -> None:
                    go("two renames", out)
                    hook(number, kill)
                    folder.write_files(out, NEW, "The report")

                in_a_child(write)
            folder.check_folder(out, NAMES)
            assert content(out) in (OLD | FOREIGN, NEW | FOREIGN) and len(list(out.parent.iterdir())) == 1, (first, at)


def test_killed_at_random_moments(tmp_path: Path) -> None:
    """200 kills by SIGKILL at moments that nobody chose, one run after the other on the same folder: no loss."""
    chance, out = random.Random(7), former(tmp_path / "r")
    large = {
        name: [piece * 1000] * 20 for name, piece in (("items.csv", "x"), ("report.html", "y"), ("summary.json", "z"))
    }
    whole = {name: "".join(pieces).encode() for name, pieces in large.items()}
    started, killed = time.monotonic(), 0
    folder.write_files(out.with_name("q"), large, "The report")
    longest = time.monotonic() - started
    (out.with_name("q")).rename(tmp_path.with_name(f"{tmp_path.name}-q"))
    for _ in range(200):
        child = os.fork()
        if not child:
            try:
                folder.write_files(out, large, "The report")
            finally:
                os._exit(0)
        time.sleep(chance.random() * 2 * longest)
        os.kill(child, signal.SIGKILL)
        killed += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        found = content(out)
        assert {name: found[name] for name in NAMES if name in found} in (OLD, whole)
    folder.check_folder(out, NAMES)
    assert content(tmp_path) in ({f"r/{name}": raw for name, raw in (each | FOREIGN).items()} for each in (OLD, whole))
    assert killed > 20


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=["full", "Ctrl-C"])
def test_a_step_that_fails(way: str, error: BaseException, tmp_path: Path) -> None:
    """The disk refuses a step, whichever, or it is interrupted: either report is whole, nothing lies about.

    "Nothing was changed" is said only where that is so.
    """
    for at in range(1, 300):
        out = former(tmp_path / str(at) / "r")

        def write(out: Path = out, at: int = at) -> None:
            def refuse() -> None:
                raise error

            go(way, out)
            count = hook(at, refuse)
            try:
                folder.write_files(out, NEW, "The report")
            except (analyzer.AnalyzerError, KeyboardInterrupt) as caught:
                (out.parent.parent / "said").write_text(str(caught))
            else:
                (out.parent.parent / "said").write_text("" if count[0] >= at else "no more steps")

        assert in_a_child(write) == 0, at
        said, found = (tmp_path / "said").read_text(), content(out)
        assert {name: found[name] for name in NAMES if name in found} in (OLD, NEW), (at, said)
        assert ("Nothing was changed" in said) <= (found == OLD | FOREIGN), at
        folder.check_folder(out, NAMES)
        found = content(out)
        assert found in (OLD | FOREIGN, NEW | FOREIGN), (at, said)
        assert said.startswith("The report was written to") <= (found == NEW | FOREIGN), at
        assert len(list(out.parent.iterdir())) == 1, (at, said)
        if said == "no more steps":
            break
    assert said == "no more steps" and at > 15


def test_on_the_disk_before_they_change_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick: list[int]
) -> None:
    """Should the power fail: every file is asked to be on the disk before the folders change places, and so is that."""
    out, exchange = former(tmp_path / "r"), swap.exchange

    def checked(new: Path, old: Path) -> bool:
        wanted = [new, new.parent, new.parent / "journal", *(new / name for name in NAMES)]
        assert not [path.name for path in wanted if path.stat().st_ino not in quick]
        quick.clear()
        return exchange(new, old)

    monkeypatch.setattr(swap, "exchange", checked)
    folder.write_files(out, NEW, "The report")
    assert content(out) == NEW | FOREIGN and tmp_path.stat().st_ino in quick


def test_the_folder_of_another_run_goes_between_two_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That it was there a moment ago, and is not now, does not make it somebody else's."""
    place, look = tmp_path / ".analyze-x", Path.lstat
    place.mkdir()

    def last_look(path: Path) -> os.stat_result:
        status = look(path)
        if path == place:
            place.rmdir()
        return status

    monkeypatch.setattr(Path, "lstat", last_look)
    assert work._is_ours(place)


def test_two_runs_at_once(tmp_path: Path) -> None:
    """Ten runs on one folder: each writes, or says that another one is writing; the report is one of theirs, whole."""
    out, children = former(tmp_path / "r"), []
    for number in range(10):
        child = os.fork()
        if not child:
            try:
                folder.write_files(out, {name: f"{number} {name}" * 9999 for name in NAMES}, "The report")
            except analyzer.AnalyzerError as error:
                os._exit(0 if "Another run is writing" in str(error) else 1)
            else:
                os._exit(0)
            finally:
                os._exit(2)
        children.append(child)
    assert {os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children} == {0}
    found = content(out)
    assert len({found[name].split()[0] for name in NAMES}) == 1 and found.items() >= FOREIGN.items()
    assert [path.name for path in tmp_path.iterdir()] == ["r"]


def test_the_second_run_gets_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one writes and does not end, the other says so; once that one is dead its lock is no obstacle."""
    out = former(tmp_path / "r")
    monkeypatch.setattr(work, "WAIT", 0.2)
    child = os.fork()
    if not child:
        hook(12, lambda: time.sleep(60))
        folder.write_files(out, NEW, "The report")
        os._exit(0)
    while not any(swap.is_folder(place / "new") for place in work.places(out)):
        time.sleep(0.01)
    for act in (lambda: folder.write_files(out, NEW, "The report"), lambda: folder.check_folder(out, NAMES)):
        with pytest.raises(analyzer.AnalyzerError, match=r"Another run is writing to .*this one wrote nothing"):
            act()
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    folder.write_files(out, NEW, "The report")
    assert content(out) == NEW | FOREIGN and [path.name for path in tmp_path.iterdir()] == ["r"]


@pytest.mark.parametrize("way", WAYS)
def test_the_folder_ends_for_its_owner_alone(way: str, tmp_path: Path) -> None:
    """A folder that others could read is closed to them."""
    out = former(tmp_path / "r")
    out.chmod(0o755)

    def write() -> None:
        go(way, out)
        folder.write_files(out, NEW, "The report")

    assert in_a_child(write) == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o700 and content(out) == NEW | FOREIGN
    assert {stat.S_IMODE((out / name).stat().st_mode) for name in NAMES} == {0o600}


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_what_bears_our_name_and_is_not_ours_stays(kind: str, tmp_path: Path) -> None:
    """A folder or a pipe called items.csv: nothing is written, and it stays."""
    out = former(tmp_path / "r")
    (out / "items.csv").unlink()
    if kind == "folder":
        (out / "items.csv").mkdir()
        (out / "items.csv" / "keep.txt").write_text("precious")
    else:
        os.mkfifo(out / "items.csv")
    before = content(tmp_path)
    with pytest.raises(analyzer.UsageError, match="is no file of ours"):
        folder.write_files(out, NEW, "The report")
    assert content(tmp_path) == before and os.path.lexists(out / "items.csv")


def test_a_summary_that_is_a_pipe_or_a_link_is_not_opened(tmp_path: Path) -> None:
    """No waiting for a pipe, no reading of a device: the folder is not ours."""
    for name, make in (("pipe", os.mkfifo), ("link", lambda path: path.symlink_to("/dev/zero"))):
        (tmp_path / name).mkdir()
        make(tmp_path / name / "summary.json")
        with pytest.raises(analyzer.UsageError):
            folder.check_target(tmp_path / name, "summary.json", frozenset({"schema"}), NAMES)


def test_a_hidden_folder_of_somebody_else(tmp_path: Path) -> None:
    """A link where the hidden folder would be is not followed; a stranger's folder there is left alone."""
    out = former(tmp_path / "in" / "r")
    (tmp_path / "elsewhere").mkdir()
    work.places(out)[0].symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    with pytest.raises(analyzer.UsageError, match="is not ours"):
        folder.write_files(out, NEW, "The report")
    assert not content(tmp_path / "elsewhere") and content(out) == OLD | FOREIGN


@pytest.mark.skipif(os.geteuid() == 0 if os.name == "posix" else True, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to(tmp_path: Path) -> None:
    """A closed folder: a sentence, and all as it was."""
    out = former(tmp_path / "in" / "r")
    out.parent.chmod(0o500)
    out.chmod(0o500)
    try:
        with pytest.raises(analyzer.AnalyzerError, match="Nothing was changed"):
            folder.write_files(out, NEW, "The report")
    finally:
        out.parent.chmod(0o700)
        out.chmod(0o700)
    assert content(out) == OLD | FOREIGN


def test_names_as_long_as_a_disk_takes(tmp_path: Path) -> None:
    """A folder's name of 255 bytes is written to; a longer one, or a path beyond PATH_MAX, is a sentence."""
    folder.write_files(tmp_path / ("n" * 255), NEW, "The report")
    folder.write_files(tmp_path / ("n" * 255), NEW, "The report")
    assert content(tmp_path / ("n" * 255)) == NEW
    for out in (tmp_path / ("n" * 256), tmp_path.joinpath(*["deep"] * 2000)):
        with pytest.raises(analyzer.UsageError, match="cannot be written to"):
            folder.check_folder(out, NAMES)
        with pytest.raises(analyzer.AnalyzerError):
            folder.write_files(out, NEW, "The report")
    assert [path.name for path in tmp_path.iterdir()] == ["n" * 255]
