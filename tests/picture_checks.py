"""What holds of every drawn picture of the documents."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"


def says_what_it_shows(text: str) -> None:
    """It is an image with a title and a description, and loads nothing from anywhere."""
    root = ET.fromstring(text)
    assert root.get("role") == "img" and root.get("aria-labelledby") == "t d"
    assert all((root.findtext(f"{SVG}{name}") or "").strip() for name in ("title", "desc"))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "rect", "circle", "path", "text",
    }  # fmt: skip
    assert not re.search(r"href|url\(|<script|<style", text)


def stays_in_its_frame(text: str) -> None:
    """No box and no word lies outside."""
    for element in ET.fromstring(text).iter():
        x, y = float(element.get("x", 0)), float(element.get("y", 0))
        w, h = (float(element.get(name, 0)) for name in ("width", "height"))
        if element.tag.endswith("text"):
            w = len(element.text or "") * float(element.get("font-size", 16)) * 0.62
            x -= w / 2 if element.get("text-anchor") else 0
        if not element.tag.endswith("svg"):
            assert x >= 0 and x + w <= 720 and y >= 0 and y + h <= 300, ET.tostring(element)
