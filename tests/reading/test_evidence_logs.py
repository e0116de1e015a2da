"""Network logs as browsers write them, bare answers, and answers of the Graph API: which is which, and what is lost."""

from __future__ import annotations

import json
import os
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from evidence_world import (
    FOLLOWING,
    GRAPHQL,
    OWNER,
    T0,
    Json,
    answer,
    day,
    entry,
    following,
    log,
    saved,
    selector,
    story,
)

from analyzer.reading.evidence import bounds
from analyzer.reading.evidence.audience_file import AudienceFile, read_audiences
from analyzer.reading.evidence.log_entries import LogEntries
from analyzer.reading.evidence.own_stories import own_stories
from analyzer.reading.evidence.refusal import EvidenceRefused

NOW = day("2026-11-30")


def read(folder: Path, content: Any, **options: Any) -> AudienceFile:
    """A file with this content, read."""
    return read_audiences(saved(folder, content), today=NOW, **options)


def refused(folder: Path, content: Any) -> EvidenceRefused:
    """Why a file with this content is refused."""
    with pytest.raises(EvidenceRefused) as found:
        read(folder, content)
    assert found.value.exit_code == 2 and str(folder) in str(found.value)
    assert found.value.__cause__ is None and found.value.__context__ is None
    return found.value


def troubles(file: AudienceFile) -> dict[str, int]:
    """What was of no use."""
    return {fault.trouble: fault.count for fault in file.faults}


def seconds(file: AudienceFile) -> list[int]:
    """The times of the stories."""
    return [found.second for found, _ in file.stories]


def stories(count: int, start: int = 0, **more: Any) -> list[Json]:
    """Stories of one second each."""
    return [story(T0 + n, f"number {n}", **more) for n in range(start, start + count)]


def test_several_answers(tmp_path: Path) -> None:
    """Pages of a list come one after the other, between answers to other queries, each with its own day."""
    other = json.dumps({"data": {"viewer": {"notifications": [{"text": "x"}]}}})
    found = read(
        tmp_path,
        log(
            entry(answer(stories(9)), started="2026-11-19T23:30:00.000Z"),
            entry(other),
            entry(answer(stories(3, 9), key="node", streamed=2), started="2026-11-20T00:30:00.000Z"),
        ),
    )
    assert seconds(found) == [T0 + n for n in range(12)]
    assert [when for _, when in found.stories] == [day("2026-11-19")] * 9 + [day("2026-11-20")] * 3
    assert own_stories(found, OWNER).day == day("2026-11-20") and not found.faults


@pytest.mark.parametrize("text", ["plain", "an emoji 😀 in it", "ø and 漢字", 'quotes " and \\ slashes', "line\nbreak"])
@pytest.mark.parametrize("coded", [False, True])
def test_base64(tmp_path: Path, text: str, coded: bool) -> None:
    """Chrome codes a body that holds one emoji; the text comes out as it was written."""
    found = read(tmp_path, log(entry(answer([story(text=text)], streamed=1), coded=coded)))
    assert found.stories[0][0].text == " ".join(text.split())


@pytest.mark.parametrize(
    ("started", "expected"),
    [
        ("2026-11-20T09:30:00.123Z", "2026-11-20"),
        ("2026-11-20T00:30:00.123+02:00", "2026-11-19"),
        ("2026-11-19T23:30:00.123-03:00", "2026-11-20"),
    ],
)
def test_days(tmp_path: Path, started: str, expected: str) -> None:
    """Chrome writes UTC, Firefox its own zone: the day is that of UTC."""
    found = own_stories(read(tmp_path, log(entry(answer(stories(1)), started=started))), OWNER)
    assert (found.day, found.day_is_lower_bound) == (day(expected), False)


@pytest.mark.parametrize("started", ["", "yesterday", "2026-13-40T00:00:00Z", 5, None])
def test_without_a_day(tmp_path: Path, started: Any) -> None:
    """Without a day the newest story tells one that cannot be too late, whatever the person says of the file."""
    found = read(tmp_path, log(entry(answer(stories(2)), started=started)), said_day=day("2026-10-01"))
    evidence = own_stories(found, OWNER)
    assert (evidence.day, evidence.day_is_lower_bound) == (day("2019-05-01"), True)
    assert all(each.day_is_lower_bound for each in evidence.stories)


def test_a_day_that_has_not_come(tmp_path: Path) -> None:
    """A clock that is ahead of today gives no day, and is told."""
    found = read(tmp_path, log(entry(answer(stories(1)), started="2031-01-01T00:00:00Z")))
    assert troubles(found) == {"day_in_future": 1} and found.stories[0][1] is None


