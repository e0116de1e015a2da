"""Invented answers of Facebook's and Instagram's pages, logs of them, and saved pages: what evidence is read from.

Made from the keys that such answers have, never from anybody's data. The person does not exist; ids, names and texts
are made up. Keys that nothing reads stand in here too, because real answers are mostly that.
"""

from __future__ import annotations

import base64
import json
import quopri
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from analyzer.model import Item, Media
from analyzer.reading.evidence.model import Owner

NAME, OWN_ID = "Ada Example", "100000000000001"
OTHER, OTHER_ID = "Ben Example", "100000000000002"
OWNER = Owner(frozenset({NAME.casefold(), "ada.example"}))
GRAPHQL = "https://www.facebook.com/api/graphql/"
FOLLOWING = f"https://www.instagram.com/api/v1/friendships/{OWN_ID}/following/?count=50&max_id=12"
STARTED = "2026-11-20T09:30:00.123Z"
T0 = 1_556_704_800  # 2019-05-01T10:00:00Z
LONG = "A walk along the canal on the first warm day of the year, with everybody we know and two dogs"
Json = dict[str, Any]


def actor(name: str = NAME, number: str = OWN_ID) -> Json:
    """Who wrote a story."""
    return {"__typename": "User", "__isActor": "User", "id": number, "name": name, "url": "https://www.facebook.com/x"}


def selector(state: str, allow: Iterable[Any] = (), deny: Iterable[Any] = (), edit: bool | None = True) -> Json:
    """The audience of a story that the viewer can change. It offers options, too, of which one is EVERYONE."""
    row = {"allow": list(allow), "base_state": state, "deny": list(deny), "tag_expansion_state": "UNSPECIFIED"}
    options = {"edges": [{"node": {"privacy_row_input": {"base_state": "EVERYONE", "allow": [], "deny": []}}}]}
    scope: Json = {"selected_option": {"privacy_row_input": row, "id": "1"}, "privacy_options": options}
    if edit is not None:
        scope["can_viewer_edit"] = edit
    renderer = {"__typename": "PrivacySelectorRenderer", "privacy_row_input": row, "scope": scope, "id": "2"}
    return {"privacy_scope_renderer": renderer}


def icon(name: str, words: str = "") -> Json:
    """The audience of a story that the viewer cannot change."""
    return {"icon_image": {"name": name}, "description": words}


def photos(*ids: str, kind: str = "Photo") -> list[Json]:
    """Attachments: one photo, or several."""
    media = [{"__typename": kind, "id": number, "image": {"uri": "https://scontent.example/x.jpg"}} for number in ids]
    attachment: Json = (
        {"media": media[0]} if len(media) == 1 else {"all_subattachments": {"nodes": [{"media": m} for m in media]}}
    )
    return [{"style_type_renderer": {"__typename": "StoryAttachmentPhotoStyleRenderer", "attachment": attachment}}]


def story(
    second: int = T0, text: str = "hello", audience: Json | None = None, *, who: Json | None = None, number: str = "",
    media: list[Json] | None = None, shared: Json | None = None, **more: Any,
) -> Json:  # fmt: skip
    """A story as *Manage posts* has it. `who={}` leaves the actor out."""
    number = number or f"S{second}{text}"
    who = actor() if who is None else who
    sections: Json = {
        "actor_photo": {"story": {"actors": [who] if who else [], "comet_sections": None, "id": number}},
        "audience": {"story": {"privacy_scope": selector("FRIENDS") if audience is None else audience, "id": number}},
        "timestamp": {"story": {"creation_time": second, "url": "https://www.facebook.com/x/posts/1", "id": number}},
        "message": {"story": {"message": {"text": text, "ranges": []}, "id": number}} if text else None,
        "aggregated_story": None,
    }
    return {
        "__typename": "Story", "id": number, "comet_sections": sections, "encrypted_tracking": "AZX",
        "message": {"text": text} if text else None, "url": "https://www.facebook.com/x/posts/1", "title": None,
        "attachments": media or [], "attached_story": shared, "creation_time": second, "backdated_time": None,
        "can_viewer_delete": True, **more,
    }  # fmt: skip


def list_story(
    second: int = T0, text: str = "hello", audience: Json | None = None, number: str = "", **more: Any
) -> Json:
    """A story as the list of a profile has it: its time and its audience stand in the metadata of a section."""
    number = number or f"S{second}{text}"
    strategy = "CometFeedStoryPrivacySelectorStrategy"
    metadata = [
        {"__typename": "CometFeedStoryMinimizedTimestampStrategy", "story": {"creation_time": second, "id": number}},
        {
            "__typename": strategy,
            "story": {"privacy_scope": selector("FRIENDS") if audience is None else audience, "id": number},
        },
    ]
    content = {"actors": [actor()], "message": {"text": text}, "attachments": [], "attached_story": None, "id": number}
    layout = {
        "comet_sections": {"metadata": metadata, "title": {"story": {"actors": [actor()], "id": number}}},
        "id": number,
    }
    sections = {
        "content": {"story": content},
        "context_layout": {"story": layout},
        "feedback": {"story": {"id": number, "privacy_scope": icon("everyone"), "creation_time": second + 5}},
    }
    return {"__typename": "Story", "id": number, "post_id": "9", "comet_sections": sections, **more}


