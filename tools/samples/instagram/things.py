"""What the invented person made on Instagram and Threads, and what must come out for each of three accounts.

English: public now, private from June 2021 to March 2022. German: private since February 2020, with a dated history.
French: private since 3 November 2025, that is public for some months after training began.
The Threads profile is public (English), private (German), not recorded (French).
"""

from __future__ import annotations

from tools.samples.facebook.things import PROMPT_SINCE
from tools.samples.model import LANGUAGES, Expected, Language, Medium, Platform, Thing, utc
from tools.samples.person.texts import text

Three = tuple[Expected, Expected, Expected]  # English, German, French

_PUBLIC = Expected("yes", "account_public", "in_scope", "yes")
_PUBLIC_SINCE = Expected("yes", "account_public", "ongoing", "yes")
_PRIVATE = Expected("no", "account_private", "out_of_scope", "no")
_WAS = Expected("yes", "account_was_public", "in_scope", "no")
_WAS_SINCE = Expected("yes", "account_was_public", "ongoing", "no")
_ALWAYS = Expected("yes", "always_public", "in_scope", "yes")
_LIVE = Expected("unknown", "was_public_while_live", "undetermined", "no")
_STORY_UNKNOWN = Expected("unknown", "not_recorded", "undetermined", "no")
_ARCHIVED = Expected("unknown", "archived", "undetermined", "no")
_ARCHIVED_PRIVATE = Expected("no", None, "out_of_scope", "no")
_MAYBE = Expected("unknown", "may_be_draft", "undetermined")
_TRASHED = Expected("yes", "account_public", "in_scope", "no")
_NO_DRAFT = Expected("no", "draft", "out_of_scope", "no")
_NO_SUBSCRIBERS = Expected("no", "subscribers", "out_of_scope", "no")
_CHANNEL = Expected("unknown", "channel_privacy_not_recorded", "undetermined")
_THREAD_PRIVATE = Expected("unknown", "account_private_now", "undetermined", "no")
_THREAD_UNKNOWN = Expected("unknown", "not_recorded", "undetermined")
_ON_OTHERS = Expected("unknown", "others_post", "undetermined")

BEFORE: Three = (_PUBLIC, _PRIVATE, _WAS)
SINCE: Three = (_PUBLIC_SINCE, _PRIVATE, _WAS_SINCE)  # after the deadline, before the French switch
LATEST: Three = (_PUBLIC_SINCE, _PRIVATE, _PRIVATE)  # after the French switch
STORY_EARLY: Three = (_LIVE, _LIVE, _LIVE)  # all three accounts were public then
STORY_SPELL: Three = (_STORY_UNKNOWN, _PRIVATE, _LIVE)  # September 2021
STORY_LATE: Three = (_LIVE, _PRIVATE, _PRIVATE)
ARCHIVED: Three = (_ARCHIVED, _ARCHIVED_PRIVATE, _ARCHIVED)
TRASHED: Three = (_TRASHED, _PRIVATE, _WAS)
MAYBE: Three = (_MAYBE, _ARCHIVED_PRIVATE, _MAYBE)
PROFILE: Three = (_ALWAYS, _ALWAYS, _ALWAYS)
#: No time stands beside a bio, so whether it is from before the deadline is unknown, however public it is.
BIO: Three = (
    Expected("yes", "account_public", "undetermined", "yes"),
    Expected("unknown", None, "undetermined", "unknown"),
    Expected(None, None, "undetermined", "unknown"),
)
THREAD: Three = (_PUBLIC, _THREAD_PRIVATE, _THREAD_UNKNOWN)
THREAD_SINCE: Three = (_PUBLIC_SINCE, _THREAD_PRIVATE, _THREAD_UNKNOWN)
THREAD_BIO: Three = (Expected("yes", "always_public", "undetermined", "yes"),) * 3


def instagram_things(language: Language) -> list[Thing]:
    """Everything of the Instagram account, and of the Threads profile that belongs to it."""
    make = _Maker(language)
    return [*make.feed(), *make.stories(), *make.unseen(), *make.profile(), *make.talk(), *make.threads()]


