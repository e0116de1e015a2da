"""Small pictures on the page: made apart from us, without metadata; a hostile picture costs no more than itself."""

from __future__ import annotations

import base64
import io
import json
import os
import random
import re
import struct
import subprocess
import sys
import zlib
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
import world
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, PngImagePlugin
from test_report_page import Parsed
from world import FACEBOOK, INSTAGRAM, POSTS, TIMELINE, Files, fb_post, ig_post

import analyzer
from analyzer.errors import UsageError
from analyzer.report.page import items
from analyzer.report.page import thumbnails as module
from analyzer.report.page.thumbnails import process, worker
from analyzer.report.page.thumbnails.process import make_small, media_type
from analyzer.report.result import Result
from tools.samples import expected

ROOT = Path(analyzer.__file__).parents[1]
SECRET = b"Zq7-Xylophon"  # stands in metadata, and nowhere else


def picture(size: tuple[int, int] = (640, 480), form: str = "JPEG", colour: str = "#2a7", **options: Any) -> bytes:
    """A picture with a bright corner at the top left."""
    image = Image.new("RGB", size, colour)
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2, size[1] // 2), fill="#fe8")
    written = io.BytesIO()
    image.save(written, form, **options)
    return written.getvalue()


def with_everything() -> bytes:
    """A JPEG with all metadata that one can have: EXIF with a place, XMP, a comment, a colour profile."""
    exif = Image.Exif()
    exif[0x010F] = SECRET.decode()
    exif[0x0112] = 6  # turned by 90 degrees
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 5.0, 17.25), 3: "E", 4: (5.0, 7.0, 11.5)})
    return picture(exif=exif, comment=SECRET, xmp=b"<x>" + SECRET + b"</x>", icc_profile=SECRET * 50)


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, raw: bytes) -> bytes:
    """A PNG that says that it is of this size, with any data."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b"")


def many_frames(count: int) -> bytes:
    """A GIF of so many frames."""
    head = b"GIF89a" + struct.pack("<HH", 1, 1) + b"\x80\x00\x00" + b"\xff\x00\x00\x00\x00\xff"
    frame = b"\x21\xf9\x04\x00\x01\x00\x00\x00" + b"\x2c" + struct.pack("<HHHH", 0, 0, 1, 1) + b"\x00\x02\x02D\x01\x00"
    return head + frame * count + b";"


def broken_exif(raw: bytes) -> bytes:
    """A JPEG after whose beginning stands as much EXIF as fits, all of it nonsense."""
    body = b"Exif\0\0MM\0*\0\0\0\x08" + b"\xff" * 65_000
    return raw[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + raw[2:]


HOSTILE: dict[str, bytes] = {
    "a bomb that says so": png(60_000, 60_000, b"\0" * 1000),
    "a bomb of many pixels": png(9_000, 9_000, b"\0" * (9_001 * 9_000)),
    "cut": picture((2000, 1500))[:4000],
    "cut after the head": picture()[:24],
    "a film": b"\0\0\0\x18ftypmp42" + b"\0" * 1000,
    "heic": b"\0\0\0\x18ftypheic" + b"\0" * 1000,
    "text": b"no picture at all",
    "empty": b"",
    "a drawing with a script": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "RIFF but sound": b"RIFF\x24\0\0\0WAVEfmt " + b"\0" * 100,
    "TIFF": picture(form="TIFF"),
    "PostScript in a PNG": b"\x89PNG\r\n\x1a\n%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(evil) run\n",
    "GIF and script": b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1)",
}
ODD: dict[str, bytes] = {
    "more data than it says": png(100, 100, b"\0" * 50_000_000),
    "one pixel wide": picture((1, 60_000), "PNG"),
    "one pixel high": picture((60_000, 1), "PNG"),
    "one pixel": picture((1, 1), "PNG"),
    "ten thousand frames": many_frames(10_000),
    "broken EXIF": broken_exif(picture()),
    "a page behind it": picture() + b"<html><script>alert(1)</script>" + SECRET,
    "a palette": picture(form="GIF"),
    "WebP": picture(form="WEBP"),
}


def small(raw: bytes) -> bytes:
    """What the process makes of one picture."""
    return make_small([raw], monotonic() + 60)[0]


def feed(folder: Path, pictures: list[bytes], suffix: str = "jpg", *, zipped: bool = True) -> Path:
    """An Instagram archive with a post for each picture, the first one the newest."""
    uris = [f"media/posts/202005/{17900000000000000 + number}.{suffix}".rstrip(".") for number in range(len(pictures))]
    dates = [f"2020-01-{1 + number // 24:02}T{number % 24:02}:00:00" for number in reversed(range(len(pictures)))]
    posts = [ig_post(when, f"post {number}", uri) for number, (when, uri) in enumerate(zip(dates, uris, strict=True))]
    files: Files = world.instagram() | {POSTS: posts} | dict(zip(uris, pictures, strict=True))
    return world.write(folder, files, INSTAGRAM, zipped=zipped)


def thumbs(page: str) -> dict[str, bytes]:
    """The small pictures in the rows of a page, by the text of the item."""
    have = (row for row in Parsed(page).rows() if "thumb" in row["more"])
    return {row["text"]: base64.b64decode(row["more"]["thumb"].partition(";base64,")[2]) for row in have}


def written(result: Result, folder: Path, **options: Any) -> str:
    """The page of a result."""
    result.write(folder, **options)
    return (folder / "report.html").read_text("utf-8")


def warned(page: str) -> bool:
    """Whether the page says that pictures are missing."""
    return any(said in page for said in ("Small pictures could not", "read again for small pictures", "made small"))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_picture_gives_none(name: str) -> None:
    """What is no picture, or not a sane one, gives no small picture; the next one is made all the same."""
    made = make_small([HOSTILE[name], picture()], monotonic() + 60)
    assert made[0] == b"" and media_type(made[1])


@pytest.mark.parametrize("name", ODD)
def test_an_odd_picture_gives_a_small_one(name: str) -> None:
    """Odd shapes, many frames, broken metadata, something behind the picture: the picture is shown, that is not."""
    made = small(ODD[name])
    assert max(Image.open(io.BytesIO(made)).size) <= worker.LONGEST
    assert SECRET not in made and b"script" not in made and len(made) < 8_000


GRAINS = [picture((300, 200), form) for form in ("JPEG", "PNG", "WEBP", "GIF")] + [with_everything()]
CHANGES = st.lists(st.tuples(st.integers(0, 5000), st.binary(min_size=1, max_size=8)), min_size=1, max_size=6)


@settings(max_examples=15)
@given(st.lists(st.tuples(st.sampled_from(GRAINS), CHANGES), min_size=4, max_size=12))
def test_any_damage(damaged: list[tuple[bytes, list[tuple[int, bytes]]]]) -> None:
    """Pictures with any bytes changed give small ones or none; the sound one after them is always made."""
    pictures = []
    for grain, changes in damaged:
        raw = bytearray(grain)
        for place, new in changes:
            raw[place % len(raw) : place % len(raw) + len(new)] = new
        pictures.append(bytes(raw))
    made = make_small([*pictures, GRAINS[0]], monotonic() + 60)
    assert len(made) == len(pictures) + 1 and made[-1]
    assert all(not each or (media_type(each) and SECRET not in each) for each in made)


def test_all_of_them_in_one_archive(tmp_path: Path) -> None:
    """A report over an archive of nothing but such pictures is written, with the small ones of those that are sane."""
    raw = [*HOSTILE.values(), *ODD.values()]
    page = written(analyzer.analyze(feed(tmp_path / "in", raw)), tmp_path / "out")
    assert thumbs(page).keys() == {f"post {number}" for number in range(len(HOSTILE), len(raw))}
    assert f"{len(HOSTILE)} photos could not be made small" in page


def test_no_metadata_survives() -> None:
    """Neither the place nor a name, comment or colour profile is in the small picture; it stands upright."""
    raw = with_everything()
    assert raw.count(SECRET) > 3 and Image.open(io.BytesIO(raw)).getexif().get_ifd(0x8825)
    made = small(raw)
    image = Image.open(io.BytesIO(made))
    assert (
        SECRET not in made and not image.getexif() and not {"exif", "xmp", "icc_profile", "comment"} & set(image.info)
    )
    assert not re.search(rb"EXIF|XMP |ICCP|Exif|http", made)
    assert image.size == (144, 192)
    bright = image.convert("RGB").getpixel((120, 30))
    assert isinstance(bright, tuple) and bright[0] > 200  # the bright corner is at the top right now


def test_transparent_pictures_stand_on_paper() -> None:
    """What shines through is white, not black."""
    raw = io.BytesIO()
    Image.new("RGBA", (300, 300), (0, 0, 0, 0)).save(raw, "PNG", pnginfo=PngImagePlugin.PngInfo())
    assert Image.open(io.BytesIO(small(raw.getvalue()))).convert("RGB").getpixel((50, 50)) == (255, 255, 255)


def test_photos_of_an_archive_are_on_the_page(tmp_path: Path) -> None:
    """Cards and rows have them, as data within the page, with nothing to read out."""
    page = written(analyzer.analyze(feed(tmp_path / "in", [picture(), picture(form="PNG")])), tmp_path / "out")
    assert thumbs(page).keys() == {"post 0", "post 1"} and not warned(page)
    images = re.findall(r"<img[^>]*>", page)
    assert len(images) == 2 and all('alt=""' in each and 'width="88" height="88"' in each for each in images)
    assert all(re.search(r'src="data:image/webp;base64,[A-Za-z0-9+/=]+"', each) for each in images)


@pytest.mark.parametrize(("most", "found"), [(0, 0), (1, 1), (3, 3), (60, 5)])
def test_as_many_as_asked_for_by_priority(tmp_path: Path, most: int, found: int) -> None:
    """The first N items by priority that have a photo; with 0 none at all."""
    result = analyzer.analyze(feed(tmp_path / "in", [picture() for _ in range(5)]))
    page = written(result, tmp_path / "out", thumbnails=most)
    first = [each.item.text for each in items.by_priority(result.analysis.judged) if each.item.media]
    assert list(thumbs(page)) == first[:found]


def test_pictures_that_cannot_be_made_do_not_take_the_place_of_others(tmp_path: Path) -> None:
    """Where the first cannot be shown the next one is."""
    page = written(analyzer.analyze(feed(tmp_path / "in", [b"none", picture()])), tmp_path / "out", thumbnails=1)
    assert len(thumbs(page)) == 1


def test_fewer_than_none_are_refused(tmp_path: Path) -> None:
    """In Python and in the terminal."""
    path = feed(tmp_path / "in", [picture()])
    with pytest.raises(UsageError):
        analyzer.analyze(path).write(tmp_path / "out", thumbnails=-1)
    command = [sys.executable, "-m", "analyzer", str(path), "--thumbnails", "-1", "--out", str(tmp_path / "out")]
    assert subprocess.run(command, capture_output=True, cwd=ROOT, check=False).returncode == 2
    assert not (tmp_path / "out").exists()


def test_the_page_stays_small(tmp_path: Path) -> None:
    """Sixty of the worst pictures (noise) add less than 20 kB each, sixty ordinary ones less than 6."""
    chance = random.Random(4)
    for most, raw in ((20_000, noise(chance)), (6_000, picture((2048, 1536)))):
        result = analyzer.analyze(feed(tmp_path / "in", [raw + bytes([number]) for number in range(60)]))
        bare = len(written(result, tmp_path / "bare", thumbnails=0))
        page = written(result, tmp_path / "out")
        assert len(thumbs(page)) == 60 and len(page) - bare < 60 * most


def noise(chance: random.Random) -> bytes:
    """A picture of nothing but noise."""
    written = io.BytesIO()
    Image.frombytes("RGB", (400, 400), chance.randbytes(480_000)).save(written, "PNG")
    return written.getvalue()


def test_redacted_without_a_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page for others has no picture, and none is even made."""

    def started(*_: object) -> None:
        raise AssertionError("a picture was made")

    monkeypatch.setattr(module, "make_small", started)
    result = analyzer.analyze(feed(tmp_path / "in", [picture()]))
    for page in (written(result, tmp_path / "a", redact=True), written(result.redacted(), tmp_path / "b")):
        assert "data:image" not in page and not thumbs(page)


