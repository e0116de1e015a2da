"""The archives that speed is measured with: the same items in JSON and HTML, with texts that are no two alike."""

from __future__ import annotations

from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

from analyzer.rules.analysis import Analysis, Options
from analyzer.run import analyze
from benchmarks import stages
from benchmarks.varied import write_varied
from benchmarks.varied_texts import Author
from tools.samples.model import Platform

RECORDS = 300


def written(folder: Path, platform: Platform, *, html: bool = False) -> Analysis:
    """An archive, analysed."""
    name = "facebook-alex.doe.5" if platform == "facebook" else "instagram-alex.doe"
    folder.mkdir()
    export = folder / f"{name}-2026-03-14-Ab3dE5gH.zip"
    write_varied(export, RECORDS, platform=platform, html=html)
    return analyze([export], Options())


@pytest.mark.parametrize("platform", ["facebook", "instagram"])
def test_pages_hold_the_items_of_the_json(platform: Platform, tmp_path: Path) -> None:
    """All of them are read, half of the album's photos stand in posts, and nothing is left over."""
    json, html = written(tmp_path / "json", platform), written(tmp_path / "html", platform, html=True)
    doubled = int(RECORDS * 0.06) // 2 if platform == "facebook" else 0
    kinds = []
    for found in (json, html):
        assert len(found.judged) == RECORDS - doubled
        assert {file.status for file in found.collection.files} <= {"read", "not_needed"}
        assert not any(file.unread for file in found.collection.files)
        kinds.append(Counter((each.item.kind, each.item.text) for each in found.judged))
    assert kinds[0] == kinds[1]


def test_texts_are_as_different_as_those_of_people() -> None:
    """Half of the words of a thousand posts occur once, and few posts are alike; the same seed gives them again."""
    author, again = Author(3), Author(3)
    posts = [author.post() for _ in range(1_000)]
    assert posts == [again.post() for _ in range(1_000)]
    counted = Counter(word for post in posts for word in post.split())
    assert 0.5 < sum(count == 1 for count in counted.values()) / len(counted) < 0.9
    assert 150 < posts.count("") < 300 and max(Counter(filter(None, posts)).values()) < 5


def test_the_stages_are_named_as_the_functions_are() -> None:
    """Each function that is watched exists under that name, so that no stage is nought because of a move."""
    for name in (stages.WRITES, *(name for names in stages.WRAPPED.values() for name in names)):
        module, _, attribute = name.partition(":")
        assert callable(getattr(import_module(module), attribute)), name
    assert set(stages.WRAPPED) | {"start", "page", "tables", "end"} == set(stages.STAGES)


def test_a_stage_within_another_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a stage does within another is not that one's too."""
    now = iter(range(0, 100, 10))
    monkeypatch.setattr(stages.time, "process_time", lambda: float(next(now)))
    watch = stages.Watch()
    watch.around("judge", lambda: watch.around("reveal", lambda: None))
    seconds = {stage: spent for stage, (spent, _) in watch.end().items() if spent}
    assert seconds == {"judge": 20.0, "reveal": 10.0, "end": 10.0}
