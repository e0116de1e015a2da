"""Pages of Instagram and Threads: posts, stories, comments, messages, chats, in both eras and any language."""

from __future__ import annotations

import io
import tomllib
from datetime import timedelta, timezone
from importlib.resources import files
from typing import Any

import pytest

from analyzer.model import ExportFacts, Item, Skipped
from analyzer.reading.dates import DateReader
from analyzer.reading.html.context import PageContext
from analyzer.reading.html.pages import read_page
from analyzer.reading.html.stream import cards
from analyzer.reading.instagram.pages.adapters import ADAPTERS, FACTS, common

TIME = 1763075040  # Nov 13, 2025 3:04 pm at UTC-8
PRINTED = "Nov 13, 2025 3:04 pm"
FLAG = {"en": "Has Camera Metadata", "de": "Enthält Kameradaten", "fr": "Métadonnées", "it": "Metadati", "zz": "Zfoo"}


def known() -> ExportFacts:
    facts = ExportFacts()
    account = facts.account("instagram")
    account.username, account.full_name = "ada.example", "Ada Example"
    return facts


def context(facts: ExportFacts | None = None, *languages: str) -> PageContext:
    dates = DateReader(timezone(timedelta(hours=-8)), languages)
    return PageContext(facts or known(), dates.read, dates.read_day)


def page(*boxes: str, title: str = "Page") -> bytes:
    head = f"<html><head><title>{title}</title></head><body class='_5vb_ _2yq _a7o5'>"
    return f'{head}<main class="_a706" role="main">{"".join(boxes)}</main></body></html>'.encode()


def box(body: str, title: str = "", date: str = "", *, old: bool = False) -> str:
    tag = "div" if old else "h2"
    head = f'<{tag} class="_3-95 _2pim _a6-h _a6-i">{title}</{tag}>' if title else ""
    foot = f'<div class="_3-94 _a6-o">{date}</div>' if date else ""
    inner = f'{head}<div class="_3-95 _a6-p">{body}</div>{foot}'
    return f'<div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder">{inner}</div>'


def wide(label: str, value: str) -> str:
    return f'<tr><td colspan="2" class="_2pin _a6_q">{label}<div><div>{value}</div></div></td></tr>'


def two(label: str, value: str) -> str:
    return f'<tr><td class="_2pin _a6_q">{label}</td><td class="_2pin _2piu _a6_r">{value}</td></tr>'


def lined(label: str, *values: str) -> str:
    """The third form: label and values in elements of their own."""
    held = "".join(f'<div class="_a6-q">{value}</div>' for value in values)
    return f'<tr><td colspan="2" class="_2pin _a6_q"><div class="_a6-q">{label}</div><div>{held}</div></td></tr>'


def table(*rows: str) -> str:
    return f'<table style="table-layout: fixed;">{"".join(rows)}</table>'


def photo(path: str, *rows: str) -> str:
    shown = f'<a target="_blank" href="{path}"><img src="{path}" class="_a6_o _3-96"/></a>'
    return f"<div>{shown}{table(*rows)}</div>"


def read(name: str, raw: bytes, facts: ExportFacts | None = None, *languages: str) -> list[Any]:
    told = context(facts, *languages)
    return [outcome for _, make in read_page(io.BytesIO(raw), name, told) for outcome in make()]


def adapted(name: str, raw: bytes, facts: ExportFacts | None = None) -> list[Any]:
    """What the adapter gives for each card."""
    told = context(facts)
    adapter = ADAPTERS.get(name) or common(name)
    return [adapter(card, told, told.created(card)) for card in cards(io.BytesIO(raw))]


def item(name: str, raw: bytes, facts: ExportFacts | None = None, *languages: str) -> Item:
    (found,) = read(name, raw, facts, *languages)
    assert isinstance(found, Item)
    return found


def test_every_adapter_is_of_a_reader() -> None:
    """Those of the flat archive too, which was never seen as pages; a reader without an adapter has the common one."""
    layout = tomllib.loads(files("analyzer.archive.layout").joinpath("instagram.toml").read_text("utf-8"))
    assert {name for group in layout["group"] for name in group.get("readers", ())} >= ADAPTERS.keys() | FACTS.keys()


