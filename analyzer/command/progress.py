"""A progress bar on standard error: only on a terminal, and only for work of more than a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SILENT_SECONDS = 1.0


@contextmanager
def progress(quiet: bool, language: str = "") -> Iterator[Callable[[int, int], None] | None]:
    """A function to call with bytes done and bytes in all; None where nothing is to be shown."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    from analyzer.words import speak
    from analyzer.words.language import choose_language

    reading = speak(choose_language(language, ())).say("terminal.reading")
    bar = Progress(
        TextColumn(reading), BarColumn(), DownloadColumn(), TimeRemainingColumn(),
        console=Console(stderr=True), transient=True,
    )  # fmt: skip
    started, task, shown = time.monotonic(), bar.add_task("", total=None), False

    def report(done: int, total: int) -> None:
        nonlocal shown
        if not shown and time.monotonic() - started > SILENT_SECONDS:
            bar.start()
            shown = True
        if shown:
            bar.update(task, completed=done, total=total)

    try:
        yield report
    finally:
        if shown:
            bar.stop()
