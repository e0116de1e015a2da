"""Runs tasks in processes of their own, and ends those that take too long or too much memory.

This is what a worker runs. It raises nothing and logs nothing: a worker would log what it was given.
"""

from __future__ import annotations

import atexit
import json
import os
import queue
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil

from analyzer import errors
from analyzer.command.study.child import read_message, write_message
from analyzer.command.study.part import Part, packed
from analyzer.report.summary import program_version

_LOOK = 0.1  # seconds between two looks at the memory
_TRIES = 3  # for a process that was killed by others, or died
_TASKS = 200  # of one process
_idle: list[_Child] = []
_lock = threading.Lock()


class Task(dict[str, Any]):
    """What is to be done for one participant. Shown as its pseudonym alone, wherever it may be logged."""

    def __repr__(self) -> str:
        return f"Task({self.get('participant', '')})"

    __str__ = __repr__


class _Ended(Exception):
    """The process was ended by us; `str()` is the outcome."""


class _Child:
    """One process, and the thread that listens to it."""

    def __init__(self) -> None:
        home = str(Path(errors.__file__).parents[1])
        path = os.pathsep.join([home, *filter(None, [os.environ.get("PYTHONPATH", "")])])
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "analyzer.command.study.child"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )  # fmt: skip
        self.tasks = 0
        self._said: queue.Queue[bytes | None] = queue.Queue()
        self._seen = psutil.Process(self.process.pid)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout
        with suppress(EOFError, OSError, ValueError):
            while True:
                self._said.put(read_message(self.process.stdout))  # type: ignore[arg-type]
        self._said.put(None)

    def run(self, task: Task) -> bytes | None:
        """The part of a task; None where the process died. Raises _Ended where it was ended for a limit."""
        assert self.process.stdin
        self.tasks += 1
        try:
            write_message(self.process.stdin, json.dumps(task).encode())  # type: ignore[arg-type]
        except OSError:
            return None
        end = time.monotonic() + task["time_limit"]
        while True:
            try:
                return self._said.get(timeout=_LOOK)
            except queue.Empty:
                if time.monotonic() > end:
                    raise _Ended("time_limit") from None
                if self.memory() > task["memory_limit"]:
                    raise _Ended("memory_limit") from None

    def memory(self) -> int:
        """Bytes that it has in memory; 0 where it is gone."""
        try:
            return int(self._seen.memory_info().rss)
        except psutil.Error:
            return 0

    def end(self) -> None:
        """End it now."""
        with suppress(OSError):
            self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                if stream:
                    stream.close()


def run_task(task: Task) -> bytes:
    """The part of one participant, whatever happens."""
    for _ in range(_TRIES):
        child = _take()
        try:
            raw = child.run(task)
        except _Ended as ended:
            child.end()
            return _failed(task, str(ended))
        except BaseException:
            child.end()
            raise
        if raw is not None:
            _give_back(child, task)
            return raw
        child.end()
    return _failed(task, "crashed")


def close_children() -> None:
    """End the processes that wait for tasks."""
    with _lock:
        waiting, _idle[:] = list(_idle), []
    for child in waiting:
        child.end()


atexit.register(close_children)


def version() -> str:
    """The version of this program where the workers are."""
    return program_version()


def _take() -> _Child:
    with _lock:
        if _idle:
            return _idle.pop()
    return _Child()


def _give_back(child: _Child, task: Task) -> None:
    if child.tasks >= _TASKS or child.memory() > task["memory_limit"] // 2:
        child.end()
        return
    with _lock:
        _idle.append(child)


def _failed(task: Task, outcome: str) -> bytes:
    return packed(Part(task["participant"], outcome, 1, inputs=task["inputs"]))
