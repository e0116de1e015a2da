"""What stands in a letter, and on what condition: numbers, grounds, minors, special categories, each policy."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest
import world
from hypothesis import example, given
from hypothesis import strategies as st
from world import FACEBOOK, POSTS, TIMELINE, fb_post, ig_post

from analyzer.errors import UsageError
from analyzer.report.letter import SENT, Letter, LetterOptions, letters
from analyzer.report.letter.blocks import as_markdown, as_text, typed
from analyzer.report.letter.texts import Words, authorities, languages, load
from analyzer.rules.analysis import Analysis

GDPR = re.compile(r"(?<!UK )(?:GDPR|DSGVO)|\bArt(?:icle|\.) ?(?:6|9|12|15|17|19|21|77)\b")
EU = ("Article 21(1)", "Article 17(1)(c)", "Article 18(1)(d)", "Article 19", "Article 15", "Article 12(3)")


def public(folder: Path, birthday: str = "1990-01-01", **options: Any) -> Analysis:
    """A public Instagram account with three posts, the first of 2016."""
    posts = [ig_post("2016-05-01T10:00:00", "one"), ig_post("2024-01-01", "two"), ig_post("2025-08-01", "three")]
    return world.judge(folder, world.instagram(birthday=birthday, country="Austria") | {POSTS: posts}, **options)


def undecided(folder: Path, **options: Any) -> Analysis:
    """A Facebook account with one post, of which nothing tells who could see it."""
    files = world.facebook(jurisdiction="GDPR") | {TIMELINE: [fb_post("2020-05-01", "hello")]}
    return world.judge(folder, files, FACEBOOK, **options)


def of(analysis: Analysis, name: str, **options: Any) -> Letter:
    """The one letter whose name ends so."""
    found = [each for each in letters(analysis, LetterOptions(**options)) if each.name.endswith(name)]
    assert len(found) == 1
    return found[0]


def flat(text: str) -> str:
    """Text without its line ends."""
    return " ".join(text.split())


def test_the_objection_holds_what_it_has_to(tmp_path: Path) -> None:
    """Form, letter and cover note; all articles; numbers and periods by kind; the address; what stays."""
    analysis = public(tmp_path)
    names = [each.name for each in letters(analysis, LetterOptions())]
    assert names == ["cover-note", "instagram-alex-form", "instagram-alex-letter"]
    text = flat(of(analysis, "-letter").text)
    assert all(article in text for article in EU)
    assert "Posts: 3 (1 May 2016 to 1 August 2025)" in text
    assert "Merrion Road" in text and "are to stay as they are" in text
    assert "before mid-2024 (number: 2)" in text
    assert "[your name]" in text and "[your postal address]" in text and "[your e-mail address]" in text


def test_no_item_public(tmp_path: Path) -> None:
    """Without a single item known to be public there are no numbers, the letter says so, and nothing is undone."""
    letter = of(undecided(tmp_path), "-letter")
    text = flat(letter.text)
    assert "This letter therefore gives no numbers" in text and "Posts:" not in text
    assert any("no single item" in warning for warning in letter.warnings)
    shown = text[text.index("What the copy") : text.index("My requests")]
    assert not re.search(r"\d", shown)
    assert not any(each.name.endswith("annex") for each in letters(undecided(tmp_path), LetterOptions(annex=True)))


def test_an_account_without_items(tmp_path: Path) -> None:
    """An account without any item has its letter all the same."""
    assert "no numbers" in of(world.judge(tmp_path, world.instagram()), "-letter").text


def test_the_persons_own_answer_is_named_as_such(tmp_path: Path) -> None:
    """What is known by an answer is not said to stand in the copy of the data."""
    text = flat(of(undecided(tmp_path, audience=("facebook=public",)), "-letter").text)
    assert "to what I know myself" in text and "Posts: 1 (1 May 2020)" in text


@pytest.mark.parametrize("language", ["en", "de"])
def test_minor_posts_alone_bring_the_paragraph_for_them(tmp_path: Path, language: str) -> None:
    """Article 17(1)(f) stands in the letter if, and only if, there is a post as a minor that may have been public."""
    article = {"en": "Article 17(1)(f)", "de": "Art. 17 Abs. 1 Buchst. f"}[language]
    assert article not in flat(of(public(tmp_path / "a"), "-letter", language=language).text)
    assert article in flat(of(public(tmp_path / "b", "2000-01-01"), "-letter", language=language).text)
    minor = {"en": "as a minor", "de": "als Minderjährige"}[language]
    assert minor not in flat(of(public(tmp_path / "c", policy="ch"), "-letter", language=language).text)
    assert minor in flat(of(public(tmp_path / "d", "2000-01-01", policy="ch"), "-letter", language=language).text)


GROUNDS = [
    "I teach.", "*a* _b_ `c` <b>d</b> [e](http://f) ![g](h) &amp; \\ ~~i~~ | $j$",
    "# a\n## b\n- c\n+ d\n1. e\n2) f\n> g",
    "a\n===\nb\n---", "```\ncode\n```", "    indented\n\ttab", "[a]: http://x\n\n[a]", "{account} %s {0}",
    "[[w]] [a][b]", "first\n\n\nsecond  \nthird\\", "<script>alert(1)</script>", "👩‍👩‍👧 می‌خواهم", "<!-- x -->", "http://a_b_c",
]  # fmt: skip


@pytest.mark.parametrize("grounds", GROUNDS)
def test_grounds_stand_as_typed(tmp_path: Path, grounds: str) -> None:
    """The person's grounds stand in letter and form word for word, and Markdown shows them so."""
    analysis = public(tmp_path)
    assert grounds in of(analysis, "-letter", grounds=grounds).text
    assert grounds in of(analysis, "-form", grounds=grounds).text
    assert as_markdown([typed(grounds)]).strip("\n") in of(analysis, "-letter", grounds=grounds).markdown
    shows_as_typed(grounds)


