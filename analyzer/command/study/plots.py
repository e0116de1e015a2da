"""Plots of the figures as SVG: they stand on the page, and as files that can be published."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from analyzer.command.study.figures import BIN_NAMES, Cell, Line

_WIDTH, _LEFT, _RIGHT, _ROW, _TOP, _FOOT = 720, 150, 76, 30, 16, 44
_INK, _SOFT, _LINE, _LEAST, _MOST = "#1c2126", "#5a636c", "#c9c5bb", "#0b6160", "#b5651d"
_OPENING = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" class="plot" role="img" aria-label="{}" viewBox="0 0 {} {}" '
    'font-family="system-ui, sans-serif" font-size="13"><rect width="100%" height="100%" fill="#ffffff"/>'
)
_TEXT = Markup('<text x="{:.1f}" y="{:.1f}" dy="0.35em" text-anchor="{}" fill="{}">{}</text>')
_RULE = Markup('<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" stroke="{}" stroke-width="{}"/>')
_DOT = Markup('<circle cx="{:.1f}" cy="{:.1f}" r="6" fill="{}" stroke="{}" stroke-width="2"/>')
_BAR = Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" fill="{}"/>')
_CLOSING = Markup("</svg>")


def bounds(lines: Sequence[Line], heading: str) -> Markup:
    """For each group the mean share of items that falls into the scope: from the least to the most."""
    shown = [each for each in lines if each.mean_least is not None or each.mean_most is not None]
    height = _TOP + _ROW * max(len(shown), 1) + _FOOT
    parts = [_OPENING.format(heading, _WIDTH, height), *_scale(height)]
    for number, each in enumerate(shown):
        y = _TOP + _ROW * (number + 0.5)
        parts.append(_TEXT.format(_LEFT - 14, y, "end", _INK, each.group.replace("_", " ")))
        if each.mean_least is not None and each.mean_most is not None:
            parts.append(_RULE.format(_x(each.mean_least), y, _x(each.mean_most), y, _SOFT, 4))
        for mean, fill in ((each.mean_most, "#ffffff"), (each.mean_least, _LEAST)):
            if mean is not None:
                parts.append(_DOT.format(_x(mean), y, fill, _LEAST if fill == _LEAST else _MOST))
        told = f"{_percent(each.mean_least)} - {_percent(each.mean_most)}"
        parts.append(_TEXT.format(_WIDTH - 4, y, "end", _SOFT, told))
    if not shown:
        parts.append(_TEXT.format(_LEFT, _TOP + _ROW / 2, "start", _SOFT, "Too few participants."))
    parts.append(
        _TEXT.format(_LEFT, height - 8, "start", _SOFT, "full: least; open: most, with all undecided as public")
    )
    return Markup("").join([*parts, _CLOSING])


def spread(line: Line, heading: str) -> Markup:
    """How participants are spread over the share of their items: at least, and at most."""
    pairs = [(name, (line.least[number], line.most[number])) for number, name in enumerate(BIN_NAMES)]
    highest = max((count for _, counts in pairs for count in counts if count is not None), default=1)
    height = _TOP + 2 * _ROW * len(pairs) + _FOOT - 8
    parts = [_OPENING.format(heading, _WIDTH, height)]
    for number, (name, counts) in enumerate(pairs):
        top = _TOP + 2 * _ROW * number
        parts.append(_TEXT.format(_LEFT - 14, top + _ROW, "end", _INK, name))
        for place, (count, fill) in enumerate(zip(counts, (_LEAST, _MOST), strict=True)):
            length = (count or 0) / highest * (_WIDTH - _LEFT - _RIGHT)
            y = top + 7 + place * 24
            parts.append(_BAR.format(_LEFT, y, length, 20, fill))
            parts.append(_TEXT.format(_LEFT + length + 8, y + 10, "start", _SOFT, _count(count)))
    parts.append(
        _TEXT.format(_LEFT, height - 8, "start", _SOFT, "participants; upper bar: at least, lower bar: at most")
    )
    return Markup("").join([*parts, _CLOSING])


def _scale(height: int) -> list[Markup]:
    bottom = height - _FOOT
    lines = [_RULE.format(_x(each), _TOP, _x(each), bottom, _LINE, 1) for each in range(0, 101, 20)]
    names = [_TEXT.format(_x(each), bottom + 12, "middle", _SOFT, f"{each} %") for each in range(0, 101, 20)]
    return [*lines, *names]


def _x(share: int) -> float:
    return _LEFT + share / 100 * (_WIDTH - _LEFT - _RIGHT - 30)


def _percent(share: Cell) -> str:
    return "…" if share is None else f"{share} %"


def _count(count: Cell) -> str:
    return "held back" if count is None else f"{count:,}"
