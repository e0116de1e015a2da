"""Archives in a language that nobody has seen: nothing is wrong, only more is unknown.

The generator's English archives are written with invented words in place of Meta's own: labels, headings, sentences,
albums. What the person wrote, names, times and enumerated values stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import pairwise
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from analyzer.advice.warnings import warnings
from analyzer.reading.html import notes
from analyzer.reading.labels import album, meaning
from analyzer.report.tables import iso
from analyzer.rules.analysis import Analysis, Options
from analyzer.rules.decision import Judged
from analyzer.run import analyze
from tools.samples import Variant, containers, variants
from tools.samples.expected import TODAY
from tools.samples.html import words as html_words
from tools.samples.person import phrases

VARIANTS = [variant for variant in variants() if variant.language == "en"]
INSTAGRAM = [variant for variant in VARIANTS if variant.platform == "instagram"]
_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"
_NEXT = dict(pairwise(_VOWELS + "a")) | dict(zip(_CONSONANTS, _CONSONANTS[8:] + _CONSONANTS[:8], strict=True))
_CIPHER = str.maketrans(_NEXT | {letter.upper(): other.upper() for letter, other in _NEXT.items()})
_TABLES: dict[str, dict[str, str]] = {
    "labels": phrases.LABELS["en"], "profile": phrases.PROFILE["en"], "sentences": phrases.SENTENCES["en"],
    "albums": phrases.ALBUMS["en"], "words": html_words.WORDS["en"], "headings": html_words.TITLES["en"],
}  # fmt: skip
_NOT_METAS = {("labels", "friends"), ("albums", "named")}  # the value of a setting, an album of the person's own
_FIXED = ("Comment", "Media Owner", "Time", "Author", "Email", "Bio", "Switched to Private", "Switched to Public")
_FOOTER = re.compile(r"https://www\.facebook\.com/dyi/l/")  # of a page: as good a link to the item as another
#: Kinds that only words tell, and what they are without them: photos of special albums, comments among posts.
_PLAINER = {("profile_photo", "photo"), ("profile_photo", "post"), ("cover_photo", "photo"), ("comment", "post")}

by_variant = pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
by_instagram = pytest.mark.parametrize("variant", INSTAGRAM, ids=lambda variant: variant.name)


def invented(words: str) -> str:
    """`words` in the language that nobody has seen; what stands in braces stays."""
    return "".join(
        piece if piece.startswith("{") else piece.translate(_CIPHER) for piece in re.split(r"(\{\w*\})", words)
    )


@contextmanager
def unknown_words() -> Iterator[None]:
    """The generator's own words of English, invented."""
    with pytest.MonkeyPatch.context() as patch:
        for name, table in _TABLES.items():
            for key, words in list(table.items()):
                if (name, key) not in _NOT_METAS:
                    patch.setitem(table, key, invented(words))
        patch.setitem(phrases._HIS, "en", tuple(map(invented, phrases._HIS["en"])))
        yield


def files(variant: Variant) -> dict[str, bytes]:
    """The archive in the unknown language. A few words are in the generator's code, and so replaced afterwards."""
    with unknown_words():
        built = variant.build()[0]
    made = {}
    for path, raw in built.items():
        for words in _FIXED if path.endswith((".json", ".html", ".htm")) else ():
            for before, after in (('"', '"'), (">", "<")):
                raw = raw.replace(f"{before}{words}{after}".encode(), f"{before}{invented(words)}{after}".encode())
        made[path] = raw
    return made


@cache
def analysed(variant: Variant, *, known: bool) -> Analysis:
    """What is made of an archive, in English or in the unknown language."""
    with TemporaryDirectory() as folder:
        stem = Path(folder) / f"{variant.stem}-Ab3dE5gH"
        content = variant.build()[0] if known else files(variant)
        return analyze([containers.write_folder(stem, content)], Options(policy="eu", today=TODAY))


def shown(judged: Judged) -> tuple[Any, ...]:
    """What tells which item this is, but for its text."""
    item = judged.item
    return (
        item.platform,
        iso(item.created) if item.created is not None else "",
        sorted(PurePosixPath(medium.path).name for medium in item.media),
    )


def pairs(variant: Variant) -> tuple[list[tuple[Judged, Judged]], list[Judged], list[Judged]]:
    """Each item of the known archive with the same of the unknown, by its text, else without one; what is lost, added.

    Of several that look the same, one of the same kind comes first.
    """
    left = list(analysed(variant, known=False).judged)
    found: list[tuple[Judged, Judged]] = []
    rest = list(analysed(variant, known=True).judged)
    for with_text in (True, False):
        for one in list(rest):
            same = [each for each in left if each.item.text == one.item.text * with_text and shown(each) == shown(one)]
            same.sort(key=lambda each, one=one: each.item.kind != one.item.kind)  # type: ignore[misc]
            if same:
                found.append((one, same[0]))
                left.remove(same[0])
                rest.remove(one)
    return found, rest, left


