"""Facebook's pages become the items that their JSON twins become, in every layout and in languages nobody has seen."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import NamedTuple

import pytest

from analyzer.archive.layout import _table
from analyzer.model import ExportFacts, Item, Skipped
from analyzer.reading.facebook.pages.adapters import ADAPTERS, FACTS
from analyzer.reading.html.context import PageContext
from analyzer.reading.html.pages import read_facts, read_page
from analyzer.reading.reader import reader

LINK = "https://www.facebook.com/dyi/l/?l=OPAQUE"


class Time(NamedTuple):
    """A printed time."""

    seconds: int
    basis: str


def clock(text: str) -> Time | None:
    """Reads one form only: what it does not read is what a language does that nobody knows."""
    try:
        found = datetime.strptime(text, "%b %d, %Y %I:%M:%S %p").replace(tzinfo=UTC)
    except ValueError:
        return None
    return Time(int(found.timestamp()), "second")


def day(text: str) -> date | None:
    """A day as English prints it."""
    try:
        return datetime.strptime(text, "%B %d, %Y").replace(tzinfo=UTC).date()
    except ValueError:
        return None


def page(*cards: str, title: str = "Your posts") -> bytes:
    """A page of 2024-2026 around cards."""
    return (
        f'<html><head><title>{title}</title></head><body class="_5vb_ _2yq _a7o5"><header><h1>{title}</h1></header>'
        f'<main class="_a706" role="main">{"".join(cards)}</main></body></html>'
    ).encode()


def near(text: str) -> str:
    """A line of the card's own."""
    return f'<div class="_2pin"><div>{text}</div><div></div></div>'


def deep(*lines: str) -> str:
    """Lines of what is attached."""
    return (
        f'<div class="_2pin"><div><div><div>{"".join(f"<div>{line}</div>" for line in lines)}</div></div></div></div>'
    )


def photo(path: str, *texts: str, rows: str = "") -> str:
    """A photo in a gallery."""
    below = "".join(f"<div>{text}</div>" for text in texts)
    inner = f'<a target="_blank" href="{path}"><img src="{path}" class="_a6_o" /></a>{below}<table>{rows}</table>'
    return f'<div class="_a7ng"><div>{inner}</div></div>'


def gallery(*photos: str) -> str:
    """Photos of a post."""
    return f'<div class="_2pin"><div><div><div><div class="_a7nf">{"".join(photos)}</div></div></div></div></div>'


def row(label: str, value: str, wide: bool = False) -> str:
    """A row of a table of labels, in either form."""
    if wide:
        return f'<tr><td colspan="2" class="_2pin _a6_q">{label}<div><div>{value}</div></div></td></tr>'
    return f'<tr><td class="_a6_q">{label}</td><td class="_2piu _a6_r">{value}</td></tr>'


def card(title: str, *body: str, when: str = "May 02, 2011 8:12:16 AM", link: str = LINK) -> str:
    """A card of 2024-2026."""
    return (
        f'<section class="_a6-g"><h2 class="_2ph_ _a6-h _a6-i">{title}</h2><div class="_2ph_ _a6-p"><div>'
        f'{"".join(body)}</div></div><footer class="_3-94 _a6-o"><a href="{link}"><div class="_a72d">{when}</div></a>'
        "</footer></section>"
    )


def context() -> PageContext:
    """What the reading of a page is given."""
    facts = ExportFacts()
    facts.account("facebook").full_name = "Alex Doe"
    return PageContext(facts, clock, day)


def items(name: str, *cards: str, title: str = "Your posts", given: PageContext | None = None) -> list[Item]:
    """The items of a page, which must hold nothing else."""
    found = [
        each
        for _, make in read_page(io.BytesIO(page(*cards, title=title)), name, given or context())
        for each in make()
    ]
    assert all(isinstance(each, Item) for each in found), found
    return [each for each in found if isinstance(each, Item)]


def test_every_adapter_is_of_a_reader() -> None:
    """Those of the path table; a reader without an adapter has the common one."""
    names = {name for rows in _table("facebook").values() for _, group in rows for name in group.readers}
    assert {*ADAPTERS, *FACTS} <= names
    assert all(reader(name).form == "facts" for name in FACTS if name != "facebook.photos:album")  # tells its name too