def test_folders_parts_and_names_without_an_ending(tmp_path: Path) -> None:
    """A photo is found in an unpacked archive, in another part, and where only what is in it tells its kind."""
    assert thumbs(written(analyzer.analyze(feed(tmp_path / "a", [picture()], zipped=False)), tmp_path / "1"))
    assert thumbs(written(analyzer.analyze(feed(tmp_path / "b", [picture()], suffix="")), tmp_path / "2"))
    uri = "your_facebook_activity/posts/media/a_1/12345678901234567.jpg"
    first = world.write(
        tmp_path / "c", world.facebook() | {TIMELINE: [fb_post("2020-01-01", "hello", uri)]}, f"{FACEBOOK}-1"
    )
    second = world.write(tmp_path / "c", {uri: picture()}, f"{FACEBOOK}-2")
    assert thumbs(written(analyzer.analyze(first, second), tmp_path / "3")).keys() == {"hello"}


@pytest.mark.parametrize("zipped", [True, False])
def test_nothing_from_outside_the_archive(tmp_path: Path, zipped: bool) -> None:
    """A path that leads out, an absolute one, an address or a link in the folder gives no picture."""
    outside = tmp_path / "outside.jpg"
    outside.write_bytes(picture())
    uris = [
        "../outside.jpg",
        "../../outside.jpg",
        str(outside),
        outside.as_uri(),
        "media/posts/link.jpg",
        "outside.jpg",
    ]
    posts = [ig_post(f"2020-01-0{number + 1}", f"post {number}", uri) for number, uri in enumerate(uris)]
    path = world.write(tmp_path / "in", world.instagram() | {POSTS: posts}, zipped=zipped)
    if not zipped and os.name == "posix":
        (path / "media" / "posts").mkdir(parents=True)
        (path / "media" / "posts" / "link.jpg").symlink_to(outside)
    page = written(analyzer.analyze(path), tmp_path / "out")
    assert not thumbs(page) and "data:image" not in page


