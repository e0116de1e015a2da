"""Opens a file of evidence, and tells by its first bytes what it is. Pipes, devices and folders are never opened."""

from __future__ import annotations

import codecs
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal

from analyzer.archive.limits import LARGEST_FILE_OF_EVIDENCE, bound, how_to_raise
from analyzer.reading.evidence import bounds
from analyzer.reading.evidence.fact_tables import guard
from analyzer.reading.evidence.refusal import EvidenceRefused

FileKind = Literal["log", "json", "mhtml", "html", "text", "webarchive", "pdf", "zip", "picture", "binary"]

_BINARY: tuple[tuple[bytes, FileKind], ...] = (
    (b"bplist00", "webarchive"),
    (b"%PDF", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "zip"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"RIFF", "picture"),
)
_LOG = re.compile(r'\{\s*"log"\s*:\s*\{')
_MIME = re.compile(r"(?im)^content-type:\s*multipart/(?:related|mixed|alternative)")
_HTML = re.compile(r"(?i)<(?:!doctype\s+html|html|head|body|div|meta|title)\b")
_PLIST = re.compile(r"(?is)<!doctype\s+plist|<plist\b")


@contextmanager
def opened(path: str | Path) -> Iterator[BinaryIO]:
    """A regular file, open for reading. Raises EvidenceRefused for anything else."""
    refusal = None
    try:
        if not stat.S_ISREG(Path(path).stat().st_mode):
            refusal = EvidenceRefused("not_a_file", f"{path} is no file that can be read.")
    except (OSError, ValueError):
        refusal = EvidenceRefused("unreadable", f"{path}: no such file, or it may not be read.")
    if refusal:
        raise refusal
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        descriptor = -1
    if descriptor < 0:
        raise EvidenceRefused("unreadable", f"{path} may not be read.")
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # exchanged since
            raise EvidenceRefused("not_a_file", f"{path} is no file that can be read.")
        if os.fstat(descriptor).st_size > bound(LARGEST_FILE_OF_EVIDENCE):
            raise EvidenceRefused("too_large", f"{path} is larger than any file of a browser{how_to_raise()}.")
        yield stream


def kind_of(stream: BinaryIO) -> FileKind:
    """What the file is, by its content alone; the stream stands at its start again afterwards."""
    stream.seek(0)
    head = stream.read(bounds.HEAD)
    stream.seek(0)
    found = next((kind for start, kind in _BINARY if head.startswith(start)), None)
    if found:
        return found
    text = _text(head)
    if text is None:
        return "binary"
    text = text.lstrip("\ufeff \t\r\n")
    if text.startswith(("{", "[", guard())):
        return "log" if _LOG.match(text) else "json"
    if _PLIST.search(text[:1000]):
        return "webarchive"
    if _MIME.search(text) and re.search(r"(?im)^mime-version:", text):
        return "mhtml"
    return "html" if _HTML.search(text) else "text"


def _text(head: bytes) -> str | None:
    """The head of a file as text, whatever its encoding; None where it is none."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace")
    return None if b"\0" in head else head.decode("utf-8", "replace")


def decoded(raw: bytes, charset: str = "") -> str:
    """The text in bytes: by its mark, by the charset that is named, as UTF-8, else as Western European."""
    for mark, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if raw.startswith(mark):
            return raw.decode(name, "replace").lstrip("\ufeff")
    for name in filter(None, (charset, "utf-8")):
        try:
            return raw.decode(name)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return raw.decode("cp1252", "replace")
