"""Files of answers: TOML, or the JSON that the page saves."""

from __future__ import annotations

import json
import tempfile
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

from analyzer.archive.depth import too_deep, too_deep_toml
from analyzer.archive.limits import LARGEST_FILE_OF_ANSWERS
from analyzer.archive.plain_files import open_plain
from analyzer.errors import UsageError
from analyzer.items.evidence.seen_records import observations_of, records_of
from analyzer.model import PLATFORMS, Kind
from analyzer.rules.answers import AUDIENCES, Answer, Answers
from analyzer.rules.objection import NEVER

_KEYS = {"item", "group", "kind", "from", "to", "platform", "account", "audience", "is", "sentence"}


_TABLES = ("answer", "seen")
_TOP = {"schema", "birthday", "unchanged_since", "objected_on", "ticked", *_TABLES}


def read_answers(path: str | Path) -> Answers:
    """A file of answers, TOML or the JSON that the page saves. Raises UsageError where it cannot be meant."""
    try:
        with open_plain(path) as file:
            bare = file.read(LARGEST_FILE_OF_ANSWERS + 1)
        raw = bare.decode("utf-8-sig")
    except (OSError, ValueError):
        raise UsageError("The answers in {path} cannot be read.", path=path) from None
    if len(bare) > LARGEST_FILE_OF_ANSWERS:
        raise UsageError("{path} is larger than any file of answers.", path=path)
    return parse_answers(raw, path)


def parse_answers(raw: str, path: str | Path) -> Answers:
    """The same for what a file holds; `path` is what it is called in errors."""
    try:
        is_json = raw.lstrip().startswith("{")
        if too_deep(raw) if is_json else too_deep_toml(raw):
            raise RecursionError
        data = json.loads(raw) if is_json else tomllib.loads(raw)
    except (ValueError, RecursionError):  # numbers of thousands of digits and brackets in brackets too
        raise UsageError("{path} is neither TOML nor JSON.", path=path) from None
    if not isinstance(data, dict) or data.get("schema") != 1:
        raise UsageError("{path} holds no answers of a kind that this version knows (schema = 1).", path=path)
    if unknown := set(data) - _TOP:
        raise UsageError("{path} has a key that is not known: {key}.", path=path, key=sorted(unknown)[0])
    entries, ticked = data.get("answer", []), data.get("ticked", [])
    if not isinstance(entries, list) or not isinstance(ticked, list):
        raise UsageError("{path}: `answer` and `ticked` must be lists.", path=path)
    seen = observations_of(data["seen"], str(path)) if "seen" in data else {}
    at_home = (item for item, kept in seen.items() if any(each.source != "instagram_page" for each in kept))
    try:
        return Answers(
            tuple(_answer(entry, f"{path}, answer {number}") for number, entry in enumerate(entries, 1)),
            tuple(str(each) for each in ticked),
            _day(data.get("birthday"), f"{path}, birthday"),
            _day(data.get("unchanged_since"), f"{path}, unchanged_since"),
            _objections(data.get("objected_on"), f"{path}, objected_on"),
            seen,
            frozenset(at_home),  # evidence of a post is kept only where it stands on the own profile
        )
    except (ValueError, RecursionError):  # TOML has whole numbers of any length, but Python prints none of 5,000 digits
        raise UsageError("{path} holds something that is no answer.", path=path) from None