@pytest.mark.parametrize("old", [False, True])
@pytest.mark.parametrize("language", FLAG)
def test_a_post(old: bool, language: str) -> None:
    """Caption, file and time; what is known about the file is no text, in no language."""
    body = photo("media/posts/202511/17900000000000001.jpg", wide(FLAG[language], "False"))
    facts = known()
    found = item("instagram.posts:posts", page(box(body, "Fog &amp; sun&#064;sea<br />two", PRINTED, old=old)), facts)
    assert (found.kind, found.state, found.text, found.mark) == ("post", "published", "Fog & sun@sea\ntwo", "")
    assert (found.created, found.created_basis) == (TIME, "minute")
    assert [(m.path, m.type, m.key) for m in found.media] == [
        ("media/posts/202511/17900000000000001.jpg", "photo", "17900000000000001")
    ]
    assert facts.unknown_labels == set()


@pytest.mark.parametrize("old", [False, True])
def test_the_date_with_commas(old: bool) -> None:
    """As until 2022."""
    found = item("instagram.posts:posts", page(box(photo("media/posts/1.jpg"), "Old", "Sep 8, 2016, 4:36 PM", old=old)))
    assert found.created == 1473381360


def test_a_date_that_cannot_be_read() -> None:
    """The item has none, and the text is kept to be counted."""
    told = context()
    raw = page(box(photo("media/posts/1.jpg"), "Old", "Zork 8, 2016 4:36 pm"))
    ((_, make),) = read_page(io.BytesIO(raw), "instagram.posts:posts", told)
    (found,) = make()
    assert isinstance(found, Item) and (found.created, found.created_basis) == (None, "none")
    assert told.unread_dates == ["Zork 8, 2016 4:36 pm"]


def test_a_carousel() -> None:
    """Files in order, each with its own details; the place is the first that is one. Subtitles are no medium."""
    video = '<div><video src="media/posts/3.mp4" class="_a6_o"><a href="media/posts/3.mp4"><div>Click</div></a></video>'
    body = (
        photo("media/posts/1.jpg", wide("Has Camera Metadata", "False"))
        + photo("media/posts/2.heic", wide("Latitude", "0.0"), wide("Longitude", "0.0"))
        + video + table(wide("Latitude", "52.5"), wide("Longitude", "13.4"), wide("Date", "20230210T101500.000Z"))
        + '</div><a href="media/posts/3.srt">subtitles</a>'
    )  # fmt: skip
    found = item("instagram.posts:posts", page(box(f"<div>{body}</div>", "Three", PRINTED)))
    assert [(m.path, m.type) for m in found.media] == [
        ("media/posts/1.jpg", "photo"), ("media/posts/2.heic", "photo"), ("media/posts/3.mp4", "video"),
    ]  # fmt: skip
    assert (found.latitude, found.longitude, found.media[1].latitude) == (52.5, 13.4, None)
    assert found.media[2].taken_at == 1676024100


@pytest.mark.parametrize("row", [wide, two, lined])
@pytest.mark.parametrize(("north", "east"), [("Latitude", "Longitude"), ("Breitengrad", "Längengrad")])
def test_coordinates_beside_the_post(row: Any, north: str, east: str) -> None:
    """In all forms of rows, beside the file or below all."""
    rows = row(north, "33.7566"), row(east, "-84.3889")
    for body in (photo("media/posts/1.jpg", *rows), photo("media/posts/1.jpg") + photo("2.jpg") + table(*rows)):
        found = item("instagram.posts:posts", page(box(f"<div>{body}</div>", "", PRINTED)))
        assert (found.latitude, found.longitude, found.text) == (33.7566, -84.3889, "")


