"""One card of a page: its title, printed date, link and whatever else stands in it, by structure and never by words.

The rules hold for all layouts since 2010: the title is the first heading, the date is the innermost line of the
footer, the body is everything else. What a text, a row of a table or a link means is decided by the adapters.
"""

from __future__ import annotations

from dataclasses import dataclass, field

CARD = frozenset(("_a6-g", "_2lej", "uiBoxWhite"))
DATE = frozenset(("_a6-o", "_2lem"))
TITLE = frozenset(("_a6-h", "_2lek"))
BODY = frozenset(("_a6-p", "_2let"))


@dataclass(slots=True)
class Block:
    """One run of text, with line breaks. `part`: number of the `_2pin` element (0: outside), `level`: depth in it."""

    text: str
    part: int = 0
    level: int = 0
    linked: bool = False  # the whole of it is the text of a link


@dataclass(slots=True)
class Link:
    """A link to the web."""

    href: str
    text: str = ""
    part: int = 0  # as of a block
    alone: bool = True  # False where it stands inside a text


@dataclass(slots=True)
class Row:
    """One label with its value. `inner` are the rows of a table inside the value, or of a section under a heading."""

    label: str
    value: str = ""
    href: str = ""
    values: list[str] = field(default_factory=list)  # where the value has several lines of its own
    media: list[CardMedia] = field(default_factory=list)
    inner: list[Row] = field(default_factory=list)
    marked: bool = False  # whether the page marks the label as one; else it may be something that a person wrote


@dataclass(slots=True)
class CardMedia:
    """One file that a card shows, each path once. `texts`: what stands with it (album title, caption), in order."""

    path: str
    tag: str = "img"  # img, video, audio; a for a file that is only linked
    texts: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)  # what is known about the file
    blocks_before: int = field(default=0, repr=False, compare=False)  # of the card when the file was met
    rows_before: int = field(default=0, repr=False, compare=False)

    @property
    def caption(self) -> str:
        """The last of the texts."""
        return self.texts[-1] if self.texts else ""


@dataclass(slots=True)
class Card:
    """One record as a page shows it, or a section inside one (`nested`: same form, mostly without a date)."""

    number: int = 0  # from 1, in the order of the page
    title: str = ""
    date_text: str = ""
    permalink: str = ""
    blocks: list[Block] = field(default_factory=list)  # the texts of the body that belong to no medium and no row
    media: list[CardMedia] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    table: list[Row] = field(default_factory=list)
    nested: list[Card] = field(default_factory=list)
    page: str = ""  # the heading of the page, such as the name of an album
    group: str = ""  # the heading of the group that the card stands in
    footed: bool = False  # whether it has a footer, with a date in it or without
    has_body: bool = False
    old: bool = False  # from a page of 2010 to 2018
    problem: str = ""  # why nothing of it could be read

    @property
    def texts(self) -> list[str]:
        """The texts of the body without those of links."""
        return [block.text for block in self.blocks if not block.linked]

    def rows(self) -> list[Row]:
        """The table with each nested section as a row whose `inner` are its own: the form of `label_values`."""
        return [*self.table, *(section.as_row() for section in self.nested)]

    def as_row(self) -> Row:
        """A section as one entry under its title."""
        return Row(self.title, "\n".join(self.texts), media=self.media, inner=self.rows())

    def is_heading(self) -> bool:
        """Whether nothing but a title, and perhaps a sentence below it, stands there."""
        bare = not (self.media or self.links or self.table or self.nested or self.problem)
        return bare and not self.footed and not (self.has_body and self.blocks)
