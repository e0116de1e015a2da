"""The whole of a study: who takes part, what is done already, the rest, and what is written of it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from analyzer.advice.revealing import REVEALS
from analyzer.archive.limits import MIB
from analyzer.command.study import engine, guard, salt, texts
from analyzer.command.study.network import Workers
from analyzer.command.study.part import Part, Parts, unpacked
from analyzer.command.study.participants import Participant, find_participants
from analyzer.command.study.publish import publish, write_manifest
from analyzer.errors import AnalyzerError, UsageError
from analyzer.report.folder import check_folder
from analyzer.report.own_file import loads_plain
from analyzer.report.summary import program_version
from analyzer.report.work import Work
from analyzer.rules.policy import load

SCHEMA = 1
MANIFEST = "manifest.json"
_LARGEST = 1 << 30  # bytes of a manifest
_SMALLEST_MEMORY = 256 * MIB
#: What makes another study of it: the rest (limits, workers) may change between two runs.
_SAME = ("policy", "deadline", "as_of", "reveals", "minors")

Progress = Callable[[int, int, int], None]  # done, failed of these, in all
Todo = tuple[str, Participant, str]  # pseudonym, participant, HMAC of the inputs


@dataclass(frozen=True, slots=True)
class Plan:
    """What a study is to be. `workers` of this machine, 0 for its cores; limits for each donor, seconds and bytes."""

    out: Path
    sources: tuple[str, ...] = ()
    participants: Path | None = None
    salt: Path | None = None
    scheduler: str = ""
    workers: int = 0
    dashboard: bool = False
    policy: str = "auto"
    deadline: date | None = None
    as_of: date | None = None
    reveals: tuple[str, ...] = ()
    minors: bool = False
    retry: bool = False
    time_limit: float = 900.0
    memory_limit: int = 2048 * MIB

    def options(self, today: date) -> dict[str, Any]:
        """What is fixed with the first run."""
        return {
            "policy": self.policy, "deadline": self.deadline.isoformat() if self.deadline else None,
            "as_of": self.as_of.isoformat() if self.as_of else None, "today": today.isoformat(),
            "reveals": sorted(self.reveals, key=REVEALS.index), "minors": self.minors,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """What a run did. `failed`: who has no result, with outcome and exit code; by the researcher's names."""

    manifest: dict[str, Any]
    salt: Path
    made_salt: bool
    done: int
    kept: int
    dropped: int
    failed: list[tuple[str, str, int]]
    duplicates: list[tuple[str, str]]
    dashboard: str = ""


def run_study(plan: Plan, progress: Progress | None = None, told: Callable[[str], None] | None = None) -> Run:
    """Analyse all participants who are not done yet, and write the study anew.

    `progress` is called with participants done, failed and in all; `told` with the address of a dashboard.

    Raises:
        UsageError: something that cannot be meant; nothing is written then.
        AnalyzerError: the disk refuses, or the scheduler went away; what is done stays, and the next run goes on.
    """
    _check(plan)
    with _folder(plan.out) as manifest:
        today = date.fromisoformat(manifest["options"]["today"]) if manifest else datetime.now(UTC).date()
        _check_same(plan, manifest, today)
        place = plan.salt or salt.default_place(plan.out)
        found = find_participants(plan.sources, plan.participants, today)
        key, made = _salt(plan, place, manifest)
        manifest = _begun(plan, manifest, key, today)
        labels = {key.participant(each.label): each for each in found}
        gone = [name for name in labels if key.dropped(name) in manifest["dropped"]]
        here = {name: each for name, each in labels.items() if name not in gone}
        todo = _todo(plan, here, key)
        write_manifest(plan.out, manifest)
        _run_all(plan, todo, key, today, progress, told, len(here))
        whole = publish(plan.out, manifest)
    names = {name: each.label for name, each in labels.items()}
    failed = [(names.get(each["participant"], each["participant"]), each["outcome"], each["exit_code"])
              for each in whole["participants"] if each["outcome"] not in ("done", "left_out_minor")]  # fmt: skip
    return Run(whole, place, made, len(todo), len(here) - len(todo), len(gone), failed, _doubles(plan.out, names))


