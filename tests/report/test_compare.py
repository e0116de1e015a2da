"""Two archives of an invented person: what became of each item, and that absence is not taken for deletion."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import world
from world import INSTAGRAM, POSTS, ig_post

from analyzer.advice import steps
from analyzer.errors import UsageError
from analyzer.report.compare import HIDDEN, OUTCOMES, Comparison, Row, compare
from analyzer.report.compare.words import lines, summary
from analyzer.rules.analysis import Analysis, Options
from analyzer.run import analyze
from tools.samples import (
    containers,
    with_account,
    write_facebook,
    write_facebook_html,
    write_instagram,
    write_instagram_html,
)
from tools.samples.model import Person, Thing, utc
from tools.samples.person.person import person

FIRST, SECOND = date(2026, 3, 14), date(2026, 6, 20)
TODAY = date(2026, 7, 1)
SWITCHED = utc("2026-05-02 10:00:00")


def export(folder: Path, someone: Person, made: date, platforms: str = "fi", **options: object) -> Analysis:
    """The analysis of the person's archives made on a day: of Facebook (f), Instagram (i), or both."""
    name = f"alex.doe-{made}-Ab3dE5gH"
    if "f" in platforms:
        files = write_facebook(someone, made=made)
        containers.write_zip(folder / f"{made}" / f"facebook-{name}.zip", files)
    if "i" in platforms:
        files = write_instagram(someone, made=made)
        containers.write_zip(folder / f"{made}" / f"instagram-{name}.zip", files)
    return analyze([folder / f"{made}"], Options(today=TODAY, **options))  # type: ignore[arg-type]


def without(someone: Person, *slugs: str, platform: str = "") -> Person:
    """The person after deleting things."""
    kept = (t for t in someone.things if t.slug not in slugs or (platform and t.platform != platform))
    return replace(someone, things=tuple(kept))


def changed(someone: Person, slug: str, platform: str, **facts: object) -> Person:
    """The person with other facts about one thing."""

    def change(thing: Thing) -> Thing:
        wanted = thing.slug == slug and thing.platform == platform
        return replace(thing, **facts) if wanted else thing  # type: ignore[arg-type]

    return replace(someone, things=tuple(map(change, someone.things)))


def private(someone: Person) -> Person:
    """The person with a private Instagram account and a private Threads profile."""
    switches = (*someone.accounts["instagram"].switches, (SWITCHED, True))
    someone = with_account(someone, "instagram", private=True, switches=switches)
    return with_account(someone, "threads", private=True)


def rows(comparison: Comparison, text: str = "", kind: str = "", platform: str = "") -> list[Row]:
    """The rows of a text, kind and platform."""
    return [
        row
        for row in comparison.rows
        if (not text or row.item.text == text)
        and (not kind or row.item.kind == kind)
        and (not platform or row.item.platform == platform)
    ]


def only(comparison: Comparison, text: str, platform: str = "") -> Row:
    """The one row of a text."""
    (found,) = rows(comparison, text, platform=platform)
    return found


def outcomes(found: Iterable[Row]) -> set[str]:
    """The outcomes of rows."""
    return {row.outcome for row in found}


def whys(comparison: Comparison) -> set[str]:
    """Why absence says nothing, over all items."""
    return {row.why for row in comparison.rows if row.outcome == "cannot_be_told" and row.after is None}


def ids(comparison: Comparison) -> set[str]:
    """The ids of the warnings."""
    return {warning["id"] for warning in comparison.warnings}


@pytest.fixture
def cleaned(tmp_path: Path) -> Comparison:
    """Before, and after: things deleted, archived, thrown away, the accounts private, one thing new."""
    someone = person("en")
    before = export(tmp_path, someone, FIRST)
    later = without(private(someone), "comment", "ig_carousel", "status", "ig_comment")
    later = changed(later, "link", "facebook", state="archived", files=("archive",))
    later = changed(later, "life_event", "facebook", state="trashed", files=("trash",), life_event="")
    later = changed(later, "ig_post", "instagram", state="archived", files=("archived", "all_posts"))
    status = next(thing for thing in someone.things if thing.slug == "status")
    fresh = replace(status, slug="fresh", text="Brand new", created=utc("2026-05-01 10:00:00"))
    later = replace(later, things=(*later.things, fresh))
    return compare(before, export(tmp_path, later, SECOND))