def _answer(entry: Any, where: str) -> Answer:
    if not isinstance(entry, dict):
        raise UsageError("{where} is no table.", where=where)
    if unknown := set(entry) - _KEYS:
        raise UsageError("{where} has a key that is not known: {key}.", where=where, key=sorted(unknown)[0])
    audience, is_ = entry.get("audience", ""), entry.get("is", "")
    sentence = entry.get("sentence", "")
    if sentence:
        if is_ not in ("own_profile", "elsewhere") or not isinstance(sentence, str):
            raise UsageError('{where}: write sentence = FORM with is = "own_profile" or is = "elsewhere".', where=where)
    elif is_:
        if is_ not in ("page", "profile") or not entry.get("account"):
            raise UsageError('{where}: write account = NAME with is = "page" or is = "profile".', where=where)
    elif audience not in AUDIENCES:
        raise UsageError("{where}: audience must be one of {choices}.", where=where, choices=", ".join(AUDIENCES))
    for name, allowed in (("platform", PLATFORMS), ("kind", get_args(Kind))):
        if entry.get(name, allowed[0]) not in allowed:
            raise UsageError(
                "{where}: {name} must be one of {choices}.", where=where, name=name, choices=", ".join(allowed)
            )
    if not is_ and not any(entry.get(name) for name in ("item", "group", "kind", "from", "to", "platform", "account")):
        raise UsageError("{where} does not say what it is about.", where=where)
    if any(not isinstance(entry.get(name, ""), (str, int)) for name in ("item", "group", "account")):
        raise UsageError("{where} does not say what it is about.", where=where)
    since, until = _day(entry.get("from"), where), _day(entry.get("to"), where)
    if since and until and since >= until:
        raise UsageError("{where}: from must lie before to, the first day that is not meant any more.", where=where)
    return Answer(
        audience, str(entry.get("item", "")), str(entry.get("group", "")), entry.get("kind", ""),
        since, until,
        entry.get("platform", ""), str(entry.get("account", "")), is_, sentence=sentence,
    )  # fmt: skip


def _objections(value: Any, where: str) -> tuple[str, ...]:
    """`objected_on`: a day or `never` for all accounts, or a table of these by account."""
    if value is None:
        return ()
    if isinstance(value, dict):
        return tuple(f"{account}={_objection(said, where)}" for account, said in value.items())
    return (_objection(value, where),)


def _objection(value: Any, where: str) -> str:
    return NEVER if value == NEVER else str(_day(value, where))


def _day(value: Any, where: str) -> date | None:
    if value is None or type(value) is date:
        return value
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise UsageError("{where}: {value} is no date; write 2009-12-31.", where=where, value=value) from None


def write_answers(answers: Answers, path: str | Path) -> None:
    """Write answers so that `read_answers` gives them back, readable by their owner alone, in place of an older file.

    TOML, or JSON where the name ends so. What `--audience` said becomes an answer for its platform. Raises OSError.
    """
    path = Path(path)
    if path.suffix.lower() == ".json":
        text = json.dumps(_document(answers), indent=2, default=date.isoformat) + "\n"
    else:
        text = "\n".join(_toml(_document(answers))) + "\n"
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)  # of mode 0600
    try:
        with open(descriptor, "w", encoding="utf-8", errors="replace", newline="") as file:
            file.write(text)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _document(answers: Answers) -> dict[str, Any]:
    keys = ("item", "group", "kind", "platform", "account", "audience")
    entries = []
    for each in answers.answers:
        entry = {"from": each.since, "to": each.until, "is": each.is_, "sentence": each.sentence} | {
            key: getattr(each, key) for key in keys
        }
        entries.append({key: value for key, value in entry.items() if value})
    document = {
        "schema": 1, "birthday": answers.birthday, "unchanged_since": answers.unchanged_since,
        "objected_on": _by_account(answers.objected_on), "ticked": list(answers.ticked), "answer": entries,
        "seen": records_of(answers.seen),
    }  # fmt: skip
    return {key: value for key, value in document.items() if value}


def _toml(document: dict[str, Any]) -> Iterator[str]:
    for key, value in document.items():
        if key not in _TABLES and not isinstance(value, dict):
            yield f"{key} = {_value(value)}"
    for key, value in document.items():
        if isinstance(value, dict):
            yield from ("", f"[{key}]", *(f"{_value(name)} = {_value(day)}" for name, day in value.items()))
    for table in _TABLES:
        for entry in document.get(table, ()):
            yield from ("", f"[[{table}]]", *(f"{key} = {_value(value)}" for key, value in entry.items()))


def _by_account(objected_on: tuple[str, ...]) -> date | str | dict[str, date | str] | None:
    """`objected_on` as it stands in a file: one day (or `never`) for all accounts, or a table."""
    found = {
        account: said if said == NEVER else date.fromisoformat(said)
        for account, _, said in (each.rpartition("=") for each in objected_on)
    }
    return found.get("") if set(found) == {""} else found or None


def _value(value: Any) -> str:
    """A TOML value. Its strings are written as JSON's are, but for DEL, which TOML wants escaped."""
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