@pytest.mark.parametrize("how", ["gone", "garbage", "another"])
def test_an_archive_that_changed_since(tmp_path: Path, how: str) -> None:
    """Moved away, or no zip any more, or another one: the report is written, without pictures, and says so."""
    path = feed(tmp_path / "in", [picture(), picture()])
    result = analyzer.analyze(path)
    path.unlink()
    if how == "garbage":
        path.write_bytes(b"PK\5\6" + b"\xff" * 5000)
    if how == "another":
        world.write(tmp_path / "in", world.instagram() | {"media/other.jpg": picture((2000, 1500))})
    page = written(result, tmp_path / "out")
    assert not thumbs(page) and "could not be read again for small pictures" in page
    assert "thumbnails" not in json.dumps(result.summary)


def test_the_archive_is_let_go(tmp_path: Path) -> None:
    """Neither after the run nor after writing is the zip held open: on Windows it could not be deleted."""
    path = feed(tmp_path / "in", [picture()])
    result = analyzer.analyze(path)
    (container,) = (piece.container for read in result.analysis.collection.exports for piece in read.export.pieces)
    for _ in range(2):
        assert container._zip.fp is None  # type: ignore[attr-defined]
        assert thumbs(written(result, tmp_path / "out"))
    path.unlink()


WORKERS = {
    "dies": "os._exit(3)",
    "hangs": "time.sleep(60)",
    "lies": "out.write((5).to_bytes(4, 'big') + b'<svg>'); out.flush(); continue",
    "floods": "out.write((200_000).to_bytes(4, 'big') + b'RIFF0000WEBP' + bytes(199_988)); out.flush(); continue",
}


