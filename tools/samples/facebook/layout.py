"""Where Facebook put each kind of file, era by era, and under which key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FacebookEra = Literal["C", "D", "E", "F", "P"]


@dataclass(frozen=True, slots=True)
class Layout:
    """One era. `paths`: kind of file -> path below `root`; a kind that is absent was not part of that era's copies."""

    era: FacebookEra
    root: str  # of what the person did
    facts: str  # of what is known about the person
    media: str  # folder of albums' media
    paths: dict[str, str]
    v2: bool = True  # keys end in _v2
    flat_exif: bool = False  # camera data stand beside each other, not in a list
    string_tags: bool = False  # tags are names, not objects
    mixed_groups: bool = False  # comments in groups stand among the posts there

    def path(self, kind: str) -> str:
        """The path of the file of `kind`; "album:mobile" gives that of albums, to be filled with a number."""
        return self.root + self.paths[kind.partition(":")[0]]

    def key(self, name: str) -> str:
        """`name` as the key of a list in this era."""
        return f"{name}_v2" if self.v2 else name


_C = {
    "timeline": "posts/your_posts_1.json",
    "notes": "posts/notes.json",
    "album": "photos_and_videos/album/{n}.json",
    "uncategorized": "photos_and_videos/your_uncategorized_photos.json",
    "videos": "photos_and_videos/your_videos.json",
    "comments": "comments/comments.json",
    "group_posts": "groups/your_posts_and_comments_in_groups.json",
    "group_comments": "groups/your_posts_and_comments_in_groups.json",
    "stories": "stories/archived_stories.json",
    "live": "live_videos/live_videos.json",
    "events": "events/your_events.json",
    "listings": "marketplace/items_sold.json",
    "bio": "profile_information/profile_information.json",
    "likes": "likes_and_reactions/posts_and_comments.json",
}
_D = {
    "timeline": "posts/your_posts_1.json",
    "album": "posts/album/{n}.json",
    "uncategorized": "posts/your_uncategorized_photos.json",
    "videos": "posts/your_videos.json",
    "comments": "comments_and_reactions/comments.json",
    "group_posts": "groups/group_posts_and_comments.json",
    "group_comments": "groups/your_comments_in_groups.json",
    "pending": "groups/your_pending_posts_in_groups.json",
    "stories": "stories/archived_stories.json",
    "live": "live_videos/live_videos.json",
    "events": "events/your_events.json",
    "listings": "facebook_marketplace/items_sold.json",
    "trash": "posts/trash.json",
    "reels": "short_videos/your_reels.json",
    "reviews": "pages/pages_and_profiles_you've_recommended.json",
    "bio": "profile_information/profile_information.json",
    "likes": "comments_and_reactions/posts_and_comments.json",
}
_E = {**_D, "likes": "comments_and_reactions/likes_and_reactions_1.json", "reels": "reels/your_reels.json", "bio": ""}
_F = {
    **_E,
    "timeline": "posts/your_posts__check_ins__photos_and_videos_1.json",
    "check_ins": "posts/check-ins.json",
    "archive": "posts/archive.json",
    "on_others": "posts/posts_on_other_pages_and_profiles.json",
    "ai": "messages/ai_conversations.json",
}
_P = {
    "timeline": "posts/profile_posts_1.json",
    "album": "posts/album/{n}.json",
    "uncategorized": "posts/uncategorized_photos.json",
    "videos": "posts/videos.json",
}

LAYOUTS: dict[FacebookEra, Layout] = {
    "C": Layout("C", "", "", "photos_and_videos/", _C, v2=False, flat_exif=True, string_tags=True, mixed_groups=True),
    "D": Layout("D", "", "", "posts/media/", _D),
    "E": Layout("E", "your_activity_across_facebook/", "personal_information/", "posts/media/", _E),
    "F": Layout("F", "your_facebook_activity/", "personal_information/", "posts/media/", _F),
    "P": Layout("P", "this_profile's_activity_across_facebook/", "profile_information/", "posts/media/", _P),
}
