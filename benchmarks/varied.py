"""Archives of any size with texts as people write them: `python -m benchmarks.varied facebook|instagram RECORDS FILE`.

`--html` for pages instead of JSON, with the same items. Made record by record, so that a million need no more memory
than ten thousand. `tools.samples.scale` makes the other kind: quick to write, all texts alike.
"""

from __future__ import annotations

import argparse
import json
import random
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from json.encoder import encode_basestring_ascii
from pathlib import Path
from typing import Any

from benchmarks.varied_texts import Author
from tools.samples.containers import member
from tools.samples.encode import mojibake
from tools.samples.facebook import documents as facebook_json
from tools.samples.facebook.layout import LAYOUTS as FACEBOOK
from tools.samples.facebook.records import Records
from tools.samples.html.facebook import cards as html_facebook_cards
from tools.samples.html.facebook import pages as html_facebook
from tools.samples.html.instagram import cards as html_instagram_cards
from tools.samples.html.instagram import pages as html_instagram
from tools.samples.html.markup import DRESSES, page_html
from tools.samples.html.setting import setting
from tools.samples.html.words import TITLES
from tools.samples.instagram import documents as instagram_json
from tools.samples.instagram import records as instagram_records
from tools.samples.instagram.layout import LAYOUTS as INSTAGRAM
from tools.samples.model import Expected, Medium, Person, Place, Platform, Thing, utc
from tools.samples.person.person import person
from tools.samples.person.phrases import ALBUMS

