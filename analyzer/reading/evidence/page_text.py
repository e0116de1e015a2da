"""What a person sees on a saved page: its pieces of text in order, and the ids in the addresses of its pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs

from selectolax.lexbor import LexborHTMLParser, LexborNode

from analyzer.reading.evidence import bounds, fact_tables
from analyzer.reading.evidence.model import PageText
from analyzer.reading.fields import fold_text

_INLINE = frozenset(
    "a abbr b bdi bdo big cite code del em font i img ins mark q s small span strong sub sup time tt u wbr".split()
)
_UNSEEN = frozenset("head script style noscript template iframe object title svg select datalist".split())
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_MEDIA_ID = re.compile(r"\d{10,25}")
_LONGEST_EMOJI = 16  # characters of the name of a picture that stands for a sign in a text


def page_texts(tree: LexborHTMLParser) -> tuple[PageText, ...]:
    """The pieces of visible text, folded, one for each block of the page."""
    found: list[PageText] = []
    words: list[str] = []
    block: LexborNode | None = None
    size = 0
    for node, text in _seen(tree):
        around = None if text is None else _block_of(node)
        if block is not None and words and not _same(around, block):
            size += _flush(words, block, found)
            if len(found) >= bounds.MOST_BLOCKS or size > bounds.MOST_PAGE_TEXT:
                return tuple(found)
        if text is not None:
            block = around
            words.append(text)
    if block is not None:
        _flush(words, block, found)
    return tuple(found)


def plain_texts(text: str) -> tuple[PageText, ...]:
    """The lines of a text, folded."""
    lines = (fold_text(line) for line in text[: bounds.MOST_PAGE_TEXT].splitlines())
    return tuple(PageText(line) for line in lines if line)[: bounds.MOST_BLOCKS]


def _seen(tree: LexborHTMLParser) -> Iterator[tuple[LexborNode, str | None]]:
    """The visible nodes in order: texts with what they say, and the beginnings of blocks."""
    node = tree.body
    root = node
    while node is not None:
        tag = node.tag or ""
        inside = False
        if tag == "-text":
            yield node, node.text_content or ""
        elif tag == "img":
            sign = node.attributes.get("alt") or ""
            if len(sign) <= _LONGEST_EMOJI and sign and not sign.isascii():
                yield node, sign
        elif node.is_element_node and not _unseen(node, tag):
            if _is_block(node, tag):
                yield node, None
            inside = True
        node = _next(node, root, inside)


def _next(node: LexborNode, root: LexborNode | None, inside: bool) -> LexborNode | None:
    """The node that follows in the page; `inside`: whether its own content is looked at."""
    if inside and node.child is not None:
        return node.child
    current: LexborNode | None = node
    while current is not None and not _same(current, root):
        if current.next is not None:
            return current.next
        current = current.parent
    return None


def _same(one: LexborNode | None, two: LexborNode | None) -> bool:
    """Whether they are one node of the page. (`==` compares the markup of both, which takes as long as they are.)"""
    return one is not None and two is not None and one.mem_id == two.mem_id


def _unseen(node: LexborNode, tag: str) -> bool:
    if tag in _UNSEEN:
        return True
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _is_block(node: LexborNode, tag: str) -> bool:
    return tag not in _INLINE or node.attributes.get("role") == "button"


def _block_of(node: LexborNode) -> LexborNode | None:
    current = node.parent
    while current is not None and not _is_block(current, current.tag or ""):
        current = current.parent
    return current


def _flush(words: list[str], block: LexborNode, found: list[PageText]) -> int:
    text = fold_text("".join(words))
    words.clear()
    if text:
        found.append(PageText(text, _goes_on(block)))
    return len(text)


def _goes_on(block: LexborNode) -> bool:
    """Whether the next line of the same text follows: Facebook writes each line as an element with `dir="auto"`."""
    if block.attributes.get("dir") != "auto":
        return False
    follows = _next_element(block)
    if follows is not None:
        return follows.tag == block.tag and follows.attributes.get("dir") == "auto"
    parent = block.parent  # the last line of a paragraph: the next paragraph begins like this one
    after = _next_element(parent) if parent is not None else None
    first = after.child if after is not None and parent is not None and after.tag == parent.tag else None
    return first is not None and first.tag == block.tag and first.attributes.get("dir") == "auto"


def _next_element(node: LexborNode) -> LexborNode | None:
    follows = node.next
    while follows is not None and not follows.is_element_node:
        if (follows.text_content or "").strip():
            return None
        follows = follows.next
    return follows


def page_media_ids(tree: LexborHTMLParser) -> frozenset[str]:
    """The media ids in the addresses of the pictures, and of what a picture links to."""
    found: set[str] = set()
    for node in tree.css("img[src], video[src], video[poster]"):
        for name in ("src", "poster"):
            found.update(_ids(node.attributes.get(name) or ""))
        found.update(_linked(node))
    return frozenset(found)


def _ids(address: str) -> list[str]:
    parts = fact_tables.split(address)
    return _MEDIA_ID.findall(parts.path.rpartition("/")[2]) if parts else []


def _linked(node: LexborNode) -> list[str]:
    current = node.parent
    for _ in range(8):
        if current is None or current.tag == "body":
            return []
        if current.tag == "a":
            parts = fact_tables.split(current.attributes.get("href") or "")
            numbers = (
                parse_qs(parts.query, max_num_fields=50).get("fbid", []) if parts and len(parts.query) < 4096 else []
            )
            return [number for number in numbers if _MEDIA_ID.fullmatch(number)]
        current = current.parent
    return []
