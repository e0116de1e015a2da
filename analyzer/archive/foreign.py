"""What an archive looks like that is not Meta's, so that a person learns which file they have taken."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Names that stand in these platforms' own exports, as people describe them in public.
_SIGNS: tuple[tuple[str, str], ...] = (
    (r"(^|/)takeout/|archive_browser\.html$", "a Google Takeout archive"),
    (r"(^|/)data/(tweets?|tweet-headers|account|direct-messages|manifest)(-part\d+)?\.js$", "a Twitter/X archive"),
    (r"(^|/)your archive\.html$", "a Twitter/X archive"),
    (r"(^|/)user_data(_tiktok)?\.json$|(^|/)tiktok/|(^|/)tiktok_data", "a TikTok archive"),
    (r"(^|/)_chat\.txt$|(^|/)whatsapp|wa_account_information", "a WhatsApp export"),
    (r"(^|/)json/(snap_history|memories_history|chat_history)\.json$|(^|/)snap_history\.html$", "a Snapchat archive"),
    (r"(^|/)(connections|invitations|endorsement_received_info)\.csv$", "a LinkedIn archive"),
    (r"(^|/)result\.json$|(^|/)chats/chat_\d+/|(^|/)export_results\.html$", "a Telegram export"),
    (r"(^|/)(messages|servers)/index\.json$", "a Discord archive"),
    (r"(^|/)(post_headers|comment_headers|subscribed_subreddits)\.csv$", "a Reddit archive"),
    (r"(^|/)outbox\.json$|(^|/)likes\.json$", "a Mastodon archive"),
    (r"(^|/)word/document\.xml$", "a Word document"),
    (r"(^|/)meta-inf/manifest\.mf$|androidmanifest\.xml$", "a program"),
)


def looks_like(paths: Iterable[str]) -> str:
    """Which platform's export `paths` look like (`a Google Takeout archive`), else ""."""
    counts: dict[str, int] = {}
    for path in paths:
        low = path.lower()
        for sign, name in _SIGNS:
            if re.search(sign, low):
                counts[name] = counts.get(name, 0) + 1
    return max(counts, key=lambda name: counts[name]) if counts else ""
