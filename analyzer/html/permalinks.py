"""The link of a card that opens the item on the platform."""

from __future__ import annotations

from urllib.parse import urlsplit

from analyzer.html.card import Card
from analyzer.records import Platform

_HOSTS: dict[Platform, tuple[str, ...]] = {
    "facebook": ("facebook.com",),
    "instagram": ("instagram.com",),
    "threads": ("threads.net", "threads.com"),
}


def permalink_of(card: Card, platform: Platform) -> str:
    """The address in the card's footer, where it leads to the platform itself over https, else ""."""
    if not card.permalink.startswith("https://"):
        return ""
    try:
        host = urlsplit(card.permalink).hostname or ""
    except ValueError:
        return ""
    return card.permalink if any(host == own or host.endswith("." + own) for own in _HOSTS[platform]) else ""
