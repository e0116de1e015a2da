"""Files of answers: TOML, or the JSON that the page saves."""

from __future__ import annotations

import json
import os
import stat
import tempfile
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

from analyzer.errors import UsageError
from analyzer.model import PLATFORMS, Kind
from analyzer.rules.answers import AUDIENCES, Answer, Answers

LARGEST = 64 * 1024 * 1024  # bytes: an answer for each of 500,000 items
_KEYS = {"item", "group", "kind", "from", "to", "platform", "account", "audience", "is"}


def read_answers(path: str | Path) -> Answers:
    """A file of answers, TOML or the JSON that the page saves. Raises UsageError where it cannot be meant."""
    try:
        raw = _plain_text(Path(path))
    except (OSError, ValueError):
        raise UsageError(f"The answers in {path} cannot be read.") from None
    try:
        data = json.loads(raw) if raw.lstrip().startswith("{") else tomllib.loads(raw)
    except (ValueError, RecursionError):  # no number of 5,000 digits, and nothing nested deep, is an answer
        raise UsageError(f"{path} is neither TOML nor JSON.") from None
    if not isinstance(data, dict) or data.get("schema") != 1:
        raise UsageError(f"{path} holds no answers of a kind that this version knows (schema = 1).")
    entries, ticked = data.get("answer", []), data.get("ticked", [])
    if not isinstance(entries, list) or not isinstance(ticked, list):
        raise UsageError(f"{path}: `answer` and `ticked` must be lists.")
    try:
        return Answers(
            tuple(_answer(entry, f"{path}, answer {number}") for number, entry in enumerate(entries, 1)),
            tuple(str(each) for each in ticked),
            _day(data.get("birthday"), f"{path}, birthday"),
        )
    except (ValueError, RecursionError):  # TOML has whole numbers of any length, but Python prints none of 5,000 digits
        raise UsageError(f"{path} holds something that is no answer.") from None


def _plain_text(path: Path) -> str:
    """The text of a file. Pipes and devices are not opened: they would be waited for, or never end."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError("no plain file")
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    with open(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # it was another one a moment ago
            raise OSError("no plain file")
        raw = file.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise OSError("too large")
    return raw.decode("utf-8-sig")


def _answer(entry: Any, where: str) -> Answer:
    if not isinstance(entry, dict):
        raise UsageError(f"{where} is no table.")
    if unknown := set(entry) - _KEYS:
        raise UsageError(f"{where} has a key that is not known: {sorted(unknown)[0]}.")
    audience, is_ = entry.get("audience", ""), entry.get("is", "")
    if is_:
        if is_ not in ("page", "profile") or not entry.get("account"):
            raise UsageError(f'{where}: write account = NAME with is = "page" or is = "profile".')
    elif audience not in AUDIENCES:
        raise UsageError(f"{where}: audience must be one of {', '.join(AUDIENCES)}.")
    for name, allowed in (("platform", PLATFORMS), ("kind", get_args(Kind))):
        if entry.get(name, allowed[0]) not in allowed:
            raise UsageError(f"{where}: {name} must be one of {', '.join(allowed)}.")
    if not is_ and not any(entry.get(name) for name in ("item", "group", "kind", "from", "to", "platform", "account")):
        raise UsageError(f"{where} does not say what it is about.")
    return Answer(
        audience, str(entry.get("item", "")), str(entry.get("group", "")), entry.get("kind", ""),
        _day(entry.get("from"), where), _day(entry.get("to"), where),
        entry.get("platform", ""), str(entry.get("account", "")), is_,
    )  # fmt: skip


def _day(value: Any, where: str) -> date | None:
    if value is None or type(value) is date:
        return value
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise UsageError(f"{where}: {value} is no date; write 2009-12-31.") from None


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
        entry = {"from": each.since, "to": each.until, "is": each.is_} | {key: getattr(each, key) for key in keys}
        entries.append({key: value for key, value in entry.items() if value})
    document = {"schema": 1, "birthday": answers.birthday, "ticked": list(answers.ticked), "answer": entries}
    return {key: value for key, value in document.items() if value}


def _toml(document: dict[str, Any]) -> Iterator[str]:
    for key, value in document.items():
        if key != "answer":
            yield f"{key} = {_value(value)}"
    for entry in document.get("answer", ()):
        yield from ("", "[[answer]]", *(f"{key} = {_value(value)}" for key, value in entry.items()))


def _value(value: Any) -> str:
    """A TOML value. Its strings are written as JSON's are, but for DEL, which TOML wants escaped."""
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
