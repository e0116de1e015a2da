"""What is cut out of a page, and a card while it is being cut out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Piece:
    """What was cut out: a card with all inside it, or a record of an old page. `problem`: why it is not parsed."""

    raw: bytes
    old: bool = False
    problem: str = ""
    group: bytes = b""  # the beginning of the group around it, where that is too large for one piece
    only_inner: bool = False  # the outer element is not whole: only cards inside it count


@dataclass(slots=True)
class OpenCard:
    """A card that is not closed yet, and how deep in elements of its name it stands."""

    name: bytes
    depth: int
    start: int
    footed: bool = False
    first_inner: int = 0  # where the first card inside begins
    inner_end: int = 0  # where the last card inside that is whole ends
