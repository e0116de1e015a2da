"""What becomes of the files in `tests/kinds`, beside what should: input and truth stand side by side in one folder.

    python -m tools.kinds                     show every folder whose `expected.json` is not what comes out; exit 1
    python -m tools.kinds --accept [NAME...]  write what comes out into `expected.json`: look at it before you commit it

A folder `tests/kinds/PLATFORM/KIND/` holds members of an archive at their paths. One that stands directly in it stands
in the archive in a folder called KIND. The person is Alex Doe (`alex`), unless a file of the folder tells otherwise.
"""

from __future__ import annotations

import argparse
import dataclasses
import difflib
import io
import json
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from analyzer.archive import layout
from analyzer.model import ExportFacts, Item, Skipped
from analyzer.reading import one_file
from analyzer.reading.html.pages import Pages
from analyzer.reading.reader import UNREADABLE, Damaged, NoRecords, reader

FOLDER = Path(__file__).parents[1] / "tests" / "kinds"
PLATFORMS = ("facebook", "instagram", "threads")
EXPECTED = "expected.json"
_OF_THE_ENGINE = {"platform", "created", "created_basis", "media", "said", "export", "file", "record", "account",
                  "in_newest", "title", "sentence"}  # fmt: skip


class Missing(Exception):
    """One of the three things that a kind of file needs is not there: `str()` says which, and what to do."""


def folders() -> list[Path]:
    """All folders with input, in order."""
    return sorted(path for platform in PLATFORMS for path in FOLDER.joinpath(platform).glob("*") if path.is_dir())


def inputs(folder: Path) -> dict[str, Path]:
    """The files of a folder by their paths in an archive. Raises Missing where there are none."""
    found = {}
    for path in sorted(each for each in folder.rglob("*") if each.is_file() and each.name != EXPECTED):
        inside = path.relative_to(folder).as_posix()
        found[inside if "/" in inside else f"{folder.name}/{inside}"] = path
    if not found:
        raise Missing(f"FIXTURE: {folder} holds no file. Put an invented file there, as Meta names it.")
    return found


def row_of(platform: str, path: str) -> layout.Row:
    """The row for a path. Raises Missing without one, or where it names a reader that is not there."""
    table = "facebook" if platform == "facebook" else "instagram"
    plain = path.removesuffix(".html") + ".json" if path.endswith(".html") else path
    row = layout.find(table, path) or layout.find(table, plain)
    where = f"analyzer/archive/layout/{table}.toml"
    if row is None:
        if longer := _longer(table, plain):
            raise Missing(
                f'ROW: the row "{longer}" of {where} is longer than "{plain}": shorten it to folder and name, or put '
                f"the file at {fixture(platform, longer)}."
            )
        raise Missing(f'ROW: no row of {where} has the path "{plain}". Add one, with `kind` or `readers`.')
    if not row.readers:
        raise Missing(f'ROW: {where} says of "{plain}" that it is not needed ("{row.why}"), so nothing reads it.')
    for name in row.readers:
        try:
            reader(name)
        except (ImportError, AttributeError, TypeError):
            module = "analyzer/reading/" + name.partition(":")[0].replace(".", "/") + ".py"
            what = f"the row of {plain} names {name}, and {module} has no such reader"
            raise Missing(f"READER: {what}. Write it, or say `kind` in the row.") from None
    return row


def _longer(table: str, path: str) -> str:
    """The path of a row that this one is only the end of; "" where there is none."""
    ends = "/" + layout.fold_path(path)
    paths = (each for group in layout.groups(table) for each in group["paths"])
    return next((each for each in paths if each.replace("<n>", "1").endswith(ends)), "")


def fixture(platform: str, path: str) -> str:
    """Where an invented file for a path of a row belongs: a folder may stand for the one that the path names."""
    parts = [each.replace("<n>", "1").replace("<metaai>", "meta_ai").replace("<id>", "any") for each in path.split("/")]
    kind = parts if len(parts) == 2 else ["any_name", *parts]
    return "/".join(["tests", "kinds", platform, *kind])


def _check_sentences(name: str, path: str, items: list[Item]) -> None:
    """Raise Missing where sentences stand over records of a Facebook file and its row does not say if they count."""
    shape = layout.shapes().get(name)
    if shape is None or shape.platform != "facebook" or shape.timeline is not None or shape.venue:
        return
    if title := next((item.title for item in items if item.title), ""):
        raise Missing(
            f'ROW: "{title}" stands over a record of {path}, and the row has no `timeline`: true where such a sentence '
            "tells on whose profile or in which group it was posted, false where it tells nothing."
        )