def test_details_without_a_table() -> None:
    """Two lines each; what is no detail is the caption of the file."""
    texts = ("On the hill", "Zlat", "33.75", "Zflag", "False", "Latitude", "x")
    lines = "".join(f"<div>{line}</div>" for line in texts)
    found = item("instagram.posts:posts", page(box(f'<div><img src="media/posts/1.jpg"/>{lines}</div>', "", PRINTED)))
    assert (found.text, found.latitude) == ("On the hill", None)


def test_coordinates_under_unknown_labels() -> None:
    """They may be something else: nothing is said, but the labels are noted."""
    facts = known()
    body = photo("media/posts/1.jpg", wide("Zlat", "33.7566"), wide("Zlon", "-84.3889"), wide("Zflag", "True"))
    found = item("instagram.posts:posts", page(box(body, "Here", PRINTED)), facts)
    assert (found.latitude, found.text, facts.unknown_labels) == (None, "Here", {"Zlat", "Zlon"})


@pytest.mark.parametrize("label", ["Tagged users", "Zfoo"])
def test_people(label: str) -> None:
    """A tag has the same shape in all languages; who made the post too is told by the label; not the person."""
    rows = lined(label, "sam.roe (Tagged, 0.00, 0.51)", "ada.example (Tagged, 0.00, 0.00)"), wide("Coauthor", "bo.b")
    body = photo("media/posts/1.jpg") + table(*rows, wide("Invited coauthor", "@cy"))
    (found,) = adapted("instagram.posts:posts", page(box(f"<div>{body}</div>", "With (Sam, 1, 2)", PRINTED)))
    assert isinstance(found, Item) and found.people == ["sam.roe", "bo.b", "cy"]
    assert found.text == "With (Sam, 1, 2)"


def test_the_superset_of_2026() -> None:
    """Labelled flags tell a draft from a post; where their language is not known, nothing is said."""
    caption, media = wide("Caption", "Words"), wide("Media", '<img src="media/posts/7.jpg"/>')
    states = {}
    for draft, shown in (("Draft", "True"), ("Entwurf", "False"), ("Zdraft", "False")):
        rows = table(caption, media, wide(draft, shown), wide("Has Camera Metadata", "False"))
        raw = page(box(box(rows), "", PRINTED))
        found = item("instagram.posts:superset", raw)
        states[draft] = (found.state, found.mark, found.text, len(found.media))
    assert states == {
        "Draft": ("draft", "", "Words", 1),
        "Entwurf": ("published", "", "Words", 1),
        "Zdraft": ("published", "may_be_draft", "Words", 1),
    }


@pytest.mark.parametrize(("name", "kind", "state", "mark"), [
    ("posts:archived", "post", "archived", ""), ("posts:deleted", "story", "trashed", ""),
    ("posts:reels", "reel", "published", ""), ("posts:igtv", "video", "published", ""),
    ("posts:other", "reel", "published", "may_be_draft"),
    ("posts:subscriber_reels", "reel", "published", "subscribers"),
    ("stories:stories", "story", "published", ""),
])  # fmt: skip
def test_other_pages_of_media(name: str, kind: str, state: str, mark: str) -> None:
    """Without a caption, as stories mostly are."""
    body = photo("media/stories/202511/1.jpg", wide("Has Camera Metadata", "False"))
    found = item(f"instagram.{name}", page(box(body, "", PRINTED)))
    assert (found.kind, found.state, found.mark, found.text) == (kind, state, mark, "")
    assert found.created == TIME


def test_a_story_that_lost_its_file() -> None:
    """It is one without media, as in JSON: an empty `src`, or nothing where the file stood."""
    for body in ("<div></div>", '<div><a href=""><img src="" class="_a6_o"/></a></div>'):
        found = item("instagram.stories:stories", page(box(body, "At the sea", PRINTED)))
        assert (found.kind, found.text, found.created, list(found.media)) == ("story", "At the sea", TIME, [])


SHOWN = '<a target="_blank" href="media/posts/7.jpg"><img src="media/posts/7.jpg" class="_a6_o _3-96"/></a>'


