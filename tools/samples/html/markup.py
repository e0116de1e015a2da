"""The HTML of Meta's pages: escaping, cards in the dress of each era, tables of labels and values, whole pages."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#039;", "@": "&#064;", "\n": "<br />\n"}
)
_CSS = "._a6-g { margin: 8px; } ._a6_o { max-width: 100%; } .comment { background: #EEE; }"


def esc(text: str) -> str:
    """Text as Meta escapes it; a line break is a tag."""
    return text.translate(_ESCAPES)


def attr(value: str) -> str:
    """An address in an attribute."""
    return value.replace("&", "&amp;").replace('"', "&quot;")


def number(key: str) -> int:
    """A number that stands for `key`, the same in every run."""
    return zlib.crc32(key.encode("utf-8"))


@dataclass(frozen=True, slots=True)
class Dress:
    """The tags and classes of one era."""

    card: str
    head: str
    body: str
    foot: str
    card_tag: str = "div"
    head_tag: str = "div"
    foot_tag: str = "div"
    stamp: bool = False  # the date stands in a div of its own
    label: str = "_2pin _a6_q"
    value: str = "_2pin _2piu _a6_r"

    def wrap(self, head: str, body: str, foot: str = "", key: str = "") -> str:
        """One card around finished HTML. A section is labelled by its heading."""
        mark = f"u_0_{number(key + head + body):08x}"[:12]
        named = self.card_tag == "section" and head
        label, own = (f' aria-labelledby="{mark}"', f' id="{mark}"') if named else ("", "")
        top = f'<{self.head_tag} class="{self.head}"{own}>{head}</{self.head_tag}>' if head else ""
        low = f'<{self.foot_tag} class="{self.foot}">{foot}</{self.foot_tag}>' if foot else ""
        middle = f'<div class="{self.body}">{body}</div>'
        return f'<{self.card_tag} class="{self.card}"{label}>{top}{middle}{low}</{self.card_tag}>\n'

    def date(self, shown: str, link: str = "") -> str:
        """A date for the foot of a card."""
        inner = f'<div class="_a72d">{esc(shown)}</div>' if self.stamp else esc(shown)
        return f'<a target="_blank" href="{attr(link)}">{inner}</a>' if link else inner

    def row(self, label: str, value: str, *, wide: bool = False) -> str:
        """A row of a table around finished HTML: two cells, or one with the value inside."""
        if wide:
            return f'<tr><td colspan="2" class="{self.label}">{esc(label)}<div><div>{value}</div></div></td></tr>'
        return f'<tr><td class="{self.label}">{esc(label)}</td><td class="{self.value}">{value}</td></tr>'

    def nested(self, heading: str, rows: str) -> str:
        """A row that holds a section with rows of its own."""
        tag, card = self.card_tag, "_3-95 _a6-g" if self.card_tag == "section" else self.card
        inner = f'<{tag} class="{card}"><h2>{esc(heading)}</h2><div class="{self.body}">{table(rows)}</div></{tag}>'
        return f'<tr><td class="{self.label}" colspan="2"><div>{inner}</div></td></tr>'


def table(rows: str) -> str:
    """A table around rows."""
    return f'<table style="table-layout: fixed;">{rows}</table>'


def block(html: str) -> str:
    """A line of a card's own text."""
    return f'<div class="_2pin"><div>{html}</div><div></div></div>'


def deep(*lines: str) -> str:
    """What is attached to a card: further down in divs than its text."""
    inner = "".join(f"<div>{line}</div>" for line in lines)
    return f'<div class="_2pin"><div><div><div>{inner}</div></div></div></div>'


def link(url: str, shown: str = "") -> str:
    """A link; without words it shows its address."""
    return f'<a target="_blank" href="{attr(url)}">{shown or esc(url)}</a>'


def picture_html(uri: str, click: str) -> str:
    """A photo or a video."""
    if uri.endswith(".mp4"):
        inner = f'<a target="_blank" href="{attr(uri)}"><div>{esc(click)}</div></a>'
        return f'<video src="{attr(uri)}" controls="1" class="_a6_o _3-96">{inner}</video>'
    return f'<a target="_blank" href="{attr(uri)}"><img src="{attr(uri)}" class="_a6_o _3-96" /></a>'


def page_html(path: str, title: str, cards: str, aside: str = "", body: str = "_5vb_ _2yq _a7o5") -> bytes:
    """A whole page. Addresses in it count from the root of the copy."""
    up = "../" * path.count("/")
    head = (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />'
        f'<base href="{up}" /><style type="text/css">{_CSS}</style><title>{esc(title)}</title></head>'
    )
    top = f'<header class="_a70d"><div class="_a70e"><h1>{esc(title)}</h1>{aside}</div></header>'
    return (
        f'{head}<body class="{body}"><div class="_a705">{top}<main class="_a706" role="main">\n{cards}</main></div>'
        "</body></html>\n"
    ).encode()


_PAM = "pam _3-95 _2ph- _a6-g uiBoxWhite noborder"
DRESSES: dict[str, Dress] = {
    "B": Dress("pam _3-95 _2pi0 _2lej uiBoxWhite noborder", "_3-96 _2pio _2lek _2lel", "_3-96 _2let", "_3-94 _2lem",
               label="_2pin", value="_2pin _2piu"),
    "D": Dress(_PAM, "_3-95 _2pim _a6-h _a6-i", "_3-95 _a6-p", "_3-94 _a6-o"),
    "E": Dress(_PAM, "_2ph_ _a6-h _a6-i", "_2ph_ _a6-p", "_3-94 _a6-o", head_tag="h2", stamp=True),
    "F": Dress("_a6-g", "_2ph_ _a6-h _a6-i", "_2ph_ _a6-p", "_3-94 _a6-o", "section", "h2", "footer", True,
               "_a6_q", "_2piu _a6_r"),
    "E2": Dress(_PAM, "_3-95 _2pim _a6-h _a6-i", "_3-95 _a6-p", "_3-94 _a6-o"),
    "E4": Dress(_PAM, "_3-95 _2pim _a6-h _a6-i", "_3-95 _a6-p", "_3-94 _a6-o", head_tag="h2"),
}  # fmt: skip
