"""The id of an item: the same in a later export and in the other format."""

from __future__ import annotations

import hashlib
from collections import defaultdict

from analyzer.joins import fold_text, kind_group
from analyzer.media import media_id
from analyzer.records import Item


def item_ids(items: list[Item]) -> list[str]:
    """12 hexadecimal digits for each item.

    Of SHA-256 over platform, kind group and the first of: media id of the first medium; minute of creation and text;
    text. Items that would share an id are numbered by their time. Never in it: account, path, title.
    """
    sharing: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        sharing[item.platform, kind_group(item.kind), _content(item)].append(index)
    ids = [""] * len(items)
    for key, same in sharing.items():
        same.sort(key=lambda i: (items[i].created is None, items[i].created or 0, items[i].text, items[i].record))
        for number, index in enumerate(same):
            ids[index] = _digest(*key, *([str(number + 1)] if number else []))
    return ids


def _content(item: Item) -> str:
    found = media_id(item.media[0].path) if item.media else ""
    if found:
        return f"media:{found}"
    text = fold_text(item.text)
    return f"minute:{item.created // 60}:{text}" if item.created is not None else f"text:{text}"


def _digest(*parts: str) -> str:
    raw = "\n".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(raw).hexdigest()[:12]
