"""How a run ends: signals, streams that are closed or full, and what is said of an error: never what a record says."""

from __future__ import annotations

import atexit
import errno
import os
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn, TextIO

from analyzer.command.wrapping import harmless
from analyzer.errors import AnalyzerError, Sentence

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")  # Ctrl-C, a logout, a closed window, a shutdown
_OURS = Path(__file__).parents[1]
_ARGUMENT = {errno.ENAMETOOLONG, errno.ELOOP}  # a path that cannot be meant


class Ended(BaseException):
    """A signal asked us to end: it goes up like any error, so that nothing half written is left."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.code = 128 + number


def end_by_signals() -> None:
    """Let what asks us to end raise `Ended`. What is ignored already (`nohup`) stays ignored."""

    def end(number: int, _: FrameType | None) -> NoReturn:
        # Once is enough: cleaning up is not to be cut short, but by whoever presses Ctrl-C a second time.
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_IGN)
        raise Ended(number)

    for name in _SIGNALS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, end)


def prepare_streams() -> None:
    """Standard streams that are there, and can print everything that they are given in some way."""
    for number in (0, 1, 2):  # the number of a closed one would be given to the next file that is opened
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    sys.stdout, sys.stderr, sys.stdin = sys.stdout or _null("w"), sys.stderr or _null("w"), sys.stdin or _null("r")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # an old Windows console cannot print everything


def _null(mode: str) -> TextIO:
    return open(os.devnull, mode, encoding="utf-8")  # type: ignore[return-value]


def ignore_time_zone() -> None:
    """All days and times are UTC. A library that we use reads this variable, and stumbles over some values."""
    os.environ["TZ"] = "UTC"


@contextmanager
def output() -> Iterator[None]:
    """What is printed in it is on its way after it. A reader that has read enough is no fault; a full disk is."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        drop_output()
    except SystemExit as ended:  # how rich says it
        if not isinstance(ended.__context__, BrokenPipeError):
            raise
        drop_output()
    except OSError as error:
        raise AnalyzerError(_full(error)) from None


def flush_output() -> None:
    """Have everything printed. Raises OSError where standard output refuses it."""
    sys.stdout.flush()


def leave(code: object) -> None:
    """End the process with this code, as a `SystemExit` would, but without taking all that it holds apart first.

    That saves an eighth of a run. Returns where it is no plain code, or a stream does not take what is waiting: then
    the ordinary way tells of it.
    """
    if not (code is None or type(code) is int):
        return
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return
    os._exit((code or 0) & 0xFF if os.name == "posix" else code or 0)


def drop_output() -> None:
    """Let nothing more be printed: what is waiting would fail again when the program ends."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        with suppress(OSError, ValueError):  # a stream of a test has no number
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, sys.stdout.fileno())
            os.close(null)


def code_after_output(ended: SystemExit) -> object:
    """The exit code of a run that ended by itself: a reader that went away is none of its faults."""
    code = ended.code
    if isinstance(ended.__context__, BrokenPipeError):  # how click and rich say that nobody reads us any more
        drop_output()
        return 0
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        drop_output()
    except OSError as error:
        drop_output()
        say_error(f"analyze: {_full(error)}")
        return code or 1
    return code


def say_error(sentence: str) -> None:
    """Print to standard error, if there is one that takes it."""
    with suppress(OSError, ValueError):
        print(sentence, file=sys.stderr, flush=True)


def sentence_of(error: OSError) -> Sentence:
    """What is said of an error of the system. One without a name of a file is of standard output: no other is open."""
    if error.filename is None:
        return _full(error)
    return Sentence("The system refuses: {why}.", why=error.strerror or type(error).__name__)


def code_of(error: OSError) -> int:
    """The exit code for an error of the system."""
    return 2 if error.errno in _ARGUMENT else 1


def _full(error: OSError) -> Sentence:
    why = error.strerror or type(error).__name__
    return Sentence("Standard output could not be written to: {why}.", why=why)


def trace(error: BaseException) -> str:
    """Where an error came from, without its message: that may quote a record.

    The lines of our own code are shown, and which file of an archive was being read.
    """
    lines, reading = [], ""
    for frame, number in traceback.walk_tb(error.__traceback__):
        path = Path(frame.f_code.co_filename)
        shown = path.relative_to(_OURS.parent).as_posix() if path.is_relative_to(_OURS) else path.name
        lines.append(f"  {shown}, line {number}, in {frame.f_code.co_name}")
        reading = _member(frame) or reading
    kinds, cause = [type(error).__name__], error.__cause__ or error.__context__
    while cause is not None and len(kinds) < 10:
        kinds.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    return "\n".join([*lines, *([f"  while reading {reading}"] if reading else []), " after ".join(kinds)])


def _member(frame: FrameType) -> str:
    """The path inside an archive of the member that a function has in hand."""
    from analyzer.archive.member import Member

    found = [value.path for value in frame.f_locals.values() if isinstance(value, Member)]
    return harmless(found[-1]) if found else ""