def shows_as_typed(grounds: str) -> None:
    """Markdown, rendered, shows a text as it was typed, but for spaces and empty lines."""
    markdown_it = pytest.importorskip("markdown_it")
    for flavour in ("commonmark", "gfm-like"):
        try:
            page = markdown_it.MarkdownIt(flavour, {"linkify": False}).render(as_markdown([typed(grounds)]))
        except ModuleNotFoundError:
            continue  # gfm-like wants another package
        assert set(re.findall(r"<(\w+)", page)) <= {"p", "br"}
        shown = html.unescape(re.sub(r"</?p>|<br ?/>", "", page))
        assert shown.split() == grounds.split()


@given(st.text(st.sampled_from("a1 \n\t\\`*_{}[]()<>#+-.!|&~$=:\"'/^@%;"), max_size=60))
@example("1\n ")
@example("-\n-\n===\n\n1)")
def test_any_grounds_show_as_typed(grounds: str) -> None:
    """Whatever is typed is shown, not obeyed."""
    shows_as_typed(grounds)


def test_what_a_terminal_would_obey_is_left_out() -> None:
    """Control characters and changes of direction go; what joins letters stays."""
    assert as_text([typed("a\x1b[31m\u202eb\x00\r\nc")]) == "a[31mb\nc\n"


@pytest.mark.parametrize("grounds", ["", " \n\t", "\x00"])
def test_absent_grounds_are_warned_of(tmp_path: Path, grounds: str) -> None:
    """Without grounds the letter has a placeholder for them, the form nothing, and a warning says why it matters."""
    letter = of(public(tmp_path), "-letter", grounds=grounds)
    assert "[your own grounds:" in letter.text
    assert any("grounds of your own" in warning for warning in letter.warnings)
    assert "grounds" not in of(public(tmp_path), "-form", grounds=grounds).text
    with_grounds = of(public(tmp_path), "-letter", grounds="I teach.")
    assert "[your own grounds" not in with_grounds.text
    assert not any("grounds of your own" in warning for warning in with_grounds.warnings)


