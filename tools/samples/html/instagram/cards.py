"""One Instagram or Threads card at a time: posts, comments, messages, tables."""

from __future__ import annotations

from tools.samples.html.dates import Clock
from tools.samples.html.markup import Dress, esc, picture_html, table
from tools.samples.html.words import WORDS
from tools.samples.instagram.layout import InstagramLayout
from tools.samples.instagram.records import uri
from tools.samples.model import Medium, Person, Thing
from tools.samples.person.phrases import LABELS, PROFILE


class Cards:
    """Makes the cards of one copy."""

    def __init__(self, person: Person, layout: InstagramLayout, dress: Dress, clock: Clock) -> None:
        """For one copy."""
        self.person = person
        self.layout = layout
        self.dress = dress
        self.clock = clock
        self.words = WORDS[person.language]
        self.labels = LABELS[person.language]
        self.profile = PROFILE[person.language]

    def foot(self, moment: int | None) -> str:
        """The date at the foot of a card."""
        return self.dress.date(self.clock.show(moment)) if moment is not None else ""

    def record(self, rows: str, foot: str = "", heading: str = "") -> str:
        """A card with a table."""
        return self.dress.wrap(esc(heading), f"<div>{table(rows)}</div>", foot)

    def _medium(self, medium: Medium, thing: Thing) -> str:
        place = medium.latitude is not None
        facts = {self.words["has_camera"]: str(place and thing.platform == "instagram")}
        if place:
            facts[self.words["device"]] = "android-0000000000000000"
            facts |= {self.labels["latitude"]: str(medium.latitude), self.labels["longitude"]: str(medium.longitude)}
        rows = "".join(self.dress.row(label, esc(value), wide=True) for label, value in facts.items())
        return f"<div>{picture_html(uri(medium, thing), self.words['click'])}{table(rows)}</div>"

    def post(self, thing: Thing) -> str:
        """A post, story, reel, photo of the profile, or a post on Threads: its caption is the heading."""
        body = "".join(self._medium(medium, thing) for medium in thing.media)
        if thing.platform == "threads":
            facts = {self.words["control"]: "everyone", self.words["reply"]: str(thing.kind == "comment")}
            body += table("".join(self.dress.row(label, value, wide=True) for label, value in facts.items()))
        return self.dress.wrap(esc(thing.written), body or "<div></div>", self.foot(thing.created))

    def comment(self, thing: Thing) -> str:
        """A comment, in the shape of its era. Its labels are English in every language."""
        owner = self.person.accounts["instagram"].username if thing.to == "own" else thing.to
        if self.layout.era == "E2":
            lines = f"<div>{esc(thing.written)}</div><div>{esc(self.clock.show(thing.created))}</div>"
            return self.dress.wrap(esc(owner), f"<div>{lines}</div>")
        rows = self.dress.row("Comment", esc(thing.written), wide=True)
        rows += self.dress.row("Media Owner", esc(owner), wide=True) if owner else ""
        return self.record(rows + self.dress.row("Time", esc(self.clock.show(thing.created))))

    def said(self, sender: str, words: str, moment: int | None) -> str:
        """One message of a chat."""
        body = f"<div><div></div><div>{esc(words)}</div><div></div></div>"
        return self.dress.wrap(esc(sender), body, self.foot(moment))

    def message(self, thing: Thing) -> str:
        """A message of the person's own."""
        return self.said(self.person.name, thing.written, thing.created)

    def prompt(self, thing: Thing) -> str:
        """A chat with Meta AI: tables in a table."""
        moment = thing.created or 0
        answer = "Here is an answer that no person wrote."
        turns = [(self.person.name, thing.written, moment), ("Meta AI", answer, moment + 240)]
        rows = self.dress.row(self.labels["name"], "Meta AI", wide=True)
        for sender, words, when in turns:
            facts = {"sender": sender, "message": words, "time": self.clock.show(when)}
            turn = "".join(self.dress.row(self.labels[key], esc(value), wide=True) for key, value in facts.items())
            rows += self.dress.nested(self.labels["messages"], turn)
        return self.record(rows, heading="Meta AI")