def outcome(folder: Path) -> dict[str, Any]:
    """What comes out of a folder. Raises Missing."""
    platform, files = folder.parent.name, inputs(folder)
    rows = {path: row_of(platform, path) for path in files}
    facts = ExportFacts()
    for each in {"facebook": ["facebook"]}.get(platform, ["instagram", "threads"]):
        account = facts.account(each)  # type: ignore[arg-type]
        account.username, account.full_name = "alex", "Alex Doe"
        account.names |= {"alex", "Alex Doe"}
    pages = Pages(platform, facts)
    skipped, unread, unknown = Counter[str](), 0, {}
    items: list[Item] = []
    for told in (True, False):
        for path, file in files.items():
            page = pages if path.endswith(".html") else None
            for name in rows[path].readers:
                stream = io.BytesIO(file.read_bytes())
                if told and one_file.tells_facts(name, page is not None):
                    one_file.read_facts(name, stream, facts, page)
                if told or reader(name).form == "facts":
                    continue
                first = len(items)
                try:
                    for _, make in one_file.records(name, stream, facts, page):
                        try:
                            made = make()
                        except UNREADABLE:
                            unread += 1
                            continue
                        items += [each for each in made if isinstance(each, Item)]
                        skipped.update(each.reason for each in made if isinstance(each, Skipped))
                        unread += sum(not isinstance(each, (Item, Skipped)) for each in made)
                except (Damaged, NoRecords, *UNREADABLE) as error:
                    unknown[path] = str(error) or "it is built in a way that this version does not know"
                _check_sentences(name, path, items[first:])
    result: dict[str, Any] = {"items": [_plain(item) for item in items]}
    told_of = {"skipped": dict(sorted(skipped.items())), "unread": unread, "not_understood": unknown}
    return result | {key: value for key, value in told_of.items() if value}


def _plain(item: Item) -> dict[str, Any]:
    """What an item says, without what is as always."""
    found: dict[str, Any] = {"kind": item.kind}
    if item.created is not None:
        found["created"] = datetime.fromtimestamp(item.created, UTC).isoformat().replace("+00:00", "Z")
    for field in dataclasses.fields(Item):
        value = getattr(item, field.name)
        default = field.default_factory() if callable(field.default_factory) else field.default
        if field.name not in _OF_THE_ENGINE and value != default:
            found[field.name] = value
    if item.media:
        found["media"] = [medium.path for medium in item.media]
    return found


def written(result: dict[str, Any]) -> str:
    """As it stands in `expected.json`: one line for each item."""
    lines = ",\n".join("  " + json.dumps(item, ensure_ascii=False) for item in result["items"])
    more = "".join(f',\n "{key}": {json.dumps(value)}' for key, value in result.items() if key != "items")
    return f'{{"items": [\n{lines}\n ]{more}}}\n' if lines else f'{{"items": []{more}}}\n'


def difference(folder: Path) -> str:
    """What is other than `expected.json` says, as lines; "" where nothing is. Raises Missing."""
    result = outcome(folder)
    expected = folder / EXPECTED
    if not expected.exists():
        hint = f"`python -m tools.kinds --accept {folder.name}` writes it: look whether it is the truth"
        raise Missing(f"FIXTURE: {expected} is missing. {hint}.")
    wanted = json.loads(expected.read_text("utf-8"))
    if wanted == json.loads(json.dumps(result)):
        return ""
    before, now = (written(each).splitlines() for each in ({"items": [], **wanted}, result))
    return "\n".join(difflib.unified_diff(before, now, "expected", "what comes out", lineterm=""))


def main() -> int:
    """Show the differences, or accept them."""
    parser = argparse.ArgumentParser(description="What becomes of the files in tests/kinds.")
    parser.add_argument("names", nargs="*", help="folders, all without one")
    parser.add_argument("--accept", action="store_true", help="write what comes out into expected.json")
    asked = parser.parse_args()
    wrong = 0
    for folder in folders():
        if asked.names and folder.name not in asked.names:
            continue
        try:
            if asked.accept:
                folder.joinpath(EXPECTED).write_text(written(outcome(folder)), "utf-8")
            told = difference(folder)
        except Missing as missing:
            told = str(missing)
        if told:
            wrong += 1
            print(f"{folder.parent.name}/{folder.name}\n{told}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
