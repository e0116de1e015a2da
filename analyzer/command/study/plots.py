"""Plots of the figures as SVG: they stand on the page, and as files that can be published."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from analyzer.command.study.figures import BIN_NAMES, Cell, Line

_WIDTH, _LEFT, _RIGHT, _ROW, _TOP = 480, 124, 84, 30, 38
_FOOT = 50  # below the axis: its numbers, and what they are
_INK, _SOFT, _LINE, _LEAST, _MOST = "#1c2126", "#5a636c", "#c9c5bb", "#0b6160", "#a85a12"
_FEW = "Too few participants: everything is held back."
# Colours for files; classes, by which the page gives those of its own scheme.
_OPENING = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" class="plot" role="img" aria-label="{}" viewBox="0 0 {} {}" '
    'font-family="system-ui, sans-serif" font-size="13"><rect class="paper" width="100%" height="100%" fill="#ffffff"/>'
)
_TEXT = Markup('<text class="{}" x="{:.1f}" y="{:.1f}" dy="0.35em" text-anchor="{}" fill="{}">{}</text>')
_RULE = Markup('<line class="{}" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" stroke="{}" stroke-width="{}"/>')
_DOT = Markup('<circle class="{}" cx="{:.1f}" cy="{:.1f}" r="6" fill="{}" stroke="{}" stroke-width="2"/>')
_BAR = Markup('<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" fill="{}"/>')
_CLOSING = Markup("</svg>")
_ENDS = (("least", "least: undecided as not public"), ("most", "most: undecided as public"))


def bounds(lines: Sequence[Line], heading: str) -> Markup:
    """For each group the mean share of items that falls into the scope: from the least to the most."""
    shown = [each for each in lines if each.mean_least is not None or each.mean_most is not None]
    height = _TOP + _ROW * max(len(shown), 1) + _FOOT
    parts = [_OPENING.format(heading, _WIDTH, height), *_legend(_dot), *_scale(height)]
    for number, each in enumerate(shown):
        y = _TOP + _ROW * (number + 0.5)
        parts.append(_text(_LEFT - 14, y, "end", each.group.replace("_", " "), "ink"))
        if each.mean_least is not None and each.mean_most is not None:
            parts.append(_RULE.format("span", _x(each.mean_least), y, _x(each.mean_most), y, _SOFT, 4))
        for mean, end in ((each.mean_most, "most"), (each.mean_least, "least")):
            if mean is not None:
                parts.append(_dot(end, _x(mean), y))
        parts.append(_text(_WIDTH - 6, y, "end", f"{_percent(each.mean_least)} – {_percent(each.mean_most)}"))
    if not shown:
        parts.append(_text(_LEFT, _TOP + _ROW / 2, "start", _FEW))
    parts.append(_text((_x(0) + _x(100)) / 2, height - 12, "middle", "mean share of a participant's items in scope"))
    return Markup("").join([*parts, _CLOSING])


def spread(line: Line, heading: str) -> Markup:
    """How participants are spread over the share of their items: at least, and at most."""
    counts = [each for each in (*line.least, *line.most) if each is not None]
    if not counts:
        height = _TOP + _ROW
        few = _text(_LEFT, _TOP + _ROW / 4, "start", _FEW)
        return Markup("").join([_OPENING.format(heading, _WIDTH, height), *_legend(_square), few, _CLOSING])
    height = _TOP + 2 * _ROW * len(BIN_NAMES) + 28
    parts = [_OPENING.format(heading, _WIDTH, height), *_legend(_square)]
    for number, name in enumerate(BIN_NAMES):
        top = _TOP + 2 * _ROW * number
        parts.append(_text(_LEFT - 14, top + _ROW - 3, "end", name.replace("-", "–"), "ink"))
        for place, (end, count) in enumerate((("least", line.least[number]), ("most", line.most[number]))):
            length = (count or 0) / max(counts) * (_WIDTH - _LEFT - _RIGHT)
            y = top + 4 + place * 24
            parts.append(_BAR.format(end, _LEFT, y, length, 20, _LEAST if end == "least" else _MOST))
            parts.append(_text(_LEFT + length + 8, y + 10, "start", _count(count)))
    parts.append(_text(_LEFT, height - 12, "start", "participants, by the share of their items in scope"))
    return Markup("").join([*parts, _CLOSING])


def _legend(mark: Callable[[str, float, float], Markup]) -> list[Markup]:
    """What the two colours are, at the top."""
    found, x = [], 18.0
    for end, name in _ENDS:
        found += [mark(end, x, 16), _text(x + 14, 16, "start", name)]
        x += 226
    return found


def _dot(end: str, x: float, y: float) -> Markup:
    colour = _LEAST if end == "least" else _MOST
    return _DOT.format(end, x, y, _LEAST if end == "least" else "#ffffff", colour)


def _square(end: str, x: float, y: float) -> Markup:
    return _BAR.format(end, x - 7, y - 7, 14, 14, _LEAST if end == "least" else _MOST)


def _text(x: float, y: float, anchor: str, text: str, look: str = "soft") -> Markup:
    return _TEXT.format(look, x, y, anchor, _INK if look == "ink" else _SOFT, text)


def _scale(height: int) -> list[Markup]:
    bottom = height - _FOOT
    lines = [_RULE.format("grid", _x(each), _TOP, _x(each), bottom, _LINE, 1) for each in range(0, 101, 20)]
    names = [_text(_x(each), bottom + 14, "middle", f"{each} %") for each in range(0, 101, 20)]
    return [*lines, *names]


def _x(share: int) -> float:
    return _LEFT + share / 100 * (_WIDTH - _LEFT - _RIGHT - 20)


def _percent(share: Cell) -> str:
    return "…" if share is None else f"{share} %"


def _count(count: Cell) -> str:
    return "held back" if count is None else f"{count:,}"
