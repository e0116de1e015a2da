"""Draw `docs/start/pictures/*.svg`, the steps of the pages for beginners. Run after a change here.

Few words, so that one picture serves every language: only what is typed or stands on the screen as it is. Each has
its own light background, so it reads the same on a dark page, and a title and description for screen readers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 720, 300
TARGET = Path(__file__).parents[2] / "docs" / "start" / "pictures"
INK, PAPER, LINE, BAR, BLUE, GREEN, YELLOW, NIGHT = (
    "#1d2733", "#eef2f7", "#8795a6", "#d5deea", "#1857b8", "#1a7f4b", "#ffd24a", "#14202e",
)  # fmt: skip
COMMANDS = {
    "windows": [
        "py -m venv .venv",
        r"&& .venv\Scripts\pip install .",
        r"&& .venv\Scripts\analyze",
        r"sample_exports\facebook-en\facebook-alex.doe.5-2026-03-14-Ab3dE5gH.zip",
    ],
    "macos": [
        "python3 -m venv .venv",
        "&& .venv/bin/pip install .",
        "&& .venv/bin/analyze sample_exports/facebook-en/*.zip",
    ],
}
ANALYZE = {"windows": r".venv\Scripts\analyze", "macos": ".venv/bin/analyze"}
PROMPT = {"windows": ">", "macos": "%"}


def box(x: int, y: int, w: int, h: int, fill: str = "#ffffff", line: str = LINE, r: int = 8, more: str = "") -> str:
    size = f'x="{x}" y="{y}" width="{w}" height="{h}" rx="{r}"'
    return f'<rect {size} fill="{fill}" stroke="{line}" stroke-width="2"{more}/>'


def text(x: int, y: int, words: str, size: int = 16, fill: str = INK, mono: bool = False, middle: bool = False) -> str:
    font = "ui-monospace, Consolas, Menlo, monospace" if mono else "system-ui, Segoe UI, Helvetica, Arial, sans-serif"
    anchor = ' text-anchor="middle"' if middle else ""
    return f'<text x="{x}" y="{y}" font-family="{font}" font-size="{size}" fill="{fill}"{anchor}>{escape(words)}</text>'


def stroke(path: str, line: str = INK, width: int = 3, more: str = "") -> str:
    return (
        f'<path d="{path}" fill="none" stroke="{line}" stroke-width="{width}" stroke-linecap="round"'
        f' stroke-linejoin="round"{more}/>'
    )


def arrow(x: int, y: int, length: int) -> str:
    end = x + length
    return stroke(f"M{x} {y} H{end} M{end - 11} {y - 9} L{end} {y} L{end - 11} {y + 9}", BLUE, 5)


def ring(x: int, y: int, line: str, r: int = 10, fill: str = "#ffffff") -> str:
    return f'<circle cx="{x}" cy="{y}" r="{r}" fill="{fill}" stroke="{line}" stroke-width="4"/>'


def number(x: int, y: int, n: int) -> str:
    return f'<circle cx="{x}" cy="{y}" r="17" fill="{YELLOW}" stroke="{INK}" stroke-width="2"/>' + text(
        x, y + 6, str(n), 18, middle=True
    )


def window(x: int, y: int, w: int, h: int, system: str, title: str = "") -> str:
    """An empty window; its buttons stand where the system has them."""
    dots = "".join(f'<circle cx="{x + 18 + 18 * n}" cy="{y + 15}" r="5" fill="{LINE}"/>' for n in range(3))
    right = x + w
    signs = f"M{right - 70} {y + 15} h10 M{right - 46} {y + 10} h10 v10 h-10 z"
    signs = stroke(f"{signs} M{right - 22} {y + 10} l10 10 m0 -10 l-10 10", LINE, 2)
    at = x + 14 if system == "windows" else x + 78
    top = f'<path d="M{x + 1} {y + 30} V{y + 8} q0 -7 7 -7 H{right - 8} q7 0 7 7 V{y + 30} z" fill="{BAR}"/>'
    return box(x, y, w, h) + top + (dots if system == "macos" else signs) + text(at, y + 20, title, 14)


def terminal(x: int, y: int, w: int, h: int, system: str, lines: list[str]) -> str:
    """A terminal with its lines; the last one ends with a cursor."""
    inner = f'<path d="M{x + 1} {y + 30} H{x + w - 1} V{y + h - 8} q0 7 -7 7 H{x + 8} q-7 0 -7 -7 z" fill="{NIGHT}"/>'
    shown = [text(x + 14, y + 56 + 24 * n, line, 14, "#eaf1f8", mono=True) for n, line in enumerate(lines)]
    at = x + 16 + int(8.43 * len(lines[-1])), y + 56 + 24 * (len(lines) - 1)
    cursor = f'<rect x="{at[0]}" y="{at[1] - 13}" width="9" height="17" fill="{YELLOW}"/>'
    return window(x, y, w, h, system) + inner + "".join(shown) + cursor


def button(x: int, y: int, w: int, label: str, h: int = 38) -> str:
    return box(x, y, w, h, BLUE, BLUE) + text(x + w // 2, y + h // 2 + 6, label, 17, "#ffffff", middle=True)


def key(x: int, y: int, label: str) -> str:
    w = 26 + 10 * len(label)
    return box(x, y, w, 36, "#ffffff", INK, 6) + text(x + w // 2, y + 24, label, 16, middle=True)


def tick(x: int, y: int, line: str = GREEN) -> str:
    return stroke(f"M{x} {y} l8 9 l15 -20", line, 5)


def pointer(x: int, y: int) -> str:
    return (
        f'<path d="M{x} {y} v26 l6 -6 l5 12 l6 -3 l-5 -11 h9 z" fill="#ffffff" stroke="{INK}" stroke-width="2"'
        ' stroke-linejoin="round"/>'
    )


def archive(x: int, y: int, name: str = "") -> str:
    """A zip: a packet with a zipper."""
    zipper = "".join(
        f'<rect x="{x + 29 + 5 * (n % 2)}" y="{y + 4 + 8 * n}" width="5" height="5" fill="{INK}"/>' for n in range(8)
    )
    return box(x, y, 68, 78, YELLOW, INK, 6) + zipper + text(x + 34, y + 98, name, 14, middle=True)


def folder(x: int, y: int, name: str = "") -> str:
    shape = f"M{x} {y + 12} q0 -6 6 -6 h22 l8 10 h38 q6 0 6 6 v42 q0 6 -6 6 h-68 q-6 0 -6 -6 z"
    return f'<path d="{shape}" fill="#f6b73c" stroke="{INK}" stroke-width="2"/>' + text(
        x + 40, y + 90, name, 14, middle=True
    )


def page(x: int, y: int, name: str = "") -> str:
    shape = f'<path d="M{x} {y} h38 l16 16 v56 h-54 z" fill="#ffffff" stroke="{INK}" stroke-width="2"/>'
    lines = stroke(f"M{x + 10} {y + 26} h34 M{x + 10} {y + 40} h34 M{x + 10} {y + 54} h22", LINE, 3)
    return shape + lines + text(x + 27, y + 92, name, 14, middle=True)


def ask_for_it() -> str:
    """The form: all years, JSON; then the e-mail, then the zip."""
    form = window(24, 24, 330, 252, "macos")
    years = stroke("M60 92 H316", LINE, 4) + stroke("M60 92 H316", BLUE, 6)
    ends = ring(60, 92, BLUE) + ring(316, 92, BLUE) + text(46, 128, "2004", 15) + text(284, 128, "2026", 15)
    json, html = ring(62, 165, BLUE) + ring(62, 165, BLUE, 3, BLUE), ring(182, 165, LINE)
    kinds = json + text(80, 171, "JSON", 17) + html + text(200, 171, "HTML", 17, LINE)
    send = box(126, 206, 126, 44, BLUE, BLUE) + tick(178, 228, "#ffffff") + pointer(226, 232)
    mail = box(446, 106, 92, 62, "#ffffff", INK, 4) + stroke("M446 108 l46 34 l46 -34", INK, 2)
    return (
        form + years + ends + kinds + send + number(24, 92, 1) + number(24, 165, 2) + number(24, 228, 3)
        + arrow(374, 138, 52) + mail + number(446, 104, 4) + arrow(556, 138, 48) + archive(626, 98, ".zip")
    )  # fmt: skip


def python(system: str) -> str:
    """The download page; then the installer; on macOS a password."""
    site = window(24, 40, 220, 210, system, "python.org") + text(134, 116, "Python 3", 22, middle=True)
    site += button(64, 140, 140, "", 44) + stroke("M134 148 v18 m-8 -8 l8 8 l8 -8 M122 175 h24", "#ffffff", 4)
    site += number(64, 140, 1) + pointer(180, 168)
    if system == "windows":
        setup = window(330, 40, 360, 210, system, "Python")
        setup += button(360, 92, 220, "Install") + number(360, 92, 3) + pointer(550, 112)
        setup += (
            box(360, 186, 26, 26, "#ffffff", INK, 4) + tick(363, 200) + text(398, 206, "Add python.exe to PATH", 17)
        )
        return site + arrow(262, 145, 48) + setup + number(336, 199, 2)
    setup = window(326, 40, 200, 210, system, "Python")
    setup += "".join(tick(350, 88 + 34 * n) + stroke(f"M388 {86 + 34 * n} h100", LINE, 5) for n in range(3))
    setup += button(410, 196, 96, "▶") + number(410, 196, 2) + pointer(476, 216)
    lock = box(588, 120, 108, 110, "#ffffff", INK, 10) + stroke("M622 120 v-18 a20 20 0 0 1 40 0 v18", INK, 6)
    lock += text(642, 172, "••••••", 26, middle=True) + button(614, 186, 56, "OK", 32) + number(588, 120, 3)
    return site + arrow(258, 145, 50) + setup + arrow(538, 170, 38) + lock


def unpack() -> str:
    """A zip; the folder that comes out of it; what lies in the right one."""
    inside = window(400, 20, 296, 260, "macos") + folder(438, 68, "analyzer") + folder(560, 68, "sample_exports")
    inside += page(446, 190) + text(514, 234, "README.md", 16) + tick(630, 230)
    return (
        archive(60, 100, ".zip")
        + number(60, 100, 1)
        + arrow(150, 140, 56)
        + folder(228, 102)
        + number(228, 104, 2)
        + arrow(328, 140, 52)
        + inside
        + number(400, 160, 3)
    )


def open_terminal(system: str) -> str:
    """Windows: `cmd` in the address bar. macOS: the folder dragged on the terminal's symbol."""
    after = terminal(436, 60, 260, 180, system, ["", PROMPT[system] + " "])
    if system == "windows":
        files = (
            window(24, 40, 330, 220, system)
            + box(44, 84, 290, 40, "#ffffff", BLUE, 4)
            + text(68, 110, "cmd", 19, mono=True)
        )
        files += folder(50, 160) + folder(142, 160)
        return files + number(40, 104, 1) + key(252, 170, "Enter ↵") + number(246, 166, 2) + arrow(368, 150, 54) + after
    dock = box(40, 196, 300, 74, BAR, LINE, 16) + "".join(
        box(x, 210, 46, 46, "#ffffff", LINE, 10) for x in (58, 222, 278)
    )
    symbol = box(116, 200, 66, 66, NIGHT, INK, 14) + text(130, 240, ">_", 24, "#eaf1f8", mono=True)
    way = stroke("M262 96 C 210 96 170 120 152 178 M140 166 L151 182 L166 170", BLUE, 4, ' stroke-dasharray="9 7"')
    return dock + symbol + folder(266, 50) + way + pointer(320, 96) + number(266, 52, 1) + arrow(368, 150, 54) + after


