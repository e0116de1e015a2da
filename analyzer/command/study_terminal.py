"""The command `analyze study`: its options, its progress, what it prints."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from analyzer.command import ends
from analyzer.command.wrapping import harmless
from analyzer.errors import UsageError
from analyzer.rules.policy import policies

if TYPE_CHECKING:
    from analyzer.command.study.study import Run

INCOMPLETE = 5
_LISTED = 20  # participants without a result


def study(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE", show_default=False, help="Folders, patterns or addresses (s3://...) of archives."
        ),
    ] = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the study goes.")] = Path("ai-scope-study"),
    participants: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A CSV: participant, path; perhaps birthday, policy, answers.")
    ] = None,
    salt: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The secret behind the pseudonyms; made if it is not there.")
    ] = None,
    scheduler: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Of a Dask scheduler; else this computer does it all.")
    ] = "",
    workers: Annotated[int, typer.Option(metavar="N", min=0, help="Of this computer; 0 for one a core.")] = 0,
    dashboard: Annotated[bool, typer.Option("--dashboard", help="Show Dask's page, on this computer alone.")] = False,
    policy: Annotated[str, typer.Option(metavar=f"auto|{'|'.join(policies())}", help="Whose rules.")] = "auto",
    deadline: Annotated[str | None, typer.Option(metavar="DATE", help="In place of the policy's deadline.")] = None,
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help="In place of the day of each export.")] = None,
    reveals: Annotated[
        list[str] | None,
        typer.Option(metavar="CATEGORY", help="Keep whether texts may give this away; may be repeated."),
    ] = None,
    minors: Annotated[bool, typer.Option("--minors", help="Keep archives of people under age too.")] = False,
    time_limit: Annotated[float, typer.Option(metavar="SECONDS", help="For one participant.")] = 900.0,
    memory_limit: Annotated[int, typer.Option(metavar="MIB", help="For one participant.")] = 2048,
    retry: Annotated[bool, typer.Option("--retry", help="Try again those without a result.")] = False,
    drop: Annotated[
        str, typer.Option(metavar="PARTICIPANT", help="Take one out of everything, and write the rest anew.")
    ] = "",
    plan: Annotated[bool, typer.Option("--plan", help="Print what would be kept, and read nothing.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show where an error came from.")] = False,
) -> None:
    """Thousands of donated archives: tables without texts and names, and a page of distributions over participants."""
    from analyzer.command.study.extra import need_extra

    need_extra()
    from analyzer.command.study import study as whole
    from analyzer.rules.analysis import given_day

    if drop:
        if sources or participants:
            raise UsageError("With --drop give --out and --salt alone.")
        manifest = whole.drop(out, drop, salt)
        with ends.output():
            if not quiet:
                print(f"{drop} is out of data, tables, page and manifest of {out}, and of every later run.")
                print(f"{manifest['counts']['participants']:,} participants remain.")
        return
    wanted = whole.Plan(
        out, tuple(sources or ()), participants, salt, scheduler, workers, dashboard, policy,
        given_day(deadline or None, "--deadline"), given_day(as_of or None, "--as-of"), tuple(reveals or ()), minors,
        retry, time_limit, memory_limit << 20,
    )  # fmt: skip
    if plan:
        with ends.output():
            print(whole.planned(wanted))
        return
    try:
        with _progress(quiet) as progress:
            run = whole.run_study(wanted, progress, lambda address: ends.say_error(f"Dask's page: {address}"))
    except (KeyboardInterrupt, ends.Ended):
        ends.say_error("What is done stays: the same command goes on from there.")
        raise
    with ends.output():
        if not quiet:
            _show(run, out)
    counts = run.manifest["counts"]
    if counts["done"] + counts["left_out_minor"] < counts["participants"] or any(
        each["exit_code"] == INCOMPLETE for each in run.manifest["participants"]
    ):
        raise typer.Exit(INCOMPLETE)


def _show(run: Run, out: Path) -> None:
    counts = run.manifest["counts"]
    print(f"{counts['participants']:,} participants: {counts['done']:,} done, {counts['left_out_minor']:,} left out as"
          f" minors, {len(run.failed):,} without a result. {run.done:,} in this run, {run.kept:,} before.")  # fmt: skip
    for label, outcome, code in run.failed[:_LISTED]:
        print(f"  {harmless(label)}: {outcome.replace('_', ' ')}, exit code {code}")
    if run.failed[_LISTED:]:
        print(f"  and {len(run.failed) - _LISTED:,} more: see participants in manifest.json")
    for label, kept in run.duplicates[:_LISTED]:
        print(f"  {harmless(label)}: the same account as {harmless(kept)}, counted once")
    if run.duplicates[_LISTED:]:
        print(f"  and {len(run.duplicates) - _LISTED:,} more of the same account: see duplicate_of")
    if run.dropped:
        print(f"  {run.dropped:,} taken out earlier (--drop) and not read")
    made = "A new salt was made" if run.made_salt else "The salt stands"
    print(f"{made} in {run.salt}: keep it apart from the data; without it no participant can be added or taken out.")
    print(run.manifest["notice"])
    print(f"The study: {out / 'summary.html'}")


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[int, int, int], None] | None]:
    """A function to call with participants done, failed and in all; None where nothing is to be shown."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("Participants"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[failed]} failed"),
        TextColumn("{task.fields[rate]}"), TimeRemainingColumn(), console=Console(stderr=True), transient=True,
    )  # fmt: skip
    task: Any = bar.add_task("", total=None, failed=0, rate="")
    began: tuple[float, int] | None = None

    def report(done: int, failed: int, total: int) -> None:
        nonlocal began
        began = began or (time.monotonic(), done)
        minutes = (time.monotonic() - began[0]) / 60
        rate = f"{(done - began[1]) / minutes:,.0f} a minute" if minutes > 0.05 else ""
        bar.update(task, completed=done, total=total, failed=failed, rate=rate)

    with bar:
        yield report
