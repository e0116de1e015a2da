"""Where Instagram put each kind of file, era by era."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

InstagramEra = Literal["E2", "E3", "E4", "E5"]


@dataclass(frozen=True, slots=True)
class InstagramLayout:
    """One era. `E5` is E4 as of 2026: some files in label/value records, and a `posts.json` beside `posts_1.json`."""

    era: InstagramEra
    content: str  # folder of posts, stories, ...
    activity: str
    personal: str
    about: str
    login: str
    word: str  # what Meta calls an account in file names
    kinds: frozenset[str]  # of file

    @property
    def label_values(self) -> bool:
        """Whether files that have both dialects are written in label/value records."""
        return self.era == "E5"


_E2 = frozenset(
    {"posts", "stories", "reels", "igtv", "archived", "trashed", "profile_photos", "other", "comments", "bio"}
)
_E3 = _E2 | {"reel_comments", "story_comments", "threads", "threads_bio", "channel"}
_E4 = _E3 | {"subscribers", "ai"}
_IN = "your_instagram_activity/"
_ABOUT = "personal_information/information_about_you/"
_PERSONAL = "personal_information/personal_information/"
_LOGIN = "security_and_login_information/login_and_"

LAYOUTS: dict[InstagramEra, InstagramLayout] = {
    "E2": InstagramLayout("E2", "content/", "", "account_information/", "information_about_you/",
                          "login_and_account_creation/", "account", _E2),
    "E3": InstagramLayout("E3", f"{_IN}content/", _IN, _PERSONAL, _ABOUT, f"{_LOGIN}account_creation/", "account", _E3),
    "E4": InstagramLayout("E4", f"{_IN}media/", _IN, _PERSONAL, _ABOUT, f"{_LOGIN}profile_creation/", "profile", _E4),
    "E5": InstagramLayout("E5", f"{_IN}media/", _IN, _PERSONAL, _ABOUT, f"{_LOGIN}profile_creation/", "profile",
                          _E4 | {"all_posts"}),
}  # fmt: skip
