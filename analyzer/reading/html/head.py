"""The head of a page: when the copy was made and which time was asked for.

Recent pages carry machine-readable times (`<time datetime="2026-08-19T14:33Z">`) in the order made, from, to, in every
language; seen in donated archives of 2026. Where they are missing, the printed sentences are read.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime, time
from typing import BinaryIO

from analyzer.model import DownloadRequest
from analyzer.reading.fields import iso_time
from analyzer.reading.html.context import PageContext
from analyzer.reading.html.pieces import parsed
from analyzer.reading.html.stream import header

_HEAD = 256 * 1024  # bytes; style sheets stand before the sentences
_TIMES = "aside time[datetime], header time[datetime], [role=contentinfo] time[datetime], ._a70f time[datetime]"


def page_request(stream: BinaryIO, context: PageContext) -> DownloadRequest | None:
    """What the head of a page tells, None where that is nothing. Reads no further than the head."""
    head = stream.read(_HEAD)
    made, start, end = _machine_readable(head)
    if made is None and start is None:
        told = header(io.BytesIO(head))
        made, start, end = (_printed(text, context) for text in (told.made_on, told.start, told.end))
    if start is not None and end is not None and start > end:
        start = end = None
    if made is None and start is None:
        return None
    return DownloadRequest(made, start, end)


def header_facts(stream: BinaryIO, context: PageContext) -> None:
    """Note what the head of a page tells. All pages of a copy have the same head: one is enough."""
    found = page_request(stream, context)
    if found is not None and found not in context.facts.requests:
        context.facts.requests.append(found)


def _machine_readable(head: bytes) -> tuple[int | None, int | None, int | None]:
    nodes = {node.mem_id: node for node in parsed(head).css(_TIMES)}
    found = [iso_time(node.attributes.get("datetime") or "") for node in nodes.values()]
    if len(found) == 3 and None not in found:
        return found[0], found[1], found[2]
    if len(found) == 2 and None not in found:
        return None, found[0], found[1]
    return (found[0] if len(found) == 1 else None), None, None


def _printed(text: str, context: PageContext) -> int | None:
    """A printed time, or the beginning of a printed day."""
    found = context.time(text)
    day = context.days(text) if found is None and text else None
    return int(datetime.combine(day, time(), UTC).timestamp()) if day else found