def test_every_outcome(cleaned: Comparison) -> None:
    """Gone, archived, in the trash, no longer public, not public before either, still public, not told, new."""
    by_slug = {thing.slug: thing for thing in person("en").things}
    for slug in ("comment", "ig_carousel", "status", "ig_comment"):
        row = only(cleaned, by_slug[slug].text, by_slug[slug].platform)
        assert (row.outcome, row.why, row.after) == ("gone", "absent", None), slug
    for slug, state in (("link", "archived"), ("life_event", "trashed"), ("ig_post", "archived")):
        row = only(cleaned, by_slug[slug].text, by_slug[slug].platform)
        assert (row.outcome, row.why) == ("archived", state), slug
        assert row.before and row.after and (row.before.item.state, row.after.item.state) == ("published", state)
    for row in [*rows(cleaned, kind="post", platform="threads"), only(cleaned, by_slug["ig_private"].text)]:
        assert (row.outcome, row.why) == ("no_longer_public", "private_now")
        assert row.before and row.before.is_public_now == "yes"
    assert outcomes(rows(cleaned, kind="story")) == {"not_public"}
    assert only(cleaned, by_slug["pending"].text).outcome == "not_public"
    assert outcomes(rows(cleaned, kind="bio", platform="threads")) == {"still_public"}
    assert (only(cleaned, by_slug["memory"].text).outcome, only(cleaned, by_slug["memory"].text).why) == (
        "cannot_be_told", "not_recorded"
    )  # fmt: skip
    assert outcomes(rows(cleaned, kind="ai_prompt")) == {"cannot_be_told"}
    new = [row for row in cleaned.rows if row.outcome == "new"]
    assert [row.item.text for row in new] == ["Brand new"] and new[0].before is None
    assert set(cleaned.counts) == set(OUTCOMES) and all(cleaned.counts.values())


def test_what_was_put_away_before_has_not_changed(tmp_path: Path) -> None:
    """Archived or in the trash in both archives: not public before either, and the headline does not count it."""
    someone = person("en")
    away = changed(someone, "ig_post", "instagram", state="archived", files=("archived", "all_posts"))
    found = compare(export(tmp_path, away, FIRST), export(tmp_path, away, SECOND))
    put_away = [row for row in found.rows if row.after and row.after.item.state in ("archived", "trashed")]
    assert len(put_away) > 1 and outcomes(put_away) == {"not_public"}
    assert found.counts["archived"] == 0
    assert "one and the same" in lines(found)[0] and "nothing went out of public view" in lines(found)[1]


def test_the_counts_add_up(cleaned: Comparison) -> None:
    """Every item of BEFORE has one row, every item of AFTER is a partner or new; tables and steps say the same."""
    assert [row.before for row in cleaned.rows if row.before] == cleaned.before.judged
    assert sum(cleaned.counts.values()) == len(cleaned.rows) == len(cleaned.before.judged) + cleaned.counts["new"]
    after = [id(row.after) for row in cleaned.rows if row.after]
    assert len(after) == len(set(after)) == len(cleaned.after.judged)
    told = summary(cleaned)
    counted = dict.fromkeys(OUTCOMES, 0)
    for kinds in told["by_kind"].values():
        for counts in kinds.values():
            for outcome, count in counts.items():
                counted[outcome] += count
    assert counted == cleaned.counts == told["outcomes"]
    changed = sum(cleaned.counts[outcome] for outcome in HIDDEN if outcome != "not_public")
    first, unknown, third, *_ = lines(cleaned)
    went = re.fullmatch(r"Since the older archive, (\d+) of (\d+) items went out of public view: .*", first)
    open_ = re.fullmatch(r"(\d+) of (\d+) items are out of public view now; whether anyone could see .*", unknown)
    assert went and open_ and int(went[1]) + int(open_[1]) == changed
    assert int(went[2]) == int(open_[2]) == len(cleaned.before.judged)
    assert "before either" not in first + unknown
    assert third.endswith(f"{cleaned.counts['not_public']} were not public before either.")


