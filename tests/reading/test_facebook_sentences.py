"""What a sentence that nobody knows may hide, and the form by which all posts that say it are asked about at once."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analyzer.model import ExportFacts, Item
from analyzer.reading.facebook import posts
from analyzer.reading.facebook.possible_names import (
    capital_words,
    caseless,
    could_name,
    like_a_name,
    tells_place,
    without,
)
from analyzer.reading.facebook.sentences import common_name, covers, form, framed, settle
from analyzer.reading.facebook.titles import destination
from analyzer.reading.labels import languages

ALEX = ("Alex Doe",)
PLACES = ("group", "other_profile", "event", "page")


def texts(*kinds: str) -> list[str]:
    """The texts of these sections in all languages."""
    return [
        each["text"] for file in languages().values() for kind in kinds for each in file["titles"].get(kind, [])
    ]  # fmt: skip


def written(text: str, name: str, thing: str = "zzwq") -> str:
    """A sentence made of a pattern."""
    others = dict.fromkeys(("deed", "rest", "words"), "zzwq")
    return text.format(author="Alex Doe", name=name, thing=thing, number="3", **others)


def known(title: str) -> Item:
    """The post with this title in the archive of Alex Doe."""
    facts = ExportFacts()
    facts.account("facebook").names.add("Alex Doe")
    item = posts.post({"timestamp": 1, "title": title, "data": [{"post": "words"}]}, facts)
    assert isinstance(item, Item)
    return item


names = st.text(min_size=1, max_size=30).filter(lambda name: name.strip() and "Alex Doe" not in name)
capital_names = st.lists(
    st.from_regex(r"[A-ZÄÖÜŁŠЖШ][a-zäöüłšжш]{2,9}", fullmatch=True), min_size=1, max_size=3
).map(" ".join)  # fmt: skip
nonsense = st.lists(st.from_regex(r"[xqzjk]{3,8}", fullmatch=True), min_size=1, max_size=5).map(" ".join)


@given(st.sampled_from(texts(*PLACES)), names)
def test_a_known_place_is_never_ones_own_profile(text: str, name: str) -> None:
    """Whatever the group, the person, the event or the Page is called, in any language."""
    assert destination(written(text, name), ALEX)[0] != "own_profile"


@given(
    nonsense,
    capital_names | st.sampled_from(["西洋棋社", "체스", "หมากรุก", "שחמט", "شطرنج", "शतरंज", "ჭადრაკი"]),
    nonsense,
)
def test_an_unknown_sentence_with_a_name_is_unknown(before: str, name: str, behind: str) -> None:
    """A capital beside the own name, or a letter of a script without capitals, may be of another place."""
    for title in (f"Alex Doe {before} {name}.", f"Alex Doe {before} {name} {behind}.", f"{before} Alex Doe {name}"):
        assert destination(title, ALEX) == ("unknown", ""), title


@given(nonsense)
def test_an_unknown_sentence_without_a_name_is_of_the_own_profile(words: str) -> None:
    """Unless somebody is tagged, who may be the one on whose profile it stands."""
    assert destination(f"Alex Doe {words}.", ALEX) == ("own_profile", "")
    assert destination(f"Alex Doe {words}.", ALEX, tagged=True) == ("unknown", "")


@given(st.sampled_from([text for text in texts("own") if not text.endswith(("{rest}", "{words}"))]), capital_names)
def test_what_follows_a_known_sentence_is_looked_at(text: str, name: str) -> None:
    """A known beginning clears no place behind it: "shared a link in Chess" is no sentence of the own profile."""
    title = written(text, "Kim").rstrip(".") + f" qzx {name}"
    rests = [each.removesuffix(" {rest}") for each in texts("own", "no_post") if each.endswith("{rest}")]
    assume(not any(title.startswith(written(each, "Kim")) for each in rests))
    assume(not set(name.casefold().split()) & capital_words())
    assert destination(title, ALEX)[0] != "own_profile", title


@given(st.sampled_from(texts(*PLACES, "own")), names)
def test_a_form_never_has_the_own_name(text: str, name: str) -> None:
    """Nor a brace that would stand for another."""
    found = form(written(text, name), ALEX)
    assert "Alex Doe" not in found
    assert not re.search(r"\{(?!name\}|number\})", found)


@given(nonsense, capital_names, capital_names)
def test_a_form_is_the_same_for_all_names(words: str, name: str, other: str) -> None:
    """And holds none of them; numbers are one too."""
    assume(not set(f"{name} {other}".casefold().split()) & capital_words())
    assume(not tells_place(name) and not tells_place(other))
    title = f"Alex Doe {words} {{}} {words} {{}}."
    assert form(title.format(name, 2), ALEX) == form(title.format(other, 31), ALEX) == form(title.format(name, 2), ALEX)
    assert form(title.format(name, 2), ALEX) == f"{{name}} {words} {{name}} {words} {{number}}"


@pytest.mark.parametrize(
    ("title", "owners", "expected"),
    [
        ("林小美在動態時報上發佈了貼文。", ("林小美",), "{name}在動態時報上發佈了貼文"),
        ("Alex Doe e shkroi në kronologjinë e Sam Roe.", ALEX, "{name} e shkroi në kronologjinë e {name}"),
        ("Alex Doe xarol Sam Roe's lupa.", ALEX, "{name} xarol {name}'s lupa"),
        ("Alex Doe xarol with Sam, Kim and Lee de Roe.", ALEX, "{name} xarol with {name}"),
        ("Alex Doe hat einen Link xarol in Schach.", ALEX, "{name} hat einen Link xarol in {name}"),
        ("Nagbahagi si Alex Doe ng link sa Chess.", ALEX, "Nagbahagi si {name} ng link sa {name}"),
        ("Alex Doe xarol 1,204 lupa", ALEX, "{name} xarol {number} lupa"),
        ("Alex Doe xarol Alex Doering", ALEX, "{name} xarol {name}"),
        ("Sam Roe xarol lupa", ALEX, "{name} xarol lupa"),
        ("Xarol lupa Sam", ALEX, "Xarol lupa {name}"),
        ("林小美在Kim Lee的相簿上", ("林小美",), "{name}在{name}的相簿上"),
    ],
)
def test_forms_of_sentences(title: str, owners: tuple[str, ...], expected: str) -> None:
    """Names are cut out, the verb at the beginning of a sentence and a noun with a capital are not."""
    assert form(title, owners) == expected


def test_a_tagged_name_is_cut_out_in_any_script() -> None:
    """Whom the archive tags, it names."""
    assert form("林小美與王大明在公園。", ("林小美",), ("王大明",)) == "{name}與{name}在公園"


def test_a_long_sentence_has_a_short_form() -> None:
    """What is asked can be read."""
    assert len(form("Alex Doe " + "xarol " * 400, ALEX)) <= 200


FRAME = "林小美在{}發佈了相簿。"


def test_many_sentences_show_the_frame_around_a_name() -> None:
    """In a script without capitals: three names in one frame are names."""
    forms = [form(FRAME.format(name), ("林小美",)) for name in ("西洋棋社", "讀書會", "登山隊")]
    assert set(framed(Counter(forms)).values()) == {"{name}在{name}發佈了相簿"}
    assert not framed(Counter(forms[:2]))


@pytest.mark.parametrize(
    "other", ["王大明的動態時報上", "讀書會的牆上", "一個名字很長很長很長很長很長很長很長很長的地方"]
)
def test_a_sentence_that_means_something_else_stays_out_of_the_frame(other: str) -> None:
    """One with a word that tells of a place, one that goes on behind a name, one too long for a name."""
    forms = [form(FRAME.format(name), ("林小美",)) for name in ("西洋棋社", "讀書會", "登山隊", other)]
    assert form(FRAME.format(other), ("林小美",)) not in framed(Counter(forms))


def test_a_frame_that_fits_a_known_sentence_is_none() -> None:
    """Then what stands in the middle is not a name alone."""
    forms = [form(FRAME.format(name), ("林小美",)) for name in ("西洋棋社", "讀書會", "登山隊")]
    assert not framed(Counter(forms), ["{name}在家發佈了相簿"])


def test_verbs_and_objects_alone_make_no_frame() -> None:
    """What was shared differs, and no name: there is nothing behind it."""
    assert not framed(Counter(f"{{name}}分享了{thing}" for thing in ("相簿一", "舊照", "歌曲", "連署")))


def test_an_answer_covers_its_form() -> None:
    """The same, and one whose names were not told; never one that tells of another place."""
    assert covers("{name} xarol {name}", "{name} xarol {name}")
    assert not covers("{name} xarol {name}", "{name} xarol lupa")
    assert covers("{name}在{name}發佈了相簿", "{name}在讀書會發佈了相簿")
    assert not covers("{name}在{name}發佈了相簿", "{name}在王大明的動態時報上發佈了相簿")


@pytest.mark.parametrize(
    ("titles", "name"),
    [
        (["Nora Holm was at Cafe Mira.", "Nora Holm updated her status."], "Nora Holm"),
        (["Nora Holm", "Nora Holm xarol lupa.", "Nora Holm Xarol"], "Nora Holm"),
        (["Nora Holm was at Cafe Mira.", "Nora Holm was at Cafe Mira."], ""),
        (["Nora Holm xarol.", "Jo Aker xarol lupa."], ""),
        (["林小美分享了 1 則貼文。", "林小美更新了近況。", "林小美新增了 1 張相片。"], "林小美"),
        (["홍길동님이 링크를 공유했습니다.", "홍길동님이 게시물을 공유했습니다."], "홍길동"),
        ([], ""),
    ],
)
def test_the_own_name_is_the_common_beginning(titles: list[str], name: str) -> None:
    """Of at least two sentences that differ."""
    assert common_name(titles) == name


def post(title: str) -> Item:
    """A post out of an archive without a profile."""
    item = posts.post({"timestamp": 1, "title": title, "data": [{"post": title}]}, ExportFacts())
    assert isinstance(item, Item)
    return item


def test_without_a_profile_the_sentences_tell_whose_they_are() -> None:
    """Then short sentences count too; what stays unknown has a form without the name."""
    items = [post(title) for title in ("Nora Holm was at Cafe Mira.", "Nora Holm xarol edu Chess.", "Nora Holm xarol.")]
    assert items[0].venue == "unknown"
    settle(items, [ExportFacts()])
    assert [(item.venue, item.sentence) for item in items] == [
        ("own_profile", ""), ("unknown", "{name} xarol edu {name}"), ("own_profile", ""),
    ]  # fmt: skip


def test_every_unknown_place_of_an_own_timeline_has_its_sentence() -> None:
    """And only these: what is known is not asked about."""
    for title in ("Alex Doe xarol edu Chess.", "Sam Roe", "Alex Doe " + "Xarol " * 200):
        assert known(title).venue == "unknown"
        assert known(title).sentence
    for title in ("", "Alex Doe shared a link.", "Alex Doe wrote on Sam Roe's Timeline."):
        assert known(title).venue != "unknown"
        assert not known(title).sentence


def test_an_entry_for_a_group_tells_where_a_record_stands() -> None:
    """In the records of labels and values, beside a sentence that does not tell."""
    label = {"title": "Group", "dict": [{"label": "Name", "value": "Chess"}]}
    record = {
        "timestamp": 1,
        "title": "Alex Doe xarol Lupa",
        "label_values": [{"label": "Message", "value": "x"}, label],
    }
    item = posts.post(record, ExportFacts())
    assert isinstance(item, Item)
    assert (item.venue, item.venue_name, item.sentence) == ("group", "Chess", "")


def test_a_group_has_one_spelling() -> None:
    """Sentences end in a full stop, and so may names: where a comment prints it, it belongs to the name."""

    def in_group(kind: str, name: str, title: str) -> Item:
        return Item("facebook", kind, venue="group", venue_name=name, title=title)  # type: ignore[arg-type]

    comment = in_group("comment", "Cinema Nord.", "Alex Doe commented on Sam Roe's post.")
    bare = in_group("comment", "Chess", "Alex Doe commented on Sam Roe's post.")
    posts = [in_group("post", name, f"Alex Doe posted in {name}.") for name in ("Cinema Nord", "Chess", "Lupa")]
    settle([comment, bare, *posts], [ExportFacts()])
    assert [item.venue_name for item in posts] == ["Cinema Nord.", "Chess", "Lupa"]


@pytest.mark.parametrize("text", ["1 ª", "n.º", "№", "Ω", "ა"])
def test_what_is_a_letter_of_a_name(text: str) -> None:
    """Ordinals are none; Georgian has capitals that nobody writes names with."""
    assert could_name(text) == (text in ("Ω", "ა"))
    assert caseless(text) == (text == "ა")


def test_a_name_is_not_cut_out_of_a_longer_one() -> None:
    """Samantha's timeline is not Sam's, and "antha" is a name."""
    assert without("Samantha and Sam", ("Sam",)) == "Samantha and "
    assert destination("Sam qzx Samantha.", ("Sam",)) == ("unknown", "")
    assert like_a_name("Lee de la Roe") and not like_a_name("Lee in Roe")
