"""`--audiences` and `--seen-public` through the command: what is told, kept, refused; no secret gets out."""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from evidence_world import answer, article, entry, log, mhtml, page, saved, selector, story
from world import *

from analyzer.advice.evidence_warnings import _SENTENCE, evidence_warnings
from analyzer.command.main import main
from analyzer.model import DAMAGES, Trouble
from analyzer.rules.answers_file import read_answers
from analyzer.words import WHOLE, languages, speak

NAME = "Ada Example"
TIME = "2019-05-01T10:00:00"
WALK = "A walk along the canal on the first warm day"
LATER = ("2026-01-20T09:00:00.000Z",)  # when the log was made, before the archive of 1 February 2026


def archive(folder: Path, *records: Files, name: str = NAME, file: str = FACEBOOK) -> Path:
    """A Facebook archive of a person with these posts."""
    return write(folder, facebook(name=name) | {TIMELINE: list(records)}, file)


def har(folder: Path, *stories: Any, name: str = "posts.har", started: str = LATER[0], **more: Any) -> Path:
    """A log with these stories."""
    return saved(folder, log(entry(answer(stories), started=started), **more), name)


def call(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """Run the command: exit code, standard output and error."""
    sys.argv = ["analyze", *map(str, words)]
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr()
    return int(ended.value.code or 0), told.out, told.err


def warned(folder: Path) -> dict[str, str]:
    """The warnings of a report, by id."""
    summary = json.loads((folder / "summary.json").read_text("utf-8"))
    return {each["id"]: each["text"] for each in summary["warnings"]}


def test_each_persons_log_speaks_of_their_own_archive(tmp_path: Path) -> None:
    """Two people in one run who wrote the same in the same second: each log decides its owner's post alone."""
    mine = archive(tmp_path / "a", fb_post(TIME, "hello"))
    theirs = archive(tmp_path / "b", fb_post(TIME, "hello"), name="Ben Example", file=FACEBOOK.replace("alex", "ben"))
    file = har(tmp_path, story(at(TIME), "hello", selector("EVERYONE")))
    found = run(mine, theirs, audiences=(str(file),))
    assert sorted((found.accounts[each.item.account].name, each.is_public) for each in found.judged) == [
        (NAME, "yes"), ("Ben Example", "unknown"),
    ]  # fmt: skip


def test_a_log_of_followed_accounts_beside_posts(tmp_path: Path) -> None:
    """One log may hold posts of Facebook and the accounts followed on Instagram: each serves its own archive."""
    from evidence_world import FOLLOWING, following

    comments = {"your_instagram_activity/comments/post_comments_1.json": [ig_comment("nice", "somebody")]}
    posts = entry(answer([story(at(TIME), "hello", selector("EVERYONE"))]), started=LATER[0])
    listed = entry(following({"somebody": False}), url=FOLLOWING, started=LATER[0])
    file = saved(tmp_path, log(posts, listed))
    found = run(
        archive(tmp_path, fb_post(TIME, "hello")), write(tmp_path, instagram() | comments), audiences=(str(file),)
    )
    assert {each.is_public_basis: each.is_public for each in found.judged} == {
        "facebook_page": "yes", "instagram_page": "yes",
    }  # fmt: skip


def test_what_is_lost_is_told_and_ends_with_5(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A log cut in the middle: what is there counts, the rest is named in a sentence, and the run ends with 5."""
    posts = entry(answer([story(at(TIME), "hello", selector("EVERYONE"))]), started=LATER[0])
    whole = json.dumps(log(posts, posts))
    cut = saved(tmp_path, whole[: whole.rindex('"response"')], "cut.har")
    code, out, _ = call(capsys, archive(tmp_path, fb_post(TIME, "hello")), "--audiences", cut, "--out", tmp_path / "r")
    assert code == 5
    assert "cut.har" in warned(tmp_path / "r")["evidence_file_cut"] and "Your files spoke of items: 1" in out


def test_answers_without_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Bodies that the browser dropped are counted, with what to do; they never mean that there are no posts."""
    posts = entry(answer([story(at(TIME), "hello", selector("EVERYONE"))]), started=LATER[0])
    file = saved(tmp_path, log(posts, entry(None, size=900, started=LATER[0])))
    code, *_ = call(capsys, archive(tmp_path, fb_post(TIME, "hello")), "--audiences", file, "--out", tmp_path / "r")
    assert code == 0 and "1 of 2" in warned(tmp_path / "r")["evidence_body_missing"]


def test_a_cut_answer_of_firefox(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The posts before the cut count; the setting that prevents it is named, and the run ends with 5."""
    text = answer([story(at(TIME), "hello", selector("EVERYONE")), story(at("2020-01-01"), "lost")], streamed=1)
    file = saved(tmp_path, log(entry(text[: text.rindex("lost")], started=LATER[0]), creator="Firefox"))
    code, *_ = call(capsys, archive(tmp_path, fb_post(TIME, "hello")), "--audiences", file, "--out", tmp_path / "r")
    told = warned(tmp_path / "r")["evidence_body_cut"]
    assert code == 5 and "1 of 1" in told and "devtools.netmonitor.responseBodyLimit" in told


def test_a_cut_answer_of_another_browser(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The setting of Firefox is not named to whoever uses Chrome or Edge."""
    text = answer([story(at(TIME), "hello", selector("EVERYONE")), story(at("2020-01-01"), "lost")], streamed=1)
    file = saved(tmp_path, log(entry(text[: text.rindex("lost")], started=LATER[0])))
    call(capsys, archive(tmp_path, fb_post(TIME, "hello")), "--audiences", file, "--out", tmp_path / "r")
    told = warned(tmp_path / "r")["evidence_body_cut"]
    assert "1 of 1" in told and "devtools" not in told


@pytest.mark.parametrize(
    ("started", "audiences", "warning"),
    [
        (["2025-01-01T09:00:00Z"], ["EVERYONE"], "evidence_before_training"),
        (["2025-06-10T09:00:00Z"], ["EVERYONE"], "evidence_old"),
        (["2025-06-10T09:00:00Z", LATER[0]], ["EVERYONE", "FRIENDS"], "evidence_disagrees"),
        (["2099-01-01T09:00:00Z"], ["EVERYONE"], "evidence_day_in_future"),
        (["2019-01-01T09:00:00Z"], ["EVERYONE"], "evidence_clock"),
    ],
)
def test_days(tmp_path: Path, started: list[str], audiences: list[str], warning: str) -> None:
    """Days before training, days older than the archive, files that disagree, clocks: a sentence each."""
    given = [
        str(har(tmp_path, story(at(TIME), "hello", selector(state)), name=f"{number}.har", started=day))
        for number, (day, state) in enumerate(zip(started, audiences, strict=True))
    ]
    found = run(archive(tmp_path, fb_post(TIME, "hello")), audiences=tuple(given))
    assert warning in dict(evidence_warnings(found))


def test_posts_that_decide_nothing(tmp_path: Path) -> None:
    """Posts of no item, without an audience, in groups: counted in one sentence."""
    place = {"__typename": "Group", "id": "55"}
    file = har(
        tmp_path, story(at(TIME), "hello", selector("ODD_STATE")), story(at("2020-01-01"), "gone"),
        story(at("2020-01-02"), "in a group", to=place),
    )  # fmt: skip
    told = dict(evidence_warnings(run(archive(tmp_path, fb_post(TIME, "hello")), audiences=(str(file),))))
    for piece in ("1 fits no item", "1 has no audience", "1 stands in a group"):
        assert piece in told["evidence_not_matched"]


def test_a_view_that_nobody_confirmed(tmp_path: Path) -> None:
    """A text shows nothing of who saw it: the person is asked, and until FILE=DATE confirms it nothing follows."""
    mine, file = archive(tmp_path, fb_post(TIME, WALK)), saved(tmp_path, f"{NAME}\n\n{WALK}\n", "profile.txt")
    found = run(mine, seen_public=(str(file),))
    assert only(found).is_public == "unknown"
    assert "profile.txt" in dict(evidence_warnings(found))["evidence_unconfirmed"]
    again = run(mine, seen_public=(f"{file}=2026-01-20",))
    assert public(only(again)) == ("yes", "public_view", "yes") and not dict(evidence_warnings(again))


def test_words_for_every_trouble() -> None:
    """Each trouble of a file has its sentence, in all languages; those that lose something are among them."""
    assert set(_SENTENCE) | {"no_audience"} == set(Trouble.__args__) and set(_SENTENCE) >= DAMAGES  # type: ignore[attr-defined]
    assert {"warnings", "terminal"} <= WHOLE
    for language in languages():
        for name in set(_SENTENCE.values()):
            assert "a.har" in speak(language).say(f"warnings.{name}", file="a.har", count=1, of=2)


def test_what_matched_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With `--answers` what was seen is saved, even to a new file; the next run needs no log, and gives the same."""
    title = f"{NAME} Frobnicated Quux"  # a sentence that tells no place: the story shows it at home
    mine = archive(tmp_path, fb_post(TIME, "hello", title=title))
    file = har(tmp_path, story(at(TIME), "hello", selector("EVERYONE")))
    kept = tmp_path / "answers.toml"
    words = [mine, "--audience", "instagram=public", "--out", tmp_path / "r"]
    code, out, err = call(capsys, *words, "--audiences", file, "--answers", kept)
    assert code == 0 and "answers.toml" in err and "give --answers FILE too" not in out
    assert [each.seen for (each,) in read_answers(kept).seen.values()] == ["everyone"]
    assert read_answers(kept).answers == ()  # an option is of one run alone
    assert file.name not in kept.read_text("utf-8") and "hello" not in kept.read_text("utf-8")
    file.unlink()
    call(capsys, *words, "--answers", kept)
    assert '"facebook_page"' not in warned(tmp_path / "r") and public(only(run(mine, answers=kept)))[0] == "yes"


def test_asking_keeps_it(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """`--ask` saves what was seen beside the answers, `unchanged_since` among them, and also where nothing is said."""
    mine = archive(tmp_path, fb_post(TIME, "hello"))
    file = har(tmp_path, story(at(TIME), "hello", selector("FRIENDS")))
    monkeypatch.setattr("analyzer.command.ask.check_terminal", lambda: None)
    for number, said in enumerate(("2025-05-27\n", "")):
        lines = iter([*said.splitlines(keepends=True), ""])
        monkeypatch.setattr("sys.stdin.readline", lambda lines=lines: next(lines, ""), raising=False)
        out = tmp_path / f"r{number}"
        code, *_ = call(capsys, mine, "--audiences", file, "--ask", "--out", out, "--language", "en")
        kept = read_answers(out / "answers.toml")
        assert code == 0 and [each.seen for (each,) in kept.seen.values()] == ["narrower"]
        assert kept.unchanged_since == (date(2025, 5, 27) if said else None)
        assert only(run(mine, answers=out / "answers.toml")).is_public == ("no" if said else "unknown")


def test_without_a_place_to_keep_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A plain run writes no answers, and says how what matched is kept."""
    file = har(tmp_path, story(at(TIME), "hello", selector("EVERYONE")))
    code, out, _ = call(capsys, archive(tmp_path, fb_post(TIME, "hello")), "--audiences", file, "--out", tmp_path / "r")
    assert code == 0 and "--answers FILE" in out and "do not send it to" in " ".join(out.split())
    assert not list((tmp_path / "r").glob("answers*"))


def test_explain_and_page_show_the_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`explain` and the item's details on the page tell what was seen and when; redacted, no name of a file is left."""
    mine = archive(tmp_path, fb_post(TIME, "hello"))
    file = har(tmp_path, story(at(TIME), "hello", selector("EVERYONE")), story(at("2020-01-01"), "gone"))
    item = only(run(mine)).id
    _, out, _ = call(capsys, "explain", item, mine, "--audiences", file, "--language", "en")
    told = "20 January 2026: open to everyone (Facebook's own page, as you saved it)"
    assert told in " ".join(out.split())
    call(capsys, mine, "--audiences", file, "--language", "en", "--out", tmp_path / "r")
    html = (tmp_path / "r" / "report.html").read_text("utf-8")
    assert told in html and "Your files spoke of items: 1 (years: 2019)" in html
    call(capsys, mine, "--audiences", file, "--redact", "--out", tmp_path / "s")
    assert not [path for path in (tmp_path / "s").iterdir() if file.name.encode() in path.read_bytes()]


# ---------------------------------------------------------------------------------------------------------- secrets
SECRET = "Zq7SeCrEt"


def with_secrets() -> dict[str, Any]:
    """A log with a secret wherever a browser puts one, and whatever an answer may hold beside posts."""
    text = answer([story(at(TIME), "hello", selector("EVERYONE")), story(at("2020-01-01"), "gone")])
    text += "\n" + json.dumps({"data": {"viewer": {"token": f"{SECRET}body"}}, "fb_dtsg": f"{SECRET}dtsg"})
    one = entry(text, started=LATER[0])
    pairs = [{"name": "Cookie", "value": f"xs={SECRET}header"}]
    for side in ("request", "response"):
        one[side] |= {"headers": pairs, "cookies": [{"name": f"{SECRET}xs", "value": f"{SECRET}cookie"}]}
    one["request"]["postData"] = {"text": f"fb_dtsg={SECRET}post", "params": [{"name": "a", "value": f"{SECRET}param"}]}
    one["request"]["queryString"] = [{"name": "access_token", "value": f"{SECRET}query"}]
    one["request"]["url"] += f"?access_token={SECRET}address"
    one["_webSocketMessages"] = [{"type": "receive", "data": f"{SECRET}socket"}]
    one["response"]["redirectURL"] = f"https://www.facebook.com/?{SECRET}redirect"
    missing = entry(None, size=5, started=LATER[0], comment=f"{SECRET}comment")
    other = entry(f"{SECRET}elsewhere", url=f"https://{SECRET}.example/api")
    page_of = {"id": "page_1", "title": f"https://www.facebook.com/{SECRET}title"}
    found = log(one, missing, other)
    found["log"] |= {"pages": [page_of], "comment": f"{SECRET}log"}
    return found


def written(folder: Path, given: Iterable[Path]) -> bytes:
    """All that a run wrote, but for what was given to it."""
    skip = set(given)
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and path not in skip)


@pytest.mark.parametrize("how", ["whole", "cut", "verbose", "refused", "broken"])
def test_no_secret_of_a_log_gets_out(tmp_path: Path, capsys: pytest.CaptureFixture[str], how: str) -> None:
    """Neither the report, nor answers, nor the terminal hold a word of requests, headers, cookies or other answers."""
    mine = archive(tmp_path, fb_post(TIME, "hello"), name="Zoe Other" if how == "refused" else NAME)
    text = json.dumps(with_secrets(), indent=2)
    text = text[: text.index("comment") + 20] if how == "cut" else text
    text = text.replace('"entries"', "\x00", 1) if how == "broken" else text
    file = saved(tmp_path, text, "posts.har")
    words = [mine, "--audiences", file, "--out", tmp_path / "r", "--answers", tmp_path / "answers.toml"]
    code, out, err = call(capsys, *words, "--verbose", *(["--json"] if how == "verbose" else []))
    assert code == {"cut": 5, "refused": 2, "broken": 2}.get(how, 0)
    everything = written(tmp_path, [mine, file]) + out.encode() + err.encode()
    for form in (SECRET, SECRET.casefold(), base64.b64encode(SECRET.encode()).decode()[:10]):
        assert form.encode() not in everything


# ------------------------------------------------------------------------------------------------------- a whole life
POSTS = 5_000
YEARS = range(2010, 2025)


def life() -> list[tuple[str, str, str]]:
    """Time, text and true audience of 5,000 posts over 15 years: every third public, some alike, some without words."""
    found = []
    for number in range(POSTS):
        year, of_year = YEARS[number % 15], number // 15
        time = f"{year}-{1 + of_year % 12:02}-{1 + of_year // 12 % 28:02}T{of_year % 24:02}:{number % 60:02}:07"
        text = (
            ""
            if number % 50 == 0
            else f"Our walk number {number} along the canal, with two dogs, a kite and the old map"
        )
        found.append((time, text, ("EVERYONE", "FRIENDS", "SELF")[of_year % 3]))
    return found


@pytest.fixture(scope="module")
def of_a_life(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of such a life, its log of *Manage posts* in five files, and a public view of three years."""
    folder = tmp_path_factory.mktemp("life")
    told = life()
    archive(folder, *(fb_post(time, text) for time, text, _ in told))
    for start in range(0, POSTS, 1000):
        stories = [story(at(time), text, selector(state)) for time, text, state in told[start : start + 1000]]
        answers = [answer(stories[first : first + 25], streamed=3) for first in range(0, 1000, 25)]
        saved(folder, log(*(entry(each, started=LATER[0]) for each in answers)), f"{start}.har")
    seen = [text for time, text, state in told if state == "EVERYONE" and time[:4] in ("2012", "2017", "2023")]
    public_page = page(*(article(text) for text in seen if text), title=f"{NAME} | Facebook")
    saved(folder, mhtml(public_page, date="Tue, 20 Jan 2026 09:30:00 -0000"), "public.mhtml")
    saved(folder, "schema = 1\nunchanged_since = 2025-05-27\n", "answers.toml")
    return folder


def judged_life(folder: Path, out: Path, *words: object, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str]]:
    """For each post of the archive its true audience, and what the command says of it."""
    import analyzer

    code, *_ = call(capsys, folder / f"{FACEBOOK}.zip", "--out", out, "--thumbnails", 0, *words)
    assert code == 0
    items = analyzer.read_items(out / "items.csv")
    truth = {at(time): state for time, _, state in life()}
    times = [int(each.timestamp()) for each in items["created_at"]]
    return [(truth[time], said) for time, said in zip(times, items["is_public"], strict=True)]


def test_a_life_with_its_log(of_a_life: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a log of *Manage posts* and the one question answered 0.98 of 5,000 posts are decided, and none wrongly."""
    words = [word for start in range(0, POSTS, 1000) for word in ("--audiences", of_a_life / f"{start}.har")]
    answers = tmp_path / "answers.toml"
    answers.write_bytes((of_a_life / "answers.toml").read_bytes())
    found = judged_life(of_a_life, tmp_path / "r", *words, "--answers", answers, capsys=capsys)
    decided = [(state, said) for state, said in found if said != "unknown"]
    assert len(found) == POSTS and len(decided) >= 0.98 * POSTS
    assert not [pair for pair in decided if (pair[0] == "EVERYONE") != (pair[1] == "yes")]
    assert read_answers(answers).unchanged_since == date(2025, 5, 27) and len(read_answers(answers).seen) >= 4900


def test_a_life_with_its_public_view(of_a_life: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the public view of three years alone there are positives only, all of them right, and of these years all."""
    found = judged_life(of_a_life, tmp_path / "r", "--seen-public", of_a_life / "public.mhtml", capsys=capsys)
    decided = [pair for pair in found if pair[1] != "unknown"]
    shown = [text for time, text, state in life() if state == "EVERYONE" and time[:4] in ("2012", "2017", "2023")]
    assert set(decided) == {("EVERYONE", "yes")} and len(decided) == len([text for text in shown if text])
