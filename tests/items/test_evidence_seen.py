"""What was seen, kept with the answers: written, read back, and refused where it cannot be meant."""

from __future__ import annotations

import json
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import pytest
from evidence_world import day
from hypothesis import given
from hypothesis import strategies as st

from analyzer.errors import UsageError
from analyzer.items.evidence.seen_records import as_json, observations_of, records_of, united
from analyzer.reading.evidence.model import SEEN, SOURCES, Observation
from analyzer.rules.answers import Answers
from analyzer.rules.answers_file import write_answers

D1, D2 = day("2026-11-20"), day("2026-11-27")
ITEM = "0123456789ab"

observations = st.builds(Observation, st.sampled_from(SEEN), st.none() | st.dates(), st.sampled_from(SOURCES))
kept = st.dictionaries(
    st.from_regex(r"[0-9a-f]{12}", fullmatch=True), st.lists(observations, min_size=1).map(tuple), max_size=5
)


def written(found: dict[str, tuple[Observation, ...]]) -> str:
    """The file of answers in which these are kept, as TOML."""
    with tempfile.TemporaryDirectory() as folder:
        write_answers(Answers(seen=found), Path(folder, "answers.toml"))
        return Path(folder, "answers.toml").read_text("utf-8")


@given(kept)
def test_there_and_back(found: dict[str, tuple[Observation, ...]]) -> None:
    """TOML and JSON give back what was written, and writing that again changes nothing."""
    records = records_of(found)
    toml = tomllib.loads(written(found)).get("seen", [])
    back = observations_of(toml, "a.toml")
    assert back == observations_of(json.loads(json.dumps(as_json(records))), "a.json")
    assert records_of(back) == records and back.keys() == found.keys()
    assert all(set(back[item]) <= set(found[item]) for item in back)


def test_the_latest_day_is_kept() -> None:
    """Of what one source saw on several days the latest is kept; different things that were seen stay side by side."""
    page = "facebook_page"
    found = {
        ITEM: (Observation("everyone", D1, page), Observation("everyone", D2, page), Observation("narrower", D1, page))
    }
    assert [(each["seen"], each["day"]) for each in records_of(found)] == [("narrower", D1), ("everyone", D2)]


def test_how_it_looks() -> None:
    """Four keys, and nothing else of the file."""
    text = written({ITEM: (Observation("everyone", D1, "public_view"), Observation("everyone", None, "graph_api"))})
    assert text == (
        "schema = 1\n"
        f'\n[[seen]]\nitem = "{ITEM}"\nseen = "everyone"\nsource = "graph_api"\n'
        f'\n[[seen]]\nitem = "{ITEM}"\nseen = "everyone"\nsource = "public_view"\nday = 2026-11-20\n'
    )


@pytest.mark.parametrize(
    "record",
    [
        5, {}, {"item": "x"}, {"item": ITEM, "seen": "public", "source": "graph_api"},
        {"item": ITEM, "seen": "everyone", "source": "me"}, {"item": ITEM, "seen": ["everyone"], "source": "graph_api"},
        {"item": ITEM, "seen": "everyone", "source": "graph_api", "day": "soon"},
        {"item": ITEM, "seen": "everyone", "source": "graph_api", "day": 20261120},
        {"item": ITEM, "seen": "everyone", "source": "graph_api", "text": "x"},
        {"item": ITEM.upper(), "seen": "everyone", "source": "graph_api"},
    ],
)  # fmt: skip
def test_what_cannot_be_meant(record: Any) -> None:
    """One sentence, with the number of the record and nothing that stands in it."""
    good = {"item": ITEM, "seen": "everyone", "source": "graph_api", "day": "2026-11-20"}
    with pytest.raises(UsageError, match=r"a\.toml, seen record 2: "):
        observations_of([good, record], "a.toml")
    with pytest.raises(UsageError):
        observations_of({"item": ITEM}, "a.toml")


def test_united() -> None:
    """What was kept and what this run's files say stand together, in order of day, each once."""
    old, new = Observation("everyone", D1, "facebook_page"), Observation("narrower", D2, "facebook_page")
    assert united({ITEM: (new,)}, {ITEM: (old, new)}, {}) == {ITEM: (old, new)}
