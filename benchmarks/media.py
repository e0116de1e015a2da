"""What photos and videos in an archive cost, although none of them is read: `python -m benchmarks.media [--records N]`.

Two zips of the same records: one with 500,000 media members of together 60 GB beside them (holes in the file, so that
the disk holds 100 MB). Prints the time of both, and how many bytes of the larger were read against its directory and
the members that are needed.
"""

from __future__ import annotations

import argparse
import struct
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from statistics import median

from benchmarks.measure import ROOT, compiled_into, run_module
from benchmarks.varied import write_varied

MEMBERS, LARGE, LARGE_SIZE, SMALL_SIZE = 500_000, 56, 1 << 30, 64
NAME = "facebook-alex.doe.5-2026-03-14-Ab3dE5gH.zip"
_LOCAL, _CENTRAL = "<IHHHHHIIIHH", "<IHHHHHHIIIHHHHHII"

#: Analyses an archive twice; prints how many bytes the second time read, when all modules and tables were read already.
_READ = """
import pathlib, sys, analyzer
def so_far():
    return int(pathlib.Path("/proc/self/io").read_text().split()[1])
analyzer.analyze(sys.argv[1])
before = so_far()
analyzer.analyze(sys.argv[1])
print(so_far() - before)
"""


def with_media(source: Path, target: Path) -> int:
    """A copy of a zip with the media; how many bytes its directory and the members of `source` are."""
    with zipfile.ZipFile(source) as archive:
        directory_at = archive.start_dir
        members = archive.infolist()
        needed = sum(member.compress_size for member in members)
    raw = source.read_bytes()
    end = raw.rindex(b"PK\x05\x06")
    entries = bytearray(raw[directory_at:end])
    with open(target, "wb") as file:
        file.write(raw[:directory_at])
        at = directory_at
        for number in range(MEMBERS):
            large = number < LARGE
            size = LARGE_SIZE if large else SMALL_SIZE
            ending = "mp4" if large else "jpg"
            name = f"your_facebook_activity/posts/media/Mobile_{number // 5000}/{10**14 + number}_n.{ending}"
            path = name.encode()
            file.seek(at)
            file.write(struct.pack(_LOCAL, 0x04034B50, 20, 0, 0, 0, 0x5A21, 0, size, size, len(path), 0) + path)
            extra = struct.pack("<HHQ", 1, 8, at) if at > 0xFFFFFFFF else b""
            entries += struct.pack(
                _CENTRAL, 0x02014B50, 45, 45, 0, 0, 0, 0x5A21, 0, size, size, len(path), len(extra), 0, 0, 0, 0,
                0xFFFFFFFF if extra else at,
            ) + path + extra  # fmt: skip
            at += 30 + len(path) + size
        count = len(members) + MEMBERS
        file.seek(at)
        file.write(entries)
        file.write(struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, 45, 45, 0, 0, count, count, len(entries), at))
        file.write(struct.pack("<IIQI", 0x07064B50, 0, at + len(entries), 1))
        file.write(struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0))
    return needed + len(entries)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.media", description=__doc__)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        cache, plain, full = Path(folder), Path(folder, "plain", NAME), Path(folder, "full", NAME)
        plain.parent.mkdir()
        full.parent.mkdir()
        write_varied(plain, given.records, platform="facebook")
        needed = with_media(plain, full)
        options = ("--quiet", "--thumbnails", "0", "--out")
        seconds: dict[Path, list[float]] = {plain: [], full: []}
        for number in range(given.rounds + 1):
            for path, found in seconds.items():
                measured = run_module(
                    cache, "analyzer", str(path), *options, str(Path(folder, f"out{number}{len(found)}"))
                )
                found += [measured.processor] * bool(number)  # the first compiles
        command = [sys.executable, "-c", _READ, str(full)]
        ended = subprocess.run(command, check=True, cwd=ROOT, env=compiled_into(cache), capture_output=True, text=True)
        without, having, read = median(seconds[plain]), median(seconds[full]), int(ended.stdout)
        size = full.stat().st_size / 1e9
        print(f"{MEMBERS:,} media, {size:.0f} GB: {having:.2f} s, without {without:.2f} s: {having / without:.2f}")
        print(f"bytes read: {read:,}, directory and needed members {needed:,}: {read / needed:.2f}")


if __name__ == "__main__":
    main()
