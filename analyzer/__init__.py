"""Which of your Facebook and Instagram posts fall into the scope that Meta states for its AI training.

    import analyzer
    result = analyzer.analyze("export.zip")
    result.items, result.summary, result.write("report")

Nothing leaves the machine. Importing this costs little: pandas is imported when a table is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.errors import AnalyzerError, NotAnExport, RefusedArchive, UsageError

if TYPE_CHECKING:
    import pandas as pd

    from analyzer.command.study.data import Study
    from analyzer.report.result import Result

__all__ = [
    "AnalyzerError",
    "NotAnExport",
    "RefusedArchive",
    "UsageError",
    "analyze",
    "read_items",
    "read_study",
    "study",
]


def analyze(
    *exports: str | Path,
    policy: str = "auto",
    deadline: date | str | None = None,
    objected_on: str | date | list[str] | None = None,
    as_of: date | str | None = None,
    birthday: date | str | None = None,
    audience: str | list[str] | None = None,
    answers: str | Path | None = None,
    audiences: str | Path | list[str | Path] | None = None,
    seen_public: str | Path | list[str | Path] | None = None,
    language: str | None = None,
    limits: int = 1,
    redact: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Result:
    """Read archives of Facebook, Instagram and Threads and judge every item in them.

    Args:
        exports: zips, the parts of one export, folders; of any platform, in any order.
        policy: `auto` (by the country on record), or the id of one: `eu`, `ch`, `uk`, `br`, `row`.
        deadline: in place of the policy's; a date or `YYYY-MM-DD`.
        objected_on: `DATE`, `never` or `ACCOUNT=DATE`, or a list of these.
        as_of: stands for the day of the export in the test of age, and for its own age.
        birthday: for accounts whose archive has none.
        audience: `PLATFORM=public` or `PLATFORM=not_public`, or a list of these.
        answers: a file of answers, TOML or JSON.
        audiences: who could see each post: network logs (HAR) of your own profile, or answers of Meta's Graph API;
            `FILE` or `FILE=DATE`: see docs/audience.md.
        seen_public: saved pages of how strangers see your profile; `FILE` or `FILE=DATE`.
        language: of what a person reads (`de`); else that of the archive, else of this computer, else English.
        limits: how many times as much as usual is read before an archive is given up as too large or too deep.
        redact: without texts, names, links, places and paths in the result, so that it can be shown to others.
        progress: called with bytes read and bytes to read.

    Raises:
        UsageError: a path does not exist, or an option cannot be meant.
        NotAnExport: not a zip, or nothing of Meta's in it that can hold items.
        RefusedArchive: a hostile or cut zip, or none of the needed files can be read.
    """
    from analyzer.report.result import Result
    from analyzer.rules.analysis import Options, given_day
    from analyzer.run import analyze as run

    if not exports:
        raise UsageError("Give at least one archive.")
    options = Options(
        policy=policy,
        deadline=given_day(deadline, "deadline"),
        objected_on=tuple(str(each) for each in _listed(objected_on)),
        as_of=given_day(as_of, "as_of"),
        birthday=given_day(birthday, "birthday"),
        audience=tuple(str(each) for each in _listed(audience)),
        answers=answers,
        audiences=tuple(str(each) for each in _listed(audiences)),
        seen_public=tuple(str(each) for each in _listed(seen_public)),
        language=language or "",
        limits=limits,
    )
    result = Result(run(exports, options, progress))
    return result.redacted() if redact else result


def read_items(path: str | Path) -> pd.DataFrame:
    """Read an `items.csv` back, with the types that `result.items` has.

    Args:
        path: the file, or the folder of a report.

    Raises:
        UsageError: there is no such file, or it is not ours.
    """
    from analyzer.report.read_tables import read_items as read

    return read(path)


def study(
    *sources: str | Path,
    out: str | Path = "ai-scope-study",
    participants: str | Path | None = None,
    salt: str | Path | None = None,
    scheduler: str | None = None,
    workers: int = 0,
    dashboard: bool = False,
    policy: str = "auto",
    deadline: date | str | None = None,
    as_of: date | str | None = None,
    reveals: str | list[str] | None = None,
    minors: bool = False,
    retry: bool = False,
    time_limit: float = 900.0,
    memory_limit: int = 2048,
    progress: Callable[[int, int, int], None] | None = None,
) -> Study:
    """Analyse donated archives of many people, and write tables, a codebook and a page about them: docs/study.md.

    Needs the extra `study`. A study that stands in `out` goes on where it was.

    Args:
        sources: folders, patterns, or addresses of anything that fsspec reads; a sub-folder or file stem is a
            participant.
        out: a new or empty folder, or one that holds this study already.
        participants: a CSV with the columns participant, path, and perhaps birthday, policy, answers.
        salt: the file of the secret behind the pseudonyms, made if it is not there; else one in your home folder.
        scheduler: the address of a Dask scheduler; else workers of this machine.
        workers: how many of this machine; 0 for one a core.
        dashboard: Dask's page, on this machine alone.
        policy, deadline, as_of: as in `analyze`, for everybody whose row says nothing else.
        reveals: categories of what texts may give away of which a column is kept; none unless asked for.
        minors: keep archives of people who were not of age too.
        retry: try again those without a result.
        time_limit: seconds for one participant.
        memory_limit: MiB for one participant.
        progress: called with participants done, those failed of them, and all.

    Raises:
        UsageError: something that cannot be meant, or a package of the extra is not installed.
        AnalyzerError: the disk refuses, or the scheduler went away; what is done stays.
    """
    from analyzer.command.study.extra import need_extra

    need_extra()
    from analyzer.command.study.data import read_study as read
    from analyzer.command.study.study import Plan, run_study
    from analyzer.rules.analysis import given_day

    plan = Plan(
        out=Path(out), sources=tuple(map(str, sources)), participants=Path(participants) if participants else None,
        salt=Path(salt) if salt else None, scheduler=scheduler or "", workers=workers, dashboard=dashboard,
        policy=policy, deadline=given_day(deadline, "deadline"), as_of=given_day(as_of, "as_of"),
        reveals=tuple(str(each) for each in _listed(reveals)), minors=minors, retry=retry, time_limit=time_limit,
        memory_limit=memory_limit << 20,
    )  # fmt: skip
    run_study(plan, progress)
    return read(plan.out)


def read_study(path: str | Path) -> Study:
    """A study that stands in a folder: its tables as Dask DataFrames.

    Raises:
        UsageError: none stands there, or one that was interrupted, or a package of the extra is not installed.
    """
    from analyzer.command.study.extra import need_extra

    need_extra()
    from analyzer.command.study.data import read_study as read

    return read(path)


def _listed(value: object) -> list[object]:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]