def test_special_categories_only_item_by_item(tmp_path: Path) -> None:
    """Article 9 stands there only for items that the person confirmed, each named, none quoted, and no consent."""
    analysis = public(tmp_path)
    assert "Article 9" not in flat(of(analysis, "-letter").text)
    first = world.only(analysis, text="one")
    text = flat(of(analysis, "-letter", confirmed=(first.id.upper(),)).text)
    assert "Article 9(1)" in text and "Article 17(1)(d)" in text and "2016-05-01 10:00, post" in text
    assert "neither consent (Article 9(2)(a) GDPR), nor does it manifestly make these data public" in text
    assert "2024-01-01" not in text and " one" not in text[text.index("Special") : text.index("Naming")].replace(
        "one by one", ""
    )
    with pytest.raises(UsageError, match="no item"):
        letters(analysis, LetterOptions(confirmed=("0" * 12,)))


def test_the_annex_lists_the_public_items(tmp_path: Path) -> None:
    """With `annex` each public item stands in it, with time and kind; the letter points to it."""
    analysis = public(tmp_path)
    annex = of(analysis, "-annex", annex=True).text
    assert re.findall(r"^\d+\. .*", annex, re.MULTILINE) == [
        "1. 2016-05-01 10:00, post", "2. 2024-01-01 00:00, post", "3. 2025-08-01 00:00, post"
    ]  # fmt: skip
    assert "annex" in of(analysis, "-letter", annex=True).text and "annex" not in of(analysis, "-letter").text


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("kind", ["objection", "reminder", "complaint"])
@pytest.mark.parametrize("policy", ["uk", "ch", "br"])
def test_elsewhere(tmp_path: Path, policy: str, kind: str, language: str) -> None:
    """No article of the GDPR, no Irish address; the addressee open; marked as not reviewed; by whose law it is said."""
    analysis = public(tmp_path, "2000-01-01", policy=policy)
    confirmed = (world.only(analysis, text="one").id,)
    mark = {"en": "Not reviewed by a lawyer", "de": "Nicht anwaltlich geprüft"}[language]
    for each in letters(analysis, LetterOptions(kind, language, "x", confirmed, annex=True)):
        assert not GDPR.search(each.text) and "Merrion" not in each.text, each.name
        if not each.name.endswith(("annex", "cover-note")):
            assert mark in each.text
        if each.name.endswith(("letter", "reminder")):
            assert "[Name und Anschrift" in each.text or "[name and address" in each.text
        if each.name.endswith("-letter"):
            assert {"uk": "UK GDPR", "ch": "30", "br": "LGPD"}[policy] in each.text


@pytest.mark.parametrize("kind", ["objection", "reminder", "complaint"])
@pytest.mark.parametrize("policy", ["eu", "uk", "ch", "br"])
def test_no_heading_without_text(tmp_path: Path, policy: str, kind: str) -> None:
    """Under each heading stands something: that of the special categories is not in a letter that names none."""
    analysis = public(tmp_path, policy=policy)
    confirmed = (world.only(analysis, text="one").id,)
    for each in letters(analysis, LetterOptions(kind, "en", "", confirmed, annex=True)):
        styles = [block.style for block in each.blocks]
        for before, after in zip(styles, [*styles[1:], "heading"], strict=True):
            assert (before, after) != ("heading", "heading"), each.name
        if each.name.endswith("-letter"):
            assert ("Special categories of personal data" in each.text) is (policy == "eu")


def test_the_rest_of_the_world(tmp_path: Path) -> None:
    """No objection exists: the requests about third-party information, which say that they reach nothing else."""
    analysis = public(tmp_path, policy="row")
    note, form = letters(analysis, LetterOptions(grounds="x"))
    assert (note.name, form.name) == ("cover-note", "third-party-information-form")
    assert "third parties only" in flat(form.text) and "that only" in flat(note.text)
    assert "1266025207620918" in note.text and not GDPR.search(note.text + form.text)
    for kind in ("reminder", "complaint"):
        assert [each.name for each in letters(analysis, LetterOptions(kind))] == ["cover-note"]


def test_both_readings_stand_in_the_cover_note_alone(tmp_path: Path) -> None:
    """The note has both readings of a late objection, unless all objections were in time; the letter concedes none."""
    late = letters(public(tmp_path / "a"), LetterOptions())
    assert "Reading 1" in late[0].text and "Reading 2" in late[0].text
    assert not any("eading" in each.text or "late" in each.text.split() for each in late[1:])
    in_time = letters(public(tmp_path / "b", objected_on=("2025-05-01",)), LetterOptions())
    assert "Reading" not in in_time[0].text and "1 May 2025" in flat(in_time[2].text)
    early = letters(public(tmp_path / "c", objected_on=("2024-07-01",)), LetterOptions())
    assert any("disputed whether" in warning for warning in early[2].warnings)