def unknown_labels(variant: Variant) -> set[str]:
    """The labels that the run in the unknown language reports."""
    exports = analysed(variant, known=False).collection.exports
    return set().union(*(export.facts.unknown_labels for export in exports))


def test_nobody_knows_the_language() -> None:
    """No label, album or sentence at the head of a page means anything once it is invented."""
    for name, table in _TABLES.items():
        for key, words in table.items():
            if len(re.sub(r"\{\w*\}", "", words)) > 4 and (name, key) not in _NOT_METAS:
                said = invented(words)
                assert said != words
                assert not meaning(said.rstrip(" :").removesuffix(": {}")), words
                assert not album(said), words
                assert notes.told((re.sub(r"\{\w*\}", "May 1, 2020", said),)) == ("", "", "", ""), words
    assert not any(meaning(invented(words)) for words in _FIXED)


@by_variant
def test_every_item_is_found_once_and_no_text_is_wrong(variant: Variant) -> None:
    """Each item of the English archive, exactly once, with its text or with none.

    Who the person is, the head of each page of Facebook's tells, and the sentences over the cards: so prompts are
    told from answers, and what others did in a group from the person's own. Which of the profile's values is the bio,
    only a label tells: without it one record is counted as not told, and the labels are reported.
    """
    analysis = analysed(variant, known=False)
    assert not analysis.collection.problems
    found, lost, added = pairs(variant)
    pages = variant.platform == "facebook" and variant.format == "html"
    assert [one.item.kind for one in lost] in ([], ["bio"] * pages)
    untold = sum(row.skipped.get("label_not_known", 0) for row in analysis.collection.files)
    assert len(lost) <= untold <= pages
    assert bool(untold) <= bool(unknown_labels(variant))
    assert not added
    assert not any(row.skipped.get("author_not_known") for row in analysis.collection.files)
    for one, other in found:
        assert other.item.text in (one.item.text, "")
        if one.item.text and not other.item.text:
            assert unknown_labels(variant)


@by_variant
def test_nothing_is_said_of_an_item_that_english_does_not_say(variant: Variant) -> None:
    """Place, people, links, audience's place: as in English, or empty. A draft may be called one that may be."""
    for one, other in pairs(variant)[0]:
        was, now = one.item, other.item
        assert now.kind == was.kind or (was.kind, now.kind) in _PLAINER, (was, now)
        assert now.state == was.state or (was.state, now.mark) == ("draft", "may_be_draft")
        assert now.venue in (was.venue, "unknown"), (was, now)
        assert now.venue_name in (was.venue_name, ""), (was, now)
        assert now.place in (was.place, "")
        assert set(now.people) <= set(was.people)
        assert now.url in (was.url, "")
        assert now.permalink in (was.permalink, "") or _FOOTER.match(now.permalink), (was, now)


@by_variant
def test_no_verdict_is_wrong(variant: Variant) -> None:
    """What is decided is decided as in English; all else is undetermined."""
    for one, other in pairs(variant)[0]:
        assert other.verdict in (one.verdict, "undetermined"), (one, other)
        assert other.is_public in (one.is_public, "unknown"), (one, other)
        assert other.is_adult in (one.is_adult, "unknown")
        assert other.is_before_deadline in (one.is_before_deadline, "unknown")
        assert other.posted_as_minor in (one.posted_as_minor, "unknown")


@by_instagram
def test_instagram_tells_who_it_is_by_order(variant: Variant) -> None:
    """Private flag, birthday and username stand where they always stand, whatever their labels."""
    known, unknown = analysed(variant, known=True).accounts, analysed(variant, known=False).accounts
    assert [account.platform for account in unknown] == [account.platform for account in known]
    for one, other in zip(known, unknown, strict=True):
        assert other.name == one.name
    facts = [
        export.facts.accounts["instagram"]
        for known in (True, False)
        for export in analysed(variant, known=known).collection.exports
    ]
    assert facts[0].username
    assert facts[0].birthday
    assert facts[0].private is not None
    assert [(each.username, each.birthday, each.private) for each in facts[1:]] == [
        (facts[0].username, facts[0].birthday, facts[0].private)
    ]


@by_variant
def test_labels_are_reported_and_values_are_not(variant: Variant) -> None:
    """A warning lists what was not recognised: words of the unknown language and nothing else."""
    invented_words = {
        invented(words).rstrip(":").removesuffix(": {}")
        for table in _TABLES.values()
        for words in (*table.values(), *_FIXED)
    }
    assert unknown_labels(variant) <= invented_words
    told = [each["text"] for each in warnings(analysed(variant, known=False)) if each["id"] == "unknown_labels"]
    assert bool(told) == bool(unknown_labels(variant))
    someone = variant.person
    values = {someone.name, someone.city, someone.zone, someone.friend, "someone@example.org", *someone.groups}
    values |= {account.username for account in someone.accounts.values()}
    values |= {str(someone.birthday), someone.previous_name}
    for judged in analysed(variant, known=True).judged:
        item = judged.item
        values |= {item.text, item.place, item.venue_name, item.url, item.permalink, *item.people}
    assert not [value for value in values if value and any(value in text for text in told)]