def test_what_nobody_saw_did_not_go_out_of_view(tmp_path: Path) -> None:
    """Gone, but not public before, or typed to Meta AI: a sentence of its own each, and all the sentences add up."""
    someone = person("en")
    deleted = ("comment", "story_late", "prompt_old")
    before = export(tmp_path, someone, FIRST)
    found = compare(before, export(tmp_path, without(someone, *deleted), SECOND))
    gone = {(row.item.kind, row.judged.is_public_now) for row in found.rows if row.outcome == "gone"}
    assert gone == {("comment", "unknown"), ("story", "no"), ("ai_prompt", "not_needed")}
    assert found.counts["gone"] == 3
    total, counts = len(before.judged), found.counts
    assert lines(found) == [
        f"1 of {total} items is out of public view now; whether anyone could see it before is not known: 1 gone.",
        f"{counts['still_public']} are still public; for {counts['cannot_be_told']} it cannot be told. "
        f"{counts['not_public']} were not public before either. "
        "1 item that was already out of public view is gone. 1 message to Meta AI is gone.",
    ]
    assert total == 3 + counts["still_public"] + counts["cannot_be_told"] + counts["not_public"]
    alone = lines(compare(before, export(tmp_path / "alone", without(someone, *deleted[1:]), SECOND)))
    assert alone[0] == "Since the older archive, nothing went out of public view."
    assert alone[1].endswith("1 item that was already out of public view is gone. 1 message to Meta AI is gone.")


SINCE = "Since the older archive"


@pytest.mark.parametrize(
    ("said", "first", "unseen"),
    [
        ("public", f"{SINCE}, 1 of 2 items went out of public view: 1 gone.", ""),
        (
            "was_public",
            f"{SINCE}, 2 of 2 items went out of public view: 1 gone, 1 no longer public.",
            "",
        ),
        ("", "1 of 2 items is out of public view now; whether anyone could see it before is not known: 1 gone.", ""),
        (
            "not_public",
            "Since the older archive, nothing went out of public view.",
            "1 item that was already out of public view is gone.",
        ),
    ],
)
def test_a_deleted_post_by_what_the_person_says(tmp_path: Path, said: str, first: str, unseen: str) -> None:
    """A deleted post went out of public view where it is known to have been in it: Facebook's archive does not tell."""
    posts = [world.fb_post("2020-05-01", "kept"), world.fb_post("2020-06-01", "deleted")]
    answer = f'[[answer]]\nplatform = "facebook"\naudience = "{said}"\n' if said else ""
    (tmp_path / "said.toml").write_text(f"schema = 1\n{answer}")
    told = compare(*(
        world.judge(
            tmp_path, world.facebook(jurisdiction="GDPR") | {world.TIMELINE: kept}, name, answers=tmp_path / "said.toml"
        )
        for kept, name in ((posts, world.FACEBOOK), (posts[:1], world.FACEBOOK.replace("02-01", "03-01")))
    ))  # fmt: skip
    assert only(told, "deleted").outcome == "gone"
    assert lines(told)[0] == first
    assert ("already out of public view" in lines(told)[1]) == bool(unseen) and lines(told)[1].endswith(unseen)


@pytest.mark.parametrize("unpacked", [False, True])
def test_the_same_archive_twice_is_told(tmp_path: Path, unpacked: bool) -> None:
    """Under another name or unpacked: it is said first that nothing can have changed; of another archive it is not."""
    files = world.facebook() | {
        world.TIMELINE: [world.fb_post("2020-01-01", "one"), world.fb_post("2021-01-01", "two")]
    }
    first = world.write(tmp_path, files, world.FACEBOOK)
    again = world.write(tmp_path / "again", files, world.FACEBOOK, zipped=not unpacked)
    same = compare(world.run(first), world.run(again))
    assert same.is_same and lines(same)[0].startswith("The two archives are one and the same:")
    later = world.write(
        tmp_path / "later", files | {world.TIMELINE: [world.fb_post("2020-01-01", "one")]}, world.FACEBOOK
    )
    other = compare(world.run(first), world.run(later))
    assert not other.is_same and "one and the same" not in " ".join(lines(other))