def answer(
    stories: Iterable[Json], *, key: str = "user", units: str = "timeline_manage_feed_units", holder: str = OWN_ID,
    streamed: int = 0, guard: bool = False,
) -> str:  # fmt: skip
    """One answer of a list of posts, as JSON lines: the last `streamed` stories come in lines of their own."""
    listed = list(stories)
    at = len(listed) - streamed
    edges = [{"node": each, "cursor": "c"} for each in listed[:at]]
    lines: list[Json] = [{"data": {key: {units: {"edges": edges}, "id": holder}}, "extensions": {"is_final": False}}]
    for number, each in enumerate(listed[at:], at):
        path = [key, units, "edges", number]
        lines.append({"label": "Feed$stream", "path": path, "data": {"node": each, "cursor": "c"}})
    page_info = {"page_info": {"has_next_page": True, "end_cursor": "c"}}
    lines.append({"label": "Feed$defer", "path": [key, units], "data": page_info, "extensions": {"is_final": True}})
    return ("for (;;);" if guard else "") + "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)


def following(users: Mapping[str, bool]) -> str:
    """One answer of Instagram's list of followed accounts."""
    listed = [{"pk": "5", "username": name, "full_name": "x", "is_private": private} for name, private in users.items()]
    return json.dumps({"users": listed, "big_list": False, "status": "ok"})


def entry(
    text: str | None,
    *,
    url: str = GRAPHQL,
    started: str = STARTED,
    coded: bool = False,
    size: int | None = None,
    **more: Any,
) -> Json:
    """One request of a log as Chrome writes it."""
    raw = (text or "").encode()
    content: Json = {"size": len(raw) if size is None else size, "mimeType": "text/html"}
    if text is not None:
        content["text"] = base64.b64encode(raw).decode() if coded else text
    if coded:
        content["encoding"] = "base64"
    return {
        "_initiator": {"type": "script"}, "_priority": "High", "_resourceType": "xhr", "cache": {},
        "request": {
            "method": "POST", "url": url, "httpVersion": "h3", "headers": [{"name": "x", "value": "y"}],
            "queryString": [], "cookies": [], "headersSize": -1, "bodySize": 9,
            "postData": {"mimeType": "x", "text": "fb_dtsg=x", "params": [{"name": "fb_dtsg", "value": "x"}]},
        },
        "response": {
            "status": 200, "statusText": "", "httpVersion": "h3", "headers": [], "cookies": [], "content": content,
            "redirectURL": "", "headersSize": -1, "bodySize": -1, "_transferSize": 5, "_error": None,
        },
        "serverIPAddress": "192.0.2.1", "startedDateTime": started, "time": 12.5, "timings": {"wait": 12.5}, **more,
    }  # fmt: skip


def log(*entries: Json, creator: str = "WebInspector") -> Json:
    """A network log."""
    return {
        "log": {
            "version": "1.2",
            "creator": {"name": creator, "version": "537.36"},
            "pages": [],
            "entries": list(entries),
        }
    }


def saved(folder: Path, content: Any, name: str = "www.facebook.com.har") -> Path:
    """A file with this content: JSON, a text, or bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(content if isinstance(content, str) else json.dumps(content, indent=2), "utf-8")
    return path


def item(text: str = "hello", second: int | None = T0, **more: Any) -> Item:
    """A post of the archive on the own profile."""
    basis = "none" if second is None else "second"
    return Item(
        **{"platform": "facebook", "kind": "post", "created": second, "created_basis": basis, "text": text, **more}
    )


def medium(number: str) -> Media:
    """A photo with the platform's id in its name."""
    return Media(f"posts/media/a/{number}.jpg", "photo", key=number)


def paired(*items: Item) -> list[tuple[Item, str]]:
    """Items with ids."""
    return [(each, f"{number:012x}") for number, each in enumerate(items)]


# ---------------------------------------------------------------------------------------------------------- saved pages
VIEW_AS = "https://www.facebook.com/ada.example?viewas=100000686899395"
LOGIN = '<form action="/login/device-based/"><input name="email"><input name="pass" type="password"></form>'