def test_the_reminder(tmp_path: Path) -> None:
    """It names the objection's day and two weeks; before the month is over it does not say so, and warns."""
    text = flat(of(public(tmp_path / "a", objected_on=("2025-12-01",)), "-reminder", kind="reminder").text)
    assert "On 1 December 2025 I objected" in text and "is over" in text and "by 15 March 2026" in text
    early = of(public(tmp_path / "b", objected_on=("2026-02-20",)), "-reminder", kind="reminder")
    assert "is over" not in flat(early.text) and any("20 March 2026" in warning for warning in early.warnings)
    assert "[date of your objection]" in flat(of(public(tmp_path / "c"), "-reminder", kind="reminder").text)
    complaint = of(public(tmp_path / "d", objected_on=("2026-02-20",)), "-complaint", kind="complaint")
    assert any("20 March 2026" in warning and "complaint" in warning for warning in complaint.warnings)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("policy", ["eu", "uk"])
def test_only_what_was_asked_for_is_claimed(tmp_path: Path, policy: str, language: str) -> None:
    """By what was sent, a reminder and a complaint claim access, erasure or nothing; not said, the text asks."""
    analysis = public(tmp_path, policy=policy)
    said = dict.fromkeys(SENT, "")
    for kind in ("reminder", "complaint"):
        for sent in ("", *SENT):
            written = letters(analysis, LetterOptions(kind, language=language, sent=sent))
            said[sent] = flat(next(each for each in written if each.what == kind).text)
            texts = load(language)["text"]
            end = "eu" if policy == "eu" else "plain"
            assert (texts["asked_check"] in said[sent]) is (sent == "")
            assert (flat(texts[f"asked_letter_{end}"]) in said[sent]) is (sent in ("", "letter"))
            assert (flat(texts[f"asked_form_{end}"]) in said[sent]) is (sent == "form")
            note = flat(written[0].text)
            assert (flat(Words(language, policy).unfilled("note_sent")) in note) is (sent == "")
            if kind == "complaint" and policy == "eu":
                assert flat(texts[f"articles_{sent or 'check'}"]) in said[sent]
        assert len({*said.values()}) == 4
    with pytest.raises(UsageError, match="--sent pigeon"):
        letters(analysis, LetterOptions("reminder", sent="pigeon"))


def test_the_complaint_goes_to_the_authority(tmp_path: Path) -> None:
    """By the country on record, or as asked for; where it is open, all stand in the cover note."""
    analysis = public(tmp_path / "a")
    assert "dsb.gv.at" in flat(of(analysis, "-complaint", kind="complaint").text)
    assert "ldi.nrw.de" in flat(of(analysis, "-complaint", kind="complaint", authority="de-nw").text)
    assert "Nordrhein" not in of(analysis, "cover-note", kind="complaint").text
    open_ = undecided(tmp_path / "b")
    assert "[name and address of your data protection authority]" in flat(
        of(open_, "-complaint", kind="complaint").text
    )
    note = of(open_, "cover-note", kind="complaint").text
    assert all(each.website in note for each in authorities() if each.policy == "eu")
    with pytest.raises(UsageError, match="policy eu"):
        letters(open_, LetterOptions("complaint", authority="CH"))


def test_no_letter_says_that_anything_was_used(tmp_path: Path) -> None:
    """Letters ask whether content was used; they do not claim it."""
    for kind in ("objection", "reminder", "complaint"):
        for each in letters(public(tmp_path / kind), LetterOptions(kind, annex=True)):
            for sentence in re.split(r"(?<=[.?])\s", flat(each.text)):
                if re.search(r"\bused\b", sentence) and not each.name.startswith("cover"):
                    assert re.search(r"whether|could not|do not claim", sentence), sentence


