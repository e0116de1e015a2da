"""What the invented person saved beside an export: a network log of *Manage posts*, and the public view of the profile.

Made from the keys that such answers have, never from anybody's data. Who can see what was settled by drawing lots.
"""

from __future__ import annotations

import html
import json
import quopri
from datetime import date
from pathlib import Path
from typing import Any

from tools.samples.model import Person, Thing, utc

LOG, VIEW = "manage_posts.har", "public_view.mhtml"
_OWN_ID, _OTHER_ID = "100000000000071", "100000000000072"
_AUDIENCES = ("EVERYONE", "FRIENDS", "EVERYONE", "SELF", "FRIENDS", "EVERYONE", "FRIENDS")
_PER_ANSWER = 6
_BODY = 'fb_dtsg=key-to-the-account&variables={"count":6}'  # what nobody may read
_STAMP = "T10:20:30.000Z"
Json = dict[str, Any]


def write_evidence(folder: Path, person: Person, day: date) -> None:
    """Write both files, as they would have been saved on a day."""
    folder.mkdir(parents=True, exist_ok=True)
    things = _on_timeline(person)
    (folder / LOG).write_bytes(json.dumps(_log(things, person, day), indent=2).encode("ascii") + b"\n")
    (folder / VIEW).write_bytes(_page([thing for thing in things if _audience(thing) == "EVERYONE"], person, day))


def _on_timeline(person: Person) -> list[Thing]:
    """What *Manage posts* lists: what was posted on the own profile, the newest first."""
    listed = [
        thing
        for thing in person.things
        if thing.platform == "facebook" and "timeline" in thing.files and thing.venue == "own_profile"
    ]
    return sorted(listed, key=lambda thing: (-(thing.created or 0), thing.slug))


def _audience(thing: Thing) -> str:
    return _AUDIENCES[sum(thing.slug.encode()) % len(_AUDIENCES)]


def _log(things: list[Thing], person: Person, day: date) -> Json:
    stories = [_story(thing, _actor(person), _own(_audience(thing))) for thing in things]
    friend = {"__typename": "User", "id": _OTHER_ID, "name": person.friend}
    wish = Thing(
        slug="wish", platform="facebook", kind="post", files=(), expected=things[0].expected,
        created=utc("2025-05-09 06:00:00"), text="Many happy returns!",
    )  # fmt: skip
    stories.insert(3, _story(wish, friend, {"icon_image": {"name": "friends"}, "description": "Your friends"}))
    answers = [_answer(stories[at : at + _PER_ANSWER]) for at in range(0, len(stories), _PER_ANSWER)]
    entries = [_entry(text, day) for text in answers]
    return {
        "log": {"version": "1.2", "creator": {"name": "WebInspector", "version": "537.36"}, "pages": [],
                "entries": entries},
    }  # fmt: skip


def _actor(person: Person) -> Json:
    return {"__typename": "User", "id": _OWN_ID, "name": f"{person.first_name} {person.last_name}"}


def _own(audience: str) -> Json:
    """The audience of a story that the viewer can change."""
    row = {"allow": [], "base_state": audience, "deny": [], "tag_expansion_state": "UNSPECIFIED"}
    return {"privacy_scope_renderer": {"privacy_row_input": row, "scope": {"can_viewer_edit": True}}}


def _story(thing: Thing, actor: Json, scope: Json) -> Json:
    number = f"UzpfS{sum(thing.slug.encode()):05}{thing.created}"
    media = [{"media": {"__typename": "Photo", "id": medium.name}} for medium in thing.media if medium.type == "photo"]
    return {
        "__typename": "Story", "id": number, "creation_time": thing.created, "backdated_time": thing.backdated,
        "message": {"text": thing.text} if thing.text else None, "actors": [actor], "attached_story": None,
        "attachments": [{"attachment": {"all_subattachments": {"nodes": media}}}] if media else [],
        "comet_sections": {"audience": {"story": {"id": number, "privacy_scope": scope}}},
    }  # fmt: skip


def _answer(stories: list[Json]) -> str:
    """One answer as a line of JSON."""
    edges = [{"node": story} for story in stories]
    return json.dumps({"data": {"node": {"id": _OWN_ID, "timeline_manage_feed_units": {"edges": edges}}}})


def _entry(text: str, day: date) -> Json:
    """One request of a log as Chrome writes it, with what it holds beside the answer."""
    return {
        "_resourceType": "xhr", "startedDateTime": f"{day.isoformat()}{_STAMP}", "time": 81.5,
        "request": {
            "method": "POST", "url": "https://www.facebook.com/api/graphql/", "headers": [], "cookies": [],
            "postData": {"mimeType": "application/x-www-form-urlencoded", "text": _BODY},
        },
        "response": {
            "status": 200, "headers": [], "cookies": [],
            "content": {"size": len(text), "mimeType": "text/html", "text": text},
        },
    }  # fmt: skip


def _page(things: list[Thing], person: Person, day: date) -> bytes:
    """The public view as Chrome saves it in one file, of somebody who is not logged in."""
    name = f"{person.first_name} {person.last_name}"
    address = f"https://www.facebook.com/{person.accounts['facebook'].username}"
    shown = "\n".join(
        f'<div role="article"><h3>{html.escape(name)}</h3><div data-ad-preview="message"><div dir="auto">'
        f"{html.escape(thing.text)}</div></div></div>"
        for thing in things
        if thing.text
    )
    body = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{html.escape(name)} | Facebook</title></head><body>'
        '<form action="/login/device-based/"><input name="email"><input name="pass" type="password"></form>'
        f"<h1>{html.escape(name)}</h1>\n{shown}\n</body></html>\n"
    )
    mark = "----MultipartBoundary--sample----"
    head = (
        f"From: <Saved by Blink>\nSnapshot-Content-Location: {address}\n"
        f"Date: {day.strftime('%d')} {_MONTHS[day.month - 1]} {day.year} 10:20:30 -0000\nMIME-Version: 1.0\n"
        f'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="{mark}"\n\n\n--{mark}\n'
        f"Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\nContent-Location: {address}\n\n"
    )
    coded = quopri.encodestring(body.encode("utf-8")).decode("ascii")
    return f"{head}{coded}\n--{mark}--\n".replace("\n", "\r\n").encode("ascii")


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
