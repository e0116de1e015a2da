"""Things that are awkward in HTML: line breaks, markup, words that look like Facebook's own, an hour that comes twice.

`awkward(person)` has them beside all others. The samples do not have them; JSON can be written from the same person.
"""

from __future__ import annotations

from dataclasses import replace

from tools.samples.facebook.things import UNKNOWN
from tools.samples.instagram.things import BEFORE, THREAD
from tools.samples.model import LANGUAGES, Medium, Person, Thing, utc
from tools.samples.person.phrases import ALBUMS

_LINES = {"en": "First line\n\nthird line,\nlast line", "de": "Erste Zeile\n\ndritte Zeile,\nletzte Zeile",
          "fr": "Première ligne\n\ntroisième ligne,\ndernière ligne"}  # fmt: skip
_MARKUP = 'Not <b>bold</b> & not &amp; "done": 5 < 6, it\'s \\n and someone@example.org'


def awkward(person: Person) -> Person:
    """The same person with awkward posts on all platforms."""
    lines, index = _LINES[person.language], LANGUAGES.index(person.language)
    album = ALBUMS[person.language]["mobile"]

    def post(slug: str, when: str, text: str, **facts: object) -> Thing:
        merged: dict[str, object] = {"platform": "facebook", "kind": "post", "files": ("timeline",), "phrase": "status"}
        merged |= {"expected": UNKNOWN, **facts}
        return Thing(slug=slug, created=utc(when), text=text, **merged)  # type: ignore[arg-type]

    def photo(number: int, **facts: object) -> tuple[Medium, ...]:
        return (Medium(str(1799_0000_0000_0000_0 + index * 10_000 + number), **facts),)  # type: ignore[arg-type]

    feed = {"platform": "instagram", "files": ("posts", "all_posts"), "expected": BEFORE[index], "phrase": ""}
    thread = {"platform": "threads", "files": ("threads",), "expected": THREAD[index], "phrase": ""}
    age = {"minor": "unknown" if person.language == "fr" else "no"}
    found = (
        post("lines", "2016-05-05 10:00:00", lines),
        post("markup", "2016-05-06 10:00:00", _MARKUP, url="https://example.org/?a=1&b=2#c"),
        post("like_a_line", "2016-05-07 10:00:00", "Updated my bicycle today"),
        post("like_an_album", "2016-05-08 10:00:00", album, phrase="photo", media=photo(1, album="mobile"),
             files=("timeline", "album:mobile")),
        post("like_a_date", "2016-05-09 10:00:00", "May 09, 2016 10:00:00 am"),
        post("mention", "2016-05-10 10:00:00", "Thanks Sam Roe", raw="Thanks @[100000000000009:2048:Sam Roe]"),
        post("spring", "2019-03-31 00:59:59", "One second before the hour that is not there"),
        post("autumn", "2019-10-27 00:30:00", "In the hour that comes twice"),
        post("midnight", "2019-12-31 23:00:00", "The first second of a year"),
        post("noon", "2019-06-21 10:00:05", "Five past noon, in seconds"),
        post("ig_lines", "2019-06-06 06:06:00", f"{lines}\n#tides @harbour.walks", media=photo(2), **feed),
        post("ig_markup", "2019-06-07 06:06:00", _MARKUP, media=photo(3), **feed),
        post("thread_lines", "2024-07-07 07:07:00", lines, **thread, **age),
    )  # fmt: skip
    return replace(person, things=(*person.things, *found))
