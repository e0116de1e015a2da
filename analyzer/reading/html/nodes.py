"""Text out of single nodes, and rows out of the cells of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from selectolax.lexbor import LexborNode

from analyzer.reading.html.addresses import web
from analyzer.reading.html.card import Block, Card, Row

BREAK = "\0"  # stands for <br>: the parser leaves no such character in a text
SPACE = " \t\f\r\n"
_ARRANGING = frozenset(("a", "div", "span"))  # in a footer
_NEWLINES = re.compile(r"[\r\n]+")


def classes(node: LexborNode) -> frozenset[str]:
    """The names in a node's `class`."""
    return _names(node.attributes.get("class") or "")


@lru_cache(maxsize=1024)
def _names(value: str) -> frozenset[str]:
    return frozenset(value.split())


def flat(node: LexborNode) -> str:
    """All text in a node on one line."""
    return " ".join(node.text(separator=" ").split())


def run(node: LexborNode) -> str:
    """The text of a text node; a line break in the source is a space."""
    text = node.text_content or ""
    if "\n" not in text and "\r" not in text:
        return text
    first, *middle, last = _NEWLINES.split(text)  # no pattern for what is around: it would be quadratic in white space
    inner = (line for part in middle if (line := part.strip(SPACE)))
    return " ".join((first.rstrip(SPACE), *inner, last.lstrip(SPACE)))


def lines(parts: Sequence[str]) -> str:
    """Pieces of text as one, with a line break for each `BREAK`."""
    return "\n".join([line.strip(SPACE) for line in "".join(parts).split(BREAK)]).strip(SPACE)


def footer(node: LexborNode) -> tuple[str, str]:
    """The date in a footer, which is its innermost line, and the address that it leads to.

    Nearly always each element holds one other, down to the text; that is read without the searches of the parser.
    """
    inner, address = node.child, ""
    while inner is not None and inner.next is None:
        if inner.tag == "-text":
            return " ".join((inner.text_content or "").split()), address
        if inner.tag not in _ARRANGING:
            break
        if inner.tag == "a":
            address = address or web(inner.attributes.get("href") or "")
        inner = inner.child
    return searched_footer(node)


def searched_footer(node: LexborNode) -> tuple[str, str]:
    """`footer` of any element."""
    dates = node.css("._a72d") or [node]
    addresses = (web(anchor.attributes.get("href") or "") for anchor in node.css("a[href]"))
    return flat(dates[-1]), next(filter(None, addresses), "")


def is_label(cells: Sequence[LexborNode]) -> bool:
    """Whether a page marks the first of these cells as a label, or the second as a value."""
    first, *rest = cells
    if first.tag == "th" or "_a6_q" in classes(first):
        return True
    if rest:
        return "_2piu" in classes(rest[0])
    return "_2pin" in classes(first) and "colspan" in first.attributes  # until 2021


def row_of(cells: list[Card], *, sure: bool) -> Row | None:
    """A row out of its cells, or None where it has no label. In a lone cell the label is the text before all else.

    `sure`: the cell is marked as a label, so its first text is one even if it stands further inside, and files below
    that text are its value.
    """
    if not cells or (not cells[0].blocks and not cells[0].table):
        return None
    if cells[0].media and not (sure and cells[0].media[0].blocks_before):
        return None
    first = cells[0].blocks
    alone = len(cells) == 1
    if alone and first and first[0].level and not sure:
        return None
    label, *rest = first or [Block("")]
    held = cells if alone else cells[1:]
    row = Row(label.text if alone else " ".join(block.text for block in first))
    row.values = [block.text for block in rest] if alone else [block.text for cell in held for block in cell.blocks]
    row.value = "\n".join(row.values)
    row.href = next((link.href for cell in held for link in cell.links), "")
    row.media = [medium for cell in held for medium in cell.media]
    row.inner = [each for cell in held for each in cell.rows()]
    return row
