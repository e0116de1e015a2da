"""Pieces of a page, parsed: which cards are in one, and what stands before the first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from selectolax.lexbor import LexborHTMLParser, LexborNode

from analyzer.archive.limits import LONGEST_TEXT, MOST_ATTRIBUTES, MOST_ELEMENTS, bound, how_to_raise
from analyzer.archive.stream_safe import stream_safe_page
from analyzer.reading.html.card import Card
from analyzer.reading.html.content import card_of
from analyzer.reading.html.nodes import flat
from analyzer.reading.html.old import old_card
from analyzer.reading.html.piece import Piece

_TAGS = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_EMPTY = frozenset(b"area base br col embed hr img input link meta param source track wbr".split())
_MANY = 2000  # tags: below, even the worst nesting costs the parser little
_LONG = 4000  # bytes
_LONG_TAG = re.compile(rb"<[a-zA-Z][^>]{%d,}>" % _LONG)
_ANY_TAG = re.compile(rb"<[^>]*+>?")
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_DEEPEST = 300  # levels of elements in one card; the deepest seen is about 30


def _too_deep(raw: bytes) -> bool:
    """Whether elements are nested so deep that the parser, which is quadratic in depth, must not see them."""
    if raw.count(b"<") < _MANY:
        return False
    depth = 0
    for found in _TAGS.finditer(raw):
        if found[1]:
            depth -= 1
        elif found[2].lower() not in _EMPTY:
            depth += 1
            if depth > _DEEPEST:
                return True
    return False


def _too_many(raw: bytes) -> str:
    """Why a card is not parsed: the parser is quadratic in the attributes of one element. "" if it may be."""
    if raw.count(b"<") > 2 * bound(MOST_ELEMENTS):
        return f"more elements than any record has{how_to_raise()}"
    if len(raw) > (most := bound(LONGEST_TEXT)) and len(raw) - sum(map(len, _ANY_TAG.findall(raw))) > most:
        return f"more text than any record has{how_to_raise()}"
    for found in _LONG_TAG.finditer(raw) if len(raw) > _LONG else ():
        if len(_QUOTED.sub(b"", found[0]).split()) > MOST_ATTRIBUTES:
            return "an element with more attributes than any has"
    return ""


def cards_of(piece: Piece) -> Iterator[Card]:
    """The cards in a piece: one, or those that a group holds. One that cannot be read comes with its `problem`."""
    if piece.problem:
        yield Card(problem=piece.problem)
        return
    if _too_deep(piece.raw):
        yield Card(problem="elements nested too deep")
        return
    if problem := _too_many(piece.raw):
        yield Card(problem=problem)
        return
    try:
        raw = stream_safe_page(piece.raw.decode("utf-8"))
    except UnicodeDecodeError:
        yield Card(problem="bytes that are no text")
        return
    body = LexborHTMLParser(raw).body
    root = body.child if body else None
    try:
        found = old_card(body) if piece.old and body else card_of(root) if root else Card()
    except (ValueError, RecursionError):
        yield Card(problem="elements nested too deep")
        return
    yield from _records(found, "", piece.only_inner)


def _records(found: Card, group: str, only_inner: bool = False) -> Iterator[Card]:
    """A card with a footer is a record; one without is the heading of those inside that have, else a record."""
    if found.footed and not only_inner:
        found.group = group
        yield found
    elif any(map(_holds_footer, found.nested)):
        for inner in found.nested:
            if _holds_footer(inner):
                yield from _records(inner, found.title or group)
    elif not only_inner and not found.is_heading():
        found.group = group
        yield found


def _holds_footer(card: Card) -> bool:
    return card.footed or any(map(_holds_footer, card.nested))


def parsed(raw: bytes) -> LexborHTMLParser:
    """A part of a page, parsed; an empty page where it is built so that the parser must not see it."""
    unfit = _too_deep(raw) or _too_many(raw)
    return LexborHTMLParser("" if unfit else stream_safe_page(raw.decode("utf-8", "replace")))


def heading_of(head: bytes) -> str:
    """The heading of a page, or of a group: its first heading, else the title of the window."""
    tree = parsed(head)
    nodes: Iterator[LexborNode] = chain(*(tree.css(wanted) for wanted in ("h1", "._a70e", "h2, ._a6-h", "title")))
    return next((text for node in nodes if (text := flat(node))), "")


def notes_of(head: bytes) -> tuple[str, ...]:
    """The lines before the first card outside its title, each once: one of them may say when the page was made."""
    body = parsed(head).body
    if body is None:
        return ()
    try:
        found = card_of(body)
    except (ValueError, RecursionError):
        return ()
    lines = (" ".join(line.split()) for block in found.blocks for line in block.text.split("\n"))
    return tuple(dict.fromkeys(line for line in lines if line))


def loose(head: bytes) -> Card:
    """The content of a page that has no cards, as one card."""
    tree = parsed(head)
    nodes = (node for wanted in ("main", "[role=main]", "._a706", ".contents", "body") for node in tree.css(wanted))
    try:
        return card_of(next(nodes))
    except (StopIteration, ValueError, RecursionError):
        return Card(problem="a page without a body")