def paste(system: str) -> str:
    """The one line in the terminal, and the keys that paste and start it."""
    lines = [PROMPT[system] + " " + COMMANDS[system][0], *("  " + line for line in COMMANDS[system][1:])]
    keys = "Ctrl + V" if system == "windows" else "⌘ + V"
    return (
        terminal(24, 30, 672, 130, system, lines) + number(150, 240, 1) + key(176, 222, keys)
        + arrow(310, 240, 54) + number(400, 240, 2) + key(426, 222, "Enter ↵")
    )  # fmt: skip


def drag(system: str) -> str:
    """The zip pulled out of the Downloads window into the terminal, behind what was typed."""
    files = window(24, 40, 210, 220, system, "Downloads") + archive(96, 96, "facebook-….zip")
    shell = terminal(316, 60, 380, 130, system, [PROMPT[system] + " " + ANALYZE[system] + " "])
    way = stroke(
        "M176 130 C 260 60 420 210 552 156 M534 150 L553 156 L543 173", "#3f83f8", 4, ' stroke-dasharray="9 7"'
    )
    return (
        files
        + shell
        + number(316, 150, 1)
        + way
        + pointer(150, 146)
        + number(96, 98, 2)
        + number(470, 236, 3)
        + key(496, 218, "Enter ↵")
    )