def test_a_post_with_photos() -> None:
    rows = row("Latitude", "52.5") + row("Longitude", "5.25") + row("Camera model", "X1")
    body = gallery(photo("posts/media/Trip_111/1.jpg", "Trip"), photo("posts/media/Trip_111/2.jpg", "Trip", rows=rows))
    body += near("Post text.<br />\n<br />\nWith &#064;[123:69:Some Page]") + near("Updated May 02, 2011 8:12:17 AM")
    (item,) = items("facebook.posts:timeline", card("Alex Doe added 2 new photos.", body))
    assert item.text == "Post text.\n\nWith Some Page"
    assert [medium.path for medium in item.media] == ["posts/media/Trip_111/1.jpg", "posts/media/Trip_111/2.jpg"]
    assert (item.media[1].latitude, item.media[1].longitude, item.media[1].device) == (52.5, 5.25, "X1")
    assert (item.created, item.created_basis, item.permalink) == (1304323936, "second", LINK)
    assert (item.kind, item.venue, item.title) == ("post", "own_profile", "Alex Doe added 2 new photos.")


@pytest.mark.parametrize(
    ("word", "place", "address"),
    [("Updated", "Place", "Address"), ("Aktualisiert", "Ort", "Adresse"), ("Mis à jour", "Lieu\u00a0", "Adresse\u00a0"),
     ("Cập nhật", "Địa điểm", "Địa chỉ")],
)  # fmt: skip
def test_lines_that_facebook_writes_are_no_text(word: str, place: str, address: str) -> None:
    where = deep(f"{place}: Cafe Olivier (52.09, 5.12)", f"{address}: Street 1")
    changed = near(f"{word} May 03, 2011 8:12:17 AM")
    (item,) = items("facebook.posts:timeline", card("Alex Doe", where, near("Cake"), changed))
    assert (item.text, item.place, item.latitude, item.longitude) == ("Cake", "Cafe Olivier", 52.09, 5.12)
    (item,) = items("facebook.posts:timeline", card("Alex Doe", where, changed))
    assert (item.text, item.place) == ("", "Cafe Olivier")


@pytest.mark.parametrize(
    "words",
    ["Updated my bicycle", "May 02, 2011 8:12:16 AM", "Mobile uploads", "Place: here", "Tags: none", "1 < 2 & 3"],
)
def test_text_that_looks_like_facebooks_own_stays(words: str) -> None:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")
    (item,) = items("facebook.posts:timeline", card("Alex Doe", near(escaped)))
    assert item.text == words


def test_a_video_a_link_and_tags() -> None:
    video = '<video src="v/1.mp4" controls="1"><a href="v/1.mp4"><div>Click for video:</div></a></video>'
    shared = '<a href="https://example.org/?a=1&amp;b=2">https://example.org/?a=1&amp;b=2</a>'
    body = f'<div class="_2pin"><div>{video}<div class="_3-95">Waves</div></div></div>' + deep(shared)
    (item,) = items("facebook.posts:timeline", card("Alex Doe shared a link.", body, deep("Tags: Sam Roe, Ann Poe")))
    assert ([medium.path for medium in item.media], item.media[0].type) == (["v/1.mp4"], "video")
    assert (item.text, item.url, item.people) == ("Waves", "https://example.org/?a=1&b=2", ["Sam Roe", "Ann Poe"])


def test_a_link_that_is_printed_without_an_anchor() -> None:
    """What an app told is one line: the app, the thing, the address. It is no text, and the address a link."""
    [item] = items(
        "facebook.posts:timeline",
        card("Alex Doe wants to read a book on Goodreads.", deep("GoodreadsRiversidehttps://example.org/book/7")),
    )
    assert (item.url, item.text) == ("https://example.org/book/7", "")
    [own] = items("facebook.posts:timeline", card("Alex Doe updated his status.", near("see https://example.org/a")))
    assert (own.url, own.text) == ("", "see https://example.org/a")


def test_memories_of_others_words_are_no_text() -> None:
    memory = deep("8 Years Ago", "Sam Roe added a new photo.", "Sep 03, 2016 9:52:45 PM", "What Sam wrote")
    (item,) = items("facebook.posts:timeline", card("Alex Doe shared a memory.", memory))
    assert item.text == ""


