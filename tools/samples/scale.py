"""A large archive, quick to write: for benchmarks and for tests of size.

Records are cheap to make and alike, but no two are equal. Of every ten thousand, six thousand are posts, two and a
half thousand comments, a thousand album photos (half of them stand in a post too) and five hundred group posts.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from tools.samples.containers import member
from tools.samples.encode import mojibake
from tools.samples.facebook.documents import write as write_facebook
from tools.samples.instagram.documents import write as write_instagram
from tools.samples.model import Platform, utc
from tools.samples.person.person import person

_START = utc("2010-01-01 00:00:00")
_STEP = 500  # seconds between two records; wraps round before the copy is made
_SPAN = utc("2026-01-01 00:00:00") - _START
_PER_FILE = 10_000
_WORDS = ("tide", "café", "bridge", "Störche", "train", "harbour", "été", "chess", "Grüße", "fog", "map", "rain 🌧️")
Line = Callable[[int], str]


def write_scale(
    target: Path, records: int, *, platform: Platform = "facebook", deflate: bool = True, messages: int = 0
) -> dict[str, int]:
    """Write a zip with `records` synthetic records, and `messages` lines of chat beside them.

    Gives how many items of each kind an analyser must find in the synthetic files, with one key `records` for the
    records that hold them. The account itself is that of the English person, who wrote nothing else.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    plan = _facebook(records) if platform == "facebook" else _instagram(records)
    with zipfile.ZipFile(target, "w") as archive:
        for path, data in _account(platform).items():
            archive.writestr(member(path, deflate=deflate), data)
        for path, head, tail, line, numbers in plan:
            _write(archive, path, head, tail, map(line, numbers), deflate=deflate)
        if messages:
            root = "your_facebook_activity" if platform == "facebook" else "your_instagram_activity"
            path = f"{root}/messages/inbox/friend_1000000000000009/message_1.json"
            _write(
                archive, path, '{"participants":[],"messages":[', "]}", map(_message, range(messages)), deflate=deflate
            )
    return _expected(records, platform)


def _account(platform: Platform) -> dict[str, bytes]:
    """The files of an account without any item."""
    quiet = replace(person("en"), things=())
    return write_facebook(quiet) if platform == "facebook" else write_instagram(quiet)


def _write(archive: zipfile.ZipFile, path: str, head: str, tail: str, lines: Iterable[str], *, deflate: bool) -> None:
    """Stream one JSON file into the zip, a few hundred kilobytes at a time."""
    with archive.open(member(path, deflate=deflate), "w", force_zip64=True) as out:
        out.write(head.encode("ascii"))
        for first, block in enumerate(_blocks(lines)):
            out.write(((",\n" if first else "") + ",\n".join(block)).encode("ascii"))
        out.write(tail.encode("ascii"))


def _blocks(lines: Iterable[str], size: int = 1000) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        block.append(line)
        if len(block) == size:
            yield block
            block = []
    if block:
        yield block


def _shares(records: int) -> tuple[int, int, int, int]:
    """How many posts, comments, album photos and group posts."""
    comments, photos, groups = records // 4, records // 10, records // 20
    return records - comments - photos - groups, comments, photos, groups


