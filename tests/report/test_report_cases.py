"""What the page says of odd archives: nothing in them, one item, nothing decided, nothing in scope, other policies."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import world
from test_report_page import INSTAGRAM, NEW, OLD, Parsed, facebook, instagram, post, rendered, run, write_archive

from analyzer.report.result import Result
from analyzer.rules.analysis import Analysis

ORDER = (
    "Today, in 10 minutes",
    "What we found",
    "The most revealing first",
    "What only you can tell us",
    "All items",
    "What no step will fix",
    "What we could not read",
    "Where this comes from",
)
SOMETIMES = {"The most revealing first", "What only you can tell us"}  # as far as there is something to tell


def none(folder: Path) -> Analysis:
    """An archive in which the person wrote nothing."""
    return run(facebook(folder, []))


def one(folder: Path) -> Analysis:
    """One post of a public account."""
    return run(instagram(folder, ["Hello"]))


def undecided(folder: Path) -> Analysis:
    """Posts of which nobody recorded who could see them."""
    return run(facebook(folder, [post("One"), post("Two", NEW)]))


def minor(folder: Path) -> Analysis:
    """The public account of somebody under 18."""
    found = instagram(folder, ["One", "Two"])
    values = {"Username": "alex.doe", "Date of birth": "2010-04-23", "Private Account": "False"}
    profile = {"profile_user": [{"string_map_data": {key: {"value": value} for key, value in values.items()}}]}
    write_archive(folder / INSTAGRAM, {"personal_information/personal_information/personal_information.json": profile})
    return run(found)


def two(folder: Path) -> Analysis:
    """Facebook and Instagram."""
    return run(facebook(folder, [post("One")]), instagram(folder, ["Two", "Three"]))


def shown(folder: Path) -> Analysis:
    """A page that can be shown to others."""
    return Result(two(folder)).redacted().analysis


CASES: dict[str, Any] = {each.__name__: each for each in (none, one, undecided, minor, two, shown)}


def text_of(analysis: Analysis) -> str:
    """What stands on the page, white space folded."""
    return " ".join(" ".join(Parsed(rendered(analysis)).text).split())


def headings(analysis: Analysis) -> list[str]:
    """The headings of the sections that are in sight."""
    html = rendered(analysis)
    found = re.findall(r'<section(?![^>]* hidden)[^>]*aria-labelledby="([a-z]+-title)">', html)
    names = dict(re.findall(r'<h2 id="([a-z]+-title)">([^<]+)</h2>', html))
    return [names[each] for each in found if each in names]


@pytest.mark.parametrize("case", CASES)
def test_the_sections_stand_in_their_order(tmp_path: Path, case: str) -> None:
    """After the three lines: figures and chart, steps, items, what nothing fixes, what was not read, sources."""
    found = headings(CASES[case](tmp_path))
    assert found == [each for each in ORDER if each in found]
    assert set(ORDER) - set(found) <= SOMETIMES


def test_nothing_in_the_archive(tmp_path: Path) -> None:
    """No praise for having decided everything, where there was nothing; and what to do if there should be something."""
    said = text_of(none(tmp_path))
    assert "We found no post, photo or comment of yours" in said
    assert "ask Meta for a new copy" in said
    assert "By its own rules, Meta may use nothing in this archive for AI." in said
    assert "There is nothing to do" in said
    assert "could be decided" not in said


def test_archives_of_two_people_are_told_first(tmp_path: Path) -> None:
    """On the first screen of the page; not for two platforms of one person."""

    def hero(*archives: Path) -> str:
        return rendered(world.run(*archives)).partition('id="answer"')[2].partition("</section>")[0]

    own = world.write(tmp_path, world.facebook() | {world.TIMELINE: [world.fb_post("2020-05-01", "mine")]})
    hers = world.facebook(name="Sam Roe") | {world.TIMELINE: [world.fb_post("2020-05-01", "hers")]}
    other = world.write(tmp_path, hers, "facebook-samroe-2026-02-01-AbCdEfGh")
    assert "These archives are of several accounts" in hero(own, other) and "Sam Roe" in hero(own, other)
    posts = {world.POSTS: [world.ig_post("2020-01-01", "one")]}
    same = world.write(tmp_path / "i", world.instagram() | posts, world.INSTAGRAM)
    assert "several accounts" not in hero(own, same)


def test_one_item(tmp_path: Path) -> None:
    """The sentence is about one."""
    said = text_of(one(tmp_path))
    assert "By its own rules, Meta may use 1 item for AI; anyone can still see it." in said


def test_nothing_decided(tmp_path: Path) -> None:
    """That nothing is known to fall into the scope is not said as if nothing did."""
    said = text_of(undecided(tmp_path))
    assert "By its own rules, Meta may use 0 to 2 of 2 items for AI. What it really used, only Meta knows." in said
    assert "No item is known yet to be one that Meta, by its own rules, may use for AI." in said
    assert "Nothing in this archive" not in said


def test_a_minor(tmp_path: Path) -> None:
    """Nothing is in scope; the day on which that ends is in sight, not folded away."""
    analysis = minor(tmp_path)
    said = text_of(analysis)
    assert "0 of 2 items" in said
    assert "That ends on 23 April 2028. What you type to Meta AI counts already, at any age." in said
    assert '<details class="notes" open>' in rendered(analysis)


def test_how_many_can_still_be_seen(tmp_path: Path) -> None:
    """Of all that falls into the scope: those that anyone can see now."""
    analysis = two(tmp_path)
    used = [each for each in analysis.judged if each.verdict in ("in_scope", "ongoing")]
    now = sum(each.is_public_now == "yes" for each in used)
    said = f"By its own rules, Meta may use {len(used)} items for AI; anyone can still see {now} of them."
    assert said in text_of(analysis)


def test_a_page_to_be_shown_to_others(tmp_path: Path) -> None:
    """It does not ask to be kept, and does not say of a text that was taken out that there was none."""
    said = text_of(shown(tmp_path))
    assert "Keep it to yourself" not in said
    assert "this page can be shown to others" in said
    assert "no text" not in said
    assert "text taken out" in said
    assert "Keep it to yourself" in text_of(two(tmp_path / "whole"))


@pytest.mark.parametrize("policy", ["row", "uk", "br"])
def test_where_there_is_no_deadline(tmp_path: Path, policy: str) -> None:
    """No date is named, and no two columns of the table by year have one name."""
    html = rendered(run(instagram(tmp_path, ["Hello"]), policy=policy))
    assert "27 May 2025" not in html
    table = html[html.index('id="legend"') : html.index('<tbody id="years">')]
    columns = re.findall(r'<th scope="col">([^<]+)</th>', table)
    assert columns == ["Year", "may be used", "only you can tell", "not in what Meta states it uses"]


def test_old_and_new_items(tmp_path: Path) -> None:
    """Each verdict in the words for a layman, with the date of the policy."""
    analysis = run(instagram(tmp_path, ["Hello"]), facebook(tmp_path, [post("x", OLD)]))
    said = text_of(analysis)
    for words in ("may be used, posted before 27 May 2025", "only you can tell"):
        assert words in said
