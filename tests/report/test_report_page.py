"""The page as a text: what a hostile archive says stays text, the policy fits its blocks, the counts add up."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import struct
from collections import Counter
from html.parser import HTMLParser
from math import isnan
from pathlib import Path
from typing import Any, get_args

import pytest

from analyzer import model
from analyzer.report.first_lines import first_lines
from analyzer.report.frame import codes
from analyzer.report.page import chart, items, render
from analyzer.report.page.items import can_open, script_json
from analyzer.report.summary import summary
from analyzer.rules.analysis import Analysis, Options
from analyzer.rules.policy import load, policies
from analyzer.run import analyze
from analyzer.words import speak

HOSTILE = (
    "</script><script>window.__pwned = 1</script>",
    "<img src=x onerror='window.__pwned = 1'>",
    '" onmouseover="window.__pwned = 1" x="',
    "'><svg onload=window.__pwned=1>",
    "[/b][link=file:///etc/passwd]x[/link]",
    "\u202etxet desrever\u202c",
    "line\u2028and\u2029paragraph",
    "<!-- <script> --> ]]> {{ 7 * 7 }} {% raw %}",
    "half a pair \ud83d",
)
NEW, OLD = 1_768_471_200, 1_330_000_000  # 2026-01-15 and 2012-02-23
FACEBOOK, INSTAGRAM = "facebook-alex.doe.5-2026-03-14-Ab3dE5gH", "instagram-alex.doe-2026-03-14-Jk7Lm2Np"


def write_archive(folder: Path, members: dict[str, Any]) -> Path:
    """An unpacked archive with these JSON files."""
    for name, content in members.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content), "utf-8")
    return folder


def post(text: str, at: int = OLD, **more: Any) -> dict[str, Any]:
    """A Facebook post as its archive has it."""
    return {"timestamp": at, "data": [{"post": text}], "title": "Alex Doe updated his status.", **more}


def facebook(folder: Path, posts: list[dict[str, Any]], **more: Any) -> Path:
    """A Facebook archive of these posts, a group comment and a file that nobody knows."""
    activity = "your_facebook_activity"
    return write_archive(
        folder / FACEBOOK,
        {
            f"{activity}/posts/your_posts__check_ins__photos_and_videos_1.json": posts,
            "logged_information/location/your_privacy_jurisdiction.json": {
                "label_values": [{"label": "Jurisdiction", "value": "European Region"}]
            },
            **more,
        },
    )


def instagram(folder: Path, captions: list[str], private: bool = False) -> Path:
    """An Instagram archive: one post a caption, of a public or private account whose holder was born in 1990."""
    values = {"Username": "alex.doe", "Date of birth": "1990-04-23", "Private Account": str(private)}
    profile = {"profile_user": [{"string_map_data": {key: {"value": value} for key, value in values.items()}}]}
    media = [
        {
            "uri": f"media/posts/201202/1790000000000{number:04}.jpg",
            "creation_timestamp": OLD + number,
            "title": caption,
        }
        for number, caption in enumerate(captions)
    ]
    return write_archive(
        folder / INSTAGRAM,
        {
            "personal_information/personal_information/personal_information.json": profile,
            "your_instagram_activity/media/posts_1.json": [{"media": [each]} for each in media],
        },
    )


def hostile_archive(folder: Path) -> Path:
    """A Facebook archive with `HOSTILE` in every field that a person, or somebody else, could fill."""
    posts = [
        post(
            text,
            OLD + number,
            tags=[{"name": text}],
            attachments=[
                {"data": [{"external_context": {"url": f"javascript:alert(1)//{text}"}}]},
                {"data": [{"place": {"name": text, "coordinate": {"latitude": 52.1, "longitude": 5.1}}}]},
                {"data": [{"media": {"uri": f"posts/media/{text}.jpg", "creation_timestamp": OLD, "title": text}}]},
            ],
        )
        for number, text in enumerate(HOSTILE)
    ]
    comments = [
        {
            "timestamp": OLD + 100 + number,
            "title": f"Alex Doe commented in {text}",
            "data": [
                {"comment": {"timestamp": OLD + 100 + number, "comment": text, "author": HOSTILE[0], "group": text}}
            ],
        }
        for number, text in enumerate(HOSTILE)
    ]
    name = {"name": {"full_name": HOSTILE[0]}, "username": HOSTILE[1]}
    return facebook(
        folder,
        posts,
        **{
            "your_facebook_activity/groups/your_comments_in_groups.json": {"group_comments_v2": comments},
            "personal_information/profile_information/profile_information.json": {"profile_v2": name},
            "your_facebook_activity/new/<img src=x onerror=alert(1)>.json": {"what": "is this"},
        },
    )


def run(*paths: Path, **options: Any) -> Analysis:
    """The analysis of archives."""
    return analyze(list(paths), Options(**options))


def rendered(analysis: Analysis) -> str:
    """The page as it is written: half characters are U+FFFD."""
    text = "".join(render.render(analysis, summary(analysis), first_lines(analysis)))
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


class Parsed(HTMLParser):
    """Tags, attributes and the content of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.raw: list[tuple[dict[str, str | None], str, str]] = []  # attributes, tag, content
        self.text: list[str] = []
        self.inside = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag in ("script", "style"):
            self.inside = tag
            self.raw.append((dict(attrs), tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == self.inside:
            self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside:
            attrs, tag, content = self.raw[-1]
            self.raw[-1] = (attrs, tag, content + data)
        else:
            self.text.append(data)

    def blocks(self, name: str) -> list[bytes]:
        """The content of all script elements of a class, unpacked."""
        found = []
        for attrs, _, content in self.raw:
            classes = (attrs.get("class") or "").split()
            if name in classes:
                raw = content.encode() if attrs["type"] == "application/json" else base64.b64decode(content)
                found.append(gzip.decompress(raw) if "packed" in classes else raw)
        return found

    def shared(self) -> dict[str, Any]:
        """What the script needs beside the items."""
        return dict(json.loads(self.blocks("shared")[0]))

    def rows(self) -> list[dict[str, Any]]:
        """All items as the page's script has them: their columns, and the line of JSON of each."""
        shared = self.shared()
        raw, total = self.blocks("columns")[0], shared["total"]
        columns, end = {}, 0
        for name, code in (("created", "d"), ("alike", "I"), ("venue", "I"), ("media", "I")):
            columns[name] = list(struct.unpack_from(f"<{total}{code}", raw, end))
            end += struct.calcsize(f"<{total}{code}")
        pairs = struct.unpack_from(f"<{2 * shared['named']}I", raw, end)
        people: dict[int, list[str]] = {}
        for position, person in zip(pairs[::2], pairs[1::2], strict=True):
            people.setdefault(position, []).append(shared["people"][person])
        ids = raw[end + 4 * len(pairs) :].hex()
        lines = b"".join(self.blocks("rows")).decode("utf-8", "replace").split("\n")[:-1]
        assert len(lines) == total
        found = []
        for place, line in enumerate(lines):
            text, record, *more = json.loads(line)
            one = {name: column[place] for name, column in columns.items()}
            if isnan(one["created"]):
                one["created"] = None
            one |= {
                "id": ids[12 * place : 12 * place + 12],
                "text": text,
                "record": record,
                "people": people.get(place, []),
            }
            found.append({**one, "more": (more or [{}])[0]})
        return found


@pytest.fixture
def hostile(tmp_path: Path) -> Analysis:
    return run(hostile_archive(tmp_path))


def test_hostile_content_makes_no_tag_and_no_attribute(hostile: Analysis, tmp_path: Path) -> None:
    """The page of a hostile archive has the tags and attributes that a harmless one has, and no others."""
    assert len(hostile.judged) >= 2 * len(HOSTILE)
    harmless = Parsed(rendered(run(facebook(tmp_path / "harmless", [post("Hello", NEW)]))))
    parsed = Parsed(rendered(hostile))
    assert set(parsed.tags) - set(harmless.tags) <= {"blockquote", "code"}
    assert parsed.tags["script"] == harmless.tags["script"]
    names = {name for _, name, _ in parsed.attributes}
    assert not {name for name in names if name.startswith("on")}
    assert "style" not in names
    assert "img" not in parsed.tags
    assert any(HOSTILE[0] in text for text in parsed.text)


def test_hostile_content_is_whole_in_the_data(hostile: Analysis) -> None:
    """Every text reaches the rows as it was, inside blocks that nothing of it can end."""
    parsed = Parsed(rendered(hostile))
    texts = {row["text"] for row in parsed.rows()}
    assert {text.replace("\ud83d", "\ufffd\ufffd\ufffd") for text in HOSTILE} <= texts | {
        text.replace("\ufffd", "\ufffd\ufffd\ufffd") for text in texts
    }
    for attrs, tag, content in parsed.raw:
        if tag == "script" and attrs.get("type"):
            assert not re.search("[<>\u2028\u2029]", content)


def test_links_go_to_meta_alone(hostile: Analysis) -> None:
    parsed = Parsed(rendered(hostile))
    addresses = [value for tag, name, value in parsed.attributes if name == "href"]
    assert addresses
    assert all(value.startswith("#") or can_open(value) for value in addresses)
    outside = [attrs for attrs in re.findall(r"<a ([^>]*)>", rendered(hostile)) if "https" in attrs]
    assert all('rel="noreferrer noopener"' in attrs for attrs in outside)


@pytest.mark.parametrize(
    "url",
    [
        "https://facebook.com/x",
        "http://www.facebook.com/a?b=c#d",
        "https://l.m.instagram.com/",
        "https://www.threads.net/@a",
        "https://threads.com",
        "https://help.meta.com/support/",
    ],
)
def test_addresses_that_can_be_opened(url: str) -> None:
    assert can_open(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://example.org",
        "https://facebook.com.example.org",
        "https://notfacebook.com",
        "https://facebook.com@example.org/",
        "https://example.org\\@facebook.com/",
        "https://facebook.com:8080/",
        "https://facebook.com:x/",
        "https://faсebook.com/",
        "//facebook.com",
        "https://facebook.com/\u202e",
        'https://facebook.com/"onclick=x',
        "ftp://facebook.com/",
        "https://[facebook.com",
    ],
)
def test_addresses_that_are_text(url: str) -> None:
    assert not can_open(url)


def test_script_json_can_end_nothing() -> None:
    value = ["</script><!--", "\u2028\u2029&", "é", "\ud83d"]
    raw = script_json(value)
    assert not set(raw) & set("<>&\u2028\u2029")
    assert json.loads(raw) == value


def test_the_policy_names_the_blocks_by_their_hash(tmp_path: Path) -> None:
    """Nothing is loaded, and no script or style runs, but what is in the page as it was made."""
    text = rendered(run(facebook(tmp_path, [post("Hello")])))
    parsed = Parsed(text)
    found = next(value for _, name, value in parsed.attributes if name == "content" and "default-src" in value)
    for kind in ("style", "script"):
        blocks = [content for attrs, tag, content in parsed.raw if tag == kind and not attrs.get("type")]
        assert len(blocks) == 1
        digest = base64.b64encode(hashlib.sha256(blocks[0].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in found
    for part in ("default-src 'none'", "img-src data:", "base-uri 'none'", "form-action 'none'"):
        assert part in found
    assert "unsafe" not in found


def test_a_browser_holds_style_and_script_in_a_byte_a_letter(tmp_path: Path) -> None:
    """One letter beyond Latin-1 would double what it holds for them: such letters are written as escapes."""
    page = rendered(run(facebook(tmp_path, [post("Hello")])))
    found = re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", page, re.S)
    assert len(found) == 2 and [char for text in found for char in text if ord(char) > 0xFF] == []


def test_nothing_is_fetched(hostile: Analysis) -> None:
    """No element names anything that a browser would load."""
    parsed = Parsed(rendered(hostile))
    assert not {"link", "img", "iframe", "object", "embed", "video", "audio", "source", "base"} & set(parsed.tags)
    assert not [value for _, name, value in parsed.attributes if name in ("src", "srcset", "action", "ping", "poster")]
    assert not re.search(r"@import|url\((?!#)", next(content for _, tag, content in parsed.raw if tag == "style"))


def test_counts_are_those_of_the_summary(tmp_path: Path) -> None:
    """Rows, chart, figures and table of the page add up to `summary.json`."""
    analysis = run(
        facebook(tmp_path, [post(f"Post {number}", OLD + number * 40_000_000) for number in range(9)]),
        instagram(tmp_path, [f"Caption {number}" for number in range(5)]),
    )
    of = summary(analysis)
    parsed = Parsed(rendered(analysis))
    shared = parsed.shared()
    kinds, verdict = Counter[tuple[str, str, str]](), shared["columns"].index("verdict")
    for row in parsed.rows():
        alike = shared["alike"][row["alike"]]
        kinds[alike[0], alike[1], alike[verdict]] += 1
    assert dict(kinds) == {
        (platform, kind, verdict): count
        for platform, by_kind in of["counts"].items()
        for kind, counts in by_kind.items()
        for verdict, count in counts.items()
    }
    years = chart.by_year(analysis.judged, analysis.words)
    assert sum(year.total for year in years) == len(analysis.judged) == shared["total"]
    text = " ".join(" ".join(parsed.text).split())
    for platform, by_kind in of["counts"].items():
        for kind, counts in by_kind.items():
            label = f"{codes(speak('en'))['platform'][platform]} {kind}, All: {sum(counts.values())}"
            assert label in [value for _, name, value in parsed.attributes if name == "aria-label"]
    assert f"All: {shared['total']}" in [value for _, name, value in parsed.attributes if name == "aria-label"]
    media = sum(count for by_type in of["media_counts"].values() for count in by_type.values())
    assert f"{media} photos and videos" in text
    for question in of["questions"]:
        assert question["text"] in text
    for action in of["actions"]:
        assert action["title"] in text


def test_columns_hold_what_the_items_hold(tmp_path: Path) -> None:
    """Id, time, media, group and people of each item, in the order of the rows, whatever is missing of it."""
    posts = [
        post("With people", tags=[{"name": "Sam Roe"}, {"name": "Kim"}]),
        post("Without a time", None),
        post("Alone"),
    ]
    group = [{"timestamp": OLD + 1, "title": "Alex Doe posted in Garden friends.", "data": [{"post": "In a group"}]}]
    more = {"your_facebook_activity/groups/group_posts_and_comments.json": {"group_posts_v2": group}}
    analysis = run(facebook(tmp_path, posts, **more), instagram(tmp_path, ["Picture"]))
    parsed = Parsed(rendered(analysis))
    rows, shared = parsed.rows(), parsed.shared()
    ordered = items.by_priority(analysis.judged)
    assert [row["id"] for row in rows] == [each.id for each in ordered]
    assert shared["suggested"] == sum(each.priority is not None for each in ordered)
    for row, each in zip(rows, ordered, strict=True):
        assert (row["created"], row["text"]) == (each.item.created, each.item.text)
        assert row["people"] == [*each.item.people]
        assert row["media"] == len(each.item.media)
        assert (shared["venues"][row["venue"] - 1] if row["venue"] else "") == each.item.venue_name
        alike = dict(zip(shared["columns"], shared["alike"][row["alike"]], strict=True))
        assert (alike["verdict"], alike["kind"]) == (each.verdict, each.item.kind)


def test_the_first_line_stands_first(tmp_path: Path) -> None:
    """The range in one sentence, that only Meta knows what it used, then what is open, then every form."""
    analysis = run(instagram(tmp_path, ["One", "Two"]), facebook(tmp_path, [post("a")]))
    lines, html = first_lines(analysis), rendered(analysis)
    text = " ".join("".join(Parsed(html).text).split())
    waiting = lines[1].split(" Answer it")[0]
    order = [lines[0], "What it really used, only Meta knows.", waiting, "Object today"]
    assert [text.index(each) for each in order] == sorted(text.index(each) for each in order)
    assert html.index('id="object"') < html.index('class="forms"') < html.index('id="do"')


def test_one_form_a_platform_each_under_its_own_name(tmp_path: Path) -> None:
    """Two platforms, two forms, in a new tab; no two links of the page to different places have one name."""
    html = rendered(run(instagram(tmp_path, ["One", "Two"]), facebook(tmp_path, [post("a"), post("b", NEW)])))
    forms = html[html.index('class="forms"') : html.index('id="do"')]
    assert re.findall(r">(Open [^<]+)<span", forms) == [
        "Open Facebook’s objection form", "Open Instagram’s objection form"
    ]  # fmt: skip
    places: dict[str, set[str]] = {}
    for attributes, name in re.findall(r"<a ([^>]*)>(.*?)</a>", html):
        place = re.search(r'href="(https?:[^"]*)"', attributes)
        if place:
            assert 'target="_blank"' in attributes
            places.setdefault(re.sub(r"<[^>]*>", "", name).strip(), set()).add(place[1])
    assert not {name: found for name, found in places.items() if len(found) > 1}


@pytest.mark.parametrize("policy", policies())
def test_words_of_every_policy(tmp_path: Path, policy: str) -> None:
    """No date where the policy has none; never that something was used, nor that it is safe."""
    text = " ".join(Parsed(rendered(run(instagram(tmp_path, ["Hello"]), policy=policy))).text)
    dates = {speak("en").day(load(each).deadline) for each in policies() if load(each).deadline}
    deadline = load(policy).deadline
    assert {day for day in dates if day in text} == ({speak("en").day(deadline)} if deadline else set())
    assert "was used" not in text
    assert not re.search(r"\bsafe\b", text)
    assert "not legal advice" in text


def test_an_archive_without_items(tmp_path: Path) -> None:
    text = rendered(run(facebook(tmp_path, [])))
    assert "There is nothing to do" in text
    assert '<svg class="chart"' not in text


def test_large_blocks_are_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Packed or not, in one block or in many, the rows are the same."""
    analysis = run(facebook(tmp_path, [post(f"Post {number}", OLD + number) for number in range(25)]))
    plain = Parsed(rendered(analysis))
    monkeypatch.setattr(items, "PACKED_FROM", 0)
    monkeypatch.setattr(items, "ROWS_IN_BLOCK", 10)
    packed = Parsed(rendered(analysis))
    assert packed.rows() == plain.rows()
    assert sum("packed" in (attrs.get("class") or "") for attrs, _, _ in packed.raw) == 3 + 1  # and the columns


def test_the_plain_table_ends_after_its_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "PLAIN_ROWS", 4)
    text = rendered(run(facebook(tmp_path, [post(f"Post {number}", OLD + number) for number in range(7)])))
    assert "The first 4 of 7." in text
    assert text.count('<td class="date">') == 4


def test_every_code_has_words() -> None:
    """A kind, place, state or rule that is added needs its words on the page."""
    words = codes(speak("en"))
    for name, kinds in (
        ("platform", model.Platform),
        ("kind", model.Kind),
        ("venue", model.Venue),
        ("state", model.State),
    ):
        assert set(get_args(kinds)) <= set(words[name])
    assert set(get_args(model.PublicBasis)) | set(get_args(model.AdultBasis)) <= set(words["basis"])


def test_the_chart_says_all_in_text(tmp_path: Path) -> None:
    """Every bar has its year and its number, and the drawing a title and a description."""
    analysis = run(facebook(tmp_path, [post("a", OLD), post("b", OLD + 5), post("c", NEW)]))
    years = chart.by_year(analysis.judged, analysis.words)
    assert (years[0].label, years[0].total, years[-1].label, years[-1].total, len(years)) == ("2012", 2, "2026", 1, 15)
    drawing = chart.svg(years, {verdict: f"<{verdict}>" for verdict in model.VERDICTS}, analysis.words)
    assert all(f">{year.label}</text>" in drawing for year in years)
    assert "<title id" in drawing
    assert "<desc id" in drawing
    assert "&lt;undetermined&gt;" in drawing
    assert "style=" not in drawing
