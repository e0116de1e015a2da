"""What stands in a piece of a page: the parser's tree, walked once and turned into the parts of a card.

A text below a medium, in the smallest element that holds no other medium, belongs to it; a cell of a table belongs
to its row; all other texts are blocks of the card.
"""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from analyzer.reading.html.addresses import local, web
from analyzer.reading.html.card import BODY, CARD, DATE, TITLE, Block, Card, CardMedia, Link, Row
from analyzer.reading.html.nodes import BREAK, SPACE, classes, flat, footer, is_label, lines, row_of, run

_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_FILES = frozenset(("img", "video", "audio"))
_SILENT = frozenset(("script", "style", "svg", "template", "noscript", "iframe", "object", "head", "title", "textarea"))
_INLINE = frozenset(("span", "b", "i", "em", "strong", "u", "s", "small", "sub", "sup", "font", "code", "label", "bdi",
                     "bdo", "abbr", "time", "mark"))  # fmt: skip
_BOX, _WRITER = "uiBoxGray", "._2oao"  # a box with what somebody wrote under a file (2018 to 2020), and who it was
_DEEPEST = 100  # levels; the deepest seen is about 20


def card_of(node: LexborNode, deep: int = 0) -> Card:
    """The card or nested section that a node is. Raises ValueError where it is nested too deep."""
    return _walked(_Walk(deep), node)


class _Walk:
    """Walks one card, one cell or one section."""

    def __init__(self, deep: int = 0, *, titled: bool = False) -> None:
        self.card = Card()
        self._deep = deep
        self._titled = titled  # the title is told, or there is none
        self._text: list[str] = []
        self._plain = False  # whether some of the text stands outside links
        self._link: Link | None = None
        self._links: list[Link] = []  # those in the open run of text
        self._part = self._level = self._parts = 0
        self._files: dict[str, CardMedia] = {}

    def children(self, node: LexborNode) -> None:
        """Walk what stands inside a node; a heading takes the rows after it."""
        self._deep += 1
        if self._deep > _DEEPEST:
            raise ValueError("elements nested too deep")
        heading: tuple[str, int] | None = None
        child = node.child
        while child is not None:
            tag = child.tag
            if tag == "-text":
                self._text_node(child)
            elif tag in _HEADINGS and self._titled:
                self.flush()
                self._close_group(heading)
                heading = (flat(child), len(self.card.table))
            elif tag is not None and tag[0] != "-" and tag not in _SILENT:
                self._element(child, tag)
            child = child.next
        self._deep -= 1
        self._close_group(heading)

    def _close_group(self, heading: tuple[str, int] | None) -> None:
        if heading:
            table = self.card.table
            table[heading[1] :] = [Row(heading[0], inner=table[heading[1] :])]

    def flush(self) -> None:
        """A run of text ends here."""
        if not self._text:
            return
        text = lines(self._text)
        if text:
            self.card.blocks.append(Block(text, self._part, self._level, not self._plain))
        for link in self._links:
            link.alone = not self._plain
        self._links.clear()
        self._text.clear()
        self._plain = False

    def _text_node(self, node: LexborNode) -> None:
        text = run(node)
        self._text.append(text)
        if self._link is None:
            self._plain |= bool(text.strip(SPACE))
        else:
            self._link.text += text

    def _element(self, node: LexborNode, tag: str) -> None:
        if tag == "br":
            self._text.append(BREAK)
        elif tag in _INLINE:
            self.children(node)
        elif tag == "a":
            self._anchor(node)
        elif tag in _FILES:
            self._file(node, tag)
        else:
            if self._text:
                self.flush()
            self._block(node, tag)
            if self._text:
                self.flush()

    def _block(self, node: LexborNode, tag: str) -> None:
        names = classes(node)
        if _BOX in names and self.card.media and node.css_first(_WRITER) is not None:
            return  # comments of others, mostly; the person's own stand in the file of comments
        if names & CARD:
            self.card.nested.append(card_of(node, self._deep))
        elif tag == "footer" or names & DATE:
            self.card.footed = True
            date, address = footer(node)
            self.card.date_text, self.card.permalink = date or self.card.date_text, self.card.permalink or address
        elif not self._titled and (tag in _HEADINGS or names & TITLE):
            self._titled = True
            self.card.title = "\n".join(block.text for block in _cell(node, self._deep).blocks)
        elif tag == "tr" and self._row(node):
            pass
        elif "_2pin" in names:
            outer = self._part, self._level
            self._parts += 1
            self._part, self._level = self._parts, 0
            self._content(node)
            self._part, self._level = outer
        else:
            if names & BODY:
                self.card.has_body = self._titled = True
            self._level += 1
            self._content(node)
            self._level -= 1

    def _content(self, node: LexborNode) -> None:
        """Walk an element; texts and rows in it that come after its only medium belong to that."""
        card, parts = self.card, self._parts
        blocks, rows, files = len(card.blocks), len(card.table), len(card.media)
        self.children(node)
        if self._text:
            self.flush()
        if len(card.media) != files + 1 or self._parts != parts:
            return
        medium = card.media[files]
        blocks, rows = max(blocks, medium.blocks_before), max(rows, medium.rows_before)
        medium.texts += [block.text for block in card.blocks[blocks:] if not block.linked]
        medium.rows += card.table[rows:]
        card.blocks[blocks:] = [block for block in card.blocks[blocks:] if block.linked]
        del card.table[rows:]

    def _anchor(self, node: LexborNode) -> None:
        address = node.attributes.get("href") or ""
        if path := local(address):
            medium = self._medium(path, "a")
            for found in _cell(node, self._deep).media:
                if found.path == path:
                    medium.tag = found.tag
                else:
                    self._medium(found.path, found.tag)
            return
        outer, self._link = self._link, Link(web(address), part=self._part)
        self.children(node)
        if self._link.href:
            self._link.text = " ".join(self._link.text.split())
            self.card.links.append(self._link)
            self._links.append(self._link)
        self._link = outer

    def _file(self, node: LexborNode, tag: str) -> None:
        """A picture or film. What stands inside the element is for browsers that cannot show it."""
        source = node.attributes.get("src") or next(
            (inner.attributes.get("src") or "" for inner in node.css("source[src]")), ""
        )
        path = local(source) or web(source)
        if path:
            self.flush()
            self._medium(path, tag)

    def _medium(self, path: str, tag: str) -> CardMedia:
        found = self._files.get(path)
        if found is None:
            self.flush()
            found = self._files[path] = CardMedia(path, tag)
            found.blocks_before, found.rows_before = len(self.card.blocks), len(self.card.table)
            self.card.media.append(found)
        elif found.tag == "a":
            found.tag = tag
        return found

    def _row(self, node: LexborNode) -> bool:
        """Read a row of a table; False where it has no label, so that it only arranges what is in it."""
        nodes = [each for each in node.iter() if each.tag in ("td", "th")]
        marked = bool(nodes) and is_label(nodes)
        row = row_of([_cell(each, self._deep) for each in nodes], sure=len(nodes) == 1 and marked)
        if row is not None:
            row.marked = marked
            self.card.table.append(row)
        return row is not None


def _cell(node: LexborNode, deep: int) -> Card:
    return _walked(_Walk(deep, titled=True), node)


def _walked(walk: _Walk, node: LexborNode) -> Card:
    walk.children(node)
    walk.flush()
    return walk.card
