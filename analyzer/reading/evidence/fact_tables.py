"""The tables of `facts/`, each read once: addresses, keys, codes, signs."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

_FOLDER = Path(__file__).with_name("facts")


@cache
def table(name: str) -> dict[str, Any]:
    """One file of facts."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))


def split(address: str) -> SplitResult | None:
    """An address in its parts; None for what is none."""
    try:
        parts = urlsplit(address.strip())
        return parts if parts.hostname else None
    except ValueError:
        return None


def is_host(host: str, of: tuple[str, ...] | list[str]) -> bool:
    """Whether a host is one of `of` or below it."""
    host = host.rstrip(".").lower()
    return any(host == each or host.endswith("." + each) for each in of)


@dataclass(frozen=True, slots=True)
class Address:
    """One kind of answer: at which addresses it comes, and whether it holds `stories` or `accounts`."""

    id: str
    hosts: tuple[str, ...]
    path: re.Pattern[str]
    holds: str


@cache
def addresses() -> tuple[Address, ...]:
    """The kinds of answers that are looked at."""
    rows = table("answers")["address"]
    return tuple(Address(row["id"], tuple(row["hosts"]), _path(row["path"]), row["holds"]) for row in rows)


def _path(pattern: str) -> re.Pattern[str]:
    return re.compile(re.escape(pattern.rstrip("/")).replace("<id>", r"\d{1,40}") + "/?")


def address_of(url: str) -> Address | None:
    """The kind of answer that comes from an address; None for every other site and path."""
    parts = split(url)
    if parts is None or parts.scheme not in ("https", "http"):
        return None
    host = parts.hostname or ""
    return next((each for each in addresses() if is_host(host, each.hosts) and each.path.fullmatch(parts.path)), None)


@cache
def meanings(kind: str) -> dict[str, str]:
    """What the names of audiences mean: `code` by base_state, `icon` by the icon's name."""
    return {name: row["means"] for row in table("audiences")[kind] for name in row["names"]}


@cache
def group_words() -> frozenset[str]:
    """Words beside an icon that tell of a group."""
    return frozenset(word.casefold() for row in table("audiences")["group_words"] for word in row["words"])


@cache
def guard() -> str:
    """What stands in front of an answer."""
    return str(table("answers")["guard"]["text"])