def test_steps(cleaned: Comparison) -> None:
    """Each step of the older advice that covered items, in order, with all of them done, open or not told."""
    advised = {action["id"]: action["covers"] for action in steps.actions(cleaned.before) if action["covers"]}
    assert {step.id: step.covers for step in cleaned.steps} == advised
    assert [step.id for step in cleaned.steps] == list(advised)
    assert all(step.done + step.open + step.cannot_be_told == step.covers for step in cleaned.steps)
    told = {step.id: step for step in cleaned.steps}
    assert told["instagram_private"].done == told["instagram_private"].covers > 0
    assert told["threads_private"].done == told["threads_private"].covers == 4
    assert told["facebook_limit_past_posts"].cannot_be_told > 0 == told["facebook_limit_past_posts"].open
    assert told["object_facebook"].cannot_be_told == told["object_facebook"].covers
    assert told["ai_chats"].open == told["ai_chats"].covers
    assert "facebook_audience" in ids(cleaned)


def test_objection_and_deletion_as_steps(tmp_path: Path) -> None:
    """An objection counts where the person says so; of comments that only deletion hides, those that stand are open."""
    someone = person("en")
    before = export(tmp_path, someone, FIRST, "i", objected_on=("2026-05-01",))
    after = export(tmp_path, without(someone, "ig_comment_own"), SECOND, "i", objected_on=("2026-05-01",))
    told = {step.id: step for step in compare(before, after).steps}
    assert told["object_instagram"].done == told["object_instagram"].covers > 0
    never = export(tmp_path, someone, FIRST, "i", objected_on=("never",))
    told = {step.id: step for step in compare(never, never).steps}
    assert told["object_instagram"].open == told["object_instagram"].covers > 0
    switch = told["instagram_private"]
    assert (switch.done, switch.open, switch.cannot_be_told) == (0, 12, 1)  # one reel may be a draft


def test_nothing_changed(tmp_path: Path) -> None:
    """Of one archive twice, nothing is gone and nothing is new."""
    before = export(tmp_path, person("en"), FIRST)
    same = compare(before, export(tmp_path / "again", person("en"), FIRST))
    assert same.counts["gone"] == same.counts["new"] == same.counts["no_longer_public"] == 0
    assert not whys(same) and same.complete


def test_a_deletion_shifts_no_ids(tmp_path: Path) -> None:
    """Items that share an id are numbered: when the first is deleted, the others still are who they were."""
    texts = [("2020-01-01T10:00:05", "same"), ("2020-01-01T10:00:25", "same"), ("2020-01-01T10:00:45", "same")]

    def comments(wanted: list[tuple[str, str]], name: str) -> Analysis:
        found = [world.fb_comment(text, at) for at, text in [*wanted, ("2019-01-01", "older")]]
        files = world.facebook(jurisdiction="GDPR") | {world.COMMENTS: {"comments_v2": found}}
        return world.run(world.write(tmp_path, files, name))

    before = comments(texts, "facebook-alexdoe-2026-01-01-AbCdEfGh")
    after = comments(texts[1:], "facebook-alexdoe-2026-02-01-AbCdEfGh")
    found = {row.item.created: row.outcome for row in rows(compare(before, after), "same")}
    assert list(dict(sorted(found.items(), key=lambda e: e[0] or 0)).values()) == [
        "gone", "cannot_be_told", "cannot_be_told"
    ]  # fmt: skip


def test_twins_of_one_second(tmp_path: Path) -> None:
    """Two posts of one second are told apart by their words, and one whose words were edited is not gone."""
    someone = person("en")
    before = export(tmp_path, someone, FIRST, "f")
    texts = {t.slug: t.text for t in someone.things if t.platform == "facebook"}
    after = export(tmp_path, without(someone, "twin_a", platform="facebook"), SECOND, "f")
    comparison = compare(before, after)
    assert only(comparison, texts["twin_a"]).outcome == "gone"
    assert only(comparison, texts["twin_b"]).outcome == "cannot_be_told"
    edited = changed(someone, "status", "facebook", text="Other words by now")
    comparison = compare(before, export(tmp_path / "edited", edited, SECOND, "f"))
    assert comparison.counts["gone"] == comparison.counts["new"] == 0
    after_edit = only(comparison, texts["status"]).after
    assert after_edit and after_edit.item.text == "Other words by now"


