"""One Facebook card at a time: posts, comments, media, and records of labels and values."""

from __future__ import annotations

from tools.samples.facebook.records import Records
from tools.samples.html.markup import block, deep, esc, link, picture_html, table
from tools.samples.html.setting import Setting
from tools.samples.model import Medium, Place, Thing
from tools.samples.person.phrases import ALBUMS, LABELS, sentence


class Cards:
    """Makes the cards of one copy."""

    def __init__(self, setting: Setting) -> None:
        """For one copy."""
        self.setting = setting
        self.person = setting.person
        self.dress = setting.dress
        self.words = setting.words
        self.labels = LABELS[setting.person.language]
        self.records = Records(setting.person, setting.layout)

    def foot(self, thing: Thing, key: str = "") -> str:
        """The date, with the link that `key` stands for if any."""
        return self.dress.date(self.setting.clock.show(thing.created), self.setting.link(key) if key else "")

    def exif(self, medium: Medium, thing: Thing) -> str:
        """What is known about a file, as a table."""
        facts = {self.words["ip"]: "192.0.2.1"}
        if medium.camera:
            facts |= {self.words["camera"]: "Invented", self.words["model"]: medium.camera}
        if medium.taken and medium.taken > 0:
            facts[self.words["taken"]] = self.setting.clock.show(medium.taken)
        if medium.latitude is not None:
            facts |= {self.labels["latitude"]: str(medium.latitude), self.labels["longitude"]: str(medium.longitude)}
        return table("".join(self.dress.row(label, esc(value)) for label, value in facts.items()))

    def medium(self, medium: Medium, thing: Thing, *, alone: bool) -> str:
        """One photo or video with its caption or, in a post, else the name of its album."""
        shown = picture_html(self.records.uri(medium), self.words["click"])
        if alone:
            caption = f'<div class="_3-95">{esc(medium.caption)}</div>' if medium.caption else ""
            return f"<div>{shown}{caption}{self.exif(medium, thing)}</div>"
        under = medium.caption or ALBUMS[self.person.language][medium.album]
        name = f"<div>{esc(under)}</div>" if under else ""
        return f'<div class="_a7ng"><div>{shown}{name}{self.exif(medium, thing)}</div></div>'

    def gallery(self, thing: Thing) -> str:
        """All media of a post."""
        inner = "".join(self.medium(medium, thing, alone=False) for medium in thing.media)
        return f'<div class="_2pin"><div><div><div><div class="_a7nf">{inner}</div></div></div></div></div>'

    def _place(self, place: Place) -> str:
        line = self.words["place"].format(f"{place.name} ({place.latitude}, {place.longitude})")
        lines = [esc(line), esc(self.words["address"].format(place.address))]
        return deep(*lines, link(place.url)) + deep(*lines) if place.url else deep(*lines)

    def attached(self, thing: Thing) -> str:
        """What hangs on a post or comment."""
        found = self.gallery(thing) if thing.media else ""
        found += deep(link(thing.url)) if thing.url else ""
        found += self._place(thing.place) if thing.place else ""
        found += deep(*map(esc, thing.memory)) if thing.memory else ""
        return found + (deep(esc(thing.life_event)) if thing.life_event else "")

    def post(self, thing: Thing, *, said: bool = True) -> str:
        """A post. The text of a profile photo is its caption; `said` False: no text at all."""
        body = self.attached(thing)
        if said and thing.kind != "profile_photo" and thing.written:
            body += block(esc(thing.written))
        if thing.updated:
            shown = self.setting.clock.show(thing.updated)
            line = esc(self.words["updated"].format(shown))
            body += f'<div class="_2pin"><div>{line}</div><div></div><div></div></div>'
        if thing.people:
            body += self._labelled("tags", ", ".join(thing.people))
        title = sentence(self.person, thing.phrase, thing.to, count=len(thing.media)) if thing.phrase else ""
        return self.dress.wrap(esc(title), f"<div>{body}</div>", self.foot(thing, thing.slug), thing.slug)

    def _labelled(self, word: str, value: str) -> str:
        """A line with a label that is Facebook's, marked as one where the era did so."""
        before, _, after = self.words[word].partition("{}")
        if self.setting.era == "B":
            return f'<div class="_3-95"><span class="_4mp8">{esc(before)}</span>{esc(value)}{after}</div>'
        return deep(esc(before + value))

    def comment(self, thing: Thing) -> str:
        """A comment, in a group or elsewhere."""
        group = self._labelled("group", thing.venue_name) if thing.venue == "group" and thing.venue_name else ""
        body = group + (block(esc(thing.written)) if thing.written else "") + self.attached(thing)
        title = sentence(self.person, thing.phrase, thing.to)
        return self.dress.wrap(esc(title), f"<div>{body}</div>", self.foot(thing, thing.slug), thing.slug)

    def bare(self, medium: Medium, thing: Thing) -> str:
        """A card of one photo or video, of an album or a list."""
        said = block(esc(thing.written)) if thing.kind == "live_video" else ""
        body = self.medium(medium, thing, alone=True) + said
        return self.dress.wrap("", body, self.foot(thing, thing.slug if said else medium.name), medium.name)

    def note(self, thing: Thing) -> str:
        """A note on the page of notes."""
        body = f"<div>{block(esc(thing.body))}</div>"
        return self.dress.wrap(esc(thing.headline), body, self.foot(thing, thing.slug))

    def event(self, thing: Thing) -> str:
        """An event of one's own."""
        start = self.setting.clock.show((thing.created or 0) + 20 * 86_400)
        rows = self.dress.row(self.words["start"], esc(start))
        rows += self.dress.row(self.labels["location"], esc(thing.place.name)) if thing.place else ""
        body = f"<div>{table(rows)}{block(esc(thing.body))}</div>"
        return self.dress.wrap(esc(thing.headline), body, self.foot(thing, thing.slug))

    def listing(self, thing: Thing) -> str:
        """Something for sale."""
        assert thing.place is not None
        place = f"{thing.place.name} ({thing.place.latitude}, {thing.place.longitude})"
        facts = {"price": "40 €", "category": "Bicycles"}
        rows = "".join(self.dress.row(self.words[key], esc(value)) for key, value in facts.items())
        rows += self.dress.row(self.labels["location"], esc(place))
        body = f"<div>{table(rows)}{block(esc(thing.body))}</div>"
        return self.dress.wrap(esc(thing.headline), body, self.foot(thing, thing.slug))

    def review(self, thing: Thing) -> str:
        """A Page that was recommended."""
        return self.dress.wrap(esc(thing.to), f"<div>{deep(link(thing.url))}</div>", self.foot(thing, thing.slug))

    def record(self, rows: str, foot: str = "", heading: str = "") -> str:
        """A record of labels and values."""
        inner = table(rows)
        if self.dress.card_tag == "section":
            head = f"<h2>{esc(heading)}</h2>" if heading else ""
            inner = f'<section class="_3-95 _a6-g"><div class="_2pi8 _2pic _a6-p">{head}{inner}</div></section>'
            low = f'<footer class="{self.dress.foot}">{foot or self.dress.date("")}</footer>'
            return f'<section class="_3-95 _a6-g"><div class="_2pi8 _2pic _a6-p">{inner}</div>{low}</section>\n'
        return self.dress.wrap(esc(heading), inner, foot)

    def check_in(self, thing: Thing) -> str:
        """A check-in, which also stands in the timeline."""
        assert thing.place is not None
        place, row = thing.place, self.dress.row
        tags = row(self.labels["coordinates"], esc(f"({place.latitude} , {place.longitude})"))
        tags += row(self.labels["address"], esc(place.address)) + row(self.labels["name"], esc(place.name))
        rows = row(self.labels["message"], esc(thing.written)) + row(self.labels["location"], esc(place.name))
        rows += self.dress.nested(self.labels["place_tags"], tags)
        rows += row(self.labels["url"], link(thing.permalink), wide=True)
        return self.record(rows, self.foot(thing))

    def archived(self, thing: Thing) -> str:
        """A post that the person moved to the archive."""
        rows = self.dress.row(self.labels["message"], esc(thing.written))
        rows += self.dress.row(self.labels["url"], link(thing.permalink), wide=True)
        return self.record(rows, self.foot(thing))

    def on_other(self, thing: Thing) -> str:
        """A post on somebody else's profile or Page; which of the two is not told."""
        rows = self.dress.row(self.labels["message"], esc(thing.written), wide=True)
        shown = "".join(self.medium(medium, thing, alone=True) for medium in thing.media)
        rows += self.dress.row(self.labels["media"], shown, wide=True)
        rows += self.dress.nested(self.labels["target"], self.dress.row(self.labels["name"], esc(thing.to)))
        return self.record(rows, self.foot(thing))

    def prompt(self, thing: Thing) -> str:
        """A chat with Meta AI."""
        turns = [
            (self.person.name, thing.written, thing.created or 0),
            ("Meta AI", "Here is an answer that no person wrote.", (thing.created or 0) + 4),
        ]
        rows = self.dress.row(self.labels["name"], "Meta AI")
        for sender, said, moment in turns:
            facts = {"sender": sender, "message": said, "time": self.setting.clock.show(moment)}
            turn = "".join(self.dress.row(self.labels[key], esc(value)) for key, value in facts.items())
            rows += self.dress.nested(self.labels["messages"], turn)
        return self.record(rows, self.foot(thing), "Meta AI")
