"""Every file has its row and every record is counted: records = items + merged + skipped + unread, to the last one."""

from __future__ import annotations

import copy
import json
import tempfile
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import world
from hypothesis import given, settings
from hypothesis import strategies as st

import analyzer
from analyzer.archive.file_kinds import MEDIA_EXTENSIONS
from analyzer.model import FileRow
from analyzer.report.result import Result
from analyzer.rules.analysis import Analysis

SAMPLES = sorted(
    folder for folder in Path(__file__).parents[2].joinpath("sample_exports").iterdir() if list(folder.glob("*.zip"))
)


def check(analysis: Analysis) -> None:
    """All counts of a run agree with each other."""
    summary = Result(analysis).summary
    of_file: Counter[int] = Counter(each.item.file for each in analysis.judged)
    for number, row in enumerate(analysis.collection.files):
        lost = sum(row.unread.values())
        assert row.records == row.items + row.merged + sum(row.skipped.values()) + lost, row
        assert row.items == of_file[number], row
        assert min(row.records, row.items, row.merged) >= 0
        if row.status not in ("read", "damaged", "not_understood"):
            assert row.records == 0, row
        assert (row.status == "damaged") <= (lost > 0)
    total = len(analysis.judged)
    assert len({each.id for each in analysis.judged}) == total
    counts = [n for kinds in summary["counts"].values() for verdicts in kinds.values() for n in verdicts.values()]
    assert sum(counts) == total == sum(row.items for row in analysis.collection.files)
    assert sum(account["items"] for account in summary["accounts"]) == total
    verdicts = Counter(each.verdict for each in analysis.judged)
    assert summary["range"] == {
        "least": verdicts["in_scope"] + verdicts["ongoing"],
        "most": total - verdicts["out_of_scope"],
    }
    media = sum(len(each.item.media) for each in analysis.judged)
    assert sum(n for types in summary["media_counts"].values() for n in types.values()) == media
    for each in analysis.judged:
        assert len({medium.path for medium in each.item.media}) == len(each.item.media)
    assert summary["files"] == dict(Counter(row.status for row in analysis.collection.files))
    priorities = sorted(each.priority for each in analysis.judged if each.priority is not None)
    assert priorities == list(range(1, len(priorities) + 1))
    damaged = [row for row in analysis.collection.files if row.status == "damaged" or row.unread]
    assert Result(analysis).complete == (not damaged)
    named = {(problem.archive, problem.path) for problem in analysis.collection.problems}
    assert {(row.archive, row.path) for row in damaged} <= named


def members(paths: list[Path]) -> Counter[tuple[str, str]]:
    """Archive and name of every member, media as their folder."""
    found: set[tuple[str, str]] | Counter[tuple[str, str]] = Counter()
    for path in paths:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith("/"):
                    continue
                is_media = name.rpartition(".")[2].lower() in MEDIA_EXTENSIONS
                key = (path.name, name.rpartition("/")[0] if is_media else name)
                found[key] = 1 if is_media else found[key] + 1
    return found


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_samples(folder: Path) -> None:
    """The counts of every sample agree, and each member of its zips has exactly one row."""
    paths = sorted(folder.glob("*.zip"))
    result = analyzer.analyze(*paths)
    check(result.analysis)
    assert Counter((row.archive, row.path) for row in result.analysis.collection.files) == members(paths)
    assert sum(row.bytes for row in result.analysis.collection.files) == sum(
        info.file_size for path in paths for info in zipfile.ZipFile(path).infolist()
    )
    assert len(result.items) == int(result.files["items"].sum()) == len(result.analysis.judged)
    assert len(result.media) == int(result.items["media_count"].sum())
    assert set(result.media["item_id"]) <= set(result.items["id"])


def test_all_samples_in_one_run() -> None:
    """The counts agree over all samples together, and are the sums of those of each."""
    paths = [path for folder in SAMPLES for path in sorted(folder.glob("*.zip"))]
    result = analyzer.analyze(*paths)
    check(result.analysis)
    assert len(result.items) == sum(len(analyzer.analyze(*folder.glob("*.zip")).items) for folder in SAMPLES)


