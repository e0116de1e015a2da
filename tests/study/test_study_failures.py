"""What goes wrong in a study of thousands: killed processes, a scheduler that goes, archives that never end or bomb.

Nothing is lost and nothing doubled, by counts; the rest is done by the next run.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import donors
import psutil
import pytest
from donors import donor, rows, study
from world import FACEBOOK, TIMELINE, facebook, fb_post, write

from analyzer.command.study import engine, network
from analyzer.errors import AnalyzerError, UsageError

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])
ROOT = Path(__file__).parents[2]
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


def processes(word: str) -> list[psutil.Process]:
    """The processes below this one with a word in their command."""
    found = []
    for each in psutil.Process().children(recursive=True):
        try:
            found += [each] if word in " ".join(each.cmdline()) else []
        except psutil.Error:
            continue
    return found


def all_done_once(tmp_path: Path, count: int) -> None:
    """Every participant is done, by one part, and the items are as many as the archives hold."""
    participants = rows(tmp_path, "participants")
    assert [row["outcome"] for row in participants] == ["done"] * count
    assert len({row["participant"] for row in participants}) == count
    items = rows(tmp_path, "items")
    assert len(items) == len({row["id"] for row in items}) == sum(row["items"] for row in participants)
    assert len(items) == sum(3 if number % 2 else 5 for number in range(count))


def test_a_process_that_is_killed(tmp_path: Path) -> None:
    """Killed in the middle, again and again: its participant is done by the next one."""
    given, killed = donors.donors(tmp_path / "donations", 8), []

    def kill(done: int, failed: int, total: int) -> None:
        if done in (2, 4):
            for each in processes("study.child"):
                each.kill()
                killed.append(each.pid)

    study(tmp_path, given, progress=kill)
    assert killed
    all_done_once(tmp_path, 8)


def test_an_interrupted_study_goes_on(tmp_path: Path) -> None:
    """Stopped in the middle, nothing half written counts; the next run does the rest, and only the rest."""
    given = donors.donors(tmp_path / "donations", 6)

    def stop(done: int, failed: int, total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        study(tmp_path, given, progress=stop)
    with pytest.raises(UsageError, match="interrupted"):
        from analyzer import read_study

        read_study(tmp_path / "study")
    there = sorted((tmp_path / "study" / "parts").glob("*/*.zip"))
    before = {path: path.stat().st_mtime_ns for path in there}
    (there[0].parent / "half.zip.new").write_bytes(b"PK")
    run = study(tmp_path, given)
    assert (run.done, run.kept) == (6 - len(before), len(before)) and 2 <= len(before) < 6
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert not list((tmp_path / "study" / "parts").glob("*/*.new"))
    all_done_once(tmp_path, 6)


def test_workers_that_are_slow_to_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine so busy that Dask does not close in time: the study is whole all the same."""
    given, close = donors.donors(tmp_path / "donations", 2), network.SpecCluster.close

    def late(self: network.SpecCluster, *words: Any, **options: Any) -> None:
        close(self, *words, **options)
        raise TimeoutError

    monkeypatch.setattr(network.SpecCluster, "close", late)
    assert study(tmp_path, given).manifest["state"] == "whole"
    all_done_once(tmp_path, 2)


def test_an_archive_that_has_changed_is_read_anew(tmp_path: Path) -> None:
    """A donor who gives a newer archive is analysed again; the others are not."""
    given = donors.donors(tmp_path / "donations", 3)
    study(tmp_path, given)
    donor(given / "p000", 0, posts=6)
    assert study(tmp_path, given).done == 1
    assert sorted(row["items"] for row in rows(tmp_path, "participants")) == [3, 5, 7]


class _Stuck:
    """A server that tells the length of a zip and then takes for ever to give its bytes."""

    def __init__(self) -> None:
        self.server = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.server.getsockname()[1]}/never.zip"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        held = []
        while True:
            try:
                peer, _ = self.server.accept()
            except OSError:
                return
            asked = peer.recv(4096)
            if asked.startswith(b"HEAD"):
                head = b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\nAccept-Ranges: bytes\r\nConnection: close\r\n\r\n"
                peer.sendall(head)
                peer.close()
            else:
                held.append(peer)


def test_a_participant_that_never_ends(tmp_path: Path) -> None:
    """After its time it is ended and listed; all others are done, and `retry` tries it again."""
    given, slow = donors.donors(tmp_path / "donations", 3), _Stuck()
    table = given / "who.csv"
    table.write_text("participant,path\n" + "".join(f"p{n},p00{n}\n" for n in range(3)) + f"slow,{slow.address}\n")
    began = time.monotonic()
    run = study(tmp_path, participants=table, time_limit=15.0)  # on a busy machine the others need some as well
    assert run.failed == [("slow", "time_limit", 1)] and time.monotonic() - began < 90
    assert run.manifest["counts"]["done"] == 3
    assert study(tmp_path, participants=table, time_limit=4.0).done == 0
    assert study(tmp_path, participants=table, time_limit=2.0, retry=True).done == 1
    slow.server.close()


