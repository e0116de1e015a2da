"""What Meta's Graph API answers to its own user: posts with a time, a text and an audience. docs/graph-api.md says how.

One answer, a list of answers, a bare list of posts, or the answer to `me?fields=posts{...}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from analyzer.reading.evidence import fact_tables
from analyzer.reading.evidence.model import Seen, SeenStory
from analyzer.reading.fields import fold_text

SHAPE = 'it holds no list of posts such as {"data": [{"created_time": ..., "privacy": {"value": ...}}]}'


class NotPosts(Exception):
    """An answer of the Graph API's shape in which something is no post. `str()` says what, without content."""


def is_error(value: Any) -> bool:
    """Whether a document is an error message of the API."""
    error = value.get("error") if isinstance(value, dict) else None
    return isinstance(error, dict) and "message" in error and "data" not in value


def is_answer(value: Any) -> bool:
    """Whether a document is an answer with posts, by its first post, or one without any."""
    if isinstance(value, dict):
        posts = value.get("posts") if isinstance(value.get("posts"), dict) else value
        entries = posts.get("data") if isinstance(posts, dict) else None
        return isinstance(entries, list) and (not entries or _is_post(entries[0]))
    if isinstance(value, list):
        return bool(value) and (_is_post(value[0]) or is_answer(value[0]))
    return False


def _is_post(value: Any) -> bool:
    return isinstance(value, dict) and fact_tables.table("answers")["graph"]["time"] in value


def posts_in(value: Any) -> Iterator[SeenStory]:
    """The posts of an answer, their day not yet known. Raises NotPosts."""
    for entry in _entries(value):
        yield _post(entry)


def _entries(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list):
        for each in value:
            yield from _entries(each) if isinstance(each, dict) and "data" in each else iter([_object(each)])
    elif isinstance(value, dict) and isinstance(value.get("posts"), dict):
        yield from _entries(value["posts"])
    elif isinstance(value, dict) and isinstance(value.get("data"), list):
        yield from map(_object, value["data"])
    else:
        raise NotPosts(SHAPE)


def _object(entry: Any) -> Mapping[str, Any]:
    if not isinstance(entry, dict):
        raise NotPosts(SHAPE)
    return entry


def _post(entry: Mapping[str, Any]) -> SeenStory:
    keys = fact_tables.table("answers")["graph"]
    privacy = entry.get(keys["audience"])
    audience = privacy.get("value") if isinstance(privacy, dict) else privacy
    denied = isinstance(privacy, dict) and privacy.get("deny") not in (None, "", [])
    told = [entry.get("id"), entry.get("message"), audience, entry.get("permalink_url")]
    if any(value is not None and not isinstance(value, str) for value in told):
        raise NotPosts(SHAPE)
    found, message, audience, permalink = (value or "" for value in told)
    audience = audience.strip().upper()[:60]
    return SeenStory(
        second=_seconds(entry.get(keys["time"])), text=fold_text(message), media_ids=(), audience=audience,
        seen=_seen(audience, denied), day=None, denied=denied, id=found[:200], permalink=permalink, source="graph_api",
    )  # fmt: skip


def _seen(audience: str, denied: bool) -> Seen:
    means = fact_tables.meanings("code").get(audience)
    if means == "everyone":
        return "everyone_except" if denied else "everyone"
    return "narrower" if means == "narrower" else "unclear"


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
    raise NotPosts("a post in it has no created_time that can be read")