def article(text: str, more: str = "", pictures: Iterable[str] = ()) -> str:
    """One post on a page: its lines as Facebook writes them, and a button behind a text that is cut."""
    lines = "".join(f'<div dir="auto" style="text-align: start;">{line}</div>' for line in text.split("\n"))
    button = f'<div role="button" tabindex="0">{more}</div>' if more else ""
    shown = "".join(
        f'<a href="/photo/?fbid={n}"><img src="https://scontent.example/v/1_{n}_77_n.jpg?x=1"></a>' for n in pictures
    )
    return (
        f'<div role="article"><h3><a href="/ada.example"><strong>{NAME}</strong></a></h3><span>2 May 2019</span>'
        f'<div data-ad-preview="message"><div><span dir="auto">{lines}</span>{button}</div></div>{shown}'
        '<div role="button" aria-label="Share">Share</div></div>'
    )


def page(*articles: str, signs: str = LOGIN, title: str = f"{NAME} | Facebook", scripts: str = "") -> str:
    """A profile as HTML."""
    script = f"<script>{scripts}</script>" if scripts else ""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{script}</head>'
        f"<body>{signs}<h1>{NAME}</h1>{''.join(articles)}</body></html>"
    )


def mhtml(
    html: str, address: str = "https://www.facebook.com/ada.example", date: str = "Fri, 20 Nov 2026 09:30:00 -0000"
) -> bytes:
    """A page as Chrome saves it in one file, with a picture behind it."""
    mark = "----MultipartBoundary--abc123----"
    head = [
        "From: <Saved by Blink>", f"Snapshot-Content-Location: {address}", "Subject: =?utf-8?Q?x?=", f"Date: {date}",
        "MIME-Version: 1.0", "Content-Type: multipart/related;", '\ttype="text/html";', f'\tboundary="{mark}"', "", "",
    ]  # fmt: skip
    text = [
        "Content-Type: text/html",
        "Content-Transfer-Encoding: quoted-printable",
        f"Content-Location: {address}",
        "",
    ]
    picture = [
        "Content-Type: image/jpeg",
        "Content-Transfer-Encoding: base64",
        "Content-Location: https://x.example/1",
        "",
    ]
    parts = ["\n".join(head), *("\n".join(part) + "\n" for part in (text, picture))]
    bodies = ["", quopri.encodestring(html.encode()).decode(), base64.encodebytes(b"\xff\xd8\xff" * 500).decode()]
    whole = f"\n--{mark}\n".join(part + body for part, body in zip(parts, bodies, strict=True))
    return f"{whole}\n--{mark}--\n".replace("\n", "\r\n").encode()


def day(text: str) -> Any:
    """A date out of `2026-11-20`."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC).date()


# ---------------------------------------------------------------------------------- a small site, for real browsers
GARDEN = "The garden is open again 🌻 from Saturday on, come and see what has come up since the autumn, and bring tea"
SITE: tuple[tuple[int, str, Json], ...] = (
    (T0, GARDEN, selector("EVERYONE")),
    (T0 + 86_400, "Only for those who know where the key is", selector("FRIENDS")),
    (T0 + 172_800, "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich", selector("EVERYONE")),
    (T0 + 259_200, "A note to myself about the roof", selector("SELF")),
    (T0 + 345_600, "Everybody but one may read this", selector("EVERYONE", deny=["7"])),
    (T0 + 432_000, "My sisters alone may read this one", selector("SELF", allow=["700"])),
    (T0 + 518_400, "Lost: one umbrella, found: another one, much better", icon("everyone", "Public")),
)


def site_answers() -> list[str]:
    """What the small site answers, one query after the other: two pages of *Manage posts*, and what else goes on."""
    posts = [story(second, text, audience) for second, text, audience in SITE]
    theirs = story(T0 + 600_000, "Many happy returns", icon("friends_of_friends"), who=actor(OTHER, OTHER_ID))
    place = {"__typename": "Group", "id": "55"}
    group = story(T0 + 610_000, "Hello, group", icon("everyone", "Public group"), to=place)
    other = json.dumps({"data": {"viewer": {"notifications": {"count": 3}}}, "extensions": {"is_final": True}})
    return [
        answer([*posts[:3], theirs], streamed=2, guard=True),
        other,
        answer([*posts[3:], group], key="node", streamed=3),
        other,
    ]


def site_page(signs: str) -> str:
    """The profile of the small site: what strangers see of it, in somebody's view."""
    shown = [text for _, text, audience in SITE if audience in (selector("EVERYONE"), icon("everyone", "Public"))]
    cut = GARDEN[:84].rstrip() + "…"
    articles = [article(cut, "See more", ["1234567890123"]), *(article(text) for text in shown[1:])]
    return page(*articles, signs=signs).replace("https://scontent.example", "")