@pytest.mark.parametrize(
    "title", ["Alex Doe shared an event.", "Alex Doe added a life event from May 4, 2019: Utrecht."]
)
def test_names_of_what_is_shared_are_no_text(title: str) -> None:
    """An event, a Page, a place that somebody moved to: a line of what is attached, and nobody's words."""
    (item,) = items("facebook.posts:timeline", card(title, deep("Utrecht")))
    assert item.text == ""
    (item,) = items("facebook.posts:timeline", card(title, deep("Utrecht"), near("At last")))
    assert item.text == "At last"


OLD_PAGE = """<html><head><title>Alex Doe - Timeline</title></head><body><div class="contents"><h1>Alex Doe</h1><div>
<p><div class="meta">Thursday, January 1, 2015 at 12:05pm UTC+01</div>Alex Doe updated his status.
<div class="comment">Happy <br/>new year</div></p>
<p><div class="meta">Friday, January 2, 2015 at 1:05pm UTC+01</div>Sam Roe wrote on your timeline.
<div class="comment">Not mine</div></p>
<p><div class="meta">Saturday, January 3, 2015 at 1:05pm UTC+01</div>Shared from Instagram
<div class="comment">Mine</div></p></div></div></body></html>"""


def test_what_others_wrote_on_ones_wall_is_counted_and_no_item() -> None:
    """Pages of 2010 to 2018 mix it in; a sentence that does not name the person, but somebody, tells."""
    made = [make() for _, make in read_page(io.BytesIO(OLD_PAGE.encode()), "facebook.posts:timeline", context())]
    assert [each.text if isinstance(each, Item) else each for found in made for each in found] == [
        "Happy\nnew year", Skipped("author_not_known"), "Mine",
    ]  # fmt: skip


def test_a_record_of_labels_and_its_nested_section() -> None:
    inner = f'<section class="_3-95 _a6-g"><h2>Target</h2><table>{row("Name", "Chess")}</table></section>'
    rows = row("Message", "Hello", True) + row("URL", '<a href="https://www.facebook.com/1">x</a>', True)
    body = f'<section class="_3-95 _a6-g"><table>{rows}<tr><td colspan="2">{inner}</td></tr></table></section>'
    (item,) = items("facebook.posts:elsewhere", card("", body, link=""))
    assert (item.text, item.permalink, item.venue, item.venue_name) == (
        "Hello", "https://www.facebook.com/1", "unknown", "Chess",
    )  # fmt: skip


def test_labels_of_an_unknown_language_are_named_and_nothing_is_guessed() -> None:
    given = context()
    (item,) = items("facebook.posts:archived", card("", f"<table>{row('Xyzzoð', 'Halló')}</table>"), given=given)
    assert (item.text, item.state, given.facts.unknown_labels) == ("", "archived", {"Xyzzoð"})


def test_a_date_that_cannot_be_read_is_counted() -> None:
    given = context()
    (item,) = items("facebook.posts:timeline", card("Alex Doe", near("Hi"), when="2. maí 2011 kl. 08:12"), given=given)
    assert (item.created, item.created_basis, item.text) == (None, "none", "Hi")
    assert given.unread_dates == ["2. maí 2011 kl. 08:12"]


def test_comments_and_groups() -> None:
    body = (deep("Group: Chess Club"), near("Well done"))
    (comment,) = items("facebook.comments:group_comments", card("Alex Doe commented on Sam Roe's post.", *body))
    assert (comment.kind, comment.text, comment.venue_name) == ("comment", "Well done", "Chess Club")
    gif = deep('<a href="https://giphy.com/1.gif">https://giphy.com/1.gif</a>')
    (comment,) = items("facebook.comments:comments", card("Alex Doe commented on Sam Roe's post.", gif))
    assert (comment.url, comment.venue_name) == ("https://giphy.com/1.gif", "Sam Roe")
    mixed = items("facebook.groups:posts_and_comments", card("Alex Doe commented on Sam Roe's post.", near("Yes")),
                  card("Alex Doe posted in Chess Club.", near("No")))  # fmt: skip
    assert [item.kind for item in mixed] == ["comment", "post"]