def _expected(records: int, platform: Platform) -> dict[str, int]:
    posts, comments, photos, groups = _shares(records)
    if platform == "facebook":  # every other album photo stands in a post
        doubled = min((photos + 1) // 2, (posts + 3) // 4)
        return {"records": records, "post": posts + groups, "comment": comments, "photo": photos - doubled}
    return {"records": records, "post": posts, "comment": comments, "story": photos, "reel": groups}


Plan = Iterator[tuple[str, str, str, Line, range]]


def _facebook(records: int) -> Plan:
    posts, comments, photos, groups = _shares(records)
    root = "your_facebook_activity/"
    for number, first in enumerate(range(0, posts, _PER_FILE), 1):
        path = f"{root}posts/your_posts__check_ins__photos_and_videos_{number}.json"
        yield path, "[", "]", _post, range(first, min(first + _PER_FILE, posts))
    yield f"{root}comments_and_reactions/comments.json", '{"comments_v2":[', "]}", _comment, range(comments)
    yield f"{root}posts/album/0.json", '{"name":"Mobile uploads","photos":[', "]}", _photo, range(photos)
    yield f"{root}groups/group_posts_and_comments.json", '{"group_posts_v2":[', "]}", _group_post, range(groups)


def _instagram(records: int) -> Plan:
    posts, comments, stories, reels = _shares(records)
    root = "your_instagram_activity/"
    for number, first in enumerate(range(0, posts, _PER_FILE), 1):
        yield f"{root}media/posts_{number}.json", "[", "]", _ig_post, range(first, min(first + _PER_FILE, posts))
    yield f"{root}comments/post_comments_1.json", "[", "]", _ig_comment, range(comments)
    yield f"{root}media/stories.json", '{"ig_stories":[', "]}", _ig_story, range(stories)
    yield f"{root}media/reels.json", '{"ig_reels_media":[', "]}", _ig_reel, range(reels)


def _when(number: int) -> int:
    """A time of its own for each of the first million records, from 2010 to the end of 2025."""
    rounds, rest = divmod(number * _STEP, _SPAN)
    return _START + rest + rounds


def _say(number: int) -> str:
    """A text of its own for each number, as Meta writes it, in quotation marks."""
    count = len(_WORDS)
    words = f"{_WORDS[number % count]} {_WORDS[number // count % count]} {_WORDS[number // 7 % count]} no. {number}"
    return json.dumps(mojibake(words))


def _medium(number: int, folder: str) -> str:
    return f'"uri":"{folder}/{10_180_000_000_000_000 + number}.jpg","creation_timestamp":{_when(number)}'


_ALBUM = "your_facebook_activity/posts/media/Mobileuploads_10150000000000003"


def _photo(number: int) -> str:
    """An album photo: every other one is that of a post."""
    shown = number // 2 * 4 if number % 2 == 0 else 500_000_000 + number
    return "{" + _medium(shown, _ALBUM) + ',"title":"Mobile uploads"}'


def _post(number: int) -> str:
    """A post: every fourth has a photo, every fifth a link."""
    attached = []
    if number % 4 == 0:
        attached.append('{"data":[{"media":{' + _medium(number, _ALBUM) + "}}]}")
    if number % 5 == 0:
        attached.append(f'{{"data":[{{"external_context":{{"url":"https://example.org/{number}"}}}}]}}')
    return (
        f'{{"timestamp":{_when(number)},"attachments":[{",".join(attached)}],"data":[{{"post":{_say(number)}}}],'
        '"title":"Alex Doe updated her status."}'
    )


def _group_post(number: int) -> str:
    return (
        f'{{"timestamp":{_when(number) + 11},"data":[{{"post":{_say(number + 10_000_000)}}}],'
        '"title":"Alex Doe posted in Chess Club Utrecht."}'
    )


def _comment(number: int) -> str:
    when = _when(number) + 7
    said = f'{{"timestamp":{when},"comment":{_say(number)},"author":"Alex Doe"}}'
    return f'{{"timestamp":{when},"data":[{{"comment":{said}}}],"title":"Alex Doe commented on Sam Roe\'s post."}}'


def _ig_post(number: int) -> str:
    return '{"media":[{' + _medium(number, "media/posts/202001") + f',"title":{_say(number)}}}]}}'


def _ig_story(number: int) -> str:
    return "{" + _medium(number + 600_000_000, "media/stories/202001") + ',"title":""}'


def _ig_reel(number: int) -> str:
    return '{"media":[{' + _medium(number + 700_000_000, "media/reels/202001") + f',"title":{_say(number)}}}]}}'


def _ig_comment(number: int) -> str:
    said = f'"Comment":{{"value":{_say(number)}}},"Media Owner":{{"value":"sam.roe"}}'
    time = f'"Time":{{"timestamp":{_when(number)}}}'
    return f'{{"media_list_data":[{{"uri":""}}],"string_map_data":{{{said},{time}}}}}'


def _message(number: int) -> str:
    when = (_when(number) + 3) * 1000
    return f'{{"sender_name":"Sam Roe","timestamp_ms":{when},"content":{_say(number)}}}'