@pytest.mark.parametrize("row", [wide, two])
@pytest.mark.parametrize("place", range(4))
def test_the_row_of_the_file_stands_anywhere(row: Any, place: int) -> None:
    """Caption, flags and time are the post's, whether they stand before or behind its file."""
    rows = [row("Caption", "Words"), row("Draft", "True"), row("Published", "False"), row("Creation time", PRINTED)]
    rows.insert(place, wide("Media", f"<div>{SHOWN}</div>"))
    found = item("instagram.posts:superset", page(box(table(*rows))))
    assert (found.text, found.state, found.created, found.created_basis) == ("Words", "draft", TIME, "minute")
    assert [m.path for m in found.media] == ["media/posts/7.jpg"]


def test_rows_of_a_post_below_its_only_file() -> None:
    """The table below a picture tells about the picture, but for what can only be of the post."""
    rows = wide("Has Camera Metadata", "False"), wide("Caption", "Words"), wide("Draft", "False"), wide("Latitude", "1")
    found = item("instagram.posts:superset", page(box(photo("media/posts/7.jpg", *rows), "", PRINTED)))
    assert (found.text, found.state, found.mark, found.created) == ("Words", "published", "", TIME)


def test_the_row_of_the_file_in_an_unknown_language() -> None:
    """A flag beside it may say that the post is a draft: nothing is concluded, and the label is kept."""
    facts = known()
    rows = wide("Zmedia", f"<div>{SHOWN}</div>"), wide("Zwords", "Mine"), wide("Zdraft", "False")
    found = item("instagram.posts:superset", page(box(table(*rows), "", PRINTED)), facts)
    assert (found.mark, found.text, len(found.media)) == ("may_be_draft", "", 1)
    assert facts.unknown_labels == {"Zdraft", "Zwords"}


def test_members_of_a_carousel_below_a_file() -> None:
    """They stand in rows of the table below the first: all of them are of the post."""
    more = "".join(wide("Media", f'<div><img src="media/posts/{n}.jpg"/></div>') for n in (2, 3))
    nested = wide(
        "Media", f"<div><img src='media/posts/4.jpg'/>{table(wide('Media', '<img src=media/posts/5.jpg>'))}</div>"
    )
    body = photo("media/posts/1.jpg", more, nested, wide("Caption", "Five"))
    found = item("instagram.posts:superset", page(box(body, "", PRINTED)))
    assert [m.path[-5] for m in found.media] == ["1", "2", "3", "4", "5"] and found.text == "Five"


@pytest.mark.parametrize("label", ["Publish mode", "Zmode"])
def test_a_sticker_is_no_reel(label: str) -> None:
    """It was cut out of a photo and is kept beside reels; its mark is the same in all languages."""
    for rows in ((wide("Media", SHOWN), wide(label, "cutout_sticker")), (wide(label, "cutout_sticker"),)):
        body = table(*rows) if len(rows) == 2 else photo("media/other/1.png", *rows)
        assert read("instagram.posts:other", page(box(body, "", PRINTED))) == [Skipped("not_posted")]


def test_subscriptions_are_no_reels() -> None:
    """The heading over a table of names is nobody's words."""
    rows = wide("Username", "bo.example"), wide("External URL", '<a href="https://example.org">x</a>')
    for date in ("", PRINTED):
        raw = page(box(table(*rows), "Reels Subscriptions", date))
        assert read("instagram.posts:subscriber_reels", raw) == [Skipped("not_posted")]


def test_threads() -> None:
    """Text without a file; a flag says that it is a reply: a known label, or its place behind who may answer."""
    raw = page(
        box("<div></div>", "Just words", PRINTED),
        box(f"<div>{table(wide('Reply Control', 'everyone'), wide('Is Reply', 'True'))}</div>", "To you", PRINTED),
        box(f"<div>Words below{table(wide('Zreply', 'True'))}</div>", "", PRINTED),
        box(f"<div>{table(wide('Zq', 'everyone'), wide('Zlist', ''), wide('Zreply', 'True'))}</div>", "Yes", PRINTED),
        box(f"<div>{table(wide('Zq', 'everyone'), wide('Zreply', 'False'))}</div>", "No", PRINTED),
    )
    facts = known()
    found = read("threads.posts:posts", raw, facts)
    assert facts.unknown_labels == {"Zreply"}
    assert [(each.platform, each.kind, each.text) for each in found] == [
        ("threads", "post", "Just words"), ("threads", "comment", "To you"), ("threads", "post", "Words below"),
        ("threads", "comment", "Yes"), ("threads", "post", "No"),
    ]  # fmt: skip


