"""Hands participants to workers and takes their parts back: nothing lost, nothing twice, whatever dies meanwhile."""

from __future__ import annotations

import queue
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from analyzer.command.study import guard
from analyzer.command.study.guard import Task
from analyzer.command.study.network import Workers
from analyzer.command.study.part import Part, packed
from analyzer.errors import AnalyzerError, UsageError

_AHEAD = 3  # tasks for each thread of the workers, so that none waits
_TRIES = 3  # for a task whose workers died with it
PATIENCE = 60.0  # seconds for a scheduler or workers to be there again
_LOOK = 0.5

Take = Callable[[Task, bytes], None]


def run(tasks: Iterable[Task], workers: Workers, take: Take) -> None:
    """Have all tasks done: `take` is called with each task and its part, in the order in which they end.

    Raises:
        UsageError: the workers have no or another version of this program, or there are none.
        AnalyzerError: the scheduler went away and did not come back. What was taken by then is done.
    """
    _Run(workers, take).run(iter(tasks))


class _Run:
    def __init__(self, workers: Workers, take: Take) -> None:
        self._workers, self._take = workers, take
        self._ended: queue.Queue[Any] = queue.Queue()
        self._tasks: dict[Any, Task] = {}  # by future
        self._tries: Counter[str] = Counter()
        self._again: list[Task] = []
        self._number = 0

    def run(self, tasks: Iterator[Task]) -> None:
        self._wait_for_workers()
        self._check_version()
        room, more = self._room(), True
        while True:
            while more and len(self._tasks) + len(self._again) < room:
                task = next(tasks, None)
                if task is None:
                    more = False
                else:
                    self._again.append(task)
            while self._again:
                self._submit(self._again.pop())
            if not self._tasks:
                break
            try:
                self._settle(self._ended.get(timeout=_LOOK))
            except queue.Empty:
                if not self._workers.is_connected:
                    self._reconnect()
                room = self._room()
        self._workers.client.run(guard.close_children)  # type: ignore[union-attr]

    def _room(self) -> int:
        return max(1, self._workers.threads()) * _AHEAD

    def _submit(self, task: Task) -> None:
        self._number += 1
        client = self._workers.client
        assert client
        key = f"study-{task['participant']}-{self._number}"
        future = client.submit(guard.run_task, task, key=key, pure=False, retries=_TRIES)
        self._tasks[future] = task
        future.add_done_callback(self._ended.put)

    def _settle(self, future: Any) -> None:
        task = self._tasks.pop(future, None)
        if task is None:
            return
        try:
            raw = future.result() if future.status == "finished" else None
        except Exception:  # noqa: BLE001  # lost on the way: what Dask says may quote what it was given
            raw = None
        if raw is None:
            self._lost(task, future)
            return
        future.release()
        self._take(task, raw)

    def _lost(self, task: Task, future: Any) -> None:
        """A task without a result: done again, unless its workers died with it again and again."""
        if not self._workers.is_connected or future.status in ("cancelled", "lost", "finished"):
            self._reconnect()
            self._again.append(task)
            return
        self._tries[task["participant"]] += 1
        if self._tries[task["participant"]] < _TRIES:
            self._again.append(task)
        else:
            self._take(task, packed(Part(task["participant"], "crashed", 1, inputs=task["inputs"])))

    def _reconnect(self) -> None:
        """Wait for the scheduler. All that it had is handed to it again: it may have forgotten everything."""
        if self._workers.is_connected:
            return
        if not self._workers.reconnected(PATIENCE):
            raise AnalyzerError(
                "The scheduler at {address} does not answer any more. What is done stays; start it and give the"
                " same command again to go on.",
                address=self._workers.scheduler,
            )
        self._wait_for_workers()
        self._again += self._tasks.values()
        self._tasks.clear()

    def _wait_for_workers(self) -> None:
        end = time.monotonic() + PATIENCE
        while self._workers.threads() == 0:
            if time.monotonic() > end:
                raise UsageError(
                    "The scheduler at {address} has no workers. Start some, then give the same command again.",
                    address=self._workers.scheduler,
                )
            time.sleep(0.2)

    def _check_version(self) -> None:
        client = self._workers.client
        assert client
        try:
            found = set(client.run(guard.version).values())
        except Exception as error:  # noqa: BLE001  # what is not installed there is named by kind alone
            raise UsageError(
                "The workers cannot start this program ({why}): install meta-ai-scope[study] where they run, in"
                " the same version.",
                why=type(error).__name__,
            ) from None
        if other := found - {guard.version()}:
            raise UsageError(
                "The workers have version {there} of this program, this computer has {here}: install the same one.",
                there=sorted(other)[0],
                here=guard.version(),
            )
