"""Records of pages made before April 2018: a date (`div.meta`), a sentence, and the person's words (`.comment`)."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from analyzer.reading.html.card import Block, Card
from analyzer.reading.html.content import card_of
from analyzer.reading.html.nodes import classes, flat


def old_card(body: LexborNode) -> Card:
    """The record between two dates. What others wrote below it names them (`.user`) and is left out."""
    card = Card(footed=True, old=True)
    for node in body.css(".comment .user, .thread, .message"):
        comment: LexborNode | None = node
        while comment is not None and "comment" not in classes(comment) and comment.parent is not None:
            comment = comment.parent
        if comment is not None and comment.tag != "body":
            comment.decompose()
    meta = next((node for node in body.css("div.meta")), None)
    if meta is not None:
        card.date_text = flat(meta)
        meta.decompose()
    words = []
    for node in body.css("div.comment"):
        words += [Block(block.text, 1, 1) for block in card_of(node).blocks]
        node.decompose()
    rest = card_of(body)
    card.media, card.links, card.table, card.nested = rest.media, rest.links, rest.table, rest.nested
    told = [block.text for block in rest.blocks if not block.linked]
    card.title = told[0] if told else ""
    card.blocks = [*words, *(Block(text) for text in told[1:])]
    return card
