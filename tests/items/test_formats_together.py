"""The same copy in JSON and in HTML: nothing is doubled, JSON's times and the pages' links stay, ids are the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analyzer.rules.analysis import Analysis, Options
from analyzer.run import analyze
from tools.samples import containers, write_facebook, write_facebook_html, write_instagram, write_instagram_html
from tools.samples.person.person import person

MADE = date(2026, 3, 14)


def both(tmp_path: Path, platform: str, language: str, zone: bool) -> tuple[Analysis, Analysis, Analysis]:
    """The analysis of a JSON copy, of the HTML copy of the same person and day, and of both in one run."""
    somebody = person(language)
    if platform == "facebook":
        json = write_facebook(somebody, "F", MADE)
        html = write_facebook_html(somebody, "F", MADE, timezone_page=zone)
    else:
        json, html = write_instagram(somebody, "E4", MADE), write_instagram_html(somebody, "E4", MADE)
    one = containers.write_zip(tmp_path / f"{platform}-x-2026-03-14-AAAAAAAA.zip", json)
    two = containers.write_zip(tmp_path / f"{platform}-x-2026-03-14-BBBBBBBB.zip", html)
    options = Options(policy="eu", today=date(2026, 11, 22))
    return analyze([one], options), analyze([two], options), analyze([two, one], options)


def ids(analysis: Analysis) -> list[str]:
    """The ids of all items, in order."""
    return sorted(each.id for each in analysis.judged)


@pytest.mark.parametrize("language", ["en", "de", "fr"])
@pytest.mark.parametrize(("platform", "zone"), [("facebook", True), ("facebook", False), ("instagram", True)])
def test_together_they_are_as_json_alone(tmp_path: Path, platform: str, zone: bool, language: str) -> None:
    """Both formats in one run give the items of JSON, with its times and verdicts; pages add permalinks."""
    json, html, together = both(tmp_path, platform, language, zone)
    assert ids(together) == ids(json)
    assert len(html.judged) == len(json.judged)
    by_id = {each.id: each for each in json.judged}
    for each in together.judged:
        alone = by_id[each.id]
        assert (each.item.created, each.verdict, each.is_public_basis) == (
            alone.item.created, alone.verdict, alone.is_public_basis
        )  # fmt: skip
        assert each.item.text == alone.item.text
    if platform == "facebook":
        links = [sum(bool(each.item.permalink) for each in run.judged) for run in (json, together)]
        assert links[1] > links[0]
    for row in together.collection.files:
        assert row.records == row.items + row.merged + sum(row.skipped.values()) + sum(row.unread.values())


@pytest.mark.parametrize("language", ["en", "de", "fr"])
@pytest.mark.parametrize("platform", ["facebook", "instagram"])
def test_pages_give_the_same_ids(tmp_path: Path, platform: str, language: str) -> None:
    """Where the zone is known, a page gives an item the id that JSON gives it.

    But for what a page tells less of: Facebook's bio has no date there, and whether a post on Threads is a reply
    stands under a label that was never seen in other languages.
    """
    json, html, _ = both(tmp_path, platform, language, True)
    named = {each.id: each.item for each in (*json.judged, *html.judged)}
    for different in set(ids(json)) ^ set(ids(html)):
        item = named[different]
        assert item.kind == "bio" or (item.platform == "threads" and language != "en")