def result() -> str:
    """The figures in the terminal; the report as a page in the browser."""
    shell = terminal(24, 50, 250, 190, "macos", ["", "", "", "", "report.html "])
    bars = [(150, BLUE), (90, YELLOW), (190, LINE)]
    shell += "".join(
        f'<rect x="42" y="{92 + 26 * n}" width="{w}" height="14" fill="{c}"/>' for n, (w, c) in enumerate(bars)
    )
    view = window(356, 24, 340, 256, "macos", "report.html")
    heights = [(60, 30), (84, 44), (50, 66), (72, 90), (30, 40)]
    view += "".join(
        f'<rect x="{388 + 40 * n}" y="{168 - a}" width="26" height="{a}" fill="{LINE}"/>'
        f'<rect x="{388 + 40 * n}" y="{168 - b // 2}" width="26" height="{b // 2}" fill="{BLUE}"/>'
        for n, (a, b) in enumerate(heights)
    )
    view += stroke("M384 72 h180 M384 170 h210", INK, 3)
    view += "".join(
        box(384, 188 + 28 * n, 18, 18, "#ffffff", INK, 3) + stroke(f"M416 {197 + 28 * n} h{200 - 40 * n}", LINE, 4)
        for n in range(3)
    )
    return shell + arrow(290, 146, 50) + view + tick(386, 197)


