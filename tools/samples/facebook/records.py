"""One Facebook record at a time: posts, comments, media, label/value records."""

from __future__ import annotations

import unicodedata
from typing import Any

from tools.samples.encode import conversation, labels, titled
from tools.samples.facebook.layout import Layout
from tools.samples.model import Medium, Person, Place, Thing
from tools.samples.person.phrases import ALBUMS, LABELS, sentence

Record = dict[str, Any]
_ALBUM_IDS = {"profile": 1, "cover": 2, "mobile": 3, "timeline": 4, "named": 5}


class Records:
    """Makes the records of one person in one era."""

    def __init__(self, person: Person, layout: Layout) -> None:
        """For one person and one era."""
        self.person = person
        self.layout = layout
        self.labels = LABELS[person.language]

    def uri(self, medium: Medium) -> str:
        """Where the file lies, as the archive names it: from the root on, with the era's prefix."""
        layout = self.layout
        if medium.type == "video" and layout.era == "C":
            folder = "videos"
        elif medium.album in _ALBUM_IDS:
            name = ALBUMS[self.person.language][medium.album]
            plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
            folder = "".join(char for char in plain if char.isalnum() or char == "-")
            folder += f"_{10150000000000000 + _ALBUM_IDS[medium.album]}"
        else:
            folder = "videos" if medium.type == "video" else "your_posts"
        return f"{layout.root}{layout.media}{folder}/{medium.name}.{medium.extension}"

    def media(self, medium: Medium, thing: Thing) -> Record:
        """One photo or video."""
        created = medium.created or thing.created
        found: Record = {"uri": self.uri(medium), "creation_timestamp": created}
        facts: Record = {"upload_ip": "192.0.2.1"}
        if medium.type == "video":
            facts["upload_timestamp"] = created
        else:
            facts |= {"taken_timestamp": medium.taken or 0, "modified_timestamp": 0, "orientation": 1}
        if medium.camera:
            facts |= {"iso": 100, "focal_length": "4.2", "camera_make": "Invented", "camera_model": medium.camera}
            facts |= {"exposure": "1/60", "f_stop": "2.0", "original_width": 4000, "original_height": 3000}
        if medium.latitude is not None:
            facts |= {"latitude": medium.latitude, "longitude": medium.longitude}
        name = "video_metadata" if medium.type == "video" else "photo_metadata"
        found["media_metadata"] = {name: facts if self.layout.flat_exif else {"exif_data": [facts]}}
        if title := ALBUMS[self.person.language][medium.album]:
            found["title"] = title
        if medium.caption:
            found["description"] = medium.caption
        if medium.type == "video" and self.layout.era == "F":
            found |= {"dubbing_info": [], "media_variants": []}
        if thing.kind in ("profile_photo", "cover_photo") and self.layout.era == "F":
            found["backup_uri"] = f"https://interncache.example.org/{medium.name}"
        return found

    def _place(self, place: Place) -> list[Record]:
        point = {"latitude": place.latitude, "longitude": place.longitude}
        found = {"name": place.name, "coordinate": point, "address": place.address}
        return [{"place": {**found, "url": place.url}}, {"place": found}]

    def attachments(self, thing: Thing) -> list[Record]:
        """What hangs on a post or comment: each attachment holds a list of entries with one key."""
        found: list[list[Record]] = []
        if thing.media:
            found.append([{"media": self.media(medium, thing)} for medium in thing.media])
        if thing.url:
            found.append([{"external_context": {"url": thing.url}}])
        if thing.place:
            found += [[entry] for entry in self._place(thing.place)]
        if thing.memory:
            found.append([{"text": part} for part in thing.memory])
            found.append([{"external_context": {"url": ""}}])
        if thing.life_event:
            start = {"year": 2019, "month": 5, "day": 4}
            found.append([{"life_event": {"title": thing.life_event, "start_date": start}}])
        if thing.kind == "note":
            times = {"created_timestamp": thing.created, "updated_timestamp": thing.created}
            found.append([{"note": {"title": thing.headline, "text": thing.body, **times, "tags": []}}])
        return [{"data": entries} for entries in found]

    def post(self, thing: Thing) -> Record:
        """A post in the shape that all eras share."""
        data: list[Record] = []
        words = "" if thing.kind in ("note", "profile_photo") else thing.written
        if words:
            data.append({"post": words})
        if thing.backdated:
            data.append({"backdated_timestamp": thing.backdated})
        if thing.updated:
            data = [{}, {"update_timestamp": thing.updated}, {}, *data]
        elif thing.media:
            data.append({})
        found: Record = {"timestamp": thing.created}
        if attachments := self.attachments(thing):
            found["attachments"] = attachments
        found["data"] = data
        if thing.phrase:
            found["title"] = sentence(self.person, thing.phrase, thing.to, count=len(thing.media))
        if thing.people:
            plain = self.layout.string_tags
            found["tags"] = list(thing.people) if plain else [{"name": name} for name in thing.people]
        return found

    def comment(self, thing: Thing) -> Record:
        """A comment, in a group or elsewhere."""
        words: Record = {"timestamp": thing.created, "comment": thing.written, "author": self.person.name}
        if thing.venue == "group":
            words["group"] = thing.venue_name
        found: Record = {"timestamp": thing.created, "data": [{"comment": words}]}
        found["title"] = sentence(self.person, thing.phrase, thing.to)
        if attachments := self.attachments(thing):
            found["attachments"] = attachments
        return found

    def _link(self, thing: Thing) -> Record:
        return {"label": self.labels["url"], "value": thing.permalink, "href": thing.permalink}

    def check_in(self, thing: Thing) -> Record:
        """A check-in, which also stands in the timeline."""
        assert thing.place is not None
        place = thing.place
        tags = [
            {"label": self.labels["coordinates"], "value": f"({place.latitude} , {place.longitude})"},
            {"label": self.labels["address"], "value": place.address},
            {"label": self.labels["name"], "value": place.name},
        ]
        return labels(
            {"label": self.labels["message"], "value": thing.written},
            {"label": self.labels["location"], "value": place.name},
            {"label": self.labels["place_tags"], "dict": tags},
            self._link(thing),
            timestamp=thing.created,
            fbid=thing.permalink.rpartition("/")[2],
        )

    def archived(self, thing: Thing) -> Record:
        """A post that the person moved to the archive."""
        words = {"label": self.labels["message"], "value": thing.written}
        fbid = thing.permalink.rpartition("/")[2]
        return labels(words, self._link(thing), timestamp=thing.created, fbid=fbid)

    def on_other(self, thing: Thing) -> Record:
        """A post on somebody else's profile or Page; which of the two is not told."""
        return labels(
            {"label": self.labels["message"], "value": thing.written},
            {"label": self.labels["media"], "media": [self.media(medium, thing) for medium in thing.media]},
            titled(self.labels["target"], [{"label": self.labels["name"], "value": thing.to}]),
            timestamp=thing.created,
            fbid=f"4{thing.created}",
        )

    def prompts(self, found: list[Thing]) -> list[Record]:
        """Chats with Meta AI; in French, all turns stand in one chat."""
        turns = [
            [
                (self.person.name, thing.written, thing.created or 0),
                ("Meta AI", "Here is an answer that no person wrote.", (thing.created or 0) + 4),
            ]
            for thing in found
        ]
        if self.person.language == "fr":
            turns = [[turn for pair in reversed(turns) for turn in pair]]
        return [conversation(chat, self.labels) for chat in turns]
