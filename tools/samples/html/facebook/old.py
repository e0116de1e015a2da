"""Facebook's copies until 2018: `index.htm`, `html/timeline.htm`, photos in albums; no link, and the zone in each date.

A post there knows nothing of its photos, links, tags or times of change: its photos stand in `html/photos.htm` alone.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from tools.samples.html.dates import long_day, long_time
from tools.samples.html.markup import attr, esc
from tools.samples.html.setting import Setting
from tools.samples.model import Medium, Thing, utc
from tools.samples.person.phrases import ALBUMS, LABELS, sentence
from tools.samples.person.pictures import picture

_KINDS = frozenset({"timeline", "album:profile", "album:cover", "album:mobile", "album:timeline", "album:named"})
_PAGES = ("contact_info", "timeline", "photos", "friends", "messages", "security")
_CSS = ".meta { color: #888; } .comment { background: #EEE; padding: 10px; }"


def old_things(copy: Setting) -> list[Thing]:
    """What an old copy holds: posts with nothing but words, and each photo of an album for itself."""
    found = []
    for thing in copy.person.of("facebook", _KINDS, utc(f"{copy.made} 00:00:00")):
        if "timeline" in thing.files and thing.kind == "post" and thing.text:
            plain = replace(thing, files=("timeline",), media=(), url="", place=None, permalink="", raw="")
            found.append(replace(plain, people=thing.people and None))
        for medium in thing.media:
            kind = {"profile": "profile_photo", "cover": "cover_photo"}.get(medium.album, "photo")
            if medium.album in ALBUMS[copy.person.language] and f"album:{medium.album}" in _KINDS & set(thing.files):
                slug = f"{thing.slug}_{medium.name}"
                one = replace(thing, slug=slug, kind=kind, files=(f"album:{medium.album}",), media=(medium,), raw="")
                found.append(replace(one, text=medium.caption, url="", place=None, people=thing.people and None))
    return found


def _path(copy: Setting, medium: Medium) -> str:
    name = unicodedata.normalize("NFKD", ALBUMS[copy.person.language][medium.album])
    folder = "".join(char for char in name.encode("ascii", "ignore").decode() if char.isalnum())
    return f"photos/{folder}/{medium.name}.{medium.extension}"


def old_files(copy: Setting) -> dict[str, bytes]:
    """All files of the copy."""
    found = old_things(copy)
    photos = [thing for thing in found if thing.media]
    texts = [thing for thing in found if not thing.media]
    person, words = copy.person, copy.words
    meta = f'<div class="meta">{_when(copy, 1_420_000_000)}</div>'
    other = sentence(person, "like", person.friend)
    cards = "".join(_post(copy, thing) for thing in sorted(texts, key=lambda one: -(one.created or 0)))
    noise = f"<p>{meta}{esc(other)}</p>\n"
    thread = (
        f'<div class="thread">{esc(person.name)}, {esc(person.friend)}<div class="message"><div class="message_header">'
        f'<span class="user">{esc(person.friend)}</span><span class="meta">{_when(copy, 1_400_000_000)}</span></div>'
        "</div><p>See you at nine</p></div>"
    )
    bodies = {
        "contact_info": "<table><tr><th>Emails</th><td><ul><li>someone&#064;example.org</li></ul></td></tr></table>",
        "timeline": f"<div>\n{cards}{noise}</div>",
        "photos": _albums(copy, photos),
        "friends": f"<ul><li>{esc(person.friend)} (5. 5. 2012)</li></ul>",
        "messages": '<p><a href="../messages/0.html">1</a></p>',
        "security": f"<ul><li>192.0.2.1<p>{meta}</p></li></ul>",
    }
    files = {f"html/{name}.htm": _page(copy, name, body, "../") for name, body in bodies.items()}
    files["index.htm"] = _page(copy, words["profile"], _profile(copy), "")
    files["messages/0.html"] = _page(copy, words["messages"], thread, "../")
    for thing in photos:
        if thing.media[0].in_export:
            path = _path(copy, thing.media[0])
            files[path] = picture(path)
    return files


def _when(copy: Setting, moment: int | None) -> str:
    return esc(long_time(moment or 0, copy.clock.zone, copy.person.language, old=True))


def _post(copy: Setting, thing: Thing) -> str:
    title = sentence(copy.person, thing.phrase, thing.to, count=2) if thing.phrase else ""
    date = f'<div class="meta">{_when(copy, thing.created)}</div>'
    return f'<p>{date}\n{esc(title)}<div class="comment">{esc(thing.text)}</div></p>\n'


def _albums(copy: Setting, photos: list[Thing]) -> str:
    """Album by album: name, then each photo with its caption, time and camera."""
    html = ""
    for album, name in ALBUMS[copy.person.language].items():
        blocks = "".join(_photo(copy, thing) for thing in photos if thing.media[0].album == album)
        html += f'<div class="block"><h2>{esc(name)}</h2>{blocks}</div>\n' if blocks else ""
    return html


def _photo(copy: Setting, thing: Thing) -> str:
    medium, labels, words = thing.media[0], LABELS[copy.person.language], copy.words
    facts = {words["ip"]: "192.0.2.1"}
    if medium.camera:
        facts[words["model"]] = medium.camera
    if medium.latitude is not None:
        facts |= {labels["latitude"]: str(medium.latitude), labels["longitude"]: str(medium.longitude)}
    rows = "".join(f"<tr><th>{esc(label)}</th><td>{esc(value)}</td></tr>" for label, value in facts.items())
    caption = f"<div>{esc(thing.text)}</div>" if thing.text else ""
    date = f'<div class="meta">{_when(copy, thing.created)}</div>'
    image = f'<img src="../{attr(_path(copy, medium))}" />'
    return f'<div class="block"><div>{image}{date}{caption}<table class="meta">{rows}</table></div></div>'


def _profile(copy: Setting) -> str:
    person, words, account = copy.person, copy.words, copy.person.accounts["facebook"]
    url = f"https://www.facebook.com/{account.username}"
    facts = {words["profile"]: f'<a href="{url}">{url}</a>', words["registered"]: _when(copy, account.registered)}
    if person.birthday:
        facts[words["birthday"]] = esc(long_day(person.birthday, person.language))
    facts |= {words["gender"]: "Female" if person.woman else "Male", words["home"]: esc(person.city)}
    rows = "".join(f"<tr><th>{esc(label)}</th><td>{value}</td></tr>" for label, value in facts.items())
    return f"<table>{rows}</table>"


def _page(copy: Setting, title: str, body: str, up: str) -> bytes:
    name, made = copy.person.name, utc(f"{copy.made} 12:20:00")
    menu = "".join(f'<li><a href="{up}html/{page}.htm">{page}</a></li>' for page in _PAGES)
    when = long_time(made, copy.clock.zone, copy.person.language, old=True)
    low = esc(copy.words["downloaded"].format(name=name, date=when))
    return (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8" /><base href="" />'
        f'<style type="text/css">{_CSS}</style><title>{esc(name)} - {esc(title)}</title></head><body>'
        f'<div class="nav"><ul><li><a href="{up}index.htm">{esc(copy.words["profile"])}</a></li>{menu}</ul></div>'
        f'<div class="contents"><h1>{esc(name)}</h1>{body}</div><div class="footer">{low}</div></body></html>\n'
    ).encode()
