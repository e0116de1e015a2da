"""A process of its own that makes pictures small: whatever a hostile picture does to a decoder, it does it here.

It is run as a script (`thumbnails_process` starts it) and imports nothing of ours. Standard input and output carry
frames: four bytes of length, big-endian, then as many bytes. A picture comes in; a small one goes out, or nothing.
"""

from __future__ import annotations

import io
import signal
import sys
import warnings
from typing import BinaryIO

LONGEST = 192  # pixels of the longer side
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")  # what Meta's archives hold, as far as Pillow reads it
_MOST_PIXELS = 64_000_000  # Meta keeps photos of at most 4 megapixels, and of originals there are a few of 50
_MEMORY = 1 << 30  # bytes of address space, where the system can limit it
_SECONDS = 3  # for one picture, where the system has alarms
_CPU_SECONDS = 20  # for the whole process
_QUALITY = 70
_PAPER = (255, 255, 255)  # what shines through a transparent picture


def small(raw: bytes) -> bytes:
    """A picture as a small WebP (or JPEG, by a Pillow without WebP): turned upright, its first frame, no metadata.

    Raises whatever Pillow raises for what is no picture of `FORMATS`, damaged, or too large.
    """
    from PIL import Image, ImageOps, features

    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    with Image.open(io.BytesIO(raw), formats=FORMATS) as picture:
        of_palette = picture.mode in ("1", "P", "PA")  # such cannot be made small without losing their colours
        shown = picture.convert("RGBA") if of_palette else picture
        shown.thumbnail((LONGEST, LONGEST))  # of a JPEG no more is decoded than this needs
        try:
            upright = ImageOps.exif_transpose(shown)
        except Exception:  # noqa: BLE001 - EXIF can be broken in any way; the picture beside it is none the worse
            upright = shown
        clear = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    # A new picture: what Pillow knows of the old one (EXIF, comment, colour profile) does not come along.
    clean = Image.new("RGB", clear.size, _PAPER)
    clean.paste(clear, mask=clear.getchannel("A") if clear.mode == "RGBA" else None)
    written = io.BytesIO()
    clean.save(written, "WEBP" if features.check("webp") else "JPEG", quality=_QUALITY)
    return written.getvalue()


def _limit() -> None:
    """Bounds of the system's own: memory, processor time, no file written. Windows has none of these."""
    try:
        import resource
    except ImportError:
        return
    for name, most in (("AS", _MEMORY), ("CPU", _CPU_SECONDS), ("FSIZE", 0), ("CORE", 0)):
        number = getattr(resource, f"RLIMIT_{name}", None)
        if number is None:
            continue
        try:
            resource.setrlimit(number, (most, most))
        except (ValueError, OSError):  # macOS refuses some; the limits of time hold there
            continue


def _serve(given: BinaryIO, told: BinaryIO) -> None:
    while len(head := given.read(4)) == 4:
        raw = given.read(int.from_bytes(head, "big"))
        if hasattr(signal, "alarm"):
            signal.alarm(_SECONDS)  # ends the process, even in the middle of a decoder
        try:
            made = small(raw)
        except Exception:  # noqa: BLE001 - a decoder may raise anything; whoever asked counts the empty reply
            made = b""
        if hasattr(signal, "alarm"):
            signal.alarm(0)
        told.write(len(made).to_bytes(4, "big") + made)
        told.flush()


if __name__ == "__main__":
    _limit()
    _serve(sys.stdin.buffer, sys.stdout.buffer)
