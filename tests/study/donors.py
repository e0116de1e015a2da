"""What tests of studies share: small donated archives, a study of them, what stands in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from world import COMMENTS, FACEBOOK, POSTS, TIMELINE, facebook, fb_comment, fb_post, ig_post, instagram, write

from analyzer.command.study.study import Plan, Run, run_study

SECRET = "Zanzibar-Secret"  # stands in every text, name, link and place of a donated archive
ENOUGH = 24  # participants, so that a page has something to show


def donor(folder: Path, number: int = 0, *, posts: int = 4, born: tuple[int, int, int] = (1990, 1, 1)) -> Path:
    """A Facebook archive of one donor; `number` makes its texts differ from those of others."""
    made = [
        fb_post(f"20{10 + each % 14}-0{1 + each % 9}-11T10:{each % 60:02}:{number % 60:02}",
                f"{SECRET} post {number} {each}", url=f"https://example.org/{SECRET}/{each}", place=f"{SECRET} Bay")
        for each in range(posts)
    ]  # fmt: skip
    comment = fb_comment(f"{SECRET} comment {number}", title=f"{SECRET} Doe commented.", group=f"{SECRET} Club")
    comment["data"][0]["comment"]["author"] = f"{SECRET} Doe"
    files = facebook(born, f"{SECRET} Doe", jurisdiction="GDPR") | {
        TIMELINE: made,
        COMMENTS: {"comments_v2": [comment]},
        f"photos/{SECRET}.jpg": b"\xff\xd8",
    }
    return write(folder, files, FACEBOOK)


def public_donor(folder: Path, number: int = 0) -> Path:
    """A public Instagram account."""
    posts = [ig_post(f"2024-0{1 + each}-02T03:04:{number % 60:02}", f"{SECRET} {number} {each}") for each in range(3)]
    return write(folder, instagram(username=f"{SECRET}{number}", country="Germany") | {POSTS: posts})


def donors(folder: Path, count: int = ENOUGH) -> Path:
    """A folder with a sub-folder for each of so many donors, of both platforms."""
    for number in range(count):
        (public_donor if number % 2 else donor)(folder / f"p{number:03}", number)
    return folder


def study(tmp_path: Path, *sources: Path | str, **options: Any) -> Run:
    """Run a study into `tmp_path/study`, with its salt kept apart."""
    progress = options.pop("progress", None)
    plan: dict[str, Any] = {"out": tmp_path / "study", "salt": tmp_path / "keys" / "study.salt", "workers": 1} | options
    return run_study(Plan(sources=tuple(map(str, sources)), **plan), progress)


def rows(tmp_path: Path, table: str) -> list[dict[str, Any]]:
    """A table of the study in `tmp_path/study`."""
    found: list[dict[str, Any]] = pq.read_table(tmp_path / "study" / table).to_pylist()
    return found


def whole(tmp_path: Path) -> dict[str, bytes]:
    """Every file of the study in `tmp_path/study`."""
    out = tmp_path / "study"
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
