"""The samples: what the program makes of them, against what stands beside them and against their truth."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from analyzer.report.tables import iso
from analyzer.rules.analysis import Options
from analyzer.rules.decision import Judged
from analyzer.run import analyze
from tools.samples import expected
from tools.samples.evidence import LOG, VIEW

SAMPLES = expected.samples()
CLAIMS = ("kind", "state", "venue", "venue_name", "media_count", "url", "place", "people", "permalink")
VERDICTS = ("is_public", "is_public_basis", "is_public_now", "verdict", "posted_as_minor")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_expected_files_stand_beside_the_sample(sample: Path) -> None:
    """Every result of every sample is as reviewed: `python -m tools.samples.expected` writes it anew."""
    for name, content in expected.files(sample):
        assert (sample / "expected" / name).read_bytes().decode("utf-8") == content, name


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_every_thing_of_the_truth_is_found_once(sample: Path) -> None:
    """What the invented person made is found, each thing exactly once and right; nothing else is."""
    truth = json.loads((sample / "truth.json").read_text("utf-8"))
    things = truth["items"] if isinstance(truth, dict) else truth
    found: defaultdict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for judged in analyze(sorted(sample.glob("*.zip")), Options(policy="eu", today=expected.TODAY)).judged:
        row = _row(judged)
        found[row["platform"], row["created"], row["text"]].append(row)
    for thing in things:
        rows = found[thing["platform"], thing["created"], thing["text"]]
        rows.sort(key=lambda row: row["kind"] != thing["kind"])
        assert rows, f"missing: {thing}"
        row = rows.pop(0)
        for name in (*CLAIMS, *VERDICTS):
            if thing.get(name) is not None:
                assert row[name] == thing[name], (name, thing)
        for name in ("latitude", "longitude"):
            assert row[name] == thing[name], (name, thing)
    assert not [row for rows in found.values() for row in rows]


def test_what_the_saved_files_settle(tmp_path: Path) -> None:
    """The numbers in the README: undecided with the archive alone, the public view, the log, and the one answer."""
    sample = expected.FOLDER / "facebook-en"
    log, view = (str(sample / "evidence" / name) for name in (LOG, VIEW))
    answers = tmp_path / "answers.toml"
    answers.write_text("schema = 1\nunchanged_since = 2025-05-27\n", "utf-8")
    given: list[dict[str, Any]] = [{}, {"seen_public": (view,)}, {"audiences": (log,)}]
    found = []
    for options in [*given, {"audiences": (log,), "answers": answers}]:
        analysis = analyze(sorted(sample.glob("*.zip")), Options(today=expected.TODAY, **options))
        found.append(sum(each.verdict == "undetermined" for each in analysis.judged))
    assert found == [45, 41, 37, 27]
    readme = (expected.FOLDER.parent / "README.md").read_text("utf-8")
    assert re.findall(r"(?m)^\| (?:and )?the .*\| (\d+) \|$", readme) == list(map(str, found))


def _row(judged: Judged) -> dict[str, Any]:
    item = judged.item
    row = {name: getattr(judged, name) for name in VERDICTS}
    row |= {name: getattr(item, name) for name in CLAIMS if name != "media_count"}
    row |= {"platform": item.platform, "latitude": item.latitude, "longitude": item.longitude, "text": item.text}
    return row | {
        "people": [*item.people],
        "media_count": len(item.media),
        "created": iso(item.created) if item.created else "",
    }


def test_samples_show_every_kind_and_verdict() -> None:
    """The samples together hold every kind that their formats can express, and every verdict."""
    kinds, verdicts = set(), set()
    for sample in SAMPLES:
        for judged in analyze(sorted(sample.glob("*.zip")), Options(today=expected.TODAY)).judged:
            kinds.add(judged.item.kind)
            verdicts.add(judged.verdict)
    assert verdicts == {"in_scope", "ongoing", "undetermined", "out_of_scope"}
    assert kinds == {
        "post", "photo", "video", "reel", "story", "live_video", "comment", "note", "event", "listing", "review",
        "profile_photo", "cover_photo", "bio", "channel_message", "ai_prompt",
    }  # fmt: skip
