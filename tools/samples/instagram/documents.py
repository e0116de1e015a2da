"""A person's Instagram copy in JSON, Threads included: E2 (2021), E3 (2023-2025), E4 (2025-2026), E5 (2026)."""

from __future__ import annotations

from datetime import date
from typing import Any

from tools.samples.encode import dump, records
from tools.samples.instagram.account import account_files, noise_files
from tools.samples.instagram.layout import LAYOUTS, InstagramEra, InstagramLayout
from tools.samples.instagram.records import Records, subtitles, uri
from tools.samples.model import Person, Thing, utc
from tools.samples.person.phrases import NO_DATA
from tools.samples.person.pictures import picture
from tools.samples.threads.documents import threads_documents

#: Kind of file -> name and key of its list, where all that differs between them is that.
_LISTS = {
    "reels": ("reels", "ig_reels_media"),
    "igtv": ("igtv_videos", "ig_igtv_media"),
    "archived": ("archived_posts", "ig_archived_post_media"),
    "trashed": ("recently_deleted_content", "ig_recently_deleted_media"),
    "other": ("other_content", "ig_other_media"),
}
_COMMENTS = {
    "reel_comments": ("reels_comments", "comments_reels_comments"),
    "story_comments": ("hype", "comments_story_comments"),
}


def things(person: Person, era: InstagramEra, made: date) -> list[Thing]:
    """What a copy of that era, made on that day, holds of the person's things, Threads included."""
    kinds, before = LAYOUTS[era].kinds, utc(f"{made} 00:00:00")
    return [*person.of("instagram", kinds, before), *person.of("threads", kinds, before)]


def write(person: Person, era: InstagramEra = "E4", made: date = date(2026, 3, 14)) -> dict[str, bytes]:
    """The files of one copy: path -> bytes."""
    layout = LAYOUTS[era]
    found = things(person, era, made)
    copy = _Copy(person, layout, [thing for thing in found if thing.platform == "instagram"])
    threads = [thing for thing in found if thing.platform == "threads"]
    photos = copy.of("profile_photos")
    documents = {
        **noise_files(person, layout),
        **account_files(person, layout, photos[0] if photos else None, utc(f"{made} 00:00:00")),
        **copy.documents(),
        **(threads_documents(person, layout, threads) if "threads" in layout.kinds else {}),
    }
    files = {path: dump(document) for path, document in documents.items()}
    for thing in found:
        for medium in thing.media:
            if medium.in_export:
                files[uri(medium, thing)] = picture(uri(medium, thing))
            if medium.subtitles:
                files[subtitles(medium, thing)] = b"1\n00:00:00,000 --> 00:00:01,000\nNot the person's words\n"
    if era == "E2":
        files["saved/no-data.txt"] = NO_DATA[person.language].encode("utf-8")
    return files


class _Copy:
    """The items of one copy, file by file."""

    def __init__(self, person: Person, layout: InstagramLayout, found: list[Thing]) -> None:
        self.person = person
        self.layout = layout
        self.things = found
        self.records = Records(person, layout)

    def of(self, kind: str) -> list[Thing]:
        """The things of one kind of file, newest first; none where the era has no such file."""
        chosen = [thing for thing in self.things if kind in thing.files and kind in self.layout.kinds]
        return sorted(chosen, key=lambda thing: -(thing.created or 0))

    def documents(self) -> dict[str, Any]:
        """All files that hold items."""
        content, activity = self.layout.content, self.layout.activity
        made: dict[str, Any] = {}
        if posts := self.of("posts"):
            made[f"{content}posts_1.json"] = records([self.records.post(thing) for thing in posts])
        if posts := self.of("all_posts"):
            made[f"{content}posts.json"] = records([self.records.superset(thing) for thing in posts])
        for kind, (name, key) in _LISTS.items():
            if found := self.of(kind):
                made[f"{content}{name}.json"] = {key: [self.records.post(thing) for thing in found]}
        if stories := self.of("stories"):
            made[f"{content}stories.json"] = {"ig_stories": [self.records.story(thing) for thing in stories]}
        if photos := self.of("profile_photos"):
            made[f"{content}profile_photos.json"] = {"ig_profile_picture": self._photos(photos)}
        if films := self.of("subscribers"):
            posts_ = [self.records.post(thing) for thing in films]
            made[f"{activity}subscriptions/reels.json"] = {"subscriptions_reels": posts_}
        if prompts := self.of("ai"):
            made[f"{activity}messages/ai_conversations.json"] = records(self.records.prompts(prompts))
        if messages := self.of("channel"):
            folder = f"{activity}messages/broadcast/harbournews_17840000000000001/"
            made[f"{folder}message_1.json"] = self.records.channel(messages)
        return {**made, **self._comments()}

    def _photos(self, photos: list[Thing]) -> list[Any]:
        """Profile photos; the current one is flagged, but not in German: there only the profile names it."""
        flag: Any = "true" if self.layout.era == "E2" else True
        found = [self.records.story(thing) for thing in photos]
        if self.person.language != "de":
            found[0]["is_profile_picture"] = flag
        return found

    def _comments(self) -> dict[str, Any]:
        folder = f"{self.layout.activity}comments/"
        made: dict[str, Any] = {}
        if found := [self.records.comment(thing) for thing in self.of("comments")]:
            if self.layout.era == "E2":
                made[f"{folder}post_comments.json"] = {"comments_media_comments": found}
            else:
                made[f"{folder}post_comments_1.json"] = records(found)
        for kind, (name, key) in _COMMENTS.items():
            if found := [self.records.comment(thing) for thing in self.of(kind)]:
                made[f"{folder}{name}.json"] = {key: found}
        return made
