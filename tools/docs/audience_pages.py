"""Draw the pictures of docs/audience.md as SVG: `python -m tools.docs.audience_pages`, again after a change here.

They are made of the same parts as those of the first steps, and as poor in words: what is typed, and names
of buttons in English, since the developer tools of Chrome start in English everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tools.docs.start_pages import (
    BAR,
    BLUE,
    GREEN,
    INK,
    LINE,
    YELLOW,
    arrow,
    box,
    button,
    framed,
    key,
    number,
    page,
    pointer,
    ring,
    stroke,
    terminal,
    text,
    tick,
    window,
    write,
)

TARGET = Path(__file__).parents[2] / "docs" / "pictures"
RED = "#c2301f"


def person(x: int, y: int, r: int = 16) -> str:
    """A face in a circle: a profile."""
    shoulders = stroke(f"M{x - r + 5} {y + r - 3} q{r - 5} -{r} {2 * r - 10} 0", LINE, 4)
    return ring(x, y, LINE, r, "#ffffff") + f'<circle cx="{x}" cy="{y - 4}" r="5" fill="{LINE}"/>' + shoulders


def globe(x: int, y: int, r: int = 9) -> str:
    """The sign that Facebook puts beside what everybody can see."""
    return ring(x, y, BLUE, r) + stroke(
        f"M{x - r} {y} h{2 * r} M{x} {y - r} q-{r} {r} 0 {2 * r} q{r} -{r} 0 -{2 * r}", BLUE, 2
    )


def post(x: int, y: int, w: int) -> str:
    """A post on a page: a face, and two lines."""
    lines = stroke(f"M{x + 46} {y + 14} h{w - 100} M{x + 46} {y + 28} h{w - 70}", LINE, 4)
    return box(x, y, w, 42, "#ffffff", BAR, 6) + person(x + 24, y + 21, 12) + lines


def rows(x: int, y: int, count: int, w: int = 190) -> str:
    """Requests in a list."""
    return "".join(
        text(x, y + 22 * n, "graphql", 14, mono=True) + stroke(f"M{x + 80} {y - 5 + 22 * n} h{w - 80}", BAR, 6)
        for n in range(count)
    )


def tools(x: int, y: int, w: int, h: int) -> str:
    """The developer tools below or beside a page, with the tab of the network."""
    tab = box(x + 12, y + 8, 92, 26, "#ffffff", BLUE, 4) + text(x + 24, y + 26, "Network", 15)
    rest = stroke(f"M{x + 120} {y + 21} h40 M{x + 174} {y + 21} h40", LINE, 5)
    return box(x, y, w, h, "#ffffff", LINE, 4) + tab + rest


def opened() -> str:
    """The own profile; F12; the tools beside it, with the tab Network."""
    site = window(24, 30, 250, 240, "windows", "facebook.com") + person(76, 108, 30)
    site += stroke("M124 96 h110 M124 116 h70", INK, 4) + post(40, 160, 216) + post(40, 212, 216)
    after = window(420, 30, 276, 240, "windows", "facebook.com") + person(450, 92, 18) + post(434, 130, 96)
    after += post(434, 182, 96) + tools(540, 64, 150, 200).replace("M660 85 h40 M714 85 h40", "M662 85 h18")
    return (
        site
        + number(24, 108, 1)
        + key(304, 90, "F12")
        + number(300, 76, 2)
        + arrow(300, 170, 92)
        + after
        + number(540, 64, 3)
    )


def filtered() -> str:
    """The row above the list: Clear, a ticked box Keep log, and `graphql` in the field of the filter."""
    panel = tools(24, 40, 672, 220) + stroke(
        "M52 112 m-11 0 a11 11 0 1 0 22 0 a11 11 0 1 0 -22 0 M44 120 l16 -16", LINE, 3
    )
    panel += box(92, 98, 26, 26, "#ffffff", INK, 4) + tick(95, 112) + text(130, 118, "Keep log", 17)
    panel += box(250, 92, 230, 38, "#ffffff", BLUE, 4) + text(266, 117, "graphql", 19, mono=True) + pointer(440, 112)
    return panel + stroke("M40 150 H680", BAR, 2) + number(92, 86, 1) + number(250, 86, 2) + rows(52, 184, 3, 600)


def scrolled() -> str:
    """Manage posts: by a click, then down, down, down; the list of requests grows."""
    site = (
        window(24, 24, 360, 252, "windows", "facebook.com")
        + box(210, 66, 150, 34, BAR, LINE)
        + text(226, 89, "Manage posts", 16)
    )
    site += pointer(330, 86) + "".join(post(44, 114 + 52 * n, 290) for n in range(3))
    site += stroke("M358 128 V258 M346 246 L358 260 L370 246", BLUE, 5)
    return (
        site
        + number(210, 66, 1)
        + number(358, 122, 2)
        + arrow(400, 150, 50)
        + tools(470, 40, 226, 220)
        + rows(488, 104, 7)
    )


def exported() -> str:
    """Export; a file; Clear; and on with the next year."""
    panel = tools(24, 40, 300, 210) + rows(44, 160, 4, 250)
    panel += stroke("M50 106 m-12 0 a12 12 0 1 0 24 0 a12 12 0 1 0 -24 0 M42 115 l16 -18", INK, 3)
    panel += text(118, 112, "Export HAR", 17) + box(250, 84, 50, 42, "#ffffff", BLUE, 6)
    panel += stroke("M275 92 v18 m-8 -8 l8 8 l8 -8 M263 118 h24", BLUE, 3) + pointer(286, 108)
    files = page(432, 40, "1.har") + page(432, 160, "2.har")
    again = stroke("M560 96 a52 52 0 1 1 -6 76 M546 190 L553 172 L572 178", GREEN, 6)
    return (
        panel + number(250, 80, 1) + arrow(344, 90, 66) + files + number(44, 80, 2) + again
        + text(570, 150, "+ 1000", 20) + number(556, 96, 3)
    )  # fmt: skip


def given() -> str:
    """The files into the program; then into the bin, and nowhere else."""
    files = page(40, 60, "1.har") + page(110, 60, "2.har")
    shell = terminal(
        236, 40, 300, 130, "windows", ["> analyze facebook.zip", "    --audiences 1.har", "    --audiences 2.har"]
    )
    bin_ = stroke("M580 110 h110 M615 110 v-14 h40 v14 M592 110 l9 130 h68 l9 -130 M620 134 v82 M650 134 v82", INK, 5)
    mail = box(96, 206, 84, 56, "#ffffff", INK, 4) + stroke("M96 208 l42 30 l42 -30", INK, 2)
    mail += stroke("M84 196 l108 76 M192 196 l-108 76", RED, 6)
    return (
        files
        + arrow(182, 100, 40)
        + shell
        + bin_
        + mail
        + number(236, 40, 1)
        + number(590, 110, 2)
        + stroke("M250 234 H572 M560 222 L573 234 L560 246", BLUE, 5)
    )


def public() -> str:
    """The profile, its three dots, View as; then the page saved in one file."""
    site = window(24, 30, 300, 240, "windows", "facebook.com") + person(70, 96, 26) + box(266, 84, 40, 30, BAR, LINE)
    site += "".join(f'<circle cx="{276 + 10 * n}" cy="99" r="3" fill="{INK}"/>' for n in range(3))
    site += box(190, 122, 116, 40, "#ffffff", INK) + text(206, 147, "View as", 17) + pointer(282, 146)
    site += post(40, 172, 268) + post(40, 222, 268)
    save = (
        box(372, 150, 200, 110, "#ffffff", INK)
        + text(390, 184, "Single File", 17)
        + text(390, 212, ".mhtml", 19, mono=True)
    )
    save += button(470, 222, 88, "OK", 30)
    return (
        site + number(266, 76, 1) + number(190, 122, 2) + key(372, 70, "Ctrl + S") + number(366, 60, 3) + save
        + number(372, 150, 4) + arrow(584, 205, 40) + page(636, 160, ".mhtml")
    )  # fmt: skip


def looked() -> str:
    """The filter by audience: Public is chosen, and what is left can be counted."""
    site = (
        window(24, 24, 360, 252, "windows", "facebook.com")
        + box(240, 66, 120, 34, BAR, LINE)
        + text(262, 89, "Filters", 16)
    )
    site += box(60, 116, 300, 144, "#ffffff", INK)
    site += ring(92, 150, BLUE) + ring(92, 150, BLUE, 4, BLUE) + text(118, 156, "Public", 18) + globe(196, 150)
    site += "".join(
        ring(92, 190 + 36 * n, LINE) + stroke(f"M118 {190 + 36 * n} h{90 - 30 * n}", LINE, 5) for n in range(2)
    ) + pointer(98, 154)
    after = window(470, 24, 226, 252, "windows", "facebook.com") + post(484, 70, 198) + post(484, 124, 198)
    after += text(560, 216, "?", 34, YELLOW) + stroke("M500 240 h166", BAR, 6)
    return site + number(240, 66, 1) + number(60, 150, 2) + arrow(400, 150, 54) + after + number(484, 66, 3)


PICTURES: dict[str, Callable[[], str]] = {
    "audience-look": looked,
    "audience-public": public,
    "audience-open": opened,
    "audience-filter": filtered,
    "audience-scroll": scrolled,
    "audience-export": exported,
    "audience-give": given,
}
# For screen readers: title and description.
WORDS = {
    "audience-look": "Look with the filter. The button Filters on Facebook, and in a window the choice Public; then a "
    "shorter list of posts.",
    "audience-public": "Save the public view. On a profile three dots, then View as; then the keys Ctrl and S, a "
    "window with the type Single File, mhtml, and the file that comes of it.",
    "audience-open": "Open the tools. A profile on Facebook; the key F12; the same profile with a panel beside it, on "
    "its tab Network.",
    "audience-filter": "Set the filter. In the panel a ticked box Keep log, and a field with the word graphql; below "
    "it a list.",
    "audience-scroll": "Scroll. On the page the button Manage posts, a list of posts and a long arrow down; in the "
    "panel a list of requests, each named graphql.",
    "audience-export": "Export, again and again. In the panel a button with an arrow down, Export HAR, and a sign "
    "that clears the list; two files; a round arrow, every thousand posts.",
    "audience-give": "Give and delete. Two files go into the command analyze, each with its option audiences; then "
    "into the bin; a letter is crossed out.",
}


def draw(name: str) -> str:
    """One picture as SVG."""
    return framed(PICTURES[name](), WORDS[name])


def main() -> None:
    write(TARGET, {name: draw(name) for name in PICTURES})


if __name__ == "__main__":
    main()