LABELS = [
    ("Comment", "Media Owner", "Time"), ("Kommentar", "Medieninhaber", "Zeit"), ("Comment", "Media Owner", "Heure"),
    ("Commento", "Proprietario del contenuto multimediale", "Orario"), ("Zc", "Zo", "Zt"),
]  # fmt: skip


@pytest.mark.parametrize("labels", LABELS)
def test_comments_in_a_table(labels: tuple[str, str, str]) -> None:
    """The time stands in two cells, the rest in one."""
    rows = wide(labels[0], "So nice<br />really"), wide(labels[1], "bo.example"), two(labels[2], PRINTED)
    found = item("instagram.comments:comments", page(box(f"<div>{table(*rows)}</div>")))
    assert (found.kind, found.text, found.venue, found.venue_name) == (
        "comment", "So nice\nreally", "other_profile", "bo.example",
    )  # fmt: skip
    assert (found.created, found.created_basis) == (TIME, "minute")


@pytest.mark.parametrize("labels", LABELS)
def test_a_comment_that_is_a_date(labels: tuple[str, str, str]) -> None:
    """Words that look like a time are words; the time stands last."""
    rows = wide(labels[0], "May 04, 2018 9:05 pm"), two(labels[2], PRINTED)
    found = item("instagram.comments:comments", page(box(f"<div>{table(*rows)}</div>")))
    assert (found.text, found.venue, found.created) == ("May 04, 2018 9:05 pm", "unknown", TIME)


def test_a_comment_whose_date_cannot_be_read() -> None:
    """It has none; the text is kept to be counted."""
    told = context()
    for body in (table(wide("Comment", "So nice"), two("Time", "Zork 4, 2018 9:05 pm")),
                 "<div>So nice</div><div>Zork 4, 2018 9:05 pm</div>"):  # fmt: skip
        raw = page(box(f"<div>{body}</div>", "" if "table" in body else "bo.example"))
        ((_, make),) = read_page(io.BytesIO(raw), "instagram.comments:comments", told)
        (found,) = make()
        assert isinstance(found, Item) and (found.text, found.created) == ("So nice", None)
    assert told.unread_dates == ["Zork 4, 2018 9:05 pm"] * 2


def test_comments_of_2021() -> None:
    """The owner is the heading; a card may hold several comments, or its date at the foot."""
    lines = f"<div>One</div><div>{PRINTED}</div><div>Two<br/>lines</div><div>Nov 13, 2025 3:05 pm</div>"
    found = read("instagram.comments:comments", page(box(f"<div>{lines}</div>", "bo.example", old=True)))
    assert [(each.text, each.venue_name, each.created) for each in found] == [
        ("One", "bo.example", TIME), ("Two\nlines", "bo.example", TIME + 60),
    ]  # fmt: skip
    own = item("instagram.comments:comments", page(box("<div>Thanks</div>", "Ada.Example", PRINTED, old=True)))
    assert (own.text, own.mark, own.created) == ("Thanks", "own_post", TIME)
    sticker = f"<div><img src='media/other/1.gif'/></div>{table(wide('Media Owner', 'bo.b'), two('Time', PRINTED))}"
    assert [m.key for m in item("instagram.comments:comments", page(box(sticker))).media] == [""]