def drop(out: Path, participant: str, salt_place: Path | None) -> dict[str, Any]:
    """Take one participant (by name or pseudonym) out of everything, and write the rest anew: the new manifest.

    Raises UsageError where there is no such participant, or the salt is another.
    """
    if not read_manifest(out):
        raise UsageError("{out} holds no study.", out=out)
    with _folder(out) as manifest:
        assert manifest
        key = _kept_salt(salt_place or salt.default_place(out), manifest)
        parts = Parts(out)
        names = {key.participant(participant), participant} & set(parts.names())
        if not names:
            raise UsageError(
                "There is no participant {participant} in {out}: nothing was changed.", participant=participant, out=out
            )
        name = names.pop()
        manifest["dropped"] = sorted({*manifest["dropped"], key.dropped(name)})
        manifest["participants"] = [each for each in manifest.get("participants", []) if each["participant"] != name]
        write_manifest(out, manifest | {"state": "running"})
        parts.remove(name)
        return publish(out, manifest)


def planned(plan: Plan) -> str:
    """The pre-registration sheet of a study, before anything is read."""
    _check(plan)
    return texts.sheet(plan.options(datetime.now(UTC).date()), program_version())


def read_manifest(out: Path) -> dict[str, Any] | None:
    """The manifest of a study; None where none stands there. Raises UsageError where it is not ours."""
    place = out / MANIFEST
    if not os.path.lexists(place):
        return None
    try:
        found = loads_plain(place, _LARGEST)
        if found["study"] and found["schema"] == SCHEMA and found["options"]["today"]:
            return dict(found)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise UsageError(
        "{place} is no manifest of a study that this version knows. Choose another folder with --out.", place=place
    )


def _check(plan: Plan) -> None:
    if plan.policy != "auto":
        load(plan.policy)
    for each in plan.reveals:
        if each not in REVEALS:
            raise UsageError(
                "There is no category {category}: choose of {categories}.", category=each, categories=", ".join(REVEALS)
            )
    if plan.time_limit <= 0 or plan.memory_limit < _SMALLEST_MEMORY or plan.workers < 0:
        raise UsageError(
            "A time limit over 0 s, a memory limit of 256 MiB or more and no negative number of workers is needed."
        )


@contextmanager
def _folder(out: Path) -> Iterator[dict[str, Any] | None]:
    """The folder of a study, locked: its manifest, or None for a new one. Other people's folders are left alone."""
    out = Path.cwd() / out
    check_folder(out, (MANIFEST,))
    manifest = read_manifest(out)
    if manifest is None and out.is_dir() and any(out.iterdir()):
        raise UsageError(
            "{out} holds other files, so nothing is written there. Choose another folder with --out.", out=out
        )
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with Work(out):
            yield manifest
    except OSError as error:
        raise AnalyzerError(
            "The study could not be written to {out}: {why}. What is done stays.",
            out=out,
            why=error.strerror or type(error).__name__,
        ) from None


def _check_same(plan: Plan, manifest: dict[str, Any] | None, today: date) -> None:
    if manifest is None:
        return
    if manifest["version"] != program_version():
        raise UsageError(
            "The study in {out} was made by version {made} of this program, this is {here}: use that one, or"
            " choose another folder with --out.",
            out=plan.out,
            made=manifest["version"],
            here=program_version(),
        )
    now = plan.options(today)
    for name in _SAME:
        if now[name] != manifest["options"][name]:
            raise UsageError(
                "The study in {out} has {name} = {before}, and now {asked} is asked for: give the same, or"
                " choose another folder with --out.",
                out=plan.out,
                name=name,
                before=_shown(manifest["options"][name]),
                asked=_shown(now[name]),
            )


def _shown(value: object) -> str:
    """An option as a sentence names it."""
    return ", ".join(map(str, value)) or "-" if isinstance(value, list) else "-" if value is None else str(value)


def _salt(plan: Plan, place: Path, manifest: dict[str, Any] | None) -> tuple[salt.Salt, bool]:
    """The salt of the study, and whether it was made just now."""
    if manifest:
        return _kept_salt(place, manifest), False
    salt.check_apart(place, plan.out, list(plan.sources))
    if os.path.lexists(place):
        return salt.read_salt(place), False
    return salt.make_salt(place), True


