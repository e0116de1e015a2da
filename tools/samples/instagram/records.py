"""One Instagram record at a time: media, posts, comments, label/value records."""

from __future__ import annotations

import time
from typing import Any

from tools.samples.encode import conversation, labels, titled
from tools.samples.instagram.layout import InstagramLayout
from tools.samples.model import Medium, Person, Thing
from tools.samples.person.phrases import LABELS

Record = dict[str, Any]

_FOLDERS = {
    "posts": "posts", "all_posts": "posts", "stories": "stories", "reels": "reels", "igtv": "igtv", "other": "other",
    "archived": "archived_posts", "trashed": "recently_deleted", "profile_photos": "profile", "subscribers": "reels",
    "threads": "posts",
}  # fmt: skip


def uri(medium: Medium, thing: Thing) -> str:
    """Where the file lies, as the archive names it."""
    month = time.strftime("%Y%m", time.gmtime(thing.created))
    return f"media/{_FOLDERS[thing.files[0]]}/{month}/{medium.name}.{medium.extension}"


def subtitles(medium: Medium, thing: Thing) -> str:
    """Where the subtitles of a video lie."""
    return uri(medium, thing).rpartition(".")[0] + ".srt"


class Records:
    """Makes the records of one person in one era."""

    def __init__(self, person: Person, layout: InstagramLayout) -> None:
        """For one person and one era."""
        self.person = person
        self.layout = layout
        self.labels = LABELS[person.language]

    def media(self, medium: Medium, thing: Thing, title: str = "") -> Record:
        """One photo or video; `title` is the caption of a post that has no other media."""
        exif: list[Record] = []
        if medium.latitude is not None:
            exif = [
                {"latitude": medium.latitude, "longitude": medium.longitude},
                {"device_id": "android-0000000000000000", "source_type": "4", "scene_capture_type": "standard"},
            ]
            if medium.taken:
                exif[1]["date_time_original"] = time.strftime("%Y%m%dT%H%M%S.000Z", time.gmtime(medium.taken))
        facts: Record = {"camera_metadata": {"has_camera_metadata": bool(exif)}}
        if medium.type == "video":
            facts["video_metadata"] = {"exif_data": exif, "music_genre": ""}
            if medium.subtitles:
                srt = {"uri": subtitles(medium, thing), "creation_timestamp": thing.created}
                facts["video_metadata"]["subtitles"] = srt
        elif exif:
            facts["photo_metadata"] = {"exif_data": exif}
        found: Record = {"uri": uri(medium, thing), "creation_timestamp": medium.created or thing.created}
        found |= {"media_metadata": facts, "title": title}
        if self.layout.era != "E2":
            found["cross_post_source"] = {"source_app": "FB"}
        if self.layout.era in ("E4", "E5"):
            found |= {"dubbing_info": [], "media_variants": []}
        return found

    def post(self, thing: Thing) -> Record:
        """A post: its caption and time stand with the only medium, or beside a list of several."""
        if len(thing.media) == 1:
            return {"media": [self.media(thing.media[0], thing, thing.written)]}
        members = [self.media(medium, thing) for medium in thing.media]
        return {"media": members, "title": thing.written, "creation_timestamp": thing.created}

    def story(self, thing: Thing) -> Record:
        """A story or profile photo: a medium without anything around it."""
        return self.media(thing.media[0], thing, thing.written)

    def superset(self, thing: Thing) -> Record:
        """A record of `posts.json` of 2026, which holds drafts and archived posts too."""
        first, *more = thing.media
        draft = thing.state == "draft"
        single = not more
        entries: list[Record] = [
            {"label": self.labels["media"], "media": [self.media(first, thing, thing.written if single else "")]},
            {"label": self.labels["draft"], "value": str(draft)},
            {"label": self.labels["published"], "value": str(not draft)},
        ]
        if first.latitude:
            entries.append({"label": self.labels["latitude"], "value": str(first.latitude)})
            entries.append({"label": self.labels["longitude"], "value": str(first.longitude)})
        if more:
            rows = [[{"label": self.labels["media"], "media": [self.media(medium, thing)]}] for medium in more]
            entries.append(titled(self.labels["more_media"], *rows))
        title = {} if single else {"title": thing.written}
        return labels(*entries, timestamp=thing.created, fbid=first.name, **title)

    def comment(self, thing: Thing) -> Record:
        """A comment, in the shape of its era. Its keys are English in every language."""
        owner = self.person.accounts["instagram"].username if thing.to == "own" else thing.to
        if self.layout.era == "E2":
            entry = {"href": "", "value": thing.written, "timestamp": thing.created}
            return {"title": owner, "media_list_data": [], "string_list_data": [entry]}
        words: Record = {"Comment": {"value": thing.written}}
        if owner:
            words["Media Owner"] = {"value": owner}
        words["Time"] = {"timestamp": thing.created}
        media = {"media_list_data": [{"uri": ""}]} if "comments" in thing.files else {}
        return {**media, "string_map_data": words}

    def prompts(self, found: list[Thing]) -> list[Record]:
        """Chats with Meta AI, in the shape of Facebook's (Instagram's own has not been seen)."""
        turns = [
            [
                (self.person.name, thing.written, thing.created or 0),
                ("Meta AI", "Here is an answer that no person wrote.", (thing.created or 0) + 4),
            ]
            for thing in found
        ]
        return [conversation(chat, self.labels) for chat in turns]

    def channel(self, found: list[Thing]) -> Record:
        """A broadcast channel: the person's messages, and one of somebody else's."""
        own, friend = self.person.name, self.person.friend
        messages = [
            {"sender_name": own, "timestamp_ms": (thing.created or 0) * 1000, "content": thing.written}
            for thing in found
        ]
        messages.append({"sender_name": friend, "timestamp_ms": 1_731_000_000_000, "content": "Not the person's words"})
        return {
            "participants": [{"name": own}, {"name": friend}],
            "messages": [{**message, "is_geoblocked_for_viewer": False} for message in messages],
            "title": "Harbour news",
            "is_still_participant": True,
            "thread_path": "broadcast/harbournews_17840000000000001",
            "magic_words": [],
        }