def test_albums_know_their_kind_and_captions() -> None:
    one, two = photo("posts/media/Profilepictures_1/1.jpg", "Profile pictures", "New glasses"), photo("x/2.jpg", "Hat")
    found = items("facebook.photos:album", card("", one), card("", two), title="Profile pictures")
    assert [(item.kind, item.text) for item in found] == [("profile_photo", "New glasses"), ("profile_photo", "Hat")]
    (photo_of,) = items("facebook.photos:photos", card("", two))
    assert (photo_of.kind, photo_of.text, photo_of.created, photo_of.bare_media) == ("photo", "Hat", 1304323936, True)
    (video,) = items("facebook.photos:videos", card("", '<video src="v/1.mp4"></video><div class="_3-95">Sea</div>'))
    assert (video.kind, video.text) == ("video", "Sea")


def test_events_listings_reviews_notes_and_stories() -> None:
    table = f"<table>{row('Location', 'Harbour (52.5, 5.5)')}</table>"
    (event,) = items("facebook.events:created", card("Picnic", table, near("Bring cake")))
    assert (event.kind, event.text, event.place, event.latitude) == ("event", "Picnic\nBring cake", "Harbour", 52.5)
    (listing,) = items("facebook.marketplace:listings", card("Bike", table, near("Blue")))
    assert (listing.kind, listing.text, listing.place) == ("listing", "Bike\nBlue", "Harbour")
    (review,) = items("facebook.reviews:recommended", card("Baker", deep('<a href="https://www.facebook.com/b">b</a>')))
    assert (review.kind, review.venue_name, review.url) == ("review", "Baker", "https://www.facebook.com/b")
    (note,) = items("facebook.notes:notes", card("Title", near("Body")))
    assert (note.kind, note.text) == ("note", "Title\nBody")
    (story,) = items("facebook.stories:archived", card("Your story has expired", gallery(photo("s/1.jpg"))))
    assert (story.kind, story.text, len(story.media)) == ("story", "", 1)


def test_chats_with_the_ai() -> None:
    turns = "".join(
        f'<section class="_3-95 _a6-g"><h2>Messages</h2><table>{row("Sender", who)}{row("Message", said)}</table>'
        "</section>"
        for who, said in (("Alex Doe", "What is a tide?"), ("Meta AI", "Water."))
    )
    given = context()
    found = [
        each
        for _, make in read_page(io.BytesIO(page(card("", turns))), "facebook.ai:conversations", given)
        for each in make()
    ]
    assert [each.text if isinstance(each, Item) else each.reason for each in found] == [
        "What is a tide?",
        "written_by_ai",
    ]
    (said,) = items("facebook.ai:thread", card("Alex Doe", near("Hello")))
    assert (said.kind, said.text) == ("ai_prompt", "Hello")


def test_the_profile() -> None:
    rows = row("Name", "Alex Roe") + row("Birthday", "January 2, 1990") + row("Previous names", "Alex Poe")
    rows += row("Registration date", "May 02, 2009 8:12:16 AM") + row("Bio", "Tea") + row("Username", "alex.roe")
    given, raw = context(), page(card("", f"<table>{rows}</table>", when="", link=""))
    read_facts(io.BytesIO(raw), "facebook.profile:facts", given)
    account = given.facts.account("facebook")
    assert (account.full_name, account.username, account.birthday) == ("Alex Roe", "alex.roe", date(1990, 1, 2))
    assert (account.registered, account.names) == (1241251936, {"Alex Roe", "Alex Poe"})
    ((_, make),) = read_page(io.BytesIO(raw), "facebook.profile:bio", given)
    (bio,) = make()
    assert isinstance(bio, Item) and (bio.kind, bio.text) == ("bio", "Tea")


def test_facts_about_the_account() -> None:
    given = context()

    def read(name: str, *cards: str) -> None:
        read_facts(io.BytesIO(page(*cards)), f"facebook.facts:{name}", given)

    read("time_zone", card("", f"<table>{row('Beltissvæði', 'Europe/Berlin', True)}</table>"))
    read("jurisdiction", card("", f"<table>{row('Jurisdiction', 'EU')}</table>"))
    read("accesses", card("Login", near("192.0.2.1")), card("Logout", when="May 02, 2010 8:12:16 AM"))
    read("future_audience", card("", f"<table>{row('Wer kann deine zukünftigen Beiträge sehen?', 'Freunde')}</table>"))
    asked = row("Start date", "May 02, 2009 8:12:16 AM") + row("End date", "May 02, 2010 8:12:16 AM")
    read("requests", card("", f"<table>{asked}</table>"))
    facts = given.facts
    assert (facts.time_zone, facts.places, facts.future_audience) == ("Europe/Berlin", [("facebook", "EU")], "Freunde")
    assert sorted(facts.account("facebook").accesses) == [1272787936, 1304323936]
    (request,) = facts.requests
    assert (request.made, request.start, request.end) == (1304323936, 1241251936, 1272787936)