def test_a_clock_that_is_behind(tmp_path: Path) -> None:
    """A log older than a story in it keeps its day, which claims less, and the trouble is told."""
    found = read(tmp_path, log(entry(answer(stories(1)), started="2001-01-01T00:00:00Z")))
    assert troubles(found) == {"clock": 1} and found.stories[0][1] == day("2001-01-01")


@pytest.mark.parametrize(
    ("url", "looked_at"),
    [
        ("https://www.facebook.com/api/graphql/", True),
        ("https://www.facebook.com/api/graphql", True),
        ("https://web.facebook.com/api/graphql/?av=1", True),
        ("https://facebook.com/api/graphql/", True),
        ("https://WWW.FACEBOOK.COM/api/graphql/", True),
        ("https://www.facebook.com/api/graphqlbatch/", False),
        ("https://www.facebook.com/x/api/graphql/", False),
        ("https://www.facebook.com.evil.example/api/graphql/", False),
        ("https://notfacebook.com/api/graphql/", False),
        ("https://www.facebook.com@evil.example/api/graphql/", False),
        ("https://evil.example/?u=https://www.facebook.com/api/graphql/", False),
        ("https://evil.example/https://www.facebook.com/api/graphql/", False),
        ("wss://www.facebook.com/api/graphql/", False),
        ("https://[www.facebook.com/api/graphql/", False),
        ("https://www.instagram.com/api/graphql/", False),
        ("", False),
    ],
)
def test_only_facebooks_own_addresses(tmp_path: Path, url: str, looked_at: bool) -> None:
    """An answer is chosen by host and path, never by its type, and no look-alike is taken for Facebook."""
    content = log(entry(answer(stories(1)), url=url), entry(answer(stories(1, 5))))
    assert seconds(read(tmp_path, content)) == ([T0, T0 + 5] if looked_at else [T0 + 5])


def test_key_order_does_not_matter(tmp_path: Path) -> None:
    """The text of an answer may stand before its address."""
    first = dict(reversed(entry(answer(stories(1))).items()))
    assert seconds(read(tmp_path, log(first))) == [T0]
    foreign = dict(reversed(entry(answer(stories(1)), url="https://evil.example/api/graphql/").items()))
    assert refused(tmp_path, log(foreign)).why == "other_site"


def test_dropped_bodies(tmp_path: Path) -> None:
    """An answer of which Chrome kept no text is a missing body, and no list without posts."""
    found = read(tmp_path, log(entry(None, size=5000), entry(None, size=0), entry(answer(stories(1)))))
    (fault,) = found.faults
    assert (fault.trouble, fault.count, fault.of, fault.browser) == ("body_missing", 1, 3, "chrome")
    assert not fault.is_damage


def test_broken_base64(tmp_path: Path) -> None:
    """Bad base64, and base64 of what is no text, are missing bodies."""
    bad = entry(answer(stories(1)), coded=True)
    bad["response"]["content"]["text"] = "%%%"
    binary = entry(answer(stories(1)), coded=True)
    binary["response"]["content"]["text"] = "/////w=="
    assert troubles(read(tmp_path, log(bad, binary, entry(answer(stories(1)))))) == {"body_missing": 2}


def test_copied_instead_of_exported(tmp_path: Path) -> None:
    """*Copy all as HAR* holds no text at all: the sentence says Export, not Copy."""
    found = refused(tmp_path, log(entry(None, size=5000), entry(None, size=70)))
    assert found.why == "no_bodies" and "Export, not Copy" in str(found)


def test_a_filter_left_on(tmp_path: Path) -> None:
    """A log without entries names the three causes."""
    found = refused(tmp_path, log())
    assert found.why == "no_entries"
    assert all(cause in str(found) for cause in ("filter", "opened only after", "recording"))


def test_another_site(tmp_path: Path) -> None:
    """A log of another site says of which, and what to open instead."""
    found = refused(tmp_path, log(entry("{}", url="https://news.example/api"), entry("x", url="https://news.example/")))
    assert found.why == "other_site" and "log of news.example (2 requests)" in str(found)


def test_no_list_of_posts(tmp_path: Path) -> None:
    """A log of Facebook without a list of posts says to open Manage posts."""
    found = refused(tmp_path, log(entry(json.dumps({"data": {"viewer": {}}}))))
    assert found.why == "no_stories" and "open Manage posts" in str(found)


def cut(text: str, end: int) -> Json:
    """An answer that Firefox cut: the size is that of the whole."""
    return entry(text[:end], size=len(text.encode()), started="2026-11-20T09:30:00.123+01:00")


