"""The page in a file of type MHTML (*Webpage, Single File*): its HTML, its address, and the day on which it was saved.

The file is read line by line: the pictures and styles in it, which are most of it, are stepped over, so memory is that
of the page. The headers and the one part that is wanted go through the standard library's parser of e-mail.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date
from email import message_from_bytes
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from typing import BinaryIO

from analyzer.reading.evidence import bounds
from analyzer.reading.evidence.opened import decoded


@dataclass(frozen=True, slots=True)
class MimePage:
    """The first page in the file. `html` is None where there is none."""

    html: str | None
    address: str
    day: date | None
    is_cut: bool  # the file ends before its last boundary


class TooLarge(Exception):
    """The page, or a header, is larger than any browser writes."""


def read_mime(stream: BinaryIO) -> MimePage:
    """Read an MHTML file. Raises TooLarge."""
    root = BytesHeaderParser().parsebytes(_headers(stream))
    boundary = root.get_boundary()
    if root.get_content_maintype() != "multipart" or not boundary:
        return MimePage(None, "", _day(root), False)
    mark = b"--" + boundary.encode("utf-8", "surrogateescape")
    html, address, is_cut = None, _address(root, "Snapshot-Content-Location"), True
    for line in _lines(stream):
        stripped = line.rstrip()
        if stripped == mark + b"--":
            is_cut = False
            break
        if stripped == mark and html is None:
            headers = _headers(stream)
            part = BytesHeaderParser().parsebytes(headers)
            if part.get_content_type() == "text/html":
                body, ended = _body(stream, mark)
                html = _text(headers, body, part)
                address = address or _address(part, "Content-Location")
                if ended:
                    is_cut = False
                    break
    return MimePage(html, address, _day(root), is_cut)


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    while line := stream.readline(bounds.LONGEST_LINE):
        yield line


def _headers(stream: BinaryIO) -> bytes:
    """The lines up to and with the next blank one."""
    found: list[bytes] = []
    size = 0
    for line in _lines(stream):
        if not line.strip():
            if found:
                break
            continue
        found.append(line)
        size += len(line)
        if size > bounds.LARGEST_HEADERS:
            raise TooLarge
    return b"".join(found) + b"\n"


def _body(stream: BinaryIO, mark: bytes) -> tuple[bytes, bool]:
    """The lines of a part, and whether it is the last one. The boundary behind it has been read."""
    found: list[bytes] = []
    size = 0
    for line in _lines(stream):
        stripped = line.rstrip()
        if stripped in (mark, mark + b"--"):
            return b"".join(found), stripped != mark
        found.append(line)
        size += len(line)
        if size > bounds.LARGEST_PAGE * 2:  # quoted-printable takes up to three bytes for one
            raise TooLarge
    return b"".join(found), False


def _text(headers: bytes, body: bytes, part: Message) -> str:
    whole = message_from_bytes(headers + body).get_payload(decode=True)
    if not isinstance(whole, bytes):
        return ""
    if len(whole) > bounds.LARGEST_PAGE:
        raise TooLarge
    charset = part.get_content_charset()
    return decoded(whole, charset or "")


def _address(headers: Message, name: str) -> str:
    return "".join(str(headers.get(name, "")).split())


def _day(headers: Message) -> date | None:
    try:
        time = parsedate_to_datetime(str(headers.get("Date", "")))
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC).date()
    except (TypeError, ValueError, OverflowError):
        return None
