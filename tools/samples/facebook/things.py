"""What the invented person made on Facebook: every kind, the doubles, and what must come out for each."""

from __future__ import annotations

from dataclasses import replace

from tools.samples.model import LANGUAGES, Expected, Language, Medium, Place, Thing, utc
from tools.samples.person.texts import text

#: Facebook's archive tells of nothing who could see it, so nearly everything is for the person to say.
UNKNOWN = Expected("unknown", "not_recorded", "undetermined", "unknown")
GONE = Expected("unknown", "not_recorded", "undetermined", "no")  # stories and the trash: not public now
OTHERS = Expected("unknown", "others_post", "undetermined", "unknown")
GROUP = Expected("unknown", "group_privacy_not_recorded", "undetermined", "unknown")
ARCHIVED = Expected("unknown", "archived", "undetermined", "no")
PENDING = Expected("no", "pending", "out_of_scope", "no")
PROMPT_BEFORE = Expected("not_needed", "ai_interaction", "in_scope", "not_needed")
PROMPT_SINCE = Expected("not_needed", "ai_interaction", "ongoing", "not_needed")
PAGE = Expected("unknown", "page_or_profile", "undetermined", "unknown")

FRIENDS: dict[Language, str] = {"en": "Sam Roe", "de": "Jürgen Groß", "fr": "Chloé Bâ"}
GROUPS: dict[Language, str] = {"en": "Chess Club Utrecht", "de": "Schachfreunde Köln-Süd", "fr": "Échecs à Rennes"}
_PLACES: dict[Language, Place] = {
    "en": Place(
        "Cafe Olivier", 52.0907, 5.1169, "Achter Clarenburg 6a, Utrecht", "https://www.facebook.com/1100000001"
    ),
    "de": Place("Café Grün", 50.9375, 6.9603, "Domstraße 1, Köln", "https://www.facebook.com/1100000002"),
    "fr": Place(
        "Crêperie du Thabor", 48.1147, -1.6794, "Rue de Paris 2, Rennes", "https://www.facebook.com/1100000003"
    ),
}
_MARKETS: dict[Language, Place] = {
    "en": Place("Utrecht", 52.08, 5.12), "de": Place("Köln", 50.94, 6.96), "fr": Place("Rennes", 48.11, -1.67),
}  # fmt: skip
_YEAR_ZERO = -62169984000  # Facebook writes this where a camera had no date


def mention(raw: str) -> str:
    """`raw` as the person wrote it: `@[id:n:Name]` becomes Name."""
    return raw.replace("@[100000000000009:2048:", "").replace("]", "")


def facebook_things(language: Language) -> list[Thing]:
    """Everything of the Facebook account."""
    make = _Maker(language)
    return [*make.timeline(), *make.doubles(), *make.bare_media(), *make.elsewhere(), *make.other_files(), *make.talk()]


def page_things(language: Language) -> list[Thing]:
    """What stands in the export of a Page that the person runs."""
    kinds = {"timeline", "uncategorized", "videos", "album:named", "album:cover"}
    kept = [thing for thing in facebook_things(language) if set(thing.files) <= kinds and thing.venue == "own_profile"]
    since = utc("2015-01-02 00:00:00")
    return [replace(thing, expected=PAGE, minor=None) for thing in kept if (thing.created or 0) > since]