@pytest.mark.parametrize("how", WORKERS)
def test_a_process_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    """It dies, hangs or tells nonsense at one picture: that one is left out, those before and after are there."""
    worker = tmp_path / "worker.py"
    worker.write_text(
        "import os, sys, time\n"
        "given, out = sys.stdin.buffer, sys.stdout.buffer\n"
        "while head := given.read(4):\n"
        "    raw = given.read(int.from_bytes(head, 'big'))\n"
        f"    if raw == b'bad': {WORKERS[how]}\n"
        "    out.write((16).to_bytes(4, 'big') + b'RIFF0000WEBP' + raw)\n"
        "    out.flush()\n"
    )
    monkeypatch.setattr(process, "_WORKER", worker)
    monkeypatch.setattr(process, "_SECONDS", 2.0)
    made = make_small([b"good", b"bad", b"good", b"good"], monotonic() + 30)
    assert [bool(each) for each in made] == [True, False, True, True]


def test_time_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the time for all of them is over, the rest has none."""
    worker = tmp_path / "worker.py"
    worker.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(process, "_WORKER", worker)
    began = monotonic()
    assert make_small([b"one"] * 50, began + 1) == [b""] * 50
    assert monotonic() - began < 10


@pytest.mark.parametrize("executable", ["", "/nowhere/python"])
def test_no_python_to_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, executable: str) -> None:
    """Inside a program that cannot start another Python the report is written, without pictures, and says so."""
    result = analyzer.analyze(feed(tmp_path / "in", [picture()]))
    monkeypatch.setattr(sys, "executable", executable)
    page = written(result, tmp_path / "out")
    assert not thumbs(page) and "Small pictures could not be made on this computer" in page


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits are the system's own: here they are Linux's")
def test_limits_hold() -> None:
    """The process cannot take more memory or processor time than it may, nor write a file."""
    code = (
        "import importlib.util as u, resource as r\n"
        f"spec = u.spec_from_file_location('w', {worker.__file__!r})\n"
        "w = u.module_from_spec(spec); spec.loader.exec_module(w); w._limit()\n"
        "print(*(r.getrlimit(each)[0] for each in (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_FSIZE)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    memory, seconds, file = map(int, done.stdout.split())
    assert memory <= 1 << 30 and seconds <= 20 and file == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the limits of another process")
def test_the_process_has_its_limits() -> None:
    """The process that reads pictures, as it is started, has bounds of memory, processor time and files on itself."""
    import resource

    raw = picture()
    command = [sys.executable, "-P", worker.__file__]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin and process.stdout
        process.stdin.write(len(raw).to_bytes(4, "big") + raw)
        process.stdin.flush()
        assert int.from_bytes(process.stdout.read(4), "big") > 0  # it has made one, and waits for the next
        limits = (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE)
        memory, seconds, file, core = (max(resource.prlimit(process.pid, each)) for each in limits)
        process.kill()
    assert 0 < memory <= 1 << 30 and 0 < seconds <= 20 and (file, core) == (0, 0)


def test_nothing_of_the_current_folder_is_imported(tmp_path: Path) -> None:
    """Run in the folder of a hostile archive, the process imports no module that lies there."""
    for name in ("PIL", "io", "signal", "warnings", "struct"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'run')!r}, 'w').close()\n")
    path = feed(tmp_path / "in", [picture()])
    command = [sys.executable, "-P", "-m", "analyzer", str(path), "--out", str(tmp_path / "out"), "-q"]
    subprocess.run(command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)
    assert thumbs((tmp_path / "out" / "report.html").read_text("utf-8")) and not (tmp_path / "run").exists()


def test_from_python_given_as_text(tmp_path: Path) -> None:
    """A parent without a file of its own (`python -c`, a notebook) can make them too."""
    path = feed(tmp_path / "in", [picture()])
    code = f"import analyzer; analyzer.analyze({str(path)!r}).write({str(tmp_path / 'out')!r})"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
    assert thumbs((tmp_path / "out" / "report.html").read_text("utf-8"))


def test_the_decoder_is_not_imported_here(tmp_path: Path) -> None:
    """A whole run with pictures leaves Pillow to the other process; `--help` does without as well."""
    path = feed(tmp_path / "in", [picture()])
    for words in (f"[{str(path)!r}, '--out', {str(tmp_path / 'out')!r}]", "['--help']"):
        code = (
            "import sys, analyzer.command.main as c\n"
            f"sys.argv = ['analyze', *{words}]\n"
            "try: c.main()\nexcept SystemExit: pass\n"
            "print('PIL' in sys.modules, 'fpdf' in sys.modules, 'fontTools' in sys.modules)\n"
        )
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[-1] == "False False False"
    assert thumbs((tmp_path / "out" / "report.html").read_text("utf-8"))


def test_the_same_twice(tmp_path: Path) -> None:
    """The same archive gives the same page."""
    result = analyzer.analyze(feed(tmp_path / "in", [with_everything()]))
    assert written(result, tmp_path / "a") == written(result, tmp_path / "b")


def test_the_samples_show_pictures(tmp_path: Path) -> None:
    """Every sample has photos that are shown, and none that cannot be."""
    for sample in expected.samples():
        page = written(analyzer.analyze(*sorted(sample.glob("*.zip"))), tmp_path / sample.name)
        assert thumbs(page) and not warned(page)