def test_a_footer_that_leads_elsewhere_is_no_permalink() -> None:
    for address in (
        "http://www.facebook.com/x",
        "https://example.org/",
        "javascript:alert(1)",
        "https://facebook.com.evil/",
        "https://facebook.com@evil.example/",
        "https://www.facebook.com\\@evil.example/",
        "https://notfacebook.com/",
    ):
        (item,) = items("facebook.posts:timeline", card("Alex Doe", near("Hi"), link=address))
        assert item.permalink == ""


def test_empty_cards_are_counted_as_such() -> None:
    raw = page(card("", when="", link=""))
    ((pointer, make),) = read_page(io.BytesIO(raw), "facebook.posts:timeline", context())
    assert (pointer, make()) == ("card 1", [Skipped("empty")])


COMMENT = (
    '<div class="pas _3-94 uiBoxGray noborder"><div><div><div class="_3-95"><span class="_4mp8">{label}: </span>Chess'
    '</div><span class="_3-8_ _2oao">Sam Roe</span>{words}</div><div class="_67gx">May 02, 2011 9:12:16 AM</div>'
    "</div></div>"
)


@pytest.mark.parametrize("label", ["Group", "Zgrupo"])
def test_what_others_wrote_under_a_photo(label: str) -> None:
    """It is no text of the post, nor is the line that names the group; a caption before it is."""
    path = "photos_and_videos/your_posts/1_2_3_n_830000000000039.jpg"
    for caption in ("", "My roses"):
        shown = f'<div><a href="{path}"><img src="{path}"/></a>'
        shown += (f"<div>{caption}</div>" if caption else "") + COMMENT.format(label=label, words="what a colour")
        shown += COMMENT.format(label=label, words="lovely") + "</div>"
        body = f'<div class="_2pin"><div><table><tr><td class="_51m- pas">{shown}</td></tr></table></div></div>'
        (found,) = items("facebook.groups:posts_and_comments", card("Alex Doe posted in Chess.", body))
        assert (found.kind, found.venue, found.venue_name, found.text) == ("post", "group", "Chess", caption)
        assert [medium.path for medium in found.media] == [path]


def test_what_others_wrote_in_lines_of_their_own() -> None:
    """In a known language the line with the group is enough to tell."""
    path = "photos_and_videos/1.jpg"
    shown = photo(path, "My roses", "Group: Chess", "Sam Roe lovely")
    (found,) = items("facebook.groups:posts_and_comments", card("Alex Doe posted in Chess.", gallery(shown)))
    assert (found.kind, found.text) == ("post", "My roses")


@pytest.mark.parametrize("line", ["GoodreadsA Walkhttps://example.org/1", "Zapp<br/>https://example.org/1<br/>A walk"])
def test_a_link_that_is_only_printed(line: str) -> None:
    """What apps told stands in one line, or in several of one element: the address is the shared link."""
    (found,) = items("facebook.posts:timeline", card("Alex Doe wants to read a book.", deep(line)))
    assert (found.url, found.text) == ("https://example.org/1", "")


def test_a_photo_in_a_row_of_a_table() -> None:
    """A cell with a label and a photo below it: of the post, whatever form the rest of the card has."""
    shown = row("Photo", '<a href="1.jpg"><img src="1.jpg"/></a>', wide=True)
    for rows in (shown, shown + row("Message", "Words"), row("Message", "Words") + shown):
        for name in ("facebook.posts:timeline", "facebook.posts:archived"):
            body = near("Words") if "Words" not in rows else ""
            (found,) = items(name, card("Alex Doe shared a photo.", body + f"<table>{rows}</table>"))
            assert (found.text, [medium.path for medium in found.media]) == ("Words", ["1.jpg"])


def test_a_comment_in_a_table() -> None:
    """Under its own label."""
    rows = row("Comment", "So it is") + row("Group", "Chess")
    (found,) = items("facebook.comments:comments", card("", f"<table>{rows}</table>"))
    assert (found.text, found.venue, found.venue_name) == ("So it is", "group", "Chess")
