"""One invented person in every clothing: era x format x language x container give the same items."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from analyzer.report.tables import iso
from analyzer.rules.analysis import Options
from analyzer.run import analyze
from tools.samples import Variant, variants
from tools.samples.expected import TODAY

CLAIMS = ("state", "venue", "venue_name", "media_count", "url", "place", "people", "permalink", "created_basis")
VERDICTS = ("is_public", "is_public_basis", "is_public_now", "verdict", "posted_as_minor")


@pytest.mark.parametrize("variant", list(variants()), ids=lambda variant: variant.name)
def test_every_thing_is_found_once(variant: Variant, tmp_path: Path) -> None:
    """Whatever the era, format, language and container: each thing exactly once, right as far as the era tells."""
    paths, truth = variant.write(tmp_path)
    analysis = analyze(paths, Options(policy="eu", today=TODAY))
    assert not analysis.collection.problems
    found: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for judged in analysis.judged:
        row = {name: getattr(judged, name) for name in VERDICTS}
        row |= {name: getattr(judged.item, name) for name in CLAIMS if name != "media_count"}
        row |= {name: getattr(judged.item, name) for name in ("platform", "kind", "latitude", "longitude", "text")}
        row |= {"media_count": len(judged.item.media), "people": [*judged.item.people]}
        row |= {"created": iso(judged.item.created) if judged.item.created is not None else ""}
        found[judged.item.platform, judged.item.text].append(row)
    for thing in truth:
        rows = found[thing["platform"], thing["text"]]
        rows.sort(key=lambda row: (_differs(row, thing, "created"), _differs(row, thing, "kind")))
        assert rows, f"missing: {thing}"
        row = rows.pop(0)
        for name in ("created", "kind", *CLAIMS, *VERDICTS):
            if thing.get(name) is not None:
                assert row[name] == thing[name], (name, row, thing)
        for name in ("latitude", "longitude"):
            assert row[name] == pytest.approx(thing[name]), (name, thing)
    assert not [row for rows in found.values() for row in rows]
    for row in analysis.collection.files:
        assert row.records == row.items + row.merged + sum(row.skipped.values()) + sum(row.unread.values())


def _differs(row: dict[str, Any], thing: dict[str, Any], name: str) -> bool:
    return thing.get(name) is not None and row[name] != thing[name]