def test_cut_bodies(tmp_path: Path) -> None:
    """Of an answer that was cut its whole lines count; the rest is named, with the browser, and is damage."""
    text = answer(stories(4), streamed=3)
    ends = [len(text) - len(text.split("\n", 2)[2]) + 50, text.index("\n") - 3]
    found = read(tmp_path, log(*(cut(text, end) for end in ends), creator="Firefox"))
    assert seconds(found) == [T0, T0 + 1]
    (fault,) = found.faults
    assert (fault.trouble, fault.count, fault.browser, fault.is_damage) == ("body_cut", 2, "firefox", True)


def test_cut_as_firefox_153_does(tmp_path: Path) -> None:
    """It writes noughts for the pieces that it dropped, and nothing where the first piece was beyond its limit."""
    text = answer(stories(4), streamed=3)
    for end in (text.index("\n") + 1, text.index("\n") + 90, len(text) - 1):
        padded = entry(text[:end] + "\0" * (len(text) - end))
        found = read(tmp_path, log(padded, cut(text, 0), creator="Firefox"))
        assert len(found.stories) == (4 if end == len(text) - 1 else 1) and troubles(found) == {"body_cut": 2}


def test_cut_behind_a_line(tmp_path: Path) -> None:
    """Cut exactly behind a line, a large answer shows it by its size alone."""
    text = answer(stories(3) + stories(1, 5, encrypted_tracking="x" * bounds.MIB), streamed=2)
    whole = text[: text.rindex("\n")]
    assert troubles(read(tmp_path, log(cut(text, len(whole)), creator="Firefox"))) == {"body_cut": 1}


def test_a_bad_line_loses_no_other(tmp_path: Path) -> None:
    """A line that is no JSON is counted; those around it are read."""
    lines = answer(stories(4), streamed=3).split("\n")
    lines[2] = lines[2][:-5] + '"privacy_scope"'
    found = read(tmp_path, log(entry("\n".join(lines))))
    assert seconds(found) == [T0, T0 + 1, T0 + 3] and troubles(found) == {"bad_value": 1}


def test_a_log_with_other_keys_before(tmp_path: Path) -> None:
    """A log is one wherever its key stands, and then says what is wrong with logs."""
    assert seconds(read(tmp_path, {"version": 1} | log(entry(answer(stories(1)))))) == [T0]
    assert refused(tmp_path, {"version": 1} | log(entry(None, size=7))).why == "no_bodies"


def test_several_values_in_a_line(tmp_path: Path) -> None:
    """Values that follow each other without a line break are read too, each with its guard or none."""
    text = "for (;;);" + "".join(answer(stories(2, n), guard=n > 0) for n in (0, 2)).replace("\n", "")
    assert seconds(read(tmp_path, log(entry(text)))) == [T0, T0 + 1, T0 + 2, T0 + 3]


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9, 0.999])
def test_a_log_cut_in_the_middle(tmp_path: Path, part: float) -> None:
    """What came before the cut counts, the rest is named, and the run is one with damage."""
    raw = json.dumps(log(*(entry(answer(stories(1, n))) for n in range(10)))).encode()
    found = read(tmp_path, raw[: int(len(raw) * part)])
    assert 2 <= len(found.stories) <= 10 and troubles(found) == {"file_cut": 1}
    assert own_stories(found, OWNER).is_damaged


def test_a_log_that_stops_being_json(tmp_path: Path) -> None:
    """Bytes that are no JSON end the reading there."""
    raw = json.dumps(log(*(entry(answer(stories(1, n))) for n in range(2)))).encode()
    assert troubles(read(tmp_path, raw[:-1] + b"x")) == {"file_damaged": 1}


@pytest.mark.parametrize("creator", ["WebInspector", "Firefox", "WebKit Web Inspector", "something else"])
@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_any_writer(tmp_path: Path, creator: str, indent: int | None, encoding: str) -> None:
    """Nothing that only one browser writes is needed, nor a way to indent or encode."""
    content = log(entry(answer([story(text="ø")]), _webSocketMessages=[{"data": "x"}]), creator=creator)
    raw = json.dumps(content, indent=indent, ensure_ascii=False).encode(encoding)
    assert read(tmp_path, raw).stories[0][0].text == "ø"


