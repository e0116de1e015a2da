"""What can go wrong with a whole run, each with the exit code that the command gives for it."""

from __future__ import annotations


class AnalyzerError(Exception):
    """A run that ended without a result. `str()` is one sentence for a person, free of archive content."""

    exit_code = 1


class UsageError(AnalyzerError):
    """An argument that cannot be meant: no such file, a birthday in the future, an `--out` that is not ours."""

    exit_code = 2


class NotAnExport(AnalyzerError):
    """Not a zip, or no archive of Facebook, Instagram or Threads, or one without any file that can hold items."""

    exit_code = 3


class RefusedArchive(AnalyzerError):
    """A directory that is hostile or truncated, or an archive of which no needed member is readable."""

    exit_code = 4
