"""Which items the evidence speaks of, and what was seen of each.

`match(evidence, views, items)` tells what was seen of each item. `records_of`, `as_toml`, `as_json` and
`observations_of` keep that with the answers; `united` puts it beside what this run's files say. Nothing here knows a
policy: what follows from an observation is for the rules to say.
"""

from __future__ import annotations

from analyzer.items.evidence.match import match
from analyzer.items.evidence.seen_records import as_json, as_toml, observations_of, records_of, united

__all__ = ["as_json", "as_toml", "match", "observations_of", "records_of", "united"]
