"""`--audiences`: what Meta's Graph API says of the person's own Facebook posts, matched to items by time and text.

The archive records no audience, the API does: that of the day on which it was asked. So "Public" is a yes, and
anything narrower tells only that nobody else can see it now: it may have been public before. docs/graph-api.md
says how to get the file. Nothing here asks the network.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyzer.errors import UsageError
from analyzer.model import Item
from analyzer.reading.fields import fold_text

if TYPE_CHECKING:
    pass

Pairs = list[tuple[Item, str]]  # items, each with its id
PUBLIC = "EVERYONE"
NEAR = 60  # seconds within which an equal text makes the same post: archives in HTML give minutes
_SHAPE = 'it holds no list of posts such as {"data": [{"created_time": ..., "privacy": {"value": ...}}]}'


@dataclass(frozen=True, slots=True)
class Post:
    """One post as the Graph API gives it. `audience` is its `privacy.value`, "" where it has none."""

    id: str
    created: int
    text: str  # folded
    audience: str
    permalink: str


@dataclass(frozen=True, slots=True)
class Matched:
    """The audience of each item for which exactly one is told, and how many posts told nothing of use."""

    audiences: Mapping[str, str] = field(default_factory=dict)  # by id of item
    permalinks: Mapping[str, str] = field(default_factory=dict)  # by id of item, where the list tells one
    unmatched: int = 0  # of no item
    ambiguous: int = 0  # of several items, or several posts of one item that do not agree
    silent: int = 0  # without an audience


def read(path: str | Path) -> list[Post]:
    """The posts in a file: one answer of the API, a list of answers, or a bare list of posts. Raises UsageError."""
    try:
        document = json.loads(Path(path).read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        raise UsageError(f"The audiences in {path} cannot be read.") from None
    except (ValueError, RecursionError):
        raise UsageError(f"{path} is not JSON.") from None
    if isinstance(document, dict) and "error" in document:
        raise UsageError(f"{path} is an error message of the Graph API, and no list of posts.")
    try:
        posts = list({post.id or number: post for number, post in enumerate(map(_post, _entries(document)))}.values())
    except ValueError as error:
        raise UsageError(f"{path}: {error}.") from None
    if posts and not any(post.audience for post in posts):
        raise UsageError(f"{path}: no post in it has an audience; ask the Graph API for the field privacy too.")
    return posts


def _entries(document: Any) -> Iterator[dict[str, Any]]:
    if isinstance(document, list):
        for each in document:
            yield from _entries(each) if isinstance(each, dict) and "data" in each else iter([_object(each)])
    elif isinstance(document, dict) and isinstance(document.get("posts"), dict):  # of me?fields=posts{...}
        yield from _entries(document["posts"])
    elif isinstance(document, dict) and isinstance(document.get("data"), list):
        yield from map(_object, document["data"])
    else:
        raise ValueError(_SHAPE)


def _object(entry: Any) -> dict[str, Any]:
    if not isinstance(entry, dict):
        raise ValueError(_SHAPE)
    return entry


def _post(entry: dict[str, Any]) -> Post:
    privacy = entry.get("privacy")
    audience = privacy.get("value") if isinstance(privacy, dict) else privacy
    told = [entry.get("id"), entry.get("message"), audience, entry.get("permalink_url")]
    if any(value is not None and not isinstance(value, str) for value in told):
        raise ValueError(_SHAPE)
    found, message, audience, permalink = (value or "" for value in told)
    return Post(found, _seconds(entry.get("created_time")), fold_text(message), audience.strip().upper(), permalink)


def _seconds(value: Any) -> int:
    """`2019-05-01T10:00:00+0000`, or the number that the API gives with `date_format=U`."""
    try:
        if isinstance(value, str):
            time = datetime.fromisoformat(value)
            return int((time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp())
        if type(value) is int:
            return int(datetime.fromtimestamp(value, UTC).timestamp())
    except (ValueError, OverflowError, OSError):
        pass
    raise ValueError("a post in it has no created_time that can be read")


def match(posts: Iterable[Post], items: Iterable[tuple[Item, str]]) -> Matched:
    """Which post is which item (each with its id)."""
    by_second: defaultdict[int, Pairs] = defaultdict(list)
    by_text: defaultdict[str, Pairs] = defaultdict(list)
    listed = list(posts)
    for pair in items if listed else ():
        if pair[0].created is not None:
            by_second[pair[0].created].append(pair)
            by_text[fold_text(pair[0].text)].append(pair)
    posts_of: defaultdict[str, list[Post]] = defaultdict(list)
    unmatched = ambiguous = silent = 0
    for post in listed:
        found = _candidates(post, by_second.get(post.created, []), by_text.get(post.text, []))
        if not post.audience:
            silent += 1
        elif not found:
            unmatched += 1
        elif len(found) > 1:
            ambiguous += 1
        else:
            posts_of[found[0][1]].append(post)
    audiences, permalinks = {}, {}
    for item_id, of_item in posts_of.items():
        if len({post.audience for post in of_item}) > 1:
            ambiguous += len(of_item)
            continue
        audiences[item_id] = of_item[0].audience
        permalinks[item_id] = of_item[0].permalink
    return Matched(audiences, permalinks, unmatched, ambiguous, silent)


def _candidates(post: Post, same_second: Pairs, same_text: Pairs) -> Pairs:
    """The items that a post may be: of its second and text, else near it with its text, else one side has no text.

    A post without words cannot be told from its neighbours, so for it only the second itself counts.
    """
    equal = [pair for pair in same_second if fold_text(pair[0].text) == post.text]
    near = [pair for pair in same_text if post.text and abs((pair[0].created or 0) - post.created) <= NEAR]
    return equal or near or [pair for pair in same_second if not pair[0].text.strip() or not post.text]