def test_a_photo_left_in_its_album(tmp_path: Path) -> None:
    """Of a deleted post of two photos that stay in the album, neither is new and the post is not gone."""
    someone = person("en")
    before = export(tmp_path, someone, FIRST, "f")
    photos = next(t for t in someone.things if t.slug == "photos" and t.platform == "facebook")
    left = [
        replace(photos, slug=f"left{n}", kind="photo", files=("album:mobile",), media=(medium,), text=medium.caption)
        for n, medium in enumerate(photos.media)
    ]
    later = replace(without(someone, "photos", platform="facebook"), things=(
        *without(someone, "photos", platform="facebook").things, *left
    ))  # fmt: skip
    comparison = compare(before, export(tmp_path, later, SECOND, "f"))
    assert only(comparison, photos.text, "facebook").outcome == "cannot_be_told"
    assert comparison.counts["new"] == comparison.counts["gone"] == 0


def test_across_formats(tmp_path: Path) -> None:
    """BEFORE in HTML, AFTER in JSON: the same items are found, and what was deleted is gone."""
    someone = person("en")
    later = without(someone, "status", "ig_carousel")
    for platform, html, as_json, slug in (
        ("facebook", write_facebook_html(someone, made=FIRST), write_facebook(later, made=SECOND), "status"),
        ("instagram", write_instagram_html(someone, made=FIRST), write_instagram(later, made=SECOND), "ig_carousel"),
    ):
        old = containers.write_zip(tmp_path / f"{platform}-alex.doe-{FIRST}-Ab3dE5gH.zip", html)
        new = containers.write_zip(tmp_path / f"{platform}-alex.doe-{SECOND}-Ab3dE5gH.zip", as_json)
        comparison = compare(analyze([old], Options(today=TODAY)), analyze([new], Options(today=TODAY)))
        text = next(t.text for t in someone.things if t.slug == slug)
        assert [row.item.text for row in comparison.rows if row.outcome == "gone"] == [text]
        assert comparison.counts["new"] == 0 and not whys(comparison)


# ---- absence is not deletion


def test_a_shorter_range(tmp_path: Path) -> None:
    """What lies before the range that AFTER was asked for is not gone; what lies in it is."""
    someone = person("en")
    before = export(tmp_path, someone, FIRST, "i")
    start = utc("2020-01-01 00:00:00")
    asked = (utc("2026-06-19 10:00:00"), start, utc("2026-06-19 10:00:00"))
    later = with_account(someone, "instagram", request=asked)
    kept = [t for t in later.things if t.created is None or t.created >= start]
    later = without(replace(later, things=tuple(kept)), "ig_carousel")
    comparison = compare(before, export(tmp_path, later, SECOND, "i"))
    absent = [row for row in comparison.rows if row.before and not row.after]
    for row in absent:
        old = row.item.created is not None and row.item.created < start
        assert (row.outcome, row.why) == (("cannot_be_told", "outside_range") if old else ("gone", "absent"))
    assert comparison.counts["gone"] == 1 and "outside_range" in ids(comparison)


def test_nothing_as_old(tmp_path: Path) -> None:
    """Where all that is old is absent and no range is recorded, it may be the range; of a few items it is deletion."""
    posts = [ig_post(f"{2010 + n}-03-01", f"post {n}", f"media/posts/{n}/1790000000000{n:04}.jpg") for n in range(16)]
    first, second = INSTAGRAM, INSTAGRAM.replace("02-01", "03-01")
    before = world.judge(tmp_path, world.instagram() | {POSTS: posts}, first)
    most = compare(before, world.judge(tmp_path, world.instagram() | {POSTS: posts[12:]}, second))
    assert most.counts["gone"] == 0 and whys(most) == {"nothing_so_old"} == ids(most)
    few = compare(before, world.judge(tmp_path, world.instagram() | {POSTS: posts[3:]}, second))
    assert few.counts["gone"] == 3 and not whys(few)
    login = world.instagram(logins=["2009-01-01"]) | {POSTS: posts[12:]}
    assert compare(before, world.judge(tmp_path, login, second)).counts["gone"] == 12


