"""The link of a card that opens the item on the platform."""

from __future__ import annotations

import re

from analyzer.model import Platform
from analyzer.reading.html.card import Card

_HOSTS: dict[Platform, tuple[str, ...]] = {
    "facebook": ("facebook.com",),
    "instagram": ("instagram.com",),
    "threads": ("threads.net", "threads.com"),
}
_ADDRESS = re.compile(r"https://([a-zA-Z0-9.-]+)(?:[/?#]|$)")  # no user, no port: nothing that could hide the host


def permalink_of(card: Card, platform: Platform) -> str:
    """The address in the card's footer, where it leads to the platform itself over https, else ""."""
    found = _ADDRESS.match(card.permalink)
    host = found[1].lower() if found else ""
    return card.permalink if any(host == own or host.endswith("." + own) for own in _HOSTS[platform]) else ""