class _Maker:
    """Makes things in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.friend = FRIENDS[language]
        self.group = GROUPS[language]
        self.number = 1015_0000_0000_0000_0 + LANGUAGES.index(language) * 10_000

    def medium(self, number: int, **facts: object) -> Medium:
        """A photo, or with `type="video"` a video, whose id is told from others by `number`."""
        return Medium(str(self.number + number), **facts)  # type: ignore[arg-type]

    def thing(self, slug: str, kind: str, when: str, *files: str, **facts: object) -> Thing:
        """A thing with the text `slug`, unless the facts say otherwise."""
        merged: dict[str, object] = {"expected": UNKNOWN, "text": text(slug, self.language), **facts}
        return Thing(slug=slug, platform="facebook", kind=kind, files=files, created=utc(when), **merged)  # type: ignore[arg-type]

    def timeline(self) -> list[Thing]:
        """Posts that stand in the timeline file only."""
        note_head, note_body = text("note_head", self.language), text("note_body", self.language)
        old = ("8 Years Ago", "", "Sep 03, 2012 9:52:45 pm", text("memory_old", self.language))
        town = {"en": "Moved to Utrecht", "de": "Umzug nach Köln", "fr": "Emménagement à Rennes"}[self.language]
        return [
            self.thing("minor", "post", "2009-06-12 14:20:11", "timeline", phrase="status", minor="yes"),
            self.thing("status", "post", "2014-06-03 17:45:02", "timeline", phrase="status",
                       updated=utc("2014-06-03 18:00:00")),
            self.thing("link", "post", "2016-02-11 07:30:59", "timeline", phrase="link",
                       url="https://example.org/storks"),
            self.thing("decomposed", "post", "2017-08-14 20:01:00", "timeline", phrase="plain"),
            self.thing("backdated", "post", "2018-01-20 10:00:00", "timeline", phrase="status",
                       backdated=utc("2003-07-01 12:00:00")),
            self.thing("life_event", "post", "2019-05-05 12:00:00", "timeline", phrase="life_event", to=town,
                       life_event=town),
            self.thing("memory", "post", "2020-09-03 06:12:00", "timeline", phrase="memory", memory=old),
            self.thing("twin_a", "post", "2021-03-03 03:03:03", "timeline", phrase="status"),
            self.thing("twin_b", "post", "2021-03-03 03:03:03", "timeline", phrase="status"),
            self.thing("edge_before", "post", "2025-05-26 23:59:59", "timeline", phrase="status"),
            self.thing("edge", "post", "2025-05-27 00:00:00", "timeline", phrase="status"),
            self.thing("after", "post", "2025-09-02 08:15:00", "timeline", phrase="with_friend", to=self.friend,
                       people=(self.friend,)),
            self.thing("after_photo", "post", "2025-11-30 09:00:00", "timeline", phrase="photo",
                       media=(self.medium(1, taken=_YEAR_ZERO, album="timeline"),)),
            self.thing("note_head", "note", "2012-10-07 19:00:00", "timeline", "notes", phrase="note",
                       text=f"{note_head}\n{note_body}", headline=note_head, body=note_body, minor="yes"),
        ]  # fmt: skip

    def doubles(self) -> list[Thing]:
        """Things that two files name, and that are one item each."""
        raw = text("photos", self.language)
        camera = {"camera": "Invented X1", "album": "mobile"}
        first = self.medium(10, taken=utc("2015-07-19 11:02:00"), latitude=53.1, longitude=5.4, **camera)
        place = _PLACES[self.language]
        caption = text("profile_caption", self.language)
        return [
            self.thing("photos", "post", "2015-07-20 16:40:00", "timeline", "album:mobile", phrase="photos",
                       text=mention(raw), raw=raw, media=(first, self.medium(11, **camera)), people=(self.friend,)),
            self.thing("check_in", "post", "2018-10-06 15:05:30", "timeline", "check_ins", phrase="check_in",
                       to=place.name,
                       place=place, people=(self.friend,), permalink=f"https://www.facebook.com/{self.number + 12}"),
            self.thing("video", "post", "2019-08-01 18:00:00", "timeline", "videos", phrase="video",
                       media=(self.medium(13, type="video", album="videos"),)),
            self.thing("profile_photo", "profile_photo", "2016-04-02 09:09:09", "timeline", "album:profile",
                       phrase="profile_photo", text=caption, media=(self.medium(14, caption=caption,
                       album="profile"),)),
            self.thing("group_link", "post", "2022-01-15 20:20:20", "timeline", "group_posts", phrase="group_link",
                       to=self.group, venue="group", venue_name=self.group, url="https://example.org/cup",
                       expected=GROUP),
            self.thing("comment_photo", "comment", "2023-03-18 13:13:13", "comments", "uncategorized",
                       phrase="comment_photo",
                       to=self.friend, venue=None, venue_name=None, people=None, media=(self.medium(15),),
                       expected=OTHERS),
        ]  # fmt: skip

    def bare_media(self) -> list[Thing]:
        """Photos and videos that stand in albums and lists only."""
        caption = text("album_caption", self.language)
        lost = text("uncategorized", self.language)
        film = text("lone_video", self.language)
        there = {"latitude": 54.5, "longitude": 8.3, "taken": utc("2017-07-02 05:50:00"), "album": "named"}
        return [
            self.thing("album_photo", "photo", "2017-07-09 21:00:00", "album:named", text=caption,
                       media=(self.medium(20, caption=caption, **there),)),
            self.thing("album_plain", "photo", "2017-07-09 21:00:05", "album:named", text="", media=(self.medium(21,
                       album="named"),)),
            self.thing("uncategorized", "photo", "2020-02-02 02:02:02", "uncategorized", text=lost,
                       media=(self.medium(22, caption=lost, in_export=False),)),
            self.thing("uncategorized_png", "photo", "2024-12-24 18:00:00", "uncategorized", text="",
                       media=(self.medium(23, png=True),)),
            self.thing("lone_video", "video", "2021-06-06 06:06:06", "videos", text=film,
                       media=(self.medium(24, type="video", caption=film, album="videos"),)),
            self.thing("profile_photo_new", "profile_photo", "2024-01-07 10:10:10", "album:profile", text="",
                       media=(self.medium(25, album="profile"),)),
            self.thing("cover_photo", "cover_photo", "2019-11-11 11:11:11", "album:cover", text="",
                       media=(self.medium(26, album="cover"),)),
        ]  # fmt: skip

    def elsewhere(self) -> list[Thing]:
        """Posts in other people's places, and posts that nobody sees any more."""
        group = {"venue": "group", "venue_name": self.group, "expected": GROUP, "to": self.group, "phrase": "group"}
        other = {"venue_name": None, "people": None, "expected": OTHERS, "to": self.friend}
        link = f"https://www.facebook.com/{self.number + 33}"
        return [
            self.thing("wall", "post", "2013-09-19 06:00:00", "timeline", phrase="timeline", **{**other,
                       "venue_name": self.friend}, venue="other_profile", minor="yes"),
            self.thing("on_other", "post", "2024-02-20 12:30:00", "on_others", venue=None, **other,
                       media=(self.medium(30),)),
            self.thing("group", "post", "2017-10-10 19:19:19", "group_posts", **group),
            self.thing("group_photo", "post", "2024-06-01 08:00:00", "group_posts", **group, media=(self.medium(31),)),
            self.thing("pending", "post", "2026-01-10 10:00:00", "pending", state="pending", venue="group",
                       venue_name=None,
                       expected=PENDING),
            self.thing("archived", "post", "2011-11-11 09:00:00", "archive", state="archived", expected=ARCHIVED,
                       permalink=link,
                       minor="yes"),
            self.thing("trashed", "post", "2024-08-08 08:08:08", "trash", state="trashed", phrase="link",
                       url="https://example.org/thrown", expected=GONE),
        ]  # fmt: skip

    def other_files(self) -> list[Thing]:
        """Reels, stories, live videos, events, listings, reviews and the bio."""
        event = text("event_head", self.language), text("event_body", self.language)
        listing = text("listing_head", self.language), text("listing_body", self.language)
        market, page = _MARKETS[self.language], {"en": "City Library", "de": "Stadtbücherei", "fr": "Bibliothèque"}
        return [
            self.thing("reel", "reel", "2024-03-03 20:00:00", "reels", phrase="reel", media=(self.medium(40,
                       type="video"),)),
            self.thing("story", "story", "2019-07-21 22:00:00", "stories", phrase="story", text="", expected=GONE,
                       media=(self.medium(41),)),
            self.thing("live", "live_video", "2019-05-17 15:00:00", "live", media=(self.medium(42, type="video"),)),
            self.thing("event", "event", "2019-06-15 08:30:00", "events", text="\n".join(event), headline=event[0],
                       body=event[1],
                       venue=None, venue_name=None, place=Place({"en": "Mill Lane", "de": "Mühlengasse",
                       "fr": "Rue du Pré"}[self.language], 0, 0)),
            self.thing("listing", "listing", "2018-04-24 10:00:00", "listings", text="\n".join(listing),
                       headline=listing[0],
                       body=listing[1], venue="marketplace", place=market),
            self.thing("review", "review", "2021-12-05 17:17:17", "reviews", text="", venue=None, venue_name=None,
                       to=page[self.language], url="https://www.facebook.com/1200000001", people=None),
            self.thing("bio", "bio", "2018-08-30 21:30:00", "bio"),
        ]  # fmt: skip

    def talk(self) -> list[Thing]:
        """Comments, and what was said to Meta AI."""
        on_other = {"venue": None, "venue_name": None, "people": None, "expected": OTHERS, "to": self.friend}
        prompt = {"venue": "ai_chat", "venue_name": None}
        return [
            self.thing("comment", "comment", "2016-03-01 12:00:01", "comments", phrase="comment", **on_other),
            self.thing("comment_gif", "comment", "2021-09-13 07:00:00", "comments", phrase="comment", **on_other,
                       url="https://media.example.org/monday.gif"),
            self.thing("reply", "comment", "2025-07-07 07:07:07", "comments", phrase="reply", **on_other),
            self.thing("comment_own", "comment", "2019-08-02 09:00:00", "comments", phrase="comment_own"),
            self.thing("group_comment", "comment", "2017-10-11 06:45:00", "group_comments", phrase="group_comment",
                       to=self.friend,
                       venue="group", venue_name=self.group, people=None, expected=GROUP),
            self.thing("prompt_old", "ai_prompt", "2025-04-30 18:30:00", "ai", **prompt, expected=PROMPT_BEFORE),
            self.thing("prompt_new", "ai_prompt", "2025-10-12 18:30:00", "ai", **prompt, expected=PROMPT_SINCE),
        ]  # fmt: skip