def test_a_channel() -> None:
    """The sender is the heading, the name of the channel that of the page. Reactions of others are not said."""
    words = "<div><div></div><div>Walk on Sunday</div><div></div><div><ul class='_a6-q'><li>❤bo</li></ul></div></div>"
    raw = page(box(words, "Ada Example", PRINTED), box("<div><div>Hi</div></div>", "Bo", PRINTED), title="Knitters")
    mine, other = read("instagram.channels:messages", raw)
    assert (mine.kind, mine.text, mine.venue_name, mine.created) == (
        "channel_message", "Walk on Sunday", "Knitters", TIME,
    )  # fmt: skip
    assert other == Skipped("someone_else")
    assert [type(each) for each in read("instagram.channels:replies", raw)] == [Item, Skipped]
    shown = item("instagram.ai:thread", page(box(photo("messages/x/photos/1.jpg"), "Ada Example", PRINTED)))
    assert (shown.kind, len(shown.media)) == ("ai_prompt", 1)


@pytest.mark.parametrize(("sender", "message", "time"), [("Sender", "Message", "Time"), ("Zs", "Zm", "Zt")])
def test_chats_with_meta_ai(sender: str, message: str, time: str) -> None:
    """Tables in a table: only what the person said counts."""

    def turn(who: str, words: str) -> str:
        rows = table(wide(sender, who), wide(message, words), wide(time, PRINTED))
        inner = f'<div class="_3-95 _a6-g uiBoxWhite"><h2>Messages</h2><div class="_a6-p">{rows}</div></div>'
        return f'<tr><td colspan="2" class="_2pin _a6_q"><div>{inner}</div></td></tr>'

    rows = table(wide("Name", "Meta AI"), turn("Ada Example", "A caption for fog?"), turn("Meta AI", "Here it is"))
    mine, answer = read("instagram.ai:conversations", page(box(f"<div>{rows}</div>", "Meta AI")))
    assert (mine.kind, mine.text, mine.created, mine.venue) == ("ai_prompt", "A caption for fog?", TIME, "ai_chat")
    assert answer == Skipped("written_by_ai")


def test_chats_as_messages_and_their_list() -> None:
    """One message a card; the page that only lists the chats has none."""
    raw = page(box("<div>Why fog?</div>", "Ada Example", PRINTED), box("<div>Because</div>", "Meta AI", PRINTED))
    mine, answer = read("instagram.ai:conversations", raw)
    assert (mine.text, mine.created, answer) == ("Why fog?", TIME, Skipped("written_by_ai"))
    listed = page(box('<div><a href="ai_conversations/thread.html">Meta AI</a></div>', "Meta AI"))
    assert adapted("instagram.ai:conversations", listed) == [[]]


def test_hostile_content() -> None:
    """Markup in a caption is words; scripts, paths out of the archive and pages are no media."""
    body = (
        photo("../../../media/posts/1.jpg") + '<script>alert("x")</script><img src="javascript:alert(1)"/>'
        '<a href="../../etc/passwd.html">x</a><iframe src="https://example.org"></iframe>'
        '<img src="https://example.org/backup.jpg"/>'
    )  # fmt: skip
    caption = "&lt;script&gt;alert(1)&lt;/script&gt; =1+1 \u202e"
    found = item("instagram.posts:posts", page(box(f"<div>{body}</div>", caption, PRINTED)))
    assert (found.text, [m.path for m in found.media]) == (
        "<script>alert(1)</script> =1+1 \u202e", ["media/posts/1.jpg"],
    )  # fmt: skip
    long = "9" * 5000
    assert item("instagram.comments:comments", page(box(table(wide("Zc", long), two("Zt", PRINTED))))).text == long


def test_broken_html() -> None:
    """Elements that are never closed; the flat archive as pages, which nobody has seen."""
    raw = b"<html><body><main class='_a706'>" + box(photo("media/posts/1.jpg"), "Fog", PRINTED).encode()
    raw = raw.replace(b"</h2>", b"").replace(b"</a>", b"").replace(b'<div class="_3-95 _a6-p">', b"</h2><div>")
    found = item("instagram.posts:posts", raw + b"</main></body></html>")
    assert [m.path for m in found.media] == ["media/posts/1.jpg"]
    ((_, make),) = read_page(io.BytesIO(page(box("x", "y", PRINTED))), "instagram.flat:media", context())
    with pytest.raises(ValueError):
        make()
