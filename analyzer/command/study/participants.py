"""Who takes part, and which archives are theirs."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from analyzer.archive.layout import fold_path, roots
from analyzer.archive.limits import LARGEST_FILE_OF_ANSWERS
from analyzer.archive.names import export_name
from analyzer.command.study.network import Place, Shelf, is_pattern
from analyzer.errors import AnalyzerError, Sentence, UsageError
from analyzer.rules.answers_file import parse_answers
from analyzer.rules.policy import policies

COLUMNS = ("participant", "path", "birthday", "policy", "answers")
_EVIDENCE = {"audiences", "seen_public", "har", "log", "logs", "network_log", "pages"}


@dataclass(frozen=True, slots=True)
class Participant:
    """One donor: the name that the researcher uses, the archives, and what was said beside them."""

    label: str
    archives: tuple[Place, ...]
    birthday: date | None = None
    policy: str = ""
    answers: str = ""  # the text of a file of answers

    @property
    def inputs(self) -> str:
        """All that a result depends on, as text: equal where nothing has changed."""
        files = [f"{each.address}\n{each.size}\n{each.stamp}" for each in self.archives]
        return "\n".join([*files, str(self.birthday), self.policy, self.answers])


def find_participants(sources: Iterable[str], table: Path | None, today: date) -> list[Participant]:
    """Everybody who takes part, by name. Raises UsageError for what cannot be meant."""
    given = list(sources)
    found = _of_table(table, given, today) if table else _of_sources(given)
    seen: dict[str, Participant] = {}
    for each in found:
        if each.label in seen:
            raise UsageError(
                "The participant {participant} is listed twice: {one} and {other}. Give each a name of its own,"
                " or put the archives into one folder.",
                participant=each.label,
                one=seen[each.label].archives[0].address,
                other=each.archives[0].address,
            )
        seen[each.label] = each
    if not seen:
        raise UsageError(
            "There is no archive in what was given: name a folder of zips, or of one folder for each donor."
        )
    return [seen[label] for label in sorted(seen)]


def _of_sources(sources: list[str]) -> list[Participant]:
    if not sources:
        raise UsageError("Give at least one SOURCE: a folder, a pattern or an address of archives.")
    found: list[Participant] = []
    for source in sources:
        groups = _by_label(source)
        listed = _listed(source)
        for label, entries in groups:
            stamped = (_stamped(each, listed.get(each.address.rstrip("/"))) for each in entries)
            found.append(Participant(label, tuple(stamped)))
    return found


def _by_label(source: str) -> list[tuple[str, list[Place]]]:
    """Archives by participant: a sub-folder is one, and so are zips whose names are of one export."""
    groups: dict[str, list[Place]] = {}
    for entry in _entries(source):
        if entry.name.startswith("."):
            continue
        stem = entry.name[:-4] if entry.name.lower().endswith(".zip") else entry.name
        groups.setdefault(entry.name if entry.is_folder else export_name(stem).stem, []).append(entry)
    return list(groups.items())


def _entries(source: str) -> list[Place]:
    shelf = Shelf(source)
    try:
        if is_pattern(source):
            found = shelf.matching()
        else:
            itself = shelf.entry()
            if not itself.is_folder:
                return [itself]
            found = shelf.inside()
            if any(each.is_folder and fold_path(each.name) in roots().any for each in found):
                return [itself]  # an unpacked archive
    except FileNotFoundError:
        found = []
    wanted = [each for each in found if each.is_folder or each.name.lower().endswith(".zip")]
    if not wanted:
        raise UsageError("There is no archive at {address}: neither a zip nor a folder.", address=source)
    return wanted


def _listed(source: str) -> dict[str, list[Place]]:
    """All files elsewhere by the sub-folder that they lie in, listed at once: to ask for each folder takes hours."""
    shelf = Shelf(source)
    if shelf.is_here or is_pattern(source):
        return {}
    itself = shelf.entry()
    if not itself.is_folder:
        return {}
    root = itself.address.rstrip("/") + "/"
    found: dict[str, list[Place]] = {}
    for each in shelf.inside(deep=True):
        if each.address.startswith(root):
            found.setdefault(root + each.address.removeprefix(root).partition("/")[0], []).append(each)
    return found


def _stamped(entry: Place, listed: list[Place] | None = None) -> Place:
    """An entry that changes when anything in it does: that of a folder does not by itself."""
    if not entry.is_folder:
        return entry
    inside = listed or Shelf(entry.address).inside(deep=True)
    stamp = hashlib.sha256(
        "\n".join(f"{each.address} {each.size} {each.stamp}" for each in inside).encode()
    ).hexdigest()
    return replace(entry, size=sum(each.size for each in inside), stamp=stamp)


def _of_table(table: Path, sources: list[str], today: date) -> list[Participant]:
    if len(sources) > 1:
        raise UsageError("With --participants give one SOURCE at most: the folder that its paths begin in.")
    try:
        text = table.read_text("utf-8-sig")
    except (OSError, ValueError):
        raise UsageError("The participants in {table} cannot be read: a CSV in UTF-8 is needed.", table=table) from None
    rows = csv.DictReader(io.StringIO(text), strict=True)
    try:
        names = [name.strip() for name in rows.fieldnames or ()]
        listed = [{(key or "").strip(): (value or "").strip() for key, value in row.items() if key} for row in rows]
    except csv.Error as error:
        raise UsageError("{table} is no CSV: {error}.", table=table, error=error) from None
    _check_columns(table, names)
    base = sources[0] if sources else str(table.resolve().parent)
    return [
        _of_row(row, Sentence("{table}, row {n}", table=table, n=number), base, table, today)
        for number, row in enumerate(listed, 2)
    ]


def _check_columns(table: Path, names: list[str]) -> None:
    if evidence := sorted(_EVIDENCE & {name.casefold() for name in names}):
        raise UsageError(
            "{table} has a column {column}: network logs and saved pages hold keys to accounts, and no study"
            " takes them. Let donors give a file of answers, in which what was seen is kept (analyze"
            " --answers).",
            table=table,
            column=evidence[0],
        )
    if unknown := [name for name in names if name not in COLUMNS]:
        raise UsageError(
            "{table} has a column {column}, which is not known: {columns}.",
            table=table,
            column=unknown[0],
            columns=", ".join(COLUMNS),
        )
    if missing := [name for name in COLUMNS[:2] if name not in names]:
        raise UsageError("{table} has no column {column}.", table=table, column=missing[0])


def _of_row(row: dict[str, str], where: Sentence, base: str, table: Path, today: date) -> Participant:
    label, path = row["participant"], row["path"]
    if not label or not path:
        raise UsageError("{where}: a participant and a path are needed.", where=where)
    policy = row.get("policy", "")
    if policy and policy not in (*policies(), "auto"):
        raise UsageError(
            "{where}: there is no policy {policy}: choose one of auto, {policies}.",
            where=where,
            policy=policy,
            policies=", ".join(policies()),
        )
    archives: list[Place] = []
    for each in filter(None, (part.strip() for part in path.split(";"))):
        archives += _named(_below(base, each), where)
    return Participant(label, tuple(archives), _birthday(row.get("birthday", ""), where, today), policy,
                       _answers(row.get("answers", ""), base, where))  # fmt: skip


def _named(address: str, where: Sentence) -> list[Place]:
    """The archives at an address of the table. Raises UsageError where there is none."""
    shelf = Shelf(address)
    try:
        found = shelf.matching() if is_pattern(address) else [shelf.entry()]
    except FileNotFoundError:
        found = []
    found = list(map(_stamped, found))
    if not found or not all(each.size for each in found):
        raise UsageError(
            "{where}: there is no archive at {address}. Nothing was begun: mend the row, or take it out.",
            where=where,
            address=address,
        )
    return found


def _below(base: str, path: str) -> str:
    if "://" in path or Path(path).is_absolute():
        return path
    return f"{base.rstrip('/')}/{path}" if "://" in base else str(Path(base) / path)


def _birthday(text: str, where: Sentence, today: date) -> date | None:
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise UsageError("{where}: the birthday is no date: write it as 1990-04-23.", where=where) from None
    if found > today:
        raise UsageError("{where}: the birthday lies in the future.", where=where)
    return found


def _answers(path: str, base: str, where: Sentence) -> str:
    """The text of a file of answers, found to be one."""
    if not path:
        return ""
    shelf = Shelf(_below(base, path))
    try:
        if shelf.entry().size > LARGEST_FILE_OF_ANSWERS:
            raise UsageError("{where}: the file of answers is larger than any.", where=where)
        text = shelf.read().decode("utf-8-sig")
    except FileNotFoundError:
        raise UsageError("{where}: there is no file of answers {path}.", where=where, path=path) from None
    except ValueError:
        raise UsageError("{where}: the answers are neither TOML nor JSON.", where=where) from None
    try:
        parse_answers(text, "answers")
    except AnalyzerError as error:
        raise UsageError("{where}: {error}", where=where, error=error.sentence) from None
    return text
