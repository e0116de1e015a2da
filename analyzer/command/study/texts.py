"""Codebook and pre-registration sheet: what the tables hold, and what was fixed before anything was read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from analyzer.command.study.columns import REVEALS, tables
from analyzer.command.study.suppress import FEWEST

PERSONAL = (
    "These data remain personal data. They have no names and no texts, but they speak of single people, who can be told"
    " by whoever holds the salt, or knows enough about one of them. Keep them as the participants were promised."
)
_TABLES = {
    "items": "One row for each item of each participant whose archives were read.",
    "participants": "One row for each participant, those included whose archives could not be read or were left out.",
    "counts": "Items of each participant by platform, kind, year, verdict and basis.",
    "files": "What became of the files of each participant's archives, by kind of file: for drift of formats.",
}
_NOT_KEPT = (
    "texts, names, links, permalinks, names and kinds of places on the platform (groups, Pages), paths and names of"
    " files, exact times, coordinates, people who are tagged, birthdays, account names"
)


def codebook(reveals: tuple[str, ...]) -> tuple[str, str]:
    """The codebook as Markdown and as JSON."""
    lines = ["# Codebook", "", PERSONAL, "", "Months are written `2025-05`. What is not known is empty.", ""]
    data: dict[str, Any] = {"schema": 1, "notice": PERSONAL, "tables": {}}
    for name, columns in tables(reveals).items():
        lines += [f"## {name}", "", _TABLES[name], "", "| column | type | meaning | values |", "|---|---|---|---|"]
        for each in columns:
            values = ", ".join(f"`{value}`" for value in each.values)
            lines.append(f"| `{each.name}` | {each.type} | {each.meaning} | {values} |")
        lines.append("")
        data["tables"][name] = {
            "meaning": _TABLES[name],
            "columns": [
                {"name": each.name, "type": each.type, "meaning": each.meaning, "values": list(each.values)}
                for each in columns
            ],
        }
    return "\n".join(lines), json.dumps(data, indent=2) + "\n"


def sheet(options: Mapping[str, Any], version: str) -> str:
    """The pre-registration sheet: what is read, kept, left out and published, as the options say."""
    reveals = options["reveals"]
    asked = (
        f"Of what texts may give away, these columns are kept, as asked for by name: {', '.join(reveals)}."
        f" They are inferred, and may fall under Article 9 of the GDPR."
        if reveals
        else f"What texts may give away ({', '.join(REVEALS)}) is not looked for."
    )
    minors = (
        "Archives of people who were not of age are kept, as asked for."
        if options["minors"]
        else "Archives of people who were not of age when they were made are left out; that there was one is kept."
    )
    rows = {
        "Program": f"analyze {version}",
        "Policy": f"{options['policy']}, unless the list of participants says otherwise",
        "Deadline": options["deadline"] or "the policy's",
        "Age is tested as of": options["as_of"] or "the day of each archive",
        "Day of the study": options["today"],
    }
    lines = ["# What this study keeps", "", "A sheet for pre-registration and for the ethics board.", ""]
    lines += ["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows.items()), ""]
    for heading, text in (
        ("Read", "Of each archive: its list of files, and the files that tell of posts, comments and accounts."
                 " Photos, videos and messages are not opened."),
        ("Kept", "For each item: pseudonyms of participant and item, month, and the answers that the codebook lists."
                 f" {asked}"),
        ("Not kept", f"{_NOT_KEPT[0].upper()}{_NOT_KEPT[1:]}."),
        ("Minors", minors),
        ("Doubles", "Participants half of whose items or more are the same are taken for one: the one with more"
                    " items is counted."),
        ("Pseudonyms", "HMAC-SHA-256 with a salt of 32 random bytes, which is kept apart from the data."),
        ("Published", f"Counts of participants and mean shares in whole per cent. No cell speaks of fewer than {FEWEST}"
                      " participants, and further cells are held back so that none can be worked out. Bounds: all"
                      " undecided items taken as not public, and as public."),
        ("Withdrawal", "`analyze study --drop PARTICIPANT` takes a participant out of data, tables, page and manifest,"
                       " and out of every later run."),
        ("Law", PERSONAL),
    ):  # fmt: skip
        lines += [f"## {heading}", "", text, ""]
    return "\n".join(lines)