_UNKNOWN = Expected(None, None, None)
_LAST = utc("2026-01-01 00:00:00")
_PER_FILE = 10_000
_BLOCK = 1 << 18  # characters that are written at once
_CUT = "\0"  # where the records or cards of a file go
Maker = Callable[[Thing], Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One file: its path, what stands before and behind what it holds, and what it holds."""

    path: str
    frame: str
    things: Iterable[Thing]
    make: Maker


def write_varied(
    target: Path, records: int, *, platform: Platform = "facebook", html: bool = False, seed: int = 0,
    language: str = "en", years: tuple[int, int] = (2010, 2026), quick: bool = False,
) -> int:  # fmt: skip
    """Write a zip with so many synthetic records, of the account of the person of a language, who wrote nothing else.

    How many items they are is given back: a photo in an album and in a post is one.

    `years`: the first, and the one before which all is over. Pages are English whatever the language. `quick`: texts of
    sentences out of a stock.
    """
    quiet = replace(person("en" if html else language), things=())  # type: ignore[arg-type]
    things = (_Facebook if platform == "facebook" else _Instagram)(records, seed, years, quick)
    makers = {
        ("facebook", False): _facebook_json, ("facebook", True): _facebook_html,
        ("instagram", False): _instagram_json, ("instagram", True): _instagram_html,
    }  # fmt: skip
    account, parts = makers[platform, html](quiet, things)
    with zipfile.ZipFile(target, "w") as archive:
        for path, data in account.items():
            archive.writestr(member(path, deflate=True), data)
        for part in parts:
            _write(archive, part, html=html)
    return things.count - things.joined


def _write(archive: zipfile.ZipFile, part: Part, *, html: bool) -> None:
    head, _, tail = part.frame.partition(_CUT)
    with archive.open(member(part.path, deflate=True), "w", force_zip64=True) as out:
        waiting, size = [head], 0
        for number, thing in enumerate(part.things):
            made = part.make(thing)
            waiting.append(made if html else (",\n" if number else "") + _json(made))
            size += len(waiting[-1])
            if size > _BLOCK:
                out.write("".join(waiting).encode())
                waiting, size = [], 0
        out.write("".join([*waiting, tail]).encode())


def _json(value: Any, line: str = "\n") -> str:
    """What `json.dumps(mojibake(value), indent=2)` gives, in a fifth of its time."""
    if type(value) is str:
        return encode_basestring_ascii(value if value.isascii() else mojibake(value))
    if type(value) is int:
        return str(value)
    inner = line + "  "
    if isinstance(value, dict):
        entries = [f"{_json(key)}: {_json(entry, inner)}" for key, entry in value.items()]
        return f"{{{inner}{f',{inner}'.join(entries)}{line}}}" if entries else "{}"
    if isinstance(value, list | tuple):
        return f"[{inner}{f',{inner}'.join([_json(entry, inner) for entry in value])}{line}]" if value else "[]"
    return json.dumps(value)


def _framed(key: str, **more: Any) -> str:
    """The JSON of an object with some entries around a list."""
    return json.dumps({**more, key: _CUT}).replace(json.dumps(_CUT), f"[{_CUT}]")


class _Things:
    """What the person made: the part that both platforms share."""

    platform: Platform

    def __init__(self, records: int, seed: int, years: tuple[int, int], quick: bool) -> None:
        self.author = Author(seed, quick=quick)
        self.chance = random.Random(seed + 1)
        self._first, self._last = (utc(f"{year}-01-01 00:00:00") for year in years)
        self._serial = 10_180_000_000_000_000 + seed * 1_000_000_000
        self.people = [self.author.name() for _ in range(900)]
        self.count, self.joined = records, 0

    def times(self, count: int) -> Iterator[int]:
        """So many times, newest first, about evenly from 2010 to the end of 2025."""
        step = (self._last - self._first) / max(count, 1)
        for number in range(count):
            yield int(self._last - step * (number + self.chance.random()))

    def thing(self, created: int, kind: str, files: str, **facts: Any) -> Thing:
        """One of them."""
        self._serial += self.chance.randint(1, 99_999)
        return Thing(
            slug=str(self._serial), platform=self.platform, kind=kind, files=(files,), expected=_UNKNOWN,
            created=created, **facts,
        )  # fmt: skip

    def medium(self, created: int, videos: float, **facts: Any) -> Medium:
        """A photo or video."""
        self._serial += self.chance.randint(1, 99_999)
        kind = "video" if self.chance.random() < videos else "photo"
        if self.chance.random() < 0.05:
            facts |= {"latitude": self.degrees(40, 55), "longitude": self.degrees(-5, 15)}
        taken = created - self.chance.randint(0, 9_999)
        return Medium(str(self._serial), kind, created=created, taken=taken, **facts)  # type: ignore[arg-type]

    def degrees(self, least: float, most: float) -> float:
        """A coordinate."""
        return round(self.chance.uniform(least, most), 6)


class _Facebook(_Things):
    """Half posts, a third comments, the rest in groups, and an album, half of whose photos stand in posts too."""

    platform: Platform = "facebook"

    def __init__(self, records: int, seed: int, years: tuple[int, int], quick: bool) -> None:
        super().__init__(records, 7 + seed, years, quick)
        self.comments_, self.group_posts_ = int(records * 0.34), int(records * 0.04)
        self.group_comments_ = self.album_ = int(records * 0.06)
        self.posts_ = records - self.comments_ - self.group_posts_ - self.group_comments_ - self.album_
        self._shown: list[Medium] = []
        self._groups = [
            f"{self.author.word().title()} Club {self.chance.choice(('Utrecht', 'Köln'))}" for _ in range(40)
        ]
        self._places = [
            Place(f"{self.author.word().title()}, Utrecht", self.degrees(40, 55), self.degrees(-5, 15), "", "")
            for _ in range(600)
        ]

    def posts(self, times: Iterable[int]) -> Iterator[Thing]:
        """Posts with photos, links, places, tags, or words alone."""
        for created in times:
            drawn, text = self.chance.random(), self.author.post()
            facts: dict[str, Any] = {"phrase": self.chance.choice(("status", "plain")), "text": text}
            if drawn < 0.38:
                many = 1 if self.chance.random() < 0.7 else self.chance.randint(2, 8)
                caption = text if self.chance.random() < 0.2 else ""
                media = tuple(self.medium(created, 0.08, album="mobile", caption=caption) for _ in range(many))
                facts |= {"media": media, "phrase": "photo" if many == 1 else "photos"}
                self._shown += [each for each in media if self.chance.random() < 0.5][: self.album_ - len(self._shown)]
            elif drawn < 0.55:
                link = f"https://www.example.org/{self.author.word()}/{self.chance.randint(1, 10**6)}"
                facts |= {"url": link, "phrase": "link"}
            elif drawn < 0.62:
                facts |= {"place": self.chance.choice(self._places)}
            elif drawn < 0.75:
                facts |= {
                    "phrase": self.chance.choice(("timeline", "with_friend")),
                    "to": self.chance.choice(self.people),
                }
            if self.chance.random() < 0.08:
                facts |= {"people": tuple(self.chance.sample(self.people, self.chance.randint(1, 3)))}
            if self.chance.random() < 0.1:
                facts |= {"updated": created + 500}
            yield self.thing(created, "post", "timeline", **facts)

    def comments(self) -> Iterator[Thing]:
        """Comments on all sorts of posts."""
        for created in self.times(self.comments_):
            phrase, to = (
                self.chance.choice(("comment", "reply", "comment_own", "comment_photo")),
                self.chance.choice(self.people),
            )
            yield self.thing(created, "comment", "comments", text=self.author.comment(), phrase=phrase, to=to)

    def group_posts(self) -> Iterator[Thing]:
        """Posts in groups."""
        for created in self.times(self.group_posts_):
            yield self.thing(
                created, "post", "group_posts", text=self.author.post(), phrase="group",
                to=self.chance.choice(self._groups), venue="group",
            )  # fmt: skip

    def group_comments(self) -> Iterator[Thing]:
        """Comments in groups."""
        for created in self.times(self.group_comments_):
            yield self.thing(
                created, "comment", "group_comments", text=self.author.comment(), phrase="group_comment",
                to=self.chance.choice(self.people), venue="group", venue_name=self.chance.choice(self._groups),
            )  # fmt: skip

    def album(self) -> Iterator[Thing]:
        """Photos of an album: half of them stand in posts too, if there are so many."""
        shown = self._shown[: self.album_ // 2]
        self.joined = len(shown)
        for medium in shown:
            yield self.thing(medium.created or 0, "photo", "album:mobile", media=(medium,))
        for created in self.times(self.album_ - len(shown)):
            medium = self.medium(created, 0.08, album="mobile", caption=self.author.comment())
            yield self.thing(created, "photo", "album:mobile", media=(medium,))


def _parts(count: int, times: Iterator[int]) -> Iterator[tuple[int, list[int]]]:
    """Times of the records of each of several files, and the number of the file."""
    for number, first in enumerate(range(0, count, _PER_FILE), 1):
        yield number, [next(times) for _ in range(min(_PER_FILE, count - first))]


def _facebook_json(quiet: Person, things: _Facebook) -> tuple[dict[str, bytes], Iterator[Part]]:
    layout = FACEBOOK["F"]
    make = Records(quiet, layout)

    def parts() -> Iterator[Part]:
        path = layout.path("timeline")
        for number, times in _parts(things.posts_, things.times(things.posts_)):
            yield Part(path.replace("_1.json", f"_{number}.json"), f"[{_CUT}]", things.posts(times), make.post)
        yield Part(layout.path("comments"), _framed("comments_v2"), things.comments(), make.comment)
        yield Part(layout.path("group_posts"), _framed("group_posts_v2"), things.group_posts(), make.post)
        yield Part(layout.path("group_comments"), _framed("group_comments_v2"), things.group_comments(), make.comment)
        frame = _framed("photos", name=ALBUMS["en"]["mobile"], last_modified_timestamp=_LAST, description="")
        path = layout.path("album:mobile").format(n=0)
        yield Part(path, frame, things.album(), lambda thing: make.media(thing.media[0], thing))

    return facebook_json.write(quiet), parts()


def _facebook_html(quiet: Person, things: _Facebook) -> tuple[dict[str, bytes], Iterator[Part]]:
    copy = setting(quiet, "F", None, None, None, True)
    make, titles = html_facebook_cards.Cards(copy), TITLES["en"]

    def part(path: str, title: str, found: Iterable[Thing], maker: Maker) -> Part:
        path = path.removesuffix(".json") + ".html"
        return Part(path, page_html(path, title, _CUT, copy.aside()).decode(), found, maker)

    def parts() -> Iterator[Part]:
        path = copy.layout.path("timeline")
        for number, times in _parts(things.posts_, things.times(things.posts_)):
            yield part(path.replace("_1.json", f"_{number}.json"), titles["timeline"], things.posts(times), make.post)
        yield part(copy.layout.path("comments"), titles["comments"], things.comments(), make.comment)
        yield part(copy.layout.path("group_posts"), titles["group_posts"], things.group_posts(), make.post)
        path = copy.layout.path("group_comments")
        yield part(path, titles["group_comments"], things.group_comments(), make.comment)
        path = copy.layout.path("album:mobile").format(n=0)
        yield part(path, ALBUMS["en"]["mobile"], things.album(), lambda thing: make.bare(thing.media[0], thing))

    return html_facebook.write(quiet), parts()


class _Instagram(_Things):
    """Posts, as many comments, stories, reels."""

    platform: Platform = "instagram"

    def __init__(self, records: int, seed: int, years: tuple[int, int], quick: bool) -> None:
        super().__init__(records, 11 + seed, years, quick)
        self.comments_, self.stories_, self.reels_ = int(records * 0.4), int(records * 0.1), int(records * 0.05)
        self.posts_ = records - self.comments_ - self.stories_ - self.reels_

    def posts(self, times: Iterable[int]) -> Iterator[Thing]:
        """Posts of one medium, or of several."""
        for created in times:
            many = self.chance.randint(2, 6) if self.chance.random() < 0.3 else 1
            media = tuple(self.medium(created, 0.2) for _ in range(many))
            yield self.thing(created, "post", "posts", media=media, text=self.author.post())

    def comments(self) -> Iterator[Thing]:
        """Comments on others' posts."""
        for created in self.times(self.comments_):
            to = self.chance.choice(self.people).replace(" ", ".").casefold()
            yield self.thing(created, "comment", "comments", text=self.author.comment(), to=to)

    def stories(self) -> Iterator[Thing]:
        """Stories, every fifth with words."""
        for created in self.times(self.stories_):
            text = self.author.comment() if self.chance.random() < 0.2 else ""
            yield self.thing(created, "story", "stories", media=(self.medium(created, 0.2),), text=text)

    def reels(self) -> Iterator[Thing]:
        """Reels."""
        for created in self.times(self.reels_):
            yield self.thing(created, "reel", "reels", media=(self.medium(created, 1.0),), text=self.author.post())


def _instagram_json(quiet: Person, things: _Instagram) -> tuple[dict[str, bytes], Iterator[Part]]:
    layout = INSTAGRAM["E4"]
    make = instagram_records.Records(quiet, layout)

    def parts() -> Iterator[Part]:
        for number, times in _parts(things.posts_, things.times(things.posts_)):
            yield Part(f"{layout.content}posts_{number}.json", f"[{_CUT}]", things.posts(times), make.post)
        path = f"{layout.activity}comments/post_comments_1.json"
        yield Part(path, f"[{_CUT}]", things.comments(), make.comment)
        yield Part(f"{layout.content}stories.json", _framed("ig_stories"), things.stories(), make.story)
        yield Part(f"{layout.content}reels.json", _framed("ig_reels_media"), things.reels(), make.post)

    return instagram_json.write(quiet), parts()


def _instagram_html(quiet: Person, things: _Instagram) -> tuple[dict[str, bytes], Iterator[Part]]:
    layout, titles = INSTAGRAM["E4"], TITLES["en"]
    clock = html_instagram.instagram_clock(quiet, "E4", None)
    make = html_instagram_cards.Cards(quiet, layout, DRESSES["E4"], clock)

    def part(path: str, title: str, found: Iterable[Thing], maker: Maker) -> Part:
        return Part(path, page_html(path, title, _CUT).decode(), found, maker)

    def parts() -> Iterator[Part]:
        for number, times in _parts(things.posts_, things.times(things.posts_)):
            yield part(f"{layout.content}posts_{number}.html", titles["posts"], things.posts(times), make.post)
        path = f"{layout.activity}comments/post_comments_1.html"
        yield part(path, titles["comments"], things.comments(), make.comment)
        yield part(f"{layout.content}stories.html", titles["stories"], things.stories(), make.post)
        yield part(f"{layout.content}reels.html", titles["reels"], things.reels(), make.post)

    return html_instagram.write(quiet), parts()


def main() -> None:
    """Read the arguments, write the archive."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.varied", description=__doc__)
    parser.add_argument("platform", choices=("facebook", "instagram"))
    parser.add_argument("records", type=int)
    parser.add_argument("file", type=Path)
    parser.add_argument("--html", action="store_true")
    given = parser.parse_args()
    write_varied(given.file, given.records, platform=given.platform, html=given.html)


if __name__ == "__main__":
    main()
