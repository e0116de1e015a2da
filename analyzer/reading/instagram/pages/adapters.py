"""What a card of an Instagram or Threads page becomes, by the name of the reader that takes it (see `html.pages`).

The records are those of JSON, so what they mean is decided there. A post with people on it and a photo of the profile
come as finished items: JSON has no record that says what the page says.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from analyzer.reading.html.card import Card
from analyzer.reading.html.context import PageContext
from analyzer.reading.html.head import header_facts, page_request
from analyzer.reading.instagram.pages.facts import FACTS
from analyzer.reading.instagram.pages.posts import post, profile_photo, subscription
from analyzer.reading.instagram.pages.words import bio_and_photo, comment, conversation, message

__all__ = ["ADAPTERS", "FACTS", "header_facts", "page_request"]

common = post  # the adapter for a kind of file that has none of its own


def _unknown(card: Card, context: PageContext, created: int | None) -> Any:
    """The flat archive of 2018 to 2020 was never seen as pages: its cards are counted as unread."""
    raise ValueError("a page that is not known")


ADAPTERS: dict[str, Callable[[Card, PageContext, int | None], Any]] = {
    **{name: post(name) for name in ("instagram.posts:deleted", "threads.posts:posts")},
    "instagram.posts:subscriber_reels": subscription,
    "instagram.profile:photos": profile_photo,
    "instagram.profile:items": bio_and_photo("profile_user"),
    "threads.profile:items": bio_and_photo("text_post_app_text_post_app_profile"),
    "instagram.comments:comments": comment,
    "instagram.channels:messages": message("messages"),
    "instagram.channels:replies": message("replies"),
    "instagram.ai:conversations": conversation,
    "instagram.ai:thread": message("messages"),
    **dict.fromkeys(("instagram.flat:media", "instagram.flat:comments", "instagram.flat:profile"), _unknown),
}
