"""Evidence out of anything: any bytes give evidence or a typed error, no secret is kept, nothing takes too long."""

from __future__ import annotations

import importlib
import json
import logging
import time
import traceback
from pathlib import Path
from typing import Any

import pytest
from evidence_world import (
    FOLLOWING,
    LONG,
    NAME,
    OWNER,
    T0,
    answer,
    article,
    day,
    entry,
    following,
    item,
    list_story,
    log,
    medium,
    mhtml,
    page,
    paired,
    photos,
    saved,
    selector,
    story,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.items.evidence.match import match
from analyzer.reading.evidence import bounds, log_entries
from analyzer.reading.evidence.audience_file import read_audiences
from analyzer.reading.evidence.own_stories import own_stories
from analyzer.reading.evidence.public_view import public_view, read_page
from analyzer.reading.evidence.refusal import EvidenceRefused
from analyzer.rules.answers import Answers
from analyzer.rules.answers_file import write_answers

NOW = day("2026-11-30")
SECRET = "s3cr3t-Tok3n"
GOOD = answer([story(T0, "one", selector("EVERYONE")), list_story(T0 + 1, "two"), story(T0 + 2, "three")], streamed=1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all that hypothesis tries."""
    return tmp_path_factory.mktemp("hostile")


def everything(path: Path) -> list[Any]:
    """All that the package returns or raises for a file, through both doors."""
    items = paired(item("one"), item("two", T0 + 1, media=[medium("1234567890123")]), item(LONG))
    found: list[Any] = []
    try:
        file = read_audiences(path, today=NOW)
        evidence = own_stories(file, OWNER)
        matched = match([evidence], [], items)
        write_answers(Answers(seen=matched.observations), path.parent / "kept.toml")
        found += [file, evidence, matched, (path.parent / "kept.toml").read_text("utf-8")]
    except EvidenceRefused as error:
        found.append(error)
    try:
        view = public_view(read_page(path, today=NOW), OWNER)
        found += [view, match([], [view], items)]
    except EvidenceRefused as error:
        found.append(error)
    return found


def told(found: list[Any]) -> str:
    """Whatever could be printed of it, with the whole chain of an error."""
    texts = []
    for each in found:
        texts.append(repr(each))
        if isinstance(each, EvidenceRefused):
            texts += traceback.format_exception(each)
            assert each.__cause__ is None and each.__context__ is None
    return "\n".join(texts)


@given(st.binary(max_size=2000))
def test_any_bytes(folder: Path, raw: bytes) -> None:
    """Any bytes are evidence or a typed error."""
    everything(saved(folder, raw, "any"))


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
keys = st.sampled_from(
    [
        "log", "entries", "request", "response", "content", "text", "url", "size", "data", "user", "node", "edges",
        "path", "story", "comet_sections", "privacy_scope", "privacy_scope_renderer", "privacy_row_input", "base_state",
        "deny", "creation_time", "created_time", "privacy", "value", "actors", "id", "name", "message", "attachments",
        "media", "attached_story", "metadata", "audience", "timeline_manage_feed_units", "__typename", "to", "users",
        "username", "is_private", "icon_image", "description", "posts", "error", "startedDateTime", "creator",
        "encoding",
    ]
)  # fmt: skip
trees = st.recursive(
    scalars | st.sampled_from([T0, "EVERYONE", "FRIENDS", "Story", "100000000000001", NAME, "base64"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=6),
    max_leaves=40,
)


@given(trees)
def test_any_json(folder: Path, value: Any) -> None:
    """Any JSON of the keys that are looked for, bare and as the answers of a log."""
    text = json.dumps(value)
    everything(saved(folder, text, "any"))
    everything(saved(folder, json.dumps(log(entry(text), entry(text, url=FOLLOWING))), "any"))
    everything(saved(folder, json.dumps({"log": value}), "any"))


@st.composite
def broken(draw: st.DrawFn, raw: bytes) -> bytes:
    """A file with a few pieces cut out, doubled, or written over."""
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(raw)))
        end = min(len(raw), start + draw(st.integers(0, 200)))
        middle = draw(
            st.sampled_from([b"", raw[start:end] * 2, b"\x00", b"\xff\xfe", b'"', b"}", b"[" * 50, b"\\u0000"])
        )
        raw = raw[:start] + middle + raw[end:]
    return raw


def with_secrets() -> bytes:
    """A log with secrets wherever a browser puts what is nobody's business."""
    more = {
        "_webSocketMessages": [{"type": "send", "data": SECRET, "time": 1}],
        "_eventSourceMessages": [{"data": SECRET}],
        "comment": SECRET,
        "_initiator": {"stack": {"url": SECRET}},
    }
    one = entry(GOOD, **more)
    for side in ("request", "response"):
        one[side]["headers"] = [{"name": "Cookie", "value": SECRET}, {"name": SECRET, "value": "x"}]
        one[side]["cookies"] = [{"name": "xs", "value": SECRET}]
    one["request"]["postData"] = {
        "text": f"fb_dtsg={SECRET}&__user=1",
        "params": [{"name": "fb_dtsg", "value": SECRET}],
    }
    one["request"]["queryString"] = [{"name": "token", "value": SECRET}]
    one["request"]["url"] += f"?access_token={SECRET}"
    one["response"]["statusText"] = one["response"]["redirectURL"] = SECRET
    one["response"]["content"]["comment"] = SECRET
    other = entry(f'{{"creation_time": {T0}, "privacy_scope": "{SECRET}"}}', url=f"https://chat.example/{SECRET}")
    failing = entry(None, size=50)
    failing["request"] = one["request"] | {"url": one["request"]["url"]}
    graph = entry(json.dumps({"data": {"viewer": {"actor": {"token": SECRET}}}}))
    return json.dumps(log(one, other, failing, graph, entry(following({"a": True}), url=FOLLOWING + SECRET))).encode()


def test_no_secret_of_a_log_is_kept(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """Requests, headers, cookies, sockets, other sites, other answers: in nothing returned, logged or printed."""
    caplog.set_level(logging.DEBUG)
    found = everything(saved(tmp_path, with_secrets(), "a.har"))
    assert "FRIENDS" in told(found)
    assert SECRET.lower() not in (told(found) + caplog.text + "".join(capfd.readouterr())).lower()


@given(broken(with_secrets()))
@settings(max_examples=100)
def test_no_secret_of_a_broken_log_is_kept(folder: Path, raw: bytes) -> None:
    """Neither where the log is damaged, whatever the parser would have quoted."""
    found = everything(saved(folder, raw, "a.har"))
    texts = told(found)
    if raw.lstrip()[:1] == b"{":  # what does not begin like a log is a plain text, which a saved page may be
        assert SECRET not in texts
    else:
        assert SECRET not in told(found[:1])


@given(broken(mhtml(page(article(LONG), article("short"), scripts='"USER_ID":"0"'))))
def test_broken_pages(folder: Path, raw: bytes) -> None:
    """A damaged page is a page, as far as it goes, or a typed error."""
    everything(saved(folder, raw, "a.mhtml"))


@given(st.text(alphabet="<>/ divspanabr=\"'!-\n…x", max_size=600))
def test_any_markup(folder: Path, markup: str) -> None:
    """Any markup is a page or a typed error."""
    everything(saved(folder, "<html>" + markup, "a.html"))


@pytest.mark.parametrize("backend", ["python", "yajl2_c"])
def test_either_parser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, backend: str) -> None:
    """What is found does not hang on which of ijson's parsers is installed."""
    try:
        parser = importlib.import_module(f"ijson.backends.{backend}")
    except ImportError:
        pytest.skip(f"no {backend}")
    monkeypatch.setattr(log_entries, "ijson", parser)
    raw = with_secrets()
    whole = read_audiences(saved(tmp_path, raw), today=NOW)
    assert [found.text for found, _ in whole.stories] == ["one", "two", "three"] and len(whole.accounts) == 1
    half = read_audiences(saved(tmp_path, raw[: int(len(raw) * 0.8)]), today=NOW)
    assert "file_cut" in {fault.trouble for fault in half.faults}


def chain(levels: int, leaf: str) -> str:
    """Sections in sections."""
    return '{"comet_sections":{"a":{"story":' * levels + leaf + "}}}" * levels


@pytest.mark.parametrize(
    "text",
    [
        "[" * 400_000,
        '{"a":' * 100_000 + "1" + "}" * 100_000,
        "[" * 900 + "]" * 900,
        '"' + '\\"' * 200_000,
        ("[" * 999 + "]" * 999 + "\n") * 200,
        "[1,\n" * 100_000,
        "{\n" * 50_000,
        "9" * 100_000,
        '{"a": ' + "9" * 50_000 + "}",
        "\n".join(['{"privacy_scope": '] * 50_000),
        "\n".join([chain(300, '{"privacy_scope": {}}')] * 60),
        '{"comet_sections": {' + ",".join(f'"k{n}": {{"story": {{"x": 1}}}}' for n in range(60_000)) + "}}",
        "[" + ",".join(['{"comet_sections": {"a": {"story": {"comet_sections": {"b": [{}, {}]}}}}}'] * 20_000) + "]",
        "for (;;);" * 50_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_answers_take_no_time(tmp_path: Path, text: str) -> None:
    """Nesting, doubling, endless strings and numbers: an answer of under 2 MB takes seconds at most."""
    start = time.process_time()
    for content in (text, json.dumps(log(entry(text), entry(GOOD))), '{"log": {"entries": [' + text):
        everything(saved(tmp_path, content, "a.har"))
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    "html",
    [
        "<html>" + "<div>" * 390 + "<b>x</b>" * 20_000,
        "<html>" + "<script" * 100_000,
        "<html>" + "<script>" * 100_000,
        "<html>" + "<!--" * 100_000,
        "<html>" + f"<p>{LONG}…</p>" * 20_000,
        "<html>" + "<p>" + "…" * 200_000,
        "<html>" + '<p dir="auto">x' * 50_000,
        "<html>" + "<a href=x>" * 50_000,
        "<html>" + f'<a><img src="/{"1" * 50_000}"></a>' * 3,
    ],
    ids=lambda html: html[6:24],
)
def test_hostile_pages_take_no_time(tmp_path: Path, html: str) -> None:
    """The same of pages."""
    start = time.process_time()
    everything(saved(tmp_path, html, "a.html"))
    assert time.process_time() - start < 20


@pytest.mark.parametrize("read", [read_audiences, read_page])
@pytest.mark.parametrize("head", ['{"log":{"entries":[', "<html><body>", "MIME-Version: 1.0\n", "[", "words"])
def test_a_file_without_end_is_not_read(tmp_path: Path, read: Any, head: str) -> None:
    """Ten gigabytes of anything: refused by its size before it is read, with the option that raises the limit."""
    path = tmp_path / "file"
    with path.open("wb") as file:
        file.write(head.encode())
        file.truncate(10 << 30)
    started = time.process_time()
    with pytest.raises(EvidenceRefused, match=r"larger than any file of a browser \(--limits 10 raises this limit\)"):
        read(path)
    assert time.process_time() - started < 1


def test_posts_of_the_graph_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more posts than anybody has, a line each, those beyond the bound are counted as left out."""
    monkeypatch.setattr(bounds, "MOST_STORIES", 10)
    monkeypatch.setattr(bounds, "LARGEST_BARE", 100)
    line = '{"data":[{"id":"%d","created_time":"2020-05-01T00:00:00+0000","message":"x","privacy":{"value":"SELF"}}]}\n'
    (tmp_path / "file").write_text("".join(line % number for number in range(25)))
    found = read_audiences(tmp_path / "file")
    assert len(found.posts) == 10 and [(each.trouble, each.count) for each in found.faults] == [("too_many", 15)]


def test_a_realistic_log_stays_quick(tmp_path: Path) -> None:
    """A hundred posts as large as real ones take well under a second each."""
    body = [
        story(T0 + n, f"post {n}", media=photos("1234567890123"), encrypted_tracking="x" * 30_000) for n in range(100)
    ]
    path = saved(tmp_path, json.dumps(log(*(entry(answer(body[n : n + 5], streamed=4)) for n in range(0, 100, 5)))))
    start = time.process_time()
    assert len(read_audiences(path, today=NOW).stories) == 100
    assert time.process_time() - start < 5
