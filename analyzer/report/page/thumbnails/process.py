"""Pictures made small by another process, in bounded time. It may hang or die: the pictures after are still made."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from analyzer.report.page.thumbnails import worker

MOST_BYTES = 64 * 1024  # of a small picture; real ones have a tenth
_WORKER = Path(worker.__file__)
_SECONDS = 10.0  # for one process, which makes many
#: How pictures begin that the process can read. Anything else is not worth a process.
_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"RIFF")


class NoProcess(Exception):
    """This Python cannot start another one."""


def may_be_picture(raw: bytes) -> bool:
    """Whether a file begins like a picture."""
    return raw.startswith(_BEGINNINGS)


def make_small(pictures: Sequence[bytes], until: float) -> list[bytes]:
    """A small picture for each, b"" where none can be made. `until`: of `monotonic`, when to stop trying.

    Raises NoProcess.
    """
    made: list[bytes] = []
    while len(made) < len(pictures) and (left := until - monotonic()) > 0:
        told, ended = _run(pictures[len(made) :], min(left, _SECONDS))
        made += told
        if not ended and len(made) < len(pictures):
            made.append(b"")  # the one at which the process died, or was stopped
    return made + [b""] * (len(pictures) - len(made))


def _run(pictures: Sequence[bytes], seconds: float) -> tuple[list[bytes], bool]:
    """What one process told, and whether it got to the end."""
    if getattr(sys, "frozen", False) or not sys.executable:
        raise NoProcess  # a program that is no Python: to start it would be to start ourselves
    # -P: nothing is imported from the current folder, which may be an unpacked archive.
    command = [sys.executable, "-P", str(_WORKER)]
    given = b"".join(len(raw).to_bytes(4, "big") + raw for raw in pictures)
    try:
        done = subprocess.run(
            command, input=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=seconds,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0), check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as stopped:
        return _frames(stopped.output or b"", len(pictures)), False
    except OSError:
        raise NoProcess from None
    told = _frames(done.stdout, len(pictures))
    return told, len(told) == len(pictures)


def _frames(told: bytes, most: int) -> list[bytes]:
    """The whole frames in what the process told; one that is no small picture is empty."""
    found: list[bytes] = []
    while len(told) >= 4 and len(found) < most:
        end = 4 + int.from_bytes(told[:4], "big")
        if len(told) < end:
            break
        found.append(checked(told[4:end]))
        told = told[end:]
    return found


def checked(small: bytes) -> bytes:
    """What was made small, b"" if it is no small picture."""
    return small if media_type(small) and len(small) <= MOST_BYTES else b""


def media_type(small: bytes) -> str:
    """`image/webp` or `image/jpeg`; "" for all else: what a process told that read a hostile file is not trusted."""
    if small[:4] == b"RIFF" and small[8:12] == b"WEBP":
        return "image/webp"
    return "image/jpeg" if small[:3] == b"\xff\xd8\xff" else ""