@cache
def _sample(folder: Path) -> dict[str, bytes]:
    """All members of a sample."""
    found = {}
    for path in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            found |= {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
    return found


_WRONG: tuple[Any, ...] = (None, {}, [], "text", 7, True, -1.5, [None], {"timestamp": "x"}, {"title": 3}, {"data": [7]})


def _lists(value: Any) -> list[list[Any]]:
    """All lists inside a value, itself included."""
    if isinstance(value, list):
        return [value, *(found for each in value for found in _lists(each))]
    return [found for each in value.values() for found in _lists(each)] if isinstance(value, dict) else []


def _spoil(data: st.DataObject, raw: bytes) -> bytes:
    """One file after an accident: records dropped, doubled, swapped, set to what they cannot be; or bytes lost."""
    accident = data.draw(st.sampled_from(["drop", "double", "swap", "wrong", "inner", "cut", "byte", "empty"]))
    if accident == "cut":
        return raw[: data.draw(st.integers(0, len(raw)))]
    if accident == "byte":
        at = data.draw(st.integers(0, len(raw) - 1))
        return raw[:at] + bytes([data.draw(st.integers(0, 255))]) + raw[at + 1 :]
    if accident == "empty":
        return data.draw(st.sampled_from([b"", b"[]", b"{}", b"null", b"7", b'"x"']))
    value = json.loads(raw)
    lists = [found for found in _lists(value) if found]
    if not lists:
        return raw
    chosen = lists[0] if accident != "inner" else data.draw(st.sampled_from(lists))
    at = data.draw(st.integers(0, len(chosen) - 1))
    if accident == "drop":
        del chosen[at]
    elif accident == "double":
        chosen.insert(data.draw(st.integers(0, len(chosen))), copy.deepcopy(chosen[at]))
    elif accident == "swap":
        chosen.append(chosen.pop(at))
    else:
        chosen[at] = data.draw(st.sampled_from(_WRONG))
    return json.dumps(value).encode("ascii")


@given(st.sampled_from([folder for folder in SAMPLES if not folder.name.endswith("-fr")]), st.data())
@settings(max_examples=50, deadline=None)
def test_accidents(folder: Path, data: st.DataObject) -> None:
    """Whatever happens to records and to the parts that files lie in, the counts agree."""
    files = dict(_sample(folder))
    names = sorted(name for name in files if name.endswith(".json"))
    for name in data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=6, unique=True)):
        files[name] = _spoil(data, files[name])
    parts = data.draw(st.integers(1, 3))
    stem = world.FACEBOOK[:-8] if folder.name.startswith("facebook") else world.INSTAGRAM[:-8]
    dealt: list[dict[str, bytes]] = [{} for _ in range(parts)]
    for name, content in files.items():
        dealt[data.draw(st.integers(0, parts - 1)) if len(files) < 12 else len(name) % parts][name] = content
    twice = data.draw(st.sampled_from(names))
    dealt[-1][twice] = files[twice]
    with tempfile.TemporaryDirectory() as place:
        paths = [world.write(Path(place), each, f"{stem}token{number:03}") for number, each in enumerate(dealt) if each]
        analysis = world.run(*paths)
        check(analysis)
        assert Counter((row.archive, row.path) for row in analysis.collection.files) == members(paths)


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_where_files_lie_makes_no_difference(data: st.DataObject) -> None:
    """Files dealt out to parts at random: the same items, and records, merged and skipped in sum."""
    folder = data.draw(st.sampled_from(SAMPLES[:4]))
    files = _sample(folder)
    stem = world.FACEBOOK[:-8] if folder.name.startswith("facebook") else world.INSTAGRAM[:-8]
    seed = data.draw(st.randoms(use_true_random=False))
    dealt: list[dict[str, bytes]] = [{}, {}, {}]
    for name, content in files.items():
        dealt[seed.randrange(3)][name] = content
    with tempfile.TemporaryDirectory() as place:
        whole = world.run(world.write(Path(place, "whole"), files, f"{stem}AbCdEfGh"))
        parts = world.run(
            *(world.write(Path(place), each, f"{stem}token{number:03}") for number, each in enumerate(dealt) if each)
        )
    assert sorted((j.id, j.item.text, j.verdict, j.suggestion) for j in whole.judged) == sorted(
        (j.id, j.item.text, j.verdict, j.suggestion) for j in parts.judged
    )

    def sums(rows: list[FileRow]) -> list[int]:
        return [
            sum(row.records for row in rows), sum(row.items for row in rows), sum(row.merged for row in rows),
            sum(sum(row.skipped.values()) for row in rows), sum(sum(row.unread.values()) for row in rows),
        ]  # fmt: skip

    assert sums(whole.collection.files) == sums(parts.collection.files)
    check(parts)


def test_lists_that_mix_everything(tmp_path: Path) -> None:
    """One file with good, doubled, empty, wrong and unreadable records: each is counted once, in its column."""
    good = world.fb_post("2020-05-01", "hello")
    raw = world._dump([good, good, None, {}, 7, "x", [], {"timestamp": "x"}, world.fb_post("2020-05-02", "two")])
    raw = raw[:-1] + b', {"a": \x01}, {"timestamp": 1600000000, "data": [{"post": "three"}]}]'
    analysis = world.judge(tmp_path, world.facebook() | {world.TIMELINE: raw}, world.FACEBOOK)
    check(analysis)
    row = next(row for row in analysis.collection.files if row.path == world.TIMELINE)
    assert (row.status, row.records, row.items, row.merged) == ("read", 11, 3, 1)
    assert (row.skipped, row.unread) == ({"empty": 2}, {"unreadable_record": 5})
    assert [p.record for p in analysis.collection.problems] == ["/4", "/5", "/6", "/7", "/9"]


def test_a_file_cut_in_the_middle_counts_one(tmp_path: Path) -> None:
    """What stands before the cut is read; the rest, however much it was, counts as one and is named."""
    raw = world._dump([world.fb_post(f"2020-05-{day:02}", f"day {day}") for day in range(1, 11)])
    analysis = world.judge(tmp_path, world.facebook() | {world.TIMELINE: raw[:-150]}, world.FACEBOOK)
    check(analysis)
    row = next(row for row in analysis.collection.files if row.path == world.TIMELINE)
    assert row.status == "damaged" and row.unread == {"damaged": 1} and 5 < row.items < 10
    assert row.records == row.items + 1
