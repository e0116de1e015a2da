"""Time grows as the size of what an archive holds, whatever it is that there is much of: the whole way, ten times each.

The sizes are such that what grows as the square takes sixty times as long and more; what does not, ten times.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from stdnum import luhn
from world import (
    COMMENTS,
    FACEBOOK,
    INSTAGRAM,
    POSTS,
    TIMELINE,
    ai_chat,
    facebook,
    fb_comment,
    fb_photo,
    fb_post,
    ig_post,
    instagram,
    picture,
    thread,
    threads,
    threads_account,
    write,
)

import analyzer
from analyzer.report.letter import LetterOptions, letters
from analyzer.report.letter.files import write as write_letters

Files = dict[str, Any]
Shape = Callable[[int], Files]
DAY = "2020-01-01"


def names(count: int) -> list[str]:
    """Paths of media."""
    return [f"posts/media/{number:011d}.jpg" for number in range(count)]


def timeline(*records: Files) -> Files:
    """Posts of Facebook."""
    return facebook() | {TIMELINE: list(records)}


def captions(count: int) -> Files:
    """One post of many photos, each with words of its own, under a long text."""
    parts = [picture(uri, DAY, f"caption {number}") for number, uri in enumerate(names(count))]
    return instagram() | {POSTS: [{"media": parts, "title": "x y z " * 8 * count, "creation_timestamp": 1_500_000_000}]}


def cards(count: int) -> Files:
    """Numbers of credit cards."""
    bodies = [f"4{number:014d}" for number in range(count)]
    return timeline(fb_post(DAY, " ".join(body + luhn.calc_check_digit(body) for body in bodies)))


def tagged(count: int) -> Files:
    """Many people in one post."""
    return timeline(fb_post(DAY, "hello") | {"tags": [{"name": f"Person {number}"} for number in range(count)]})


def places(count: int) -> Files:
    """Many places of one post."""
    found = [{"place": {"name": f"Place {number}"}} for number in range(count)]
    return timeline(fb_post(DAY, "hello") | {"attachments": [{"data": found}]})


def months(count: int) -> Files:
    """A calendar of many years."""
    return timeline(*[fb_post("", f"text {n}") | {"timestamp": 86_400 * 31 * (n % 9000)} for n in range(count)])


def switched(count: int) -> Files:
    """An account that was made private and public again all the time, and posts in between."""
    times = [f"20{10 + n % 10}-{n // 10 % 12 + 1:02d}-{n // 120 % 27 + 1:02d}" for n in range(count)]
    log = [(day, "Account made private" if n % 2 else "Account made public") for n, day in enumerate(times)]
    return instagram(switches=log) | {POSTS: [ig_post(day, f"text {n}") for n, day in enumerate(times)]}


def album(count: int) -> Files:
    """An album of many photos."""
    return facebook() | {"posts/album/0.json": {"name": "A", "photos": [fb_photo(uri) for uri in names(count)]}}


def grouped(count: int) -> Files:
    """Comments, each in a group of its own."""
    told = [fb_comment(f"text {number}", group=f"G {number}") for number in range(count)]
    return facebook() | {COMMENTS: {"comments_v2": told}}


def html(count: int) -> Files:
    """One card of Facebook's HTML with many lines, each a line break and a link."""
    lines = "<br>".join(f'<a href="https://www.facebook.com/{number}">line {number}</a>' for number in range(count))
    card = f'<div class="_2ph_ _a6-p"><div>{lines}</div></div><div class="_a72d">Jan 01, 2020</div>'
    main = f'<div role="main"><div class="_a6-g">{card}</div></div>'
    page = f"<html><head><title>Posts</title></head><body>{main}</body></html>"
    return facebook() | {TIMELINE.replace(".json", ".html"): page.encode()}


SHAPES: dict[str, Shape] = {
    "prompts of a thread": lambda n: facebook() | ai_chat(*[(DAY, f"text {k}") for k in range(n)]),
    "threads": lambda n: instagram() | threads_account(False) | threads(*[thread(f"text {k}") for k in range(n)]),
    "media of a post": lambda n: timeline(fb_post(DAY, "hello", *names(4 * n))),
    "posts of one medium": lambda n: instagram() | {POSTS: [ig_post(DAY, f"a {k}", names(1)[0]) for k in range(n)]},
    "photos of an album": album,
    "people": tagged,
    "places of a post": places,
    "groups": grouped,
    "titles that nobody knows": lambda n: timeline(*[fb_post(DAY, f"a {k}", title=f"Qwx {k} plok") for k in range(n)]),
    "months": months,
    "no times": lambda n: timeline(*[fb_post("", f"text {k}") for k in range(n)]),
    "switches": switched,
    "captions": captions,
    "addresses": lambda n: timeline(fb_post(DAY, " ".join(f"a{k}@b.de" for k in range(4 * n)))),
    "telephones": lambda n: timeline(fb_post(DAY, " ".join(f"+49 30 {100_000 + k}" for k in range(4 * n)))),
    "cards": lambda n: cards(4 * n),
    "ibans": lambda n: timeline(fb_post(DAY, "DE89 3704 0044 0532 0130 00 " * 2 * n)),
    "a sentence": lambda n: timeline(fb_post(DAY, "I am ill and my wife has cancer and " * 2 * n)),
    "sentences": lambda n: timeline(fb_post(DAY, "I have cancer. My union is ver.di a.D. " * 2 * n)),
    "one letter": lambda n: timeline(fb_post(DAY, "a" * 90 * n)),
    "marks of a table": lambda n: timeline(fb_post(DAY, '"=+-@\t\n' * 12 * n)),
    "lines of a card": html,
}  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What is read and imported once is no part of a time."""
    for shape in ("ibans", "cards", "telephones", "a sentence"):
        taken(tmp_path_factory.mktemp("known"), SHAPES[shape], 5)


def taken(folder: Path, shape: Shape, count: int) -> float:
    """Processor seconds of the whole way, tables, page and letters with it."""
    files = shape(count)
    path = write(folder, files, INSTAGRAM if "your_instagram" in " ".join(files) else FACEBOOK)
    started = time.process_time()
    result = analyzer.analyze(path, language="en")
    result.write(folder / "report")
    write_letters(letters(result.analysis, LetterOptions("complaint", annex=True, language="en")), folder / "letters")
    return time.process_time() - started


def sizes(folder: Path) -> Iterator[Path]:
    """Folders, each new."""
    number = 0
    while True:
        number += 1
        yield folder / str(number)


@pytest.mark.parametrize("name", SHAPES)
def test_ten_times_as_much_takes_ten_times_as_long(tmp_path: Path, name: str) -> None:
    """Not more than 25 times, and less where the small one takes next to nothing."""
    folders = sizes(tmp_path)
    small = min(taken(next(folders), SHAPES[name], 1000) for _ in range(2))
    large = taken(next(folders), SHAPES[name], 10_000)
    assert large < 25 * max(small, 0.1), (small, large)
