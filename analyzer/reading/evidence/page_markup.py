"""The markup of a saved page: its scripts apart, and not nested deeper than the parser can take."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from analyzer.reading.evidence import bounds

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_EMPTY = frozenset("area base br col embed hr img input link meta param source track wbr".split())


class TooDeep(Exception):
    """Elements are nested deeper than in any page that people look at."""


def parsed(html: str) -> tuple[LexborHTMLParser, str]:
    """The page without scripts and styles, and the text of its scripts. Raises TooDeep."""
    markup, scripts = _without(html, "script")
    markup, _ = _without(markup, "style")
    depth = 0
    for tag in _TAG.finditer(markup):
        if tag[1]:
            depth = max(depth - 1, 0)
        elif tag[2].lower() not in _EMPTY:
            depth += 1
            if depth > bounds.DEEPEST_ELEMENT:
                raise TooDeep
    return LexborHTMLParser(markup), scripts


def _without(html: str, name: str) -> tuple[str, str]:
    """A page without one kind of element, and what stood in them. One that never ends takes the rest with it."""
    lower = html.lower()
    if len(lower) != len(html):  # a letter that is two when small: positions would not agree
        lower = html
    kept, inside = [], []
    at = 0
    while (start := lower.find("<" + name, at)) >= 0:
        kept.append(html[at:start])
        opened = lower.find(">", start)
        end = lower.find("</" + name, opened) if opened >= 0 else -1
        if end < 0:
            inside.append(html[opened + 1 :] if opened >= 0 else "")
            return "".join(kept), "\n".join(inside)
        inside.append(html[opened + 1 : end])
        closed = lower.find(">", end)
        at = closed + 1 if closed >= 0 else len(html)
    kept.append(html[at:])
    return "".join(kept), "\n".join(inside)