class _Maker:
    """Makes things in one language, with what is expected of the account in that language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.index = LANGUAGES.index(language)
        self.number = 1790_0000_0000_0000_0 + self.index * 10_000

    def medium(self, number: int, **facts: object) -> Medium:
        """A photo, or with `type="video"` a video, whose id is told from others by `number`."""
        return Medium(str(self.number + number), **facts)  # type: ignore[arg-type]

    def thing(self, slug: str, kind: str, when: str, expected: Three | Expected, *files: str, **facts: object) -> Thing:
        """A thing on Instagram with the text `slug`, unless the facts say otherwise."""
        one = expected if isinstance(expected, Expected) else expected[self.index]
        platform: Platform = "threads" if files[0].startswith("threads") else "instagram"
        merged: dict[str, object] = {"text": text(slug, self.language), "created": utc(when) if when else None, **facts}
        return Thing(slug=slug, platform=platform, kind=kind, files=files, expected=one, **merged)  # type: ignore[arg-type]

    def feed(self) -> list[Thing]:
        """Posts, reels and IGTV: the rules of the account over time."""
        posts = ("posts", "all_posts")
        gps = {"latitude": 52.37, "longitude": 4.9, "taken": utc("2019-09-01 05:00:00")}
        zero = {"latitude": 0.0, "longitude": 0.0}
        return [
            self.thing("minor", "post", "2012-08-01 12:00:00", BEFORE, *posts, media=(self.medium(1),), minor="yes"),
            self.thing("ig_post", "post", "2019-09-01 06:10:00", BEFORE, *posts, media=(self.medium(2, **gps),)),
            self.thing("ig_private", "post", "2021-09-09 09:09:09", BEFORE, *posts, media=(self.medium(3),)),
            self.thing(
                "ig_carousel", "post", "2023-05-20 17:00:00", BEFORE, *posts,
                media=(self.medium(4), self.medium(5, **zero), self.medium(6, type="video")),
            ),
            self.thing("edge_before", "post", "2025-05-26 23:59:59", BEFORE, *posts, media=(self.medium(7),)),
            self.thing("edge", "post", "2025-05-27 00:00:00", SINCE, *posts, media=(self.medium(8),)),
            self.thing("after", "post", "2025-08-15 10:00:00", SINCE, *posts, media=(self.medium(9),)),
            self.thing("after_photo", "post", "2026-01-15 10:00:00", LATEST, *posts, media=(self.medium(10),)),
            self.thing(
                "ig_reel", "reel", "2024-02-02 20:00:00", BEFORE, "reels", "other",
                media=(self.medium(11, type="video", subtitles=True),),
            ),
            self.thing("ig_igtv", "video", "2020-10-10 10:10:10", BEFORE, "igtv", media=(self.medium(12,
                       type="video"),)),
        ]  # fmt: skip

    def stories(self) -> list[Thing]:
        """Stories, from a public time, a private one and a late one."""
        film = self.medium(22, type="video")
        return [
            self.thing("story_early", "story", "2019-04-04 04:04:04", STORY_EARLY, "stories", text="",
                       media=(self.medium(20),)),
            self.thing("story_spell", "story", "2021-09-10 20:00:00", STORY_SPELL, "stories", text="",
                       media=(self.medium(21),)),
            self.thing("story_late", "story", "2026-01-20 08:00:00", STORY_LATE, "stories", text="", media=(film,)),
        ]  # fmt: skip

    def unseen(self) -> list[Thing]:
        """What not everybody sees now, or nobody ever did."""
        reel = self.medium(33, type="video")
        found = [
            self.thing(
                "ig_archived", "post", "2020-08-08 08:00:00", ARCHIVED, "archived", "all_posts",
                state="archived", media=(self.medium(30),),
            ),
            self.thing("ig_trashed", "post", "2022-12-01 12:00:00", TRASHED, "trashed", state="trashed",
                       media=(self.medium(31),)),
            self.thing("ig_draft", "post", "2025-12-05 12:00:00", _NO_DRAFT, "all_posts", state="draft",
                       media=(self.medium(32),)),
            self.thing("ig_other", "reel", "2024-07-07 07:00:00", MAYBE, "other", media=(reel,)),
        ]  # fmt: skip
        if self.language == "en":  # a private account has no subscribers
            film = self.medium(34, type="video")
            found.append(
                self.thing(
                    "ig_subscribers", "reel", "2024-09-09 18:00:00", _NO_SUBSCRIBERS, "subscribers", media=(film,)
                )
            )
        return found

    def profile(self) -> list[Thing]:
        """Profile photos and the bio."""
        return [
            self.thing("profile_now", "profile_photo", "2024-01-07 10:10:10", PROFILE, "profile_photos", text="",
                       media=(self.medium(40),)),
            self.thing("profile_old", "profile_photo", "2017-03-03 03:30:00", BEFORE, "profile_photos", text="",
                       media=(self.medium(41),)),
            self.thing("ig_bio", "bio", "", BIO, "bio"),
        ]  # fmt: skip

    def talk(self) -> list[Thing]:
        """Comments, messages to a channel, and what was said to Meta AI."""
        other = {"venue": None, "venue_name": None, "people": None, "to": "sam.roe"}
        return [
            self.thing("ig_comment", "comment", "2018-05-05 05:05:05", _ON_OTHERS, "comments", **other),
            self.thing("ig_comment_own", "comment", "2019-09-01 09:00:00", BEFORE, "comments", to="own", people=None),
            self.thing("ig_comment_nobody", "comment", "2020-03-30 13:00:00", _ON_OTHERS, "comments", **{**other,
                       "to": ""}),
            self.thing("ig_comment_reel", "comment", "2024-04-04 14:00:00", _ON_OTHERS, "reel_comments", **other),
            self.thing("ig_comment_story", "comment", "2025-07-01 14:00:00", _ON_OTHERS, "story_comments", **other),
            self.thing("ig_channel", "channel_message", "2024-11-10 18:00:00", _CHANNEL, "channel", venue="channel",
                       venue_name=None),
            self.thing("ig_prompt", "ai_prompt", "2025-06-18 19:30:00", PROMPT_SINCE, "ai", venue="ai_chat",
                       venue_name=None),
        ]  # fmt: skip

    def threads(self) -> list[Thing]:
        """Posts and replies on Threads, and its own bio."""
        pictures = (self.medium(60), self.medium(61))
        age = {"minor": "no"}  # without a birthday of its own: that of the Instagram account of its name
        found = [
            self.thing("thread", "post", "2023-11-11 23:11:11", THREAD, "threads", **age),
            self.thing("thread_photos", "post", "2024-05-05 05:55:00", THREAD, "threads", media=pictures, **age),
            self.thing("thread_reply", "comment", "2024-06-06 06:06:06", THREAD, "threads", people=None, **age),
            self.thing("thread_new", "post", "2025-08-18 01:00:00", THREAD_SINCE, "threads", **age),
        ]
        if self.language != "fr":  # the French archive has no profile of Threads
            found.append(self.thing("thread_bio", "bio", "", THREAD_BIO, "threads_bio"))
        return found