def remove() -> str:
    """Three things go into the bin: the program's folder, the report, the archive."""
    bin_ = stroke("M520 110 h130 M560 110 v-16 h50 v16 M534 110 l10 140 h82 l10 -140 M566 136 v90 M604 136 v90", INK, 5)
    things = folder(60, 104) + page(196, 102, "ai-scope-report") + archive(320, 100, ".zip")
    return things + arrow(420, 150, 70) + bin_


PICTURES: dict[str, Callable[[], str]] = {
    "archive": ask_for_it,
    "unpack": unpack,
    "result": result,
    "remove": remove,
    **{f"{system}-python": partial(python, system) for system in PROMPT},
    **{f"{system}-terminal": partial(open_terminal, system) for system in PROMPT},
    **{f"{system}-paste": partial(paste, system) for system in PROMPT},
    **{f"{system}-drag": partial(drag, system) for system in PROMPT},
}
# For screen readers: title and description.
WORDS = {
    "archive": "Ask for your archive. A form with all years chosen and JSON marked; then an e-mail; then a zip file.",
    "unpack": "Unpack the program. A zip file becomes a folder; in it lie analyzer, sample_exports and README.md.",
    "result": "The result. Bars in the terminal, and a report with a chart and a list of steps in the browser.",
    "remove": "Remove everything. The program's folder, the report and the archive go into the bin.",
    "windows-python": "Install Python. The site python.org with a button to download; an installer with a ticked box "
    "Add python.exe to PATH and the button Install.",
    "windows-terminal": "Open a terminal in the folder. A window of files with the word cmd in its address bar, the "
    "key Enter, and the dark window that opens.",
    "windows-paste": "Paste one line. The command in the dark window; the keys Ctrl and V, then Enter.",
    "windows-drag": "Drag the archive into the window. A zip file is pulled from Downloads into the dark window, "
    "behind the word analyze; then Enter.",
    "macos-python": "Install Python. The site python.org with a button to download; the installer; a lock that asks "
    "for the password.",
    "macos-terminal": "Open a terminal in the folder. A folder is pulled onto the symbol of the Terminal, and a dark "
    "window opens.",
    "macos-paste": "Paste one line. The command in the dark window; the keys Command and V, then Enter.",
    "macos-drag": "Drag the archive into the window. A zip file is pulled from Downloads into the dark window, "
    "behind the word analyze; then Enter.",
}


def framed(picture: str, words: str) -> str:
    """A picture as SVG, on its ground. `words`: its title, and after the first full stop what it shows."""
    title, _, description = words.partition(". ")
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        ' role="img" aria-labelledby="t d">'
    )
    ground = box(1, 1, WIDTH - 2, HEIGHT - 2, PAPER, BAR, 14)
    parts = [head, f'<title id="t">{escape(title)}</title>', f'<desc id="d">{escape(description)}</desc>', ground]
    return "\n".join([*parts, picture.replace("><", ">\n<"), "</svg>", ""])


def write(folder: Path, pictures: Mapping[str, str]) -> None:
    """Write pictures by their names."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, svg in pictures.items():
        (folder / f"{name}.svg").write_text(svg, "utf-8")


def draw(name: str) -> str:
    """One picture as SVG."""
    return framed(PICTURES[name](), WORDS[name])


def main() -> None:
    write(TARGET, {name: draw(name) for name in PICTURES})


if __name__ == "__main__":
    main()