def test_one_letter_for_each_account(tmp_path: Path) -> None:
    """Instagram and Threads have a letter and a form of their own; Threads goes by the Privacy Center."""
    files = world.instagram() | world.threads_account(False) | world.threads(world.thread("hi"))
    written = letters(world.judge(tmp_path, files), LetterOptions())
    assert [each.name for each in written[1:]] == [
        "instagram-alex-form", "instagram-alex-letter", "threads-alex-form", "threads-alex-letter"
    ]  # fmt: skip
    assert "https://help.meta.com/support/privacy/" in written[0].text


def test_a_name_with_markup_stays_a_name(tmp_path: Path) -> None:
    """An account's name becomes no link and no line of its own."""
    files = world.instagram(username="[x](http://evil)\n# y")
    letter = of(world.judge(tmp_path, files), "-letter")
    assert "[x](" not in letter.markdown and "\n# y" not in letter.markdown


def test_items_that_may_be_special_are_counted_not_named(tmp_path: Path) -> None:
    """What may fall under Article 9 is a warning to the person; the letter names nothing unconfirmed."""
    analysis = public(tmp_path)
    world.only(analysis, text="one").reveals = ["special_category"]
    letter = of(analysis, "-letter")
    assert any("(number: 1) may fall under Article 9" in warning for warning in letter.warnings)
    assert "Article 9" not in flat(letter.text)
    confirmed = of(analysis, "-letter", confirmed=(world.only(analysis, text="one").id,))
    assert not any("Article 9" in warning for warning in confirmed.warnings)


def test_a_confirmed_item_that_was_not_public_is_warned_of(tmp_path: Path) -> None:
    """To name what nobody could see gives away more than it protects."""
    analysis = undecided(tmp_path, audience=("facebook=not_public",))
    item = world.only(analysis, text="hello")
    assert any("was not public" in warning for warning in of(analysis, "-letter", confirmed=(item.id,)).warnings)


def test_a_minor_and_a_page_are_warned_of(tmp_path: Path) -> None:
    """A minor learns that public content is said not to be used yet; who has a Page, that the form may not work."""
    minor = of(public(tmp_path / "a", "2012-01-01"), "-letter")
    assert any("under 18" in warning for warning in minor.warnings)
    page = {
        world.PAGE_PROFILE: {"profile_v2": {"name": {"full_name": "Tea"}}},
        world.PAGE_POSTS: [fb_post("2020-01-01", "x")],
    }
    analysis = world.judge(tmp_path / "b", page, FACEBOOK)
    assert analysis.accounts[0].is_page
    assert any("Page" in warning for warning in of(analysis, "-letter").warnings)


def test_an_assumed_policy_is_said(tmp_path: Path) -> None:
    """Where no country is on record the note says by whose law the letter is written."""
    assert "No country is recorded" in letters(world.judge(tmp_path, world.instagram()), LetterOptions())[0].text


def test_every_letter_renders_as_markdown_without_surprise(tmp_path: Path) -> None:
    """Only what we mean becomes markup: titles, headings, paragraphs, line breaks, lists."""
    markdown_it = pytest.importorskip("markdown_it")
    for kind in ("objection", "complaint"):
        for language in ("en", "de"):
            for each in letters(public(tmp_path / kind / language), LetterOptions(kind, language, annex=True)):
                page = markdown_it.MarkdownIt("commonmark").render(each.markdown)
                assert set(re.findall(r"<(\w+)", page)) <= {"p", "br", "h1", "h2", "ul", "ol", "li"}, each.name


def test_what_the_person_fills_in_leaves_no_gap(tmp_path: Path) -> None:
    """Name, lines of the address and e-mail, as typed: markup, right-to-left and 4,000 characters among them."""
    said = {"name": "<b>Alex</b> \u05d3", "address": "y" * 4000 + "\n\n1000 AB *Utrecht*", "email": "alex@example.org"}
    found = letters(public(tmp_path), LetterOptions(grounds="Mine.", **said))
    letter = next(each for each in found if each.what == "letter")
    assert said["name"] in letter.text and "alex@example.org" in letter.text
    assert "y" * 4000 in "".join(letter.text.split()) and "1000 AB *Utrecht*" in letter.text
    assert "[your" not in letter.text and "[name" not in letter.text
    assert "<b>" not in letter.markdown