def test_bytes_that_are_no_text_cost_one_sign(tmp_path: Path) -> None:
    """A byte that is no UTF-8, in a request say, does not end the reading."""
    raw = json.dumps(log(entry(answer(stories(1))))).encode().replace(b"fb_dtsg=x", b"fb_dtsg=\xff")
    assert seconds(read(tmp_path, raw)) == [T0]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ({"error": {"message": "expired", "code": 190}}, "graph_error"),
        ({"data": [{"created_time": "x"}]}, "graph_shape"),
        ({"data": [{"created_time": T0, "message": 5}]}, "graph_shape"),
        ({"data": [{"created_time": T0, "message": "x"}]}, "graph_no_audience"),
        ({"data": []}, "no_stories"),
        ({"users": []}, "no_stories"),
        ({}, "no_stories"),
        ([], "no_stories"),
        ("", "not_json"),
        ("hello", "not_json"),
        ('{"data": ', "not_json"),
        ("[" * 5000, "too_large"),
        ('{"log": []}', "no_stories"),
        ('{"log": {"entries": 5}}', "no_entries"),
        ('{"log": {"entries": [' + "[" * 3000, "too_large"),
        (b"%PDF-1.7", "wrong_kind"),
        (b"bplist00\x00", "wrong_kind"),
        (b"PK\x03\x04", "wrong_kind"),
        (b"\x89PNG\r\n", "wrong_kind"),
        (b"a\x00b", "wrong_kind"),
        ("<!DOCTYPE html><html>", "page_for_log"),
        ("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n", "page_for_log"),
    ],
)
def test_refused(tmp_path: Path, content: Any, why: str) -> None:
    """Each kind of file that cannot be meant has its own sentence."""
    assert refused(tmp_path, content).why == why


def test_special_files(tmp_path: Path) -> None:
    """A pipe, a folder and a file that is not there are refused without being opened."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path, why in (
        (pipe, "not_a_file"),
        (tmp_path, "not_a_file"),
        (tmp_path / "none", "unreadable"),
        ("\0", "unreadable"),
    ):
        with pytest.raises(EvidenceRefused) as found:
            read_audiences(path)
        assert found.value.why == why


def test_instagrams_list(tmp_path: Path) -> None:
    """The accounts that somebody follows, private or not, from the one address that lists them."""
    found = own_stories(
        read(
            tmp_path,
            log(
                entry(following({"Some.Body": True, "open_house": False}), url=FOLLOWING),
                entry(following({"never": False}), url="https://www.instagram.com/api/v1/friendships/1/followers/"),
                entry(following({"never": False}), url=GRAPHQL),
            ),
        ),
        OWNER,
    )
    assert {(each.username, each.private) for each in found.accounts} == {("some.body", True), ("open_house", False)}
    assert found.kind == "instagram_page" and found.accounts[0].day == day("2026-11-20")


def test_bounds_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies beyond a bound is counted, never dropped in silence."""
    content = log(entry(answer(stories(5), streamed=4)), entry(following({"a": True, "b": True}), url=FOLLOWING))
    for name, value, lost in (
        ("MOST_STORIES", 3, 2), ("MOST_TEXT", 20, 3), ("MOST_ACCOUNTS", 1, 1),
    ):  # fmt: skip
        with monkeypatch.context() as patch:
            patch.setattr(bounds, name, value)
            assert troubles(read(tmp_path, content)) == {"too_many": lost}, name
    for name, value, found in (("LARGEST_ANSWER", 900, {"too_large": 1}), ("DEEPEST", 10, {"too_deep": 5})):
        with monkeypatch.context() as patch:
            patch.setattr(bounds, name, value)
            assert troubles(read(tmp_path, content)) == found, name


def test_a_string_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One string that never ends, in a part that nobody reads, does not fill the memory."""
    monkeypatch.setattr(bounds, "LONGEST_STRING", bounds.MIB)
    raw = json.dumps(log(entry(answer(stories(1))), entry("x" * 3 * bounds.MIB))).encode()
    assert troubles(read(tmp_path, raw)) == {"too_large": 1}


def test_memory_does_not_grow_with_the_log(tmp_path: Path) -> None:
    """Ten times the log takes the same memory: entries pass by one at a time."""
    peaks = []
    for count in (20, 200):
        body = answer(stories(1, encrypted_tracking="x" * 50_000))
        path = saved(tmp_path, json.dumps(log(*(entry(body) for _ in range(count)))))
        tracemalloc.start()
        with path.open("rb") as stream:
            assert sum(1 for _ in LogEntries(stream)) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.5


def test_selected_audience_only(tmp_path: Path) -> None:
    """The other audiences that a selector offers do not count."""
    found = read(tmp_path, log(entry(answer([story(audience=selector("SELF"))]))))
    assert found.stories[0][0].scope.seen == "narrower"