def test_a_part_is_missing(tmp_path: Path) -> None:
    """Without a tenth of its media, AFTER may lack a part: nothing is gone, and a warning says so."""
    someone = person("en")
    before = export(tmp_path, someone, FIRST, "f")
    files = write_facebook(without(someone, "status"), made=SECOND)
    pictures = sorted(path for path in files if path.endswith((".jpg", ".png", ".mp4")))
    for path in pictures[::4]:
        del files[path]
    name = f"facebook-alex.doe-{SECOND}-Ab3dE5gH.zip"
    after = analyze([containers.write_zip(tmp_path / name, files)], Options(today=TODAY))
    comparison = compare(before, after)
    assert comparison.counts["gone"] == 0 and whys(comparison) == {"part_missing"} <= ids(comparison)
    assert "part of the download" in next(w["text"] for w in comparison.warnings if w["id"] == "part_missing")


def test_what_before_missed_too_is_no_part_missing(tmp_path: Path) -> None:
    """Media that neither archive has say nothing about AFTER."""
    someone = person("en")
    found = []
    for made, who in ((FIRST, someone), (SECOND, without(someone, "status", platform="facebook"))):
        files = {path: raw for path, raw in write_facebook(who, made=made).items() if path.endswith(".json")}
        place = containers.write_zip(tmp_path / f"facebook-alex.doe-{made}-Ab3dE5gH.zip", files)
        found.append(analyze([place], Options(today=TODAY)))
    comparison = compare(*found)
    assert comparison.counts["gone"] == 1 and not whys(comparison)


def test_another_choice_of_categories(tmp_path: Path) -> None:
    """A kind of file that held items and is absent: its items are not gone, those of other kinds are."""
    someone = person("en")
    before = export(tmp_path, someone, FIRST, "f")
    files = write_facebook(without(someone, "status", platform="facebook"), made=SECOND)
    comments = [path for path in files if path.endswith("/comments.json")]
    assert comments
    for path in comments:
        del files[path]
    place = containers.write_zip(tmp_path / f"facebook-alex.doe-{SECOND}-Ab3dE5gH.zip", files)
    comparison = compare(before, analyze([place], Options(today=TODAY)))
    assert [row.item.text for row in comparison.rows if row.outcome == "gone"] == [
        t.text for t in someone.things if t.slug == "status"
    ]
    assert whys(comparison) == {"file_missing"}
    assert {row.item.kind for row in comparison.rows if row.why == "file_missing"} == {"comment"}
    assert "Facebook comment" in next(w["text"] for w in comparison.warnings if w["id"] == "file_missing")


