"""Media files of at most a few thousand bytes, made without any library and different for each name."""

from __future__ import annotations

import struct
import zlib
from functools import cache
from pathlib import Path

_SCENES = Path(__file__).parent / "scenes"  # drawn by tools/samples/person/draw_scenes.py


@cache
def _scenes() -> list[bytes]:
    return [path.read_bytes() for path in sorted(_SCENES.glob("*.jpg"))]


def jpeg(name: str) -> bytes:
    """A photo that holds `name` as a comment: one of a few scenes, always the same for a name."""
    comment = name.encode("ascii")
    scene = _scenes()[zlib.crc32(comment) % len(_scenes())]
    return scene[:2] + b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment + scene[2:]


def png(name: str) -> bytes:
    """A valid PNG of one pixel whose colour depends on `name`; its data is stored, so no zlib differs."""
    colour = zlib.crc32(name.encode("ascii"))
    raw = b"\x00" + struct.pack(">I", colour)[:3]
    stored = b"\x78\x01\x01" + struct.pack("<HH", len(raw), len(raw) ^ 0xFFFF) + raw
    data = stored + struct.pack(">I", zlib.adler32(raw))
    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def mp4(name: str) -> bytes:
    """The boxes with which an MP4 begins; there is no film in it."""
    brand = b"isom" + struct.pack(">I", 512) + b"isomiso2mp41"
    return _box(b"ftyp", brand) + _box(b"free", name.encode("ascii")) + _box(b"mdat", b"")


def _box(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data) + 8) + kind + data


def picture(path: str) -> bytes:
    """The bytes of the media file `path`, by its extension."""
    stem, _, extension = path.rpartition("/")[2].rpartition(".")
    return {"jpg": jpeg, "png": png, "mp4": mp4}[extension](stem)
