"""A letter as PDF: A4, a sheet that fits an envelope with a window, the person's blanks marked so that none is missed.

The font is DejaVu Sans (see `fonts/`): Latin in full, Greek, Cyrillic and more. A character that it lacks is shown as a
box, and whoever asks is told. The same letter gives the same bytes: nothing of the machine or its clock is in them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from importlib.resources import as_file, files

from fpdf import FPDF
from fpdf.bidi import BidiParagraph
from fpdf.prefs import ViewerPreferences

from analyzer.report.letter.blocks import Block, without_control

LACKING = "□"  # stands for a character that the font does not have
_TOTAL = "\x00" * 4  # stands for the number of pages: no text of a letter has it
_FONT = "DejaVu Sans"
_LEFT, _RIGHT, _TOP, _BOTTOM = 25.0, 20.0, 20.0, 22.0  # mm, as are all lengths here
_ADDRESS, _BODY, _SIDE = 50.0, 98.0, 125.0  # where the window is, where the subject stands, where the sender begins
_SIZE, _LINE, _SIGNATURE = 10.5, 5.2, 13.0
_BLANK = (255, 240, 184)
_GREY = 110
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_RIGHT_TO_LEFT = {"R", "AL", "AN"}
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


@dataclass(frozen=True, slots=True)
class Pdf:
    """The bytes, and whether every character stands there as it should."""

    content: bytes
    complete: bool


def as_pdf(blocks: Iterable[Block], language: str, day: date) -> Pdf:
    """A letter of that language and day."""
    sheet = _Sheet()
    found = list(blocks)
    title = next((number for number, block in enumerate(found) if block.style == "title"), 0)
    sheet.set_lang(language)
    sheet.set_title(" ".join(sheet.shown(line) for line in found[title].lines))
    sheet.set_creation_date(datetime.combine(day, time(), UTC))
    sheet.set_producer("fpdf2")
    sheet.add_page()
    signed = [] if not title else found[-2:]  # a closing line and the name
    if title:
        _head(sheet, found[:title])
    for block in found[title : len(found) - len(signed)]:
        _block(sheet, block)
    if signed:
        _sign(sheet, signed)
    return Pdf(bytes(sheet.output()), sheet.complete)


class _Sheet(FPDF):
    """The paper: its margins, its font, the numbers of its pages, and one line of text at a time."""

    def __init__(self) -> None:
        super().__init__(format="A4")
        with as_file(files("analyzer.report.letter").joinpath("fonts")) as folder:
            self.add_font(_FONT, "", folder / "DejaVuSans.ttf")
            self.add_font(_FONT, "B", folder / "DejaVuSans-Bold.ttf")
        self._known = frozenset(self.fonts[_FONT.lower()].cmap) & frozenset(self.fonts[_FONT.lower() + "B"].cmap)  # type: ignore[union-attr]
        self._widths: dict[tuple[str, float], dict[str, float]] = {}
        self.complete = True
        self.set_margins(_LEFT, _TOP, _RIGHT)
        self.set_auto_page_break(True, _BOTTOM)
        self.alias_nb_pages(_TOTAL)
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self.c_margin = 0

    def footer(self) -> None:
        self.set_y(-14)
        self.set_font(_FONT, "", 8)
        self.set_text_color(_GREY)
        self.set_x(self.w / 2 - 4)
        self.cell(8, 4, f"{self.page_no()} / {_TOTAL}")
        self.set_text_color(0)

    def shown(self, text: str) -> str:
        """A text as the font can show it."""
        plain = _INVISIBLE.sub("", without_control(" ".join(unicodedata.normalize("NFC", text).split("\n"))))
        plain = plain.replace("\t", "    ")
        made = "".join(each if ord(each) in self._known else LACKING for each in plain)
        if made != plain or any(unicodedata.bidirectional(each) in _RIGHT_TO_LEFT for each in plain):
            self.complete = False  # without a shaping library Arabic letters stand unjoined
        return made

    def wide(self, text: str) -> float:
        """The width of a text, as the sum of its characters': each is measured once."""
        known = self._widths.setdefault((self.font_style, self.font_size_pt), {})
        for each in set(text) - known.keys():
            known[each] = self.get_string_width(each)
        return sum(map(known.__getitem__, text))

    def lines(self, text: str, width: float) -> list[str]:
        """A text in lines, each no wider than `width`; the library needs many times as long for a long annex."""
        if self.wide(text) <= width:
            return [text]
        found, line, taken = [], "", 0.0
        for piece in re.findall(r" *[^ ]+| +$", text):
            wide = self.wide(piece)
            if taken + wide > width:
                if line:
                    found.append(line)
                *whole, line = self._cut(piece.lstrip(" ") if line else piece, width)
                found += whole
                taken = self.wide(line)
            else:
                line, taken = line + piece, taken + wide
        return [*found, line]

    def _cut(self, word: str, width: float) -> list[str]:
        """A word in pieces that fit."""
        found, start, taken = [], 0, 0.0
        for place, each in enumerate(word):
            wide = self.wide(each)
            if taken + wide > width and place > start:
                found.append(word[start:place])
                start, taken = place, 0.0
            taken += wide
        return [*found, word[start:]]

    def write_lines(self, text: str, x: float, width: float, mark: bool = True) -> None:
        """A paragraph at `x`; with `mark` whatever stands in square brackets is set off."""
        inside = False
        for line in self.lines(self.shown(text), width):
            if self.will_page_break(_LINE):
                self.add_page()
            line = _in_order(line)
            for start, end in _brackets(line, inside) if mark else ():
                from_, to = (self.wide(line[:place]) for place in (start, end))
                self.set_fill_color(*_BLANK)
                self.rect(x + from_ - 0.4, self.y + 0.2, to - from_ + 0.8, _LINE - 0.4, style="F")
            inside = (line.rfind("[") > line.rfind("]")) or (inside and "]" not in line)
            self.set_x(x)
            self.cell(width, _LINE, line, new_x="LMARGIN", new_y="NEXT")