def test_archives_that_bomb(tmp_path: Path) -> None:
    """One that takes too much memory is ended, one that unpacks without end is refused; both with their exit codes."""
    given = donors.donors(tmp_path / "donations", 2)
    posts = [fb_post(f"2020-01-01T00:00:{number % 60:02}", f"{number}" + "word " * 120_000) for number in range(400)]
    huge = write(given / "huge", facebook(), FACEBOOK)
    with zipfile.ZipFile(huge, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr(TIMELINE, json.dumps(posts))
    bomb = write(given / "bomb", facebook(), FACEBOOK)
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(TIMELINE, b"[" + b" " * (100 << 20) + b"]")
    run = study(tmp_path, given, memory_limit=256 << 20)
    ended = {label: (outcome, code) for label, outcome, code in run.failed}
    assert ended["huge"] == ("memory_limit", 1)
    assert ended.get("bomb", ("done", 5))[1] in (4, 5)  # damaged: the rest of the archive is told
    assert run.manifest["counts"]["participants"] == 4 and run.manifest["counts"]["done"] >= 2


# ---- a scheduler of its own


def port() -> int:
    """A port that nobody uses just now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


class Cluster:
    """A scheduler and two workers in processes of their own, as a researcher starts them."""

    def __init__(self, folder: Path) -> None:
        self.address, self._folder = f"tcp://127.0.0.1:{port()}", folder
        self.started: list[subprocess.Popen[bytes]] = []
        self.scheduler = self.start_scheduler()
        self._answers()
        self.start_workers()

    def _answers(self) -> None:
        """Wait until the scheduler is there: on a busy machine Python alone takes long to start."""
        host, _, number = self.address.removeprefix("tcp://").partition(":")
        for _ in range(600):
            with suppress(OSError), socket.create_connection((host, int(number))):
                return
            time.sleep(0.2)

    def start_scheduler(self) -> subprocess.Popen[bytes]:
        """Start it; also once more at the same address."""
        return self._start("dask_scheduler", "--port", self.address.rpartition(":")[2])

    def start_workers(self) -> None:
        """Two workers, each with a nanny that starts it anew when it dies."""
        self._start("dask_worker", self.address, "--nworkers", "2", "--nthreads", "1", "--death-timeout", "60",
                    "--local-directory", str(self._folder))  # fmt: skip

    def _start(self, program: str, *words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{program}", *words, "--host", "127.0.0.1"]
        command += ["--dashboard-address", "127.0.0.1:0", "--no-dashboard"]
        with (self._folder / "log.txt").open("ab") as log:
            made = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, "PYTHONPATH": str(ROOT)})
        self.started.append(made)
        return made

    def close(self) -> None:
        """End everything."""
        for each in self.started:
            for below in psutil.Process(each.pid).children(recursive=True) if each.poll() is None else []:
                below.kill()
            each.kill()
            each.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A cluster for one test."""
    made = Cluster(tmp_path)
    yield made
    made.close()


@pytest.mark.skipif(os.name == "nt", reason="processes are killed by signals")
def test_workers_killed_and_a_scheduler_started_again(
    tmp_path: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker dies in the middle, then the scheduler with all that it knew; started again, the study goes on.

    Nothing is lost or doubled, and no log of scheduler or workers has a word of an archive.
    """
    given, happened = donors.donors(tmp_path / "donations", 24), []
    monkeypatch.setattr(engine, "PATIENCE", 240.0)
    monkeypatch.setattr(network, "ANSWER", 60.0)

    def strike(done: int, failed: int, total: int) -> None:
        if done == 5 and "worker" not in happened:
            happened.append("worker")
            spawned = [each for each in processes("spawn_main") if each.is_running()]
            spawned[0].send_signal(KILL)
        if done == 15 and "scheduler" not in happened:
            happened.append("scheduler")
            cluster.scheduler.kill()
            cluster.scheduler.wait()
            cluster.scheduler = cluster.start_scheduler()
            cluster.start_workers()

    study(tmp_path, given, scheduler=cluster.address, progress=strike)
    assert happened == ["worker", "scheduler"]
    all_done_once(tmp_path, 24)
    log = (tmp_path / "log.txt").read_bytes()
    assert b"Scheduler at" in log and donors.SECRET.encode() not in log and b"p003" not in log


def test_a_scheduler_that_does_not_come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence, what to do; what was done stays, and the same command without it goes on."""
    given, made = donors.donors(tmp_path / "donations", 6), Cluster(tmp_path)
    monkeypatch.setattr(engine, "PATIENCE", 240.0)
    monkeypatch.setattr(network, "ANSWER", 60.0)

    def strike(done: int, failed: int, total: int) -> None:
        if done == 3:
            made.close()
            monkeypatch.setattr(engine, "PATIENCE", 1.0)
            monkeypatch.setattr(network, "ANSWER", 0.5)

    with pytest.raises(AnalyzerError, match=r"does not answer any more\. What is done stays"):
        study(tmp_path, given, scheduler=made.address, progress=strike)
    manifest: dict[str, Any] = json.loads((tmp_path / "study" / "manifest.json").read_text())
    assert manifest["state"] == "running"
    assert study(tmp_path, given).kept >= 3
    all_done_once(tmp_path, 6)


def test_a_scheduler_that_does_not_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence, and what to do."""
    given = donors.donors(tmp_path / "donations", 1)
    monkeypatch.setattr(network, "ANSWER", 0.5)
    with pytest.raises(UsageError, match=r"does not answer\. Start it, or leave --scheduler out"):
        study(tmp_path, given, scheduler=f"tcp://127.0.0.1:{port()}")