def test_a_file_that_is_cut(tmp_path: Path) -> None:
    """What stood in a file that AFTER has but that cannot be read to its end is not gone."""
    someone = person("en")
    before = export(tmp_path, someone, FIRST, "f")
    files = dict(write_facebook(someone, made=SECOND))
    path = next(path for path in files if path.endswith("/comments.json"))
    files[path] = files[path][: len(files[path]) // 2]
    place = containers.write_zip(tmp_path / f"facebook-alex.doe-{SECOND}-Ab3dE5gH.zip", files)
    comparison = compare(before, analyze([place], Options(today=TODAY)))
    assert comparison.counts["gone"] == 0 and whys(comparison) == {"file_unreadable"} and not comparison.complete


def test_an_account_without_a_second_archive(tmp_path: Path) -> None:
    """Facebook and Instagram before, only Instagram after: nothing is known of Facebook; and the other way round."""
    both = export(tmp_path / "both", person("en"), FIRST)
    comparison = compare(both, export(tmp_path, person("en"), SECOND, "i"))
    assert outcomes(rows(comparison, platform="facebook")) == {"cannot_be_told"}
    assert whys(comparison) == {"account_missing"} and comparison.counts["gone"] == 0
    one = export(tmp_path / "one", person("en"), FIRST, "i")
    comparison = compare(one, export(tmp_path / "two", person("en"), SECOND))
    assert outcomes(rows(comparison, platform="facebook")) == {"new"} and "account_new" in ids(comparison)
    assert comparison.counts["gone"] == 0


def test_before_covered_less(tmp_path: Path) -> None:
    """Items that only AFTER has, but that are older than BEFORE, are new to us alone: a warning says so."""
    before = export(tmp_path, without(person("en"), "status"), FIRST, "f")
    comparison = compare(before, export(tmp_path, person("en"), SECOND, "f"))
    assert comparison.counts["new"] == 1 and "before_covers_less" in ids(comparison)


# ---- what the person says, or the Graph API


def test_the_graph_api_confirms_what_no_archive_can(tmp_path: Path) -> None:
    """Its answer is of now, so it is given to AFTER alone: a limited post is no longer public."""
    posts = [world.fb_post("2020-05-01", "limited"), world.fb_post("2020-06-01", "left")]
    files = world.facebook(jurisdiction="GDPR") | {world.TIMELINE: posts}
    before = world.judge(tmp_path, files, world.FACEBOOK)
    told = [
        {"message": text, "created_time": f"2020-0{month}-01T00:00:00+0000", "privacy": {"value": value}}
        for text, month, value in (("limited", 5, "ALL_FRIENDS"), ("left", 6, "EVERYONE"))
    ]
    told.append({"message": "x", "created_time": "2026-02-20T00:00:00+0000", "privacy": {"value": "SELF"}})  # its day
    (tmp_path / "graph.json").write_text(json.dumps({"data": told}))
    later = world.FACEBOOK.replace("02-01", "03-01")
    after = world.judge(tmp_path, files, later, audiences=(str(tmp_path / "graph.json"),))
    comparison = compare(before, after)
    limited, left = only(comparison, "limited"), only(comparison, "left")
    assert (limited.outcome, limited.why) == ("no_longer_public", "graph_api")
    assert (left.outcome, left.why) == ("still_public", "graph_api")
    step = next(step for step in comparison.steps if step.id == "facebook_limit_past_posts")
    assert (step.done, step.open, step.cannot_be_told) == (1, 1, 0)


def test_an_answer_holds_for_both(tmp_path: Path) -> None:
    """What was public for a time is no longer, what never was has not become so, what is, is still."""
    files = world.facebook(jurisdiction="GDPR") | {world.TIMELINE: [world.fb_post("2020-05-01", "hello")]}
    for said, outcome in (("was_public", "no_longer_public"), ("not_public", "not_public"), ("public", "still_public")):
        answers = tmp_path / f"{said}.toml"
        answers.write_text(f'schema = 1\n[[answer]]\nplatform = "facebook"\naudience = "{said}"\n')
        before = world.judge(tmp_path / said, files, world.FACEBOOK, answers=answers)
        after = world.judge(tmp_path / said, files, world.FACEBOOK.replace("02-01", "03-01"), answers=answers)
        assert only(compare(before, after), "hello").outcome == outcome


# ---- what cannot be compared


def test_different_accounts(tmp_path: Path) -> None:
    """Archives of two people are refused, with exit code 2, in one sentence."""
    other = export(tmp_path / "other", person("fr"), SECOND)
    with pytest.raises(UsageError, match="only archives of one account") as caught:
        compare(export(tmp_path, person("en"), FIRST), other)
    assert caught.value.exit_code == 2


def test_the_wrong_way_round(tmp_path: Path) -> None:
    """The newer archive first is refused; where nothing dates AFTER but its records, nothing counts as gone."""
    older, newer = export(tmp_path, person("en"), FIRST), export(tmp_path, person("en"), SECOND)
    with pytest.raises(UsageError, match="older archive first"):
        compare(newer, older)
    files = world.instagram() | {POSTS: [ig_post("2019-01-01", "one"), ig_post("2020-01-01", "two")]}
    before = world.judge(tmp_path, files, INSTAGRAM)
    undated = world.judge(tmp_path, files | {POSTS: [ig_post("2019-01-01", "one")]}, "instagram-alex")
    comparison = compare(before, undated)
    assert comparison.counts["gone"] == 0 and whys(comparison) == {"order_unknown"} <= ids(comparison)


def test_empty_before(tmp_path: Path) -> None:
    """An archive without an item gives a comparison that says so."""
    before = world.judge(tmp_path, world.instagram() | {POSTS: []}, INSTAGRAM)
    comparison = compare(before, before)
    assert not comparison.rows and not comparison.steps and "nothing to compare" in lines(comparison)[0]
