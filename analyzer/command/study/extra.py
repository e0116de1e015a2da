"""The packages that a study needs beside the plain installation."""

from __future__ import annotations

from importlib.util import find_spec

from analyzer.errors import UsageError

PACKAGES = ("dask", "distributed", "pyarrow", "fsspec")
INSTALL = "pip install 'meta-ai-scope[study]'"


def need_extra() -> None:
    """Raise UsageError, with the line that installs them, where one of the packages is not there."""
    missing = [name for name in PACKAGES if find_spec(name) is None]
    if missing:
        raise UsageError(
            "A study needs {packages}, which is not installed. Install it with: {line}",
            packages=", ".join(missing),
            line=INSTALL,
        )