def _kept_salt(place: Path, manifest: dict[str, Any]) -> salt.Salt:
    if not os.path.lexists(place):
        raise UsageError("The salt of this study is not at {place}: say with --salt where you keep it.", place=place)
    found = salt.read_salt(place)
    if found.check != manifest["salt_check"]:
        raise UsageError(
            "{place} is not the salt that this study was made with: the same people would get other"
            " pseudonyms. Give the right one with --salt, or choose another folder with --out.",
            place=place,
        )
    return found


def _begun(plan: Plan, manifest: dict[str, Any] | None, key: salt.Salt, today: date) -> dict[str, Any]:
    if manifest:
        return manifest | {"state": "running"}
    plan.out.mkdir(mode=0o700, parents=True, exist_ok=True)
    plan.out.chmod(0o700)
    return {
        "schema": SCHEMA, "study": secrets.token_hex(8), "version": program_version(), "state": "running",
        "begun_at": datetime.now(UTC).isoformat(timespec="seconds"), "options": plan.options(today),
        "salt_check": key.check, "dropped": [],
    }  # fmt: skip


def _todo(plan: Plan, here: dict[str, Participant], key: salt.Salt) -> list[Todo]:
    """The participants who are to be analysed: without a part, with other archives than before, failed if asked for."""
    parts, content = Parts(plan.out), key.key("inputs")
    there = set(parts.names())
    found = []
    for name, each in here.items():
        inputs = salt.short(content, each.inputs)
        if name in there:
            try:
                part = parts.read(name, tables=False)
            except ValueError:
                part = Part(name, "", 1)
            if part.inputs == inputs and part.outcome and (not plan.retry or part.exit_code in (0, 5)):
                continue
        found.append((name, each, inputs))
    # The largest first: else workers without anything left to do wait for one that began it last.
    return sorted(found, key=lambda each: -sum(archive.size for archive in each[1].archives))


def _tasks(plan: Plan, todo: Iterable[Todo], key: salt.Salt, today: date) -> Iterator[guard.Task]:
    options = plan.options(today)
    for name, each, inputs in todo:
        yield guard.Task(
            participant=name, inputs=inputs,
            archives=[(entry.address, "://" not in entry.address) for entry in each.archives],
            birthday=each.birthday.isoformat() if each.birthday else None, answers=each.answers,
            policy=each.policy or options["policy"], deadline=options["deadline"], as_of=options["as_of"],
            today=options["today"], reveals=options["reveals"], minors=plan.minors,
            items_key=key.key("items").hex(), content_key=key.key("content").hex(),
            time_limit=plan.time_limit, memory_limit=plan.memory_limit,
        )  # fmt: skip


def _run_all(
    plan: Plan, todo: list[Todo], key: salt.Salt, today: date, progress: Progress | None,
    told: Callable[[str], None] | None, total: int,
) -> None:  # fmt: skip
    if not todo:
        return
    parts, done, failed = Parts(plan.out), total - len(todo), 0

    def take(task: guard.Task, raw: bytes) -> None:
        nonlocal done, failed
        part = unpacked(raw, tables=False)
        parts.write(task["participant"], raw)
        done, failed = done + 1, failed + (part.exit_code not in (0, 5))
        if progress:
            progress(done, failed, total)

    workers = Workers(plan.scheduler, min(plan.workers or os.cpu_count() or 1, len(todo)), plan.dashboard)
    try:
        if told and plan.dashboard and workers.dashboard:
            told(workers.dashboard)
        if progress:
            progress(done, failed, total)
        engine.run(_tasks(plan, todo, key, today), workers, take)
    finally:
        workers.close()
        guard.close_children()


def _doubles(out: Path, names: dict[str, str]) -> list[tuple[str, str]]:
    """Those who gave the same account twice, by the researcher's names: the one left out, the one who counts."""
    import pyarrow.parquet as pq

    rows = pq.read_table(out / "participants", columns=["participant", "duplicate_of"]).to_pylist()
    return [(names.get(each["participant"], each["participant"]), names.get(each["duplicate_of"], each["duplicate_of"]))
            for each in rows if each["duplicate_of"]]  # fmt: skip
