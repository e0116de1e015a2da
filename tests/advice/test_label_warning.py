"""What the archive's labels are that nobody knows, a warning lists: of all formats and platforms, and never a value."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from world import FACEBOOK, INSTAGRAM, at, facebook, instagram, judge

from analyzer.advice.warnings import warnings
from analyzer.reading.labels import can_be_shown
from analyzer.rules.analysis import Analysis

ARCHIVE = "your_facebook_activity/posts/archive"
FB_PROFILE = "personal_information/profile_information/profile_information.html"
IG_PROFILE = "personal_information/personal_information/personal_information.html"
IG_COMMENTS = "your_instagram_activity/comments/post_comments_1"
WORDS = "Only I may read this"


def told(analysis: Analysis) -> str:
    """The text of the warning, "" where there is none."""
    found = [each["text"] for each in warnings(analysis) if each["id"] == "unknown_labels"]
    assert len(found) < 2
    return "".join(found)


def shown(analysis: Analysis) -> set[str]:
    """The labels in the warning."""
    return {piece.split("”")[0] for piece in told(analysis).split("“")[1:]}


def row(label: str, value: str) -> str:
    """A row of a page of labels."""
    return f'<tr><td class="_a6_q">{label}</td><td class="_2piu _a6_r">{value}</td></tr>'


def page(*rows: str, heading: str = "", body: str = "") -> bytes:
    """A page with one card of labels."""
    title = f'<h2 class="_2ph_ _a6-h _a6-i">{heading}</h2>' if heading else ""
    return (
        '<html><body class="_5vb_ _2yq _a7o5"><header><aside>Zmade by Alex Doe</aside></header>'
        '<main class="_a706" role="main"><section class="_a6-g">'
        f'{title}<div class="_2ph_ _a6-p">{body}<table>{"".join(rows)}</table></div>'
        '<footer class="_3-94 _a6-o"><div class="_a72d">May 2, 2020 8:12:16 am</div></footer></section>'
        "</main></body></html>"
    ).encode()


def entry(label: str, value: str) -> dict[str, Any]:
    """An entry of `label_values`."""
    return {"label": label, "value": value}


def test_facebook_json_in_a_mix_of_languages(tmp_path: Path) -> None:
    """Known labels of any language are not listed; of a record whose message nobody finds, all unknown ones are."""
    records = [
        {"timestamp": at("2020-01-01"), "label_values": [entry("Nachricht", WORDS), entry("Zfeel", "glad")]},
        {"timestamp": at("2020-01-02"), "label_values": [entry("Zmessage", WORDS), entry("URL", "https://x.example")]},
        {"timestamp": at("2020-01-03"), "label_values": [entry("Message", "Hi"), entry("Place", "Home")]},
    ]
    assert shown(judge(tmp_path, facebook() | {f"{ARCHIVE}.json": records}, FACEBOOK)) == {"Zmessage"}


def test_facebook_pages(tmp_path: Path) -> None:
    """A heading, a line, an unmarked cell may be the person's words: only labels marked as such are listed."""
    section = f'<section class="_3-95 _a6-g"><h2>My secret heading</h2>{WORDS}</section>'
    unmarked = f"<tr><td>My secret cell</td><td>{WORDS}</td></tr>"
    found = judge(
        tmp_path,
        {
            f"{ARCHIVE}.html": page(row("Zmessage", WORDS), unmarked, body=section, heading="My secret title"),
            FB_PROFILE: page(row("Zname", "Alex Doe"), row("Alex Doe", "Zvalue"), row("Zmail", "alex@example.org")),
        },
        FACEBOOK,
    )
    assert shown(found) == {"Zmessage", "Zname", "Zmail"}


def test_instagram_in_both_formats(tmp_path: Path) -> None:
    """The profile told by order, comments told by place: their labels are listed, in JSON and in pages."""
    cells = {"Zc": {"value": WORDS}, "Zo": {"value": "sam.roe"}, "Ztime": {"timestamp": at("2020-01-01")}}
    comments = {f"{IG_COMMENTS}.json": [{"string_map_data": cells}]}
    assert shown(judge(tmp_path / "json", instagram() | comments)) == {"Zc", "Zo"}
    rows = [row("Zphone", "True"), row("Zuser", "alex"), row("Zname", "Al"), row("Zbio", WORDS), row("Zgender", "no")]
    rows += [row("Zborn", "1990-01-01"), row("Zprivate", "False")]
    pages = {
        IG_PROFILE: page(*rows),
        f"{IG_COMMENTS}.html": page(row("Zc", WORDS), row("Zo", "sam.roe"), row("Ztime", "May 2, 2020 8:12 am")),
        "your_instagram_activity/media/posts_1.html": page(
            heading="Sea", body=f'<img src="media/posts/1.jpg"/><div>{WORDS}</div><div>True</div>'
        ),
    }
    found = shown(judge(tmp_path / "html", pages, INSTAGRAM))
    assert found == {"Zc", "Zo", "Zuser", "Zname", "Zbio", "Zborn", "Zprivate"}


@given(st.text(max_size=100))
def test_what_has_the_form_of_a_value_is_not_shown(text: str) -> None:
    """Addresses, mails, long numbers, several lines."""
    for value in (
        f"{text}https://x.example",
        f"{text}a@b.example",
        f"1990{text}",
        f"{text}\n{text}",
        text + "x" * 81,
        "",
    ):
        assert not can_be_shown(value)


def test_a_value_in_the_place_of_a_label_is_counted_and_not_shown(tmp_path: Path) -> None:
    """In a file that somebody wrote themselves, a label may be what another record says."""
    records = [
        {"timestamp": at("2020-01-01"), "label_values": [entry("Message", WORDS)]},
        {"timestamp": at("2020-01-02"), "label_values": [entry(WORDS, "x")]},
    ]
    found = told(judge(tmp_path, facebook() | {f"{ARCHIVE}.json": records}, FACEBOOK))
    assert found == "1 label of the archive is not known."