def _brackets(line: str, inside: bool) -> Iterator[tuple[int, int]]:
    """Where a line has text in square brackets; `inside`: the line before left one open."""
    for found in re.finditer(r"\[[^\]]*(?:\]|$)", "[" + line if inside else line):
        shift = int(inside)
        yield max(0, found.start() - shift), found.end() - shift


def _in_order(line: str) -> str:
    """A line in the order in which it is seen: Hebrew and Arabic run from right to left."""
    if not any(unicodedata.bidirectional(each) in _RIGHT_TO_LEFT for each in line):
        return line
    placed = BidiParagraph(line).get_reordered_characters()
    return "".join(
        each.character.translate(_MIRRORED) if each.embedding_level % 2 else each.character for each in placed
    )


def _head(sheet: _Sheet, blocks: list[Block]) -> None:
    """Before the subject: a mark, the sender at the right, the addressee where the window is, the date."""
    sides = iter((_SIDE, _LEFT))
    sheet.set_font(_FONT, "", _SIZE)
    addressed = False
    for block in blocks:
        if block.style == "lines":
            x = next(sides, _LEFT)
            addressed = x == _LEFT
            sheet.set_y(max(sheet.y, _ADDRESS) if addressed else sheet.y)
            for line in block.lines:
                sheet.write_lines(line, x, sheet.w - _RIGHT - x)
        elif addressed:
            sheet.set_y(max(sheet.y + _LINE, _BODY - 2 * _LINE))
            sheet.write_lines(" ".join(block.lines), _SIDE, sheet.w - _RIGHT - _SIDE)
        else:
            sheet.set_y(_TOP - 8)
            sheet.write_lines(" ".join(block.lines), _LEFT, sheet.epw)
            sheet.set_y(sheet.y + 3)
    sheet.set_y(max(sheet.y + _LINE, _BODY))


def _block(sheet: _Sheet, block: Block) -> None:
    """One block of the body, and the space after it."""
    heading = block.style in ("title", "heading")
    sheet.set_font(_FONT, "B" if heading else "", 12 if block.style == "title" else _SIZE)
    if heading and sheet.will_page_break(4 * _LINE):
        sheet.add_page()  # no heading stands alone at the foot of a page
    match block.style:
        case "bullets" | "numbers":
            _points(sheet, block)
        case "lines" | "typed":
            for line in block.lines:
                sheet.write_lines(line, _LEFT, sheet.epw, mark=block.style == "lines")
        case _:
            sheet.write_lines(" ".join(block.lines), _LEFT, sheet.epw)
    if not sheet.will_page_break(_LINE):
        sheet.set_y(sheet.y + (1.2 if block.style == "heading" else 3.2))


def _sign(sheet: _Sheet, blocks: list[Block]) -> None:
    """The end of a letter on one page, with room to sign."""
    if sheet.will_page_break(_SIGNATURE + 4 * _LINE):
        sheet.add_page()
    for block in blocks[:-1]:
        _block(sheet, block)
    sheet.set_y(sheet.y + _SIGNATURE)
    _block(sheet, blocks[-1])


def _points(sheet: _Sheet, block: Block) -> None:
    """A list with hanging lines."""
    signs = [f"{number}." if block.style == "numbers" else "•" for number in range(1, len(block.lines) + 1)]
    indent = sheet.get_string_width(signs[-1]) + 2.5
    for sign, line in zip(signs, block.lines, strict=True):
        if sheet.will_page_break(_LINE):
            sheet.add_page()
        sheet.set_x(_LEFT)
        sheet.cell(indent, _LINE, sign, new_x="LMARGIN", new_y="TOP")
        sheet.write_lines(line, _LEFT + indent, sheet.epw - indent)
        sheet.set_y(sheet.y + 0.8)
