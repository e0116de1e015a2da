"""A letter as a list of blocks, and the two ways to write it down: as plain text and as Markdown.

In Markdown every character that could mean something is escaped, ours and the person's alike: what was typed is shown
as it was typed, and nothing from an archive can become a link, an image or a tag.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Style = Literal["paragraph", "title", "heading", "lines", "bullets", "numbers", "typed"]
_WIDTH = 80
# Line ends, tabs and what joins letters (ZWNJ, ZWJ) stay; control characters and changes of direction go.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_SPECIAL = re.compile(r"[\\`*_<>&~|$]|\[(?=\[)|\](?=[(\[:])")  # [brackets] alone are text, and placeholders
_AT_START = re.compile(r"^([ \t]*)([#+=-]|\d{1,9}(?=[.)]))")
_SPACES = re.compile(r"^ +| {2,}")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a letter. `lines` are the paragraph, the points of a list, or what the person typed, line by line.

    `names`: of each line the text that it is, for whoever shows the letter; none where it is no text of ours.
    """

    style: Style
    lines: tuple[str, ...]
    names: tuple[str, ...] = ()


def typed(text: str) -> Block:
    """What the person typed, as they typed it, but for what only a terminal would obey."""
    return Block(
        "typed", tuple(without_control(text.replace("\r\n", "\n").replace("\r", "\n")).strip("\n").split("\n"))
    )


def without_control(text: str) -> str:
    """Text without control characters."""
    return _CONTROL.sub("", text)


def one_line(text: str) -> str:
    """A name or an address from an archive, as a part of a sentence."""
    return " ".join(without_control(text).split())


def as_text(blocks: list[Block], wrap: bool = True) -> str:
    """The letter as plain text. What the person typed is never wrapped."""

    def paragraph(line: str, indent: str = "") -> str:
        if not wrap:
            return line
        return textwrap.fill(
            line, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        )  # fmt: skip

    written: dict[Style, Callable[[Block], str]] = {
        "bullets": lambda block: "\n".join(paragraph(f"- {line}", "  ") for line in block.lines),
        "numbers": lambda block: "\n".join(
            paragraph(f"{number}. {line}", "   ") for number, line in enumerate(block.lines, 1)
        ),
        "lines": lambda block: "\n".join(block.lines),
        "typed": lambda block: "\n".join(block.lines),
    }
    plain: Callable[[Block], str] = lambda block: paragraph(" ".join(block.lines))  # noqa: E731
    return "\n\n".join(written.get(block.style, plain)(block) for block in blocks) + "\n"


def as_markdown(blocks: list[Block]) -> str:
    """The letter as Markdown (CommonMark)."""
    return "\n\n".join(_markdown(block) for block in blocks) + "\n"


def _markdown(block: Block) -> str:
    lines = [escape(line) for line in block.lines]
    match block.style:
        case "title":
            return f"# {' '.join(lines)}"
        case "heading":
            return f"## {' '.join(lines)}"
        case "bullets":
            return "\n".join(f"- {line}" for line in lines)
        case "numbers":
            return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))
        case "lines" | "typed":
            return _hard_breaks(lines)
        case _:
            return " ".join(lines)


def _hard_breaks(lines: list[str]) -> str:
    """Lines that stay lines: a backslash ends each but the last of a paragraph."""
    paragraphs = re.split(r"\n(?:\s*\n)+", "\n".join(lines).strip("\n"))  # a blank line at the end is no line
    return "\n\n".join(paragraph.replace("\n", "\\\n") for paragraph in paragraphs)


def escape(line: str) -> str:
    """One line of plain text as Markdown that shows it, spaces included."""
    line = _SPECIAL.sub(r"\\\g<0>", line.replace("\t", "    ").rstrip())
    line = _AT_START.sub(lambda found: found[1] + (found[2] + "\\" if found[2][0].isdigit() else "\\" + found[2]), line)
    return _SPACES.sub(lambda found: "&nbsp;" * (len(found[0]) - (found.start() > 0)) + " " * (found.start() > 0), line)
