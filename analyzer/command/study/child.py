"""The process in which archives are analysed: bounded in time and memory, and ended with whoever started it.

Reads tasks from standard input and writes parts to standard output, each after its length. Prints nothing: whatever a
library would say goes nowhere.
"""

from __future__ import annotations

import faulthandler
import json
import os
import queue
import struct
import sys
import threading
from typing import Any, BinaryIO

HEAD = struct.Struct(">Q")  # how many bytes follow
_SLACK = 1 << 30  # bytes of addresses beyond the limit of memory: libraries, and what is only reserved
_LONGER = 10  # seconds after which this process ends by itself, should nobody else end it


def read_message(stream: BinaryIO) -> bytes:
    """One message. Raises EOFError where the stream has ended."""
    head = _exactly(stream, HEAD.size)
    return _exactly(stream, HEAD.unpack(head)[0])


def write_message(stream: BinaryIO, raw: bytes) -> None:
    """One message, on its way when this returns."""
    stream.write(HEAD.pack(len(raw)) + raw)
    stream.flush()


def _exactly(stream: BinaryIO, count: int) -> bytes:
    found = stream.read(count)
    if len(found) < count:
        raise EOFError
    return found


def main() -> None:
    """Work until standard input ends."""
    # Whatever prints reaches nobody: only what is written to `out`.
    out = os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 1)
    os.dup2(null, 2)
    waiting: queue.Queue[dict[str, Any]] = queue.Queue()
    threading.Thread(target=_receive, args=(sys.stdin.buffer, waiting), daemon=True).start()
    from analyzer.command.study.one import part_of_task

    while True:
        task = waiting.get()
        _bound_memory(int(task["memory_limit"]))
        faulthandler.dump_traceback_later(task["time_limit"] + _LONGER, exit=True, file=null)
        raw = part_of_task(task)
        faulthandler.cancel_dump_traceback_later()
        write_message(out, raw)


def _receive(stream: BinaryIO, waiting: queue.Queue[dict[str, Any]]) -> None:
    try:
        while True:
            waiting.put(json.loads(read_message(stream)))
    except (EOFError, OSError):
        os._exit(0)  # nobody is there any more: whatever is being done is for nobody


def _bound_memory(limit: int) -> None:
    """Let the system refuse memory beyond the limit, where it can: whoever started us looks at it as well."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limit + _SLACK, resource.getrlimit(resource.RLIMIT_AS)[1]))


if __name__ == "__main__":
    main()
