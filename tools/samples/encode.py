"""JSON as Meta writes it: each byte of UTF-8 as one \\u00XX, keys and values alike."""

from __future__ import annotations

import json
from typing import Any


def mojibake(value: Any) -> Any:
    """`value` with every string, keys included, as the characters of its UTF-8 bytes."""
    if isinstance(value, str):
        return value.encode("utf-8").decode("latin-1")
    if isinstance(value, list | tuple):
        return [mojibake(entry) for entry in value]
    if isinstance(value, dict):
        return {mojibake(key): mojibake(entry) for key, entry in value.items()}
    return value


def dump(value: Any) -> bytes:
    """The bytes of one JSON file."""
    return json.dumps(mojibake(value), indent=2, ensure_ascii=True).encode("ascii")


def records(found: list[Any]) -> Any:
    """A list of label/value records: the one record alone where there is exactly one, as Meta writes it."""
    return found[0] if len(found) == 1 else found


def labels(*entries: dict[str, Any], fbid: str, timestamp: int | None = None, **more: Any) -> dict[str, Any]:
    """A record of labels and values."""
    head = {} if timestamp is None else {"timestamp": timestamp}
    return {**head, **more, "media": [], "label_values": list(entries), "fbid": fbid}


def conversation(turns: list[tuple[str, str, int]], words: dict[str, str]) -> dict[str, Any]:
    """A chat with Meta AI as one record: each turn is (sender, text, time); `words` are the labels."""
    rows: list[list[dict[str, Any]]] = [
        [
            {"label": words["sender"], "value": sender},
            {"label": words["message"], "value": said},
            {"label": "", "vec": []},
            {"label": words["time"], "timestamp_value": moment},
        ]
        for sender, said, moment in turns
    ]
    head, first = {"label": words["name"], "value": "Meta AI"}, turns[0][2]
    return labels(head, titled(words["messages"], *rows), title="Meta AI", timestamp=first, fbid=f"5{first}")


def titled(title: str, *rows: list[dict[str, Any]]) -> dict[str, Any]:
    """An entry of a label/value record that holds records of its own."""
    return {"title": title, "dict": [{"title": "", "dict": row} for row in rows]}
