"""The id of an item: the same in a later export and in the other format."""

from __future__ import annotations

import hashlib

from analyzer.items.same_item import kind_group, shared_keys
from analyzer.model import Item
from analyzer.reading.fields import fold_text
from analyzer.reading.media import media_id


def item_ids(items: list[Item]) -> list[str]:
    """12 hexadecimal digits for each item.

    Of SHA-256 over platform, kind group and the first of: media id of the first medium; minute of creation and text;
    text. Items that would share an id are numbered by their time. Never in it: account, path, title.
    """
    ids = [_digest(_key(item)) for item in items]  # the keys, which are the texts once more, are not kept
    for same in shared_keys(enumerate(ids[:])).values():
        for key, alike in shared_keys((index, _key(items[index])) for index in same).items():
            alike.sort(key=lambda i: _order(items[i]))
            for number, index in enumerate(alike):
                ids[index] = _digest(f"{key}\n{number + 1}" if number else key)
    return ids


def _key(item: Item) -> str:
    return "\n".join((item.platform, kind_group(item.kind), _content(item)))


def _order(item: Item) -> tuple[bool, int, tuple[str, ...], bool]:
    """By time, then by what does not depend on the order in which exports are given; the newest export first."""
    path = item.media[0].path if item.media else ""
    told = (item.text, item.record, item.kind, item.venue_name, item.url, item.place, path)
    return item.created is None, item.created or 0, told, not item.in_newest


def _content(item: Item) -> str:
    if item.media and (found := media_id(item.media[0].path)):
        return f"media:{found}"
    text = fold_text(item.text)
    return f"minute:{item.created // 60}:{text}" if item.created is not None else f"text:{text}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
